# SPDX-License-Identifier: Apache-2.0
"""Every value of docs/spec/examples.md, computed anew: hashes, signatures and
DEFLATE by foreign packages, CBOR by cbor2, entries and text by the twin. Knows
nothing of the script that made the page. A wrong value is an exception."""
import hashlib
import json
import re
import zlib

import cbor2
from cryptography.hazmat.primitives.asymmetric import ed25519
from nacl.signing import SigningKey

from example_page import code, data
from twin import (cbor, dates, entry, inflate, jsonform, passport, seal, sets,
                  tree, wire)
from twin.schema import PARTS

# ISO/IEC 18004 table 7: alphanumeric characters, versions 1 to 20, level M.
CAPACITY = (20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366, 419, 483, 528,
            600, 656, 734, 816, 909, 970)
BOUND = re.compile(r'([DH])\("([^"]+)", (.*)\)')
HALF = re.compile(r'(left|right) half of (.*)')
ENTRY = re.compile(r'entry ([0-9]+) of the (\w+) part')


def canonical(value):
    return cbor2.dumps(value, canonical=True)


def same(one, other, what):
    assert one == other, f'{what}: {one!r} is not {other!r}'


def as_diagnostic(value):
    if value is None or isinstance(value, bool):
        return {None: 'nil', False: 'false', True: 'true'}[value]
    if isinstance(value, list):
        return '[' + ', '.join(map(as_diagnostic, value)) + ']'
    if isinstance(value, bytes):
        return f"h'{value.hex()}'"
    return str(value) if isinstance(value, int) else f'"{value}"'


def one_item(encoded, diagnostic, what):
    """Encoded is one item in its shortest form, written so in the page."""
    value = cbor2.loads(encoded)
    same(canonical(value), encoded, what)
    same(as_diagnostic(value), diagnostic, what)


# ---- formulas ----

class Formulas:
    """What the page writes behind a value's =, as far as it is hashes."""

    def __init__(self, values, entries):
        self.values, self.entries = values, entries
        self.before = None

    def operand(self, word):
        found = ENTRY.fullmatch(word)
        if found:
            return self.entries[found[2]][int(found[1])]
        if re.fullmatch('[0-9a-f]{8}', word):
            return bytes.fromhex(word)
        return bytes.fromhex(self.values[word])

    def hashed(self, formula):
        kind, tag, words = BOUND.fullmatch(formula).groups()
        joined = b''.join(map(self.operand, words.split(' | ')))
        out = hashlib.blake2b(tag.encode() + bytes(16 - len(tag)) + joined,
                              digest_size=32).digest()
        return out[:20] if kind == 'D' else out

    def value(self, formula):
        """Bytes, or None where the formula is of another sort."""
        half = HALF.fullmatch(formula)
        if half:
            if half[2] != 'the same':
                self.before = self.hashed(half[2])
            return (self.before[:16] if half[1] == 'left'
                    else self.before[16:])
        if BOUND.fullmatch(formula):
            return self.hashed(formula)
        return self.operand(formula) if formula in self.values else None


# ---- entries ----

def entry_of(page_tables, part, i):
    title = f'Entry {i} of the {part} part:'
    return next(rows for name, rows in page_tables if name == title)


def names_of(one, elements, schema):
    """What the page must say of each row of an entry."""
    head = elements[0].value
    if head < 256:
        template = schema.templates[head]
        shape = schema.kinds[template.kind]
        fixed = ', '.join(f'{shape.by_number[n].name} `{bytes(v).hex()}`'
                          for n, v in template.fixed.items())
        yield (f'template {head}: {shape.name}'
               + (f', fixed {fixed}' if fixed else ''))
        yield from (shape.by_number[n].name for n in template.order)
        return
    known = one.kind < len(schema.kinds)
    kind = schema.kinds[one.kind].name if known else 'unknown'
    yield f'open form: 256 + kind {one.kind}, {kind}'
    values = elements[1].value
    yield f'array of {len(values)}'
    mask = values[0].value
    bits = mask if mask >= 0 else -1 - mask
    numbers = [n for n in range(64) if bits >> n & 1]
    yield ('fields ' + ', '.join(map(str, numbers))
           + (' (must be understood)' if mask < 0 else ''))
    for n in numbers:
        field = schema.kinds[one.kind].by_number.get(n) if known else None
        yield field.name if field else f'field {n}, unknown'


