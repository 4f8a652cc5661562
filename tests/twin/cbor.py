# SPDX-License-Identifier: Apache-2.0
"""Deterministic CBOR as format.md section 1 has it: a strict reader that keeps
where each item stands, and a writer that knows only the legal forms.
"""
from .fault import Refused, demand

UINT, NINT, BSTR, TSTR, ARRAY, MAP, TAG, SIMPLE = range(8)
STRING_MAX = 1024


class Item:
    """One data item: major type, Python value, and its place in the input.

    value: int for both integer types (already negative for NINT), bytes, str,
    list of Item, list of (Item, Item), or False, True, None.
    """
    __slots__ = ('major', 'value', 'start', 'end', 'source')

    def __init__(self, major, value, start, end, source):
        self.major, self.value = major, value
        self.start, self.end, self.source = start, end, source

    @property
    def raw(self):
        return self.source[self.start:self.end]

    def is_int(self):
        return self.major in (UINT, NINT)

    def plain(self):
        if self.major == ARRAY:
            return [x.plain() for x in self.value]
        if self.major == MAP:
            return {k.plain(): v.plain() for k, v in self.value}
        return self.value


def _head(data, pos, end):
    """(major, additional, argument, position behind the head)."""
    demand(pos < end, 'CBOR_TRUNCATED', pos)
    major, low = data[pos] >> 5, data[pos] & 31
    pos += 1
    if low < 24:
        return major, low, low, pos
    demand(low < 28 or low == 31, 'CBOR_RESERVED', pos)
    demand(low != 31, 'CBOR_INDEFINITE', pos)
    size = 1 << (low - 24)
    demand(end - pos >= size, 'CBOR_TRUNCATED', pos)
    return major, low, int.from_bytes(data[pos:pos + size], 'big'), pos + size


def _shortest(low, argument):
    if low == 24:
        return argument >= 24
    return low < 24 or argument >> (8 << (low - 25)) != 0


def _item(data, pos, end, depth, string_max):
    start = pos
    major, low, n, pos = _head(data, pos, end)
    if major == SIMPLE:
        demand(low not in (25, 26, 27), 'CBOR_FLOAT', start)
        demand(low in (20, 21, 22), 'CBOR_SIMPLE', start)
        value = {20: False, 21: True, 22: None}[low]
        return Item(major, value, start, pos, data)
    demand(_shortest(low, n), 'CBOR_SHORTEST', start)
    demand(major != TAG, 'CBOR_TAG', start)
    if major == UINT:
        return Item(major, n, start, pos, data)
    if major == NINT:
        return Item(major, -1 - n, start, pos, data)
    if major in (BSTR, TSTR):
        demand(n <= end - pos, 'CBOR_TRUNCATED', start)
        demand(n <= string_max, 'CBOR_STRING', start)
        value = bytes(data[pos:pos + n])
        if major == TSTR:
            try:
                value = value.decode('utf-8')
            except UnicodeDecodeError:
                raise Refused('CBOR_UTF8', start) from None
        return Item(major, value, start, pos + n, data)
    demand(depth > 0, 'CBOR_DEPTH', start)
    demand(n * (2 if major == MAP else 1) <= end - pos, 'CBOR_COUNT', start)
    value = []
    if major == ARRAY:
        for _ in range(n):
            value.append(_item(data, pos, end, depth - 1, string_max))
            pos = value[-1].end
        return Item(major, value, start, pos, data)
    before = None
    for _ in range(n):
        key = _item(data, pos, end, depth - 1, string_max)
        demand(before is None or key.raw != before, 'CBOR_KEY_TWICE', pos)
        demand(before is None or key.raw > before, 'CBOR_KEY_ORDER', pos)
        before = key.raw
        value.append((key, _item(data, key.end, end, depth - 1, string_max)))
        pos = value[-1][1].end
    return Item(major, value, start, pos, data)


def read(data, depth, string_max=STRING_MAX):
    """The one item that data is; containers nest at most depth deep."""
    data = bytes(data)
    item = _item(data, 0, len(data), depth, string_max)
    demand(item.end == len(data), 'CBOR_TRAILING', item.end)
    return item


def read_first(data, depth, string_max=STRING_MAX):
    """The item that data begins with, whatever follows."""
    return _item(bytes(data), 0, len(data), depth, string_max)


def read_sequence(data, depth):
    """All items of a CBOR sequence."""
    data, items, pos = bytes(data), [], 0
    while pos < len(data):
        items.append(_item(data, pos, len(data), depth, STRING_MAX))
        pos = items[-1].end
    return items


class Raw(bytes):
    """An item that is encoded already."""


def head(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    for low, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if n < 1 << 8 * size:
            return bytes([major << 5 | low]) + n.to_bytes(size, 'big')
    raise Refused('CBOR_RANGE', n)


def write(value):
    if isinstance(value, Raw):
        return bytes(value)
    if value is None or isinstance(value, bool):
        return {False: b'\xf4', True: b'\xf5', None: b'\xf6'}[value]
    if isinstance(value, int):
        return head(UINT, value) if value >= 0 else head(NINT, -1 - value)
    if isinstance(value, bytes):
        return head(BSTR, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return head(TSTR, len(text)) + text
    if isinstance(value, (list, tuple)):
        return head(ARRAY, len(value)) + b''.join(map(write, value))
    if isinstance(value, dict):
        pairs = sorted((write(k), write(v)) for k, v in value.items())
        return head(MAP, len(pairs)) + b''.join(k + v for k, v in pairs)
    raise TypeError(type(value))
