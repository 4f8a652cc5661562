#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/guide/fhir.md, what becomes of the elements of a FHIR bundle, from
the table of the way in (lib/interop/in.def).

    docs/make_fhir.py           write the page
    docs/make_fhir.py --check   fail if the page is not what it would write
"""
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / 'docs' / 'guide' / 'fhir.md'
TABLE = ROOT / 'lib' / 'interop' / 'in.def'

OPENING = """# FHIR bundles

<!-- Generated from lib/interop/in.def by docs/make_fhir.py. -->

```sh
carnet fhir import bundle.json -o record.json --report report.json
carnet issue --key clinic.key bundle.json -o p.carnet
```

A bundle of HL7 FHIR R4, such as an International Patient Summary, becomes a
record about one person: the subject of its Composition, or its only Patient.
The report names every element that no field takes by its FHIRPath, says why,
and whether a clinic may need it; `--strict` then writes no record.

- Narrative is never read as facts. Where it says that it has more than the
  entries (`additional`), it is reported as lost.
- Nothing is worked out: the end of a period is "prescribed until"; the day on
  which a supply ends comes from quantity and schedule alone.
- Of several dosages none is taken as structure; their words are kept.
- Codes keep their system. A code that its own system can't have (a wrong check
  digit) is kept in words and reported; a test that its number and its display
  both name is taken by that name, the code as written beside it.
- A label of confidentiality R or V, or one that names what an entry is
  sensitive for, moves the entry to the private part; of the document, all but
  the person's name.
- A resource with a modifier extension or implicit rules, about another person,
  entered in error or in a state that is no fact becomes no entry.
- Seconds of an instant are checked and left out; its offset stays.
- An element of another type than FHIR gives it, or what is no date, makes the
  bundle invalid: it is refused with the path.

Limits: 16 MiB, 200,000 values, nested 64 deep, 768 entries.

Elements not named in these tables are reported as lost to the clinic; those
that no clinic misses are named behind each table.
"""

ROW = re.compile(r'^(TYPE|PART|TAKE|WORD|MORE|GATE|LINK|DROP|WHY|FATE)\((.*)\)$',
                 re.M)


def arguments(text):
    return [a.strip().strip('"') for a in re.findall(r'"[^"]*"|[^,]+', text)]


def sections():
    """(type, rows) in the table's order."""
    found = []
    for name, text in ROW.findall(TABLE.read_text(encoding='utf-8')):
        args = arguments(text)
        if name in ('TYPE', 'PART'):
            found.append((args[0], args[1] if name == 'TYPE' else '', []))
        elif name != 'FATE':
            found[-1][2].append((name, args))
    return found


def field(constant):
    """`since` of CONDITION_SINCE"""
    return '`' + constant.lower().partition('_')[2] + '`'


def section(name, kind, rows):
    taken = []
    for row, args in rows:
        if row in ('TAKE', 'MORE'):
            taken.append((args[1], field(args[3])))
        elif row == 'WORD':
            taken.append((args[1], field(args[2]) + ', a word'))
        elif row == 'GATE':
            taken.append((args[1], 'only ' + args[2].replace(' ', ', ')))
        elif row == 'WHY':
            taken.append((args[1], 'reported: ' + args[2].lower()))
    dropped = [args[1] for row, args in rows if row == 'DROP']
    text = f'\n## {name}\n\n'
    if kind:
        text += f'Becomes an entry `{kind.lower()}`.\n\n'
    if taken:
        text += '| element | field |\n|---|---|\n'
        text += ''.join(f'| {path} | {to} |\n' for path, to in taken)
    if dropped:
        names = ', '.join('all' if d == '*' else d for d in dropped)
        text += ('\n' if taken else '') + textwrap.fill(
            f'Left out: {names}.', 79, break_long_words=False,
            break_on_hyphens=False) + '\n'
    return text


def page():
    return OPENING + ''.join(section(*s) for s in sections())


if __name__ == '__main__':
    if '--check' in sys.argv[1:]:
        sys.exit(PAGE.read_text(encoding='utf-8') != page()
                 and f'{PAGE.name} is not what docs/make_fhir.py writes')
    PAGE.write_text(page(), encoding='utf-8')
