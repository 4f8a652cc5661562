# SPDX-License-Identifier: Apache-2.0
"""A desk with a handheld scanner: lines in, answers out, whatever comes. What
the audience may not see is looked for in all that is written."""
import array
import fcntl
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time

from cli import (IO, NO_INPUT, NOW, OK, PERSON, USAGE, begin, dense, record,
                 refused, told, unsafe)
from desks import (DE, FR, ILLNESS, VACCINE, WHOLE, Desk, entries, typed)
from tap import LONG, Tap

THOUSANDS = 100 if LONG else 10

tap = Tap()
carnet = begin()
desk = Desk(carnet)
answers, one = desk.answers, desk.one
p = carnet.issue(WHOLE)
WHOLE_TEXT = carnet.text(p)
done = carnet('present', p, '--audience', 'desk', '-o', 'desk.carnet')
assert done.code == OK, done
TEXT = carnet.text('desk.carnet')
assert carnet('key', 'new', '-o', 'other.key').code == OK

with tap.case('answers_each_scan_with_a_word_and_whom_to_compare'):
    said = desk([TEXT]).out.splitlines()
    assert said[:3] == ['ACCEPTED', '  Samira Haidari', '  1994-11-02'], said
    assert any('yellow fever' in line for line in said)
    assert said[-1] == 'scans: 1; ACCEPTED 1, REVIEW 0, REFUSED 0, NOT READ 0'
    late = carnet.issue(record(VACCINE, valid_until='2026-03-02'))
    said = desk([carnet.text(late)]).out.splitlines()
    assert said[0].startswith('REVIEW: ') and 'Haidari' in said[1], said
    said = desk([TEXT], trust='other.pub').out
    assert said.startswith('REFUSED: ') and 'KEY_UNKNOWN' in said, said
    assert 'Haidari' not in said and 'yellow' not in said, said

with tap.case('gives_only_what_the_audience_may_see'):
    for options, kinds in (((), ['person', 'vaccination']),
                           (('--audience', 'cover'), ['person', 'coverage']),
                           (('--audience', 'escort'), ['person'])):
        row = one(WHOLE_TEXT, *options)
        assert row['word'] == 'accepted' and row['holds_more'], row
        assert entries(row) == kinds, row
        for text in (json.dumps(row), desk([WHOLE_TEXT], *options).out):
            for word in ('E11.9', 'B24', 'HIV', 'diabetes'):
                assert word not in text, (options, text)
            assert ('DK-4417' in text) == ('coverage' in kinds), text
            assert ('J07BL01' in text) == ('vaccination' in kinds), text
    assert entries(one(WHOLE_TEXT, '--audience', 'clinic')) == \
        ['person', 'vaccination', 'coverage', 'condition']

with tap.case('says_of_a_clearance_that_it_is_no_longer_valid'):
    fit = {'kind': 'travel_clearance', 'conclusion': 'fit',
           'examined': '2026-01-10', 'part': 'desk'}
    for until, due in (
            ('2026-03-14', [' !! not valid at the time asked about']),
            ('2026-03-15', []), ('2026-12-31', []),
            ('2026-03', [' !! not certain whether valid at the time asked '
                         'about'])):
        given = dict(fit, valid_until=until)
        said = desk([carnet.text(carnet.issue(record(given)))]).out
        assert said.startswith('ACCEPTED\n') and 'fit' in said, said
        assert [line for line in said.splitlines()
                if ' !! ' in line] == due, said

with tap.case('says_that_a_code_holds_more_than_it_shows'):
    note = 'this code holds more than you may see here: give it back'
    assert note in desk([WHOLE_TEXT]).out
    assert note not in desk([TEXT]).out
    assert not one(TEXT)['holds_more']
    assert one(TEXT, '--audience', 'cover')['holds_more']
    bare = carnet.text(carnet.issue(record()))
    assert not one(bare)['holds_more']  # whole parts, and nothing in them
    # A page of nobody's whose content anybody can read.
    strange = carnet.issue(record(ILLNESS), key='other.key')
    both = carnet('present', strange, '--audience', 'clinic', '-o', 's.carnet')
    assert both.code == OK
    row = one(carnet.text('s.carnet'))
    assert row['word'] == 'refused' and 'entries' not in json.dumps(row), row

