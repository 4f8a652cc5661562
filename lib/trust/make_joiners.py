#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes joiners.def: beside what a joiner may stand in an issuer's name.

    python3 lib/trust/make_joiners.py FOLDER > lib/trust/joiners.def

FOLDER holds UnicodeData.txt and ArabicShaping.txt of the Unicode Character
Database (Debian: package unicode-data, /usr/share/unicode). Which letter joins
is a fact; no text is copied. The file is kept, so that a build needs neither.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'base'))
import ucd  # noqa: E402

# Joining letters of the Arabic script alone, which Persian, Urdu, Kurdish and
# others are written in; viramas of all scripts.
BLOCKS = ((0x0600, 0x06ff), (0x0750, 0x077f), (0x0870, 0x08ff))
NAMES = {'D': 'BOTH', 'L': 'AFTER', 'R': 'BEFORE', 'T': 'MARK'}
VIRAMA = '9'  # Canonical_Combining_Class
HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Beside what a joiner may stand: made by make_joiners.py from the Unicode
 * Character Database VERSION, do not edit. Viramas of every script; of the
 * Arabic script the letters that join to both neighbours or to the one before,
 * and the marks between (Joining_Type D, R and T).
 *
 * JOINER(first, last, what)
 */
#ifndef JOINER
#error "define JOINER before this is included"
#endif
'''


def classes(folder):
    """code point -> what it is."""
    shaping = {cp: f[2] for cp, f in ucd.rows(folder / 'ArabicShaping.txt')}
    out = {}
    for cp, f in ucd.rows(folder / 'UnicodeData.txt'):
        joins = shaping.get(cp, 'T' if f[2] in ('Mn', 'Me', 'Cf') else 'U')
        if f[3] == VIRAMA:
            out[cp] = 'VIRAMA'
        elif joins in NAMES and any(a <= cp <= b for a, b in BLOCKS):
            out[cp] = NAMES[joins]
    return out


def main(folder):
    version = ucd.version(folder / 'ArabicShaping.txt')
    print(HEAD.replace('VERSION', version), end='')
    for row in ucd.spans(classes(folder)):
        print('JOINER(0x%04x, 0x%04x, %s)' % tuple(row))


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
