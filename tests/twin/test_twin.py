# SPDX-License-Identifier: Apache-2.0
"""The twin alone: each of its parts against vectors, another package, or its
own reverse. What it says of the library's output is in test_compare.py.
"""
import hashlib
import json
import os
import pathlib
import random
import re
import sys
import unicodedata
import zlib

import cbor2
import nacl.exceptions
import nacl.signing
import tap

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from twin import (assigned, cbor, cose, dates, entry, generator,  # noqa: E402
                  joiners, jsonform, labels, mutate, parts, passport, schema,
                  seal, sets, status, systems, tree, trust, wire)
from twin.fault import Refused, demand  # noqa: E402
from twin.inflate import inflate  # noqa: E402

DATA = pathlib.Path(os.environ.get('CARNET_TEST_DATA') or HERE.parent / 'data')
SEED = bytes(range(32))
ROOT = bytes(range(16))
DAY = generator.DAY
NOW = DAY * 86400


def refused(call, *args):
    try:
        call(*args)
    except Refused as why:
        return why.reason
    return None


def load_json(path):
    return json.loads(path.read_text(encoding='utf-8'))


# ---- CBOR ----

def cbor_vectors():
    total = 0
    for name in ('appendix-a', 'good', 'malformed', 'malformed-2',
                 'number-encodings'):
        for case in load_json(tap.vectors('cbor') / f'{name}.json'):
            data = bytes.fromhex(case['hex'])
            reason = refused(cbor.read, data, 32, 1 << 20)
            if not case['deterministic']:
                assert reason, case
            elif reason is None:
                item = cbor.read(data, 32, 1 << 20)
                assert item.end == len(data)
                if item.major < cbor.ARRAY or item.major == cbor.SIMPLE:
                    assert cbor.write(item.plain()) == data, case
                    assert cbor2.loads(data) == item.plain(), case
            else:
                assert reason in ('CBOR_FLOAT', 'CBOR_TAG', 'CBOR_SIMPLE',
                                  'CBOR_DEPTH'), (case, reason)
            total += 1
    tap.count('cbor (twin)', total)


def random_value(rnd, depth=4):
    form = rnd.randrange(8)
    if form == 0 and depth:
        return [random_value(rnd, depth - 1) for _ in range(rnd.randrange(5))]
    if form == 1 and depth:
        return {rnd.randrange(-24, 24): random_value(rnd, depth - 1)
                for _ in range(rnd.randrange(5))}
    return [rnd.randrange(300), -rnd.randrange(1, 2 ** 40), True, None,
            rnd.randbytes(rnd.randrange(30)), 'grüße' * rnd.randrange(9),
            rnd.randrange(2 ** 64), False][form]


def cbor_as_another_package():
    rnd = random.Random(1)
    for _ in range(2000):
        value = random_value(rnd)
        data = cbor.write(value)
        assert cbor2.dumps(value, canonical=True) == data, value
        assert cbor.read(data, 8).plain() == value
        for at in range(len(data)):
            assert refused(cbor.read, data[:at], 8)


# ---- wire ----

def base45_vectors():
    cases = load_json(tap.vectors('base45') / 'vectors.json')
    for case in cases['valid']:
        data = bytes.fromhex(case['hex'])
        assert wire.base45_encode(data) == case['text']
        assert wire.base45_decode(case['text']) == data
    for case in cases['invalid']:
        text = case['text'] if isinstance(case, dict) else case
        assert refused(wire.base45_decode, text), case
    tap.count('base45 (twin)', len(cases['valid']) + len(cases['invalid']))


# What zlib takes and the format does not: stored blocks, several blocks, spare
# bits that are not zero.
MORE = ['INFLATE_STORED', 'INFLATE_SPARE', 'INFLATE_DATA']


def zlib_of(data, dictionary):
    unpack = zlib.decompressobj(-15, dictionary)
    out = unpack.decompress(data)
    return out if unpack.eof and not unpack.unused_data else None


