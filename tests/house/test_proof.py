# SPDX-License-Identifier: Apache-2.0
"""Pages made of figures are current, and a claim without one can't be made.
Argument: the tree."""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / 'docs'))

import make_bench  # noqa: E402
import make_proof  # noqa: E402
from tap import Tap  # noqa: E402

ROWS = ('# a comment\n'
        'a\t{} points of two tests\tgcc\tapi_*\t^(\\d+) points$\tsum\tboth\t'
        'both\tx\n'
        'b\tat most {}\tgcc\tapi_x\t^(\\d+) points$\tmost\tboth\tlong\tx\n'
        'c\t{} lines\tgcc\t*\t^ok (\\d+)\tcount\tboth\tno\tx\n'
        'd\tratio {}\tgcc\tbench\t^V1 ([\\d.]+)\tlast\tlong\tno\tx\n'
        'e\t{} of another part\tclang\t*\t^(\\d+) points$\tmost\tboth\tno\tx\n')
FIGURES = {'a': 1022, 'b': 1014, 'c': 1014, 'd': 1.5, 'e': 6}
BEFORE = {'parts': {'gcc': {'date': '2026-02-01', 'code': 'old'},
                    'clang': {'date': '2026-02-02', 'code': 'new'}},
          'figures': {}}


def entry(name, result='OK', stdout='', stderr=''):
    return {'name': f'carnet:s / {name}', 'result': result, 'stdout': stdout,
            'stderr': stderr}


GOOD = [entry('api_x', stderr='3 points\n1004 points\n', stdout='ok 1 - y\n'),
        entry('api_y', stderr='5 points\n'),
        entry('other', stderr='7 points\n'), entry('api_z', 'SKIP')]
FAILED = entry('api_z', 'FAIL', stderr='900 points\n')


def table(rows=ROWS):
    with tempfile.NamedTemporaryFile('w', suffix='.tsv') as file:
        file.write(rows)
        file.flush()
        return make_proof.claims(pathlib.Path(file.name))


def collect(entries, kind='short', rows=ROWS, part='gcc'):
    with tempfile.TemporaryDirectory() as build:
        logs = pathlib.Path(build) / 'meson-logs'
        logs.mkdir()
        (logs / 'testlog.json').write_text(
            ''.join(json.dumps(one) + '\n' for one in entries))
        return make_proof.collect(table(rows), kind, '2026-03-17', 'new',
                                  {part: build})


def with_rows(figures):
    rows = {one.id: one.row for one in table()}
    return {key: {'figure': value, 'row': rows[key]}
            for key, value in figures.items()}


def figures_of(data):
    return {key: one['figure'] for key, one in data['figures'].items()}


BEFORE['figures'] = with_rows(FIGURES)


def fails(*command):
    done = subprocess.run([sys.executable, '-B', *command],
                          capture_output=True, text=True)
    return [] if done.returncode == 0 else [done.stderr]


tap = Tap()
with tap.case('figures_are_added_compared_and_counted'):
    data, missing = collect(GOOD)
    assert figures_of(data) == {'a': 1012, 'b': 1004, 'c': 1}, data
    assert missing == [], missing
with tap.case('a_part_of_which_a_test_failed_has_no_figures'):
    data, missing = collect([*GOOD, FAILED])
    assert data == {'parts': {}, 'figures': {}}, data
    assert missing == ['a', 'b', 'c'], missing
with tap.case('a_claim_without_a_figure_is_named'):
    assert collect(GOOD[1:])[1] == ['b', 'c']
    assert collect(GOOD, 'long')[1] == ['d']
with tap.case('a_claim_is_of_the_tests_that_it_names'):
    rows = ROWS.replace('\tapi_*\t', '\tapi_x|o*|!api_y\t')
    assert figures_of(collect(GOOD, rows=rows)[0])['a'] == 1014
    rows = ROWS.replace('\tapi_*\t', '\t*|!api_*\t')
    assert figures_of(collect(GOOD, rows=rows)[0])['a'] == 7
    rows = ROWS.replace('\tmost\tboth\tlong', '\tleast\tboth\tlong')
    assert figures_of(collect(GOOD, rows=rows)[0])['b'] == 3
WHOLE = [*GOOD, entry('bench', stdout='V1 1.5\n')]
with tap.case('figures_are_of_their_part'):
    data, missing = collect(GOOD, part='clang')
    assert figures_of(data) == {'e': 1004} and missing == [], data
with tap.case('a_part_takes_the_place_of_what_it_was_and_of_no_other'):
    data = make_proof.merged(table(), BEFORE, collect(WHOLE, 'long')[0])
    assert figures_of(data) == {'a': 1012, 'b': 1004, 'c': 1, 'd': 1.5,
                                'e': 6}
    assert data['parts'] == {'gcc': {'date': '2026-03-17', 'code': 'new'},
                             'clang': BEFORE['parts']['clang']}
    data = make_proof.merged(table(), BEFORE, collect(GOOD, 'long')[0])
    assert 'd' not in data['figures'], data
    failed = collect([*WHOLE, FAILED], 'long')[0]
    assert make_proof.merged(table(), BEFORE, failed) == BEFORE
with tap.case('a_part_of_an_older_day_takes_no_place'):
    data = collect(WHOLE, 'long')[0]
    newer = {'parts': {'gcc': {'date': '2026-03-18', 'code': 'newer'}},
             'figures': with_rows({'a': 1})}
    assert make_proof.merged(table(), newer, data) == newer
    newer['parts']['gcc']['date'] = '2026-03-17'
    assert make_proof.merged(table(), newer, data) == data
