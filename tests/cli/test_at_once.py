# SPDX-License-Identifier: Apache-2.0
"""Many calls at once on one file: nobody's work is lost, readers are never
disturbed, and who waits too long is told. CARNET_LONG=1: ten times as many."""
import concurrent.futures
import random
import shutil
import sys
import threading

from cli import (CANT_CREATE, NOW, OK, RECORD, REFUSED, begin, record)
from tap import LONG, Tap

tap = Tap()
carnet = begin()
TIMES = 10 if LONG else 1
AT_ONCE = 8

good = carnet.good


def at_once(calls):
    """All of them, some at a time; what they gave."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda words: carnet(*words), calls))


def left():
    return [str(p) for p in carnet.folder.rglob('.carnet.*')]


with tap.case('no_page_is_lost_of_many_that_go_into_one_passport'):
    num = 20 * TIMES
    first = carnet.issue(RECORD)
    for i in range(num):
        carnet.write(f'page{i}.json', record(
            {'kind': 'condition', 'code': {'code': f'K{i // 10 + 10}.{i % 10}'}}))
    done = at_once([('issue', '--key', 'clinic.key', f'page{i}.json', '--into',
                     first) for i in range(num)])
    assert [d.code for d in done] == [OK] * num, done
    said = good('show', '--trust', 'clinic.pub', '--json', first).json
    codes = [e['code']['code'] for c in said['credentials']
             for e in c['entries'] if e['kind'] == 'condition']
    assert sorted(codes) == sorted(
        ['E11.9'] + [f'K{i // 10 + 10}.{i % 10}' for i in range(num)]), codes
    assert not left()

with tap.case('no_issuer_is_lost_of_many_that_are_added_to_one_draft'):
    num = 10 * TIMES
    good('trust', 'new', '-o', 'many.json', '--days', '30')
    for i in range(num):
        good('key', 'new', '-o', f'issuer{i}.key')
    done = at_once([('trust', 'add', 'many.json', '--name', f'Agency {i}',
                     '--kind', 'ngo', '--country', 'GR', '--key',
                     f'issuer{i}.pub', '--from', '2026-01-01')
                    for i in range(num)])
    assert [d.code for d in done] == [OK] * num, done
    text = carnet.path('many.json').read_text()
    assert all(f'"Agency {i}"' in text for i in range(num)), text

with tap.case('of_many_who_make_one_key_one_does'):
    for n in range(3 * TIMES):
        done = at_once([('key', 'new', '-o', f'one{n}.key')] * AT_ONCE)
        assert sorted(d.code for d in done) == \
            [OK] + [CANT_CREATE] * (AT_ONCE - 1), done
        secret, public = (good('key', 'show', '--json', f'one{n}.{x}').json
                          for x in ('key', 'pub'))
        assert secret['public_key'] == public['public_key']
        assert secret['public_key'] in [
            d.out.split('public key   ')[1].split()[0]
            for d in done if d.code == OK]
    assert not left()

# ---- a store ----

good('key', 'new', '-o', 'list.key')
good('trust', 'new', '-o', 'draft.json', '--days', '30')
good('trust', 'add', 'draft.json', '--name', 'Aid for All', '--country', 'GR',
     '--kind', 'ngo', '--key', 'clinic.pub', '--from', '2026-01-01')
lists = 6 * TIMES
sign = ('trust', 'sign', 'draft.json', '--key', 'list.key', '--now',
        '2026-03-02')
good(*sign, '-o', '0.trust')
for i in range(1, lists):
    good(*sign, '--previous', f'{i - 1}.trust', '--pin', 'list.pub', '-o',
         f'{i}.trust')
page = carnet.issue(RECORD)


def put(name, store):
    return ('trust', 'check', '--now', '2026-03-02', name, '--store', store,
            '--pin', 'list.pub')


with tap.case('a_store_that_many_make_at_once_is_one'):
    for n in range(3 * TIMES):
        done = at_once([put('0.trust', f'made{n}')] * AT_ONCE)
        assert [d.code for d in done] == [OK] * AT_ONCE, done
        assert sum('the first' in d.err for d in done) == 1, done
        assert len(list(carnet.path(f'made{n}').iterdir())) == 1

with tap.case('readers_see_whole_lists_and_the_newest_stays'):
    good(*put('0.trust', 'store'))
    over = threading.Event()

    def read():
        """As long as anybody writes."""
        num = 0
        while not over.is_set() or num == 0:
            done = carnet('verify', '--now', NOW, '--trust', 'store', page)
            assert done.code == OK and 'Aid for All' in done.out, done
            num += 1
        return num

    order = list(range(lists)) * 2
    random.Random(7).shuffle(order)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            done = at_once([put(f'{i}.trust', 'store') for i in order])
        finally:
            over.set()
        assert all(r.result() > 0 for r in readers)
    assert {d.code for d in done} <= {OK, REFUSED}, done
    newest = -1
    for i, d in zip(order, done):
        assert d.code == OK or 'stays' in d.err, d
        newest = max(newest, i) if d.code == OK else newest
    assert newest == lists - 1
    held = next(carnet.path('store').glob('*.list')).read_bytes()
    assert held.endswith(carnet.path(f'{lists - 1}.trust').read_bytes())
    assert not left()

shutil.rmtree(carnet.path('store'))
sys.exit(tap.end())