def inflate_vectors():
    cases = load_json(tap.vectors('inflate') / 'vectors.json')
    for case in cases:
        data = bytes.fromhex(case['hex'])
        reason = refused(inflate, data, b'', 1 << 20)
        try:
            good = zlib_of(data, b'') is not None
        except zlib.error:
            good = False
        assert reason or good, case
        assert good is False or reason in MORE + [None], (case, reason)
    tap.count('inflate (twin)', len(cases))


def inflate_as_zlib():
    rnd = random.Random(2)
    dictionary = rnd.randbytes(300) + b'metformin paracetamol' * 30
    for turn in range(400):
        words = [rnd.randbytes(rnd.randrange(1, 6)) for _ in range(6)]
        words.append(dictionary[100:160])
        data = b''.join(rnd.choices(words, k=rnd.randrange(200)))
        pack = zlib.compressobj(rnd.randrange(1, 10), 8, -15, 9,
                                rnd.choice([0, 1, 2, 3, 4]), dictionary)
        packed = pack.compress(data) + pack.flush()
        reason = refused(inflate, packed, dictionary, len(data))
        if reason is None:
            assert inflate(packed, dictionary, len(data)) == data
        else:
            assert reason in MORE, reason
        broken = mutate.flip(rnd, packed)
        try:
            theirs = zlib_of(broken, dictionary)
        except zlib.error:
            theirs = None
        reason = refused(inflate, broken, dictionary, 1 << 24)
        if theirs is None:
            assert reason, turn
        else:
            assert reason in MORE + [None]


def inflate_refusals():
    pack = zlib.compressobj(9, 8, -15)
    good = pack.compress(b'a' * 50) + pack.flush()
    assert inflate(good, b'', 50) == b'a' * 50
    assert refused(inflate, good, b'', 49) == 'INFLATE_LIMIT'
    assert refused(inflate, good + b'\0', b'', 50) == 'INFLATE_TRAILING'
    assert refused(inflate, good[:-1], b'', 50) == 'INFLATE_DATA'
    spare = good[:-1] + bytes([good[-1] | 0x80])
    assert refused(inflate, spare, b'', 50) == 'INFLATE_SPARE'
    pack = zlib.compressobj(0, 8, -15)
    stored = pack.compress(b'abc') + pack.flush()
    assert refused(inflate, stored, b'', 50) == 'INFLATE_STORED'
    pack = zlib.compressobj(9, 8, -15, zdict=b'abcdefghijkl')
    far = pack.compress(b'abcdefghijkl') + pack.flush()
    assert refused(inflate, far, b'', 50) == 'INFLATE_DATA'


def envelope():
    data = b'\x81\x00'
    for whole, is_file in ((wire.as_text(data), False),
                           (wire.as_text(data) + b'\n', False),
                           (wire.as_text(data) + b'\r\n', False),
                           (wire.as_file(data), True)):
        assert wire.open_envelope(whole) == (is_file, data)
    for text, reason in ((b'', 'TEXT_EMPTY'), (b'HC1:00', 'TEXT_PREFIX'),
                         (b'HT1:00', 'TEXT_LIST'), (b'HP1.00', 'TEXT_SET'),
                         (b'hp1:00', 'TEXT_PREFIX'),
                         (b'HP1:0', 'TEXT_LENGTH'),
                         (b'HP1:a0', 'TEXT_ALPHABET'),
                         (b'HP1:00\n\n', 'TEXT_ALPHABET'),
                         (b'HP1:00\r', 'TEXT_ALPHABET'),
                         (b'HP1:GGW', 'TEXT_OVERFLOW'),
                         (b'HP1:' + b'0' * 4293, 'TEXT_TOO_LONG'),
                         (wire.MAGIC[:7] + b'\2', 'TEXT_MAGIC')):
        assert refused(wire.open_envelope, text) == reason, text


