#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/spec/parts.md from lib/model/parts.def and the schema table.

    docs/make_parts.py           write the page
    docs/make_parts.py --check   fail if the page is not what it would write
"""
import pathlib
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'lib' / 'model'))
import table  # noqa: E402

PAGE = ROOT / 'docs' / 'spec' / 'parts.md'
SYSTEMS = {'ICD10': 'ICD-10', 'ICD10CM': 'ICD-10-CM', 'ICD11': 'ICD-11',
           'ATC': 'ATC', 'SNOMED': 'SNOMED CT', 'LOINC': 'LOINC',
           'CVX': 'CVX'}
WORDS = {'DESK': 'desk', 'CLINIC': 'clinic', 'PRIVATE': 'private'}

HEAD = '''\
# Parts by default

Made from `lib/model/parts.def` by `docs/make_parts.py`; do not edit.

Every credential has three parts: **desk** (what an arrival desk may see),
**clinic** (what any clinic needs) and **private** (what only a chosen one
may). When a record is issued, each entry goes where its kind goes, unless a
code in it asks for another part:

1. Every code of the entry counts: what it is about, reason, target, programme,
   procedure, device, evidence, each ingredient and component, and each coding
   where there are several. Of an ICD-11 cluster every stem counts.
2. For each code the first rule below that covers it decides: first those that
   name one code, in the order of this page, then those that name a range. In
   ICD-10, ICD-10-CM, ICD-11 and ATC a rule covers all codes that begin with the
   one that it names, and a range all those that, cut to the length of its
   bounds, lie between them or equal one (A50 to A64 covers A64.0; a code that
   is shorter than a bound lies before whatever it begins). In SNOMED CT, LOINC
   and CVX a rule covers just the code that it names.
3. Of all codes of an entry the most private decides; an entry whose codes are
   covered by no rule, or only by rules that do not move it, goes where its kind
   goes. A rule for the desk moves vaccinations only, and these wherever no rule
   makes them private.
4. An allergy stays in the clinic part whatever its agent, since whoever treats
   must see it: of all its codes, reactions too, only rules marked * count.
5. ICD-10-CM follows the rules of ICD-10 too. A code system that is named by a
   URI follows the rules of the one that it contains a word of, in any case,
   the first of: `icd-10`, `icd10`, `cim-10` (ICD-10-CM); `icd-11`, `icd11`,
   `icd/` (ICD-11); `snomed`; `loinc`; `whocc`, `/atc` (ATC); `cvx`.
6. An entry that can't be read, of a later version's kind or with a field that
   must be understood and is not, is private.

Whoever issues may put an entry into a more private part, and into a less
private one with an explicit word. `issue` says which code and rule sent an
entry to the private part.

**What this can't do.** Words are not looked at: a condition that is told in
words only goes where its kind goes. SNOMED CT and LOINC have no ranges, so
only the codes named here are known; codes of systems that are not named here
are not known at all. An antiviral, a result or a date of visit can still tell
a story to someone who knows it. So the issuer looks at the plan before
signing.
'''


def read():
    """[(part, system, first, last, agent, topic)] in the order of the file."""
    rules = []
    for line, name, args in table.statements(
            ROOT / 'lib' / 'model' / 'parts.def'):
        if name == 'ONE':
            args = args[:3] + [args[2]] + args[3:]
        part, system, first, last, agent, topic = args
        table.check(part in WORDS and system in SYSTEMS and agent in '01',
                    f'parts.def:{line}', 'no such part, system or agent')
        rules.append((part, system, first, last, agent == '1', topic))
    return rules


# ---- that the order of the page decides as the order of the file ----

ORDERED = {'ICD10', 'ICD10CM', 'ICD11', 'ATC'}


def covers(rule, system, code):
    _, own, first, last, _, _ = rule
    if own != system and (own, system) != ('ICD10', 'ICD10CM'):
        return False
    if system not in ORDERED:
        return code == first
    return code[:len(first)] >= first and code[:len(last)] <= last


def decision(rules, system, code):
    """(part, whether of an agent too) of the first rule, or None."""
    return next(((r[0], r[4]) for r in rules if covers(r, system, code)), None)


def page_order(rules):
    """Rules of one code before ranges, each as the page has them."""
    parts, systems = ['CLINIC', 'PRIVATE', 'DESK'], list(SYSTEMS)
    return sorted(rules, key=lambda r: (
        r[2] != r[3], parts.index(r[0]), systems.index(r[1])))


def probes(rules):
    """(system, code) at the bounds of all rules, and around them."""
    for _, system, *bounds, _, _ in rules:
        for code in bounds:
            last = ord(code[-1])
            near = {code, code[:-1], code + '0', code + '.0', code + 'Z',
                    code[:-1] + chr(last + 1), code[:-1] + chr(last - 1)}
            yield from ((system, c) for c in near)
            if system == 'ICD10':
                yield from (('ICD10CM', c) for c in near)


def check_order(rules):
    on_page = page_order(rules)
    for system, code in probes(rules):
        table.check(decision(rules, system, code)
                    == decision(on_page, system, code), 'parts.def',
                    f'{system} {code}: rule 2 of the page says another part')


# ---- page ----

def span(rule):
    _, _, first, last, agent, _ = rule
    text = first if first == last else f'{first} to {last}'
    return text + ('*' if agent else '')


def tables(rules, part):
    """A table of topics for each system, in the order of their rules."""
    out = []
    for system, label in SYSTEMS.items():
        topics = {}
        for r in rules:
            if r[0] == part and r[1] == system:
                topics.setdefault(r[5], []).append(span(r))
        if topics:
            out += [f'### {label}', '', '| what | codes |', '|---|---|']
            out += [f'| {t} | {", ".join(c)} |' for t, c in topics.items()]
            out.append('')
    return out


def make():
    rules = read()
    check_order(rules)
    kinds = table.Table().kinds
    out = [HEAD, '## By kind', '', '| part | kinds |', '|---|---|']
    for i, part in enumerate(table.PARTS):
        names = ', '.join(k.name for k in kinds if k.part == i)
        out.append(f'| {WORDS[part]} | {names} |')
    out += ['', '## Not private although a rule below would cover it', '']
    out += tables(rules, 'CLINIC')
    out += ['## Private by code', '']
    out += tables(rules, 'PRIVATE')
    out += ['## Vaccinations for the desk', '']
    out += textwrap.wrap(
        'Those that a border asks for. A vaccine against several diseases '
        'follows the one that is asked for; vaccine and targets both count.',
        80) + ['']
    out += tables(rules, 'DESK')
    return '\n'.join(out).rstrip() + '\n'


def main():
    text = make()
    if '--check' in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding='utf-8') != text:
            print('docs/spec/parts.md is not what parts.def says: run '
                  'docs/make_parts.py', file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(table.main_guard(main))
