# SPDX-License-Identifier: Apache-2.0
"""The tables of the phrase book: shapes and existence of codes, scripts of
languages, words for all that the schema and the program say, how many there
are, and the sheet for reviewers. Argument: the source tree.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

from tap import Tap

ROOT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(ROOT / 'lib' / 'model'))
sys.path.insert(0, str(ROOT / 'lib' / 'words'))
import folding  # noqa: E402
import phrasebook  # noqa: E402
import table  # noqa: E402

BOOK = phrasebook.Book()
SCHEMA = table.Table()
LANGUAGES = 'en fr es ar pt it de el'.split()
SHAPES = {
    'icd-10': r'[A-Z]\d\d(\.\d)?',
    'icd-11': r'[0-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z]'
              r'(\.[0-9A-HJ-NP-Z]{1,2})?',
    'atc': r'[ABCDGHJLMNPRSV]\d\d([A-Z]([A-Z](\d\d)?)?)?',
    'cvx': r'\d\d|[1-9]\d\d', 'loinc': r'[1-9]\d{1,6}-\d',
    'snomed': r'[1-9]\d{3,15}[01]0\d', 'carnet': r'[a-z][a-z0-9_]*',
    'countries': '[A-Z]{2}', 'languages': '[a-z]{2,3}',
    'currencies': '[A-Z]{3}',
}
# What the phrase book promises at the least.
LEAST = {'icd-10': 400, 'icd-11': 400, 'loinc': 120, 'cvx': 250}

tap = Tap()


def script(text):
    """The scripts of a text's letters."""
    return {unicodedata.name(c).split()[0] for c in text if c.isalpha()
            and c not in 'µªº'}


tap.check('has_eight_languages', [] if BOOK.languages == LANGUAGES
          else [f'{BOOK.languages}'])

tap.check('codes_have_their_shape',
          [f'{t.name}: {key}' for t in BOOK.tables if t.name in SHAPES
           for key in t.by_key if not re.fullmatch(SHAPES[t.name], key)])

# Latin words of Arabic and Greek cells that English lacks or has in small
# letters: INN, species, units, options, names that are written so everywhere.
KNOWN = set('''
Barré Card FiO HBc HBeAg HBs HBsAg HbA Health Pneumocystis a aPTT anti aspart b
bit boulardii bundle byte bytes c carnet croup degludec delirium detemir
difficile e epilepticus eqchi falciparum glargine glulisine hCG iche lispro
lysate malariae mpox ovale prawns private pub shc shrimp status vaccinia vivax
von x yaws
'''.split())


def script_problem(language, row):
    """What is not of its script in a cell; None if all is. In an Arabic or
    Greek cell a Latin word has a capital, as in English (a name, an
    abbreviation, a code), or is listed; and not all of it is Latin."""
    word = row[language]
    other = {'ar': 'ARABIC', 'el': 'GREEK'}.get(language)
    wrong = script(word) - {other, 'LATIN', 'MICRO', 'MASCULINE', 'FEMININE'}
    if wrong:
        return wrong
    if other and script(word) == {'LATIN'} and word not in ('{} bytes',):
        return 'Latin'
    names = set(re.findall(LATIN, row['en'])) if other else ()
    wrong = [w for w in re.findall(LATIN, word) if other and w not in KNOWN
             and not (w in names and w != w.lower()) and not w.isupper()]
    return wrong or None


LATIN = '[A-Za-z\u00c0-\u00d6\u00d8-\u024f]+'  # not the sign of times
tap.check('each_cell_is_of_the_script_of_its_language',
          [f'{t.name} {key}: {language}: {row[language]}: {problem}'
           for t in BOOK.tables for key, row in t.by_key.items()
           for language in LANGUAGES
           if (problem := script_problem(language, row))])

good = BOOK.of('icd-10').by_key['E11.9']
tap.check('a_cell_of_another_script_is_seen',
          [f'{language}: {word}' for language, word in (
              ('el', good['en']), ('ar', good['en']), ('fr', good['el']),
              ('el', good['ar']), ('ar', good['el']),
              ('el', 'diabetes \u03c4\u03cd\u03c0\u03bf\u03c5 2'),
              ('el', 'Diabetes \u03c4\u03cd\u03c0\u03bf\u03c5 2'))
           if not script_problem(language, {**good, language: word})])

# Of tables that people read for meaning, most words must be of the script.
problems = []
for name in ('enums', 'kinds', 'fields', 'phrases', 'statuses', 'icd-10',
             'countries', 'languages', 'units', 'atc'):
    rows = list(BOOK.of(name).by_key.values())
    for language, want in (('ar', 'ARABIC'), ('el', 'GREEK')):
        good = sum(want in script(row[language]) for row in rows)
        if good < 0.97 * len(rows):
            problems.append(f'{name}: {language}: {good} of {len(rows)}')
