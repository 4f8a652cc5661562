# SPDX-License-Identifier: Apache-2.0
"""carnet trust, and verifying by lists: what each verb makes and refuses, the
store that never goes back and survives a kill, and what a desk sees."""
import json
import subprocess
import sys

from cli import (CANT_CREATE, DATA, NO_INPUT, OK, RECORD, REFUSED, REVIEW,
                 USAGE, begin)
from tap import Tap

tap = Tap()
carnet = begin()
DAY = ('--now', '2026-03-02')

good = carnet.good


def new_list(out, *options, draft='draft.json', day='2026-03-02'):
    good('trust', 'sign', draft, '--key', 'list.key', '-o', out, '--now', day,
         *options)
    return out


def store_file():
    return next(iter((carnet.folder / 'lists').glob('*.list')))


good('key', 'new', '-o', 'list.key')
good('key', 'new', '-o', 'next.key')
good('key', 'new', '-o', 'other.key')
good('key', 'new', '--sealing', '-o', 'open.key')
passport = carnet.issue(RECORD)

with tap.case('a_list_is_made_shown_and_believed'):
    good('trust', 'new', '-o', 'draft.json', '--days', '30')
    good('trust', 'add', 'draft.json', '--name', 'Aid for All', '--country',
         'GR', '--kind', 'ngo', '--key', 'clinic.pub', '--from', '2026-01-01',
         '--sealing-key', 'open.pub')
    new_list('1.trust', '--next-key', 'next.pub')
    shown = good('trust', 'show', '1.trust', '--pin', 'list.pub', *DAY).out
    assert 'epoch 0, sequence 0' in shown and 'Aid for All, GR (ngo)' in shown
    done = good('verify', '--trust', '1.trust', '--pin', 'list.pub', passport)
    assert 'Signed by Aid for All, Greece' in done.out, done
    assert 'Age of the trust list in days: 13' in done.out, done
    assert 'Not checked' not in done.out, done
    said = good('verify', '--trust', '1.trust', '--pin', 'list.pub', '--json',
                passport).json['credentials'][0]
    assert said['issuer'] == {'name': 'Aid for All', 'country': 'GR',
                              'kind': 'ngo'}
    assert said['facts']['trust_list']['age_days'] == 13
    assert said['facts']['trust_list']['date'] == '2026-03-02'

with tap.case('a_list_says_in_json_what_was_put_in'):
    said = good('trust', 'show', '--json', '1.trust', '--pin', 'list.pub',
                *DAY).json
    key = said['issuers'][0]['keys'][0]
    assert said['issued'] == '2026-03-02', said
    assert said['next_update'] == '2026-04-01', said
    assert key['from'] == '2026-01-01' and key['use'] == 'both', key
    assert key['key_id'] == good('key', 'show', '--json',
                                 'clinic.pub').json['key_id']
    assert len(key['sealing']) == 64 and len(said['next_key']) == 64

with tap.case('public_keys_go_on_as_before_and_stand_beside_lists'):
    assert 'Signed by clinic.pub' in good('verify', '--trust', 'clinic.pub',
                                          passport).out
    done = good('verify', '--trust', '1.trust', '--pin', 'list.pub',
                '--trust', 'other.pub', '--trust', 'clinic.pub', passport)
    assert 'Signed by Aid for All' in done.out, done
    good('verify', '--trust', 'other.pub', passport, code=REFUSED)

with tap.case('a_list_is_nothing_without_its_pin'):
    done = good('verify', '--trust', '1.trust', passport, code=USAGE)
    assert '--pin' in done.err, done
    words = ('verify', '--trust', '1.trust', '--pin', 'other.pub', passport)
    done = good(*words, code=DATA)
    assert 'TRUST_PIN' in done.err and done.out == '', done
    said = good(*words, '--json', code=DATA).json
    assert said == {'exit': DATA, 'file': '1.trust', 'status': 84,
                    'name': 'TRUST_PIN', 'text': said['text']}, said
    done = good('verify', '--trust', passport, passport, code=DATA)
    good('trust', 'show', passport, '--pin', 'list.pub', code=REFUSED)

with tap.case('an_old_list_is_for_review_and_its_age_is_told'):
    done = good('show', '--trust', '1.trust', '--pin', 'list.pub', '--now',
                '2026-06-01', passport, code=REVIEW)
    assert 'TRUST_STALE' in done.out and 'in days: 91' in done.out, done
    assert 'Samira' in done.out
    good('trust', 'show', '1.trust', '--pin', 'list.pub', '--now',
         '2026-06-01', code=REVIEW)
    good('trust', 'check', '1.trust', '--pin', 'list.pub', '--now',
         '2026-06-01', code=REVIEW)

