# SPDX-License-Identifier: Apache-2.0
"""Trust lists and status lists as codes: drawn in one or as a set, read back by
readers that know nothing of carnet, joined, believed, and never joined into a
passport."""
import sys

import lists
import pictures
from cli import (DATA, OK, RECORD, REFUSED, REVIEW, USAGE, begin, dense, note,
                 refused)
from tap import Tap

tap = Tap()
carnet = begin()
PIN = ('--pin', 'list.pub', '--now', '2026-03-02')

assert carnet('key', 'new', '-o', 'list.key').code == OK
lists.sign(carnet, 'small.trust', lists.draft(2))
lists.sign(carnet, 'large.trust', lists.draft(16))
lists.sign(carnet, 'huge.trust', lists.draft(60))
carnet.write('small.status', lists.example_status_list())
passport = carnet.issue({'issued': '2026-03-01', 'entries': [
    note(dense(500, f'{k}'), 'condition') for k in range(2)]})


def lines_of(path, *more):
    done = carnet('qr', '--set', '--text', *more, path)
    assert done.code == OK and done.err == '', done
    return done.out.splitlines()


LINES = lines_of('large.trust', '--parity')
WHOLE = carnet('qr', '--text', 'large.trust').out

with tap.case('a_list_of_either_kind_is_one_code_in_every_form'):
    for path, prefix in (('small.trust', 'HT1:'), ('small.status', 'HR1:')):
        done = carnet('qr', '--text', path)
        text = done.out
        assert done.code == OK and text.startswith(prefix), done
        text = text.rstrip('\n')
        for name in ('l.png', 'l.svg', 'l.pbm'):
            done = carnet('qr', path, '-o', name)
            assert done.code == OK and done.out == '', done
        assert set(pictures.readers(carnet, 'l.png').values()) == {text}
        pictures.svg_to_png(carnet.path('l.svg'), carnet.path('s.png'))
        assert set(pictures.readers(carnet, 's.png').values()) == {text}
        assert pictures.read_zbar(carnet.path('l.pbm')) == text
        picture = pictures.blocks(carnet('qr', path).out)
        carnet.write('b.png', pictures.png_bytes(picture))
        assert set(pictures.readers(carnet, 'b.png').values()) == {text}
        assert carnet('scan', 'l.png').out == text + '\n'
        # A text is drawn as its file is.
        carnet.write('l.txt', text)
        assert carnet('qr', '--text', 'l.txt').out == text + '\n'
        assert carnet('qr', '--json', path, '-o', 'l.png').json[
            'characters'] == len(text)

with tap.case('a_list_is_a_set_whose_codes_join_in_any_order'):
    assert len(LINES) == 4 and all(x.startswith('HT1.') for x in LINES)
    done = carnet('qr', '--set', '--parity', 'large.trust', '-o', 't.png')
    assert done.code == OK and 't-1.png: code 1 of 3' in done.err, done
    files = ['t-1.png', 't-2.png', 't-3.png', 't-parity.png']
    for name, line in zip(files, LINES):
        assert set(pictures.readers(carnet, name).values()) == {line}
    for lost in files:
        rest = [name for name in reversed(files) if name != lost]
        assert carnet('scan', *rest).out == WHOLE
    refused(carnet('scan', *files[:2]), DATA, 'TEXT_SET_MISSING',
            'of 3 codes 3 is missing')
    status = lines_of('small.status', '--parity')
    assert len(status) == 2 and status[0].startswith('HR1.'), status
    for line in status:
        assert carnet('scan', '-', stdin=line + '\n').out.startswith('HR1:')

with tap.case('each_code_alone_is_printed_as_it_is'):
    done = carnet('scan', '-', stdin=LINES[1])
    assert done.out == LINES[1] + '\n', done
    assert 'of 3 codes 1, 3 are missing' in done.err, done

with tap.case('codes_of_a_list_never_join_into_a_passport'):
    other = lines_of(passport)
    mixed = '\n'.join([other[0], *LINES[1:3]])
    for words in (('scan', '-'), ('verify', '--trust', 'clinic.pub', '-')):
        refused(carnet(*words, stdin=mixed), DATA, 'TEXT_SET_OTHER',
                f'set 1: code 1 of {len(other)}', 'set 2: code 2 of 3')
    # The same bytes under the beginning of a passport are another set.
    forged = '\n'.join([LINES[0], 'HP1' + LINES[1][3:], LINES[2]])
    refused(carnet('scan', '-', stdin=forged), DATA, 'TEXT_SET_OTHER')
    whole = '\n'.join(LINES)
    done = carnet('verify', '--trust', 'clinic.pub', '-', stdin=whole)
    assert done.code == REFUSED and 'TEXT_LIST' in done.out, done
    carnet.write('list.txt', whole)
    for words in (('peek',), ('present', '--audience', 'desk', '-o', 'x')):
        done = carnet(*words, 'list.txt')
        assert done.code != OK and 'TEXT_LIST' in done.err, done

