# SPDX-License-Identifier: Apache-2.0
"""Shows that figures can slip: what tests/support/figures.py must not pass."""
import io
import os
import pathlib
import sys
import tempfile

import figures
from tap import Tap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bench'))

import callgrind  # noqa: E402

ROWS = ('compiler\tDebian 12.2.0 x86_64\nx\tbytes\t1000\nx\tzero\t0\n'
        'y\tother\t5\n')
DUMP = """desc: Trigger: Client Request: verify x
events: Ir
ob=(1) /b/program
fn=(1) main
4 10
+1 5
cob=(2) /lib/libc.so.6
cfn=(2) malloc
calls=3 0
* 700

ob=(2)
fn=(2)
0 600
* 100
"""
GCC = 'gcc (Debian 12.2.0-14+deb12u1) 12.2.0'


def problems(**measured):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'figures.tsv'
        path.write_text(ROWS)
        return list(figures.Figures(path).problems('x', measured))


def compiler(folder, says):
    path = pathlib.Path(folder) / 'gcc'
    path.write_text(f'#!/bin/sh\necho "{says}"\n')
    path.chmod(0o755)
    return [str(path)]


def hold(says, value, *flags):
    """What a test prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'figures.tsv'
        path.write_text(ROWS.replace('x86_64', figures.platform.machine()))
        out = io.StringIO()
        figures.hold(Tap(out), 'y', [*compiler(folder, says), *flags],
                     {'other': value}, figures.Figures(path))
        return out.getvalue()


os.environ.pop('CARNET_WRITE_FIGURES', None)
tap = Tap()
with tap.case('instructions_are_those_of_an_object_and_calls_are_not_twice'):
    name, counts = callgrind.parse(DUMP, '/b/program')
    assert name == 'verify x', name
    assert (counts.own, counts.all, counts.allocations) == (15, 715, 3), counts
    assert callgrind.parse(DUMP, '/b/other')[1].own == 0
with tap.case('a_hundredth_more_or_less_passes'):
    for value in (990, 1000, 1010):
        assert problems(bytes=value, zero=0) == [], value
with tap.case('more_than_that_slipped_and_less_was_won_and_both_fail'):
    assert problems(bytes=1011, zero=0) == ['bytes slipped: 1011, not 1000']
    assert problems(bytes=989, zero=0) == ['bytes was won: 989, not 1000']
    assert problems(bytes=1000, zero=1) == ['zero slipped: 1, not 0']
with tap.case('what_is_new_or_gone_fails'):
    assert problems(bytes=1000) == ['zero is held, but was not measured']
    assert problems(bytes=1000, zero=0, more=2) == [
        'more is measured (2), but not held']
with tap.case('the_compiler_of_the_file_is_held_to_it'):
    assert 'ok 1' in hold(GCC, 5) and 'SKIP' not in hold(GCC, 5)
    assert hold(GCC, 6).endswith(', and say so in docs/sizes.md\n')
    assert 'not ok 1' in hold(GCC, 6)
with tap.case('another_compiler_or_other_flags_are_skipped_and_say_so'):
    for said in (hold(GCC.replace('12.2', '13.1'), 6), hold('clang 14', 6),
                 hold(GCC, 6, '--', '-O3')):
        assert 'ok 1' in said and 'SKIP not gated: other compiler' in said
sys.exit(tap.end())
