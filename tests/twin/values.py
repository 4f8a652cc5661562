# SPDX-License-Identifier: Apache-2.0
"""Values of fields, format.md section 6: from CBOR items and back.

The readers take every form that means something; that only the one legal form
passes is seen to by entry.py, which writes each entry anew and compares.
"""
import dataclasses

from . import cbor, labels, systems
from . import schema as limits
from .dates import Date
from .fault import Refused, demand

ABSENT = {False: 'none', None: 'not_asked', True: 'refused'}
LIST_MAX = 64
CODINGS_MAX = 4
LISTED_MAX = 1024
MANTISSA_MAX = 2 ** 53
FORBIDDEN = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x61C, 0x200E,
             0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
FORBIDDEN = frozenset(map(chr, FORBIDDEN))


@dataclasses.dataclass(frozen=True)
class Absent:
    why: str


@dataclasses.dataclass(frozen=True)
class Decimal:
    """m * 10^-e, digits kept."""
    m: int
    e: int

    def check(self):
        demand(abs(self.m) < MANTISSA_MAX and -9 <= self.e <= 9,
               'RECORD_DECIMAL')
        demand(self.e >= 0 or self.m % 10, 'RECORD_DECIMAL')


@dataclasses.dataclass(frozen=True)
class Quantity:
    value: Decimal
    unit: str  # UCUM, also where it is the usual one


@dataclasses.dataclass(frozen=True)
class Coding:
    system: object  # number in the list of systems, or a URI
    code: str
    label: str = None


@dataclasses.dataclass(frozen=True)
class Code:
    codings: tuple
    words: str = None


@dataclasses.dataclass(frozen=True)
class Ref:
    part: int = None
    position: int = None
    leaf: bytes = None


@dataclasses.dataclass
class Group:
    fields: dict


class Context:
    """What values of an entry are told by: the day of issue, the fields of
    the entry, and those of the group where there is one."""

    def __init__(self, schema, day, fields, shape, group=None):
        self.schema, self.day = schema, day
        self.fields, self.shape, self.group = fields, shape, group

    def within(self, shape, fields):
        inner = Context(self.schema, self.day, self.fields, self.shape)
        inner.group = (shape, fields)
        return inner

    def named(self, name, own=False):
        shape, fields = self.group if own and self.group else (
            self.shape, self.fields)
        field = shape.by_name.get(name)
        return fields.get(field.number) if field else None

    def usual_unit(self, field):
        """UCUM of the usual unit, or None."""
        if field.unit_of == 'form':
            return self._unit_beside('forms', self.named('form'))
        if field.unit_of == 'test':
            return self._unit_beside('tests', self.named('test', own=True))
        return field.unit

    def _unit_beside(self, name, code):
        if not isinstance(code, Code):
            return None
        for coding in code.codings:
            row = self.schema.listed(name, coding.system, coding.code)
            if row is not None and coding.label is None:
                return self.schema.codes[name][row].unit
        return None

    def base_day(self, field):
        """What the days of a plain END count from, and whether that is a
        field of the entry."""
        since = self.fields.get(field.base)
        if isinstance(since, Date) and since.is_full():
            return since.days, True
        return self.day, False


def check_text(text, most, least=1):
    demand(isinstance(text, str), 'RECORD_TYPE')
    demand(len(text.encode()) >= least, 'RECORD_TEXT', 'empty')
    demand(len(text.encode()) <= most, 'RECORD_TOO_LONG')
    demand(not FORBIDDEN.intersection(text), 'RECORD_TEXT', repr(text))
    demand(text == text.strip(' '), 'RECORD_TEXT', 'space at an end')


# ---- from CBOR ----

def _uint(item):
    demand(item.major == cbor.UINT, 'CBOR_TYPE')
    return item.value


def _int(item):
    demand(item.is_int(), 'CBOR_TYPE')
    return item.value


