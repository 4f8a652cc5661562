# SPDX-License-Identifier: Apache-2.0
"""Clang's integer checks, with which it builds the rooms for their suites, are
there and find what they are for.

Arguments: the program of test_integers.c, the build root. The suites of the
rooms, run in the same build, say that nothing of the kind is in the library.
"""
import json
import pathlib
import subprocess
import sys

from tap import Tap

PROGRAM, BUILD = sys.argv[1], pathlib.Path(sys.argv[2])
FAULTS = ['wraps', 'wraps_below', 'wraps_by_product', 'shifts_bits_out',
          'loses_bits', 'changes_sign', 'overflows']


def make(kind):
    return subprocess.run([PROGRAM, kind], capture_output=True, text=True)


def unchecked():
    """Files of library and command that are compiled without."""
    rows = json.loads((BUILD / 'compile_commands.json').read_text())
    ours = [row for row in rows if row['file'].endswith('.c') and
            row['output'].startswith(('lib/libcn_', 'examples/cli/carnet'))]
    assert len(ours) > 200, f'only {len(ours)} files'
    assert any(row['output'].startswith('examples') for row in ours)
    return [row['output'] for row in ours
            if '-fsanitize=integer' not in row['command'].split()]


tap = Tap()
num_found = 0
for fault in FAULTS:
    done = make(fault)
    found = done.returncode not in (0, 2) and 'runtime error' in done.stderr
    num_found += found
    tap.check(f'finds_what_{fault}',
              [] if found else [f'exit status {done.returncode}', done.stderr])
done = make('says_that_it_wraps')
tap.check('leaves_what_says_that_it_wraps',
          [] if done.returncode == 0 and done.stderr == ''
          else [f'exit status {done.returncode}', done.stderr])
tap.check('library_and_command_are_built_so', unchecked())
print(f'integers: {num_found} kinds of fault found', file=sys.stderr)
sys.exit(tap.end())
