# SPDX-License-Identifier: Apache-2.0
"""Single values for the page of examples: (title, text, rows), a row being
(kind, field, members of the entry in JSON)."""

TABLET = '"form": {"code": "385055001"}'
METFORMIN = '"medicine": {"code": "A10BA02"}'
HIGH = '"code": {"code": "I10"}'
PLACE = '"what": {"code": "394814009"}'

LABELS = [
    ('vaccination', 'lot', '"vaccine": {"code": "J07BD01"}, "date": "2026-03-17",'
     f' "lot": {lot}') for lot in ('"A"', '"1234567"', '"X3E391V"')
] + [('plan', 'where', f'{PLACE}, "where": "{text}"') for text in (
    'Hargeisa Group', "Sant'Anna", 'St. Mary-Le-Bow', 'Clinic no. 5 (B)',
    'مركز صحي', 'Лікарня', 'Νοσοκομείο', 'ጤና ጣቢያ', 'Hôpital Principal',
    'a@example.org')] + [
    ('coverage', 'country', '"scheme": "X", "country": "SN"'),
    ('coverage', 'country', '"scheme": "X", "country": "XK"'),
    ('person_details', 'languages', '"languages": ["wo", "fr", "sr-Latn-RS"]'),
]

DECIMALS = [('mental_health', 'score', f'"date": "2026-03-17", "score": {n}')
            for n in ('27', '0', '5.0', '0.25', '1.234', '0.000', '1.2345',
                      '-2', '-1.5', '1e3', '120e1', '9007199254740991',
                      '300239975158033.0', '300239975158033.1')]

QUANTITIES = [('prescription', 'strength', f'{METFORMIN}, "strength": {q}')
              for q in ('{"value": 850}', '{"value": 850, "unit": "mg"}',
                        '{"value": 2.5}', '{"value": 100, "unit": "ug"}',
                        '{"value": 0.0125}',
                        '{"value": 0.0125, "unit": "g"}',
                        '{"value": 5, "unit": "mg/(24.h)"}')] + [
    ('prescription', 'dose', f'{METFORMIN}, {TABLET}, "dose": {{"value": 0.5}}'),
    ('prescription', 'dose',
     f'{METFORMIN}, "dose": {{"value": 0.5, "unit": "{{tablet}}"}}'),
    ('result', 'quantity', '"test": {"code": "4548-4"}, "date": "2026-03-17", '
     '"quantity": {"value": 7.6}'),
    ('result', 'quantity', '"test": {"code": "4548-4"}, "date": "2026-03-17", '
     '"quantity": {"value": 60, "unit": "mmol/mol"}'),
    ('result', 'quantity', '"test": {"code": "1925-7"}, "date": "2026-03-17", '
     '"quantity": {"value": -1.5, "unit": "mmol/L"}'),
]

DATES = [('condition', 'since', f'{HIGH}, "since": {date}') for date in (
    '"2026-03-17"', '"2026-03-10"', '"2026-04-01"', '"0001-01-01"',
    '"2019-05"', '"2019"', '"2026-03-10~"', '"1988~"',
    '"2026-03-17T07:30:00+01:00"', '"2026-03-16T23:00:00-05:00"',
    '{"absent": "none"}', '{"absent": "not_asked"}', '{"absent": "refused"}')]

ENDS = [('condition', 'until', f'{HIGH}, {since}"until": {until}')
        for since, until in (
            ('"since": "2026-03-01", ', '"2026-03-11"'),
            ('"since": "2026-03", ', '"2026-03-11"'),
            ('"since": "2026-03-01~", ', '"2026-03-11"'),
            ('', '"2026-03-11"'),
            ('"since": "2026-03-01", ', '"2026-03-11~"'),
            ('"since": "2026-03-01", ', '"2026-03"'))]

CODES = [('condition', 'code', f'"code": {code}') for code in (
    '{"code": "E11.9"}', '{"code": "G43"}', '{"code": "G43.8"}',
    '{"code": "S52.50"}', '{"code": "S52.501"}',
    '{"system": "icd-11", "code": "5A11"}',
    '{"system": "icd-11", "code": "5A11", "display": "Type 2 diabetes"}',
    '{"system": "snomed", "code": "44054006"}',
    '{"system": "urn:example:codes", "code": "AB 12"}',
    '{"text": "always tired"}',
    '{"code": "E11.9", "text": "sugar since the last pregnancy"}',
    '{"coding": [{"code": "E11.9"}, {"system": "snomed", '
    '"code": "44054006"}], "text": "sugar"}')] + [
    ('prescription', 'medicine', f'"medicine": {code}') for code in (
        '{"code": "A10BA02"}', '{"code": "N02AA79"}', '{"code": "C09"}',
        '{"code": "V"}')] + [
    ('result', 'test', '"date": "2026-03-17", "text_value": "seen", "test": '
     + code) for code in ('{"code": "4548-4"}', '{"code": "10000-8"}')] + [
    ('procedure', 'what', f'"what": {code}') for code in (
        '{"code": "80146002"}', '{"code": "1119349007"}',
        '{"code": "1157024006"}', '{"code": "28531000087107"}')] + [
    ('vaccination', 'vaccine', '"date": "2026-03-17", "vaccine": '
     '{"system": "cvx", "code": "08"}')]

OTHERS = [
    ('person_details', 'passport_id', '"passport_id": "AAECAwQFBgc"'),
    ('prescription', 'weekdays',
     f'{METFORMIN}, "weekdays": ["monday", "thursday"]'),
    ('prescription', 'controlled', f'{METFORMIN}, "controlled": true'),
    ('condition', 'severity', f'{HIGH}, "severity": "severe"'),
    ('condition', 'treated_with',
     f'{HIGH}, "treated_with": ["leaf:01234567"]'),
    ('allergy', 'agent', '"agent": {"absent": "not_asked"}'),
    ('result', 'components', '"test": {"code": "85354-9"}, '
     '"date": "2026-03-17", "components": [{"test": {"code": "8480-6"}, '
     '"quantity": {"value": 138}}, {"test": {"code": "8462-4"}, '
     '"quantity": {"value": 84}, "flag": "normal"}]'),
    ('prescription', 'cost_month', f'{METFORMIN}, "cost_month": '
     '{"amount": 12.50, "currency": "EUR"}'),
]

GROUPS_OF_VALUES = [
    ('Labels', '''\
Section 6.1: too short to gain; alphabets 0, 2, 1, 1, 1, 3, 4, 5, 6, 7; a letter
and a sign that no alphabet has; by number, and in letters where the list lacks
it.''', LABELS),
    ('Decimals', '''\
Section 6.2. The last three: the greatest mantissa, the greatest short form, and
the first that is too long for one.''', DECIMALS),
    ('Quantities', 'Section 6.2. Usual units are left out.', QUANTITIES),
    ('Dates', 'Section 6.3. Days count from 2026-03-17.', DATES),
    ('Ends', 'Section 6.3. A plain number counts from `since` where that is a '
     'full date.', ENDS),
    ('Codes', 'Section 6.4.', CODES),
    ('Other types', 'Sections 5 and 6.', OTHERS),
]
