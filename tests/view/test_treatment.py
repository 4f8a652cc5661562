# SPDX-License-Identifier: Apache-2.0
"""Continuity of treatment: the examples of docs/spec/treatment.md against the
library and its twin, and both against each other on made-up prescriptions.
Arguments: treat_tool, the source tree.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
from fractions import Fraction

import check_twin
import treat_twin
from tap import Tap

NUM = 2500
LANGUAGES = 'en fr es ar pt it de el'.split()


class Library:
    def __init__(self, program):
        self.program = program

    def ask(self, questions, language='-'):
        """questions: (at, issued, entries); all are asked in one run."""
        lines = ''.join(f'{at}\t{issued}\t{language}\t{text(entries)}\n'
                        for at, issued, entries in questions)
        run = subprocess.run([self.program], input=lines, text=True,
                             capture_output=True)
        assert run.returncode == 0, run.stderr[-2000:]
        answers = [json.loads(line, parse_float=Fraction)
                   for line in run.stdout.splitlines()]
        assert len(answers) == len(questions), (len(answers), run.stderr)
        return answers


def text(entries):
    """JSON of a record; "#1.50#" is a number with these digits."""
    said = json.dumps({'entries': entries}, ensure_ascii=False)
    return re.sub(r'"#([^#"]*)#"', r'\1', said)


def bare(value):
    """The same as it is read."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items()}
    if isinstance(value, list):
        return [bare(v) for v in value]
    if isinstance(value, str) and value.startswith('#'):
        return Fraction(value.strip('#'))
    return value


def differs(said, answer, path='answer'):
    """Where an answer lacks what is said of it; None if nowhere."""
    if isinstance(said, dict) and isinstance(answer, dict):
        if said.keys() != answer.keys():
            return f'{path}: {sorted(said)} {sorted(answer)}'
        pairs = [(said[k], answer[k], f'{path}.{k}') for k in said]
    elif isinstance(said, list) and isinstance(answer, list):
        if len(said) != len(answer):
            return f'{path}: {said} {answer}'
        pairs = [(a, b, f'{path}[{i}]')
                 for i, (a, b) in enumerate(zip(said, answer))]
    else:
        return None if said == answer else f'{path}: {said} {answer}'
    return next(filter(None, (differs(*p) for p in pairs)), None)


# ---- the page ----

class Page:
    def __init__(self, root):
        self.text = (root / 'docs/spec/treatment.md').read_text()
        self.examples = []
        for part in self.text.split('\n### ')[1:]:
            blocks = [json.loads(b, parse_float=Fraction) for b in
                      re.findall(r'```json\n(.*?)```', part, re.S)]
            self.examples.append((part.split('\n')[0], *blocks))
        self.raw = [re.findall(r'```json\n(.*?)```', part, re.S)[0]
                    for part in self.text.split('\n### ')[1:]]

    def questions(self):
        out = []
        for (_, q, _), raw in zip(self.examples, self.raw):
            digits = json.loads(raw, parse_float=lambda d: f'#{d}#')
            out.append((q['at'], q['issued'], digits['entries']))
        return out

    def prefixes(self):
        """Those of the table of section 6."""
        section = self.text.split('\n## 6.')[1].split('\n## ')[0]
        rows = re.findall(r'^\| ([A-Z]\d\d[A-Z0-9 ]*) \|', section, re.M)
        return [p for row in rows for p in row.split()]

    def avoided(self):
        section = self.text.split('\n## 8.')[1].split('\n## ')[0]
        alert = section.split('- **Alert**')[1].split('- **Twice**')[0]
        return set(re.findall(r'\b[A-Z]\d\d[A-Z0-9]*\b', alert))


def of_example(answer, name):
    """What an example may show: a part of the whole, or of its medicine."""
    return answer[name] if name in answer else answer['medicines'][0][name]


def twins(entries, at, issued, forms, stop):
    asked = treat_twin.Date(at)
    out = {}
    for i, e in enumerate(entries):
        if e['kind'] == 'prescription':
            others = [o for k, o in enumerate(entries)
                      if k != i and o['kind'] == 'prescription']
            out[i] = treat_twin.Medicine(e, others, asked, issued, forms,
                                         stop).answer()
    return out


def compare(question, answer, forms, stop):
    at, issued, entries = question
    told = {m.pop('entry'): m for m in answer['medicines']}
    problems = []
    for i, expected in twins(bare(entries), at, issued, forms, stop).items():
        said = {k: v for k, v in told[i].items()
                if k not in ('steps', 'told_on', 'words')}
        found = differs(expected, said)
        if found:
            problems.append(f'{found}\n{at} {issued} {text(entries)}')
    return problems


# ---- made-up prescriptions ----

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


def forms_of(root):
    lines = (root / 'lib/model/lists/forms.tsv').read_text().splitlines()
    rows = [line.split('\t') for line in lines if line.startswith('snomed')]
    return {code: '' if unit == '-' else unit for _, code, unit in rows}


def generated(library, forms, stop):
    maker = Maker(1, forms)
    questions = [maker.question() for _ in range(NUM)]
    answers = library.ask(questions)
    problems, kinds, refused = [], {}, 0
    for q, a in zip(questions, answers):
        if 'refused' in a:
            refused += 1
            continue
        for m in a['medicines']:
            for name in {m['left']['state'], m['left'].get('why')}:
                kinds[name] = kinds.get(name, 0) + 1
        problems += compare(q, a, forms, stop)
    return problems, kinds, refused


