# SPDX-License-Identifier: Apache-2.0
"""Passports that random records do not reach: DEFLATE streams, holders, heads,
dates, parts, envelopes, and each limit on both sides.
"""
import itertools
import random
import zlib

from . import cbor, cose, entry, mutate, passport, tree, wire
from .generator import DAY

NOW = DAY * 86400
SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
PUBLIC, OTHER = cose.public_of(SEED), cose.public_of(OTHER_SEED)
ROOT = bytes(range(16))

# ---- DEFLATE ----

def streams(items, dictionary, rnd):
    """(name, stream) of the same items."""
    for level in (1, 6, 9):
        for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_RLE,
                         zlib.Z_HUFFMAN_ONLY, zlib.Z_FIXED):
            for words in (dictionary, b'', dictionary[1:]):
                pack = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy,
                                        words)
                yield (f'stream {level} {strategy} {len(words)}',
                       pack.compress(items) + pack.flush())
    pack = zlib.compressobj(0, zlib.DEFLATED, -15)
    yield 'stored', pack.compress(items) + pack.flush()
    pack = zlib.compressobj(9, zlib.DEFLATED, -15, 9, 0, dictionary)
    half = len(items) // 2
    yield 'several blocks', (pack.compress(items[:half])
                             + pack.flush(zlib.Z_BLOCK)
                             + pack.compress(items[half:]) + pack.flush())
    pack = zlib.compressobj(9, zlib.DEFLATED, 15)
    yield 'zlib wrapper', pack.compress(items) + pack.flush()
    good = wire.body_deflate(items, dictionary)
    if good is not None:
        yield 'a byte more', good + b'\0'
        yield 'a byte less', good[:-1]
        yield 'not last', bytes([good[0] & 0xFE]) + good[1:]
        for bit in range(8):
            yield 'last byte', good[:-1] + bytes([good[-1] ^ 1 << bit])
        for _ in range(10):
            at = rnd.randrange(8 * len(good))
            data = bytearray(good)
            data[at // 8] ^= 1 << at % 8
            yield 'a bit of the stream', bytes(data)
    yield 'nothing', b''


# ---- holders ----

def person(name, birth):
    """A person: template 0."""
    return cbor.write(0) + cbor.write(name) + cbor.write(birth)


def ident(data):
    """person_details of a passport id alone: template 105."""
    return cbor.write(105) + cbor.write(data)


def holders(credential):
    """Credentials that tell a name, an id, both, several or none; and some
    that all may be of one person."""
    a, b = person('Aé', [13 * 1988]), person('Bé', [13 * 1988])
    c, d = person('Aé', False), person('Aé', None)
    x, y = ident(b'12345678'), ident(b'12345679')
    out = [credential([p, i, []]) for p, i in (
        ([a], []), ([b], []), ([c], []), ([d], []), ([], []), ([], [x]),
        ([], [y]), ([a], [x]), ([b], [x]), ([a], [y]), ([a, b], []),
        ([b, a], [x, y]), ([a], [cbor.write(104) + cbor.write(0), y]))]
    out.append(credential([[a], [x], []], key=OTHER_SEED))
    out.append(credential([[b], [x], []], shown=(False, True, True)))
    out.append(credential([[b], [y], []], key=bytes(32)))
    one = [credential([p, i, []], root=bytes([n]) * 16, shown=shown)
           for n, (p, i, shown) in enumerate((
               ([a], [], (True, True, True)), ([a], [], (True, False, False)),
               ([], [x], (True, True, True)), ([], [x], (False, True, False)),
               ([], [], (True, True, True)), ([a], [x], (True, True, True)),
               ([a], [x], (False, False, True))))]
    return out, one


def repeats(credential):
    """Every two presentations of one credential, alone and with another's
    between them."""
    contents = [[person('Aé', None)], [ident(b'12345678')],
                [cbor.write(3) + cbor.write(5)]]
    masks = list(itertools.product((True, False), repeat=3))
    shown = [credential(contents, shown=mask) for mask in masks]
    other = [credential(contents, shown=mask, root=ROOT[::-1])
             for mask in masks]
    for i, one in enumerate(shown):
        for k, again in enumerate(shown):
            yield one, again
            yield one, other[k], again, other[i]


# ---- frames: envelope, head, when, parts, limits ----

def _hand(proofs, kept, when, body=None, valid=300, index=None, day=DAY):
    """A credential with parts and when as they are given."""
    contents = [[cbor.write(3) + cbor.write(i)] for i in (5, 6, 7)]
    seeds = tree.part_seeds(ROOT)
    digests = [tree.part_digest(s, c) for s, c in zip(seeds, contents)]
    rest = tree.rest_digest(*digests[1:])
    claims = cose.payload(day, valid, index, PUBLIC,
                          tree.root(digests[0], rest))
    kid = cose.key_id(PUBLIC)
    head = kid + cose.sign(SEED, cose.signed_bytes(kid, claims))
    tail = cbor.Raw(passport.items_of([contents[p] for p in kept])
                    if body is None else body)
    if proofs is None:
        return cbor.write([head + ROOT, when, tail])
    return cbor.write([head, when, proofs(seeds, digests, rest), tail])


def _parts():
    rest = tree.children(ROOT)[1]
    return [
        ('three seeds', lambda s, d, r: [s[0], rest], (0, 1, 2)),
        ('four seeds', lambda s, d, r: [s[0], [s[1], s[2]]], (0, 1, 2)),
        ('rest seed', lambda s, d, r: [d[0], rest], (1, 2)),
        ('rest of two seeds', lambda s, d, r: [d[0], [s[1], s[2]]], (1, 2)),
        ('rest of two digests', lambda s, d, r: [s[0], [d[1], d[2]]], (0,)),
        ('nothing shown', lambda s, d, r: [d[0], r], ()),
        ('too many arrays', lambda s, d, r: [s[0], r], (0, 1)),
        ('too few arrays', lambda s, d, r: [s[0], [s[1], d[2]]], (0,)),
        ('nil for rest', lambda s, d, r: [s[0], None], (0,)),
        ('partial', lambda s, d, r: [[s[0]], r], (0,)),
        ('sealed', lambda s, d, r: [s[0], [[d[1], [], b''], d[2]]], (0,)),
        ('rest of one', lambda s, d, r: [s[0], [s[1]]], (0, 1)),
        ('three proofs', lambda s, d, r: [s[0], d[1], d[2]], (0,)),
        ('seed of 15', lambda s, d, r: [s[0][:15], r], (0,)),
        ('digest of 21', lambda s, d, r: [s[0], r + b'\0'], (0,)),
        ('parts swapped', lambda s, d, r: [s[1], [s[0], d[2]]], (0, 1)),
    ]


def _whens():
    most = passport.DAY_MAX
    for when in (DAY, [DAY], [DAY, 300], [DAY, None], [DAY, 300, None],
                 [DAY, None, None], [DAY, 300, 5], [DAY, None, 5],
                 [DAY, 300, 5, 6], -1, 'x', [DAY, -1], [DAY, 65536],
                 [DAY, 65535], [DAY, 300, 16777215], [DAY, 300, 16777216],
                 [most, 0], [most - 5, 5], [most, 1], most + 1, 0, [0, 0],
                 [most - 5, 6], [most - 65535, 65535], [most - 65534, 65535],
                 [most - 5, 5, 7], [most - 5, 6, 7], [most - 5, None, 7],
                 [[DAY], 300], None, [DAY, False]):
        row = when if isinstance(when, list) else [when]
        row = [x if isinstance(x, int) and not isinstance(x, bool) else None
               for x in row] + [None, None]
        day = row[0] if isinstance(row[0], int) else DAY
        yield when, {'day': day, 'valid': row[1], 'index': row[2]}


def _texts(credential):
    small = credential([[person('Aé', None)], [], []])
    text = wire.as_text(passport.passport_of([small]))
    for data in (text, text + b'\n', text + b'\r\n', text + b'\r',
                 text + b'\n\n', text + b'\n\r', text + b' ', b'\n' + text,
                 b' ' + text, b'\xef\xbb\xbf' + text, text.lower(), text[:4],
                 text[:3], b'HP2:' + text[4:], text + b'\0', text[4:],
                 text.replace(b'HP1:', b'HP1: '), b'', b'\n', b'HP1:\n',
                 wire.MAGIC, wire.MAGIC[:4], b'\x89', b'HT1:00', b'HR1:',
                 b'HP1.', b'HT1.00', b'HR1.00', b'HC1:6BF', b'shc:/5',
                 b'\x89HT\r\n\x1a\n\x01\x80', b'\x89HR\r\n\x1a\n\x01\x80',
                 b'\x89HP\r\n\x1a\n\x02\x80', b'HP1:' + b'0' * 20,
                 wire.as_file(passport.passport_of([small])) + b'\n'):
        yield 'envelope', data


def _sizes(credential, schema):
    """Each limit on both sides."""
    need, empty = cbor.write(3) + cbor.write(5), credential([[], [], []])
    for n in (1, 8, 9):
        yield f'{n} credentials', wire.as_text(
            passport.passport_of([empty] * n))
    for n in (256, 257):
        yield f'{n} credentials', wire.as_file(
            passport.passport_of([empty] * n))
        yield f'{n} entries', wire.as_file(passport.passport_of(
            [credential([[], [need] * n, []])]))
    full, single = credential([[need] * 256] * 2 + [[]]), credential(
        [[need], [], []])
    for form in (wire.as_text, wire.as_file):
        yield '512 entries', form(passport.passport_of([full]))
        yield '513 entries', form(passport.passport_of([full, single]))
    for size in (1023, 1024, 1025):
        for value in ('x' * size, b'x' * size):
            raw = cbor.write(entry.OPEN + 30) + cbor.write([1, value])
            for shown in ((True, True, True), (True, False, False)):
                yield f'string of {size}', wire.as_file(passport.passport_of(
                    [credential([[raw], [], []], shown=shown)]))
        note = cbor.write(entry.OPEN + 4) + cbor.write([0x28, 'x' * size, 5])
        yield f'note of {size}', wire.as_file(passport.passport_of(
            [credential([[note], [], []])]))
    for depth in range(1, 8):
        value = 0
        for _ in range(depth):
            value = [value]
        for inner in (value, {0: value}):
            raw = cbor.write(entry.OPEN + 30) + cbor.write([1, inner])
            for text in ('', 'x' * 900):
                more = cbor.write(entry.OPEN + 30) + cbor.write([1, text])
                yield f'depth {depth}', wire.as_file(passport.passport_of(
                    [credential([[raw, more], [], []])]))
    for n in (63, 64, 65):
        names = cbor.write(entry.OPEN + 1) + cbor.write([1 << 6, ['aé'] * n])
        yield f'list of {n}', wire.as_file(passport.passport_of(
            [credential([[], [names], []])]))
    yield from _large(credential, schema)


def _later_entries(size, fill):
    """Entries of a later kind that take size bytes; 12 or more."""
    out = []
    while size > 0:
        n = size if size <= 1000 else min(1000, size - 12)
        head = 3 + 1 + 1  # kind, array, mask
        length = next(k for k in range(n)
                      if head + len(cbor.head(cbor.BSTR, k)) + k == n
                      or head + len(cbor.head(cbor.BSTR, k)) + k == n - 1)
        value = fill(length)
        mask = 1 if head + len(cbor.write(value)) == n else 1 << 5
        out.append(cbor.write(entry.OPEN + 30) + cbor.write([mask, value]))
        assert len(out[-1]) == n
        size -= n
    return out


def _of_items(size, fill):
    """Contents whose items have so many bytes."""
    for most in range(size - 9, size):
        contents = [_later_entries(most, fill), [], []]
        half = len(contents[0]) // 2
        contents = [contents[0][:half], contents[0][half:], []]
        if len(passport.items_of(contents)) == size:
            return contents
    raise AssertionError(size)


def _deflated(credential, contents, schema):
    """The credential with its items deflated, whatever a writer would do."""
    whole = cbor.read(credential(contents), passport.DEPTH, 1 << 23)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, 0, schema.dictionary)
    data = packer.compress(passport.items_of(contents)) + packer.flush()
    return mutate.render(whole, whole.value[-1], cbor.write(data))


