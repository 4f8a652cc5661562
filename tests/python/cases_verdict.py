# SPDX-License-Identifier: Apache-2.0
"""Verdicts: facts, words, and that what is refused can't be reached."""
import datetime

import carnet
from carnet import Answer, Outcome, entries
from made import DAY, HIV, NOW, PERSON, key, passport, raises, status


def accepted(*more):
    made = passport(*more)
    with key() as secret:
        return carnet.verify(made, [secret.public], NOW)


def facts_have_an_answer_a_status_and_a_day(tree):
    verdict = accepted()
    credential, = verdict
    facts = credential.facts
    assert list(facts) == list(carnet.verdict.FACTS)
    assert facts['signature'].answer is Answer.YES
    assert facts['issued'].day == DAY and facts['issued'].age_days == 3
    assert facts['trust_list'].answer is Answer.NOT_CHECKED
    assert facts['expiry'].day is None and facts['expiry'].age_days is None
    assert credential.issued == DAY and credential.valid_until is None
    assert credential.key_index == 0 and credential.issuer is None
    assert len(credential.identity) == 32 and credential.same_as is None
    assert credential.status_index is None and credential.in_scope(0)
    assert not credential.in_scope(99)
    assert credential.num_withheld == {'desk': 0, 'clinic': 0, 'private': 0}
    assert verdict.is_open


def an_expired_one_is_for_review_and_keeps_its_content(tree):
    made = passport(valid_until=DAY)
    with key() as secret:
        verdict = carnet.verify(made, [secret.public], NOW)
    assert verdict.outcome is Outcome.REVIEW
    fact = verdict[0].facts['expiry']
    assert fact.answer is Answer.NO and fact.status.name == 'KEY_EXPIRED'
    assert fact.day == DAY and len(verdict.entries()) == 2


def nothing_of_a_refused_one_is_reachable(tree):
    made = passport(HIV)
    for verdict in (carnet.verify(made, [], NOW),
                    carnet.verify(bytes(made)[:-1], [], NOW)):
        assert verdict.outcome is Outcome.REFUSED
        raises(carnet.ContentRefused, verdict.entries)
        raises(carnet.ContentRefused, verdict.to_fhir, NOW)
        raises(carnet.ContentRefused, verdict.to_diagnostic)
        said = repr(verdict.to_json(with_entries=True)) + str(verdict.words())
        assert 'Amina' not in said and 'B24' not in said
        for credential in verdict:
            raises(carnet.ContentRefused, getattr, credential, 'entries')
            status('CALLER_ABSENT', credential.to_cose)
            assert credential.identity is None


def of_a_mixed_one_only_the_good_half_is(tree):
    both = passport().merge(passport(HIV, by=1))
    with key() as secret:
        verdict = carnet.verify(both, [secret.public], NOW)
    assert verdict.outcome is Outcome.REVIEW
    words = {c.outcome for c in verdict}
    assert words == {Outcome.ACCEPTED, Outcome.REFUSED}
    assert [e.code.code for e in verdict.entries(entries.Condition)] == [
        'E11.9']


def a_malformed_one_says_where_and_why(tree):
    verdict = carnet.verify(bytes(passport())[:-1], [], NOW)
    assert verdict.reason is not carnet.Status.OK and len(verdict) == 0
    assert verdict.offset > 0 and isinstance(verdict.detail, str)
    assert verdict.path == '' and verdict.credentials == []
    raises(IndexError, verdict.__getitem__, 0)


def what_restate_leaves_out_is_told(tree):
    later = carnet.Entry.from_json({
        'kind': 'allergy', 'beyond': True, 'issued': f'{DAY}',
        'cbor': 'GQEHghtAAAAAAAAAACQ'})
    with key() as secret:
        verdict = carnet.verify(passport(HIV, later), [secret.public], NOW)
    told, why = carnet.History(verdict), carnet.history.Restating
    kinds = [e.kind for e in verdict.entries()]
    for with_private, reasons in ((False, {'allergy': why.UNREADABLE,
                                           'condition': why.IS_PRIVATE}),
                                  (True, {'allergy': why.UNREADABLE})):
        found = told.left_out(with_private=with_private)
        assert {kinds[p.index]: w for p, w in found} == reasons, found
        plan = told.restate(with_private=with_private).plan(DAY)
        assert len(plan) + len(found) == len(kinds)


def nothing_has_a_truth_value(tree):
    verdict = accepted()
    for thing in (verdict, verdict[0], verdict.outcome,
                  verdict[0].facts['signature'],
                  verdict[0].facts['signature'].answer, verdict[0].parts['desk'],
                  carnet.Standing.REVOKED):
        raises(TypeError, bool, thing)


def the_same_text_bytes_and_passport_are_one(tree):
    made = passport()
    with key() as secret:
        trusted = [secret.public]
        words = {carnet.verify(given, trusted, NOW)[0].identity
                 for given in (made, made.file, made.text)}
    assert len(words) == 1