def compare_checks(question, answer, tables):
    at, issued, entries = question
    said = answer['checks']
    found, unchecked, counts = check_twin.checks(entries, at, tables)
    child = check_twin.child(entries, at, issued)
    weights = child.pop('weight', [])
    told = dict(answer['child'])
    weight, other = told.pop('weight', None), told.pop('weight_other', None)
    pairs = [
        (found, {(f['found'], f['a'], f['b']) for f in said['findings']}),
        (unchecked, set(said['not_checked'])),
        (counts, {k: said[k] for k in counts}),
        (check_twin.errands(entries, at), answer['errands']), (child, told),
        (bool(weights), weight in weights if weights else weight is not None),
        (any(w != weight for w in weights), other in weights and other != weight)]
    return [f'{a} {b}\n{at} {text(entries)}' for a, b in pairs if a != b]


def generated_checks(library, tables, forms):
    maker = check_twin.Maker(Maker(2, forms), tables)
    questions = [maker.question() for _ in range(NUM)]
    problems, seen = [], {}
    for q, a in zip(questions, library.ask(questions)):
        problems += [f'{a} {text(q[2])}'] if 'refused' in a else \
            compare_checks(q, a, tables)
        for word in re.findall(r"'(?:found|valid|child)': '(\w+)'", str(a)):
            seen[word] = seen.get(word, 0) + 1
    return problems, seen


def alert(codes):
    """One with these ATC codes, four to an item."""
    return {'kind': 'alert', 'what': {'text': 'x'}, 'avoid_atc': [
        {'coding': [{'system': 'atc', 'code': c} for c in codes[i:i + 4]]}
        for i in range(0, len(codes), 4)]}


def unlooked(library):
    """96 different codes are looked up; the same told again takes no room."""
    names = [f'V{i:02}' for i in range(1, 100)]
    asked = [names[:96], names, names[:4] * 64]
    entries = [alert(codes) for codes in asked]
    said = library.ask([('2026-03-10', '2026-03-01', entries)])[0]
    left = said['checks']['not_checked']
    return [] if left == [1] else [left]


def main():
    tap = Tap()
    library = Library(sys.argv[1])
    root = pathlib.Path(sys.argv[2])
    page, forms = Page(root), forms_of(root)
    stop = page.prefixes()
    questions = page.questions()
    answers = library.ask(questions)

    def source(name):
        return (root / 'lib/view' / name).read_text()

    tap.check('each_example_is_what_the_library_says', [
        f'{name}: {found}' for (name, _, said), answer
        in zip(page.examples, answers) for key in said
        if (found := differs(said[key], of_example(answer, key)))])
    tap.check('the_page_has_examples_of_each_reason', set(re.findall(
        r'"(\w+)",? ', re.sub(r'.*whys\[\] = \{(.*?)\};.*', r'\1 ',
                              source('treat_json.c').replace('\n', ' ')))) -
        set(re.findall(r'"why": "(\w+)"', page.text)))
    tap.check('the_page_has_the_table_of_what_must_not_stop', set(stop) ^ set(
        re.findall(r'^STOP\("(\w+)"', source('must_not_stop.def'), re.M)))
    tap.check('the_page_has_what_alerts_avoid', page.avoided() ^ set(
        re.findall(r'^AVOIDED\(\w+, "(\w+)"', source('avoid.def'), re.M)))
    tap.check('the_twin_agrees_on_the_examples', [
        p for q, a in zip(questions, answers)
        for p in compare(q, a, forms, stop)])

    problems, kinds, refused = generated(library, forms, stop)
    tap.note(f'{NUM} questions, {refused} refused, {sorted(map(str, kinds.items()))}')
    tap.check('the_twin_agrees_on_made_up_prescriptions', problems)
    tap.check('made_up_prescriptions_reach_each_answer', {
        'runs_out', 'at_least', 'at_most', 'to_end', 'held', 'not_taken',
        'no_quantity', 'no_dose', 'no_schedule', 'only_words', 'unclear', 'units',
        'zero_dose', 'number', 'no_handed_on', 'no_last_taken', 'no_start',
        'no_maximum', 'shared', 'later'} - set(kinds))
    tap.check('few_made_up_questions_are_refused',
              [refused] if refused > NUM // 20 else [])

    tables = check_twin.Tables(root, page.text, stop)
    problems, seen = generated_checks(library, tables, forms)
    tap.note(f'{NUM} questions: {sorted(seen.items())}')
    tap.check('the_twin_agrees_on_made_up_checks_and_dates', problems)
    tap.check('made_up_checks_reach_each_answer', {
        'allergy', 'avoid', 'twice', 'valid', 'not_valid', 'uncertain', 'yes',
        'no', 'unknown'} - set(seen))

    tap.check('an_alert_of_more_codes_than_are_looked_up_is_not_checked',
              unlooked(library))

    lines = {lang: [a['text'].count('\n') for a in library.ask(
        questions, lang)] for lang in LANGUAGES}
    tap.check('each_language_has_the_same_lines', [
        lang for lang in LANGUAGES if lines[lang] != lines['en']])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
