#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What has to be built so that tests of these suites can run, a file a line as
ninja names it: targets.py FOLDER SUITE..."""
import json
import pathlib
import subprocess
import sys


def asked(folder, what):
    return json.loads(subprocess.run(
        ['meson', 'introspect', folder, f'--{what}'], check=True,
        capture_output=True).stdout)


def needed(folder, suites):
    """Suites are named as Meson has them, with the project before: carnet:cli."""
    made = {t['id']: t['filename'] for t in asked(folder, 'targets')}
    whole = folder.resolve()
    return sorted({str(pathlib.Path(f).relative_to(whole))
                   for test in asked(folder, 'tests')
                   if any(s.split(':')[-1] in suites for s in test['suite'])
                   for target in test['depends'] for f in made[target]})


if __name__ == '__main__':
    print('\n'.join(needed(pathlib.Path(sys.argv[1]), set(sys.argv[2:]))))
