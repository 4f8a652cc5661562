# SPDX-License-Identifier: Apache-2.0
"""Every fault of trust lists that others met, through the command: signed by
the list key all the same, and refused where it is read; and where the command
would have to make it, refused there too."""
import hashlib
import struct
import sys

import lists
from cli import DATA, OK, RECORD, REFUSED, REVIEW, USAGE, begin
from lists import cose, crafted, status, trust
from tap import Tap

tap = Tap()
carnet = begin()
NOW = ('--now', '2026-03-15')
PIN = ('--pin', 'list.pub')
for name in ('list', 'next', 'other'):
    assert carnet('key', 'new', '-o', f'{name}.key').code == OK
CLINIC, OTHER, LIST, NEXT = (
    cose.public_of(lists.seed_of(carnet, f'{name}.key'))
    for name in ('clinic', 'other', 'list', 'next'))
FROM = 20454  # 2026-01-01
passport = carnet.issue(RECORD)


def key(public, **how):
    return trust.Key(public, FROM, **how)


def listed(*keys, name='Aid for All', **how):
    return crafted((name, list(keys or [key(CLINIC)])), **how)


def write(name, found, by='list.key'):
    return lists.write(carnet, name, found, by)


def refuses(path, name, *options):
    """Neither checked, shown, kept nor believed."""
    for words in (('trust', 'check', path), ('trust', 'show', path),
                  ('trust', 'check', path, '--store', 'none'),
                  ('verify', '--trust', path, passport)):
        code = REFUSED if words[0] == 'trust' else DATA
        done = carnet(*words, *(options or PIN))
        assert done.code == code and name in done.err, done
        assert done.out == '', done
    done = carnet('trust', 'check', '--json', path, *(options or PIN))
    assert done.code == REFUSED and done.json['name'] == name, done


def unsigned(draft, name):
    """The command makes no such list."""
    source = carnet.write(carnet.new_name('json'), draft)
    done = carnet('trust', 'sign', source, '--key', 'list.key', '-o',
                  'never.trust')
    assert done.code == DATA and name in done.err, done
    assert not carnet.path('never.trust').exists()


def put(path, store, *options, code=OK):
    done = carnet('trust', 'check', path, '--store', store, '--json', *options)
    assert done.code == code, done
    return done.json


with tap.case('a_good_list_of_this_kind_is_believed'):
    write('good.trust', listed())
    done = carnet('verify', '--trust', 'good.trust', *PIN, passport)
    assert done.code == OK and 'Aid for All' in done.out, done

with tap.case('the_wrong_list_key'):
    write('wrong.trust', listed(), 'other.key')
    refuses('wrong.trust', 'TRUST_PIN')
    # It names the pinned key, and another signed.
    carnet.write('false.trust', trust.as_file(trust.sign_list(
        trust.payload_of(listed()), lists.seed_of(carnet, 'other.key'),
        trust.TYPE, cose.key_id(LIST))))
    refuses('false.trust', 'KEY_SIGNATURE')

with tap.case('rollback_and_fork'):
    write('2.trust', listed(sequence=2))
    write('1.trust', listed(sequence=1))
    write('2b.trust', listed(sequence=2, next_update=20700))
    put('2.trust', 'back', *PIN)
    for path, name in (('1.trust', 'TRUST_OLDER'),
                       ('good.trust', 'TRUST_OLDER'),
                       ('2b.trust', 'TRUST_FORKED')):
        for more in ((), PIN):
            said = put(path, 'back', *more, code=REFUSED)
            assert (said['name'], said['store']) == (name, 'stays'), said
            assert said['sequence'] == 2, said
    write('line.trust', listed(sequence=3, id=b'another id of 16'))
    for more in ((), PIN):
        assert put('line.trust', 'back', *more,
                   code=REFUSED)['name'] == 'TRUST_OTHER'

with tap.case('epochs'):
    write('e0.trust', listed(next_key=NEXT))
    put('e0.trust', 'epochs', *PIN)
    write('e2.trust', listed(epoch=2), 'next.key')
    said = put('e2.trust', 'epochs', code=REFUSED)
    assert said['name'] == 'TRUST_EPOCH', said
    write('e1.trust', listed(epoch=1))  # by the key of epoch 0
    assert put('e1.trust', 'epochs', code=REFUSED)['name'] == 'TRUST_PIN'
    write('e1.trust', listed(epoch=1), 'next.key')
    assert put('e1.trust', 'epochs')['store'] == 'newer'
    write('thief.trust', listed(sequence=2 ** 32 - 1))
    assert put('thief.trust', 'epochs', code=REFUSED)['name'] == 'TRUST_PIN'

