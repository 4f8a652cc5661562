# SPDX-License-Identifier: Apache-2.0
"""How files look: first lines, width, words that have no place, memory."""
import re
import shutil
import subprocess

from house import (C_ENDINGS, CXX_ENDINGS, TEXT_ENDINGS, blank_comments,
                   line_of, rule)

SPDX = 'SPDX-License-Identifier: Apache-2.0'
SOURCE = C_ENDINGS + CXX_ENDINGS
# Data of others, kept as it came.
KEPT = ('tests/data', 'tests/vectors', 'fuzz/corpus', 'examples/data',
        'tests/golden/frozen')
# In two halves, so that this file does not break its own rule.
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')
MACHINE = re.compile(
    r'(?<![\w./~-])/(wo' r'rk|ro' r'ot|ho' r'me|t' r'mp|Use' r'rs|o' r'pt)/'
    r'|py' r'pi\.org|deb\.deb' r'ian\.org|registry\.np' r'mjs|crates\.i' r'o'
    r'|Program F' r'iles')
MEMORY = re.compile(
    r'\b(malloc|calloc|realloc|reallocarray|free|aligned_alloc|strdup|strndup'
    r'|asprintf|vasprintf|alloca)\s*\(')


def is_kept(house, path):
    return house.name(path).startswith(tuple(k + '/' for k in KEPT))


def is_generated(house, path):
    """Whether its purpose says that a script wrote it."""
    return re.search(r'^ \* (.*\. )?Generated (from|by) ',
                     house.text(path)[:800], re.MULTILINE) is not None


@rule
def every_file_opens_with_its_licence(house):
    problems = []
    for path in house.files('', SOURCE + ('.py', '.sh', '.build', '.map',
                                          '.def')):
        if is_kept(house, path):
            continue
        head = house.text(path).split('\n')[:2]
        if not any(SPDX in line for line in head):
            problems.append(house.at(path, 1, 'no SPDX line'))
    return problems


@rule
def every_c_file_says_its_purpose(house):
    """A comment of 2 to 6 lines right after the licence; tests may have 1."""
    problems = []
    for path in house.files('', SOURCE):
        found = re.match(r'[^\n]*\n/\*(.*?)\*/\n', house.text(path), re.DOTALL)
        if found is None:
            problems.append(house.at(path, 2, 'no purpose under the licence'))
            continue
        num_lines = sum(1 for line in found.group(1).split('\n')
                        if line.strip('* '))
        least = 1 if house.name(path).startswith('tests/') else 2
        if not least <= num_lines <= 6:
            problems.append(house.at(path, 2, f'purpose of {num_lines} lines'))
    return problems


@rule
def lines_have_80_columns(house):
    problems = []
    for path in house.files('', SOURCE):
        if is_kept(house, path) or is_generated(house, path):
            continue
        for number, line in enumerate(house.text(path).split('\n'), 1):
            if len(line) > 80:
                problems.append(house.at(path, number, f'{len(line)} columns'))
    return problems


@rule
def text_is_tidy(house):
    """No tabs in C and Python, no trailing space, one line end at the end."""
    problems = []
    for path in house.files('', SOURCE + ('.py', '.sh', '.build')):
        if is_kept(house, path):
            continue
        text = house.text(path)
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip() or '\t' in line:
                problems.append(house.at(path, number, 'tab or space at end'))
        if text and (not text.endswith('\n') or text.endswith('\n\n')):
            problems.append(house.at(path, line_of(text, len(text)),
                                     'not one line end at the end'))
    return problems


@rule
def nothing_is_unfinished_or_of_one_machine(house):
    problems = []
    named = [house.root / n for n in ('.ci/run', 'LICENSE')]
    for path in house.files('', TEXT_ENDINGS) + named:
        if not path.is_file() or is_kept(house, path):
            continue
        for number, line in enumerate(house.text(path).split('\n'), 1):
            for pattern in (UNFINISHED, MACHINE):
                found = pattern.search(line)
                if found:
                    problems.append(house.at(path, number,
                                             f'"{found.group(0)}"'))
    return problems


@rule
def memory_comes_through_its_door(house):
    problems = []
    for path in house.files('lib', SOURCE):
        if house.name(path) == 'lib/base/mem.c':
            continue
        text = blank_comments(house.text(path), strings=True)
        for found in MEMORY.finditer(text):
            problems.append(house.at(path, line_of(text, found.start()),
                                     f'{found.group(1)} outside mem.c'))
    return problems


@rule
def code_is_formatted(house):
    """clang-format has nothing to change; its absence is a problem too."""
    paths = [p for top in ('lib', 'include', 'examples', 'tests', 'fuzz')
             for p in house.files(top, SOURCE)
             if not is_kept(house, p) and not is_generated(house, p)]
    if not paths:
        return []
    if shutil.which('clang-format') is None:
        return ['clang-format:1: is not installed']
    done = subprocess.run(
        ['clang-format', '--style=file', '--dry-run', '-Werror',
         '--ferror-limit=1', *map(str, paths)],
        cwd=house.root, capture_output=True, text=True)
    found = re.findall(r'^(\S+?):(\d+):\d+: (?:error|warning): ',
                       done.stderr, re.MULTILINE)
    problems = [house.at(house.root / path, line, 'is not as clang-format '
                         'makes it') for path, line in found]
    if done.returncode != 0 and not problems:
        problems = done.stderr.splitlines()[:5]
    return problems
