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


def rows_of(carnet, day, number, name, tags):
    """The rows of the view of that day, by the names of those who say it."""
    view = carnet.json('view', *trust(number), '--now', day, '--date', day,
                       f'{name}.carnet')
    rows = {}
    for person in view['persons']:
        for row in person['rows']:
            if row['entry']['kind'] == 'person':
                continue
            told = '+'.join(tags[view['credentials'][t['credential']]
                                 ['identity'], t['place']]
                            for t in row['told'])
            rows[told] = ' '.join(
                [row['state'], row['why']]
                + ([] if row.get('accepted') else ['review'])
                + ([f"clash {row['clash']['number']} {row['clash']['why']}"]
                   if 'clash' in row else []))
    return rows


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
    look['rows'] = rows_of(carnet, day, number, name, tags)
    return look
