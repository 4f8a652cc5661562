# SPDX-License-Identifier: Apache-2.0
"""Checks, errands and children by sections 8 and 9 of docs/spec/treatment.md,
over entries in JSON, to be compared with the library; and such entries at
random.
"""
import re

import treat_twin
from treat_twin import Date, all_codes_of, codes_of, inside

MUSCLE = '78421000'
TABLET = '385055001'
WEIGHTS = {'29463-7', '3141-9'}


def relations(path):
    """Rows "key<tab>code code" of a file."""
    rows = [line.split('\t') for line in path.read_text().splitlines()
            if line and not line.startswith('#')]
    return {key: codes.split() for key, codes in rows}


class Tables:
    def __init__(self, root, page, stop):
        self.stop = stop
        data = root / 'lib' / 'words' / 'data'
        self.covers = relations(data / 'covers.tsv')
        self.holds = relations(data / 'ingredients.tsv')
        names = (data / 'atc.tsv').read_text(encoding='utf-8').splitlines()
        self.known = {line.split('\t')[0] for line in names
                      if re.match(r'[A-Z]\d\d[A-Z][A-Z]\d\d\t', line)}
        section = page.split('- **Alert**')[1].split('- **Twice**')[0]
        live = section.split('live vaccines (')[1].split(')')[0].split()
        self.avoid = {'live_vaccine': live, 'iodine_contrast': ['V08A'],
                      'gadolinium_contrast': ['V08CA'],
                      'blood_products': ['B05A', 'J06B']}


def coding(code, usual):
    return code.get('system', usual), code.get('code')


# ---- what is looked at ----

# How far off an estimated date may be, by the length of its text.
DOUBT = {len('2026-11-29'): 31, len('2026-11'): 366, len('2026'): 5 * 366}


def minutes_of(text, of_a_day):
    """First and last that a date can mean (view.md section 4)."""
    date = Date(text)
    if date.instant:
        return (date.local if of_a_day else date.utc,) * 2
    off = DOUBT[len(text) - 1] if date.estimated else 0
    return (date.first - off) * 1440, (date.last + off) * 1440 + 1439


def now_of(asked, date):
    """What is asked about, beside a date."""
    if asked.instant:
        return (asked.utc if Date(date).instant else asked.local,) * 2
    return asked.local, asked.local + 1439


def has_begun(date, told, asked):
    """For certain, of what was told on a day to have begun."""
    first, last = minutes_of(date, not asked.instant)
    begin = first if last - first < 1440 else last - 1439
    if last - first >= 1440 and first < (told + 1) * 1440:
        begin = min(begin, told * 1440)
    return begin <= now_of(asked, date)[0]


def has_ended(date, asked):
    last = minutes_of(date, not asked.instant)[1]
    return now_of(asked, date)[0] > last


def is_past(m):
    """Whether it is over for certain, and nothing lets it go on."""
    since, until = m.e.get('since'), m.e.get('until')
    over = until and has_ended(until, m.asked) or m.due('taking')[1] == 'ended'
    begun = not since or has_begun(since, m.told, m.asked)
    return bool(over) and begun and not m.may_go_on()


def is_looked_at(entry, entries, asked, issued, tables):
    if entry['kind'] == 'vaccination':
        return 'due_on' in errand(entry, entries, asked)
    if entry['kind'] != 'prescription':
        return False
    m = treat_twin.Medicine(entry, [], asked, issued, {}, tables)
    state = m.due(m.state()[0])[1]
    return state in ('taking', 'paused', 'interrupted', 'not_begun') or (
        state == 'ended' and not is_past(m))


def prefixes_of_allergy(entry, tables):
    system, code = coding(entry['agent'], 'snomed')
    if system != 'atc':
        row = tables.covers.get(f'{system}:{code}', [])
        return row, bool(row)
    parts = tables.holds.get(code, [])
    rows = {c: [p for n in range(1, len(c) + 1)
                for p in tables.covers.get(f'atc:{c[:n]}', [])]
            for c in [code, *inside([code], tables.holds)]}
    known = f'atc:{code}' in tables.covers or (
        all(rows[p] for p in parts) if parts else bool(rows[code]))
    return [*rows, *(p for r in rows.values() for p in r)], known