with tap.case('an_organisation_stands_in_a_store_once_whatever_is_pinned'):
    NEXT_PIN = ('--pin', 'next.pub')
    # A store that begins with the key that follows a stolen one takes nothing
    # of the stolen key, however high its number.
    put('e1.trust', 'twice', *NEXT_PIN)
    for found, name in ((listed(sequence=9), 'TRUST_OLDER'),
                        (listed(epoch=1, sequence=9), 'TRUST_PIN'),
                        (listed(epoch=2), 'TRUST_PIN')):
        write('thief.trust', found)
        said = put('thief.trust', 'twice', *PIN, code=REFUSED)
        assert said['name'] == name, said
    assert len(list(carnet.path('twice').iterdir())) == 1
    # Another pin of a line that is there goes on with that line.
    put('e0.trust', 'onward', *PIN)
    assert put('e1.trust', 'onward', *NEXT_PIN)['store'] == 'newer'
    assert put('e1.trust', 'onward', *NEXT_PIN)['store'] == 'same'
    assert put('e0.trust', 'onward', *PIN, code=REFUSED)['name'] == 'TRUST_PIN'
    names = [one.name for one in carnet.path('onward').glob('*.list')]
    assert names == [LIST.hex() + '.list'], names

with tap.case('of_one_line_that_is_given_twice_the_newest_counts'):
    # What the clinic signed on 2026-03-01 it signed after it was retired.
    write('r0.trust', listed(next_key=NEXT))
    write('r1.trust', listed(key(CLINIC, withdrawn=(20500, trust.RETIRED)),
                             epoch=1), 'next.key')
    for order in (('r0', 'r1'), ('r1', 'r0')):
        words = [w for name in order for w in ('--trust', name + '.trust')]
        done = carnet('verify', *words, *PIN, *NEXT_PIN, passport)
        assert done.code == REVIEW and 'KEY_RETIRED' in done.out, done
    # A store of before this rule, with the line under two pins.
    put('r0.trust', 'early', *PIN)
    put('r1.trust', 'later', *NEXT_PIN)
    for one in carnet.path('later').glob('*.list'):
        carnet.write(f'early/{one.name}', one.read_bytes())
    done = carnet('verify', '--trust', 'early', passport)
    assert done.code == REVIEW and 'KEY_RETIRED' in done.out, done

with tap.case('a_store_takes_64_trust_lists_and_no_more'):
    for n in range(65):
        seed_key = f'pin{n}'
        assert carnet('key', 'new', '-o', seed_key + '.key').code == OK
        write(f'{n}.trust', listed(id=b'%16d' % n), seed_key + '.key')
        done = carnet('trust', 'check', f'{n}.trust', '--store', 'full',
                      '--pin', seed_key + '.pub')
        assert done.code == (OK if n < 64 else USAGE), (n, done)
    assert 'takes no more' in done.err, done
    assert carnet('verify', '--trust', 'full', passport).code == OK
    write('later.trust', listed(id=b'%16d' % 63, sequence=1), 'pin63.key')
    assert put('later.trust', 'full')['store'] == 'newer'


def status_list(number, made):
    """Of the key whose seed is a number, as a file."""
    seed = number.to_bytes(32, 'big')
    public = cose.public_of(seed)
    return status.MAGIC + status.sign(status.StatusList(
        status.digest(public), made, made + 30 * 86400, None, 2, bytes(2)),
        seed)


with tap.case('a_store_takes_1024_status_lists_and_no_more'):
    most, first, made = 1024, 1 << 20, 20514 * 86400
    lists.sign(carnet, 'wide.trust', lists.draft(most + 1, first))
    put('wide.trust', 'wide', *PIN)
    for n in range(most - 1):
        public = bytes.fromhex(lists.public_hex(first + n))
        carnet.write(f'wide/{status.digest(public).hex()}.status',
                     b'carnet status 1\n' + public +
                     status_list(first + n, made))
    for n, made, code, text in (
            (most - 1, made, OK, 'kept'), (most, made, USAGE, 'no more'),
            (most - 1, made + 86400, OK, 'kept'), (0, made, OK, 'already')):
        carnet.write('one.status', status_list(first + n, made))
        done = carnet('status', 'check', 'one.status', '--store', 'wide', *NOW)
        assert done.code == code and text in done.err, (n, done)
    assert len(list(carnet.path('wide').glob('*.status'))) == most
    # And what it holds is read.
    assert carnet('verify', '--trust', 'wide', '--trust', 'clinic.pub',
                  passport).code == OK

