# SPDX-License-Identifier: Apache-2.0
"""Showing less, sealing, opening, merging."""
from common import (DIABETES, HIV, NOW, OTHER_SEED, PERSON, RECORD, TODAY,
                    issued, key, pem, public)

PHRASE = '0123-4567-89AC-FHJ2'
CLINIC = pem('x25519.pub.pem')
SEALED = {'result/passport/bytes': 'base64url'}


def showing(c):
    c.one('audiences', 'audiences')
    for name, more in (
            ('for_a_desk', {'audience': 'desk'}),
            ('for_an_emergency', {'audience': 'emergency'}),
            ('with_an_entry_more', {'audience': 'desk',
                                    'show': ['clinic/0']}),
            ('without_a_part', {'withhold': ['private']}),
            ('without_a_kind', {'withhold': ['allergy']}),
            ('of_two_entries', {'show': ['desk', 'clinic/1']})):
        case = c.case(f'presents_{name}')
        case.ask('present', {'passport': issued(case), **more})
        case.ask('verify_trusting', {
            'passport': case.result('passport'), 'now': NOW,
            'trust': {'keys': [public('clinic')]}, 'entries': True})
    for name, more, status in (
            ('an_unknown_audience', {'audience': 'guard'}, 'PRIVACY_CHOICE'),
            ('an_entry_that_is_not_there', {'show': ['clinic/9']},
             'PRIVACY_CHOICE'),
            ('an_unknown_word', {'audience': 'desk',
                                 'withhold': ['everything']},
             'PRIVACY_CHOICE'),
            ('the_second_of_two_words', {'audience': 'desk',
                                         'withhold': ['allergy', 'all']},
             'PRIVACY_CHOICE'),
            ('nothing', {'withhold': ['1']}, 'PRIVACY_NOTHING')):
        case = c.case(f'present_refuses_{name}')
        case.ask('present', {'passport': issued(case), **more}, status)
    c.one('present_refuses_what_is_no_passport', 'present',
          {'passport': 'HP1:6BF', 'audience': 'desk'}, 'CBOR_TRUNCATED')


def sealing(c):
    case = c.case('seals_to_a_clinic_which_opens')
    passport = issued(case)
    case.ask('present_sealed', {
        'passport': passport, 'to_keys': [{'part': 'private',
                                           'key': CLINIC}]}, any=SEALED)
    sealed = case.result('passport')
    case.ask('peek', {'passport': sealed}, any={
        'result/bytes': 'integer', 'result/chars': 'integer'})
    case.ask('open_sealed', {'passport': sealed, 'key': pem('x25519.pem')})
    case.ask('peek_unverified', {'passport': case.result('passport')})
    case.ask('open_sealed', {'passport': sealed, 'phrase': PHRASE},
             'PRIVACY_UNOPENED')
    case = c.case('seals_to_two_and_a_decoy')
    case.ask('seal_key_new', any={
        'result/key': 'string', 'result/public/bytes': 'base64url',
        'result/public_pem': 'string'})
    secret, other = case.result('key'), case.result('public')
    case.ask('issue_sign_seeded', {
        'record': RECORD, 'issued': TODAY, 'key': key('clinic'),
        'seed': OTHER_SEED})
    case.ask('present_sealed', {
        'passport': case.result('passport'),
        'to_keys': [{'part': 'clinic', 'key': CLINIC},
                    {'part': 'clinic', 'key': other}],
        'decoys': ['private']}, any=SEALED)
    case.ask('open_sealed', {'passport': case.result('passport'),
                             'key': secret}, any=SEALED)
    case.ask('peek_outline', {'passport': case.result('passport')})
    case = c.case('seals_to_a_phrase_which_opens')
    case.ask('phrase_new', any={'result/phrase': 'string'})
    phrase = case.result('phrase')
    passport = issued(case)
    case.ask('present_sealed', {
        'passport': passport,
        'to_phrases': [{'part': 'private', 'phrase': phrase}]}, any=SEALED)
    case.ask('open_sealed', {'passport': case.result('passport'),
                             'phrase': phrase})
    case.ask('peek_unverified', {'passport': case.result('passport')})


