# SPDX-License-Identifier: Apache-2.0
"""Issuing from JSON: templates, plans, parts and days; and every error of a
record with its place."""
import datetime
import json
import sys

from cli import (CONDITION, DATA, OK, PERSON, PRIVATE_RECORD, RECORD, USAGE,
                 begin, dense, note, record, refused)
from tap import Tap

ALLERGY = {'kind': 'allergy', 'agent': {'absent': 'none'}}


def dry(content, *options):
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content)
    return carnet('issue', '--dry-run', *options, '-', stdin=content)


def plan(content, *options):
    done = dry(content, '--json', *options)
    assert done.code == OK, done
    return done.json


def days(passport):
    said = carnet('peek', '--json', passport).json['credentials'][0]
    return said['issued'], said.get('valid_until')


tap = Tap()
carnet = begin()

# ---- templates ----

with tap.case('every_template_can_be_issued_and_read_back'):
    kinds = carnet('issue', '--template', 'list').out.split()
    assert len(kinds) == 24 and len(set(kinds)) == 24
    listed = carnet('issue', '--template', 'list', '--json').json
    assert listed == kinds
    for kind in kinds:
        skeleton = carnet('issue', '--template', kind)
        assert skeleton.code == OK and skeleton.err == '', skeleton
        entry, = skeleton.json['entries']
        assert entry['kind'] == kind
        done = carnet('issue', '--key', 'clinic.key', '-', '-o', kind,
                      '--date', '2026-03-01', stdin=skeleton.raw)
        assert done.code == OK, done
        back, = carnet.entries(kind)
        # What was in the skeleton comes back; defaults may be added.
        for field, value in entry.items():
            if field not in ('id', 'display'):
                assert field in back, (kind, field)
        assert {k: v for k, v in back.items() if k in entry and k != 'id'} \
            == {k: v for k, v in entry.items() if k != 'id'}, (entry, back)
        shown = carnet.show(kind)
        assert shown.code == OK
        assert kind.upper().replace('_', ' ') in shown.out

with tap.case('a_template_goes_to_a_file_too'):
    assert carnet('issue', '--template', 'alert', '-o', 'a.json').code == OK
    assert carnet.path('a.json').read_text() == \
        carnet('issue', '--template', 'alert').out

with tap.case('an_unknown_template_is_refused'):
    # CARNET_RECORD_KIND
    for name in ('persn', '', 'PERSON', 'entry of a later version'):
        refused(carnet('issue', '--template', name), USAGE, 'RECORD_KIND',
                '--template list')
    refused(carnet('issue', '--template', 'person', 'r.json'), USAGE)

# ---- plans ----

with tap.case('a_dry_run_says_part_bytes_and_version_and_signs_nothing'):
    before = carnet.files()
    done = dry(record(CONDITION, PRIVATE_RECORD['entries'][1]))
    assert done.code == OK, done
    rows = [line.split() for line in done.out.splitlines()]
    assert rows[0][:4] == ['entry', 'part', 'kind', 'bytes'], rows[0]
    assert [row[:3] for row in rows[1:4]] == [
        ['1', 'desk', 'person'], ['2', 'clinic', 'condition'],
        ['3', 'private', 'condition']], rows
    assert 'nothing was signed' in done.out
    assert carnet.files() == before

with tap.case('a_plan_is_what_is_then_issued'):
    content = record(CONDITION, PRIVATE_RECORD['entries'][1], ALLERGY)
    said = plan(content)
    p = carnet.issue(content)
    size = len(carnet.path(p).read_bytes()) - 8
    assert said['bytes'] == size == said['entries'][-1]['bytes_so_far']
    assert said['characters'] == len(carnet.text(p))
    drawn = carnet('qr', '--whole', p, '-o', 'p.svg', '--json').json
    assert said['qr_version_m'] == drawn['version']
    assert said['signed'] is False and 'file' not in said
    parts = [e['part'] for e in said['entries']]
    assert parts == ['desk', 'clinic', 'clinic', 'private']
    assert [e['entry'] for e in said['entries']] == [1, 2, 4, 3]
    assert [e['id'].split('/')[0] for e in carnet.entries(p)] == parts
    grown = [e['bytes_so_far'] for e in said['entries']]
    assert grown == sorted(grown)
    assert all(e['bytes'] > 0 for e in said['entries'])
    # Issuing says the same.
    source = carnet.write('p.json', content)
    done = carnet('issue', '--key', 'clinic.key', source, '-o', 'q', '--json')
    assert done.json == dict(said, signed=True, file='q')

