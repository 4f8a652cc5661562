# SPDX-License-Identifier: Apache-2.0
"""Random records in JSON form, valid by record.md, from a seed.

Each record's first entry is of the next kind in turn, so that all kinds come
up; values are usual ones and those at the edges of what the format allows.
"""
import random
import unicodedata

from . import assigned, dates, labels, parts, systems
from . import words as book
from .jsonform import Number, text_of_bytes
from .schema import PARTS

DAY = 20529  # 2026-03-17
UNITS = ['mg/m2', '10*9/L', '[iU]', 'ug/kg/h', 'kg/m2', 'mm[Hg]', 'g/(24.h)',
         'u[iU]/mL', '{score}', 'cm', 'Cel', 'm[H2O]', 'mL/min/{1.73_m2}']
WORDS = ['after', 'meals', 'review', 'in', 'two', 'weeks', 'Überweisung',
         'تناول', 'مع', 'الطعام', 'после', 'еды', 'μετά', 'ከምግብ', '食後',
         'खाने', 'e\u0301', '😀', '½', '–', '"quoted"', 'back\\slash', '<b>',
         '%20', "d'une"]
NAMES = ['Amina Idris', "O'Neill-Brown", 'Dr. Al-Masri', 'van der Berg',
         'MAHMUD', 'Nguyễn Thị Hoa', 'محمد علي', 'گلناز پهلوان', 'Мария Иванова',
         'Ирина О\'Нил', 'Ελένη Παπαδοπούλου', 'አበበ ቢቂላ', '王小明', 'José', 'Aa',
         'a', 'Z', "D'Arcy", 'Jean-luc', 'Ta.Ta', 'ab Cd', 'x-Y', '٣', 'ſ', 'K']
# Words that tell, what holds their letters, and what may stand around them.
NEAR = ['heart', 'partial', 'Art', 'aids', 'HIVE', 'shiver', 'pep', 'sidérale',
        'violon', 'archives', 'Chlor', 'تحامل', 'سيلان', 'محمل', 'carton', 'αρτ',
        'τοκος', 'HIV7', 'ARTs', 'STDX', 'sevrage, alcool', 'ss', 's', 'ال', 'لل']
BEFORE = ['', '', ' ', '(', '-', '/', '\u00ab', '\u0301', 'x', '1', '\u0627\u0644',
          '\u0648', '\u0648\u0628\u0627\u0644', '\u0644\u0644', 'ς', '中', '،']
BEHIND = ['', '', ' ', ')', '.', 's', 'S', 'ss', '\u0301', '\u00ad', 'x', '2', '،',
          '؟', '\u2026', '\u064c', 'α', '中', 's7', '\u2013x']
SPACES = [' ', ' ', '  ', '\u00a0', '\u2009 ', ' \u200b', '\u202f']
URIS = ['urn:oid:2.16.840.1.113883.6.69', 'http://example.org/codes',
        'https://fhir.example.net/CodeSystem/local-diagnoses', 'urn:x:y']
ICD10 = ['A09', 'E11.9', 'B24', 'Z21', 'S72.00', 'M54.5', 'F32.1', 'Z99.99',
         'O80', 'T74.1', 'A00.0', 'J45.901', 'S06.0X1', 'X85']
ICD11 = ['5A11', '1C62.0', 'CA23', 'XN8P1', 'BA00.Z', 'XS25', '2A00.0&XA0P41',
         'NB52/PB57']
ICD10CM = ['E11.65', 'S72.001A', 'O09.A1', 'Z3A.20', 'M1A.0']
CVX = ['08', '00', '10', '99', '208', '115', '1155']
URI_CODES = ['K-12', '007', 'a', 'Total Knee', 'αβγ', 'x' * 60, 'ABC 1', '1']


