# SPDX-License-Identifier: Apache-2.0
"""Medicines on a day, by docs/spec/treatment.md and nothing else: every day is
walked, every number a fraction. Slow, and written without a look at the
library, to be compared with it.
"""
import calendar
import datetime
import re
from fractions import Fraction

EPOCH = datetime.date(1970, 1, 1).toordinal()
FAR = 10 ** 9
HORIZON = 36525
LAST_DAY = datetime.date.max.toordinal() - EPOCH
STATES = 'taking paused interrupted stopped completed'.split()
SLOTS = {'morning', 'noon', 'evening', 'night'}
WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split()
PIECES = {'{tablet}', '{capsule}', '{suppository}', '{pessary}', '{lozenge}',
          '{sachet}', '{patch}', '{implant}'}


class Unknown(Exception):
    """The reason is the argument."""


# ---- dates ----

def ordinal(y, m, d):
    return datetime.date(y, m, d).toordinal() - EPOCH


def show(day):
    return datetime.date.fromordinal(day + EPOCH).isoformat()


class Date:
    """first and last day, exact; minutes of an instant in UTC and there."""

    def __init__(self, text):
        self.there = isinstance(text, str)
        self.exact = self.estimated = self.instant = False
        if not self.there:
            return
        self.estimated = text.endswith('~')
        text = text.rstrip('~')
        if 'T' in text:
            at = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
            self.instant = True
            self.first = self.last = at.date().toordinal() - EPOCH
            self.local = self.first * 1440 + at.hour * 60 + at.minute
            self.utc = self.local - int(at.utcoffset().total_seconds() // 60)
        else:
            parts = [int(p) for p in text.split('-')]
            y, m, d = (parts + [None, None])[:3]
            self.first = ordinal(y, m or 1, d or 1)
            self.last = ordinal(y, m or 12, d or calendar.monthrange(
                y, m or 12)[1])
            self.local = self.first * 1440
        self.exact = self.first == self.last and not self.estimated

    def against(self, asked):
        """-1 before, 0 around, 1 after what is asked."""
        if self.instant and asked.instant:
            first = last = self.utc
            at = asked.utc
        else:
            first, last, at = self.first, self.last, asked.first
        return 0 if first <= at <= last else -1 if at > last else 1


def plus_months(day, months):
    """FAR or -FAR outside the calendar."""
    date = datetime.date.fromordinal(day + EPOCH)
    every = date.year * 12 + date.month - 1 + months
    if not 12 <= every < 120000:
        return FAR if every >= 120000 else -FAR
    y, m = every // 12, every % 12 + 1
    return ordinal(y, m, min(date.day, calendar.monthrange(y, m)[1]))


# ---- numbers ----

class Number:
    """A whole number without zeros at its end, times a power of ten."""

    def __init__(self, value):
        value = Fraction(value)
        if value < 0:
            raise Unknown('number')
        self.exponent = 0
        while value.denominator != 1:
            value *= 10
            self.exponent -= 1
        while value != 0 and value % 10 == 0:
            value /= 10
            self.exponent += 1
        self.mantissa = int(value)

    def times(self, other):
        if self.mantissa * other.mantissa >= 10 ** 18:
            raise Unknown('number')
        return Number(self.value() * other.value())

    def value(self):
        return Fraction(self.mantissa) * Fraction(10) ** self.exponent


UNITS = {}
for family, prefixes in (('g', 'k m u n p'), ('L', 'd c m u'),
                         ('[iU]', 'M k m u'), ('U', 'M k m u'),
                         ('mol', 'm u n'), ('eq', 'm')):
    powers = {'': 0, 'M': 6, 'k': 3, 'd': -1, 'c': -2, 'm': -3, 'u': -6,
              'n': -9, 'p': -12}
    for prefix in ['', *prefixes.split()]:
        UNITS[prefix + family] = (family, powers[prefix])
        for other in {'L': ['l'], '[iU]': ['[IU]']}.get(family, []):
            UNITS[prefix + other] = (family, powers[prefix])


def between(unit, other):
    """Factor from a unit to another; None if there is none."""
    a, b = UNITS.get(unit, (unit, 0)), UNITS.get(other, (other, 0))
    return Fraction(10) ** (a[1] - b[1]) if a[0] == b[0] else None


# ---- schedules ----

class Rhythm:
    def __init__(self, kind, times, step=1, days=(), anchor=None):
        self.kind, self.times, self.step = kind, times, step
        self.days, self.anchor = days, anchor

    def hangs(self):
        return self.kind in ('months', 'minutes') or (
            self.kind == 'days' and self.step > 1)

    def doses(self, day):
        """Doses on a day; none where it hangs on a dose that is not known."""
        if self.hangs() and self.anchor is None:
            return 0
        if self.kind == 'weekdays':
            on = WEEKDAYS[(day + 3) % 7] in self.days
        elif self.kind == 'days':
            on = self.step == 1 or (day - self.anchor) % self.step == 0
        elif self.kind == 'months':
            a = datetime.date.fromordinal(self.anchor + EPOCH)
            b = datetime.date.fromordinal(day + EPOCH)
            months = b.year * 12 + b.month - a.year * 12 - a.month
            on = months % self.step == 0 and plus_months(
                self.anchor, months) == day
        else:
            start = day * 1440
            return ((start + 1439 - self.anchor) // self.step
                    - (start - 1 - self.anchor) // self.step)
        return self.times if on else 0


LENGTHS = {'min': 1, 'h': 60, 'd': 1440, 'wk': 10080}


def interval(every):
    """(minutes, months)"""
    value, unit = Fraction(str(every['value'])), every.get('unit', 'd')
    if unit in LENGTHS:
        minutes = value * LENGTHS[unit]
        if minutes.denominator == 1 and 0 < minutes <= 3650 * 1440:
            return int(minutes), 0
    elif unit in ('mo', 'a'):
        months = value * (12 if unit == 'a' else 1)
        if months.denominator == 1 and 0 < months <= 120:
            return 0, int(months)
    raise Unknown('unclear')


def rhythm_of(times, every, days):
    minutes, months = interval(every) if every else (0, 0)
    inside = 1440 // minutes if 0 < minutes < 1440 and not 1440 % minutes \
        else 0
    if inside:
        if times and times != inside:
            raise Unknown('unclear')
        times = inside
    if days:
        week = minutes == 7 * 1440 and len(set(days)) == 1
        if every and not inside and not week and minutes != 1440:
            raise Unknown('unclear')
        return Rhythm('weekdays', times or 1, days=days)
    if months:
        return Rhythm('months', times or 1, months)
    if minutes and not inside:
        if minutes % 1440 == 0:
            return Rhythm('days', times or 1, minutes // 1440)
        if times:
            raise Unknown('unclear')
        return Rhythm('minutes', 1, minutes)
    if not times:
        raise Unknown('no_schedule')
    return Rhythm('days', times)


def amount(q, usual=''):
    """(value, unit)"""
    return (Fraction(str(q['value'])), q.get('unit', usual))


WORDS = re.compile(r'\d{1,3}([.,]\d{1,2})?(-\d{1,3}([.,]\d{1,2})?){2,3}')


def codes_of(medicine):
    """The ATC codes of a code in JSON, with one coding or several."""
    return [c['code'] for c in medicine.get('coding', [medicine])
            if 'code' in c and c.get('system', 'atc') == 'atc']


def inside(codes, holds):
    """What these hold, and what that holds."""
    held = [i for c in codes for i in holds.get(c, [])]
    return held + inside(held, holds) if held else []


def all_codes_of(entry, holds):
    """Those of a medicine or a vaccine, of its ingredients, and in these."""
    own = [entry.get('medicine') or entry['vaccine']]
    own += [i['medicine'] for i in entry.get('ingredients', [])]
    out = [c for o in own for c in codes_of(o)]
    return out + inside(out, holds)


def told_day(entry, issued):
    told, day = Date(entry.get('observed')), Date(issued).first
    return told.first if told.exact or (told.there and told.first < day) \
        else day


class Medicine:
    """Of a prescription in JSON; forms: unit of a dose form's code; tables:
    what must not stop, and what each code holds."""

    def __init__(self, entry, others, asked, issued, forms, tables):
        self.e, self.others, self.asked = entry, others, asked
        self.issued = issued
        self.day, self.forms = asked.first, forms
        self.form = forms.get(entry.get('form', {}).get('code'), '')
        self.tables = tables
        self.told = told_day(entry, issued)
        self.since = Date(entry.get('since'))
        self.until = Date(entry.get('until'))
        self.last = self._last()
        self.next = Date(entry.get('next_due'))
        if self.next.exact and self.last and self.last.first >= \
                self.next.first:
            self.next.exact = False
        self.needed = entry.get('as_needed') is True
        self.stages, self.why = [], None
        self.sum = self.most = False
        self._plan()

    def _last(self):
        dates = [Date(self.e.get(k)) for k in ('last_supervised',
                                               'last_taken')]
        dates = [d for d in dates if d.exact]
        best = max(dates, key=lambda d: d.local, default=None)
        return best if best and best.first <= self.day else None

    # ---- plan ----

    def _plan(self):
        try:
            if 'phases' in self.e:
                self._phases()
            else:
                self._one()
        except Unknown as reason:
            self.why = reason.args[0]
        self.phased = 'phases' in self.e
        if self.needed:
            self._most()

    def _one(self):
        e = self.e
        slots = len(SLOTS & set(e.get('at', [])))
        told = e.get('times_a_day', 0)
        days, every = e.get('weekdays'), e.get('every')
        words = e.get('instructions')
        if 'dose' not in e and not (every or told or slots or days) and words:
            return self._words(words)
        try:
            rhythm = rhythm_of(slots or told, every, days)
        except Unknown as reason:
            if told and slots and told != slots:
                raise Unknown('unclear') from None
            if reason.args[0] == 'no_schedule' and words:
                raise Unknown('only_words') from None
            raise
        if told and slots and told != slots:
            raise Unknown('unclear')
        if rhythm.hangs() and not self.needed:
            self._hang(rhythm)
        if 'dose' not in e:
            raise Unknown('no_dose')
        self.stages = [(-FAR, FAR, rhythm, amount(e['dose'], self.form))]

    def _hang(self, rhythm):
        by = self.next if self.next.exact else self.last
        if by is None:
            raise Unknown('no_last_taken')
        rhythm.anchor = by.local if rhythm.kind == 'minutes' else by.first

    def _words(self, words):
        if not WORDS.fullmatch(words):
            raise Unknown('only_words')
        parts = [Fraction(p.replace(',', '.')) for p in words.split('-')]
        total, unit = sum(parts), self.form
        if not unit and 'handed_over' in self.e:
            unit = self.e['handed_over'].get('unit', '')
        if unit not in PIECES or max(parts) > 20:
            raise Unknown('only_words')
        self.sum = True
        self.stages = [(-FAR, FAR, Rhythm('days', 1), (total, unit))]

    def _phases(self):
        at = self.since.first if self.since.there else 0
        stages = []
        if {'times_a_day', 'every', 'weekdays'} & set(self.e):
            raise Unknown('unclear')
        for i, p in enumerate(self.e['phases']):
            rhythm = rhythm_of(p.get('times_a_day', 0), p.get('every'), None)
            if rhythm.kind != 'days' or (
                    'days' not in p and i + 1 < len(self.e['phases'])):
                raise Unknown('unclear')
            end = at + p['days'] if 'days' in p else FAR
            rhythm.anchor = at
            stages.append((at, end, rhythm, amount(p['dose'], self.form)))
            at = end
        if not self.since.exact:
            raise Unknown('no_start')
        self.stages = stages

    def _most(self):
        if 'max_a_day' in self.e:
            self.most = True
            most = amount(self.e['max_a_day'], self.form)
            self.stages = [(-FAR, FAR, Rhythm('days', 1), most)]
            self.why, self.phased, self.sum = None, False, False
        elif self.why or self.phased:
            self.why = 'no_maximum'

    # ---- state, due ----

    def state(self):
        """(state, uncertain)"""
        status = self.e.get('status', 'taking')
        if status != 'taking':
            return status, False
        begun = self.since.against(self.asked) if self.since.there else -1
        ended = self.until.against(self.asked) if self.until.there else 1
        uncertain = (self.since.there and not self.since.exact
                     and begun == 0) or (self.until.there and (
                         self.until.estimated
                         or (not self.until.exact and ended == 0)))
        return ('not_begun' if begun > 0 else 'ended' if ended < 0
                else 'taking'), uncertain

    def doses(self, day):
        """(doses, dose, number of the stage) of a day."""
        for i, (start, end, rhythm, dose) in enumerate(self.stages):
            if start <= day < end:
                return rhythm.doses(day) if dose[0] else 0, dose, i + 1
        return 0, None, 0

    def nothing(self):
        return not any(dose[0] for _, _, _, dose in self.stages)

    def next_from(self, day):
        if self.nothing():
            return FAR
        for d in range(day, day + 3700 * 32):
            if d > LAST_DAY:
                break
            if self.doses(d)[0]:
                return d
            if all(d >= end for _, end, _, _ in self.stages):
                break
        return FAR

    def after_last(self):
        rhythm = self.stages[0][2] if self.stages else None
        if self.next.exact:
            return self.next.first
        if rhythm.kind == 'minutes':
            return (self.last.local + rhythm.step) // 1440
        if rhythm.kind == 'months':
            return min(plus_months(self.last.first, rhythm.step), FAR)
        return self.next_from(self.last.first + 1)

    def due(self, state):
        """(answer, state, which stages that are over change)."""
        if state != 'taking':
            return {'state': 'not_taken'}, state
        out, number = {}, 0
        if not self.why:
            number, dose, stage = self.doses(self.day)
            if self.phased and stage:
                out['phase'] = stage
            if self.most:  # of a day, and no dose
                dose = amount(self.e['dose'], self.form) \
                    if 'dose' in self.e else None
            if dose and dose[1]:
                out['in_the_day' if self.sum else 'dose'] = {
                    'value': dose[0], 'unit': dose[1]}
        rhythm = self.stages[0][2] if self.stages else None
        if self.needed:
            return {'state': 'as_needed', **out}, state
        if self.next.exact and (self.why or self.next.first > self.day):
            on = self.next.first
        elif self.why:
            return {'state': 'unknown', 'why': self.why, **out}, state
        elif self.nothing() and not (
                self.phased and self.stages[-1][1] <= self.day):
            return {'state': 'unknown', 'why': 'zero_dose', **out}, state
        elif not self.phased and rhythm.hangs() and not (
                rhythm.kind == 'minutes' and rhythm.step < 1440):
            on = self.after_last()
        else:
            if self.phased and self.stages[-1][1] <= self.day:
                return {'state': 'not_taken', **out}, 'ended'
            taken = bool(self.last and self.last.first == self.day
                         and number == 1 and not self.sum)
            on = self.next_from(self.day + taken)
            if on == FAR and taken:
                return {'state': 'not_taken', **out}, state
            if on == FAR:
                return {'state': 'unknown', 'why': 'zero_dose',
                        **out}, state
        told = self.next.exact and on == self.next.first
        if self.until.there and not self.until.estimated and not told and \
                on > self.until.last:
            return {'state': 'not_taken', **out}, state
        if on > LAST_DAY:
            return {'state': 'unknown', 'why': 'number', **out}, state
        if on >= self.day and self._may_end_before(on):
            out['uncertain'] = True
        if on > self.day:
            return {'state': 'later', 'on': show(on), **out}, state
        if on < self.day:
            return {'state': 'overdue', 'on': show(on),
                    'days': self.day - on, **out}, state
        if number and not self.sum:
            out['doses'] = number
        if self.last and self.last.first == self.day:
            out['last_on_day'] = True
        return {'state': 'today', **out}, state

    def _may_end_before(self, day):
        return (self.until.there and not self.until.exact
                and day >= self.until.first)

    def gap(self, state):
        out = {}
        if self.last:
            out['last_taken'] = show(self.last.first)
        borne = self.e.get('gap_days')
        if borne is not None:
            out['can_be_missed'] = borne
        if state not in STATES[:3]:
            return out
        if not self.last:
            return {**out, 'why': 'no_last_taken'}
        if self.needed:
            return {**out, 'why': 'no_schedule'}
        if self.why and not self.next.exact:
            return {**out, 'why': self.why}
        if not self.next.exact and self.nothing():
            return {**out, 'why': 'zero_dose'}
        due = self.after_last()
        out['days'] = max(0, self.day - due)
        if borne is not None and out['days'] > borne:
            known = self.day if state != 'taking' else min(self.told, self.day)
            out['exceeded'] = 'told' if max(0, known - due) > borne \
                else 'unless_taken_since'
        return out

    # ---- supply ----

    def left(self, state):
        if state in ('stopped', 'completed', 'ended'):
            return {'state': 'not_taken'}
        try:
            kind, on = self._left(state)
            shared = {'why': 'shared'} if self._shared() else {}
            if shared and kind != 'runs_out':
                raise Unknown('shared')
        except Unknown as reason:
            return {'state': 'unknown', 'why': reason.args[0]}
        days = max(0, on - self.day + (kind == 'to_end'))
        maybe = kind != 'held' and self._may_end_before(on)
        return {'state': 'at_most' if shared else kind, 'on': show(on),
                'days': days, **shared,
                **({'uncertain': True} if maybe else {})}

    def _measure(self):
        """(supply, [dose of each stage]) as whole numbers of one unit."""
        supply, unit = amount(self.e['handed_over'], self.form)
        dose_unit = self.stages[0][3][1]
        total = Number(supply)
        factor = between(dose_unit, unit) if dose_unit else None
        if factor is not None:
            factor = Number(factor)
        else:
            total, factor = self._by_strength(total, unit, dose_unit)
        doses = []
        for _, _, _, (value, other) in self.stages:
            to = between(other, dose_unit) if other else None
            if to is None:
                raise Unknown('units')
            n = Number(value)
            n = Number(n.value() * to)
            doses.append(n.times(factor))
        if not any(n.mantissa for n in doses):
            raise Unknown('zero_dose')
        every = [n for n in [total, *doses] if n.mantissa]
        least = min(n.exponent for n in every)
        whole = [int(n.value() / Fraction(10) ** least) if n.mantissa else 0
                 for n in [total, *doses]]
        if any(n >= 10 ** 18 for n in whole):
            raise Unknown('number')
        return whole[0], whole[1:]

    def _by_strength(self, total, unit, dose_unit):
        if 'strength' not in self.e:
            raise Unknown('units')
        value, of = amount(self.e['strength'], 'mg')
        piece = next((u for u in (unit, dose_unit) if u in PIECES), '')
        of, slash, per = of.partition('/')
        n = 1
        if slash:
            match = re.fullmatch(r'\((\d+)\.([^/.()]+)\)|([^/.()]+)', per)
            if not match:
                raise Unknown('units')
            n, per = int(match[1] or 1), match[2] or match[3]
        else:
            per = self.form or piece
        if value <= 0 or not per:
            raise Unknown('units')
        strength, n = Number(value), Number(n)
        a, b = between(unit, per), between(dose_unit, of)
        if unit and dose_unit and a is not None and b is not None:
            return Number(total.value() * a).times(strength), Number(
                n.value() * b)
        a, b = between(unit, of), between(dose_unit, per)
        if unit and dose_unit and a is not None and b is not None:
            return Number(total.value() * a).times(n), Number(
                strength.value() * b)
        raise Unknown('units')

    def _pack(self, e):
        q, on = e['handed_over'], Date(e.get('handed_on'))
        form = self.forms.get(e.get('form', {}).get('code'), '')
        return amount(q, form), on.exact and on.first

    def _is_taken(self, other):
        it = type(self)(other, [], self.asked, self.issued, self.forms,
                        self.tables)
        state, uncertain = it.state()
        state = it.due(state)[1]
        return state == 'taking' or uncertain or (
            state == 'ended' and it.may_go_on())

    def _shared(self):
        mine = set(codes_of(self.e['medicine']))
        return any(mine & set(codes_of(o['medicine']))
                   and self._is_taken(o)
                   and ('handed_over' not in o
                        or self._pack(o) == self._pack(self.e)) for o in self.others)

    def _left(self, state):
        if 'handed_over' not in self.e:
            raise Unknown('no_quantity')
        if self.why:
            raise Unknown(self.why)
        on = Date(self.e.get('handed_on'))
        if not on.exact:
            raise Unknown('no_handed_on')
        if on.first > self.day:
            raise Unknown('later')
        start = on.first
        if self.since.exact:
            start = max(start, self.since.first)
        left, doses = self._measure()
        rhythm = self.stages[0][2]
        if self.needed and rhythm.hangs():
            rhythm.anchor = start * 1440 if rhythm.kind == 'minutes' else start
        if state in ('paused', 'interrupted') and not self.needed:
            return self._held(left, doses[0], start)
        end = self.until.last + 1 if self.until.there else FAR
        end = min(end, self.stages[-1][1])
        missed = range(0)
        if self.last and not self.needed:
            missed = range(self.last.first + 1, min(self.told, self.day))
        for day in range(start, min(end, start + HORIZON + 1)):
            if day in missed or day > LAST_DAY:
                continue
            number, _, stage = self.doses(day)
            need = number * doses[stage - 1] if stage else 0
            if need > left:
                return ('at_least' if self.needed else 'runs_out'), day
            left -= need
        if end > start + HORIZON + 1 or end > LAST_DAY + 1:
            raise Unknown('number')
        return 'to_end', end - 1

    def _held(self, left, dose, start):
        if self.phased:
            raise Unknown('unclear')
        if not self.last:
            raise Unknown('no_last_taken')
        rhythm = self.stages[0][2]
        left -= dose * sum(rhythm.doses(d)
                           for d in range(start, self.last.first + 1))
        left = max(left, left % dose)
        rhythm = Rhythm(rhythm.kind, rhythm.times, rhythm.step, rhythm.days,
                        self.day * (1440 if rhythm.kind == 'minutes' else 1))
        for day in range(self.day, self.day + HORIZON + 1):
            if day > LAST_DAY:
                break
            need = rhythm.doses(day) * dose
            if need > left:
                return 'held', day
            left -= need
        raise Unknown('number')

    # ---- stop ----

    def may_go_on(self):
        """Past the end that is told."""
        return bool(self.e.get('long_term')) or self.stopping()['stop'] in (
            'must_not', 'usually_must_not', 'some_usually_must_not')

    def stopping(self):
        said = self.e.get('must_not_stop')
        codes = all_codes_of(self.e, self.tables.holds)
        row = next((r for c in codes for r in self.tables.stop
                    if c.startswith(r)), None)
        group = next((c for c in codes for r in self.tables.stop
                      if r.startswith(c) and not any(
                          o != c and o.startswith(c) for o in codes)), None)
        if said is None and not row and group:
            return {'stop': 'some_usually_must_not', 'stop_atc': group}
        word = ('must_not' if said else
                ('may_but_usually_must_not' if row else 'may')
                if said is False else
                'usually_must_not' if row else 'unsaid')
        return {'stop': word, **({'stop_atc': row} if row else {})}

    def answer(self):
        state, uncertain = self.state()
        due, state = self.due(state)
        out = {'state': state, 'due': due, 'gap': self.gap(state),
               'left': self.left(state), **self.stopping()}
        if uncertain:
            out['uncertain'] = True
        return out
