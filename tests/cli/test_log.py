# SPDX-License-Identifier: Apache-2.0
"""carnet log, carnet diff, and carnet issue --into and --restate: what pages of
many clinics say of each other (docs/spec/history.md)."""
import json
import sys

import lists
from cli import (AWA, BOTH, DATA, NOW, OK, REFUSED, REVIEW, USAGE, begin_both,
                 refused)
from tap import Tap

PILLS = {'kind': 'prescription', 'id': 'pills', 'status': 'taking',
         'medicine': {'code': 'A10BA02'}}
DIABETES = {'kind': 'condition', 'code': {'code': 'E11.9'},
            'treated_with': ['pills']}
HIV = {'kind': 'condition', 'code': {'code': 'B24'}}

tap = Tap()
carnet = begin_both()
assert carnet('key', 'new', '-o', 'stranger.key').code == OK


def page(*entries, day):
    return {'issued': day, 'entries': [AWA, *entries]}


def log(passport, code=OK):
    done = carnet('log', *BOTH, '--json', passport)
    assert done.code == code, done
    return done.json


def of(history, kind, n=0):
    found = [e for c in history['credentials'] for e in c.get('entries', ())
             if e['kind'] == kind]
    return found[n]


def add(passport, record, *words, key='other.key'):
    carnet.write('page.json', record)
    return carnet('issue', '--key', key, 'page.json', '--into', passport,
                  *words)


def entries(passport, n):
    done = carnet('show', *BOTH, '--json', passport)
    assert done.code in (OK, REVIEW), done
    return done.json['credentials'][n]['entries']


def copy(name, to):
    return carnet.write(to, carnet.path(name).read_bytes())


first = carnet.issue(page(PILLS, DIABETES, HIV, day='2026-01-05'))
tag = of(log(first), 'prescription')['tag']
STOP = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
        'status': 'stopped', 'replaces': [tag]}
stopped = copy(first, 'stopped.carnet')
assert add(stopped, page(STOP, day='2026-02-06')).err == ''

with tap.case('show_gives_the_tag_of_each_entry_in_their_order'):
    shown = carnet('show', *BOTH, '--json', first).json['credentials'][0]
    told = log(first)['credentials'][0]['entries']
    assert shown['tags'] == [e['tag'] for e in told]
    assert [e['id'] for e in shown['entries']] == [e['id'] for e in told]

with tap.case('log_tells_what_each_page_does_the_earliest_first'):
    told = log(stopped)
    assert [c['issued'] for c in told['credentials']] == \
        ['2026-01-05', '2026-02-06']
    old, new = of(told, 'prescription'), of(told, 'prescription', 1)
    assert (old['change'], old['state']) == ('added', 'replaced')
    assert old['replaced_by'] == [new['tag']]
    assert (new['change'], new['state']) == ('stopped', 'current')
    assert new['replaces'] == [{'names': tag, 'leads': 'found', 'to': [tag]}]
    done = carnet('log', *BOTH, stopped)
    assert done.code == OK, done
    lines = done.out.splitlines()
    assert lines[0].startswith('Issued 2026-01-05, Credential 1: ACCEPTED.')
    at = lines.index(f'      replaced by {new["tag"]}')
    assert lines[at - 1] == f'  {tag}  PRESCRIPTION  metformin - taking ' \
        '[atc A10BA02]  (clinic/0) (added)', lines
    assert f'      replaces {tag}' in lines

with tap.case('an_entry_of_the_same_page_is_named_by_its_place'):
    own = carnet.issue(page(
        {'kind': 'prescription', 'id': 'was', 'medicine': {'code': 'A10BA02'}},
        dict(STOP, replaces=['was']), day='2026-02-06'))
    told = of(log(own), 'prescription', 1)
    assert [r['names'] for r in told['replaces']] == ['clinic/0'], told
    assert told['replaces'][0]['leads'] == 'found', told

with tap.case('log_speaks_the_language_of_the_reader'):
    done = carnet('log', *BOTH, '--lang', 'de', stopped)
    assert done.code == OK and f'ersetzt {tag} (replaces)' in done.out, done

