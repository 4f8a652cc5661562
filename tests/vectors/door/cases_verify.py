# SPDX-License-Identifier: Apache-2.0
"""Verdicts, and what leaves through one."""
from common import (NOW, OTHER_SEED, PERSON, RECORD, SEED, TODAY, as_bytes,
                    issued, key, public)


def verifying(passport, *keys, now=NOW, **more):
    return {'passport': passport, 'now': now,
            'trust': {'keys': [public(k) for k in keys]}, **more}


def verdicts(c):
    case = c.case('accepts_what_a_trusted_key_signed')
    passport = issued(case)
    case.ask('verify', {'passport': passport, 'now': NOW, 'keys': [
        public('other'), public('clinic')], 'entries': True})
    case.ask('verify_trusting',
             verifying(passport, 'other', 'clinic', entries=True))
    case.ask('verify_trusting', verifying(passport, 'clinic'))
    case = c.case('refuses_what_nobody_trusted_signed')
    passport = issued(case)
    case.ask('verify', {'passport': passport, 'now': NOW, 'keys': [],
                        'entries': True})
    case.ask('verify_trusting', verifying(passport, 'other', entries=True))
    case.ask('verify_text', verifying(passport, 'other'))
    case.ask('view_text', verifying(passport, 'other'))
    case.ask('export_diag', verifying(passport, 'other'), 'CALLER_ABSENT')
    case.ask('export_cose', verifying(passport, 'other', credential=0),
             'CALLER_ABSENT')
    case.ask('fhir_export', verifying(passport, 'other'), 'CALLER_ABSENT')
    case = c.case('an_expired_one_is_for_review')
    passport = issued(case, valid_days=10)
    case.ask('verify_trusting', verifying(passport, 'clinic',
                                          now='2026-04-01'))
    case = c.case('one_of_the_future_is_for_review')
    passport = issued(case)
    case.ask('verify_trusting', verifying(passport, 'clinic',
                                          now='2026-03-01'))
    case = c.case('one_that_names_nobody_has_that_not_checked')
    passport = issued(case, record={'entries': RECORD['entries'][1:]})
    case.ask('verify_trusting', verifying(passport, 'clinic'))
    c.one('malformed_input_is_refused_in_the_verdict', 'verify_trusting',
          verifying('HC1:6BF', 'clinic'))
    c.one('empty_input_is_refused_in_the_verdict', 'verify_trusting',
          verifying('', 'clinic'))
    c.one('verify_refuses_a_year_0', 'verify',
          {'passport': '', 'keys': [], 'now': '0000-01-01'}, 'RECORD_DATE')
    c.one('verify_refuses_a_key_that_is_none', 'verify',
          {'passport': '', 'keys': [public('clinic'), as_bytes(bytes(32))],
           'now': NOW}, 'KEY_LOW_ORDER')
    c.one('verify_trusting_refuses_a_key_that_is_none', 'verify_trusting',
          {'passport': '', 'now': NOW, 'trust': {'keys': ['x']}},
          'KEY_FORM')


def persons(c):
    """Two credentials in one passport."""
    other = {'entries': [{**PERSON, 'name': 'Somebody Else'}]}
    case = c.case('two_persons_are_for_review')
    first = issued(case)
    case.ask('issue_sign_seeded', {'record': other, 'issued': TODAY,
                                   'key': key('clinic'), 'seed': OTHER_SEED})
    case.ask('merge', {'first': first, 'second': case.result('passport'),
                       'same_person': True})
    case.ask('verify_trusting', verifying(case.result('passport'), 'clinic'))
    case = c.case('what_nothing_ties_is_for_review')
    first = issued(case)
    case.ask('issue_sign_seeded', {
        'record': {'entries': [{
            'kind': 'person_details',
            'passport_id': 'AAECAwQFBgcICQoLDA0ODw'}]},
        'issued': TODAY, 'key': key('clinic'), 'seed': SEED})
    case.ask('merge', {'first': first, 'second': case.result('passport'),
                       'same_person': True})
    case.ask('verify_trusting', verifying(case.result('passport'), 'clinic'))


def words(c):
    case = c.case('a_verdict_and_entries_in_words')
    passport = issued(case)
    case.ask('verify_text', verifying(passport, 'clinic'))
    case.ask('verify_text', verifying(passport, 'other', 'clinic',
                                      names=['', 'Clinic of Trieste'],
                                      language='it'))
    case.ask('view_text', verifying(passport, 'clinic'))
    case.ask('view_text', verifying(passport, 'clinic', language='ar'))


def leaving(c):
    case = c.case('what_leaves_through_a_verdict')
    passport = issued(case)
    case.ask('export_cose', verifying(passport, 'clinic', credential=0))
    case.ask('export_cose', verifying(passport, 'clinic', credential=1),
             'CALLER_ABSENT')
    case.ask('export_cose', verifying(passport, 'clinic', credential=-1),
             'CALLER_RANGE')
    case.ask('export_diag', verifying(passport, 'clinic'))
    case.ask('fhir_export', verifying(passport, 'clinic',
                                      names=['Clinic of Trieste'],
                                      language='fr'))
    case.ask('fhir_import', {'bundle': case.result('bundle')})


def fill(c):
    verdicts(c)
    persons(c)
    words(c)
    leaving(c)
