# SPDX-License-Identifier: Apache-2.0
"""What a thief of a list key can do to a store which he reaches first, and that
the key which was kept elsewhere ends it: without a hand on any file. And what
the organisation is told while it signs."""
import sys

import lists
from cli import DATA, OK, RECORD, REFUSED, begin
from lists import cose, crafted, trust
from tap import Tap

tap = Tap()
carnet = begin()
NOW = ('--now', '2026-03-15')
PIN, NEXT_PIN = ('--pin', 'list.pub'), ('--pin', 'next.pub')
for name in ('list', 'next', 'next2', 'evil', 'thief', 'other'):
    assert carnet('key', 'new', '-o', f'{name}.key').code == OK
CLINIC, OTHER, NEXT, NEXT2, EVIL, THIEF = (
    cose.public_of(lists.seed_of(carnet, f'{name}.key'))
    for name in ('clinic', 'other', 'next', 'next2', 'evil', 'thief'))
STOLEN = (20500, trust.COMPROMISED)
MOST = 2 ** 32 - 1
passport = carnet.issue(RECORD)


def key(public, **how):
    return trust.Key(public, 20454, **how)  # from 2026-01-01


def listed(*keys, by='list.key', name=None, **how):
    """A list of the clinic's organisation with these keys, in a file."""
    how.setdefault('next_key', NEXT)
    name = name or carnet.new_name('trust')
    return lists.write(carnet, name, crafted(
        ('Aid for All', list(keys or [key(CLINIC)])), **how), by)


def new_epoch(*keys, by='next.key', **how):
    return listed(*keys, by=by, **{'epoch': 1, 'next_key': NEXT2, **how})


def put(path, store, *options, why=None):
    """Into a store, or refused for a reason; what the store says."""
    done = carnet('trust', 'check', path, '--store', store, '--json', *NOW,
                  *options)
    assert done.code == (OK if why is None else REFUSED), done
    assert done.json.get('name') == why, done
    return done.json


def verify(store, why=None):
    done = carnet('verify', '--json', '--trust', store, *NOW, passport)
    facts = done.json['credentials'][0]['facts']
    assert done.code == (OK if why is None else REFUSED), done
    assert facts['signature'].get('status') == why, done


def store_with(*paths):
    """A store that begins with an honest list and takes these."""
    store = carnet.new_name('lists')
    for path, more in ((listed(), PIN), *((p, ()) for p in paths)):
        put(path, store, *more)
    return store


def outlived(store):
    """The honest epoch is taken, the honest page accepted, and nothing that
    the thief still signs is."""
    said = put(new_epoch(), store)
    assert (said['store'], said['epoch']) == ('newer', 1), said
    verify(store)
    put(listed(sequence=MOST), store, why='TRUST_PIN')
    put(listed(sequence=MOST), store, *PIN, why='TRUST_PIN')
    put(new_epoch(by='list.key', sequence=9), store, why='TRUST_PIN')
    put(listed(epoch=2), store, why='TRUST_PIN')
    put(new_epoch(by='evil.key', epoch=2), store, why='TRUST_PIN')
    verify(store)


with tap.case('a_thief_who_names_another_next_key'):
    store = store_with()
    for next_key in (EVIL, None):
        for sequence in (1, MOST):
            put(listed(next_key=next_key, sequence=sequence), store,
                why='TRUST_NEXT')
    put(new_epoch(by='evil.key'), store, why='TRUST_PIN')
    outlived(store)

with tap.case('a_thief_who_withdraws_a_key_that_no_other_list_has'):
    store = store_with(listed(key(CLINIC), key(THIEF, withdrawn=STOLEN),
                              sequence=1))
    outlived(store)

with tap.case('a_thief_who_withdraws_honest_keys'):
    store = store_with(listed(key(CLINIC, withdrawn=STOLEN), sequence=1))
    verify(store, 'KEY_COMPROMISED')
    outlived(store)

with tap.case('a_thief_who_takes_the_last_number'):
    store = store_with(listed(key(CLINIC, withdrawn=STOLEN), sequence=MOST))
    put(listed(sequence=7), store, why='TRUST_OLDER')
    outlived(store)

with tap.case('a_thief_whose_list_came_before_all_others_under_the_first_pin'):
    # It names the honest next key, or it would be the thief's line: see
    # docs/spec/threats.md.
    store = carnet.new_name('lists')
    put(listed(key(THIEF), sequence=MOST), store, *PIN)
    verify(store, 'KEY_UNKNOWN')
    outlived(store)
    store = carnet.new_name('lists')
    put(listed(key(CLINIC, withdrawn=STOLEN), sequence=MOST), store, *PIN)
    assert put(new_epoch(), store, *NEXT_PIN)['store'] == 'newer'
    verify(store)

