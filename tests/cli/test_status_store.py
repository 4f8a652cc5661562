# SPDX-License-Identifier: Apache-2.0
"""Who may sign a status list, and the folder that keeps the newest of each key:
it never goes back and survives a kill at any moment."""
import sys

from cli import DATA, OK, REFUSED, REVIEW, USAGE, refused
from statuses import (DAY, LATER, NOON, Signer, as_kept, carnet, clinic, facts,
                      good, kept, new_draft, other, put, say_after, say_lists,
                      sign, trust_list, verify)
from tap import Tap

tap = Tap()
pages = say_lists()
say_after(pages)


# ---- whose: section 3 ----


def listed(name, code=OK, status=None, trust='1.trust'):
    done = good('status', 'check', name, '--trust', trust, '--pin',
                'list.pub', '--now', '2026-03-15', code=code)
    assert status is None or status in done.err, done
    return done


with tap.case('another_key_of_the_issuer_may_sign_where_a_list_lets_it'):
    trust_list('1.trust', ('clinic.pub', 'Aid for All'),
               ('second.pub', 'Aid for All', '--use', 'status'),
               ('other.pub', 'Another'))
    done = good('status', 'sign', 'say.draft', '--key', 'second.key', '-o',
                'second.status', '--now', '2026-03-13')
    assert 'another key' in done.err, done
    done = listed('second.status')
    assert 'signed by    Aid for All (key ' in done.out, done
    said = good('status', 'check', 'second.status', '--trust', '1.trust',
                '--pin', 'list.pub', '--now', '2026-03-15', '--json').json
    assert said['issuer'] == 'Aid for All', said
    assert said['about'] == clinic.digest.hex() != said['signer'], said
    fact = facts(pages[1][0], '--pin', 'list.pub', '--status',
                 'second.status', trust=('1.trust',), code=REVIEW)
    assert fact['status']['status'] == 'TRUST_REVOKED', fact
    # By keys alone it speaks of its own pages only.
    refused(carnet('status', 'check', 'second.status', '--trust',
                   'second.pub', '--trust', 'clinic.pub'), REFUSED,
            'KEY_ISSUER')

with tap.case('an_unrelated_key_and_one_without_the_right_are_refused'):
    carnet.write('stranger.status', other.make(of=clinic))
    listed('stranger.status', REFUSED, 'KEY_ISSUER')
    trust_list('no.trust', ('clinic.pub', 'Aid for All'),
               ('second.pub', 'Aid for All', '--use', 'credentials'))
    listed('second.status', REFUSED, 'KEY_ISSUER', 'no.trust')

with tap.case('a_key_out_of_use_on_the_day_of_the_list_is_refused'):
    trust_list('window.trust', ('clinic.pub', 'Aid for All', '--until',
                                '2026-03-10'))
    listed('say.status', REFUSED, 'KEY_WINDOW', 'window.trust')
    for day, code, status in (('2026-03-10', REFUSED, 'KEY_RETIRED'),
                              ('2026-03-11', OK, None)):
        trust_list('gone.trust', ('clinic.pub', 'Aid for All'),
                   withdraw=[('clinic.pub', 'retired', day)])
        listed('say.status', code, status, 'gone.trust')
        carnet.path('gone.trust').unlink()

with tap.case('what_a_compromised_key_signed_is_not_believed'):
    trust_list('2.trust', previous='1.trust',
               withdraw=[('second.pub', 'compromised', '2026-03-02')])
    listed('second.status', REFUSED, 'KEY_COMPROMISED', '2.trust')
    done = carnet('verify', '--trust', '2.trust', '--trust', 'second.pub',
                  '--pin', 'list.pub', '--status', 'second.status',
                  pages[1][0])
    refused(done, DATA, 'KEY_COMPROMISED')

# ---- the store: section 5 ----


with tap.case('a_store_believes_a_list_by_its_trust_lists_alone'):
    (carnet.folder / 'lists').mkdir()
    done = put('say.status', USAGE)
    assert 'carnet trust check' in done.err, done
    good('trust', 'check', '1.trust', '--store', 'lists', '--pin', 'list.pub')
    carnet.write('unknown.status', Signer(
        carnet.path('thief.key').read_text()).make())
    assert 'KEY_UNKNOWN' in put('unknown.status', REFUSED).err
    assert 'KEY_ISSUER' in put('stranger.status', REFUSED).err
    put('say.status')
    assert kept().read_bytes() == as_kept('say.status')
    fact = facts(pages[1][0], trust=('lists',), code=REVIEW)
    assert fact['status']['status'] == 'TRUST_REVOKED', fact
    assert verify(pages[0][0], trust=('lists',)).err == ''

