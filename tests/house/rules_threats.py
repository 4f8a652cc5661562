# SPDX-License-Identifier: Apache-2.0
"""The threat model claims nothing that no test holds."""
import re

from house import rule

PAGE = 'docs/spec/threats.md'


def rows(house):
    """(line, last cell) of each row of its tables."""
    lines = house.text(house.root / PAGE).splitlines()
    return [(n, line.strip('|').split('|')[-1].strip())
            for n, line in enumerate(lines, 1)
            if line.startswith('|') and set(line) - set('|- ')
            and 'held by' not in line]


def is_there(house, suite, test):
    room, _, file = suite.partition('_')
    paths = [house.root / 'tests' / room / f'test_{file}{ending}'
             for ending in ('.c', '.py')]
    return any(re.search(rf'\b{test}\b', house.text(p))
               for p in paths if p.exists())


@rule
def every_threat_is_held_by_a_test(house):
    if not (house.root / PAGE).exists():
        return [f'{PAGE}:1: is missing']
    problems = []
    for line, cell in rows(house):
        told = house.text(house.root / PAGE).splitlines()[line - 1]
        found = re.fullmatch(r'(\w+): (\w+)', cell)
        if found and not is_there(house, *found.groups()):
            problems.append(f'{PAGE}:{line}: no such test: {cell}')
        elif not found and (cell or '**limit' not in told.lower()):
            problems.append(f'{PAGE}:{line}: no test and no limit')
    return problems
