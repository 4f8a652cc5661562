# SPDX-License-Identifier: Apache-2.0
"""Reads the phrase book: data/*.tsv and phrases.def.

What is wrong in them is refused here with file and line, so that whoever
writes C, a sheet for reviewers or a page from them may rely on it.
"""
import functools
import pathlib
import re
import sys
import unicodedata

import folding

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / 'data'
# In the order of cn_words_table.
TABLES = ('icd-10 icd-11 snomed atc cvx loinc carnet units countries '
          'languages currencies units_many enums kinds fields statuses '
          'phrases').split()
NUM_SYSTEMS = 7  # of them code systems, the first
WORD_MAX = 511  # CARNET_WORDS_SIZE less its zero
KEY_MAX = 63
PRIVATE_MAX = 255  # CN_WORDS_PRIVATE_SIZE less its zero


class BookError(Exception):
    pass


def check(good, where, what):
    if not good:
        raise BookError(f'{where}: {what}')


def lines(path):
    """Yields (where, cells); # begins a comment."""
    text = path.read_text(encoding='utf-8')
    for i, row in enumerate(text.splitlines(), 1):
        if row and not row.startswith('#'):
            yield f'{path.name}:{i}', row.split('\t')


class Table:
    """Rows by key, each {language: word}."""

    def __init__(self, name, path):
        self.name, self.by_key, self.like = name, {}, {}
        where, head = next(lines(path), (path.name, ['']))
        check(head[:2] == ['key', 'en'], where, 'begins with key and en')
        self.languages = head[1:]
        for where, cells in list(lines(path))[1:]:
            check(len(cells) == len(head), where,
                  f'{len(cells)} cells, not {len(head)}')
            key, words = cells[0], cells[1:]
            check(0 < len(key.encode()) <= KEY_MAX, where, 'key')
            check(key not in self.by_key, where, f'{key} twice')
            for language, word in zip(self.languages, words):
                check_word(where, language, word)
            self.by_key[key] = dict(zip(self.languages, words))

    def rows(self):
        """In bytewise order of keys, which phrases.def keeps too."""
        return sorted(self.by_key.items(), key=lambda r: r[0].encode())


def check_word(where, language, word):
    check(word and word == word.strip() and '  ' not in word, where,
          f'{language}: empty, or spaces too many')
    check(len(word.encode()) <= WORD_MAX, where, f'{language}: too long')
    check(unicodedata.normalize('NFC', word) == word, where,
          f'{language}: not NFC')
    check(not any(unicodedata.category(c) in ('Cc', 'Cf', 'Zl', 'Zp')
                  for c in word), where, f'{language}: control characters')


def phrase_names():
    text = (HERE / 'phrases.def').read_text(encoding='utf-8')
    return [n.lower() for n in re.findall(r'^PHRASE\((\w+),', text, re.M)]