with tap.case('a_passport_too_large_for_a_code_says_so'):
    big = record(*[note(dense(1000, str(i)), 'condition') for i in range(5)])
    assert plan(big)['qr_version_m'] is None
    assert 'too large for any QR code' in dry(big).out
    said = carnet('peek', '--json', carnet.issue(big)).json
    assert said['qr_version_m'] is None
    assert 'too large for any QR code' in carnet(
        'peek', carnet.issue(big)).out

# ---- parts ----

with tap.case('says_what_goes_to_the_private_part_and_why'):
    for done in (dry(PRIVATE_RECORD),
                 carnet('issue', '--key', 'clinic.key', carnet.write(
                     'private.json', PRIVATE_RECORD), '-o', 'private')):
        assert done.code == OK, done
        assert done.err == ('carnet: entry 2, condition, goes to the private '
                            'part: HIV (ICD-10 B20-B24), B24\n'), done.err
    entry = plan(PRIVATE_RECORD)['entries'][1]
    assert entry['why'].startswith('HIV') and entry['code'] == 'B24'
    assert entry['part'] == entry['default_part'] == 'private'
    # A kind that is private by itself names no code.
    visit = {'kind': 'visit', 'visit_kind': 'screening'}
    assert dry(record(visit)).err == \
        'carnet: entry 2, visit, goes to the private part\n'

with tap.case('a_warning_that_becomes_private_is_said_loudly'):
    warnings = ({'kind': 'allergy', 'agent': {'code': 'J01CA04',
                                               'system': 'atc'}},
                {'kind': 'alert', 'what': {'system': 'carnet',
                                            'code': 'bleeding_risk'}},
                {'kind': 'travel_clearance', 'conclusion': 'fit',
                 'examined': '2026-09-01', 'valid_until': '2026-12-01'})
    for entry in warnings:
        kind = entry['kind']
        told = dry(record(dict(entry, note='known HIV'))).err.splitlines()
        assert len(told) == 2, told
        assert told[1] == (
            f'carnet: WARNING: entry 2, {kind}, warns of a danger, and who '
            'sees no private part will not see it; put what tells into an '
            'entry of its own, and leave the warning without it'), told
        assert [e['hides_warning'] for e in plan(record(
            dict(entry, note='known HIV'), CONDITION))['entries']] == [
                False, False, True]
        assert 'WARNING' not in dry(record(dict(entry, note='known'))).err
        assert not any(e['hides_warning'] for e in plan(record(
            dict(entry, note='known')))['entries'])
    # What it advises: the warning stays where it helps.
    split = record(dict(warnings[0]), note('known HIV', 'condition'))
    assert [e['part'] for e in plan(split)['entries'][1:]] == \
        ['clinic', 'private'], plan(split)
    assert 'WARNING' not in dry(split).err

with tap.case('a_word_that_tells_is_named_like_a_code'):
    stopped = {'kind': 'prescription', 'medicine': {'code': 'N03AG01'},
               'status': 'stopped', 'why_stopped': ['pregnancy']}
    assert dry(record(stopped)).err == (
        'carnet: entry 2, prescription, goes to the private part: pregnancy '
        'and contraception (why_stopped pregnancy), pregnancy\n')
    entry = plan(record(stopped))['entries'][1]
    assert entry['part'] == 'private' and entry['code'] == 'pregnancy'
    assert entry['unknown_systems'] == []

