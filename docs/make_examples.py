#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/spec/examples.md: passports and values in hex, step by step.

    docs/make_examples.py TOOL docs/spec            writes the page
    docs/make_examples.py TOOL --check docs/spec    compares

TOOL is tests/docs/example_tool of a build: the library signs the records here
with a fixed key and fixed seeds, and this script takes apart what it made. Only
what is withheld is made here. tests/docs/test_examples.py checks the page with
another implementation.
"""
import base64
import json
import pathlib
import subprocess
import sys
import zlib
from hashlib import sha256

import example_format as f
import example_seal
from example_values import GROUPS_OF_VALUES

PARTS = ('desk', 'clinic', 'private')
KEY_SEED = bytes(range(32))
TODAY = 20530
WIDTH = 64  # hex digits on a line

UNKNOWN_KIND = f.integer(256 + 77) + f.array(
    f.integer(0b101), f.tstr('later'), f.array(f.integer(1), f.integer(2)))
CRITICAL = f.integer(256 + 4) + f.array(
    f.integer(-1 - (1 << 5 | 1 << 40)), f.integer(1), f.integer(7))


def beyond(kind, entry):
    cbor = base64.urlsafe_b64encode(entry).decode().rstrip('=')
    return (f'{{"kind": {kind}, "beyond": true, "issued": "2026-03-17", '
            f'"cbor": "{cbor}"}}')


PERSON = ('{"kind": "person", "name": "Amina Diallo", '
          '"birth_date": "1988-05-14"}')
EXAMPLES = [
    ('One person', '''\
The least that is of use: one entry, in the desk part. The clinic and the
private part are there and empty. No last valid day.''', '10', '', [PERSON]),
    ('A vaccination', '''\
A yellow fever vaccination goes to the desk part too, so that the part has two
leaves and a node. Dates count from the day of issue. Vaccine and trade name are
in lists; the lot number is a packed label.''', '20', '', [
        PERSON,
        '{"kind": "vaccination", "vaccine": {"code": "J07BL01"}, '
        '"date": "2026-03-10", "lot": "X3E391V", "dose": 1, '
        '"product": "Stamaril"}']),
    ('A prescription', '''\
A condition, the medicine for it and a referral, all in the clinic part; the
condition points to the prescription (256 * part 1 + position 1). Template 4 has
form, route and dose of the prescription, whose `until` counts from `since`. The
body is deflated. There is a last valid day, and so the claim exp.''', '30', '"valid_until": "2027-03-17", ', [
        PERSON,
        '{"kind": "condition", "code": {"code": "E11.9"}, '
        '"since": "2019-05", "treated_with": ["m"]}',
        '{"kind": "prescription", "id": "m", "medicine": {"code": "A10BA02"}, '
        '"form": {"code": "385055001"}, "strength": {"value": 850}, '
        '"dose": {"value": 1}, "route": {"code": "26643006"}, '
        '"times_a_day": 2, "since": "2024-01-10", "until": "2026-06-15", '
        '"handed_over": {"value": 180}}',
        '{"kind": "referral", "what": {"code": "394594003"}, '
        '"reason": {"code": "E11.9"}, "to": "Hôpital Principal de Dakar", '
        '"urgency": "routine"}']),
    ('Open forms', '''\
No template has the fields of this allergy, so it is in the open form. Three
entries are private: a condition by its code, an entry of kind 77, which version
1 does not know, and a condition with field 40, which it does not know either and
which must be understood (-1 - mask): nothing of that entry may be shown. What
can't be read is private unless the issuer says otherwise.''', '40', '', [
        PERSON,
        '{"kind": "allergy", "observed": "2026-03-16", '
        '"agent": {"absent": "none"}, "recorder": "nurse"}',
        '{"kind": "condition", "code": {"code": "F32.1"}, "since": "2025"}',
        beyond(77, UNKNOWN_KIND), beyond('"condition"', CRITICAL)]),
]
WHOLE = 4  # the example that is shown in part
WITHHELD = [
    ('Clinic and private part withheld', '''\
The passport of example 4 as an arrival desk may see it. The head loses the root
seed; the desk part keeps its seed, and `rest` of example 4 stands for the
others. Signature, payload and root are those of example 4.''', (0,)),
    ('Private part withheld', '''\
The same for a clinic: seeds of desk and clinic part, the digest of the private
part.''', (0, 1)),
]

# Argon2id of the phrase, by OpenSSL: the standard library of Python has none.
PHRASE_KEY = bytes.fromhex('d5f7c42ffa30cf0d00058a5dd8827a64'
                           '07d54f45de3f80ab95937e062b8d186c')
SEALED = '''\
The passport of example 4, its private part sealed for a clinic; section 4. Only the lock is new: digest, seed and body are those of example 4.

The last two values are of a holder's lock: a salt, and the key that it gives for
the phrase `0123-4567-89AC-FHJ2` of [phrase.md](phrase.md).'''

INTRO = '''\
# Worked examples

<!-- Made by docs/make_examples.py with the library; do not edit. -->

Passports of format version 1 ([format.md](format.md)) with all values on the way
from record to code. Bytes are in hex, numbers decimal. A line of hex that
follows another goes on with it; behind = stands what gives the value, in the
words of format.md. "Says" is what a reader makes of it, in the JSON of
[record.md](record.md). The key and the seeds are for examples: whoever trusts
this key trusts everybody.

Two things are the writer's choice and not the format's: the order of entries
within a part (here that of the record), and how the body is deflated (here by
zlib, the shortest of some settings).
'''


class Page:
    def __init__(self):
        self.lines = []

    def text(self, *lines):
        self.lines += lines

    def heading(self, text):
        self.text('', text, '')

    def block(self, *lines):
        """Lines with an empty one before them."""
        if self.lines[-1]:
            self.text('')
        self.text(*lines)

    def values(self, rows):
        """A block of (name, formula or '', value)."""
        self.block('```')
        for name, formula, value in rows:
            self.text(name + (f' = {formula}' if formula else ''))
            if isinstance(value, bytes):
                digits = value.hex()
                self.text(*(f'  {digits[i:i + WIDTH]}'
                            for i in range(0, len(digits), WIDTH)))
            else:
                self.text(f'  {value}')
        self.text('```')

    def table(self, names, rows):
        self.block('| ' + ' | '.join(names) + ' |', '|---' * len(names) + '|')
        self.text(*('| ' + ' | '.join(row) + ' |' for row in rows))


# ---- the library ----

def call(tool, *args, data):
    done = subprocess.run([tool, *args], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    lines = [line.split(' ', 1) for line in done.stdout.decode().splitlines()]
    return {name: value for name, value in lines}


def issued(tool, seed, record):
    """(public key, file) of a record's JSON."""
    said = call(tool, 'issue', KEY_SEED.hex(), seed.hex(),
                data=record.encode())
    return bytes.fromhex(said['public']), bytes.fromhex(said['file'])