class Book:
    def __init__(self, reviews=DATA / 'reviews.tsv'):
        self.files = [HERE / 'phrases.def', reviews]
        self.tables = [self.table(name) for name in TABLES]
        self.languages = self.tables[0].languages
        for t in self.tables:
            check(t.languages == self.languages, t.name,
                  'other languages than ' + TABLES[0])
        self.reviews = self.read_reviews(reviews)
        self.ingredients = self.read_relations('ingredients', 'atc')
        self.covers = self.read_relations('covers', None)

    def path(self, name):
        self.files.append(DATA / f'{name}.tsv')
        return self.files[-1]

    def of(self, name):
        return self.tables[TABLES.index(name)]

    def table(self, name):
        if name == 'icd-11':
            return self.likeness(name)
        t = Table(name, self.path(name))
        if name == 'phrases':
            check(sorted(t.by_key) == sorted(phrase_names()), 'phrases.tsv',
                  'not the names of phrases.def: '
                  + ' '.join(sorted(set(t.by_key) ^ set(phrase_names()))))
            check(phrase_names() == sorted(phrase_names()), 'phrases.def',
                  'not in bytewise order')
            for key, row in t.by_key.items():
                for language, word in row.items():
                    check(word.count('{}') == row['en'].count('{}'),
                          'phrases.tsv', f'{key}: {language} and {{}}')
        return t

    def likeness(self, name):
        """Codes that share the words of another: key, and the ICD-10 code."""
        words = Table('icd-10', self.path('icd-10'))
        t = Table.__new__(Table)
        t.name, t.by_key, t.like = name, {}, {}
        t.languages, t.like_table = words.languages, 'icd-10'
        for where, (key, like) in lines(self.path(name)):
            check(like in words.by_key, where, f'icd-10.tsv lacks {like}')
            check(key not in t.by_key, where, f'{key} twice')
            t.by_key[key] = words.by_key[like]
            t.like[key] = like
        return t

    def read_reviews(self, path):
        """{(table, key, language): (who, when)}."""
        out = {}
        for where, cells in lines(path):
            check(len(cells) == 5, where, 'table, key, language, who, day')
            table, key, language, who, day = cells
            check(table in TABLES and key in self.of(table).by_key, where,
                  'no such word')
            check(language in self.languages and who, where, 'language, who')
            check(re.fullmatch(r'\d{4}-\d\d-\d\d', day), where, 'day')
            out[table, key, language] = who, day
        return out

    def read_relations(self, name, table):
        """{key: ATC codes}; the key of covers has its table before it."""
        out = {}
        for where, (key, codes) in lines(self.path(name)):
            of, code = (table, key) if table else key.split(':', 1)
            check(of in TABLES and code in self.of(of).by_key, where,
                  f'no word for {code}')
            check(key not in out, where, f'{key} twice')
            out[key] = codes.split(' ')
            for atc in out[key]:
                check(re.fullmatch(r'[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?', atc),
                      where, f'{atc} is no ATC code')
        return out

    def chosen(self, wanted):
        if wanted == ['all']:
            return self.languages
        for tag in wanted:
            check(tag in self.languages, 'languages', f'there is no {tag}')
        return ['en'] + [tag for tag in self.languages
                         if tag in wanted and tag != 'en']

    @functools.lru_cache(maxsize=None)
    def script_of(self, language):
        """(right to left, not Latin), from the words of enumerations."""
        letters = [c for row in self.of('enums').by_key.values()
                   for c in row[language] if c.isalpha()]
        rtl = sum(unicodedata.bidirectional(c) in ('R', 'AL') for c in letters)
        latin = sum(unicodedata.name(c).startswith('LATIN') for c in letters)
        return 2 * rtl > len(letters), 2 * latin < len(letters)

    # ---- words that tell what must stay private ----

    def private_words(self):
        """Folded words of private codes and private.tsv, in all languages,
        whichever a build carries; abbreviations, whose case counts, behind a
        "="; and the innocent phrases that hold some of them."""
        out, innocent = set(), {}
        for where, (language, how, word) in lines(self.path('private')):
            check(how in ('word', 'case', 'innocent'), where, how)
            check(language in self.languages + ['*'], where, language)
            if how == 'innocent':
                innocent[folding.fold(word)] = where
            else:
                out.add('=' + word if how == 'case' else folding.fold(word))
        for table, key in self.private_keys():
            for language in self.languages:
                out.add(folding.fold(self.of(table).by_key[key][language]))
        phrases = {p: where for p, where in innocent.items() if p not in out}
        out -= innocent.keys()
        # "For the" swallows the article's first letter.
        out |= {'لل' + word[2:] for word in out if word.startswith('ال')}
        check_phrases(phrases, out)
        out = without_holders(out, '\n'.join(phrases))
        for word in [*out, *phrases]:
            check(len(word.encode()) <= PRIVATE_MAX, 'private.tsv', word)
        return out, set(phrases)

    def private_keys(self):
        """(table, key) of codes that the rules for parts make private."""
        sys.path.insert(0, str(HERE.parent / 'model'))
        import parts_rules
        self.files += parts_rules.FILES
        privacy = parts_rules.Privacy()
        return [(t.name, key) for t in self.tables[:NUM_SYSTEMS]
                for key in t.by_key if privacy.holds(t.name, key)]


def runs(text):
    """What stands in a text from the beginning of a word to the end of one."""
    parts = re.findall(r'\w+|\W+', text)
    return {''.join(parts[i:k]) for i in range(len(parts))
            for k in range(i + 1, len(parts) + 1)}


def check_phrases(phrases, words):
    """An innocent phrase without a private word would do nothing."""
    words = {folding.fold(word.lstrip('=')) for word in words}
    for phrase, where in phrases.items():
        found = runs(phrase)
        check(not words.isdisjoint(found | {run.rstrip('s') for run in found}),
              where, f'{phrase}: no private word in it')


def without_holders(words, phrases):
    """Words less those that hold another one, which is found in them anyway,
    unless an innocent phrase could be around that one."""
    kept, sure = set(), set()
    for word in sorted(words, key=len):
        if runs(word).isdisjoint(sure):
            kept.add(word)
            if folding.fold(word.lstrip('=')) not in phrases:
                sure.add(word)
    return kept


def main_guard(run):
    """Runs a generator; a fault is one line on stderr and status 1."""
    try:
        return run()
    except BookError as e:
        print(f'phrase book: {e}', file=sys.stderr)
        return 1
