# SPDX-License-Identifier: Apache-2.0
"""A desk and the folder of its lists: one without a list is no word on any
passport, what comes counts from the next scan on, and what a desk has it never
loses while it runs."""
import json
import os
import shutil
import sys

import lists
from cli import NO_INPUT, RECORD, begin, dense, record, refused, told
from desks import VACCINE, Desk, Running
from tap import Tap

tap = Tap()
carnet = begin()
desk = Desk(carnet)
PIN = ('--pin', 'list.pub')
NONE = 'no trust list in the folder'
GOES_ON = 'goes on with the lists that it has'

good = carnet.good

clock = 10 ** 18


def touch(name):
    """A change that any clock of files can tell from the one before."""
    global clock
    clock += 10 ** 9
    os.utime(carnet.path(name), ns=(clock, clock))


def put(name, *files):
    """Lists into a store, a trust list under the pin that its name begins
    with."""
    for file in files:
        pin = () if file.endswith('.status') else \
            ('--pin', file.split('-')[0] + '.pub')
        good(file.split('.')[-1], 'check', file, '--store', name, *pin)
    touch(name)


def store(name, *files):
    """A store of these lists and nothing else."""
    shutil.rmtree(carnet.path(name), ignore_errors=True)
    carnet.path(name).mkdir()
    put(name, *files)


def a_list(out, name, previous=None, by='list', key='clinic', **withdrawn):
    """Signs a list of one issuer with one key."""
    public = lists.cose.public_of(lists.seed_of(carnet, f'{key}.key')).hex()
    more = () if previous is None else ('--previous', previous, '--pin',
                                        f'{by}.pub')
    lists.sign(carnet, out, {
        'list': by[0].encode().hex() * 16, 'valid_days': 90, 'issuers': [
            {'name': name, 'kind': 'ngo', 'keys': [
                {'key': public, 'from': '2026-01-01', **withdrawn}]}]},
        *more, key=f'{by}.key')


for who in ('list', 'second', 'third', 'other'):
    good('key', 'new', '-o', f'{who}.key')
STOLEN = {'withdrawn': '2026-03-02', 'as': 'compromised'}
a_list('list-0.trust', 'Aid for All')
a_list('list-1.trust', 'Aid for All', 'list-0.trust', **STOLEN)
a_list('list-1b.trust', 'Aid for Some', 'list-0.trust')
a_list('second-0.trust', 'Clinic of the Coast', by='second', key='other')
TEXT = carnet.text(carnet.issue(RECORD))
OTHERS = carnet.text(carnet.issue(RECORD, key='other.key'))

# A page with an index, its status lists before and after it is revoked.
good('status', 'new', '--key', 'clinic.pub', '-o', 'clinic.draft')
source = carnet.write('page.json', RECORD)
index = good('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
             '--json', source, '-o', 'page.carnet').json['status_index']
PAGE = carnet.text('page.carnet')
for out, now, value in (('good.status', '2026-03-03', None),
                        ('revoked.status', '2026-03-04', 'revoked')):
    if value:
        good('status', 'set', 'clinic.draft', '--as', value, '--index',
             str(index))
    good('status', 'sign', 'clinic.draft', '--key', 'clinic.key', '-o', out,
         '--now', now)


def numbers(row):
    return [one['sequence'] for one in row['lists']]


# ---- at the start ----

with tap.case('a_folder_without_a_list_is_no_refused_passport'):
    store('empty')
    store('keys')
    shutil.copy(carnet.path('clinic.pub'), carnet.path('keys'))
    for folder in ('empty', 'keys', '/etc'):
        for verb, *more in (('verify', 'page.carnet'), ('show', 'page.carnet'),
                            ('view', 'page.carnet'), ('log', 'page.carnet'),
                            ('verify', '--batch', 'page.carnet'), ('desk',)):
            words = (verb, '--trust', folder, *more)
            done = carnet(*words)
            refused(done, NO_INPUT)
            text = ' '.join(done.err.split())
            assert f'{NONE} {folder}; `carnet trust check new.trust --store ' \
                f'{folder} --pin list.pub` puts the first one in' in text, done
            said = told(carnet(*words, '--json'), NO_INPUT)
            assert said['status'] is None and said['name'] == 'NO_INPUT'
            assert NONE in said['text'] and folder in said['text'], said

with tap.case('a_folder_without_a_list_is_said_beside_a_key_too'):
    for words in (('verify', 'page.carnet'), ('desk',)):
        refused(carnet(words[0], '--trust', 'clinic.pub', '--trust', 'empty',
                       *words[1:]), NO_INPUT, NONE)

