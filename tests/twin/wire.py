# SPDX-License-Identifier: Apache-2.0
"""Base45 and the envelope, format.md section 2; the body's DEFLATE, section 3.
"""
import zlib

from .fault import demand
from .inflate import inflate

ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
DIGIT = {c: i for i, c in enumerate(ALPHABET)}
PREFIX = 'HP1:'
MAGIC = bytes.fromhex('8948500D0A1A0A01')
TEXT_MAX = 4296
FILE_MAX = 8 * 1024 * 1024


def base45_encode(data):
    out = []
    for i in range(0, len(data), 2):
        n = int.from_bytes(data[i:i + 2], 'big')
        digits = 3 if i + 1 < len(data) else 2
        for _ in range(digits):
            n, low = divmod(n, 45)
            out.append(ALPHABET[low])
    return ''.join(out)


def base45_decode(text):
    demand(all(c in DIGIT for c in text), 'TEXT_ALPHABET')
    demand(len(text) % 3 != 1, 'TEXT_LENGTH')
    out = bytearray()
    for i in range(0, len(text), 3):
        group = text[i:i + 3]
        n = sum(DIGIT[c] * 45 ** k for k, c in enumerate(group))
        size = len(group) - 1
        demand(n < 1 << 8 * size, 'TEXT_OVERFLOW')
        out += n.to_bytes(size, 'big')
    return bytes(out)


def without_line_end(data):
    for end in (b'\r\n', b'\n'):
        if data.endswith(end):
            return data[:-len(end)]
    return data


def open_envelope(data):
    """(is a file, passport bytes)."""
    demand(data, 'TEXT_EMPTY')
    if data[:1] == MAGIC[:1]:
        demand(len(data) <= FILE_MAX, 'TEXT_TOO_LONG')
        demand(data[1:3] not in (b'HT', b'HR') or data[3:8] != MAGIC[3:],
               'TEXT_LIST')
        demand(data[:8] == MAGIC, 'TEXT_MAGIC')
        return True, data[8:]
    text = without_line_end(data).decode('latin-1')
    demand(text[:4] not in ('HT1:', 'HR1:'), 'TEXT_LIST')
    demand(text[:4] not in ('HP1.', 'HT1.', 'HR1.'), 'TEXT_SET')
    demand(text.startswith(PREFIX), 'TEXT_PREFIX')
    demand(len(text) <= TEXT_MAX, 'TEXT_TOO_LONG')
    return False, base45_decode(text[4:])


def as_text(passport):
    return (PREFIX + base45_encode(passport)).encode()


def as_file(passport):
    return MAGIC + passport


def items_limit(compressed):
    return 4096 + 32 * compressed


def body_inflate(data, dictionary):
    return inflate(data, dictionary, items_limit(len(data)))


def body_deflate(items, dictionary):
    """Raw DEFLATE of items in one block with codes, or None where zlib finds
    none that is worth it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9,
                              zlib.Z_DEFAULT_STRATEGY, dictionary)
    data = packer.compress(items) + packer.flush()
    last, form = data[0] & 1, data[0] >> 1 & 3
    return data if last and form else None
