# SPDX-License-Identifier: Apache-2.0
"""Makes the journey of story.json with the carnet command alone: keys, trust
lists, records, and the passport after each step.

    python3 tests/journey/make.py CARNET FOLDER [--write-expected]

Keys that are in FOLDER/keys already are used. What every look of the story
sees is printed or, with --write-expected, written to expected.json, to be read
by a person before it is committed. Seeds are random, so that tags and bytes
differ from one making to the next; what is said does not.
"""
import json
import pathlib
import shutil
import sys

from journey import HERE, KEPT, STORY, Carnet, list_of, passport_of, said_by, \
    trust


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + '\n',
                    encoding='utf-8')


def make_keys(carnet):
    (carnet.folder / 'keys').mkdir(parents=True, exist_ok=True)
    for name in ('list', *STORY['issuers']):
        if not (carnet.folder / f'keys/{name}.key').exists():
            carnet('key', 'new', '-o', f'keys/{name}.key')


def add_issuer(carnet, name):
    who = STORY['issuers'][name]
    limits = ('--may-sign', who['may_sign']) if 'may_sign' in who else ()
    carnet('trust', 'add', 'draft.json', '--name', who['name'], '--country',
           who['country'], '--kind', who['kind'], '--key', f'keys/{name}.pub',
           '--from', who['from'], *limits)


def make_lists(carnet):
    (carnet.folder / 'lists').mkdir(exist_ok=True)
    for old in (carnet.folder / 'lists').glob('*.trust'):
        old.unlink()  # nobody signs over a list that was given out
    for number, made in enumerate(STORY['lists'], 1):
        before = f'lists/{number - 1}.trust'
        words = (before, '--pin', 'keys/list.pub') if number > 1 else \
            ('--days', STORY['list_days'])
        carnet('trust', 'new', *words, '-o', 'draft.json')
        for name in made['add']:
            add_issuer(carnet, name)
        for name, since in made.get('withdraw', {}).items():
            carnet('trust', 'withdraw', 'draft.json', '--key',
                   f'keys/{name}.pub', '--as', 'compromised', '--on', since)
        previous = ('--previous', before, '--pin', 'keys/list.pub')
        carnet('trust', 'sign', 'draft.json', '--key', 'keys/list.key',
               *(previous if number > 1 else ()), '-o',
               f'lists/{number}.trust', '--now', made['day'])
        (carnet.folder / 'draft.json').unlink()


def record_of(step, tags):
    """The record of a step: names become ids within it, tags without."""
    own = {e['as'] for e in step['entries']}
    entries = [STORY['person']]
    for told in step['entries']:
        entry = {'id': told['as'],
                 **{k: v for k, v in told.items() if k != 'as'}}
        for field in ('replaces', 'treated_with'):
            if field in entry:
                entry[field] = [n if n in own else tags[n]
                                for n in entry[field]]
        entries.append(entry)
    record = {'issued': step['day'], 'entries': entries}
    if 'until' in step:
        record['valid_until'] = step['until']
    return record


def issue(carnet, step, before, tags):
    """One sheet, put into a copy of the passport so far."""
    name = step['name']
    write_json(carnet.folder / f'records/{name}.json', record_of(step, tags))
    words = ['issue', '--key', f"keys/{step['by']}.key",
             f'records/{name}.json']
    if before is None or step.get('lost'):
        words += ['-o', f'{name}.carnet']
    else:
        words += ['--into', f'{before}.carnet', '-o', f'{name}.carnet']
    return carnet.json(*words)['entries']


def restate(carnet, step, before):
    words = ['issue', '--restate', '--key', f"keys/{step['by']}.key",
             *trust(list_of(step['day'])), '--now', step['day'], '--into',
             f'{before}.carnet', '-o', f"{step['name']}.carnet"]
    return carnet.json(*words)['entries']


def note_names(carnet, step, plan, names):
    """Tags of what a step added, by the names that the story gives."""
    everybody = [w for n in ('origin', 'ngo', 'ngo-2', 'reception', 'examiner',
                             'return') for w in ('--trust', f'keys/{n}.pub')]
    log = carnet.json('log', *everybody, '--now', step['day'],
                      f"{step['name']}.carnet")
    known = names['entries']
    mine = [e for c in log['credentials'] for e in c['entries']
            if e['kind'] != 'person' and e['tag'] not in known]
    by_id = {e['id']: e for e in mine}
    assert len(by_id) == len(mine)
    count = {}
    for planned in plan:
        part = planned['part']
        place = f"{part}/{count.setdefault(part, 0)}"
        count[part] += 1
        if planned['kind'] == 'person':
            continue
        if step.get('restate'):
            old = by_id[place]['replaces'][-1]['to'][0]
            name = 'whole:' + known[old]
        else:
            name = step['entries'][planned['entry'] - 2]['as']
        known[by_id[place]['tag']] = name


def make(carnet):
    make_keys(carnet)
    make_lists(carnet)
    (carnet.folder / 'records').mkdir(exist_ok=True)
    names = {'credentials': [s['name'] for s in KEPT], 'entries': {}}
    before = None
    for step in STORY['steps']:
        tags = {name: tag for tag, name in names['entries'].items()}
        plan = restate(carnet, step, before) if step.get('restate') else \
            issue(carnet, step, before, tags)
        note_names(carnet, step, plan, names)
        before = before if step.get('lost') else step['name']
    write_json(carnet.folder / 'names.json', names)


def looks(carnet):
    return [{'day': look['day'], 'list': look['list'],
             'passport': passport_of(look['day']),
             **said_by(carnet, look['day'], look['list'],
                       passport_of(look['day']))}
            for look in STORY['looks']]


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    carnet = Carnet(program, folder)
    if not (carnet.folder / 'keys').exists():
        shutil.copytree(HERE / 'keys', carnet.folder / 'keys')
    make(carnet)
    seen = looks(carnet)
    if '--write-expected' in sys.argv:
        write_json(HERE / 'expected.json', seen)
    else:
        print(json.dumps(seen, indent=1))


if __name__ == '__main__':
    main()
