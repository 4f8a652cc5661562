# SPDX-License-Identifier: Apache-2.0
"""The library and the command as a packager makes them: built twice with the
same bytes, hardened, installed, used by pkg-config alone, and taken away.

Arguments: the source tree, a work folder in the build. The second build is in
a folder of another length, by another user, with another umask, time zone and
locale. What each rule refuses is shown in test_hardening.py and test_abi.py,
and below for the bill and for two builds.
"""
import copy
import json
import os
import pathlib
import re
import shutil
import sys

import abi
import hardening
import sbom
from package import Build, another_user
from symbols import run
from tap import Tap

NOW = '1773748800'  # 2026-03-17, of the passports in same_bytes.tsv
# Ed25519 of 32 bytes 0x01, the key that signed them (RFC 8410).
PUBLIC_KEY = '''-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=
-----END PUBLIC KEY-----
'''
OTHER = {'USER': 'nobody', 'LOGNAME': 'nobody', 'HOME': '/nowhere',
         'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C.UTF-8', 'LANG': 'tr_TR'}


def binaries(root):
    return [root / 'lib/libcarnet.so', root / 'lib/libcarnet.a',
            root / 'bin/carnet']


def files(*roots):
    """Names in any of these trees."""
    return {p.relative_to(root) for root in roots
            for p in root.rglob('*') if p.is_file()}


def different(first, second):
    """Files of two installed trees that differ, or are in one alone."""
    names = files(first, second)
    return [f'{n} differs' for n in sorted(names)
            if not (first / n).exists() or not (second / n).exists()
            or (first / n).read_bytes() != (second / n).read_bytes()]


def naming(root, words):
    """Installed files that name a folder in which they were built."""
    return [f'{p.relative_to(root)} names {w}' for p in sorted(root.rglob('*'))
            if p.is_file() for w in words if w.encode() in p.read_bytes()]


def wrong_names(root, version):
    """Soname, file name and pkg-config version come from one version."""
    real = root / f'lib/libcarnet.so.{version}'
    problems = [] if real.is_file() and not real.is_symlink() else [
        f'{real.name} is not there']
    problems += [f'{link} does not lead to {real.name}'
                 for link in ('libcarnet.so', 'libcarnet.so.0')
                 if (root / 'lib' / link).resolve() != real.resolve()]
    said = re.search(r'^Version: (.*)$', (
        root / 'lib/pkgconfig/carnet.pc').read_text(), re.MULTILINE)
    return problems + ([] if said and said.group(1) == version else [
        f'the pkg-config file says {said and said.group(1)}'])


def flags(build, static):
    """What pkg-config alone says of the installed tree."""
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=str(build.dest),
               PKG_CONFIG_PATH=str(build.root / 'lib/pkgconfig'))
    return run('pkg-config', *(['--static'] if static else []), '--cflags',
               '--libs', 'carnet', env=env).split()


def verify(build, source, compiler, static):
    """Compiles the program, links it by these flags, verifies a passport."""
    work = build.dest.parent
    row = (source / 'tests/data/same_bytes.tsv').read_text().splitlines()[1]
    (work / 'p.carnet').write_bytes(bytes.fromhex(row.split('\t')[3]))
    (work / 'key.pub').write_text(PUBLIC_KEY)
    program, root = work / 'verify', build.root
    code = shutil.copy(source / 'tests/abi/verify_passport.c',
                       work / ('v.c' if compiler == 'gcc' else 'v.cpp'))
    if static:  # as on a system that has only the archive
        for path in (root / 'lib').glob('libcarnet.so*'):
            path.rename(work / path.name)
    try:
        run(compiler, '-Wall', '-Wextra', '-Werror', code, '-o', program,
            *flags(build, static))
    finally:
        for path in work.glob('libcarnet.so*'):
            path.rename(root / 'lib' / path.name)
    needs = sbom.needed(program)
    assert ('libcarnet.so.0' in needs) != static, needs
    env = dict(os.environ, LD_LIBRARY_PATH=str(root / 'lib'))
    said = run(program, work / 'p.carnet', work / 'key.pub', NOW, env=env)
    assert said == 'OK 1\n', said


