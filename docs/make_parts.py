#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/spec/parts.md from lib/model/parts.def, the schema table and how
the phrase book folds text.

    docs/make_parts.py           write the page
    docs/make_parts.py --check   fail if the page is not what it would write
"""
import pathlib
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'lib' / 'model'))
sys.path.insert(0, str(ROOT / 'lib' / 'words'))
import folding  # noqa: E402
import table  # noqa: E402
from parts_rules import WORDS, Source, decision  # noqa: E402

IN_A_ROW = 50   # codes
PAGE = ROOT / 'docs' / 'spec' / 'parts.md'

HEAD = '''\
# Parts by default

Made from `lib/model/parts.def` and `lib/words/folding.py` by
`docs/make_parts.py`; do not edit.

Every credential has three parts: **desk** (what an arrival desk may see),
**clinic** (what any clinic needs) and **private** (what only a chosen one
may). When a record is issued, each entry goes where its kind goes, unless
something in it asks for another part:

1. Every code of the entry counts: what it is about, reason, target, programme,
   procedure, device, evidence, each ingredient and component, and each coding
   where there are several. So do the words of enumerations that are named
   below.
2. A code is **folded**: small letters a to z become capitals; a character of
   the table below becomes what it is read as; all but A to Z, 0 to 9, point and
   hyphen becomes a space. Its **pieces** are what spaces part, in a set that
   goes by beginnings hyphens too; and, unless `&` or `/` is in the code, the
   whole less its spaces. Points and hyphens at the ends of a piece are dropped.
3. For each piece the first rule of its set that covers it decides: first those
   that name one code, in the order of this page, then those that name a range.
   Pieces and rules are compared without points and hyphens. In a set that goes
   by beginnings a rule covers all pieces that begin with the code that it
   names, `?` being any letter or digit, and a range all those that, cut to the
   length of its bounds, lie between them or equal one (A50 to A64 covers A64.0;
   a piece that is shorter than a bound lies before whatever it begins). In a
   set of whole codes a rule covers just the code that it names.
4. Of all that an entry says the most private decides; an entry that is covered
   by no rule, or only by rules that do not move it, goes where its kind goes. A
   rule for the desk moves vaccinations only, and these wherever no rule makes
   them private.
5. Whoever treats must see an allergy, and what an alert says to avoid: a
   consequence without its cause. In these fields only rules marked * count:
   {marked}.
6. A listed code system follows the set of its name; ICD-10-CM follows ICD-10
   too. One that is named by a URI is folded: letters become small, each run of
   other characters than a to z and 0 to 9 one hyphen, with one at either end.
   It follows the set of the first words in the table below that it contains.
7. A code system that contains none of them is **not known**. Its codes are
   judged by their shape: each piece by every set that has a shape below which
   the piece fits, as it stands or without points and hyphens. Rules for the
   desk do not count then. `issue` names the system, whatever was found: the
   plan has it (`carnet_issue_unknown_system`), the command says it and puts it
   into its JSON, and a person must look.
8. An entry that can't be read, of a later version's kind or with a field that
   must be understood and is not, is private.
9. An entry with a **free text that tells** is private: see below.

The most private wins for a **warning** too: an allergy, an alert or a travel
clearance whose note tells goes to the private part whole, where an emergency
may not see it. `issue` says so in a line of its own (`WARNING`): put what tells
into an entry of its own, and the warning stays where it helps.

Whoever issues may put an entry into a more private part, and into a less
private one with an explicit word. `issue` says which code or word and which
rule sent an entry to the private part.

**What this can't do.** That no word is found proves nothing: a text may tell in
other words, in another language, misspelt, or by what it leaves out. SNOMED CT
and LOINC have no ranges, so only the codes named here are known, and what
RxNorm or a local list means is not. An antiviral, a result or a date of visit
can still tell a story to someone who knows it. So the issuer looks at the plan
before signing.

## Free text

Looked at are, in an entry and in its groups:

- every TEXT, and every LABEL but the codes of the word lists `countries`,
  `languages` and `currencies` and the names of persons
  ({names});
- of every CODE but those in the fields of rule 5, the issuer's words and the
  label of each coding, as they are carried: words that a writer leaves out
  ([format.md](format.md) section 6.4) are not looked at.

Such a text tells if one of the **private words** stands in it. Both are
compared **folded**. A to Z become small, U+0300 to U+036F vanish, and each
character of
{ranges}
or of the forms below is

1. taken apart into what it is canonically composed of (Unicode, NFD), and one
   of the forms
   {forms}
   into what it is compatible with (NFKD); of what results
2. each capital becomes its small letter (CaseFolding.txt, status C and S), and
   that what the first table below says. Of the others
3. marks and format characters (categories Mn, Cf) vanish, digits (Nd) become
   one of 0 to 9, spaces (Zs) U+0020 and dashes (Pd) U+002D.

All other characters stay. A **letter** is, in folded text, a letter or digit
(categories L and Nd) that is ASCII, in one of the first {num} ranges or in
{more}. A word may **begin** at a letter with no letter before it,
and behind what Arabic writes together with a word: from such a letter on up to
three of U+0648, U+0641, U+0628, U+0644 and U+0643 (and, then, in, for, like),
with U+0627 U+0644 (the article) behind them or without. A private word stands
in a text where one may begin and its characters follow, any number of spaces
counting as one, and behind them no letter, or an `s` and then no letter.

U+200B, which nobody sees, vanishes and parts words as well: what stands from
one of them, or the beginning, to another, or the end, is also a text of its
own.

A private word **does not count inside an innocent phrase**: where the phrase
stands as a private word would and the word, without the `s` behind it, begins
and ends in it, as in "respiratory depression". The same word elsewhere in the
text counts, and so does one that goes on behind the phrase. In a text with
U+200B no phrase is innocent.

An **abbreviation** keeps its case and its accents: where a word may begin its
characters stand in the text, and no letter follows. Of the text only the forms
above are folded, U+FF21 to U+FF3A to capitals, and what vanishes does, but
U+0300 to U+036F. So ART is met, also in wide letters, and art is not.

The private words, in all languages, are those of the phrase book, whose tables
are in [lib/words/data](../../lib/words/data):

- of the tables `icd-10`, `icd-11` (which has, beside a code, the one of
  `icd-10` that has its words), `snomed`, `atc`, `cvx`, `loinc` and `carnet` the
  words of every code that rules 2 and 3 make private;
- in `private.tsv` (language or `*`, how, word) each `word`; each `case` is an
  abbreviation;
- less those that equal, folded, an `innocent` word of `private.tsv`; the other
  `innocent` rows are the innocent phrases;
- of those that begin with the Arabic article, folded, also the form with U+0644
  in place of its U+0627 ("for the").

A word in which another one stands adds nothing, unless that one stands in an
innocent phrase. A **name that is a private word counts**: "Dr. G. Mania", whom
no rule tells from the illness, and "Centre IST", which tells even as a name.
Whoever issues sees the word and may put the entry into a less private part.

A library that was built with fewer languages (`-Dlanguages`) looks for the
private words of all of them all the same.
'''


# ---- that the order of the page decides as the order of the file ----

def page_order(rules, sets):
    """Rules of one code before ranges, each as the page has them."""
    parts, order = ['CLINIC', 'PRIVATE', 'DESK'], list(sets)
    return sorted(rules, key=lambda r: (
        r.first != r.last, parts.index(r.part), order.index(r.of.name)))


def probes(rules, sets):
    """(set, code) at the bounds of all rules, and around them."""
    for r in rules:
        for code in {r.first.replace('?', '2'), r.last.replace('?', '3')}:
            last = ord(code[-1])
            near = {code, code[:-1], code + '0', code + '.0', code + 'Z',
                    code[:-1] + chr(last + 1), code[:-1] + chr(last - 1)}
            yield from ((s, c) for s in sets.values() if s.follows(r.of)
                        for c in near)


def of_set(rules, system):
    return [r for r in rules if system.follows(r.of)]


def check_order(rules, sets):
    """Of whole codes none stands twice; of the others all bounds are tried."""
    seen = set()
    for r in rules:
        table.check(r.of.by_beginning or (r.of, r.first) not in seen,
                    'parts.def', f'{r.first} stands twice')
        seen.add((r.of, r.first))
    rules = [r for r in rules if r.of.by_beginning]
    in_file = {n: of_set(rules, s) for n, s in sets.items()}
    on_page = {n: of_set(page_order(rules, sets), s) for n, s in sets.items()}
    for system, code in probes(rules, sets):
        table.check(decision(in_file[system.name], system, code)
                    == decision(on_page[system.name], system, code),
                    'parts.def', f'{system.label} {code}: rule 3 of the page '
                    'says another part')


# ---- page ----

def rows(head, lines):
    return [f'| {" | ".join(head)} |', '|' + '---|' * len(head),
            *(f'| {" | ".join(line)} |' for line in lines), '']


def tables(source, part):
    """A table of topics for each set, in the order of their rules."""
    out = []
    for one in source.sets.values():
        topics = {}
        for r in source.rules:
            if r.part == part and r.of == one:
                topics.setdefault(r.topic, []).append(r.span())
        if topics:
            out += [f'### {one.label}', '', *rows(
                ('what', 'codes'),
                ((t, ', '.join(c[i:i + IN_A_ROW])) for t, c in topics.items()
                 for i in range(0, len(c), IN_A_ROW)))]
    return out


def kinds(source):
    for i, part in enumerate(table.PARTS):
        names = ', '.join(k.name for k in source.table.kinds if k.part == i)
        yield WORDS[part], names


def by_set(pairs):
    """Rows of a set and its words, in the order of the file; a set again where
    another comes between."""
    out = []
    for one, words in pairs:
        if out and out[-1][0] == one.label:
            out[-1][1].append(words)
        else:
            out.append((one.label, [words]))
    return ((label, ', '.join(words)) for label, words in out)


def letter_folds():
    """What text is folded to by none of Unicode's tables."""
    def said(text):
        if text.isascii() and text.strip():
            return f'`{text}`'
        return f'U+{ord(text):04X}' if text else 'nothing'
    return ['## Letters that are folded to others', '', *rows(
        ('from', 'to'), ((f'U+{ord(c):04X}', said(to))
                         for c, to in sorted(folding.SPECIAL.items())))]


