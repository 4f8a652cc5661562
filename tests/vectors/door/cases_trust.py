# SPDX-License-Identifier: Apache-2.0
"""Trust lists, and verdicts by them."""
import base64
import hashlib

import cbor2
from nacl.signing import SigningKey

from common import (NOW, TODAY, as_bytes, issued, key, pem, public, public_of,
                    seed_of)

ID = '00112233445566778899aabbccddeeff'


def issuer(name, *keys, **more):
    return {'name': name, 'kind': 'clinic', 'keys': [
        {'key': public_of(k).hex(), 'from': '2025-01-01', **more} for k in keys]}


def draft(*issuers, **more):
    return {'list': ID, 'valid_days': 90, 'issuers': list(issuers), **more}


TRIESTE = issuer('Clinic of Trieste', 'clinic')


def signed(case, value, by='list', previous=None, day=TODAY, status='OK'):
    more = {'previous': previous} if previous else {}
    case.ask('trust_draft_sign', {'draft': value, 'key': key(by),
                                  'issued': day, **more}, status)
    return case.result('list')


def anchored(case, value, by='list', **more):
    return {'list': signed(case, value, by, **more), 'signer': public(by)}


def drafts(c):
    case = c.case('a_draft_grows_and_is_signed')
    case.ask('trust_draft_new', {'valid_days': 90},
             any={'result/draft/list': 'hex'})
    any_list = {'result/draft/list': 'hex'}
    case.ask('trust_draft_add_key', {
        'draft': case.result('draft'), 'name': 'Clinic of Trieste',
        'country': 'IT', 'kind': 'clinic', 'key': public('clinic'),
        'from': '2025-01-01', 'until': '2027-12-31',
        'sealing': pem('x25519.pub.pem'), 'use': 'credentials',
        'kinds': ['person', 'condition']}, any=any_list)
    case.ask('trust_draft_add_key', {
        'draft': case.result('draft'), 'name': 'Clinic of Trieste',
        'country': 'IT', 'kind': 'clinic', 'key': public('status'),
        'from': '2025-01-01', 'use': 'status'}, any=any_list)
    grown = case.result('draft')
    case.ask('key_public', {'key': public('status')})
    case.ask('trust_draft_withdraw', {
        'draft': grown, 'key_id': case.result('key_id'),
        'on': TODAY, 'as': 'retired'}, any=any_list)
    case.ask('trust_draft_next_key', {
        'draft': case.result('draft'), 'key': public('next')}, any=any_list)
    case.ask('trust_draft_next_key', {'draft': case.result('draft')},
             any=any_list)
    case.ask('trust_draft_sign', {
        'draft': case.result('draft'), 'key': key('list'), 'issued': TODAY},
        any={'result/list/bytes': 'base64url'})
    listed = {'list': case.result('list'), 'signer': public('list')}
    case.ask('trust_list_read', listed, any={'result/list/list': 'hex'})
    case.ask('trust_draft_of', listed, any=any_list)
    for name, op, more, status in (
            ('no_days', 'trust_draft_new', {'valid_days': 0},
             'CALLER_RANGE'),
            ('an_unknown_member', 'trust_draft_next_key',
             {'draft': {**draft(), 'x': 1}}, 'TRUST_FORM'),
            ('a_key_twice', 'trust_draft_add_key',
             {'draft': draft(TRIESTE), 'name': 'Other', 'kind': 'ngo',
              'key': public('clinic'), 'from': TODAY}, 'KEY_TWICE'),
            ('a_key_for_tests', 'trust_draft_add_key',
             {'draft': draft(), 'name': 'Other', 'kind': 'ngo',
              'key': pem('ed25519.pub.pem'), 'from': TODAY}, 'KEY_TEST'),
            ('an_unknown_kind', 'trust_draft_add_key',
             {'draft': draft(), 'name': 'Other', 'kind': 'ngo',
              'key': public('clinic'), 'from': TODAY,
              'kinds': ['horoscope']}, 'RECORD_KIND'),
            ('an_end_before_the_beginning', 'trust_draft_add_key',
             {'draft': draft(), 'name': 'Other', 'kind': 'ngo',
              'key': public('clinic'), 'from': TODAY,
              'until': '2026-03-16'}, 'CALLER_RANGE'),
            ('a_key_that_is_not_there', 'trust_draft_withdraw',
             {'draft': draft(TRIESTE), 'key_id': '00000000', 'on': TODAY,
              'as': 'retired'}, 'CALLER_ABSENT')):
        c.one(f'draft_refuses_{name}', op, more, status)


