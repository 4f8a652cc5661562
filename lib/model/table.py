# SPDX-License-Identifier: Apache-2.0
"""Reads the schema table: schema.def, lists/*.tsv and templates.def.

What is wrong in them is refused here with file and line, so that every
generator (tables of the library, public constants, documents) may rely on it.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TYPES = ('TEXT LABEL INT BOOL ENUM DECIMAL QUANTITY DATE END CODE REF GROUP '
         'BYTES').split()
PARTS = ['DESK', 'CLINIC', 'PRIVATE']
USUAL = {'NONE': -1, 'OF_FORM': -2, 'OF_TEST': -3}
NUM_COMMON = 5   # fields 0 to 4 are common to all kinds
TEMPLATES_MAX = 255  # 255 in carnet_entry is the open form
ENUM_MAX = 24       # a word's number is one byte of CBOR
FIELDS_MAX = 48     # CN_MODEL_FIELDS_MAX
LISTED_MAX = 1024  # smaller numbers are indexes of a code list


class TableError(Exception):
    pass


def check(good, where, what):
    if not good:
        raise TableError(f'{where}: {what}')


class Field:
    def __init__(self, owner, number, const, name, type_, flags, a, b, about):
        self.owner, self.number, self.const = owner, number, const
        self.name, self.type, self.about = name, type_, about
        self.required = 'R' in flags
        self.list = 'L' in flags
        self.absent = 'A' in flags
        self.a, self.b = a, b  # as they stand in the table
        self.default = None    # position of an ENUM's default


class Shape:
    """A kind or a group."""

    def __init__(self, const, name, about, part=None):
        self.const, self.name, self.about, self.part = const, name, about, part
        self.fields = []
        self.one_of = []

    def field(self, const):
        return next((f for f in self.fields if f.const == const), None)


def statements(path):
    """Yields (line, NAME, [arguments]) of a .def file; strings unquoted."""
    text = path.read_text(encoding='utf-8')
    text = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group()),
                  text, flags=re.S)
    text = re.sub(r'^#.*$', '', text, flags=re.M)
    for m in re.finditer(r'^(\w+)\(((?:[^()"]|"[^"]*")*)\)', text, re.M):
        line = text.count('\n', 0, m.start()) + 1
        args = re.findall(r'\s*("[^"]*"|[^,]+)\s*(?:,|$)', m.group(2))
        yield line, m.group(1), [a.strip().strip('"') for a in args]


def rows(path, columns):
    """Yields (line, cells) of a .tsv; # begins a comment."""
    for i, row in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if row.strip() and not row.startswith('#'):
            cells = [c.strip() for c in row.split('\t')]
            check(len(cells) == columns, f'{path.name}:{i}',
                  f'{len(cells)} cells, not {columns}')
            yield i, cells


class Template:
    def __init__(self, number, kind, fixed, order):
        self.number, self.kind = number, kind
        self.fixed = fixed  # Field -> (word as in the table, CBOR)
        self.order = order  # fields whose values follow

    def fields(self):
        return {f.number for f in list(self.fixed) + self.order}


def cbor_uint(n):
    if n < 24:
        return bytes([n])
    size = next(s for s in (1, 2, 4, 8) if n < 1 << 8 * s)
    return bytes([24 + size.bit_length() - 1]) + n.to_bytes(size, 'big')


