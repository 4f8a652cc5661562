# SPDX-License-Identifier: Apache-2.0
"""Many at a time: a JSON line for each, in the order in which they came,
whatever the others are; the exit status is the worst."""
import json
import os
import re
import stat
import sys

from cli import (CANT_CREATE, DATA, NO_INPUT, OK, PERSON, PRIVATE,
                 PRIVATE_RECORD, RECORD, REFUSED, REVIEW, USAGE, begin, dense,
                 record, refused)
from tap import Tap


def rows(done):
    return [json.loads(line) for line in done.out.splitlines()]


def verify(*words, stdin=b'', trust='clinic.pub', **more):
    return carnet('verify', '--trust', trust, '--batch', *words, stdin=stdin,
                  **more)


def issue(folder, lines, *words, **more):
    """Issues records of these lines; (call, its rows)."""
    text = '\n'.join(line if isinstance(line, str) else json.dumps(line)
                     for line in lines)
    done = carnet('issue', '--key', 'clinic.key', '--batch', '-', '-o', folder,
                  *words, stdin=text + '\n', **more)
    return done, rows(done)


def person(i):
    return record(issued='2026-03-01', entries=[
        dict(PERSON, name=f'Person {i}'),
        {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
         'date': '2025-12-04'}])


tap = Tap()
carnet = begin()
assert carnet('key', 'new', '-o', 'other.key').code == OK
GOOD = carnet.issue(RECORD)
LATE = carnet.issue(dict(RECORD, valid_until='2026-03-02'))
STRANGE = carnet.issue(RECORD, key='other.key')
TEXT = carnet.text(GOOD)

# ---- verify ----

with tap.case('verifies_files_in_their_order'):
    files = [LATE, GOOD, STRANGE, 'clinic.key', 'none', GOOD]
    done = verify(*files)
    found = rows(done)
    assert [r['file'] for r in found] == files
    assert [r['exit'] for r in found] == \
        [REVIEW, OK, REFUSED, REFUSED, NO_INPUT, OK], found
    assert [r.get('outcome') for r in found] == \
        ['review', 'accepted', 'refused', 'refused', None, 'accepted']
    assert done.code == NO_INPUT and 'none' in done.err, done
    assert verify(GOOD).code == OK and verify(GOOD, LATE).code == REVIEW
    assert verify(LATE, GOOD, STRANGE).code == REFUSED

with tap.case('says_what_verify_says'):
    alone = carnet.verify(LATE, '--json').json
    row = rows(verify(LATE))[0]
    assert row['verdict'] == alone and 'entries' not in json.dumps(row), row

with tap.case('verifies_lines_of_standard_input'):
    lines = [TEXT, '', 'hello', carnet.text(LATE) + '\r', TEXT[:99],
             'HP1:' + '0' * 5000, '\x00', TEXT]
    done = verify('-', stdin='\n'.join(lines))
    found = rows(done)
    assert [r['line'] for r in found] == [1, 3, 4, 5, 6, 7, 8], found
    assert [r.get('outcome') for r in found] == \
        ['accepted', 'refused', 'review', 'refused', None, 'refused',
         'accepted'], found
    assert found[4]['name'] == 'TEXT_TOO_LONG' and done.code == DATA, done
    assert verify('-').out == '' and verify('-').code == OK

with tap.case('gives_back_what_held_an_empty_last_line'):
    for ends in ('\r\n', '\r', '\n\r\r\n'):  # the sanitizer looks for leaks
        done = verify('-', stdin=ends)
        assert (done.out, done.err, done.code) == ('', '', OK), (ends, done)

with tap.case('keeps_the_order_whatever_the_number_of_threads'):
    lines = [TEXT if i % 3 else carnet.text(STRANGE) for i in range(300)]
    first = None
    for jobs in (('--jobs', '1'), ('--jobs', '2'), ('--jobs', '64'), ()):
        done = verify('-', *jobs, stdin='\n'.join(lines))
        first = first or done.out
        assert done.out == first and done.code == REFUSED, jobs
    assert [r['line'] for r in rows(done)] == list(range(1, 301))

with tap.case('takes_more_files_than_one_passport_has'):
    assert len(rows(verify(*[GOOD] * 300))) == 300
    refused(carnet('verify', '--trust', 'clinic.pub', *[GOOD] * 65), USAGE,
            'too many')

# ---- issue ----

with tap.case('issues_a_passport_and_a_code_for_each_line'):
    done, found = issue('a', [person(i) for i in range(40)])
    assert done.code == OK and done.err == '', done
    assert [r['line'] for r in found] == list(range(1, 41))
    for i, row in enumerate(found):
        assert row['file'] == f'a/{i + 1:06}.carnet', row
        assert row['picture'] == f'a/{i + 1:06}.png' and row['exit'] == OK
        assert carnet.entries(row['file'])[0]['name'] == f'Person {i}'
    assert len(os.listdir(carnet.path('a'))) == 80
    for name in os.listdir(carnet.path('a')):
        mode = carnet.path('a').joinpath(name).stat().st_mode
        assert stat.S_IMODE(mode) == 0o600, name
    scanned = carnet('scan', 'a/000007.png')
    if 'without' not in scanned.err:  # a build that reads pictures
        assert scanned.out.strip() == carnet.text('a/000007.carnet')

