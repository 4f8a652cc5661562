# SPDX-License-Identifier: Apache-2.0
"""The library and the twin on fuzzing's inputs.

    test_twin.py BRIDGE CORPUS HARNESS...

HARNESS: a program that replays its corpus, here with changed inputs that it
keeps; both implementations give each of all these one verdict, or read each
list alike.
"""
import pathlib
import subprocess
import sys
import tempfile

import tap

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'tests'), str(HERE.parent / 'tests/twin')]

import test_compare  # noqa: E402
from twin import cbor, frames, lists  # noqa: E402

KEYS = (frames.PUBLIC, frames.OTHER)
CHANGES = 3  # of each input


def inputs_of(program, corpus):
    """Bytes of each file of a corpus, and of those that were changed."""
    with tempfile.TemporaryDirectory() as kept:
        subprocess.run([program, f'-changes={CHANGES}', f'-keep={kept}',
                        corpus], check=True, capture_output=True)
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


def scan(both, program, corpus):
    """Which items are strict, by cbor2 as well as by the twin's reader."""
    import cbor2
    number = 0
    for what, data in inputs_of(program, corpus / 'cbor'):
        item, number = data[1:], number + 1
        try:
            cbor.read(item, 17, len(item) + 1)
        except Exception:
            continue
        value = cbor2.loads(item)
        if cbor2.dumps(value, canonical=False) != item:
            both.differ(f'cbor {what}', item.hex()[:200])
    return 'cbor', number


def main():
    bridge, corpus, *programs = sys.argv[1:]
    both, it = test_compare.Comparison(bridge), tap.Tap()
    for program in programs:
        before = len(both.different)
        way = scan if program.endswith('cbor') else compare
        name, number = way(both, program, pathlib.Path(corpus))
        found = both.different[before:]
        print(f'fuzz and twin, {name}: {number} compared, {len(found)} differ',
              file=sys.stderr)
        it.check(f'same_{name}', found if number else ['none ran'])
    return it.end()


sys.exit(main())