def sets_of_codes():
    whole = bytes(range(100))
    for count in (1, 2, 3, 7, 15, 16):
        if not sets.sizes(len(whole), count):
            assert count == 16
            continue
        texts = [sets.split(whole, count, i) for i in range(count + 1)]
        assert sets.join(texts) == sets.join(texts[::-1]) == whole
        assert sets.join(texts[:-1] * 2) == whole
        for i in range(count):
            lost = texts[:i] + texts[i + 1:]
            assert sets.join(lost) == whole
            assert refused(sets.join, lost[:-1]) == 'TEXT_SET_MISSING'
        other = sets.split(whole[1:], count, 0)
        assert refused(sets.join, texts + [other]) == 'TEXT_SET_OTHER'
    two, three = sets.split(whole, 2, 0), sets.split(whole, 3, 1)
    assert refused(sets.join, [two, three]) == 'TEXT_SET_COUNT'
    assert refused(sets.join, [b'HP1.17N000']) == 'TEXT_SET_SIZE'
    for prefix in sets.PREFIXES:
        texts = [sets.split(whole, 3, i, prefix) for i in range(4)]
        assert sets.join_text(texts[1:]) == (
            prefix[:3] + ':' + wire.base45_encode(whole)).encode()
        for other in set(sets.PREFIXES) - {prefix}:
            mixed = [texts[0], sets.split(whole, 3, 1, other), texts[2]]
            assert refused(sets.join, mixed) == 'TEXT_SET_OTHER'


# ---- lists ----

def _last_block(name):
    """(the page, the bytes of its last block)."""
    page = (schema.SPEC / name).read_text(encoding='utf-8')
    return page, bytes.fromhex(page.split('```')[-2].replace('\n', ''))


def _seed(number):
    return bytes([number]) + b'\x5a' * 31


def example_of_a_trust_list():
    """docs/spec/trust.md section 5, read and made."""
    page, data = _last_block('trust.md')
    keys = {n: cose.public_of(_seed(n)) for n in (0x32, 0x33, 1, 2, 3)}
    for n, key in keys.items():
        assert f'| {n:02x} | `{key.hex()}` |' in page, n
    found = trust.read(data, keys[0x32])
    days = [dates.iso_day(d) for d in (found.issued, found.next_update)]
    assert days == ['2026-03-17', '2026-06-15'], days
    assert (found.id, found.epoch, found.sequence, found.next_key) == \
        (b'sixteen bytes id', 0, 7, keys[0x33])
    aid, ministry = found.issuers
    assert (aid.name, aid.country, aid.kind) == ('Aid for All', 'GR', 2)
    assert (ministry.name, ministry.country, ministry.kind) == \
        ('Ministry of Health', None, 0)
    a, b = aid.keys
    assert a == trust.Key(keys[1], 20454, kinds=(0, 6)), a
    assert b == trust.Key(keys[2], 19723, withdrawn=(20484, trust.RETIRED)), b
    c, = ministry.keys
    assert f'| 53 | `{c.sealing.hex()}` |' in page
    assert (c.public, c.first, c.last, c.use) == (keys[3], 20454, 20818, 1), c
    assert trust.as_file(trust.sign(found, _seed(0x32))) == data
    assert refused(trust.read, data, keys[0x33]) == 'TRUST_PIN'
    for bit in range(8 * len(data)):
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        assert refused(trust.read, bytes(broken), keys[0x32]), bit