with tap.case('a_bad_line_stops_none'):
    bad = dict(RECORD, entries=[dict(PERSON, birth_date='1994-13-02')])
    done, found = issue('b', ['{"entries"', person(1), '', bad, 'null',
                              dict(person(2), valid_until='2026-02-01'),
                              '\x01\x02', person(3)])
    assert [r['line'] for r in found] == [1, 2, 4, 5, 6, 7, 8]
    assert [r['exit'] for r in found] == [DATA, OK, DATA, DATA, DATA, DATA, OK]
    assert [r.get('name') for r in found[:3]] == \
        ['JSON_SYNTAX', None, 'RECORD_DATE'], found
    assert all(r['text'] for r in found if r['exit'] == DATA)
    assert all('file' not in r for r in found if r['exit'] == DATA)
    assert done.code == DATA
    assert sorted(os.listdir(carnet.path('b'))) == \
        ['000002.carnet', '000002.png', '000008.carnet', '000008.png']
    done, found = issue('b2', [person(1)], '--date', '2026-03-02',
                        '--valid-until', '2026-03-01')
    assert done.code == DATA and found[0]['name'] == 'RECORD_RANGE', done
    assert 'before the day of issue' in done.err, done

with tap.case('writes_over_nothing'):
    carnet.write('b/000001.carnet', b'kept')
    done, found = issue('b', [person(5), person(6)])
    assert [r['exit'] for r in found] == [CANT_CREATE] * 2, found
    assert carnet.path('b/000001.carnet').read_bytes() == b'kept'
    assert found[0]['picture'] and 'file' not in found[0], found
    assert done.code == CANT_CREATE

with tap.case('draws_no_code_of_private_entries_unless_told'):
    done, found = issue('c', [person(1), PRIVATE_RECORD])
    assert done.code == PRIVATE and found[1]['name'] == 'QR_PRIVATE', found
    assert found[1]['file'] and 'picture' not in found[1], found
    assert found[1]['private'] == 1 and found[0]['private'] == 0
    done, found = issue('d', [PRIVATE_RECORD], '--whole')
    assert done.code == OK and found[0]['picture'], found

with tap.case('says_what_is_too_large_for_a_code'):
    large = record(*[{'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
                      'date': '2025-12-04', 'note': dense(200, str(i))}
                     for i in range(20)])
    done, found = issue('e', [large])
    assert done.code == DATA and found[0]['file'], found
    assert found[0]['name'] in ('QR_TOO_LARGE', 'TEXT_TOO_LONG'), found

with tap.case('reads_a_file_of_records'):
    carnet.write('r.jsonl', json.dumps(person(1)) + '\r\n')
    done = carnet('issue', '--key', 'clinic.key', '--batch', 'r.jsonl', '-o',
                  'f', '--jobs', '3')
    assert done.code == OK and len(rows(done)) == 1, done

with tap.case('shows_progress_on_a_terminal_alone'):
    code, said = carnet.on_terminal('issue', '--key', 'clinic.key', '--batch',
                                    'r.jsonl', '-o', 'g')
    assert code == OK and re.search(r'\rcarnet: 1\n', said), said

with tap.case('refuses_calls_that_can_not_be_meant'):
    key = ('issue', '--key', 'clinic.key')
    for words in (('issue', '--batch', 'r.jsonl', '-o', 'x'),
                  (*key, '--batch', '-o', 'x'),
                  (*key, '--batch', 'r.jsonl'),
                  (*key, '--batch', 'r.jsonl', '-o', '-'),
                  (*key, '--batch', 'r.jsonl', '-o', 'x', '--dry-run'),
                  (*key, '--batch', 'r.jsonl', '-o', 'x', '--move', '1=desk'),
                  (*key, '--batch', 'r.jsonl', '-o', 'x', '--separate', 'desk'),
                  (*key, '--batch', 'r.jsonl', '-o', 'x', '--into', 'p'),
                  (*key, 'r.jsonl', '-o', 'x', '--jobs', '2'),
                  (*key, 'r.jsonl', '-o', 'x', '--whole'),
                  ('verify', '--trust', 'clinic.pub', GOOD, '--jobs', '2'),
                  ('verify', '--batch', GOOD),
                  ('verify', '--trust', 'clinic.pub', '--batch'),
                  ('verify', '--trust', 'clinic.pub', '--batch', '-', GOOD)):
        refused(carnet(*words), USAGE)
    refused(carnet(*key, '--batch', 'none', '-o', 'x'), NO_INPUT, 'none')
    refused(carnet(*key, '--batch', 'r.jsonl', '-o', 'r.jsonl'), USAGE)
    refused(carnet(*key, '--batch', 'r.jsonl', '-o', 'clinic.pub'),
            CANT_CREATE, 'Not a directory')
    assert not carnet.path('x').exists()

sys.exit(tap.end())