with tap.case('log_says_nothing_of_a_refused_page'):
    mixed = copy(stopped, 'mixed.carnet')
    assert add(mixed, page(dict(HIV, replaces=[tag]), day='2026-02-07'),
               key='stranger.key').code == OK
    told = log(mixed, REVIEW)
    assert [c['outcome'] for c in told['credentials']] == \
        ['accepted', 'accepted', 'refused']
    assert 'entries' not in told['credentials'][2]
    assert [c.get('marks') for c in told['credentials']] == [[], [], None]
    assert 'identity' not in told['credentials'][2]
    assert of(told, 'prescription')['replaced_by'] == \
        [of(told, 'prescription', 1)['tag']]
    done = carnet('log', *BOTH, mixed)
    assert done.code == REVIEW and done.out.count('HIV') == 1, done
    done = carnet('log', '--trust', 'stranger.pub', first)
    assert done.code == REFUSED and 'leaf:' not in done.out, done
    refused(carnet('log', *BOTH, carnet.write('no', b'HP1:ABC')), REFUSED,
            '')

with tap.case('a_page_under_review_stands_beside'):
    stale = copy(first, 'stale.carnet')
    assert add(stale, page(STOP, day='2026-02-06'), '--valid-until',
               '2026-02-07').code == OK
    told = log(stale, REVIEW)
    assert of(told, 'prescription')['state'] == 'beside'
    done = carnet('log', *BOTH, stale)
    new = of(told, 'prescription', 1)['tag']
    assert f'replaced by {new}, which is not accepted' in done.out, done
    assert [c['marks'] for c in told['credentials']] == [
        [], [{'fact': 'expiry', 'status': 'KEY_EXPIRED',
              'text': 'The passport is past its last valid day'}]]
    # Why it is for review stands below its title, and only there.
    assert 'REVIEW' in done.out and done.out.count('past its last valid') == 1, done

with tap.case('a_tag_that_leads_to_nothing_is_told_and_logged'):
    lost = copy(first, 'lost.carnet')
    done = add(lost, page(dict(STOP, replaces=['leaf:00000000', tag]),
                          day='2026-02-06'))
    assert done.code == OK, done
    assert 'WARNING: 1 reference leads to nothing' in done.err, done
    assert '$.entries[1].replaces' in done.err, done
    assert 'leaf:00000000' in done.err, done
    told = of(log(lost), 'prescription', 1)
    assert [r['leads'] for r in told['replaces']] == ['nowhere', 'found']
    assert 'replaces leaf:00000000, which is not shown here' in \
        carnet('log', *BOTH, lost).out

with tap.case('a_reference_to_another_kind_is_warned_of_before_it_is_signed'):
    alert = {'kind': 'alert', 'what': {'text': 'falls'}, 'replaces': [tag]}
    wrong = copy(first, 'wrong.carnet')
    before = carnet.path(wrong).read_bytes()
    carnet.write('alert.json', page(alert, day='2026-02-06'))
    call = ('issue', 'alert.json', '--into', wrong)
    for words in (('--dry-run',), ('--key', 'other.key')):
        for as_json in ((), ('--json',)):
            carnet.write(wrong, before)
            done = carnet(*call, *words, *as_json)
            assert done.code == OK, done
            warned = ' '.join(done.err.split())
            assert 'WARNING: 1 reference leads to nothing in wrong.carnet ' \
                'that it may' in warned, done
            assert '$.entries[1].replaces' in warned, done
            assert f'{tag} is of another kind, and an entry replaces its ' \
                'own alone' in warned, done
            if as_json:
                found = done.json['references']
                assert (found['lost'], found['path']) == \
                    (1, '$.entries[1].replaces'), found
                assert 'is of another kind' in found['text'], found
    told = of(log(wrong), 'alert')
    assert [r['leads'] for r in told['replaces']] == ['other_kind'], told
    assert of(log(wrong), 'prescription')['state'] == 'current'