with tap.case('what_the_message_says_helps'):
    good('trust', 'check', 'list-0.trust', '--store', 'empty', *PIN)
    assert desk.answers([TEXT], trust='empty')[0][1]['word'] == 'accepted'

with tap.case('one_list_by_several_names_is_one_list'):
    store('live', 'list-0.trust')
    carnet.path('also').symlink_to('live')
    shutil.copy(carnet.path('list-0.trust'), carnet.path('copy.trust'))
    for names in (('live', 'live'), ('live', 'also'), ('live', 'copy.trust'),
                  ('list-0.trust', 'list-0.trust', 'copy.trust')):
        pin = () if set(names) <= {'live', 'also'} else PIN
        words = [word for name in names for word in ('--trust', name)]
        with Running(carnet, '--json', *words, *pin) as d:
            assert d.scan(TEXT)['word'] == 'accepted'
            assert [numbers(one) for one in d.lists] == [[0]], d.lists
            assert d.end()[1] == ''
    with Running(carnet, '--json', '--trust', 'live', '--trust',
                 'list-1b.trust', *PIN) as d:
        d.scan(TEXT)
        assert [numbers(one) for one in d.lists] == [[0, 1]], d.lists

# ---- while it runs ----

with tap.case('a_list_that_comes_counts_from_the_next_scan_on'):
    store('live', 'list-0.trust')
    with Running(carnet, '--json', '--trust', 'live', '--trust',
                 'other.pub') as d:
        assert d.scan(TEXT)['word'] == 'accepted'
        assert numbers(d.lists[0]) == [0] and 'kept' not in d.lists[0], d.lists
        assert d.scan(TEXT)['word'] == 'accepted' and d.lists == []
        put('live', 'list-1.trust')
        row = d.scan(TEXT)
        assert row['word'] == 'refused' and 'lists_kept' not in row, row
        assert [numbers(one) for one in d.lists] == [[1]], d.lists
        assert d.scan(TEXT)['word'] == 'refused' and d.lists == []
        _, err = d.end()
        assert err == '', err

def counted(d):
    """What a desk that ends has counted, without what it never had."""
    counts = json.loads(d.end()[0].splitlines()[-1])['counts']
    return {word: num for word, num in counts.items() if num}


with tap.case('a_scan_that_comes_again_counts_under_what_was_shown_last'):
    big = carnet.issue(record(*[dict(VACCINE, note=dense(120, str(i)))
                                for i in range(20)]))
    codes = good('qr', '--text', '--set', big).out.split('\n')[:-1]
    assert 2 < len(codes) < 7  # all of them are among the last eight
    store('live', 'list-0.trust')
    with Running(carnet, '--json', '--trust', 'live', '--trust',
                 'other.pub') as d:
        for text in (TEXT, OTHERS, *codes):
            word = d.scan(text)['word']
        assert word == 'accepted'
        assert d.scan(codes[-1])['word'] == 'part'  # and takes nothing back
        put('live', 'list-1.trust')
        row = d.scan(TEXT)
        assert (row['word'], row['again']) == ('refused', True), row
        for text in codes[:-1]:  # another one comes last
            row = d.scan(text)
        assert (row['word'], row['again']) == ('refused', True), row
        assert counted(d) == {'accepted': 1, 'refused': 2}

with tap.case('a_set_whose_codes_all_came_before_is_counted_once_it_is_whole'):
    with Running(carnet, '--json', '--trust', 'clinic.pub') as d:
        for text in (*codes, codes[0], *codes):
            row = d.scan(text)
        assert counted(d) == {'accepted': 1}, row

with tap.case('what_can_not_be_read_takes_nothing_away'):
    store('live', 'list-0.trust')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(TEXT)['word'] == 'accepted'
        spoilt = carnet.path('live') / ('0' * 64 + '.list')
        spoilt.write_bytes(b'no list')
        touch('live')
        row = d.scan(TEXT)
        assert row['word'] == 'accepted' and row['lists_kept'], row
        kept = d.lists[0]['kept']
        assert numbers(d.lists[0]) == [0] and kept['name'] == 'DATA', d.lists
        assert 'is no file of a store' in kept['text'], kept
        assert d.scan(TEXT)['lists_kept'] and d.lists == []
        spoilt.unlink()
        touch('live')
        row = d.scan(TEXT)  # it can be read again
        assert row['word'] == 'accepted' and 'lists_kept' not in row, row
        assert len(d.lists) == 1 and 'kept' not in d.lists[0], d.lists
        _, err = d.end()
        assert err.count(GOES_ON) == 2, err  # with each scan, until it can

