# SPDX-License-Identifier: Apache-2.0
"""Shows that Memcheck, asked as the other tests here ask it, stops a test.

Arguments: faulty, then Valgrind with its options.
"""
import subprocess
import sys

from tap import Tap

FAULTS = {
    'unwritten': 'depends on uninitialised value',
    'overrun': 'Invalid write of size 1',
    'use_after_free': 'Invalid read of size 1',
    'leak': 'definitely lost',
}


def run(*fault):
    faulty, *memcheck = sys.argv[1:]
    return subprocess.run([*memcheck, faulty, *fault], capture_output=True,
                          text=True)


tap = Tap()
clean = run()
tap.check('a program without fault passes',
          [] if clean.returncode == 0 and not clean.stderr
          else [f'exit status {clean.returncode}', *clean.stderr.splitlines()])
for name, words in FAULTS.items():
    done = run(name)
    tap.check(f'stops at {name}',
              [] if done.returncode == 99 and words in done.stderr
              else [f'exit status {done.returncode}',
                    *done.stderr.splitlines()[:20]])
sys.exit(tap.end())