with tap.case('the_plan_says_that_no_reference_is_lost'):
    kept = copy(first, 'kept0.carnet')
    done = add(kept, page(STOP, day='2026-02-06'), '--json')
    assert done.code == OK and done.err == '', done
    assert done.json['references'] == {'lost': 0}, done
    carnet.write('page.json', page(STOP, day='2026-02-06'))
    done = carnet('issue', '--key', 'other.key', 'page.json', '-o', 'o.carnet',
                  '--json')
    assert done.code == OK and 'references' not in done.json, done

with tap.case('what_replaces_lies_in_a_part_at_least_as_private'):
    told = log(first)
    hiv = of(told, 'condition', 1)
    assert hiv['id'] == 'private/0', hiv
    before = carnet.path(first).read_bytes()
    over = {'kind': 'condition', 'code': {'code': 'I10'},
            'replaces': [hiv['tag']]}
    done = add(first, page(over, day='2026-02-06'))
    refused(done, DATA, 'RECORD_LINK', '$.entries[1].replaces',
            'at least as private')
    refused(carnet('issue', '--dry-run', 'page.json', '--into', first), DATA,
            'RECORD_LINK', 'at least as private')
    assert carnet.path(first).read_bytes() == before
    kept = copy(first, 'kept.carnet')
    done = add(kept, page(dict(over, part='private'), day='2026-02-06'))
    assert done.code == OK, done
    assert of(log(kept), 'condition', 1)['state'] == 'replaced'

with tap.case('what_is_current_is_restated_as_one_page'):
    again = copy(stopped, 'again.carnet')
    done = carnet('issue', '--restate', '--into', again, '--key', 'other.key',
                  *BOTH, '--now', NOW, '--json')
    assert done.code == OK, done
    assert 'credential 1: 1 entry is not restated: private' in done.err, done
    assert [(e['kind'], e['part']) for e in done.json['entries']] == [
        ('person', 'desk'), ('condition', 'clinic'),
        ('prescription', 'clinic')], done
    # It says which page it is; of one day and issuer the log can't tell.
    assert done.json['credential'] == 3, done
    assert 'again.carnet: the new page is credential 3' in done.err, done
    told = log(again)
    old, new = of(told, 'prescription', 1), of(told, 'prescription', 2)
    assert (old['state'], new['state']) == ('replaced', 'current')
    assert new['change'] == 'restated'
    person, condition, pills = entries(again, 2)
    assert person.keys().isdisjoint({'replaces', 'known', 'observed'})
    assert pills['known'] == condition['known'] == 'document_seen'
    assert (condition['observed'], pills['observed']) == \
        ('2026-01-05', '2026-02-06')
    # The pills that treat it are replaced: the condition names the old ones.
    assert condition['treated_with'] == [tag]
    done = carnet('present', again, '--show', '3', '-o', 'one.carnet')
    assert done.code == OK, done
    assert carnet('verify', *BOTH, 'one.carnet').code == OK

with tap.case('the_number_of_a_new_page_is_its_place_and_no_order_of_time'):
    many, seen = copy(stopped, 'many.carnet'), set()
    for n in range(4):
        done = add(many, page({'kind': 'condition', 'code': {'code': 'I10'},
                               'note': f'n{n}'}, day=f'2026-01-0{4 - n}'),
                   '--json')
        assert done.code == OK, done
        number = done.json['credential']
        seen.add(number)
        notes = [e.get('note') for e in entries(many, number - 1)]
        assert f'n{n}' in notes, (number, notes)
    assert len(seen) < 4, seen  # or places are an order of time after all

with tap.case('references_between_restated_entries_follow_them'):
    again = copy(first, 'again2.carnet')
    done = carnet('issue', '--restate', '--into', again, '--key', 'other.key',
                  *BOTH, '--now', NOW)
    assert done.code == OK, done
    by_kind = {e['kind']: e for e in entries(again, 1)}
    assert by_kind['condition']['treated_with'] == \
        [by_kind['prescription']['id']], by_kind

with tap.case('private_entries_are_restated_by_explicit_word'):
    again = copy(first, 'again3.carnet')
    done = carnet('issue', '--restate', '--whole', '--into', again, '--key',
                  'other.key', *BOTH, '--now', NOW)
    assert done.code == OK and 'not restated' not in done.err, done
    assert [(e['kind'], e['part']) for e in entries(again, 1)] == [
        ('person', 'desk'), ('prescription', 'clinic'),
        ('condition', 'clinic'), ('condition', 'private')]