class Generator:
    def __init__(self, schema, seed):
        self.schema, self.rnd, self.count = schema, random.Random(seed), 0

    def chance(self, p):
        return self.rnd.random() < p

    # ---- words ----

    def telling(self):
        """A word that tells, or nearly, in one of the ways to write it."""
        told = parts.telling()
        word = self.rnd.choice([self.rnd.choice(told.sorted), self.rnd.choice(
            told.abbreviations), self.rnd.choice(NEAR)])
        word = self.rnd.choice([str, str, str, str.upper, str.title])(word)
        word = word.replace(' ', self.rnd.choice(SPACES))
        if self.chance(0.1):
            word = ''.join(chr(ord(c) + 0xfee0) if '!' <= c <= '~' else c
                           for c in word)
        if self.chance(0.2):
            at = self.rnd.randrange(len(word) + 1)
            more = self.rnd.choice(['\u0301', '\u00ad', '\u064e', '\u0640', 'e'])
            word = word[:at] + more + word[at:]
        return (self.rnd.choice(BEFORE) + word + self.rnd.choice(BEHIND))

    def text(self, most):
        if self.chance(0.02):
            return self.fit('x' * most, most)
        if self.chance(0.15):
            around = self.rnd.choices(WORDS, k=2)
            return self.fit(' '.join([around[0], self.telling(), around[1]])
                            if self.chance(0.7) else self.telling(), most)
        n = self.rnd.choice([1, 1, 2, 3, 5, 8, 12])
        return self.fit(' '.join(self.rnd.choices(WORDS, k=n)), most)

    def fit(self, text, most):
        while len(text.encode()) > most:
            text = text[:-1]
        return text.strip(' ') or 'x'

    def label(self, most, words=()):
        if words and self.chance(0.6):
            return self.rnd.choice(words)
        if most == 35:
            return self.rnd.choice(['oc', 'tlh', 'zh-Hant-TW', 'en-GB', 'sr-1'])
        if most <= 3:
            return 'XKX'[:most]
        if self.chance(0.4):
            return self.fit(self.rnd.choice(NAMES), most)
        if self.chance(0.1):
            return self.fit(self.telling(), most)
        k = self.rnd.randrange(len(labels.ALPHABETS))
        n = self.rnd.choice([1, 2, 3, 4, 6, 9, 14, 22, 47, 48, 49, 60])
        out = self.rnd.choices(labels.ALPHABETS[k], k=n)
        if k == 1:
            out = [c.upper() if i == 0 or out[i - 1] in " -'." else c
                   for i, c in enumerate(out)]
            if self.chance(0.2):
                out[self.rnd.randrange(n)] = self.rnd.choice('aZé0')
        return self.fit(''.join(out), most)

    # ---- numbers ----

    def decimal(self):
        """The digits of a JSON number."""
        form = self.rnd.randrange(9)
        if form == 0:
            return str(self.rnd.choice([0, 1, 23, 24, 255, 256, 2 ** 53 - 1]))
        if form == 1:
            return self.rnd.choice(['0.0', '0.00', '0.000', '0.0000', '5.0'])
        if form == 2:
            return f'-{self.rnd.randrange(1, 999)}'
        if form == 3:
            return f'-{self.rnd.randrange(1, 99)}.{self.rnd.randrange(10)}'
        if form == 4:
            return f'{self.rnd.randrange(1, 99)}e{self.rnd.randrange(1, 7)}'
        if form == 5:
            digits = self.rnd.randrange(4, 10)
            return f'{self.rnd.randrange(9)}.{self.rnd.randrange(10):0{digits}}'
        if form == 6:
            return f'{(2 ** 53 - self.rnd.randrange(1, 9)) / 1000:.3f}'
        if form == 7:
            return f'{self.rnd.randrange(500)}.{self.rnd.randrange(100):02}'
        return str(self.rnd.randrange(1000))

    def number(self, least=None):
        digits = self.decimal()
        return Number(digits.lstrip('-') if least == 0 else digits)

    def integer(self, least, most):
        return self.rnd.choice([least, most, self.rnd.randint(least, most),
                                min(most, least + 1)])

    # ---- dates ----

    def day(self):
        near = self.rnd.choice([0, 1, -1, -23, -24, -25, -256, -257, 30, 400])
        return self.rnd.choice([DAY + near, DAY - self.rnd.randrange(30000),
                                self.rnd.randint(dates.DAY_MIN,
                                                 dates.DAY_MAX),
                                dates.DAY_MIN, dates.DAY_MAX,
                                DAY - self.rnd.randrange(3000)])

    def end(self, since):
        """A date that is not before another, given as EDTF or None."""
        if since is None:
            return self.date()
        since = dates.of_text(since)
        for _ in range(9):
            out = dates.of_text(self.date())
            if since.estimated or out.estimated or \
                    since.first() <= out.last():
                return dates.text_of(out)
        later = since.last() + self.rnd.choice([0, 1, 23, 24, 365, 9999])
        return dates.iso_day(min(later, dates.DAY_MAX))

    def date(self):
        form = self.rnd.randrange(10)
        if form < 5:
            return dates.iso_day(self.day())
        if form == 5:
            return dates.iso_day(self.day()) + '~'
        year = self.rnd.choice([1, 1950, 1988, 2019, 2026, 9999])
        if form in (6, 7):
            tail = self.rnd.choice(['', '~'])
            month = self.rnd.randrange(13)
            return f'{year:04}' + (f'-{month:02}' if month else '') + tail
        offset = self.rnd.choice([0, 0, 120, -300, 345, 840, -840, 1, -1])
        minutes = self.rnd.randrange(-9999999, 9999999)
        minutes = self.rnd.choice([0, -1, 600, 1439, 1440, minutes])
        return dates.text_of(dates.Date(minutes=1440 * DAY + minutes,
                                        offset=offset))

    # ---- codes ----

    def code_of(self, system):
        rnd = self.rnd
        if system == 'atc':
            code = systems.atc_unpack(rnd.choice(
                [rnd.randrange(14 * 101 * 27 * 27 * 101)]))
            while systems.atc_pack(code) is None:
                code = code[:-1]
            return code[:rnd.choice([1, 3, 4, 5, 7, 7, 7])]
        if system == 'icd-10':
            return rnd.choice(ICD10 + [systems.icd10_unpack(
                rnd.randrange(28600 + 260000))])
        if system == 'loinc':
            return systems.loinc_unpack(rnd.randrange(1, 110000))
        if system == 'snomed':
            if rnd.random() < 0.7:
                return systems.snomed_unpack(rnd.randrange(1000, 10 ** 6))
            digits = f'{rnd.randrange(1, 10 ** 6)}100010'
            digits += rnd.choice(['3', '10'])
            digits = str(rnd.randrange(1000, 10 ** 8)) + '10'
            return digits + systems.verhoeff_digit(digits)
        known = {'icd-11': ICD11, 'icd-10-cm': ICD10CM, 'cvx': CVX,
                 'carnet': ['dialysis', 'bleeding', 'no_such_word']}
        return rnd.choice(known.get(system, URI_CODES))

    def coding(self, field):
        rows = self.schema.codes[field.codes] if field.codes else []
        names, out = self.schema.systems, {}
        form = self.rnd.randrange(10)
        if rows and form < 5:
            row = self.rnd.choice(rows)
            if row.system != field.system or self.chance(0.4):
                out['system'] = names[row.system]
            out['code'] = row.code
            if self.chance(0.2):
                out['display'] = self.text(80)
            return out
        system = names[field.system]
        if form == 9:
            system = self.rnd.choice(URIS)
        elif form >= 7:
            system = self.rnd.choice(names)
        if system in names and self.chance(0.1):
            out['system'] = self.schema.uris[names.index(system)]
        elif system != names[field.system] or self.chance(0.4):
            out['system'] = system
        out['code'] = self.code_of(system)
        if self.chance(0.3):
            out['display'] = self.text(120)
        return out

    def own_words(self, codings, field):
        """Words beside codings; at times those that the code brings, in any
        language, also of a code that the field's list lacks."""
        said = [c['display'] for c in codings if 'display' in c]
        for c in codings:
            system = self.schema.system_of.get(c.get('system'), field.system)
            name = self.schema.systems[system]
            if name in book.SYSTEMS:
                said += book.table(name).get(c['code'], [])
        if not said or self.chance(0.5):
            return self.text(200)
        change = self.rnd.choice([
            str.upper, str.lower, str.title, str, lambda w: w + 's',
            lambda w: unicodedata.normalize('NFD', w),
            lambda w: w.replace('\u0647', '\u0629').replace('ss', '\u00df')])
        return self.fit(change(self.rnd.choice(said)), 512)

    def code(self, field):
        form = self.rnd.randrange(12)
        if form == 0:
            return {'text': self.text(300)}
        if form in (1, 2):
            n, said = self.rnd.choice([1, 2, 2, 3, 4]), {}
            for coding in [self.coding(field) for _ in range(n)]:
                system = coding.get('system')
                system = self.schema.system_of.get(
                    system, field.system if system is None else system)
                said[system, coding['code']] = coding
            out = {'coding': list(said.values())}
        else:
            out = self.coding(field)
        if self.chance(0.3):
            out['text'] = self.own_words(out.get('coding', [out]), field)
        return out

    # ---- fields ----

    def unit_of(self, field, fields):
        """The usual unit as far as a generator must know it, or None."""
        name = field.unit_of
        if name is None:
            return field.unit
        code = fields.get(name, {})
        shape = self.schema.codes['forms' if name == 'form' else 'tests']
        default = self.schema.system_of['snomed' if name == 'form'
                                        else 'loinc']
        for coding in code.get('coding', [code]):
            system = self.schema.system_of.get(coding.get('system'), default)
            for row in shape:
                if (row.system, row.code) == (system, coding.get('code')):
                    return row.unit
        return None

    def quantity(self, field, fields):
        out = {'value': self.number(None if field.unit_of == 'test' else 0)}
        usual = self.unit_of(field, fields)
        if usual is None or self.chance(0.4):
            unit = [self.rnd.choice(self.schema.units),
                    self.rnd.choice(UNITS), usual]
            out['unit'] = self.rnd.choice([u for u in unit if u])
        return out

    def one(self, field, shape, fields, entry_fields):
        kind = field.type
        if kind == 'text':
            return self.text(field.most)
        if kind == 'label':
            words = self.schema.words.get(field.words, ())
            said = self.label(field.most, words)
            if (shape.name, field.name) == ('person', 'name'):
                # Of what is not assigned no name is issued.
                said = self.fit(''.join(filter(assigned.is_assigned, said)),
                                field.most)
            return said
        if kind == 'int':
            return self.integer(field.least, field.most)
        if kind == 'bool':
            return self.chance(0.7)
        if kind == 'enum':
            return self.rnd.choice(self.schema.enums[field.enum])
        if kind == 'decimal':
            return self.number()
        if kind == 'quantity':
            from_entry = field.unit_of == 'form'
            return self.quantity(field, entry_fields if from_entry else fields)
        if kind == 'date':
            return self.date()
        if kind == 'end':
            since = fields.get(shape.by_number[field.base].name)
            return self.end(since if isinstance(since, str) else None)
        if kind == 'code':
            return self.code(field)
        if kind == 'ref':
            return 'leaf:' + self.rnd.randbytes(4).hex()
        if kind == 'bytes':
            n = self.rnd.choice([field.least, field.most])
            return text_of_bytes(self.rnd.randbytes(min(n, 200)))
        return self.fields(self.schema.groups[field.group], entry_fields)

    def fields(self, shape, entry_fields=None):
        out = {}
        if entry_fields is None:
            entry_fields = out
        density = self.rnd.choice([0, 0.15, 0.4, 0.4, 0.8, 1])
        if shape.part is not None and density == 1 and self.chance(0.8):
            density = 0.3
        late = [f for f in shape.fields if f.type in ('end', 'quantity',
                                                      'group')]
        for field in [f for f in shape.fields if f not in late] + late:
            if field.required or self.chance(density):
                out[field.name] = self.value(field, shape, out, entry_fields)
        if shape.one_of and not any(shape.by_number[n].name in out
                                    for n in shape.one_of):
            field = shape.by_number[self.rnd.choice(shape.one_of)]
            out[field.name] = self.value(field, shape, out, entry_fields)
        return out

    def value(self, field, shape, fields, entry_fields):
        if field.absent and self.chance(0.15):
            why = self.rnd.choice(['none', 'not_asked', 'refused'])
            return {'absent': why}
        if not field.list:
            return self.one(field, shape, fields, entry_fields)
        n = self.rnd.choice([1, 1, 1, 2, 3]) if self.chance(0.98) else 64
        if field.type == 'enum':
            words = self.schema.enums[field.enum]
            return self.rnd.sample(words, min(n, len(words)))
        if n == 64 and field.type != 'ref':
            n = 4
        return [self.one(field, shape, fields, entry_fields)
                for _ in range(n)]

    # ---- records ----

    def entry(self, kind):
        out = {'kind': self.schema.kinds[kind].name}
        out.update(self.fields(self.schema.kinds[kind]))
        return out

    def link(self, entries):
        """Turns some references into ones to entries of the record."""
        for one in entries:
            for field in self.schema.kinds[
                    self.schema.kind_of[one['kind']]].fields:
                if field.type == 'ref' and field.name in one:
                    part = PARTS.index(one['part'])
                    good = [e['id'] for e in entries
                            if 'id' in e and e is not one
                            and PARTS.index(e['part']) <= part]
                    one[field.name] = [
                        self.rnd.choice(good) if good and self.chance(0.7)
                        else ref for ref in one[field.name]]

    def record(self):
        """Each entry names its part; a part may stay empty."""
        kinds = [self.count % len(self.schema.kinds)]
        self.count += 1
        more = self.rnd.choice([0, 0, 1, 2, 3, 5, 8])
        kinds += self.rnd.choices(range(1, len(self.schema.kinds)), k=more)
        parts = self.rnd.choice([PARTS, PARTS, ['clinic'], ['private'],
                                 ['desk', 'private'], ['desk']])
        entries = []
        for i, kind in enumerate(kinds):
            one = self.entry(kind)
            one['part'] = self.rnd.choice(parts)
            if self.chance(0.7):
                one['id'] = f'e{i}'
            entries.append(one)
        self.link(entries)
        self.rnd.shuffle(entries)
        return {'entries': entries}

    # ---- what later versions might write ----

    def unknown_value(self, depth=3):
        form = self.rnd.randrange(9)
        if form == 0 and depth:
            return [self.unknown_value(depth - 1) for _ in range(2)]
        if form == 1 and depth:
            return {k: self.unknown_value(depth - 1) for k in (-1, 5, 'a')}
        return [None, True, False, -5, 1000, b'\0\xff', 'later',
                2 ** 64 - 1, ''][form]
