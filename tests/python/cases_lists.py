# SPDX-License-Identifier: Apache-2.0
"""Trust lists and status lists: made, read, followed, believed."""
import datetime

import carnet
from carnet import (Answer, IssuerKind, Outcome, Standing, Trust, TrustDraft,
                    TrustList, Withdrawal)
from made import DAY, NOW, key, passport, raises, status


def draft(**how):
    made = TrustDraft(90)
    with key() as issuer:
        made.add_key('Clinic of Example', 'GR', IssuerKind.CLINIC,
                     issuer.public, datetime.date(2026, 1, 1), **how)
    return made


def signed(made, previous=None, day=DAY, by=9):
    with key(by) as secret:
        return made.sign(secret, day, previous)


def listed(**how):
    with key(9) as secret:
        return TrustList(signed(draft(**how)), secret.public)


def judged(trusted, made=None, **more):
    trust = Trust()
    trust.add_list(trusted)
    return carnet.verify(made or passport(**more), trust, NOW)


def a_list_says_what_its_draft_said(tree):
    sealing = carnet.SealKey.new().public
    trusted = listed(until=datetime.date(2027, 1, 1), sealing=sealing,
                     kinds=('vaccination',), status=False)
    assert (trusted.epoch, trusted.sequence, trusted.num_issuers) == (0, 0, 1)
    assert trusted.issued == DAY and len(trusted.id) == 16
    assert trusted.next_update == DAY + datetime.timedelta(days=90)
    with key(9) as secret:
        assert trusted.signer == secret.public
        for form in (trusted.text, trusted.file):
            assert TrustList(form, secret.public).file == trusted.file
    said = trusted.to_json()
    assert 'Clinic of Example' in str(said) and 'vaccination' in str(said)
    line, = trusted.key_lines()
    assert 'Clinic of Example' in line
    again = TrustDraft.from_list(trusted).to_json()
    for one in said['issuers'][0]['keys']:
        del one['key_id']  # computed, never carried
    assert again['issuers'] == said['issuers']
    assert bytes(sealing).hex() in str(again)


def an_issuer_is_named_and_kept_to_its_scope(tree):
    verdict = judged(listed())
    assert verdict.outcome is Outcome.ACCEPTED
    assert verdict[0].issuer == carnet.Issuer('Clinic of Example', 'GR',
                                              IssuerKind.CLINIC)
    assert verdict[0].facts['trust_list'].day == DAY
    narrow = judged(listed(kinds=('vaccination',)))
    assert narrow.outcome is Outcome.REVIEW
    assert narrow[0].facts['scope'].status.name == 'KEY_SCOPE'
    assert not narrow[0].in_scope(1)


def the_next_list_takes_the_place_of_the_last(tree):
    first = listed()
    more = TrustDraft.from_list(first)
    with key() as issuer:
        more.withdraw(issuer.public.id, DAY, Withdrawal.COMPROMISED)
    second = first.read_next(signed(more, first))
    assert second.sequence == 1 and first.read_next(first.file) is None
    status('TRUST_OLDER', second.read_next, first.file)
    assert judged(second).outcome is Outcome.REFUSED
    with key(8) as other:
        status('TRUST_PIN', TrustList, first.file, other.public)


def the_next_epoch_has_the_key_that_was_named(tree):
    first = listed()
    more = TrustDraft.from_list(first)
    with key(8) as other:
        more.set_next_key(other.public)
    named = first.read_next(signed(more, first))
    begun = named.read_next(signed(TrustDraft.from_list(named), named, by=8))
    assert begun.epoch == 1
    status('TRUST_PIN', signed, TrustDraft.from_list(named), named, by=7)


def a_key_that_does_not_go_in_changes_nothing(tree):
    made = draft()
    before = made.to_json()
    with key(1) as other:
        status('RECORD_KIND', made.add_key, 'B', None, IssuerKind.NGO,
               other.public, DAY, kinds=('no such kind',))
        assert made.to_json() == before
        made.add_key('B', None, IssuerKind.NGO, other.public, DAY)
    assert len(made.to_json()['issuers']) == 2
    raises(ValueError, made.withdraw, b'abc', DAY, Withdrawal.RETIRED)


def a_trust_keeps_what_was_lent_to_it(tree):
    import gc
    trust = Trust()
    trust.add_list(listed())
    with key(1) as other:
        trust.add_key(other.public)
    gc.collect()
    for _ in range(50):
        listed()
    verdict = carnet.verify(passport().merge(passport(by=1)), trust, NOW)
    assert verdict.outcome is Outcome.ACCEPTED


