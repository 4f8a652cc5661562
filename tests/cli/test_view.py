# SPDX-License-Identifier: Apache-2.0
"""carnet view: what all pages of a passport together say, for a day, with the
verdict first and nothing lost. Its rows are tested by docs/spec/view.md."""
import json
import re
import sys

from cli import (AWA, BOTH, NO_INPUT, OK, REFUSED, REVIEW, USAGE, begin_both,
                 refused)
from tap import Tap

LANGUAGES = ('en', 'fr', 'es', 'ar', 'pt', 'it', 'de', 'el')
PENICILLIN = {'kind': 'allergy', 'agent': {'code': '764146007'}}
NONE = {'kind': 'allergy', 'agent': {'absent': 'none'}}
NOT_ALL = ('other medicines and conditions may exist that are not shown here: '
           'ask before prescribing')

tap = Tap()
carnet = begin_both()


def page(*entries, day='2026-03-11', key='clinic.key', **members):
    return carnet.issue(dict({'issued': day, 'entries': [AWA, *entries]},
                             **members), key=key)


def together(*pages):
    out = carnet.new_name('carnet')
    done = carnet('merge', *pages, '-o', out)
    assert done.code == OK, done
    return out


def view(passport, *words, code=OK):
    done = carnet('view', *BOTH, '--json', *words, passport)
    assert done.code == code, done
    return done.json


def rows(seen, kind):
    return [r for p in seen['persons'] for r in p['rows']
            if r['entry']['kind'] == kind]


def tag_in(passport, kind):
    done = carnet('log', *BOTH, '--json', passport)
    return next(e['tag'] for c in done.json['credentials']
                for e in c['entries'] if e['kind'] == kind)


def medicine(dose, **fields):
    return dict({'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
                 'strength': {'value': dose}, 'times_a_day': 2}, **fields)


with tap.case('the_verdict_and_what_may_be_missing_come_first'):
    whole = page(PENICILLIN)
    done = carnet('view', *BOTH, '--date', '2026-03-15', whole)
    assert done.code == OK, done
    assert done.out.startswith('ACCEPTED\nCheck yourself: '), done
    assert NOT_ALL not in done.out
    shown = carnet.path('clinic.carnet')
    assert carnet('present', whole, '--audience', 'clinic', '-o',
                  str(shown)).code == OK
    done = carnet('view', *BOTH, '--date', '2026-03-15', 'clinic.carnet')
    assert done.out.startswith(f'ACCEPTED\n !! {NOT_ALL}\n'), done
    assert 'As of 2026-03-15\n' in done.out
    assert view('clinic.carnet')['not_all'] == NOT_ALL
    assert list(view('clinic.carnet'))[:3] == ['outcome', 'at', 'not_all']

with tap.case('the_day_is_that_of_the_clock_that_asks'):
    due = {'kind': 'referral', 'what': {'code': '394579002'},
           'due': '2026-11-28'}
    insulin = {'kind': 'prescription', 'medicine': {'code': 'A10AB05'},
               'form': {'code': '385055001'}, 'dose': {'value': 1},
               'times_a_day': 1, 'until': '2026-11-28',
               'handed_over': {'value': 30}, 'handed_on': '2026-11-20'}
    fit = {'kind': 'travel_clearance', 'conclusion': 'fit',
           'examined': '2026-11-20', 'valid_until': '2026-11-29T02:00:00Z'}
    out = page(due, insulin, fit, day='2026-11-20')

    def there(now):
        seen = carnet('view', *BOTH, '--json', '--now', now, out).json
        (medicine_row,), (referral,), (clearance,) = (
            rows(seen, k) for k in ('prescription', 'referral',
                                    'travel_clearance'))
        return (seen['at'], medicine_row['treatment']['state'],
                referral['errand'].get('overdue_days'), referral['why'],
                clearance['errand']['valid'], clearance['state'])
    assert there('2026-11-28T22:30:00Z') == (
        '2026-11-28T22:30:00Z', 'taking', None, 'stands', 'valid', 'active')
    assert there('2026-11-29T03:30:00+05:00') == (
        '2026-11-29T03:30:00+05:00', 'ended', 1, 'overdue', 'valid', 'active')
    assert there('2026-11-28T21:00:00-05:00') == (
        '2026-11-28T21:00:00-05:00', 'taking', None, 'stands', 'valid', 'active')
    assert there('2026-11-28T21:01:00-05:00') == (
        '2026-11-28T21:01:00-05:00', 'taking', None, 'stands', 'not_valid',
        'past')
    text = carnet('view', *BOTH, '--now', '2026-11-29T03:30:00+05:00', out).out
    assert 'As of 2026-11-29T03:30:00+05:00\n' in text, text

with tap.case('without_now_the_clock_of_the_machine_has_its_zone'):
    out = page(PENICILLIN, day='2020-01-01')
    now, carnet.now = carnet.now, None
    for zone, end in (('UTC0', 'Z'), ('TST-05:30', '+05:30'), ('TST+11', '-11:00')):
        done = carnet('view', *BOTH, '--json', out, env={'TZ': zone})
        assert done.json['at'].endswith(end), (zone, done.json['at'])
    carnet.now = now