with tap.case('a_thief_where_no_next_key_was_named_is_not_outlived'):
    # The limit of which signing warns.
    store = carnet.new_name('lists')
    put(listed(next_key=None), store, *PIN)
    put(new_epoch(by='evil.key'), store, why='TRUST_PIN')
    put(listed(next_key=EVIL, sequence=1), store)
    put(new_epoch(), store, why='TRUST_PIN')
    put(new_epoch(by='evil.key'), store)

with tap.case('a_next_key_that_was_copied_is_outlived_by_the_one_after_it'):
    # Whoever has it begins its epoch at once, and ends it.
    store = store_with(new_epoch())
    put(new_epoch(next_key=EVIL, sequence=MOST), store, why='TRUST_NEXT')
    put(new_epoch(key(CLINIC, withdrawn=STOLEN), sequence=9), store)
    put(new_epoch(by='next2.key', epoch=2, next_key=None), store)
    verify(store)
    put(new_epoch(sequence=MOST), store, why='TRUST_PIN')

with tap.case('lists_of_both_epochs_that_are_named_together'):
    old = listed(key(CLINIC, withdrawn=STOLEN), sequence=MOST)
    new = new_epoch()
    for order in ((old, new), (new, old)):
        done = carnet('verify', *NOW, *(w for path in order
                                        for w in ('--trust', path)),
                      *PIN, *NEXT_PIN, passport)
        assert done.code == OK, done
    # Within an epoch a key that was stolen stays so, whichever list is newer.
    done = carnet('verify', *NOW, '--trust', listed(sequence=9), '--trust',
                  listed(key(CLINIC, withdrawn=STOLEN)), *PIN, passport)
    assert done.code == REFUSED and 'KEY_COMPROMISED' in done.out, done


# ---- signing ----

def sign(out, draft, *options, by='list.key', code=OK):
    done = carnet('trust', 'sign', draft, '--key', by, '-o', out, *NOW,
                  *options)
    assert done.code == code, done
    return ' '.join(done.err.split())


def drafted(path, name, pin):
    done = carnet('trust', 'new', path, *pin, '-o', name)
    assert done.code == OK, done
    return name


with tap.case('who_signs_is_warned_where_no_next_key_is_named'):
    drafted(listed(), 'draft.json', PIN)
    assert 'names no next key' in sign('0.trust', 'draft.json')
    said = sign('1.trust', 'draft.json', '--previous', '0.trust', *PIN,
                '--next-key', 'next.pub')
    assert said == '', said
    assert sign('2.trust', 'draft.json', '--previous', '1.trust', *PIN) == ''
    said = sign('x.trust', 'draft.json', '--previous', '2.trust', *PIN,
                '--next-key', 'evil.pub', code=DATA)
    assert 'TRUST_NEXT' in said, said
    for by, own in (('list', PIN), ('next', PIN)):
        said = sign('x.trust', 'draft.json', '--previous', '0.trust'
                    if by == 'list' else '1.trust', *own, '--next-key',
                    f'{by}.pub', by=f'{by}.key', code=DATA)
        assert 'KEY_TWICE' in said, said
    assert not carnet.path('x.trust').exists()

with tap.case('who_begins_an_epoch_is_told_which_keys_it_restores'):
    old = listed(key(CLINIC, withdrawn=STOLEN), key(OTHER, withdrawn=STOLEN),
                 key(THIEF), name='old.trust')
    clinic, other = (cose.key_id(k).hex() for k in (CLINIC, OTHER))
    drafted(old, 'same.json', PIN)
    said = sign('same.trust', 'same.json', '--previous', old, *PIN,
                '--next-key', 'next2.pub', by='next.key')
    assert said == '', said
    drafted(listed(key(OTHER, withdrawn=(20500, trust.RETIRED)), key(THIEF)),
            'less.json', PIN)
    said = sign('less.trust', 'less.json', '--previous', old, *PIN,
                '--next-key', 'next2.pub', by='next.key')
    assert said.count('warning') == 2, said
    assert clinic in said and other in said, said
    assert sign('x.trust', 'less.json', '--previous', old, *PIN,
                code=DATA).count('TRUST_BACK') == 1
    # And the difference shows it.
    done = carnet('trust', 'diff', old, 'less.trust', *PIN, *NEXT_PIN)
    lines = [line for line in done.out.replace('\n ', '').splitlines()
             if clinic in line or other in line]
    assert [line[0] for line in sorted(lines)] == ['+', '-', '-'], done

sys.exit(tap.end())
