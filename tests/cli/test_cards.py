# SPDX-License-Identifier: Apache-2.0
"""carnet issue --separate: cards that nothing links, each for its audience."""
import sys

from cli import (CONDITION, DATA, OK, PRIVATE_RECORD, USAGE, begin, record,
                 refused)
from tap import Tap

ALLERGY = {'kind': 'allergy', 'agent': {'code': '764146007'}}
RICH = record(CONDITION, ALLERGY, PRIVATE_RECORD['entries'][1])

tap = Tap()
carnet = begin()
carnet.write('r.json', RICH)


def cards(names, *words, out='p.carnet'):
    return carnet('issue', '--key', 'clinic.key', '--separate', names,
                  'r.json', '-o', out, *words)


def codes(passport):
    return [e['kind'] for e in carnet.entries(passport)]


with tap.case('each_card_is_a_passport_of_its_own'):
    done = cards('desk,clinic,whole')
    assert done.code == OK and done.out == '', done
    assert not (carnet.folder / 'p.carnet').exists()
    assert codes('p-desk.carnet') == ['person']
    assert codes('p-clinic.carnet') == ['person', 'condition', 'allergy']
    assert codes('p-whole.carnet') == ['person', 'condition', 'allergy',
                                       'condition']
    ids = {carnet('verify', '--trust', 'clinic.pub', '--json', f'p-{n}.carnet')
           .json['credentials'][0]['identity'] for n in
           ('desk', 'clinic', 'whole')}
    assert len(ids) == 3, ids
    # A card is whole: it does not say that there is anything else.
    for name in ('desk', 'clinic'):
        told = carnet('peek', '--json', f'p-{name}.carnet').json
        assert 'partial' not in str(told) and 'withheld' not in str(told), told

with tap.case('what_no_card_has_is_said'):
    done = cards('desk')
    assert done.code == OK, done
    for n, part in ((2, 'clinic'), (3, 'clinic'), (4, 'private')):
        assert f'entry {n}, {part} part, is on none of these cards' \
            in done.err, done
    assert 'none of these' not in cards('desk,whole').err

with tap.case('json_tells_of_each_card'):
    told = cards('desk,emergency', '--json').json['cards']
    assert [c['audience'] for c in told] == ['desk', 'emergency']
    assert [c['plan']['file'] for c in told] == ['p-desk.carnet',
                                                 'p-emergency.carnet']
    assert [len(c['plan']['entries']) for c in told] == [1, 3]

with tap.case('a_dry_run_signs_no_card'):
    done = carnet('issue', '--dry-run', '--separate', 'desk,clinic', 'r.json')
    assert done.code == OK, done
    assert done.out.count('nothing was signed') == 2
    assert done.out.startswith('desk:\n') and '\nclinic:\n' in done.out

with tap.case('a_card_without_any_entry_is_not_made'):
    carnet.write('bare.json', {'issued': '2026-03-01', 'entries': [CONDITION]})
    done = carnet('issue', '--key', 'clinic.key', '--separate', 'clinic,cover',
                  'bare.json', '-o', 'b.carnet')
    refused(done, DATA, 'cover')
    assert not (carnet.folder / 'b-clinic.carnet').exists()

with tap.case('wrong_calls_make_no_card'):
    before = sorted(carnet.folder.iterdir())
    for names in ('', ',', 'desk,', ',desk', 'desk,,clinic', 'desk,desk',
                  'guard', 'desk,guard', 'desk clinic', 'x' * 200,
                  ','.join(f'a{i}' for i in range(40))):
        refused(cards(names, out='q.carnet'), USAGE)
    refused(carnet('issue', '--key', 'clinic.key', '--separate', 'desk',
                   'r.json'), USAGE, 'p-desk.carnet')
    refused(cards('desk', out='x' * 5000), USAGE, 'too long')
    assert sorted(carnet.folder.iterdir()) == before
    # Of several cards none is written where one would replace the record.
    carnet.write('q-clinic.json', RICH)
    done = carnet('issue', '--key', 'clinic.key', '--separate', 'desk,clinic',
                  'q-clinic.json', '-o', 'q.json')
    refused(done, USAGE, 'which this call reads')
    assert not (carnet.folder / 'q-desk.json').exists()

sys.exit(tap.end())