with tap.case('freeze_is_told_by_the_age_of_the_list'):
    write('old.trust', listed(day=20514 - 91))
    put('old.trust', 'frozen', *PIN)
    for trusted in (('old.trust', *PIN), ('frozen',)):
        done = carnet('verify', '--json', '--trust', *trusted, passport)
        assert done.code == REVIEW, done
        fact = done.json['credentials'][0]['facts']['trust_list']
        assert fact['status'] == 'TRUST_STALE', fact
        assert fact['age_days'] == 104, fact
    done = carnet('trust', 'check', 'old.trust', *PIN, *NOW, '--json')
    assert done.code == REVIEW and done.json['overdue_days'] == 14, done


with tap.case('a_list_of_a_day_to_come_is_for_a_person_to_look_at'):
    write('future.trust', listed(day=47541, sequence=1))  # 2100-03-01
    for where in (PIN, ('--store', 'future', *PIN), ('--store', 'future')):
        words = ('trust', 'check', 'future.trust', *where, *NOW)
        done = carnet(*words, '--json')
        assert done.code == REVIEW, done
        assert done.json['outcome'] == 'review', done
        assert done.json['name'] == 'KEY_FUTURE', done
        done = carnet(*words)
        assert done.code == REVIEW and 'look at the clock' in \
            ' '.join(done.err.split()), done
    done = carnet('trust', 'show', 'future.trust', *PIN, *NOW)
    assert done.code == REVIEW and 'look at the clock' in done.out, done
    done = carnet('verify', '--trust', 'future', passport)
    assert done.code == REVIEW and 'KEY_FUTURE' in done.out, done
    # Tomorrow's is good: the organisation may live east of here. And numbers
    # tell which list is newer, so that an honest clock goes on.
    write('east.trust', listed(day=20528, sequence=2))  # 2026-03-16
    assert put('east.trust', 'future', *NOW)['store'] == 'newer'
    done = carnet('trust', 'check', 'east.trust', *PIN, *NOW)
    assert done.code == OK, done
    assert ', in 1 days\n' in carnet('trust', 'show', 'east.trust', *PIN,
                                     *NOW).out


def alike():
    """Two of 32 bytes whose SHA-256 begins alike, found by counting."""
    seen = {}
    for n in range(1 << 20):
        public = struct.pack('<Q', n) + bytes(24)
        kid = hashlib.sha256(public).digest()[:4]
        if kid in seen:
            return seen[kid], public
        seen[kid] = public
    raise AssertionError('none are alike')


with tap.case('two_keys_of_one_id'):
    # That a fifth is refused (KEY_CROWDED) is tested below the command: five
    # that are alike take minutes to find.
    write('two.trust', listed(key(CLINIC), *map(key, alike())))
    assert carnet('verify', '--trust', 'two.trust', *PIN, passport).code == OK
    said = carnet('trust', 'show', '--json', 'two.trust', *PIN, *NOW).json
    ids = [one['key_id'] for one in said['issuers'][0]['keys']]
    assert len(ids) == 3 and len(set(ids)) == 2, ids

with tap.case('a_key_under_two_names_or_twice_under_one'):
    write('two.trust', crafted(('A', [key(CLINIC)]), ('B', [key(CLINIC)])))
    refuses('two.trust', 'KEY_TWICE')
    write('twice.trust', listed(key(CLINIC), key(CLINIC, last=20818)))
    refuses('twice.trust', 'KEY_TWICE')
    one = {'key': CLINIC.hex(), 'from': '2026-01-01'}
    unsigned({'list': '00' * 16, 'valid_days': 90, 'issuers': [
        {'name': 'A', 'kind': 'ngo', 'keys': [one]},
        {'name': 'B', 'kind': 'ngo', 'keys': [one]}]}, 'KEY_TWICE')

with tap.case('the_id_of_one_issuers_key_and_the_name_of_another'):
    write('both.trust', crafted(('A', [key(CLINIC)]), ('B', [key(OTHER)])))
    forged = bytearray(carnet.path(carnet.issue(
        RECORD, key='other.key')).read_bytes())
    at = forged.index(cose.key_id(OTHER))
    forged[at:at + 4] = cose.key_id(CLINIC)
    carnet.write('forged', bytes(forged))
    done = carnet('verify', '--json', '--trust', 'both.trust', *PIN, 'forged')
    assert done.code == REFUSED, done
    one = done.json['credentials'][0]
    assert one['facts']['signature']['status'] == 'KEY_SIGNATURE', one
    assert 'issuer' not in one, one

