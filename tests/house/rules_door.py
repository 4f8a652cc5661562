# SPDX-License-Identifier: Apache-2.0
"""Every public function is reached by the JSON door, or stands in
door_left_out.tsv with the reason why not."""
import re

import rules_headers
from house import blank_comments, rule

LEFT_OUT = 'tests/house/door_left_out.tsv'


def left_out(house):
    """(line, pattern, reason) of each row."""
    path = house.root / LEFT_OUT
    lines = house.text(path).splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if line and not line.startswith('#'):
            pattern, _, reason = line.partition('\t')
            yield number, pattern, reason


def called(house):
    """Names that the door's own files call."""
    names = set()
    for path in house.files('lib/api', ('.c',)):
        if path.name.startswith('door'):
            names |= set(re.findall(r'\b(carnet_\w+)\b',
                                    blank_comments(house.text(path))))
    return names


def is_named(pattern, name):
    if '*' not in pattern:
        return pattern == name
    before, after = pattern.split('*', 1)
    return name.startswith(before) and name.endswith(after)


@rule
def the_door_reaches_every_function_or_says_why_not(house):
    if not called(house):
        return []
    functions = {f.name: f for f in rules_headers.functions(house)}
    reached = called(house) & set(functions)
    excused = {}
    problems = []
    for number, pattern, reason in left_out(house):
        found = {n for n in functions if is_named(pattern, n)}
        if '*' in pattern:
            found -= reached
        at = f'{LEFT_OUT}:{number}'
        if not reason:
            problems.append(f'{at}: no reason')
        if not found:
            problems.append(f'{at}: there is no {pattern}')
        problems += [f'{at}: the door calls {n}'
                     for n in sorted(found & reached)]
        excused.update(dict.fromkeys(found, number))
    return problems + [
        house.at(f.path, f.line, f'the door does not reach {name}')
        for name, f in functions.items()
        if name not in reached and name not in excused]