with tap.case('a_note_that_tells_is_named_with_its_word'):
    def noted(text, **more):
        return record(dict(note(text, 'condition'), **more))
    for text, word in (
            ('Patiente enceinte de 5 mois, BDCF bons.', 'enceinte'),
            ('Début ARV à Niamey', 'ARV'),
            ('يتلقى علاج الإيدز، ونفد الدواء', 'ايدز'),
            ('وهي حامل، وتشكو من صداع', 'حامل')):
        content = noted(text)
        assert dry(content).err == (
            'carnet: entry 2, condition, goes to the private part: free text '
            f'that tells (note {word}), {word}\n'), dry(content).err
        entry = plan(content)['entries'][1]
        assert entry['part'] == entry['default_part'] == 'private'
        assert entry['why'] == f'free text that tells (note {word})'
        assert entry['code'] == word, entry
    quiet = dry(noted('Patient âgé, tension artérielle normale'))
    assert quiet.code == OK and quiet.err == '', quiet
    # Less private than it tells takes the explicit word, and is told.
    bold = noted('HIV', part='clinic')
    refused(dry(bold), DATA, 'RECORD_PART', 'it belongs in the private part')
    done = dry(noted('HIV'), '--move', '2=clinic')
    assert done.code == OK and (
        'stands in the clinic part though it belongs to the private one: free '
        'text that tells (note hiv), hiv') in done.err, done
    assert not any(e['less_private'] for e in plan(noted('HIV'))['entries'])
    assert [e['less_private'] for e in plan(noted('HIV'), '--move', '2=clinic')
            ['entries']] == [False, True]

with tap.case('words_of_another_code_are_named'):
    def taking(**code):
        return record({'kind': 'prescription', 'status': 'taking',
                       'medicine': code})
    wrong = taking(code='A10BA02', display='WARFARINE', text='warfarina')
    told = [f'carnet: WARNING: entry 2, prescription: "{word}" is atc B01AA03, '
            'but the code is A10BA02, metformin: check which is meant'
            for word in ('WARFARINE', 'warfarina')]
    assert dry(wrong).err.splitlines() == told, dry(wrong).err
    assert plan(wrong)['entries'][1]['clashes'] == [
        {'words': word, 'system': 'atc', 'code': 'A10BA02',
         'other': 'B01AA03'} for word in ('WARFARINE', 'warfarina')]
    carnet.write('wrong.json', wrong)
    done = carnet('issue', '--key', 'clinic.key', 'wrong.json', '-o', 'wrong')
    assert done.code == OK and done.err.splitlines() == told, done
    french = carnet('issue', '--dry-run', '--lang', 'fr', 'wrong.json')
    assert 'A10BA02, metformine: check' in french.err, french
    right = taking(code='A10BA02', display='Metformin 500 mg', text='diabetes')
    assert dry(right).err == '' and \
        plan(right)['entries'][1]['clashes'] == [], dry(right)

with tap.case('a_code_system_that_is_not_known_is_never_silent'):
    def local(code, system='urn:x:local'):
        return {'kind': 'condition', 'code': {'system': system, 'code': code}}
    said = ('carnet: code system urn:x:local, first in entry 2, is not known: '
            'its codes were judged by their shape only\n')
    harmless = record(local('17'), CONDITION, local('18'))
    carnet.write('local.json', harmless)
    assert dry(harmless).err == said
    done = carnet('issue', '--key', 'clinic.key', 'local.json', '-o', 'local')
    assert done.code == OK and done.err == said, done
    assert [e['unknown_systems'] for e in plan(harmless)['entries']] == [
        [], ['urn:x:local'], [], ['urn:x:local']]
    # What looks like HIV is private, and is told all the same; so is a
    # second system. Entry 3 comes first in the plan.
    done = dry(record(local('[b20]'), local('1', 'urn:x:other'), local('2')))
    assert done.err == (
        'carnet: entry 2, condition, goes to the private part: HIV (ICD-10 '
        'B20-B24), B20\n'
        + said.replace('local, first in entry 2', 'other, first in entry 3')
        + said), done.err
    assert dry(record(local('B20', 'urn:oid:2.16.840.1.113883.6.90'))).err == (
        'carnet: entry 2, condition, goes to the private part: HIV (ICD-10 '
        'B20-B24), B20\n')

with tap.case('what_an_alert_says_to_avoid_stays_where_it_is_seen'):
    alert = {'kind': 'alert', 'what': {'system': 'carnet',
                                       'code': 'sudden_stop_danger'}}
    for code, part in (('N05', 'clinic'), ('G03', 'clinic'),
                       ('J05AE', 'private'), ('N07BC', 'private')):
        entry = plan(record(dict(alert, avoid_atc=[{'code': code}])))[
            'entries'][1]
        assert entry['part'] == part, entry

