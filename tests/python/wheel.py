# SPDX-License-Identifier: Apache-2.0
"""Builds the wheel and puts it into an environment of its own, once for all
tests of a build folder: what changes nothing is not built again.
"""
import contextlib
import dataclasses
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# All that a wheel is made of.
SOURCES = ('bindings/python', 'bindings/meson.build', 'include', 'lib', 'docs/spec', 'meson.build',
           'meson_options.txt', 'LICENSE')
LEFT = shutil.ignore_patterns('__pycache__', '*.pyc', 'subprojects')


@dataclasses.dataclass
class Wheel:
    file: pathlib.Path
    build: pathlib.Path   # Meson's folder, with the static library in it
    python: pathlib.Path  # of an environment with this wheel and its cffi
    site: pathlib.Path    # the same package, for the tests' own Python


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    if done.returncode != 0:
        lines = done.stdout.splitlines()
        raise RuntimeError('\n'.join([f'{command} failed'] + lines[-40:]))
    return done.stdout


def plain_env():
    """Without what the tests set for programs under sanitizers."""
    env = {k: v for k, v in os.environ.items() if k not in (
        'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'CFLAGS', 'LDFLAGS', 'CC', 'CXX',
        'PYTHONPATH', 'MAKEFLAGS', 'DESTDIR')}
    env.update(PIP_CONSTRAINT=str(HERE / 'constraints.txt'),
               PIP_DISABLE_PIP_VERSION_CHECK='1', PIP_NO_INPUT='1')
    return env


def sources(root):
    for name in SOURCES:
        top = root / name
        for path in [top] if top.is_file() else sorted(top.rglob('*')):
            if path.is_file() and not path.is_symlink() \
                    and path.suffix != '.pyc':
                yield path


def digest(root):
    """Of everything that decides what the wheel is."""
    out = hashlib.sha256(sys.version.encode())
    for path in [HERE / 'constraints.txt', *sources(root)]:
        out.update(str(path).encode() + b'\0' + path.read_bytes())
    return out.hexdigest()


def copy_sources(root, folder):
    """The sources as a fresh clone has them, in a folder without a name."""
    for name in SOURCES:
        source, target = root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT)
        else:
            shutil.copy(source, target)
    link = folder / 'bindings/python/subprojects/carnet'
    link.parent.mkdir()
    link.symlink_to(os.readlink(root / link.relative_to(folder)))
    return folder / 'bindings/python'


def _make(root, work):
    for name in ('out', 'meson', 'site', 'venv', 'tree'):
        shutil.rmtree(work / name, ignore_errors=True)
    env, python = plain_env(), sys.executable
    package = copy_sources(root, work / 'tree')
    run(python, '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir',
        work / 'out', f'--config-settings=build-dir={work / "meson"}',
        package, env=env)
    file, = (work / 'out').glob('carnet-*.whl')
    run(python, '-m', 'pip', 'install', '--quiet', '--no-deps', '--target',
        work / 'site', file, env=env)
    run(python, '-m', 'venv', work / 'venv', env=env)
    run(work / 'venv/bin/python', '-m', 'pip', 'install', '--quiet', file,
        env=env)


@contextlib.contextmanager
def alone(work):
    """One test builds; the others wait for it."""
    work.mkdir(parents=True, exist_ok=True)
    with open(work / 'lock', 'w', encoding='utf-8') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def ready(root, work):
    """The wheel of this tree, installed."""
    root, work = pathlib.Path(root), pathlib.Path(work)
    stamp = work / 'made'
    with alone(work):
        wanted = digest(root)
        if not stamp.exists() or stamp.read_text() != wanted:
            stamp.unlink(missing_ok=True)
            _make(root, work)
            stamp.write_text(wanted)
    file, = (work / 'out').glob('carnet-*.whl')
    return Wheel(file, work / 'meson', work / 'venv/bin/python', work / 'site')


def pass_on(command, **more):
    """Runs a program that speaks TAP itself."""
    return subprocess.run([str(c) for c in command], check=False,
                          **more).returncode