def forms(tool, public, file):
    """Text, version of the code and verdict."""
    said = call(tool, 'read', public.hex(), str(TODAY), data=file)
    verdict = json.loads(said['verdict'])
    assert verdict['outcome'] == 'accepted', verdict
    return said['text'], said['qr'], verdict


# ---- entries ----

class Entries:
    """The entries of a part and what their elements are."""

    def __init__(self, part, schema):
        self.schema = schema
        self.entries = []
        left = f.elements(part)
        while left:
            first = f.number(left[0])
            size = 2
            if first < 256:
                size = 1 + len(schema['templates'][first]['values'])
            self.entries.append(left[:size])
            left = left[size:]

    def raw(self):
        return [b''.join(e) for e in self.entries]

    def kind(self, number):
        kinds = self.schema['kinds']
        return kinds[number] if number < len(kinds) else None

    def rows(self, entry):
        """(bytes, what, CBOR) of each element, and of those of an open form's
        array."""
        first = f.number(entry[0])
        if first < 256:
            return self._listed(self.schema['templates'][first], entry)
        return self._open(self.kind(first - 256), first - 256, entry)

    @staticmethod
    def _listed(template, entry):
        fixed = ', '.join(f'{k} `{v}`' for k, v in template['fixed'].items())
        what = f'template {template["number"]}: {template["kind"]}'
        yield entry[0], what + (f', fixed {fixed}' if fixed else '')
        yield from zip(entry[1:], template['values'])

    @staticmethod
    def _open(kind, number, entry):
        names = {n['number']: n['name'] for n in kind['fields']} if kind else {}
        yield entry[0], (f'open form: 256 + kind {number}, '
                         + (kind['name'] if kind else 'unknown'))
        mask, *values = f.elements(entry[1])
        inner = f.number(mask)
        bits = inner if inner >= 0 else -1 - inner
        numbers = [n for n in range(64) if bits >> n & 1]
        yield f.head(f.ARRAY, len(values) + 1), f'array of {len(values) + 1}'
        yield mask, ('fields ' + ', '.join(map(str, numbers))
                     + (' (must be understood)' if inner < 0 else ''))
        for n, value in zip(numbers, values):
            yield value, names.get(n, f'field {n}, unknown')

    def value_of(self, entry, name):
        return next(v for v, what in self.rows(entry) if what == name)


