# SPDX-License-Identifier: Apache-2.0
"""record.md and templates.md."""

RECORD_HEAD = '''# The record

<!-- Generated from the schema table by docs/make_spec.py. -->

Every kind of entry, field and word of format version 1, with the number that
it has on the wire ([format.md](format.md)) and its name in JSON. The same as
data, with all lists of codes, is [schema.json](schema.json); as JSON Schema,
[record.schema.json](record.schema.json); which part an entry goes to,
[parts.md](parts.md).

## JSON form

```json
{"issued": "2026-03-17", "valid_until": "2027-03-17", "entries": [
  {"kind": "person", "name": "Amina Diallo", "birth_date": "1988~"},
  {"kind": "condition", "id": "c1", "code": {"code": "E11.9"},
   "since": "2019-05"},
  {"kind": "allergy", "agent": {"absent": "none"}}]}
```

`issued` and `valid_until` are days and may be left out. Each entry has `kind`,
and may have `id`, a name of up to 64 bytes for references inside the record,
and `part` (`desk`, `clinic`, `private`), which must be the default part or a
more private one unless the issuer says otherwise. All other members are the
fields below; a member that is not named here is refused. A record has at most
one entry of kind `person`; a reader takes several.

| type | in JSON |
|---|---|
| text, label | string, not empty, no control characters, no space at either end; at most so many bytes of UTF-8 |
| int, bool | number without a fraction, `true` or `false` |
| enum | string: a word of the enumeration |
| decimal | number; its digits are kept: 5.0 is not 5 |
| quantity | `{"value": 5.0, "unit": "mg"}`; unit in UCUM, left out for the usual one |
| date | string: `2019-05-20`, `2019-05` or `2019`, with `~` behind where estimated, or an instant to the minute, `2026-03-17T10:30:00+02:00` |
| code | `{"system": "icd-10", "code": "E11.9", "display": "...", "text": "..."}`; system is a name or URI and left out for the usual one, display are the code system's words, text the issuer's own; `{"coding": [...], "text": "..."}` for up to four codes of one meaning; `{"text": "..."}` where there is no code |
| ref | string: the `id` of an entry of this record, or `leaf:` and the first 8 hex digits of the leaf of an entry in another credential; on output `clinic/3`, part and position |
| bytes | string: base64url without padding |
| group | object |
| list of | array of 1 to 64 |

Where a field may be absent with a reason, `{"absent": "none"}` stands in place
of the value: `none` (known not to exist), `not_asked`, `refused`.

An entry with a kind or field that this version can't read is given as
`{"kind": ..., "beyond": true, "issued": ..., "cbor": "..."}`, its bytes as they
are on the wire and the day of issue that they count from; it is read back from
`cbor`. Fields that can be read stand beside it, for people. They may be left
out, but not contradict the bytes; their members may stand in any order and
their numbers, here alone, have other digits of the same value (5 for 5.0),
since most programs that pass JSON on change both.

## Kinds

'''

TEMPLATES_HEAD = '''# Templates

<!-- Generated from the schema table by docs/make_spec.py. -->

What the numbers below 256 that begin an entry stand for
([format.md](format.md) section 5): a kind, fields with fixed values, and the
fields whose values follow in this order. Fixed values are given as the CBOR
that they would have in the open form, in hex.

| number | kind | fixed | values that follow |
|---|---|---|---|
'''

LISTS_ABOUT = '''The position in a list is the number on the wire. Codes, words and units
themselves are in [schema.json](schema.json).

'''


def anchor(word):
    return f'[{word.lower()}](#{word.lower()})'


def type_words(field):
    kind = field['type']
    out = {'end': 'date', 'enum': '', 'group': ''}.get(kind, kind)
    if kind == 'enum':
        out = anchor(field['enum'])
    if kind == 'group':
        out = anchor(field['group'])
    return ('list of ' if field.get('list') else '') + out


