# SPDX-License-Identifier: Apache-2.0
"""The fixture journey: what the committed passports say on ten days is what a
person reviewed (expected.json), and the same when all is made anew."""
import json
import pathlib
import random
import shutil
import sys
import tempfile

import make
from journey import HERE, KEPT, STORY, Carnet, list_of, trust
from tap import Tap

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
EXPECTED = json.loads((HERE / 'expected.json').read_text(encoding='utf-8'))
LAST = KEPT[-1]


def copy_to(folder, *what):
    for name in what:
        shutil.copytree(HERE / name, folder / name)
    return Carnet(PROGRAM, folder)


def log(carnet, name, day=LAST['day']):
    return carnet.json('log', *trust(list_of(day)), '--now', day, name)


def find(carnet, history, name):
    names = json.loads((carnet.folder / 'names.json').read_text())['entries']
    tag = next(t for t, n in names.items() if n == name)
    return next(e for c in history['credentials']
                for e in c.get('entries', ()) if e['tag'] == tag)


def split(carnet):
    """Each sheet of the last passport in a file of its own."""
    files = []
    for number, step in enumerate(KEPT, 1):
        files.append(f"only-{step['name']}.carnet")
        words = ('present', f"{LAST['name']}.carnet", '--show', number,
                 '--show', f'{number}:private', '-o', files[-1])
        carnet(*words)
    return files


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix='carnet-journey-') as name:
        work = copy_to(pathlib.Path(name), 'keys', 'lists')
        for path in (*HERE.glob('*.carnet'), HERE / 'names.json'):
            shutil.copy(path, work.folder)
        with tap.case('committed_passports_say_what_was_reviewed'):
            seen = make.looks(work)
            assert len(seen) == len(EXPECTED)
            assert len({look['day'] for look in EXPECTED}) == 10
            for now, due in zip(seen, EXPECTED):
                assert now == due, (now, due)
        with tap.case('each_sheet_is_accepted_on_its_day'):
            for step in KEPT:
                told = log(work, f"{step['name']}.carnet", step['day'])
                assert told['credentials'][-1]['outcome'] == 'accepted', step
        with tap.case('what_the_stolen_key_signed_is_gone_under_the_new_list'):
            for look in EXPECTED:
                forged = [n for n in look['entries'] if 'forged' in n]
                assert bool(forged) == (look['list'] == 1 and
                                        look['day'] > '2021-06'), look
        with tap.case('the_lost_sheet_is_missed_and_its_return_settles_it'):
            told = log(work, '08-reception.carnet', '2023-10-01')
            assert find(work, told, 'metformin-850')['replaces'][0]['leads'] \
                == 'nowhere'
            assert find(work, told, 'metformin-again')['state'] == 'current'
            work('merge', '07-lost.carnet', '08-reception.carnet', '-o',
                 'found.carnet')
            told = log(work, 'found.carnet', '2023-10-01')
            assert find(work, told, 'metformin-850')['replaces'][0]['leads'] \
                == 'found'
            for old in ('metformin-again', 'metformin-1000'):
                assert find(work, told, old)['state'] == 'replaced'
        with tap.case('any_order_of_the_sheets_says_the_same'):
            files = split(work)
            order = random.Random(7)
            for _ in range(3):
                order.shuffle(files)
                work('merge', *files, '-o', 'shuffled.carnet')
                work('diff', *trust(3), '--now', LAST['day'],
                     'shuffled.carnet', f"{LAST['name']}.carnet")
                assert log(work, 'shuffled.carnet') == \
                    log(work, f"{LAST['name']}.carnet")
        with tap.case('the_last_day_fits_one_code'):
            words = ('present', f"{LAST['name']}.carnet", '--show', len(KEPT),
                     '-o', 'one.carnet')
            work(*words)
            drawn = work.json('qr', 'one.carnet', '-o', 'one.png')
            assert drawn['version'] <= 20 and drawn['level'] == 'M', drawn
            told = log(work, 'one.carnet')
            assert told['outcome'] == 'accepted', told
            names = json.loads((work.folder / 'names.json').read_text())
            shown = {names['entries'][e['tag']].removeprefix('whole:')
                     for e in told['credentials'][0]['entries']
                     if e['kind'] != 'person'}
            # All that is current the day before, but what ran out and what
            # is private.
            before = log(work, '13-return.carnet')
            due = {names['entries'][e['tag']]
                   for c in before['credentials'] if c['outcome'] == 'accepted'
                   for e in c['entries'] if e['kind'] != 'person' and
                   e['state'] == 'current' and 'private' not in e['id']}
            assert shown == due, shown ^ due
    with tempfile.TemporaryDirectory(prefix='carnet-journey-') as name:
        with tap.case('made_anew_the_story_says_the_same'):
            anew = copy_to(pathlib.Path(name), 'keys')
            make.make(anew)
            for now, due in zip(make.looks(anew), EXPECTED):
                assert now == due, (now, due)
    with tap.case('the_story_has_what_it_promises'):
        assert len({i['name'] for i in STORY['issuers'].values()}) == 5
        sheets = [s for s in KEPT if not s.get('restate')]
        assert len(sheets) == 12
        assert int(sheets[-1]['day'][:4]) - int(sheets[0]['day'][:4]) == 6
    return tap.end()


sys.exit(main())
