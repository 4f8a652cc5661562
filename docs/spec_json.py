# SPDX-License-Identifier: Apache-2.0
"""schema.json, one item a line, and record.schema.json, which is the JSON
form of a record as JSON Schema 2020-12."""
import json

CONTROLS = (r'\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f'
            r'\u2028-\u202e\u2066-\u2069')
TEXT = f'^(?! )[^{CONTROLS}]+(?<! )$'
YEAR = '(?!0000)[0-9]{4}'
MONTH = '(0[1-9]|1[0-2])'
OF_MONTH = '(0[1-9]|[12][0-9]|3[01])'
HOUR = '([01][0-9]|2[0-3])'
# 14:00 at most, and no "-00:00", which says that nobody knows.
OFFSET = r'(Z|-(?!00:00)(0[0-9]|1[0-3]):[0-5][0-9]|-14:00' \
    r'|\+(0[0-9]|1[0-3]):[0-5][0-9]|\+14:00)'
DATE = f'^{YEAR}(-{MONTH}(-{OF_MONTH})?)?~?$' \
    f'|^{YEAR}-{MONTH}-{OF_MONTH}T{HOUR}:[0-5][0-9]:00{OFFSET}$'
DAY = f'^{YEAR}-{MONTH}-{OF_MONTH}$'
LIST_MAX = 64
ENTRIES_MAX = 768
WORDS_MAX = 512
LABEL_MAX = 256
CODE_MAX = 128


def lines(value, depth=0):
    """JSON with one line for each object without objects inside."""
    pad = ' ' * depth
    flat = json.dumps(value, ensure_ascii=False)
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)) or not value:
        return flat
    if len(flat) + depth < 100 and not any(
            isinstance(v, (dict, list)) and v for v in inner):
        return flat
    if isinstance(value, dict):
        # A thing with a number or code is one line, however long.
        if not any(isinstance(v, (dict, list)) and v for v in inner):
            return flat
        body = [f'{json.dumps(k)}: {lines(v, depth + 1)}'
                for k, v in value.items()]
        return '{\n' + ',\n'.join(f'{pad} {b}' for b in body) + f'\n{pad}}}'
    if all(isinstance(v, str) for v in value):
        return wrapped(value, pad)
    return ('[\n' + ',\n'.join(f'{pad} {lines(v, depth + 1)}' for v in value)
            + f'\n{pad}]')


def wrapped(words, pad):
    """An array of strings, as many on a line as fit."""
    out, line = [], ''
    for i, word in enumerate(words):
        item = json.dumps(word, ensure_ascii=False)
        item += ',' if i < len(words) - 1 else ''
        if line and len(pad) + 2 + len(line) + len(item) > 80:
            out.append(line)
            line = ''
        line += (' ' if line else '') + item
    out.append(line)
    return '[\n' + '\n'.join(f'{pad} {x}' for x in out) + f'\n{pad}]'


def schema_json(schema):
    return lines(schema) + '\n'


# ---- JSON Schema ----

def text(most):
    return {'type': 'string', 'minLength': 1, 'maxLength': most,
            'pattern': TEXT}


def ref(name):
    return {'$ref': f'#/$defs/{name}'}


def closed(properties, required=(), **more):
    """An object that has no other members."""
    out = {'type': 'object', 'properties': properties,
           'additionalProperties': False}
    if required:
        out['required'] = list(required)
    return {**out, **more}


