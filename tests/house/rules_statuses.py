# SPDX-License-Identifier: Apache-2.0
"""The table of statuses: each has words and a test that names it.

    python3 tests/house/rules_statuses.py --write

makes docs/spec/statuses.md anew; the house test says when that is due.
"""
import itertools
import pathlib
import re
import sys

from house import House, blank_comments, rule

TABLE = 'docs/spec/statuses.md'
OPENING = """# Statuses

Every status that a call can return, from `include/carnet/status.h` and
`lib/base/status.c`, and the test files that name it. This page is made by
`tests/house/rules_statuses.py --write`, and a row without a test fails the
tests.

| number | name | says | tests |
|---|---|---|---|
"""


def statuses(house):
    """name -> number, as the header has them."""
    path = house.root / 'include/carnet/status.h'
    code = blank_comments(house.text(path)) if path.exists() else ''
    body = re.search(r'\benum\s*\{([^}]*)\}', code)
    return {name: int(number) for name, number in re.findall(
        r'\bCARNET_(\w+)\s*=\s*(\d+)', body.group(1) if body else '')}


def sentences(house):
    """name -> words, as lib/base/status.c has them."""
    path = house.root / 'lib/base/status.c'
    if not path.exists():
        return {}
    rows = re.findall(r'\bROW\((\w+),\s*((?:"(?:\\.|[^"\\])*"\s*)+)\)',
                      house.text(path))
    return {name: ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', strings))
            for name, strings in rows}


def code_of(house, path):
    text = house.text(path)
    return text if path.suffix == '.py' else blank_comments(text)


def naming(house, files):
    """name of a status -> files whose code names it."""
    found = {}
    for path in files:
        for name in set(re.findall(r'\bCARNET_([A-Z0-9_]+)\b',
                                   code_of(house, path))):
            found.setdefault(name, []).append(path)
    return found


def tests_of(house):
    return naming(house, [
        p for p in house.files('tests', ('.c', '.py'))
        if not house.name(p).startswith(('tests/house/', 'tests/support/'))])


def uses_of(house):
    return naming(house, [
        p for top in ('lib', 'examples')
        for p in house.files(top, ('.c', '.h', '.def'))
        if house.name(p) != 'lib/base/status.c'])


def room_of(house, path):
    return path.relative_to(house.root).parts[1]


def table(house):
    tests, words = tests_of(house), sentences(house)
    rows = []
    for name, number in statuses(house).items():
        shown = ', '.join(house.name(p)[len('tests/'):]
                          for p in tests.get(name, []))
        says = words.get(name, '').replace('\\"', '"').replace('|', '\\|')
        rows.append(f'| {number} | {name} | {says} | {shown} |\n')
    return OPENING + ''.join(rows)


@rule
def every_status_has_words(house):
    words = sentences(house)
    return [f'lib/base/status.c:1: no words for {name}'
            for name in statuses(house) if not words.get(name)]


@rule
def every_status_is_returned_and_tested(house):
    """Rooms still without tests are not asked yet; then none is let off."""
    tests, uses = tests_of(house), uses_of(house)
    tested = {p.parent.name
              for p in house.root.glob('tests/*/meson.build')}
    whole = tested >= set(house.room_names())
    problems = []
    for name in statuses(house):
        rooms = {room_of(house, p) for p in uses.get(name, [])}
        at = f'include/carnet/status.h:1: CARNET_{name}'
        if not rooms and whole:
            problems.append(f'{at}: nothing returns it')
        if name not in tests and (whole or rooms & tested):
            problems.append(f'{at}: no test names it')
    return problems


@rule
def status_table_is_current(house):
    path = house.root / TABLE
    if not statuses(house):
        return ['include/carnet/status.h:1: no status found']
    if not path.exists():
        return [f'{TABLE}:1: is missing; run rules_statuses.py --write']
    have = house.text(path).splitlines()
    want = table(house).splitlines()
    return [f'{TABLE}:{n}: not current; run rules_statuses.py --write'
            for n, (a, b) in enumerate(itertools.zip_longest(have, want), 1)
            if a != b][:5]


@rule
def every_room_has_tests(house):
    return [f'tests/{room}/meson.build:1: is missing'
            for room in house.rooms()
            if not (house.root / 'tests' / room / 'meson.build').exists()]


if __name__ == '__main__':
    here = House(pathlib.Path(__file__).resolve().parents[2])
    if '--write' in sys.argv[1:]:
        (here.root / TABLE).write_text(table(here), encoding='utf-8')
    else:
        sys.stdout.write(table(here))
