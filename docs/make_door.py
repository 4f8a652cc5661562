# SPDX-License-Identifier: Apache-2.0
"""Writes docs/spec/json/ from the table of the JSON door, lib/api/door.def.

    python3 docs/make_door.py           writes it
    python3 docs/make_door.py --check   says on stderr what has drifted

A JSON Schema (2020-12) for each operation, common.json for what they share,
operations.md. Records and entries are those of record.schema.json.
"""
import pathlib
import sys

import door_table
from spec_json import CODE_MAX, closed, lines

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / 'docs/spec/json'
BASE = 'https://carnet.example/spec/json/'
DRAFT = 'https://json-schema.org/draft/2020-12/schema'
MADE = 'Generated from lib/api/door.def by docs/make_door.py.'
WITHIN = (1 << 53) - 1
BASE64 = '^[A-Za-z0-9_-]*$'
RECORD = '../record.schema.json'


def shared(name):
    return {'$ref': f'common.json#/$defs/{name}'}


# ---- types ----

def hexed(digits):
    return {'type': 'string', 'pattern': f'^[0-9a-f]{{{digits}}}$'}


def one(member):
    """Schema of one value."""
    if member.type == 'OBJECT':
        return shared('shape_' + member.detail)
    if member.type == 'JSON':
        return shared(member.detail)
    if member.type == 'WORD':
        return {'enum': member.detail.split()}
    if member.type == 'HEX':
        return hexed(member.detail)
    if member.type == 'BOOL':
        return {'type': 'boolean'}
    return {'type': 'string'} if member.type == 'TEXT' else shared(
        member.type.lower())


def value(member):
    out = one(member)
    if member.is_list:
        out = {'type': 'array', 'items': out}
    return {'description': member.about, **out}


def shape(found, section, given, first=None):
    """An object with the members of a section that are asked, or given."""
    some = [m for m in door_table.members(found, section)
            if m.is_given == given]
    properties = {**(first or {}), **{m.name: value(m) for m in some}}
    required = [*(first or {}), *(m.name for m in some if m.is_needed)]
    more = {}
    either = [] if given else door_table.either(found, section)
    if either:
        more['allOf'] = [{'oneOf': [{'required': [n]} for n in names]}
                         for names in either]
    return closed(properties, required, **more)


# ---- objects of the library's own pages ----

def of_record(name):
    return {'$ref': f'{RECORD}#/$defs/{name}'}


def text():
    return {'type': 'string'}


def number():
    return {'type': 'integer'}


FACTS = ('structure', 'signature', 'key', 'scope', 'issued', 'expiry',
         'status', 'same_holder', 'trust_list', 'status_list')
KINDS = ['state', 'intergovernmental', 'ngo', 'clinic']
THERE = ['withheld', 'whole', 'partial', 'sealed']
PARTS = ('desk', 'clinic', 'private')
OUTCOMES = ['undecided', 'accepted', 'review', 'refused']


def verdict():
    """docs/spec/verdict.md."""
    fact = closed({'answer': {'enum': ['not_checked', 'yes', 'no']},
                   'status': text(), 'text': text(), 'date': of_record('day'),
                   'age_days': number()}, ['answer'])
    issuer = closed({'name': text(), 'country': text(),
                     'kind': {'enum': KINDS}}, ['name', 'kind'])
    credential = closed({
        'outcome': {'enum': OUTCOMES}, 'key_id': hexed(8),
        'identity': hexed(64), 'same_as': number(),
        'issued': of_record('day'), 'valid_until': of_record('day'),
        'status_index': number(), 'issuer': issuer,
        'facts': closed({f: fact for f in FACTS}, FACTS),
        'parts': closed({p: {'enum': THERE} for p in PARTS}, PARTS),
        'withheld': closed({p: number() for p in PARTS}),
        'entries': {'type': 'array', 'items': shared('entry')},
        'tags': {'type': 'array', 'items': tag()},
        'out_of_scope': {'type': 'array', 'items': number()}},
        ['outcome', 'key_id', 'issued', 'facts', 'parts'])
    reason = closed({'status': text(), 'text': text(), 'offset': number(),
                     'path': text(), 'detail': text()},
                    ['status', 'text', 'offset', 'path', 'detail'])
    return closed({'outcome': {'enum': OUTCOMES}, 'reason': reason,
                   'credentials': {'type': 'array', 'items': credential},
                   'check_yourself': text()},
                  ['outcome', 'credentials', 'check_yourself'],
                  description='as verdict.md says')


def tag():
    return {'type': 'string', 'pattern': '^leaf:[0-9a-f]{8}$'}


