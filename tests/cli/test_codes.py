# SPDX-License-Identifier: Apache-2.0
"""Every code that the command makes is read back by readers that know nothing
of it: ZXing-C++ 3 and zbar, and by its own scan, each alone."""
import sys

import pictures
from cli import DATA, OK, begin, dense, note, refused
from tap import Tap

LEVELS = 'LMQH'
LARGEST = 20


def passports(carnet):
    """Passports whose codes grow, from the least that there is."""
    need = {'kind': 'need', 'what': {'text': 'x'}}
    yield carnet.issue({'issued': '2026-03-01', 'entries': [need]})
    for length in range(1, 880, 13):
        yield carnet.issue({'issued': '2026-03-01',
                            'entries': [dict(need, note=dense(length))]})


def draw_all(carnet):
    """(level, version) -> passport, for every version that comes up."""
    found = {}
    for passport in passports(carnet):
        for level in LEVELS:
            done = carnet('qr', '--level', level, passport, '-o', 'c.svg',
                          '--json')
            if done.code == OK:
                found.setdefault((level, done.json['version']), passport)
            else:
                refused(done, DATA, 'QR_TOO_LARGE', f'at level {level}')
    return found


def check(carnet, path, text, who):
    """Two foreign readers at least, and scan where it must."""
    said = pictures.readers(carnet, path)
    wrong = [name for name, got in said.items() if got != text]
    assert not wrong, f'{who}: {wrong} read it wrong'


tap = Tap()
carnet = begin()
every = {}
with tap.case('draws_every_version_from_the_smallest_to_20'):
    every = draw_all(carnet)
    for level in LEVELS:
        versions = sorted(v for (l, v) in every if l == level)
        assert versions[-1] == LARGEST, (level, versions)
        assert versions == list(range(versions[0], LARGEST + 1)), \
            (level, versions)
        tap.note(f'level {level}: versions {versions[0]} to {versions[-1]}')

for level in LEVELS:
    with tap.case(f'three_readers_read_every_png_at_level_{level}'):
        for (l, version), passport in sorted(every.items()):
            if l == level:
                done = carnet('qr', '--level', level, passport, '-o', 'c.png')
                assert done.code == OK, done
                check(carnet, 'c.png', carnet.text(passport), (l, version))

SOME = [key for key in every if key[1] in (7, 10, 14, 17, 20)]

with tap.case('three_readers_read_svg'):
    assert SOME
    for level, version in SOME:
        passport = every[level, version]
        done = carnet('qr', '--level', level, passport, '-o', 'd.svg')
        assert done.code == OK, done
        pictures.svg_to_png(carnet.path('d.svg'), carnet.path('d.png'))
        check(carnet, 'd.png', carnet.text(passport), (level, version))

with tap.case('two_readers_read_pbm'):
    for level, version in SOME:
        passport = every[level, version]
        done = carnet('qr', '--level', level, passport, '-o', 'd.pbm')
        assert done.code == OK, done
        picture = pictures.open_picture(carnet.path('d.pbm'))
        text = carnet.text(passport)
        assert pictures.read_zxing(picture) == text, (level, version)
        assert pictures.read_zbar(carnet.path('d.pbm')) == text

for inverted in (False, True):
    name = 'light_on_dark' if inverted else 'dark_on_light'
    with tap.case(f'three_readers_read_half_blocks_{name}'):
        for level, version in SOME:
            passport = every[level, version]
            done = carnet('qr', '--level', level, passport,
                          *(['--invert'] if inverted else []))
            assert done.code == OK, done
            picture = pictures.blocks(done.out, inverted)
            carnet.write('b.png', pictures.png_bytes(picture))
            check(carnet, 'b.png', carnet.text(passport), (level, version))

with tap.case('three_readers_read_a_jpeg_of_the_code'):
    for level, version in SOME:
        passport = every[level, version]
        carnet('qr', '--level', level, passport, '-o', 'j.png')
        pictures.to_jpeg(carnet.path('j.png'), carnet.path('j.jpg'), 60)
        check(carnet, 'j.jpg', carnet.text(passport), (level, version))

with tap.case('verify_takes_the_code_as_png_and_jpeg'):
    passport = every['M', 14]
    carnet('qr', passport, '-o', 'v.png')
    pictures.to_jpeg(carnet.path('v.png'), carnet.path('v.jpg'), 80)
    for name in ('v.png', 'v.jpg'):
        assert carnet.verify(name).code == OK, name
        data = carnet.path(name).read_bytes()
        assert carnet.verify('-', stdin=data).code == OK, name

