# SPDX-License-Identifier: Apache-2.0
"""Entries that random records do not reach: nearly good values in JSON and on
the wire, codes at the borders of the rules for parts, later versions.
"""
import decimal

from . import cbor, entry, labels, parts, passport, systems
from .generator import DAY
from .jsonform import Number, dump

# ---- single values as JSON ----

CODES = {
    'icd-11': ['5A11', '1C62.0', 'XN8P1', '2A00.0&XA0P41', 'NB52/PB57'],
    'icd-10': ['A00', 'S72.001A', 'A09.12'], 'icd-10-cm': ['M1A.0', 'Z3A.20'],
    'atc': ['A10BA02', 'J07BX', 'N'], 'cvx': ['08', '115', '1155'],
    'loinc': ['4548-4', '1-8', '718-7', '94500-6'],
    'snomed': ['385055001', '26643006', '10231000132102', '100005'],
    'carnet': ['bleeding', 'a_b1'], 'urn:x': ['abc', 'K 12', 'ü'],
}
UNITS = ['mg', '{tablet}', 'mg/m2', '10*9/L', '[iU]', 'u[iU]/mL', '{score}',
         '(mg/dL)/h', 'm[H2O]', 'mm[Hg]', 'g/(24.h)', '10*-3/uL', '%{a}',
         '/min', '((((((((m))))))))']
URIS = ['urn:x:y', 'http://a.b/c?d=e#f', 'icd-10', 'http://snomed.info/sct']
DATES = ['2020-01-01', '2026-03-17T10:30:00+02:00', '1988', '1988-05',
         '2026-03-17T10:30:00Z', '1999-12-31~', '9999-12-31T23:59:00+14:00',
         '0001-01-01T00:00:00-14:00', '2024-02-29', '0001', '9999-12~']
NAMES = ['Amina Idris', 'x y', 'محمد', 'ab\u200ecd', 'a\u0085b', '\ufeffa',
         'a\u00a0', ' a', 'e\u0301', '\u061c', '\u2066x', '\u2065x', '\u206ax',
         '\x7f', '\u202fx', '\u2028', '\U000e0001x', 'x' * 128]
DECIMALS = ['5.0', '-1.25', '1e3', '0.001', '9007199254740991', '12.5e-3',
            '9007199254740.991', '3002399751580330.9', '300239975158033.1',
            '0', '0.0', '1e9', '1e-9', '0.0000000001']
INTS = ['1', '24', '0', '12', '-1', '1.0', '1e1', '24.0', '25', 'true']
BYTES = ['MTIzNDU2Nzg', 'A' * 22, 'A' * 11, 'A' * 10, 'A' * 23]


def mutated(rnd, text, signs):
    out = list(text)
    for _ in range(rnd.choice([0, 1, 1, 1, 2, 3])):
        at, form = rnd.randrange(len(out) + 1), rnd.randrange(3)
        if form == 0:
            del out[at:at + 1]
        else:
            out[at:at + form - 1] = rnd.choice(signs)
    return ''.join(out)