def lies_in(code, prefixes):
    return any(code.startswith(p) for p in prefixes)


def also_avoided(code, tables):
    """The code, what is in it, and the other code of each substance below."""
    alone = [held[0] for key, held in tables.holds.items()
             if key != code and key.startswith(code) and len(held) == 1]
    return [code, *tables.holds.get(code, []), *alone]


def avoided(entry, tables):
    """(prefixes, into the muscle, all that is to be avoided is known)"""
    named = [coding(c, 'atc') for c in entry.get('avoid_atc', [])]
    words = entry.get('avoid', [])
    codes = [c for s, c in named if s == 'atc' and c]
    prefixes = [p for w in words for p in tables.avoid.get(w, [])]
    prefixes += [p for c in codes for p in also_avoided(c, tables)]
    open_rows = [key for c in codes for key, held in tables.holds.items()
                 if key != c and key.startswith(c)
                 and not any(lies_in(h, prefixes) for h in held)]
    return (prefixes, 'intramuscular_injection' in words,
            len(codes) == len(named) and not open_rows)


def is_known(entry, tables):
    """By its own code, or by one of each ingredient that it names."""
    def known(thing):
        return bool(tables.known & set(codes_of(thing)))
    return known(entry.get('medicine') or entry['vaccine']) or bool(
        entry.get('ingredients')) and all(
            known(one['medicine']) for one in entry['ingredients'])


def checks(entries, at, issued, tables):
    """{(found, a, b)} and what the library counts."""
    asked = Date(at)
    items = [(i, e, all_codes_of(e, tables.holds))
             for i, e in enumerate(entries)
             if is_looked_at(e, entries, asked, issued, tables)]
    found, unchecked = set(), {i for i, e, _ in items
                               if not is_known(e, tables)}
    counts = dict.fromkeys('medicines allergies alerts refuted none_known '
                           'not_asked'.split(), 0)
    counts['medicines'] = sum(1 for _, _, codes in items if codes)
    for a, e in enumerate(entries):
        muscle, word = False, e['kind']
        if e['kind'] == 'allergy':
            absent = e['agent'].get('absent')
            if absent or 'refuted' in (e.get('status'), e.get('certainty')):
                counts['refuted' if not absent else 'none_known' if absent ==
                       'none' else 'not_asked'] += 1
                continue
            prefixes, known = prefixes_of_allergy(e, tables)
            if not known:
                unchecked.add(a)
        elif e['kind'] == 'alert':
            prefixes, muscle, good = avoided(e, tables)
            word = 'avoid'
            if not good:
                unchecked.add(a)
        else:
            continue
        if prefixes or muscle:
            counts['allergies' if word == 'allergy' else 'alerts'] += 1
        for b, item, codes in items:
            route = item.get('route', {}).get('code') == MUSCLE
            hit = any(lies_in(c, prefixes) for c in codes)
            if (muscle and route) or hit:
                found.add((word, a, b))
            told = item['kind'] == 'prescription' and (
                'code' in item.get('route', {}) or
                item.get('form', {}).get('code') == TABLET)
            if not hit and (muscle and not told or any(
                    p.startswith(c) for c in codes for p in prefixes)):
                unchecked.add(b)
    medicines = [x for x in items if x[1]['kind'] == 'prescription']
    for n, (a, _, one) in enumerate(medicines):
        for b, _, other in medicines[n + 1:]:
            if any(len(c) == 7 for c in set(one) & set(other)):
                found.add(('twice', a, b))
    return found, unchecked, counts


# ---- what is due or valid ----

def validity(entry, asked):
    cover = entry['kind'] == 'coverage'
    begin = Date(entry.get('from' if cover else 'examined'))
    end = Date(entry.get('until' if cover else 'valid_until'))
    word = entry.get('state', 'active') if cover else entry['conclusion']
    if word in ('ended', 'not_yet'):
        return 'not_valid'
    open_end = word == 'pending' or not end.there
    for date, wrong in ((begin, 1), (end, -1)):
        if not date.there:
            continue
        side = date.against(asked)
        if side == wrong and not date.estimated:
            return 'not_valid'
        part = date.instant and not asked.instant
        open_end = open_end or date.estimated or (
            side == 0 and (part or not date.exact))
    return 'uncertain' if open_end else 'valid'


