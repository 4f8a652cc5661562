#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/scanning.md from docs/scanning.json.

    docs/make_scanning.py          writes the page
    docs/make_scanning.py --check  fails where it is not what it would write

docs/scanning.json is BUILD/scanning.json of meson test -C BUILD --benchmark
scan_rates. Nothing here measures; what the tables are taken to say is written
by hand in PAGE, and an assertion fails where they do not say it any more.
"""
import json
import pathlib
import sys

DOCS = pathlib.Path(__file__).resolve().parent
PICTURES, ZXING, ZBAR, EITHER, WRONG = range(5)
KINDS = ('blur', 'tilt', 'noise', 'resolution', 'dirt', 'folds')
HEAD = '''\
# Scanning

How often two readers that know nothing of carnet, ZXing-C++ and zbar, read
codes from harmed pictures. Made by docs/make_scanning.py from
docs/scanning.json, which `meson test -C BUILD --benchmark scan_rates` wrote.

A code is drawn by the library, printed 50 mm wide with its quiet zone, harmed,
and photographed by a camera that sees 8 pixels per millimetre of paper, turned
by up to 15 degrees (tests/scanning/photo.py). Each harm comes in five
strengths, from what hardly matters to what hardly anything survives, with five
pictures of each: blur (a standard deviation of 0.10 to 0.30 mm), tilt (20 to 60
degrees), noise (20 to 100 of 255), resolution (5 to 2 pixels per millimetre),
dirt (stains on 1 to 6 % of the code), folds (1 to 3 creases of 1 to 2 mm, along
which the ink is gone). So a rate says what is sturdier, not what happens at a
desk. These are simulated pictures: no printer, no paper and no camera was used.

'''


def share(cell, who):
    return f'{100 * cell[who] / cell[PICTURES]:.0f}'


def both(cell):
    return f'{share(cell, ZXING)} / {share(cell, ZBAR)}'


def summed(cells):
    return [sum(values) for values in zip(*cells)]


def table(columns, rows):
    lines = ['| ' + ' | '.join(columns) + ' |', '|---' * len(columns) + '|']
    return '\n'.join(lines + ['| ' + ' | '.join(row) + ' |' for row in rows])


def versions(data):
    rows = [[f'{row}-M', *(both(cells[kind]) for kind in KINDS),
             both(summed(cells.values()))]
            for row, cells in data['versions'].items()]
    return table(['version', *KINDS, 'all'], rows)


def levels(data):
    rows = []
    for row, cells in data['levels'].items():
        size, level, version = row.split()
        rows.append([size, f'{version}-{level}',
                     *(both(cells[kind]) for kind in KINDS),
                     both(summed(cells.values()))])
    return table(['bytes', 'code', *KINDS, 'all'], rows)


def flat(data, name, corner, say=str):
    columns = list(next(iter(data[name].values())))
    rows = [[say(row), *(both(cells[c]) for c in columns)]
            for row, cells in data[name].items()]
    return table([corner, *columns], rows)


def of_level(data, who):
    """Share of all pictures of a level that a reader reads, in percent."""
    out = {}
    for level in 'LMQH':
        cells = [cell for row, kinds in data['levels'].items()
                 if row.split()[1] == level for cell in kinds.values()]
        whole = summed(cells)
        out[level] = 100 * whole[who] / whole[PICTURES]
    return out


PAGE = """\
## By version

Percent of the pictures that ZXing-C++ / zbar read; level M, filled.

{versions}

From version 9 to 15 either reader or both read {small} % of all pictures, from
16 to 20 {large} %. That is why `carnet qr` says which version a code has, and
why a set is cut so that no code is above version 15 (format.md section 2).

{wrong}
What is read is believed for its signature alone.

## By level

The same content on the same 50 mm: more correction takes more and smaller
modules. {bytes} bytes are samples of [sizes.md](sizes.md).

{levels}

Of all these pictures one reader or the other reads {L} % at level L, {M} % at M,
{Q} % at Q and {H} % at H. L loses to folds and dirt, H to blur and resolution. Q
is no better than M by more than {margin} points, and its codes are three or four
versions larger; so **M** is what `carnet qr` takes unless told otherwise. For a small
code that will be folded, `--level Q` is worth its modules.

## By size of a module

One ordinary picture: a phone that sees 6 pixels per millimetre, blur of 0.10 mm,
tilt of 15 degrees, noise of 15, one crease of 0.5 mm and half a percent of
stains. Level M, filled; columns are millimetres.

{modules}

Below 0.4 mm most pictures fail, whatever the version; 0.5 mm is the first size at
which each reader reads at least three of four, and 0.6 adds little. So **0.5 mm**
is the default of `--module-mm`. A person who holds a phone takes many pictures, and
one is enough.

## By quiet zone

The same picture of a version 15, with white (255), grey (128) or black (0) print
right behind the quiet zone of 0 to 4 modules.

{quiet}

Without white around it a code on black is never found, and one module is enough
for these readers. The default stays at the **4** modules of ISO/IEC 18004, which
other readers count on.
"""


def wrong_words(data):
    """How many pictures gave another text, in a sentence."""
    cells = [cell for rows in data.values() for kinds in rows.values()
             for cell in kinds.values()]
    whole = summed(cells)
    return (f'Of all {whole[PICTURES]:,} pictures on this page {whole[WRONG]:,} '
            'gave a reader\nanother text than the code has.')


def words(data):
    rate = {level: of_level(data, EITHER)[level] for level in 'LMQH'}
    margin = max(1, round(rate['Q'] - rate['M'] + 0.5))
    assert rate['M'] > rate['L'] and rate['M'] > rate['H'] and margin <= 6
    small, large = (100 * cells[EITHER] / cells[PICTURES] for cells in (
        summed([cell for row, kinds in data['versions'].items()
                if (int(row) <= 15) == low for cell in kinds.values()])
        for low in (True, False)))
    assert small > large
    modules = data['modules'].values()
    assert next(size for size in next(iter(modules)) if all(
        row[size][who] >= 0.75 * row[size][PICTURES]
        for row in modules for who in (ZXING, ZBAR))) == '0.5'
    assert all(row['0.35'][EITHER] < 0.5 * row['0.35'][PICTURES]
               for row in modules)
    assert data['quiet']['0']['0'][EITHER] == 0
    sizes = sorted({row.split()[0] for row in data['levels']})
    return PAGE.format(
        versions=versions(data), levels=levels(data),
        bytes=', '.join(sizes[:-1]) + ' and ' + sizes[-1],
        modules=flat(data, 'modules', 'version', '{}-M'.format),
        wrong=wrong_words(data),
        quiet=flat(data, 'quiet', 'modules'), small=f'{small:.0f}',
        large=f'{large:.0f}', margin=margin,
        **{level: f'{value:.0f}' for level, value in rate.items()})


def main():
    data = json.loads((DOCS / 'scanning.json').read_text())
    page = HEAD + words(data)
    if sys.argv[1:] != ['--check']:
        (DOCS / 'scanning.md').write_text(page, encoding='utf-8')
        return 0
    if (DOCS / 'scanning.md').read_text(encoding='utf-8') != page:
        print('docs/scanning.md is not what docs/scanning.json says: run '
              'docs/make_scanning.py', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