with tap.case('what_was_stopped_says_when_why_and_what_was_noted'):
    done = carnet('view', *BOTH, page(
        {'kind': 'prescription', 'medicine': {'code': 'B01AA03'},
         'dose': {'value': 5, 'unit': 'mg'}, 'until': '2026-03-09',
         'status': 'stopped', 'why_stopped': ['side_effect'],
         'must_not_stop': True, 'note': 'severe bleeding'},
        dict(PENICILLIN, status='refuted', note='tolerated amoxicillin')))
    assert done.code == OK, done
    heading, *lines = done.out.split('PRESCRIPTION  ')[1].splitlines()[:6]
    assert heading == 'warfarin - STOPPED [atc B01AA03]', done
    assert sorted(lines[:4]) == sorted([
        '    note                severe bleeding',
        '    until               2026-03-09',
        '    why stopped         side effect',
        ' !! must not stop       stopping suddenly is dangerous']), done
    assert lines[4] == '    past', done  # and nothing of a dose
    assert 'tolerated amoxicillin' in done.out.split('REFUTED')[1], done

with tap.case('what_is_over_by_its_dates_is_not_taken_in_its_first_line'):
    course = {'kind': 'prescription', 'medicine': {'code': 'J01CA04'},
              'since': '2026-03-05', 'until': '2026-03-12',
              'status': 'taking'}
    out = page(course, {'kind': 'condition', 'code': {'code': 'A15.0'},
                        'status': 'active', 'until': '2026-03-12'},
               dict(PENICILLIN, since='2027-01-01'),
               {'kind': 'prescription', 'medicine': {'code': 'B01AA03'},
                'until': '2026-03-12', 'must_not_stop': True,
                'status': 'taking'},
               {'kind': 'travel_clearance', 'conclusion': 'fit',
                'examined': '2026-03-01', 'valid_until': '2026-03-12'})
    text = carnet('view', *BOTH, '--date', '2026-03-12', out).out
    assert 'amoxicillin - taking [atc J01CA04]\n' in text, text
    text = carnet('view', *BOTH, '--date', '2026-03-13', out).out
    assert 'taking' not in text and ' - active' not in text, text
    for told in ('amoxicillin - past [atc J01CA04]\n',
                 ' - past [icd-10 A15.0]\n',
                 'penicillin - begins later [snomed 764146007]\n',
                 'warfarin - uncertain [atc B01AA03]\n',
                 ' !! uncertain: the last day is over, but it may go on\n'):
        assert told in text, (told, text)
    # Said once: in the first line, or below one that has no such word.
    assert text.count('past') == 3 and text.count('begins later') == 1, text
    assert '  fit\n' in text and '\n    past\n' in text, text

with tap.case('what_is_stopped_and_usually_must_not_stop_says_so'):
    for status, is_said in (('stopped', True), ('completed', False)):
        done = carnet('view', *BOTH, page(
            {'kind': 'prescription', 'medicine': {'code': 'C02AC01'},
             'until': '2026-03-09', 'status': status}))
        assert done.code == OK and 'clonidine' in done.out, done
        assert ('usually must not stop' in done.out) == is_said, done

with tap.case('a_group_of_which_some_must_not_stop_says_that'):
    for code, word in (('A10', 'diabetes medicines [atc A10]'),
                       ('J05A', '[atc J05A]'), ('C02A', '[atc C02A]')):
        out = page({'kind': 'prescription', 'medicine': {'code': code},
                    'until': '2026-03-09'})
        done = carnet('view', *BOTH, out)
        assert done.code == OK, done
        assert re.search(r'!! some of this group usually must not stop, the '
                         r'issuer does not say: .*' + re.escape(word),
                         done.out), done
        row, = rows(view(out), 'prescription')
        assert (row['state'], row['why']) == ('uncertain', 'ended'), row

with tap.case('an_alert_avoids_a_substance_under_its_other_code_too'):
    for avoided, taken in (('L01BA01', 'L04AX03'), ('L04AX03', 'L01BA01'),
                           ('B01AC06', 'N02BA01'), ('P01AB01', 'J01XD01')):
        done = carnet('view', *BOTH, '--json', page(
            {'kind': 'alert', 'what': {'system': 'carnet',
                                       'code': 'fall_risk'},
             'avoid_atc': [{'code': avoided}]},
            {'kind': 'prescription', 'medicine': {'code': taken},
             'status': 'taking'}))
        found = done.json['persons'][0]['checks']['findings']
        assert [one['found'] for one in found] == ['avoid'], (avoided, done)

