# SPDX-License-Identifier: Apache-2.0
"""A passport as a set of codes: drawn, read back by readers that know nothing
of carnet, joined from pictures and lines in any order, and refused where codes
are missing, mixed or damaged."""
import itertools
import json
import sys

import pictures
from cli import (CANT_CREATE, DATA, NO_INPUT, OK, PRIVATE, PRIVATE_RECORD,
                 RECORD, REFUSED, USAGE, begin, dense, note, refused)
from tap import Tap


def large(carnet, salt='', entries=2, length=500):
    """A passport that needs several codes."""
    return carnet.issue({'issued': '2026-03-01', 'entries': [
        note(dense(length, f'{salt}{k}'), 'condition')
        for k in range(entries)]})


def lines_of(carnet, passport, *more):
    done = carnet('qr', '--set', '--text', *more, passport)
    assert done.code == OK and done.err == '', done
    return done.out.splitlines()


def text_of(carnet, passport):
    """The text of a passport that no single code carries."""
    done = carnet('peek', '--json', passport)
    assert done.code == OK, done
    done = carnet('qr', '--text', passport)
    assert done.code == OK, done
    return done.out


def says_only(done, *versions):
    """Each code by name, number and version, on standard error."""
    lines = done.err.splitlines()
    assert [line.rsplit(' ', 1)[1] for line in lines] == list(versions), done


tap = Tap()
carnet = begin()
carnet.write('empty.txt', '')
P = large(carnet)
WHOLE = text_of(carnet, P)
LINES = lines_of(carnet, P)
PARITY = lines_of(carnet, P, '--parity')[-1]

with tap.case('a_set_is_written_as_files_and_their_versions_are_said'):
    done = carnet('qr', '--set', '--parity', P, '-o', 'p.png')
    assert done.code == OK and done.raw == b'', done
    says_only(done, '14', '14', '14', '14')
    assert 'p-1.png: code 1 of 3, version 14' in done.err
    assert 'p-parity.png: parity for 3 codes, version 14' in done.err
    made = sorted(p.name for p in carnet.folder.glob('p*.png'))
    assert made == ['p-1.png', 'p-2.png', 'p-3.png', 'p-parity.png'], made

FILES = ['p-1.png', 'p-2.png', 'p-3.png', 'p-parity.png']

with tap.case('three_readers_read_every_code_of_a_set'):
    for name, line in zip(FILES, [*LINES, PARITY]):
        said = pictures.readers(carnet, name)
        assert set(said.values()) == {line}, (name, said)
    carnet('qr', '--set', P, '-o', 's.svg')
    carnet('qr', '--set', P, '-o', 's.pbm')
    for i, line in enumerate(LINES, 1):
        pictures.svg_to_png(carnet.path(f's-{i}.svg'), carnet.path('s.png'))
        assert set(pictures.readers(carnet, 's.png').values()) == {line}
        path = carnet.path(f's-{i}.pbm')
        assert pictures.read_zxing(pictures.open_picture(path)) == line
        assert pictures.read_zbar(path) == line

with tap.case('pictures_join_in_any_order'):
    for names in itertools.permutations(FILES[:3]):
        done = carnet('scan', *names)
        assert done.code == OK and done.out == WHOLE, done
    done = carnet('scan', '--json', *FILES, *FILES)
    assert done.json == {'text': WHOLE.rstrip('\n')}, done

with tap.case('lines_join_in_any_order_from_standard_input_and_files'):
    for lines in itertools.permutations(LINES):
        for end in ('\n', '\r\n', '\n\n'):
            done = carnet('scan', '-', stdin=end.join(lines))
            assert done.code == OK and done.out == WHOLE, done
    one = carnet.write('one.txt', LINES[2] + '\n')
    done = carnet('scan', one, 'p-1.png', '-', stdin=LINES[1] + '\n')
    assert done.code == OK and done.out == WHOLE, done

with tap.case('any_one_lost_code_is_recovered_with_parity'):
    for lost in range(3):
        names = FILES[:lost] + FILES[lost + 1:]
        done = carnet('scan', *names)
        assert done.code == OK and done.out == WHOLE, done
        without = carnet('scan', *names[:-1])
        refused(without, DATA, 'TEXT_SET_MISSING',
                f'of 3 codes {lost + 1} is missing')

with tap.case('a_ruined_code_is_left_out_and_recovered'):
    import PIL.Image
    PIL.Image.new('L', (300, 300), 255).save(carnet.path('ruined.png'))
    done = carnet('scan', 'p-1.png', 'ruined.png', 'p-3.png', 'p-parity.png')
    assert done.code == OK and done.out == WHOLE, done
    assert 'ruined.png: no QR code' in done.err
    cut = '\n'.join([LINES[0], LINES[1][:-3], LINES[2], PARITY])
    done = carnet('scan', '-', stdin=cut)
    assert done.code == OK and done.out == WHOLE, done
    assert 'TEXT_SET_SIZE' in done.err, done
    refused(carnet('scan', 'ruined.png', 'ruined.png'), DATA,
            'TEXT_SET_MISSING')

