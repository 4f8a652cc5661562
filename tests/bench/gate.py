# SPDX-License-Identifier: Apache-2.0
"""Holds what can be counted exactly: instructions in our own code, allocations,
arena and stack.

    gate.py BENCH_COUNT STACK_PROGRAM ARENA_PROGRAM CC... -- FLAGS...

Only our own instructions are held: those of libc and libsodium depend on the
processor (callgrind.py). Of libsodium and zlib it is held how often they are
called. Sizes on the wire and QR versions are exact in tests/sizes, the code of a
verifier is held by sizes_code.
"""
import os
import re
import subprocess
import sys

import callgrind
import figures
from tap import Tap

STACK = re.compile(r'^stack of (.+): (\d+) bytes, at most \d+$', re.M)
ARENA = re.compile(r'^(.+): arena of (\d+) bytes suffices, \d+ of them verdict,'
                   r' workspace (\d+)$', re.M)
BOUND = re.compile(r'^no text needs more than (\d+) bytes of arena$', re.M)
HELD = ('libsodium', 'libz')
VERIFYING = ('verify ', 'decode ', 'worst ')  # none may allocate


def said_by(program):
    done = subprocess.run([program], capture_output=True, text=True,
                          errors='replace')
    assert done.returncode == 0, done.stderr
    return done.stderr


def stacks(program):
    return {f'stack {what}': int(size)
            for what, size in STACK.findall(said_by(program))}


def arenas(program):
    said = said_by(program)
    out = {'arena of any text, at most': int(BOUND.search(said).group(1))}
    for what, arena, work in ARENA.findall(said):
        out[f'arena {what}'] = int(arena)
        out[f'workspace {what}'] = int(work)
    return out


def of_counts(counts):
    """Figures of all operations that are ours."""
    out = {}
    for name, one in counts.items():
        if not name.startswith(('bare ', 'cbor_load ')):
            out[f'own instructions {name}'] = one.own
            for library in HELD:
                if library in one.calls:
                    out[f'calls of {library} {name}'] = one.calls[library]
        if not name.startswith((*VERIFYING, 'bare ', 'cbor_load ')):
            out[f'allocations {name}'] = one.allocations
    return out


def elsewhere(program):
    """The same counted where everything beside the code is another: size of
    the environment, places in memory, what the processor may do."""
    env = {**os.environ, 'CARNET_NO_MEANING': 'x' * 5000,
           'GLIBC_TUNABLES': 'glibc.cpu.hwcaps=-AVX2_Usable,-AVX2,-ERMS,'
                             '-AVX512F,-AVX,-SSSE3,-SSE4_1,-SSE4_2'}
    return callgrind.run(program, 'figures', env=env)


def main(count, stack, arena, *compiler):
    tap = Tap()
    counts = callgrind.run(count, 'figures')
    measured = {**of_counts(counts), **stacks(stack), **arenas(arena)}
    with tap.case('every_operation_is_counted'):
        assert len(counts) > 50 and len(measured) > 50, (counts, measured)
        assert all(one.own > 0 for one in counts.values()), counts
    with tap.case('verifying_in_an_arena_allocates_nothing'):
        assert counts['verify_alone rich-summary'].allocations > 0
        for name, one in counts.items():
            assert not (name.startswith(VERIFYING) and one.allocations), name
    with tap.case('our_instructions_are_the_same_on_any_processor'):
        there = elsewhere(count)
        assert there.keys() == counts.keys()
        moved = [name for name in counts
                 if there[name].all != counts[name].all]
        assert moved, 'the processor made no difference: nothing was tried'
        for name, one in counts.items():
            assert (there[name].own, there[name].calls) == (
                one.own, one.calls), (name, there[name], one)
    figures.hold(tap, 'bench_gate', compiler, measured)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
