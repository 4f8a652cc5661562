# SPDX-License-Identifier: Apache-2.0
"""Writes the phrase book as C: make_words.py OUT.c DEPFILE LANGUAGE...

Run by the build; the result is never checked in. LANGUAGE: tags of columns of
data/*.tsv that the library is to carry, or "all"; English is always there.
"""
import collections
import sys

import folding
import phrasebook

MAX_DEPTH = 24      # CN_WORDS_DEPTH
SAME, END = 1, 0    # bytes of a cell: as in English, the end
PAIRS_A_PASS = 8    # pairs that one pass over the words takes up


def numbers(values):
    text, line = [], ''
    for v in values:
        item = f'{v},'
        if len(line) + len(item) > 78:
            text.append(line)
            line = ''
        line += item
    return '\n'.join(text + [line])


# ---- words made shorter: a byte that no word has stands for a pair ----

def best_pairs(data, free):
    """The pairs that occur most, of which no two share a byte."""
    counts = collections.Counter(zip(data, data[1:]))
    taken, out = set(), []
    for (a, b), n in counts.most_common(200):
        if a > SAME and b > SAME and n > 3 and not {a, b} & taken:
            out.append((a, b))
            taken |= {a, b}
            if len(out) == min(PAIRS_A_PASS, free):
                break
    return out


def squeeze(cells):
    """(squeezed cells, {byte: pair}) of the cells of one language."""
    data = bytes([END]).join(cells)
    free = sorted(set(range(2, 256)) - set(data))
    depth = collections.defaultdict(int)
    pairs = {}
    while free:
        new = [p for p in best_pairs(data, len(free))
               if max(depth[p[0]], depth[p[1]]) < MAX_DEPTH - 2]
        if not new:
            break
        for a, b in new:
            byte = free.pop()
            pairs[byte] = (a, b)
            depth[byte] = 1 + max(depth[a], depth[b])
            data = data.replace(bytes([a, b]), bytes([byte]))
    return data.split(bytes([END])), pairs


class Blob:
    """Bytes that are said once."""

    def __init__(self):
        self.data, self.at = bytearray(), {}

    def put(self, piece):
        if piece not in self.at:
            self.at[piece] = len(self.data)
            self.data += piece
        return self.at[piece]


def put_rows(book, languages, out):
    """Rows of all tables: where the key and where the cells are."""
    rows = [(t, key, row) for t, table in enumerate(book.tables)
            for key, row in table.rows()]
    columns, pairs = [], []
    for language in languages:
        cells = [row[language] for _, _, row in rows]
        if language != 'en':
            cells = ['\x01' if c == row['en'] else c
                     for c, (_, _, row) in zip(cells, rows)]
        squeezed, of = squeeze([c.encode() for c in cells])
        columns.append(squeezed)
        pairs.append(of)
    blob, at = Blob(), []
    for i, (_, key, _) in enumerate(rows):
        cells = b''.join(c[i] + bytes([END]) for c in columns)
        at.append((blob.put(key.encode() + b'\0'), blob.put(cells)))
    out.append('const cn_words_row cn_words_rows[] = {')
    out += [f'    {{{key}, {cells}}},' for key, cells in at] + ['};']
    first = [sum(1 for t, _, _ in rows if t < n)
             for n in range(len(book.tables) + 1)]
    out.append('const uint16_t cn_words_first[] = {'
               + ', '.join(map(str, first)) + '};')
    put_bytes(out, 'cn_words_blob', blob.data)
    out.append(f'const uint8_t cn_words_pairs[{len(languages)}][256][2] = {{')
    for of in pairs:
        out.append('{' + ', '.join(f'[{b}] = {{{x}, {y}}}'
                                   for b, (x, y) in sorted(of.items()))
                   + '},' if of else '{{0, 0}},')
    out.append('};')
    put_reviews(book, languages, rows, out)
    return rows


def put_bytes(out, name, data):
    out.append(f'const uint8_t {name}[] = {{')
    out.append(numbers(data))
    out.append('};')


def put_reviews(book, languages, rows, out):
    """A bit for each cell, that of row r and language l being bit l of byte
    r * width + l / 8."""
    width = (len(languages) + 7) // 8
    bits = bytearray(width * len(rows))
    for r, (t, key, _) in enumerate(rows):
        for n, language in enumerate(languages):
            if (book.tables[t].name, key, language) in book.reviews:
                bits[r * width + n // 8] |= 1 << n % 8
    out.append(f'const uint8_t cn_words_review_width = {width};')
    put_bytes(out, 'cn_words_reviewed', bits)


def put_languages(book, languages, out):
    out.append('const cn_words_language_info cn_words_languages[] = {')
    for language in languages:
        rtl, other = book.script_of(language)
        out.append(f'    {{"{language}", {str(rtl).lower()}, '
                   f'{str(other).lower()}}},')
    out.append('};')
    out.append(f'const uint8_t cn_words_num_languages = {len(languages)};')


def put_letters(out, name, mapping):
    out.append(f'const cn_words_letter {name}[] = {{')
    for cp, text in sorted(mapping.items()):
        to = [ord(c) for c in text] + [0, 0]
        out.append(f'    {{{cp}, {to[0]}, {to[1]}}},')
    out.append('};')
    out.append(f'const uint16_t {name}_num = {len(mapping)};')


def quoted(text):
    return '"' + ''.join(c if 32 <= ord(c) < 127 and c not in '"\\' else
                         ''.join(f'\\{b:03o}' for b in c.encode())
                         for c in text) + '"'


def put_private(book, languages, out):
    """Words and abbreviations, the latter behind a "="."""
    words = sorted(book.private_words(languages))
    out.append('const char *const cn_words_private[] = {')
    out += [f'    {quoted(w)},' for w in words]
    out.append('};')
    out.append(f'const uint16_t cn_words_num_private = {len(words)};')


def put_relations(out, name, relations):
    out.append(f'const cn_words_relation {name}[] = {{')
    out += [f'    {{{quoted(key)}, {quoted(" ".join(values))}}},'
            for key, values in sorted(relations.items())]
    out.append('};')
    out.append(f'const uint16_t {name}_num = {len(relations)};')


def run():
    out_path, dep_path, *wanted = sys.argv[1:]
    book = phrasebook.Book()
    languages = book.chosen(wanted)
    out = ['/* SPDX-License-Identifier: Apache-2.0 */',
           '/* Generated by make_words.py from data/: the phrase book. */',
           '#include "words/words_i.h"']
    put_languages(book, languages, out)
    put_rows(book, languages, out)
    put_letters(out, 'cn_words_folded', folding.folded())
    put_letters(out, 'cn_words_capitals', folding.capitals())
    put_private(book, languages, out)
    put_relations(out, 'cn_words_ingredients', book.ingredients)
    put_relations(out, 'cn_words_covered', book.covers)
    with open(out_path, 'w', encoding='ascii') as f:
        f.write('\n'.join(out) + '\n')
    with open(dep_path, 'w', encoding='utf-8') as f:
        f.write(f'{out_path}: ' + ' '.join(map(str, book.files)) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(phrasebook.main_guard(run))