with tap.case('a_withdrawn_key_is_not_back_in_a_later_list'):
    gone = (20500, trust.COMPROMISED)
    write('gone.trust', listed(key(CLINIC), key(OTHER, withdrawn=gone)))
    put('gone.trust', 'gone', *PIN)
    for name, keys in (
            ('left out', [key(CLINIC)]),
            ('good again', [key(CLINIC), key(OTHER)]),
            ('retired', [key(CLINIC), key(OTHER, withdrawn=(20500, 0))]),
            ('later', [key(CLINIC), key(OTHER, withdrawn=(20501, 1))])):
        write('again.trust', listed(*keys, sequence=1))
        said = put('again.trust', 'gone', code=REFUSED)
        assert said['name'] == 'TRUST_BACK', (name, said)
    done = carnet('trust', 'new', 'gone.trust', *PIN, '-o', 'gone.json')
    assert done.code == OK, done
    draft = carnet.path('gone.json').read_text()
    carnet.write('gone.json', draft.replace('compromised', 'retired'))
    done = carnet('trust', 'sign', 'gone.json', '--key', 'list.key',
                  '--previous', 'gone.trust', *PIN, '-o', 'never.trust')
    assert done.code == DATA and 'TRUST_BACK' in done.err, done
    write('earlier.trust', listed(
        key(CLINIC), key(OTHER, withdrawn=(20499, 1)), sequence=1))
    assert put('earlier.trust', 'gone')['store'] == 'newer'

with tap.case('a_sequence_at_its_end'):
    write('last.trust', listed(sequence=2 ** 32 - 1, next_key=NEXT))
    done = carnet('trust', 'new', 'last.trust', *PIN, '-o', 'last.json')
    assert done.code == OK, done
    words = ('trust', 'sign', 'last.json', '--previous', 'last.trust', *PIN,
             '--now', '2026-03-10', '-o')
    done = carnet(*words, 'never.trust', '--key', 'list.key')
    assert done.code == DATA and 'TRUST_LAST' in done.err, done
    done = carnet(*words, 'epoch1.trust', '--key', 'next.key')
    assert done.code == OK, done
    put('last.trust', 'last', *PIN)
    said = put('epoch1.trust', 'last')
    assert (said['store'], said['epoch'], said['sequence']) == ('newer', 1, 0)

with tap.case('an_empty_list'):
    write('empty.trust', crafted())
    refuses('empty.trust', 'TRUST_EMPTY')
    unsigned({'list': '00' * 16, 'valid_days': 90, 'issuers': []},
             'TRUST_EMPTY')

with tap.case('keys_for_tests'):
    for n, public in enumerate(sorted(trust.PUBLISHED)):
        write('test.trust', listed(key(CLINIC), key(public)))
        refuses('test.trust', 'KEY_TEST')
        write('test.trust', listed(next_key=public))
        refuses('test.trust', 'KEY_TEST')
        unsigned({'list': '00' * 16, 'valid_days': 90, 'issuers': [
            {'name': 'A', 'kind': 'ngo', 'keys': [
                {'key': public.hex(), 'from': '2026-01-01'}]}]}, 'KEY_TEST')
    assert n == 5, n

with tap.case('a_list_signed_with_itself'):
    for name, found in (('self', listed(key(LIST), key(CLINIC))),
                        ('next', listed(key(NEXT), key(CLINIC),
                                        next_key=NEXT))):
        write('self.trust', found)
        refuses('self.trust', 'TRUST_SELF')
    unsigned({'list': '00' * 16, 'valid_days': 90, 'issuers': [
        {'name': 'A', 'kind': 'ngo', 'keys': [
            {'key': LIST.hex(), 'from': '2026-01-01'}]}]}, 'TRUST_SELF')

# How long it takes is in tests/trust/bench_lookup.c.
with tap.case('a_list_of_fifty_thousand_issuers_is_believed_and_stored'):
    many = [(f'Organisation {i:08}',
             [key(hashlib.sha256(b'%d' % i).digest())])
            for i in range(50000)]
    write('many.trust', crafted(*many, ('The clinic', [key(CLINIC)])))
    done = carnet('verify', '--trust', 'many.trust', *PIN, passport)
    assert done.code == OK and 'The clinic' in done.out, done
    said = put('many.trust', 'many', *PIN)
    assert said['issuers'] == 50001, said

sys.exit(tap.end())
