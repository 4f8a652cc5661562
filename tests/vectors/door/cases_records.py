# SPDX-License-Identifier: Apache-2.0
"""Records and FHIR bundles, read; what a record refuses, status by status."""
from common import DIABETES, PERSON, RECORD, TODAY


def record(*entries, **more):
    return {'entries': [PERSON, *entries], **more}


def wrong(entry, **more):
    return record({**entry, **more})


CONDITION = {'kind': 'condition', 'code': {'code': 'E11.9'}}
RESULT = {'kind': 'result', 'test': {'code': '2339-0'}, 'date': '2026-03-01',
          'quantity': {'value': 5.4, 'unit': 'mmol/L'}}
DRUG = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'}}


def refusals(c):
    for name, value, status in (
            ('an_unknown_kind', record({'kind': 'horoscope'}),
             'RECORD_KIND'),
            ('an_unknown_field', wrong(CONDITION, colour='red'),
             'RECORD_FIELD'),
            ('a_value_of_another_type', wrong(CONDITION, note=1),
             'RECORD_TYPE'),
            ('a_number_out_of_its_range', wrong(DRUG, times_a_day=0),
             'RECORD_RANGE'),
            ('a_code_that_can_not_be',
             record({'kind': 'condition', 'code': {'code': '11.9E'}}),
             'RECORD_CODE'),
            ('a_code_system_that_is_unknown',
             record({'kind': 'condition',
                     'code': {'system': 'icd-9', 'code': '03'}}),
             'RECORD_SYSTEM'),
            ('a_day_that_is_none', wrong(CONDITION, since='2026-02-30'),
             'RECORD_DATE'),
            ('a_unit_that_is_none',
             wrong(RESULT, quantity={'value': 5, 'unit': 'mmol per L!'}),
             'RECORD_UNIT'),
            ('text_with_a_line_break', wrong(CONDITION, note='a\nb'),
             'RECORD_TEXT'),
            ('text_that_is_too_long', wrong(CONDITION, note='x' * 1025),
             'RECORD_TOO_LONG'),
            ('a_decimal_that_is_too_long',
             wrong(RESULT, quantity={'value': 12345678901234567890,
                                     'unit': 'mmol/L'}), 'RECORD_DECIMAL'),
            ('a_word_that_is_not_listed', wrong(CONDITION, status='gone'),
             'RECORD_ENUM'),
            ('no_entry', {'entries': []}, 'RECORD_EMPTY'),
            ('no_entries_at_all', {}, 'RECORD_REQUIRED'),
            ('an_id_twice', record({**CONDITION, 'id': 'a'},
                                   {**CONDITION, 'id': 'a'}),
             'RECORD_TWICE'),
            ('a_reference_to_nothing', wrong(CONDITION, replaces=['b']),
             'RECORD_REFERENCE'),
            ('more_entries_than_a_record_holds',
             {'entries': [CONDITION] * 769}, 'RECORD_COUNT'),
            ('bytes_of_another_kind',
             record({'kind': 301, 'cbor': 'GQIsggEB'}), 'RECORD_FORM'),
            ('bytes_that_are_no_cbor',
             record({'kind': 'condition', 'cbor': 'HA'}), 'CBOR_RESERVED')):
        c.one(f'record_refuses_{name}', 'record_check', {'record': value},
              status)


def refused_by_a_plan(c):
    for name, value, status in (
            ('a_missing_field', record({'kind': 'condition'}),
             'RECORD_REQUIRED'),
            ('a_less_private_part',
             record({'kind': 'condition', 'part': 'desk',
                     'code': {'code': 'B24'}}), 'RECORD_PART'),
            ('a_link_that_tells',
             record({'kind': 'condition', 'id': 'a',
                     'code': {'code': 'B24'}},
                    {**CONDITION, 'replaces': ['a']}), 'RECORD_LINK'),
            ('more_entries_than_a_part_holds',
             record(*[CONDITION] * 257), 'RECORD_COUNT')):
        c.one(f'plan_refuses_{name}', 'issue_plan',
              {'record': value, 'issued': TODAY}, status)


