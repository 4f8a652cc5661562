# SPDX-License-Identifier: Apache-2.0
"""Changes to passports and items: bytes, CBOR structure, forms that say the
same but are not legal. All from a random.Random, so that a seed repeats them.
"""
import dataclasses
from unittest import mock

from . import cbor, entry, values

LONG_HEADS = ((24, 1), (25, 2), (26, 4), (27, 8))
ODD = [b'\xf7', b'\xf8\x20', b'\xf8\x14', b'\xf9\x00\x00', b'\xfa\0\0\0\0',
       b'\xfb' + bytes(8), b'\xc0\x00', b'\xc1\x60', b'\x1c', b'\x5f\x41a\xff',
       b'\x7f\x61a\xff', b'\x9f\xff', b'\xbf\xff', b'\xff', b'\xa0', b'\x80',
       b'\xa1\x00\x00', b'\xa2\x01\x00\x00\x00', b'\xa2\x00\x00\x00\x00',
       b'\x61\xff', b'\x62\xc3\x28', b'\x63\xed\xa0\x80', b'\x61\x07',
       b'\xe0', b'\xf4', b'\xf5', b'\xf6', b'\x00', b'\x20', b'\x40', b'\x60',
       b'\x1b' + b'\xff' * 8, b'\x3b' + b'\xff' * 8, b'\x9a\xff\xff\xff\xff',
       b'\x5a\xff\xff\xff\xff', b'\x81' * 9 + b'\x00', b'']


def flip(rnd, data):
    out = bytearray(data)
    out[rnd.randrange(len(out))] ^= 1 << rnd.randrange(8)
    return bytes(out)


def any_byte(rnd, data):
    at, what = rnd.randrange(len(data)), bytes([rnd.randrange(256)])
    return rnd.choice([data[:at] + what + data[at + 1:],
                       data[:at] + what + data[at:], data[:at] + data[at + 1:]])


def cut(rnd, data):
    return data[:rnd.randrange(len(data))]


def longer(rnd, data):
    return data + rnd.randbytes(rnd.randrange(1, 4))


BYTES = [flip, flip, any_byte, cut, longer]


# ---- structure ----

def count(data, otherwise):
    """Data items in a sequence that may be in no legal form."""
    pos = n = open_items = 0
    while pos < len(data):
        major, low = data[pos] >> 5, data[pos] & 31
        size = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, 0)
        number = (int.from_bytes(data[pos + 1:pos + 1 + size], 'big') if size
                  else low)
        if low > 27 or pos + 1 + size > len(data):
            return otherwise
        pos += 1 + size
        n += open_items == 0
        open_items -= open_items > 0
        if major in (cbor.BSTR, cbor.TSTR):
            pos += number
        elif major in (cbor.ARRAY, cbor.MAP, cbor.TAG):
            open_items += {cbor.ARRAY: number, cbor.MAP: 2 * number}.get(
                major, 1)
    return n if pos == len(data) and not open_items else otherwise



def nodes(item):
    """An item and all below it."""
    out, todo = [], [item]
    while todo:
        one = todo.pop()
        out.append(one)
        if one.major == cbor.ARRAY:
            todo += one.value
        elif one.major == cbor.MAP:
            todo += [x for pair in one.value for x in pair]
    return out


def render(item, target, replacement):
    """The item's encoding with target's replaced."""
    if item is target:
        return replacement
    if item.major == cbor.ARRAY:
        return (cbor.head(cbor.ARRAY, len(item.value))
                + b''.join(render(x, target, replacement)
                           for x in item.value))
    if item.major == cbor.MAP:
        return (cbor.head(cbor.MAP, len(item.value))
                + b''.join(render(x, target, replacement)
                           for pair in item.value for x in pair))
    return item.raw


def _long_head(rnd, item):
    """The item with a head that is not the shortest."""
    low = item.raw[0] & 31
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, 0)
    n = int.from_bytes(item.raw[1:1 + size], 'big') if size else low
    wider = [(a, s) for a, s in LONG_HEADS if s > size]
    if item.major == cbor.SIMPLE or not wider:
        return item.raw + b'\x00'
    a, s = rnd.choice(wider)
    return (bytes([item.major << 5 | a]) + n.to_bytes(s, 'big')
            + item.raw[1 + size:])


def _other_int(rnd, item):
    n = item.value
    other = rnd.choice([
        n + 1, n - 1, -1 - n, 2 * n, n + 256, n % 256, 0, 23, 24, 1023, 1024,
        rnd.randrange(-300, 300), rnd.randrange(2 ** 20),
        rnd.choice([1, -1]) * rnd.choice([2 ** 31, 2 ** 32, 2 ** 53 - 1,
                                          2 ** 53, 2 ** 63])])
    return cbor.write(max(-2 ** 64, min(other, 2 ** 64 - 1)))


def _other_string(rnd, item):
    data = item.value if item.major == cbor.BSTR else item.value.encode()
    form = rnd.randrange(7)
    if form == 0:
        return cbor.head(5 - item.major, len(data)) + data
    if form == 1:
        data = data[:-1]
    elif form == 2:
        data += rnd.choice([b'\0', b' ', b'a', '\u202e'.encode()])
    elif form == 3 and data:
        data = flip(rnd, data)
    elif form == 4:
        data = b' ' + data
    elif form == 5:
        data = rnd.choice([data.upper(), data.swapcase(), b'\0' + data])
    else:
        data = data * rnd.choice([2, 40])
    return cbor.head(item.major, len(data)) + data