with tap.case('an_entry_moves_to_a_less_private_part_by_word_only'):
    # CARNET_RECORD_PART
    less = record(dict(PRIVATE_RECORD['entries'][1], part='clinic'))
    refused(dry(less), DATA, 'RECORD_PART', '$.entries[1]', 'HIV', 'B24')
    done = dry(less, '--move', '2=clinic')
    assert done.code == OK
    assert 'entry 2, condition, stands in the clinic part though it belongs ' \
        'to the private one: HIV' in done.err
    assert [e['part'] for e in plan(PRIVATE_RECORD, '--move', '2=desk')[
        'entries']] == ['desk', 'desk']
    p = carnet.issue(PRIVATE_RECORD, '--move', '2=clinic')
    assert [e['id'] for e in carnet.entries(p)] == ['desk/0', 'clinic/0']
    assert carnet('qr', '--text', p).code == OK

with tap.case('an_entry_moves_to_a_more_private_part_freely'):
    more = record(dict(CONDITION, part='private'))
    assert plan(more)['entries'][1]['part'] == 'private'
    assert plan(RECORD, '--move', '2=private', '--move', '1=clinic')[
        'entries'][0]['part'] == 'clinic'

with tap.case('a_reference_to_a_more_private_entry_is_refused'):
    # CARNET_RECORD_LINK, CARNET_RECORD_REFERENCE
    content = record(dict(CONDITION, treated_with=['m']),
                     {'kind': 'prescription', 'id': 'm', 'part': 'private',
                      'medicine': {'code': 'A10BA02'}})
    refused(dry(content), DATA, 'RECORD_LINK', '$.entries[1].treated_with')
    assert dry(content, '--move', '3=clinic').code == OK
    content['entries'][1]['treated_with'] = ['n']
    refused(dry(content), DATA, 'RECORD_REFERENCE')

# ---- days ----

with tap.case('days_come_from_the_call_then_the_record_then_the_clock'):
    bare = {'entries': [PERSON]}
    both = dict(bare, issued='2026-03-01', valid_until='2026-09-01')
    assert days(carnet.issue(bare, '--now', '2026-05-05')) == \
        ('2026-05-05', None)
    assert days(carnet.issue(both)) == ('2026-03-01', '2026-09-01')
    assert days(carnet.issue(both, '--date', '2026-04-01', '--valid-until',
                             '2026-04-01')) == ('2026-04-01', '2026-04-01')
    assert days(carnet.issue(both, '--now', '2031-01-01')) == \
        ('2026-03-01', '2026-09-01')
    for day in ('1970-01-01', '9999-12-31'):
        assert days(carnet.issue(bare, '--date', day)) == (day, None)

with tap.case('days_that_can_not_be_are_refused'):
    refused(dry(both, '--date', '2026-10-01'), DATA,
            'the last valid day, 2026-09-01, is before the day of issue, '
            '2026-10-01')
    refused(dry(bare, '--date', '1969-12-31'), DATA, 'before 1970-01-01')
    refused(dry(dict(bare, issued='1969-12-31')), DATA)
    refused(dry(bare, '--now', '1969-12-31'), DATA)
    refused(dry(both, '--valid-until', '2205-08-06'), DATA,
            'more than 65535 days')
    assert dry(both, '--valid-until', '2205-08-05').code == OK

# ---- keys and randomness ----

with tap.case('no_key_no_passport'):
    refused(carnet('issue', 'private.json'), USAGE, '--key')
    refused(carnet('issue', '--key', 'clinic.key'), USAGE, 'which record')

with tap.case('issuing_twice_gives_two_passports_of_one_content'):
    a, b = carnet.issue(RECORD), carnet.issue(RECORD)
    assert carnet.path(a).read_bytes() != carnet.path(b).read_bytes()
    assert carnet.entries(a) == carnet.entries(b)

with tap.case('numbers_keep_their_digits'):
    source = json.dumps(record({
        'kind': 'prescription', 'medicine': {'code': 'C08CA01'},
        'strength': {'value': '@'}})).replace('"@"', '2.50')
    carnet.write('digits.json', source)
    carnet('issue', '--key', 'clinic.key', 'digits.json', '-o', 'digits')
    assert '"value": 2.50' in carnet.show('digits', '--json').out
    # On a screen "2.50 mg" could be read as 250.
    assert ' 2.5 mg' in carnet.show('digits').out

