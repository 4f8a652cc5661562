# SPDX-License-Identifier: Apache-2.0
"""carnet fhir export: what a clinic's system gets. The rules of IPS 2.0 by
their table, every field of every kind in its place or in an extension, and
nothing of what was refused."""
import base64
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree

import cbor2

import beyond
import fhir_places
import ips_rules
from cli import (CONDITION, NO_INPUT, OK, PERSON, REFUSED, REVIEW, USAGE,
                 begin, note, record, refused)
from tap import Tap

DATA = pathlib.Path(os.environ['CARNET_TEST_DATA'])
SAMPLES = [DATA / 'emergency.json', DATA / 'one-vaccination.json',
           DATA / 'rich-summary.json',
           DATA.parent.parent / 'examples/data/returnee.json']
ROOT = DATA.parent.parent
NOW = ('--now', '2026-04-01')


def export(passport, *options, code=OK):
    done = carnet('fhir', 'export', '--trust', 'clinic.pub', *NOW, passport,
                  *options)
    assert done.code == code, done
    return done.json


def export_any(content):
    """Of a template, which may have expired since."""
    done = carnet('fhir', 'export', '--trust', 'clinic.pub', *NOW,
                  carnet.issue(content))
    assert done.code in (OK, REVIEW), done
    return done.json


def made(*entries, **members):
    return export(carnet.issue(record(*entries, **members)))


def of_type(bundle, kind):
    return [r for r in ips_rules.resources(bundle)
            if r['resourceType'] == kind]


def one(bundle, kind):
    found, = of_type(bundle, kind)
    return found


def templates():
    for kind in carnet('issue', '--template', 'list').out.split():
        yield kind, carnet('issue', '--template', kind).json


def extensions(resource):
    """Their URLs; those of an entry of the Patient, too."""
    return [url for e in resource.get('extension', [])
            for url in [e['url'], *extensions(e)]]


def is_placed(bundle, kind, field):
    """Whether a field stands in its element, or in an extension."""
    name, places = fhir_places.PLACES[kind]
    for r in of_type(bundle, name):
        if fhir_places.url(kind, field) in extensions(r):
            return True
        if field in places and ips_rules.values(r, places[field]):
            return True
    return False


tap = Tap()
carnet = begin()

with tap.case('samples_keep_every_rule_of_ips'):
    for sample in SAMPLES:
        bundle = export(carnet.issue(json.loads(sample.read_text())))
        assert ips_rules.broken(bundle) == [], sample

with tap.case('templates_of_every_kind_keep_every_rule_of_ips'):
    for kind, content in templates():
        bundle = export_any(content)
        assert ips_rules.broken(bundle) == [], kind

with tap.case('every_field_of_every_kind_has_a_place'):
    for kind, content in templates():
        bundle = export_any(content)
        for entry in content['entries']:
            for field in set(entry) - {'kind', 'id', 'part'}:
                assert is_placed(bundle, entry['kind'], field), (kind, field)

def repeats(**rhythm):
    """What a medicine's timing says, of the whole and of a stage of it, and the
    medicine as it comes back."""
    medicine = {'kind': 'prescription', 'medicine': {'code': 'L04AX03'},
                'dose': {'value': 4, 'unit': 'mg'}}
    bundle = made(dict(medicine, **rhythm))
    whole = one(bundle, 'MedicationStatement')['dosage'][0]
    carnet.write('dose.fhir.json', json.dumps(bundle))
    back = carnet('fhir', 'import', 'dose.fhir.json', '--strict')
    assert back.code == OK, back
    back, = [e for e in back.json['entries'] if e['kind'] == 'prescription']
    assert {k: back[k] for k in rhythm} == rhythm, back
    assert {'times_a_day', 'every'} & set(back) == set(rhythm), back
    stage = dict(rhythm, dose={'value': 4, 'unit': 'mg'}, days=28)
    stages = one(made({'kind': 'prescription', 'phases': [stage, stage],
                       'medicine': {'code': 'L04AX03'}}),
                 'MedicationStatement')['dosage']
    for s in stages:
        s['timing']['repeat'].pop('boundsDuration')
        assert s['timing']['repeat'] == whole.get('timing', {}).get(
            'repeat', {}), stages
    return whole.get('timing', {}).get('repeat')

