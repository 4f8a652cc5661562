# SPDX-License-Identifier: Apache-2.0
"""The code lists and the rules for parts: shapes, check digits, no code twice,
units that are listed, names, and the page that is made from the rules.
Argument: the source tree.
"""
import json
import pathlib
import re
import subprocess
import sys

from tap import Tap

ROOT = pathlib.Path(sys.argv[1])
LISTS = ROOT / 'lib' / 'model' / 'lists'
sys.path.insert(0, str(ROOT / 'lib' / 'model'))
import table  # noqa: E402
sys.path.insert(0, str(ROOT / 'lib' / 'words'))
import phrasebook  # noqa: E402

BOOK = phrasebook.Book()

COUNTRIES = '''
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL
BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV
CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM
IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK
LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR
PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS
ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'''.split()

# What every list is about, by the systems that its codes may be of.
OF_LIST = {
    'medicines': {'atc'}, 'vaccines': {'atc', 'cvx'}, 'conditions': {'icd-10'},
    'tests': {'loinc'}, 'allergens': {'snomed', 'atc'},
    'reactions': {'snomed'}, 'forms': {'snomed'}, 'routes': {'snomed'},
    'diseases': {'snomed'}, 'findings': {'snomed'},
    'services': {'snomed', 'carnet'}, 'alerts': {'carnet'},
}
SHAPES = {
    'atc': r'[ABCDGHJLMNPRSV]\d\d([A-Z]([A-Z](\d\d)?)?)?',
    'icd-10': r'[A-Z]\d\d(\.\d)?', 'loinc': r'[1-9]\d{1,6}-\d',
    'snomed': r'[1-9]\d{2,14}[01]0\d', 'cvx': r'\d\d|[1-9]\d\d',
    'carnet': r'[a-z][a-z0-9_]*',
}
STEP = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]


def luhn(digits):
    """Mod 10 check digit of LOINC."""
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d // 10 + d % 10
    return str(-total % 10)


def verhoeff(digits):
    """0 for a number that ends in its check digit, as SNOMED CT's do."""
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c)
        for _ in range(i % 8):
            d = STEP[d]
        turned = total + d if total < 5 else total - d
        total = turned % 5 + (0 if (total < 5) == (d < 5) else 5)
    return total


def fault(system, code):
    """What is wrong with a code, or None."""
    if not re.fullmatch(SHAPES[system], code):
        return 'its shape'
    if system == 'loinc' and luhn(code[:-2]) != code[-1]:
        return 'its check digit'
    if system == 'snomed' and verhoeff(code) != 0:
        return 'its check digit'
    return None


def cells(name, columns):
    return [row for _, row in table.rows(LISTS / f'{name}.tsv', columns)]


tap = Tap()

with tap.case('check_digits_are_told_from_wrong_ones'):
    assert fault('loinc', '45323-3') is None
    assert fault('loinc', '45323-6') == 'its check digit'
    assert fault('snomed', '86406008') is None
    assert fault('snomed', '86406009') == 'its check digit'
    assert fault('snomed', '68406008') == 'its check digit'
    assert fault('snomed', '86406018') == 'its shape'
    assert fault('icd-10', 'I10.') == 'its shape'
    assert fault('atc', 'E10BA02') == 'its shape'

units = [row[0] for row in cells('units', 1)]
problems, total = [], 0
for name, systems in OF_LIST.items():
    seen = set()
    for system, code, unit in cells(name, 3):
        where = f'{name}: {system} {code}'
        total += 1
        if system not in systems:
            problems.append(f'{where}: not a system of this list')
        elif fault(system, code):
            problems.append(f'{where}: {fault(system, code)}')
        if (system, code) in seen:
            problems.append(f'{where}: twice')
        seen.add((system, code))
        if unit != '-' and (name not in ('forms', 'tests')
                            or unit not in units):
            problems.append(f'{where}: unit {unit}')
        if name == 'forms' and unit == '-':
            problems.append(f'{where}: a form is counted in something')
tap.note(f'{total} codes')
tap.check('codes_have_their_shape_and_check_digit_and_stand_once',
          problems or ([] if total > 2000 else ['lists are missing']))

problems = []
for path in sorted(LISTS.glob('*.tsv')):
    text = path.read_text(encoding='utf-8')
    if not text.startswith('# SPDX'):
        problems.append(f'{path.name}: no licence')
    if not text.endswith('\n'):
        problems.append(f'{path.name}: does not end with a line end')
tap.check('lists_have_their_licence_and_end', problems)

# A reader is promised words for every code of a list.
problems = [f'{name}: {system} {code}' for name in OF_LIST
            for system, code, _ in cells(name, 3)
            if code not in BOOK.of(system).by_key]
problems += [f'{name}: {row[0]}' for name in ('countries', 'languages',
                                              'currencies', 'units')
             for row in cells(name, 1) if row[0] not in BOOK.of(name).by_key]
tap.check('every_listed_code_has_words', problems)