with tap.case('a_page_gives_figure_command_part_day_and_code'):
    page = make_proof.make(table(), BEFORE)
    assert '| **1,022** points of two tests | `x` |' in page
    assert '| gcc | 2026-02-01 | `old` |' in page
    assert '| mutation | not yet | |' in page
with tap.case('a_whole_run_is_all_parts_of_one_code'):
    one = {'date': '2026-03-17', 'code': 'new'}
    parts = {part: dict(one) for part in make_proof.PARTS}
    parts['clang']['date'] = '2026-03-18'
    assert 'one code, `new`, the last of them on 2026-03-18' in \
        make_proof.run_words(parts)
    parts['clang']['code'] = 'old'
    assert '| clang | 2026-03-18 | `old` |' in make_proof.run_words(parts)
    del parts['clang']
    assert '| clang | not yet | |' in make_proof.run_words(parts)
with tap.case('a_page_names_what_no_part_shows'):
    head, lacking = make_proof.make(table(), collect(WHOLE, 'long')[0]).split(
        make_proof.LACKING)
    assert 'another' not in head
    assert lacking == '| … of another part | `x` |\n', lacking
    assert make_proof.LACKING not in make_proof.make(table(), BEFORE)
with tap.case('a_figure_is_of_the_words_that_it_was_made_for'):
    rows = ROWS.replace('at most {}', 'never more than {}')
    page = make_proof.make(table(rows), BEFORE)
    assert '| never more than … | `x` |' in page.split(make_proof.LACKING)[1]
    assert '1,014** lines' in page and '1,014** | `x`' not in page
with tap.case('code_is_every_file_but_pages'):
    with tempfile.TemporaryDirectory() as name:
        tree = pathlib.Path(name)
        subprocess.run(['git', 'init', '-q', name], check=True)
        seen = []
        for file, text in (('.gitignore', 'build'), ('docs/a.py', '1'),
                           ('A.md', '1'), ('build', '1'), ('a.c', '1'),
                           ('a.c', '2'), ('b.c', '2')):
            (tree / file).parent.mkdir(exist_ok=True)
            (tree / file).write_text(text)
            seen.append(make_proof.code_of(tree))
        subprocess.run(['git', '-C', name, 'add', '.'], check=True)
        seen.append(make_proof.code_of(tree))
        assert len(set(seen[:4])) == 1 and seen[-2] == seen[-1], seen
        assert len(set(seen)) == 4, seen
with tap.case('a_figure_that_falls_is_told'):
    def fallen(kind, figures, rows=ROWS):
        return make_proof.fallen(table(rows), kind,
                                 {'figures': with_rows(figures)}, BEFORE)
    good = {'a': 1012, 'b': 1004, 'c': 1}
    assert fallen('long', good) == []
    assert fallen('long', {}) == []
    assert fallen('short', dict(good, a=1011)) == [
        '"a": 1,011, and it was 1,022']
    assert fallen('short', dict(good, b=3)) == []
    assert fallen('long', dict(good, b=1003)) == [
        '"b": 1,003, and it was 1,014']
    assert fallen('long', dict(good, b=1003),
                  ROWS.replace('at most', 'at the most')) == []
with tap.case('one_that_is_held_exactly_may_not_fall_at_all'):
    row = table(ROWS.replace('\tboth\tboth\t', '\tboth\texactly\t'))[0]
    for kind in ('short', 'long'):
        assert row.falls(kind, 1021, 1022)
        assert not row.falls(kind, 1022, 1022)
with tap.case('code_that_was_changed_meanwhile_is_told'):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'proof.json'
        done = subprocess.run(
            [sys.executable, '-B', ROOT / 'docs/make_proof.py', '--collect',
             out, '--run', 'short', '--date', '2026-03-17', '--code', 'old',
             f'gcc={folder}'], capture_output=True, text=True)
        assert done.returncode == 1 and 'was changed' in done.stderr, done
        assert not out.exists()
with tap.case('a_row_must_be_whole'):
    for bad in (ROWS.replace('{} points', 'points'),
                ROWS.replace('\tsum\t', '\tmean\t'),
                ROWS.replace('\tno\t', '\tyes\t'),
                ROWS.replace('\tclang\t', '\tclong\t'),
                ROWS.replace('\nb\t', '\na\t'), ROWS.replace('\tx\n', '\n')):
        try:
            table(bad)
        except (AssertionError, ValueError):
            continue
        raise AssertionError(bad)
tap.check('proof_page_is_current', fails(ROOT / 'docs/make_proof.py',
                                         '--check'))
tap.check('benchmark_page_and_graphs_are_current',
          fails(ROOT / 'docs/make_bench.py', '--check'))
tap.check('scanning_page_is_current',
          fails(ROOT / 'docs/make_scanning.py', '--check'))
with tap.case('graphs_grow_by_what_they_say'):
    straight = [(1, 100), (2, 200), (4, 400)]
    assert '100 for each entry' in make_bench.entries_words(straight)
    assert 'by more than 0 %' in make_bench.entries_words(straight)
    bent = [(1, 100), (2, 400), (4, 400)]
    assert 'by more than 50 %' in make_bench.entries_words(bent)
    assert '30 more for each doubling' in make_bench.issuers_words(
        [(10, 100), (40, 160)])
sys.exit(tap.end())