def shown(value):
    return f'`{json.dumps(value, ensure_ascii=False)}`'


def put_entries(page, part, entries, said):
    """said: the entries of the part as the library reads them, in JSON."""
    for i, entry in enumerate(entries.entries):
        fields = said[i]
        page.block(f'Entry {i} of the {part} part:')
        page.table(('bytes', 'what', 'CBOR', 'says'), (
            (f'`{data.hex()}`', what,
             '' if what.startswith('array of') else
             f'`{f.diagnostic(data)}`',
             shown(fields[what]) if what in fields else '')
            for data, what in entries.rows(entry)))


# ---- values of an example ----

def seed_rows(root_seed):
    desk, rest = f.children(root_seed)
    clinic, private = f.children(rest)
    rows = [('root seed', 'random; here fixed', root_seed),
            ('desk seed', 'left half of H("carnet seed 1", root seed)', desk),
            ('rest seed', 'right half of the same', rest),
            ('clinic seed', 'left half of H("carnet seed 1", rest seed)',
             clinic),
            ('private seed', 'right half of the same', private)]
    return rows, (desk, clinic, private), rest


def part_rows(name, seed, raw):
    """Down the seeds and up the digests of one part, named after it."""
    rows, top = [], (f'{name} seed', '', seed)
    if raw:
        rows = f.walk(name, (f'{name} seed', seed), raw)
        top = rows[-1]
    count = len(raw).to_bytes(4, 'big')
    return rows + [(f'{name} part',
                    f'D("carnet part 1", {count.hex()} | {top[0]})',
                    f.d('carnet part 1', count + top[2]))]


def root_rows(digests):
    rest = f.d('carnet rest 1', digests[1] + digests[2])
    return [('rest', 'D("carnet rest 1", clinic part | private part)', rest),
            ('root', 'H("carnet root 1", desk part | rest)',
             f.h('carnet root 1', digests[0] + rest))]


def when_of(data):
    """(day, valid or None) of an encoded when."""
    if data[0] >> 5 == f.ARRAY:
        return tuple(map(f.number, f.elements(data)))
    return f.number(data), None


def body_rows(body, items):
    if body == items:
        return [('body', 'items, which deflate to no less', body)]
    return [('deflated', 'raw DEFLATE of items', f.string(body)),
            ('body', 'byte string of deflated', body)]


def signed_rows(key, when, root, signature):
    day, valid = when_of(when)
    header = f.protected(key['kid'])
    claims = f.payload(day, valid, None, key['key digest'], root)
    signed = f.sig_structure(header, claims)
    day_is = 'day' if valid is None else '[day, valid]'
    return [('when', day_is, when),
            ('protected', '{1: -8, 4: kid, 16: "application/carnet.1+cwt"}',
             header),
            ('payload', '{6: iat, -65537: root}' if valid is None
             else '{4: exp, 6: iat, -65537: root}', claims),
            ('signed', '["Signature1", protected, h\'\', payload]', signed),
            ('identity', 'SHA-256(signed)', sha256(signed).digest()),
            ('signature', 'Ed25519(key seed, signed)', signature)]


