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
        'a\t{} points of two tests\tapi_*\t^(\\d+) points$\tsum\tboth\tboth\tx\n'
        'b\tat most {}\tapi_x\t^(\\d+) points$\tmost\tboth\tlong\tx\n'
        'c\t{} lines\t*\t^ok (\\d+)\tcount\tboth\tno\tx\n'
        'd\tratio {}\tbench\t^V1 ([\\d.]+)\tlast\tlong\tno\tx\n')


def entry(name, result='OK', stdout='', stderr=''):
    return {'name': f'carnet:s / {name}', 'result': result, 'stdout': stdout,
            'stderr': stderr}


GOOD = [entry('api_x', stderr='3 points\n1004 points\n', stdout='ok 1 - y\n'),
        entry('api_y', stderr='5 points\n'),
        entry('other', stderr='7 points\n'),
        entry('api_z', 'FAIL', stderr='900 points\n')]


def table(rows=ROWS):
    with tempfile.NamedTemporaryFile('w', suffix='.tsv') as file:
        file.write(rows)
        file.flush()
        return make_proof.claims(pathlib.Path(file.name))


def collect(entries, kind='short', rows=ROWS):
    with tempfile.TemporaryDirectory() as build:
        logs = pathlib.Path(build) / 'meson-logs'
        logs.mkdir()
        (logs / 'testlog.json').write_text(
            ''.join(json.dumps(one) + '\n' for one in entries))
        return make_proof.collect(table(rows), kind, '2026-03-17', [build])


def fails(*command):
    done = subprocess.run([sys.executable, '-B', *command],
                          capture_output=True, text=True)
    return [] if done.returncode == 0 else [done.stderr]


tap = Tap()
with tap.case('figures_are_added_compared_counted_and_never_of_a_failure'):
    data, missing = collect(GOOD)
    assert data['figures'] == {'a': 1012, 'b': 1004, 'c': 1}, data
    assert missing == [], missing
with tap.case('a_claim_without_a_figure_is_named'):
    assert collect(GOOD[1:])[1] == ['b', 'c']
    assert collect(GOOD, 'long')[1] == ['d']
    assert collect([entry('api_x', 'FAIL', stderr='3 points\n')])[1] == [
        'a', 'b', 'c']
with tap.case('a_page_gives_figure_command_run_and_day'):
    page = make_proof.make(table(), collect(GOOD)[0])
    assert '| **1,012** points of two tests | `x` |' in page
    assert 'short run' in page and '2026-03-17' in page
with tap.case('a_page_names_what_its_run_does_not_show'):
    head, lacking = make_proof.make(table(), collect(GOOD)[0]).split(
        make_proof.LACKING)
    assert 'ratio' not in head and lacking == '| ratio … | `x` |\n'
    whole = collect([*GOOD, entry('bench', stdout='V1 1.5\n')], 'long')[0]
    assert make_proof.LACKING not in make_proof.make(table(), whole)
with tap.case('there_is_no_page_where_a_figure_is_gone'):
    data = collect(GOOD)[0]
    del data['figures']['b']
    try:
        make_proof.make(table(), data)
    except KeyError:
        pass
    else:
        raise AssertionError('a page was made')
with tap.case('a_figure_that_falls_is_told'):
    before = {'figures': {'a': 1022, 'b': 1014, 'c': 1014}}

    def fallen(kind, figures):
        return make_proof.fallen(table(), {'run': kind, 'figures': figures},
                                 before)
    good = {'a': 1012, 'b': 1004, 'c': 1}
    assert fallen('long', good) == []
    assert fallen('long', {}) == []
    assert fallen('short', dict(good, a=1011)) == [
        '"a": 1,011, and it was 1,022']
    assert fallen('short', dict(good, b=3)) == []
    assert fallen('long', dict(good, b=1003)) == [
        '"b": 1,003, and it was 1,014']
with tap.case('a_row_must_be_whole'):
    for bad in (ROWS.replace('{} points', 'points'),
                ROWS.replace('\tsum\t', '\tmean\t'),
                ROWS.replace('\tno\t', '\tyes\t'),
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