with tap.case('quiet_zone_and_module_size_are_as_asked'):
    for quiet, px in ((0, 1), (4, 8), (7, 3), (100, 2)):
        done = carnet('qr', every['M', 14], '-o', 's.png', '--json',
                      '--quiet-zone', str(quiet), '--module-px', str(px),
                      '--module-mm', '0.75')
        assert done.code == OK, done
        side = (done.json['modules'] + 2 * quiet) * px
        picture = pictures.open_picture(carnet.path('s.png'))
        assert picture.size == (side, side) == (done.json['side_px'],) * 2
        assert done.json['modules'] == 17 + 4 * 14
        assert done.json['side_mm'] == \
            round((done.json['modules'] + 2 * quiet) * 0.75, 3)
        box = picture.point(lambda p: 255 - p).getbbox()
        assert box == (quiet * px, quiet * px, side - quiet * px,
                       side - quiet * px), box

# Rates of reading (docs/scanning.md, tests/scanning) are of codes like these.
AS_MEASURED = ('--level', 'M', '--quiet-zone', '4', '--module-mm', '0.5')
with tap.case('unless_told_otherwise_codes_are_drawn_as_rates_were_measured'):
    for name in ('s.png', 's.svg'):
        drawn = []
        for options in ((), AS_MEASURED, ('--level', 'Q'),
                        ('--quiet-zone', '3'), ('--module-mm', '0.4')):
            done = carnet('qr', every['M', 14], '-o', name, *options)
            assert done.code == OK, done
            drawn.append(carnet.path(name).read_bytes())
        assert drawn[0] == drawn[1] and drawn[0] not in drawn[2:], name

with tap.case('a_png_prints_at_the_size_that_was_asked_for'):
    import PIL.Image
    carnet('qr', every['M', 14], '-o', 's.png', '--module-mm', '0.5')
    with PIL.Image.open(carnet.path('s.png')) as picture:
        # 8 pixels in half a millimetre.
        assert abs(picture.info['dpi'][0] - 16 * 25.4) < 0.1
        assert picture.mode == '1'

with tap.case('refuses_what_needs_more_than_version_20_and_says_what_helps'):
    # Between version 20 at M and at Q: a lower level would do.
    passport = carnet.issue({'issued': '2026-03-01', 'entries': [
        note(dense(500))]})
    done = carnet('qr', '--level', 'H', passport, '-o', 'never.png')
    refused(done, DATA, 'QR_TOO_LARGE', 'need version', 'at level H',
            '--level', 'carnet issue --dry-run')
    assert not carnet.path('never.png').exists()
    # A file too large for any code at all.
    long_text = [note(dense(1000, str(k)), 'condition') for k in range(8)]
    passport = carnet.issue({'issued': '2026-03-01', 'entries': long_text})
    refused(carnet('qr', passport, '-o', 'never.png'), DATA,
            'more than any QR code holds')
    refused(carnet('qr', '--text', passport), DATA)
    assert carnet.verify(passport).code == OK

with tap.case('scan_refuses_a_picture_with_no_code_or_two'):
    import PIL.Image
    PIL.Image.new('L', (300, 300), 255).save(carnet.path('white.png'))
    refused(carnet('scan', 'white.png'), DATA, 'no QR code')
    one = pictures.open_picture(carnet.path('s.png'))
    two = PIL.Image.new('L', (one.width * 2, one.height), 255)
    two.paste(one, (0, 0))
    two.paste(one.rotate(180), (one.width, 0))
    two.save(carnet.path('two.png'))
    refused(carnet('scan', 'two.png'), DATA, '2 QR codes')
    refused(carnet('verify', '--trust', 'clinic.pub', 'white.png'), DATA)

with tap.case('scan_refuses_damaged_and_enormous_pictures'):
    whole = carnet.path('s.png').read_bytes()
    refused(carnet('scan', carnet.write('half.png', whole[:200])), DATA,
            'damaged or too large')
    # The header promises 65535 x 65535 pixels.
    import struct
    import zlib
    body = b'IHDR' + struct.pack('>IIBBBBB', 65535, 65535, 8, 0, 0, 0, 0)
    bomb = (whole[:8] + struct.pack('>I', 13) + body
            + struct.pack('>I', zlib.crc32(body)) + whole[33:])
    refused(carnet('scan', carnet.write('bomb.png', bomb)), DATA,
            'damaged or too large')
    pictures.to_jpeg(carnet.path('s.png'), carnet.path('s.jpg'), 80)
    jpeg = carnet.path('s.jpg').read_bytes()
    refused(carnet('scan', carnet.write('half.jpg', jpeg[:40])), DATA,
            'damaged or too large')
    refused(carnet('scan', carnet.write('none.png', b'not a picture')), DATA,
            'neither PNG nor JPEG')

sys.exit(tap.end())