with tap.case('days_left_hang_on_who_spoke_last_and_not_on_a_note'):
    taken = {'kind': 'prescription', 'medicine': {'code': 'N03AX14'},
             'form': {'code': '385055001'}, 'dose': {'value': 1},
             'times_a_day': 1, 'last_taken': '2026-03-01', 'gap_days': 2,
             'handed_over': {'value': 20}, 'handed_on': '2026-02-25'}
    later = page(taken, day='2026-03-10', key='other.key')
    for early in (taken, dict(taken, note='seen'),
                  dict(taken, known='seen', recorder='doctor')):
        row, = rows(view(together(page(early, day='2026-03-01'), later),
                         '--date', '2026-03-11'), 'prescription')
        assert len(row['told']) == 2, row
        assert row['treatment']['left']['days'] == 14, row
        assert row['treatment']['gap']['exceeded'] == 'told', row
    # A page for review speaks after those that are accepted.
    old = page(taken, day='2026-03-12', valid_until='2026-03-13')
    row, = rows(view(together(old, later), '--date', '2026-03-14', code=REVIEW),
                'prescription')
    assert row['treatment']['told_on'] == '2026-03-10', row
    # Restating a page does not make its day later.
    late = page(dict(taken, observed='2026-03-01'), day='2026-03-11')
    row, = rows(view(together(late, later), '--date', '2026-03-11'),
                'prescription')
    assert row['treatment']['told_on'] == '2026-03-10', row

with tap.case('a_number_of_days_is_right_for_one_too'):
    done = carnet('view', *BOTH, page(medicine(500, gap_days=1)))
    assert '    can be missed       days at most: 1\n' in done.out, done

with tap.case('a_clinic_part_that_lacks_an_entry_may_lack_a_medicine'):
    done = carnet('present', page(PENICILLIN, medicine(500)), '--withhold',
                  'allergy', '-o', 'some.carnet')
    assert done.code == OK, done
    credential, = view('some.carnet')['credentials']
    assert credential['parts']['clinic'] == 'partial', credential
    assert credential['parts']['private'] == 'whole', credential
    assert view('some.carnet')['not_all'] == NOT_ALL
    assert NOT_ALL in carnet('view', *BOTH, 'some.carnet').out
    done = carnet('present', page(PENICILLIN), '--show', 'desk', '--show',
                  'private', '-o', 'some.carnet')
    assert done.code == OK, done
    assert view('some.carnet')['not_all'] == NOT_ALL

with tap.case('it_is_said_in_every_language'):
    said = set()
    for language in LANGUAGES:
        done = carnet('view', *BOTH, '--lang', language, 'clinic.carnet')
        assert done.code == OK and ' !! ' in done.out, done
        said.add(done.out)
    assert len(said) == len(LANGUAGES)

pages = [page(PENICILLIN, medicine(500), day='2025-01-01'),
         page(PENICILLIN, medicine(850), day='2025-06-01', key='other.key'),
         page(NONE, day='2025-09-01'),
         page(NONE, medicine(850), day='2025-09-01', key='other.key')]

with tap.case('two_who_say_the_same_stand_in_one_row'):
    seen = view(together(*pages), '--date', '2026-01-01')
    found = rows(seen, 'allergy')
    assert [len(r['told']) for r in found] == [2, 2], found
    assert {r['clash']['why'] for r in found} == {'none_known'}
    found = rows(seen, 'prescription')
    assert sorted(len(r['told']) for r in found) == [1, 2], found
    assert {r['clash']['number'] for r in found} == {2}, found
    text = carnet('view', *BOTH, '--date', '2026-01-01',
                  together(*pages)).out
    assert text.count('contradiction 1') == 2, text
    assert '(1) clinic.pub, 2025-01-01' in text
    assert '(2) other.pub, 2025-06-01' in text

with tap.case('the_english_behind_a_phrase_keeps_the_number_in_it'):
    text = carnet('view', *BOTH, '--date', '2026-01-01', '--lang', 'fr',
                  together(*pages)).out
    for n in (1, 2):
        assert (f'contradiction {n} : lisez tout et demandez '
                f'(contradiction {n}: read all of it, and ask)\n') in text, text
    assert ' 2 fois par jour (2 x a day)\n' in text, text

with tap.case('what_expired_says_so_and_its_replacement_stands_beside'):
    a = page(medicine(500), day='2025-01-01')
    seen = view(a, '--date', '2025-03-01')
    assert rows(seen, 'prescription')[0]['accepted'] is True
    old = page(PENICILLIN, day='2025-02-01', valid_until='2025-03-01')
    seen = view(together(a, old), code=REVIEW)
    allergy, = rows(seen, 'allergy')
    assert 'accepted' not in allergy
    mark, = seen['credentials'][1]['marks']
    assert mark['status'] == 'KEY_EXPIRED', mark
    text = carnet('view', *BOTH, together(a, old)).out
    assert '(2) clinic.pub, 2025-02-01: REVIEW\n' in text, text

with tap.case('a_refused_page_gives_nothing_and_is_counted'):
    assert carnet('key', 'new', '-o', 'stranger.key').code == OK
    strange = page(PENICILLIN, key='stranger.key')
    seen = view(together(whole, strange), code=REVIEW)
    assert len(seen['credentials']) == 1
    assert seen['not_shown']['refused'] == 1
    assert seen['not_all'] == NOT_ALL
    text = carnet('view', *BOTH, together(whole, strange)).out
    assert 'Refused pages, of which nothing is shown: 1\n' in text
    # Not all of it is authentic then, and no line says that it is.
    assert text.startswith('REVIEW: some pages are refused: do not rely on '
                           'those; a person must look at the others\n'), text
    assert 'it is authentic' not in text, text
    # Which one and why, by the numbers of every other screen.
    early = together(whole, page(PENICILLIN, day='2020-01-01',
                                 key='stranger.key'))
    seen = view(early, code=REVIEW)
    refused_page, = seen['refused']
    assert refused_page['page'] == 1, seen
    assert [m['status'] for m in refused_page['marks']] == ['KEY_UNKNOWN'], seen
    text = carnet('view', *BOTH, early).out
    told = text.split('Credential 1: REFUSED\n')[1].splitlines()
    assert told[0].endswith('(KEY_UNKNOWN)'), text
    done = carnet('view', *BOTH, strange)
    assert done.code == REFUSED and 'penicillin' not in done.out, done

