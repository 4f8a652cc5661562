#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/proof.md: what is claimed, the figure, the command that shows it.

    docs/make_proof.py --collect OUT --run KIND --date DAY [--held] BUILD...
    docs/make_proof.py          writes docs/proof.md from docs/proof.json
    docs/make_proof.py --check  fails where the page is another

A claim is a row of docs/proof.tsv: id, sentence with {} for the figure, test,
pattern, how, run, held, command. Test is a shell pattern of names in Meson's log;
pattern's first group is the figure wherever it matches in what these tests
printed; how makes one of several: sum, most, last, or count of the matches; run
says in which runs there is a figure: both, or long alone; held, in which the
figure may not be more than 1 % below that of docs/proof.json, which is of a long
run: both, long, or no, where another test holds it. KIND is long or short
for one run of tests/run.sh, parts for suites run one by one. A claim without a
figure is an error: what did not run proves nothing, nor does a test that failed.
Exit status: 1 for that, 2 with --held where a figure fell.
"""
import argparse
import fnmatch
import json
import pathlib
import re
import sys

DOCS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / 'tests/tools'))
sys.dont_write_bytecode = True

from results import read_log, short  # noqa: E402

LOGS = ('testlog.json', 'benchmarklog.json')
KINDS = {'long': 'From the long run (`sh tests/run.sh --long`) of {date}.',
         'short': 'From the short run (`sh tests/run.sh`) of {date}, which '
                  'samples what the long one does whole.',
         'parts': 'From suites run one by one until {date}, not all of them; the '
             'figures\nof one whole run (`sh tests/run.sh --long`) take their '
             'place.'}
HOW = {'sum': sum, 'most': max, 'last': lambda found: found[-1], 'count': len}
HEAD = '''\
# Proof

Made by docs/make_proof.py from docs/proof.tsv, the claims, and docs/proof.json,
the figures. Each figure is in what the test printed, and a test that fails has
none. A whole run without one of them makes no page; of any other the last table
has the claims that it does not show.

{run}

| claim | command |
|---|---|
'''


LACKING = '''
| claimed without a figure of this run | command |
|---|---|
'''


class Claim:
    def __init__(self, row):
        (self.id, self.sentence, self.test, pattern, self.how, self.run,
         self.held, self.command) = row.split('\t')
        self.pattern = re.compile(pattern, re.MULTILINE)
        assert self.how in HOW and self.run in ('both', 'long'), row
        assert self.held in ('both', 'long', 'no'), row
        assert self.sentence.count('{}') == 1, row

    def is_due(self, kind):
        return self.run == 'both' or kind == 'long'

    def falls(self, kind, now, before):
        """Whether a figure that is held is more than 1 % below another."""
        return (self.held in ('both', kind) and None not in (now, before) and
                now < 0.99 * before)

    def figure(self, entries):
        """The figure in the log, None where there is none."""
        found = []
        for entry in entries:
            if fnmatch.fnmatch(short(entry['name']), self.test):
                said = (entry.get('stdout') or '') + '\n' + (
                    entry.get('stderr') or '')
                found += [number(m.group(1))
                          for m in self.pattern.finditer(said)]
        return HOW[self.how](found) if found else None


def number(text):
    text = text.replace(',', '')
    return float(text) if '.' in text else int(text)


def claims(path=DOCS / 'proof.tsv'):
    rows = [line for line in path.read_text(encoding='utf-8').splitlines()
            if line and not line.startswith('#')]
    out = [Claim(row) for row in rows]
    assert len({one.id for one in out}) == len(out), 'an id is there twice'
    return out


def entries_of(builds):
    """What good tests said; of a test in several builds the first counts."""
    seen, out = set(), []
    for build in builds:
        for log in LOGS:
            for entry in read_log(pathlib.Path(build) / 'meson-logs' / log):
                if entry['name'] not in seen and entry['result'] == 'OK':
                    seen.add(entry['name'])
                    out.append(entry)
    return out


def collect(table, kind, date, builds):
    """(what goes to proof.json, ids without a figure)."""
    entries = entries_of(builds)
    figures = {one.id: one.figure(entries) for one in table}
    missing = [one.id for one in table
               if one.is_due(kind) and figures[one.id] is None]
    known = {key: value for key, value in figures.items() if value is not None}
    return {'run': kind, 'date': date, 'figures': known}, missing


def fallen(table, data, before):
    """What to say of each figure that is below what it was."""
    now, was = data['figures'], before['figures']
    return [f'"{one.id}": {now[one.id]:,}, and it was {was[one.id]:,}'
            for one in table if one.falls(data['run'], now.get(one.id),
                                          was.get(one.id))]


def make(table, data):
    """The page; a KeyError where a claim that is due has no figure."""
    lines, lacking = [], []
    for one in table:
        known = one.id in data['figures'] or one.is_due(data['run'])
        figure = f'**{data["figures"][one.id]:,}**' if known else '…'
        said = one.sentence.replace('{}', figure)
        (lines if known else lacking).append(f'| {said} | `{one.command}` |\n')
    run = KINDS[data['run']].format(date=data['date'])
    return ''.join([HEAD.format(run=run), *lines,
                    *([LACKING, *lacking] if lacking else [])])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--collect', metavar='OUT')
    parser.add_argument('--run', choices=KINDS)
    parser.add_argument('--date')
    parser.add_argument('--held', action='store_true')
    parser.add_argument('--check', action='store_true')
    parser.add_argument('build', nargs='*')
    asked = parser.parse_args()
    before = json.loads((DOCS / 'proof.json').read_text())
    if asked.collect:
        table = claims()
        data, missing = collect(table, asked.run, asked.date, asked.build)
        for one in missing:
            print(f'no figure for the claim "{one}" of docs/proof.tsv',
                  file=sys.stderr)
        pathlib.Path(asked.collect).write_text(json.dumps(data, indent=1)
                                               + '\n')
        less = fallen(table, data, before) if asked.held else []
        for one in less:
            print(f'a figure of docs/proof.json fell: {one}', file=sys.stderr)
        return 2 if less else 1 if missing else 0
    page = make(claims(), before)
    if not asked.check:
        (DOCS / 'proof.md').write_text(page, encoding='utf-8')
    elif (DOCS / 'proof.md').read_text(encoding='utf-8') != page:
        print('docs/proof.md is not what docs/proof.tsv and docs/proof.json '
              'say: run docs/make_proof.py', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
