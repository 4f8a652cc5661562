# SPDX-License-Identifier: Apache-2.0
"""Writes the phrase book as C: make_words.py OUT.c DEPFILE REVIEWS LANGUAGE...

Run by the build; the result is never checked in. REVIEWS: the table of who
reviewed which word. LANGUAGE: tags of columns of data/*.tsv that the library is
to carry, or "all"; English is always there.
"""
import collections
import heapq
import pathlib
import sys

import folding
import phrasebook

MAX_DEPTH = 24      # CN_WORDS_DEPTH
MAX_BITS = 15       # CN_WORDS_BITS
END, END_REVIEWED = 0, 1  # bytes that end a cell
SAME = 2            # byte that begins one: as its base, CN_WORDS_SAME
SHARED_LEAST, SHARED_MOST = 3, 16  # bytes begun as in the base: SAME + 1 on
OTHER_CASE = 15     # more than these where the first letter's case is another
PLAIN = 32          # first byte that stands for itself
ROWS = 4            # rows read from one place, CN_WORDS_ROWS
BLOCK = 64          # rows with offsets from one place, CN_WORDS_BLOCK
KEYS = 16           # keys in a block, CN_WORDS_KEYS
PAIR_LEAST = 7      # a rarer pair takes more in its table than it saves
PAIRS_MAX = 1024
# Languages whose words begin more often like another one's than like English.
BASES = {'pt': 'es', 'it': 'es'}
FIRST_PAIR = 256    # CN_WORDS_FIRST_PAIR
TWO = 0xe000        # CN_WORDS_TWO


def numbers(values):
    text, line = [], ''
    for v in values:
        item = f'{v},'
        if len(line) + len(item) > 78:
            text.append(line)
            line = ''
        line += item
    return '\n'.join(text + [line])


# ---- words made shorter: one symbol for two that often follow each other ----

def best_pairs(text, deep, free):
    """The pairs that occur most, down to half as often as the first, of which
    none can begin with the last symbol of another one."""
    counts = collections.Counter(zip(text, text[1:]))
    good = sorted((-n, a, b) for (a, b), n in counts.items()
                  if n >= PAIR_LEAST and min(a, b) >= chr(PLAIN)
                  and not {a, b} & deep)
    firsts, seconds, out = set(), set(), []
    for n, a, b in good:
        if len(out) == free or 2 * n > good[0][0]:
            break
        if a not in seconds and b not in firsts:
            out.append(a + b)
            firsts.add(a)
            seconds.add(b)
    return out


def squeeze(cells):
    """(squeezed cells, pairs) of the cells of one language, both as text of one
    character a symbol: a byte, or FIRST_PAIR and the number of a pair."""
    text = bytes([END]).join(cells).decode('latin-1')
    depth, deep = collections.defaultdict(int), set()
    pairs = []
    while new := best_pairs(text, deep, PAIRS_MAX - len(pairs)):
        for pair in new:
            symbol = chr(FIRST_PAIR + len(pairs))
            pairs.append(pair)
            depth[symbol] = 1 + max(depth[c] for c in pair)
            if depth[symbol] == MAX_DEPTH - 2:
                deep.add(symbol)
            text = text.replace(pair, symbol)
    return text.split(chr(END)), pairs