def records(schema, rnd, number):
    """(name, JSON of a record of one entry), again and again."""
    symbols = sorted(schema.check_unit.metric | schema.check_unit.plain)

    def unit():
        form = rnd.randrange(3)
        if form == 0:
            return mutated(rnd, rnd.choice(UNITS + schema.units),
                           "mgLdk/.*^0123{}[]()%' +-uU_é")
        text = '/'.join(rnd.choice(['', 'k', 'm', 'da', 'h', 'P'])
                        + rnd.choice(symbols) for _ in range(form))
        return rnd.choice([text, mutated(rnd, text, "/.2{}")])

    def date():
        return mutated(rnd, rnd.choice(DATES), '0123456789-~TZ:+ .')

    def text(of, signs):
        return mutated(rnd, rnd.choice(of), signs)

    for _ in range(number):
        yield 'unit', one('result', test={'text': 'x'}, date='2020',
                          quantity={'value': 1, 'unit': unit()})
        for system, codes in CODES.items():
            code = text(codes, 'ABXIOZ019.&/-ax_ é\u202e')
            yield system, one('condition', code={'system': system,
                                                 'code': code})
        yield 'uri', one('condition', code={
            'code': 'A', 'system': text(URIS, 'a:/?#[]@!$&\'()*+,;=-._~%"<>'
                                        '\\^`{|} éA')})
        yield 'date', one('visit', visit_kind='screening', on=date())
        yield 'end', one('condition', code={'code': 'I10'},
                         since=rnd.choice([date(), rnd.choice(DATES)]),
                         until=rnd.choice(DATES))
        yield 'language', one('person_details', languages=[
            text(['en-GB', 'zh-Hant-TW', 'tlh'], 'abA-1_')])
        yield 'country', one('visit', visit_kind='screening',
                             country=text(['DE', 'TR'], 'ABa1'))
        yield 'name', one('person', birth_date='1988', name=text(
            NAMES, ' \u200e\u0600a\t\u2029\u202e\u2069\u200b\u00ad'))
        yield 'decimal', one('mental_health', date='2020', score=Number(
            text(DECIMALS, '0123456789.eE-+') or '0'))
        yield 'int', one('prescription', medicine={'text': 'x'},
                         times_a_day=Number(text(INTS, '0123456789.e-')
                                            or '0'))
        yield 'bytes', one('person_details',
                           passport_id=text(BYTES, 'ABab01-_=+/'))
        yield 'leaf', one('need', what={'text': 'x'}, replaces=[
            text(['leaf:00ff00aa'], 'leaf:0aF ')])


def one(kind, **fields):
    return dump({'entries': [{'kind': kind, **fields}]})


# ---- entries of later versions ----

def later(make, raw, schema):
    """An entry as a later version might write it, at times."""
    rnd, form = make.rnd, make.rnd.randrange(8)
    if form < 2:
        return raw
    extra = {rnd.choice([48, 50, 62, 63]): make.unknown_value()}
    if form == 2:
        kind, values = rnd.choice([24, 25, 4000, entry.KIND_MAX]), {}
        extra.update((n, make.unknown_value()) for n in rnd.sample(
            range(48), rnd.choice([0, 1, 4])))
    else:
        elements = cbor.read_sequence(raw, passport.DEPTH)
        was = entry.read(elements, schema, DAY)
        kind = was.kind
        shape = schema.kinds[kind]
        ctx = entry.Context(schema, DAY, was.fields, shape)
        values = entry._write_fields(shape, was.fields, ctx)
        if form == 3:
            extra = {}
        elif form == 4 and values:
            del values[rnd.choice(sorted(values))]
    values.update((n, cbor.Raw(cbor.write(v))) for n, v in extra.items())
    mask = sum(1 << n for n in values)
    mask = -1 - mask if rnd.random() < 0.3 else mask
    return cbor.write(entry.OPEN + kind) + cbor.write(
        [mask] + [values[n] for n in sorted(values)])


def jumbled(rnd, value, kept=False):
    """The same JSON as another tool may write it: members in any order and,
    beside "cbor", where the bytes keep them, numbers in other digits."""
    if isinstance(value, dict):
        kept = kept or 'cbor' in value
        return {k: v if k == 'kind' else jumbled(rnd, v, kept) for k, v in
                rnd.sample(list(value.items()), len(value))}
    if isinstance(value, list):
        return [jumbled(rnd, v, kept) for v in value]
    if kept and type(value) in (int, decimal.Decimal):
        return Number(_other_digits(rnd, decimal.Decimal(value)))
    return value


def _other_digits(rnd, value):
    sign, digits, exponent = value.as_tuple()
    digits = ''.join(map(str, digits))
    cut = rnd.randrange(len(digits) - len(digits.rstrip('0')) + 1)
    digits = digits[:len(digits) - cut] or '0'
    return rnd.choice([f'{value:f}', '-' * sign + digits + rnd.choice('eE')
                       + rnd.choice(['', '+'] if exponent + cut >= 0 else [''])
                       + str(exponent + cut)])


# ---- codes at the borders of the rules for parts ----

ENDINGS = {'ICD-10': ['', '.0', '.9', '9'], 'ICD-10-CM': ['', '.91', '9'],
           'ICD-11': ['', '.0', 'Z', '&XS25'],
           'ATC': ['', '01', 'A', 'A01', 'AB12']}
