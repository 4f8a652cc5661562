# SPDX-License-Identifier: Apache-2.0
"""Status lists against who would bring something back: a list that is not newer,
an older copy of a draft, a clock that is wrong; and the ways by which a list
goes out."""
import hashlib
import json
import os
import subprocess
import sys
import zlib

import cbor2

from cli import DATA, IO, OK, REFUSED, REVIEW, USAGE, refused
from statuses import (LATER, MADE, MAGIC, NOON, Signer, as_kept, carnet,
                      clinic, copy_draft, facts, good, issue, kept, new_draft,
                      other, put, set_status, sign, trust_list, verify)
from tap import Tap

tap = Tap()

# ---- against who would bring something back ----

with tap.case('a_list_by_a_key_out_of_use_is_still_not_rolled_back'):
    # The clinic's own list is older than its office's, and says good.
    new_draft('roll.draft', '--size', '8')
    page, index = issue('roll.draft')
    sign('o1.status', 'roll.draft', '2026-03-02')
    set_status('revoked', index, 'roll.draft')
    sign('o2.status', 'roll.draft', '2026-03-10', key='second.key')
    office = ('second.pub', 'Aid for All', '--use', 'status')
    trust_list('e1.trust', ('clinic.pub', 'Aid for All'), office)
    trust_list('retired.trust', previous='e1.trust',
               withdraw=[('second.pub', 'retired', '2026-03-05')])
    # Left out: what remains of the list is signed by nobody that it names.
    draft = carnet.new_name('json')
    good('trust', 'new', 'e1.trust', '--pin', 'list.pub', '-o', draft)
    said = json.loads(carnet.path(draft).read_text())
    for issuer in said['issuers']:
        issuer['keys'] = [k for k in issuer['keys']
                          if k.get('use') != ['status']
                          and k.get('use') != 'status']
    carnet.write(draft, json.dumps(said))
    good('trust', 'sign', draft, '--key', 'list.key', '-o', 'dropped.trust',
         '--now', '2026-03-01', '--previous', 'e1.trust', '--pin', 'list.pub')
    for how, name in (('retired', 'KEY_RETIRED'), ('dropped', 'KEY_UNKNOWN')):
        good('trust', 'check', 'e1.trust', '--store', how, '--pin', 'list.pub')
        put('o2.status', store=how)
        before = kept(how).read_bytes()
        assert before[16:48] == bytes(Signer(
            carnet.path('second.key').read_text()).key.verify_key)
        good('trust', 'check', how + '.trust', '--store', how)
        done = put('o1.status', REFUSED, store=how, now='2026-03-11')
        assert 'TRUST_OLDER' in done.err and name in done.err, done
        assert kept(how).read_bytes() == before
        done = verify(page, trust=(how,), code=REVIEW)
        assert 'TRUST_NO_STATUS' in done.out, done
        # One that is newer takes the place.
        sign(how + '.status', 'roll.draft', '2026-03-12')
        put(how + '.status', store=how)
        done = verify(page, trust=(how,), code=REVIEW)
        assert 'TRUST_REVOKED' in done.out and done.err == '', done

with tap.case('another_organisations_list_takes_nothing_over'):
    # Only the clinic's public key is needed to name it beside one of theirs.
    for who in ('theirs', 'evil'):
        good('key', 'new', '-o', who + '.key')
    draft = carnet.new_name('json')
    good('trust', 'new', '-o', draft)
    for key in ('clinic.pub', 'evil.pub'):
        good('trust', 'add', draft, '--name', 'Evil', '--kind', 'clinic',
             '--key', key, '--from', '2026-01-01', '--now', '2026-01-01')
    good('trust', 'sign', draft, '--key', 'theirs.key', '-o', 'b.trust',
         '--now', '2026-03-01')
    carnet.write('ev2.status', Signer(
        carnet.path('evil.key').read_text()).make(of=clinic, iat=NOON))
    for pin, name in (('list.pub', 'e1.trust'), ('theirs.pub', 'b.trust')):
        good('trust', 'check', name, '--store', 'sd', '--pin', pin)
    assert 'KEY_ISSUER' in put('ev2.status', REFUSED, store='sd').err

