# SPDX-License-Identifier: Apache-2.0
"""Reads the rules for parts, parts.def and parts_each.def, for whoever writes a
page from them or asks about a code.
"""
import dataclasses
import functools
import pathlib
import re

import table

FILES = [pathlib.Path(__file__).resolve().parent / name
         for name in ('parts.def', 'parts_each.def')]
WORDS = {'DESK': 'desk', 'CLINIC': 'clinic', 'PRIVATE': 'private'}


class Source:
    """What parts.def says, each statement in its order."""

    def __init__(self):
        self.sets, self.likes, self.shapes, self.alikes = {}, [], [], []
        self.topics, self.words, self.rules = {}, [], []
        self.marked, self.names = [], []
        take = {'SET': self.set, 'LIKE': self.like, 'SHAPE': self.shape,
                'ALIKE': self.alike, 'TOPIC': self.topic, 'WORD': self.word,
                'MARKED': self.mark, 'NAME': self.name, 'ONE': self.one,
                'RANGE': self.range, 'EACH': self.each}
        self.table = table.Table()
        for file in FILES:
            for line, name, args in table.statements(file):
                self.where = f'{file.name}:{line}'
                self.check(name in take, f'no such statement: {name}')
                take[name](*args)

    def check(self, good, what):
        table.check(good, self.where, what)

    def set(self, name, label, how, also):
        systems = [s[0] for s in self.table.systems]
        at = len(self.sets)
        self.check(at >= len(systems) or systems[at] == name,
                   'not in the order of the systems')
        self.check(how in ('BEGINNING', 'WHOLE'), 'no such way')
        self.sets[name] = Set(name, label, how == 'BEGINNING', also)

    def known(self, name):
        self.check(name in self.sets, f'no set {name}')
        return self.sets[name]

    def like(self, words, name):
        self.check(re.fullmatch('[a-z0-9-]+', words), 'words are not folded')
        self.likes.append((words, self.known(name)))

    def shape(self, name, pattern, least, most):
        least, most = int(least), int(most)
        self.check(0 < least <= most <= len(pattern), 'lengths')
        self.shapes.append((self.known(name), pattern, least, most))

    def alike(self, first, characters):
        self.check(re.fullmatch('[A-Z0-9_.-]+', characters), 'characters')
        self.alikes.append((int(first, 16), characters))

    def topic(self, name, what):
        self.topics[name] = what

    def field(self, owner, field, type_):
        of = next((k for k in self.table.kinds + self.table.groups
                   if k.name == owner), None)
        self.check(of is not None, f'no kind or group {owner}')
        out = next((f for f in of.fields if f.name == field), None)
        self.check(out is not None and out.type == type_,
                   f'no {type_} {owner}.{field}')
        return out

    def word(self, kind, field, word, topic):
        of = self.field(kind, field, 'ENUM')
        self.check(word in self.table.enums[of.a], f'no word {word}')
        self.words.append((kind, field, word, self.topics[topic]))

    def mark(self, kind, field):
        self.field(kind, field, 'CODE')
        self.marked.append(f'{kind}.{field}')

    def name(self, owner, field):
        self.field(owner, field, 'LABEL')
        self.names.append(f'{owner}.{field}')

    def one(self, part, name, code, mark, topic):
        self.rule(part, name, code, code, mark, topic)

    def each(self, name, topic, codes):
        self.check(not self.known(name).by_beginning, 'codes are not whole')
        for code in codes.replace('"', '').split():
            self.one('PRIVATE', name, code, '0', topic)

    def range(self, part, name, first, last, mark, topic):
        self.check('?' not in first + last, '? in a range')
        self.check(len(last) < 8, 'too long for a bound')
        self.rule(part, name, first, last, mark, topic)

    def rule(self, part, name, first, last, mark, topic):
        self.check(part in WORDS and mark in '01', 'no such part or mark')
        self.check(re.fullmatch('[A-Z0-9.?-]{1,19}', first), 'not folded')
        self.check(topic in self.topics, f'no topic {topic}')
        self.rules.append(Rule(part, self.known(name), first, last,
                               mark == '1', self.topics[topic]))


@dataclasses.dataclass(frozen=True)
class Set:
    name: str
    label: str
    by_beginning: bool
    also: str

    def follows(self, other):
        return other.name in (self.name, self.also)


@dataclasses.dataclass(frozen=True)
class Rule:
    part: str
    of: Set
    first: str
    last: str
    mark: bool
    topic: str

    def covers(self, system, code):
        if not system.follows(self.of):
            return False
        code, first, last = map(bare, (code, self.first, self.last))
        if not system.by_beginning:
            return code == first
        if '?' in first:
            return re.match(first.replace('?', '[A-Z0-9]'), code) is not None
        return code[:len(first)] >= first and code[:len(last)] <= last

    def span(self):
        text = (self.first if self.first == self.last
                else f'{self.first} to {self.last}')
        return text + ('*' if self.mark else '')


@functools.lru_cache(maxsize=None)
def bare(code):
    return code.replace('.', '').replace('-', '')


def decision(rules, system, code):
    """(part, whether of a marked field too) of the first rule, or None."""
    return next(((r.part, r.mark) for r in rules if r.covers(system, code)),
                None)


class Privacy:
    """Whether codes of the schema's systems are private."""

    def __init__(self):
        source = Source()
        self.systems = {s[1]: source.sets[s[0]] for s in source.table.systems}
        self.whole, self.ordered = {}, {}
        for name, own in self.systems.items():
            rules = [r for r in source.rules if own.follows(r.of)]
            if own.by_beginning:
                self.ordered[name] = rules
            else:
                self.whole[name] = {bare(r.first): r.part for r in rules}

    def holds(self, system, code):
        if system in self.whole:
            return self.whole[system].get(bare(code)) == 'PRIVATE'
        found = decision(self.ordered[system], self.systems[system], code)
        return found is not None and found[0] == 'PRIVATE'
