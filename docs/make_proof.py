#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/proof.md: what is claimed, the figure, the command that shows it.

    docs/make_proof.py --collect OUT --run KIND --date DAY --code HASH [--held]
                       PART=BUILD...
    docs/make_proof.py --code   prints the hash of the code that lies there
    docs/make_proof.py          writes docs/proof.md from docs/proof.json
    docs/make_proof.py --check  fails where the page is another

A claim is a row of docs/proof.tsv: id, sentence with {} for the figure, part,
test, pattern, how, run, held, command. Part is what of tests/run.sh has it;
test is a shell pattern of names in that part's log, or several with | between,
after ! of those that do not count; pattern's first group is the figure wherever
it matches in what these tests printed; how makes one of several: sum, most,
least, last, or count of the matches; run says in which runs there is a figure:
both, or long alone; held, in which the figure may not be more than 1 % below
that of docs/proof.json: both, long, or no, where another test holds it; exactly
is both, and no less at all. KIND is
long or short. What did not run proves nothing, nor does a part of which a test
failed: a claim without a figure is an error.

docs/proof.json is of the long run, whose parts may be run one by one: a part's
day, the code it ran, as a hash of every file but pages and what makes them, and
its figures, each with a hash of its row, stay until that part is run again. Pages
are docs/ and all *.md: tests read some of them too (docs/spec, the commands in
guides), a change of which does not show in the hash. What OUT has of newer parts
stays too. HASH is of the code as the run began; where another lies there at its
end, nobody knows what ran.
Exit status: 2 where a figure fell, 1 for all else that is wrong.
"""
import argparse
import fnmatch
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

DOCS = pathlib.Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT / 'tests/tools'))
sys.dont_write_bytecode = True

from results import read_log, short  # noqa: E402

LOGS = ('testlog.json', 'benchmarklog.json')
PARTS = ('gcc', 'clang', 'fuzzing', 'coverage', 'mutation', 'machines')
HOW = {'sum': sum, 'most': max, 'least': min, 'count': len,
       'last': lambda found: found[-1]}
# What is left, at least, of what a figure was.
HELD = {'exactly': 1, 'both': 0.99, 'long': 0.99, 'no': 0}
HEAD = '''\
# Proof

Made by docs/make_proof.py from docs/proof.tsv, the claims, and docs/proof.json,
the figures of the long run (`sh tests/run.sh --long`). Each figure is in what a
test printed; a part of the run in which a test fails has none. What a part ran is
named by a hash of all files but those of docs/ and *.md, of which some tests read
the specification and the commands of guides.

{run}

| claim | command |
|---|---|
'''
WHOLE = '''\
All parts ran on one code, `{code}`, the last of them on {date}.'''
PARTLY = '''\
Its parts were run one by one, not all of them on one code:

| part | on | code |
|---|---|---|
{rows}'''

LACKING = '''
| claimed without a figure so far | command |
|---|---|
'''


class Claim:
    def __init__(self, row):
        (self.id, self.sentence, self.part, self.test, pattern, self.how,
         self.run, self.held, self.command) = row.split('\t')
        self.pattern = re.compile(pattern, re.MULTILINE)
        self.row = hashlib.sha256(row.encode()).hexdigest()[:8]
        assert self.part in PARTS, row
        assert self.how in HOW and self.run in ('both', 'long'), row
        assert self.held in HELD, row
        assert self.sentence.count('{}') == 1, row

    def is_due(self, kind):
        return self.run == 'both' or kind == 'long'

    def falls(self, kind, now, before):
        """Whether a figure that is held is below another by more than it may."""
        return (self.held in ('exactly', 'both', kind)
                and None not in (now, before) and now < HELD[self.held] * before)

    def is_of(self, name):
        wanted, _, but = self.test.partition('|!')
        return (any(fnmatch.fnmatch(name, one) for one in wanted.split('|'))
                and not (but and fnmatch.fnmatch(name, but)))

    def figure(self, entries):
        """The figure in the log, None where there is none."""
        found = []
        for entry in entries:
            if self.is_of(short(entry['name'])):
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


def entries_of(build):
    """What the tests said; nothing where one failed."""
    out = [entry for log in LOGS
           for entry in read_log(pathlib.Path(build) / 'meson-logs' / log)]
    return out if all(one['result'] in ('OK', 'SKIP') for one in out) else []


def content_of(path):
    if path.is_symlink():
        return os.readlink(path).encode()
    return path.read_bytes() if path.exists() else b''


def code_of(root):
    """A hash of the files that git knows, but pages and what makes them, though
    tests read some of these."""
    names = subprocess.run(
        ['git', '-c', 'safe.directory=*', '-C', root, 'ls-files', '-z',
         '--cached', '--others', '--exclude-standard'], check=True,
        capture_output=True).stdout.decode().split('\0')
    whole = hashlib.sha256()
    for name in sorted(name for name in names if name
                       and not name.startswith('docs/')
                       and not name.endswith('.md')):
        content = hashlib.sha256(content_of(root / name)).hexdigest()
        whole.update(f'{content} {name}\n'.encode())
    return whole.hexdigest()[:12]


def collect(table, kind, date, code, builds):
    """(what goes to proof.json of these parts, ids without a figure)."""
    entries = {part: entries_of(build) for part, build in builds.items()}
    due = [one for one in table if one.part in builds and one.is_due(kind)]
    figures = {one.id: one.figure(entries[one.part]) for one in due}
    missing = [key for key, value in figures.items() if value is None]
    known = {one.id: {'figure': figures[one.id], 'row': one.row}
             for one in due if figures[one.id] is not None}
    return {'parts': {part: {'date': date, 'code': code} for part in builds
                      if entries[part]}, 'figures': known}, missing


def merged(table, before, data):
    """A part's figures take the place of all that it had, unless it is of an
    older day."""
    parts = {name: part for name, part in data['parts'].items()
             if part['date'] >= before['parts'].get(name, part)['date']}
    figures = {}
    for one in table:
        of = data if one.part in parts else before
        if one.id in of['figures']:
            figures[one.id] = of['figures'][one.id]
    return {'parts': {**before['parts'], **parts}, 'figures': figures}


def fallen(table, kind, data, before):
    """What to say of each figure that is below what it was."""
    rows = [(one.id, figure_of(one, data), figure_of(one, before), one)
            for one in table]
    return [f'"{name}": {now:,}, and it was {was:,}'
            for name, now, was, one in rows if one.falls(kind, now, was)]


def figure_of(claim, data):
    """None where there is none, or one of other words."""
    known = data['figures'].get(claim.id)
    return known['figure'] if known and known['row'] == claim.row else None


def run_words(parts):
    codes = {part['code'] for part in parts.values()}
    if len(codes) == 1 and set(parts) == set(PARTS):
        return WHOLE.format(code=codes.pop(), date=max(
            part['date'] for part in parts.values()))
    rows = []
    for name in PARTS:
        part = parts.get(name)
        rows.append(f'| {name} | {part["date"]} | `{part["code"]}` |' if part
                    else f'| {name} | not yet | |')
    return PARTLY.format(rows='\n'.join(rows))


def make(table, data):
    lines, lacking = [], []
    for one in table:
        known = figure_of(one, data)
        figure = '…' if known is None else f'**{known:,}**'
        said = one.sentence.replace('{}', figure)
        (lacking if known is None else lines).append(
            f'| {said} | `{one.command}` |\n')
    return ''.join([HEAD.format(run=run_words(data['parts'])), *lines,
                    *([LACKING, *lacking] if lacking else [])])


def collect_into(path, asked, before):
    """Writes what a run has; the exit status."""
    if code_of(ROOT) != asked.code:
        print('the code was changed while the tests ran', file=sys.stderr)
        return 1
    table = claims()
    data, missing = collect(table, asked.run, asked.date, asked.code,
                            dict(one.split('=', 1) for one in asked.build))
    for one in missing:
        print(f'no figure for the claim "{one}" of docs/proof.tsv',
              file=sys.stderr)
    less = fallen(table, asked.run, data, before) if asked.held else []
    for one in less:
        print(f'a figure of docs/proof.json fell: {one}', file=sys.stderr)
    if asked.run == 'long':
        if path.exists():
            before = merged(table, before, json.loads(path.read_text()))
        data = merged(table, before, data)
    path.write_text(json.dumps(data, indent=1) + '\n')
    return 2 if less else 1 if missing else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--collect', metavar='OUT', type=pathlib.Path)
    parser.add_argument('--run', choices=('long', 'short'))
    parser.add_argument('--date')
    parser.add_argument('--code', nargs='?', const='')
    parser.add_argument('--held', action='store_true')
    parser.add_argument('--check', action='store_true')
    parser.add_argument('build', nargs='*', metavar='PART=BUILD')
    asked = parser.parse_args()
    if asked.code == '':
        print(code_of(ROOT))
        return 0
    before = json.loads((DOCS / 'proof.json').read_text())
    if asked.collect:
        return collect_into(asked.collect, asked, before)
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