with tap.case('what_a_person_put_elsewhere_is_restated_by_explicit_word_too'):
    arv = {'kind': 'prescription', 'id': 'arv', 'status': 'taking',
           'medicine': {'code': 'J05AR13'}}
    ill = {'kind': 'condition', 'code': {'code': 'J45.9'},
           'treated_with': ['arv']}
    carnet.write('moved.json', page(arv, ill, day='2026-01-05'))
    moved = 'moved.carnet'
    done = carnet('issue', '--key', 'clinic.key', 'moved.json', '-o', moved,
                  '--move', '2=clinic')
    assert done.code == OK, done
    assert of(log(moved), 'prescription')['id'].startswith('clinic'), done
    whole = copy(moved, 'moved2.carnet')
    done = carnet('issue', '--restate', '--into', moved, '--key', 'other.key',
                  *BOTH, '--now', NOW)
    assert done.code == OK, done
    assert 'credential 1: 1 entry is not restated: private' in done.err, done
    assert of(log(moved), 'prescription')['state'] == 'current'
    done = carnet('issue', '--restate', '--whole', '--into', whole, '--key',
                  'other.key', *BOTH, '--now', NOW)
    assert done.code == OK, done
    assert [(e['kind'], e['part']) for e in entries(whole, 1)] == [
        ('person', 'desk'), ('condition', 'clinic'),
        ('prescription', 'private')]
    # It went to a more private part: the condition names it no longer.
    assert 'treated_with' not in entries(whole, 1)[1], entries(whole, 1)
    assert 'credential 1: a condition is restated without one of the entries ' \
        'that treat it, which is more private than it' in done.err, done
    told = carnet('issue', '--restate', '--whole', '--into', moved, '--key',
                  'other.key', *BOTH, '--now', NOW, '--json', '--dry-run')
    assert (2, 'condition', 'treatment_more_private') in [
        (t['credential'], t.get('kind'), t['why'])
        for t in told.json['left_out']], told

with tap.case('what_two_say_alike_is_restated_once_and_told_stays_told'):
    allergy = {'kind': 'allergy', 'agent': {'text': 'cats'}, 'known': 'told'}
    twice = carnet.issue(page(allergy, day='2026-01-05'))
    assert add(twice, page(allergy, day='2026-01-09')).code == OK
    two = carnet.issue(page(dict(allergy, known='seen'), day='2026-01-08'))
    for name, known in ((twice, 'told'), (two, 'document_seen')):
        done = carnet('issue', '--restate', '--into', name, '--key',
                      'clinic.key', *BOTH, '--now', NOW)
        assert done.code == OK, done
        said = entries(name, -1)
        assert [e['kind'] for e in said] == ['person', 'allergy'], said
        assert said[1]['known'] == known, said
    assert len(entries(twice, -1)[1]['replaces']) == 2
    assert entries(twice, -1)[1]['observed'] == '2026-01-09'

with tap.case('whatever_is_not_restated_is_told'):
    left = copy(first, 'left.carnet')
    assert add(left, page(STOP, day='2026-02-06'), '--valid-until',
               '2026-02-07').code == OK
    assert add(left, page(HIV, day='2026-02-08'),
               key='stranger.key').code == OK
    assert carnet('present', left, '--withhold', '1:private', '--withhold',
                  '1:clinic/0', '-o', 'less.carnet').code == OK
    done = carnet('issue', '--restate', '--into', 'less.carnet', '--key',
                  'other.key', *BOTH, '--now', NOW)
    assert done.code == OK, done
    for line in ('credential 1: 1 of its clinic entries is withheld',
                 'credential 1: its private part is withheld',
                 'credential 1: a condition is restated without one of the '
                 'entries that treat it, which is withheld',
                 'credential 2: 2 entries are not restated: it is for review',
                 'credential 3 is refused: nothing of it is restated'):
        assert line in done.err, (line, done)
    assert 'treated_with' not in entries('less.carnet', -1)[-1]