def history():
    """docs/spec/history.md section 6."""
    tags = {'type': 'array', 'items': tag()}
    replaces = closed({
        'names': text(), 'leads': {'enum': [
            'found', 'several', 'nowhere', 'withheld', 'more_private',
            'circular', 'other_kind', 'other_person']}, 'to': tags}, ['names', 'leads', 'to'])
    entry = {
        'tag': tag(), 'id': text(), 'kind': {'type': ['string', 'integer']},
        'change': {'enum': ['added', 'changed', 'stopped', 'resolved',
                            'corrected', 'restated']},
        'state': {'enum': ['current', 'beside', 'replaced']},
        'replaces': {'type': 'array', 'items': replaces},
        'replaced_by': tags}
    credential = closed({
        'credential': number(), 'outcome': {'enum': OUTCOMES},
        'key_id': hexed(8), 'identity': hexed(64), 'issuer': text(),
        'same_as': number(), 'issued': of_record('day'),
        'marks': {'type': 'array', 'items': closed(
            {'fact': {'enum': FACTS}, 'status': text(), 'text': text()},
            ['fact', 'status'])},
        'entries': {'type': 'array', 'items': closed(entry, list(entry))}},
        ['credential', 'outcome', 'key_id', 'issued'])
    return closed({'outcome': {'enum': OUTCOMES},
                   'credentials': {'type': 'array', 'items': credential}},
                  ['outcome', 'credentials'],
                  description='as history.md says')


def view():
    """docs/spec/view.md section 8; a row's treatment is treatment.md's."""
    some = {'type': 'array', 'items': {'type': 'object'}}
    row = {'type': 'object', 'required': ['state', 'why', 'entry', 'told'],
           'properties': {
               'state': {'enum': ['active', 'uncertain', 'later', 'past']},
               'why': text(), 'entry': shared('entry'), 'told': some}}
    person = closed({'tie': {'enum': ['one', 'id', 'name']},
                     'child': {'type': 'object'}, 'checks': {'type': 'object'},
                     'rows': {'type': 'array', 'items': row},
                     'earlier': some},
                    ['tie', 'child', 'checks', 'rows', 'earlier'])
    counts = {name: number() for name in
              ('refused', 'entered_in_error', 'issued_later')}
    return closed({'outcome': {'enum': OUTCOMES}, 'day': of_record('day'),
                   'at': text(), 'not_all': text(), 'check_yourself': text(),
                   'persons': {'type': 'array', 'items': person},
                   'credentials': some,
                   'not_shown': closed(counts, list(counts))},
                  ['outcome', 'check_yourself', 'persons', 'credentials',
                   'not_shown'], description='as view.md says')


def trust():
    """A draft and a list, docs/spec/trust.md section 4."""
    key = {'key': hexed(64), 'from': of_record('day'), 'sealing': hexed(64),
           'until': of_record('day'),
           'may_sign': {'type': 'array',
                        'items': {'type': ['string', 'integer']}},
           'use': {'enum': ['credentials', 'status', 'both']},
           'withdrawn': of_record('day'),
           'as': {'enum': ['retired', 'compromised']}}

    def issuers(keys, required):
        return {'type': 'array', 'items': closed(
            {'name': text(), 'country': text(), 'kind': {'enum': KINDS},
             'keys': {'type': 'array', 'items': closed(keys, required)}},
            ['name', 'kind', 'keys'])}

    draft = closed({'list': hexed(32), 'valid_days': number(),
                    'next_key': hexed(64),
                    'issuers': issuers(key, ['key', 'from'])},
                   ['list', 'valid_days', 'issuers'],
                   description='as trust.md says')
    whole = closed({'list': hexed(32), 'epoch': number(),
                    'sequence': number(), 'issued': of_record('day'),
                    'next_update': of_record('day'), 'signer': hexed(64),
                    'next_key': hexed(64),
                    'issuers': issuers({'key_id': hexed(8), **key},
                                       ['key_id', 'key', 'from'])},
                   ['list', 'epoch', 'sequence', 'issued', 'next_update',
                    'signer', 'issuers'], description='as trust.md says')
    return draft, whole


def report():
    element = closed({'element': text(), 'type': text(),
                      'relevant': {'type': 'boolean'}, 'why': text()},
                     ['element', 'type', 'relevant', 'why'])
    numbers = ('facts', 'kept', 'reported', 'relevant')
    return closed({'elements': {'type': 'array', 'items': element},
                   **{n: number() for n in numbers}},
                  ['elements', *numbers])


def error():
    place = {'path': text(), 'offset': number()}
    return closed({
        'status': {**number(), 'minimum': 1}, 'name': text(),
        'error': closed({'text': text(), **place,
                         'inner': closed(place, list(place))},
                        ['text', *place])}, ['status', 'name', 'error'])


