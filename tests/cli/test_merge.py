# SPDX-License-Identifier: Apache-2.0
"""carnet merge and carnet issue --into: pages of many clinics in one passport,
of which no two calls lose one."""
import fcntl
import os
import subprocess
import sys
import time

from cli import AWA, DATA, IO, NO_INPUT, OK, REVIEW, USAGE, begin, refused
from tap import Tap

BINTA = dict(AWA, name='Binta Ndoye')

tap = Tap()
carnet = begin()


def page(*entries, day='2026-03-11'):
    return {'issued': day, 'entries': list(entries)}


def condition(code):
    return {'kind': 'condition', 'code': {'code': code}}


def verdict(passport, code=OK):
    done = carnet('verify', '--trust', 'clinic.pub', '--json', passport)
    assert done.code == code, done
    return done.json


def entries(passport):
    done = carnet('show', '--trust', 'clinic.pub', '--json', passport)
    assert done.code in (OK, REVIEW), done
    return [e for c in done.json['credentials'] for e in c['entries']]


def read(name):
    return carnet.path(name).read_bytes()


a = carnet.issue(page(AWA, condition('E11.9'), day='2026-01-05'))
b = carnet.issue(page(AWA, condition('I10'), day='2026-02-06'))
c = carnet.issue(page(AWA, condition('J45.9'), day='2026-03-07'))
other = carnet.issue(page(BINTA, condition('J45.9')))
nobody = carnet.issue(page(condition('J45.9')))

with tap.case('pages_of_one_person_become_one_passport_in_any_order'):
    assert carnet('merge', a, b, c, '-o', 'abc').code == OK
    done = carnet('merge', c, a, b, a, '-o', 'cab', '--json')
    assert done.code == OK, done
    assert [x['issued'] for x in done.json['credentials']] == \
        ['2026-01-05', '2026-02-06', '2026-03-07'], done.json
    assert read('abc') == read('cab')
    assert len(verdict('abc')['credentials']) == 3
    assert carnet('merge', 'abc', 'abc').raw == read('abc')

with tap.case('two_presentations_of_a_page_show_what_both_show'):
    for what in ('desk/0', 'clinic/0'):
        assert carnet('present', a, '--show', what, '-o',
                      what.replace('/', '')).code == OK
    assert carnet('merge', 'clinic0', 'desk0', '-o', 'both').code == OK
    assert [e['kind'] for e in entries('both')] == ['person', 'condition']
    text = carnet('qr', '--text', 'both')
    assert text.code == OK
    carnet.write('both.txt', text.out)
    assert carnet('merge', 'both.txt', 'desk0').raw == read('both')

with tap.case('pages_of_two_persons_merge_only_at_somebodys_word'):
    for wrong, why in ((other, 'names or birth dates differ'),
                       (nobody, 'does not say whose it is')):
        done = carnet('merge', a, wrong, '-o', 'no')
        refused(done, DATA, 'PRIVACY_HOLDER', why, '--same-person')
        assert not carnet.path('no').exists()
        done = carnet('merge', a, wrong, '--same-person', '-o', 'said')
        assert done.code == OK and why in done.err, done
        assert 'you say' in done.err, done
        assert verdict('said', REVIEW)['outcome'] == 'review'
        carnet.path('said').unlink()

with tap.case('a_page_goes_into_the_passport_that_there_is'):
    carnet.write('p.carnet', read(a))
    carnet.path('p.carnet').chmod(0o640)
    carnet.write('new.json', page(AWA, condition('K35')))
    done = carnet('issue', '--key', 'clinic.key', 'new.json', '--into',
                  'p.carnet', '--json')
    assert done.code == OK and done.json['file'] == 'p.carnet', done
    assert carnet.path('p.carnet').stat().st_mode & 0o777 == 0o640
    assert len(verdict('p.carnet')['credentials']) == 2
    before = read('p.carnet')
    done = carnet('issue', '--key', 'clinic.key', 'new.json', '--into',
                  'p.carnet', '-o', 'elsewhere.carnet')
    assert done.code == OK and read('p.carnet') == before
    assert len(verdict('elsewhere.carnet')['credentials']) == 3
    done = carnet('issue', '--key', 'clinic.key', 'new.json', '--into', '-',
                  stdin=before)
    assert done.code == OK and done.raw[:8] == before[:8], done
    done = carnet('issue', '--dry-run', 'new.json', '--into', 'p.carnet')
    assert done.code == OK and read('p.carnet') == before, done
    refused(carnet('issue', '--dry-run', 'new.json', '--into', 'new.json'),
            DATA, 'new.json')
    refused(carnet('issue', '--dry-run', 'new.json', '--into', 'none'),
            NO_INPUT, 'none')

with tap.case('another_persons_page_does_not_go_in'):
    before = read('p.carnet')
    carnet.write('other.json', page(BINTA, condition('K35')))
    call = ('issue', '--key', 'clinic.key', 'other.json', '--into', 'p.carnet')
    refused(carnet(*call), DATA, 'PRIVACY_HOLDER', '--same-person')
    assert read('p.carnet') == before
    assert carnet(*call, '--same-person').code == OK
    assert len(verdict('p.carnet', REVIEW)['credentials']) == 3

with tap.case('two_calls_at_once_lose_no_page'):
    carnet.write('busy.carnet', read(a))
    for i in range(8):
        carnet.write(f'busy{i}.json', page(AWA, condition(f'K3{i}')))
    running = [subprocess.Popen(
        [carnet.program, 'issue', '--key', 'clinic.key', f'busy{i}.json',
         '--into', 'busy.carnet'], cwd=carnet.folder) for i in range(8)]
    assert [p.wait() for p in running] == [0] * 8
    assert len(verdict('busy.carnet')['credentials']) == 9

with tap.case('a_file_that_is_held_is_waited_for_and_then_said'):
    before = read('busy.carnet')
    with open(carnet.path('busy.carnet'), 'rb') as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused(carnet('issue', '--key', 'clinic.key', 'new.json', '--into',
                       'busy.carnet'), IO, 'another call of carnet writes')
    assert read('busy.carnet') == before

with tap.case('as_long_as_it_changes_it_is_waited_for'):
    with open(carnet.path('busy.carnet'), 'rb') as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            [carnet.program, 'issue', '--key', 'clinic.key', 'new.json',
             '--into', 'busy.carnet'], cwd=carnet.folder)
        for _ in range(2):  # longer than one is waited for that stands still
            time.sleep(6)
            os.utime(carnet.path('busy.carnet'))
        assert waiting.poll() is None
    assert waiting.wait(120) == OK
    assert read('busy.carnet') != before

with tap.case('a_call_that_makes_no_sense_is_refused'):
    into = ('issue', '--key', 'clinic.key', 'new.json')
    refused(carnet(*into, '--into', 'p.carnet', '--separate', 'desk'), USAGE,
            'cards')
    refused(carnet(*into, '--same-person', '-o', 'x'), USAGE, '--into')
    refused(carnet(*into, '--into', 'missing.carnet'), NO_INPUT, 'missing')
    refused(carnet(*into, '--into', 'new.json'), DATA)
    refused(carnet('merge', a), USAGE)
    refused(carnet('merge', a, b, '-o', b), USAGE)
    refused(carnet('merge', a, 'new.json'), DATA)

sys.exit(tap.end())