with tap.case('shows_a_latin_name_where_the_audience_sees_it'):
    details = {'kind': 'person_details', 'latin_name': 'Samira Haidari'}
    person = dict(PERSON, name='سميرة حيدري')
    content = {'issued': '2026-03-01', 'entries': [person, details]}
    text = carnet.text(carnet.issue(content))
    said = desk([text], '--audience', 'clinic').out
    assert said.splitlines()[1:4] == ['  سميرة حيدري', '  1994-11-02',
                                      '  Samira Haidari'], said
    assert 'Samira' not in desk([text]).out

with tap.case('counts_the_same_scan_once'):
    rows, counts = answers([TEXT, TEXT, WHOLE_TEXT, TEXT])
    assert [r['again'] for r in rows] == [False, True, False, True]
    assert counts == {'accepted': 2, 'review': 0, 'refused': 0, 'unread': 0}
    assert 'the same scan as before: counted once' in desk([TEXT, TEXT]).out
    others = [f'x{i}' for i in range(8)]
    rows, counts = answers([TEXT, *others, TEXT])
    assert not any(r['again'] for r in rows) and counts['accepted'] == 2

with tap.case('takes_any_end_of_a_line'):
    for end in ('\n', '\r', '\r\n', '\t\r', '\n\n\r\n'):
        rows, counts = answers(TEXT + end + WHOLE_TEXT + end)
        assert [r['word'] for r in rows] == ['accepted'] * 2, (end, rows)
    assert one(']Q1' + TEXT)['word'] == 'accepted'
    assert answers(TEXT)[0][0]['word'] == 'accepted'  # and none at the end
    assert answers('')[0] == [] and answers('\n\r\n')[0] == []

with tap.case('half_a_scan_is_no_refusal'):
    for cut in range(5, len(TEXT), 11):
        row = one(TEXT[:cut])
        assert row['word'] in ('unread', 'refused'), row
        assert 'entries' not in json.dumps(row), row
    assert one(TEXT[:150])['word'] == 'unread'
    assert one(TEXT[20:])['name'] == 'TEXT_PREFIX'
    assert desk([TEXT[:150]]).out.startswith('NOT READ: ')

with tap.case('finds_a_scan_behind_half_a_scan'):
    for cut in (3, 40, 200):
        row = one(TEXT[:cut] + TEXT)
        assert row['word'] == 'accepted' and entries(row), (cut, row)

with tap.case('bounds_lines'):
    for size in (4296, 4297, 17186, 17187, 1000000):
        rows, _ = answers(['HP1:' + '0' * size, 'x' * size, TEXT])
        assert [r['word'] for r in rows] == ['unread', 'unread', 'accepted'] \
            or size == 4296, (size, rows)
        if size > 4296:
            assert rows[0]['name'] == 'TEXT_TOO_LONG', rows[0]

with tap.case('names_what_else_a_code_is'):
    for text, name in (('HC1:6BFOXN', 'TEXT_EU_DCC'),
                       ('shc:/5676290952', 'TEXT_SHC'),
                       ('https://example.org', 'TEXT_PREFIX'),
                       ('HT1:BB8', 'TEXT_LIST')):
        assert one(text)['name'] == name
    rows, counts = answers(b'\xff\xfe\x00\x1b[2J\n\x00\n')
    assert counts['unread'] == 2, rows

