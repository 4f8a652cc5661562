# SPDX-License-Identifier: Apache-2.0
"""The merged view: of a passport of two pages, and one in which every member
that a view can have stands."""
from cases_history import looking, two_visits
from cases_trust import anchored, draft, issuer
from common import OTHER_SEED, PENICILLIN, SEED, key, public

CHILD = {'kind': 'person', 'name': 'Mina Test', 'birth_date': '2015-06'}


def medicine(code, **more):
    return {'kind': 'prescription', 'medicine': {'code': code}, **more}


def result(test, value, unit, **more):
    return {'kind': 'result', 'test': {'code': test}, 'date': '2026-02-10',
            'quantity': {'value': value, 'unit': unit}, **more}


TABLET = {'code': '385055001'}
FIRST = [
    CHILD, PENICILLIN, result('29463-7', 26, 'kg'),
    result('4548-4', 7.8, '%'),
    # A penicillin against the allergy, of which one pack runs out.
    medicine('J01CA04', form=TABLET, dose={'value': 1}, times_a_day=3,
             handed_over={'value': 21}, handed_on='2026-03-10',
             since='2026-03-10'),
    # Must not stop; days between doses were missed.
    medicine('N03AX14', form=TABLET, dose={'value': 2}, times_a_day=2,
             last_taken='2026-03-01', gap_days=2,
             handed_over={'value': 90}, handed_on='2026-03-01'),
    medicine('C07AB02', form=TABLET, instructions='1-0-2', since='2026-03'),
    medicine('H02AB06', form=TABLET, strength={'value': 5},
             since='2026-03-01', phases=[
                 {'dose': {'value': 40, 'unit': 'mg'}, 'times_a_day': 1,
                  'days': 5},
                 {'dose': {'value': 10, 'unit': 'mg'}, 'times_a_day': 1}]),
    medicine('N05AX08', form={'code': '385223009'}, dose={'value': 1},
             every={'value': 4, 'unit': 'wk'}, last_taken='2026-02-01'),
    {'kind': 'referral', 'what': {'code': '394579002'}, 'due': '2026-03-01'},
    {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'},
     'date': '2025-01-01', 'dose': 1, 'of': 2, 'next_due': '2025-02-01'},
    {'kind': 'coverage', 'scheme': 'S', 'from': '2026-01-01',
     'until': '2026-12-31'},
    {'kind': 'condition', 'code': {'code': 'E11.9'}}]


def of_a_child(case):
    """Two pages, of which the second contradicts and is out of scope; gives
    what to ask."""
    case.ask('issue_sign_seeded', {
        'record': {'entries': FIRST}, 'issued': '2026-03-10',
        'valid_days': 365, 'key': key('clinic'), 'seed': SEED})
    first = case.result('passport')
    case.ask('issue_sign_seeded', {
        'record': {'entries': [CHILD, result('4548-4', 6.1, '%')]},
        'issued': '2026-03-11', 'key': key('other'), 'seed': OTHER_SEED})
    case.ask('merge', {'first': first, 'second': case.result('passport')})
    both = case.result('passport')
    listed = anchored(case, draft(
        {**issuer('Clinic of Trieste', 'clinic'), 'country': 'IT'},
        issuer('Clinic of Graz', 'other', may_sign=['person'])),
        day='2026-03-01')
    return {'passport': both, 'now': '2026-03-12', 'trust': {'lists': [listed]}}


def of_two_weights(case):
    """Of one day, by who may sign none."""
    case.ask('issue_sign_seeded', {
        'record': {'entries': [CHILD, result('29463-7', 26, 'kg'),
                               result('29463-7', 62, 'kg')]},
        'issued': '2026-03-10', 'key': key('clinic'), 'seed': SEED})
    passport = case.result('passport')
    listed = anchored(case, draft(
        issuer('Clinic of Trieste', 'clinic', may_sign=['person'])),
        day='2026-03-01')
    return {'passport': passport, 'now': '2026-03-12',
            'trust': {'lists': [listed]}}


def indexed(case):
    case.ask('issue_sign_indexed', {
        'record': {'entries': [CHILD]}, 'issued': '2026-03-10', 'index': 7,
        'key': key('clinic')}, any={'result/passport/bytes': 'base64url'})
    return {'passport': case.result('passport'), 'now': '2026-03-12',
            'trust': {'keys': [public('clinic')]}}


def on_the_day(case):
    """One of the doses of the day was taken on it; of three ingredients that
    somebody must not have, one is compared by its own code alone."""
    case.ask('issue_sign_seeded', {
        'record': {'entries': [
            CHILD, {'kind': 'allergy',
                    'agent': {'system': 'atc', 'code': 'A02BD04'}},
            medicine('A10BA02', form=TABLET, dose={'value': 1}, times_a_day=2,
                     last_taken='2026-03-10')]},
        'issued': '2026-03-10', 'key': key('clinic'), 'seed': SEED})
    return {'passport': case.result('passport'), 'now': '2026-03-10',
            'trust': {'keys': [public('clinic')]}}


def fill(c):
    case = c.case('view_of_two_visits')
    both = two_visits(case, lambda tags: [tags[1]])
    case.ask('view', looking(both))
    case.ask('view', looking(both, day='2026-05-01', explain=True,
                             language='fr', names=['Clinic', '']))
    case.ask('view', {**looking(both), 'trust': {}})
    case = c.case('view_of_a_child_on_the_way')
    asked = of_a_child(case)
    case.ask('view', {**asked, 'explain': True})
    case.ask('view', {**asked, 'day': '2026-03-12', 'language': 'ar'})
    case = c.case('view_of_two_weights_of_a_child')
    case.ask('view', of_two_weights(case))
    case = c.case('view_of_the_day_of_issue')
    case.ask('view', on_the_day(case))
    case = c.case('view_of_what_has_a_place_in_a_status_list')
    case.ask('view', indexed(case), any={
        'result/view/credentials/0/identity': 'hex'})
    c.one('view_of_what_is_malformed_is_empty', 'view', looking('HC1:6BF'))
    c.one('view_refuses_a_day_that_is_none', 'view',
          looking('HP1:', day='2026-02-30'), 'RECORD_DATE')