def table_of_joiners():
    """As Python's own data have it: combining classes, and which forms of an
    Arabic letter were once encoded."""
    found = {cp: what for what, every in joiners.rows().items()
             for cp in every}
    known = [cp for cp in range(sys.maxunicode + 1)
             if unicodedata.category(chr(cp)) not in ('Cn', 'Cs')]
    for cp in known:
        is_virama = unicodedata.combining(chr(cp)) == 9
        assert (found.get(cp) == 'VIRAMA') == is_virama, hex(cp)
        if found.get(cp) == 'MARK':
            assert unicodedata.category(chr(cp)) in ('Mn', 'Cf'), hex(cp)
        elif found.get(cp) in ('BOTH', 'BEFORE'):
            assert unicodedata.name(chr(cp)).startswith('ARABIC '), cp
    forms = {}
    for cp in (*range(0xfb50, 0xfe00), *range(0xfe70, 0xfeff)):
        kind, *base = unicodedata.decomposition(chr(cp)).split() or [None]
        if len(base) == 1:
            forms.setdefault(int(base[0], 16), set()).add(kind)
    due = {cp: 'BOTH' if '<initial>' in kinds else 'BEFORE'
           for cp, kinds in forms.items() if '<final>' in kinds}
    assert len(due) > 70, len(due)
    # Noon ghunna has two encoded forms, and joins on both sides all the same.
    assert due.pop(0x6ba) == 'BEFORE' and found[0x6ba] == 'BOTH'
    assert {cp: found.get(cp) for cp in due} == due


def table_of_what_is_not_assigned():
    rows = re.findall(r'GAP\((\d+), 0x(\w+), 0x(\w+)\)', (
        HERE.parents[1] / 'lib/base/gaps.def').read_text(encoding='utf-8'))
    found = {(int(plane) << 16) + cp for plane, first, last in rows
             for cp in range(int(first, 16), int(last, 16) + 1)}
    assert found == {cp for cp in range(sys.maxunicode + 1)
                     if not assigned.is_assigned(chr(cp))}


def what_came_later_is_not_assigned():
    """As a later database writes it, whatever version is installed here."""
    later = ('0041..0042    ; 1.1 #   [2] letters\n'
             '1FADA         ; 15.0 #       a sign\n'
             '2FFC..2FFF    ; 15.1 #   [4] of ideographs\n'
             '1C89          ; 16.0 #       a letter\n')
    assert assigned.spans_of(later) == [(0x41, 0x42), (0x1fada, 0x1fada)]


def example_of_a_status_list():
    """docs/spec/status.md section 7, read and made."""
    _, data = _last_block('status.md')
    key = cose.public_of(b'a' * 32)
    found = status.read(data, [key])
    assert (found.count(), found.bits) == (16, 2), found
    assert [found.get(i) for i in range(-1, 18)] == \
        [None, *[0, 1, 2, 3] * 4, None, None]
    noon = NOW + 43200
    assert (found.made, found.end, found.ttl) == \
        (noon, noon + 30 * 86400, 3600), found
    assert status.MAGIC + status.sign(found, b'a' * 32) == data


def statuses_of_the_vectors():
    """Bits of the Token Status List's own examples, small and of 2^20."""
    count = 0
    said = load_json(tap.vectors('status-list') / 'lists.json')
    for case in [*said['small'], *said['large']]:
        body = cbor2.loads(bytes.fromhex(case['cbor_hex']))
        assert body['bits'] == case['bits']
        most = status.ENTRIES // 8 * case['bits']
        found = status.StatusList(b'', 0, None, None, case['bits'],
                                  status.unzip(body['lst'], most))
        if 'values' in case:
            due = dict(enumerate(case['values']))
        else:
            assert found.count() == case['size_in_entries']
            due = dict.fromkeys(range(0, found.count(), 997),
                                case['all_other_entries'])
            due |= {i: value for i, value in case['entries']}
        for index, value in due.items():
            assert found.get(index) == value, (case['bits'], index)
        count += len(due)
    assert count > 2000, count


# ---- keys, tree ----

def ed25519_vectors():
    total = 0
    for name in ('cctv', 'speccheck'):
        for case in load_json(tap.vectors('ed25519-edge') / f'{name}.json'):
            message = (case['msg'].encode() if 'msg' in case
                       else bytes.fromhex(case['msg_hex']))
            good = cose.verify(bytes.fromhex(case['key']),
                               bytes.fromhex(case['sig']), message)
            assert good == case['libsodium_1_0_18'], case
            total += 1
    tap.count('ed25519-edge (twin)', total)


