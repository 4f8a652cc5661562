# SPDX-License-Identifier: Apache-2.0
"""The library's CBOR scan against cbor2, which knows nothing of carnet.

    said = ask(program, inputs)          # scan_says.c: [(status, offset)]
    Verdict(input, *said[0]).problem()   # None, or what is wrong

In both directions: what the scan takes cbor2 decodes whole, to a value that
has no other deterministic form; what it refuses as malformed cbor2 refuses; and
where it is stricter than cbor2, what it says is there stands where it says.
"""
import io
import struct
import subprocess

import cbor2

# No CBOR at all, or not all of it; RFC 8949 sections 3 and 5.3.1.
MALFORMED = {'CBOR_TRUNCATED', 'CBOR_RESERVED', 'CBOR_UTF8', 'CBOR_COUNT',
             'CBOR_TRAILING'}
# CBOR, but none of the profile of docs/spec/format.md section 1.
STRICTER = {'CBOR_SHORTEST', 'CBOR_INDEFINITE', 'CBOR_FLOAT', 'CBOR_TAG',
            'CBOR_SIMPLE', 'CBOR_KEY_ORDER', 'CBOR_KEY_TWICE', 'CBOR_DEPTH',
            'CBOR_STRING'}
STRING_MAX = 1024
BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE = range(2, 8)


def ask(program, inputs):
    sent = b''.join(struct.pack('>I', len(i)) + i for i in inputs)
    done = subprocess.run([program], input=sent, capture_output=True,
                          check=True, text=False)
    said = [line.split() for line in done.stdout.decode().splitlines()]
    assert len(said) == len(inputs), (len(said), len(inputs))
    return [(name, int(offset)) for name, offset in said]


def decoded(data):
    """(value, bytes of it), or None where cbor2 refuses it."""
    stream = io.BytesIO(data)
    try:
        value = cbor2.CBORDecoder(stream).decode()
    except Exception:  # of many kinds, some from the types that tags stand for
        return None
    return value, stream.tell()


def head(major, number):
    """The shortest head: cbor2's own of a whole number, of another type."""
    first, *rest = cbor2.dumps(number)
    return bytes([major << 5 | first, *rest])


def encoded(value):
    """The one form of RFC 8949 section 4.2.1; cbor2 sorts keys as RFC 7049."""
    if isinstance(value, (list, tuple)):
        return head(ARRAY, len(value)) + b''.join(map(encoded, value))
    if hasattr(value, 'items'):
        pairs = sorted((encoded(k), encoded(v)) for k, v in value.items())
        return head(MAP, len(pairs)) + b''.join(k + v for k, v in pairs)
    return cbor2.dumps(value)


def argument(data, at):
    """(argument, position behind the head), both of what is well-formed."""
    low = data[at] & 31
    if low < 24 or low > 27:
        return low, at + 1
    size = 1 << (low - 24)
    return int.from_bytes(data[at + 1:at + 1 + size], 'big'), at + 1 + size


class Walk:
    """What stands where, up to an offset: of each item how many arrays and maps
    are around it, of each key the one before it, of each map its keys."""

    def __init__(self, data, stop):
        self.data, self.stop = data, stop
        self.depth, self.before, self.maps = {}, {}, []
        self._item(0, 0)

    def _item(self, at, depth):
        """Position behind the item; beyond stop nothing counts."""
        self.depth[at] = depth
        if at >= self.stop or at >= len(self.data):
            return len(self.data) + 1
        major = self.data[at] >> 5
        number, after = argument(self.data, at)
        if major in (BYTES, TEXT):
            return after + number
        if major == ARRAY:
            for _ in range(number):
                after = self._next(after, depth)
        elif major == MAP:
            after = self._pairs(number, after, depth)
        return after

    def _next(self, at, depth):
        return at if at > len(self.data) else self._item(at, depth + 1)

    def _pairs(self, number, at, depth):
        last, keys = None, []
        self.maps.append(keys)
        for _ in range(number):
            if at > len(self.data):
                break
            begin, self.before[at] = at, last
            at = self._next(at, depth)
            last = self.data[begin:at]
            keys.append(last)
            at = self._next(at, depth)
        return at


def key_at(data, at):
    """The key that stands there, by cbor2."""
    found = decoded(data[at:])
    return None if found is None else data[at:at + found[1]]


class Verdict:
    """What the scan said of one input of the CBOR harness (scan_input.h)."""

    def __init__(self, data, status, offset):
        self.item, self.status, self.offset = data[1:], status, offset
        self.most_depth = 1 + data[0] % 16
        self.most_string = STRING_MAX if data[0] & 0x80 else None
        self.cbor2 = decoded(self.item)

    def problem(self):
        if self.status == 'OK':
            return self._taken()
        if self.status in MALFORMED:
            return self._malformed()
        if self.status not in STRICTER:
            return 'what is that?'
        if self.offset >= len(self.item):
            return 'behind the end'
        check = getattr(self, self.status.removeprefix('CBOR').lower())
        return None if check(*self._head()) else f'no {self.status} there'

    def is_told_apart(self):
        """Whether Python's own maps hold it: 1 and True are one key there."""
        return self.status != 'OK' or all(
            len(decoded(head(MAP, len(keys)) + b'\0'.join([*keys, b'']))[0])
            == len(keys)
            for keys in Walk(self.item, len(self.item)).maps)

    def _taken(self):
        if self.cbor2 is None or self.cbor2[1] != len(self.item):
            return 'taken, and not by cbor2'
        return None if encoded(self.cbor2[0]) == self.item \
            else 'taken, and not in its one form'

    def _malformed(self):
        if self.status == 'CBOR_TRAILING':
            good = self.cbor2 is not None and self.cbor2[1] == self.offset \
                and encoded(self.cbor2[0]) == self.item[:self.offset]
            return None if good and self.offset < len(self.item) \
                else 'no item that ends there, and bytes behind it'
        return None if self.cbor2 is None else f'{self.status}, but cbor2 reads it'

    # ---- where the profile is stricter: is there what is said? ----

    def _head(self):
        first = self.item[self.offset]
        return first >> 5, first & 31

    def _shortest(self, major, low):
        number, after = argument(self.item, self.offset)
        return major < TAG and 24 <= low <= 27 \
            and len(cbor2.dumps(number)) < after - self.offset

    def _indefinite(self, major, low):
        return low == 31 and major in (BYTES, TEXT, ARRAY, MAP, SIMPLE)

    def _float(self, major, low):
        return major == SIMPLE and 25 <= low <= 27

    def _tag(self, major, _):
        return major == TAG

    def _simple(self, major, low):
        return major == SIMPLE and low <= 24 and low not in (20, 21, 22)

    def _string(self, major, _):
        return self.most_string is not None and major in (BYTES, TEXT) \
            and argument(self.item, self.offset)[0] > self.most_string

    def _depth(self, major, _):
        walk = Walk(self.item, self.offset)
        return major in (ARRAY, MAP) \
            and walk.depth[self.offset] == self.most_depth

    def _keys(self):
        before = Walk(self.item, self.offset).before.get(self.offset)
        key = key_at(self.item, self.offset)
        return before, key

    def _key_order(self, *_):
        before, key = self._keys()
        return None not in (before, key) and key < before

    def _key_twice(self, *_):
        before, key = self._keys()
        return before is not None and key == before