def every(value, unit):
    return {'value': value, 'unit': unit}

with tap.case('a_weekly_dose_leaves_as_weekly_and_comes_back_as_it_was'):
    week = {'frequency': 1, 'period': 7, 'periodUnit': 'd'}
    day = {'frequency': 3, 'period': 1, 'periodUnit': 'd'}
    for rhythm, due in (
            ({'times_a_day': 3}, day),
            ({'every': every(7, 'd')}, dict(week, frequency=None)),
            ({'times_a_day': 1, 'every': every(7, 'd')}, week),
            ({'times_a_day': 2, 'every': every(2, 'wk')},
             {'frequency': 2, 'period': 2, 'periodUnit': 'wk'}),
            ({'times_a_day': 1, 'every': every(168, 'h')},
             dict(week, period=168, periodUnit='h')),
            ({'times_a_day': 1, 'every': every(24, 'h')},
             dict(week, period=24, periodUnit='h')),
            ({'times_a_day': 3, 'every': every(8, 'h')}, day),
            ({'times_a_day': 3, 'every': every(8.0, 'h')}, day),
            ({'times_a_day': 24, 'every': every(60, 'min')},
             dict(day, frequency=24)),
            ({'times_a_day': 3, 'every': every(480, 'min')}, day),
            ({'times_a_day': 3, 'every': every(4.8e2, 'min')}, day),
            ({'times_a_day': 3, 'every': every(28800, 's')}, day),
            ({'times_a_day': 2, 'every': every(8, 'h')}, None),
            ({'times_a_day': 1, 'every': every(23.5, 'h')}, None),
            ({'times_a_day': 1, 'every': every(7, '{day}')}, None),
            ({'times_a_day': 1, 'every': every(0, 'd')}, None),
            ({'every': every(0, 'd')}, None)):
        said = repeats(**rhythm)
        assert said == (due and {k: v for k, v in due.items() if v}), said

def listed(bundle):
    """Medicines that the sections name, and the words of their narrative."""
    sections = bundle['entry'][0]['resource']['section']
    named = {e['reference'] for s in sections for e in s.get('entry', ())}
    return [e['resource'] for e in bundle['entry']
            if e['resource']['resourceType'] == 'MedicationStatement' and
            e['fullUrl'] in named], ''.join(s['text']['div'] for s in sections)

with tap.case('what_was_replaced_stands_in_no_section'):
    first = carnet.issue(record({'kind': 'prescription', 'id': 'a',
                                 'medicine': {'code': 'A10BA02'},
                                 'dose': {'value': 500, 'unit': 'mg'}}))
    tag, = [e['tag'] for c in carnet('log', '--trust', 'clinic.pub', '--json',
                                     first).json['credentials']
            for e in c['entries'] if e['kind'] == 'prescription']
    assert len(listed(export(first))[0]) == 1
    carnet.write('next.json', record(
        {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
         'dose': {'value': 1000, 'unit': 'mg'}, 'replaces': [tag]}))
    done = carnet('issue', '--key', 'clinic.key', 'next.json', '--into', first)
    assert done.code == OK, done
    bundle = export(first)
    assert len(of_type(bundle, 'MedicationStatement')) == 2
    (left,), words = listed(bundle)
    dose = left['dosage'][0]['doseAndRate'][0]['doseQuantity']
    assert dose['value'] == 1000 and '1000' in words, (dose, words)
    assert '500' not in words, words