def followed(entry, others):
    mine = Date(entry.get('date'))
    for o in others:
        date = Date(o.get('date'))
        later = o.get('dose', 0) > entry.get('dose', 99)
        if mine.there and date.there and (date.first > mine.last
                                          or date.last < mine.first):
            later = date.first > mine.last
        if o is not entry and later and o.get('state', 'done') == 'done' and \
                o['vaccine'] == entry['vaccine']:
            return True
    return False


def errand(entry, entries, asked):
    if entry['kind'] in ('coverage', 'travel_clearance'):
        return {'valid': validity(entry, asked)}
    out = {'open': True}
    if entry['kind'] == 'referral':
        out['open'] = entry.get('state', 'open') in ('open', 'accepted')
        due = Date(entry.get('due') if out['open'] else None)
    else:
        vaccines = [e for e in entries if e['kind'] == 'vaccination']
        done = entry.get('state', 'done') == 'done'
        if followed(entry, vaccines):
            return {'open': False}
        due = Date(entry.get('next_due'))
        missing = entry.get('of', 0) - entry.get('dose', 99)
        if done and missing > 0:
            out['doses_not_shown'] = missing
        out['open'] = due.there or 'doses_not_shown' in out
    if due.there:
        out['due_on'] = treat_twin.show(due.last)
        if due.last < asked.first:
            out['overdue_days'] = asked.first - due.last
    return out


def errands(entries, at):
    asked = Date(at)
    return [{'entry': i, **errand(e, entries, asked)}
            for i, e in enumerate(entries)
            if e['kind'] in ('referral', 'vaccination', 'coverage',
                             'travel_clearance')]


# ---- children ----

def child(entries, at, issued):
    day = Date(at).first
    out, answers = {}, set()
    for e in entries:
        birth = Date(e.get('birth_date')) if e['kind'] == 'person' else None
        if birth and birth.there:
            doubt = 366 if birth.estimated else 0
            young = day < treat_twin.plus_months(birth.first, 216) - doubt
            old = day >= treat_twin.plus_months(birth.last, 216) + doubt
            answers.add('yes' if young else 'no' if old else 'uncertain')
    weights = []
    for e in entries:
        date = Date(e.get('date')) if e['kind'] == 'result' else None
        if not (date and date.there) or \
                e['test'].get('code') not in WEIGHTS or 'comparator' in e or \
                e.get('state') == 'entered_in_error' or \
                e.get('quantity', {}).get('unit') not in ('kg', 'g', '[lb_av]'):
            continue
        told = treat_twin.told_day(e, issued)
        last = told if date.first <= told < date.last else date.last
        if last <= day:
            weights.append((last, e['quantity']))
    out['child'] = 'unknown' if not answers else answers.pop() \
        if len(answers) == 1 else 'uncertain'
    if weights:
        last = max(day for day, _ in weights)
        out['weight'] = [q for d, q in weights if d == last]
        out['weight_days'] = day - last
    return out


# ---- at random ----

