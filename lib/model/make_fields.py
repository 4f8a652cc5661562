# SPDX-License-Identifier: Apache-2.0
"""Writes include/carnet/fields.h from the schema table: make_fields.py OUT.h

The result is checked in; a test says when it has drifted.
"""
import sys

import table

HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of the record: kinds, fields, words. Generated from the schema table
 * by lib/model/make_fields.py; docs/spec/record.md says more about each. They
 * are on the wire and never change.
 */
#ifndef CARNET_FIELDS_H
#define CARNET_FIELDS_H

'''
TAIL = '''

#endif
'''
WIDTH = 80


def types(f):
    words = [f.type.lower()]
    if f.type == 'ENUM':
        words = [f'CARNET_{f.a}_*']
    if f.type == 'END':
        words = ['date']
    if f.list:
        words.insert(0, 'list of')
    return ' '.join(words) + (', required' if f.required else '')


def put_enum(out, title, rows):
    """rows: (constant, value, comment); the comment on the same line where it
    fits, above where not, and none where it is empty."""
    out.append(f'/* {title} */')
    out.append('enum {')
    for i, (const, value, comment) in enumerate(rows):
        comma = ',' if i < len(rows) - 1 else ''
        line = f'    {const} = {value}{comma}'
        if not comment:
            out.append(line)
        elif len(line) + len(comment) + 7 <= WIDTH:
            out.append(f'{line} /* {comment} */')
        else:
            out.append(f'    /* {comment} */')
            out.append(line)
    out += ['};', '']


def put_words(out, const, words):
    """An enumeration's words, as many on a line as fit."""
    out.append('enum {')
    line = '   '
    for i, word in enumerate(words):
        item = f' CARNET_{const}_{word.upper()} = {i}'
        item += ',' if i < len(words) - 1 else ''
        if len(line) + len(item) > WIDTH:
            out.append(line)
            line = '   '
        line += item
    out += [line, '};']


def run():
    t = table.Table()
    out = []
    put_enum(out, 'Kinds of entries.',
             [(f'CARNET_KIND_{k.const}', i, k.about)
              for i, k in enumerate(t.kinds)])
    put_enum(out, 'Fields of every kind.',
             [(f'CARNET_FIELD_{f.const}', f.number, f'{types(f)}: {f.about}')
              for f in t.common.fields])
    for k in t.kinds:
        put_enum(out, f'{k.name}: {k.about}.',
                 [(f'CARNET_{k.const}_{f.const}', f.number,
                   f'{types(f)}: {f.about}')
                  for f in k.fields[table.NUM_COMMON:]])
    for g in t.groups:
        put_enum(out, f'Group {g.name}: {g.about}.',
                 [(f'CARNET_{g.const}_{f.const}', f.number,
                   f'{types(f)}: {f.about}') for f in g.fields])
    out.append('/* Words of enumerations, named after what they belong to. */')
    for const, words in t.enums.items():
        put_words(out, const, words)
    with open(sys.argv[1], 'w', encoding='utf-8') as f:
        f.write(HEAD + '\n'.join(out) + TAIL)
    return 0


if __name__ == '__main__':
    sys.exit(table.main_guard(run))