with tap.case('a_page_has_one_number_in_view_log_and_verify'):
    both = together(early, page(medicine(500), day='2026-03-12',
                                key='other.key'))
    pages_of = {c['identity']: c['page']
                for c in view(both, code=REVIEW)['credentials']}
    done = carnet('log', *BOTH, '--json', both)
    logged = {c['identity']: c['credential']
              for c in done.json['credentials'] if c['outcome'] != 'refused'}
    assert pages_of == logged and sorted(logged.values()) == [2, 3], logged
    text = carnet('view', *BOTH, '--date', '2026-03-15', both).out
    assert '(2) clinic.pub, 2026-03-11\n' in text, text
    assert '(3) other.pub, 2026-03-12\n' in text, text
    for verb in ('view', 'log', 'verify', 'show'):
        text = carnet(verb, *BOTH, both).out
        for number, word in ((1, 'REFUSED'), (2, 'ACCEPTED'), (3, 'ACCEPTED')):
            assert f'Credential {number}: {word}' in text or (
                verb == 'show' and word == 'REFUSED'), (verb, text)

with tap.case('what_was_replaced_says_by_what'):
    blocker = page({'kind': 'prescription', 'medicine': {'code': 'C07AB07'},
                    'status': 'taking'}, day='2025-01-01')
    tag = tag_in(blocker, 'prescription')
    instead = page({'kind': 'prescription', 'medicine': {'code': 'C09AA03'},
                    'status': 'taking', 'replaces': [tag]}, key='other.key')
    out = together(blocker, instead)
    text = carnet('view', *BOTH, out).out
    earlier = text.split('Replaced since:\n')[1]
    assert earlier.startswith(
        'PRESCRIPTION  bisoprolol - taking [atc C07AB07]\n'
        '    (1) clinic.pub, 2025-01-01\n'
        '    replaced by (2) other.pub, 2026-03-11:\n'
        '      PRESCRIPTION  lisinopril - taking [atc C09AA03]\n'), text
    seen = view(out)
    assert 'not_all' not in seen, seen
    by, = seen['persons'][0]['earlier'][0]['replaced_by']
    assert seen['credentials'][by['credential']]['page'] == 2, seen
    # An entry of another kind takes no medicine's place, a page that a person
    # must look at has its word.
    alert = page({'kind': 'alert', 'what': {'text': 'falls'},
                  'replaces': [tag]}, day='2025-02-02')
    done = carnet('view', *BOTH, together(out, alert))
    assert done.out.count('replaced by (') == 1, done
    expired = page({'kind': 'prescription', 'medicine': {'code': 'C08CA01'},
                    'status': 'taking', 'replaces': [tag]}, day='2025-02-01',
                   valid_until='2025-03-01')
    done = carnet('view', *BOTH, together(out, expired))
    assert done.out.count('replaced by (') == 2, done
    assert 'replaced by (2) clinic.pub, 2025-02-01: REVIEW:' in done.out, done

with tap.case('a_reference_to_what_is_not_here_says_that_there_is_more'):
    seen = view(instead)
    assert seen['not_all'] == NOT_ALL, seen
    assert rows(seen, 'prescription')[0]['told'][0]['replaces'] == [
        {'how': 'nowhere'}], seen
    text = carnet('view', *BOTH, instead).out
    assert text.startswith(f'ACCEPTED\n !! {NOT_ALL}\n'), text
    cared = page({'kind': 'condition', 'code': {'code': 'I10'},
                  'status': 'active', 'treated_with': [tag]})
    assert view(cared)['not_all'] == NOT_ALL
    assert 'not_all' not in view(together(blocker, cared))

with tap.case('what_runs_out_and_contradicts_is_counted_before_the_rows'):
    supply = {'kind': 'prescription', 'form': {'code': '385055001'},
              'dose': {'value': 1}, 'times_a_day': 1, 'status': 'taking',
              'handed_on': '2026-03-11'}
    out = page(dict(supply, medicine={'code': 'A10BA02'},
                    handed_over={'value': 9}),
               dict(supply, medicine={'code': 'C07AB07'},
                    handed_over={'value': 60}))
    for day, told in (('2026-03-12', 0), ('2026-03-13', 1), ('2026-06-01', 2)):
        text = carnet('view', *BOTH, '--date', day, out).out
        head = text.split('PERSON  ')[0]
        assert (f' !! medicines that ran out or do within 7 days: {told}\n'
                in head) == (told > 0), (day, text)
        assert 'contradictions below' not in text, text
    text = carnet('view', *BOTH, '--date', '2026-01-01', together(*pages)).out
    assert ' !! contradictions below: 2\n' in text.split('PERSON  ')[0], text

