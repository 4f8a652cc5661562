# SPDX-License-Identifier: Apache-2.0
"""Where U+200C and U+200D may stand in a name, trust.md section 1: the rules of
RFC 5892 appendix A.1 and A.2 as patterns over the library's table, which
test_twin.py compares with what Python knows of the characters."""
import pathlib
import re

TABLE = pathlib.Path(__file__).resolve().parents[2] / 'lib/trust/joiners.def'


def rows():
    """what -> its code points, of the table."""
    out = {}
    for first, last, what in re.findall(
            r'^JOINER\(0x(\w+), 0x(\w+), (\w+)\)$',
            TABLE.read_text(encoding='utf-8'), re.M):
        out.setdefault(what, []).extend(
            range(int(first, 16), int(last, 16) + 1))
    return out


def _class(*kinds):
    found = rows()
    return '[' + ''.join(re.escape(chr(cp)) for kind in kinds
                         for cp in found[kind]) + ']'


MARKS = _class('MARK') + '*'
# A joiner is looked back from and ahead of, never taken with its neighbours: a
# letter may stand between two.
BEHIND_VIRAMA = re.compile('(' + _class('VIRAMA') + ')[\u200c\u200d]')
BETWEEN = re.compile('(' + _class('BOTH') + MARKS + ')\u200c(?=' + MARKS +
                     _class('BOTH', 'BEFORE') + ')')


def without(name):
    """A name without the joiners that may stand in it, each replaced by a
    letter that joins to nothing."""
    return BETWEEN.sub(r'\1x', BEHIND_VIRAMA.sub(r'\1x', name))
