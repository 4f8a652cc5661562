#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes forms.def: what shows that a name is not in Unicode's form NFC.

    python3 lib/trust/make_forms.py FOLDER > lib/trust/forms.def

FOLDER holds UnicodeData.txt and CompositionExclusions.txt of the Unicode
Character Database (Debian: package unicode-data, /usr/share/unicode). What
composes is a fact, and is fixed for all later versions; no text is copied. The
file is kept, so that a build needs neither.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'base'))
import ucd  # noqa: E402

PAIRS_A_LINE = 3
HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What shows that a text is not in NFC: made by make_forms.py from the Unicode
 * Character Database VERSION, do not edit. Characters for which NFC has others
 * or several, and pairs of the Basic Multilingual Plane for which it has one,
 * both rising; Hangul is by rule.
 *
 * ALIAS(first, last), PAIR(first, second)
 */
#ifndef PAIR
#error "define ALIAS and PAIR before this is included"
#endif
'''


def read(folder):
    """Decompositions that are canonical, and what does not compose again."""
    found, classes = {}, {}
    for cp, f in ucd.rows(folder / 'UnicodeData.txt'):
        classes[cp] = int(f[3])
        if f[5] and not f[5].startswith('<'):
            found[cp] = [int(x, 16) for x in f[5].split()]
    text = (folder / 'CompositionExclusions.txt').read_text(encoding='utf-8')
    never = {int(x, 16) for x in re.findall(r'^([0-9A-F]{4,6})\b', text, re.M)}
    never |= {cp for cp, to in found.items()
              if len(to) == 1 or classes[cp] or classes[to[0]]}
    return found, never


def main(folder):
    found, never = read(folder)
    version = ucd.version(folder / 'CompositionExclusions.txt')
    print(HEAD.replace('VERSION', version), end='')
    for first, last, _ in ucd.spans(dict.fromkeys(never & set(found), '')):
        print(f'ALIAS({first:#06x}, {last:#06x})')
    pairs = [f'PAIR({a:#06x}, {b:#06x})' for a, b in sorted(
        found[cp] for cp in set(found) - never) if a <= 0xffff]
    for i in range(0, len(pairs), PAIRS_A_LINE):
        print(' '.join(pairs[i:i + PAIRS_A_LINE]))


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