def check_entry(rows, raw, part, position, schema, day):
    """The rows of an entry's table against the entry that the twin made."""
    elements = cbor.read_sequence(raw, 7)
    one = entry.read_checked(elements, schema, day)
    one.part, one.position = part, position
    said = jsonform.to_json(one, schema, day)
    same(b''.join(data(r[0]) for r in rows), raw, 'entry')
    names = list(names_of(one, elements, schema))
    same([r[1] for r in rows], names, 'what')
    for row in rows:
        if row[1].startswith('array of'):
            same(row[2:], ['', ''], row[1])
            continue
        one_item(data(row[0]), code(row[2]), row[1])
        if row[1] in said:
            same(json.loads(code(row[3])),
                 json.loads(jsonform.dump(said[row[1]])), row[1])
        else:
            same(row[3], '', row[1])


def check_entries(section, schema, day):
    """The entries' bytes by part; each has its table, and none else has."""
    drafts = jsonform.drafts_of(jsonform.parse(section.record), schema)
    laid = passport.lay_out(drafts, schema, day)
    out = {}
    for p, (name, entries) in enumerate(zip(PARTS, laid)):
        out[name] = [one.raw for one in entries]
        for i, raw in enumerate(out[name]):
            check_entry(entry_of(section.tables, name, i), raw, p, i, schema,
                        day)
    same(len(section.tables), sum(map(len, out.values())), 'tables')
    return out


# ---- whole examples ----

def check_key(section, schema):
    values = section.values
    seed = bytes.fromhex(values['key seed'])
    public = bytes(SigningKey(seed).verify_key)
    digest = hashlib.sha256(public).digest()
    same(values, {
        'key seed': seed.hex(), 'public key': public.hex(),
        'key digest': digest.hex(), 'kid': digest[:4].hex(),
        'dictionary length': str(len(schema.dictionary)),
        'dictionary digest': hashlib.sha256(schema.dictionary).hexdigest(),
    }, 'key')
    return seed, public


def signed_values(values, day, valid, index, key):
    seed, public = key
    kid = hashlib.sha256(public).digest()[:4]
    protected = canonical({1: -8, 4: kid, 16: 'application/carnet.1+cwt'})
    claims = {6: 86400 * day, -65537: bytes.fromhex(values['root'])}
    when = day
    if valid is not None:
        claims[4], when = 86400 * (day + valid + 1), [day, valid]
    if index is not None:
        uri = 'carnet:' + hashlib.sha256(public).hexdigest()
        claims[65535] = {'status_list': {'idx': index, 'uri': uri}}
        when = [day, valid, index]
    payload = canonical(claims)
    signed = canonical(['Signature1', protected, b'', payload])
    signature = SigningKey(seed).sign(signed).signature
    ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature,
                                                              signed)
    return {'when': canonical(when), 'protected': protected,
            'payload': payload, 'signed': signed,
            'identity': hashlib.sha256(signed).digest(),
            'signature': signature}


def body_values(values, items, schema):
    """Deflated is the writer's choice; all else follows from it."""
    if 'deflated' not in values:
        return {'body': items}
    deflated = bytes.fromhex(values['deflated'])
    stream = zlib.decompressobj(-15, zdict=schema.dictionary)
    same(stream.decompress(deflated), items, 'deflated')
    assert stream.eof and not stream.unused_data, 'deflated: its end'
    same(inflate.inflate(deflated, schema.dictionary, 4096), items, 'twin')
    body = canonical(deflated)
    assert len(body) < len(items), 'deflated: no gain'
    return {'deflated': deflated, 'body': body}


def form_values(credential):
    one = b'\x81' + credential
    text = 'HP1:' + wire.base45_encode(one)
    version = 1 + next(i for i, most in enumerate(CAPACITY)
                       if len(text) <= most)
    return {'passport': one, 'text': f'"{text}"', 'QR version': str(version),
            'file': bytes.fromhex('8948500d0a1a0a01') + one}


def items_of(entries, names):
    """Items of whole parts, by cbor2: flat arrays of the entries' elements."""
    return canonical([[item.plain() for raw in entries[name]
                       for item in cbor.read_sequence(raw, 7)]
                      for name in names])


def compare(values, expected):
    expected = {n: v.hex() if isinstance(v, bytes) else v
                for n, v in expected.items()}
    for name in {**values, **expected}:
        same(values.get(name), expected.get(name), name)


