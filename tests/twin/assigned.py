# SPDX-License-Identifier: Apache-2.0
"""Which characters Unicode 15.0 has, for the names that are written by today's
rules: by the version that each came with (DerivedAge.txt of the Unicode
Character Database; Debian: package unicode-data), so that neither a later one
of these nor of Python changes the answer. Noncharacters have an age, too."""
import bisect
import pathlib
import re

AGES = pathlib.Path('/usr/share/unicode/DerivedAge.txt')
LAST = (15, 0)


def spans_of(text, last=LAST):
    """[first, last], rising, of what came with that version or before."""
    rows = re.findall(r'^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; *(\d+)\.(\d+)', text,
                      re.M)
    return sorted((int(a, 16), int(b or a, 16)) for a, b, major, minor in rows
                  if (int(major), int(minor)) <= last)


SPANS = spans_of(AGES.read_text(encoding='utf-8'))


def is_noncharacter(cp):
    return cp & 0xfffe == 0xfffe or 0xfdd0 <= cp <= 0xfdef


def is_assigned(c):
    cp = ord(c)
    at = bisect.bisect(SPANS, (cp, 0x10ffff)) - 1
    return at >= 0 and cp <= SPANS[at][1] and not is_noncharacter(cp)