with tap.case('a_supply_that_two_may_use_lasts_at_most_to_a_day'):
    shared = page(dict(supply, medicine={'code': 'A10BA02'},
                       handed_over={'value': 30}),
                  {'kind': 'prescription', 'medicine': {'code': 'A10BA02'}})
    for day, said, soon in (
            ('2026-04-01', 'lasts at most to before 2026-04-10', False),
            ('2026-04-09', 'lasts at most to before 2026-04-10', True),
            ('2026-04-10', 'ran out 2026-04-10', True),
            ('2026-06-01', 'ran out 2026-04-10', True)):
        text = carnet('view', *BOTH, '--date', day, shared).out
        assert (f' !! {said}\n'
                ' !! another entry may use the same supply\n') in text, text
        assert ('within 7 days: 1\n' in text) == soon, text
        both = [row['treatment']['left'] for row in rows(
            view(shared, '--date', day), 'prescription')]
        left, = [left for left in both if left['why'] == 'shared']
        assert (left['state'], left['on']) == ('at_most', '2026-04-10'), both

with tap.case('a_gap_of_what_must_not_stop_strikes_the_eye'):
    daily = {'kind': 'prescription', 'form': {'code': '385055001'},
             'dose': {'value': 1}, 'times_a_day': 1, 'status': 'taking',
             'last_taken': '2026-03-01', 'gap_days': 30}
    for code, marked in (('C07AB07', True), ('A10BA02', False)):
        text = carnet('view', *BOTH, '--date', '2026-03-15', page(
            dict(daily, medicine={'code': code}))).out
        line = 'days without a known dose: 13\n'
        assert (f' !! {line}' in text, f'    {line}' in text) == (
            marked, not marked), text

with tap.case('who_says_why_a_birth_date_is_not_told_contradicts_nobody'):
    told = [carnet.issue({'issued': '2026-03-11', 'entries': [
        dict(AWA, birth_date=birth)]}, key=key) for birth, key in (
            ('1990-02-03', 'clinic.key'), ({'absent': 'refused'}, 'other.key'))]
    assert carnet('merge', '--same-person', *told, '-o',
                  'both.carnet').code == OK
    done = carnet('view', *BOTH, 'both.carnet')
    assert 'contradictions below: ' not in done.out, done

with tap.case('what_was_issued_later_is_left_out_and_counted'):
    seen = view(together(*pages), '--date', '2025-01-05')
    assert seen['day'] == '2025-01-05'
    assert seen['not_shown']['issued_later'] == 3
    assert len(seen['credentials']) == 1
    text = carnet('view', *BOTH, '--date', '2025-01-05',
                  together(*pages)).out
    assert 'Pages issued after that, left out: 3\n' in text

with tap.case('withheld_entries_are_counted_where_the_page_tells'):
    carnet('present', whole, '--withhold', 'clinic/0', '-o', 'part.carnet')
    credential, = view('part.carnet')['credentials']
    assert credential['parts']['clinic'] in ('partial', 'withheld')
    two = page(PENICILLIN, medicine(500))
    carnet('present', two, '--withhold', 'clinic/0', '-o', 'part.carnet')
    credential, = view('part.carnet')['credentials']
    assert credential['withheld'] == {'clinic': 1}, credential
    credential, = view('clinic.carnet')['credentials']
    assert credential['withheld'] == {}, credential
    assert credential['parts']['private'] == 'withheld'

with tap.case('pages_that_may_be_of_two_people_are_not_merged'):
    binta = dict(AWA, name='Binta Ndoye')
    carnet.path('b.json').write_text(json.dumps(
        {'issued': '2026-03-11', 'entries': [binta, PENICILLIN]}))
    assert carnet('issue', '--key', 'other.key', 'b.json', '-o',
                  'b.carnet').code == OK
    assert carnet('merge', '--same-person', whole, 'b.carnet', '-o',
                  'ab.carnet').code == OK
    seen = view('ab.carnet', code=REVIEW)
    assert len(seen['persons']) == 2
    assert len(rows(seen, 'allergy')) == 2
    text = carnet('view', *BOTH, 'ab.carnet').out
    assert text.count('nobody here can know') == 2, text

with tap.case('what_is_replaced_is_of_the_same_person'):
    tag = tag_in(whole, 'allergy')
    carnet.path('b.json').write_text(json.dumps(
        {'issued': '2026-03-11', 'entries': [
            binta, dict(PENICILLIN, status='refuted', replaces=[tag])]}))
    assert carnet('issue', '--key', 'other.key', 'b.json', '-o',
                  'b.carnet').code == OK
    assert carnet('merge', '--same-person', whole, 'b.carnet', '-o',
                  'ab.carnet').code == OK
    seen = view('ab.carnet', code=REVIEW)
    # Persons stand in the order of their bytes, which the keys' ids decide.
    states = [r['state'] for r in rows(seen, 'allergy')]
    assert sorted(states) == ['active', 'past'], seen
    assert 'replaced_by' not in json.dumps(seen), seen
    text = carnet('view', *BOTH, 'ab.carnet').out
    assert 'replaced by' not in text, text
    log = carnet('log', *BOTH, 'ab.carnet').out
    assert f"replaces {tag}, which may be another person's: both" in log, log