def check_verdict(values, key, schema, day, parts):
    for form in (bytes.fromhex(values['file']),
                 values['text'].strip('"').encode()):
        verdict = passport.verify(form, [key[1]], 86400 * day, schema)
        same(verdict.word, passport.ACCEPTED, verdict.reason)
        same([s is not None for s in verdict.credentials[0].credential.seeds],
             [name in parts for name in PARTS], 'parts')
    return verdict.credentials[0]


def check_example(section, key, schema):
    """An example that is whole; what the ones in part are made from."""
    values = section.values
    record = json.loads(section.record)
    day = dates.day_of(record['issued'])
    valid = (dates.day_of(record['valid_until']) - day
             if 'valid_until' in record else None)
    entries = check_entries(section, schema, day)
    formulas = Formulas(values, entries)
    expected = {name: formulas.value(formula)
                for name, formula in section.formulas.items()}
    expected = {n: v for n, v in expected.items() if v is not None}
    seed = bytes.fromhex(values['root seed'])
    for name, own in zip(PARTS, tree.part_seeds(seed)):
        same(expected[f'{name} seed'], own, f'{name} seed')
        same(expected[f'{name} part'], tree.part_digest(own, entries[name]),
             f'{name} part')
        for i, leaf in enumerate(tree.leaves(own, entries[name])):
            same(expected[f'{name} leaf {i}'], leaf, f'{name} leaf {i}')
    expected['root seed'] = seed
    expected.update(signed_values(values, day, valid, None, key))
    items = items_of(entries, PARTS)
    kid = hashlib.sha256(key[1]).digest()[:4]
    expected['items'] = items
    expected.update(body_values(values, items, schema))
    expected['head'] = kid + expected['signature'] + seed
    credential = (b'\x83' + canonical(expected['head']) + expected['when']
                  + expected['body'])
    expected['credential'] = credential
    expected.update(form_values(credential))
    compare(values, expected)
    judged = check_verdict(values, key, schema, day, PARTS)
    same(judged.identity.hex(), values['identity'], 'identity')
    return {**expected, 'entries': entries, 'day': day}


def check_withheld(section, whole, names, key, schema):
    values = section.values
    proofs = [whole[f'{n} seed'] if n in names else whole[f'{n} part']
              for n in PARTS]
    rest = proofs[1:] if len(names) == 2 else whole['rest']
    expected = {'head': whole['head'][:68], 'when': whole['when'],
                'parts': canonical([proofs[0], rest]),
                'items': items_of(whole['entries'], names)}
    expected.update(body_values(values, expected['items'], schema))
    expected['credential'] = (b'\x84' + canonical(expected['head'])
                              + expected['when'] + expected['parts']
                              + expected['body'])
    expected.update(form_values(expected['credential']))
    compare(values, expected)
    judged = check_verdict(values, key, schema, whole['day'], names)
    same(judged.identity, whole['identity'], 'identity')


def hpke_values(secret, ephemeral, context, plain):
    """RFC 9180 with the ephemeral key given, by the twin over OpenSSL."""
    public, enc = seal.public_of(secret), seal.public_of(ephemeral)
    shared = seal.shared_secret(seal.exchange(ephemeral, public), enc, public)
    key, nonce = seal.schedule(shared, context)
    same(seal.hpke_open(secret, enc, context,
                        seal.ChaCha20Poly1305(key).encrypt(nonce, plain, b'')),
         plain, 'opened')
    return {'clinic secret key': secret, 'clinic public key': public,
            'ephemeral secret key': ephemeral, 'enc': enc,
            'shared secret': shared, 'key': key, 'base nonce': nonce,
            'ciphertext': seal.ChaCha20Poly1305(key).encrypt(nonce, plain,
                                                             b'')}


