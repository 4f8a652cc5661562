# SPDX-License-Identifier: Apache-2.0
"""The library and another implementation on fuzzing's inputs.

    test_twin.py BRIDGE SCAN CORPUS HARNESS...

HARNESS: a program that replays its corpus, here with changed inputs that it
keeps. The library (BRIDGE) and the twin give each of all these one verdict, or
read each list alike; of those of the CBOR harness the library's scan (SCAN) and
cbor2 are held against each other (scan_cbor2.py). This harness asks libcbor,
and that of JSON jansson, about each input, and says how often. CARNET_LONG=1:
many more changes.
"""
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'tests'), str(HERE.parent / 'tests/twin')]

import scan_cbor2  # noqa: E402
import test_compare  # noqa: E402
from twin import frames, lists  # noqa: E402

KEYS = (frames.PUBLIC, frames.OTHER)
CHANGES = 200 if tap.LONG else 3  # of each input: long, some ten minutes in all
QUICK_CHANGES = 5 * CHANGES  # cbor2, libcbor and jansson are quick
AGREED = re.compile(r'^fuzz and (\w+): (\d+) compared, 0 differ$', re.MULTILINE)
agreed = {}  # reader that a harness asks: how often it said the same


def replay(program, corpus, *options):
    """The harness on its corpus; it ends where what it asks says otherwise."""
    done = subprocess.run([program, *options, corpus], check=True,
                          capture_output=True, text=True)
    agreed.update((reader, int(number))
                  for reader, number in AGREED.findall(done.stderr))


def inputs_of(program, corpus, changes=CHANGES):
    """Bytes of each file of a corpus, and of those that were changed."""
    memory = '/dev/shm'  # many small files are slow on a disk
    with tempfile.TemporaryDirectory(
            dir=memory if os.access(memory, os.W_OK) else None) as kept:
        replay(program, corpus, f'-changes={changes}', f'-keep={kept}')
        for folder in (corpus, pathlib.Path(kept)):
            for path in sorted(folder.iterdir()):
                yield path.name, path.read_bytes()


def ways(both):
    """What is asked of both, by harness."""
    asked = lists._Lists(both)
    indices = [0, 1, 7, 8, 63, 2 ** 20, -1]
    return {
        'trust_list': lambda name, data: asked.trust(name, data,
                                                     frames.PUBLIC),
        'status_list': lambda name, data: asked.status(name, data, KEYS,
                                                       indices)}


def compare(both, program, corpus):
    name = pathlib.Path(program).name.removeprefix('fuzz_')
    verify = ways(both).get(
        name, lambda what, data: both.verify(data, what, KEYS))
    before = both.total
    for what, data in inputs_of(program, corpus / name):
        verify(what, data)
    return name, both.total - before


def scan(both, program, corpus, says):
    """The library's scan and cbor2, in both directions; all that the scan may
    say must come."""
    inputs = [(what, data) for what, data in
              inputs_of(program, corpus / 'cbor', QUICK_CHANGES) if data]
    told = collections.Counter()
    for (what, data), said in zip(inputs, scan_cbor2.ask(
            says, [data for _, data in inputs])):
        verdict = scan_cbor2.Verdict(data, *said)
        if not verdict.is_told_apart():
            continue
        told[said[0]] += 1
        problem = verdict.problem()
        if problem:
            both.differ(f'cbor {what}', problem, said, data.hex()[:200])
    missing = {'OK', *scan_cbor2.MALFORMED, *scan_cbor2.STRICTER} - set(told)
    if missing:
        both.differ('cbor', 'no input for', sorted(missing))
    print('fuzz and cbor2, by status: '
          + ', '.join(f'{n} {told[n]}' for n in sorted(told)), file=sys.stderr)
    return 'cbor', sum(told.values())


def main():
    bridge, says, corpus, *programs = sys.argv[1:]
    both, it = test_compare.Comparison(bridge), tap.Tap()
    for program in programs:
        if program.endswith('json'):
            replay(program, pathlib.Path(corpus) / 'json',
                   f'-changes={QUICK_CHANGES}')
            continue
        before = len(both.different)
        if program.endswith('cbor'):
            name, number = scan(both, program, pathlib.Path(corpus), says)
        else:
            name, number = compare(both, program, pathlib.Path(corpus))
        found = both.different[before:]
        other = 'cbor2' if name == 'cbor' else f'twin, {name}'
        print(f'fuzz and {other}: {number} compared, {len(found)} differ',
              file=sys.stderr)
        it.check(f'same_{name}', found if number else ['none ran'])
    for reader in ('libcbor', 'jansson'):
        print(f'fuzz and {reader}: {agreed.get(reader, 0)} compared, 0 differ',
              file=sys.stderr)
        it.check(f'{reader}_says_the_same',
                 [] if agreed.get(reader) else ['it was not asked'])
    return it.end()


sys.exit(main())