with tap.case('joins_sets_in_any_order_and_mixed'):
    big = carnet.issue(record(*[dict(VACCINE, note=dense(120, str(i)))
                                for i in range(20)]))
    made = carnet('qr', '--text', '--set', '--parity', big).out.split('\n')[:-1]
    assert len(made) > 3
    rows, counts = answers(made[:-1][::-1])
    assert [r['word'] for r in rows[:-1]] == ['part'] * (len(rows) - 1), rows
    assert rows[0]['code'] == len(made) - 1 and rows[0]['codes'] == rows[0]['code']
    assert rows[-1]['word'] == 'accepted' and counts['accepted'] == 1
    rows, counts = answers([made[-1], TEXT, *made[1:-1]])  # parity for one
    assert rows[-1]['word'] == 'accepted' and counts['accepted'] == 2, rows
    rows, _ = answers([made[0], made[0], made[0]])
    assert [r['word'] for r in rows] == ['part'] * 3
    assert [r['again'] for r in rows] == [False, True, True]
    said = desk(made[:1]).out
    assert f'code 1/{len(made) - 1} of a set' in said, said
    # Six sets at a time: the two oldest give way, nothing else is lost.
    many = [carnet('qr', '--text', '--set', '--parity', '--level', 'H',
                   carnet.issue(record(*[dict(VACCINE, note=dense(99, f'{k}{i}'))
                                         for i in range(9)]))).out.split('\n')[:2]
            for k in range(6)]
    rows, counts = answers([m[0] for m in many])
    assert [r['word'] for r in rows] == ['part'] * 6, rows

with tap.case('undoes_a_french_keyboard_and_says_so'):
    for text, word in ((TEXT, 'accepted'), (WHOLE_TEXT, 'accepted')):
        row = one(typed(text, FR))
        assert row['word'] == word, row
        assert row['keyboards'] == {'scanner': 'us', 'computer': 'fr',
                                    'caps_lock': False,
                                    'undone': True}, row
    assert '(us > fr)' in desk([typed(TEXT, FR)]).out
    row = one(TEXT.swapcase())
    assert row['word'] == 'accepted', row
    assert row['keyboards']['undone'] and row['keyboards']['caps_lock'], row
    assert '(Caps Lock)' in desk([TEXT.swapcase()]).out
    row = one(typed(TEXT, FR), trust='other.pub')
    assert row['word'] == 'refused', row

with tap.case('says_what_a_keyboard_lost_for_good'):
    plus = next(t for t in (carnet.text(carnet.issue(record(dict(
        VACCINE, lot=f'L{i}')))) for i in range(20)) if '+' in t)
    lost = typed(plus, DE).replace('`', '')
    row = one(lost)
    assert row['word'] == 'unread' and row['name'] == 'TEXT_KEYBOARD', row
    assert row['keyboards'] == {'scanner': 'us', 'computer': 'de',
                                'caps_lock': False, 'undone': False}, row
    said = desk([lost]).out
    assert 'keyboard layout' in said and 'us > de' in said, said

with tap.case('undoes_codes_of_a_set_too'):
    rows, _ = answers([typed(m, FR) for m in made[:-1]])
    assert rows[-1]['word'] == 'accepted', rows[-1]

with tap.case('writes_nothing_that_steers_a_terminal'):
    hostile = dict(PERSON, name='A \u202eB ACCEPTED\u2066 C')
    content = {'issued': '2026-03-01', 'entries': [hostile, VACCINE]}
    done = carnet('issue', '--key', 'clinic.key', carnet.write('h.json', content),
                  '-o', 'h.carnet')
    lines = [TEXT, WHOLE_TEXT, '\x1b[31mHP1:', 'HP1:\x1b]0;x\x07', '\x9b31m']
    if done.code == OK:
        lines.append(carnet.text('h.carnet'))
    for lang in ('en', 'fr', 'ar'):
        said = desk(lines, '--lang', lang).out.replace('\u200f', '')
        assert not unsafe(said), (lang, unsafe(said))