with tap.case('of_two_lists_of_one_second_neither_is_passed_over'):
    new_draft('two.draft', '--size', '16')
    two = [issue('two.draft') for _ in range(2)]
    sign('plain.status', copy_draft('two.draft', 'copy.draft'), MADE)
    set_status('revoked', two[0][1], 'two.draft')
    sign('taken.status', 'two.draft', MADE)
    for order in (('plain.status', 'taken.status'),
                  ('taken.status', 'plain.status')):
        words = [w for name in order for w in ('--status', name)]
        fact = facts(two[0][0], *words, code=REVIEW)
        assert fact['status']['status'] == 'TRUST_REVOKED', fact
        fact = facts(two[1][0], *words, code=REVIEW)
        assert fact['status']['status'] == 'TRUST_FORKED', fact
        assert fact['status']['answer'] == 'not_checked', fact
        assert fact['status_list']['status'] == 'TRUST_FORKED', fact

with tap.case('of_two_lists_that_follow_at_once_the_second_is_newer'):
    new_draft('quick.draft', '--size', '8')
    page, index = issue('quick.draft')
    sign('quick1.status', 'quick.draft', MADE)
    set_status('revoked', index, 'quick.draft')
    good('trust', 'check', 'e1.trust', '--store', 'quick', '--pin',
         'list.pub')
    put('quick1.status', store='quick')
    # In the same second, and by a clock that was set back a little.
    for n, now in enumerate((MADE, MADE, '2026-03-11T11:59:30Z')):
        said = good('status', 'sign', 'quick.draft', '--key', 'clinic.key',
                    '-o', 'quick2.status', '--now', now, '--json').json
        assert said['issued'] == f'2026-03-11T12:00:0{n + 1}Z', said
        assert 'kept' in put('quick2.status', store='quick').err
    fact = facts(page, trust=('quick',), code=REVIEW)
    assert fact['status']['status'] == 'TRUST_REVOKED', fact

with tap.case('a_clock_that_was_years_ahead_is_told_and_is_no_end'):
    new_draft('ahead.draft', '--size', '8')
    issue('ahead.draft')
    sign('ahead1.status', 'ahead.draft', '2031-01-01')
    for name, made in (('ahead2.status', MADE), ('ahead3.status', MADE[:-2] +
                                                 '1Z')):
        done = good('status', 'sign', 'ahead.draft', '--key', 'clinic.key',
                    '-o', name, '--now', MADE, '--json')
        assert ('a day to come' in ' '.join(done.err.split())) \
            == (made == MADE), done
        assert done.json['issued'] == made, done
    refused(carnet('status', 'sign', 'ahead.draft', '--key', 'clinic.key',
                   '-o', 'ahead1.status', '--now', LATER), DATA,
            'not before now')

with tap.case('an_older_copy_of_a_draft_signs_no_list'):
    new_draft('back.draft', '--size', '8')
    page, index = issue('back.draft')
    before = carnet.path('back.draft').read_bytes()
    set_status('revoked', index, 'back.draft')
    sign('back.status', 'back.draft', MADE)
    after = carnet.path('back.draft').read_bytes()
    carnet.path('back.draft').write_bytes(before)
    was = carnet.path('back.status').read_bytes()
    refused(carnet('status', 'sign', 'back.draft', '--key', 'clinic.key', '-o',
                   'back.status', '--now', LATER), DATA, 'older copy')
    assert carnet.path('back.status').read_bytes() == was
    assert carnet.path('back.draft').read_bytes() == before
    # Whichever way the last list is at hand; a list of another key is none.
    good('trust', 'check', 'e1.trust', '--store', 'back', '--pin', 'list.pub')
    again = ('status', 'sign', 'back.draft', '--key', 'clinic.key', '--now',
             LATER, '-o', 'again.status')
    carnet.write('others.status', other.make(iat=NOON + 60))
    refused(carnet(*again, '--previous', 'others.status', '--trust',
                   'other.pub'), DATA, 'another key signed')
    put('back.status', store='back')
    for more in (('--previous', 'back.status'), ('--trust', 'back')):
        refused(carnet(*again, *more), DATA, 'older copy')
    assert not carnet.path('again.status').exists()
    assert carnet.path('back.draft').read_bytes() == before
    # Nobody can tell where nothing is at hand: docs/guide/status.md says so.
    sign('blind.status', 'back.draft', LATER)
    carnet.path('back.draft').write_bytes(after)
    sign('again.status', 'back.draft', LATER, '--trust', 'back', '--previous',
         'back.status')