with tap.case('names_that_tell_are_warned_of'):
    good('trust', 'new', '-o', 'names.json')
    for name in ('HIV Care Lesbos', 'Psychiatric Hospital Attica',
                 'Zentrum für Onkologie', 'Maternité de Port-Bou',
                 'TB Clinic of Attica', 'Attica Anti-TB'):
        key = f'k{abs(hash(name))}'
        good('key', 'new', '-o', f'{key}.key')
        done = good('trust', 'add', 'names.json', '--name', name, '--kind',
                    'clinic', '--key', f'{key}.pub')
        assert 'warning' in done.err, done
    good('key', 'new', '-o', 'third.key')
    for name, key in (('Medical Aid Network', 'other'),
                      ('Tbilisi Standard Hospital', 'third')):
        done = good('trust', 'add', 'names.json', '--name', name, '--kind',
                    'ngo', '--key', key + '.pub')
        assert done.err == '', done

with tap.case('kinds_outside_the_scope_are_marked_and_shown'):
    good('trust', 'new', '-o', 'scope.json')
    good('trust', 'add', 'scope.json', '--name', 'Port Office', '--kind',
         'state', '--key', 'clinic.pub', '--from', '2026-01-01', '--may-sign',
         'person,vaccination')
    new_list('scope.trust', draft='scope.json')
    done = good('show', '--trust', 'scope.trust', '--pin', 'list.pub',
                passport, code=REVIEW)
    assert 'KEY_SCOPE' in done.out, done
    assert done.out.count('the issuer may not sign this') == 1, done
    said = good('show', '--json', '--trust', 'scope.trust', '--pin',
                'list.pub', passport, code=REVIEW).json['credentials'][0]
    assert [said['entries'][i]['kind'] for i in said['out_of_scope']] \
        == ['condition'], said

with tap.case('signing_needs_the_list_before_and_writes_over_none'):
    done = good('trust', 'sign', 'draft.json', '--key', 'list.key', '-o',
                '1.trust', code=USAGE)
    assert '--previous' in done.err, done
    done = good('trust', 'sign', 'draft.json', '--key', 'list.key',
                '--previous', '1.trust', '--pin', 'list.pub', '-o', '1.trust',
                code=USAGE)
    new_list('2.trust', '--previous', '1.trust', '--pin', 'list.pub')
    assert 'sequence 1' in good('trust', 'show', '2.trust', '--pin',
                                'list.pub', *DAY).out
    done = good('trust', 'sign', 'scope.json', '--key', 'list.key',
                '--previous', '1.trust', '--pin', 'list.pub', '-o', 'x.trust',
                code=DATA)
    assert 'TRUST_OTHER' in done.err, done
    assert not (carnet.folder / 'x.trust').exists()

with tap.case('a_store_keeps_the_newest_and_never_goes_back'):
    done = good('trust', 'check', '1.trust', '--store', 'lists', code=REFUSED)
    assert '--pin' in done.err, done
    good('trust', 'check', '1.trust', '--store', 'lists', '--pin', 'list.pub')
    good('trust', 'check', '1.trust', '--store', 'lists')
    good('trust', 'check', '2.trust', '--store', 'lists')
    before = store_file().read_bytes()
    done = good('trust', 'check', '1.trust', '--store', 'lists', code=REFUSED)
    assert 'TRUST_OLDER' in done.err, done
    assert store_file().read_bytes() == before
    good('verify', '--trust', 'lists', passport)
    good('verify', '--trust', 'lists/', passport)

with tap.case('two_lists_of_one_number_are_reported'):
    good('trust', 'add', 'draft.json', '--name', 'Another', '--kind', 'ngo',
         '--key', 'other.pub', '-o', 'fork.json', *DAY)
    new_list('fork.trust', '--previous', '1.trust', '--pin', 'list.pub',
             draft='fork.json')
    done = good('trust', 'check', 'fork.trust', '--store', 'lists',
                code=REFUSED)
    assert 'TRUST_FORKED' in done.err, done

with tap.case('a_stolen_key_stops_working'):
    key_id = good('key', 'show', '--json', 'clinic.pub').json['key_id']
    good('trust', 'withdraw', 'draft.json', '--key', key_id, '--as',
         'compromised', '--on', '2026-03-03')
    new_list('3.trust', '--previous', '2.trust', '--pin', 'list.pub')
    good('trust', 'check', '3.trust', '--store', 'lists')
    done = good('show', '--trust', 'lists', '--trust', 'clinic.pub', passport,
                code=REFUSED)
    assert 'KEY_COMPROMISED' in done.out and 'Samira' not in done.out, done
    done = good('trust', 'withdraw', 'draft.json', '--key', 'clinic.pub',
                '--as', 'retired', code=DATA)
    assert 'TRUST_BACK' in done.err, done