def code_lengths(counts):
    """{symbol: bits} of a Huffman code of at most MAX_BITS bits."""
    while True:
        heap = [(n, [byte]) for byte, n in sorted(counts.items())]
        bits = collections.Counter()
        heapq.heapify(heap)
        while len(heap) > 1:
            (a, some), (b, more) = heapq.heappop(heap), heapq.heappop(heap)
            bits.update(some + more)
            heapq.heappush(heap, (a + b, some + more))
        if max(bits.values()) <= MAX_BITS:
            return bits
        counts = {byte: n // 2 + 1 for byte, n in counts.items()}


class Code:
    """A canonical Huffman code: the shorter first, then by symbol."""

    def __init__(self, cells):
        counts = collections.Counter(''.join(cells))
        bits = code_lengths(counts)
        self.symbols = sorted(bits, key=lambda c: (bits[c], c))
        self.num = [sum(1 for n in bits.values() if n == length)
                    for length in range(MAX_BITS + 1)]
        self.word, value, length = {}, 0, 0
        for symbol in self.symbols:
            value <<= bits[symbol] - length
            length = bits[symbol]
            self.word[symbol] = f'{value:0{length}b}'
            value += 1

    def write(self, cell):
        return ''.join(self.word[symbol] for symbol in cell)


def put_codes(languages, codes, pairs, out):
    for language, code, of in zip(languages, codes, pairs):
        name = language.replace('-', '_')
        put_numbers(out, 'uint16_t', f'symbols_{name}',
                    map(ord, code.symbols), 'static ')
        put_numbers(out, 'uint16_t', f'pairs_{name}',
                    map(ord, ''.join(of) or '\0\0'), 'static ')
    out.append('const cn_words_code cn_words_codes[] = {')
    for language, code in zip(languages, codes):
        name = language.replace('-', '_')
        out.append(f'    {{symbols_{name}, pairs_{name}, '
                   f'{{{", ".join(map(str, code.num))}}}}},')
    out.append('};')


def base_of(language, languages):
    """The language whose cell a cell may begin like."""
    base = BASES.get(language)
    return base if base in languages else 'en'


def beside(word, base):
    """A cell that begins as its base, if only with some bytes, and if with
    another case of the first letter."""
    best = word
    for i, like in enumerate([base, base[:1].swapcase() + base[1:]]):
        if word == like:
            return bytes([SAME + OTHER_CASE * i])
        shared = 0
        while shared < min(len(word), len(like), SHARED_MOST) and \
                word[shared] == like[shared]:
            shared += 1
        if shared >= SHARED_LEAST and len(word) - shared + 1 < len(best):
            best = bytes([SAME + OTHER_CASE * i + 1 + shared - SHARED_LEAST]) \
                + word[shared:]
    return best


def cells_of(book, rows, language, languages):
    """Of each row a cell of the language, without its end; empty in a row that
    has another's words."""
    base = base_of(language, languages)
    return [b'' if book.tables[t].like else
            row[language].encode() if language == 'en' else
            beside(row[language].encode(), row[base].encode())
            for t, _, row in rows]


def ends_of(book, rows, language):
    return [chr(END_REVIEWED if (book.tables[t].name, key, language)
                in book.reviews else END) for t, key, _ in rows]


def put_rows(book, languages, out):
    """Rows of all tables: keys, and the cells of a few rows as one run of
    bits, of which there is none where each has another's words."""
    rows = [(t, key, row) for t, table in enumerate(book.tables)
            for key, row in table.rows()]
    columns, codes, pairs = [], [], []
    for language in languages:
        squeezed, of = squeeze(cells_of(book, rows, language, languages))
        columns.append([cell + end for cell, end in
                        zip(squeezed, ends_of(book, rows, language))])
        codes.append(Code(columns[-1]))
        pairs.append(of)
    put_codes(languages, codes, pairs, out)
    data, at = bytearray(), []
    for i in range(0, len(rows), ROWS):
        at.append(len(data))
        if not all(book.tables[t].like for t, _, _ in rows[i:i + ROWS]):
            bits = ''.join(code.write(column[k])
                           for k in range(i, min(i + ROWS, len(rows)))
                           for code, column in zip(codes, columns))
            bits += '0' * (-len(bits) % 8)
            data += int(bits, 2).to_bytes(len(bits) // 8, 'big')
    places = at[::BLOCK // ROWS]
    put_numbers(out, 'uint32_t', 'cn_words_places', places)
    put_numbers(out, 'uint16_t', 'cn_words_rows',
                [a - places[i * ROWS // BLOCK] for i, a in enumerate(at)])
    put_numbers(out, 'uint8_t', 'cn_words_cells', data)
    first = [sum(1 for t, _, _ in rows if t < n)
             for n in range(len(book.tables) + 1)]
    put_numbers(out, 'uint16_t', 'cn_words_first', first)
    put_keys([[key for t, key, _ in rows if t == n]
              for n in range(len(book.tables))], out)
    put_likes(book, rows, first, out)


def front_coded(words):
    """Of each word the bytes that it shares with the one before, the others
    and a zero."""
    data, before = bytearray(), b''
    for word in words:
        shared = 0
        while shared < min(len(word), len(before)) and \
                word[shared] == before[shared]:
            shared += 1
        data += bytes([shared]) + word[shared:] + b'\0'
        before = word
    return data


def put_keys(tables, out):
    """Keys of each table in blocks, each of which begins anew."""
    data, blocks, first = bytearray(), [], [0]
    for keys in tables:
        for i in range(0, len(keys), KEYS):
            blocks.append(len(data))
            data += front_coded([k.encode() for k in keys[i:i + KEYS]])
        first.append(len(blocks))
    put_numbers(out, 'uint16_t', 'cn_words_first_block', first)
    put_numbers(out, 'uint16_t', 'cn_words_key_blocks', blocks)
    put_numbers(out, 'uint8_t', 'cn_words_keys', data)


def put_likes(book, rows, first, out):
    """Of each row of the table that has another's words, the row that has
    them."""
    at = {(t, key): i for i, (t, key, _) in enumerate(rows)}
    t = next(n for n, table in enumerate(book.tables) if table.like)
    of = phrasebook.TABLES.index(book.tables[t].like_table)
    like = [at[of, book.tables[t].like[key]] for _, key, _
            in rows[first[t]:first[t + 1]]]
    put_numbers(out, 'uint16_t', 'cn_words_likes', like)


def put_numbers(out, kind, name, values, storage=''):
    out.append(f'{storage}const {kind} {name}[] = {{')
    out.append(numbers(values))
    out.append('};')


def put_languages(book, languages, out):
    out.append('const cn_words_language_info cn_words_languages[] = {')
    for language in languages:
        rtl, other = book.script_of(language)
        needs, at = 1, language
        while at != 'en':
            needs |= 1 << languages.index(at)
            at = base_of(at, languages)
        out.append(f'    {{"{language}", {needs}, {str(rtl).lower()}, '
                   f'{str(other).lower()}}},')
    out.append('};')
    out.append(f'const uint8_t cn_words_num_languages = {len(languages)};')


def put_letters(out, **tables):
    """Tables of letters, and the pairs that some become."""
    twos = sorted({text for mapping in tables.values()
                   for text in mapping.values() if len(text) == 2})
    put_numbers(out, 'uint16_t', 'cn_words_twos', map(ord, ''.join(twos)))
    for name, mapping in tables.items():
        out.append(f'const cn_words_letter {name}[] = {{')
        for cp, text in sorted(mapping.items()):
            to = TWO + twos.index(text) if len(text) == 2 else \
                ord(text) if text else 0
            out.append(f'    {{{cp}, {to}}},')
        out.append('};')
        out.append(f'const uint16_t {name}_num = {len(mapping)};')


def put_runs(out, name, runs):
    put_numbers(out, 'uint16_t', name, sum(runs, []))
    out.append(f'const uint16_t {name}_num = {2 * len(runs)};')


def put_private(book, out):
    """Words in order; abbreviations behind a "="."""
    for name, texts in zip(('private', 'innocent'), book.private_words()):
        words = sorted(w.encode() for w in texts)
        put_numbers(out, 'uint8_t', f'cn_words_{name}', front_coded(words))
        out.append(f'const uint16_t cn_words_num_{name} = {len(words)};')


def put_relations(out, name, relations):
    """Pairs of a key and codes with spaces between, a zero behind each."""
    put_numbers(out, 'uint8_t', name, b''.join(
        key.encode() + b'\0' + ' '.join(values).encode() + b'\0'
        for key, values in sorted(relations.items())))
    out.append(f'const uint16_t {name}_num = {len(relations)};')


def run():
    out_path, dep_path, reviews, *wanted = sys.argv[1:]
    book = phrasebook.Book(pathlib.Path(reviews))
    languages = book.chosen(wanted)
    out = ['/* SPDX-License-Identifier: Apache-2.0 */',
           '/* Generated by make_words.py from data/: the phrase book. */',
           '#include "words/words_i.h"']
    put_languages(book, languages, out)
    put_rows(book, languages, out)
    put_letters(out, cn_words_folded=folding.folded(),
                cn_words_capitals=folding.capitals())
    put_runs(out, 'cn_words_letters', folding.letters())
    put_private(book, out)
    put_relations(out, 'cn_words_ingredients', book.ingredients)
    put_relations(out, 'cn_words_covered', book.covers)
    with open(out_path, 'w', encoding='ascii') as f:
        f.write('\n'.join(out) + '\n')
    with open(dep_path, 'w', encoding='utf-8') as f:
        f.write(f'{out_path}: ' + ' '.join(map(str, book.files)) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(phrasebook.main_guard(run))
