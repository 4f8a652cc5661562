# SPDX-License-Identifier: Apache-2.0
"""Sets of codes, format.md section 2.1: a whole cut, and joined again."""
from . import wire
from .fault import demand
from .tree import h

PREFIXES = ('HP1.', 'HT1.', 'HR1.')  # passport, trust list, status list
PREFIX = PREFIXES[0]
CODES_MAX = 16
HEAD = 8


def check_of(whole):
    return h('carnet set 1', whole)[:4]


def sizes(total, count):
    """Bytes of each chunk; None where the whole can't be cut so."""
    if not (1 <= count <= CODES_MAX and 1 <= total
            and len(wire.PREFIX) + (total // 2 * 3 + total % 2 * 2)
            <= wire.TEXT_MAX):
        return None
    size = -(-total // count)
    last = total - (count - 1) * size
    return [size] * (count - 1) + [last] if last > 0 else None


def _xor(chunks, size):
    out = bytes(size)
    for chunk in chunks:
        out = bytes(a ^ b for a, b in zip(out, chunk.ljust(size, b'\0')))
    return out


def chunks_of(whole, count):
    """All chunks, parity last."""
    lengths = sizes(len(whole), count)
    out = [whole[i * lengths[0]:][:n] for i, n in enumerate(lengths)]
    return [*out, _xor(out, lengths[0])]


def code_bytes(whole, count, index):
    return (bytes([index, count]) + len(whole).to_bytes(2, 'big')
            + check_of(whole) + chunks_of(whole, count)[index])


def split(whole, count, index, prefix=PREFIX):
    text = prefix + wire.base45_encode(code_bytes(whole, count, index))
    demand(len(text) <= wire.TEXT_MAX, 'TEXT_TOO_LONG')
    return text.encode()


def read(text):
    """(what all codes of the set say, index, chunk)."""
    text = wire.without_line_end(text).decode('latin-1')
    demand(text[:4] in PREFIXES, 'TEXT_PREFIX')
    demand(len(text) <= wire.TEXT_MAX, 'TEXT_TOO_LONG')
    demand(len(text) > len(PREFIX), 'TEXT_EMPTY')
    data = wire.base45_decode(text[len(PREFIX):])
    demand(len(data) > HEAD, 'TEXT_SET_SIZE')
    index, count, total = data[0], data[1], int.from_bytes(data[2:4], 'big')
    demand(1 <= count <= CODES_MAX and index <= count, 'TEXT_SET_INDEX')
    lengths = sizes(total, count)
    demand(lengths, 'TEXT_SET_SIZE')
    demand(len(data) - HEAD == [*lengths, lengths[0]][index], 'TEXT_SET_SIZE')
    return (text[:4] + data[4:8].hex(), count, total), index, data[HEAD:]


def _gather(texts):
    """(what the codes say, index -> chunk)."""
    said, chunks = None, {}
    for text in texts:
        now, index, chunk = read(text)
        said = said or now
        demand(now[0] == said[0], 'TEXT_SET_OTHER')
        demand(now == said, 'TEXT_SET_COUNT')
        demand(chunks.setdefault(index, chunk) == chunk, 'TEXT_SET_DIGEST')
    demand(said, 'TEXT_SET_MISSING')
    return said, chunks


def join(texts):
    """The whole, of codes in any order."""
    (check, count, total), chunks = _gather(texts)
    missing = [i for i in range(count) if i not in chunks]
    demand(len(missing) <= (1 if count in chunks else 0), 'TEXT_SET_MISSING')
    lengths = sizes(total, count)
    for i in missing:
        others = [c for k, c in chunks.items() if k != i]
        chunks[i] = _xor(others, lengths[0])[:lengths[i]]
    whole = b''.join(chunks[i] for i in range(count))
    demand(check_of(whole).hex() == check[4:], 'TEXT_SET_DIGEST')
    return whole


def join_text(texts):
    """The text that a set was cut from: its prefix with a colon."""
    whole = join(texts)
    prefix = texts[0][:3].decode() + ':'
    return (prefix + wire.base45_encode(whole)).encode()
