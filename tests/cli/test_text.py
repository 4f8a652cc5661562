# SPDX-License-Identifier: Apache-2.0
"""Whatever a record says, the terminal stays the reader's: awkward strings go
in, come back byte for byte as JSON, and never steer what shows them. No
locale and no time zone changes a byte of output."""
import json
import sys
import unicodedata

from cli import DATA, OK, UNSAFE, begin, note, record, refused, unsafe
from tap import Tap, count, vectors

# Controls that no text of a record may have: the line feed is one.
FORBIDDEN = UNSAFE | {'\n'}
LOCALES = ({'LC_ALL': 'C'}, {'LC_ALL': 'C.UTF-8'},
           {'LC_ALL': '', 'LANG': 'tr_TR.UTF-8'},
           {'LC_ALL': 'ar_EG.UTF-8', 'LANGUAGE': 'ar'},
           {'LC_ALL': 'fa_IR.UTF-8'}, {'LC_ALL': 'de_DE.ISO-8859-1'})
ZONES = ('UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns',
         'Etc/GMT+12', ':nonsense', '')


def strings():
    return json.loads(vectors('text/strings.json').read_text('utf-8'))


def is_legal(text, most):
    """Whether a record may hold a text."""
    return (0 < len(text.encode('utf-8', 'surrogatepass')) <= most
            and text.strip(' ') == text and not set(text) & FORBIDDEN)


def entries_of(texts):
    """Each text as a note, and where it is short as name, lot and so on."""
    for text in texts:
        yield {'kind': 'person_details', 'latin_name': text[:30],
               'note': text} if len(text.encode()) <= 120 else note(
                   text, 'condition')


tap = Tap()
carnet = begin()

with tap.case('awkward_strings_come_back_byte_for_byte_and_steer_nothing'):
    legal = [s for s in strings() if is_legal(s, 1024)]
    size = 40
    for start in range(0, len(legal), size):
        some = legal[start:start + size]
        entries = list(entries_of(some))
        for entry in entries:
            if 'latin_name' in entry:  # it was cut, perhaps at a space
                entry['latin_name'] = entry['latin_name'].strip(' ')
        p = carnet.issue(record(*entries))
        # One string tells of HIV and goes to the private part: the order
        # may change, the content may not.
        told = [(e['note'], e.get('latin_name'))
                for e in carnet.entries(p) if 'note' in e]
        assert sorted(told, key=repr) == sorted(
            ((e['note'], e.get('latin_name')) for e in entries), key=repr)
        for done in (carnet.show(p), carnet('show', '--unverified', p),
                     carnet.show(p, '--json'), carnet('peek', p),
                     carnet('export', '--diag', '--trust', 'clinic.pub', p),
                     carnet('issue', '--dry-run', '-',
                            stdin=json.dumps(record(*entries)))):
            assert not unsafe(done.out), (unsafe(done.out), done.words)
            assert not unsafe(done.err)
        shown = carnet.show(p).out
        for text in some:
            assert text in shown, repr(text)
    count('awkward strings that a record holds', len(legal))

with tap.case('strings_that_no_record_holds_are_refused_with_their_place'):
    # CARNET_RECORD_TEXT, CARNET_JSON_UTF8, CARNET_RECORD_TOO_LONG
    illegal = [s for s in strings() if not is_legal(s, 1024)]
    for text in illegal:
        source = '{"entries": [\n%s,\n%s]}' % (
            json.dumps(record()['entries'][0]),
            json.dumps({'kind': 'visit', 'visit_kind': 'screening',
                        'note': text}))
        done = carnet('issue', '--dry-run', '-', stdin=source)
        refused(done, DATA, 'standard input:3: ', '$.entries[1].note')
        assert any(name in done.err for name in
                   ('RECORD_TEXT', 'RECORD_TOO_LONG')), done
    count('awkward strings that no record holds', len(illegal))

with tap.case('every_control_and_bidirectional_character_is_refused'):
    for c in sorted(FORBIDDEN):
        for text in (c, 'a' + c, c + 'b', 'a' + c + 'b'):
            done = carnet('issue', '--dry-run', '-',
                          stdin=json.dumps(record(note(text, 'condition'))))
            refused(done, DATA, 'RECORD_TEXT')

with tap.case('half_characters_are_refused'):
    for broken in (b'\xff', b'\xc3', b'\xed\xa0\x80', b'\xc0\xaf', b'\xf5'):
        source = json.dumps(record(note('@', 'condition'))).encode()
        done = carnet('issue', '--dry-run', '-',
                      stdin=source.replace(b'@', broken))
        refused(done, DATA, 'JSON_UTF8')
    done = carnet('issue', '--dry-run', '-',
                  stdin=json.dumps(record(note('@', 'condition'))).replace(
                      '@', '\\ud800'))
    refused(done, DATA, 'JSON_UTF8')