with tap.case('two_lost_codes_are_named'):
    for lost in itertools.combinations(range(3), 2):
        kept = [n for i, n in enumerate(FILES) if i not in lost]
        a, b = (i + 1 for i in lost)
        refused(carnet('scan', *kept), DATA, 'TEXT_SET_MISSING',
                f'of 3 codes {a}, {b} are missing')

with tap.case('codes_of_two_sets_are_kept_apart_and_named'):
    other = lines_of(carnet, large(carnet, 'other'))
    carnet.write('other.txt', '\n'.join(other[:2]))
    for verb in (('scan',), ('verify', '--trust', 'clinic.pub')):
        done = carnet(*verb, 'p-1.png', 'other.txt', 'p-2.png', 'p-3.png')
        refused(done, DATA, 'TEXT_SET_OTHER', 'set 1: code 1 of 3, p-1.png',
                'set 1: code 3 of 3, p-3.png',
                'set 2: code 1 of 3, other.txt',
                'set 2: code 2 of 3, other.txt')
    # The same passport, cut otherwise.
    again = lines_of(carnet, P, '--level', 'H')
    assert len(again) > 3
    refused(carnet('scan', '-', stdin='\n'.join([*LINES, again[0]])), DATA,
            'TEXT_SET_OTHER', f'set 2: code 1 of {len(again)}')
    many = '\n'.join(lines_of(carnet, large(carnet, f'm{k}'))[0]
                     for k in range(9))
    refused(carnet('scan', '-', stdin=many), DATA, 'more than 8 sets')

with tap.case('a_single_code_is_printed_and_says_what_is_missing'):
    done = carnet('scan', 'p-2.png')
    assert done.code == OK and done.out == LINES[1] + '\n', done
    assert 'of 3 codes 1, 3 are missing' in done.err, done
    done = carnet.verify('p-2.png')
    assert done.code == REFUSED and 'TEXT_SET' in done.out, done
    assert 'of 3 codes 1, 3 are missing' in done.err, done

with tap.case('a_set_is_read_by_every_verb_as_its_passport_is'):
    lines = carnet.write('lines.txt', '\n'.join(LINES) + '\n')
    for inputs in (FILES[:3], FILES[1:], [lines]):
        done = carnet('verify', '--trust', 'clinic.pub', '--json', *inputs)
        assert done.code == OK and done.json['outcome'] == 'accepted', done
        assert done.json == carnet('verify', '--trust', 'clinic.pub', '--json',
                                   P).json
        for words in (('show', '--trust', 'clinic.pub'), ('peek',),
                      ('export', '--diag', '--trust', 'clinic.pub')):
            done = carnet(*words, *inputs)
            assert done.code == OK, done
        assert carnet('qr', '--text', *inputs).out == WHOLE
        made = []
        for source in (inputs, [P]):
            done = carnet('present', '--show', '1', '-o', 'made.carnet',
                          *source)
            assert done.code == OK, done
            made.append((carnet.folder / 'made.carnet').read_bytes())
        assert made[0] == made[1]

with tap.case('each_message_of_a_set_is_in_the_language_that_was_asked_for'):
    done = carnet('scan', '--lang', 'de', 'p-1.png', 'p-2.png')
    refused(done, DATA, 'Es fehlen Codes dieses Satzes')

with tap.case('other_files_among_codes_are_refused'):
    small = carnet.issue(RECORD)
    refused(carnet('scan', 'p-1.png', small), DATA, 'is no code of a set')
    refused(carnet('scan', 'p-1.png', 'empty.txt'), DATA,
            'is no code of a set')
    refused(carnet('scan', 'p-1.png', 'absent.png'), NO_INPUT)
    refused(carnet('scan', '-', stdin=WHOLE), DATA, 'neither PNG nor JPEG')

with tap.case('a_line_that_is_no_code_is_said_and_left_out'):
    for line in (WHOLE, 'Page 2 of 3', LINES[1].lower(), ' ' + LINES[1]):
        lines = '\n'.join([LINES[0], line.rstrip('\n'), LINES[2]])
        refused(carnet('scan', '-', stdin=lines), DATA, 'TEXT_SET_MISSING',
                'of 3 codes 2 is missing')
        done = carnet('scan', '-', stdin=lines + '\n' + PARITY)
        assert done.code == OK and done.out == WHOLE and done.err, done
        assert 'not a health passport' not in done.err, done