class Table:
    def __init__(self, folder=HERE):
        self.kinds, self.groups = [], []
        self.common = Shape('COMMON', 'common', 'fields of every kind')
        self.enums = {}         # const -> words
        self.systems = []       # (const, name, uri, about)
        self.code_lists = {}    # const -> (file, about, rows)
        self.word_lists = {}    # const -> (file, about, rows)
        self.usual = dict(USUAL)
        self.files = [folder / 'schema.def']
        fields, one_of, usual = [], [], {}
        for line, name, args in statements(folder / 'schema.def'):
            where = f'schema.def:{line}'
            try:
                if name == 'KIND':
                    check(int(args[0]) == len(self.kinds), where, 'number')
                    self.kinds.append(Shape(args[1], args[2], args[4],
                                            PARTS.index(args[3])))
                elif name == 'GROUP':
                    check(int(args[0]) == len(self.groups), where, 'number')
                    self.groups.append(Shape(args[1], args[2], args[3]))
                elif name == 'FIELD':
                    fields.append((where, args))
                elif name == 'ONE_OF':
                    one_of.append((where, args))
                elif name == 'ENUM':
                    self.enums[args[0]] = args[1].split()
                elif name == 'SYSTEM':
                    check(int(args[0]) == len(self.systems), where, 'number')
                    self.systems.append(tuple(args[1:]))
                elif name == 'CODES':
                    self.code_lists[args[0]] = (args[1], args[2], [])
                elif name == 'WORDS':
                    self.word_lists[args[0]] = (args[1], args[2], [])
                elif name == 'UNIT':
                    usual[args[0]] = args[1]
                else:
                    check(False, where, f'no such statement: {name}')
            except (IndexError, ValueError) as e:
                raise TableError(f'{where}: {e}') from e
        self.read_lists(folder / 'lists')
        for const, ucum in usual.items():
            check(ucum in self.units, 'units.tsv', f'lacks {ucum}')
            self.usual[const] = self.units.index(ucum)
        for where, args in fields:
            self.add_field(where, args)
        for shape in self.kinds:
            shape.fields = self.common.fields + shape.fields
        for where, (owner, names) in one_of:
            shape = self.shape(owner)
            shape.one_of = [shape.field(n) for n in names.split()]
            check(all(shape.one_of), where, 'no such field')
        self.check_units()
        self.read_templates(folder / 'templates.def')

    def check_units(self):
        """A reader that goes from field to field has been told a form or test
        before it meets a quantity whose unit hangs on that."""
        for shape in self.kinds + self.groups:
            forms = self.told_before(shape, 'OF_FORM', 'FORMS')
            tests = self.told_before(shape, 'OF_TEST', 'TESTS')
            check(not tests and (shape in self.groups or not forms),
                  'schema.def', f'{shape.const} tells a unit too late')
            check(shape in self.kinds or not any(
                f.type == 'CODE' and f.b == 'FORMS' for f in shape.fields),
                'schema.def', f'{shape.const} is a group with a form')

    def told_before(self, shape, usual, codes):
        """Quantities, also in groups, that stand before what tells the unit;
        of groups that have a test in them only their own count."""
        late, told = [], False
        for f in shape.fields:
            inner = self.shape(f.a).fields if f.type == 'GROUP' else [f]
            told = told or f.type == 'CODE' and f.b == codes
            if not told and (f.type != 'GROUP' or usual == 'OF_FORM'):
                late += [q for q in inner
                         if q.type == 'QUANTITY' and q.a == usual]
        return late

    def shape(self, const):
        for s in self.kinds + self.groups + [self.common]:
            if s.const == const:
                return s
        return None

    def add_field(self, where, args):
        check(len(args) == 9, where, 'nine arguments')
        owner, number, const, name, type_, flags, a, b, about = args
        shape = self.shape(owner)
        check(shape is not None, where, f'no such owner: {owner}')
        first = NUM_COMMON if shape.part is not None else 0
        check(int(number) == first + len(shape.fields), where, 'number')
        check(type_ in TYPES, where, f'no such type: {type_}')
        flags = [x.strip() for x in flags.split('|')]
        f = Field(shape, int(number), const, name, type_, flags, a, b, about)
        known = {'ENUM': (a, self.enums), 'LABEL': (b, self.word_lists),
                 'CODE': (b, self.code_lists), 'QUANTITY': (a, self.usual),
                 'GROUP': (a, [g.const for g in self.groups])}
        if type_ in known:
            name, among = known[type_]
            check(name == 'NONE' or name in among, where, f'no {name}')
        if type_ == 'CODE':
            check(a in [s[0] for s in self.systems], where, f'no {a}')
        if type_ == 'END':
            check(shape.field(a) is not None, where, f'no field {a} before')
        if type_ == 'ENUM' and int(b) > 0:
            check(not f.list, where, 'a list has no default')
            f.default = int(b) - 1
        if shape.part is None and shape is not self.common:
            check(type_ not in ('GROUP', 'END', 'REF') and not f.list
                  and not f.absent, where, 'not in a group')
        if type_ == 'ENUM':
            check(len(self.enums[a]) <= ENUM_MAX, where, f'{a} is too long')
        check(f.number < FIELDS_MAX, where, 'number')
        shape.fields.append(f)

    def read_lists(self, folder):
        names = [s[1] for s in self.systems]
        self.units = []
        for file, _, out in self.word_lists.values():
            self.read_words(folder / f'{file}.tsv', out,
                            2 if file == 'products' else 1)
        self.read_words(folder / 'units.tsv', self.units, 1)
        for file, _, out in self.code_lists.values():
            path = folder / f'{file}.tsv'
            self.files.append(path)
            seen = set()
            for line, (system, code, unit) in rows(path, 3):
                where = f'{path.name}:{line}'
                check(system in names, where, f'no system {system}')
                check(unit == '-' or unit in self.units, where,
                      f'{unit} is not in units.tsv')
                check(code not in seen, where, f'{code} twice')
                seen.add(code)
                out.append((names.index(system), code,
                            None if unit == '-' else unit))
            check(len(out) <= LISTED_MAX, path.name, 'too long')

    def read_words(self, path, out, columns):
        self.files.append(path)
        seen = set()
        for line, (word, *_) in rows(path, columns):
            check(word not in seen, f'{path.name}:{line}', f'{word} twice')
            seen.add(word)
            out.append(word)

    def read_templates(self, path):
        self.files.append(path)
        self.templates = []
        for line, name, args in statements(path):
            where = f'{path.name}:{line}'
            check(name == 'TEMPLATE' and len(args) == 4, where, 'form')
            check(int(args[0]) == len(self.templates), where, 'number')
            kind = self.shape(args[1])
            check(kind in self.kinds, where, f'no kind {args[1]}')
            fixed = {}
            for pair in args[2].split():
                const, word = pair.split('=', 1)
                f = kind.field(const)
                check(f is not None, where, f'no field {const}')
                fixed[f] = word, self.fixed_value(where, f, word)
            order = [kind.field(c) for c in args[3].split()]
            check(all(order), where, 'no such field')
            t = Template(len(self.templates), kind, fixed, order)
            check(len(t.fields()) == len(fixed) + len(order), where,
                  'a field twice')
            self.check_reached(where, t)
            self.templates.append(t)
        check(len(self.templates) <= TEMPLATES_MAX, path.name, 'too long')

    def fixed_value(self, where, f, word):
        """CBOR of a value that a template fixes."""
        check(not f.list, where, f'{f.const} is a list')
        if f.type in ('INT', 'QUANTITY') and word.isdigit():
            return cbor_uint(int(word))
        if f.type == 'BOOL' and word == 'true':
            return b'\xf5'
        if f.type == 'ENUM' and word in self.enums[f.a]:
            at = self.enums[f.a].index(word)
            check(at != f.default, where, f'{word} is the default')
            return cbor_uint(at)
        if f.type == 'CODE' and ':' in word:
            system, code = word.split(':', 1)
            for i, row in enumerate(self.code_lists[f.b][2]):
                if self.systems[row[0]][1] == system and row[1] == code:
                    return cbor_uint(i)
            check(False, where, f'{self.code_lists[f.b][0]}.tsv lacks {word}')
        check(False, where, f'{f.const} can not be fixed to {word}')

    def check_reached(self, where, t):
        """Of two equal templates the second is dead."""
        for other in self.templates:
            check(not (other.kind is t.kind and other.fields() == t.fields()
                       and other.fixed == t.fixed),
                  where, f'template {other.number} takes all of it')


def main_guard(run):
    """Runs a generator; a table error is one line on stderr and status 1."""
    try:
        return run()
    except TableError as e:
        print(f'model table: {e}', file=sys.stderr)
        return 1