def ed25519_as_another_package():
    rnd = random.Random(3)
    for _ in range(50):
        seed, message = rnd.randbytes(32), rnd.randbytes(rnd.randrange(200))
        other = nacl.signing.SigningKey(seed)
        assert cose.public_of(seed) == bytes(other.verify_key)
        signature = cose.sign(seed, message)
        assert other.sign(message).signature == signature
        assert cose.verify(bytes(other.verify_key), signature, message)
        broken = mutate.flip(rnd, signature)
        assert not cose.verify(bytes(other.verify_key), broken, message)
        try:
            other.verify_key.verify(message, broken)
            raise AssertionError('both must refuse')
        except nacl.exceptions.BadSignatureError:
            pass


def hpke_vectors():
    """RFC 9180 appendix A.2.1, and a key that others can't open."""
    v = json.loads((DATA / 'hpke/rfc9180-a2.json').read_text())
    v = {n: bytes.fromhex(x) if isinstance(x, str) else x
         for n, x in v.items()}
    assert seal.public_of(v['skEm']) == v['enc']
    assert seal.public_of(v['skRm']) == v['pkRm']
    for dh in (seal.exchange(v['skEm'], v['pkRm']),
               seal.exchange(v['skRm'], v['enc'])):
        shared = seal.shared_secret(dh, v['enc'], v['pkRm'])
        assert shared == v['shared_secret']
    assert seal.schedule(shared, v['info']) == (v['key'], v['base_nonce'])
    aead = seal.ChaCha20Poly1305(v['key'])
    for one in v['encryptions']:
        nonce = (int.from_bytes(v['base_nonce'], 'big')
                 ^ one['sequence']).to_bytes(12, 'big')
        assert aead.encrypt(nonce, v['plaintext'], bytes.fromhex(
            one['aad'])).hex() == one['ciphertext']
    enc, sealed = seal.hpke_seal(v['pkRm'], b'info', b'plain')
    assert seal.hpke_open(v['skRm'], enc, b'info', sealed) == b'plain'
    assert seal.hpke_open(v['skEm'], enc, b'info', sealed) is None
    assert refused(seal.exchange, v['skRm'], bytes(32)) == 'KEY_EXCHANGE'


def phrases_come_back():
    rnd = random.Random(3)
    for _ in range(200):
        phrase = seal.phrase_new(rnd)
        want = phrase.replace('-', '')[:15].encode()
        assert seal.phrase_read(phrase.lower().replace('1', 'l')) == want
        i = rnd.randrange(18)
        slip = phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2:]
        if '-' not in (phrase[i], phrase[i + 1]) and slip != phrase:
            assert refused(seal.phrase_read, slip) == 'PRIVACY_MISTYPED'
    assert refused(seal.phrase_read, '123456') == 'PRIVACY_PHRASE'


def tree_data():
    cases = load_json(DATA / 'tree.json')['cases']
    for case in cases:
        root_seed = bytes.fromhex(case['root_seed'])
        seeds = tree.part_seeds(root_seed)
        digests = []
        for name, seed in zip(passport.PARTS, seeds):
            assert seed.hex() == case['seeds'][name]
            entries = [bytes.fromhex(e) for e in case[name]]
            digests.append(tree.part_digest(seed, entries))
            assert digests[-1].hex() == case['digests'][name]
        assert tree.children(root_seed)[1].hex() == case['seeds']['rest']
        if case['clinic']:
            salts = tree.salts(seeds[1], len(case['clinic']))
            assert [s.hex() for s in salts] == case['clinic_salts']
        rest = tree.rest_digest(*digests[1:])
        assert rest.hex() == case['digests']['rest']
        assert tree.root(digests[0], rest).hex() == case['digests']['root']
    assert cases


