# SPDX-License-Identifier: Apache-2.0
"""Plans, issuing, and the two forms of a passport."""
import hashlib

from common import (DIABETES, HIV, PENICILLIN, PERSON, RECORD, SEED, TODAY,
                    as_bytes, b64, issued, key)

PLAN = {'record': RECORD, 'issued': TODAY}
SIGN = {**PLAN, 'key': key('clinic')}


def plans(c):
    c.one('plan', 'issue_plan', PLAN)
    c.one('plan_with_sizes', 'issue_plan', {**PLAN, 'sizes': True})
    c.one('plan_with_an_end', 'issue_plan', {**PLAN, 'valid_days': 365})
    c.one('plan_of_a_card', 'issue_plan', {**PLAN, 'audience': 'emergency'})
    c.one('plan_names_what_a_person_must_look_at', 'issue_plan',
          {'issued': TODAY, 'record': {'entries': [
              PERSON,
              {'kind': 'condition', 'code': {
                  'coding': [{'system': 'https://example.org/codes',
                              'code': 'X1'}]}},
              {'kind': 'condition', 'code': {'code': 'E11.9',
                                             'text': 'Asthma'}}]}})
    c.one('plan_refuses_an_unknown_audience', 'issue_plan',
          {**PLAN, 'audience': 'guard'}, 'PRIVACY_CHOICE')
    c.one('plan_refuses_a_card_of_nothing', 'issue_plan',
          {'issued': TODAY, 'audience': 'vaccination',
           'record': {'entries': [HIV]}}, 'PRIVACY_NOTHING')
    c.one('plan_refuses_a_day_before_1970', 'issue_plan',
          {**PLAN, 'issued': '1969-12-31'}, 'CALLER_RANGE')
    c.one('plan_refuses_an_end_that_is_too_far', 'issue_plan',
          {**PLAN, 'valid_days': 65536}, 'CALLER_RANGE')
    c.one('plan_valid_for_less_than_a_day', 'issue_plan',
          {**PLAN, 'valid_days': -1}, 'CALLER_RANGE')


def signing(c):
    c.one('issue', 'issue_sign', SIGN,
          any={'result/passport/bytes': 'base64url'})
    c.one('issue_with_an_index', 'issue_sign_indexed',
          {**SIGN, 'index': 7}, any={'result/passport/bytes': 'base64url'})
    c.one('issue_with_a_seed', 'issue_sign_seeded', {**SIGN, 'seed': SEED})
    c.one('issue_a_card', 'issue_sign_seeded',
          {**SIGN, 'audience': 'emergency', 'valid_days': 30, 'seed': SEED})
    c.one('issue_refuses_an_index_that_is_too_large', 'issue_sign_indexed',
          {**SIGN, 'index': 1 << 24}, 'CALLER_RANGE')
    c.one('issue_refuses_a_short_seed', 'issue_sign_seeded',
          {**SIGN, 'seed': b64(bytes(15))}, 'CALLER_RANGE')
    c.one('issue_tells_which_entry_is_wrong', 'issue_sign',
          {**SIGN, 'record': {'entries': [
              PERSON, DIABETES, {**PENICILLIN, 'criticality': 'huge'}]}},
          'RECORD_ENUM')
    c.one('issue_refuses_a_key_that_is_none', 'issue_sign',
          {**SIGN, 'key': 'x'}, 'KEY_FORM')


def forms(c):
    case = c.case('a_passport_is_text_and_file')
    passport = issued(case)
    case.ask('as_text', {'passport': passport})
    text = case.result('text')
    case.ask('as_file', {'passport': text},
             any={'result/passport': passport})
    case.ask('as_text', {'passport': text}, any={'result/text': text})
    case = c.case('a_passport_that_is_too_long_for_text')
    notes = [{'kind': 'allergy', 'agent': {'text': f'number {n}'},
              'note': b64(hashlib.sha512(bytes([n])).digest())}
             for n in range(60)]
    case.ask('issue_sign_seeded',
             {**SIGN, 'record': {'entries': [PERSON, *notes]}, 'seed': SEED})
    case.ask('as_text', {'passport': case.result('passport')},
             'TEXT_TOO_LONG')
    for number in (0, 100, 2861):
        c.one(f'chars_for_{number}', 'chars_for', {'bytes': number})
    c.one('as_file_refuses_what_is_none', 'as_file',
          {'passport': as_bytes(b'hello')}, 'TEXT_PREFIX')


def fill(c):
    plans(c)
    signing(c)
    forms(c)