def _items_border(credential, schema):
    """Items that have just what their compressed bytes allow, and one more."""
    def body(size):
        raw = _deflated(credential, _of_items(size, lambda n: b'x' * n),
                        schema)
        return raw, cbor.read(raw, passport.DEPTH, 1 << 16).value[-1].value

    guess = 5000
    for _ in range(9):
        guess = wire.items_limit(len(body(guess)[1]))
    for size in range(guess - 64, guess + 64):
        raw, data = body(size)
        if abs(wire.items_limit(len(data)) - size) < 2:
            yield f'items of {size}', wire.as_file(passport.passport_of([raw]))


def _large(credential, schema):
    """Sizes of text and items, each limit on both sides."""
    for size in (3500, 4500, 5000, 6000, 7000, 8000):
        raw = _deflated(credential, _of_items(size, lambda n: b'x' * n),
                        schema)
        for form in (wire.as_text, wire.as_file):
            yield f'items of {size}', form(passport.passport_of([raw]))
    yield from _items_border(credential, schema)
    rnd = random.Random(9)
    for size in (2861, 2862):
        least = len(credential([[], [], []]))
        contents = _of_items(size - least + 3, rnd.randbytes)
        text = wire.as_text(passport.passport_of([credential(contents)]))
        for end in (b'', b'\n', b'\r\n'):
            yield f'text of {len(text)}', text + end
    for last in (8192, 8193):
        sizes = [8192] * 7 + [last]
        raws = [_deflated(credential, _of_items(n, lambda k: (
            rnd.randbytes(min(k, 12)) + b'x' * max(k - 12, 0))), schema)
            for n in sizes]
        for form in (wire.as_text, wire.as_file):
            yield f'items of {sum(sizes)}', form(passport.passport_of(raws))
    for last in (204, 205):
        sizes = [256 * 1024] * 15 + [256 * 1024 - 1024, 820 + last]
        raws = [credential(_of_items(n, rnd.randbytes)) for n in sizes]
        yield f'items of {sum(sizes)}', wire.as_file(
            passport.passport_of(raws))