with tap.case('a_store_never_goes_back'):
    assert 'was there already' in put('say.status').err
    assert 'kept' in put('after.status').err
    before = kept().read_bytes()
    done = put('say.status', REFUSED)
    assert 'TRUST_OLDER' in done.err and 'stays' in done.err, done
    sign('fork.status', new_draft('fork.draft', '--size', '1024'), LATER)
    assert 'TRUST_FORKED' in put('fork.status', REFUSED).err
    sign('future.status', 'say.draft', '2026-04-11')
    assert 'KEY_FUTURE' in put('future.status', REFUSED).err
    assert kept().read_bytes() == before
    # Neither does one that a call brings go before what is kept.
    fact = facts(pages[0][0], '--status', 'say.status', trust=('lists',),
                 code=REVIEW)
    assert fact['status']['status'] == 'TRUST_REVOKED', fact

with tap.case('a_list_under_the_name_of_another_is_no_older_one'):
    carnet.write('others.status', other.make())
    (carnet.folder / 'lists' / (other.digest.hex() + '.status')).write_bytes(
        kept().read_bytes())
    assert 'TRUST_OTHER' in put('others.status', REFUSED).err
    (carnet.folder / 'lists' / (other.digest.hex() + '.status')).unlink()
    put('others.status')

with tap.case('a_list_by_a_key_that_was_stolen_gives_way'):
    good('trust', 'check', '1.trust', '--store', 'robbed', '--pin',
         'list.pub')
    thief = Signer(carnet.path('second.key').read_text())
    carnet.write('theirs.status', thief.make(of=clinic, iat=NOON + 3 * DAY))
    put('theirs.status', store='robbed')
    assert facts(pages[1][0], trust=('robbed',), code=OK)
    good('trust', 'check', '2.trust', '--store', 'robbed')
    done = verify(pages[1][0], trust=('robbed',), code=REVIEW)
    assert 'KEY_COMPROMISED' in done.err and 'passed over' in done.err, done
    assert 'TRUST_NO_STATUS' in done.out, done
    put('after.status', store='robbed')
    done = verify(pages[1][0], trust=('robbed',), code=REVIEW)
    assert 'TRUST_REVOKED' in done.out and done.err == '', done

with tap.case('a_damaged_file_of_a_store_is_told'):
    good('trust', 'check', '1.trust', '--store', 'torn', '--pin', 'list.pub')
    put('say.status', store='torn')
    kept('torn').write_bytes(kept('torn').read_bytes()[:-2])
    done = verify(pages[0][0], trust=('torn',), code=DATA)
    assert 'move it away' in done.err and done.out == '', done
    put('after.status', DATA, store='torn')
    (carnet.folder / 'torn' / 'notes.txt').write_text('mine')
    kept('torn').unlink()
    put('after.status', store='torn')

with tap.case('a_list_by_many_names_is_one'):
    # A call has room for 1,024 lists.
    good('trust', 'check', '1.trust', '--store', 'copies', '--pin', 'list.pub')
    put('after.status', store='copies')
    for i in range(1024):
        (carnet.folder / 'copies' / f'{i}.status').write_bytes(
            kept('copies').read_bytes())
    for more in ((), ('--status', 'after.status', '--status', 'after.status')):
        done = verify(pages[1][0], *more, trust=('copies',), code=REVIEW)
        assert 'TRUST_REVOKED' in done.out and done.err == '', done

with tap.case('killed_writers_leave_the_old_list_or_the_new_one'):
    good('trust', 'check', '1.trust', '--store', 'kill', '--pin', 'list.pub')
    put('say.status', store='kill')

    def puts(status):
        return ('status', 'check', status, '--store', 'kill', '--now',
                '2026-03-15')

    for _ in carnet.killed_at_moments(puts('say.status'),
                                      lambda n: puts('after.status'), 40):
        assert kept('kill').read_bytes() in (as_kept('say.status'),
                                             as_kept('after.status'))

sys.exit(tap.end())