class Maker:
    def __init__(self, dates, tables):
        self.dates, self.x = dates, dates.x
        self.agents = sorted(k for k in tables.covers)
        self.combined = sorted(tables.holds)
        self.people = 0

    def some(self, e, **values):
        for key, value in values.items():
            if self.x.randrange(2):
                e[key] = value()
        return e

    def pick(self, *words):
        return lambda: self.x.choice(words)

    def medicine(self):
        plain = ['A10BA02', 'J01CA04', 'J01EE01', 'M01AE01', 'N05BA', 'C07AB02',
                 'V08AB02', 'N02BA01', 'C03CA01', 'J01', 'M01', 'A10BD25',
                 'J01XD01', 'B01AC06']
        code = self.x.choice(plain + self.x.sample(self.combined, 4))
        if self.x.randrange(12) == 0:
            return {'text': 'a tea'}
        return {'code': code}

    def prescription(self):
        e = {'kind': 'prescription', 'medicine': self.medicine()}
        if self.x.randrange(4) == 0:
            e['ingredients'] = [{'medicine': self.medicine()}]
        if self.x.randrange(3) == 0:
            e['until'] = self.dates.day(20500, 20600)
            return self.some(e, long_term=self.pick(True, False),
                             must_not_stop=self.pick(True, False))
        return self.some(e, form=self.pick({'code': TABLET}, {
            'code': '385219001'}), route=self.pick({'code': MUSCLE}, {
            'code': '26643006'}, {'text': 'deep'}), status=self.pick(*treat_twin.STATES),
            since=self.dates.date)

    def allergy(self):
        x = self.x
        system, code = x.choice(self.agents).split(':')
        agent = x.choice([{'system': system, 'code': code}] * 4 + [
            {'code': '300916003'}, {'system': 'atc', 'code': x.choice(
                ['C07', 'J01CR02', 'M01AE02', 'A10BD07', 'J01EE'])},
            {'text': 'dust'}, {'absent': 'none'}, {'absent': 'not_asked'}])
        return self.some({'kind': 'allergy', 'agent': agent}, status=self.pick(
            'active', 'inactive', 'resolved', 'refuted'), certainty=self.pick(
                'confirmed', 'unconfirmed', 'refuted'))

    def alert(self):
        e = {'kind': 'alert', 'what': {'system': 'carnet',
                                       'code': 'fall_risk'}}
        return self.some(e, avoid=lambda: self.x.sample(
            ['live_vaccine', 'iodine_contrast', 'mri',
             'intramuscular_injection', 'blood_products'], 2),
            avoid_atc=lambda: [self.x.choice([
                {'code': 'C03'}, {'code': 'J01'}, {'text': 'new ones'},
                {'code': self.x.choice(self.combined)[
                    :self.x.choice([1, 3, 4, 5, 7])]},
                {'system': 'cvx', 'code': '03'}])
                for _ in range(self.x.randrange(1, 3))])

    def vaccination(self):
        e = {'kind': 'vaccination', 'date': self.dates.date(), 'vaccine': {
            'code': self.x.choice(['J07BD52', 'J07BL01', 'J07BH01'])}}
        return self.some(e, dose=self.pick(1, 2, 3), of=self.pick(2, 3),
                         next_due=self.dates.date,
                         state=self.pick('done', 'done', 'not_done'))

    def referral(self):
        return self.some({'kind': 'referral', 'what': {'code': '394579002'}},
                         due=self.dates.date, state=self.pick(
                             'open', 'accepted', 'done', 'cancelled'))

    def coverage(self):
        e = self.some({'kind': 'coverage', 'scheme': 'S'}, state=self.pick(
            'pending', 'active', 'active', 'ended'),
            until=lambda: self.dates.day(20540, 20640))
        return self.some(e, **{'from': lambda: self.dates.day(20400, 20540)})

    def travel_clearance(self):
        return {'kind': 'travel_clearance',
                'conclusion': self.x.choice(['fit', 'not_yet']),
                'examined': self.dates.day(20400, 20520),
                'valid_until': self.x.choice(['', '~', 'T09:30:00Z']).join(
                    [self.dates.day(20520, 20600), ''])}

    def person(self):
        day = self.dates.day(13900, 14000) if self.x.randrange(2) else \
            self.dates.day(5000, 20000)
        self.people += 1
        return {'kind': 'person', 'name': 'A', 'birth_date': self.x.choice(
            [day, day[:7], day[:4], day + '~', day[:4] + '~'])}

    def result(self):
        return self.some(
            {'kind': 'result', 'date': self.dates.date(), 'test': {
                'code': self.x.choice(['29463-7', '3141-9', '8302-2'])},
             'quantity': {'value': self.x.randrange(2, 90),
                          'unit': self.x.choice(['kg', 'kg', 'g', 'cm'])}},
            state=self.pick('final', 'entered_in_error'))

    def question(self):
        kinds = [self.prescription, self.prescription, self.allergy, self.alert,
                 self.vaccination, self.referral, self.coverage,
                 self.travel_clearance, self.result]
        entries = [self.x.choice(kinds)()
                   for _ in range(self.x.randrange(1, 12))]
        if self.x.randrange(3):
            entries.insert(0, self.person())
        at = self.dates.day(20500, 20600)
        at += self.x.choice(['', 'T10:00:00Z', 'T23:00:00-05:00'])
        return at, self.dates.day(20490, 20560), entries
