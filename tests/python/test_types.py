# SPDX-License-Identifier: Apache-2.0
"""mypy --strict over the package and over a program that uses it; and what the
types must not let pass: test_types.py TREE WORK.
"""
import pathlib
import re
import subprocess
import sys

import wheel
from tap import Tap

HERE = pathlib.Path(__file__).resolve().parent


def mypy(it, *args):
    done = subprocess.run(
        [sys.executable, '-m', 'mypy', '--strict', '--no-incremental',
         '--cache-dir', '/dev/null', *map(str, args)], cwd=it.site, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.splitlines()


def main(root, work):
    tap, it = Tap(), wheel.ready(root, work)
    status, said = mypy(it, '-p', 'carnet')
    tap.check('the_package_is_strict', said if status else [])
    status, said = mypy(it, HERE / 'program.py')
    tap.check('a_program_that_uses_it_is_strict', said if status else [])
    text = (HERE / 'wrong_program.py').read_text(encoding='utf-8')
    want = [(n, found[1]) for n, line in enumerate(text.splitlines(), 1)
            for found in [re.search(r'# refused: ([\w-]+)$', line)] if found]
    status, said = mypy(it, HERE / 'wrong_program.py')
    have = [(int(found[1]), found[2]) for line in said
            for found in [re.search(r':(\d+): error: .*\[([\w-]+)\]$', line)]
            if found]
    tap.check('what_is_wrong_is_refused_line_by_line', [
        f'line {n}: {code}' for n, code in set(want) ^ set(have)] or (
            [] if want else ['nothing was asked']))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
