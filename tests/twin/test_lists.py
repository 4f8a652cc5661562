# SPDX-License-Identifier: Apache-2.0
"""The library and the twin side by side on lists: test_lists.py BRIDGE [LISTS].

Trust lists and status lists, good, spoilt in what they say and changed; lists
that follow each other; and verdicts by them. CARNET_LONG=1: 300, else 60.
"""
import pathlib
import sys

import tap

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from twin import lists  # noqa: E402

import test_compare  # noqa: E402

LISTS = 300 if tap.LONG else 60


def main():
    both = test_compare.Comparison(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else LISTS
    out = tap.Tap()
    for case, size in ((lists.names, None), (lists.trust_lists, number),
                       (lists.successions, 2 * number),
                       (lists.status_lists, number),
                       (lists.list_verdicts, None),
                       (lists.many_lists, 3 * number)):
        test_compare.compare(both, out, case, size)
    return test_compare.end(both, out)


if __name__ == '__main__':
    sys.exit(main())