with tap.case('trust_reads_a_list_however_it_is_carried'):
    show = carnet('trust', 'show', 'large.trust', *PIN).out
    carnet.write('whole.txt', WHOLE)
    carnet.write('parts.txt', '\n'.join(LINES[1:]) + '\n')
    assert carnet('qr', 'small.trust', '-o', 'one.png').code == OK
    for path, due in (('whole.txt', show), ('parts.txt', show),
                      ('one.png', carnet('trust', 'show', 'small.trust',
                                         *PIN).out)):
        done = carnet('trust', 'check', path, *PIN)
        assert done.code == OK, done
        assert carnet('trust', 'show', path, *PIN).out == due
        assert carnet('trust', 'diff', path, path, *PIN[:2]).code == OK
        done = carnet('trust', 'check', path, '--store', 'lists-' + path,
                      *PIN)
        assert done.code == OK and 'kept' in done.err, done
    # Parts that are not all there are no list.
    carnet.write('some.txt', '\n'.join(LINES[:2]))
    done = carnet('trust', 'check', 'some.txt', *PIN)
    assert done.code == DATA and 'TEXT_SET_MISSING' in done.err, done
    carnet.write('some.txt', LINES[0])
    done = carnet('trust', 'check', 'some.txt', *PIN)
    assert done.code == REFUSED and 'TEXT_SET' in done.err, done

with tap.case('a_passport_is_verified_by_a_list_in_codes'):
    small = carnet.issue(RECORD)
    assert carnet('trust', 'new', '-o', 'd.json').code == OK
    done = carnet('trust', 'add', 'd.json', '--name', 'Aid for All', '--kind',
                  'ngo', '--key', 'clinic.pub', '--from', '2026-01-01')
    assert done.code == OK, done
    done = carnet('trust', 'sign', 'd.json', '--key', 'list.key', '-o',
                  'c.trust', '--now', '2026-03-02')
    assert done.code == OK, done
    assert carnet('qr', 'c.trust', '-o', 'c.png').code == OK
    carnet.write('c.txt', '\n'.join(lines_of('c.trust', '--parity')))
    for path in ('c.trust', 'c.png', 'c.txt'):
        done = carnet('verify', '--trust', path, '--pin', 'list.pub',
                      '--trust', 'clinic.pub', small)
        assert done.code == OK and 'Signed by Aid for All' in done.out, done
        # No list is named as if it were a key's file.
        done = carnet('fhir', 'export', '--trust', path, '--pin', 'list.pub',
                      small, '--now', '2026-03-15')
        assert done.code == OK and path not in done.out, done

with tap.case('what_no_code_carries_is_said'):
    done = carnet('qr', 'huge.trust', '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE', 'fewer issuers')
    assert 'issue fewer' not in done.err, done
    done = carnet('qr', '--set', 'huge.trust', '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE')
    done = carnet('qr', 'large.trust', '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE', '--set spreads it over 3 codes')
    assert not list(carnet.folder.glob('never*'))

with tap.case('a_file_of_more_than_8_mib_is_not_read'):
    carnet.write('big', b'\x89HT\r\n\x1a\n\x01' + bytes((8 << 20) - 7))
    for words in (('trust', 'check', 'big', *PIN), ('qr', 'big'),
                  ('trust', 'check', 'big', '--store', 'lists', *PIN),
                  ('verify', '--trust', 'big', *PIN[:2], 'small.trust')):
        refused(carnet(*words), DATA, 'more than 8388608 bytes')
    carnet.write('big', b'\x89HT\r\n\x1a\n\x01' + bytes((8 << 20) - 8))
    done = carnet('trust', 'check', 'big', *PIN)
    assert done.code == REFUSED and 'CBOR_' in done.err, done

with tap.case('what_is_no_list_inside_is_not_drawn'):
    good = carnet.path('small.trust').read_bytes()
    for name, bad in (('cut', good[:-1]), ('long', good + b'x'),
                      ('other', good[:2] + b'R' + good[3:])):
        carnet.write(name, bad)
        done = carnet('qr', name, '-o', 'never.png')
        assert done.code == DATA and 'CBOR_' in done.err, done

with tap.case('the_desk_says_that_it_is_a_list'):
    done = carnet('desk', '--trust', 'clinic.pub', '--json',
                  stdin='\n'.join([LINES[0], WHOLE.rstrip('\n')]) + '\n')
    said = [row for row in done.out.splitlines()]
    assert done.code == OK and len(said) == 3, done
    assert all('"word":"unread"' in row and 'TEXT_LIST' in row
               for row in said[:2]), said

assert (REVIEW, USAGE) == (1, 64)
sys.exit(tap.end())
