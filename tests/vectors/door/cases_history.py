# SPDX-License-Identifier: Apache-2.0
"""What entries of many credentials say of each other, and saying it again."""
from common import (DIABETES, HIV, NOW, OTHER_SEED, PERSON, RECORD, SEED,
                    TODAY, issued, key, public)

TRUST = {'keys': [public('clinic'), public('other')]}
METFORMIN = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'}}


def two_visits(case, replaces, by='other'):
    """A passport in which the second page says of the first's what it will;
    gives where it is."""
    case.ask('issue_sign_seeded', {
        'record': {'entries': [PERSON, METFORMIN, HIV]}, 'issued': TODAY,
        'key': key('clinic'), 'seed': SEED})
    first = case.result('passport')
    case.ask('verify', {'passport': first, 'keys': [public('clinic')],
                        'now': NOW, 'entries': True})
    tags = case.replies[-1]['result']['verdict']['credentials'][0]['tags']
    case.ask('issue_sign_seeded', {
        'record': {'entries': [PERSON, {
            **METFORMIN, 'status': 'stopped', 'replaces': replaces(tags)}]},
        'issued': '2026-05-02', 'key': key(by), 'seed': OTHER_SEED})
    case.ask('merge', {'first': first, 'second': case.result('passport')})
    return case.result('passport')


def looking(passport, **more):
    return {'passport': passport, 'now': '2026-05-03', 'trust': TRUST, **more}


def fill(c):
    case = c.case('history_of_two_visits')
    both = two_visits(case, lambda tags: [tags[1]])
    case.ask('history', looking(both))
    case.ask('history', looking(both, with_private=True))
    case.ask('issue_plan', {'issued': '2026-05-03',
                            'restate': looking(both)})
    case.ask('issue_plan', {'issued': '2026-05-03', 'restate': looking(
        both, with_private=True)})
    case.ask('issue_sign_seeded', {
        'restate': looking(both), 'issued': '2026-05-03',
        'key': key('other'), 'seed': SEED})
    case.ask('peek_unverified', {'passport': case.result('passport')})
    case.ask('history', {**looking(both), 'trust': {}})
    case.ask('issue_plan', {'issued': '2026-05-03', 'restate': {
        **looking(both), 'trust': {}}}, 'RECORD_EMPTY')
    case = c.case('history_of_a_reference_to_nowhere')
    both = two_visits(case, lambda tags: ['leaf:00000000'])
    case.ask('history', looking(both))
    checks(c)
    c.one('plan_refuses_restate_beside_a_record', 'issue_plan',
          {'issued': TODAY, 'record': RECORD, 'restate': looking('HP1:')},
          'JSON_MEMBER')
    c.one('restate_needs_a_clock', 'issue_plan',
          {'issued': TODAY, 'restate': {'passport': 'HP1:', 'trust': {}}},
          'JSON_MISSING')
    c.one('restate_of_what_is_malformed_is_empty', 'issue_plan',
          {'issued': TODAY, 'restate': looking('HC1:6BF')}, 'RECORD_EMPTY')


def checks(c):
    case = c.case('a_plan_is_checked_against_a_passport')
    passport = issued(case, record={'entries': [PERSON, DIABETES, HIV]})
    case.ask('verify', {'passport': passport, 'keys': [public('clinic')],
                        'now': NOW, 'entries': True})
    told = case.replies[-1]['result']['verdict']['credentials'][0]

    def plan(kind, **more):
        tag = next(t for t, e in zip(told['tags'], told['entries'])
                   if e['part'] == kind)
        return {'issued': TODAY, 'passport': passport, 'record': {
            'entries': [PERSON, {**DIABETES, 'replaces': [tag], **more}]}}

    case.ask('issue_check', plan('clinic'))
    case.ask('issue_check', plan('clinic', replaces=['leaf:00000000']))
    case.ask('issue_check', plan('private'), 'RECORD_LINK')
    case.ask('issue_check', {**plan('clinic'), 'passport': 'hello'},
             'TEXT_PREFIX')
    case.ask('issue_check', {**plan('clinic'), 'passport': 5},
             'JSON_VALUE')
    case.ask('issue_check', {**plan('clinic'), 'record': {'entries': []}},
             'RECORD_EMPTY')
