# SPDX-License-Identifier: Apache-2.0
"""Secrets: wiped when their block ends, never shown, files for their owner."""
import copy
import pathlib
import pickle
import stat
import tempfile
import traceback
from decimal import Decimal

import carnet
from carnet._carnet import ffi
from made import DAY, HIV, NOW, PERSON, key, passport, raises, status


def a_closed_secret_is_not_used(tree):
    plan = carnet.Record([PERSON]).plan(DAY)
    with carnet.SecretKey.new() as secret:
        plan.sign(secret)
    for call in (lambda: plan.sign(secret), secret.pem,
                 lambda: secret.public):
        raises(carnet.Closed, call)
    secret.close()


def a_block_that_fails_wipes_too(tree):
    try:
        with carnet.Phrase.new() as phrase:
            raise RuntimeError('on the way')
    except RuntimeError:
        raises(carnet.Closed, phrase.reveal)


def a_phrase_is_zeros_after_its_block(tree):
    with carnet.Phrase.new() as phrase:
        place = phrase._pointer
        assert bytes(ffi.buffer(place)) == phrase.reveal().encode()
    assert bytes(ffi.buffer(place)) == bytes(19)


def a_secret_is_never_shown_or_pickled(tree):
    for secret in (key(), carnet.SealKey.new(), carnet.Phrase.new(),
                   carnet.Sealing()):
        assert repr(secret) == f'<{type(secret).__name__}>'
        raises(TypeError, pickle.dumps, secret)
        secret.close()


