#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what each choice of the entries' encoding is worth, for
docs/decisions/format.md.

    docs/measure_format.py TOOL ROOT            writes the page's table
    docs/measure_format.py TOOL --check ROOT    compares

TOOL is tests/docs/example_tool of a build. The content of the same records is
written in other ways; each is counted bare, deflated, and deflated with the
dictionary, which is made for version 1 and so favours it.
"""
import json
import pathlib
import subprocess
import sys
import zlib

import example_format as f

BEGIN, END = '<!-- table -->\n', '<!-- end -->\n'
RECORDS = {'S2': ['rich-summary'], 'S3': ['one-vaccination'],
           'S4': ['emergency'],
           'mean of 12': [f'sizes/s{s}-{i}' for s in (2, 3, 4)
                          for i in (1, 2, 3, 4)]}
SETTINGS = [(level, zlib.Z_DEFAULT_STRATEGY) for level in range(3, 10)] + [
    (level, zlib.Z_FILTERED) for level in range(4, 10)]
SEED = '00' * 32


def deflated(data, dictionary):
    """Bytes of the shortest stream of some settings."""
    out = []
    for level, strategy in SETTINGS:
        packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy,
                                  *([dictionary] if dictionary else []))
        out.append(len(packer.compress(data) + packer.flush()))
    return min(out)


# ---- entries apart ----

class Entry:
    """An entry of version 1: kind, and the CBOR of each field in order."""

    def __init__(self, kind, template, fields):
        self.kind, self.template, self.fields = kind, template, fields


class Reader:
    def __init__(self, schema):
        self.schema = schema

    def numbers(self, kind):
        return {x['name']: x['number']
                for x in self.schema['kinds'][kind]['fields']}

    def kind_number(self, name):
        return next(k['number'] for k in self.schema['kinds']
                    if k['name'] == name)

    def listed(self, template, values):
        kind = self.kind_number(template['kind'])
        number = self.numbers(kind)
        fields = {number[k]: bytes.fromhex(v)
                  for k, v in template['fixed'].items()}
        fields.update((number[k], v)
                      for k, v in zip(template['values'], values))
        return Entry(kind, template, fields)

    def open(self, kind, array):
        mask, *values = f.elements(array)
        bits = f.number(mask)
        numbers = [n for n in range(64) if bits >> n & 1]
        return Entry(kind, None, dict(zip(numbers, values)))

    def parts(self, items):
        for part in f.elements(items):
            left, out = f.elements(part), []
            while left:
                first = f.number(left[0])
                if first < 256:
                    template = self.schema['templates'][first]
                    size = 1 + len(template['values'])
                    out.append(self.listed(template, left[1:size]))
                else:
                    size = 2
                    out.append(self.open(first - 256, left[1]))
                left = left[size:]
            yield out


# ---- other ways of writing ----

def version_1(entry, numbers):
    if entry.template is None:
        return flat_open(entry, numbers)
    values = [entry.fields[numbers[n]] for n in entry.template['values']]
    return [f.integer(entry.template['number']), *values]


def flat_open(entry, _):
    numbers = sorted(entry.fields)
    mask = f.integer(sum(1 << n for n in numbers))
    return [f.integer(256 + entry.kind),
            f.array(mask, *(entry.fields[n] for n in numbers))]


def arrays_by_kind(entry, numbers):
    """All fields of the kind in order, nil where there is none."""
    last = max(entry.fields, default=-1)
    return [f.array(f.integer(entry.kind), *(
        entry.fields.get(n, b'\xf6') for n in range(last + 1)))]


def maps(entry, _):
    """As the design page has it: [kind, {field: value}]."""
    pairs = [(f.integer(n), v) for n, v in sorted(entry.fields.items())]
    return [f.array(f.integer(entry.kind), f.mapping(*pairs))]


def written(parts, how, numbers_of):
    out = []
    for part in parts:
        elements = [e for entry in part
                    for e in how(entry, numbers_of(entry.kind))]
        out.append(f.array(*elements))
    return f.array(*out)


def changed(parts, change):
    """The same entries, each value changed."""
    return [[Entry(e.kind, e.template, {n: change(e.kind, n, v) for n, v
                                        in e.fields.items()}) for e in part]
            for part in parts]


def as_json(value):
    """CBOR of a value of JSON, as it stands."""
    if isinstance(value, dict):
        pairs = sorted((f.tstr(k), as_json(v)) for k, v in value.items())
        return f.mapping(*pairs)
    if isinstance(value, list):
        return f.array(*map(as_json, value))
    if isinstance(value, bool):
        return b'\xf5' if value else b'\xf4'
    if isinstance(value, float):
        digits = str(value).split('.')
        return f.array(f.integer(int(''.join(digits))),
                       f.integer(len(digits[1])))
    return f.integer(value) if isinstance(value, int) else f.tstr(value)


def text_of(packed):
    alphabets = (
        '0123456789', " abcdefghijklmnopqrstuvwxyz'-.",
        ' -/.:+0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        " -/.:+'(),&0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        'abcdefghijklmnopqrstuvwxyz')
    k, digits = f.packed_digits(packed)
    if k < len(alphabets):
        text = ''.join(alphabets[k][d] for d in digits)
        return text.title() if k == 1 else text
    return 'é' * len(digits)  # two or three bytes each; two are counted


class Variants:
    def __init__(self, schema):
        self.schema = schema
        self.reader = Reader(schema)

    def field(self, kind, number):
        return next((x for x in self.schema['kinds'][kind]['fields']
                     if x['number'] == number), {})

    def unpacked(self, kind, number, value):
        label = self.field(kind, number).get('type') == 'label'
        if label and value[0] >> 5 == f.BSTR:
            return f.tstr(text_of(f.string(value)))
        return value

    def spelled(self, kind, number, value):
        """[mantissa, exponent] for what has digits behind the point."""
        kinds = ('quantity', 'decimal')
        short = value[0] >> 5 == f.NINT
        if self.field(kind, number).get('type') in kinds and short:
            v = -1 - f.number(value)
            return f.array(f.integer(v // 3), f.integer(v % 3 + 1))
        return value

    def all(self, items, record):
        parts = list(self.reader.parts(items))
        numbers = self.reader.numbers
        assert written(parts, version_1, numbers) == items
        yield 'names and dates as in JSON', as_json(record['entries'])
        yield '[kind, {field: value}], as designed', written(parts, maps,
                                                             numbers)
        yield '[kind, value, ...] with nil between', written(
            parts, arrays_by_kind, numbers)
        yield 'open form only', written(parts, flat_open, numbers)
        yield 'version 1, labels as text', written(
            changed(parts, self.unpacked), version_1, numbers)
        yield 'version 1, decimals as [m, e]', written(
            changed(parts, self.spelled), version_1, numbers)
        yield '**version 1**', items


# ---- table ----

def items_of(tool, text, dictionary):
    done = subprocess.run([tool, 'issue', SEED, SEED[:32]], input=text,
                          capture_output=True, check=True)
    file = next(line.split()[1] for line in done.stdout.decode().splitlines()
                if line.startswith('file '))
    (credential,) = f.elements(bytes.fromhex(file)[len(f.MAGIC):])
    return f.inflated(f.elements(credential)[-1], dictionary)


def table(tool, root):
    spec = root / 'docs/spec'
    dictionary = bytes.fromhex((spec / 'dictionary.hex').read_text())
    variants = Variants(json.loads((spec / 'schema.json').read_text('utf-8')))
    cells = {}
    for column, names in RECORDS.items():
        sums = {}
        for name in names:
            text = (root / 'tests/data' / f'{name}.json').read_bytes()
            items = items_of(tool, text, dictionary)
            for what, data in variants.all(items, json.loads(text)):
                sizes = len(data), deflated(data, None), deflated(data,
                                                                  dictionary)
                sums.setdefault(what, []).append(sizes)
        for what, rows in sums.items():
            mean = [round(sum(x) / len(rows)) for x in zip(*rows)]
            cells.setdefault(what, []).append(' / '.join(map(str, mean)))
    out = ['| entries | ' + ' | '.join(RECORDS) + ' |',
           '|---' * (1 + len(RECORDS)) + '|']
    out += [f'| {what} | ' + ' | '.join(row) + ' |'
            for what, row in cells.items()]
    return '\n'.join(out) + '\n'


def main(args):
    tool, root = args[0], pathlib.Path(args[-1])
    path = root / 'docs/decisions/format.md'
    text = path.read_text(encoding='utf-8')
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    new = before + BEGIN + table(tool, root) + END + after
    if '--check' not in args:
        path.write_text(new, encoding='utf-8')
    elif new != text:
        print('docs/decisions/format.md has not what docs/measure_format.py '
              'gives', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
