# SPDX-License-Identifier: Apache-2.0
"""Installs the library as a packager would and uses what came out.

Configured with the four libraries alone (pkg-config sees no other), released,
put under a DESTDIR, then linked both ways. Arguments: the source tree, a work
folder in the build.
"""
import os
import pathlib
import re
import shutil
import sys

import rules_headers
import symbols
from house import RULES, House
from symbols import run
from tap import Tap

ALONE = ('libcbor', 'libsodium', 'libqrencode', 'zlib')
PREFIX = '/carnet-prefix'


def pkg_config_of_four(folder):
    """A folder with the .pc files of the four libraries and no other."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ALONE:
        place = run('pkg-config', '--variable=pcfiledir', name).strip()
        shutil.copy(pathlib.Path(place, name + '.pc'), folder)
    return folder


def install(source, work):
    """Configures, builds, installs; gives the folder that was installed."""
    env = dict(os.environ, PKG_CONFIG_LIBDIR=str(work / 'pc'))
    for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'CFLAGS', 'LDFLAGS'):
        env.pop(name, None)
    build = work / 'build'
    again = ['--reconfigure'] if (build / 'build.ninja').exists() else []
    run('meson', 'setup', *again, build, source, '--buildtype=release',
        f'--prefix={PREFIX}', '-Dlibdir=lib', '-Dtests=disabled',
        '-Dcommand=disabled', env=env)
    run('ninja', '-C', build, env=env)
    dest = work / 'dest'
    shutil.rmtree(dest, ignore_errors=True)
    run('ninja', '-C', build, 'install', env=dict(env, DESTDIR=str(dest)))
    return dest / PREFIX.strip('/')


def objects_of_rooms(folder, rooms):
    """Names of the objects that the rooms' own archives hold."""
    members = []
    for room in rooms:
        found = run('ar', 't', folder / f'libcn_{room}.a').split()
        assert found, f'lib/{room} has no object'
        members += [pathlib.Path(name).name for name in found]
    return members


def consumer(house, functions):
    """A program that calls, compares sizes, and takes every address."""
    checks = ''.join(f'    bad += {name}() != {constant};\n'
                     for _, constant, name in rules_headers.sizes(house)
                     if name in functions)
    table = ''.join(f'    (any)&{name},\n' for name in functions)
    return f'''#include <carnet/carnet.h>
#include <stdio.h>
#include <string.h>
typedef void (*any)(void);
static any const table[] = {{
{table}}};
int main(void)
{{
    int bad = strcmp(carnet_version(), CARNET_VERSION) != 0;
{checks}    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {{
        bad += table[i] == NULL;
    }}
    printf("%s %d\\n", carnet_status_name(CARNET_OK), bad);
    return bad;
}}
'''


def link_and_run(work, house, static, language):
    """Compiles the consumer against the installed files and runs it."""
    compiler, ending, standard = {
        'C': ('gcc', 'c', 'c11'), 'C++': ('g++', 'cpp', 'c++17')}[language]
    kind = 'static' if static else 'shared'
    library = house.root / 'lib/libcarnet.so'
    names = [f.name for f in rules_headers.functions(house)
             if f.name in symbols.exported(library)]
    source = work / f'{kind}.{ending}'
    source.write_text(consumer(house, names))
    env = dict(os.environ, PKG_CONFIG_PATH=str(house.root / 'lib/pkgconfig'),
               PKG_CONFIG_SYSROOT_DIR=str(work / 'dest'))
    flags = run('pkg-config', *(['--static'] if static else []), '--cflags',
                '--libs', 'carnet', env=env).split()
    if static:
        flags = ['-l:libcarnet.a' if f == '-lcarnet' else f for f in flags]
    program = work / f'{kind}-{ending}'
    run(compiler, f'-std={standard}', '-Wall', '-Wextra', '-Werror', source,
        '-o', program, *flags)
    needs = run('readelf', '-d', program)
    assert ('libcarnet.so.0' in needs) != static, 'linked the other way'
    said = run(program, env=dict(os.environ,
                                 LD_LIBRARY_PATH=str(house.root / 'lib')))
    assert said == 'OK 0\n', said


def names_of_the_machine(root, source, work):
    """Installed files that name the folders that they were built in."""
    words = [str(source).encode(), str(work).encode()]
    return [f'{path.relative_to(root)} names a folder of the build'
            for path in sorted(root.rglob('*')) if path.is_file()
            and any(w in path.read_bytes() for w in words)]


def wrong_pc(path, whole):
    """Private libraries stay private; nothing of ours beyond -lcarnet."""
    text = path.read_text()
    lines = dict(re.findall(r'^([\w.]+): *(.*)$', text, re.MULTILINE))
    problems = [f'{name} is not in Requires.private' for name in ALONE
                if whole and name not in lines.get('Requires.private', '')]
    if lines.get('Libs', '').split() != ['-L${libdir}', '-lcarnet']:
        problems.append(f'Libs: {lines.get("Libs")}')
    if 'Requires' in lines or '-lcn_' in text:
        problems.append('shows what is private')
    return problems


def main(source, work):
    tap = Tap()
    work.mkdir(parents=True, exist_ok=True)
    pkg_config_of_four(work / 'pc')
    with tap.case('configures_builds_and_installs_with_the_four_alone'):
        root = install(source, work)
    if tap.failed:
        return tap.end()
    tree, house = House(source), House(root)
    shared, static = root / 'lib/libcarnet.so', root / 'lib/libcarnet.a'
    declared = [f.name for f in rules_headers.functions(house)]
    rooms = tree.rooms()
    whole = set(rooms) == set(tree.room_names())
    members = objects_of_rooms(work / 'build/lib', rooms)
    have = {p.name for p in house.public_headers()}
    want = {p.name for p in tree.public_headers()} | {'version.h'}
    tap.check('installs_every_public_header_and_no_other', sorted(have ^ want))
    tap.check('exports_what_the_headers_declare',
              symbols.not_as_declared(shared, declared, whole))
    tap.check('shared_library_needs_only_the_four',
              symbols.needs_more(shared))
    tap.check('static_library_holds_every_object',
              symbols.not_whole(static, members))
    tap.check('static_library_keeps_to_its_names',
              symbols.foreign_names(static))
    tap.check('no_hidden_input', symbols.hidden_inputs(static, rooms))
    tap.check('no_state_between_calls', symbols.writable_data(static))
    for name in ('each_header_compiles_alone',
                 'only_plain_types_cross_the_border',
                 'every_public_function_is_marked_and_explained'):
        tap.check('installed_' + name, RULES[name](house))
    tap.check('pkg_config_file_hides_the_private',
              wrong_pc(root / 'lib/pkgconfig/carnet.pc', whole))
    tap.check('names_no_folder_of_the_build',
              names_of_the_machine(root, source, work))
    for language in ('C', 'C++'):
        for static in (False, True):
            kind = 'static' if static else 'shared'
            with tap.case(f'a_program_in_{language}_links_{kind}_and_runs'):
                link_and_run(work, house, static, language)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(),
                  pathlib.Path(sys.argv[2]).resolve()))
