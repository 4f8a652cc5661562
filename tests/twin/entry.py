# SPDX-License-Identifier: Apache-2.0
"""Entries, format.md section 5: found, read, checked, written.

An entry is in its one legal encoding if writing what was read gives the same
bytes.
"""
import dataclasses

from . import cbor
from .fault import Refused, demand
from .values import (ABSENT, LIST_MAX, Absent, Context, Group, check_value,
                     read_value, write_value)

OPEN = 256
KIND_MAX = 65535 - OPEN
ABSENT_OF = {why: value for value, why in ABSENT.items()}


@dataclasses.dataclass
class Entry:
    kind: int
    fields: dict
    unknown: dict = dataclasses.field(default_factory=dict)  # number: CBOR
    critical: bool = False
    part: int = None
    position: int = None
    raw: bytes = None

    def is_hidden(self, schema):
        """Nothing of it may be shown."""
        return (self.kind >= len(schema.kinds)
                or self.critical and bool(self.unknown))

    def is_beyond(self, schema):
        return self.kind >= len(schema.kinds) or bool(self.unknown)


def _bits(mask):
    return [n for n in range(mask.bit_length()) if mask >> n & 1]


def _open_form(item):
    """(items by field number, critical) of the array of an open form."""
    demand(item.major == cbor.ARRAY and item.value, 'CBOR_TYPE')
    mask, critical = item.value[0], item.value[0].major == cbor.NINT
    demand(mask.is_int(), 'CBOR_TYPE')
    numbers = _bits(-1 - mask.value if critical else mask.value)
    demand(len(numbers) == len(item.value) - 1, 'CBOR_SHAPE')
    return dict(zip(numbers, item.value[1:])), critical


def step(elements, at, schema):
    """The number of elements of the entry that begins at elements[at]."""
    demand(elements[at].major == cbor.UINT, 'CBOR_TYPE')
    n = elements[at].value
    if n < OPEN:
        demand(n < len(schema.templates), 'CBOR_RANGE', 'no such template')
        size = 1 + len(schema.templates[n].order)
    else:
        demand(n - OPEN <= KIND_MAX, 'CBOR_RANGE', 'kind')
        demand(at + 1 < len(elements), 'CBOR_SHAPE')
        _open_form(elements[at + 1])
        size = 2
    demand(at + size <= len(elements), 'CBOR_SHAPE', 'entry cut off')
    return size


def split(part, schema, partial=False):
    """The elements of each entry of a part, lists of Item; None for one that
    is withheld, of a partial part."""
    elements, at, out = part.value, 0, []
    while at < len(elements):
        if partial and elements[at].raw == b'\xf6':
            out.append(None)
            at += 1
            continue
        size = step(elements, at, schema)
        out.append(elements[at:at + size])
        at += size
    return out


def raw_of(elements):
    return elements[0].source[elements[0].start:elements[-1].end]


# ---- reading ----

