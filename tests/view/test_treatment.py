# SPDX-License-Identifier: Apache-2.0
"""Continuity of treatment: the examples of docs/spec/treatment.md against the
library and its twin, and both against each other on made-up prescriptions.
Arguments: treat_tool, the source tree; --record to write what test_recorded.c
asks of machines without Python, small questions that show each answer.
"""
import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import check_twin
import treat_edges
import treat_twin
from tap import Tap
from treat_maker import Maker

NUM = 2500
LANGUAGES = 'en fr es ar pt it de el'.split()


class Library:
    def __init__(self, program):
        self.program = program

    def lines(self, lines):
        """What it says of questions as they are written, asked in one run."""
        run = subprocess.run([self.program], text=True, capture_output=True,
                             input=''.join(f'{line}\n' for line in lines))
        assert run.returncode == 0, run.stderr[-2000:]
        answers = run.stdout.splitlines()
        assert len(answers) == len(lines), (len(answers), run.stderr)
        return answers

    def ask(self, questions, language='-'):
        """questions: (at, issued, entries)."""
        return [read(line) for line in self.lines(
            [written(q, language) for q in questions])]


def read(line):
    return json.loads(line, parse_float=Fraction)


def written(question, language='-'):
    at, issued, entries = question
    return f'{at}\t{issued}\t{language}\t{text(entries)}\t'


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


def twins(entries, at, issued, forms, tables):
    asked = treat_twin.Date(at)
    out = {}
    for i, e in enumerate(entries):
        if e['kind'] == 'prescription':
            others = [o for k, o in enumerate(entries)
                      if k != i and o['kind'] == 'prescription']
            out[i] = treat_twin.Medicine(e, others, asked, issued, forms,
                                         tables).answer()
    return out


def compare(question, answer, forms, tables):
    at, issued, entries = question
    told = {m.pop('entry'): m for m in answer['medicines']}
    problems = []
    for i, expected in twins(bare(entries), at, issued, forms, tables).items():
        said = {k: v for k, v in told[i].items()
                if k not in ('steps', 'told_on', 'words')}
        found = differs(expected, said)
        if found:
            problems.append(f'{found}\n{at} {issued} {text(entries)}')
    return problems


def compare_checks(question, answer, tables):
    at, issued, entries = question
    said = answer['checks']
    told = bare(entries)
    found, unchecked, counts = check_twin.checks(told, at, issued, tables)
    child = check_twin.child(told, at, issued)
    weights = child.pop('weight', [])
    shows = dict(answer['child'])
    weight, other = shows.pop('weight', None), shows.pop('weight_other', None)
    pairs = [
        (found, {(f['found'], f['a'], f['b']) for f in said['findings']}),
        (unchecked, set(said['not_checked'])),
        (counts, {k: said[k] for k in counts}),
        (check_twin.errands(told, at), answer['errands']), (child, shows),
        (bool(weights), weight in weights if weights else weight is not None),
        (any(w != weight for w in weights), other in weights and other != weight)]
    return [f'{a} {b}\n{at} {text(entries)}' for a, b in pairs if a != b]


def disagreements(question, answer, forms, tables):
    return compare(question, answer, forms, tables) + \
        compare_checks(question, answer, tables)


def forms_of(root):
    lines = (root / 'lib/model/lists/forms.tsv').read_text().splitlines()
    rows = [line.split('\t') for line in lines if line.startswith('snomed')]
    return {code: '' if unit == '-' else unit for _, code, unit in rows}


def generated(library, forms, tables):
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
        problems += disagreements(q, a, forms, tables)
    return problems, kinds, refused


def generated_checks(library, tables, forms):
    maker = check_twin.Maker(Maker(2, forms), tables)
    questions = [maker.question() for _ in range(NUM)]
    problems, seen = [], {}
    for q, a in zip(questions, library.ask(questions)):
        problems += [f'{a} {text(q[2])}'] if 'refused' in a else \
            disagreements(q, a, forms, tables)
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


# ---- what is recorded ----

RECORD = 'tests/data/treatments.tsv'
HEAD = ('# at, issued, language, record, answer: '
        'tests/view/test_treatment.py TREAT_TOOL ROOT --record')