def allowed(c):
    told = {'issued': TODAY, 'record': record(
        {'kind': 'condition', 'part': 'clinic', 'code': {'code': 'B24'}})}
    c.one('plan_puts_what_may_be_less_private_there', 'issue_plan',
          {**told, 'less_private': [1]})
    c.one('plan_refuses_what_another_may', 'issue_plan',
          {**told, 'less_private': [0]}, 'RECORD_PART')
    for entry in (2, -1):
        c.one(f'plan_has_no_entry_{entry}'.replace('-', 'minus_'),
              'issue_plan', {**told, 'less_private': [1, entry]},
              'CALLER_ABSENT')


PATIENT = {'resource': {'resourceType': 'Patient', 'id': 'p',
                        'name': [{'text': 'Samira Haidari'}],
                        'birthDate': '1994-11-02'}}
EPILEPSY = {'resource': {
    'resourceType': 'Condition', 'id': 'c',
    'clinicalStatus': {'coding': [{
        'system': 'http://terminology.hl7.org/CodeSystem/condition-clinical',
        'code': 'active'}]},
    'code': {'coding': [{'system': 'http://hl7.org/fhir/sid/icd-10',
                         'code': 'G40.9'}]},
    'subject': {'reference': 'Patient/p'}}}


def bundle(*more):
    return {'resourceType': 'Bundle', 'type': 'collection',
            'entry': [PATIENT, EPILEPSY, *more]}


def fhir(c):
    c.one('bundle_becomes_a_record', 'fhir_import', {'bundle': bundle()})
    basic = {'resource': {'resourceType': 'Basic', 'id': 'b',
                          'code': {'text': 'x'}}}
    c.one('what_has_no_place_is_reported', 'fhir_import',
          {'bundle': bundle(basic)})
    c.one('a_bundle_is_planned_like_a_record', 'issue_plan',
          {'bundle': bundle(), 'issued': TODAY})
    c.one('says_how_much_of_a_bundle_is_not_taken', 'issue_plan',
          {'bundle': bundle(basic), 'issued': TODAY})
    c.one('refuses_what_is_no_bundle', 'fhir_import',
          {'bundle': {'resourceType': 'Patient'}}, 'JSON_BUNDLE')
    c.one('refuses_a_bundle_about_two', 'issue_plan',
          {'bundle': {'resourceType': 'Bundle', 'type': 'collection',
                      'entry': [PATIENT, {'resource': {
                          'resourceType': 'Patient', 'id': 'q'}}]},
           'issued': TODAY}, 'JSON_BUNDLE')
    c.one('refuses_an_element_of_another_type', 'fhir_import',
          {'bundle': {'resourceType': 'Bundle', 'entry': [
              PATIENT, {'resource': {**EPILEPSY['resource'], 'code': 'G40'}}]}},
          'RECORD_TYPE')


def fill(c):
    c.one('kinds', 'record_kinds')
    c.one('skeleton_of_a_kind', 'record_skeleton', {'kind': 'vaccination'})
    case = c.case('a_skeleton_reads_back')
    case.ask('record_skeleton', {'kind': 'allergy'})
    case.ask('record_check', {'record': case.result('record')})
    c.one('no_skeleton_of_an_unknown_kind', 'record_skeleton',
          {'kind': 'horoscope'}, 'RECORD_KIND')
    c.one('check', 'record_check', {'record': RECORD})
    c.one('check_with_days', 'record_check',
          {'record': {**RECORD, 'issued': TODAY, 'valid_until': '2027-03-17'}})
    c.one('check_finds_an_id', 'record_check',
          {'record': RECORD, 'id': DIABETES['id']})
    c.one('check_does_not_find_an_id', 'record_check',
          {'record': RECORD, 'id': 'nobody'}, 'CALLER_ABSENT')
    refusals(c)
    refused_by_a_plan(c)
    allowed(c)
    fhir(c)
