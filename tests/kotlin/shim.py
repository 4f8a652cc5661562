# SPDX-License-Identifier: Apache-2.0
"""Builds the shim, once, in a folder of its own beside the tests'."""
import fcntl
import pathlib
import subprocess

NAME = 'libcarnet_jni.so'


def run(command, **more):
    """The output of a command that must succeed."""
    done = subprocess.run([str(c) for c in command], capture_output=True,
                          text=True, check=False, **more)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def built(root, folder):
    """The path of the shim of this tree."""
    build = pathlib.Path(folder) / 'shim'
    build.mkdir(parents=True, exist_ok=True)
    with open(build / 'lock', 'w', encoding='ascii') as lock:
        # Two tests want it; one builds.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (build / 'build.ninja').exists():
            run(['meson', 'setup', build, root, '-Dbuildtype=release',
                 '-Dtests=disabled', '-Dcommand=disabled', '-Djni=enabled',
                 '-Dwerror=true', '-Ddefault_library=static'])
        run(['ninja', '-C', build, f'bindings/kotlin/{NAME}'])
    return build / 'bindings/kotlin' / NAME
