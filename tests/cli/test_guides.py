# SPDX-License-Identifier: Apache-2.0
"""Guides of docs/guide/ are true: every command in their blocks of shell is run,
in its order, in one folder, and ends as the guide says. Arguments: the program,
the root of the sources."""
import datetime
import pathlib
import re
import shlex
import sys
import time

from cli import OK, RECORD, REFUSED, begin
from tap import Tap

ROOT = pathlib.Path(sys.argv[2])


def commands(page):
    """(words, how it ends) of each command of a guide."""
    for block in re.findall(r'^```sh\n(.*?)^```', page, re.M | re.S):
        for line in block.replace('\\\n', ' ').splitlines():
            line, _, said = line.partition('#')
            ends = re.search(r'ends with (\d+)', said)
            words = shlex.split(line)
            if words:
                yield words, int(ends.group(1)) if ends else OK


def run_all(page, key_id=None):
    """Runs them; an index in the guide stands for the one that was told, and a
    key id for that of the key which the page is about."""
    num, index = 0, None
    for words, ends in commands(page):
        assert words[0] == 'carnet', words
        if words[1:3] == ['status', 'sign']:
            time.sleep(1.1)  # a list of the same second is not newer
        if '--index' in words:
            words[words.index('--index') + 1] = index
        words = [key_id if key_id and re.fullmatch('[0-9a-f]{8}', w) else w
                 for w in words]
        done = carnet(*words[1:])
        assert done.code == ends, done
        told = re.search(r': index (\d+) in the status list', done.err)
        index = told.group(1) if told else index
        num += 1
    return num


def trust_list(out, *options):
    """What an organisation gave out before the guide begins."""
    for name in ('list', 'next', 'office', 'clinic2'):
        carnet('key', 'new', '-o', name + '.key')
    for words in (('new', '-o', 'draft.json'),
                  ('add', 'draft.json', '--name', 'Aid for All', '--country',
                   'GR', '--kind', 'ngo', '--key', 'clinic.pub', '--from',
                   '2026-01-01'),
                  ('sign', 'draft.json', '--key', 'list.key', '-o', out,
                   *options)):
        done = carnet('trust', *words)
        assert done.code == OK, done


tap = Tap()
carnet = begin()
carnet.now = None  # by the machine's clock, as who reads a guide

with tap.case('every_command_of_the_guide_to_status_lists_is_run'):
    trust_list('1.trust')
    carnet.write('record.json', RECORD)
    carnet.write('records.jsonl', '{"issued": "2026-03-01", "entries": [{"kind"'
                 ': "person", "name": "Ada", "birth_date": "1990"}]}\n')
    num = run_all((ROOT / 'docs/guide/status.md').read_text())
    assert num >= 17, num

def called(*words, code=OK):
    done = carnet(*words)
    assert done.code == code, done
    return done


GUIDE = ROOT / 'docs/guide'
with tap.case('every_command_of_the_guide_to_trust_lists_is_run'):
    carnet = begin()
    carnet.now = None
    called('key', 'new', '-o', 'aid.key')
    page = carnet.issue({**RECORD, 'issued': '2026-03-01'}, key='aid.key')
    carnet.path(page).rename(carnet.path('p.carnet'))
    assert run_all((GUIDE / 'trust-list.md').read_text()) == 12
    # And they did what it says.
    said = called('verify', '--json', '--trust', 'lists', 'p.carnet').json
    assert said['credentials'][0]['issuer']['name'] == 'Aid for All', said
    done = called('trust', 'check', '1.trust', '--store', 'lists', code=REFUSED)
    assert 'TRUST_OLDER' in done.err, done
    assert '"retired"' in carnet.path('draft.json').read_text()

with tap.case('every_command_of_the_guide_to_incidents_is_run'):
    carnet = begin()
    carnet.now = None
    trust_list('7.trust', '--next-key', 'next.pub')
    called('trust', 'check', '7.trust', '--store', 'lists', '--pin', 'list.pub')
    page = carnet.issue(RECORD)
    called('verify', '--trust', 'lists', page)
    stolen = called('key', 'show', '--json', 'clinic.pub').json['key_id']
    assert run_all((GUIDE / 'incident.md').read_text(), stolen) == 6
    called('trust', 'check', '8.trust', '--store', 'lists')
    done = called('verify', '--trust', 'lists', page, code=REFUSED)
    assert 'KEY_COMPROMISED' in done.out, done
    called('verify', '--trust', 'lists', carnet.issue(
        {**RECORD, 'issued': str(datetime.date.today())}, key='clinic2.key'))
    called('trust', 'check', '9.trust', '--store', 'lists')
    # What the stolen list key signs from now on is refused, and by either pin.
    called('trust', 'sign', 'draft.json', '--key', 'list.key', '--previous',
           '8.trust', '--pin', 'list.pub', '-o', 'thief.trust')
    for more in ((), ('--pin', 'list.pub')):
        called('trust', 'check', 'thief.trust', '--store', 'lists', *more,
               code=REFUSED)
    called('trust', 'check', '9.trust', '--store', 'new', '--pin', 'next.pub')
    called('trust', 'check', 'thief.trust', '--store', 'new', '--pin',
           'list.pub', code=REFUSED)

with tap.case('a_command_that_ends_otherwise_is_found'):
    for page in ('```sh\ncarnet key show clinic.pub # ends with 1\n```\n',
                 '```sh\ncarnet key show \\\n    nowhere.pub\n```\n'):
        try:
            run_all(page)
        except AssertionError:
            continue
        raise AssertionError(page)

sys.exit(tap.end())
