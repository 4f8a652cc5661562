# SPDX-License-Identifier: Apache-2.0
"""Coverage and mutation can fail, and see what they should see.
Argument: the tree."""
import pathlib
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / 'tests/tools'))

import coverage  # noqa: E402
import mutants  # noqa: E402
import mutation  # noqa: E402
from tap import Tap  # noqa: E402

TEXT = 'int f(int x)\n{\n    return x;\n}\n\nint g(int x)\n{\n    return x;\n}\n'


def line(number, count, *branches):
    return {'line_number': number, 'count': count, 'gcovr/noncode': False,
            'branches': [{'count': taken} for taken in branches]}


def counted(*lines):
    file = {'file': 'lib/x/a.c', 'lines': lines, 'functions': [
        {'name': 'f', 'lineno': 1}, {'name': 'g', 'lineno': 6}]}
    return coverage.Counts([file], lambda name: TEXT)


def said(counts, *rows):
    rows = ('lib/x\t*\tbranches taken\t100.0', *rows)
    return list(coverage.problems(counts, coverage.Listed('\n'.join(rows))))


ROW = 'lib/x/a.c\tg\treturn x;\t'
tap = Tap()
with tap.case('a_line_that_no_test_reaches_is_named_by_function_and_text'):
    assert said(counted(line(3, 1), line(8, 0))) == [
        'lib/x/a.c: g: no test reaches: return x;']
with tap.case('a_line_may_be_listed_with_its_reason_and_with_none_may_not'):
    assert said(counted(line(8, 0)), ROW + 'why') == []
    assert 'without a reason' in said(counted(line(8, 0)), ROW)[0]
with tap.case('one_reason_is_of_one_line'):
    assert len(said(counted(line(7, 0), line(8, 0)), ROW + 'why')) == 1
    assert 'no test reaches' in said(counted(line(3, 0)), ROW + 'why')[0]
with tap.case('a_listed_line_that_is_reached_or_gone_is_named'):
    assert 'reached or gone' in said(counted(line(8, 1)), ROW + 'why')[0]
    assert 'reached or gone' in said(counted(line(3, 1)), ROW + 'why')[0]
with tap.case('a_room_may_not_fall_below_its_share_of_branches'):
    good = counted(line(3, 1, *[1] * 996, *[0] * 4))
    assert said(good) == [] and good.share('lib/x') == 99.6
    assert said(counted(line(3, 1, *[1] * 994, *[0] * 6))) == [
        'lib/x: 99.4 % of branches, more than 0.5 below 100.0']
with tap.case('the_library_may_not_fall_below_the_least_share'):
    least = round(10 * coverage.LEAST)
    row = 'lib/x\t*\tbranches taken\t50.0'
    good = counted(line(3, 1, *[1] * least, *[0] * (1000 - least)))
    assert said(good, row) == []
    low = counted(line(3, 1, *[1] * (least - 1), *[0] * (1001 - least)))
    assert ' below ' in ''.join(said(low, row)), said(low, row)
with tap.case('a_room_without_a_share_is_named'):
    assert 'no share' in list(coverage.problems(
        counted(line(3, 1)), coverage.Listed('')))[0]
with tap.case('a_room_that_is_listed_and_not_counted_is_named'):
    assert said(counted(line(3, 1)), 'lib/y\t*\tbranches taken\t99.0') == [
        'lib/y: listed, and not counted']
with tap.case('what_is_written_anew_keeps_reasons_and_invents_none'):
    counts = counted(line(3, 0), line(8, 0))
    new = coverage.made(counts, coverage.Listed(ROW + 'why'))
    assert ROW + 'why\n' in new
    assert len(said(counts, *new.splitlines())) == 1


def changes(text):
    return [f'{m.function}: {m.change}' for m in mutants.mutants_of('a.c', text)]


def body(text):
    return [change.partition(': ')[2] for change in changes(
        'int f(int x)\n{\n    ' + text + '\n}\n')]