def lookups(source):
    """What rules 2, 6 and 7 look up."""
    out = ['## Characters that are read as others', '', *rows(
        ('from', 'are read as, `_` being none'),
        ((f'U+{first:04X}', f'`{as_}`') for first, as_ in source.alikes))]
    out += ['## Code systems that are named by a URI', '', *rows(
        ('set', 'words, in this order'),
        by_set((one, f'`{words}`') for words, one in source.likes))]
    out += textwrap.wrap(
        'Codes of the set "nothing" tell nothing and have no rules.', 80) + ['']
    out += ['## Shapes of codes', '']
    out += textwrap.wrap(
        'A piece fits that has as many characters and begins the pattern: `@` '
        'is a letter, `#` a digit, `*` either.', 80) + ['']
    out += rows(('set', 'pattern', 'characters'), (
        (one.label, f'`{pattern}`',
         f'{least}' if least == most else f'{least} to {most}')
        for one, pattern, least, most in source.shapes))
    out += ['## Sets', '', *rows(('set', 'compared by'), (
        (s.label, 'beginnings' if s.by_beginning else 'whole codes')
        for s in source.sets.values()))]
    return out


def make():
    source = Source()
    check_order(source.rules, source.sets)
    ranges, forms = ([f'U+{a:04X} to U+{b - 1:04X}' for a, b in some] for some
                     in ([*folding.RANGES, folding.MORE], folding.FORMS))
    head = HEAD
    for name, text in (('marked', ', '.join(source.marked)),
                       ('names', ', '.join(source.names)),
                       ('ranges', ', '.join(ranges[:-1])),
                       ('forms', ', '.join(forms)),
                       ('num', 'four'),
                       ('more', ranges[-1])):
        head = head.replace(f'{{{name}}}', text)
    out = [head, *letter_folds()]
    out += ['## By kind', '', *rows(('part', 'kinds'), kinds(source))]
    out += ['## Private by a word', '', *rows(
        ('field', 'word', 'what'),
        ((f'{kind}.{field}', word, topic)
         for kind, field, word, topic in source.words))]
    out += lookups(source)
    out += ['## Not private although a rule below would cover it', '']
    out += tables(source, 'CLINIC')
    out += ['## Private by code', '']
    out += tables(source, 'PRIVATE')
    out += ['## Vaccinations for the desk', '']
    out += textwrap.wrap(
        'Those that a border asks for. A vaccine against several diseases '
        'follows the one that is asked for; vaccine and targets both count.',
        80) + ['']
    out += tables(source, 'DESK')
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