with tap.case('a_desk_does_not_go_back_over_an_epoch_whoever_signs_how_high'):
    public = {k: lists.cose.public_of(lists.seed_of(carnet, f'{k}.key')).hex()
              for k in ('clinic', 'other')}

    def epoch(out, *words, key='list.key', **withdrawn):
        lists.sign(carnet, out, {
            'list': 'e' * 32, 'valid_days': 90, 'issuers': [
                {'name': 'Aid for All', 'kind': 'ngo', 'keys': [
                    {'key': public['clinic'], 'from': '2026-01-01',
                     **withdrawn}]}]}, *words, key=key)

    epoch('e0.trust', '--next-key', 'second.pub')
    epoch('e1.trust', '--previous', 'e0.trust', '--pin', 'list.pub',
          '--next-key', 'other.pub', key='second.key', **STOLEN)
    thief = lists.crafted(('Aid for All', [lists.trust.Key(
        bytes.fromhex(public['clinic']), 20454)]), sequence=2 ** 32 - 1,
        id=bytes.fromhex('e' * 32), next_key=bytes.fromhex(
            lists.cose.public_of(lists.seed_of(carnet, 'second.key')).hex()))
    lists.write(carnet, 'thief.trust', thief)
    for earlier in ('e0.trust', 'thief.trust'):
        shutil.rmtree(carnet.path('live'), ignore_errors=True)
        carnet.path('live').mkdir()
        for file in ('e0.trust', 'e1.trust'):
            good('trust', 'check', file, '--store', 'live', *PIN)
        touch('live')
        with Running(carnet, '--json', '--trust', 'live') as d:
            assert d.scan(TEXT)['word'] == 'refused'
            store('live')
            good('trust', 'check', earlier, '--store', 'live', *PIN)
            touch('live')
            row = d.scan(TEXT)
            assert row['word'] == 'refused' and row['lists_kept'], row
            assert d.lists[-1]['kept']['name'] == 'TRUST_OLDER', d.lists

with tap.case('a_folder_that_is_emptied_or_gone_takes_nothing_away'):
    store('live', 'list-0.trust')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(TEXT)['word'] == 'accepted'
        for clear, why in ((lambda: store('live'), NONE),
                           (lambda: shutil.rmtree(carnet.path('live')),
                            "can't open")):
            clear()
            row = d.scan(TEXT)
            assert row['word'] == 'accepted' and row['lists_kept'], row
            assert numbers(d.lists[0]) == [0], d.lists
            kept = d.lists[0]['kept']
            assert kept['lists'] == 1 and kept['name'] == 'NO_INPUT', kept
            assert why in kept['text'], kept
        store('live', 'list-0.trust', 'list-1.trust')
        row = d.scan(TEXT)
        assert row['word'] == 'refused' and 'lists_kept' not in row, row
        _, err = d.end()
        assert err.count(GOES_ON) == 2 and NONE in err, err

with tap.case('an_older_list_that_is_put_back_is_not_taken'):
    store('live', 'list-0.trust', 'list-1.trust')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(TEXT)['word'] == 'refused'
        store('live', 'list-0.trust')
        for _ in range(2):
            row = d.scan(TEXT)
            assert row['word'] == 'refused' and row['lists_kept'], row
        assert d.lists == []
        touch('live')
        d.scan(TEXT)
        assert numbers(d.lists[0]) == [1], d.lists
        assert d.lists[0]['kept'] == {
            'lists': 1, 'status': 85, 'name': 'TRUST_OLDER',
            'text': d.lists[0]['kept']['text']}, d.lists
        put('live', 'list-1.trust')
        row = d.scan(TEXT)
        assert row['word'] == 'refused' and 'lists_kept' not in row, row
        _, err = d.end()
        assert err.count('(TRUST_OLDER)') == 2, err
    # Who starts anew goes by the folder alone.
    store('live', 'list-0.trust')
    assert desk.answers([TEXT], trust='live')[0][1]['word'] == 'accepted'

with tap.case('another_list_of_the_same_number_is_not_taken'):
    store('live', 'list-0.trust', 'list-1.trust')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(TEXT)['word'] == 'refused'
        store('live', 'list-0.trust', 'list-1b.trust')
        assert d.scan(TEXT)['word'] == 'refused'
        assert d.lists[0]['kept']['name'] == 'TRUST_FORKED', d.lists
        d.end()