def array(item, least, most):
    demand(item.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(least <= len(item.value) <= most, 'CBOR_SHAPE')
    return item.value


def _text(item):
    demand(item.major == cbor.TSTR, 'CBOR_TYPE')
    return item.value


def _of_list(item, words):
    demand(item.value < len(words), 'RECORD_FORM', 'index past the list')
    return words[item.value]


def read_label(item, words=()):
    if item.major == cbor.UINT:
        return _of_list(item, words)
    if item.major == cbor.BSTR:
        return labels.unpack(item.value)
    return _text(item)


def read_unit(item, schema):
    if item.major == cbor.UINT:
        return _of_list(item, schema.units)
    return _text(item)


def _decimal_int(n):
    if n >= 0:
        return Decimal(n, 0)
    m, e = divmod(-1 - n, 3)
    return Decimal(m, e + 1)


def read_decimal(item):
    if item.is_int():
        return _decimal_int(item.value)
    m, e = array(item, 2, 2)
    return Decimal(_int(m), _int(e))


def read_quantity(item, usual, schema):
    if item.is_int():
        demand(usual is not None, 'RECORD_UNIT', 'no usual unit')
        return Quantity(_decimal_int(item.value), usual)
    parts = array(item, 2, 3)
    if len(parts) == 2:
        return Quantity(_decimal_int(_int(parts[0])),
                        read_unit(parts[1], schema))
    value = Decimal(_int(parts[0]), _int(parts[1]))
    if parts[2].major == cbor.SIMPLE and parts[2].value is None:
        demand(usual is not None, 'RECORD_UNIT', 'no usual unit')
        return Quantity(value, usual)
    return Quantity(value, read_unit(parts[2], schema))


def read_date(item, base, issue):
    if item.is_int():
        return Date(days=base + item.value)
    parts = array(item, 1, 2)
    first = _int(parts[0])
    if len(parts) == 1:
        return Date(ym=first)
    second = parts[1]
    if second.is_int():
        return Date(minutes=1440 * issue + first, offset=second.value)
    demand(second.major == cbor.SIMPLE and second.value is not False,
           'CBOR_TYPE')
    if second.value is True:
        return Date(days=issue + first, estimated=True)
    return Date(ym=first, estimated=True)


def _coded(n, field, schema):
    if n < LISTED_MAX:
        rows = schema.codes[field.codes] if field.codes else ()
        demand(n < len(rows), 'RECORD_FORM', 'index past the list')
        return Coding(rows[n].system, rows[n].code)
    code = systems.unpack(schema.systems[field.system], n - LISTED_MAX)
    demand(code, 'RECORD_CODE', 'nothing packs to that')
    return Coding(field.system, code)


def _coding(item, field, schema):
    if item.major == cbor.UINT:
        return _coded(item.value, field, schema)
    parts = array(item, 2, 3)
    if parts[0].major == cbor.UINT:
        system = parts[0].value
        demand(system < len(schema.systems), 'RECORD_SYSTEM')
    else:
        system = _text(parts[0])
    if parts[1].major == cbor.UINT:
        demand(isinstance(system, int), 'RECORD_CODE', 'no packing rule')
        code = systems.unpack(schema.systems[system], parts[1].value)
        demand(code, 'RECORD_CODE', 'nothing packs to that')
    else:
        code = read_label(parts[1])
    return Coding(system, code, _text(parts[2]) if len(parts) == 3 else None)


def read_code(item, field, schema):
    if item.major == cbor.UINT:
        return Code((_coded(item.value, field, schema),))
    if item.major == cbor.TSTR:
        return Code((), item.value)
    parts = array(item, 1, CODINGS_MAX + 1)
    words = None
    if parts[-1].major == cbor.TSTR:
        parts, words = parts[:-1], parts[-1].value
    demand(1 <= len(parts) <= CODINGS_MAX, 'CBOR_SHAPE')
    return Code(tuple(_coding(p, field, schema) for p in parts), words)


def read_ref(item):
    if item.major == cbor.BSTR:
        demand(len(item.value) == 4, 'CBOR_SHAPE')
        return Ref(leaf=item.value)
    part, position = divmod(_uint(item), 256)
    demand(part <= 2, 'RECORD_REFERENCE')
    return Ref(part, position)


def read_value(item, field, ctx):
    """One value, not a list."""
    kind, schema = field.type, ctx.schema
    if kind == 'text':
        return _text(item)
    if kind == 'label':
        return read_label(item, schema.words.get(field.words, ()))
    if kind == 'int':
        return _int(item)
    if kind == 'bool':
        demand(item.major == cbor.SIMPLE and item.value is not None,
               'CBOR_TYPE')
        return item.value
    if kind == 'enum':
        return _uint(item)
    if kind == 'decimal':
        return read_decimal(item)
    if kind == 'quantity':
        return read_quantity(item, ctx.usual_unit(field), schema)
    if kind == 'date':
        return read_date(item, ctx.day, ctx.day)
    if kind == 'end':
        base, counted = ctx.base_day(field)
        demand(not (counted and item.is_int() and item.value < 0),
               'RECORD_DATE', 'ends before it begins')
        return read_date(item, base, ctx.day)
    if kind == 'code':
        return read_code(item, field, schema)
    if kind == 'unit':
        return read_unit(item, schema)
    if kind == 'ref':
        return read_ref(item)
    demand(kind == 'bytes' and item.major == cbor.BSTR, 'CBOR_TYPE')
    return item.value


# ---- checks that hold whatever the form ----

def check_coding(coding, schema):
    known = isinstance(coding.system, int)
    if known:
        name = schema.systems[coding.system]
    else:
        name = coding.system
        check_text(name, limits.SYSTEM_MAX)
        demand(systems.good_uri(name), 'RECORD_SYSTEM', name)
        demand(name not in schema.system_of, 'RECORD_FORM', 'a listed system')
    check_text(coding.code, limits.CODE_MAX)
    demand(systems.good(name, coding.code), 'RECORD_CODE', coding.code)
    if coding.label is not None:
        check_text(coding.label, limits.LABEL_MAX)


def check_code(code, schema):
    demand(len(code.codings) <= CODINGS_MAX, 'RECORD_TOO_LONG')
    demand(code.codings or code.words is not None, 'RECORD_REQUIRED')
    said = {(c.system, c.code) for c in code.codings}
    demand(len(said) == len(code.codings), 'RECORD_TWICE', 'a code')
    for coding in code.codings:
        check_coding(coding, schema)
    if code.words is not None:
        check_text(code.words, limits.WORDS_MAX)


def check_value(value, field, ctx):
    kind = field.type
    if kind in ('text', 'label'):
        check_text(value, field.most)
        demand(systems.WORD_SHAPES.get(field.words, bool)(value),
               'RECORD_CODE', value)
    elif kind in ('int', 'bytes'):
        n = value if kind == 'int' else len(value)
        demand(field.least <= n <= field.most, 'RECORD_RANGE')
    elif kind == 'enum':
        demand(value < len(ctx.schema.enums[field.enum]), 'RECORD_ENUM')
    elif kind == 'decimal':
        value.check()
    elif kind == 'quantity':
        value.value.check()
        demand(value.value.m >= 0 or field.unit_of == 'test', 'RECORD_RANGE')
        ctx.schema.check_unit(value.unit)
    elif kind in ('date', 'end'):
        value.check()
        since = ctx.fields.get(field.base)
        if isinstance(since, Date):
            since.check()
            demand(since.estimated or value.estimated
                   or since.first() <= value.last(), 'RECORD_DATE',
                   'ends before it begins')
    elif kind == 'code':
        check_code(value, ctx.schema)
    elif kind == 'unit':
        ctx.schema.check_unit(value)


# ---- to CBOR ----

def write_label(text, words=()):
    if text in words:
        return words.index(text)
    packed = labels.pack(text)
    return text if packed is None else packed


def write_unit(unit, schema):
    return schema.unit_of.get(unit, unit)


def _write_decimal_int(value):
    """The int form, or None where there is none."""
    m, e = value.m, value.e
    if m < 0:
        return None
    if e == 0:
        return m
    n = 3 * m + e - 1
    return -1 - n if 1 <= e <= 3 and n < MANTISSA_MAX else None


def write_decimal(value):
    n = _write_decimal_int(value)
    return [value.m, value.e] if n is None else n


def write_quantity(quantity, usual, schema):
    n = _write_decimal_int(quantity.value)
    unit = (None if quantity.unit == usual
            else write_unit(quantity.unit, schema))
    if n is None:
        return [quantity.value.m, quantity.value.e, unit]
    return n if unit is None else [n, unit]


def write_date(date, base, issue):
    if date.minutes is not None:
        return [date.minutes - 1440 * issue, date.offset]
    if date.ym is not None:
        return [date.ym, None] if date.estimated else [date.ym]
    if date.estimated:
        return [date.days - issue, True]
    return date.days - base


def _write_coding(coding, field, schema):
    row = schema.listed(field.codes, coding.system, coding.code)
    packed = None
    if isinstance(coding.system, int):
        packed = systems.pack(schema.systems[coding.system], coding.code)
    if row is not None:
        return row
    if (coding.label is None and packed is not None
            and coding.system == field.system):
        return LISTED_MAX + packed
    known = write_label(coding.code) if packed is None else packed
    out = [coding.system, known]
    return out if coding.label is None else out + [coding.label]


def write_code(code, field, schema):
    codings = [_write_coding(c, field, schema) for c in code.codings]
    if not codings:
        return code.words
    if code.words is not None:
        return codings + [code.words]
    if len(codings) == 1 and isinstance(codings[0], int):
        return codings[0]
    return codings


def write_ref(ref):
    return 256 * ref.part + ref.position if ref.leaf is None else ref.leaf


def write_value(value, field, ctx):
    kind, schema = field.type, ctx.schema
    if kind == 'label':
        return write_label(value, schema.words.get(field.words, ()))
    if kind == 'decimal':
        return write_decimal(value)
    if kind == 'quantity':
        return write_quantity(value, ctx.usual_unit(field), schema)
    if kind == 'date':
        return write_date(value, ctx.day, ctx.day)
    if kind == 'end':
        base, counted = ctx.base_day(field)
        out = write_date(value, base, ctx.day)
        if counted and isinstance(out, int) and out < 0:
            raise Refused('RECORD_DATE', 'ends before it begins')
        return out
    if kind == 'code':
        return write_code(value, field, schema)
    if kind == 'unit':
        return write_unit(value, schema)
    if kind == 'ref':
        return write_ref(value)
    return value
