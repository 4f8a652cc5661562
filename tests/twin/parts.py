# SPDX-License-Identifier: Apache-2.0
"""Parts by default, read from the rules and tables of docs/spec/parts.md."""
import functools
import re

from . import words
from .schema import SPEC
from .values import Absent, Code, Group

ALSO = {'ICD-10-CM': 'ICD-10'}
NAMES = {'icd-10': 'ICD-10', 'icd-10-cm': 'ICD-10-CM', 'icd-11': 'ICD-11',
         'atc': 'ATC', 'snomed': 'SNOMED CT', 'loinc': 'LOINC', 'cvx': 'CVX',
         'carnet': 'carnet'}
DESK, CLINIC, PRIVATE = range(3)
SIGNS = '.-'


class Rule:
    def __init__(self, text, part):
        self.part = part
        self.marked = text.endswith('*')
        bounds = text.rstrip('*').split(' to ')
        self.first, self.last = bounds[0], bounds[-1]
        self.low, self.high = map(_bare, (self.first, self.last))

    def order(self):
        """Rules of one code come before ranges."""
        return self.first != self.last, (CLINIC, PRIVATE, DESK).index(self.part)

    def spans(self, piece):
        if '?' in self.low:
            return re.match(self.low.replace('?', '[A-Z0-9]'),
                            piece) is not None
        return (piece[:len(self.low)] >= self.low
                and piece[:len(self.high)] <= self.high)


class RuleSet:
    """The rules of one set: those of one code by that, the others one by
    one."""

    def __init__(self):
        self.by_code, self.others = {}, []

    def add(self, rule):
        if rule.first != rule.last or '?' in rule.first:
            self.others.append(rule)
        else:
            self.by_code.setdefault(rule.low, []).append(rule)

    def covering(self, piece, by_beginning):
        if not by_beginning:
            return self.by_code.get(piece, [])
        out = [r for r in self.others if r.spans(piece)]
        for n in range(1, len(piece) + 1):
            out += self.by_code.get(piece[:n], ())
        return out


class Page:
    """The tables of the page, by the titles above them."""

    def __init__(self):
        self.rules = {}   # set: RuleSet
        parts = {'Not private': CLINIC, 'Private by code': PRIVATE,
                 'Vaccinations for the desk': DESK}
        rows, title, label = {}, None, None
        text = (SPEC / 'parts.md').read_text(encoding='utf-8')
        for line in text.splitlines():
            if line.startswith('## '):
                title, label = line[3:], None
            elif line.startswith('### '):
                label = line[4:]
            elif line.startswith('| '):
                rows.setdefault((title, label), []).append(
                    [c.strip() for c in line.strip('|').split('|')])
        for (title, label), table in rows.items():
            part = next((p for t, p in parts.items() if title.startswith(t)),
                        None)
            if part is not None and label is not None:
                for code in ', '.join(c for _, c in table[1:]).split(', '):
                    self.rules.setdefault(label, RuleSet()).add(
                        Rule(code, part))
        self.by_beginning = {n: how == 'beginnings'
                             for n, how in self.body(rows, 'Sets')}
        self.likes = [(words.strip('`'), label) for label, all_ in self.body(
            rows, 'Code systems that are named by a URI')
            for words in all_.split(', ')]
        self.shapes = {}
        for label, pattern, lengths in self.body(rows, 'Shapes of codes'):
            least, _, most = lengths.partition(' to ')
            self.shapes.setdefault(label, []).append(
                (pattern.strip('`'), int(least), int(most or least)))
        self.alike = {}
        for first, as_ in self.body(rows,
                                    'Characters that are read as others'):
            for i, c in enumerate(as_.strip('`')):
                if c != '_':
                    self.alike[chr(int(first[2:], 16) + i)] = c
        self.words = {(field, word) for field, word, _ in self.body(
            rows, 'Private by a word')}
        marked = re.search(r'only rules marked \* count:\s+(.*?)\.\n6\.', text,
                           re.S)
        self.marked = set(re.split(r',\s+', marked[1]))
        names = re.search(r'names of persons\s+\((.*?)\)', text, re.S)
        self.names = set(re.split(r',\s+', names[1]))
        assert all(vars(self).values())

    @staticmethod
    def body(rows, title):
        return rows[title, None][1:]

    def set_of(self, uri):
        """The set that a URI follows, or None where it is not known."""
        folded = '-' + re.sub('[^a-z0-9]+', '-', uri.lower()).strip('-') + '-'
        return next((label for words, label in self.likes if words in folded),
                    None)

    def fold(self, code):
        def read(c):
            if 'a' <= c <= 'z':
                return c.upper()
            if 'A' <= c <= 'Z' or '0' <= c <= '9' or c in SIGNS:
                return c
            return self.alike.get(c, ' ')
        return ''.join(map(read, code))

    def pieces(self, code, by_beginning):
        folded = self.fold(code)
        out = re.split('[ -]' if by_beginning else ' ', folded)
        if '&' not in code and '/' not in code:
            out.append(folded.replace(' ', ''))
        return [p.strip(SIGNS) for p in out if p.strip(SIGNS)]

    def fits(self, piece, label):
        return any(least <= len(p) <= most and _has_shape(p, pattern)
                   for pattern, least, most in self.shapes.get(label, ())
                   for p in (piece, _bare(piece)))

    def asked(self, label, code, marked, known=True):
        """The parts that a code of one set asks for."""
        by_beginning = self.by_beginning[label]
        for piece in self.pieces(code, by_beginning):
            if not known and not self.fits(piece, label):
                continue
            found = self.decides(label, _bare(piece), marked)
            if found is not None and (known or found != DESK):
                yield found

    def decides(self, label, piece, marked):
        rules = [r for of in (label, ALSO.get(label)) if of in self.rules
                 for r in self.rules[of].covering(piece,
                                                  self.by_beginning[label])
                 if r.marked or not marked]
        first = min(rules, key=Rule.order, default=None)
        return None if first is None else first.part

    def of_coding(self, coding, marked, schema):
        if isinstance(coding.system, int):
            label = NAMES[schema.systems[coding.system]]
        else:
            label = self.set_of(coding.system)
        if label is not None:
            return set(self.asked(label, coding.code, marked))
        return {p for each in self.by_beginning
                for p in self.asked(each, coding.code, marked, known=False)}