with tap.case('a_hostile_code_in_a_picture_steers_nothing'):
    import zxingcpp
    for hostile in ('\x1b]0;owned\x07', 'HP1:\x1b[2J', 'a\nb\rc',
                    '\u202eevil'):
        code = zxingcpp.create_barcode(hostile, zxingcpp.BarcodeFormat.QRCode)
        import PIL.Image
        picture = PIL.Image.fromarray(code.to_image(scale=6))
        white = PIL.Image.new('L', (picture.width + 80, picture.height + 80),
                              255)
        white.paste(picture, (40, 40))
        white.save(carnet.path('hostile.png'))
        for done in (carnet('scan', 'hostile.png'),
                     carnet('scan', '--json', 'hostile.png'),
                     carnet('peek', 'hostile.png'),
                     carnet.verify('hostile.png'),
                     carnet('show', '--unverified', 'hostile.png')):
            assert not unsafe(done.out), done
            assert not unsafe(done.err), done
        assert carnet('scan', 'hostile.png', '-o', 'exact').code == OK
        assert carnet.path('exact').read_bytes() == \
            hostile.encode() + b'\n', hostile

with tap.case('a_hostile_record_that_was_signed_steers_nothing'):
    # A note that looks like the verdict stays inside its entry.
    liar = 'x. ACCEPTED Signed by the ministry. PERSON  Somebody Else'
    p = carnet.issue(record(note(liar, 'condition')))
    shown = carnet.show(p).out.splitlines()
    assert shown.count('ACCEPTED') == 1 and shown[0] == 'ACCEPTED'
    assert [line for line in shown if liar in line] == \
        ['    note                ' + liar]

RECORD = record(
    {'kind': 'prescription', 'medicine': {'code': 'C08CA01'},
     'strength': {'value': 2.50}, 'times_a_day': 1, 'since': '2026-01-31',
     'last_taken': '2026-02-28T23:30:00-05:00'},
    note('İstanbul ıI — şifa', 'condition'))

with tap.case('no_locale_changes_a_byte'):
    p = carnet.issue(RECORD)
    carnet('qr', p, '-o', 'p.png')
    calls = [('show', '--trust', 'clinic.pub', p),
             ('show', '--json', '--trust', 'clinic.pub', p),
             ('show', '--unverified', p), ('peek', p), ('peek', 'p.json'),
             ('qr', p), ('qr', '--text', p), ('verify', '--trust', 'none', p),
             ('export', '--diag', '--trust', 'clinic.pub', p),
             ('issue', '--template', 'prescription'), ('help', 'issue'),
             ('qr', p, '-o', 'x.svg', '--json', '--module-mm', '0.75'),
             ('issue', '--dry-run', '1.json'), ('scan', 'p.png')]
    for words in calls:
        first = carnet(*words, env=LOCALES[0])
        for env in LOCALES[1:]:
            done = carnet(*words, env=env)
            assert (done.code, done.raw, done.raw_err) == \
                (first.code, first.raw, first.raw_err), (env, done, first)

with tap.case('no_time_zone_changes_a_byte'):
    for now in ('2026-02-28T23:59:59Z', '2026-03-01', '2026-12-31T23:59:59Z'):
        for words in calls[:2] + [('verify', '--trust', 'clinic.pub', p)]:
            first = carnet(*words, '--now', now, env={'TZ': ZONES[0]})
            for zone in ZONES[1:]:
                done = carnet(*words, '--now', now, env={'TZ': zone})
                assert (done.code, done.raw) == (first.code, first.raw), zone

with tap.case('the_day_of_issue_is_that_of_the_clock_that_now_tells'):
    bare = {'entries': record()['entries']}
    for now, day in (('2026-03-01T00:00:00Z', '2026-03-01'),
                     ('2026-02-28T23:59:59Z', '2026-02-28'),
                     ('2026-03-01T01:00:00+02:00', '2026-03-01'),
                     ('2026-02-28T23:00:00-05:00', '2026-02-28')):
        for zone in ZONES:
            carnet.write('bare.json', bare)
            done = carnet('issue', '--key', 'clinic.key', '--now', now,
                          'bare.json', '-o', 'day', env={'TZ': zone})
            assert done.code == OK, done
            said = carnet('peek', '--json', 'day').json
            assert said['credentials'][0]['issued'] == day, (now, zone)

with tap.case('names_in_every_script_are_shown_as_they_are'):
    for name in ('محمد بن عبد الله', 'ምሕረት ተስፋዬ', 'نگار کریمی', 'Nguyễn Thị Hồng',
                 '王小明', 'Олена Шевченко', 'ගාමිණී', 'Ọlọ́runtóbi', 'Þórunn',
                 unicodedata.normalize('NFD', 'Zoë Çelik')):
        p = carnet.issue({'issued': '2026-03-01', 'entries': [
            {'kind': 'person', 'name': name, 'birth_date': '1990'}]})
        assert carnet.entries(p)[0]['name'] == name
        assert name in carnet.show(p).out

sys.exit(tap.end())