def check_sealed(section, whole, key, schema):
    values = section.values
    names = ['desk', 'clinic']
    context = canonical(['carnet seal 1', 3, whole['root']])
    plain = whole['private seed'] + items_of(whole['entries'], ['private'])
    plain = plain.ljust(256, b'\0')
    expected = {'context': context, 'plaintext': plain, **hpke_values(
        bytes.fromhex(values['clinic secret key']),
        bytes.fromhex(values['ephemeral secret key']), context, plain)}
    made = [whole['private part'], [expected['enc']], expected['ciphertext']]
    expected.update({
        'sealed': canonical(made), 'head': whole['head'][:68],
        'when': whole['when'], 'parts': canonical(
            [whole['desk seed'], [whole['clinic seed'], made]]),
        'items': items_of(whole['entries'], names),
        'salt': bytes(range(16)),
        'phrase key': seal.phrase_key(b'0123456789ACFHJ', bytes(range(16)))})
    expected.update(body_values(values, expected['items'], schema))
    expected['credential'] = (b'\x84' + canonical(expected['head'])
                              + expected['when'] + expected['parts']
                              + expected['body'])
    expected.update(form_values(expected['credential']))
    compare(values, expected)
    judged = check_verdict(values, key, schema, whole['day'], names)
    same(judged.identity, whole['identity'], 'identity')


def check_status(section, key):
    expected = signed_values({'root': '01' * 32}, 20529, None, 4711, key)
    compare(section.values, {n: expected[n]
                             for n in ('when', 'payload', 'signed')})


def check_set(section, first):
    """The set of the passport that the first section is."""
    whole = bytes.fromhex(first.values['passport'])
    expected = {'total': str(len(whole)), 'check': sets.check_of(whole)}
    texts = []
    for i, chunk in enumerate(sets.chunks_of(whole, CUT)):
        name = f'code {i}' if i < CUT else 'parity'
        texts.append(sets.split(whole, CUT, i))
        expected.update({f'chunk of {name}': chunk,
                         name: sets.code_bytes(whole, CUT, i),
                         f'text of {name}': f'"{texts[-1].decode()}"'})
    compare(section.values, expected)
    same(sets.join(texts[1:]), whole, 'joined')


# ---- single values ----

def value_of(raw, number, schema):
    """The bytes of a field in an entry."""
    elements = cbor.read_sequence(raw, 7)
    head = elements[0].value
    if head < 256:
        order = list(schema.templates[head].order)
        return elements[1 + order.index(number)].raw
    mask = elements[1].value[0].value
    below = (mask & (1 << number) - 1).bit_count()
    return elements[1].value[1 + below].raw


def label_digits(encoded):
    """k and digits, out of the number that a packed label is."""
    from twin import labels
    value = cbor2.loads(encoded)
    if not isinstance(value, bytes):
        return ''
    text = labels.unpack(value)
    k, digits = labels.digits(text)
    return f'{k}: ' + ' '.join(map(str, digits))


def check_values(section, schema, day):
    num = 0
    for title, rows in section.tables:
        for row in rows:
            kind, name = row[0].split('.')
            given = jsonform.parse(code(row[1]))
            record = {'entries': [{'kind': kind, 'part': 'private', **given}]}
            drafts = jsonform.drafts_of(record, schema)
            laid = passport.lay_out(drafts, schema, day)
            shape = schema.kinds[schema.kind_of[kind]]
            encoded = value_of(laid[2][0].raw, shape.by_name[name].number,
                               schema)
            same(row[2], f'`{encoded.hex()}`', row[0])
            one_item(encoded, code(row[3]), row[0])
            if title == '### Labels':
                same(row[4], label_digits(encoded), row[1])
            num += 1
    return num


# ---- page ----

WHOLE = ('1. One person', '2. A vaccination', '3. A prescription',
         '4. Open forms')
SHOWN = {'5. Clinic and private part withheld': ['desk'],
         '6. Private part withheld': ['desk', 'clinic']}
STATUS, KEY, VALUES = '7. Status list', 'Key and dictionary', 'Values'
SET, CUT = '8. A set of codes', 5
SEALED = '9. Private part sealed'


def check_page(sections, schema):
    """The number of values that are right; an exception for any other."""
    same(set(sections), {KEY, STATUS, SET, SEALED, VALUES, *WHOLE, *SHOWN},
         'sections')
    key = check_key(sections[KEY], schema)
    for title in WHOLE:
        last = check_example(sections[title], key, schema)
    for title, names in SHOWN.items():
        check_withheld(sections[title], last, names, key, schema)
    check_status(sections[STATUS], key)
    check_sealed(sections[SEALED], last, key, schema)
    check_set(sections[SET], sections[WHOLE[0]])
    num = check_values(sections[VALUES], schema, last['day'])
    for section in sections.values():
        num += len(section.values)
        if section.title in WHOLE:
            num += sum(len(rows) for _, rows in section.tables)
    return num