def _bare(code):
    return code.replace('.', '').replace('-', '')


def _has_shape(piece, pattern):
    classes = {'@': '[A-Z]', '#': '[0-9]', '*': '[A-Z0-9]'}
    return re.fullmatch(''.join(classes.get(c, re.escape(c))
                                for c in pattern[:len(piece)]),
                        piece) is not None


@functools.lru_cache(maxsize=1)
def page():
    return Page()


@functools.lru_cache(maxsize=1)
def telling():
    return words.Telling(lambda system, code: PRIVATE in page().asked(
        NAMES[system], code, marked=False))


def _said(owner, fields, schema):
    """(kind or group, field, value) of all that an entry says."""
    for number, value in fields.items():
        field = owner.by_number[number]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Group):
                yield from _said(schema.groups[field.group], one.fields,
                                 schema)
            else:
                yield owner, field, one


def _of_code(code, marked, schema):
    asked = set()
    for coding in code.codings:
        asked |= page().of_coding(coding, marked, schema)
    texts = [code.words] + [coding.label for coding in code.codings]
    if not marked and any(map(telling().tells, filter(None, texts))):
        asked.add(PRIVATE)
    return asked


def _of_value(owner, field, value, schema):
    """The parts that one value asks for."""
    name = f'{owner.name}.{field.name}'
    private = False
    if isinstance(value, Code):
        return _of_code(value, name in page().marked, schema)
    if field.type == 'enum' and owner.part is not None:
        all_ = schema.enums[field.enum]
        private = value >= len(all_) or (name, all_[value]) in page().words
    elif field.type == 'text' or field.type == 'label' and (
            field.words in (None, 'products') and name not in page().names):
        private = telling().tells(value)
    return {PRIVATE} if private else set()


def default_part(one, schema):
    """The part that an entry's kind and all that it says ask for."""
    if one.is_hidden(schema):
        return PRIVATE
    shape = schema.kinds[one.kind]
    asked = {shape.part}
    for owner, field, value in _said(shape, one.fields, schema):
        if not isinstance(value, Absent):
            asked |= _of_value(owner, field, value, schema)
    if PRIVATE in asked:
        return PRIVATE
    if shape.name == 'vaccination' and DESK in asked:
        return DESK
    return shape.part
