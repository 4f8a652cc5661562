# SPDX-License-Identifier: Apache-2.0
"""What the library really gives out, in the eyes of foreign tools: passports,
their items and what is signed against the CDDL, exports against a COSE library
that knows nothing of us. test_output.py TOOL ROOT"""
import json
import pathlib
import re
import subprocess
import sys
import zlib

import cbor2
from cddl_verifier import Validator
from pycose.keys import OKPKey
from pycose.messages import Sign1Message

from tap import Tap, count

TOOL, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SPEC = ROOT / 'docs/spec'
sys.path[:0] = [str(ROOT / 'tests')]
sys.dont_write_bytecode = True

import example_page  # noqa: E402

KEY_SEED, ROOT_SEED = bytes(range(1, 33)), bytes(range(16))
MAGIC = bytes.fromhex('8948500d0a1a0a01')
ENTRIES = -65538  # label of the unprotected header
FOLDERS = ('tests/data', 'tests/data/sizes', 'examples/data')
TYPE = 'application/carnet.1+cwt'


def call(*args, data):
    done = subprocess.run([TOOL, *args], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    lines = [line.split(' ', 1) for line in done.stdout.decode().splitlines()]
    return dict(lines)


def records():
    """(name, JSON) of all records that the tree has."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob('*.json')):
            text = path.read_bytes()
            if 'entries' in json.loads(text):
                yield f'{folder}/{path.name}', text


class Output:
    """A record, signed: its passport and what is in it."""

    def __init__(self, name, file, public):
        self.name, self.file, self.public = name, file, public
        self.passport = file[len(MAGIC):]
        when = cbor2.loads(self.passport)[0][1]
        day = when[0] if isinstance(when, list) else when
        said = call('read', public.hex(), str(day), data=file)
        self.verdict = json.loads(said['verdict'])
        assert self.verdict['outcome'] == 'accepted', name
        self.export = bytes.fromhex(said['cose'])

    def items(self, dictionary):
        ((*_, body),) = cbor2.loads(self.passport)
        if isinstance(body, list):
            return cbor2.dumps(body, canonical=True)
        stream = zlib.decompressobj(-15, zdict=dictionary)
        return stream.decompress(body)


def signed_records():
    out = []
    for name, text in records():
        said = call('issue', KEY_SEED.hex(), ROOT_SEED.hex(), data=text)
        out.append(Output(name, bytes.fromhex(said['file']),
                          bytes.fromhex(said['public'])))
    return out


def examples():
    """The passports of docs/spec/examples.md, two of them with parts
    withheld."""
    page = example_page.parse((SPEC / 'examples.md').read_text('utf-8'))
    public = bytes.fromhex(page['Key and dictionary'].values['public key'])
    return [Output(title, bytes.fromhex(section.values['file']), public)
            for title, section in page.items() if 'file' in section.values]


def cose_of(output):
    message = Sign1Message.decode(output.export)
    message.key = OKPKey(crv='ED25519', x=output.public)
    return message


# ---- parts by default ----

# A code that each system's rules move, and where.
MOVED = {'ICD-10-CM': ('condition', 'code', 'B24', 'private'),
         'ICD-11': ('condition', 'code', '1C62', 'private'),
         'SNOMED CT': ('condition', 'code', '86406008', 'private'),
         'LOINC': ('condition', 'code', '75622-1', 'private'),
         'ATC': ('prescription', 'medicine', 'J05AR01', 'private'),
         'CVX': ('vaccination', 'vaccine', '37', 'desk'),
         'ICD-9': ('condition', 'code', '042', 'private'),
         'ICPC-2': ('condition', 'code', 'B90', 'private'),
         'ICD-10-PCS': ('procedure', 'what', '10E0XZZ', 'private'),
         'nothing': ('condition', 'code', 'B24', 'clinic')}


def uri_words():
    """(words, set) of the table of rule 6 of parts.md."""
    text = (SPEC / 'parts.md').read_text(encoding='utf-8')
    begin = text.index('## Code systems that are named by a URI')
    table = text[begin:text.index('\n## ', begin)]
    for label, words in re.findall(r'^\| ([^|]+) \| (`.*) \|$', table, re.M):
        for word in re.findall('`([^`]+)`', words):
            yield word, label


def part_of(kind, field, uri, code):
    date = ', "date": "2026-03-17"' if kind == 'vaccination' else ''
    record = ('{"issued": "2026-03-17", "entries": [{"kind": "person", '
              '"name": "Amina Diallo", "birth_date": "1988"}, '
              f'{{"kind": "{kind}", "{field}": {{"system": "{uri}", '
              f'"code": "{code}"}}{date}}}]}}')
    said = call('issue', KEY_SEED.hex(), ROOT_SEED.hex(),
                data=record.encode())
    output = Output(uri, bytes.fromhex(said['file']),
                    bytes.fromhex(said['public']))
    (said,) = (e for e in output.verdict['credentials'][0]['entries']
               if e['kind'] == kind)
    return said['part']


# ---- CDDL ----

def refused_by(cddl, output, rule, data):
    result = cddl.validate(data, rule)
    return [] if result.valid else [
        f'{output.name}: {rule}: {str(result.diagnostics[:1])[:200]}']


def against_cddl(cddl, output, dictionary):
    """Problems of a passport, its items, what is signed and the export."""
    items = output.items(dictionary)
    protected, _, payload, _ = cbor2.loads(output.export).value
    signed = cbor2.dumps(['Signature1', protected, b'', payload])
    out = refused_by(cddl, output, 'passport', output.passport)
    out += refused_by(cddl, output, 'items', items)
    out += refused_by(cddl, output, 'export', output.export)
    out += refused_by(cddl, output, 'sig-structure', signed)
    for part in cbor2.loads(items):
        out += refused_by(cddl, output, 'part', cbor2.dumps(part))
    return out


def changed_passports(output):
    """(what, passport) that the CDDL must not take."""
    ((*front, body),) = cbor2.loads(output.passport)
    head, rest = front[0], front[1:]

    def one(*credential):
        return cbor2.dumps([list(credential)])
    yield 'no credential', b'\x80'
    yield 'no array', cbor2.dumps({0: front})
    yield 'a short head', one(head[:-1], *rest, body)
    yield 'a long head', one(head + b'\0', *rest, body)
    yield 'a day too late', one(head, 2932897, *rest[1:], body)
    yield 'nil without an index', one(head, [20529, None], *rest[1:], body)
    yield 'valid too long', one(head, [20529, 65536], *rest[1:], body)
    yield 'no body', one(head, *rest)
    yield 'text for a body', one(head, *rest, 'items')
    yield 'four parts', one(head, *rest, [[], [], [], []])
    yield 'an element more', one(head, *rest, body, 0)
    yield 'parts of a number', one(head[:68], rest[0], 5, body)
    yield 'a seed of 17', one(head[:68], rest[0], [bytes(17), bytes(20)], body)
    yield 'parts of three', one(head[:68], rest[0], [bytes(16)] * 3, body)


def changed_signed(output):
    """(what, rule, bytes) of what is signed, that the CDDL must not take."""
    tag = cbor2.loads(output.export)
    protected, entries, payload, signature = tag.value
    claims, head = cbor2.loads(payload), cbor2.loads(protected)
    for what, value in (('no root', {6: 0}), ('a short root',
                                              {6: 0, -65537: bytes(31)}),
                        ('a claim more', {**claims, 7: 1})):
        yield what, 'sig-structure', cbor2.dumps(
            ['Signature1', protected, b'', cbor2.dumps(value)])
    for what, value in (('another algorithm', {**head, 1: -7}),
                        ('another type', {**head, 16: 'application/cwt'})):
        yield what, 'sig-structure', cbor2.dumps(
            ['Signature1', cbor2.dumps(value), b'', payload])
        yield what, 'export', cbor2.dumps(cbor2.CBORTag(
            tag.tag, [cbor2.dumps(value), entries, payload, signature]))
    yield 'no tag', 'export', cbor2.dumps(tag.value)
    yield 'other aad', 'sig-structure', cbor2.dumps(
        ['Signature1', protected, b'0', payload])


# ---- COSE ----

def against_cose(output):
    """What pycose says of an export; an assertion for what is wrong."""
    message = cose_of(output)
    assert message.verify_signature(), output.name
    head = cbor2.loads(cbor2.loads(output.export).value[0])
    assert head[1] == -8 and head[16] == TYPE, head
    credential = output.verdict['credentials'][0]
    assert head[4].hex() == credential['key_id']
    claims = cbor2.loads(message.payload)
    assert set(claims) <= {4, 6, 65535, -65537}
    assert len(claims[-65537]) == 32
    shown = [p for p in credential['parts'].values() if p == 'whole']
    assert len(message.uhdr[ENTRIES]) == len(shown), output.name


def changed_exports(output):
    """(what, export) whose signature must not hold."""
    tag = cbor2.loads(output.export)
    protected, unprotected, payload, signature = tag.value
    for what, value in (
            ('protected', [protected.replace(b'carnet.1', b'carnet.2'),
                           unprotected, payload, signature]),
            ('payload', [protected, unprotected, payload[:-1]
                         + bytes([payload[-1] ^ 1]), signature]),
            ('signature', [protected, unprotected, payload, signature[:-1]
                           + bytes([signature[-1] ^ 1])])):
        yield what, cbor2.dumps(cbor2.CBORTag(tag.tag, value))


def main():
    tap = Tap()
    made = signed_records()
    shown = examples()
    dictionary = bytes.fromhex((SPEC / 'dictionary.hex').read_text())
    cddl = Validator((SPEC / 'carnet.cddl').read_text(encoding='utf-8'))
    with tap.case('every_record_of_the_tree_is_signed'):
        names = {output.name for output in made}
        assert 'examples/data/returnee.json' in names and len(names) >= 16
        count('records signed', len(made))
    tap.check('cddl_accepts_all_output',
              [p for output in made + shown
               for p in against_cddl(cddl, output, dictionary)])
    with tap.case('some_are_deflated_and_some_not'):
        bodies = [cbor2.loads(o.passport)[0][-1] for o in made + shown]
        assert {type(b) for b in bodies} == {list, bytes}
    with tap.case('cddl_refuses_changed_passports'):
        for what, passport in changed_passports(made[0]):
            assert not cddl.validate(passport, 'passport').valid, what
    with tap.case('cddl_refuses_what_is_signed_changed'):
        for what, rule, data in changed_signed(made[0]):
            assert not cddl.validate(data, rule).valid, (rule, what)
    with tap.case('cose_library_verifies_every_export'):
        for output in made + shown:
            against_cose(output)
        count('exports verified', len(made + shown))
    with tap.case('cose_library_refuses_changed_exports'):
        for what, export in changed_exports(made[0]):
            message = Sign1Message.decode(export)
            message.key = OKPKey(crv='ED25519', x=made[0].public)
            assert not message.verify_signature(), what
        message = cose_of(made[0])
        message.key = OKPKey(crv='ED25519', x=shown[0].public)
        assert not message.verify_signature(), 'another key'
    with tap.case('systems_named_by_a_uri_follow_the_rules_of_parts_md'):
        found = list(uri_words())
        assert {s for _, s in found} == set(MOVED) and len(found) > 60, found
        for word, system in found:
            kind, field, code, part = MOVED[system]
            for uri in (f'http://example.org/{word}',
                        f'urn:x:{word.upper()}:1'):
                assert part_of(kind, field, uri, code) == part, uri
    with tap.case('codes_of_unknown_systems_are_judged_by_their_shape'):
        assert part_of('condition', 'code', 'urn:x', 'b24') == 'private'
        assert part_of('condition', 'code', 'urn:x', 'I10') == 'clinic'
    return tap.end()


sys.exit(main())