with tap.case('an_issuer_has_the_name_of_its_trust_list'):
    for words in (('key', 'new', '-o', 'list.key'),
                  ('trust', 'new', '-o', 'list.json'),
                  ('trust', 'add', 'list.json', '--name', 'Port Clinic',
                   '--kind', 'clinic', '--key', 'clinic.pub', '--from',
                   '2026-01-01'),
                  ('trust', 'sign', 'list.json', '--key', 'list.key', '-o',
                   'port.trust', '--now', '2026-03-31')):
        assert carnet(*words).code == OK, words
    p = carnet.issue(record(CONDITION))
    done = carnet('fhir', 'export', '--trust', 'port.trust', '--pin',
                  'list.pub', *NOW, p)
    assert done.code == OK, done
    assert one(done.json, 'Organization')['name'] == 'Port Clinic', done
    assert one(export(p), 'Organization')['name'] != 'Port Clinic'

with tap.case('the_rules_are_broken_by_what_breaks_them'):
    bundle = made(CONDITION)
    whole = json.dumps(bundle)
    for change in (
            lambda b: b['entry'].reverse(),
            lambda b: b.pop('timestamp'),
            lambda b: b['entry'][0]['resource']['section'].pop(0),
            lambda b: b['entry'][0]['resource']['section'][0].pop(
                'emptyReason'),
            lambda b: b['entry'][1]['resource'].pop('birthDate'),
            lambda b: one(b, 'Condition').pop('code'),
            lambda b: one(b, 'Condition').update(note=[]),
            lambda b: one(b, 'Condition').update(
                subject={'reference': 'urn:uuid:0'}),
            lambda b: one(b, 'Organization').pop('name')):
        changed = json.loads(whole)
        change(changed)
        assert ips_rules.broken(changed) != []

with tap.case('nothing_of_a_refused_passport_leaves'):
    carnet('key', 'new', '-o', 'other.key')
    p = carnet.issue(record(CONDITION))
    refused(carnet('fhir', 'export', '--trust', 'other.pub', p), REFUSED,
            'KEY_UNKNOWN')
    refused(carnet('fhir', 'export', '--trust', 'other.pub', p, '-o',
                   'never'), REFUSED)
    assert not carnet.path('never').exists()
    refused(carnet('fhir', 'export', '--trust', 'clinic.pub', '-',
                   stdin='HC1:ABC'), REFUSED, 'TEXT_EU_DCC')
    refused(carnet('fhir', 'export', '--trust', 'clinic.pub', 'none'),
            NO_INPUT)

with tap.case('calls_that_are_wrong_say_so'):
    refused(carnet('fhir', 'export', p), USAGE, '--trust')
    refused(carnet('fhir', 'exprot', '--trust', 'clinic.pub', p), USAGE,
            'exprot')
    refused(carnet('fhir', 'export', '--trust', 'clinic.pub'), USAGE)

with tap.case('what_needs_review_leaves_with_status_1_and_says_so'):
    p = carnet.issue(record(CONDITION, valid_until='2026-03-20'))
    bundle = export(p, code=REVIEW)
    facts = json.dumps(one(bundle, 'Provenance')['extension'])
    assert '"review"' in facts and '"expiry", "valueCode": "no"' in facts

with tap.case('an_empty_section_never_says_none'):
    bundle = made()
    for section in bundle['entry'][0]['resource']['section']:
        code = section['emptyReason']['coding'][0]['code']
        assert code == 'unavailable', section
        assert 'does not say' in section['text']['div']

with tap.case('no_known_allergy_is_an_entry'):
    bundle = made({'kind': 'allergy', 'agent': {'absent': 'none'}})
    code = one(bundle, 'AllergyIntolerance')['code']
    assert code['coding'][0]['code'] == '716186003'

with tap.case('an_allergy_nobody_asked_about_is_absent_and_not_none'):
    for reason, said in (('not_asked', 'not-asked'),
                         ('refused', 'asked-declined')):
        bundle = made({'kind': 'allergy', 'agent': {'absent': reason}})
        assert ips_rules.broken(bundle) == []
        assert one(bundle, 'AllergyIntolerance')['code'] == {'extension': [
            {'url': ips_rules.ABSENT, 'valueCode': said}]}

