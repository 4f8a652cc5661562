# SPDX-License-Identifier: Apache-2.0
"""Bad bundles through `carnet fhir import` and `carnet issue`: each is refused
with its status and place, or taken with what is lost reported; none takes more
memory than MEMORY, and time is bounded by what a call may take (SECONDS)."""
import copy
import json
import os
import subprocess
import sys

from cli import DATA, OK, begin
from tap import Tap, count, vectors

MEMORY = 256 << 10  # KiB at its peak, with the sanitizers' own; 125 MiB seen
SECONDS = 100       # a call that hangs; some 10 are seen with the sanitizers
DOORS = (('fhir', 'import'), ('issue', '--dry-run'))
QUIET = {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')
         + ':quarantine_size_mb=8'}

PATIENT = {'resourceType': 'Patient', 'id': 'p', 'name': [{'text': 'N'}]}
CONDITION = {'resourceType': 'Condition', 'code': {'text': 'C'}}
STATEMENT = {'resourceType': 'MedicationStatement', 'status': 'active'}


# A small process that starts the call: what is measured as a child's begins
# with the memory of its parent, and this test has bundles of its own in it.
STARTER = """
import resource, subprocess, sys
with open('out', 'wb') as out, open('err', 'wb') as err:
    code = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=out,
                           stderr=err)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Call:
    """What a call gave, and the most memory that it had."""

    def __init__(self, words):
        done = subprocess.run(
            [sys.executable, '-I', '-S', '-c', STARTER, carnet.program, *words],
            cwd=carnet.folder, stdout=subprocess.PIPE, check=True,
            timeout=SECONDS, env=dict(os.environ, **QUIET))
        self.code, self.memory = (int(n) for n in done.stdout.split())
        self.err = carnet.path('err').read_text('utf-8', 'replace')
        assert 'Sanitizer' not in self.err and 'runtime error' not in self.err
        assert self.code in (OK, DATA), (words, self.code, self.err[:500])
        assert self.memory < MEMORY, (words, self.memory)


def bundle(*resources, **members):
    return dict({'resourceType': 'Bundle', 'type': 'collection', 'entry': [
        {'resource': r} for r in resources]}, **members)


def refused(content, *words):
    """At each door, in one line, with these words."""
    name = carnet.write('bad.json', content)
    for door in DOORS:
        done = Call([*door, name])
        assert done.code == DATA, (door, done.err[:500])
        for word in words:
            assert word in done.err, (door, word, done.err[:500])
        first = done.err.splitlines()[0]
        assert first.startswith('carnet: ') and len(first) < 600, first


def taken(content, *, relevant=None):
    """At each door; rows of the report."""
    name = carnet.write('odd.json', content)
    done = Call([*DOORS[1], name])
    assert done.code == OK, done.err[:500]
    done = Call([*DOORS[0], name, '-o', 'odd.record', '--report',
                 'odd.report'])
    assert done.code == OK, done.err[:500]
    report = json.loads(carnet.path('odd.report').read_bytes())
    if relevant is not None:
        assert report['relevant'] == relevant, report['relevant']
    return report['elements']


def changed(at, value):
    """A sound bundle with one element another."""
    made = copy.deepcopy(bundle(PATIENT, CONDITION))
    node = made['entry'][1]['resource']
    for key in at[:-1]:
        node = node.setdefault(key, {})
    node[at[-1]] = value
    return made


def raw(value):
    """A sound bundle with raw bytes where a value is due."""
    made = json.dumps(changed(['x'], 'HERE'))
    return made.encode().replace(b'"HERE"', value)


tap = Tap()
carnet = begin()

with tap.case('a_hundred_megabytes_of_nested_arrays_are_too_long'):
    refused(b'[' * 100_000_000, 'more than 16777216 bytes')
    refused(b'{"resourceType":"Bundle","entry":' + b'[' * 100_000_000,
            'more than 16777216 bytes')

with tap.case('nesting_is_refused_where_it_gets_too_deep'):
    refused(raw(b'[' * 60), 'JSON_SYNTAX')
    refused(raw(b'[' * 61), 'JSON_DEPTH', 'line 1')
    refused(raw(b'[' * 16_000_000), 'JSON_DEPTH')
    refused(raw(b'{"a":' * 3_000_000), 'JSON_DEPTH')
    taken(raw(b'[' * 60 + b'1' + b']' * 60))

with tap.case('a_key_that_stands_twice_is_named'):
    refused(raw(b'{"a":1,"a":2}'), 'JSON_TWICE',
            '$.entry[1].resource.x.a')
    refused(b'{"resourceType":"Bundle","resourceType":"Bundle","entry":[]}',
            'JSON_TWICE', '$.resourceType')
    many = ','.join(f'"k{i}":1' for i in range(90_000))
    refused(raw(('{' + many + ',"k5":1}').encode()), 'JSON_TWICE')

with tap.case('too_many_values_are_too_long'):
    refused(raw(b'[' + b'1,' * 200_000 + b'1]'), 'JSON_TOO_LONG')

with tap.case('ten_thousand_entries_are_more_than_a_passport_has'):
    for number in (257, 10_000):
        refused(bundle(PATIENT, *[CONDITION] * number), 'RECORD_COUNT',
                '$.entries[' if number == 257 else '$.entry[')

with tap.case('sections_that_make_too_many_entries_are_named'):
    section = {'code': {'coding': [{'system': 'http://loinc.org',
                                    'code': '48765-2'}]},
               'emptyReason': {'coding': [{'code': 'nilknown'}]}}
    refused(bundle({'resourceType': 'Composition',
                    'section': [section] * 8000}, PATIENT, CONDITION),
            'RECORD_COUNT', 'section[')

with tap.case('what_is_no_bundle_says_so'):
    for content in ({'resourceType': 'Patient'}, {'resourceType': 'Bundle'},
                    {'resourceType': 'Bundle', 'entry': {}},
                    bundle(), bundle({}), bundle({'resourceType': 1}),
                    bundle(CONDITION),
                    bundle(PATIENT, dict(PATIENT, id='q'), CONDITION)):
        refused(content, 'JSON_BUNDLE')
    refused(bundle(PATIENT, entry=[1]), 'RECORD_TYPE', '$.entry[0]')
    refused(bundle({'resourceType': 'Patient'}), 'RECORD_EMPTY')

with tap.case('another_type_than_fhir_gives_is_named_by_its_path'):
    for at, value in ((['code'], 'E11'), (['code', 'text'], [1]),
                      (['note'], ['x']), (['onsetDateTime'], {'a': 1}),
                      (['subject'], {'reference': [1]}),
                      (['severity'], {'coding': [{'code': {}}]})):
        refused(changed(at, value), 'RECORD_TYPE',
                '$.entry[1].resource.' + at[0])

with tap.case('what_is_no_date_is_named_by_its_path'):
    for value in ('2026-02-30', '2026-13', '30.02.2026', '2026-02-28T25:00Z',
                  ''.join(chr(0x660 + int(d)) for d in '2026')):
        refused(changed(['onsetDateTime'], value), 'RECORD_DATE',
                '$.entry[1].resource.onsetDateTime')

with tap.case('a_text_longer_than_fhir_has_is_named_by_its_path'):
    mib = 1 << 20
    refused(changed(['code', 'text'], 'x' * (mib + 1)), 'RECORD_TOO_LONG',
            '$.entry[1].resource.code.text')
    taken(changed(['code', 'text'], 'x' * mib))
    taken(changed(['code', 'text'], ' ' * (mib - 1) + 'x'))
    taken(dict(bundle(PATIENT, dict(CONDITION, text={
        'status': 'generated', 'div': '<div>' + 'x' * 9_000_000}))))

with tap.case('other_characters_than_utf8_are_refused'):
    refused(raw(b'"\xff"'), 'JSON_UTF8')
    refused(b'\xef\xbb\xbf' + raw(b'1'), 'JSON_BOM')
    refused(raw(b'1') + b'x', 'JSON_TRAILING')
    refused(raw(b'01'), 'JSON_NUMBER')

with tap.case('references_to_nothing_are_reported_where_they_stand'):
    for reference in ('Medication/none', 'urn:uuid:none', '#none', '', '/', '#',
                      'http://server.test/fhir/Medication/none/_history/2'):
        rows = taken(bundle(PATIENT, CONDITION, dict(
            STATEMENT, medicationReference={'reference': reference})))
        lost = [r for r in rows if r['relevant']]
        assert any(r['element'].startswith('Bundle.entry[2]') for r in lost), \
            (reference, rows)

with tap.case('a_reference_to_another_type_is_named_by_its_path'):
    for target in ('Patient/p', 'MedicationStatement/a'):
        refused(bundle(PATIENT, dict(
            STATEMENT, id='a', medicationReference={'reference': target})),
            'RECORD_TYPE', 'entry[1].resource.medicationReference.reference')

with tap.case('circles_of_references_end'):
    medicine = {'resourceType': 'Medication', 'id': 'm', 'ingredient': [
        {'itemReference': {'reference': 'Medication/m'}}]}
    follows = {'reference': 'Medication/m'}
    taken(bundle(PATIENT, CONDITION, medicine,
                 dict(STATEMENT, medicationReference=follows)))
    taken(bundle(PATIENT, CONDITION, dict(
        STATEMENT, medicationReference={'reference': '#m'},
        contained=[dict(medicine, ingredient=[
            {'itemReference': {'reference': '#m'}}])])))
    taken({'resourceType': 'Bundle', 'entry': [
        {'resource': PATIENT}, {'resource': CONDITION},
        {'fullUrl': 'urn:uuid:a', 'resource': {
            'resourceType': 'Observation', 'status': 'final',
            'code': {'text': 'T'}, 'valueString': 'v',
            'hasMember': [{'reference': 'urn:uuid:b'}],
            'specimen': {'reference': 'urn:uuid:s'}}},
        {'fullUrl': 'urn:uuid:b', 'resource': {
            'resourceType': 'Observation', 'status': 'final',
            'code': {'text': 'U'}, 'valueString': 'v',
            'hasMember': [{'reference': 'urn:uuid:a'}]}},
        {'fullUrl': 'urn:uuid:s', 'resource': {
            'resourceType': 'Specimen', 'type': {'text': 'blood'},
            'parent': [{'reference': 'urn:uuid:s'}]}}]})
    composition = {'resourceType': 'Composition', 'id': 'c', 'section': [
        {'entry': [{'reference': 'Composition/c'}],
         'section': [{'entry': [{'reference': 'Composition/c'}]}]}]}
    taken(bundle(composition, PATIENT, CONDITION))
    taken(bundle(dict(composition, subject={'reference': 'Composition/c'}),
                 PATIENT, CONDITION))

with tap.case('a_loop_in_a_loop_is_bounded'):
    nowhere = {'actor': {'reference': '#x'}}
    vaccination = {'resourceType': 'Immunization', 'status': 'completed',
                   'vaccineCode': {'text': 'V'}, 'occurrenceDateTime': '2020'}
    taken(bundle(PATIENT, dict(
        vaccination, performer=[nowhere] * 15_000, contained=[
            {'resourceType': 'Organization', 'id': f's{i}'}
            for i in range(15_000)])))
    taken(bundle(PATIENT, CONDITION, *[
        {'resourceType': 'Condition', 'id': 'same',
         'subject': {'reference': 'Patient/same'}}] * 14_000))
    taken(bundle(dict(PATIENT, name=[{'text': f'n{i}'}
                                     for i in range(45_000)]), CONDITION))
    taken(bundle(dict(PATIENT, name=[{
        'text': 'a' * 1_000_000, 'family': 'a' * 500_000 + 'b'}]), CONDITION))
    refused(bundle(
        PATIENT, {'resourceType': 'Organization', 'id': 'o',
                  'name': 'O' * 1_000_000},
        *[dict(vaccination, location={'reference': 'Organization/o'})] * 700),
        'RECORD_COUNT')

with tap.case('a_report_is_no_longer_than_its_bundle_makes_it'):
    for key in ('\x01' * 900, 'k' * 200, '\u202e' * 60, '"' * 100):
        rows = taken(changed([key], [1] * 50_000), relevant=50_000)
        assert len(rows[0]['element']) < 256, rows[0]
        assert all(' ' < c < '\x7f' for c in rows[0]['element'])
    assert carnet.path('odd.report').stat().st_size < 21 << 20

with tap.case('json_vectors_through_this_door'):
    listed = json.loads((vectors('json') / 'parsing.json').read_bytes())
    num = 0
    for vector in listed:
        repeat = vector.get('repeat', {'hex': vector.get('hex'), 'count': 1})
        text = bytes.fromhex(repeat['hex']) * repeat['count']
        alone = Call([*DOORS[0], carnet.write('in.json', text)])
        assert alone.code == DATA, vector  # no bundle, whatever it is
        done = Call([*DOORS[0], carnet.write('in.json', raw(text)), '-o',
                     'in.record'])
        due = {'accept': (OK,), 'reject': (DATA,)}.get(vector['expect'],
                                                       (OK, DATA))
        if 'duplicated_key' in vector['name']:
            due = (DATA,)  # RFC 8259 leaves it open
        assert done.code in due, (vector, done.err[:300])
        if done.code == DATA:
            assert '(JSON_' in done.err, (vector, done.err[:300])
        num += 1
    count('json', num)
    assert num == 167, num

sys.exit(tap.end())