def frames(credential, schema):
    """(name, input, keys or None, now or None)."""
    for name, proofs, kept in _parts():
        yield name, wire.as_file(passport.passport_of(
            [_hand(proofs, kept, [DAY, 300])])), None, None
    for when, said in _whens():
        for now in (NOW, 253402300799, 0, -86401):
            data = wire.as_file(passport.passport_of(
                [_hand(None, (0, 1, 2), when, **said)]))
            yield f'when {when}', data, None, now
    single = credential([[person('Aé', None)], [], []])
    data = wire.as_file(passport.passport_of([single]))
    for keys in ([OTHER], [OTHER, PUBLIC], [PUBLIC, PUBLIC]):
        yield 'keys', data, keys, None
    for now in (301 * 86400, 301 * 86400 - 1, -86400, -86401):
        yield 'now', data, None, NOW + now
    for name, data in _texts(credential):
        yield name, data, None, None
    for body in (b'\x80', b'', b'\xa0', b'\x81\x80', b'\x81\x83\x00\x00\x00',
                 b'\x00', b'\x81\x00', b'\x82' + single, b'\x81' + single
                 + b'\x00', b'\xd9\xd9\xf7\x81' + single):
        yield 'passport', wire.as_file(body), None, None
    for body in (b'\x80', b'\x81\x80', b'\x84\x80\x80\x80\x80', b'\x00',
                 b'\x83\x80\x80\x00', b'\x83\x80\x80\xa0', b'\xa0', b'\x40',
                 b'\x83\x80\x80\x81\x00', b'\x83\x80\x80\x81\x18\xff'):
        yield 'body', wire.as_file(passport.passport_of(
            [_hand(None, (0, 1, 2), [DAY, 300], body=body)])), None, None
    for name, data in _sizes(credential, schema):
        yield name, data, None, None
