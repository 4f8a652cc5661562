# SPDX-License-Identifier: Apache-2.0
"""What other tools make of our exports: pycose verifies the COSE_Sign1, and
the diagnostic notation says what cbor2 reads in it and in the passport."""
import hashlib
import json
import re
import sys

import cbor2
from pycose.keys import OKPKey
from pycose.messages import Sign1Message

from cli import (CONDITION, DATA, NO_INPUT, OK, PRIVATE_RECORD, RECORD,
                 REFUSED, REVIEW, USAGE, base64url, begin, note, record,
                 refused)
from tap import Tap

TYPE = 'application/carnet.1+cwt'
DAY = 86400


def public_key(name):
    return bytes.fromhex(carnet('key', 'show', '--json', name).json[
        'public_key'])


def cose(passport, *options):
    done = carnet('export', '--cose', '--trust', 'clinic.pub', passport,
                  *options)
    assert done.code == OK, done
    return done.raw


def verifies(data, key):
    message = Sign1Message.decode(data)
    message.key = OKPKey(crv='Ed25519', x=key)
    return message.verify_signature()


def diag(passport, *options):
    done = carnet('export', '--diag', '--trust', 'clinic.pub', passport,
                  *options)
    assert done.code == OK, done
    return done.out


TOKEN = re.compile(r"\s*(?:(h'[0-9a-f]*')|(\"(?:[^\"\\]|\\.)*\")|(-?\d+)"
                   r"|(true|false|null)|([\[\]{},:]))")


def tokens(text):
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found, text[at:at + 40]
        at = found.end()
        yield found.groups()


def parse(stream):
    """One value of diagnostic notation, as far as our exports use it."""
    data, string, number, word, mark = next(stream)
    if data is not None:
        return bytes.fromhex(data[2:-1])
    if string is not None:
        return json.loads(string)
    if number is not None:
        return int(number)
    if word is not None:
        return {'true': True, 'false': False, 'null': None}[word]
    assert mark == '[', mark  # a passport has no map
    values = []
    while True:
        before = stream.peek()
        if before[4] == ']':
            next(stream)
            return values
        if before[4] == ',':
            next(stream)
        values.append(parse(stream))


class Stream:
    def __init__(self, text):
        self.all = list(tokens(text))

    def __next__(self):
        return self.all.pop(0)

    def peek(self):
        return self.all[0]


tap = Tap()
carnet = begin()
carnet('key', 'new', '-o', 'other.key')
KEY = public_key('clinic.pub')
RICH = record(CONDITION, PRIVATE_RECORD['entries'][1],
              note('İşte "bir\\not" \U0001f489', 'condition'),
              {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
               'date': '2025-12-04', 'lot': 'X3D144V'},
              valid_until='2026-09-01')

with tap.case('pycose_verifies_the_export_and_only_with_its_key'):
    other = public_key('other.pub')
    for content in (RECORD, RICH, PRIVATE_RECORD):
        data = cose(carnet.issue(content))
        assert verifies(data, KEY)
        assert not verifies(data, other)
        for at in (10, len(data) - 5):  # header and signature
            broken = bytearray(data)
            broken[at] ^= 1
            try:
                assert not verifies(bytes(broken), KEY)
            except AssertionError:
                raise
            except Exception:  # not even COSE any more
                pass

with tap.case('the_payload_says_when_and_what_it_commits_to'):
    p = carnet.issue(RICH)
    tag = cbor2.loads(cose(p))
    assert tag.tag == 18
    protected, unprotected, payload, signature = tag.value
    assert len(signature) == 64
    kid = hashlib.sha256(KEY).digest()[:4]
    assert cbor2.loads(protected) == {1: -8, 4: kid, 16: TYPE}
    claims = cbor2.loads(payload)
    iat = 20513 * DAY  # 2026-03-01
    assert set(claims) == {4, 6, -65537}
    assert claims[6] == iat
    assert claims[4] == iat + (184 + 1) * DAY  # 2026-09-01 and its hours
    assert len(claims[-65537]) == 32
    assert set(unprotected) == {-65538}
    items = unprotected[-65538]
    assert [len(part) > 0 for part in items] == [True, True, True]
    # Nothing of the seeds that withholding needs.
    assert set(cbor2.loads(cbor2.loads(cose(carnet.issue(RECORD))).value[2])) \
        == {6, -65537}

