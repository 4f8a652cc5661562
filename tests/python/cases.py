# SPDX-License-Identifier: Apache-2.0
"""Cases of the package, for an environment with the wheel alone:
cases.py TREE. Each function of the modules below that begins with a small
letter and takes a tree is a case.
"""
import inspect
import pathlib
import sys

import cases_door
import cases_entries
import cases_given
import cases_lists
import cases_memory
import cases_passport
import cases_secrets
import cases_threads
import cases_verdict
from tap import Tap

MODULES = (cases_door, cases_entries, cases_given, cases_passport,
           cases_verdict, cases_lists, cases_secrets, cases_threads,
           cases_memory)


def main(root):
    tap = Tap()
    for module in MODULES:
        for name, case in inspect.getmembers(module, inspect.isfunction):
            if case.__module__ == module.__name__ \
                    and list(inspect.signature(case).parameters) == ['tree']:
                with tap.case(name):
                    case(root)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
