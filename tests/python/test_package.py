# SPDX-License-Identifier: Apache-2.0
"""Runs the package's own cases with the wheel and nothing else installed:
test_package.py TREE WORK.
"""
import pathlib
import sys

import wheel

if __name__ == '__main__':
    root, work = sys.argv[1:]
    here = pathlib.Path(__file__).resolve().parent
    sys.exit(wheel.pass_on([wheel.ready(root, work).python, '-B', '-W',
                            'error', here / 'cases.py', root]))