def remarks(field):
    """What binds a value beyond its type."""
    out = []
    if field.get('required') and 'default' not in field:
        out.append('**required**')
    if field.get('absent'):
        out.append('may be absent with a reason')
    kind = field['type']
    if kind in ('text', 'label'):
        out.append(f'at most {field["max"]} bytes')
    if kind == 'int':
        out.append(f'{field["min"]} to {field["max"]}')
    if kind == 'bytes':
        least, most = field['min'], field['max']
        out.append(f'{least} bytes' if least == most
                   else f'{least} to {most} bytes')
    if 'default' in field:
        out.append(f'default {field["default"]}')
    if 'unit' in field:
        out.append(f'usual unit {field["unit"]}')
    if 'unit_of' in field:
        out.append(f'usual unit of the {field["unit_of"]}')
    if kind == 'quantity' and not {'unit', 'unit_of'} & field.keys():
        out.append('the unit is always said')
    if 'system' in field:
        out.append(f'usual system {field["system"]}')
    if 'codes' in field:
        out.append(f'list {field["codes"]}')
    if 'words' in field:
        out.append(f'list {field["words"]}')
    if 'counts_from' in field:
        out.append(f'counted from {field["counts_from"]}, never before it')
    return '; '.join(out)


def table(fields):
    out = ['| number | field | type | what | remarks |', '|---|---|---|---|---|']
    out += [f'| {f["number"]} | `{f["name"]}` | {type_words(f)} '
            f'| {f["about"]} | {remarks(f)} |' for f in fields]
    return out


def one_of(shape):
    if 'one_of' not in shape:
        return []
    names = ', '.join(f'`{n}`' for n in shape['one_of'])
    return ['', f'At least one of {names} must be there.']


def kinds(schema):
    out = ['| number | kind | part | what |', '|---|---|---|---|']
    out += [f'| {k["number"]} | {anchor(k["name"])} | {k["part"]} '
            f'| {k["about"]} |' for k in schema['kinds']]
    out += ['', '### Fields of every kind', '']
    out += table(schema['kinds'][0]['fields'][:5])
    for k in schema['kinds']:
        out += ['', f'### {k["name"]}', '',
                f'{k["about"][0].upper()}{k["about"][1:]}. '
                f'Part: {k["part"]}.', '']
        out += table(k['fields'][5:]) + one_of(k)
    return out


def groups(schema):
    out = ['', '## Groups', '',
           'A group is a small record inside a field.']
    for g in schema['groups']:
        out += ['', f'### {g["name"]}', '',
                f'{g["about"][0].upper()}{g["about"][1:]}.', '']
        out += table(g['fields']) + one_of(g)
    return out


def enums(schema):
    out = ['', '## Enumerations', '',
           'The position, from 0, is the number on the wire.']
    for const, words in schema['enums'].items():
        out += ['', f'### {const.lower()}', '',
                ', '.join(f'{i} `{w}`' for i, w in enumerate(words))]
    return out


def lists(schema):
    out = ['', '## Code systems', '', '| number | name | URI |', '|---|---|---|']
    out += [f'| {i} | {s["name"]} | `{s["uri"]}` |'
            for i, s in enumerate(schema['systems'])]
    out += ['', '## Lists', '', LISTS_ABOUT.rstrip('\n'), '',
            '| list | elements | the first ones |', '|---|---|---|']
    for const, rows in schema['codes'].items():
        first = ', '.join(r['name'] for r in rows[:4])
        out.append(f'| {const} | {len(rows)} codes | {first} |')
    words = {**schema['words'], 'units': schema['units']}
    out += [f'| {const} | {len(rows)} words | {", ".join(rows[:6])} |'
            for const, rows in words.items()]
    return out


def record(schema):
    out = kinds(schema) + groups(schema) + enums(schema) + lists(schema)
    return RECORD_HEAD + '\n'.join(out) + '\n'


def templates(schema):
    out = []
    for t in schema['templates']:
        fixed = ', '.join(f'{k} `{v}`' for k, v in t['fixed'].items())
        out.append(f'| {t["number"]} | {t["kind"]} | {fixed} '
                   f'| {", ".join(t["values"])} |')
    return TEMPLATES_HEAD + '\n'.join(out) + '\n'
