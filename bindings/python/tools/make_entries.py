# SPDX-License-Identifier: Apache-2.0
"""Writes the typed entries of every kind: make_entries.py SCHEMA_JSON OUTPUT.

A class for each kind and group, a member for each field, words as Literal;
docs/spec/schema.json, which comes from the one schema table, says all of it.
"""
import json
import keyword
import sys
import textwrap

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Every kind of entry as a dataclass. Generated from docs/spec/schema.json by
tools/make_entries.py; docs/spec/record.md says more about each field.

>>> from carnet import Code, Date, entries
>>> entries.Condition(code=Code.of('E11.9'), since=Date('2019-05')).kind
'condition'
"""
from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import ClassVar, Literal

from carnet._form import Entry, Group, Member, UnknownEntry
from carnet.values import Absent, Code, Date, Quantity

'''
TYPES = {'text': 'str', 'label': 'str', 'unit': 'str', 'int': 'int',
         'bool': 'bool', 'decimal': 'Decimal', 'quantity': 'Quantity',
         'date': 'Date', 'end': 'Date', 'code': 'Code', 'ref': 'str',
         'bytes': 'bytes'}
TAKEN = {'id', 'part', 'kind', 'KIND', 'words', 'to_json', 'example'}


def camel(name):
    return ''.join(w.capitalize() for w in name.split('_'))


def python_name(name):
    if name in TAKEN:
        raise SystemExit(f'a field that is called {name}')
    return name + '_' if keyword.iskeyword(name) else name


def type_of(field):
    kind = field['type']
    if kind == 'enum':
        one = camel(field['enum'].lower()) + 'Word'
    elif kind == 'group':
        one = camel(field['group'])
    else:
        one = TYPES[kind]
    return f'tuple[{one}, ...]' if field.get('list') else one


def member(field):
    group = f', group={camel(field["group"])}' if field['type'] == 'group' \
        else ''
    many = ', many=True' if field.get('list') else ''
    return (f"        '{python_name(field['name'])}': Member("
            f"{field['number']}, '{field['name']}', '{field['type']}'"
            f'{many}{group}),\n')


def line(field):
    """The member with its type and default."""
    types = type_of(field) + (' | Absent' if field.get('absent') else '')
    default = ''
    if field.get('default') is not None:
        default = f' = {field["default"]!r}'
    elif not field.get('required'):
        types, default = types + ' | None', ' = None'
    return (f'    #: {field["about"]}\n'
            f'    {python_name(field["name"])}: {types}{default}\n')


def written(shape, base):
    """One class."""
    name, about = camel(shape['name']), shape['about']
    about = about[0].upper() + about[1:] + '.'
    out = ['@dataclasses.dataclass(frozen=True, kw_only=True, slots=True, '
           'repr=False)\n'
           f'class {name}({base}):\n    """{about}\n']
    if base == 'Entry':
        out.append(f'\n    >>> {name}.example().kind\n'
                   f'    {shape["name"]!r}\n')
    out.append('    """\n\n')
    if base == 'Entry':
        out.append(f'    KIND: ClassVar[str] = {shape["name"]!r}\n')
    out.append('    _members: ClassVar[dict[str, Member]] = {\n')
    out += [member(f) for f in shape['fields']] + ['    }\n']
    return ''.join(out + [line(f) for f in shape['fields']]) + '\n\n'


def literal(name, words):
    listed = textwrap.fill(', '.join(map(repr, words)), 75)
    return (f'{camel(name.lower())}Word = Literal[\n'
            + textwrap.indent(listed, '    ') + ']\n')


def main(schema, output):
    with open(schema, encoding='utf-8') as file:
        it = json.load(file)
    out = [HEAD] + [literal(n, w) for n, w in it['enums'].items()] + ['\n\n']
    out += [written(g, 'Group') for g in it['groups']]
    out += [written(k, 'Entry') for k in it['kinds']]
    out.append('KINDS: dict[str, type[Entry]] = {\n' + ''.join(
        f'    {k["name"]!r}: {camel(k["name"])},\n' for k in it['kinds'])
        + '}\n')
    names = [camel(s['name']) for s in it['kinds'] + it['groups']]
    out.append('__all__ = [\n' + ''.join(
        f'    {n!r},\n' for n in [*names, 'Entry', 'KINDS', 'UnknownEntry'])
        + ']\n')
    with open(output, 'w', encoding='utf-8') as file:
        file.write(''.join(out))


if __name__ == '__main__':
    main(*sys.argv[1:])