def form_rows(tool, key, passport):
    text, version, _ = forms(tool, key['public key'], f.MAGIC + passport)
    assert text == 'HP1:' + f.base45(passport)
    return [('passport', '[credential]', passport),
            ('text', '"HP1:" then Base45(passport)', f'"{text}"'),
            ('QR version', 'smallest at level M, alphanumeric', version),
            ('file', '89 48 50 0D 0A 1A 0A 01 then passport',
             f.MAGIC + passport)]


def parts_of(items, shown, schema):
    arrays = iter(f.elements(items))
    return [Entries(next(arrays), schema) if p in shown else None
            for p in range(3)]


def example(page, tool, key, schema, root_seed, record):
    """One whole passport; what the examples in part need of it."""
    public, file = issued(tool, root_seed, record)
    assert public == key['public key']
    passport = file[len(f.MAGIC):]
    (credential,) = f.elements(passport)
    head, when, body = f.elements(credential)
    items = f.inflated(body, key['dictionary'])
    parts = parts_of(items, (0, 1, 2), schema)
    read = forms(tool, public, file)[2]['credentials'][0]['entries']
    for name, entries in zip(PARTS, parts):
        put_entries(page, name, entries,
                    [e for e in read if e['part'] == name])
    seeds, part_seeds, rest_seed = seed_rows(root_seed)
    rows, digests = list(seeds), []
    for name, seed, entries in zip(PARTS, part_seeds, parts):
        rows += part_rows(name, seed, entries.raw())
        digests.append(rows[-1][2])
    rows += root_rows(digests)
    head = f.string(head)
    assert head[68:] == root_seed
    root = rows[-1][2]
    rows += signed_rows(key, when, root, head[4:68])
    rows += [('items', '[desk entries, clinic entries, private entries]',
              items), *body_rows(body, items),
             ('head', 'kid | signature | root seed', head),
             ('credential', '[head, when, body]', credential),
             *form_rows(tool, key, passport)]
    page.values(rows)
    return {'passport': passport, 'head': head[:68], 'when': when, 'parts': items,
            'root': root, 'digests': digests, 'seeds': part_seeds, 'rest': dict(
                (n, v) for n, _, v in rows)['rest']}


def shortest_body(items, dictionary):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9,
                              zlib.Z_DEFAULT_STRATEGY, dictionary)
    packed = packer.compress(items) + packer.flush()
    one_block = packed[0] & 1 == 1 and packed[0] & 6 in (2, 4)
    packed = f.bstr(packed)
    return packed if one_block and len(packed) < len(items) else items


def withheld(page, tool, key, whole, shown):
    """Whole, with the parts that are not shown withheld."""
    arrays = f.elements(whole['parts'])
    items = f.array(*(arrays[p] for p in shown))
    proofs = [f.bstr(whole['seeds'][p] if p in shown else whole['digests'][p])
              for p in range(3)]
    if shown == (0,):
        parts = f.array(proofs[0], f.bstr(whole['rest']))
        formula = '[desk seed, rest]'
    else:
        parts = f.array(proofs[0], f.array(*proofs[1:]))
        formula = '[desk seed, [clinic seed, private part]]'
    body = shortest_body(items, key['dictionary'])
    credential = f.array(f.bstr(whole['head']), whole['when'], parts, body)
    passport = f.array(credential)
    _, _, verdict = forms(tool, key['public key'], f.MAGIC + passport)
    said = verdict['credentials'][0]['parts']
    assert said == {n: 'whole' if p in shown else 'withheld'
                    for p, n in enumerate(PARTS)}, said
    names = ', '.join(f'{PARTS[p]} entries' for p in shown)
    page.values([('head', 'kid | signature', whole['head']),
                 ('when', 'day', whole['when']),
                 ('parts', formula, parts), ('items', f'[{names}]', items),
                 *body_rows(body, items),
                 ('credential', '[head, when, parts, body]', credential),
                 *form_rows(tool, key, passport)])


