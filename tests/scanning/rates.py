#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How often two readers read codes from harmed pictures.

    rates.py DOOR_TOOL OUT      measures, prints, and writes OUT

The codes are the library's own, the pictures those of photo.py, the readers
ZXing-C++ and zbar. Seeds are fixed, so a run with the same readers gives the
same. docs/make_scanning.py makes the page.
"""
import collections
import concurrent.futures
import dataclasses
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'support')]

import photo  # noqa: E402
import pictures  # noqa: E402

LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
LEVELS = 'LMQH'
VERSIONS = range(9, 21)
BYTES = (195, 313, 368)   # docs/sizes.md: S5, S2, the worst other S2
WIDTH = 50.0                   # millimetres, where nothing else is said
SAMPLES = 5                    # pictures of each strength
READERS = ('zxing', 'zbar')

Harm = photo.Harm
# A sheet from a pocket in a hand before a phone.
ORDINARY = Harm(dirt=0.005, folds=1, crease_mm=0.5, tilt=15, pixels_per_mm=6,
                blur_mm=0.1, noise=15)
CAMERA = Harm(pixels_per_mm=8)
# From what hardly matters to what hardly anything survives.
STRENGTHS = {
    'blur': [dataclasses.replace(CAMERA, blur_mm=mm)
             for mm in (0.10, 0.15, 0.20, 0.25, 0.30)],
    'tilt': [dataclasses.replace(CAMERA, tilt=angle)
             for angle in (20, 30, 40, 50, 60)],
    'noise': [dataclasses.replace(CAMERA, noise=of255)
              for of255 in (20, 40, 60, 80, 100)],
    'resolution': [dataclasses.replace(CAMERA, pixels_per_mm=pixels)
                   for pixels in (5, 4, 3, 2.5, 2)],
    'dirt': [dataclasses.replace(CAMERA, dirt=share)
             for share in (0.01, 0.02, 0.03, 0.04, 0.06)],
    'folds': [dataclasses.replace(CAMERA, folds=number, crease_mm=mm)
              for number, mm in ((1, 1), (2, 1), (2, 1.5), (2, 2), (3, 1.5))],
}
MODULES_MM = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
QUIET = (0, 1, 2, 4)


class Codes:
    """The library, asked through its JSON door."""

    def __init__(self, tool):
        self.tool = subprocess.Popen([tool], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE)

    def ask(self, **request):
        self.tool.stdin.write(json.dumps(request).encode().hex().encode()
                              + b'\n')
        self.tool.stdin.flush()
        return json.loads(self.tool.stdout.readline())['result']

    def version(self, chars, level):
        """0: too many."""
        return self.ask(op='qr_version_for', chars=chars,
                        level=level)['version']

    def fullest(self, version, level):
        """As many characters as a version holds."""
        low, high = 1, 4296
        while low < high:
            middle = (low + high + 1) // 2
            if 0 < self.version(middle, level) <= version:
                low = middle
            else:
                high = middle - 1
        return low

    def draw(self, chars, level):
        """(text, rows) of a code of so many characters."""
        chance = random.Random(chars)
        text = 'HP1:' + ''.join(chance.choice(LETTERS)
                                for _ in range(chars - 4))
        return text, self.ask(op='qr', text=text, level=level)['rows']

    def close(self):
        self.tool.stdin.close()
        self.tool.wait()


@dataclasses.dataclass(frozen=True)
class Shot:
    """One picture to take, and what it counts for."""
    table: str
    row: str
    column: str
    text: str
    rows: tuple
    harm: Harm
    seed: str
    width_mm: float = WIDTH
    quiet: int = 4


def take(shot):
    chance = random.Random(shot.seed)
    harm = dataclasses.replace(shot.harm, turn=chance.uniform(-15, 15))
    return photo.take(shot.rows, shot.width_mm, harm, chance, shot.quiet)


def read(shot):
    """What each reader made of it: 'read', 'not', or 'wrong' for another text."""
    picture = take(shot)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'shot.png')
        picture.save(path, compress_level=1)
        found = (pictures.read_zxing(picture), pictures.read_zbar(path))
    return ['not' if text is None else 'read' if text == shot.text else 'wrong'
            for text in found]


def harmed(table, row, text, rows):
    """The shots of one code through all strengths of every harm."""
    return [Shot(table, row, kind, text, tuple(rows), harm,
                 f'{table} {row} {kind} {strength} {n}')
            for kind, harms in STRENGTHS.items()
            for strength, harm in enumerate(harms) for n in range(SAMPLES)]


def shots_of_versions(codes):
    for version in VERSIONS:
        text, rows = codes.draw(codes.fullest(version, 'M'), 'M')
        assert len(rows) == 17 + 4 * version
        yield from harmed('versions', f'{version}', text, rows)


def shots_of_levels(codes):
    """Of equal contents on equal paper: more correction, smaller modules."""
    for size in BYTES:
        chars = 4 + size // 2 * 3 + size % 2 * 2
        for level in LEVELS:
            version = codes.version(chars, level)
            text, rows = codes.draw(chars, level)
            yield from harmed('levels', f'{size} {level} {version}', text, rows)


def shots_of_modules(codes):
    for version in (9, 12, 15, 20):
        text, rows = codes.draw(codes.fullest(version, 'M'), 'M')
        for mm in MODULES_MM:
            for n in range(5 * SAMPLES):
                yield Shot('modules', f'{version}', f'{mm}', text, tuple(rows),
                           ORDINARY, f'modules {version} {mm} {n}',
                           mm * (len(rows) + 8))


def shots_of_quiet(codes):
    """White around a code, and print of another shade right behind it."""
    text, rows = codes.draw(codes.fullest(15, 'M'), 'M')
    for quiet in QUIET:
        for around in (photo.WHITE, photo.GREY, photo.BLACK):
            harm = dataclasses.replace(ORDINARY, around=around)
            for n in range(5 * SAMPLES):
                yield Shot('quiet', f'{quiet}', f'{around}', text, tuple(rows),
                           harm, f'quiet {quiet} {around} {n}',
                           0.5 * (len(rows) + 2 * quiet), quiet)


def counted(shots, results):
    """table -> row -> column -> [pictures, read by each, by either, wrong]"""
    out = collections.defaultdict(lambda: collections.defaultdict(
        lambda: collections.defaultdict(lambda: [0] * (len(READERS) + 3))))
    for shot, says in zip(shots, results):
        cell = out[shot.table][shot.row][shot.column]
        cell[0] += 1
        for i, one in enumerate(says):
            cell[1 + i] += one == 'read'
        cell[-2] += 'read' in says
        cell[-1] += 'wrong' in says
    return out


def main():
    tool, out = sys.argv[1:]
    codes = Codes(tool)
    shots = [*shots_of_versions(codes), *shots_of_levels(codes),
             *shots_of_modules(codes), *shots_of_quiet(codes)]
    codes.close()
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = list(pool.map(read, shots, chunksize=16))
    tables = counted(shots, results)
    pathlib.Path(out).write_text(json.dumps(tables, indent=1) + '\n')
    wrong = sum('wrong' in says for says in results)
    print(f'scanning: {len(shots)} pictures, {wrong} read as another text')
    return 0


if __name__ == '__main__':
    sys.exit(main())
