# SPDX-License-Identifier: Apache-2.0
"""Builds the shim, once, in a folder of its own beside the tests'."""
import fcntl
import pathlib
import re
import subprocess

NAME = 'libcarnet_jni.so'


def run(command, **more):
    """The output of a command that must succeed."""
    done = subprocess.run([str(c) for c in command], capture_output=True,
                          text=True, check=False, **more)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


OPTIONS = ['-Dtests=disabled', '-Dcommand=disabled', '-Djni=enabled',
           '-Dwerror=true', '-Ddefault_library=static']


def _built(root, build, options):
    build.mkdir(parents=True, exist_ok=True)
    with open(build / 'lock', 'w', encoding='ascii') as lock:
        # Two tests want it; one builds.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (build / 'build.ninja').exists():
            run(['meson', 'setup', build, root, *OPTIONS, *options])
        run(['ninja', '-C', build, f'bindings/kotlin/{NAME}'])
    return build / 'bindings/kotlin' / NAME


def built(root, folder):
    """The path of the shim of this tree."""
    return _built(root, pathlib.Path(folder) / 'shim', ['-Dbuildtype=release'])


def sanitized(root, folder):
    """The same under AddressSanitizer and UndefinedBehaviorSanitizer."""
    return _built(root, pathlib.Path(folder) / 'shim_sanitized', [
        '-Dbuildtype=debugoptimized', '-Db_sanitize=address,undefined',
        '-Db_lundef=false'])


def owners(root):
    """Native methods that allocate, by the C of the shim: they copy bytes of
    Java's, or give bytes or a handle."""
    owns = re.compile(r'\bshim_(handle|take|take_texts|bytes|fixed|more)\(')
    names = set()
    for path in (root / 'bindings/kotlin/src/main/c').glob('*.c'):
        for name, body in re.findall(r'^SHIM\(\w+, (\w+)\)(.*?)^}',
                                     path.read_text(), re.M | re.S):
            names |= {name} if owns.search(body) else set()
    return names