# ---- codes, labels, dates ----

def codes_pack_and_come_back(it):
    rnd = random.Random(4)
    for name, most in (('atc', 14 * 101 * 27 * 27 * 101), ('icd-10', 288700),
                       ('loinc', 10 ** 7), ('snomed', 10 ** 8), ('cvx', 999)):
        seen = 0
        for n in [0, 1, most, *(rnd.randrange(most) for _ in range(3000))]:
            code = systems.unpack(name, n)
            if code is not None:
                assert systems.good(name, code), code
                assert systems.pack(name, code) == n
                seen += 1
        assert seen > 10, name
    total = 0
    for rows in it.codes.values():
        for row in rows:
            name = it.systems[row.system]
            assert systems.good(name, row.code), row
            n = systems.pack(name, row.code)
            assert n is None or systems.unpack(name, n) == row.code, row
            total += 1
    assert total > 100
    assert systems.pack('atc', 'A10BA02') == (11 * 27 + 2) * 27 * 101 + 104
    for name, code in (('loinc', '4548-5'), ('snomed', '385055002'),
                       ('atc', 'E10BA02'), ('icd-10', 'E1'), ('cvx', '8')):
        assert not systems.good(name, code), code


def labels_pack_and_come_back(it):
    make = generator.Generator(it, 5)
    packed = 0
    for _ in range(4000):
        text = make.label(128)
        data = labels.pack(text)
        if data is not None:
            assert labels.unpack(data) == text
            assert len(data) < len(text.encode())
            packed += 1
    assert packed > 500
    assert labels.digits('Amina Idris')[0] == 1
    assert labels.digits('AMINA')[0] == 2
    assert labels.digits('0123')[0] == 0
    assert refused(labels.unpack, b'') == 'RECORD_FORM'
    assert refused(labels.unpack, b'\0' + labels.pack('Amina')) == \
        'RECORD_FORM'


def dates_come_back(it):
    make = generator.Generator(it, 6)
    for _ in range(4000):
        text = make.date()
        assert dates.text_of(dates.of_text(text)) == text
    for text in ('2026-02-29', '2026-13', '2026-00', '0000', '2026-1-1',
                 '2026-03-17T24:00:00Z', '2026-03-17T10:30:00+14:01', '',
                 '2026-03-17T10:30:00Z~', '0001-01-01T00:00:00+00:01'):
        assert refused(dates.of_text, text) == 'RECORD_DATE', text


# ---- entries and passports ----

def build(record, it):
    drafts = jsonform.drafts_of(jsonform.parse(jsonform.dump(record)), it)
    return passport.lay_out(drafts, it, DAY, allow=True)


def one_legal_encoding(it):
    """Every entry comes back; every other way to write it is refused."""
    make, other = generator.Generator(it, 7), 0
    for _ in range(400):
        for part in build(make.record(), it):
            for one in part:
                raw = entry.write(one, it, DAY)
                elements = cbor.read_sequence(raw, 8)
                again = entry.read_checked(elements, it, DAY)
                assert again.fields == {
                    n: v for n, v in one.fields.items()
                    if v != it.kinds[one.kind].by_number[n].default
                    or it.kinds[one.kind].by_number[n].default is None}
                for name, data in mutate.variants(one, it, DAY):
                    if data == raw:
                        continue
                    try:
                        elements = cbor.read_sequence(data, 8)
                        demand(entry.step(elements, 0, it) == len(elements),
                               'CBOR_SHAPE')
                        said = entry.read_checked(elements, it, DAY)
                    except Refused:
                        other += 1
                        continue
                    assert said.fields != again.fields, (name, data.hex())
    assert other > 1000, other


