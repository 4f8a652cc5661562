# SPDX-License-Identifier: Apache-2.0
"""Shows that this build's sanitizers stop a test. Argument: faulty."""
import subprocess
import sys

from tap import Tap

FAULTS = {
    'leak': 'LeakSanitizer: detected memory leaks',
    'overrun': 'AddressSanitizer: heap-buffer-overflow',
    'use_after_free': 'AddressSanitizer: heap-use-after-free',
    'overflow': 'runtime error: signed integer overflow',
}

tap = Tap()
with tap.case('a program without fault passes'):
    assert subprocess.run([sys.argv[1]], check=True).returncode == 0
for fault, words in FAULTS.items():
    done = subprocess.run([sys.argv[1], fault], capture_output=True, text=True)
    tap.check(f'stops at {fault}', [] if done.returncode and
              words in done.stderr else [f'exit status {done.returncode}',
                                         *done.stderr.splitlines()[:20]])
sys.exit(tap.end())