with tap.case('diff_shows_what_changed'):
    done = good('trust', 'diff', '2.trust', '3.trust', '--pin', 'list.pub',
                code=REVIEW)
    lines = done.out.splitlines()
    assert [line[0] for line in lines] == ['-', '+'], done
    assert 'compromised on 2026-03-03' in done.out.replace('\n ', ''), done
    assert good('trust', 'diff', '3.trust', '3.trust', '--pin',
                'list.pub').out == ''

with tap.case('diff_says_in_json_what_changed'):
    said = good('trust', 'diff', '2.trust', '3.trust', '--pin', 'list.pub',
                '--json', code=REVIEW).json
    assert said['old'] == {'epoch': 0, 'sequence': 1}, said
    assert said['new'] == {'epoch': 0, 'sequence': 2}, said
    before, after = said['removed'], said['added']
    assert len(before) == len(after) == 1, said
    assert before[0].items() < after[0].items(), said
    assert set(after[0]) - set(before[0]) == {'withdrawn', 'as'}, said
    assert after[0]['issuer'] == {'name': 'Aid for All', 'country': 'GR',
                                  'kind': 'ngo'}, said
    assert (after[0]['withdrawn'], after[0]['as']) == ('2026-03-03',
                                                       'compromised'), said
    assert good('trust', 'diff', '3.trust', '2.trust', '--pin', 'list.pub',
                '--json', code=REVIEW).json['added'] == before
    said = good('trust', 'diff', '3.trust', '3.trust', '--pin', 'list.pub',
                '--json').json
    assert said['removed'] == [] and said['added'] == [], said
    # An issuer more is one key more; a key moved is in both.
    said = good('trust', 'diff', '2.trust', 'fork.trust', '--pin', 'list.pub',
                '--json', code=REVIEW).json
    assert said['removed'] == [] and len(said['added']) == 1, said
    assert said['added'][0]['issuer']['name'] == 'Another', said

with tap.case('check_says_in_json_what_it_found'):
    done = good('trust', 'check', '2.trust', '--pin', 'list.pub', '--json',
                '--now', '2026-03-12')
    assert done.err == '', done
    said = done.json
    assert said['outcome'] == 'accepted' and 'status' not in said, said
    shown = good('trust', 'show', '2.trust', '--pin', 'list.pub', '--json',
                 *DAY).json
    for name in ('list', 'epoch', 'sequence', 'issued', 'next_update'):
        assert said[name] == shown[name], (name, said, shown)
    assert (said['age_days'], said['overdue_days']) == (10, 0), said
    assert (said['issuers'], said['keys']) == (1, 1), said
    for now, code, days in (('2026-04-01', OK, 0), ('2026-04-02', REVIEW, 1),
                            ('2026-06-01', REVIEW, 61)):
        said = good('trust', 'check', '2.trust', '--pin', 'list.pub',
                    '--json', '--now', now, code=code).json
        assert said['overdue_days'] == days, said
        assert said.get('name') == (None if code == OK else 'TRUST_STALE')
        assert said['outcome'] == ('accepted' if code == OK else 'review')
    done = good('trust', 'check', '2.trust', '--pin', 'other.pub', '--json',
                code=REFUSED)
    assert done.json == {'outcome': 'refused', 'status': 84,
                         'name': 'TRUST_PIN'}, done
    assert 'TRUST_PIN' in done.err, done

with tap.case('a_store_says_in_json_what_became_of_a_list'):
    def put(name, *words, code=OK):
        return good('trust', 'check', name, '--store', 'said', '--json',
                    *words, *DAY, code=code).json
    assert put('1.trust', code=REFUSED) == {
        'outcome': 'refused', 'status': 84, 'name': 'TRUST_PIN'}
    said = put('1.trust', '--pin', 'list.pub')
    assert (said['store'], said['sequence']) == ('first', 0), said
    said = put('1.trust')
    assert (said['store'], said['sequence']) == ('same', 0), said
    said = put('3.trust')
    assert (said['store'], said['sequence']) == ('newer', 2), said
    said = put('2.trust', code=REFUSED)
    assert said['outcome'] == 'refused' and said['name'] == 'TRUST_OLDER'
    assert (said['store'], said['sequence']) == ('stays', 2), said

with tap.case('a_lost_list_key_is_followed_by_the_next_one'):
    good('trust', 'sign', 'draft.json', '--key', 'next.key', '--previous',
         '3.trust', '--pin', 'list.pub', '-o', '4.trust', *DAY)
    good('trust', 'check', '4.trust', '--store', 'lists')
    # What the thief of the old key signs is refused from now on.
    new_list('thief.trust', '--previous', '3.trust', '--pin', 'list.pub')
    done = good('trust', 'check', 'thief.trust', '--store', 'lists',
                code=REFUSED)
    good('show', '--trust', 'lists', passport, code=REFUSED)
    assert 'epoch 1, sequence 0' in good('trust', 'show', '4.trust', '--pin',
                                         'next.pub', *DAY).out