# ---- errors ----

ERRORS = {
    # CARNET_JSON_SYNTAX and so on: status -> (line, path, text of a record)
    'JSON_SYNTAX': [(2, '', '{"entries":\n [}'), (1, '', ''),
                    (1, '', '{"entries": [{"kind": "person",}]}')],
    'JSON_TRAILING': [(2, '', '{"entries": []}\n x')],
    'JSON_TWICE': [(2, '$.entries', '{"entries": [],\n "entries": []}')],
    'JSON_NUMBER': [(1, '', '{"entries": [{"kind": 01}]}')],
    'JSON_DEPTH': [(1, '', '[' * 100)],
    'RECORD_EMPTY': [(1, '', '{"entries": []}')],
    'RECORD_KIND': [(2, '$.entries[0].kind',
                     '{"entries": [\n{"kind": "persn"}]}')],
    'RECORD_FIELD': [(3, '$.entries[0].nmae',
                      '{"entries": [{"kind": "person",\n\n"nmae": "A"}]}')],
    'RECORD_TYPE': [(2, '$.entries[0].name',
                     '{"entries": [{"kind": "person",\n"name": 5}]}')],
    'RECORD_REQUIRED': [(1, '$.entries[0]',
                         '{"entries": [{"kind": "person", "name": "A"}]}')],
    'RECORD_DATE': [(2, '$.entries[0].birth_date',
                     '{"entries": [{"kind": "person", "name": "A",\n'
                     '"birth_date": "2026-02-29"}]}')],
    'RECORD_ENUM': [(2, '$.entries[0].status',
                     '{"entries": [{"kind": "condition",\n'
                     '"status": "ill", "code": {"code": "I10"}}]}')],
    'RECORD_CODE': [(2, '$.entries[0].code',
                     '{"entries": [{"kind": "condition",\n'
                     '"code": {"code": "diabetes"}}]}')],
    'RECORD_SYSTEM': [(2, '$.entries[0].code',
                       '{"entries": [{"kind": "condition",\n'
                       '"code": {"system": "icd-99", "code": "I10"}}]}')],
    'RECORD_RANGE': [(2, '$.entries[0].dose',
                      '{"entries": [{"kind": "vaccination", "date": "2026",\n'
                      '"dose": 100, "vaccine": {"code": "J07BL01"}}]}')],
    'RECORD_UNIT': [(2, '$.entries[0].strength',
                     '{"entries": [{"kind": "prescription",\n'
                     '"strength": {"value": 1, "unit": "spoonful"},'
                     '"medicine": {"code": "A10BA02"}}]}')],
    'RECORD_DECIMAL': [(2, '$.entries[0].strength',
                        '{"entries": [{"kind": "prescription",\n'
                        '"strength": {"value": 1e99},'
                        '"medicine": {"code": "A10BA02"}}]}')],
    'RECORD_TOO_LONG': [(2, '$.entries[0].name',
                         '{"entries": [{"kind": "person",\n"name": "%s",'
                         '"birth_date": "1990"}]}' % ('A' * 129))],
    'RECORD_TEXT': [(2, '$.entries[0].name',
                     '{"entries": [{"kind": "person",\n"name": "",'
                     '"birth_date": "1990"}]}')],
    'RECORD_REFERENCE': [(2, '$.entries[0].treated_with[0]',
                          '{"entries": [{"kind": "condition",\n'
                          '"treated_with": ["nobody"],'
                          '"code": {"code": "I10"}}]}')],
    'RECORD_TWICE': [(2, '$.entries[1]',
                      json.dumps(record(PERSON)).replace('}, {', '},\n {'))],
    'RECORD_COUNT': [(1, '$.entries', json.dumps(
        {'entries': [CONDITION] * 769}))],
}

with tap.case('every_error_of_a_record_has_its_line_and_path'):
    for status, cases in ERRORS.items():
        for line, path, source in cases:
            done = dry(source)
            refused(done, DATA, status)
            first = done.err.splitlines()[0]
            assert first.startswith(f'carnet: standard input:{line}: '), done
            assert path in first, (path, first)

