# SPDX-License-Identifier: Apache-2.0
"""Shows that counting can fail: what tests/run.sh must not take for a pass."""
import contextlib
import io
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'tools'))

import results  # noqa: E402
import tap_run  # noqa: E402
from tap import Skip, Tap  # noqa: E402

GOOD = 'ok 1 - a\nok 2 - b\n1..2\n'


def entry(stdout, result='OK', name='carnet:x / x'):
    return {'name': name, 'result': result, 'stdout': stdout, 'returncode': 1}


def count(*entries, expected=('x',), may_skip=False):
    tally = results.read_build(list(entries), expected, may_skip)
    return tally.passed, len(tally.failed), tally.skipped


CASES = [
    ('single tests are counted', count(entry(GOOD)), (2, 0, 0)),
    ('a program without TAP is one test', count(entry('done\n')), (1, 0, 0)),
    ('a failed program without TAP is one', count(entry('', 'FAIL')),
     (0, 1, 0)),
    ('a failed test', count(entry('ok 1 - a\nnot ok 2 - b\n1..2\n', 'FAIL')),
     (1, 1, 0)),
    ('death after the last good test', count(entry(GOOD, 'ERROR')),
     (2, 1, 0)),
    ('a program that took too long', count(entry('1..2\nok 1 - a\n',
                                                 'TIMEOUT')), (1, 1, 0)),
    ('an end before the plan', count(entry('1..3\nok 1 - a\n')), (1, 1, 0)),
    ('no plan', count(entry('ok 1 - a\n')), (1, 1, 0)),
    ('an empty plan', count(entry('1..0\n')), (0, 1, 0)),
    ('a skip with the vectors there',
     count(entry('ok 1 - a # SKIP no\n1..1\n', 'SKIP')), (0, 1, 0)),
    ('a skip without them',
     count(entry('ok 1 - a # SKIP no\n1..1\n', 'SKIP'), may_skip=True),
     (0, 0, 1)),
    ('figures of another compiler',
     count(entry('ok 1 - a # SKIP not gated: other compiler (x)\n'
                 'ok 2 - b\n1..2\n')), (1, 0, 1)),
    ('any other ungated figures',
     count(entry('ok 1 - a # SKIP not gated: slow\n1..1\n')), (0, 1, 0)),
    ('a failure that calls itself a skip',
     count(entry('not ok 1 - a # SKIP\n1..1\n', 'FAIL'), may_skip=True),
     (0, 1, 0)),
    ('a skipped program', count(entry('', 'SKIP')), (0, 1, 0)),
    ('a test that never ran', count(entry(GOOD), expected=('x', 'y')),
     (2, 1, 0)),
    ('an empty log', count(expected=()), (0, 1, 0)),
]

tap = Tap()
for label, have, want in CASES:
    tap.check(f'counts {label}', [] if have == want
              else [f'{have}, not {want}'])

with tap.case('cmocka_skips_read_as_skips_and_failures_as_failures'):
    assert tap_run.mend('not ok 2 # SKIP b') \
        == 'ok 2 - b # SKIP no vector folder'
    assert tap_run.mend('not ok 2 - b') == 'not ok 2 - b'
    assert tap_run.mend('ok 2 - # SKIP') == 'ok 2 - # SKIP'

with tap.case('python_cases_fail_by_exception_and_skip_by_skip'):
    out = io.StringIO()
    inner = Tap(out)
    with inner.case('good'):
        pass
    with inner.case('bad'):
        assert False, 'because'
    with inner.case('absent'):
        raise Skip('no vector folder')
    inner.check('listed', ['a problem'])
    assert inner.end() == 1
    said = out.getvalue()
    assert 'ok 1 - good\nnot ok 2 - bad\n' in said
    assert 'ok 3 - absent # SKIP no vector folder' in said
    assert 'not ok 4 - listed\n#   a problem' in said and '1..4' in said
    with contextlib.redirect_stdout(io.StringIO()):
        assert Tap().end() == 1, 'no case is no success'

with tap.case('what_a_tool_says_is_read_as_a_test'):
    with tempfile.TemporaryDirectory() as build:
        results.write_log(build, 'x', False, 'said')
        log = pathlib.Path(build) / 'tool/meson-logs/testlog.json'
        assert count(*results.read_log(log)) == (0, 1, 0)
        results.write_log(build, 'x', True, 'said')
        assert count(*results.read_log(log)) == (1, 0, 0)

with tap.case('a_tool_without_a_log_failed'):
    with tempfile.TemporaryDirectory() as folder:
        tool = pathlib.Path(folder) / 'x/tool'

        def main():
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                status = results.main(['--vectors', folder, str(tool)])
            return status, out.getvalue()
        status, said = main()
        assert status == 1 and 'FAILED x: not built' in said, said
        for good in (False, True):
            results.write_log(tool.parent, 'x', good, 'x: 12 points')
            status, said = main()
            assert status == (0 if good else 1), said
            assert f'x: {int(good)} passed, {int(not good)} failed' in said
        assert 'x: 12 points' in said, said

sys.exit(tap.end())