with tap.case('numbers_keep_their_digits'):
    p = carnet.issue(record({
        'kind': 'result', 'test': {'code': '718-7'}, 'date': '2026-02-01',
        'quantity': {'value': 0, 'unit': 'g/dL'}}))
    source = json.dumps(record({
        'kind': 'result', 'test': {'code': '718-7'}, 'date': '2026-02-01',
        'quantity': {'value': 'DIGITS', 'unit': 'g/dL'}}))
    for digits in ('11.20', '5.0', '0.001', '120'):
        carnet('issue', '--key', 'clinic.key', '-', '-o', 'digits',
               stdin=source.replace('"DIGITS"', digits))
        done = carnet('fhir', 'export', '--trust', 'clinic.pub', *NOW,
                      'digits')
        assert f'"value": {digits},' in done.out.replace(':', ': ').replace(
            ':  ', ': '), digits

with tap.case('dates_are_as_partial_as_they_are'):
    for given, said in (('2019', '2019'), ('2019-05', '2019-05'),
                        ('2019-05-20', '2019-05-20'),
                        ('2019-05~', '2019-05'),
                        ('2026-02-17T10:30:00+02:00',
                         '2026-02-17T10:30:00+02:00')):
        c = one(made(dict(CONDITION, since=given)), 'Condition')
        assert c['onsetDateTime'] == said
        assert ('_onsetDateTime' in c) == given.endswith('~')

with tap.case('a_birth_date_that_was_refused_says_why'):
    p = carnet.issue({'issued': '2026-03-01', 'entries': [
        dict(PERSON, birth_date={'absent': 'refused'})]})
    patient = one(export(p), 'Patient')
    assert 'birthDate' not in patient
    assert patient['_birthDate']['extension'][0] == {
        'url': ips_rules.ABSENT, 'valueCode': 'asked-declined'}

with tap.case('private_entries_say_that_they_are_restricted_and_why'):
    for code, label in (('B24', 'HIV'), ('F32.1', 'PSY'), ('A51.0', 'STD'),
                        ('T74.1', 'SDV'), ('F10.2', 'ETH')):
        c = one(made({'kind': 'condition', 'code': {'code': code}}),
                'Condition')
        assert [s['code'] for s in c['meta']['security']] == ['R', label]
    c = one(made(CONDITION), 'Condition')
    assert [s['code'] for s in c['meta']['security']] == ['N']
    bundle = made({'kind': 'condition', 'code': {'code': 'B24'}})
    assert bundle['entry'][0]['resource']['confidentiality'] == 'R'

with tap.case('words_without_a_code_of_their_own_are_kept_exactly'):
    entry = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
             'status': 'interrupted', 'at': ['fasting']}
    statement = one(made(entry), 'MedicationStatement')
    assert statement['status'] == 'on-hold'
    by_url = {e['url']: e for e in statement['extension']}
    assert by_url['urn:carnet:extension:prescription.status'][
        'valueCode'] == 'interrupted'
    assert by_url['urn:carnet:extension:prescription.at'][
        'valueCode'] == 'fasting'
    assert 'dosage' not in statement

with tap.case('an_end_of_an_active_condition_is_no_abatement'):
    c = one(made(dict(CONDITION, until='2026-12')), 'Condition')
    assert 'abatementDateTime' not in c  # con-4
    assert 'urn:carnet:extension:condition.until' in extensions(c)

with tap.case('prescribed_until_is_no_supply'):
    entry = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
             'since': '2026-03-01', 'until': '2026-06-01'}
    statement = one(made(entry), 'MedicationStatement')
    assert statement['effectivePeriod'] == {'start': '2026-03-01',
                                            'end': '2026-06-01'}
    assert 'dispenseRequest' not in json.dumps(statement)

