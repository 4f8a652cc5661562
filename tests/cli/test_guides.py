# SPDX-License-Identifier: Apache-2.0
"""Guides of docs/guide/ are true: every command in their blocks of shell is run,
in its order, in one folder, and ends as the guide says. Arguments: the program,
the root of the sources."""
import pathlib
import re
import shlex
import sys
import time

from cli import OK, RECORD, begin
from tap import Tap

ROOT = pathlib.Path(sys.argv[2])


def commands(page):
    """(words, how it ends) of each command of a guide."""
    for block in re.findall(r'^```sh\n(.*?)^```', page, re.M | re.S):
        for line in block.replace('\\\n', ' ').splitlines():
            line, _, said = line.partition('#')
            ends = re.search(r'ends with (\d+)', said)
            words = shlex.split(line)
            if words:
                yield words, int(ends.group(1)) if ends else OK


def run_all(page):
    """Runs them; an index in the guide stands for the one that was told."""
    num, index = 0, None
    for words, ends in commands(page):
        assert words[0] == 'carnet', words
        if words[1:3] == ['status', 'sign']:
            time.sleep(1.1)  # a list of the same second is not newer
        if '--index' in words:
            words[words.index('--index') + 1] = index
        done = carnet(*words[1:])
        assert done.code == ends, done
        told = re.search(r': index (\d+) in the status list', done.err)
        index = told.group(1) if told else index
        num += 1
    return num


def trust_list():
    """What an organisation gave out before the guide begins."""
    for name in ('list', 'office'):
        carnet('key', 'new', '-o', name + '.key')
    for words in (('new', '-o', 'draft.json'),
                  ('add', 'draft.json', '--name', 'Aid for All', '--country',
                   'GR', '--kind', 'ngo', '--key', 'clinic.pub', '--from',
                   '2026-01-01'),
                  ('sign', 'draft.json', '--key', 'list.key', '-o',
                   '1.trust')):
        done = carnet('trust', *words)
        assert done.code == OK, done


tap = Tap()
carnet = begin()
carnet.now = None  # by the machine's clock, as who reads a guide

with tap.case('every_command_of_the_guide_to_status_lists_is_run'):
    trust_list()
    carnet.write('record.json', RECORD)
    carnet.write('records.jsonl', '{"issued": "2026-03-01", "entries": [{"kind"'
                 ': "person", "name": "Ada", "birth_date": "1990"}]}\n')
    num = run_all((ROOT / 'docs/guide/status.md').read_text())
    assert num >= 17, num

with tap.case('a_command_that_ends_otherwise_is_found'):
    for page in ('```sh\ncarnet key show clinic.pub # ends with 1\n```\n',
                 '```sh\ncarnet key show \\\n    nowhere.pub\n```\n'):
        try:
            run_all(page)
        except AssertionError:
            continue
        raise AssertionError(page)

sys.exit(tap.end())
