#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes gaps.def: the code points that Unicode has not assigned.

    python3 lib/base/make_gaps.py FOLDER > lib/base/gaps.def

FOLDER holds UnicodeData.txt and ArabicShaping.txt (which says its version) of
the Unicode Character Database (Debian: package unicode-data,
/usr/share/unicode). No text is copied. The file is kept, so that a build needs
neither.
"""
import pathlib
import sys

import ucd

GAPS_A_LINE = 3
HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is not assigned: made by make_gaps.py from the Unicode Character Database
 * VERSION, do not edit. General_Category Cn, noncharacters among them, rising,
 * none over the end of a plane.
 *
 * GAP(plane, first, last), both within the plane
 */
#ifndef GAP
#error "define GAP before this is included"
#endif
'''


def assigned(folder):
    """All that are, surrogates too; of some blocks the file has the ends."""
    out, begin = set(), None
    for cp, f in ucd.rows(folder / 'UnicodeData.txt'):
        out.update(range(begin if f[1].endswith(', Last>') else cp, cp + 1))
        begin = cp if f[1].endswith(', First>') else None
    return out


def main(folder):
    there = assigned(folder)
    print(HEAD.replace('VERSION', ucd.version(folder / 'ArabicShaping.txt')),
          end='')
    gaps = {cp: cp >> 16 for cp in range(0x110000) if cp not in there}
    made = [f'GAP({plane}, {first & 0xffff:#06x}, {last & 0xffff:#06x})'
            for first, last, plane in ucd.spans(gaps)]
    for i in range(0, len(made), GAPS_A_LINE):
        print(' '.join(made[i:i + GAPS_A_LINE]))


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
