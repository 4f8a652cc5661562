# SPDX-License-Identifier: Apache-2.0
"""Holds what gcovr counted against tests/coverage.tsv.

    coverage.py targets BUILD        what has to be built for the tests that count
    coverage.py tests BUILD          the names of those
    coverage.py check JSON           prints a table by room, and the problems
    coverage.py write JSON           makes the file anew, reasons kept

A row is file, function, line, reason: a line that no test reaches, known by its
text, so that it may move. Rows that begin with a room hold the share of its
branches that tests take, in per cent. Each of these fails: a line that is not
reached and not listed, or has no reason; a listed one that is reached or gone;
a room more than MARGIN below its share; all of lib/ below LEAST.
"""
import collections
import json
import pathlib
import sys

from results import write_log
from targets import ask, programs_of, suites_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / 'tests/coverage.tsv'
MARGIN = 0.5  # a branch or two of a small room, when its code changes
LEAST = 95.0  # of all of lib/
UNTESTED = 'no test yet'  # the reason of a line that a test could reach
SUITES = {'golden', 'journey', 'fuzz'}
MORE = {'cli_fhir', 'cli_fhir_export', 'cli_issue', 'cli_log', 'cli_merge',
        'cli_seal', 'cli_status', 'cli_status_back', 'cli_status_draft',
        'cli_status_store', 'cli_trust', 'cli_verdict', 'cli_view', 'fhir_bundles', 'fhir_round'}
UNCOUNTED = {'api_stack'}  # of the library as it ships
SHARE = ('*', 'branches taken')
HEAD = '''\
# What tests do not reach in lib/: tests/tools/coverage.py, which writes it.
# file, function, line, reason, tabs between; of a room: *, what, per cent
'''


def tests(build):
    """Tests of rooms, and those of others that lead deepest into them."""
    suites = {path.parent.name for path in ROOT.glob('lib/*/meson.build')}
    return [test for test in ask(build, '--tests') if test['name'] in MORE
            or suites_of(test) & (suites | SUITES)
            and test['name'] not in UNCOUNTED]


class Counts:
    """Branches by room, and lines that are not reached: key -> how often."""

    def __init__(self, files, texts):
        self.lines = collections.Counter()
        self.reached = collections.Counter()
        self.branches = collections.Counter()
        self.taken = collections.Counter()
        self.missed = collections.Counter()
        for file in files:
            room = '/'.join(file['file'].split('/')[:2])
            text = texts(file['file']).splitlines()
            starts = sorted((f['lineno'], f['name'])
                            for f in file.get('functions', []))
            for line in file['lines']:
                if not line.get('gcovr/noncode'):
                    self._add(file['file'], room, line, text, starts)

    def _add(self, name, room, line, text, starts):
        at = line['line_number']
        for key in (room, 'lib'):
            self.lines[key] += 1
            self.reached[key] += line['count'] > 0
            self.branches[key] += len(line['branches'])
            self.taken[key] += sum(b['count'] > 0 for b in line['branches'])
        if line['count'] == 0:
            function = [f for start, f in starts if start <= at][-1:]
            self.missed[name, ''.join(function), text[at - 1].strip()] += 1

    def share(self, key):
        if not self.branches[key]:
            return 100.0
        return int(1000 * self.taken[key] / self.branches[key]) / 10

    def table(self):
        for key in sorted(self.lines):
            yield (f'{key:13} {self.reached[key]:6} of {self.lines[key]:6} '
                   f'lines, {self.taken[key]:6} of {self.branches[key]:6} '
                   f'branches, {self.share(key):5.1f} %')


class Listed:
    """The file: reasons by key, and shares by room."""

    def __init__(self, text):
        self.reasons = collections.defaultdict(list)
        self.shares = {}
        for row in text.splitlines():
            if not row or row.startswith('#'):
                continue
            file, function, line, reason = row.split('\t')
            if (function, line) == SHARE:
                self.shares[file] = float(reason)
            else:
                self.reasons[file, function, line].append(reason.strip())


def problems(counts, listed):
    for key, num in sorted(counts.missed.items()):
        file, function, line = key
        reasons = listed.reasons.get(key, [])
        if num > len(reasons):
            yield f'{file}: {function}: no test reaches: {line}'
        elif not all(reasons):
            yield f'{file}: {function}: listed without a reason: {line}'
    for key, reasons in sorted(listed.reasons.items()):
        if len(reasons) > counts.missed[key]:
            yield f'{key[0]}: {key[1]}: listed, and reached or gone: {key[2]}'
    for room in sorted(set(listed.shares) - set(counts.lines)):
        yield f'{room}: listed, and not counted'
    for room in sorted(set(counts.lines) - {'lib'}):
        least = listed.shares.get(room)
        if least is None:
            yield f'{room}: no share of branches is listed'
        elif counts.share(room) < least - MARGIN:
            yield (f'{room}: {counts.share(room)} % of branches, more than '
                   f'{MARGIN} below {least}')
    if counts.share('lib') < LEAST:
        yield f'lib: {counts.share("lib")} % of branches, below {LEAST}'


def made(counts, listed):
    """The file's new text. What had no reason has none."""
    rows = [(room, *SHARE, str(counts.share(room)))
            for room in sorted(set(counts.lines) - {'lib'})]
    for key, num in sorted(counts.missed.items()):
        reasons = listed.reasons.get(key, []) + [''] * num
        rows += [(*key, reason) for reason in reasons[:num]]
    return HEAD + ''.join('\t'.join(row) + '\n' for row in rows)


def main(what, *arguments):
    if what == 'targets':
        build, = arguments
        print('\n'.join(programs_of(build, tests(build))))
        return 0
    if what == 'tests':
        print('\n'.join(test['name'] for test in tests(*arguments)))
        return 0
    counts = Counts(json.loads(pathlib.Path(*arguments).read_text())['files'],
                    lambda name: (ROOT / name).read_text())
    listed = Listed(LIST.read_text() if LIST.exists() else '')
    if what == 'write':
        LIST.write_text(made(counts, listed))
        listed = Listed(LIST.read_text())
    found = list(problems(counts, listed))
    reasons = [r for rows in listed.reasons.values() for r in rows]
    told = (f'{len(reasons)} lines are listed, {reasons.count(UNTESTED)} of '
            f'them for want of a test')
    text = '\n'.join([*counts.table(), told, *found])
    print(text)
    write_log(pathlib.Path(*arguments).parent, 'coverage', not found, text)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