FIELDS = [('condition', 'code', {}), ('procedure', 'reason',
                                      {'what': {'text': 'x'}}),
          ('vaccination', 'vaccine', {'date': '2020'}),
          ('vaccination', 'targets', {'date': '2020',
                                      'vaccine': {'text': 'x'}}),
          ('allergy', 'agent', {}), ('allergy', 'reaction',
                                     {'agent': {'text': 'x'}}),
          ('alert', 'what', {}), ('alert', 'avoid_atc',
                                  {'what': {'text': 'x'}})]

EDITIONS = ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', 'urn:x:CIM-10',
            'http://fhir.de/CodeSystem/bfarm/atc', 'urn:x:ATC',
            'http://snomed.info/sct/900000000000207008', 'urn:oid:ICD10',
            'http://id.who.int/icd/entity', 'urn:loinc:part', 'urn:x:CVX2',
            'http://id.who.int/icd/release/10/2019', 'urn:x:icd-9-cm',
            'https://icd.who.int/browse10/2019/en', 'urn:x:icd_10_pcs',
            'urn:oid:2.16.840.1.113883.6.90', 'URN:OID:2.16.840.1.113883.6.1',
            'urn:oid:2.16.840.1.113883.6.139', 'urn:x:icpc-2', 'urn:x:local',
            'urn:oid:2.16.840.1.113883.6.88', 'http://standardterms.edqm.eu',
            'http://hl7.org/fhir/sid/icpc-3']
WRITTEN = ['{}', '[{}]', '{}.1', 'x {} y', '{}-{}', 'A00/{}', '{}&A00', '{}+',
           'ICD:{}', '\u201c{}\u201d', '{}\u2013']
LOOKS = str.maketrans('ABCEHKMOPTXY0123',
                      '\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u041e'
                      '\u0420\u0422\u0425\u03a5\u0660\u06f1\uff12\u0663')


def bordering(schema):
    """JSON of records of one entry with a code at or near a rule's bound, of
    listed systems and of such that have a URI."""
    names = {label: name for name, label in parts.NAMES.items()}
    for label, some in parts.page().rules.items():
        system = names.get(label)
        rules = some.others + [r for same in some.by_code.values()
                               for r in same]
        if not parts.page().by_beginning[label]:
            rules = rules[:150] + rules[150::24]  # each is like the others
        codes = {b[:-1] + chr(ord(b[-1]) + step) + ending
                 for i, r in enumerate(rules) for b in (r.first, r.last)
                 for step in ((-1, 0, 1) if i < 150 or i % 8 == 0 else (0,))
                 for ending in ENDINGS.get(label, [''])[:5 if i < 150 else 1]}
        codes |= {f'5A11/{c}' for c in codes if label == 'ICD-11'}
        for i, code in enumerate(sorted(c.replace('?', '2') for c in codes)):
            if system and systems.good(system, code):
                one_of = [FIELDS[i % len(FIELDS)]]
                for kind, name, more in FIELDS if i % 16 == 0 else one_of:
                    yield _coded(schema, kind, name, more, system, code)
            if i % 6 == 1:
                yield from _by_uri(schema, code, i)