with tap.case('what_is_used_most_comes_first'):
    assert units[0] == 'mg'
    assert cells('forms', 3)[0][1] == '385055001'
    assert cells('routes', 3)[0][1] == '26643006'
    first = {row[1] for row in cells('medicines', 3)[:24]}
    assert {'N02BE01', 'A10BA02', 'C08CA01', 'R03AC02'} <= first
    first = {row[1] for row in cells('vaccines', 3)[:24]}
    assert {'J07BD52', 'J07BL01', 'J07BN01', 'J07AM51', 'J07BC01'} <= first

problems = []
for _, code, _ in cells('medicines', 3):
    if code.startswith('J07'):
        problems.append(f'medicines: {code} is a vaccine')
vaccines = {row[1] for row in cells('vaccines', 3)}
for code in vaccines:
    if not code.isdigit() and not code.startswith('J07'):
        problems.append(f'vaccines: {code} is none')
for word, code in cells('products', 2):
    if code not in vaccines:
        problems.append(f'products: {word}: {code} is not among the vaccines')
tap.check('vaccines_and_their_products_agree', problems)

problems = []
countries = [row[0] for row in cells('countries', 1)]
problems += [f'{c} is missing' for c in COUNTRIES if c not in countries]
problems += [f'{c} is no country code' for c in countries
             if c not in COUNTRIES]
for name, shape in (('countries', '[A-Z]{2}'), ('languages', '[a-z]{2,3}'),
                    ('currencies', '[A-Z]{3}')):
    words = [row[0] for row in cells(name, 1)]
    problems += [f'{name}: {w}' for w in words if not re.fullmatch(shape, w)]
    problems += [f'{name}: {w} twice' for w in words if words.count(w) > 1]
tap.check('countries_are_all_of_iso_3166_and_words_have_shapes', problems)

problems = [f'{u}: has a space' for u in units if ' ' in u]
problems += [f'{u} twice' for u in units if units.count(u) > 1]
problems += [f'{u}: brackets' for u in units
             if u.count('{') != u.count('}') or u.count('[') != u.count(']')]
tap.check('units_look_like_ucum', problems)

# A vaccine, route or form whose meaning a slip of two digits would change.
with tap.case('some_codes_mean_what_they_say'):
    names = {(t.name, key): row['en'] for t in BOOK.tables
             for key, row in t.by_key.items()}
    for key, words in {
            ('atc', 'J07BL01'): 'yellow fever', ('cvx', '37'): 'yellow fever',
            ('snomed', '16541001'): 'yellow fever',
            ('snomed', '278148006'): 'blood group O Rh negative',
            ('snomed', '278147001'): 'blood group O Rh positive',
            ('snomed', '260385009'): 'negative',
            ('snomed', '10828004'): 'positive',
            ('loinc', '718-7'): 'haemoglobin',
            ('icd-10', 'Z21'): 'HIV infection without symptoms',
            ('atc', 'B01AA03'): 'warfarin'}.items():
        assert names[key] == words, key

# A reader takes a unit from a form or test that it has met before.
tables = table.Table()
problems = []
for const in ('PRESCRIPTION', 'RESULT', 'COMPONENT'):
    fields = tables.shape(const).fields
    fields.reverse()
    try:
        tables.check_units()
        problems.append(f'{const} turned round is taken')
    except table.TableError:
        pass
    fields.reverse()
tables.check_units()
tap.check('what_tells_a_unit_stands_before_what_takes_it', problems)

SYSTEM_OF = {'ICD10': 'icd-10', 'ATC': 'atc', 'SNOMED': 'snomed',
             'LOINC': 'loinc', 'CVX': 'cvx'}
problems, num = [], 0
for file, line, name, args in (
        (file, *s) for file in ('parts.def', 'parts_each.def')
        for s in table.statements(ROOT / 'lib/model' / file)):
    codes = {'ONE': args[2:3], 'RANGE': args[2:4],
             'EACH': args[-1].replace('"', '').split()}.get(name, [])
    system = SYSTEM_OF.get(args[0 if name == 'EACH' else 1])
    num += len(codes)
    for code in codes if system in ('snomed', 'loinc', 'cvx') else ():
        if fault(system, code):
            problems.append(f'{file}:{line}: {code}: {fault(system, code)}')
tap.note(f'{num} codes of rules')
tap.check('rules_for_parts_name_codes_that_can_be',
          problems or ([] if num > 8000 else ['rules are missing']))

page = subprocess.run([sys.executable, '-B', ROOT / 'docs/make_parts.py',
                       '--check'], capture_output=True, text=True)
tap.check('the_page_on_parts_says_what_the_rules_say',
          page.stderr.splitlines() if page.returncode else [])

# Sizes are not to be measured on listed codes only.
listed = {row[1] for name in OF_LIST for row in cells(name, 3)}
problems, num = [], 0
for path in sorted((ROOT / 'tests/data/sizes').glob('*.json')):
    record = json.loads(path.read_text(encoding='utf-8'))
    codes = re.findall(r'"code": "([^"]+)"', path.read_text(encoding='utf-8'))
    num += sum(c not in listed for c in codes)
    problems += [f'{path.name}: no entries'] * (not record['entries'])
problems += [f'only {num} codes beyond the lists'] * (num < 8)
tap.check('records_for_sizes_have_codes_beyond_the_lists', problems)

sys.exit(tap.end())