def passports(it):
    rnd, make = random.Random(8), generator.Generator(it, 8)
    public = cose.public_of(SEED)
    for turn in range(120):
        parts = build(make.record(), it)
        raws = [[e.raw for e in p] for p in parts]
        shown = rnd.choice([(True, True, True), (True, False, False),
                            (True, True, False), (False, True, True),
                            (False, False, True), (False, False, False)])
        data = passport.passport_of([passport.sign_parts(
            raws, SEED, ROOT, DAY, it, rnd.choice([None, 0, 300]),
            shown=shown)])
        whole = rnd.choice([wire.as_text, wire.as_file])(data)
        verdict = passport.verify(whole, [public], NOW, it)
        if verdict.reason:
            assert len(whole) > wire.TEXT_MAX, verdict.reason
            continue
        assert verdict.word == 'accepted', verdict
        told = [e.raw for e in verdict.credentials[0].entries]
        assert told == [r for p, s in zip(raws, shown) if s for r in p]
        for change in mutate.BYTES:
            broken = change(rnd, whole)
            if broken not in (whole, whole + b'\n', whole + b'\r\n'):
                verdict = passport.verify(broken, [public], NOW, it)
                assert verdict.word == 'refused', (turn, change)


# ---- words ----

def texts_that_tell(it):
    """The texts that the library's own tests are held to."""
    count = 0
    for name in ('sentences', 'stands'):
        rows = (DATA / f'{name}.tsv').read_text(encoding='utf-8').splitlines()
        for row in rows:
            if not row.startswith('#'):
                _, tells, _, text = row.split('\t')
                assert parts.telling().tells(text) == (tells == 'tells'), row
                count += 1
    assert count > 120, count
    for one, part in (({'kind': 'person', 'name': 'Art Sida',
                        'birth_date': '1990'}, parts.DESK),
                      ({'kind': 'person', 'name': 'A', 'birth_date': '1990',
                        'note': 'HIV'}, parts.PRIVATE),
                      ({'kind': 'allergy', 'agent': {'text': 'methadone'}},
                       parts.CLINIC),
                      ({'kind': 'prescription', 'medicine': {'text': 'x'},
                        'cost_month': {'amount': 1, 'currency': 'STD'}},
                       parts.CLINIC)):
        draft, = jsonform.drafts_of({'entries': [one]}, it)
        assert parts.default_part(draft.entry, it) == part, one


def words_that_are_left_out(it):
    """Of a listed code its words in any language; else an equal label."""
    for code, said, kept in (
            ('I10', 'HYPERTENSION ARTERIELLE', False),
            ('I10', 'υπερταση', False), ('I10', 'hypertension', True),
            ('Q99.9', 'x', True)):
        field = it.kinds[it.kind_of['condition']].by_name['code']
        found = jsonform._code({'code': code, 'text': said}, field, it)
        assert (found.words is not None) == kept, said
    for label, kept in (('Étrange', False), ('Étranger', True)):
        found = jsonform._code({'code': 'Q99.9', 'display': label,
                                'text': 'etrange'}, field, it)
        assert (found.words is not None) == kept, label


# ---- docs/spec/examples.md ----

def _sections():
    """(title, {name: bytes or text}, JSON record or None)."""
    page = (schema.SPEC / 'examples.md').read_text(encoding='utf-8')
    for section in re.split('^## ', page, flags=re.M)[1:]:
        said = {}
        blocks = re.findall('^```(\\w*)\n(.*?)^```', section, re.M | re.S)
        for block in [text for form, text in blocks if not form]:
            for name, _, value in re.findall(
                    r'^(\S[^=]*?) = (.*)\n((?:  .*\n)+)', block, re.M):
                value = ''.join(line[2:] for line in value.splitlines())
                said[name] = value
        record = [text for form, text in blocks if form == 'json']
        yield section.splitlines()[0], said, record[0] if record else None