def a_time_needs_its_zone(tree):
    raises(ValueError, carnet.verify, b'', [], NOW.replace(tzinfo=None))
    east = datetime.timezone(datetime.timedelta(hours=14))
    assert accepted()[0].facts['issued'].age_days == 3
    with key() as secret:
        late = carnet.verify(passport(), [secret.public],
                             NOW.replace(tzinfo=east))
    assert late[0].facts['issued'].age_days == 2


def which_key_it_was_is_told(tree):
    made = passport(by=1)
    with key() as a, key(1) as b:
        verdict = carnet.verify(made, [a.public, b.public], NOW)
    assert verdict[0].key_index == 1
    assert verdict[0].key_id == b'' + verdict[0].key_id


def keys_that_an_iterator_gives_live_as_long_as_the_call(tree):
    made = passport(by=1)
    with key() as a, key(1) as b:
        raw = [bytes(k.public) for k in (a, b)]
        verdict = carnet.verify(
            made, (carnet.PublicKey(one) for one in raw), NOW)
    assert verdict.outcome is Outcome.ACCEPTED and verdict[0].key_index == 1


def exports_are_what_the_command_gives(tree):
    verdict = accepted()
    assert verdict[0].to_cose()[:1] == b'\xd2'
    assert '20529' in verdict.to_diagnostic()
    said = verdict.words('fr', names=['Clinique'])
    assert 'Clinique' in said.text and said.num_unreviewed >= 0
    json = verdict.to_json(with_entries=True)
    assert json['outcome'] == 'accepted'
    assert len(json['credentials'][0]['entries']) == 2
    assert 'entries' not in verdict.to_json()['credentials'][0]


def an_entry_outlives_its_verdict(tree):
    import gc
    found = accepted().entries(entries.Condition)
    gc.collect()
    for _ in range(100):
        accepted()
    assert 'E11.9' in found[0].words().text
    raises(ValueError, entries.Condition(
        code=carnet.Code.of('I10')).words)


def history_says_what_replaces_what(tree):
    first = passport(HIV)
    with key() as secret:
        trusted = [secret.public]
        told = carnet.History(carnet.verify(first, trusted, NOW))
        tag = told.entries(0)[1].tag
        later = carnet.Record([PERSON, entries.Condition(
            code=carnet.Code.of('E11.9'), status='resolved',
            replaces=(tag, 'leaf:00000000'))])
        plan = later.plan(NOW.date())
        assert carnet.history.num_lost(plan, first) == 1
        both = first.merge(plan.sign(secret))
        verdict = carnet.verify(both, trusted, NOW)
    told = carnet.History(verdict)
    new = next(i for i in told.order() if i != told.order()[0])
    old = told.order()[0]
    replaced, by = told.entries(old)[1], told.entries(new)[1]
    assert replaced.state is carnet.history.State.REPLACED
    assert replaced.successors == (by.place,) and not replaced.replaces
    assert by.change is carnet.history.Change.RESOLVED
    found, lost = by.replaces
    assert found == carnet.history.Reference(carnet.history.Lead.FOUND,
                                             (replaced.place,))
    assert lost.lead is carnet.history.Lead.NOWHERE and not lost.targets
    raises(KeyError, lambda: list(told.references(by.place, 'no field')))
    private = told.entries(old)[2].place
    assert told.restates(private) is carnet.history.Restating.IS_PRIVATE
    assert told.restates(replaced.place) is \
        carnet.history.Restating.NOT_CURRENT
    assert len(told.restate(with_private=True)) == len(told.restate()) + 1
    assert tag in str(told.to_json())


def a_view_merges_who_says_the_same(tree):
    both = passport(HIV).merge(passport(by=1))
    with key() as a, key(1) as b:
        verdict = carnet.verify(both, [a.public, b.public], NOW)
    east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    there = carnet.View(verdict, NOW.astimezone(east)).to_json()
    assert there['at'].endswith('+05:30'), there['at']
    for at in (NOW, NOW.date()):
        merged = carnet.View(verdict, at)
        rows = {getattr(t.entry.code, 'code'): row for row in merged
                for t in row.tellings if t.entry.kind == 'condition'}
        assert [len(rows[c].tellings) for c in ('E11.9', 'B24')] == [2, 1]
        assert rows['B24'].state is carnet.view.State.ACTIVE
        assert rows['B24'].accepted and rows['B24'].clash is None
        assert {t.credential for t in rows['E11.9'].tellings} == {0, 1}
        assert merged.is_open and len(merged.ties) == 1
        assert merged.num_replaced == 0 and merged[0].person == 0
        said = merged.words('fr', names=['Clinique', None])
        assert 'E11.9' in said.text and merged.to_json(explain=True)