def reading(c):
    case = c.case('reads_a_list_in_both_forms')
    listed = anchored(case, draft(TRIESTE, next_key=public_of('next').hex()))
    case.ask('trust_list_read', listed)
    case.ask('trust_list_text', listed)
    case.ask('trust_list_file', {'list': case.result('text'),
                                 'signer': public('list')},
             any={'result/list': listed['list']})
    case = c.case('refuses_a_list_of_another_key')
    listed = anchored(case, draft(TRIESTE))
    case.ask('trust_list_read', {**listed, 'signer': public('other')},
             'TRUST_PIN')
    for name, value, status in (
            ('a_passport', 'HP1:6BF', 'TEXT_PASSPORT'),
            ('nothing', '', 'TEXT_EMPTY'),
            ('a_list_that_is_cut', 'HT1:6BF', 'CBOR_TRUNCATED')):
        c.one(f'list_refuses_{name}', 'trust_list_read',
              {'list': value, 'signer': public('list')}, status)
    c.one('list_refuses_a_signer_that_is_none', 'trust_list_read',
          {'list': 'HT1:6BF', 'signer': as_bytes(bytes(32))},
          'KEY_LOW_ORDER')
    for name in ('Clinic of Trieste', 'HIV clinic', 'Psychiatric ward',
                 'TB clinic of Trieste', 'Tbilisi clinic'):
        c.one(f'name_{name}', 'trust_name_tells', {'name': name})


def changed(data):
    """The bytes of a list with its signature damaged."""
    raw = bytearray(base64.urlsafe_b64decode(data + '=' * (-len(data) % 4)))
    raw[-1] ^= 1
    return as_bytes(bytes(raw))


def signing(c):
    for name, value, status in (
            ('no_issuer', draft(), 'TRUST_EMPTY'),
            ('its_own_key', draft(issuer('A', 'list')), 'TRUST_SELF'),
            ('a_key_under_two_names',
             draft(issuer('A', 'clinic'), issuer('B', 'clinic')),
             'KEY_TWICE')):
        case = c.case(f'signing_refuses_{name}')
        signed(case, value, status=status)
    case = c.case('refuses_a_list_that_was_changed')
    signed(case, draft(TRIESTE))
    data = case.replies[-1]['result']['list']['bytes']
    case.ask('trust_list_read', {'list': changed(data),
                                 'signer': public('list')}, 'KEY_SIGNATURE')


def lines(c):
    """One list after another."""
    case = c.case('a_newer_list_takes_the_place_of_another')
    old = anchored(case, draft(TRIESTE, next_key=public_of('next').hex()))
    newer = signed(case, draft(TRIESTE, issuer('Desk of Graz', 'other')),
                   previous=old, day='2026-04-01')
    case.ask('trust_list_next', {'list': newer, 'old': old})
    case.ask('trust_list_next', {'list': old['list'], 'old': old})
    kept = {'list': newer, 'signer': public('list')}
    case.ask('trust_list_next', {'list': old['list'], 'old': kept},
             'TRUST_OLDER')
    epoch = signed(case, draft(TRIESTE), by='next', previous=old,
                   day='2026-05-01')
    case.ask('trust_list_next', {'list': epoch, 'old': old})
    signed(case, draft(TRIESTE), by='other', previous=old,
           status='TRUST_PIN')
    after = {'list': epoch, 'signer': public('next')}
    signed(case, draft(TRIESTE), by='next', previous=after,
           day='2026-06-01')
    case = c.case('refuses_to_pass_over_an_epoch')
    old = anchored(case, draft(TRIESTE, next_key=public_of('next').hex()))
    first = {'signer': public('next'), 'list': signed(
        case, draft(TRIESTE, next_key=public_of('list').hex()), by='next',
        previous=old, day='2026-04-01')}
    third = signed(case, draft(TRIESTE), by='list', previous=first,
                   day='2026-05-01')
    case.ask('trust_list_next', {'list': third, 'old': first})
    case.ask('trust_list_next', {'list': third, 'old': old}, 'TRUST_EPOCH')
    case = c.case('no_list_follows_the_last_of_an_epoch')
    case.ask('trust_draft_sign', {
        'draft': draft(TRIESTE), 'key': key('list'), 'issued': TODAY,
        'previous': {'list': last_list(), 'signer': public('list')}},
        'TRUST_LAST')
    case = c.case('refuses_two_lists_of_one_number')
    old = anchored(case, draft(TRIESTE))
    fork = signed(case, draft(TRIESTE, issuer('Desk of Graz', 'other')))
    case.ask('trust_list_next', {'list': fork, 'old': old}, 'TRUST_FORKED')
    case = c.case('refuses_another_line')
    old = anchored(case, draft(TRIESTE))
    other = signed(case, {**draft(TRIESTE), 'list': 'ff' * 16})
    case.ask('trust_list_next', {'list': other, 'old': old}, 'TRUST_OTHER')
    signed(case, {**draft(TRIESTE), 'list': 'ff' * 16}, previous=old,
           status='TRUST_OTHER')
    case = c.case('refuses_another_next_key_within_an_epoch')
    named = draft(TRIESTE, next_key=public_of('next').hex())
    old = anchored(case, named)
    signed(case, draft(TRIESTE, next_key=public_of('other').hex()),
           previous=old, status='TRUST_NEXT')
    thief = signed(case, draft(TRIESTE, next_key=public_of('other').hex()),
                   previous=anchored(case, draft(TRIESTE)))
    case.ask('trust_list_next', {'list': thief, 'old': old}, 'TRUST_NEXT')
    signed(case, named, by='next', previous=old, status='KEY_TWICE')
    case = c.case('a_new_epoch_restores_what_a_thief_withdrew')
    first = anchored(case, named)
    thief = {'signer': public('list'), 'list': signed(
        case, draft(issuer('Clinic of Trieste', 'clinic', withdrawn=TODAY,
                           **{'as': 'compromised'})),
        previous=first, day='2026-04-01')}
    epoch = signed(case, draft(TRIESTE), by='next', previous=first,
                   day='2026-05-01')
    case.ask('trust_list_next', {'list': epoch, 'old': thief})
    case = c.case('refuses_a_withdrawn_key_that_comes_back')
    old = anchored(case, draft(issuer('Clinic of Trieste', 'clinic',
                                      withdrawn=TODAY, **{'as': 'retired'})))
    signed(case, draft(TRIESTE), previous=old, status='TRUST_BACK')
    case.ask('key_public', {'key': public('clinic')})
    case.ask('trust_draft_withdraw', {
        'draft': draft(issuer('Clinic of Trieste', 'clinic', withdrawn=TODAY,
                              **{'as': 'compromised'})),
        'key_id': case.result('key_id'), 'on': TODAY, 'as': 'retired'},
        'TRUST_BACK')