with tap.case('who_may_sign_a_kind_alone_replaces_that_kind_alone'):
    assert carnet('key', 'new', '-o', 'list.key').code == OK
    assert carnet('trust', 'new', '-o', 'draft.json').code == OK
    for key, scope in (('clinic', ()),
                       ('other', ('--may-sign', 'travel_clearance,person'))):
        done = carnet('trust', 'add', 'draft.json', '--name', key, '--kind',
                      'ngo', '--key', f'{key}.pub', '--from', '2026-01-01',
                      *scope)
        assert done.code == OK, done
    done = carnet('trust', 'sign', 'draft.json', '--key', 'list.key', '-o',
                  'l.trust', '--now', '2026-03-02')
    assert done.code == OK, done
    fit = {'kind': 'travel_clearance', 'conclusion': 'fit', 'part': 'clinic',
           'examined': '2026-03-10', 'valid_until': '2026-12-31',
           'replaces': [tag]}
    signed = together(whole, page(fit, key='other.key'))
    done = carnet('view', '--trust', 'l.trust', '--pin', 'list.pub', '--json',
                  signed)
    assert done.code == OK, done
    allergy, = rows(done.json, 'allergy')
    assert allergy['state'] == 'active', allergy
    fit, = rows(done.json, 'travel_clearance')
    assert fit['told'][0]['replaces'][0]['how'] == 'other_kind', fit
    text = carnet('log', *BOTH, signed).out
    assert f'replaces {tag}, which is of another kind: both stay' in text, text

# ---- who may say it ----

def for_the_day(*made, day='2026-03-15'):
    done = carnet('view', '--trust', 'l.trust', '--pin', 'list.pub', '--date',
                  day, together(*made))
    return done.out

CHILD = dict(AWA, name='Mina Test', birth_date='2019-05')


def childs_page(*entries, day='2026-03-11', key='clinic.key'):
    return carnet.issue({'issued': day, 'entries': [CHILD, *entries]}, key=key)


def weight(kg, day='2026-03-01', **more):
    return dict({'kind': 'result', 'test': {'code': '29463-7'}, 'date': day,
                 'quantity': {'value': kg, 'unit': 'kg'}}, **more)

with tap.case('a_weight_that_its_issuer_may_not_sign_is_no_weight_of_a_child'):
    good, bad = weight(19, '2026-01-10'), weight(91)
    text = for_the_day(childs_page(good, day='2026-01-10'),
                       childs_page(bad, key='other.key'))
    assert '\n !! child\n    body weight: 19 kg\n    days ago: 64\n' in text, text
    alone = childs_page(bad, key='other.key')
    text = for_the_day(alone, alone)
    assert '\n !! child\n !! body weight: 91 kg: REVIEW\n' in text, text
    told = carnet('view', '--trust', 'l.trust', '--pin', 'list.pub', '--json',
                  alone).json['persons'][0]['child']
    assert told['weight_not_accepted'] is True, told

with tap.case('between_two_weights_of_one_day_nobody_chooses'):
    two = together(childs_page(weight(19)), childs_page(weight(91),
                                                        key='other.key'))
    text = carnet('view', *BOTH, '--date', '2026-03-15', two).out
    assert ' !! child\n !! body weight: 19 kg\n !! body weight: 91 kg\n' \
        in text, text
    told = view(two)['persons'][0]['child']
    assert (told['weight']['value'], told['weight_other']['value']) == (19, 91)
    # Of three the same two, whichever page comes first.
    for here, there in ((91, 57), (57, 91)):
        told = view(together(childs_page(weight(19), weight(here)), childs_page(
            weight(there), key='other.key')))['persons'][0]['child']
        assert (told['weight']['value'], told['weight_other']['value']) == \
            (19, 57), told
    text = carnet('view', *BOTH, '--date', '2026-03-15', childs_page(
        weight(14, '2024-01-01'), weight(21, '2026-03'), weight(
            30, '2026-03-02', comparator='greater'))).out
    assert ' !! child\n    body weight: 21 kg\n    days ago: 4\n' in text, text

with tap.case('a_dose_that_its_issuer_may_not_sign_closes_nothing'):
    first = {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'}, 'dose': 1,
             'of': 2, 'date': '2025-01-10', 'next_due': '2025-02-10'}
    second = {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'}, 'dose': 2,
              'of': 2, 'date': '2025-02-10'}
    for key, due in (('clinic.key', False), ('other.key', True)):
        text = for_the_day(page(first), page(second, key=key))
        assert (' !! days overdue: ' in text) == due, text
    # Nobody is accepted: then all count.
    text = for_the_day(page(first, second, key='other.key'),
                       page(NONE, key='other.key'))
    assert 'days overdue' not in text, text

with tap.case('of_a_dose_the_accepted_telling_goes_first'):
    dose = {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
            'date': '2025-12-04'}
    for fuller, due in (('clinic.key', 'A1'), ('other.key', None)):
        lesser = 'other.key' if fuller == 'clinic.key' else 'clinic.key'
        told = carnet('view', '--trust', 'l.trust', '--pin', 'list.pub',
                      '--json', together(page(dose, key=lesser),
                                         page(dict(dose, lot='A1'),
                                              key=fuller)))
        row, = rows(told.json, 'vaccination')
        assert len(row['told']) == 2 and row['told'][0]['accepted'], row
        assert row['entry'].get('lot') == due, row