with tap.case('one_code_is_ordinary_and_with_parity_two_of_which_one_does'):
    small = carnet.issue(RECORD)
    done = carnet('qr', '--set', small, '-o', 'one.png')
    assert done.code == OK and 'one code is enough' in done.err, done
    assert carnet('scan', 'one-1.png').out == text_of(carnet, small)
    assert lines_of(carnet, small) == [text_of(carnet, small).rstrip('\n')]
    two = lines_of(carnet, small, '--parity')
    assert len(two) == 2
    for line in two:
        done = carnet.verify('-', stdin=line)
        assert done.code == OK, done

with tap.case('as_few_codes_as_stay_within_version_15'):
    for level in 'LMQH':
        done = carnet('qr', '--set', '--level', level, P, '-o', 'j.svg',
                      '--json')
        codes = done.json['codes']
        assert [c['file'] for c in codes] == \
            [f'j-{i + 1}.svg' for i in range(len(codes))]
        assert all(c['version'] <= 15 and c['level'] == level for c in codes)
        texts = carnet('qr', '--set', '--level', level, P, '--text', '--json')
        texts = texts.json['texts']
        assert [len(t) for t in texts] == [c['characters'] for c in codes]
        assert len(codes) == {'L': 2, 'M': 3, 'Q': 4, 'H': 5}[level], \
            (level, len(codes))

with tap.case('what_can_not_be_written_of_a_set_is_told_and_no_more'):
    (carnet.folder / 'k-2.png').mkdir()
    for more in ((), ('--json',)):
        done = carnet('qr', '--set', P, '-o', 'k.png', *more)
        assert done.code == CANT_CREATE, done
        assert carnet.path('k-1.png').exists(), done
        assert not carnet.path('k-3.png').exists(), done
        if more:
            assert done.json['exit'] == CANT_CREATE, done
        else:
            assert 'k-1.png: code 1 of 3' in done.err, done
            assert 'code 2 of 3' not in done.err and not done.raw, done

with tap.case('a_text_that_fills_the_largest_qr_code_is_cut_at_every_level'):
    passport = large(carnet, '', 4, 750)
    whole = text_of(carnet, passport)
    assert 3900 < len(whole) <= 4297, len(whole)
    for level in 'LMQH':
        lines = lines_of(carnet, passport, '--level', level, '--parity')
        assert carnet('scan', '-', stdin='\n'.join(lines[1:])).out == whole

with tap.case('without_set_it_is_said_that_a_set_would_do'):
    done = carnet('qr', P, '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE', '--set spreads it over 3 codes')
    assert not carnet.path('never.png').exists()

with tap.case('a_file_too_large_for_any_text_is_no_set'):
    huge = large(carnet, '', 8, 1000)
    done = carnet('qr', '--set', huge, '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE')
    assert '--set spreads' not in done.err
    assert not list(carnet.folder.glob('never*'))

with tap.case('private_entries_stop_a_set_too'):
    private = carnet.issue(PRIVATE_RECORD)
    refused(carnet('qr', '--set', private, '-o', 'never.png'), PRIVATE)
    assert carnet('qr', '--set', '--whole', private, '-o',
                  'w.png').code == OK

with tap.case('options_that_do_not_fit_are_refused'):
    refused(carnet('qr', '--parity', P, '-o', 'x.png'), USAGE,
            '--parity goes with --set')
    refused(carnet('qr', '--set', '--format', 'png', P), USAGE, 'say -o FILE')
    refused(carnet('qr', '--set', P, '-o', 'p'), USAGE, 'no format')
    refused(carnet('qr', '--text', '--level', 'L', P), USAGE, '--level')
    carnet.write('in-1.png', carnet.path(P).read_bytes())
    before = carnet.path('in-1.png').read_bytes()
    refused(carnet('qr', '--set', 'in-1.png', '-o', 'in.png'), USAGE,
            'in-1.png, which this call reads')
    assert carnet.path('in-1.png').read_bytes() == before
    assert not carnet.path('in-2.png').exists()

with tap.case('blocks_of_a_set_come_one_after_another'):
    done = carnet('qr', '--set', P)
    assert done.code == OK, done
    says_only(done, '14', '14', '14')
    rows = done.out.splitlines()
    assert len(rows) % 3 == 0
    each = len(rows) // 3
    for i, line in enumerate(LINES):
        picture = pictures.blocks('\n'.join(rows[i * each:(i + 1) * each]))
        carnet.write('b.png', pictures.png_bytes(picture))
        assert set(pictures.readers(carnet, 'b.png').values()) == {line}

with tap.case('names_without_an_ending_and_in_folders_are_numbered'):
    carnet.path('a.b').mkdir()
    done = carnet('qr', '--set', '--format', 'svg', P, '-o', 'a.b/code')
    assert done.code == OK, done
    assert sorted(p.name for p in carnet.path('a.b').iterdir()) == \
        ['code-1', 'code-2', 'code-3']

sys.exit(tap.end())