with tap.case('a_list_by_another_key_is_compared_or_stays'):
    # Where the office signed last it is believed by the list that names it.
    sign('by.status', 'back.draft', '2026-03-13', key='second.key')
    by = carnet.path('by.status').read_bytes()
    words = ('status', 'sign', 'back.draft', '--key', 'clinic.key', '-o',
             'by.status', '--now')
    refused(carnet(*words, '2026-03-14'), DATA, 'KEY_', '--trust')
    assert carnet.path('by.status').read_bytes() == by
    believed = ('--trust', 'e1.trust', '--pin', 'list.pub')
    refused(carnet(*words, '2026-03-12', *believed), DATA, 'not before now')
    good(*words, '2026-03-14', *believed)
    assert carnet.path('by.status').read_bytes() != by

with tap.case('an_option_that_a_list_can_not_have_is_a_usage_error'):
    before = carnet.path('back.draft').read_bytes()
    for more in (('--now', '1969-12-31'), ('--pin', 'list.pub')):
        refused(carnet('status', 'sign', 'back.draft', '--key', 'clinic.key',
                       '-o', 'never.status', *more), USAGE, more[0])
    assert carnet.path('back.draft').read_bytes() == before
    assert not carnet.path('never.status').exists()

with tap.case('a_page_stands_again_on_purpose'):
    carnet.path('back.draft').write_bytes(after)
    set_status('good', index, 'back.draft')
    sign('back.status', 'back.draft', LATER)
    assert facts(page, '--status', 'back.status')['status']['answer'] == 'yes'

with tap.case('a_list_older_than_the_stores_does_not_answer_good'):
    new_draft('late.draft', '--size', '8')
    page, index = issue('late.draft')
    sign('late1.status', 'late.draft', '2026-03-05')
    set_status('revoked', index, 'late.draft')
    sign('late2.status', 'late.draft', '2026-03-06')
    good('trust', 'check', 'e1.trust', '--store', 'late', '--pin', 'list.pub')
    words = ('status', 'check', 'late1.status', '--trust', 'late', '--now',
             '2026-03-11', '--index', str(index))
    good(*words)
    put('late2.status', store='late')
    done = good(*words, code=REVIEW)
    assert 'TRUST_OLDER' in done.out and '2026-03-06T' in done.out, done
    said = good(*words, '--json', code=REVIEW).json
    assert said['name'] == 'TRUST_OLDER', said
    assert said['later'] == '2026-03-06T00:00:00Z', said
    good(*words[:2], 'late2.status', *words[3:-2])

with tap.case('a_list_goes_into_a_pipe_or_a_device'):
    words = [carnet.program, 'status', 'sign', 'two.draft', '--key',
             'clinic.key', '--now', LATER, '-o']
    run = {'cwd': carnet.folder, 'stdout': subprocess.PIPE,
           'stderr': subprocess.PIPE, 'timeout': 60}
    done = subprocess.run([*words, '/dev/stdout'], **run)
    assert done.returncode == OK and done.stdout.startswith(MAGIC), done
    os.mkfifo(carnet.path('fifo'))
    reader = subprocess.Popen(['cat', 'fifo'], cwd=carnet.folder,
                              stdout=subprocess.PIPE)
    assert subprocess.run([*words, 'fifo'], **run).returncode == OK
    assert reader.communicate(timeout=60)[0].startswith(MAGIC)
    done = subprocess.run([*words, '/dev/full'], **run)
    assert done.returncode == IO, done

with tap.case('a_list_comes_as_codes_too'):
    new_draft('codes.draft', '--size', '4096')
    lst = hashlib.shake_256(b'codes').digest(1024)
    carnet.write('codes.draft', cbor2.dumps(
        ['carnet status draft 1', clinic.digest, 2, zlib.compress(lst),
         zlib.compress(b'\xff' * 512)]))
    sign('codes.status', 'codes.draft', MADE)
    good('qr', '--set', 'codes.status', '--text', '-o',
         'codes.txt')
    check = ('--trust', 'clinic.pub', '--now', LATER, '--json')
    whole = good('status', 'check', 'codes.status', *check).json
    assert good('status', 'check', 'codes.txt', *check).json == whole
    page, at = two[0][0], int(two[0][1])  # an index that was drawn
    is_good = lst[at // 4] >> at % 4 * 2 & 3 == 0
    fact = facts(page, '--status', 'codes.txt', code=OK if is_good else REVIEW)
    assert fact['status_list']['date'] == '2026-03-11', fact
    put('codes.txt', store='late')
    assert kept('late').read_bytes() == as_kept('codes.status')
    lines = carnet.path('codes.txt').read_text().splitlines()
    carnet.write('half.txt', '\n'.join(lines[:-1]) + '\n')
    assert carnet('status', 'check', 'half.txt', *check).code == DATA

sys.exit(tap.end())