def _by_uri(schema, code, i):
    """A code as people and programs write it, under some of the URIs."""
    for n in range(3):
        way = WRITTEN[(i + n) % len(WRITTEN)].format(code, code)
        way = (way, way.lower(), way.translate(LOOKS))[n]
        field = FIELDS[(i // 3 + n) % len(FIELDS)]
        yield _coded(schema, *field, EDITIONS[(i + 7 * n) % len(EDITIONS)],
                     way.strip())


def _coded(schema, kind, name, more, system, code):
    field = schema.kinds[schema.kind_of[kind]].by_name[name]
    value = {'system': system, 'code': code}
    return one(kind, **more, **{name: [value] if field.list else value})


# ---- values on the wire ----

def written(schema, kind, values):
    """An entry of values by field number, in the form that would be legal if
    the values are."""
    values = {n: cbor.write(v) for n, v in values.items()}
    number = entry._template(kind, values, schema)
    if number is not None:
        template = schema.templates[number]
        return cbor.write(number) + b''.join(values[n]
                                             for n in template.order)
    mask = sum(1 << n for n in values)
    return cbor.write(entry.OPEN + kind) + cbor.write(
        [mask] + [cbor.Raw(values[n]) for n in sorted(values)])


def wire_value(rnd, field, schema):
    """CBOR that a field may or may not take."""
    if field.list and rnd.random() < 0.9:
        n = rnd.choice([0, 1, 1, 1, 2, 3])
        return [_wire_one(rnd, field, schema) for _ in range(n)]
    return _wire_one(rnd, field, schema)


def _wire_one(rnd, field, schema):
    if rnd.random() < 0.05:
        return rnd.choice([None, True, False, [], {}, b'', '', -1, 2 ** 64 - 1])
    kind = field.type
    if kind in ('date', 'end', 'decimal', 'quantity'):
        return _wire_number(rnd, schema)
    if kind == 'code':
        form = rnd.randrange(4)
        if form == 0:
            return _wire_coding(rnd, schema)
        out = [_wire_coding(rnd, schema) for _ in range(form)]
        return out + (['own words'] if rnd.random() < 0.5 else [])
    if kind == 'group':
        shape = schema.groups[field.group]
        numbers = [n for n in shape.by_number if rnd.random() < 0.6]
        values = [wire_value(rnd, shape.by_number[n], schema)
                  for n in numbers]
        mask = sum(1 << n for n in numbers) | rnd.choice([0] * 9 + [1 << 20])
        return [rnd.choice([mask] * 9 + [-1 - mask])] + values
    if kind == 'ref':
        return rnd.choice([0, 1, 256, 257, 512, 768, 2 ** 20, b'1234', b'123'])
    if kind in ('text', 'label'):
        return _wire_label(rnd)
    if kind == 'bytes':
        return rnd.randbytes(rnd.choice([0, 1, 7, 8, 16, 17, 31, 32, 33]))
    return rnd.choice([0, 1, 2, 3, 7, 11, 23, 24, 30, 99, 100, 365, 366, 999,
                       1000, 3650, 3651, -1, True, False])


def _wire_number(rnd, schema):
    def integer():
        return rnd.choice([
            rnd.randrange(-30, 30), rnd.randrange(-10 ** 6, 10 ** 6),
            13 * rnd.randrange(10001) + rnd.randrange(13),
            rnd.choice([1, -1]) * (2 ** 53 - rnd.randrange(-2, 3)),
            -(2 ** 53) + rnd.randrange(4), 0, 10, 100, 840, 841, -840, -841,
            passport.DAY_MAX - DAY, passport.DAY_MAX - DAY + 1,
            -719162 - DAY, -719163 - DAY])
    unit = rnd.choice([None, True, False, 0, 1, len(schema.units) - 1,
                       len(schema.units), 'mg', 'mg/m2', 'no unit', '1'])
    form = rnd.randrange(6)
    if form == 0:
        return integer()
    if form == 1:
        return [integer()]
    if form == 2:
        return [integer(), rnd.choice([integer(), unit, unit])]
    if form == 3:
        return [integer(), rnd.randrange(-10, 11), unit]
    return [rnd.randrange(-99, 999), rnd.randrange(-10, 11)]


def _wire_coding(rnd, schema):
    form = rnd.randrange(5)
    if form == 0:
        return rnd.randrange(1024)
    if form == 1:
        return 1024 + rnd.choice([rnd.randrange(20), rnd.randrange(300000),
                                  rnd.randrange(2 ** 24), 2 ** 32])
    if form == 2:
        return _wire_label(rnd)
    system = rnd.choice([*range(len(schema.systems) + 1), 'urn:x', 'x',
                         'http://snomed.info/sct', 'urn:\u00e9'])
    ident = rnd.choice([rnd.randrange(2000), rnd.randrange(2 ** 24),
                        2 ** 32 - 1, 2 ** 32, _wire_label(rnd)])
    return [system, ident] + rnd.choice([[], [_wire_label(rnd)]])


def _wire_label(rnd):
    text = rnd.choice(['A00', 'A00.123', 'bleeding', 'Amina', 'x', ' x', '5A11',
                       'abc\u202e', 'DE', 'USD', 'en', 'en-Latn', 'K 12', '12',
                       'high blood pressure', '385055001', 'ü', 'Comirnaty'])
    form = rnd.randrange(4)
    if form == 0:
        return text
    if form == 1:
        return rnd.randbytes(rnd.randrange(1, 12))
    packed = labels.pack(text)
    return text if packed is None else packed