def values():
    draft, whole = trust()
    return {
        'int': {'type': 'integer', 'minimum': -WITHIN, 'maximum': WITHIN},
        'day': of_record('day'),
        'time': {'description': 'RFC 3339, or a day', 'type': 'string',
                 'maxLength': CODE_MAX},
        'bytes': {'description': 'base64url without padding',
                  'type': 'string', 'pattern': BASE64},
        'input': {'description': 'a text as it is, or bytes',
                  'anyOf': [text(), closed({'bytes': shared('bytes')},
                                           ['bytes'])]},
        'record': {'$ref': RECORD},
        'entry': {'$ref': f'{RECORD}#/properties/entries/items'},
        'bundle': {'description': 'a FHIR R4 bundle', 'type': 'object',
                   'properties': {'resourceType': {'const': 'Bundle'}},
                   'required': ['resourceType']},
        'verdict': verdict(), 'history': history(), 'view': view(),
        'trust_draft': draft, 'trust_list': whole,
        'fhir_report': report(), 'refusal': error()}


# ---- files ----

def common(found):
    defs = values()
    for (macro, name), section in found.items():
        if macro == 'SHAPE':
            given = any(m.is_given for m in door_table.members(found,
                                                               section))
            defs['shape_' + name] = {'description': section.about,
                                     **shape(found, section, given)}
    return {'$schema': DRAFT, '$id': BASE + 'common.json', '$comment': MADE,
            'title': 'What the operations of the JSON door share',
            '$defs': defs}


def operation(found, section):
    done = closed({'status': {'const': 0}, 'name': {'const': 'OK'},
                   'result': shape(found, section, True)},
                  ['status', 'name', 'result'])
    return {'$schema': DRAFT, '$id': f'{BASE}{section.name}.json',
            '$comment': MADE, 'title': section.name,
            'description': section.about, '$defs': {
                'request': shape(found, section, False,
                                 {'op': {'const': section.name}}),
                'reply': {'anyOf': [done, shared('refusal')]}}}


OPENING = """# Operations of the JSON door

Made from `lib/api/door.def` by `docs/make_door.py`. How to ask, and what is the
same for all: [README.md](README.md). Members in *italics* may be left out; `[]`
is an array of such. Each name links to its schema.
"""
TYPES = {'TEXT': 'text', 'INT': 'integer', 'BOOL': 'true or false',
         'DAY': 'day', 'TIME': 'time', 'BYTES': 'base64url',
         'INPUT': 'text or {"bytes": base64url}'}
PAGES = {'record': '[record](../record.md)', 'entry': '[entry](../record.md)',
         'verdict': '[verdict](../verdict.md)', 'bundle': 'FHIR bundle',
         'trust_draft': '[draft](../trust.md)', 'fhir_report': 'object',
         'trust_list': '[list](../trust.md)',
         'history': '[history](../history.md)',
         'view': '[view](../view.md)'}


def type_of(member):
    name = TYPES.get(member.type)
    if member.type == 'OBJECT':
        name = f'[{member.detail}](#{member.detail})'
    elif member.type == 'JSON':
        name = PAGES[member.detail]
    elif member.type == 'WORD':
        name = ', '.join(f'`{w}`' for w in member.detail.split())
    elif member.type == 'HEX':
        name = f'{member.detail} hex digits'
    return name + (' []' if member.is_list else '')


def row(member):
    name = f'`{member.name}`'
    return (f'| {name if member.is_needed else f"*{name}*"} '
            f'| {type_of(member)} | {member.about} |\n')


def described(found, section):
    """A section of the page."""
    all_of = door_table.members(found, section)
    title = (f'[{section.name}]({section.name}.json)' if section.is_operation
             else section.name)
    out = f'\n### {title}\n\n{section.about[0].upper()}{section.about[1:]}'
    out += '' if section.is_operation else '.'
    out += '\n'
    for given, head in ((False, 'request'), (True, 'result')):
        some = [m for m in all_of if m.is_given == given]
        if some:
            head = head if section.is_operation else 'member'
            out += f'\n| {head} | | |\n|---|---|---|\n'
            out += ''.join(row(m) for m in some)
    for names in door_table.either(found, section):
        out += f'\nJust one of {", ".join(f"`{n}`" for n in names)}.\n'
    return out


def page(found):
    out = OPENING
    for operations, head in ((True, 'Operations'), (False, 'Objects')):
        out += f'\n## {head}\n'
        out += ''.join(described(found, s) for s in found.values()
                       if s.is_operation == operations)
    return out


def made():
    """Name of a file -> its text."""
    found = door_table.sections()
    files = {'common.json': lines(common(found)) + '\n',
             'operations.md': page(found)}
    for section in found.values():
        if section.is_operation:
            files[f'{section.name}.json'] = lines(
                operation(found, section)) + '\n'
    return files


def drifted():
    files = made()
    old = {p.name for p in FOLDER.glob('*.json')} - set(files)
    return [*old, *(name for name, text_of in files.items()
                    if not (FOLDER / name).is_file()
                    or (FOLDER / name).read_text('utf-8') != text_of)]


def main(args):
    if args == ['--check']:
        names = drifted()
        for name in names:
            print(f'docs/spec/json/{name}: run docs/make_door.py',
                  file=sys.stderr)
        return 1 if names else 0
    for name, text_of in made().items():
        (FOLDER / name).write_text(text_of, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
