# SPDX-License-Identifier: Apache-2.0
"""The wheel and the source distribution: what is in them, what they show, what
they need; and every example of the package and of its guide, run where nothing
but the wheel is installed: test_wheel.py TREE WORK.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import wheel
from tap import Tap

HERE = pathlib.Path(__file__).resolve().parent
NEEDED = r'(lib(cbor|sodium|z|qrencode|c)\.so\.|ld-linux)'


def readelf(option, path):
    return wheel.run('readelf', '-W', option, path)


def extension(it):
    file, = (it.site / 'carnet').glob('*.so')
    return file


def wrong_names(it):
    """Beside what is ours, metadata and one extension."""
    with zipfile.ZipFile(it.file) as archive:
        names = archive.namelist()
    ours = r'carnet/(\w+\.py|py\.typed|_carnet\.pyi|_carnet\.abi3\.so)'
    problems = [n for n in names if not re.fullmatch(
        ours + r'|carnet-[\d.]+\.dist-info/.*', n)]
    for wanted in ('carnet/py.typed', 'carnet/_carnet.abi3.so',
                   'carnet/_carnet.pyi', 'carnet/entries.py',
                   'carnet/status.py'):
        problems += [] if wanted in names else [f'{wanted} is not there']
    return problems


def shown_symbols(it):
    said = wheel.run('nm', '-D', '--defined-only', '-P', extension(it))
    names = {line.split()[0].split('@')[0] for line in said.splitlines()}
    return sorted(names - {'PyInit__carnet', '_init', '_fini', '__bss_start',
                           '_edata', '_end'})


def beyond_stable_abi(it):
    """Private names of the interpreter; the rest is the compiler's to check."""
    said = wheel.run('nm', '-D', '--undefined-only', '-P', extension(it))
    return [n for n in (line.split()[0] for line in said.splitlines())
            if re.match(r'_Py', n) and not re.match(
                r'_Py_(NoneStruct|TrueStruct|FalseStruct|Dealloc|IncRef'
                r'|DecRef|NotImplementedStruct)$', n)]


def needs_more(it):
    found = re.findall(r'\(NEEDED\).*\[(.*)\]', readelf('-d', extension(it)))
    return [n for n in found if not re.match(NEEDED, n)] or (
        [] if len(found) >= 4 else ['does not need the four'])


def names_of_the_machine(it, root):
    words = [str(root).encode(), str(it.file.parent.parent).encode()]
    with zipfile.ZipFile(it.file) as archive:
        return [n for n in archive.namelist()
                if any(w in archive.read(n) for w in words)]


def without_licence(it, root):
    """The text, and its name where tools look for it (PEP 639)."""
    with zipfile.ZipFile(it.file) as archive:
        texts = [archive.read(n) for n in archive.namelist()
                 if re.search(r'\.dist-info/licenses/.*LICENSE$', n)]
        meta, = (archive.read(n).decode() for n in archive.namelist()
                 if n.endswith('.dist-info/METADATA'))
    problems = [] if texts == [(root / 'LICENSE').read_bytes()] else [
        f'{len(texts)} texts of the licence, or another one']
    return problems + [f'METADATA has no {line}' for line in (
        'License-Expression: Apache-2.0', 'License-File: ') if line not in meta]


def source_distribution(root, work):
    """Made as `pip` and its like make it, of a clone with this tree's files."""
    shutil.rmtree(work, ignore_errors=True)
    package = wheel.copy_sources(root, work / 'clone')
    env = dict(wheel.plain_env(), GIT_CONFIG_GLOBAL='/dev/null',
               GIT_CONFIG_SYSTEM='/dev/null')
    who = ('-c', 'user.name=A', '-c', 'user.email=a@example.org')
    for args in (('init', '-q'), ('add', '-A'),
                 (*who, 'commit', '-q', '-m', 'all')):
        wheel.run('git', *args, cwd=work / 'clone', env=env)
    wheel.run(sys.executable, '-m', 'venv', work / 'venv', env=env)
    python = work / 'venv/bin/python'
    wheel.run(python, '-m', 'pip', 'install', '--quiet', '-r',
              HERE / 'constraints.txt', env=env)
    env['PATH'] = f'{work / "venv/bin"}{os.pathsep}{env["PATH"]}'
    wheel.run(python, '-c', 'import mesonpy, sys; '
              'mesonpy.build_sdist(sys.argv[1])', work, cwd=package, env=env)
    file, = work.glob('carnet-*.tar.gz')
    return file


def links_in(file):
    with tarfile.open(file) as archive:
        return [m.name for m in archive if m.issym() or m.islnk()]


def installed(file, work):
    """The interpreter of an empty environment that pip built it into."""
    wheel.run(sys.executable, '-m', 'venv', work / 'clean',
              env=wheel.plain_env())
    python = work / 'clean/bin/python'
    wheel.run(python, '-m', 'pip', 'install', '--quiet', file, cwd=work,
              env=wheel.plain_env())
    return python


def failed_cases(python, root):
    """What the package's own cases say against it; there must be many."""
    done = subprocess.run([python, '-B', '-W', 'error', HERE / 'cases.py',
                           root], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    ran = re.findall(r'^(ok|not ok)\b', done.stdout, re.MULTILINE)
    enough = done.returncode == 0 and len(ran) > 50
    wrong = re.findall(r'^not ok.*\n(?:#.*\n)*', done.stdout, re.MULTILINE)
    return [] if enough else [f'{len(ran)} cases', *''.join(
        wrong).splitlines()]


def main(root, work):
    root, work = pathlib.Path(root), pathlib.Path(work)
    tap, it = Tap(), wheel.ready(root, work)
    with tap.case('one_wheel_for_this_interpreter_and_all_later_ones'):
        assert re.fullmatch(r'carnet-[\d.]+-cp3\d+-abi3-linux_\w+\.whl',
                            it.file.name), it.file.name
    tap.check('holds_the_package_and_nothing_else', wrong_names(it))
    tap.check('shows_one_symbol', shown_symbols(it))
    tap.check('asks_only_for_the_stable_abi', beyond_stable_abi(it))
    tap.check('needs_only_the_four_libraries', needs_more(it))
    tap.check('names_no_folder_of_the_build', names_of_the_machine(it, root))
    with tap.case('installs_into_an_empty_environment'):
        wheel.run(it.python, '-m', 'pip', 'check', env=wheel.plain_env())
    tap.check('holds_the_text_of_its_licence', without_licence(it, root))
    with tap.case('source_distribution_installs_without_the_repository'):
        file = source_distribution(root, work / 'sdist')
        assert not links_in(file), links_in(file)
        python = installed(file, work / 'sdist')
        tap.check('every_case_holds_for_what_it_installs',
                  failed_cases(python, root))
    env = dict(os.environ, PYTHONSAFEPATH='1', LC_ALL='C')
    done = subprocess.run(
        [it.python, '-W', 'error', HERE / 'examples.py',
         root / 'docs/guide/python.md'], text=True, env=env,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    tap.check('every_example_does_what_it_says',
              done.stdout.splitlines() if done.returncode else [])
    tap.note(done.stdout.splitlines()[-1] if done.stdout else 'nothing ran')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
