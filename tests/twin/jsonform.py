# SPDX-License-Identifier: Apache-2.0
"""The JSON form of a record, record.md: to entries and back."""
import base64
import binascii
import decimal
import json
import re

from . import cbor, dates, entry, words
from .fault import Refused, demand
from .schema import PARTS, WORDS_MAX
from .values import (ABSENT, Absent, Code, Coding, Context, Decimal, Group,
                     Quantity, Ref, check_text)

ABSENCES = set(ABSENT.values())
ID_MAX = 64
ENTRY_DEPTH = 5  # of an entry in its part in items


# ---- reading JSON ----

def _unique(pairs):
    out = dict(pairs)
    demand(len(out) == len(pairs), 'JSON_TWICE')
    return out


def parse(text):
    def no(word):
        raise Refused('JSON_SYNTAX', word)
    try:
        return json.loads(text, parse_float=decimal.Decimal,
                          parse_constant=no, object_pairs_hook=_unique)
    except (ValueError, ArithmeticError, RecursionError) as why:
        raise Refused('JSON_SYNTAX', str(why)) from None


def _object(value, *keys):
    demand(isinstance(value, dict), 'RECORD_TYPE')
    demand(set(value) <= set(keys), 'RECORD_FIELD', value)
    return value


def _string(value):
    demand(isinstance(value, str), 'RECORD_TYPE')
    return value


def decimal_of(value):
    if isinstance(value, bool):
        raise Refused('RECORD_TYPE')
    if isinstance(value, int):
        return Decimal(value, 0)
    demand(isinstance(value, decimal.Decimal), 'RECORD_TYPE')
    sign, digits, exponent = value.as_tuple()
    m = int(''.join(map(str, digits))) * (-1 if sign else 1)
    while exponent > 0 and m and m % 10 == 0:
        m, exponent = m // 10, exponent + 1
    if m == 0 and exponent > 0:
        exponent = 0
    return Decimal(m, -exponent)


def _is_said(said, coding, field, schema):
    """Whether a reader gets an issuer's words with a coding anyway."""
    if schema.listed(field.codes, coding.system, coding.code) is not None:
        return words.are_words_of(said, schema.systems[coding.system],
                                  coding.code)
    return coding.label is not None and words.are_equal(said, coding.label)


def _coding(value, field, schema):
    system = field.system
    if 'system' in value:
        name = _string(value['system'])
        system = schema.system_of.get(name, name)
        if isinstance(system, str):
            demand(':' in system, 'RECORD_SYSTEM', system)
    code = _string(value.get('code'))
    label = value.get('display')
    if label is not None:
        _string(label)
    if schema.listed(field.codes, system, code) is not None:
        label = None
    return Coding(system, code, label)


def _code(value, field, schema):
    demand(isinstance(value, dict), 'RECORD_TYPE')
    said = value.get('text')
    if 'coding' in value:
        _object(value, 'coding', 'text')
        demand(isinstance(value['coding'], list), 'RECORD_TYPE')
        demand(value['coding'], 'RECORD_REQUIRED')
        codings = tuple(
            _coding(_object(c, 'system', 'code', 'display'), field, schema)
            for c in value['coding'])
    elif set(value) == {'text'}:
        codings = ()
    else:
        _object(value, 'system', 'code', 'display', 'text')
        codings = (_coding(value, field, schema),)
    if said is not None:
        check_text(_string(said), WORDS_MAX)
        if any(_is_said(said, c, field, schema) for c in codings):
            said = None
    return Code(codings, said)


def _name(coding, field, schema):
    row = schema.listed(field.codes, coding.system, coding.code)
    return None if row is None else schema.codes[field.codes][row].name


def _quantity(value, field, ctx):
    _object(value, 'value', 'unit')
    demand('value' in value, 'RECORD_REQUIRED')
    unit = value.get('unit', ctx.usual_unit(field))
    demand(unit is not None, 'RECORD_UNIT', 'no usual unit')
    return Quantity(decimal_of(value['value']), _string(unit))


def bytes_of(text):
    _string(text)
    demand(re.fullmatch('[A-Za-z0-9_-]*', text), 'RECORD_TYPE')
    try:
        data = base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
    except binascii.Error:
        raise Refused('RECORD_TYPE') from None
    demand(text_of_bytes(data) == text, 'RECORD_TYPE', 'spare bits')
    return data


def text_of_bytes(data):
    return base64.urlsafe_b64encode(data).decode().rstrip('=')


