# SPDX-License-Identifier: Apache-2.0
"""The phrase book's tables as parts.md and format.md use them: words of codes,
folding, and which texts tell.
"""
import functools
import re
import unicodedata

from .schema import SPEC

DATA = SPEC.parents[1] / 'lib' / 'words' / 'data'
SYSTEMS = ('icd-10', 'icd-11', 'snomed', 'atc', 'cvx', 'loinc', 'carnet')
GAP = '\u200b'
ALEF, LAM = '\u0627', '\u0644'
PARTICLES = '\u0648\u0641\u0628\u0644\u0643'


def rows_of(name):
    text = (DATA / f'{name}.tsv').read_text(encoding='utf-8')
    return [row.split('\t') for row in text.splitlines()
            if row and not row.startswith('#')]


# ---- folding ----

class Folding:
    """What the page says of folding: ranges, and its table of letters."""

    def __init__(self, page):
        where = page[page.index('\n## Free text\n'):]
        found = [(int(a, 16), int(b, 16)) for a, b in re.findall(
            r'U\+(\w+) to U\+(\w+)', where)[1:10]]
        self.ranges, self.forms = found[:4], found[4:8]
        self.more = found[8]
        table = page[page.index('\n## Letters that are folded'):]
        self.letters = {
            chr(int(c, 16)): self.said(to) for c, to in re.findall(
                r'^\| U\+(\w+) \| (\S+) \|$', table[:table.index('\n## By')],
                re.M)}
        assert self.more == (0x1e00, 0x1fff) and len(self.letters) > 10

    @staticmethod
    def said(to):
        if to.startswith('U+'):
            return chr(int(to[2:], 16))
        return '' if to == 'nothing' else to.strip('`')

    @staticmethod
    def is_of(ranges, c):
        return any(a <= ord(c) <= b for a, b in ranges)

    @functools.lru_cache(maxsize=None)
    def one(self, c):
        if '\u0300' <= c <= '\u036f':
            return ''
        if c.isascii():
            return c.lower()
        form = ('NFD' if self.is_of(self.ranges, c) else
                'NFKD' if self.is_of(self.forms, c) else None)
        return c if form is None else \
            ''.join(map(self.piece, unicodedata.normalize(form, c)))

    def piece(self, c):
        small = c.lower() if len(c.casefold()) > 1 else c.casefold()
        if small in self.letters:
            return self.letters[small]
        category = unicodedata.category(c)
        if category == 'Nd':
            return str(unicodedata.decimal(c))
        return {'Mn': '', 'Cf': '', 'Zs': ' ', 'Pd': '-'}.get(category, small)

    def plain(self, c):
        """What a character is to an abbreviation."""
        if '\uff21' <= c <= '\uff3a':
            return self.one(c).upper()
        if self.is_of(self.forms, c):
            return self.one(c)
        return c if '\u0300' <= c <= '\u036f' or self.one(c) else ''

    def fold(self, text):
        return ''.join(map(self.one, text))

    def letters_class(self):
        """Letters and digits of folded text, for a regular expression."""
        ranges = [(0, 0x7f), self.more] + self.ranges
        return ''.join(c for a, b in ranges for c in map(chr, range(a, b + 1))
                       if self.one(c) == c and
                       (unicodedata.category(c)[0] == 'L' or c.isdecimal()))


@functools.lru_cache(maxsize=1)
def folding():
    return Folding((SPEC / 'parts.md').read_text(encoding='utf-8'))


# ---- words of codes ----

@functools.lru_cache(maxsize=None)
def table(name):
    """{code: words in each language}."""
    if name == 'icd-11':
        words = table('icd-10')
        return {key: words[like] for key, like in rows_of(name)}
    return {row[0]: row[1:] for row in rows_of(name)[1:]}


@functools.lru_cache(maxsize=None)
def folded_words(name, code):
    return {folding().fold(word) for word in table(name).get(code, ())}


def are_equal(one, other):
    return folding().fold(one) == folding().fold(other)


def are_words_of(text, name, code):
    return name in SYSTEMS and folding().fold(text) in folded_words(name, code)


# ---- texts that tell ----

class Telling:
    """Which texts tell. is_private: of a code system's name and a code."""

    def __init__(self, is_private):
        fold, said = folding().fold, {'word': [], 'case': [], 'innocent': []}
        for _, how, word in rows_of('private'):
            said[how].append(word)
        words = set(map(fold, said['word']))
        for name in SYSTEMS:
            for code in table(name):
                if is_private(name, code):
                    words |= folded_words(name, code)
        innocent = set(map(fold, said['innocent']))
        words -= innocent
        words |= {LAM + w[1:] for w in words if w.startswith(ALEF + LAM)}
        self.words, self.abbreviations = words, said['case']
        self.sorted = sorted(words)
        self.reach = 64  # characters, among them such as vanish
        self.innocent = innocent
        letters = folding().letters_class()
        self.letter = re.compile(f'[{letters}]')
        self.begin = re.compile(f'(?<![{letters}])[{letters}]')
        self.stands = self.by_first_letters(words, letters)
        self.calms = self.by_first_letters(innocent, letters)

    @staticmethod
    def by_first_letters(words, letters):
        """An expression for all words that begin with the same two, the longest
        of them first."""
        out = {}
        for word in sorted(words, key=len, reverse=True):
            out.setdefault(word[:2], []).append(
                re.escape(word).replace('\\ ', ' +'))
        return {two: re.compile(f'({"|".join(some)})s?(?![{letters}])')
                for two, some in out.items()}

    def begins(self, folded):
        """Where words may begin."""
        for begin in self.begin.finditer(folded):
            at = begin.start()
            num = len(re.compile(f'[{PARTICLES}]{{0,3}}').match(folded,
                                                               at)[0])
            for i in range(at, at + num + 1):
                yield i
                if folded.startswith(ALEF + LAM, i):
                    yield i + 2

    @functools.lru_cache(maxsize=4096)
    def tells(self, text):
        """Gaps that nobody sees part words, and words run on over them."""
        pieces = text.split(GAP)
        return any(self.tells_one(GAP.join(pieces[i:k + 1]), len(pieces) == 1)
                   for i in range(len(pieces)) for k in range(i, len(pieces)))

    def tells_one(self, text, masks):
        kept = [(x, i) for i, c in enumerate(text) for x in folding().one(c)]
        folded = ''.join(x for x, _ in kept)
        calm = 0
        for at in self.begins(folded):
            if masks:
                calm = max(calm, self.end(self.calms, folded, at))
            if self.end(self.stands, folded, at) > calm:
                return True
            if at < len(kept) and \
                    self.abbreviation(text, kept, kept[at][1]) > calm:
                return True
        return False

    @staticmethod
    def end(words, folded, at):
        """Behind the longest of the words that stands at a place, without the
        s behind it; 0 if none does."""
        word = words.get(folded[at:at + 2])
        found = word and word.match(folded, at)
        return found.end(1) if found else 0

    def abbreviation(self, text, kept, at):
        """The same of an abbreviation."""
        ends, plain = [0], []
        for i in range(at, min(len(text), at + self.reach)):
            plain += [(x, i) for x in folding().plain(text[i])]
        letters = ''.join(x for x, _ in plain)
        for word in self.abbreviations:
            whole = len(plain) == len(word) or (
                len(plain) > len(word) and
                plain[len(word) - 1][1] != plain[len(word)][1])
            if whole and letters.startswith(word):
                last = plain[len(word) - 1][1]
                end = sum(1 for _, i in kept if i <= last)
                if end == len(kept) or not self.letter.match(kept[end][0]):
                    ends.append(end)
        return max(ends)