with tap.case('colors_only_where_asked'):
    assert '\x1b' not in desk([TEXT]).out
    assert '\x1b' not in desk([TEXT], '--color', 'never').out
    assert '\x1b' not in desk([TEXT], '--color', 'auto').out
    for text, color, trust in ((TEXT, '42', 'clinic.pub'),
                               (TEXT, '41', 'other.pub'),
                               ('x', '44', 'clinic.pub'),
                               (made[0], '46', 'clinic.pub')):
        first = desk([text], '--color', 'always', trust=trust).out.split('\n')[0]
        assert re.match(rf'\x1b\[1;\d+;{color}m[A-Zc]', first), first
        assert first.endswith('\x1b[K\x1b[0m'), first
    assert '\x07' not in desk([TEXT]).out
    assert desk([TEXT], '--bell').out.startswith('\x07ACCEPTED')
    assert desk(['x'], '--bell').out.startswith('\x07\x07\x07NOT READ')

with tap.case('speaks_the_language_that_is_asked_for'):
    said = desk([WHOLE_TEXT], '--lang', 'fr').out
    assert said.startswith('ACCEPTÉ'), said
    assert 'rendez-le' in said and 'codes scannés : 1' in said, said

for name, days in (('short', '10'), ('long', '30')):
    good = [carnet('trust', 'new', '-o', f'{name}.json', '--days', days)]
    if name == 'short':
        good.append(carnet('key', 'new', '-o', 'list.key'))
    good.append(carnet('trust', 'add', f'{name}.json', '--name', 'Aid for All',
                       '--kind', 'ngo', '--key', 'clinic.pub', '--from',
                       '2026-01-01'))
    good.append(carnet('trust', 'sign', f'{name}.json', '--key', 'list.key',
                       '-o', f'{name}.trust', '--now', '2026-03-01'))
    assert all(done.code == OK for done in good), good
PIN = ('--pin', 'list.pub')
OLD = 'The trust list is old: get a newer one; days since a newer list was due'

with tap.case('says_that_its_list_is_old_at_first_and_with_each_scan'):
    said = desk([TEXT, 'x'], *PIN, '--now', '2026-03-18',
                trust='short.trust').out
    blocks = said.split('--\n')
    assert len(blocks) == 4 and blocks[0] == f'{OLD}: 7\n', said
    assert blocks[1].startswith('REVIEW: '), said
    assert blocks[1].count(f'{OLD}: 7\n') == 1, said
    assert blocks[2].startswith('NOT READ') and f'{OLD}: 7\n' in blocks[2]
    # The list that is past its day by most says how many days.
    said = desk([TEXT], *PIN, '--trust', 'long.trust', '--now', '2026-04-10',
                trust='short.trust').out
    assert said.count(f'{OLD}: 30\n') == 2, said
    done = carnet('trust', 'check', 'short.trust', '--store', 'lists', *PIN)
    assert done.code == OK, done
    assert desk([TEXT], '--now', '2026-03-12',
                trust='lists').out.count(f'{OLD}: 1\n') == 2

with tap.case('is_silent_on_a_list_up_to_the_end_of_its_day'):
    for now in ('2026-03-02', '2026-03-11T23:59:59Z'):
        said = desk([TEXT], *PIN, '--now', now, trust='short.trust').out
        assert said.startswith('ACCEPTED') and 'is old' not in said, said
    said = desk([TEXT], '--now', '2030-01-01').out  # a key alone has no day
    assert 'is old' not in said, said

with tap.case('says_in_json_that_its_list_is_old'):
    for now, days in (('2026-03-11', 0), ('2026-03-18', 7)):
        done = desk([TEXT, 'x', TEXT], '--json', *PIN, '--trust', 'long.trust',
                    '--now', now, trust='short.trust')
        rows = [json.loads(line) for line in done.out.splitlines()]
        lists = rows[0]['lists']
        assert [one['overdue_days'] for one in lists] == [days, 0], rows
        assert [one['next_update'] for one in lists] == ['2026-03-11',
                                                         '2026-03-31'], rows
        assert [one['age_days'] for one in lists] == [days + 10] * 2, rows
        assert len(rows) == 5 and 'counts' in rows[-1], rows
        for row in rows[1:-1]:
            assert row.get('lists_overdue_days', 0) == days, row
            assert ('lists_overdue_days' in row) == (days > 0), row

