# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of the model room as C: make_tables.py OUT.c DEPFILE.

Run by the build; the result is never checked in.
"""
import sys

import table

KINDS_OF_A = {  # what the fields a and b of cn_model_field mean, by type
    'TEXT': ('int', 'int'), 'LABEL': ('int', 'list'), 'INT': ('int', 'int'),
    'BOOL': ('int', 'int'), 'ENUM': ('enum', 'int'), 'DECIMAL': ('int', 'int'),
    'QUANTITY': ('unit', 'int'), 'DATE': ('int', 'int'),
    'END': ('field', 'int'), 'CODE': ('system', 'list'), 'REF': ('int', 'int'),
    'GROUP': ('group', 'int'), 'BYTES': ('int', 'int'),
}


def quoted(text):
    out = ''.join(c if 32 <= ord(c) < 127 and c not in '"\\' else
                  ''.join(f'\\{b:03o}' for b in c.encode()) for c in text)
    return f'"{out}"'


def argument(t, field, what, value):
    if what == 'enum':
        return f'CN_ENUM_{value}'
    if what == 'system':
        return f'CN_SYSTEM_{value}'
    if what == 'group':
        return f'CN_GROUP_{value}'
    if what == 'list':
        return f'CN_LIST_{value}'
    if what == 'unit':
        return str(t.usual[value])
    if what == 'field':
        return str(field.owner.field(value).number)
    return value


def mask(fields):
    return f'UINT64_C(0x{sum(1 << n for n in fields):x})'


def put_shapes(t, out, name, shapes):
    for s in shapes:
        out.append(f'static const cn_model_field {name}_{s.name}[] = {{')
        for f in s.fields:
            flags = f.required * 1 + f.list * 2 + f.absent * 4
            a, b = (argument(t, f, what, value) for what, value
                    in zip(KINDS_OF_A[f.type], (f.a, f.b)))
            out.append(f'    {{{quoted(f.name)}, {quoted(f.about)}, {a}, {b}, '
                       f'{f.number}, CN_TYPE_{f.type}, {flags}}},')
        out.append('};')
    out.append(f'const cn_model_shape cn_model_{name}s[] = {{')
    for s in shapes:
        required = [f.number for f in s.fields
                    if f.required and f.default is None]
        out.append(
            f'    {{{quoted(s.name)}, {quoted(s.about)}, {name}_{s.name}, '
            f'{len(s.fields)}, {s.part or 0}, '
            f'{mask(f.number for f in s.fields)}, {mask(required)}, '
            f'{mask(f.number for f in s.one_of)}}},')
    out.append('};')
    out.append(f'const size_t cn_model_num_{name}_shapes = {len(shapes)};')


def ordered(out, name, texts):
    order = sorted(range(len(texts)), key=lambda i: texts[i].encode())
    out.append(f'static const uint16_t order_{name}[] = {{'
               + ', '.join(map(str, order)) + '};')


def put_words(out, name, words):
    """Words by number, and their numbers in bytewise order to find them."""
    out.append(f'static const char *const words_{name}[] = {{'
               + ', '.join(map(quoted, words)) + '};')
    ordered(out, name, words)
    return f'{{words_{name}, order_{name}, {len(words)}, sizeof(char *)}}'


def put_codes(t, out, name, rows):
    out.append(f'static const cn_model_listed codes_{name}[] = {{')
    for system, code, unit in rows:
        at = -1 if unit is None else t.units.index(unit)
        out.append(f'    {{{quoted(code)}, {system}, {at}}},')
    out.append('};')
    ordered(out, name, [code for _, code, _ in rows])
    return (f'{{codes_{name}, order_{name}, {len(rows)}, '
            'sizeof(cn_model_listed)}')


def put_lists(t, out):
    none = '{NULL, NULL, 0, 0}'
    heads = [none] + [put_codes(t, out, file, rows)
                      for file, _, rows in t.code_lists.values()]
    heads += [put_words(out, file, rows)
              for file, _, rows in t.word_lists.values()]
    heads.append(put_words(out, 'units', t.units))
    heads += [put_words(out, f'of_{c}', w) for c, w in t.enums.items()]
    out.append('const cn_model_list cn_model_lists[] = {')
    out += [f'    {h},' for h in heads] + ['};']
    out.append('const cn_model_system cn_model_systems[] = {')
    out += [f'    {{{quoted(name)}, {quoted(uri)}}},'
            for _, name, uri, _ in t.systems]
    out.append('};')


def put_templates(t, out):
    for m in t.templates:
        for f, (_, value) in m.fixed.items():
            out.append(f'static const uint8_t t{m.number}_{f.number}[] = {{'
                       + ', '.join(map(str, value)) + '};')
        if m.fixed:
            out.append(f'static const cn_model_fixed t{m.number}_fixed[] = {{'
                       + ', '.join(f'{{t{m.number}_{f.number}, {f.number}, '
                                   f'{len(v)}}}'
                                   for f, (_, v) in m.fixed.items()) + '};')
        if m.order:
            out.append(f'static const uint8_t t{m.number}_order[] = {{'
                       + ', '.join(str(f.number) for f in m.order) + '};')
    out.append('const cn_model_template cn_model_templates[] = {')
    for m in t.templates:
        fixed = f't{m.number}_fixed' if m.fixed else 'NULL'
        order = f't{m.number}_order' if m.order else 'NULL'
        out.append(f'    {{{mask(m.fields())}, {fixed}, {order}, '
                   f'{t.kinds.index(m.kind)}, {len(m.fixed)}, '
                   f'{len(m.order)}}},')
    out.append('};')
    out.append(f'const size_t cn_model_num_templates = {len(t.templates)};')
    # Of each kind, the most fixed fields first: the first that fits counts.
    first, numbers = [0], []
    for kind in t.kinds:
        numbers += [m.number for m in sorted(
            (m for m in t.templates if m.kind is kind),
            key=lambda m: (-len(m.fixed), m.number))]
        first.append(len(numbers))
    out.append('const uint8_t cn_model_by_kind[] = {'
               + ', '.join(map(str, numbers)) + '};')
    out.append('const uint8_t cn_model_by_kind_first[] = {'
               + ', '.join(map(str, first)) + '};')


def run():
    out_path, dep_path = sys.argv[1:3]
    t = table.Table()
    out = ['/* SPDX-License-Identifier: Apache-2.0 */',
           '/* Generated by make_tables.py from schema.def, templates.def and',
           '   lists/: the tables of the model room. */',
           '#include "model/model_i.h"']
    put_shapes(t, out, 'kind', t.kinds)
    put_shapes(t, out, 'group', t.groups)
    put_lists(t, out)
    put_templates(t, out)
    with open(out_path, 'w', encoding='ascii') as f:
        f.write('\n'.join(out) + '\n')
    with open(dep_path, 'w', encoding='utf-8') as f:
        f.write(f'{out_path}: ' + ' '.join(map(str, t.files)) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(table.main_guard(run))