class _Pending(Ref):
    """A reference by id, until parts and positions are known."""

    def __init__(self, name):
        super().__init__()
        object.__setattr__(self, 'name', name)


def _ref(value):
    _string(value)
    if value.startswith('leaf:'):
        demand(re.fullmatch('leaf:[0-9a-f]{8}', value), 'RECORD_REFERENCE')
        return Ref(leaf=bytes.fromhex(value[5:]))
    return _Pending(value)


def _one(value, field, ctx):
    kind = field.type
    if kind in ('text', 'label', 'unit'):
        return _string(value)
    if kind == 'int':
        demand(isinstance(value, int) and not isinstance(value, bool),
               'RECORD_TYPE')
        return value
    if kind == 'bool':
        demand(isinstance(value, bool), 'RECORD_TYPE')
        return value
    if kind == 'enum':
        known = ctx.schema.enums[field.enum]
        demand(_string(value) in known, 'RECORD_ENUM', value)
        return known.index(value)
    if kind == 'decimal':
        return decimal_of(value)
    if kind == 'quantity':
        return _quantity(value, field, ctx)
    if kind in ('date', 'end'):
        return dates.of_text(value)
    if kind == 'code':
        return _code(value, field, ctx.schema)
    if kind == 'ref':
        return _ref(value)
    if kind == 'bytes':
        return bytes_of(value)
    shape = ctx.schema.groups[field.group]
    fields = {}
    _fields(value, shape, fields, ctx.within(shape, fields))
    return Group(fields)


def _field(value, field, ctx):
    if isinstance(value, dict) and set(value) == {'absent'}:
        demand(field.absent, 'RECORD_TYPE')
        demand(value['absent'] in ABSENCES, 'RECORD_ENUM')
        return Absent(value['absent'])
    if not field.list:
        return _one(value, field, ctx)
    demand(isinstance(value, list), 'RECORD_TYPE')
    return [_one(v, field, ctx) for v in value]


def _fields(value, shape, fields, ctx):
    demand(isinstance(value, dict), 'RECORD_TYPE')
    for name in value:
        demand(name in shape.by_name, 'RECORD_FIELD', name)
    for late in (False, True):
        for name, one in value.items():
            field = shape.by_name[name]
            if (field.type in ('quantity', 'group')) == late:
                fields[field.number] = _field(one, field, ctx)


class Draft:
    """An entry of a record before it has a place."""

    def __init__(self, value, schema):
        demand(isinstance(value, dict), 'RECORD_TYPE')
        value = dict(value)
        self.ident, self.part = value.pop('id', None), value.pop('part', None)
        demand(self.part is None or self.part in PARTS, 'RECORD_ENUM')
        if self.ident is not None:
            demand(1 <= len(_string(self.ident).encode()) <= ID_MAX
                   and not self.ident.startswith('leaf:'), 'RECORD_TEXT')
        kind, self.issued = value.pop('kind', None), None
        if 'cbor' in value:
            self._take(kind, value, schema)
            return
        demand(_string(kind) in schema.kind_of, 'RECORD_KIND', kind)
        shape = schema.kinds[schema.kind_of[kind]]
        self.entry = entry.Entry(shape.number, {})
        _fields(value, shape, self.entry.fields,
                Context(schema, None, self.entry.fields, shape))

    def _take(self, kind, value, schema):
        """An entry of a later version, byte for byte."""
        if 'issued' in value:
            self.issued = dates.day_of(_string(value.pop('issued')))
        value.pop('beyond', None)
        data = bytes_of(value.pop('cbor'))
        elements = cbor.read_sequence(data, ENTRY_DEPTH)
        demand(elements and entry.step(elements, 0, schema) == len(elements),
               'CBOR_TRAILING')
        one = entry.read(elements, schema, self.issued or 0)
        number = schema.kind_of.get(kind, kind)
        demand(number == one.kind, 'RECORD_FORM', 'another kind')
        one.part = one.position = 0
        said = to_json(one, schema, self.issued or 0)
        for name, known in value.items():
            demand(said.get(name) == known, 'RECORD_FORM', name)
        self.entry = one


def drafts_of(record, schema):
    _object(record, 'issued', 'valid_until', 'entries')
    for name in ('issued', 'valid_until'):
        if name in record:
            dates.day_of(_string(record[name]))
    demand(isinstance(record.get('entries'), list), 'RECORD_REQUIRED')
    demand(record['entries'], 'RECORD_EMPTY')
    drafts = [Draft(e, schema) for e in record['entries']]
    idents = [d.ident for d in drafts if d.ident is not None]
    demand(len(set(idents)) == len(idents), 'RECORD_TWICE')
    persons = [d for d in drafts if d.entry.kind == schema.kind_of['person']]
    demand(len(persons) <= 1, 'RECORD_TWICE', 'person')
    return drafts