# Found only once all entries are read: (status, line, path, what is said, the
# third entry of a record, which begins in line 4).
LATE = [
    ('RECORD_REQUIRED', 4, '$.entries[2]', 'vaccination needs vaccine',
     '{"kind": "vaccination",\n"date": "2020"}'),
    ('RECORD_REQUIRED', 4, '$.entries[2]',
     'function needs mobility or sight or hearing or communication',
     '{"kind": "function",\n"note": "x"}'),
    ('RECORD_REQUIRED', 8, '$.entries[2].phases[1]', 'phase needs dose',
     '{"kind": "prescription",\n"medicine": {"code": "A10BA02"},\n"phases": ['
     '\n{"dose": {"value": 1, "unit": "mg"}},\n{"days": 3}]}'),
    ('RECORD_REQUIRED', 6, '$.entries[2].components[0]',
     'component needs quantity or code_value or text_value',
     '{"kind": "result", "test": {"text": "x"},\n"date": "2020",\n'
     '"components": [{"test": {"text": "y"}}]}'),
    ('RECORD_REFERENCE', 7, '$.entries[2].treated_with[1]',
     'no entry of this record has that id',
     '{"kind": "condition", "code": {"code": "I10"},\n"treated_with":\n['
     '"drug",\n"drugs"]}'),
    ('RECORD_LINK', 6, '$.entries[2].treated_with[0]',
     'it leads to $.entries[1], which goes to the private part; put this',
     '{"kind": "condition", "code": {"code": "I10"},\n"treated_with":\n'
     '["drug"]}'),
    ('RECORD_PART', 4, '$.entries[2]', 'it belongs in the private part: B24',
     '{"kind": "condition", "part": "clinic",\n"code": {"code": "B24"}}'),
    ('RECORD_UNIT', 6, '$.entries[2].dose', 'this quantity needs a unit',
     '{"kind": "prescription",\n"medicine": {"code": "A10BA02"},\n'
     '"dose": {"value": 1}}'),
    ('RECORD_DATE', 5, '$.entries[2].until', 'it ends before it begins',
     '{"kind": "condition", "code": {"code": "I10"},\n"until": "2019",\n'
     '"since": "2020"}'),
    ('RECORD_TWICE', 4, '$.entries[2]', 'a record is about one person',
     json.dumps(PERSON)),
]

with tap.case('an_error_between_fields_and_entries_has_its_line_and_path'):
    drug = {'kind': 'prescription', 'id': 'drug', 'part': 'private',
            'medicine': {'code': 'C08CA01'}}
    for status, line, path, words, entry in LATE:
        source = '{"entries": [\n%s,\n%s,\n%s]}' % (
            json.dumps(PERSON), json.dumps(drug), entry)
        done = dry(source)
        refused(done, DATA, status, words, f'({path}, line {line})')
        assert done.err.startswith(f'carnet: standard input:{line}: '), done
        # The same where it would be signed; nothing is.
        carnet.write('late.json', source)
        refused(carnet('issue', '--key', 'clinic.key', 'late.json', '-o',
                       'late'), DATA, f'carnet: late.json:{line}: ', words)
        assert not carnet.path('late').exists()

with tap.case('an_error_names_the_file_that_it_is_in'):
    carnet.write('wrong.json', '{\n\n"entries": 5}')
    refused(dry('{\n\n"entries": 5}'), DATA, 'standard input:3: ')
    refused(carnet('issue', '--dry-run', 'wrong.json'), DATA,
            'carnet: wrong.json:3: ', 'RECORD_TYPE')


def here(hours):
    """The day, by a clock so many hours east of UTC."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return str((now + datetime.timedelta(hours=hours)).date())


with tap.case('the_day_of_issue_is_that_of_the_machine_that_signs'):
    # At any time one of the two is not on the day of UTC.
    for zone, hours in (('EAST-14', 14), ('WEST+12', -12)):
        before = here(hours)
        done = carnet('issue', '--key', 'clinic.key', '-', '-o', f'{zone}.carnet',
                      env={'TZ': zone},
                      stdin=json.dumps({'entries': [PERSON]}))
        assert done.code == OK, done
        assert before <= days(f'{zone}.carnet')[0] <= here(hours), (before, zone)

sys.exit(tap.end())
