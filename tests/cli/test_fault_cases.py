# SPDX-License-Identifier: Apache-2.0
"""Whatever the command can write has a case among the files that no fault
breaks: the words of those cases (test_faults.py --tell) against the tables of
the sources. A verb, an action or an option that is new, and writes, fails here
until it has one.

    test_fault_cases.py PROGRAM TOOL SOURCES GROUP...
"""
import concurrent.futures
import json
import pathlib
import subprocess
import sys

import tables
from tap import Tap

program, tool, sources, *groups = sys.argv[1:]
FAULTS = pathlib.Path(__file__).with_name('test_faults.py')
# Options that name what is written, and those by which something else is, or by
# another way.
PLACES = {'output', 'report', 'into', 'store'}
WAYS = {'separate', 'set', 'parity', 'batch', 'restate', 'template', 'text',
        'cose', 'diag', 'seal', 'sealing', 'format'}
# Options that name what is read, or say how.
OTHERS = {
    'as', 'audience', 'baud', 'bell', 'bits', 'color', 'country', 'credential',
    'date', 'days', 'decoy', 'device', 'dry-run', 'explain', 'from', 'help',
    'in-error', 'index', 'invert', 'jobs', 'json', 'key', 'kind', 'lang',
    'level', 'may-sign', 'module-mm', 'module-px', 'move', 'name', 'next-key',
    'now', 'on', 'phrase-fd', 'pin', 'previous', 'quiet-zone', 'same-person',
    'sealing-key', 'show', 'size', 'status', 'strict', 'trust', 'ttl', 'until',
    'unverified', 'use', 'valid-until', 'version', 'whole', 'withhold'}
# What a call writes that no option of PLACES names: a draft that it reads, too.
DRAFTS = {('issue', 'status'), ('status set', ''), ('trust add', ''),
          ('trust withdraw', '')}
# What the table of a verb allows and its action refuses.
REFUSED = {('key show', 'sealing')}
# Calls that write no file.
READERS = {'verify', 'show', 'view', 'peek', 'log', 'diff', 'desk',
           'trust show', 'trust diff'}


def ask(*words):
    done = subprocess.run([sys.executable, FAULTS, program, tool, *words],
                          check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def due(calls):
    """(call, option) of all that is to have a case; '' is for no option."""
    found = set(DRAFTS)
    for call, options in calls.items():
        if options & PLACES:
            found |= {(call, o) for o in options & (PLACES | WAYS)}
    return found - REFUSED


def tried(calls, words):
    """The same of the words of one case."""
    call = words[0] if words[0] in calls else ' '.join(words[:2])
    names = {w.removeprefix('--') for w in words if w.startswith('--')}
    names.add('output' if '-o' in words else '')
    return {(call, name) for name in names}


tap = Tap()
calls = tables.calls(sources)

with tap.case('every_option_is_known_to_write_or_not_to'):
    known = PLACES | WAYS | OTHERS
    assert set(tables.options(sources)) == known, \
        set(tables.options(sources)) ^ known

with tap.case('every_call_is_known_to_write_or_not_to'):
    writers = {call for call, _ in due(calls)}
    assert not writers & READERS, writers & READERS
    assert set(calls) == writers | READERS, set(calls) ^ writers ^ READERS

with tap.case('every_group_is_run'):
    assert ask('groups') == groups, ask('groups')

with tap.case('all_that_is_written_has_a_case'):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        cases = [json.loads(line)
                 for told in pool.map(lambda g: ask(g, '--tell'), groups)
                 for line in told if line.startswith('[')]
    found = set().union(*(tried(calls, words) for words in cases))
    tap.note(f'{len(cases)} cases, {len(due(calls))} ways to write')
    assert len(cases) > 40 and due(calls) <= found, sorted(due(calls) - found)

sys.exit(tap.end())