def a_status_list_takes_credentials_back(tree):
    with key() as issuer:
        kept = carnet.StatusDraft(issuer.public, num_entries=64)
        index = kept.take()
        made = passport(index=index)
        trust = Trust()
        trust.add_key(issuer.public)
        words = [carnet.verify(made, trust, NOW)]
        for n, standing in enumerate(Standing):
            kept.set(index, standing)
            data = kept.sign(issuer, NOW + datetime.timedelta(seconds=n),
                             valid_days=30)
            trust = Trust()
            trust.add_key(issuer.public)
            trust.add_status_list(trust.read_status_list(data))
            words.append(carnet.verify(made, trust, NOW))
    assert [w.outcome.name for w in words] == [
        'REVIEW', 'ACCEPTED', 'REVIEW', 'REVIEW', 'REVIEW']
    assert [w[0].facts['status'].status.name for w in words] == [
        'TRUST_NO_STATUS', 'OK', 'TRUST_REVOKED', 'TRUST_SUSPENDED',
        'TRUST_IN_ERROR']
    assert words[2].entries() and not words[4].entries()
    trust.show_in_error()
    assert carnet.verify(made, trust, NOW).entries()


def a_status_draft_is_kept_as_bytes(tree):
    with key() as issuer, key(1) as other:
        kept = carnet.StatusDraft(issuer.public, bits=2, num_entries=8)
        taken = [kept.take() for _ in range(8)]
        assert sorted(taken) == list(range(8))
        status('CALLER_ABSENT', kept.take)
        back = carnet.StatusDraft.from_bytes(bytes(kept))
        assert back.num_taken == 8 and len(back) == 8 and back.bits == 2
        assert back.is_of(issuer.public) and not back.is_of(other.public)
        assert back[taken[0]] is Standing.GOOD and back[9] is None
        data = back.sign(issuer, NOW, valid_days=30,
                         ttl=datetime.timedelta(hours=12))
        found = carnet.StatusList(data, [other.public, issuer.public])
        assert found[99] is None and len(found) == 8 and found.bits == 2
        assert found.issued == NOW and found.ttl.seconds == 12 * 3600
        assert found.expires > NOW and len(found.issuer_digest) == 32
        assert carnet.StatusList(found.text, [issuer.public]).file == \
            found.file
        status('KEY_UNKNOWN', carnet.StatusList, data, [other.public])
        by_other = back.sign(other, NOW + datetime.timedelta(seconds=1),
                             valid_days=30)
        assert carnet.StatusList.read_by(by_other, issuer.public,
                                         other.public)[0] is Standing.GOOD


def a_status_list_is_never_taken_back(tree):
    later = NOW + datetime.timedelta(hours=1)
    with key() as issuer, key(1) as other:
        kept = carnet.StatusDraft(issuer.public, num_entries=8)
        old, new = (carnet.StatusList(kept.sign(issuer, when, valid_days=30),
                                      [issuer.public])
                    for when in (NOW, later))
        assert new.replaces(old, later) and new.replaces(None, later)
        assert not old.replaces(old, later)
        status('TRUST_OLDER', old.replaces, new, later)
        assert new.signer == issuer.public
        assert carnet.qr.list_text(new.file) == new.text
        trust = Trust()
        trust.add_list(listed())
        assert trust.issuer_name(issuer.public) == 'Clinic of Example'
        assert trust.issuer_name(other.public) is None


def lists_travel_as_sets_too(tree):
    trusted = listed()
    joiner = carnet.qr.Joiner()
    assert joiner.kind is None
    for text in carnet.qr.split_list(trusted.file, count=2)[1:]:
        assert carnet.qr.part_kind(text) is carnet.qr.Kind.TRUST_LIST
        joiner.add(text)
    assert joiner.kind is carnet.qr.Kind.TRUST_LIST
    assert joiner.join() == trusted.text == carnet.qr.list_text(trusted.file)
    assert carnet.qr.split_list(trusted.file)
    one, = trusted.keys()
    assert one['issuer']['name'] == 'Clinic of Example'


def nothing_is_believed_by_default(tree):
    assert carnet.verify(passport(), Trust(), NOW).outcome is Outcome.REFUSED
    assert Answer.NOT_CHECKED.value == 0
