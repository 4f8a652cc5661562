# SPDX-License-Identifier: Apache-2.0
"""The main job in one command: examples/quickstart.sh on a copy of the tree,
twice, and where a tool fails. Arguments: the source tree, a work folder.
"""
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import time

import pictures
from tap import Tap

SOURCE, WORK = map(pathlib.Path, sys.argv[1:3])
TREE = WORK / 'tree'
MADE = TREE / 'build/quickstart/passport'
MEDICINES = ('metformin', 'amlodipine', 'salbutamol', 'sertraline')


def copy_tree():
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(SOURCE, TREE, symlinks=True, ignore=lambda folder, names: [
        n for n in names if n in ('.git', '__pycache__')
        or (n.startswith('build') and pathlib.Path(folder) == SOURCE)])


def run(path=None):
    env = {k: v for k, v in os.environ.items()
           if k not in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'PYTHONPATH',
                        'MALLOC_PERTURB_', 'LD_LIBRARY_PATH', 'CFLAGS')}
    if path:
        env['PATH'] = f'{path}:{env["PATH"]}'
    started = time.monotonic()
    done = subprocess.run(['sh', 'examples/quickstart.sh'], cwd=TREE, env=env,
                          capture_output=True, text=True, timeout=900,
                          check=False)
    tap.note(f'{time.monotonic() - started:.0f} seconds')
    return done


def all_files():
    return sorted(str(p.relative_to(TREE)) for p in TREE.rglob('*')
                  if p.parts[len(TREE.parts)] != 'build')


def wrong(done):
    """What the output of a good run lacks."""
    said = done.stdout
    problems = [f'status {done.returncode}: {done.stderr}'] \
        if done.returncode else []
    problems += [f'{word} is not said' for word in (
        'facts in the bundle', 'lost 0;', 'ACCEPTED',
        'the same as were issued', 'handed over', 'Mamadou Moustapha Ndoye',
        'type 2 diabetes', 'ALLERGY  penicillin', 'yellow fever',
        'TRAVEL CLEARANCE  fit', 'REFERRAL  ophthalmology', 'CMU Dakar',
        'must not stop', *MEDICINES) if word not in said]
    order = [said.find(f'== {n}. ') for n in range(1, 10)]
    if -1 in order or order != sorted(order):
        return problems + ['the steps are not said in order']
    desk, clinic, whole = (said[order[n]:order[n + 1]] if n < 8
                           else said[order[n]:] for n in (6, 7, 8))
    problems += [f'{word} is missing for {who}' for who, text, words in (
        ('the desk', desk, ('ACCEPTED', 'yellow fever', 'Mamadou')),
        ('the clinic', clinic, ('ACCEPTED', 'metformin', 'penicillin')),
        ('the doctor', whole, ('ACCEPTED', *MEDICINES)))
        for word in words if word not in text]
    problems += [f'{word} is shown to {who}' for who, text, words in (
        ('the desk', desk, ('metformin', 'penicillin', 'sertraline')),
        ('the clinic', clinic, ('sertraline', 'Awa Ndoye')))
        for word in words if word in text]
    return problems


tap = Tap()
copy_tree()
before = all_files()

with tap.case('it_says_the_verdict_and_the_record'):
    assert not wrong(first := run()), wrong(first)

with tap.case('it_can_be_run_again'):
    assert not wrong(second := run()), wrong(second)

with tap.case('it_leaves_everything_in_its_build_folder'):
    assert all_files() == before
    assert os.listdir(TREE / 'build') == ['quickstart']

with tap.case('it_draws_codes_that_another_reader_reads'):
    for audience in ('desk', 'clinic'):
        text = (MADE / f'{audience}.txt').read_text().strip()
        assert pictures.read_zxing(
            pictures.open_picture(MADE / f'{audience}.png')) == text
        assert (MADE / f'{audience}.svg').read_text().startswith('<svg')
    assert stat.S_IMODE((MADE / 'clinic.key').stat().st_mode) == 0o600

for tool, message in (('zbarimg', 'zbar reads no code'),
                      ('ninja', 'the build failed')):
    with tap.case(f'it_fails_loudly_where_{tool}_fails'):
        fake = WORK / f'no-{tool}'
        fake.mkdir(exist_ok=True)
        (fake / tool).write_text('#!/bin/sh\nexit 1\n')
        (fake / tool).chmod(0o755)
        done = run(fake)
        assert done.returncode != 0, done.stdout
        assert message in done.stderr, done.stderr
        assert 'ACCEPTED' not in done.stdout

shutil.rmtree(TREE)
sys.exit(tap.end())