with tap.case('none_known_by_who_may_not_say_so_does_not_calm'):
    warned = ' !! no allergy is shown that medicines could be compared with\n'
    pills = page({'kind': 'prescription', 'medicine': {'code': 'J01CA04'}})
    for key, due in (('clinic.key', False), ('other.key', True)):
        text = for_the_day(pills, page(NONE, key=key))
        assert (warned in text) == due, text

# ---- what a doctor must not miss ----

with tap.case('what_is_due_on_the_day_is_said_without_a_number'):
    depot = page({'kind': 'prescription', 'medicine': {'code': 'N05AX08'},
                  'last_taken': '2026-02-10', 'next_due': '2026-03-10'},
                 day='2026-02-10')
    for day, line in (('2026-03-09', '    next dose 2026-03-10\n'),
                      ('2026-03-10', '    next dose 2026-03-10\n'),
                      ('2026-03-11', ' !! was due 2026-03-10\n')):
        text = carnet('view', *BOTH, '--date', day, depot).out
        assert line in text, text

with tap.case('a_pregnancy_that_is_over_says_how_it_ended'):
    over = page({'kind': 'pregnancy', 'status': 'pregnant', 'gravida': 3,
                 'outcome': 'miscarriage', 'parity': 2})
    text = carnet('view', *BOTH, over).out
    for line in ('miscarriage', '3', '2'):
        assert f' {line}\n' in text, text
    text = carnet('view', *BOTH, page(
        {'kind': 'pregnancy', 'status': 'breastfeeding',
         'outcome': 'live_birth'})).out
    assert 'breastfeeding' in text and 'past' not in text, text

with tap.case('taken_here_and_paused_there_contradict'):
    taking, paused = (
        {'kind': 'prescription', 'medicine': {'code': 'B01AA03'},
         'status': status} for status in ('taking', 'paused'))
    both = together(page(taking), page(paused, key='other.key'))
    assert ' !! contradictions below: 1\n' in carnet('view', *BOTH, both).out
    assert [r['clash']['why'] for r in rows(view(both), 'prescription')] == \
        ['status', 'status']
    same = together(page(paused), page(dict(paused, note='a bleeding'),
                                       key='other.key'))
    assert 'contradictions below' not in carnet('view', *BOTH, same).out
    # Paused years before this one began, or beside what may be over.
    for first, second in (
            (dict(paused, since='2019-01-01', until='2019-02-01'),
             dict(taking, since='2026-01-01')),
            (paused, dict(taking, until='2026-03-01', long_term=True))):
        text = carnet('view', *BOTH, together(
            page(first), page(second, key='other.key'))).out
        assert 'contradictions below' not in text, text

with tap.case('stages_that_are_over_end_a_treatment'):
    course = {'kind': 'prescription', 'medicine': {'code': 'J01CA04'},
              'form': {'code': '385055001'}, 'since': '2026-02-01',
              'phases': [{'dose': {'value': 2}, 'times_a_day': 3, 'days': 3},
                         {'dose': {'value': 1}, 'times_a_day': 3, 'days': 4}]}
    again = {'kind': 'prescription', 'medicine': {'code': 'J01CA04'},
             'form': {'code': '385055001'}, 'dose': {'value': 1},
             'times_a_day': 2, 'since': '2026-02-08',
             'handed_over': {'value': 60}, 'handed_on': '2026-02-08'}
    two = together(page(course, day='2026-02-01'),
                   page(again, day='2026-02-08', key='other.key'))
    for day, over in (('2026-02-07', False), ('2026-02-08', True)):
        state, = [r['state'] for r in rows(view(two, '--date', day),
                                           'prescription')
                  if 'phases' in r['entry']]
        assert (state == 'past') == over, (day, state)
    for until in ('2026-04-30', '2026-02'):  # what is told says it later
        text = carnet('view', *BOTH, '--date', '2026-02-10', page(
            dict(course, until=until), day='2026-02-01')).out
        assert 'amoxicillin tablet - past [' in text, text
        assert '    all stages are over\n' in text, text
        assert 'prescribed only until' not in text, text
    text = carnet('view', *BOTH, '--date', '2026-02-10', two).out
    assert 'amoxicillin tablet - past [' in text, text
    for wrong in ('contradiction', 'same substance', 'may use the same'):
        assert wrong not in text, text

with tap.case('what_is_over_by_its_word_says_why'):
    text = carnet('view', *BOTH, page(
        {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'},
         'state': 'not_done', 'date': '2026-03-01', 'next_due': '2026-03-05',
         'why_not': 'anaphylaxis after the first'},
        {'kind': 'prescription', 'medicine': {'code': 'B01AF01'},
         'status': 'stopped', 'last_taken': '2026-03-09'},
        dict(PENICILLIN, status='inactive', criticality='high'),
        {'kind': 'referral', 'what': {'code': '394592004'}, 'state': 'done',
         'reply': 'come back in two weeks'})).out
    for line in ('    why not             anaphylaxis after the first\n',
                 '    date                2026-03-01\n', ' !! days overdue: ',
                 '    last taken          2026-03-09\n',
                 ' !! criticality         high\n',
                 '    reply               come back in two weeks\n'):
        assert line in text, (line, text)