with tap.case('a_draft_begins_with_a_list'):
    good('trust', 'new', '4.trust', '--pin', 'next.pub', '-o', 'again.json')
    again = json.loads((carnet.folder / 'again.json').read_text())
    assert again['issuers'][0]['keys'][0]['as'] == 'compromised', again

with tap.case('a_store_of_other_files_is_told_and_nothing_is_believed'):
    broken = carnet.folder / 'broken'
    broken.mkdir()
    (broken / ('0' * 64 + '.list')).write_bytes(b'carnet store 1\nxx')
    good('verify', '--trust', 'broken', passport, code=DATA)
    good('verify', '--trust', 'nowhere', passport, code=NO_INPUT)

with tap.case('killed_writers_leave_the_old_list_or_the_new_one'):
    good('trust', 'check', '1.trust', '--store', 'kill', '--pin', 'list.pub')

    def puts(name):
        return ('trust', 'check', name, '--store', 'kill')

    for _ in carnet.killed_at_moments(puts('1.trust'),
                                      lambda n: puts('2.trust'), 60):
        good('verify', '--trust', 'kill', passport)

with tap.case('readers_and_writers_at_once_see_whole_lists'):
    good('trust', 'check', '1.trust', '--store', 'busy', '--pin', 'list.pub')
    lists = ['2.trust', '3.trust', '1.trust', '2.trust']
    runs = [subprocess.Popen([carnet.program, 'trust', 'check', name,
                              '--store', 'busy'], cwd=carnet.folder,
                             stderr=subprocess.DEVNULL) for name in lists]
    while any(run.poll() is None for run in runs):
        done = carnet('verify', '--trust', 'busy', passport)
        assert done.code in (OK, REFUSED) and 'reason' not in done.err, done
    good('verify', '--trust', 'busy', passport, code=REFUSED)

with tap.case('calls_that_are_wrong_say_how'):
    for words in (('trust', 'add', 'draft.json'), ('trust', 'show'),
                  ('trust', 'nothing'), ('trust', 'sign', 'draft.json'),
                  ('trust', 'withdraw', 'draft.json', '--key', 'x', '--as',
                   'lost'),
                  ('trust', 'new', '--days', '0'),
                  ('trust', 'add', 'draft.json', '--name', 'A', '--kind',
                   'club', '--key', 'other.pub'),
                  ('trust', 'add', 'draft.json', '--name', 'A', '--kind',
                   'ngo', '--key', 'other.pub', '--from', '2026-02-30'),
                  ('trust', 'diff', '1.trust', '--pin', 'list.pub')):
        good(*words, code=USAGE)
    # What is wrong with a name or a country is not said of the key.
    for name in ('a\x1b[31m', '', ' A', 'x' * 129, 'A\u200bB', 'A\ufeff',
                 'A\xadB', 'A\U000e0061', 'A\u0378'):
        done = good('trust', 'add', 'names.json', '--name', name, '--kind',
                    'ngo', '--key', 'next.pub', code=USAGE)
        assert '--name' in done.err and 'next.pub' not in done.err, done
    done = good('trust', 'add', 'names.json', '--name', 'A', '--kind', 'ngo',
                '--country', 'gr', '--key', 'next.pub', code=USAGE)
    assert '--country' in done.err, done
    done = good('trust', 'sign', 'names.json', '--key', 'list.key', '-o',
                'past.trust', '--now', '1969-01-01', code=USAGE)
    assert '1970' in done.err, done
    for words in (('add', 'names.json', '--name', 'A', '--kind', 'ngo', '--key',
                   'next.pub', '--from', '1969-12-31'),
                  ('add', 'names.json', '--name', 'A', '--kind', 'ngo', '--key',
                   'next.pub', '--now', '1969-12-31'),
                  ('withdraw', 'draft.json', '--key', 'clinic.pub', '--as',
                   'retired', '--on', '0001-01-01'),
                  ('withdraw', 'draft.json', '--key', 'clinic.pub', '--as',
                   'retired', '--now', '0001-01-01')):
        done = good('trust', *words, code=USAGE)
        assert f'{words[-2]} is before 1970-01-01' in done.err, done
    # An option of another action does nothing here, and is not taken.
    for words in (('new', '--json'), ('add', 'draft.json', '--json'),
                  ('new', '--store', 'x'), ('show', '1.trust', '--days', '3')):
        done = good('trust', *words, code=USAGE)
        assert f'is not for `carnet trust {words[0]}`' in \
            ' '.join(done.err.split()), done
    assert CANT_CREATE == 73

sys.exit(tap.end())
