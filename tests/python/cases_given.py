# SPDX-License-Identifier: Apache-2.0
"""What calls are given: bytes of each kind, wrong types, texts that are none,
nothing and too much. Each ends in a value or in an error that names what is due
and does not tell what was given.
"""
import array
import datetime
import os
import pathlib
import tempfile

import carnet
from carnet import Date, Outcome, Standing, entries
from made import DAY, DIABETES, NOW, PERSON, key, passport, raises, status

MADE = {'entries': [{'kind': 'person', 'name': 'A', 'birth_date': '1990'}]}
# More than any call reads (carnet/verify.h: 8,388,608 bytes).
HUGE = b'HP1:' + bytes(64 << 20)


def kinds_of_bytes(data):
    return data, bytearray(data), memoryview(data), \
        memoryview(bytes(b for one in data for b in (one, 0)))[::2]


def bytes_of_each_kind_are_read(tree):
    text = carnet.json_dumps(MADE).encode()
    with key() as secret:
        seed_id, public = secret.public.id, secret.public
        pem = bytes(secret.pem())
    for record in kinds_of_bytes(text):
        assert len(carnet.Record.from_json(record)) == 1
    for made in kinds_of_bytes(bytes(passport())):
        assert carnet.verify(made, [public], NOW).outcome is Outcome.ACCEPTED
        assert carnet.Passport(made) == carnet.Passport(bytes(made))
    for data in kinds_of_bytes(bytes(public)):
        assert carnet.PublicKey(data) == public
    for data in kinds_of_bytes(pem)[:3]:
        assert carnet.SecretKey.from_pem(data).public.id == seed_id
    bundle = {'resourceType': 'Bundle', 'type': 'collection', 'entry': [
        {'resource': {'resourceType': 'Patient', 'birthDate': '1990',
                      'name': [{'text': 'A'}]}}]}
    for data in kinds_of_bytes(carnet.json_dumps(bundle).encode()):
        assert len(carnet.Record.from_fhir(data).record) == 1
    ints = memoryview(array.array('I', [1, 2, 3]))
    assert bytes(carnet.Passport(ints)) == bytes(ints)


def wrong_types_are_named_and_what_was_given_is_not(tree):
    with key() as secret:
        public, made = secret.public, passport()
        for said, call in (
                ('a list of PublicKey is due, not PublicKey',
                 lambda: carnet.verify(made, public, NOW)),
                ('a list of PublicKey is due, not NoneType',
                 lambda: carnet.StatusList(b'', None)),
                ('a list of str is due, not int',
                 lambda: made.present(show=5)),
                ('bytes are due, not str', lambda: carnet.PublicKey('SECRET')),
                ('bytes are due, not str',
                 lambda: carnet.SecretKey.from_seed('SECRET')),
                ('bytes are due, not int', lambda: carnet.Phrase(987654)),
                ('text or bytes are due, not int',
                 lambda: carnet.json_loads(987654)),
                ('a text, a number, a truth value, a dict or a list is due, '
                 'not bytes',
                 lambda: carnet.Record([entries.Person(
                     name=b'SECRET', birth_date=Date('1990'))]))):
            assert str(raises(TypeError, call)) == said, said


def half_a_pair_and_nul_are_refused(tree):
    made = passport()
    for call in (carnet.Passport, carnet.Record.from_json,
                 carnet.SecretKey.from_pem, carnet.Phrase, made.present,
                 lambda t: made.present(show=[t]), carnet.qr.Joiner().add,
                 lambda t: carnet.Record([entries.Person(
                     name=t, birth_date=Date('1990'))])):
        why = raises(ValueError, call, 'SECRET\ud800')
        assert 'SECRET' not in str(why), call
    for call in (made.present, lambda t: made.present(withhold=[t])):
        assert str(raises(ValueError, call, 'desk\0')) == 'a NUL inside a text'
    status('RECORD_TEXT', carnet.Record, [
        entries.Person(name='A\0B', birth_date=Date('1990'))])
    with key() as secret:
        raises(ValueError, secret.write, 'a\0b')


def nothing_and_too_much(tree):
    for nothing in (b'', ''):
        assert carnet.verify(nothing, [], NOW).outcome is Outcome.REFUSED
        status('TEXT_EMPTY', carnet.Passport(nothing).peek)
        status('JSON_SYNTAX', carnet.Record.from_json, nothing)
        status('KEY_FORM', carnet.SecretKey.from_pem, nothing)
    # A verdict on as much as any passport has, and the caller's mistake behind.
    most = HUGE[:8 << 20]
    assert carnet.verify(most, [], NOW).outcome is Outcome.REFUSED
    status('CALLER_RANGE', carnet.verify, HUGE, [], NOW)
    status('CALLER_RANGE', carnet.Passport(HUGE).peek)
    status('JSON_TOO_LONG', carnet.Record.from_json, HUGE)
    status('KEY_FORM', carnet.SecretKey.from_pem, HUGE)
    status('PRIVACY_PHRASE', carnet.Phrase, HUGE)


def lists_end_where_they_end(tree):
    with key() as secret:
        draft = carnet.StatusDraft(secret.public, bits=2, num_entries=64)
        index = draft.take()
        draft.set(index, Standing.REVOKED)
        made = carnet.StatusList(draft.sign(secret, NOW, valid_days=3),
                                 [secret.public])
    assert len(list(made)) == len(made) == 64
    assert Standing.REVOKED in made and Standing.IN_ERROR not in made
    assert [i for i, one in enumerate(draft) if one is not None] == [index]


def a_set_of_no_codes_is_refused(tree):
    for count in (-1, 0, 17):
        status('CALLER_RANGE', passport().qr_set, count=count)


def paths_may_be_bytes(tree):
    with tempfile.TemporaryDirectory() as folder, key() as secret:
        path = pathlib.Path(folder, 'a.key')
        secret.write(os.fsencode(path))
        assert carnet.SecretKey.read(path).public == secret.public
        assert os.listdir(folder) == ['a.key']


def days_and_times_are_not_taken_for_each_other(tree):
    raises(TypeError, carnet.verify, passport(), [], DAY)
    raises(ValueError, carnet.verify, passport(), [],
           datetime.datetime(2026, 3, 17))
    raises(TypeError, carnet.Record([PERSON, DIABETES]).plan, NOW)
