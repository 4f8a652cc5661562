# SPDX-License-Identifier: Apache-2.0
"""How long `carnet view` takes on thousands of prescriptions of one person, and
how that grows from a quarter of the pages to all (4 is even growth; docs/spec/
view.md section 10): pages of 250, all of one medicine that each page tells in
another strength, all of another medicine, or the same on every page. Each time
is the best of three, after what the program takes to start.

    meson test --benchmark cli_view_grows -v
"""
import sys
import time

from cli import OK, REVIEW, begin, record
from many import merged

PER_PAGE, PAGES = 250, 48
LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

carnet = begin()


def medicine(n):
    """The code of a medicine, of which most are made up: all that counts is
    that no two are the same."""
    return f'N{n // 2600 + 1:02}{LETTERS[n // 100 % 26]}A{n % 100:02}'


def prescription(code, n):
    return {'kind': 'prescription', 'medicine': {'code': code},
            'form': {'code': '385055001'}, 'dose': {'value': 1},
            'strength': {'value': n + 1, 'unit': 'mg'}, 'times_a_day': 2,
            'status': 'taking', 'since': '2026-03-01',
            'handed_over': {'value': 60 + n % 7}, 'handed_on': '2026-03-01'}


SHAPES = {
    'one medicine': lambda page, i:
        prescription('A10BA02', page * PER_PAGE + i),
    'each another': lambda page, i:
        prescription(medicine(page * PER_PAGE + i), i),
    'all the same': lambda page, i: prescription(medicine(i), i)}


def write_pages(shape):
    names = []
    for page in range(PAGES):
        rest = [SHAPES[shape](page, i) for i in range(PER_PAGE)]
        names.append(carnet.issue(record(
            issued='2026-03-01', entries=[*record()['entries'][:1], *rest])))
    return names


def best(*words):
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = carnet(*words)
        took.append(time.perf_counter() - start)
        assert done.code in (OK, REVIEW), done.err
    return 1000 * min(took)


def main():
    idle = best('--version')
    most = 0
    print(f'{"":14}{PAGES // 4:>5} x {PER_PAGE}{PAGES:>10} x {PER_PAGE}'
          f'{"growth":>9}')
    for shape in SHAPES:
        names = write_pages(shape)
        few, many = (best('view', '--trust', 'clinic.pub', merged(
            carnet, names[:num], f'all{num}')) - idle
            for num in (PAGES // 4, PAGES))
        print(f'{shape:14}{few:8.0f} ms{many:13.0f} ms{many / few:9.1f}')
        most = max(most, many / few)
    return 0 if most < 8 else 1


sys.exit(main())