def place(drafts, schema):
    """Gives the entries, whose parts are known, their positions in the order
    of the record, and references their places."""
    count, where = [0, 0, 0], {}
    for draft in drafts:
        one = draft.entry
        one.position = count[one.part]
        count[one.part] += 1
        if draft.ident is not None:
            where[draft.ident] = Ref(one.part, one.position)
    for one in (d.entry for d in drafts):
        for number, value in one.fields.items():
            if schema.kinds[one.kind].by_number[number].type == 'ref':
                one.fields[number] = [_found(r, where, one) for r in value]


def _found(ref, where, one):
    if isinstance(ref, _Pending):
        demand(ref.name in where, 'RECORD_REFERENCE', ref.name)
        ref = where[ref.name]
        demand((ref.part, ref.position) != (one.part, one.position),
               'RECORD_REFERENCE', 'to itself')
        demand(ref.part <= one.part, 'RECORD_LINK')
    return ref


# ---- writing JSON ----

def json_decimal(value):
    return decimal.Decimal((int(value.m < 0),
                            tuple(map(int, str(abs(value.m)))), -value.e))


def _json_coding(coding, field, schema):
    system = coding.system
    out = {'system': system if isinstance(system, str)
           else schema.systems[system], 'code': coding.code}
    name = coding.label or _name(coding, field, schema)
    if name is not None:
        out['display'] = name
    return out


def _json_code(code, field, schema):
    codings = [_json_coding(c, field, schema) for c in code.codings]
    out = {}
    if len(codings) == 1:
        out = codings[0]
    elif codings:
        out['coding'] = codings
    if code.words is not None:
        out['text'] = code.words
    return out


def _json_one(value, field, schema):
    kind = field.type
    if kind == 'enum':
        return schema.enums[field.enum][value]
    if kind == 'decimal':
        return json_decimal(value)
    if kind == 'quantity':
        return {'value': json_decimal(value.value), 'unit': value.unit}
    if kind in ('date', 'end'):
        return dates.text_of(value)
    if kind == 'code':
        return _json_code(value, field, schema)
    if kind == 'ref':
        if value.leaf is not None:
            return 'leaf:' + value.leaf.hex()
        return f'{PARTS[value.part]}/{value.position}'
    if kind == 'bytes':
        return text_of_bytes(value)
    if kind == 'group':
        return _json_fields(schema.groups[field.group], value.fields, schema)
    return value


def _json_fields(shape, fields, schema):
    out = {f.name: schema.enums[f.enum][f.default] for f in shape.fields
           if f.default is not None and f.number not in fields}
    for number, value in sorted(fields.items()):
        field = shape.by_number[number]
        if isinstance(value, Absent):
            out[field.name] = {'absent': value.why}
        elif field.list:
            out[field.name] = [_json_one(v, field, schema) for v in value]
        else:
            out[field.name] = _json_one(value, field, schema)
    return out


def to_json(one, schema, day):
    """An entry as a JSON object."""
    known = one.kind < len(schema.kinds)
    out = {'kind': schema.kinds[one.kind].name if known else one.kind,
           'id': f'{PARTS[one.part]}/{one.position}',
           'part': PARTS[one.part]}
    if one.is_beyond(schema):
        out.update(beyond=True, issued=dates.iso_day(day),
                   cbor=text_of_bytes(one.raw))
    if not one.is_hidden(schema):
        out.update(_json_fields(schema.kinds[one.kind], one.fields, schema))
    return out


class Number:
    """A JSON number by its digits."""

    def __init__(self, digits):
        self.digits = digits


def _digits(value):
    """A number without an exponent, unless that would make up digits."""
    exponent = value.as_tuple().exponent
    if exponent <= 0:
        return f'{value:f}'
    return f'{value.scaleb(-exponent):f}e{exponent}'


def dump(value):
    """JSON of what the functions above give, digits of numbers kept."""
    if isinstance(value, dict):
        return '{' + ', '.join(f'{dump(k)}: {dump(v)}'
                               for k, v in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(map(dump, value)) + ']'
    if isinstance(value, Number):
        return value.digits
    if isinstance(value, decimal.Decimal):
        return _digits(value)
    return json.dumps(value, ensure_ascii=False)
