# SPDX-License-Identifier: Apache-2.0
"""Prescriptions at random, good and hard to reckon with, as JSON."""
import random

import treat_twin


class Maker:
    def __init__(self, seed, forms):
        self.x = random.Random(seed)
        self.forms = [f for f in forms if forms[f]]

    def one_in(self, n):
        return self.x.randrange(n) == 0

    def number(self):
        x = self.x
        if self.one_in(30):
            return x.choice(['#0#', '#9007199254740991#', '#9e9#', '#1e9#',
                             '#0.000000001#', '#9007199254740991e9#',
                             '#900719925474099.1#', '#0.3#'])
        if self.one_in(4):
            return f'#{x.randrange(1, 9)}.{x.choice(["5", "25", "50", "1"])}#'
        return x.choice([1, 1, 2, 3, 5, 10, 20, 100, 250, 500])

    def quantity(self, units):
        unit = self.x.choice(units)
        q = {'value': self.number()}
        if unit:
            q['unit'] = unit
        return q

    def day(self, low=20480, high=20560):
        return treat_twin.show(self.x.randrange(low, high))

    def date(self):
        day = self.day()
        if self.one_in(10):
            return self.x.choice([day[:7], day[:4], day + '~'])
        if self.one_in(8):
            return (f'{day}T{self.x.randrange(24):02}:{self.x.randrange(60):02}'
                    f':00{self.x.choice(["Z", "+05:30", "-03:00"])}')
        if self.one_in(60):
            return self.x.choice(['0001-01-01', '9999-12-31', '1969-12-31'])
        return day

    def every(self):
        x = self.x
        return self.x.choice([
            {'value': 1}, {'value': 2}, {'value': 7}, {'value': 28},
            {'value': x.choice([4, 5, 6, 8, 12, 24, 36, 72, 7]), 'unit': 'h'},
            {'value': x.choice([1, 2, 4, 12]), 'unit': 'wk'},
            {'value': x.choice([1, 2, 3, 6]), 'unit': 'mo'},
            {'value': 1, 'unit': 'a'}, {'value': '#0.5#'},
            {'value': '#1.5#'}, {'value': '#0.1#', 'unit': 'mo'},
            {'value': x.randrange(1, 3000), 'unit': 'min'},
            {'value': self.number()}, {'value': 2, 'unit': 'mg'}])

    def rhythm(self, e):
        x = self.x
        how = x.randrange(9)
        if how < 4 or self.one_in(12):
            e['times_a_day'] = x.randrange(1, 5)
        if how in (4, 5, 6) or self.one_in(15):
            e['every'] = self.every()
        return how

    def phases(self, units):
        out = []
        for i in range(self.x.randrange(1, 5)):
            p = {'dose': self.quantity(units)}
            if self.one_in(8):
                p['dose']['value'] = 0
            self.rhythm(p)
            if not self.one_in(5):
                p['days'] = self.x.choice([1, 3, 5, 7, 14, 30])
            out.append(p)
        return out

    def schedule(self, e, units):
        x = self.x
        if self.one_in(6):
            e['phases'] = self.phases(units)
            return
        how = self.rhythm(e)
        if how == 7 or self.one_in(15):
            e['weekdays'] = x.sample(treat_twin.WEEKDAYS, x.randrange(1, 4))
        if how == 8 or self.one_in(15):
            e['at'] = x.sample(['morning', 'noon', 'evening', 'night',
                                'fasting'], x.randrange(1, 4))
        if not self.one_in(12):
            e['dose'] = self.quantity(units)

    def medicine(self):
        codes = self.x.choice([
            ['A10BA02'], ['N03AG01'], ['A10AB01'], ['J01CA04'], ['A10'],
            ['A10', 'A10BA02'], ['A10B', 'A10'], ['L04A', 'L04AA', 'A10'],
            ['J01CA04', 'J05A'], ['A10BA02', 'A10', 'A10AB01']])
        named = [{'system': 'atc', 'code': c} for c in codes]
        return {'coding': named} if named[1:] else {'code': codes[0]}

    def prescription(self):
        x = self.x
        e = {'kind': 'prescription', 'medicine': self.medicine()}
        units = x.choice([['mg', 'mg', 'g', 'ug'], ['{tablet}'], ['mL', 'L'],
                          ['[iU]', 'k[iU]', '[IU]'], ['mg', '{tablet}', 'mL']])
        supply = units
        if not self.one_in(3):
            form = x.choice(['385055001', '385049006', '385219001',
                             x.choice(self.forms)])
            e['form'] = {'code': form}
            units = units if self.one_in(2) else ['']
            supply = x.choice([[''], units])
        if self.one_in(2):
            e['strength'] = self.quantity(['mg', 'mg', 'g', 'mg/mL',
                                           'mg/(5.mL)', '[iU]/mL'])
            supply = x.choice([supply, ['{tablet}'], ['mL'], ['mg']])
        self.schedule(e, units)
        if not self.one_in(9):
            e['handed_over'] = self.quantity(supply)
            if self.one_in(2):
                e['handed_over']['value'] = x.randrange(0, 200)
        self.rest(e)
        return e

    def rest(self, e):
        x = self.x
        some = {'handed_on': (8, 9), 'last_taken': (1, 2), 'next_due': (1, 6),
                'last_supervised': (1, 6), 'observed': (1, 6)}
        for name, (part, of) in some.items():
            if x.randrange(of) < part:
                e[name] = self.date()
        if 'phases' in e or self.one_in(3):
            e['since'] = self.date()
        if self.one_in(6):
            day = self.day(20540, 20640)
            e['until'] = {'0': day[:7], '5': day + '~'}.get(day[-1], day)
        if self.one_in(5):
            e['as_needed'] = not self.one_in(4)
        if self.one_in(6):
            e['max_a_day'] = {'value': x.randrange(0, 9), 'unit': x.choice(
                ['mg', '{tablet}', 'mL'])}
        if self.one_in(5):
            e['status'] = x.choice(treat_twin.STATES)
        if self.one_in(3):
            e['gap_days'] = x.randrange(0, 10)
        if self.one_in(4):
            e['must_not_stop'] = self.one_in(2)
        if self.one_in(8):
            e['instructions'] = x.choice(['1-0-2', '0.5-0-0-1', '1-1', '1,5-0-1',
                                          '1-0-2 ml', 'with food', '0-0-0',
                                          '10-0-8', '500-0-500'])

    def question(self):
        at = self.day(20500, 20600)
        if self.one_in(5):
            at += f'T{self.x.randrange(24):02}:30:00' + self.x.choice(
                ['Z', '+02:00', '-11:00'])
        entries = [self.prescription()
                   for _ in range(1 if self.one_in(2) else 3)]
        return at, self.day(20490, 20560), entries
