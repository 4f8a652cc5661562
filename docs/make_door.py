# SPDX-License-Identifier: Apache-2.0
"""Writes docs/spec/json/ from the table of the JSON door, lib/api/door.def.

    python3 docs/make_door.py           writes it
    python3 docs/make_door.py --check   says on stderr what has drifted

A JSON Schema (2020-12) for each operation, common.json for what they share,
operations.md. Records and entries are those of record.schema.json.
"""
import json
import pathlib
import sys

import door_table
import door_words
from door_pages import (RECORD, count, hexed, history, left_out, of_record, shared, some,
                        text, trust, verdict, view)
from spec_json import CODE_MAX, closed, lines

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / 'docs/spec/json'
BASE = 'https://carnet.example/spec/json/'
DRAFT = 'https://json-schema.org/draft/2020-12/schema'
MADE = 'Generated from lib/api/door.def by docs/make_door.py.'
WITHIN = (1 << 53) - 1
BASE64 = '^[A-Za-z0-9_-]*$'


# ---- types ----

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


# ---- objects of no page ----

def report():
    element = some({'element': text(), 'type': text(),
                    'relevant': {'type': 'boolean'}, 'why': text()})
    numbers = ('facts', 'kept', 'reported', 'relevant')
    return some({'elements': {'type': 'array', 'items': element},
                 **{n: count() for n in numbers}})


def error():
    place = {'path': text(), 'offset': count()}
    return some({
        'status': {'type': 'integer', 'minimum': 1},
        'name': shared('status_name'),
        'error': some({'text': text(), **place, 'inner': some(place)},
                      ['text', *place])})


def kind_names():
    schema = json.loads((ROOT / 'docs/spec/schema.json').read_text('utf-8'))
    return [kind['name'] for kind in schema['kinds']]


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
        'status_name': {'enum': door_words.statuses()[1:]},
        'kind': {'description': 'a kind of entry by name; by number where this '
                                'version does not know it',
                 'anyOf': [{'enum': kind_names()},
                           {'type': 'integer', 'minimum': 1}]},
        'bundle': {'description': 'a FHIR R4 bundle', 'type': 'object',
                   'properties': {'resourceType': {'const': 'Bundle'}},
                   'required': ['resourceType']},
        'verdict': verdict(), 'history': history(),
        'left_out': left_out(), 'view': view(),
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
         'left_out': '[left out](../history.md)',
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