def shown(answer):
    """What a question shows: answers, and how they were come by."""
    if 'refused' in answer:
        return {answer['refused']}
    out = {('child', answer['child']['child'], *sorted(answer['child']))}
    for m in answer['medicines']:
        left = m['left']['state'], m['left'].get('why')
        out |= {(left, step['step']) for step in m['steps']}
        out |= {(left, m['state']), (left, m['due']['state']),
                (left, 'days', m['left'].get('days') == 0),
                ('stop', m['stop'], m.get('stop_atc')),
                ('gap', m['gap'].get('why'), *sorted(m['gap']))}
    for e in answer['errands']:
        out.add(('errand', *sorted(e), *[
            v for v in e.values() if isinstance(v, str) and v.isalpha()]))
    return out | {(f['found'], f.get('why'), *sorted(f))
                  for f in answer['checks']['findings']}


def record(library, path, questions):
    """The edges, and the shortest of the questions that together show all that
    they show."""
    lines = [written(question) for question in treat_edges.questions()]
    rows = [line + answer for line, answer in zip(lines, library.lines(lines))]
    lines = sorted(map(written, questions), key=len)
    seen = set()
    for line, answer in zip(lines, library.lines(lines)):
        new = shown(read(answer)) - seen
        seen |= new
        rows += [line + answer] if new else []
    path.write_text('\n'.join([HEAD, *rows, '']))


def recorded(path, forms, tables):
    """Where a twin does not say what is recorded."""
    problems = []
    for row in path.read_text().splitlines()[1:]:
        at, issued, _, asked, answer = row.split('\t')
        digits = json.loads(asked, parse_float=lambda d: f'#{d}#')['entries']
        if 'refused' not in (said := read(answer)):
            problems += disagreements((at, issued, digits), said, forms,
                                      tables)
    return problems


def unrecorded(path):
    """Edges of which it is not recorded what is said."""
    rows = path.read_text()
    return [line for line in map(written, treat_edges.questions())
            if f'\n{line}' not in rows]


def main():
    tap = Tap()
    library = Library(sys.argv[1])
    root = pathlib.Path(sys.argv[2])
    page, forms = Page(root), forms_of(root)
    stop = page.prefixes()
    tables = check_twin.Tables(root, page.text, stop)
    questions = page.questions()
    if '--record' in sys.argv:
        makers = Maker(3, forms), check_twin.Maker(Maker(4, forms), tables)
        return record(library, root / RECORD, questions + [
            maker.question() for maker in makers for _ in range(NUM)])
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
        for p in disagreements(q, a, forms, tables)])

    problems, kinds, refused = generated(library, forms, tables)
    tap.note(f'{NUM} questions, {refused} refused, {sorted(map(str, kinds.items()))}')
    tap.check('the_twin_agrees_on_made_up_prescriptions', problems)
    tap.check('made_up_prescriptions_reach_each_answer', {
        'runs_out', 'at_least', 'at_most', 'to_end', 'held', 'not_taken',
        'no_quantity', 'no_dose', 'no_schedule', 'only_words', 'unclear', 'units',
        'zero_dose', 'number', 'no_handed_on', 'no_last_taken', 'no_start',
        'no_maximum', 'shared', 'later'} - set(kinds))
    tap.check('few_made_up_questions_are_refused',
              [refused] if refused > NUM // 20 else [])

    problems, seen = generated_checks(library, tables, forms)
    tap.note(f'{NUM} questions: {sorted(seen.items())}')
    tap.check('the_twin_agrees_on_made_up_checks_and_dates', problems)
    tap.check('made_up_checks_reach_each_answer', {
        'allergy', 'avoid', 'twice', 'valid', 'not_valid', 'uncertain', 'yes',
        'no', 'unknown'} - set(seen))

    tap.check('the_twins_agree_on_what_is_recorded',
              recorded(root / RECORD, forms, tables))
    tap.check('each_edge_is_recorded', unrecorded(root / RECORD))

    tap.check('an_alert_of_more_codes_than_are_looked_up_is_not_checked',
              unlooked(library))

    lines = {lang: [a['text'].count('\n') for a in library.ask(
        questions, lang)] for lang in LANGUAGES}
    tap.check('each_language_has_the_same_lines', [
        lang for lang in LANGUAGES if lines[lang] != lines['en']])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
