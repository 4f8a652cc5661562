# SPDX-License-Identifier: Apache-2.0
"""The published schema of the record, docs/spec/schema.json, and the
dictionary of the body's DEFLATE, docs/spec/dictionary.hex.
"""
import dataclasses
import functools
import json
import pathlib

from . import units

SPEC = pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'spec'
PARTS = ['desk', 'clinic', 'private']
SYSTEM_MAX, CODE_MAX, LABEL_MAX, WORDS_MAX = 256, 128, 256, 512


@dataclasses.dataclass
class Field:
    number: int
    name: str
    type: str
    required: bool = False
    list: bool = False
    absent: bool = False
    least: int = None
    most: int = None
    enum: str = None
    default: int = None   # ENUM: position of the default
    unit: str = None      # QUANTITY: usual unit in UCUM
    unit_of: str = None   # QUANTITY: field that brings the usual unit
    base: int = None      # END: number of the field it counts from
    system: int = None    # CODE: usual system
    codes: str = None     # CODE: code list
    words: str = None     # LABEL: word list
    group: int = None


class Shape:
    """A kind or a group."""

    def __init__(self, number, name, fields, one_of, part=None):
        self.number, self.name, self.part = number, name, part
        self.fields = fields
        self.by_number = {f.number: f for f in fields}
        self.by_name = {f.name: f for f in fields}
        self.one_of = [self.by_name[n].number for n in one_of]


@dataclasses.dataclass(frozen=True)
class Row:
    system: int
    code: str
    unit: str
    name: str


@dataclasses.dataclass(frozen=True)
class Template:
    kind: int
    fixed: dict   # field number: CBOR as bytes
    order: tuple  # field numbers


class Schema:
    def __init__(self, data, dictionary):
        self.dictionary = dictionary
        self.enums = data['enums']
        self.systems = [s['name'] for s in data['systems']]
        self.uris = [s['uri'] for s in data['systems']]
        self.system_of = {}
        for i, s in enumerate(data['systems']):
            self.system_of[s['name']] = self.system_of[s['uri']] = i
        self.units = data['units']
        self.unit_of = {u: i for i, u in enumerate(self.units)}
        self.check_unit = units.Checker(**data['ucum'])
        self.words = data['words']
        self.codes = {n: [Row(self.system_of[r['system']], r['code'],
                              r.get('unit'), r['name']) for r in rows]
                      for n, rows in data['codes'].items()}
        self._rows = {n: {(r.system, r.code): i for i, r in enumerate(rows)}
                      for n, rows in self.codes.items()}
        self.group_of = {g['name']: g['number'] for g in data['groups']}
        self.groups = [self._shape(g) for g in data['groups']]
        self.kinds = [self._shape(k) for k in data['kinds']]
        self.kind_of = {k.name: k.number for k in self.kinds}
        self.templates = [self._template(t) for t in data['templates']]

    def _shape(self, data):
        numbers = {f['name']: f['number'] for f in data['fields']}
        part = PARTS.index(data['part']) if 'part' in data else None
        return Shape(data['number'], data['name'],
                     [self._field(f, numbers) for f in data['fields']],
                     data.get('one_of', ()), part)

    def _field(self, data, numbers):
        same = {k: data[k] for k in ('number', 'name', 'type', 'required',
                                     'list', 'absent', 'enum', 'unit',
                                     'unit_of', 'codes', 'words') if k in data}
        out = Field(**same, least=data.get('min'), most=data.get('max'))
        if 'default' in data:
            out.default = self.enums[out.enum].index(data['default'])
        if 'counts_from' in data:
            out.base = numbers[data['counts_from']]
        if 'system' in data:
            out.system = self.system_of[data['system']]
        if 'group' in data:
            out.group = self.group_of[data['group']]
        return out

    def _template(self, data):
        kind = self.kinds[self.kind_of[data['kind']]]
        return Template(kind.number,
                        {kind.by_name[n].number: bytes.fromhex(v)
                         for n, v in data['fixed'].items()},
                        tuple(kind.by_name[n].number for n in data['values']))

    def listed(self, name, system, code):
        """Index of a code in a list, or None."""
        return self._rows.get(name, {}).get((system, code))


@functools.lru_cache(maxsize=1)
def load(folder=SPEC):
    data = json.loads((folder / 'schema.json').read_text(encoding='utf-8'))
    text = (folder / 'dictionary.hex').read_text(encoding='ascii')
    lines = [x for x in text.splitlines() if not x.startswith('#')]
    return Schema(data, bytes.fromhex(''.join(lines)))