with tap.case('an_end_that_fhirpath_cannot_compare_is_an_extension'):
    def ends(since, until):
        statement = one(made({'kind': 'prescription', 'medicine': {
            'code': 'A10BA02'}, 'since': since, 'until': until}),
            'MedicationStatement')
        kept = 'urn:carnet:extension:prescription.until' in extensions(
            statement)
        assert kept != ('end' in statement['effectivePeriod'])
        return not kept
    for since, until, due in (  # per-1
            ('2026-03-01', '2026-03-01', True),
            ('2026-03', '2026-04-01', True),
            ('2026-03', '2026-03', True),
            ('2026-03', '2026-03-20', False),
            ('2026', '2026-03', False),
            ('2026-03-20~', '2026-02-01~', False),
            ('2026-03-01T00:30:00+02:00', '2026-03-01T00:30:00+01:00', True),
            ('2026-03-01', '2026-03-02T01:00:00+02:00', False),
            ('2026-03-01', '2026-03-02T03:00:00+02:00', True)):
        assert ends(since, until) == due, (since, until)

with tap.case('a_name_that_is_withheld_is_an_absent_text'):
    bundle = export_any({'issued': '2026-03-01', 'entries': [
        dict(CONDITION, note='x'), {'kind': 'person_details', 'sex':
                                    'female'}]})
    name, = one(bundle, 'Patient')['name']
    assert name == {'_text': {'extension': [
        {'url': ips_rules.ABSENT, 'valueCode': 'masked'}]}}  # ips-pat-1

with tap.case('ids_stay_the_same_and_a_document_has_its_own'):
    p = carnet.issue(record(CONDITION))
    first, again = export(p), export(p)
    assert first == again
    later = carnet('fhir', 'export', '--trust', 'clinic.pub', '--now',
                   '2026-04-02', p).json
    assert one(later, 'Condition') == one(first, 'Condition')
    assert later['identifier'] != first['identifier']

with tap.case('provenance_has_identity_key_and_the_signature'):
    done = carnet('verify', '--json', '--trust', 'clinic.pub', p)
    credential, = done.json['credentials']
    bundle = export(p)
    provenance = one(bundle, 'Provenance')
    facts = {e['url']: e for e in provenance['extension'][0]['extension']}
    assert facts['identity']['valueString'] == credential['identity']
    assert facts['key_id']['valueString'] == credential['key_id']
    assert facts['outcome']['valueCode'] == 'accepted'
    assert {e['url']: e['valueCode'] for e in facts['facts']['extension']} \
        == {k: v['answer'] for k, v in credential['facts'].items()}
    cose = base64.b64decode(provenance['signature'][0]['data'])
    assert cose == carnet('export', '--cose', '--trust', 'clinic.pub', p).raw
    assert cbor2.loads(cose).tag == 18
    assert one(bundle, 'Organization')['name'] == 'clinic'

with tap.case('narrative_is_xhtml_whatever_the_record_says'):
    hostile = '<script>alert("1")</script> & \u0661 ]]> --'
    bundle = made(note(hostile, 'condition'))
    for r in [*ips_rules.resources(bundle),
              *bundle['entry'][0]['resource']['section']]:
        if 'text' in r:
            div = xml.etree.ElementTree.fromstring(r['text']['div'])
            assert {e.tag.rpartition('}')[2] for e in div.iter()} <= {
                'div', 'pre', 'p'}
    text = ''.join(xml.etree.ElementTree.fromstring(
        one(bundle, 'Condition')['text']['div']).itertext())
    assert '<script>' in text
    assert one(bundle, 'Condition')['note'] == [{'text': hostile}]

with tap.case('display_texts_and_narrative_speak_the_language'):
    p = carnet.issue(record(CONDITION))
    english = one(export(p), 'Condition')['code']['coding'][0]
    french = one(export(p, '--lang', 'fr'), 'Condition')['code']['coding'][0]
    assert english['code'] == french['code'] == 'E11.9'
    assert english['display'] != french['display']
    arabic = one(export(p, '--lang', 'ar'), 'Condition')
    assert 'dir="rtl"' in arabic['text']['div']