def check_bill(tap, build, version):
    root = build.root
    bill = json.loads((root / 'share/carnet/carnet.cdx.json').read_text())
    tap.check('the_bill_is_valid_cyclonedx', sbom.invalid(bill))
    tap.check('the_bill_has_what_the_library_links', sbom.not_linked(
        bill, 'libcarnet', root / 'lib/libcarnet.so'))
    tap.check('the_bill_has_what_the_command_links', sbom.not_linked(
        bill, 'carnet', root / 'bin/carnet'))
    tap.check('the_bill_has_the_versions_and_licences',
              sbom.wrong_versions(bill, version))
    check_bill_faults(tap, bill, root)


def check_bill_faults(tap, bill, root):
    """Each of the four would see it."""
    lib = root / 'lib/libcarnet.so'
    bad = copy.deepcopy(bill)
    bad['components'][-1]['colour'] = 'red'
    tap.check('refuses_a_bill_with_an_unknown_member',
              [] if sbom.invalid(bad) else ['not said'])
    bad = copy.deepcopy(bill)
    bad['dependencies'][0]['dependsOn'].remove('zlib')
    tap.check('refuses_a_bill_without_a_library', [] if sbom.not_linked(
        bad, 'libcarnet', lib) == ['libz.so.1 is linked and not in the bill']
        else ['not said'])
    bad['dependencies'][0]['dependsOn'] += ['zlib', 'libpng']
    tap.check('refuses_a_bill_with_a_library_too_many', [] if sbom.not_linked(
        bad, 'libcarnet', lib) == ['libpng is in the bill and not linked']
        else ['not said'])
    bad['components'][-1]['version'] = '0'
    tap.check('refuses_a_bill_with_another_version', [] if sbom.wrong_versions(
        bad, bad['metadata']['component']['version']) else ['not said'])


def check_binaries(tap, build, version):
    shared, static, command = binaries(build.root)
    for path in (shared, command):
        tap.check(f'{path.name}_is_hardened', hardening.unhardened(path))
    if os.uname().machine == 'x86_64':
        unmarked = hardening.unmarked(static)
        tap.check('every_object_is_marked_for_control_flow_checks', unmarked)
        if not unmarked:
            tap.note(f'hardening: {len(run("ar", "t", static).split())} '
                     'points: objects that are marked')
        unlike = abi.differences(abi.COMMITTED, shared, build.root / 'include')
        tap.check('the_interface_is_the_committed_one', unlike)
        if not unlike:
            tap.note(f'interface: {abi.functions(abi.COMMITTED)} points: '
                     'functions that are the committed ones')
    tap.check('one_version_names_all', wrong_names(build.root, version))


def check_twice(tap, source, first, place):
    """place: of the second build."""
    with tap.case('builds_by_another_user_in_another_folder_and_zone'):
        second = Build(source, place, umask=0o077, user=another_user(), **OTHER)
        if second.run('id', '-u') == first.run('id', '-u'):
            raise RuntimeError('both builds are by the same user')
        second.make('-Dscan=enabled').install()
    if tap.failed:
        return
    unlike = different(first.root, second.root)
    tap.check('two_builds_are_the_same_bytes', unlike)
    if not unlike:
        tap.note(f'two builds: {len(files(first.root, second.root))} points: '
                 'files that are the same bytes')
    with open(second.root / 'bin/carnet', 'ab') as file:
        file.write(b'x')
    tap.check('refuses_a_build_with_a_byte_more',
              [] if different(first.root, second.root)
              == ['bin/carnet differs'] else ['not said'])


def main(source, work):
    tap = Tap()
    shutil.rmtree(work, ignore_errors=True)
    first = Build(source, work / 'first', TZ='UTC', LC_ALL='C')
    with tap.case('builds_and_installs_library_and_command'):
        first.make('-Dscan=enabled').install()
    if tap.failed:
        return tap.end()
    version = re.search(r"version: '([0-9.]+)'", (
        source / 'meson.build').read_text()).group(1)
    check_binaries(tap, first, version)
    check_bill(tap, first, version)
    tap.check('names_no_folder_of_the_build', naming(
        first.root, [str(work), str(source)]))
    for compiler in ('gcc', 'g++'):
        for static in (False, True):
            kind = 'static' if static else 'shared'
            with tap.case(f'{compiler}_links_{kind}_and_verifies_a_passport'):
                verify(first, source, compiler, static)
    check_twice(tap, source, first, work / 'the second/and longer')
    installed = files(first.root)
    left = first.uninstall()
    tap.check('uninstall_leaves_nothing', left)
    if not left:
        tap.note(f'uninstall: {len(installed)} points: files that were '
                 'installed and taken away')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(),
                  pathlib.Path(sys.argv[2]).resolve()))
