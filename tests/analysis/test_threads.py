# SPDX-License-Identifier: Apache-2.0
"""Runs the threads under ThreadSanitizer, clean and with a planted race.

Argument: the program of test_threads.c. Its addresses are not randomised: the
runtime of GCC 12 ends at once where the kernel spreads them further than it
knows.
"""
import os
import subprocess
import sys

from tap import Tap

ENV = {**os.environ, 'TSAN_OPTIONS': 'halt_on_error=0:exitcode=66:'
                                     'report_thread_leaks=1'}


def run(*words):
    command = ['setarch', '--addr-no-randomize', sys.argv[1], *words]
    return subprocess.run(command, capture_output=True, text=True, env=ENV)


tap = Tap()
clean = run()
tap.check('64 threads verify while the trust list is swapped',
          [] if clean.returncode == 0 and 'ThreadSanitizer' not in clean.stderr
          else [f'exit status {clean.returncode}', *clean.stdout.splitlines(),
                *clean.stderr.splitlines()[:60]])
print(clean.stderr, file=sys.stderr, end='')
planted = run('planted')
tap.check('what threads change together without a lock is found',
          [] if planted.returncode == 66 and
          'ThreadSanitizer: data race' in planted.stderr
          else [f'exit status {planted.returncode}',
                *planted.stderr.splitlines()[:20]])
sys.exit(tap.end())