def worked_passports(it):
    """Each value on the way from the record to the text, and back."""
    count, key = 0, SEED
    for title, said, record in _sections():
        if 'key seed' in said:
            key = bytes.fromhex(said['key seed'])
            assert cose.public_of(key).hex() == said['public key']
            assert len(it.dictionary) == int(said['dictionary length'])
        if 'text' not in said:
            continue
        count += 1
        text = said['text'].strip('"').encode()
        for data in (text, bytes.fromhex(said['file'])):
            verdict = passport.verify(data, [cose.public_of(key)], NOW, it)
            assert verdict.word == 'accepted', (title, verdict)
        one = verdict.credentials[0].credential
        assert one.items.hex() == said['items'], title
        if record is None:
            continue
        drafts = jsonform.drafts_of(jsonform.parse(record), it)
        root_seed = bytes.fromhex(said['root seed'])
        valid = one.valid
        ours = passport.issue(drafts, key, root_seed, DAY, it, valid)
        ours = passport.read(wire.as_file(ours), it)[0]
        seeds = dict(zip(schema.PARTS, tree.part_seeds(root_seed)))
        parts = dict(zip(schema.PARTS, ours.digests))
        message = ours.signed(cose.public_of(key))
        found = {'items': ours.items, 'root': ours.root, 'rest': ours.rest,
                 'signature': ours.signature, 'signed': message,
                 'identity': hashlib.sha256(message).digest(),
                 'head': ours.kid + ours.signature + root_seed,
                 'when': cbor.write(passport.when_of(DAY, valid, None)),
                 'protected': cose.protected(ours.kid),
                 **{f'{n} seed': s for n, s in seeds.items()},
                 **{f'{n} part': d for n, d in parts.items()}}
        for name, value in found.items():
            assert said[name] == value.hex(), (title, name)
    assert count >= 6, count


def worked_values(it):
    """Each row of the tables of single values."""
    page = (schema.SPEC / 'examples.md').read_text(encoding='utf-8')
    count = 0
    for kind, name, fields, data in re.findall(
            r'^\| (\w+)\.(\w+) \| `(\{.*?\})` \| `([0-9a-f]+)` \|', page,
            re.M):
        record = f'{{"entries": [{{"kind": "{kind}", {fields[1:]}]}}'
        drafts = jsonform.drafts_of(jsonform.parse(record), it)
        one = [e for p in passport.lay_out(drafts, it, DAY) for e in p][0]
        shape = it.kinds[one.kind]
        ctx = entry.Context(it, DAY, one.fields, shape)
        values = entry._write_fields(shape, one.fields, ctx)
        assert values[shape.by_name[name].number].hex() == data, fields
        count += 1
    assert count > 70, count


def json_comes_back(it):
    """JSON of what was verified gives the same entries, byte for byte."""
    make = generator.Generator(it, 9)
    for _ in range(200):
        parts = build(make.record(), it)
        record = {'entries': [jsonform.to_json(e, it, DAY)
                              for p in parts for e in p]}
        again = build(record, it)
        assert ([[e.raw for e in p] for p in parts]
                == [[e.raw for e in p] for p in again])


def main():
    out = tap.Tap()
    for case in (cbor_vectors, cbor_as_another_package, base45_vectors,
                 inflate_vectors, inflate_as_zlib, inflate_refusals, envelope,
                 sets_of_codes, example_of_a_trust_list,
                 table_of_joiners, table_of_what_is_not_assigned,
                 what_came_later_is_not_assigned, example_of_a_status_list,
                 statuses_of_the_vectors, ed25519_vectors,
                 ed25519_as_another_package, hpke_vectors,
                 phrases_come_back, tree_data):
        with out.case(case.__name__):
            case()
    it = schema.load()
    for case in (codes_pack_and_come_back, labels_pack_and_come_back,
                 dates_come_back, one_legal_encoding, passports,
                 json_comes_back, texts_that_tell, words_that_are_left_out,
                 worked_passports, worked_values):
        with out.case(case.__name__):
            case(it)
    return out.end()


if __name__ == '__main__':
    sys.exit(main())