with tap.case('says_that_its_list_is_old_in_the_language_that_is_asked_for'):
    for lang, old, number in (
            ('fr', 'La liste de confiance est ancienne', 'récente : 7'),
            ('es', 'La lista de confianza es antigua', 'reciente: 7'),
            ('ar', 'قائمة الثقة قديمة', 'الأحدث: 7'),
            ('pt', 'A lista de confiança é antiga', 'recente: 7'),
            ('it', "L'elenco di fiducia è vecchio", 'recente: 7'),
            ('de', 'Die Vertrauensliste ist alt', 'fällig war: 7'),
            ('el', 'Ο κατάλογος εμπιστοσύνης είναι παλιός', 'κατάλογος: 7')):
        said = desk([TEXT], *PIN, '--now', '2026-03-18', '--lang', lang,
                    trust='short.trust').out
        first = said.split('--\n')[0]
        assert old in first and number in re.sub('[\u2066-\u2069]', '', first), \
            (lang, said)
        assert said.count(first.splitlines()[0]) == 2, (lang, said)

with tap.case('colors_that_its_list_is_old'):
    said = desk([TEXT], *PIN, '--now', '2026-03-18', '--color', 'always',
                trust='short.trust').out
    assert said.startswith('\x1b[1;30;43mThe trust list is old'), said

with tap.case('refuses_calls_that_can_not_be_meant'):
    refused(carnet('desk'), USAGE, '--trust')
    for words in (('--audience', 'nobody'), ('--audience', ''),
                  ('--color', 'red'), ('--baud', '9600'),
                  ('--device', 'x', '--baud', '9601')):
        done = carnet('desk', '--trust', 'clinic.pub', *words)
        assert done.code in (USAGE, NO_INPUT) and done.raw == b'', done
    refused(carnet('desk', '--trust', 'clinic.pub', '--device', 'none'),
            NO_INPUT, 'none')
    refused(carnet('desk', '--trust', 'clinic.pub', '--device', 'clinic.pub'),
            NO_INPUT, 'no serial device')
    said = told(carnet('desk', '--trust', 'clinic.pub', '--device', '/dev/null',
                       '--json'), NO_INPUT)
    assert said['file'] == '/dev/null' and said['text'] == \
        '/dev/null is no serial device', said
    refused(carnet('desk', '--trust', 'clinic.pub', 'x'), USAGE, 'too many')


# ---- terminals and devices ----

def until(fd, text, seconds=20):
    """What comes until text is in it."""
    data, end = b'', time.monotonic() + seconds
    while text.encode() not in data:
        ready = select.select([fd], [], [], max(0, end - time.monotonic()))[0]
        piece = os.read(fd, 65536) if ready else b''
        assert piece, data  # too late, or the program has ended
        data += piece
    return data.decode()


def start(*words, **more):
    return subprocess.Popen([carnet.program, 'desk', '--now', NOW, '--trust',
                             'clinic.pub', *words], cwd=carnet.folder, **more)


def wait_for_raw(device, program):
    """Until a program reads a device as a scanner's; it must not end before."""
    while termios.tcgetattr(device)[3] & termios.ICANON:
        assert program.poll() is None, program.returncode
        time.sleep(0.05)