def plain(field):
    """One value of a field."""
    kind = field['type']
    if kind in ('text', 'label'):
        return text(field['max'])
    if kind == 'int':
        return {'type': 'integer', 'minimum': field['min'],
                'maximum': field['max']}
    if kind == 'bool':
        return {'type': 'boolean'}
    if kind == 'enum':
        return ref('enum_' + field['enum'].lower())
    if kind == 'decimal':
        return {'type': 'number'}
    if kind == 'quantity':
        measured = field.get('unit_of') == 'test'
        return ref('measured' if measured else 'quantity')
    if kind in ('date', 'end'):
        return ref('date')
    if kind == 'code':
        return ref('code')
    if kind == 'ref':
        return ref('reference')
    if kind == 'group':
        return ref('group_' + field['group'])
    least, most = ((field[k] * 4 + 2) // 3 for k in ('min', 'max'))
    return {'type': 'string', 'pattern': '^[A-Za-z0-9_-]*$',
            'minLength': least, 'maxLength': most}


def value(field):
    out = plain(field)
    if field.get('list'):
        out = {'type': 'array', 'minItems': 1, 'maxItems': LIST_MAX,
               'items': out}
        if field['type'] == 'enum':
            out['uniqueItems'] = True
    if field.get('absent'):
        out = {'anyOf': [out, ref('absent')]}
    return {'description': field['about'], **out}


def members(shape):
    """Properties, required ones and the rule that one of some must be."""
    properties = {f['name']: value(f) for f in shape['fields']}
    required = [f['name'] for f in shape['fields']
                if f.get('required') and 'default' not in f]
    more = {}
    if 'one_of' in shape:
        more['anyOf'] = [{'required': [name]} for name in shape['one_of']]
    return properties, required, more


def entry(kind):
    properties, required, more = members(kind)
    own = {'kind': {'const': kind['name']}, 'id': ref('id'),
           'part': ref('part')}
    return closed({**own, **properties}, ['kind'] + required,
                  description=kind['about'], **more)


def group(shape):
    properties, required, more = members(shape)
    return closed(properties, required, minProperties=1,
                  description=shape['about'], **more)


def coding_members(systems):
    return {'system': {'anyOf': [{'enum': [s['name'] for s in systems]},
                                 {'type': 'string', 'pattern': '^[^:]+:.',
                                  'maxLength': LABEL_MAX}]},
            'code': text(CODE_MAX), 'display': text(LABEL_MAX)}


def values(schema):
    """What all kinds share."""
    coding = coding_members(schema['systems'])
    quantity = {'value': {'type': 'number', 'minimum': 0},
                'unit': text(64)}
    measured = {'value': {'type': 'number'}, 'unit': text(64)}
    return {
        'part': {'enum': ['desk', 'clinic', 'private']},
        'id': {'type': 'string', 'minLength': 1, 'maxLength': 64,
               'not': {'pattern': '^leaf:'}},
        'day': {'type': 'string', 'pattern': DAY},
        'date': {'type': 'string', 'pattern': DATE},
        'reference': {'type': 'string', 'minLength': 1, 'maxLength': 64},
        'absent': closed({'absent': {'enum': ['none', 'not_asked',
                                              'refused']}}, ['absent']),
        'quantity': closed(quantity, ['value']),
        'measured': closed(measured, ['value']),
        'coding': closed(coding, ['code']),
        'code': {'anyOf': [
            closed({**coding, 'text': text(WORDS_MAX)}, ['code']),
            closed({'coding': {'type': 'array', 'minItems': 1, 'maxItems': 4,
                               'items': ref('coding')},
                    'text': text(WORDS_MAX)}, ['coding']),
            closed({'text': text(WORDS_MAX)}, ['text'])]},
        'kept': {
            'description': 'an entry that is kept as it is on the wire; '
                           'fields beside "cbor" must say what the bytes say',
            'type': 'object',
            'properties': {'kind': {'type': ['string', 'integer']},
                           'id': ref('id'), 'part': ref('part'),
                           'beyond': {'type': 'boolean'},
                           'issued': ref('day'),
                           'cbor': {'type': 'string',
                                    'pattern': '^[A-Za-z0-9_-]+$'}},
            'required': ['kind', 'cbor']},
    }


def json_schema(schema):
    kinds = schema['kinds']
    defs = values(schema)
    for name, words in schema['enums'].items():
        defs['enum_' + name.lower()] = {'enum': words}
    for shape in schema['groups']:
        defs['group_' + shape['name']] = group(shape)
    for kind in kinds:
        defs['kind_' + kind['name']] = entry(kind)
    any_kind = [ref('kind_' + k['name']) for k in kinds] + [ref('kept')]
    top = closed({'issued': ref('day'), 'valid_until': ref('day'),
                  'entries': {'type': 'array', 'minItems': 1,
                              'maxItems': ENTRIES_MAX,
                              'items': {'anyOf': any_kind}}}, ['entries'])
    return lines({
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        '$id': 'https://carnet.example/spec/record.schema.json',
        '$comment': 'Generated from the schema table by docs/make_spec.py.',
        'title': 'A record of carnet, format version 1', **top,
        '$defs': defs}) + '\n'