with tap.case('what_is_not_restated_stands_in_the_json_too'):
    assert carnet('present', left, '--withhold', '1:private', '--withhold',
                  '1:clinic/0', '-o', 'less.carnet').code == OK
    told = carnet('issue', '--restate', '--into', 'less.carnet', '--key',
                  'other.key', *BOTH, '--now', NOW, '--json').json['left_out']
    assert [(t['credential'], t['why']) for t in told] == [
        (1, 'treatment_withheld'), (1, 'withheld'), (1, 'withheld'),
        (2, 'not_accepted'), (2, 'not_accepted'), (3, 'refused')], told
    assert told[0]['kind'] == 'condition' and 'id' in told[0], told
    assert told[1] == {'credential': 1, 'part': 'clinic', 'entries': 1,
                       'why': 'withheld'}, told
    assert told[2] == {'credential': 1, 'part': 'private', 'why': 'withheld'}
    whole = copy(first, 'whole.carnet')
    for words, due in (((), ['is_private']), (('--whole',), [])):
        done = carnet('issue', '--restate', *words, '--into', whole, '--key',
                      'other.key', *BOTH, '--now', NOW, '--json', '--dry-run')
        assert [t['why'] for t in done.json['left_out']] == due, done
    assert 'left_out' not in add(copy(first, 'plain.carnet'), page(
        HIV, day='2026-02-08'), '--json').json

with tap.case('a_page_that_was_entered_in_error_is_told_as_such'):
    carnet('status', 'new', '--key', 'other.pub', '-o', 'other.draft')
    wrong = copy(first, 'wrong.carnet')
    done = add(wrong, page(HIV, day='2026-02-08'), '--status', 'other.draft',
               '--json')
    assert done.code == OK, done
    for words in (('set', 'other.draft', '--as', 'in-error', '--index',
                   str(done.json['status_index'])),
                  ('sign', 'other.draft', '--key', 'other.key', '-o',
                   'other.status', '--now', NOW)):
        assert carnet('status', *words).code == OK
    carnet('key', 'new', '-o', 'list.key')
    lists.sign(carnet, 'both.trust', {
        'list': 'ab' * 16, 'valid_days': 90, 'issuers': [
            {'name': f'Clinic {who}', 'kind': 'ngo', 'keys': [
                {'key': lists.cose.public_of(lists.seed_of(
                    carnet, f'{who}.key')).hex(), 'from': '2026-01-01'}]}
            for who in ('clinic', 'other')]})
    carnet.path('store').mkdir()
    for kind, file, *pin in (('trust', 'both.trust', '--pin', 'list.pub'),
                             ('status', 'other.status')):
        done = carnet(kind, 'check', file, '--store', 'store', *pin)
        assert done.code == OK, done
    done = carnet('view', '--trust', 'store', '--now', NOW, wrong)
    assert 'entered in error' in done.out.split('PERSON')[0], done
    assert done.out.count('HIV') == 1, done  # of the other page
    told = done.out.split('Credential 2: REVIEW\n')[1].splitlines()
    assert told[0].endswith('(TRUST_IN_ERROR)'), done
    assert 'Claims to be signed' not in done.out, done
    wrong_page, = carnet('view', '--trust', 'store', '--now', NOW, '--json',
                         wrong).json['entered_in_error']
    assert wrong_page['page'] == 2, wrong_page
    assert [m['status'] for m in wrong_page['marks']] == ['TRUST_IN_ERROR']
    base = ('issue', '--restate', '--into', wrong, '--key', 'clinic.key',
            '--trust', 'store', '--now', NOW, '--dry-run')
    told = carnet(*base, '--json').json['left_out']
    assert {'credential': 2, 'why': 'entered_in_error'} in told, told
    done = carnet(*base)
    assert 'credential 2 was entered in error: nothing of it is restated' in \
        done.err, done

