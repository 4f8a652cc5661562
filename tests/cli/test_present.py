# SPDX-License-Identifier: Apache-2.0
"""carnet present: shows less, without key or network, and says what remains."""
import sys

from cli import (CONDITION, DATA, OK, PRIVATE_RECORD, RECORD, REFUSED, USAGE, begin,
                 record, refused)
from tap import Tap

ALLERGY = {'kind': 'allergy', 'agent': {'code': '764146007'}}
RICH = record(CONDITION, ALLERGY, PRIVATE_RECORD['entries'][1])

tap = Tap()
carnet = begin()


def present(*words):
    return carnet('present', *words)


def places(passport):
    done = carnet('verify', '--trust', 'clinic.pub', '--json', passport)
    assert done.code == OK, done
    shown = carnet('show', '--trust', 'clinic.pub', '--json', passport)
    return done.json, [e['id'] for c in shown.json['credentials']
                       for e in c['entries']]


with tap.case('an_audience_sees_its_part_under_the_same_signature'):
    p = carnet.issue(RICH)
    done = present(p, '--audience', 'desk', '-o', 'desk.carnet')
    assert done.code == OK and done.out == '', done
    whole, _ = places(p)
    verdict, seen = places('desk.carnet')
    assert seen == ['desk/0'], seen
    one, other = whole['credentials'][0], verdict['credentials'][0]
    assert one['identity'] == other['identity']
    assert other['parts'] == {'desk': 'whole', 'clinic': 'withheld',
                              'private': 'withheld'}
    assert 'key id' in done.err and '2026-03-01' in done.err, done.err

with tap.case('what_is_shown_opens_with_that_others_may_exist_unless_all_is'):
    line = (' !! other medicines and conditions may exist that are not shown '
            'here: ask before prescribing\n')
    said = carnet('show', '--trust', 'clinic.pub', p).out
    assert said.startswith('ACCEPTED\n') and line not in said, said
    # Of who has something private and of who has nothing, the same.
    for name, of in (('some', RICH), ('none', record(CONDITION, ALLERGY))):
        for audience in ('emergency', 'clinic', 'desk'):
            shown = f'{name}-{audience}.carnet'
            done = present(carnet.issue(of), '--audience', audience, '-o', shown)
            assert done.code == OK, done
            said = carnet('show', '--trust', 'clinic.pub', shown).out
            before, after = said.split(line)
            assert 'Entries: ' in after and 'Entries: ' not in before, said
            told = carnet('show', '--trust', 'clinic.pub', '--json', shown).json
            assert told['not_all'] == line[4:-1], told
            assert 'not_all' not in carnet(
                'verify', '--trust', 'clinic.pub', '--json', shown).json
    assert 'not_all' not in carnet('show', '--trust', 'clinic.pub', '--json',
                                   p).json
    assert carnet('key', 'new', '-o', 'stranger.key').code == OK
    done = carnet('show', '--trust', 'stranger.pub', '--json',
                  'some-desk.carnet')
    assert done.code == REFUSED and 'not_all' not in done.json, done
    done = carnet('show', '--trust', 'clinic.pub', '--lang', 'fr',
                  'none-emergency.carnet')
    assert line not in done.out and 'ask before prescribing' in done.out, done

with tap.case('entries_are_shown_and_withheld_one_by_one'):
    p = carnet.issue(RICH)
    done = present(p, '--audience', 'clinic', '--withhold', 'allergy',
                   '-o', 'less.carnet')
    assert done.code == OK, done
    verdict, seen = places('less.carnet')
    assert seen == ['desk/0', 'clinic/0'], seen
    assert verdict['credentials'][0]['parts']['clinic'] == 'partial'
    assert verdict['credentials'][0]['withheld'] == {'clinic': 1}
    said = carnet('verify', '--trust', 'clinic.pub', 'less.carnet').out
    assert 'clinic part: entries not shown: 1' in said, said
    assert 'clinic partial' in carnet('peek', 'less.carnet').out
    # What shows less already shows less again, and nothing more.
    done = present('less.carnet', '--show', 'clinic/0', '-o', 'least.carnet')
    assert done.code == OK, done
    assert places('least.carnet')[1] == ['clinic/0']
    done = present('less.carnet', '--show', 'clinic/1', '-o', 'more.carnet')
    assert done.code == USAGE and 'clinic/1' in done.err, done
    assert not (carnet.folder / 'more.carnet').exists()

with tap.case('the_same_words_do_for_everybody'):
    for content in (RECORD, RICH):
        p = carnet.issue(content)
        done = present(p, '--withhold', 'private', '-o', 'a.carnet')
        assert done.code == OK, done
        (carnet.folder / 'a.carnet').unlink()

with tap.case('json_is_what_peek_tells'):
    p = carnet.issue(RICH)
    done = present(p, '--audience', 'desk', '--json', '-o', 'j.carnet')
    assert done.code == OK, done
    assert done.json == carnet('peek', '--json', 'j.carnet').json
    assert done.json['credentials'][0]['issued'] == '2026-03-01'
    listed = present('--audience', 'list', '--json').json['audiences']
    lines = present('--audience', 'list').out.splitlines()
    assert [a['name'] for a in listed] == [x.split()[0] for x in lines]
    assert {'desk', 'clinic', 'emergency'} <= {a['name'] for a in listed}

with tap.case('a_desk_code_is_the_same_size_whatever_is_private'):
    sizes = set()
    for content in (record(CONDITION), record(CONDITION, *[
            PRIVATE_RECORD['entries'][1]] * 10)):
        p = carnet.issue(content)
        done = present(p, '--audience', 'desk', '--json', '-o', 's.carnet')
        assert done.code == OK, done
        sizes.add(done.json['bytes'])
        (carnet.folder / 's.carnet').unlink()
    assert len(sizes) == 1, sizes

with tap.case('wrong_calls_are_said'):
    p = carnet.issue(RICH)
    for words, said in (((p,), '--audience'),
                        ((), 'file name'),
                        ((p, '--audience', 'guard'), 'guard'),
                        ((p, '--show', 'clinic/9'), 'clinic/9'),
                        ((p, '--withhold', '2'), '2'),
                        ((p, '--audience', 'desk', '--json'), '-o FILE'),
                        ((p, '--audience', 'desk', '-o', p), 'reads')):
        refused(present(*words), USAGE, said)
    assert present(p, '--withhold', '1', '-o', 'n.carnet').code == DATA
    (carnet.folder / 'x.txt').write_text('HP1:')
    done = present('x.txt', '--audience', 'desk', '-o', 'x.carnet')
    assert done.code not in (OK, USAGE), done

sys.exit(tap.end())