with tap.case('a_vaccine_that_was_refused_and_given_since_is_not_overdue'):
    refusal = {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'},
               'state': 'refused', 'date': '2026-01-05',
               'next_due': '2026-02-01'}
    given = {'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'},
             'date': '2026-02-15'}
    for more, due in (((), True), ((given,), False)):
        text = carnet('view', *BOTH, page(refusal, *more)).out
        assert ('days overdue' in text) == due, text

with tap.case('as_needed_says_no_more_than_it_knows'):
    pills = page({'kind': 'prescription', 'medicine': {'code': 'N02BE01'},
                  'form': {'code': '385055001'}, 'dose': {'value': 2},
                  'as_needed': True, 'max_a_day': {'value': 8},
                  'handed_over': {'value': 40}, 'handed_on': '2026-03-08'})
    for day, left in (('2026-03-12', True), ('2026-03-13', False)):
        text = carnet('view', *BOTH, '--date', day, '--explain', pills).out
        assert 'lasts at least to before 2026-03-13\n' in text, text
        assert ('days left: ' in text) == left, text
        assert ('within 7 days' in text) == left, text
        assert 'doses in what was handed over' not in text, text
    dose, = [r['treatment']['due']['dose'] for r in rows(
        view(pills, '--date', '2026-03-12'), 'prescription')]
    assert dose['value'] == 2, dose

with tap.case('what_was_replaced_says_what_it_said'):
    half = {'kind': 'prescription', 'medicine': {'code': 'N03AX14'},
            'form': {'code': '385055001'}, 'dose': {'value': 1},
            'times_a_day': 2, 'last_taken': '2026-03-10'}
    a = page(half)
    b = page(dict(half, dose={'value': 2}, replaces=[tag_in(a, 'prescription')]),
             day='2026-03-12')
    text = carnet('view', *BOTH, together(a, b)).out
    assert ('\nReplaced since:\nPRESCRIPTION  levetiracetam tablet - taking '
            '[atc N03AX14]\n    dose                1 tablet\n    (') in text, text
    log = carnet('log', *BOTH, together(a, b)).out
    assert ('      - dose                1 tablet, 2 x a day\n'
            '      + dose                2 tablets, 2 x a day\n') in log, log
    assert log.count('      - ') == 1, log
    # Stages in another order, each line with the name of the field.
    stages = [{'dose': {'value': n}, 'times_a_day': 1, 'days': 5}
              for n in (4, 2, 1)]
    taper = {'kind': 'prescription', 'medicine': {'code': 'H02AB06'},
             'form': {'code': '385055001'}, 'since': '2026-03-11'}
    a = page(dict(taper, phases=stages))
    tag = tag_in(a, 'prescription')
    b = page(dict(taper, phases=stages[::-1], replaces=[tag],
                  note=f'was {tag}: now the other way'), day='2026-03-12')
    log = carnet('log', *BOTH, together(a, b)).out
    lines = [line for line in log.splitlines() if line[6:7] in ('-', '+')]
    assert [line[:8].strip() for line in lines] == ['-'] * 3 + ['+'] * 5, log
    assert lines[0].startswith('      - phases ') and '4 tablets' in lines[0]
    assert any('now the other way' in line for line in lines), log
    # Two in the place of one: no page is held against both.
    c = page(dict(taper, phases=stages[:1], replaces=[tag]), day='2026-03-13')
    log = carnet('log', *BOTH, together(a, b, c)).out
    assert not [line for line in log.splitlines() if line[6:8] == '- '], log

with tap.case('ties_are_told'):
    def tie(*identities):
        made = [page(PENICILLIN, *([{'kind': 'person_details',
                                     'passport_id': i}] if i else []),
                     day=f'2026-01-0{n + 1}')
                for n, i in enumerate(identities)]
        seen = view(made[0] if len(made) == 1 else together(*made))
        return (seen['persons'][0]['tie'],
                [c.get('by_name_only', False) for c in seen['credentials']])
    assert tie('AAECAwQFBgc') == ('one', [False])
    assert tie('AAECAwQFBgc', 'AAECAwQFBgc') == ('id', [False, False])
    assert tie('AAECAwQFBgc', 'AAECAwQFBgc', None) == \
        ('name', [False, False, True])
    assert tie(None, None) == ('name', [True, True])

with tap.case('private_entries_are_marked_as_such'):
    private = page({'kind': 'condition', 'code': {'code': 'B24'}})
    text = carnet('view', *BOTH, private).out
    assert '(1) clinic.pub, 2026-03-11, private part\n' in text, text

with tap.case('wrong_calls'):
    refused(carnet('view', *BOTH, '--date', 'tomorrow', whole), USAGE)
    refused(carnet('view', *BOTH, 'none.carnet'), NO_INPUT)
    refused(carnet('view', *BOTH), USAGE)

sys.exit(tap.end())