with tap.case('reads_a_serial_device'):
    parent, child = pty.openpty()
    name = os.ttyname(child)
    with start('--device', name, '--baud', '115200', '--json',
               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as program:
        out = program.stdout.fileno()
        time.sleep(0.2)
        wait_for_raw(child, program)
        mode = termios.tcgetattr(child)
        assert mode[4] == mode[5] == termios.B115200
        assert mode[2] & termios.CSIZE == termios.CS8
        assert not mode[2] & (termios.PARENB | termios.CSTOPB)
        os.write(parent, TEXT.encode() + b'\r')
        assert json.loads(until(out, '\n'))['word'] == 'accepted'
        os.write(parent, TEXT[:99].encode())  # and silence
        assert json.loads(until(out, '\n'))['word'] == 'unread'
        os.write(parent, WHOLE_TEXT.encode() + b'\r\n')
        assert json.loads(until(out, '\n'))['word'] == 'accepted'
        program.send_signal(signal.SIGINT)
        counts = json.loads(until(out, '\n'))['counts']
        assert counts['accepted'] == 2 and counts['unread'] == 1, counts
        assert program.wait(20) == OK
    assert termios.tcgetattr(child)[3] & termios.ICANON  # as it was
    os.close(parent)
    os.close(child)


with tap.case('says_that_its_scanner_was_pulled_out'):
    parent, child = pty.openpty()
    name = os.ttyname(child)
    with start('--device', name, '--json', stdin=subprocess.DEVNULL,
               stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        out = program.stdout.fileno()
        wait_for_raw(child, program)
        assert termios.tcgetattr(child)[4] == termios.B9600
        os.close(child)
        os.write(parent, TEXT.encode() + b'\r')
        assert json.loads(until(out, '\n'))['word'] == 'accepted'
        os.write(parent, TEXT[:99].encode())
        os.close(parent)  # in the middle of a scan
        said, errors = program.communicate(timeout=20)
        rows = [json.loads(row) for row in said.decode().splitlines()]
        counts = [row['counts'] for row in rows if 'counts' in row]
        # Of what was on its way a kernel may keep nothing.
        assert counts[0]['accepted'] == 1, rows
        assert f'{name} is gone: plug the scanner in' in errors.decode(), errors
        assert program.returncode == IO, program.returncode
        assert [row['exit'] for row in rows if 'exit' in row] == [IO], rows


def held(program):
    """Bytes of its answers that nobody reads, once there come no more."""
    before, num = -1, array.array('i', [0])
    while num[0] == 0 or num[0] != before:
        assert program.poll() is None, program.communicate()
        before = num[0]
        time.sleep(0.3)
        fcntl.ioctl(program.stdout, termios.FIONREAD, num)
    return num[0]


with tap.case('breaks_off_no_answer_whoever_stops_it'):
    # Each answer is short enough that a pipe takes it whole or not at all, and
    # one waits for room when the signal comes.
    carnet.write('many', ''.join(f'HP1:{i:08}\n' for i in range(2000)))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with open(carnet.path('many')) as many, start(
                '--json', stdin=many, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE) as program:
            fcntl.fcntl(program.stdout, fcntl.F_SETPIPE_SZ, 4096)
            assert held(program) > 0
            program.send_signal(number)
            time.sleep(0.3)  # where nobody reads yet, it meets the signal
            said, errors = program.communicate(timeout=60)
            assert program.returncode == OK and errors == b'', errors
        *lines, last = map(json.loads, said.decode().splitlines())
        words = [line['word'] for line in lines if 'word' in line]
        assert 0 < len(words) < 2000, len(words)
        assert sum(last['counts'].values()) == len(words), last

with tap.case('takes_the_answer_before_off_a_terminal'):
    parent, child = pty.openpty()
    with start(stdin=child, stdout=child,
               env=dict(os.environ, NO_COLOR='1')) as program:
        until(parent, 'ready: scan a code')
        assert not termios.tcgetattr(child)[3] & termios.ECHO
        os.write(parent, TEXT.encode() + b'\r')
        said = until(parent, 'yellow fever')
        assert '\x1b[H\x1b[2J\x1b[3J' in said, said
        assert TEXT[:20] not in said  # no echo
        assert '\x1b#6  Samira Haidari' in said, said
        assert said.count('██') > 20, said  # the birth date, large
        assert '\x1b[1;' not in said  # NO_COLOR
        os.write(parent, b'\x04')
        until(parent, 'scans: 1')
        assert program.wait(20) == OK
    assert termios.tcgetattr(child)[3] & termios.ECHO
    os.close(parent)
    os.close(child)

with tap.case('says_on_a_terminal_that_its_list_is_old_before_it_is_ready'):
    code, said = carnet.on_terminal('desk', '--trust', 'short.trust', *PIN,
                                    '--now', '2026-03-18')
    assert code == OK, said
    assert said.index('The trust list is old') < said.index('ready: scan'), said

with tap.case('writes_no_file'):
    before = carnet.files()
    desk([TEXT, WHOLE_TEXT, 'x'])
    assert carnet.files() == before


# ---- whatever is changed ----

def changed(text):
    """Each character but those of the prefix, once, as another one."""
    for i in range(4, len(text)):
        yield text[:i] + ('8' if text[i] != '8' else 'K') + text[i + 1:]


with tap.case('no_change_in_a_text_stops_it_and_each_has_the_word_of_verify'):
    # Of a page that is not vouched for what it holds is not looked at, and can
    # be anything; a second page stands behind one that is accepted.
    page = carnet.issue(record(VACCINE), '--into', p)
    for text in (WHOLE_TEXT, carnet.text(page)):
        lines = [text, *changed(text), text]
        done = carnet('verify', '--trust', 'clinic.pub', '--batch', '-',
                      '--now', NOW, stdin='\n'.join(lines) + '\n')
        due = [json.loads(row) for row in done.out.splitlines()]
        rows, _ = answers(lines)
        assert len(rows) == len(due) == len(lines), (len(rows), len(due))
        words = {}
        for row, one_due in zip(rows, due):
            words.setdefault((one_due.get('outcome'), row['word']), row)
        # What can't be presented is refused whole, as what is malformed.
        assert set(words) <= {
            ('accepted', 'accepted'), ('refused', 'refused'),
            ('refused', 'unread'), ('review', 'review'),
            ('review', 'refused')}, set(words)
        if ('review', 'refused') in words:
            row = words['review', 'refused']
            assert 'seen' not in row and 'entries' not in json.dumps(row), row


# ---- a hundred thousand ----

def rss(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as f:
        return int(re.search(r'VmRSS:\s+(\d+)', f.read()).group(1))


def feed(program, lines, expected):
    """Writes lines while it reads the answers, and checks each word."""
    out = program.stdout
    for begin_at in range(0, len(lines), 100):
        block = lines[begin_at:begin_at + 100]
        program.stdin.write(b''.join(block))
        program.stdin.flush()
        for word in expected[begin_at:begin_at + 100]:
            row = out.readline()
            assert f'"word":"{word}"'.encode() in row, (word, row[:300])


with tap.case('memory_stays_flat_over_many_scans'):
    # Under sanitizers a real scan takes a millisecond and more: most are
    # repeated garbage, which is refused at its first characters.
    real = [(TEXT, 'accepted'), (WHOLE_TEXT, 'accepted'),
            (typed(TEXT, FR), 'accepted'), (TEXT[:150], 'unread'),
            (carnet.text(strange), 'refused')]
    cheap = [('x' * 80, 'unread'), ('HC1:6BFOXN', 'unread'),
             ('0' * 300, 'unread'), (made[0], 'part')]
    block = [real[i // 50 % len(real)] if i % 50 == 0 else cheap[i % 4]
             for i in range(1000)]
    lines = [(text + '\n').encode() for text, _ in block]
    words = [word for _, word in block]
    # An address sanitizer would keep what was freed for a while.
    env = dict(os.environ, ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '')
               + ':quarantine_size_mb=1')
    with start('--json', stdin=subprocess.PIPE, stdout=subprocess.PIPE,
               env=env) as program:
        feed(program, lines, words)
        early = rss(program.pid)
        for _ in range(THOUSANDS - 1):
            feed(program, lines, words)
        late = rss(program.pid)
        program.stdin.close()
        assert b'counts' in program.stdout.readline()
        assert program.wait(60) == OK
    tap.note(f'{early} KiB after 1,000 scans, {late} after {THOUSANDS},000')
    assert late - early < 4096, (early, late)

sys.exit(tap.end())