def sealing_refused(c):
    to_clinic = {'part': 'private', 'key': CLINIC}
    for name, more, status in (
            ('nobody', {}, 'PRIVACY_RECIPIENTS'),
            ('one_twice', {'to_keys': [to_clinic, to_clinic]},
             'PRIVACY_RECIPIENTS'),
            ('a_decoy_beside_somebody',
             {'to_keys': [to_clinic], 'decoys': ['private']},
             'PRIVACY_RECIPIENTS'),
            ('a_pin', {'to_phrases': [{'part': 'private',
                                       'phrase': '123456'}]},
             'PRIVACY_PHRASE'),
            ('a_mistyped_phrase',
             {'to_phrases': [{'part': 'private',
                              'phrase': '1023-4567-89AC-FHJ2'}]},
             'PRIVACY_MISTYPED'),
            ('a_key_that_is_none',
             {'to_keys': [{'part': 'private', 'key': 'x'}]}, 'KEY_FORM'),
            ('an_unknown_audience',
             {'to_keys': [to_clinic], 'audience': 'guard'},
             'PRIVACY_CHOICE')):
        case = c.case(f'sealing_refuses_{name}')
        case.ask('present_sealed', {'passport': issued(case), **more},
                 status)
    case = c.case('sealing_refuses_pieces')
    case.ask('present', {'passport': issued(case), 'show': ['clinic/0']})
    case.ask('present_sealed', {
        'passport': case.result('passport'),
        'to_keys': [{'part': 'clinic', 'key': CLINIC}]}, 'PRIVACY_PIECES')
    case = c.case('opening_refuses_what_is_not_sealed')
    passport = issued(case)
    case.ask('open_sealed', {'passport': passport,
                             'key': pem('x25519.pem')}, 'PRIVACY_UNSEALED')
    case.ask('open_sealed', {'passport': passport, 'phrase': '1234'},
             'PRIVACY_PHRASE')
    case.ask('open_sealed', {'passport': passport, 'key': 'x'}, 'KEY_FORM')


def merging(c):
    case = c.case('merges_what_two_presentations_show')
    passport = issued(case)
    case.ask('present', {'passport': passport, 'show': ['desk']})
    first = case.result('passport')
    case.ask('present', {'passport': passport, 'show': ['clinic']})
    second = case.result('passport')
    case.ask('merge', {'first': first, 'second': second})
    merged = case.result('passport')
    case.ask('merge', {'first': second, 'second': first},
             any={'result/passport': merged})
    case.ask('peek', {'passport': merged})
    case = c.case('merge_asks_whose_they_are')
    first = issued(case)
    case.ask('issue_sign_seeded', {
        'record': {'entries': [{**PERSON, 'name': 'Somebody Else'}, HIV]},
        'issued': TODAY, 'key': key('other'), 'seed': OTHER_SEED})
    second = case.result('passport')
    case.ask('merge', {'first': first, 'second': second}, 'PRIVACY_HOLDER')
    case.ask('merge', {'first': first, 'second': second,
                       'same_person': True})
    case = c.case('merges_two_visits')
    first = issued(case)
    case.ask('issue_sign_seeded', {
        'record': {'entries': [PERSON, DIABETES]}, 'issued': '2026-05-02',
        'key': key('other'), 'seed': OTHER_SEED})
    case.ask('merge', {'first': first, 'second': case.result('passport')})
    case.ask('verify_trusting', {
        'passport': case.result('passport'), 'now': '2026-05-03',
        'trust': {'keys': [public('clinic'), public('other')]}})
    c.one('merge_refuses_what_is_no_passport', 'merge',
          {'first': 'HP1:6BF', 'second': 'HP1:6BF'}, 'CBOR_TRUNCATED')
    case = c.case('merge_names_the_second_where_that_is_none')
    case.ask('merge', {'first': issued(case), 'second': 'hello'},
             'TEXT_PREFIX')


def fill(c):
    showing(c)
    sealing(c)
    sealing_refused(c)
    merging(c)
