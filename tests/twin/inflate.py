# SPDX-License-Identifier: Apache-2.0
"""DEFLATE (RFC 1951) of one block with a preset dictionary, read strictly.

zlib can't say how many blocks there were nor what the spare bits were, so
the twin reads the stream itself; test_twin.py holds it against zlib.
"""
import functools

from .fault import Refused, demand

LENGTHS = [(3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0),
           (11, 1), (13, 1), (15, 1), (17, 1), (19, 2), (23, 2), (27, 2),
           (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4),
           (99, 4), (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0)]
DISTANCES = [(1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2),
             (17, 3), (25, 3), (33, 4), (49, 4), (65, 5), (97, 5), (129, 6),
             (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1025, 9),
             (1537, 9), (2049, 10), (3073, 10), (4097, 11), (6145, 11),
             (8193, 12), (12289, 12), (16385, 13), (24577, 13)]
ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


class _Bits:
    def __init__(self, data):
        self.data, self.pos = data, 0
        self.number = int.from_bytes(data, 'little')
        self.total = 8 * len(data)

    def take(self, n):
        demand(self.pos + n <= self.total, 'INFLATE_DATA', 'ends too early')
        value = self.number >> self.pos & (1 << n) - 1
        self.pos += n
        return value


def _codebook(lengths, single_ok):
    """{code with a 1 before it: symbol}; complete, but a single code may
    stand alone and, for distances, none at all."""
    used = [n for n in lengths if n]
    space = sum(1 << (15 - n) for n in used)
    demand(space <= 1 << 15, 'INFLATE_DATA', 'too many codes')
    if space < 1 << 15:
        alone = used == [1] or not used
        demand(single_ok and alone, 'INFLATE_DATA', 'code incomplete')
    book, code = {}, 0
    for length in range(1, 16):
        for symbol, n in enumerate(lengths):
            if n == length:
                book[1 << length | code] = symbol
                code += 1
        code <<= 1
    return book


def _symbol(bits, book):
    window, code = bits.number >> bits.pos & 0x7FFF, 1
    for length in range(1, 16):
        code, window = code << 1 | window & 1, window >> 1
        if code in book:
            bits.take(length)
            return book[code]
    raise Refused('INFLATE_DATA', 'no such code')


FIXED = (_codebook([8] * 144 + [9] * 112 + [7] * 24 + [8] * 8, False),
         _codebook([5] * 32, False))


def _books(bits):
    n_literal, n_distance = bits.take(5) + 257, bits.take(5) + 1
    n_code = bits.take(4) + 4
    demand(n_literal <= 286 and n_distance <= 30, 'INFLATE_DATA', 'counts')
    lengths = [0] * 19
    for i in range(n_code):
        lengths[ORDER[i]] = bits.take(3)
    book = _codebook(lengths, False)
    lengths = []
    while len(lengths) < n_literal + n_distance:
        symbol = _symbol(bits, book)
        if symbol < 16:
            lengths.append(symbol)
        elif symbol == 16:
            demand(lengths, 'INFLATE_DATA', 'repeats nothing')
            lengths += [lengths[-1]] * (3 + bits.take(2))
        elif symbol == 17:
            lengths += [0] * (3 + bits.take(3))
        else:
            lengths += [0] * (11 + bits.take(7))
    demand(len(lengths) == n_literal + n_distance, 'INFLATE_DATA', 'lengths')
    demand(lengths[256], 'INFLATE_DATA', 'no end of block')
    return (_codebook(lengths[:n_literal], True),
            _codebook(lengths[n_literal:], True))


def _copy(bits, symbol, distances, out):
    """A match, of the length that symbol begins to tell."""
    demand(symbol < 286, 'INFLATE_DATA', 'length symbol')
    length, extra = LENGTHS[symbol - 257]
    length += bits.take(extra)
    symbol = _symbol(bits, distances)
    demand(symbol < 30, 'INFLATE_DATA', 'distance symbol')
    distance, extra = DISTANCES[symbol]
    distance += bits.take(extra)
    demand(distance <= len(out), 'INFLATE_DATA', 'too far back')
    for _ in range(length):
        out.append(out[-distance])


@functools.lru_cache(maxsize=64)
def inflate(data, dictionary, limit):
    """The bytes that data stands for, at most limit."""
    bits, out, base = _Bits(data), bytearray(dictionary), len(dictionary)
    last, form = bits.take(1), bits.take(2)
    demand(form != 0, 'INFLATE_STORED')
    demand(form != 3, 'INFLATE_DATA', 'block type 3')
    demand(last, 'INFLATE_DATA', 'another block follows')
    literals, distances = FIXED if form == 1 else _books(bits)
    while True:
        symbol = _symbol(bits, literals)
        if symbol == 256:
            break
        if symbol < 256:
            out.append(symbol)
        else:
            _copy(bits, symbol, distances, out)
        demand(len(out) - base <= limit, 'INFLATE_LIMIT')
    used = (bits.pos + 7) // 8
    demand(used == len(data), 'INFLATE_TRAILING')
    demand(bits.take(-bits.pos % 8) == 0, 'INFLATE_SPARE')
    return bytes(out[base:])