with tap.case('of_two_lists_the_one_that_is_taken_out_goes_on'):
    store('live', 'list-0.trust', 'second-0.trust')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(OTHERS)['word'] == 'accepted'
        store('live', 'list-0.trust', 'list-1.trust')
        assert d.scan(OTHERS)['word'] == 'accepted'
        assert sorted(numbers(d.lists[0])) == [0, 1], d.lists
        kept = d.lists[0]['kept']
        assert kept['lists'] == 1 and kept['status'] is None, kept
        assert d.scan(TEXT)['word'] == 'refused'  # what is newer counts
        d.end()

with tap.case('what_goes_on_takes_the_place_of_no_list_that_two_names_have'):
    a_list('third-0.trust', 'Clinic of the Hills', by='third', key='second')
    a_list('other-0.trust', 'Clinic of the Lakes', by='other', key='third')
    shutil.copy(carnet.path('list-0.trust'), carnet.path('copy.trust'))
    store('beside', 'list-0.trust', 'other-0.trust')
    for before, after, second, more in (
            (('list-0.trust', 'second-0.trust'), ('list-0.trust',),
             'copy.trust', PIN),
            (('list-0.trust', 'second-0.trust', 'third-0.trust'),
             ('list-0.trust', 'second-0.trust'), 'beside', ())):
        store('live', *before)
        with Running(carnet, '--json', '--trust', 'live', '--trust', second,
                     *more) as d:
            assert d.scan(OTHERS)['word'] == 'accepted'
            had = len(d.lists[0]['lists'])
            store('live', *after)
            for text in (TEXT, OTHERS):
                touch('live')
                assert d.scan(text)['word'] == 'accepted'
                assert len(d.lists[0]['lists']) == had, d.lists
                assert d.lists[0]['kept']['lists'] == 1, d.lists
            d.end()

with tap.case('an_older_status_list_that_is_put_back_is_not_taken'):
    store('live', 'list-0.trust', 'good.status')
    with Running(carnet, '--json', '--trust', 'live') as d:
        assert d.scan(PAGE)['word'] == 'accepted'
        put('live', 'revoked.status')
        row = d.scan(PAGE)
        assert row['word'] == 'review' and 'lists_kept' not in row, row
        store('live', 'list-0.trust', 'good.status')
        row = d.scan(PAGE)
        assert row['word'] == 'review' and row['lists_kept'], row
        assert d.lists[0]['kept']['name'] == 'TRUST_OLDER', d.lists
        store('live', 'list-0.trust')  # and none at all
        assert d.scan(PAGE)['word'] == 'review'
        facts = d.scan(PAGE)['verdict']['credentials'][0]['facts']
        assert facts['status']['status'] == 'TRUST_REVOKED', facts
        d.end()
    assert 'TRUST_NO_STATUS' in desk([PAGE], trust='live').out

with tap.case('a_status_list_that_nobody_vouches_for_any_more_does_not_go_on'):
    store('live', 'list-0.trust', 'good.status')
    with Running(carnet, '--json', '--trust', 'live', '--trust',
                 'second.pub') as d:
        assert d.scan(PAGE)['word'] == 'accepted'
        store('live', 'list-0.trust', 'list-1.trust')
        row = d.scan(PAGE)
        assert row['word'] == 'refused' and 'lists_kept' not in row, row
        d.end()

with tap.case('the_screen_says_that_the_desk_has_newer_lists'):
    for lang, older, kept in (
            ('en', 'the folder has an older list: this desk keeps the newer '
             'one', 'look at the folder of lists: this desk goes on with those '
             'that it has'),
            ('fr', 'le dossier a une liste plus ancienne : ce guichet garde la '
             'plus récente', 'regardez le dossier des listes : ce guichet '
             "continue avec celles qu'il a"),
            ('de', 'der Ordner hat eine ältere Liste: dieser Schalter behält '
             'die neuere', 'sehen Sie in den Ordner der Listen: dieser '
             'Schalter arbeitet mit denen weiter, die er hat')):
        store('live', 'list-0.trust', 'list-1.trust')
        with Running(carnet, '--lang', lang, '--trust', 'live') as d:
            for change in ((), ('list-0.trust',), ('list-0.trust',
                                                   'list-1b.trust')):
                d.show(TEXT)
                store('live', *change)
            d.show(TEXT)
            blocks = d.shown
            d.end()
            assert kept not in blocks[0] and older not in blocks[0], blocks
            assert kept in blocks[1] and older in blocks[2], blocks
            assert kept in blocks[3] and older not in blocks[3], blocks

sys.exit(tap.end())