def last_list():
    """A list of sequence 2^32 - 1, by hand: trust.md section 1."""
    signer = SigningKey(seed_of('list'))
    kid = hashlib.sha256(bytes(signer.verify_key)).digest()[:4]
    head = cbor2.dumps({1: -8, 4: kid,
                        16: 'application/carnet-trust.1+cwt'})
    body = cbor2.dumps({6: 86400 * 20529, -65539: [
        bytes.fromhex(ID), 0, (1 << 32) - 1, 20619, None,
        [['Clinic of Trieste', None, 3,
          [[public_of('clinic'), 20089, {}]]]]]})
    signed_bytes = cbor2.dumps(['Signature1', head, b'', body])
    return as_bytes(bytes.fromhex('8948540d0a1a0a01') + cbor2.dumps(
        [head, {}, body, signer.sign(signed_bytes).signature]))


def verdicts(c):
    """What a list does to a verdict."""
    for name, value, now in (
            ('a_listed_issuer', TRIESTE, NOW),
            ('an_old_list', TRIESTE, '2026-09-01'),
            ('a_key_out_of_its_window', issuer(
                'Clinic of Trieste', 'clinic', until='2026-01-31'), NOW),
            ('a_key_for_status_lists', issuer(
                'Clinic of Trieste', 'clinic', use='status'), NOW),
            ('a_key_of_another_scope', issuer(
                'Clinic of Trieste', 'clinic', may_sign=['person']), NOW),
            ('a_retired_key', issuer(
                'Clinic of Trieste', 'clinic', withdrawn='2026-02-01',
                **{'as': 'retired'}), NOW),
            ('a_compromised_key', issuer(
                'Clinic of Trieste', 'clinic', withdrawn='2026-02-01',
                **{'as': 'compromised'}), NOW)):
        case = c.case(f'verdict_by_{name}')
        passport = issued(case)
        listed = anchored(case, draft(value))
        case.ask('verify_trusting', {
            'passport': passport, 'now': now, 'entries': True,
            'trust': {'lists': [listed]}})
    case = c.case('verdict_names_which_list_is_refused')
    case.ask('verify_trusting', {
        'passport': 'HP1:6BF', 'now': NOW, 'trust': {'lists': [
            {'list': 'HC1:6BF', 'signer': public('list')}]}},
        'TEXT_EU_DCC')


def fill(c):
    drafts(c)
    reading(c)
    signing(c)
    lines(c)
    verdicts(c)
