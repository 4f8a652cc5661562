# SPDX-License-Identifier: Apache-2.0
"""Codes at level M, photographed: test_scanning.py DOOR_TOOL. That the command draws
them so unless told otherwise, with as much white and as large, tests/cli/
test_codes.py says."""
import dataclasses
import random
import sys

import tap

sys.dont_write_bytecode = True

import photo
import rates

PRINTED_MM = 0.5  # a module


def shots_as_drawn(codes, harm, number):
    """Pictures of what is printed at that size."""
    for version in rates.VERSIONS:
        text, rows = codes.draw(codes.fullest(version, 'M'), 'M')
        for n in range(number):
            yield rates.Shot('', f'{version}', '', text, tuple(rows), harm,
                             f'drawn {version} {n}',
                             PRINTED_MM * (len(rows) + 8))


def corner_of(rows, harm):
    """Black and white where a picture must have them, by photo.seen alone."""
    width, quiet = rates.WIDTH, 4
    side = round(width * photo.PAPER) + 2 * round(8 * photo.PAPER)
    picture = photo.take(rows, width, harm, random.Random(0))
    module = width * photo.PAPER / (len(rows) + 2 * quiet)
    first = -module * len(rows) / 2
    seen = []
    for x, y in ((0.5, 0.5), (-1.5, -1.5), (len(rows) - 0.5, 0.5), (3.5, 3.5)):
        at = photo.seen((first + x * module, first + y * module),
                        picture.width / 2, harm, 3 * side)
        seen.append(picture.getpixel(tuple(int(v) for v in at)) < 128)
    return seen


def main():
    it = tap.Tap()
    codes = rates.Codes(sys.argv[1])
    clean = list(shots_as_drawn(codes, rates.CAMERA, 1))
    worn = list(shots_as_drawn(codes, rates.ORDINARY, 2))
    text, rows = codes.draw(codes.fullest(12, 'M'), 'M')
    codes.close()
    said = {shot: rates.read(shot) for shot in clean + worn}
    it.note(f'scanning: {len(said)} points: pictures shown to '
            f'{" and ".join(rates.READERS)}')
    it.check('both_read_each_clean_picture_of_a_code_as_drawn',
             [f'version {shot.row}: {said[shot]}' for shot in clean
              if said[shot] != ['read', 'read']])
    with it.case('a_single_picture_of_a_worn_sheet_is_mostly_read'):
        for i, reader in enumerate(rates.READERS):
            read = sum(said[shot][i] == 'read' for shot in worn)
            assert read >= 0.6 * len(worn), f'{reader}: {read} of {len(worn)}'
        assert sum('read' in said[shot] for shot in worn) >= 0.8 * len(worn)
    it.check('no_reader_reads_another_text',
             [shot.row for shot in said if 'wrong' in said[shot]])
    with it.case('the_hardest_of_each_harm_is_read_less_than_the_easiest'):
        for kind, harms in rates.STRENGTHS.items():
            read = [sum(said == 'read' for n in range(3) for said in rates.read(
                        rates.Shot('', '', '', text, tuple(rows), harm,
                                   f'harder {n}')))
                    for harm in (harms[0], harms[-1])]
            assert read[1] < read[0], f'{kind}: {read}'
    with it.case('one_seed_makes_one_picture'):
        harm = dataclasses.replace(rates.ORDINARY, dirt=0.02)
        one, again, other = (photo.take(rows, 50, harm, random.Random(seed))
                             for seed in (7, 7, 8))
        assert one.tobytes() == again.tobytes() != other.tobytes()
    with it.case('a_camera_sees_each_point_where_it_must'):
        for harm in (rates.CAMERA, dataclasses.replace(rates.CAMERA, tilt=50),
                     dataclasses.replace(rates.CAMERA, turn=-14, tilt=30)):
            assert corner_of(rows, harm) == [True, False, True, True], harm
    with it.case('noise_deviates_by_what_it_says'):
        grey = photo.PIL.Image.new('L', (300, 300), 128)
        for wanted in (20, 40):
            data = photo.add_noise(grey, wanted, random.Random(1)).tobytes()
            mean = sum(data) / len(data)
            found = (sum((v - mean) ** 2 for v in data) / len(data)) ** 0.5
            assert abs(mean - 128) < 2 and abs(found - wanted) < 0.1 * wanted
    return it.end()


sys.exit(main())
