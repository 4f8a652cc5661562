# SPDX-License-Identifier: Apache-2.0
"""What fuzz/run.sh counts as done, on harnesses that only say how often they
ran. Argument: the tree."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from tap import Tap

ROOT = pathlib.Path(sys.argv[1]).resolve()
# What a harness runs in each build.
RUNS = {'quick': 40, 'slow': 3}
# What the code is made of, and what is not the code.
CODE = ('meson.build', 'meson_options.txt', 'include/carnet/x.h', 'lib/x/x.c',
        'lib/x/meson.build', 'lib/x/make_table.py', 'lib/x/data/table.tsv',
        'lib/x/x.def', 'fuzz/fuzz_quick.c', 'fuzz/untraced.txt',
        'fuzz/dict/quick.dict', 'tests/json/again.c', 'tests/json/says.h')
OTHER = ('README.md', 'lib/x/README.md', 'tests/json/test_x.c',
         'fuzz/corpus/quick/seed', 'fuzz/corpus/slow/seed')


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


def make_tree(folder):
    for name in CODE + OTHER:
        write(folder / name, '\n')
    write(folder / 'fuzz/meson.build', "files('../tests/json/again.c')\n")
    write(folder / 'fuzz/fuzz_slow.c', '#include "../tests/json/says.h"\n')
    shutil.copy(ROOT / 'fuzz/run.sh', folder / 'fuzz')
    for tool in ('meson', 'ninja'):
        write(folder / 'bin' / tool, '#!/bin/sh\n', 0o755)
    for name, number in RUNS.items():
        for build in ('plain', 'checked'):
            write(folder / f'out/{build}/fuzz/fuzz_{name}', '#!/bin/sh\n'
                  f'echo stat::number_of_executed_units: {number} >&2\n',
                  0o755)


def run(folder, each, everything, counts=''):
    """(lines that it ends with, what is counted then)"""
    write(folder / 'out/executions.tsv', counts)
    done = subprocess.run(
        ['sh', 'fuzz/run.sh', '--until', str(each), str(everything)],
        cwd=folder, check=True, capture_output=True, text=True, timeout=60,
        env=dict(os.environ, CARNET_BUILD=str(folder / 'out'),
                 PATH=f'{folder / "bin"}:{os.environ["PATH"]}'))
    return done.stdout.splitlines(), [line.split('\t') for line in (
        folder / 'out/executions.tsv').read_text().splitlines()]


def code_of(folder):
    return run(folder, 1, 1)[1][0][3]


tap = Tap()
with tempfile.TemporaryDirectory() as place:
    tree = pathlib.Path(place)
    make_tree(tree)
    with tap.case('from_nothing_each_and_all_come_to_what_was_asked'):
        said, rows = run(tree, 10, 200)
        # Of the slow one two pieces, and then two of both.
        assert said == ['fuzz, quick: 240 executions, 240 of the code as it is',
                        'fuzz, slow: 24 executions, 24 of the code as it is',
                        'fuzz, all: 264 executions, 264 of the code as it is'
                        ], said
        assert len({row[3] for row in rows}) == 1, rows
    OLD = ''.join(f'{name}\tplain\t1000\tolder\n' for name in RUNS)
    with tap.case('what_older_code_ran_is_in_all_and_not_in_each'):
        said, _ = run(tree, 10, 2000, OLD)
        assert said == ['fuzz, quick: 1080 executions, 80 of the code as it is',
                        'fuzz, slow: 1012 executions, 12 of the code as it is',
                        'fuzz, all: 2092 executions, 92 of the code as it is'
                        ], said
    with tap.case('what_this_code_ran_before_counts'):
        rows = ''.join(f'{name}\tplain\t1000\t{code_of(tree)}\n'
                       for name in RUNS)
        assert run(tree, 10, 2000, rows)[0][-1] == \
            'fuzz, all: 2000 executions, 2000 of the code as it is'
    before = code_of(tree)
    for name in CODE + OTHER:
        (tree / name).write_text('other\n')
        after = code_of(tree)
        tap.check(f'{name} is {"" if name in CODE else "not "}the code',
                  [] if (before != after) == (name in CODE) else [after])
        before = after
sys.exit(tap.end())