with tap.case('the_signature_is_the_passports_own'):
    data = carnet.path(p).read_bytes()
    assert signature in data and kid in data

with tap.case('json_and_file_hold_the_same_bytes'):
    done = carnet('export', '--cose', '--json', '--trust', 'clinic.pub', p)
    assert base64url(done.json['cose']) == cose(p)
    assert done.json['credential'] == 1
    assert carnet('export', '--cose', '--trust', 'clinic.pub', p, '-o',
                  'p.cose').code == OK
    assert carnet.path('p.cose').read_bytes() == cose(p)
    done = carnet('export', '--diag', '--json', '--trust', 'clinic.pub', p)
    assert done.json == {'diag': diag(p)}
    # Lengths that leave 0, 1 and 2 bytes over in base64.
    for words in ('', 'a', 'ab'):
        p3 = carnet.issue(record(note('x' + words, 'condition')))
        done = carnet('export', '--cose', '--json', '--trust', 'clinic.pub',
                      p3)
        assert base64url(done.json['cose']) == cose(p3)

with tap.case('diagnostic_notation_says_what_cbor_says'):
    for content in (RECORD, RICH, PRIVATE_RECORD):
        p = carnet.issue(content)
        stream = Stream(diag(p))
        head, when, items = parse(stream)
        assert not stream.all
        compact, = cbor2.loads(carnet.path(p).read_bytes()[8:])
        assert [head, when] == compact[:2]
        assert len(head) == 84
        exported = cose(p)
        assert items == cbor2.loads(exported).value[1][-65538]
        # The encoding is deterministic, so it can be made again.
        assert cbor2.dumps(items) in exported

with tap.case('templates_of_every_kind_can_be_exported'):
    for kind in carnet('issue', '--template', 'list').out.split():
        source = carnet('issue', '--template', kind).raw
        carnet('issue', '--key', 'clinic.key', '-', '-o', 'kind', '--date',
               '2026-03-01', stdin=source)
        assert verifies(cose('kind'), KEY), kind
        stream = Stream(diag('kind'))
        assert parse(stream)[2] == \
            cbor2.loads(cose('kind')).value[1][-65538], kind

with tap.case('nothing_of_a_refused_passport_leaves'):
    # CARNET_CALLER_ABSENT is never met: the command asks first.
    for form in ('--cose', '--diag'):
        refused(carnet('export', form, '--trust', 'other.pub', p), REFUSED,
                'KEY_UNKNOWN')
        refused(carnet('export', form, '--trust', 'other.pub', p, '--json'),
                REFUSED, 'KEY_UNKNOWN')
        refused(carnet('export', form, '--trust', 'clinic.pub', '-',
                       stdin='HC1:ABC'), REFUSED, 'TEXT_EU_DCC')
        refused(carnet('export', form, '--trust', 'other.pub', p, '-o',
                       'never'), REFUSED)
        refused(carnet('export', form, '--trust', 'clinic.pub', 'none'),
                NO_INPUT)
    assert not carnet.path('never').exists()

with tap.case('what_needs_review_leaves_with_status_1'):
    p = carnet.issue(RICH)
    for form in ('--cose', '--diag'):
        done = carnet('export', form, '--trust', 'clinic.pub', p, '--now',
                      '2027-01-01')
        assert done.code == REVIEW and done.raw, done
        assert carnet('export', form, '--trust', 'clinic.pub', p, '--now',
                      '2026-04-01').raw == done.raw

with tap.case('one_form_and_one_credential_that_is_there'):
    for words in ((), ('--cose', '--diag')):
        refused(carnet('export', *words, '--trust', 'clinic.pub', p), USAGE,
                'one of --cose and --diag')
    refused(carnet('export', '--cose', '--credential', '2', '--trust',
                   'clinic.pub', p), DATA, 'it has 1 credential, not 2')
    refused(carnet('export', '--diag', '--credential', '1', '--trust',
                   'clinic.pub', p), USAGE)
    assert cose(p, '--credential', '1') == cose(p)

sys.exit(tap.end())