def strings_in(value):
    """Texts of a JSON value, but for what stands in a repr on purpose."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in ('kind', 'id', 'part'):
                yield from strings_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings_in(inside)
    elif not isinstance(value, bool):
        yield str(value)


def no_repr_tells_what_an_entry_says(tree):
    with key() as secret:
        verdict = carnet.verify(passport(HIV), [secret.public], NOW)
    view, record = carnet.View(verdict, NOW), carnet.Record([PERSON, HIV])
    note = passport(HIV).unverified()
    things = [verdict, *verdict, *verdict.entries(), *view, view, record, note,
              *note.credentials, *record.plan(DAY), carnet.History(verdict),
              verdict.entries()[0].words(), verdict.words()]
    things += [kind.example() for kind in carnet.entries.KINDS.values()]
    for thing in things:
        said = f'{thing!r}'
        for name in ('Amina', 'Diallo', 'B24', 'E11'):
            assert name not in said, said
    for kind in carnet.entries.KINDS.values():
        one, said = kind.example(), repr(kind.example())
        assert said.startswith(f'<{kind.__name__}'), said
        assert not [s for s in strings_in(one.to_json())
                    if len(s) > 4 and s in said], said


def no_repr_of_a_value_tells_it(tree):
    entry = carnet.entries.Condition(
        code=carnet.Code((carnet.Coding('B24', 'icd-10', 'SECRET'),), 'SECRET'),
        since=carnet.Date('1988'))
    values = [entry.code, entry.code.codings[0], entry.since,
              carnet.Quantity(Decimal('1988'), 'SECRET'),
              carnet.Absent('refused')]
    for value in values:
        assert repr(value) == f'<{type(value).__name__}>'
    assert str(entry.since) == '1988'  # print shows a date


def told_by(call, *args):
    """What an error page shows: each frame of the package with its locals, and
    the exceptions on the way."""
    try:
        call(*args)
    except Exception as why:  # pylint: disable=broad-except
        page = traceback.TracebackException(
            type(why), why, why.__traceback__.tb_next, capture_locals=True)
        chain = [why, why.__context__, why.__cause__]
        return ''.join(page.format()) + repr(chain)
    raise AssertionError('nothing was refused')


def no_error_page_tells_a_phrase_or_a_key(tree):
    with carnet.Phrase.new() as phrase:
        said = phrase.reveal()
    wrong = ('3' if said[0] != '3' else '4') + said[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'key.pem')
        path.write_text(f'-----BEGIN PRIVATE KEY-----\n{wrong}')
        for call in (carnet.Phrase, carnet.SecretKey, carnet.SealKey,
                     carnet.SecretKey.from_pem, carnet.SealKey.from_pem,
                     carnet.PublicKey, carnet.PublicKey.from_pem,
                     carnet.SecretKey.from_seed):
            for given in (wrong, wrong.encode(), bytearray(wrong, 'ascii'),
                          wrong + '\ud800'):
                assert wrong not in told_by(call, given), call
        for kind in (carnet.SecretKey, carnet.SealKey):
            assert wrong not in told_by(kind.read, path)


def no_error_of_json_tells_what_it_says(tree):
    for value in ({'kind': 'person', 'name': 'A', 'birth_date': 'SECRET'},
                  {'kind': 'condition', 'code': {'coding': 'SECRET'}},
                  {'kind': 'condition', 'beyond': True, 'issued': 'SECRET',
                   'cbor': 'AA'},
                  {'kind': 'prescription', 'phases': [{'dose': 'SECRET'}]},
                  {'kind': 'result', 'quantity': {'value': 'SECRET'}}):
        why = raises(ValueError, carnet.Entry.from_json, value)
        assert 'SECRET' not in f'{why!r}', why
        assert why.__cause__ is None and why.__context__ is None
    assert 'SECRET' not in str(raises(ValueError, carnet.Date, 'SECRET'))


def what_is_not_made_by_its_users_says_where_it_comes_from(tree):
    for kind, way in ((carnet.SecretKey, 'from_seed'),
                      (carnet.SealKey, 'from_pem'),
                      (carnet.Verdict, 'carnet.verify'),
                      (carnet.Credential, 'a Verdict'),
                      (carnet.Plan, 'Record.plan')):
        for given in ((), ('-----BEGIN',), (b'-----BEGIN', 2)):
            why = raises(TypeError, kind, *given)
            assert way in str(why), why


def a_wrong_type_is_told_at_once(tree):
    made, trust = passport(), carnet.Trust()
    record = carnet.Record([PERSON])
    plan, draft = record.plan(DAY), carnet.TrustDraft(valid_days=9)
    with key() as secret:
        verdict = carnet.verify(made, [secret.public], NOW)
        for kind, call in (
                ('datetime', lambda: carnet.verify(made, [], DAY)),
                ('datetime', lambda: verdict.to_fhir(DAY)),
                ('date', lambda: record.plan('2026-03-17')),
                ('PublicKey', lambda: carnet.verify(made, ['PEM'], NOW)),
                ('PublicKey', lambda: carnet.verify(made, 'PEM', NOW)),
                ('PublicKey', lambda: carnet.verify(made, [secret], NOW)),
                ('PublicKey', lambda: trust.add_key(secret)),
                ('PublicKey', lambda: trust.issuer_name('PEM')),
                ('TrustList', lambda: trust.add_list(b'HT1:')),
                ('StatusList', lambda: trust.add_status_list(b'HR1:')),
                ('IssuerKind', lambda: draft.add_key(
                    'A', 'GR', 3, secret.public, DAY)),
                ('PublicKey', lambda: draft.add_key(
                    'A', 'GR', carnet.IssuerKind.NGO, secret, DAY)),
                ('SecretKey', lambda: plan.sign(secret.public)),
                ('SecretKey', lambda: draft.sign(secret.public, DAY)),
                ('Verdict', lambda: carnet.History(made)),
                ('Verdict', lambda: carnet.View(made, NOW)),
                ('Passport', lambda: made.merge(bytes(made))),
                ('SealKey', lambda: made.open(key=secret)),
                ('Phrase', lambda: made.open(phrase='M9J4')),
                ('str', lambda: made.present(show='private')),
                ('str', lambda: made.present(withhold='private')),
                ('str', lambda: carnet.Date(1988)),
                ('bytes', lambda: carnet.qr.whole_kind(5)),
                ('str', lambda: carnet.qr.Symbol(b'HP1:'))):
            why = raises(TypeError, call)
            assert f'{kind} ' in str(why) and 'due' in str(why), why
    for call in (lambda: record.put_in(0, 'x'), lambda: made.qr('X'),
                 lambda: carnet.qr.set_count_for(9, 'X')):
        why = raises(ValueError, call)
        assert ' is due' in str(why) and "'" not in str(why), why
    for kind in (bytearray, memoryview):
        assert carnet.qr.whole_kind(kind(b'HT1:A')) \
            is carnet.qr.Kind.TRUST_LIST
        status('TEXT_PASSPORT', carnet.qr.list_text, kind(b'HP1:'))


def a_handle_says_that_it_is_not_pickled(tree):
    with key() as secret:
        verdict = carnet.verify(passport(), [secret.public], NOW)
        public = secret.public
    record = carnet.Record([PERSON])
    for handle in (verdict, carnet.View(verdict, NOW), public, record,
                   carnet.History(verdict), record.plan(DAY), carnet.Trust()):
        for call in (pickle.dumps, copy.copy, copy.deepcopy):
            why = raises(TypeError, call, handle)
            assert 'is not copied or pickled' in str(why), why
    made = passport()
    assert pickle.loads(pickle.dumps(made)) == made


def numbers_are_no_bytes(tree):
    for call in (carnet.Passport, carnet.PublicKey):
        raises(TypeError, call, 32)
    raises(TypeError, carnet.TrustList, 32, key().public)
    raises(TypeError, carnet.verify, 32, [], NOW)
    raises(TypeError, carnet.door.ask_bytes, '{}')
    words = memoryview(b'{"op":"version"}').cast('I')
    assert b'"OK"' in carnet.door.ask_bytes(words)


def a_time_is_no_day(tree):
    why = raises(TypeError, carnet.Record([PERSON]).plan, NOW)
    assert 'date()' in str(why), why


def a_secret_key_is_read_from_text_too(tree):
    with key() as secret:
        with carnet.SecretKey.from_pem(secret.pem().decode()) as again:
            assert again.public == secret.public


def a_key_file_is_for_its_owner(tree):
    with tempfile.TemporaryDirectory() as folder:
        for kind in (carnet.SecretKey, carnet.SealKey):
            path = pathlib.Path(folder, 'key.pem')
            with kind.new() as secret:
                secret.write(path)
                assert stat.S_IMODE(path.stat().st_mode) == 0o600
                with kind.read(path) as again:
                    assert again.public == secret.public
                    assert bytes(again.pem()) == path.read_bytes()
                public = pathlib.Path(folder, 'key.pub')
                public.write_text(secret.public.pem)
                found = type(secret.public).read(public)
                assert found == secret.public and hash(found) == hash(
                    secret.public)
                assert found != b'x'


def a_key_of_another_kind_is_refused(tree):
    with carnet.SealKey.new() as other, key() as secret:
        status('KEY_ALGORITHM', carnet.SecretKey.from_pem, other.pem())
        status('KEY_PUBLIC', carnet.SecretKey.from_pem,
               secret.public.pem.encode())
        status('KEY_SECRET', carnet.PublicKey.from_pem, secret.pem())
        assert secret.public != other.public
        why = status('KEY_FORM', carnet.PublicKey.from_pem, 'nonsense')
        assert isinstance(why, carnet.KeyProblem)


def a_seed_in_a_bytearray_can_be_wiped(tree):
    seed = bytearray(b'\1' * 32)
    with carnet.SecretKey.from_seed(seed) as secret:
        carnet.wipe(seed)
        assert seed == bytearray(32)
        with key(1) as same:
            assert secret.public == same.public


def sealed_parts_open_with_key_or_phrase(tree):
    made = passport(HIV)
    with key() as issuer, carnet.SealKey.new() as clinic, \
            carnet.Phrase.new() as phrase, carnet.Sealing() as sealing:
        sealing.add_key(clinic.public, 'private')
        sealing.add_phrase(phrase, 'private')
        sealing.add_decoy('clinic')
        sealed = made.present(sealing=sealing)
        trusted = [issuer.public]
        before = carnet.verify(sealed, trusted, NOW)
        assert before[0].parts['private'] is carnet.PartState.SEALED
        assert [e.kind for e in before.entries()] == ['person']
        typed = phrase.reveal().lower().replace('-', ' ')
        with carnet.Phrase(typed) as again:
            opened = [sealed.open(key=clinic), sealed.open(phrase=again)]
        for one in opened:
            found = carnet.verify(one, trusted, NOW)
            assert [e.kind for e in found.entries()] == ['person',
                                                         'condition']
        with carnet.SealKey.new() as stranger:
            status('PRIVACY_UNOPENED', sealed.open, key=stranger)
        status('PRIVACY_UNSEALED', made.open, key=clinic)
        status('PRIVACY_RECIPIENTS', sealing.add_key, clinic.public,
               'private')
        raises(TypeError, sealed.open)
        raises(TypeError, sealed.open, key=clinic, phrase=phrase)
        raises(ValueError, sealing.add_decoy, 'no part')
        status('CALLER_RANGE', sealing.add_decoy, 'desk')


def a_pin_and_a_slip_are_told_apart(tree):
    status('PRIVACY_PHRASE', carnet.Phrase, '123456')
    with carnet.Phrase.new() as phrase:
        said = phrase.reveal()
    wrong = ('3' if said[0] != '3' else '4') + said[1:]
    status('PRIVACY_MISTYPED', carnet.Phrase, wrong)