def _read_field(item, field, ctx):
    if field.absent and item.major == cbor.SIMPLE:
        return Absent(ABSENT[item.value])
    if not field.list:
        return _read_one(item, field, ctx)
    demand(item.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(1 <= len(item.value) <= LIST_MAX, 'CBOR_SHAPE')
    return [_read_one(x, field, ctx) for x in item.value]


def _read_one(item, field, ctx):
    if field.type != 'group':
        return read_value(item, field, ctx)
    demand(item.major == cbor.ARRAY and item.value, 'CBOR_TYPE')
    mask = item.value[0]
    demand(mask.major == cbor.UINT, 'CBOR_TYPE')
    numbers = _bits(mask.value)
    demand(len(numbers) == len(item.value) - 1, 'CBOR_SHAPE')
    fields = {}
    shape = ctx.schema.groups[field.group]
    _read_fields(shape, dict(zip(numbers, item.value[1:])), fields,
                 ctx.within(shape, fields))
    return Group(fields)


def _late(field):
    """Fields that are told by others."""
    return field.type in ('end', 'group') or field.unit_of is not None


def _read_fields(shape, items, fields, ctx):
    for late in (False, True):
        for number, item in items.items():
            field = shape.by_number.get(number)
            demand(field, 'RECORD_FIELD', 'unknown field in a group')
            if _late(field) == late:
                fields[number] = _read_field(item, field, ctx)


def read(elements, schema, day):
    """An Entry; unchecked but for what reading it takes."""
    head = elements[0].value
    raw = raw_of(elements)
    if head < OPEN:
        template = schema.templates[head]
        items = {f: cbor.read(v, 1)
                 for f, v in template.fixed.items()}
        items.update(zip(template.order, elements[1:]))
        kind, critical, unknown = template.kind, False, {}
    else:
        kind = head - OPEN
        items, critical = _open_form(elements[1])
        known = (schema.kinds[kind].by_number if kind < len(schema.kinds)
                 else {})
        unknown = {n: i.raw for n, i in items.items() if n not in known}
        items = {n: i for n, i in items.items() if n in known}
    entry = Entry(kind, {}, unknown, critical, raw=raw)
    if not entry.is_hidden(schema):
        shape = schema.kinds[kind]
        _read_fields(shape, items, entry.fields,
                     Context(schema, day, entry.fields, shape))
    return entry


# ---- checking ----

def _check_field(value, field, ctx):
    if isinstance(value, Absent):
        demand(field.absent and value.why in ABSENT_OF, 'RECORD_TYPE')
        return
    values = value if field.list else [value]
    demand(1 <= len(values) <= LIST_MAX, 'RECORD_TOO_LONG')
    if field.type == 'enum':
        demand(len(set(values)) == len(values), 'RECORD_TWICE')
    for one in values:
        if field.type == 'group':
            shape = ctx.schema.groups[field.group]
            _check_fields(shape, one.fields, ctx.within(shape, one.fields))
        else:
            check_value(one, field, ctx)


def _check_fields(shape, fields, ctx, complete=True):
    for number, value in fields.items():
        _check_field(value, shape.by_number[number], ctx)
    if not complete:
        return
    for field in shape.fields:
        demand(not field.required or field.default is not None
               or field.number in fields, 'RECORD_REQUIRED', field.name)
    if shape.one_of:
        demand(any(n in fields for n in shape.one_of), 'RECORD_REQUIRED',
               'one of several')


def check(entry, schema, day):
    """Every value, required fields; nothing of what can't be known."""
    if not entry.is_hidden(schema):
        shape = schema.kinds[entry.kind]
        _check_fields(shape, entry.fields,
                      Context(schema, day, entry.fields, shape),
                      complete=not entry.unknown)


# ---- writing ----

def _write_field(value, field, ctx):
    if isinstance(value, Absent):
        return ABSENT_OF[value.why]
    if field.list:
        return [_write_one(v, field, ctx) for v in value]
    return _write_one(value, field, ctx)


def _write_one(value, field, ctx):
    if field.type != 'group':
        return write_value(value, field, ctx)
    shape = ctx.schema.groups[field.group]
    values = _write_fields(shape, value.fields,
                           ctx.within(shape, value.fields))
    return [sum(1 << n for n in values)] + [values[n] for n in sorted(values)]


def _write_fields(shape, fields, ctx):
    """Number: CBOR of each field that is written."""
    out = {}
    for number, value in fields.items():
        field = shape.by_number[number]
        if field.default is None or value != field.default:
            out[number] = cbor.Raw(cbor.write(_write_field(value, field, ctx)))
    return out


def _template(kind, values, schema):
    """Number of the template that must be used, or None."""
    fitting = []
    for number, template in enumerate(schema.templates):
        fixed = template.fixed
        if (template.kind == kind
                and set(values) == set(fixed) | set(template.order)
                and all(values[n] == v for n, v in fixed.items())):
            fitting.append((-len(fixed), number))
    return min(fitting)[1] if fitting else None


def write(entry, schema, day):
    """The entry's one legal encoding."""
    if entry.is_hidden(schema):
        raise Refused('RECORD_KIND', 'more than this version can write')
    shape = schema.kinds[entry.kind]
    values = _write_fields(shape, entry.fields,
                           Context(schema, day, entry.fields, shape))
    number = None if entry.unknown else _template(entry.kind, values, schema)
    if number is not None:
        parts = [number] + [values[n] for n in schema.templates[number].order]
        return b''.join(map(cbor.write, parts))
    values.update((n, cbor.Raw(v)) for n, v in entry.unknown.items())
    mask = sum(1 << n for n in values)
    parts = [-1 - mask if entry.critical else mask]
    parts += [values[n] for n in sorted(values)]
    return cbor.write(OPEN + entry.kind) + cbor.write(parts)


def read_checked(elements, schema, day):
    """An Entry that is in its one legal encoding, or Refused."""
    entry = read(elements, schema, day)
    check(entry, schema, day)
    if not entry.is_hidden(schema):
        written = entry
        if entry.critical:
            written = dataclasses.replace(entry, critical=False)
        demand(write(written, schema, day) == entry.raw, 'RECORD_FORM')
    return entry
