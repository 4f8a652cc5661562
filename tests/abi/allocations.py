# SPDX-License-Identifier: Apache-2.0
"""Which public functions may allocate, by the machine code; and which of them
are run with each of their allocations failing, by the tables of the tests.

What may allocate is whatever can reach the memory door or an arena by calls,
jumps, or addresses of functions that it, or the data of its file, names: more
than what does, never less.
"""
import re

from symbols import run

DOORS = {'cn_mem_alloc', 'cn_mem_array', 'cn_arena_take', 'cn_arena_take_raw'}
MEMBER = re.compile(r'^(\S+\.o):\s+file format')
CODE = re.compile(r'^Disassembly of section (.*):$')
FUNCTION = re.compile(r'^([0-9a-f]+) <([^>+]+)>:$')
TARGET = re.compile(r'\t(?:call|j[a-z]+)\s.*<([^>+]+)(?:\+0x[0-9a-f]+)?>')
RELOCATION = re.compile(r'(R_\w+)\s+([.\w]+)(?:([+-])0x([0-9a-f]+))?')
SECTION = re.compile(r'^RELOCATION RECORDS FOR \[(.*)\]')


def plain(name):
    """A function's name without what the compiler adds to its pieces."""
    return re.split(r'\.(?:part|isra|constprop|cold|lto_priv)', name)[0]


def relocated(line):
    """(name, offset) that a relocation is about. One that is relative to where
    it stands counts from behind its own four bytes."""
    found = RELOCATION.search(line)
    if found is None:
        return None
    kind, name, sign, offset = found.groups()
    offset = int(offset or '0', 16) * (-1 if sign == '-' else 1)
    return plain(name), offset + (4 if kind.endswith('PC32') else 0)


class Code:
    """What the functions of an archive name."""

    def __init__(self, archive):
        self.named = {}  # (file, function) -> [(name, offset) or (name, None)]
        self.at = {}  # (file, section, offset) -> function
        self.data = {}  # file -> [(name, offset)]
        self._read_code(archive)
        self._read_data(archive)

    def _read_code(self, archive):
        member, section, here = '', '', None
        for line in run('objdump', '-dr', '--no-show-raw-insn',
                        archive).splitlines():
            if found := MEMBER.match(line):
                member = found.group(1)
            elif found := CODE.match(line):
                section = found.group(1)
            elif found := FUNCTION.match(line):
                here = (member, plain(found.group(2)))
                self.at[member, section, int(found.group(1), 16)] = here[1]
                self.named.setdefault(here, [])
            elif found := TARGET.search(line):
                self.named[here].append((plain(found.group(1)), None))
            elif found := relocated(line):
                self.named[here].append(found)

    def _read_data(self, archive):
        member, is_data = '', False
        for line in run('objdump', '-r', archive).splitlines():
            if found := MEMBER.match(line):
                member = found.group(1)
            elif found := SECTION.match(line):
                is_data = found.group(1).startswith(('.data', '.rodata'))
            elif is_data and (found := relocated(line)):
                self.data.setdefault(member, []).append(found)

    def functions(self, member, names):
        """Names of functions; a place in code is the function there."""
        return {self.at.get((member, name, offset), name)
                for name, offset in names}

    def targets(self, here):
        """What a function names, and what the data of its file does if it
        names any data."""
        found = self.functions(here[0], self.named[here])
        if any(name.startswith(('.data', '.rodata')) for name in found):
            found |= self.functions(here[0], self.data.get(here[0], ()))
        return found


def callers_of(archive):
    """(file, function) -> those that name it; a static one is of its file."""
    code = Code(archive)
    homes, callers = {}, {}
    for member, name in code.named:
        homes.setdefault(name, set()).add(member)
    for here in code.named:
        for target in code.targets(here):
            own = (here[0], target) in code.named
            for home in [here[0]] if own else homes.get(target, ()):
                callers.setdefault((home, target), set()).add(here)
    return callers, homes


def may_allocate(archive):
    callers, homes = callers_of(archive)
    todo = [(home, door) for door in DOORS for home in homes.get(door, ())]
    seen = set(todo)
    while todo:
        more = callers.get(todo.pop(), set()) - seen
        seen |= more
        todo += more
    return {name for _, name in seen if name.startswith('carnet_')}


# ---- the tests ----

BODY = re.compile(r'^(?:static )?[A-Za-z_][\w \*]*?\b(\w+)\([^;{}]*\)\s*\n'
                  r'\{\n(.*?)^\}\n', re.MULTILINE | re.DOTALL)
BYTES = re.compile(r'^TEST_BYTES\((\w+),(.*?)\)\n(?=\n|TEST_BYTES)',
                   re.MULTILINE | re.DOTALL)
TABLE = re.compile(r'(?:calls\[\]|test_call \w+) = \{(.*?)\};', re.DOTALL)
RUN = re.compile(r'"[^"]*",\s*(\w+)|\.run = (\w+)')  # behind a row's name


def words(text):
    return set(re.findall(r'\b\w+\b', text))


def run_with_failures(text):
    """Public functions that the calls in a test's tables run; what makes and
    ends what they change fails at nothing."""
    bodies = dict(BODY.findall(text)) | dict(BYTES.findall(text))
    todo = [w for table in TABLE.findall(text)
            for row in RUN.findall(table) for w in row if w in bodies]
    seen, reached = set(todo), set()
    while todo:
        named = words(bodies[todo.pop()])
        reached |= {w for w in named if w.startswith('carnet_')}
        more = (named & set(bodies)) - seen
        seen |= more
        todo += more
    return reached


def missed(allocating, reached, left_out):
    """Problems; left_out: (name, reason) as they stand in the list."""
    named = {name for name, _ in left_out}
    return [f'{n} may allocate: no test fails each of its allocations'
            for n in sorted(allocating - reached - named)] + \
        [f'{n} is left out without a reason' for n, why in left_out
         if not why.strip()] + \
        [f'{n} is left out, and need not be' for n in sorted(named)
         if n not in allocating or n in reached]
