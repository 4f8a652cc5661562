# SPDX-License-Identifier: Apache-2.0
"""As much of docs/spec/format.md as make_examples.py needs: CBOR apart and
together, the tree, what is signed. Standard library only; checks nothing, for
what it takes apart the library has just made."""
import hashlib
import zlib

UINT, NINT, BSTR, TSTR, ARRAY, MAP = range(6)
WORDS = {0xf4: 'false', 0xf5: 'true', 0xf6: 'nil'}


# ---- CBOR ----

def head(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    for low, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if n < 1 << 8 * size:
            return bytes([major << 5 | low]) + n.to_bytes(size, 'big')
    raise ValueError(n)


def integer(n):
    return head(UINT, n) if n >= 0 else head(NINT, -1 - n)


def bstr(data):
    return head(BSTR, len(data)) + data


def tstr(text):
    return head(TSTR, len(text.encode())) + text.encode()


def array(*items):
    return head(ARRAY, len(items)) + b''.join(items)


def mapping(*pairs):
    """Of pairs in the order of their keys' bytes."""
    assert [k for k, _ in pairs] == sorted(k for k, _ in pairs)
    return head(MAP, len(pairs)) + b''.join(k + v for k, v in pairs)


def read_head(data, at):
    """(major, argument, position behind)."""
    low = data[at] & 31
    size = 1 << low - 24 if low >= 24 else 0
    n = int.from_bytes(data[at + 1:at + 1 + size], 'big') if size else low
    return data[at] >> 5, n, at + 1 + size


def end_of(data, at):
    """Position behind the item that begins at at."""
    major, n, pos = read_head(data, at)
    if major in (BSTR, TSTR):
        return pos + n
    for _ in range({ARRAY: n, MAP: 2 * n}.get(major, 0)):
        pos = end_of(data, pos)
    return pos


def elements(data):
    """The encoded elements of the array that data is."""
    _, n, pos = read_head(data, 0)
    out = []
    for _ in range(n):
        end = end_of(data, pos)
        out.append(data[pos:end])
        pos = end
    assert pos == len(data)
    return out


def number(data):
    major, n, _ = read_head(data, 0)
    return n if major == UINT else -1 - n


def string(data):
    """What a byte string holds."""
    return data[read_head(data, 0)[2]:]


def diagnostic(data):
    """RFC 8949 section 8, of one item."""
    major, n, pos = read_head(data, 0)
    if major in (UINT, NINT):
        return str(number(data))
    if major == BSTR:
        return f"h'{data[pos:].hex()}'"
    if major == TSTR:
        return '"' + data[pos:].decode() + '"'
    if major == ARRAY:
        return '[' + ', '.join(map(diagnostic, elements(data))) + ']'
    if major == MAP:
        flat = elements(head(ARRAY, 2 * n) + data[pos:])
        return '{' + ', '.join(f'{diagnostic(k)}: {diagnostic(v)}' for k, v
                               in zip(flat[::2], flat[1::2])) + '}'
    return WORDS[data[0]]


# ---- tree, section 4 ----

def h(tag, data):
    return hashlib.blake2b(tag.encode().ljust(16, b'\0') + data,
                           digest_size=32).digest()


def d(tag, data):
    return h(tag, data)[:20]


def children(seed):
    both = h('carnet seed 1', seed)
    return both[:16], both[16:]


def left_size(n):
    return 1 << (n - 1).bit_length() - 1


def walk(part, seed, entries, first=0):
    """(name, formula, value) of each seed, leaf and node of a part below a
    named seed, the root of that tree last. seed: (name, value)."""
    name, value = seed
    n = len(entries)
    if n == 1:
        salt = f'{part} salt {first}'
        leaf = d('carnet leaf 1', value + entries[0])
        return [(salt, name, value),
                (f'{part} leaf {first}', f'D("carnet leaf 1", {salt} | entry '
                 f'{first} of the {part} part)', leaf)]
    k = left_size(n)
    out, tops = [], []
    for half, own, at, num in zip(('left', 'right'), children(value),
                                  (first, first + k), (k, n - k)):
        formula = f'{half} half of H("carnet seed 1", {name})'
        below = f'{part} seed {at} to {at + num - 1}'
        if num == 1:
            below = formula
        else:
            out.append((below, formula, own))
        out += walk(part, (below, own), entries[at - first:][:num], at)
        tops.append(out[-1])
    (left, _, one), (right, _, other) = tops
    return out + [(f'{part} node {first} to {first + n - 1}',
                   f'D("carnet node 1", {left} | {right})',
                   d('carnet node 1', one + other))]


RADIX = (10, 30, 42, 73, 50, 99, 77, 349)


def packed_digits(data):
    """(k, digits) of a packed label."""
    n = int.from_bytes(data, 'big')
    k, n = n & 7, n >> 3
    digits = []
    while n > 1:
        n, digit = divmod(n, RADIX[k])
        digits.insert(0, digit)
    return k, digits


# ---- the rest ----

def inflated(body, dictionary):
    """The items of an encoded body."""
    if body[0] >> 5 == ARRAY:
        return body
    stream = zlib.decompressobj(-15, zdict=dictionary)
    return stream.decompress(string(body))


def protected(kid):
    return mapping((integer(1), integer(-8)), (integer(4), bstr(kid)),
                   (integer(16), tstr('application/carnet.1+cwt')))


def payload(day, valid, index, key_digest, root):
    pairs = []
    if valid is not None:
        pairs.append((integer(4), integer(86400 * (day + valid + 1))))
    pairs.append((integer(6), integer(86400 * day)))
    if index is not None:
        status = mapping((tstr('idx'), integer(index)),
                         (tstr('uri'), tstr('carnet:' + key_digest.hex())))
        pairs.append((integer(65535), mapping((tstr('status_list'), status))))
    return mapping(*pairs, (integer(-65537), bstr(root)))


def sig_structure(header, claims):
    return array(tstr('Signature1'), bstr(header), bstr(b''), bstr(claims))


BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'


def base45(data):
    out = ''
    for at in range(0, len(data), 2):
        pair = data[at:at + 2]
        n = int.from_bytes(pair, 'big')
        for _ in range(len(pair) + 1):
            n, low = divmod(n, 45)
            out += BASE45[low]
    return out


def set_check(whole):
    return h('carnet set 1', whole)[:4]


def set_chunks(whole, count):
    """The chunks of a set, parity last."""
    size = -(-len(whole) // count)
    chunks = [whole[i * size:(i + 1) * size] for i in range(count)]
    parity = bytearray(size)
    for chunk in chunks:
        for i, byte in enumerate(chunk):
            parity[i] ^= byte
    return [*chunks, bytes(parity)]


def set_code(whole, count, index):
    return (bytes([index, count]) + len(whole).to_bytes(2, 'big')
            + set_check(whole) + set_chunks(whole, count)[index])


MAGIC = bytes.fromhex('8948500d0a1a0a01')
