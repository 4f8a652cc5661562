#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/benchmarks.md and the graphs in it from docs/bench.json.

    docs/make_bench.py          writes page and graphs
    docs/make_bench.py --check  fails where they are not what it would write

docs/bench.json is BUILD/bench.json of a run on a quiet machine: meson test -C
BUILD --benchmark bench_figures. Nothing here measures.
"""
import json
import math
import pathlib
import sys

DOCS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / 'tests/bench'))
sys.dont_write_bytecode = True

import bars  # noqa: E402

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 376, 80, 32, 60, 56
APART = 52  # of two numbers on the axis
INK, LINE, FAINT = '#222', '#14549c', '#ddd'


class Graph:
    """One line over an axis of numbers, even or logarithmic, from zero up."""

    def __init__(self, title, across, up, points, even=False):
        self.title, self.across, self.up = title, across, up
        self.even = even
        self.points = points
        self.top = self.round_up(max(y for _, y in points))

    @staticmethod
    def round_up(value):
        unit = 10 ** math.floor(math.log10(value))
        return next(unit * n for n in (1, 2, 3, 4, 5, 6, 8, 10)
                    if unit * n >= value)

    def x(self, number):
        first, last = self.points[0][0], self.points[-1][0]
        part = ((number - first) / (last - first) if self.even
                else math.log(number / first) / math.log(last / first))
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(self, value):
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)

    def text(self, x, y, words, anchor='middle', more=''):
        return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>'
                f'{words}</text>')

    def marked(self):
        """Numbers that get a word, from the last: none over another."""
        kept = []
        for number, _ in reversed(self.points):
            if not kept or self.x(kept[-1]) - self.x(number) >= APART:
                kept.append(number)
        return kept

    def axes(self):
        for i in range(5):
            value = self.top * i / 4
            y = self.y(value)
            yield (f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" '
                   f'stroke="{FAINT}"/>')
            yield self.text(LEFT - 8, y + 4, f'{value:,.0f}', 'end')
        for number in self.marked():
            yield self.text(self.x(number), HEIGHT - BOTTOM + 18,
                            f'{number:,}')
        yield self.text(WIDTH / 2, HEIGHT - 12, self.across)
        yield self.text(LEFT - 60, 36, self.up, 'start')
        yield self.text(LEFT - 60, 16, self.title, 'start',
                        ' font-weight="bold"')

    def curve(self):
        at = [(self.x(x), self.y(y)) for x, y in self.points]
        yield ('<polyline fill="none" stroke-width="2" stroke="' + LINE
               + '" points="' + ' '.join(f'{x:.1f},{y:.1f}' for x, y in at)
               + '"/>')
        for x, y in at:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{LINE}"/>'

    def svg(self):
        return '\n'.join([
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
            f'height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'font-family="sans-serif" font-size="13" fill="{INK}">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *self.axes(), *self.curve(), '</svg>']) + '\n'


def entries_words(points):
    """What the line through the first and the last point says."""
    (a, at_a), (b, at_b) = points[0], points[-1]
    each = (at_b - at_a) / (b - a)
    most = max(abs(y - at_a - each * (x - a)) / y for x, y in points)
    return (f'Verifying costs {at_a:,} instructions with {a} condition beside '
            f'the person, and about {each:,.0f} for each entry more: a line '
            f'through the first and the last point misses none of the others '
            f'by more than {100 * most:.0f} %. So {b} entries cost '
            f'{at_b / at_a:.1f} times what {a} costs.')


def issuers_words(points):
    (a, at_a), (b, at_b) = points[0], points[-1]
    return (f'Finding a key costs {at_a} instructions among {a} issuers and '
            f'{at_b} among {b:,}: {b // a:,} times the issuers, '
            f'{at_b / at_a:.1f} times the cost, since the index is halved '
            f'again and again: {(at_b - at_a) / math.log2(b / a):.0f} more for '
            f'each doubling. That counts instructions; memory that is further '
            f'away is measured by `trust_lookup`.')


def load_words(data):
    """What else the machine did."""
    load, cores = data['load'], data['cores']
    word = 'a quiet' if load < cores + 0.5 else 'a busy'
    return (f'They are of {word} machine: {load:.1f} programs wanted its '
            f'{cores} cores.')


def figure_table(data):
    yield '| figure | what | measured | bar | moonshot | |'
    yield '|---|---|---|---|---|---|'
    for one in bars.BARS:
        yield (f'| {one.id} | {one.about} | {one.show(data)} | {one.bar:,} | '
               f'{one.moonshot:,} | {one.word(data)} |')


def points_table(name, what, points):
    yield f'| {name} | {what} |'
    yield '|---|---|'
    for x, y in points:
        yield f'| {x:,} | {y:,} |'


def record_table(data):
    yield '| record | V1 | V6 | ours of verifying | ours of decoding |'
    yield '|---|---|---|---|---|'
    for record, v1 in sorted(data['V1'].items()):
        own = {what: data['instructions'][f'{what} {record}']['own']
               for what in ('verify', 'decode')}
        yield (f'| {record} | {v1:.3f} | {data["V6"][record]:.2f} | '
               f'{own["verify"]:,} | {own["decode"]:,} |')


PAGE = '''\
# Benchmarks

Made by docs/make_bench.py from docs/bench.json, which is what `meson test -C
BUILD --benchmark bench_figures` wrote: every figure in one run, of the library
as it ships (-O2, no sanitizer), on {machine}.

Sizes are exact, and ordinary tests assert them (tests/sizes/test_sizes.c).
Instructions of our own code (Valgrind's callgrind), how often it calls
libsodium and zlib, allocations and code are exact and held to 1 % by ordinary
tests (tests/bench/figures.tsv). V1, V6 and D1 count what libsodium and libc take
too, which is of their build and of the processor; V2, V3, V7 and what is called
wall are medians of rounds in which both sides take turns: these tell of a
machine, and no test asserts them.
{load}

{figures}

## Record by record

V1 and V6 in instructions; ours are those in our own code, which are the same on
every x86-64 for one compiler.

{records}

## Verifying, by entries

![instructions of verifying by number of entries](verify_by_entries.svg)

{entries_words}

{entries}

## Finding a key, by issuers

![instructions of finding a key by number of issuers](lookup_by_issuers.svg)

{issuers_words}

{issuers}
'''


def make(data):
    """name -> text of every file."""
    entries = [tuple(p) for p in data['entries']]
    issuers = [tuple(p) for p in data['issuers']]
    page = PAGE.format(
        machine=data['machine'], load=load_words(data), figures='\n'.join(figure_table(data)),
        records='\n'.join(record_table(data)),
        entries_words=entries_words(entries),
        issuers_words=issuers_words(issuers),
        entries='\n'.join(points_table('entries', 'instructions', entries)),
        issuers='\n'.join(points_table('issuers', 'instructions of a look',
                                       issuers)))
    return {
        'benchmarks.md': page,
        'verify_by_entries.svg': Graph(
            'Verifying, text or file to verdict',
            'conditions in the credential, beside the person', 'instructions',
            entries, even=True).svg(),
        'lookup_by_issuers.svg': Graph(
            'Finding a key in a trust list', 'issuers in the list',
            'instructions', issuers).svg()}


def main():
    data = json.loads((DOCS / 'bench.json').read_text())
    wrong = []
    for name, text in make(data).items():
        path = DOCS / name
        if '--check' not in sys.argv[1:]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            wrong.append(name)
    for name in wrong:
        print(f'docs/{name} is not what docs/bench.json says: run '
              'docs/make_bench.py', file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