with tap.case('labels_of_the_issuer_are_not_exchanged_for_ours'):
    code = {'code': 'M61.2', 'display': 'the bones in her leg'}
    for lang in ('en', 'fr'):
        p = carnet.issue(record(dict(CONDITION, code=code)))
        c = one(export(p, '--lang', lang), 'Condition')
        assert c['code']['coding'][0]['display'] == code['display']

with tap.case('references_lead_to_resources_of_the_bundle'):
    p = carnet.issue(record(
        {'kind': 'prescription', 'id': 'm', 'medicine': {'code': 'A10BA02'}},
        dict(CONDITION, treated_with=['m'])))
    bundle = export(p)
    ref, = [e for e in one(bundle, 'Condition')['extension']
            if e['url'].endswith('condition.treated_with')]
    assert ref['valueReference']['reference'] == \
        'urn:uuid:' + one(bundle, 'MedicationStatement')['id']

with tap.case('what_a_later_version_wrote_stops_no_export_and_keeps_every_rule'):
    for fields in (beyond.FURTHER, beyond.CRITICAL):
        for kind, content in beyond.records(fields):
            bundle = export_any(content)
            assert ips_rules.broken(bundle) == [], kind

with tap.case('what_cannot_be_read_of_an_entry_is_no_fact_and_says_so'):
    words = 'more than this version of carnet can read'
    for kind, content in beyond.records(beyond.FURTHER):
        bundle = export_any(content)
        name, _ = fhir_places.PLACES[kind]
        r = of_type(bundle, name)[0]
        cbor = content['entries'][-1]['cbor']
        assert base64.b64encode(base64.urlsafe_b64decode(
            cbor + '=' * (-len(cbor) % 4))).decode() in json.dumps(bundle), kind
        assert words in json.dumps(bundle['entry'][0]) or name == 'Patient'
        # A Patient's text is that of the page which a desk may see.
        assert words in json.dumps(r) or kind == 'person_details', kind

with tap.case('a_section_whose_entry_cannot_be_read_does_not_say_that_nothing_is'):
    for kind, content in beyond.records(beyond.CRITICAL):
        bundle = export_any(content)
        sections = bundle['entry'][0]['resource']['section']
        title = {'allergy': 'Allergies', 'condition': 'Problem',
                 'prescription': 'Medication'}.get(kind)
        for section in sections:
            if title and section['title'].startswith(title):
                assert section['emptyReason']['coding'][0]['code'] == \
                    'unavailable', kind
                assert 'does not say' not in section['text']['div'], kind
                assert 'can read' in section['text']['div'], kind
                title = None
        assert title is None, kind
        if kind not in ('person', 'person_details'):
            assert one(bundle, 'Basic')['code']['text'], kind

with tap.case('no_entry_comes_back_of_what_could_not_be_read'):
    for fields in (beyond.FURTHER, beyond.CRITICAL):
        for kind, content in beyond.records(fields):
            carnet.write('beyond.json', json.dumps(export_any(content)))
            done = carnet('fhir', 'import', 'beyond.json', '-o', 'back',
                          '--report', 'report')
            if kind == 'person':  # who it is about is what can't be read
                assert done.code != OK, done
                continue
            assert done.code == OK, (kind, done)
            back = carnet.path('back').read_text()
            lost = json.loads(carnet.path('report').read_text())['elements']
            assert 'can read' not in back and 'unsupported' not in back, kind
            assert any(e['relevant'] for e in lost), kind
            if fields == beyond.CRITICAL:
                assert len(json.loads(back)['entries']) == 1, (kind, back)

with tap.case('the_help_and_the_man_page_name_the_verb'):
    assert 'fhir export' in carnet('fhir', '--help').out
    assert re.search('carnet fhir', carnet('--help').out)

sys.exit(tap.end())
