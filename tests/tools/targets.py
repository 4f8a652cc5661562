#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What has to be built so that tests of these suites can run, a file a line as
ninja names it: targets.py FOLDER SUITE..."""
import json
import pathlib
import subprocess
import sys


def ask(build, what):
    done = subprocess.run(['meson', 'introspect', build, what],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def suites_of(test):
    """Without the project, which Meson writes before each: carnet:cli."""
    return {suite.split(':')[-1] for suite in test['suite']}


def programs_of(build, tests):
    """The files that these tests start or need."""
    top = pathlib.Path(build).resolve()
    files = {one['id']: one['filename'] for one in ask(build, '--targets')}
    return sorted({pathlib.Path(name).resolve().relative_to(top).as_posix()
                   for test in tests for target in test['depends']
                   for name in files[target]})


def main(build, *suites):
    print('\n'.join(programs_of(build, [
        test for test in ask(build, '--tests')
        if suites_of(test) & set(suites)])))


if __name__ == '__main__':
    main(*sys.argv[1:])