tap.check('arabic_and_greek_are_not_left_in_english', problems)

with tap.case('every_vaccine_of_atc_and_cvx_has_words'):
    j07 = [k for k in BOOK.of('atc').by_key if re.match(r'J07\w\w\d\d$', k)]
    tap.note(f'{len(j07)} J07, {len(BOOK.of("cvx").by_key)} CVX')
    assert len(j07) >= 100

problems = [f'{name}: {len(BOOK.of(name).by_key)}, not {least}'
            for name, least in LEAST.items()
            if len(BOOK.of(name).by_key) < least]
for name, least in (('allergens', 80), ('reactions', 30), ('tests', 120)):
    rows = SCHEMA.code_lists[name.upper()][2]
    if len(rows) < least:
        problems.append(f'{name}: {len(rows)}, not {least}')
tap.check('there_are_as_many_as_promised', problems)
tap.note(', '.join(f'{t.name} {len(t.by_key)}' for t in BOOK.tables))

# ---- what the schema and the program say ----

wanted = {f'{const.lower()}.{w}' for const, words in SCHEMA.enums.items()
          for w in words}
tap.check('every_word_of_an_enumeration_has_words',
          sorted(wanted ^ set(BOOK.of('enums').by_key)))

wanted = {s.name for s in SCHEMA.kinds + SCHEMA.groups}
tap.check('every_kind_and_group_has_words',
          sorted(wanted ^ set(BOOK.of('kinds').by_key)))

wanted = {f'{"common" if f.owner is SCHEMA.common else s.name}.{f.name}'
          for s in SCHEMA.kinds + SCHEMA.groups for f in s.fields}
tap.check('every_field_has_a_label',
          sorted(wanted ^ set(BOOK.of('fields').by_key)))

source = (ROOT / 'lib/base/status.c').read_text(encoding='utf-8')
said = {m.group(1): ''.join(re.findall(r'"([^"]*)"', m.group(2)))
        for m in re.finditer(r'ROW\((\w+),\s*((?:"[^"]*"\s*)+)\)', source)}
tap.check('statuses_say_what_the_program_says',
          [f'{k}: {said.get(k)} / {BOOK.of("statuses").by_key.get(k)}'
           for k in sorted(said.keys() | BOOK.of('statuses').by_key.keys())
           if BOOK.of('statuses').by_key.get(k, {}).get('en') != said.get(k)])

# ---- words that may not be taken for each other ----

OPPOSITE = [('prescription_status', 'taking', 'paused interrupted stopped '
             'completed'),
            ('condition_status', 'active', 'remission resolved refuted '
             'inactive'),
            ('allergy_status', 'active', 'inactive resolved refuted'),
            ('clearance', 'fit', 'fit_with_conditions not_yet'),
            ('vaccination_state', 'done', 'not_done refused')]
problems = []
for enum, first, others in OPPOSITE:
    rows = BOOK.of('enums').by_key
    for language in LANGUAGES:
        words = [folding.fold(rows[f'{enum}.{w}'][language])
                 for w in [first] + others.split()]
        if len(set(words)) != len(words):
            problems.append(f'{enum}: {language}: {words}')
tap.check('states_never_look_alike', problems)

problems = []
for const, words in SCHEMA.enums.items():
    for language in LANGUAGES:
        said = [BOOK.of('enums').by_key[f'{const.lower()}.{w}'][language]
                for w in words]
        if len(set(said)) != len(said):
            problems.append(f'{const}: {language}: {said}')
tap.check('words_of_an_enumeration_differ_in_each_language', problems)

problems = []
for t in BOOK.tables:
    for key, row in t.by_key.items():
        digits = re.findall(r'\d+', row['en'])
        for language, word in row.items():
            if t.name in ('statuses', 'atc', 'cvx', 'icd-10') and \
                    not set(digits) <= set(re.findall(r'\d+', word)):
                problems.append(f'{t.name} {key}: {language}: {word}')
            if re.search('[\u0660-\u0669\u06f0-\u06f9]', word):
                problems.append(f'{t.name} {key}: {language}: digits')
tap.check('digits_are_western_and_none_is_lost', problems)

# ---- the sheet for reviewers ----

with tap.case('the_sheet_for_reviewers_has_every_word'):
    with tempfile.TemporaryDirectory() as folder:
        sheet = pathlib.Path(folder) / 'sheet.html'
        subprocess.run([sys.executable, '-B',
                        ROOT / 'docs' / 'make_review_sheet.py', sheet],
                       check=True)
        text = sheet.read_text(encoding='utf-8')
    rows = sum(len(t.by_key) for t in BOOK.tables if t.name != 'icd-11')
    tap.note(f'{rows} rows')
    assert text.count('<tr id=') == rows
    assert text.count('lang="ar" dir="rtl"') == rows

sys.exit(tap.end())