# ---- sealed ----

def sealed(page, tool, key, whole):
    """Whole, with the private part sealed for one clinic."""
    arrays = f.elements(whole['parts'])
    own = shortest_body(f.array(arrays[2]), key['dictionary'])
    items = f.array(*arrays[:2])
    body = shortest_body(items, key['dictionary'])
    plain = example_seal.pad(whole['seeds'][2] + own)
    context = example_seal.context_of(2, whole['root'])
    rows = [('context', '["carnet seal 1", 3, root]', context),
            ('plaintext', 'private seed | body of [private entries] | zeros',
             plain),
            *example_seal.seal_rows(bytes(range(64, 96)), bytes(range(96, 128)),
                                    context, plain)]
    found = {n: v for n, _, v in rows}
    made = f.array(f.bstr(whole['digests'][2]), f.array(f.bstr(found['enc'])),
                   f.bstr(found['ciphertext']))
    parts = f.array(f.bstr(whole['seeds'][0]),
                    f.array(f.bstr(whole['seeds'][1]), made))
    credential = f.array(f.bstr(whole['head']), whole['when'], parts, body)
    passport = f.array(credential)
    _, _, verdict = forms(tool, key['public key'], f.MAGIC + passport)
    said = verdict['credentials'][0]['parts']
    assert said == {'desk': 'whole', 'clinic': 'whole', 'private': 'sealed'}
    page.values([*rows, ('sealed', '[private part, [enc], ciphertext]', made),
                 ('head', 'kid | signature', whole['head']),
                 ('when', 'day', whole['when']),
                 ('parts', '[desk seed, [clinic seed, sealed]]', parts),
                 ('items', '[desk entries, clinic entries]', items),
                 *body_rows(body, items),
                 ('credential', '[head, when, parts, body]', credential),
                 *form_rows(tool, key, passport),
                 ('salt', 'random', bytes(range(16))),
                 ('phrase key', 'Argon2id("0123456789ACFHJ", salt)',
                  PHRASE_KEY)])


# ---- values ----

def put_values(page, tool, key, schema):
    """Tables of single values, each out of an entry that the library made."""
    rows = [row for _, _, group in GROUPS_OF_VALUES for row in group]
    entries = [f'{{"kind": "{kind}", "part": "private", {fields}}}'
               for kind, _, fields in rows]
    record = ('{"issued": "2026-03-17", "entries": ['
              + ',\n'.join(entries) + ']}')
    _, file = issued(tool, bytes(16), record)
    (credential,) = f.elements(file[len(f.MAGIC):])
    items = f.inflated(f.elements(credential)[-1], key['dictionary'])
    made = parts_of(items, (0, 1, 2), schema)[2]
    assert len(made.entries) == len(rows)
    left = iter(made.entries)
    for title, text, group in GROUPS_OF_VALUES:
        page.heading(f'### {title}')
        page.text(*text.splitlines())
        names = ('field', 'entry', 'bytes', 'CBOR')
        if title == 'Labels':
            names += ('k: digits',)
        page.table(names, [value_row(made, next(left), row)[:len(names)]
                           for row in group])


def value_row(made, entry, row):
    kind, field, fields = row
    data = made.value_of(entry, field)
    digits = ''
    if data[0] >> 5 == f.BSTR:
        k, found = f.packed_digits(f.string(data))
        digits = f'{k}: ' + ' '.join(map(str, found))
    return (f'{kind}.{field}', f'`{{{fields}}}`', f'`{data.hex()}`',
            f'`{f.diagnostic(data)}`', digits)


# ---- page ----

def key_rows(tool, dictionary):
    public, _ = issued(tool, bytes(16), record_of('', [PERSON]))
    digest = sha256(public).digest()
    key = {'public key': public, 'key digest': digest, 'kid': digest[:4],
           'dictionary': dictionary}
    return key, [
        ('key seed', '', KEY_SEED),
        ('public key', 'Ed25519 public key of the key seed', public),
        ('key digest', 'SHA-256(public key)', digest),
        ('kid', 'first 4 bytes of the key digest', digest[:4]),
        ('dictionary length', 'bytes of dictionary.hex', len(dictionary)),
        ('dictionary digest', 'SHA-256(dictionary)',
         sha256(dictionary).digest())]