def _other_array(rnd, item):
    parts = [x.raw for x in item.value]
    form = rnd.randrange(8)
    n = len(parts)
    at = rnd.randrange(n) if n else 0
    if form == 0 and n:
        del parts[at]
    elif form == 1 and n:
        parts.insert(at, parts[at])
    elif form == 2 and n > 1:
        to = rnd.randrange(n)
        parts[at], parts[to] = parts[to], parts[at]
    elif form == 3:
        parts.insert(at, rnd.choice(ODD))
    elif form == 4 and n == 1:
        return parts[0]
    elif form == 5:
        return b'\x9f' + b''.join(parts) + b'\xff'
    elif form == 6:
        n = rnd.choice([n + 1, max(n, 1) - 1, 2 ** 32])
        return cbor.head(cbor.ARRAY, n) + b''.join(parts)
    elif form == 7 and n:
        parts = parts * (65 // n + 1)
    return cbor.head(cbor.ARRAY, len(parts)) + b''.join(parts)


def structure(rnd, item):
    """The encoding of an item with one place changed."""
    all_nodes = nodes(item)
    target = rnd.choice(all_nodes)
    form = rnd.randrange(8)
    if form == 0:
        new = _long_head(rnd, target)
    elif form == 1:
        new = rnd.choice(ODD)
    elif form == 2:
        new = rnd.choice(all_nodes).raw
    elif form == 3:
        new = rnd.choice([b'\x81', b'\xc1', b'\x82\x00']) + target.raw
    elif target.is_int():
        new = _other_int(rnd, target)
    elif target.major in (cbor.BSTR, cbor.TSTR):
        new = _other_string(rnd, target)
    elif target.major == cbor.ARRAY:
        new = _other_array(rnd, target)
    else:
        new = rnd.choice(ODD)
    return render(item, target, new)


# ---- forms that mean the same and are not legal ----

def _unlisted_label(text, words=()):
    del words
    packed = values.labels.pack(text)
    return text if packed is None else packed


def _unpacked_label(text, words=()):
    return words.index(text) if text in words else text


def _other_alphabet(text, words=()):
    """Packed by the last alphabet that has all characters, at any length."""
    del words
    for k in reversed(range(len(values.labels.ALPHABETS))):
        of = values.labels.DIGIT_OF[k]
        if k != 1 and all(c in of for c in text):
            m = 1
            for c in text:
                m = m * len(of) + of[c]
            n = 8 * m + k
            return n.to_bytes((n.bit_length() + 7) // 8, 'big')
    return text


def _no_usual_unit(quantity, usual, schema):
    del usual
    n = values._write_decimal_int(quantity.value)
    unit = values.write_unit(quantity.unit, schema)
    if n is None:
        return [quantity.value.m, quantity.value.e, unit]
    return [n, unit]


def _long_coding(coding, field, schema):
    del field
    packed = None
    if isinstance(coding.system, int):
        packed = values.systems.pack(schema.systems[coding.system],
                                     coding.code)
    known = values.write_label(coding.code) if packed is None else packed
    return [coding.system, known]


def _labelled_coding(coding, field, schema):
    """A label where the list has the code, or where there is one."""
    row = schema.listed(field.codes, coding.system, coding.code)
    if row is None and coding.label is None:
        return WRITE_CODING(coding, field, schema)
    label = coding.label or schema.codes[field.codes][row].name
    return _long_coding(coding, field, schema) + [label]


def _letters_coding(coding, field, schema):
    del field, schema
    return [coding.system, values.write_label(coding.code)]


def _code_in_array(code, field, schema):
    codings = [values._write_coding(c, field, schema) for c in code.codings]
    return codings + ([] if code.words is None else [code.words])


def _uri_system(coding, field, schema):
    del field
    system = coding.system
    if isinstance(system, int):
        system = schema.uris[system]
    return [system, values.write_label(coding.code)]


WRITE_CODING = values._write_coding
SAME = [
    ('values.write_label', _unlisted_label),
    ('values.write_label', _unpacked_label),
    ('values.write_label', _other_alphabet),
    ('values.write_unit', lambda unit, schema: unit),
    ('values.write_quantity', _no_usual_unit),
    ('values._write_decimal_int', lambda value: None),
    ('values._write_coding', _long_coding),
    ('values._write_coding', _labelled_coding),
    ('values._write_coding', _letters_coding),
    ('values._write_coding', _uri_system),
    ('values.write_code', _code_in_array),
]


def variants(one, schema, day):
    """[(name, bytes)] of encodings of an entry that are not the legal one."""
    out, shape = [], schema.kinds[one.kind]
    legal = entry.write(one, schema, day)
    for name, other in SAME:
        with mock.patch(f'{__package__}.{name}', other):
            out.append((other.__name__, entry.write(one, schema, day)))
    with mock.patch.object(schema, 'templates', []):
        out.append(('open form', entry.write(one, schema, day)))
        critical = dataclasses.replace(one, critical=True)
        out.append(('critical', entry.write(critical, schema, day)))
    defaults = {f.number: f.default for f in shape.fields
                if f.default is not None and f.number not in one.fields}
    if defaults:
        full = dataclasses.replace(one, fields={**one.fields, **defaults})
        without = {n: dataclasses.replace(f, default=None)
                   for n, f in shape.by_number.items()}
        with mock.patch.object(shape, 'by_number', without):
            out.append(('default written', entry.write(full, schema, day)))
    for number, template in enumerate(schema.templates):
        if template.kind == one.kind and number != legal[0]:
            out.append(('another template', cbor.write(number) + legal[1:]))
    return [(name, data) for name, data in out if data != legal]