with tap.case('bounds_move_and_turn'):
    assert body('return x < y;') == ['< -> <=', '< -> >=']
    assert body('return x == y;') == ['== -> !=']
with tap.case('numbers_grow_and_shrink_and_those_of_defines_too'):
    assert body('return 7u;') == ['7u -> 6u', '7u -> 8u']
    assert body('return 0;') == ['0 -> 1']
    assert body("return 'a';") == ["'a' -> ('a' + 1)"]
    assert changes('#define SIZE 0x10\n') == [': 0x10 -> 15', ': 0x10 -> 17']
with tap.case('calls_that_stand_alone_are_left_out'):
    assert body('wipe(x);') == ['wipe(x); -> ;']
    assert body('(void)put(x,\n        y);') == ['(void)put(x, y); -> ;']
    assert body('y = get(x);') == []
with tap.case('refusals_become_agreement_and_not_is_left_out'):
    for status in ('KEY_SIGNATURE', 'INFLATE_TRAILING', 'TEXT_SET_SIZE'):
        assert body(f'return CARNET_{status};') == [
            f'CARNET_{status} -> CARNET_OK']
    assert body('return CARNET_KEY_ID_SIZE;') == []
    assert body('return CARNET_OK;') == []
    assert body('return !x && y;') == ['! -> nothing', '&& -> ||']
with tap.case('comments_strings_and_directives_stay'):
    assert changes('/* 1 < 2 */\n#include <stdint.h>\n') == []
    assert body('return "1 < 2";') == []
with tap.case('the_same_change_of_the_same_line_has_another_name'):
    assert body('x = y < z; x = y < z;')[::2] == ['< -> <=', '< -> <= (2)']
    assert body('g = 0;\n    g = 0;') == ['0 -> 1', '0 -> 1, line 2']
with tap.case('a_mutant_is_the_file_with_one_place_changed'):
    text = TEXT.replace('return x;', 'return x > 1;', 1)
    assert [m.apply(text) for m in mutants.mutants_of('a.c', text)][:2] == [
        text.replace('>', '<='), text.replace('>', '>=')]
with tap.case('an_array_is_tried_smaller_and_not_larger'):
    assert body('uint8_t a[4];') == ['4 -> 3']
    assert body('a[4] = x;') == ['4 -> 3', '4 -> 5']

ALIVE = mutants.mutants_of('a.c', 'int f(int x)\n{\n    return x != 1;\n}\n')[0]
with tap.case('what_no_test_notices_fails_unless_it_is_listed_with_a_reason'):
    judged = [(ALIVE, (mutation.ALIVE, 'no test'))]
    assert len(list(mutation.problems(judged, {}))) == 1
    assert len(list(mutation.problems(judged, {ALIVE.key: ''}))) == 1
    assert list(mutation.problems(judged, {ALIVE.key: 'why'})) == []
with tap.case('what_is_listed_and_noticed_or_gone_fails'):
    judged = [(ALIVE, (mutation.KILLED, 'a test'))]
    assert list(mutation.problems(judged, {})) == []
    assert len(list(mutation.problems(judged, {ALIVE.key: 'why'}))) == 1
    assert len(list(mutation.gone([], {ALIVE.key: 'why'}, ['a.c']))) == 1
    assert list(mutation.gone([ALIVE], {ALIVE.key: 'why'}, ['a.c'])) == []
with tap.case('a_compiler_that_fails_for_another_reason_ends_the_run'):
    source = pathlib.Path('/x/a.c')
    mutation.must_be_about(source, '/x/a.c:3:7: error: no such thing\n')
    for said in ('', 'gcc: fatal error: Killed signal\n',
                 '/x/b.c:3:7: error: no such thing\n',
                 '/x/a.c:3:7: warning: odd\n'):
        try:
            mutation.must_be_about(source, said)
        except SystemExit:
            continue
        raise AssertionError(said)
sys.exit(tap.end())
