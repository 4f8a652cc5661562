# SPDX-License-Identifier: Apache-2.0
"""What make.py and test_journey.py share: the story, calls of the carnet
command, and what a passport says on a day, in the names of the story."""
import json
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent
STORY = json.loads((HERE / 'story.json').read_text(encoding='utf-8'))
KEPT = [s for s in STORY['steps'] if not s.get('lost')]


class Carnet:
    """The command, run in a folder."""

    def __init__(self, program, folder):
        self.program, self.folder = str(program), pathlib.Path(folder)

    def __call__(self, *words, codes=(0,)):
        done = subprocess.run([self.program, *map(str, words)],
                              capture_output=True, cwd=self.folder,
                              check=False)
        assert done.returncode in codes, (words, done)
        return done

    def json(self, *words, codes=(0, 1, 2)):
        return json.loads(self(*words, '--json', codes=codes).stdout)


def trust(number):
    return ('--trust', f'lists/{number}.trust', '--pin', 'keys/list.pub')


def list_of(day):
    """Number of the newest list on a day."""
    return sum(made['day'] <= day for made in STORY['lists'])


def passport_of(day):
    """Name of the passport that is carried on a day."""
    return [s['name'] for s in KEPT if s['day'] <= day][-1]


def in_words(value):
    """A JSON value on one line, no member left out: "state later days 3"."""
    if isinstance(value, dict):
        return ' '.join(f'{k} {in_words(v)}' for k, v in value.items())
    if isinstance(value, list):
        return ' '.join(map(in_words, value))
    return json.dumps(value) if isinstance(value, bool) else str(value)


def row_of(row):
    return ' '.join(
        [row['state'], row['why']]
        + ([] if row.get('accepted') else ['review'])
        + ([f"clash {row['clash']['number']} {row['clash']['why']}"]
           if 'clash' in row else []))


def checks_of(checks, names):
    """The checks with the names of the rows that they tell of by number."""
    named = dict(checks)
    named['findings'] = [in_words({k: names[v] if k in 'ab' else v
                                   for k, v in found.items()})
                         for found in checks['findings']]
    named['not_checked'] = [names[n] for n in checks['not_checked']]
    if 'not_checked_in' in checks:
        named['not_checked_in'] = [in_words({**n, 'entry': names[n['entry']]})
                                   for n in checks['not_checked_in']]
    return named


def view_of(carnet, day, number, name, tags):
    """The view of that day, its rows by the names of those who say them: what
    each is, what of it is due today and how long it lasts, what was checked,
    and the line that others may exist."""
    view = carnet.json('view', *trust(number), '--now', day, '--date', day,
                       f'{name}.carnet')
    person, = view['persons']
    names = ['+'.join(tags[view['credentials'][t['credential']]['identity'],
                           t['place']] or 'person' for t in row['told'])
             for row in person['rows']]
    names = ['person' if n.startswith('person') else n for n in names]
    rows = dict(zip(names, person['rows']))
    assert len(rows) == len(names)
    return {
        'not_all': view.get('not_all'),
        'not_shown': view['not_shown'],
        'person': {'tie': person['tie'], 'child': in_words(person['child'])},
        'checks': checks_of(person['checks'], names),
        'rows': {n: row_of(r) for n, r in rows.items() if n != 'person'},
        'treatment': {n: {k: in_words(v) for k, v in r['treatment'].items()}
                      for n, r in rows.items() if 'treatment' in r},
        'errands': {n: in_words(r['errand'])
                    for n, r in rows.items() if 'errand' in r}}


def said_by(carnet, day, number, name):
    """What a passport says under a list on a day, entries by their names."""
    names = json.loads((carnet.folder / 'names.json').read_text())
    log = carnet.json('log', *trust(number), '--now', day, f'{name}.carnet')
    look = {'outcome': log['outcome'], 'credentials': {}, 'entries': {}}
    tags = {(c['identity'], e['id']): names['entries'].get(e['tag'])
            for c in log['credentials'] for e in c.get('entries', ())}
    for credential in log['credentials']:
        step = names['credentials'][credential['credential'] - 1]
        look['credentials'][step] = credential['outcome']
        for e in credential.get('entries', ()):
            if e['kind'] != 'person':
                look['entries'][names['entries'][e['tag']]] = \
                    f"{e['change']}, {e['state']}"
    return look | view_of(carnet, day, number, name, tags)
