# SPDX-License-Identifier: Apache-2.0
"""Units, format.md section 6.2: as much of UCUM as the format knows."""
import re

from .fault import Refused, demand

PREFIXES = ['Y', 'Z', 'E', 'P', 'T', 'G', 'M', 'k', 'h', 'da', 'd', 'c', 'm',
            'u', 'n', 'p', 'f', 'a', 'z', 'y']
SIZE_MAX, DEPTH_MAX = 64, 8
FACTOR = re.compile('[1-9][0-9]*')
EXPONENT = re.compile('[+-]?[0-9]+')
ANNOTATION = re.compile(r'\{[!-z|~]*\}')
SYMBOL = re.compile(r'10[*^]|(?:\[[^\[\]]*\]|[^0-9+\-./(){}\[\]])+')


class Checker:
    """Called with a unit; Refused where the grammar has no such one."""

    def __init__(self, metric, plain):
        self.metric, self.plain = set(metric), set(plain)

    def __call__(self, unit):
        demand(isinstance(unit, str), 'RECORD_TYPE')
        demand(1 <= len(unit.encode()) <= SIZE_MAX, 'RECORD_UNIT', unit)
        rest = self._term(unit[unit.startswith('/'):], 0)
        demand(rest == '', 'RECORD_UNIT', unit)

    def _term(self, text, depth):
        """What stands behind the term that begins text."""
        while True:
            text = self._component(text, depth)
            if text[:1] not in ('.', '/'):
                return text
            text = text[1:]

    def _component(self, text, depth):
        if text.startswith('('):
            demand(depth < DEPTH_MAX, 'RECORD_UNIT', 'brackets')
            text = self._term(text[1:], depth + 1)
            demand(text.startswith(')'), 'RECORD_UNIT', text)
            return text[1:]
        start = text
        symbol, factor = SYMBOL.match(text), FACTOR.match(text)
        if symbol:
            demand(self._known(symbol[0]), 'RECORD_UNIT', symbol[0])
            text = text[symbol.end():]
            exponent = EXPONENT.match(text)
            text = text[exponent.end():] if exponent else text
        elif factor:
            text = text[factor.end():]
        note = ANNOTATION.match(text)
        text = text[note.end():] if note else text
        if text == start:
            raise Refused('RECORD_UNIT', text)
        return text

    def _known(self, symbol):
        return (symbol in self.plain or symbol in self.metric
                or any(symbol.startswith(p) and symbol[len(p):] in self.metric
                       for p in PREFIXES))
