# SPDX-License-Identifier: Apache-2.0
"""Parts by default, read from the tables of docs/spec/parts.md."""
import functools
import re

from .schema import SPEC
from .values import Code, Group

SYSTEMS = {'ICD-10': 'icd-10', 'ICD-10-CM': 'icd-10-cm', 'ICD-11': 'icd-11',
           'ATC': 'atc', 'SNOMED CT': 'snomed', 'LOINC': 'loinc', 'CVX': 'cvx'}
BY_BEGINNING = {'icd-10', 'icd-10-cm', 'icd-11', 'atc'}
ALSO = {'icd-10-cm': ['icd-10']}
WORDS = [('icd-10', 'icd-10-cm'), ('icd10', 'icd-10-cm'),
         ('cim-10', 'icd-10-cm'), ('icd-11', 'icd-11'), ('icd11', 'icd-11'),
         ('icd/', 'icd-11'), ('snomed', 'snomed'), ('loinc', 'loinc'),
         ('whocc', 'atc'), ('/atc', 'atc'), ('cvx', 'cvx')]
DESK, CLINIC, PRIVATE = range(3)


class Rule:
    def __init__(self, text):
        self.agent = text.endswith('*')
        bounds = text.rstrip('*').split(' to ')
        self.first, self.last = bounds[0], bounds[-1]

    def covers(self, code, by_beginning):
        if not by_beginning:
            return code == self.first
        return (code[:len(self.first)] >= self.first
                and code[:len(self.last)] <= self.last)


@functools.lru_cache(maxsize=1)
def tables():
    """{part: {system: [Rule]}}; the clinic's are the exceptions."""
    out = {PRIVATE: {}, CLINIC: {}, DESK: {}}
    titles = {'Private by code': PRIVATE, 'Not private': CLINIC,
              'Vaccinations for the desk': DESK}
    part = system = None
    for line in (SPEC / 'parts.md').read_text(encoding='utf-8').splitlines():
        if line.startswith('## '):
            part = next((p for t, p in titles.items()
                         if line[3:].startswith(t)), None)
        elif line.startswith('### '):
            system = SYSTEMS[line[4:].strip()]
        elif part is not None and line.startswith('| ') and \
                not line.startswith('| what |'):
            codes = line.strip('| ').split('|')[1]
            rules = out[part].setdefault(system, [])
            rules += [Rule(c) for c in re.split(', *', codes.strip())]
    assert all(out.values())
    return out


def _of_code(system, code, allergy):
    """The part that a code asks for, or None: rules in the order of the page,
    those that name one code before those with a range."""
    found = []
    for order, part in enumerate((CLINIC, PRIVATE, DESK)):
        for name in (system, *ALSO.get(system, ())):
            for rule in tables()[part].get(name, ()):
                if rule.covers(code, name in BY_BEGINNING) \
                        and (rule.agent or not allergy):
                    found.append((rule.first != rule.last, order, part))
    return min(found)[2] if found else None


def _system(system, schema):
    """The system whose rules count for a system of a coding, or None."""
    if isinstance(system, int):
        return schema.systems[system]
    return next((name for word, name in WORDS if word in system.lower()), None)


def _codes(fields):
    """Every code in an entry."""
    for value in fields.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Code):
                yield one
            elif isinstance(one, Group):
                yield from _codes(one.fields)


def default_part(one, schema):
    """The part that an entry's kind and codes ask for."""
    if one.is_hidden(schema):
        return PRIVATE
    shape = schema.kinds[one.kind]
    asked = {shape.part}
    for code in _codes(one.fields):
        for coding in code.codings:
            system = _system(coding.system, schema)
            allergy = shape.name == 'allergy'
            asked |= {_of_code(system, stem, allergy)
                      for stem in re.split('[&/]', coding.code)}
    if PRIVATE in asked:
        return PRIVATE
    if shape.name == 'vaccination' and DESK in asked:
        return DESK
    return shape.part
