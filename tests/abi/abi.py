# SPDX-License-Identifier: Apache-2.0
"""The binary interface against tests/abi/carnet.abi, by libabigail.

    abi.py --write LIBRARY HEADERS

writes that file anew from a shared library with debug information, after a
change that is meant: additions freely; what breaks programs only together
with a new soname (lib/meson.build) and a line in CHANGELOG.md. The inside of
opaque handles is not part of it. test_abi.py shows that a break is seen.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from symbols import run

COMMITTED = pathlib.Path(__file__).parent / 'carnet.abi'
# What libabigail says by its exit status; 1 and 2 are its own failures.
CHANGED, BROKEN = 4, 8


def write(library, headers, out):
    """The interface of a library; names no folder of who built it, and no
    line."""
    run('abidw', '--headers-dir', headers, '--drop-private-types',
        '--exported-interfaces-only', '--no-corpus-path', '--no-comp-dir-path',
        '--no-show-locs', '--no-elf-needed', '--no-parameter-names',
        '--out-file', out, library)
    text = pathlib.Path(out).read_text(encoding='utf-8')
    pathlib.Path(out).write_text(
        re.sub(r"path='[^']*?/(lib|include)/", r"path='../../\1/", text),
        encoding='utf-8')


def differences(before, library, headers):
    """Lines: none where both are the same."""
    with tempfile.TemporaryDirectory() as folder:
        now = pathlib.Path(folder, 'now.abi')
        write(library, headers, now)
        done = subprocess.run(['abidiff', str(before), str(now)],
                              capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode == 0:
        return []
    if done.returncode & ~(CHANGED | BROKEN):
        return ['abidiff failed', *done.stderr.splitlines()]
    word = 'breaks' if is_break(lines) else 'adds to'
    return [f'{word} the interface in {before.name} (see tests/abi/abi.py)',
            *lines]


def functions(path):
    """How many symbols the file of an interface has."""
    return path.read_text(encoding='utf-8').count('<elf-symbol ')


def is_break(lines):
    """Only added functions leave every program that was linked as it was."""
    return any(re.search(r'\b[1-9]\d* (Removed|Changed)', part)
               for line in lines if 'summary:' in line
               for part in line.split(','))


if __name__ == '__main__':
    assert sys.argv[1] == '--write', __doc__
    write(*sys.argv[2:4], COMMITTED)