with tap.case('restating_needs_a_passport_a_key_and_whom_to_trust'):
    base = ('issue', '--restate')
    refused(carnet(*base, '--key', 'clinic.key', *BOTH), USAGE, '--into')
    refused(carnet(*base, '--into', '-', *BOTH), USAGE, '--into')
    refused(carnet(*base, '--into', first, '--key', 'clinic.key'), USAGE,
            '--trust')
    refused(carnet(*base, '--into', first, *BOTH), USAGE, '--key')
    refused(carnet(*base, '--into', first, *BOTH, 'page.json'), USAGE,
            'takes no record')
    refused(carnet(*base, '--into', first, *BOTH, '--separate', 'desk'),
            USAGE, '--separate')
    refused(carnet(*base, '--batch', 'x', '-o', 'folder'), USAGE, '--batch')
    refused(carnet('issue', '--trust', 'clinic.pub', 'page.json'), USAGE,
            '--restate')
    refused(carnet('issue', '--whole', '--dry-run', 'page.json'), USAGE,
            '--restate')
    before = carnet.path(first).read_bytes()
    done = carnet(*base, '--into', first, '--dry-run', *BOTH, '--now', NOW)
    assert done.code == OK and 'nothing was signed' in done.out, done
    refused(carnet(*base, '--into', first, '--key', 'clinic.key', '--trust',
                   'stranger.pub'), REFUSED, 'KEY_UNKNOWN')
    assert carnet.path(first).read_bytes() == before

with tap.case('diff_tells_pages_entries_and_what_is_replaced'):
    done = carnet('diff', *BOTH, first, stopped)
    assert done.code == 1, done
    lines = done.out.splitlines()
    assert lines[0] == f'+ {tag}  PRESCRIPTION  metformin - taking ' \
        '[atc A10BA02]  (clinic/0) (added)', done
    assert lines[1] == f'      replaced only in {stopped}', done
    assert lines[3].startswith('+ Issued 2026-02-06, Credential 2: ACC'), done
    told = carnet('diff', *BOTH, '--json', first, stopped)
    assert told.code == 1, told
    assert [(d['what'], d['in']) for d in told.json['differences']] == \
        [('replaced', 2), ('credential', 2)], told
    assert told.json['differences'][0]['tag'] == tag
    back = carnet('diff', *BOTH, '--json', stopped, first).json
    assert [(d['what'], d['in']) for d in back['differences']] == \
        [('replaced', 1), ('credential', 1)], back
    carnet('present', first, '--withhold', 'clinic/0', '-o', 'part.carnet')
    told = carnet('diff', *BOTH, '--json', 'part.carnet', first)
    assert [(d['what'], d['in'], d['kind']) for d in
            told.json['differences']] == [('entry', 2, 'prescription')], told
    done = carnet('diff', *BOTH, 'part.carnet', first)
    assert f'shown only in {first}' in done.out, done

with tap.case('diff_finds_nothing_where_only_the_presentation_differs'):
    carnet('present', stopped, '--show', 'desk', '-o', 'd.carnet')
    carnet('merge', 'd.carnet', stopped, '-o', 'merged.carnet')
    for one, two in ((stopped, stopped), (stopped, 'merged.carnet')):
        done = carnet('diff', *BOTH, one, two)
        assert done.code == OK and done.out == 'Nothing differs\n', done
        done = carnet('diff', *BOTH, '--json', one, two)
        assert done.code == OK and done.json == {'differences': []}, done

with tap.case('diff_does_not_compare_what_is_refused'):
    done = carnet('diff', *BOTH, stopped, mixed)
    assert done.code == OK, done
    assert 'credential 3 is refused: it is not compared' in done.err, done
    refused(carnet('diff', *BOTH, first, 'no'), REFUSED, '')
    refused(carnet('diff', *BOTH, 'no', first), REFUSED, '')
    # Nothing that is left to compare is no "nothing differs".
    for one, two in ((first, first), (first, stopped)):
        refused(carnet('diff', '--trust', 'stranger.pub', one, two), REFUSED,
                'KEY_UNKNOWN')
    strange = carnet.issue(page(PILLS, day='2026-01-05'), key='stranger.key')
    for one, two in ((first, strange), (strange, first)):
        refused(carnet('diff', *BOTH, one, two), REFUSED, 'KEY_UNKNOWN')

sys.exit(tap.end())
