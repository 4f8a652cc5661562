# SPDX-License-Identifier: Apache-2.0
"""Status lists, and verdicts by them."""
import hashlib
import zlib

import cbor2

from cases_trust import anchored, draft, issuer
from common import NOW, PERSON, SEED, TODAY, b64, key, public, public_of

RANDOM = {'result/draft': 'base64url', 'result/index': 'integer'}
GRACE = {'issued': NOW, 'valid_days': 30}


def file(statuses, bits=2, issuer='clinic'):
    """A draft as status.md section 5 has it, all indices given out."""
    digest = hashlib.sha256(public_of(issuer)).digest()
    taken = bytes([255] * (len(statuses) * 8 // bits // 8))
    return b64(cbor2.dumps(['carnet status draft 1', digest, bits,
                            zlib.compress(statuses, 9),
                            zlib.compress(taken, 9)]))


# Of 32 indices: 0 good, 1 revoked, 2 suspended, 3 in error, then good.
FOUR = file(bytes([0b11100100]) + bytes(7))


def drafts(c):
    case = c.case('a_draft_gives_out_indices')
    case.ask('status_draft_new', {'issuer': public('clinic'), 'bits': 2,
                                  'entries': 32})
    case.ask('status_draft_look', {'draft': case.result('draft'),
                                   'indices': [0, 31, 32],
                                   'issuer': public('clinic')})
    case.ask('status_draft_new', {'issuer': public('clinic'), 'bits': 1,
                                  'entries': 8})
    case.ask('status_draft_take', {'draft': case.result('draft')},
             any=RANDOM)
    index = case.result('index')
    case.ask('status_draft_set', {'draft': case.result('draft'),
                                  'index': index, 'value': 'revoked'},
             any={'result/draft': 'base64url'})
    taken = case.result('draft')
    case.ask('status_draft_look', {'draft': taken, 'indices': [index],
                                   'issuer': public('other')})
    case.ask('status_draft_set', {'draft': taken, 'index': index,
                                  'value': 'suspended'}, 'CALLER_RANGE')
    full = file(bytes(1), bits=1)
    c.one('a_full_draft_has_no_index', 'status_draft_take', {'draft': full},
          'CALLER_ABSENT')
    for name, op, more, status in (
            ('3_bits', 'status_draft_new',
             {'issuer': public('clinic'), 'bits': 3, 'entries': 8},
             'CALLER_RANGE'),
            ('no_entries', 'status_draft_new',
             {'issuer': public('clinic'), 'bits': 1, 'entries': 0},
             'CALLER_RANGE'),
            ('an_index_that_was_never_given_out', 'status_draft_set',
             {'draft': FOUR, 'index': 99, 'value': 'revoked'},
             'CALLER_ABSENT'),
            ('what_is_no_draft', 'status_draft_look', {'draft': b64(b'\0')},
             'CBOR_TYPE'),
            ('a_draft_that_was_cut', 'status_draft_look',
             {'draft': FOUR[:len(FOUR) // 4 * 4 - 4]}, 'CBOR_TRUNCATED'),
            ('no_days', 'status_draft_sign',
             {'draft': FOUR, 'key': key('clinic'), 'issued': NOW,
              'valid_days': 0}, 'CALLER_RANGE')):
        c.one(f'draft_refuses_{name}', op, more, status)


def signed(case, value, by='clinic', **more):
    case.ask('status_draft_sign', {'draft': value, 'key': key(by), **GRACE,
                                   **more})
    return case.result('list')


def reading(c):
    case = c.case('reads_a_list_in_both_forms')
    listed = signed(case, FOUR, ttl_s=3600)
    keys = [public('other'), public('clinic')]
    case.ask('status_list_read', {'list': listed, 'keys': keys,
                                  'indices': [0, 1, 2, 3, 31, 32, -1]})
    case.ask('status_list_text', {'list': listed, 'keys': keys})
    case.ask('status_list_file', {'list': case.result('text'),
                                  'keys': keys},
             any={'result/list': listed})
    case.ask('status_list_read', {'list': listed,
                                  'keys': [public('other')]}, 'KEY_UNKNOWN')
    case.ask('status_list_read', {'list': listed, 'keys': []}, 'KEY_UNKNOWN')
    case.ask('status_list_read', {'list': 5, 'keys': keys}, 'JSON_VALUE')
    case.ask('status_list_read', {'list': listed, 'keys': [
        {'bytes': 'AA'}]}, 'CALLER_RANGE')
    case = c.case('reads_a_list_that_another_key_signed')
    listed = signed(case, FOUR, by='status')
    by = {'list': listed, 'issuer': public('clinic'),
          'signer': public('status')}
    case.ask('status_list_read_by', by)
    case.ask('status_list_read_by', {**by, 'issuer': public('other')},
             'KEY_ISSUER')
    case.ask('status_list_read', {'list': listed,
                                  'keys': [public('status')]}, 'KEY_ISSUER')
    for name, value, status in (
            ('a_passport', 'HP1:6BF', 'TEXT_PASSPORT'),
            ('a_trust_list', 'HT1:6BF', 'TEXT_LIST'),
            ('what_is_cut', 'HR1:6BF', 'CBOR_TRUNCATED')):
        c.one(f'status_list_refuses_{name}', 'status_list_read',
              {'list': value, 'keys': [public('clinic')]}, status)
    case = c.case('status_list_refuses_what_a_compromised_key_signed')
    listed = signed(case, FOUR)
    stolen = anchored(case, draft(issuer(
        'Clinic of Trieste', 'clinic', withdrawn='2026-02-01',
        **{'as': 'compromised'})))
    case.ask('status_list_trusting', {
        'list': listed, 'trust': {'lists': [stolen]}}, 'KEY_COMPROMISED')
    case = c.case('status_list_of_the_same_issuer')
    listed = signed(case, FOUR, by='status')
    both = anchored(case, draft(issuer('Clinic of Trieste', 'clinic',
                                       'status')))
    case.ask('status_list_trusting', {
        'list': listed, 'trust': {'lists': [both]}, 'indices': [3]})
    for name, more, status in (
            ('out_of_its_window', {'until': '2026-01-31'}, 'KEY_WINDOW'),
            ('retired_before', {'withdrawn': '2026-02-01', 'as': 'retired'},
             'KEY_RETIRED')):
        case = c.case(f'status_list_refuses_a_key_{name}')
        listed = signed(case, FOUR)
        gone = anchored(case, draft(issuer('Clinic of Trieste', 'clinic',
                                           **more)))
        case.ask('status_list_trusting', {
            'list': listed, 'trust': {'lists': [gone]}}, status)


def lines(c):
    """One list after another."""
    trust = {'keys': [public('clinic'), public('other')]}
    case = c.case('a_newer_status_list_takes_the_place_of_another')
    old = signed(case, FOUR)
    newer = signed(case, FOUR, issued='2026-04-01T00:00:00Z')
    asked = {'trust': trust, 'now': '2026-04-02'}
    case.ask('status_list_next', {'list': old, **asked})
    case.ask('status_list_next', {'list': newer, 'old': old, **asked})
    case.ask('status_list_next', {'list': newer, 'old': newer, **asked})
    case.ask('status_list_next', {'list': old, 'old': newer, **asked},
             'TRUST_OLDER')
    case.ask('status_list_next', {'list': newer, 'old': old, **asked,
                                  'now': '2026-03-18'}, 'KEY_FUTURE')
    fork = signed(case, file(bytes(8)))
    case.ask('status_list_next', {'list': fork, 'old': old, **asked},
             'TRUST_FORKED')
    other = signed(case, file(bytes(8), issuer='other'), by='other')
    case.ask('status_list_next', {'list': other, 'old': old, **asked},
             'TRUST_OTHER')
    case.ask('status_list_next', {'list': old, 'trust': {},
                                  'now': TODAY}, 'KEY_UNKNOWN')
    case.ask('list_text', {'list': old})
    case = c.case('a_trust_list_names_the_issuer_of_a_key')
    listed = anchored(case, draft(issuer('Clinic of Trieste', 'clinic')))
    case.ask('issuer_name', {'trust': {'lists': [listed]},
                             'key': public('clinic')})
    case.ask('issuer_name', {'trust': {'lists': [listed]},
                             'key': public('other')}, 'CALLER_ABSENT')


def verdicts(c):
    """What a list does to a verdict: an indexed passport is random, and so is
    what stands in its verdict of it."""
    for index, name in enumerate(('good', 'revoked', 'suspended',
                                  'in_error')):
        case = c.case(f'verdict_of_one_that_is_{name}')
        verify(case, index, [signed(case, FOUR)])
    case = c.case('verdict_of_one_in_error_that_is_shown')
    verify(case, 3, [signed(case, FOUR)], show_in_error=True)
    restated(c.case('what_was_entered_in_error_is_not_restated'))
    case = c.case('verdict_without_a_status_list')
    verify(case, 3, [])
    case = c.case('verdict_past_the_end_of_a_list')
    verify(case, 99, [signed(case, FOUR)])
    case = c.case('verdict_by_an_old_status_list')
    verify(case, 0, [signed(case, FOUR)], now='2026-06-01')
    case = c.case('verdict_refuses_a_status_list_of_nobody')
    case.ask('verify_trusting', {
        'passport': 'HP1:6BF', 'now': NOW, 'trust': {
            'keys': [public('other')],
            'status_lists': [signed(case, FOUR)]}}, 'KEY_UNKNOWN')


def restated(case):
    case.ask('issue_sign_seeded', {
        'record': {'entries': [PERSON]}, 'issued': TODAY, 'key': key('other'),
        'seed': SEED})
    good = case.result('passport')
    case.ask('issue_sign_indexed', {
        'record': {'entries': [PERSON]}, 'issued': TODAY,
        'key': key('clinic'), 'index': 3},
        any={'result/passport/bytes': 'base64url'})
    case.ask('merge', {'first': good, 'second': case.result('passport')},
             any={'result/passport/bytes': 'base64url'})
    case.ask('issue_plan', {'issued': TODAY, 'restate': {
        'passport': case.result('passport'), 'now': NOW, 'trust': {
            'keys': [public('clinic'), public('other')],
            'status_lists': [signed(case, FOUR)]}}},
        any={'result/left_out/0/credential': 'integer'})


def verify(case, index, lists, now=NOW, **more):
    case.ask('issue_sign_indexed', {
        'record': {'entries': [PERSON]}, 'issued': TODAY,
        'key': key('clinic'), 'index': index},
        any={'result/passport/bytes': 'base64url'})
    told = {} if index == 3 and lists and not more else {
        'result/verdict/credentials/0/identity': 'hex',
        'result/verdict/credentials/0/tags/0': 'string'}
    case.ask('verify_trusting', {
        'passport': case.result('passport'), 'now': now, 'entries': True,
        'trust': {'keys': [public('clinic')], 'status_lists': lists,
                  **more}}, any=told)


def fill(c):
    drafts(c)
    reading(c)
    lines(c)
    verdicts(c)
