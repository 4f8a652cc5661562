# SPDX-License-Identifier: Apache-2.0
"""Instructions, by Valgrind's callgrind: exact, whatever else a machine does.

What an operation executes in our own object file is the same on every machine
for one compiler. What it executes elsewhere is not: libc and libsodium choose
among several codes for one function by what the processor can do. So an
operation has two numbers, ours and all. How often our code calls which library
is the same on every machine too.
"""
import pathlib
import re
import subprocess
import tempfile

ALLOCATORS = ('malloc', 'calloc', 'realloc', 'aligned_alloc', 'posix_memalign')
NAMED = re.compile(r'^(c?)(ob|fn)=\((\d+)\)(?: (.*))?$')
LIBRARY = re.compile(r'.*/(lib\w+)[^/]*$')


class Counts:
    """Of one operation. allocations: calls of malloc and its like by anybody
    else, libsodium and libcbor included. calls: ours, by the library."""

    def __init__(self):
        self.own = 0
        self.all = 0
        self.allocations = 0
        self.calls = {}

    def __repr__(self):
        return (f'own {self.own}, all {self.all}, malloc {self.allocations}, '
                f'calls {self.calls}')

    def add_call(self, into, num):
        """From our code into an object, None where it is our own."""
        library = into and LIBRARY.fullmatch(into)
        if library:
            name = library.group(1)
            self.calls[name] = self.calls.get(name, 0) + num


def parse(text, program):
    """(name, Counts) of a dump; (None, Counts) where none is named."""
    name = re.search(r'^desc: Trigger: Client Request: (.*)$', text, re.M)
    names = {'ob': {}, 'fn': {}}
    counts, is_own, is_call = Counts(), False, False
    callee, into = '', None
    for line in text.splitlines():
        found = NAMED.match(line)
        if found:
            called, kind, number, value = found.groups()
            if value is not None:
                names[kind][number] = value
            value = names[kind][number]
            if kind == 'fn' and called:
                callee = value
            elif kind == 'ob' and called:
                into = value
            elif kind == 'ob':
                is_own = value == program
        elif line.startswith('calls='):
            is_call = True
            num = int(line[6:].split()[0])
            if callee in ALLOCATORS:
                counts.allocations += num
            if is_own:
                counts.add_call(into, num)
            into = None  # of the next call, unless it says where to
        elif line[:1].isdigit() or line[:1] in ('+', '-', '*'):
            # The line after calls= is what the callee took.
            cost = 0 if is_call else int(line.split()[1])
            counts.all += cost
            counts.own += cost if is_own else 0
            is_call = False
    return name and name.group(1), counts


def run(program, *args, wrapper=(), env=None):
    """name -> Counts of every operation that a program dumps."""
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*wrapper, 'valgrind', '--tool=callgrind', '--quiet',
             f'--callgrind-out-file={folder}/out', str(program), *args],
            env=env, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f'{program.name} failed: {done.stdout}'
                             f'{done.stderr}')
        parsed = [parse(path.read_text(), str(program))
                  for path in pathlib.Path(folder).iterdir()]
    return {name: counts for name, counts in parsed if name}