def record_of(more, entries):
    return (f'{{"issued": "2026-03-17", {more}"entries": [\n '
            + ',\n '.join(entries) + ']}')


def put_status(page, key):
    page.heading(f'## {len(EXAMPLES) + len(WITHHELD) + 1}. Status list')
    page.text('A credential of this key, day 20529, with number 4711 in a '
              'status list, and root', '32 times 01. With `when` = '
              '[20529, nil, 4711]:')
    claims = f.payload(20529, None, 4711, key['key digest'], b'\x01' * 32)
    when = f.array(f.integer(20529), b'\xf6', f.integer(4711))
    page.values([('when', '[day, nil, index]', when),
                 ('payload', '{6: iat, 65535: status, -65537: root}', claims),
                 ('signed', '["Signature1", protected, h\'\', payload]',
                  f.sig_structure(f.protected(key['kid']), claims))])


def put_set(page, whole, title, count):
    page.heading(f'## {len(EXAMPLES) + len(WITHHELD) + 2}. A set of codes')
    page.text(f'The passport of example {title} cut into {count} codes, and '
              'parity; section 2.1. The chunks', 'are the bytes of the whole '
              'in order; each text is in a QR code of its own.')
    rows = [('total', 'bytes of the whole', len(whole)),
            ('check', 'first 4 bytes of H("carnet set 1", whole)',
             f.set_check(whole))]
    for i, chunk in enumerate(f.set_chunks(whole, count)):
        name = f'code {i}' if i < count else 'parity'
        rows += [(f'chunk of {name}', '' if i < count else
                  'XOR of the chunks, zero padded', chunk),
                 (name, 'index | count | total | check | chunk',
                  f.set_code(whole, count, i)),
                 (f'text of {name}', '"HP1." then Base45',
                  f'"HP1.{f.base45(f.set_code(whole, count, i))}"')]
    page.values(rows)


def make(tool, spec):
    schema = json.loads((spec / 'schema.json').read_text(encoding='utf-8'))
    dictionary = bytes.fromhex((spec / 'dictionary.hex').read_text())
    page = Page()
    page.text(*INTRO.splitlines())
    page.heading('## Key and dictionary')
    key, rows = key_rows(tool, dictionary)
    page.values(rows)
    whole = first = None
    for i, (title, text, seed, more, entries) in enumerate(EXAMPLES, 1):
        page.heading(f'## {i}. {title}')
        record = record_of(more, entries)
        page.text(*text.splitlines(), '', '```json', *record.splitlines(),
                  '```')
        made = example(page, tool, key, schema, bytes.fromhex(seed * 16),
                       record)
        whole = made if i == WHOLE else whole
        first = made['passport'] if i == 1 else first
    for i, (title, text, shown) in enumerate(WITHHELD, len(EXAMPLES) + 1):
        page.heading(f'## {i}. {title}')
        page.text(*text.splitlines())
        withheld(page, tool, key, whole, shown)
    put_status(page, key)
    put_set(page, first, 1, 5)
    page.heading(f'## {len(EXAMPLES) + len(WITHHELD) + 3}. Private part sealed')
    page.text(*SEALED.splitlines())
    sealed(page, tool, key, whole)
    page.heading('## Values')
    page.text('Each row is one field of an entry that was issued on '
              '2026-03-17; with it stand', 'the fields that it depends on.')
    put_values(page, tool, key, schema)
    return '\n'.join(page.lines) + '\n'


def main(args):
    tool, spec = args[0], pathlib.Path(args[-1])
    text = make(tool, spec)
    page = spec / 'examples.md'
    if '--check' not in args:
        page.write_text(text, encoding='utf-8')
    elif not page.is_file() or page.read_text(encoding='utf-8') != text:
        print(f'{page} is not what the library gives; run '
              'docs/make_examples.py', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
