# SPDX-License-Identifier: Apache-2.0
"""carnet status, issue --status, and verifying by status lists: every refusal
of docs/spec/status.md, lists that never go back, drafts of which nothing is
lost, and that what is unknown is never good."""
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import zlib

import cbor2

import craft
from cli import (CANT_CREATE, DATA, IO, NO_INPUT, OK, PERSON, PRIVATE_RECORD,
                 RECORD, REFUSED, REVIEW, USAGE, begin, record, refused)
from tap import Tap

MAGIC = bytes.fromhex('894852 0d0a1a0a01')
TYPE = 'application/statuslist+cwt'
DAY = 86400
NOON = 20523 * DAY + 43200  # 2026-03-11
MADE, LATER = '2026-03-11T12:00:00Z', '2026-03-12T12:00:00Z'

tap = Tap()
carnet = begin()

good = carnet.good


def new_draft(name='clinic.draft', *options, key='clinic.pub'):
    good('status', 'new', '--key', key, '-o', name, *options)
    return name


def issue(draft='clinic.draft', key='clinic.key', content=RECORD):
    """A page with an index: its file, and the index."""
    source = carnet.write(carnet.new_name('json'), content)
    name = carnet.new_name('carnet')
    done = good('issue', '--key', key, '--status', draft, '--json', source,
                '-o', name)
    return name, done.json['status_index']


def set_status(value, index, draft='clinic.draft'):
    return good('status', 'set', draft, '--as', value, '--index', str(index))


def sign(name, draft='clinic.draft', now=MADE, *options, key='clinic.key'):
    good('status', 'sign', draft, '--key', key, '-o', name, '--now', now,
         *options)
    return name


def copy_draft(name, copy):
    carnet.path(copy).write_bytes(carnet.path(name).read_bytes())
    return copy


def given_out(draft):
    return good('status', 'sign', draft, '--key', 'clinic.key', '-o',
                carnet.new_name('status'), '--json', '--now',
                MADE).json['given_out']


def verify(page, *options, trust=('clinic.pub',), code=OK, now='2026-03-15',
           verb='verify'):
    words = [w for key in trust for w in ('--trust', key)]
    return good(verb, *words, page, '--now', now, *options, code=code)


def facts(page, *options, **more):
    done = verify(page, '--json', *options, **more)
    return done.json['credentials'][0]['facts']


class Signer(craft.Signer):
    """An issuer that signs lists which the command would not."""

    def make(self, *, typ=TYPE, alg=-8, claims=None, lst=None, bits=2,
             of=None, iat=NOON, tag=False, spoil=False):
        said = {2: 'carnet:' + (of or self).digest.hex(),
                4: iat + 30 * DAY, 6: iat,
                65533: {'lst': zlib.compress(bytes(4), 9)
                        if lst is None else lst, 'bits': bits}}
        said.update(claims or {})
        said = {k: v for k, v in said.items() if v is not None}
        header = cbor2.dumps({1: alg, 4: self.digest[:4], 16: typ},
                             canonical=True)
        payload = cbor2.dumps(said, canonical=True)
        data = cbor2.dumps(['Signature1', header, b'', payload])
        signature = bytearray(self.key.sign(data).signature)
        signature[0] ^= spoil
        parts = [header, {}, payload, bytes(signature)]
        body = cbor2.dumps(cbor2.CBORTag(18, parts) if tag else parts)
        return MAGIC + body


for who in ('other', 'list', 'second', 'thief'):
    good('key', 'new', '-o', who + '.key')
clinic = Signer(carnet.path('clinic.key').read_text())
other = Signer(carnet.path('other.key').read_text())

# ---- the draft ----

with tap.case('a_draft_is_new_and_its_owners_alone'):
    new_draft()
    mode = carnet.path('clinic.draft').stat().st_mode
    assert stat.S_IMODE(mode) == 0o600, oct(mode)
    before = carnet.path('clinic.draft').read_bytes()
    refused(carnet('status', 'new', '--key', 'clinic.pub', '-o',
                   'clinic.draft'), CANT_CREATE, 'there already')
    assert carnet.path('clinic.draft').read_bytes() == before
    done = good('status', 'new', '--key', 'clinic.key', '-o', 'j.draft',
                '--bits', '1', '--size', '64', '--json').json
    assert done == {'draft': 'j.draft', 'bits': 1, 'entries': 64}, done

with tap.case('an_index_is_told_and_stands_in_the_page'):
    page, index = issue()
    said = verify(page, '--json', code=REVIEW).json['credentials'][0]
    assert said['status_index'] == index and 0 <= index < 262144
    source = carnet.write('said.json', RECORD)
    done = good('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
                source, '-o', 'said.carnet')
    assert 'said.carnet: index ' in done.err, done
    mode = carnet.path('clinic.draft').stat().st_mode
    assert stat.S_IMODE(mode) == 0o600, oct(mode)

with tap.case('no_index_is_given_out_twice_and_a_full_list_says_so'):
    new_draft('small.draft', '--size', '8')
    taken = [issue('small.draft')[1] for _ in range(8)]
    assert sorted(taken) == list(range(8)), taken
    before = carnet.path('small.draft').read_bytes()
    source = carnet.write('ninth.json', RECORD)
    refused(carnet('issue', '--key', 'clinic.key', '--status', 'small.draft',
                   source, '-o', 'ninth.carnet'), DATA,
            'every index of the status list is given out', 'new key')
    assert not carnet.path('ninth.carnet').exists()
    assert carnet.path('small.draft').read_bytes() == before

with tap.case('indices_are_random'):
    new_draft('random.draft', '--size', '1024')
    first = [issue('random.draft')[1] for _ in range(6)]
    assert first != sorted(first) or max(first) > 64, first

with tap.case('cards_have_an_index_each'):
    source = carnet.write('cards.json', RECORD)
    done = good('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
                '--separate', 'desk,clinic', '--json', source, '-o',
                'card.carnet').json
    first, second = (c['plan']['status_index'] for c in done['cards'])
    assert first != second
    said = verify('card-desk.carnet', '--json', code=REVIEW).json
    assert said['credentials'][0]['status_index'] == first

with tap.case('a_restated_page_has_an_index_of_its_own'):
    old, index = issue()
    sign('restate.status')
    done = good('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
                '--restate', '--into', carnet.issue(RECORD), '--trust',
                'clinic.pub', '-o', 'restated.carnet', '--json', '--now',
                '2026-03-15').json
    assert done['status_index'] != index, done
    said = [c.get('status_index') for c in
            verify('restated.carnet', '--json', code=REVIEW).json[
                'credentials']]
    assert done['status_index'] in said, said

with tap.case('a_batch_gives_each_page_its_own_index'):
    new_draft('batch.draft', '--size', '16')
    carnet.write('records.jsonl', '\n'.join(
        json.dumps(RECORD) for _ in range(12)) + '\n{}\n')
    done = good('issue', '--batch', '--key', 'clinic.key', '--status',
                'batch.draft', 'records.jsonl', '-o', 'batch', '--jobs', '4',
                code=DATA)
    rows = [json.loads(line) for line in done.out.splitlines()]
    indices = {row['status_index'] for row in rows[:12]}
    assert len(indices) == 12, rows
    assert 'status_index' not in rows[12] and rows[12]['exit'] == DATA
    for row in rows[:12]:
        said = verify(row['file'], '--json', code=REVIEW).json
        assert said['credentials'][0]['status_index'] == row['status_index']
    # Four are left: the others of this batch have no page at all.
    done = good('issue', '--batch', '--key', 'clinic.key', '--status',
                'batch.draft', 'records.jsonl', '-o', 'more', code=DATA)
    rows = [json.loads(line) for line in done.out.splitlines()]
    made = [row for row in rows if 'file' in row]
    assert len(made) == 4, rows
    assert not indices & {row['status_index'] for row in made}
    full = [row for row in rows[:12] if 'file' not in row]
    assert all('given out' in row['text'] and row['exit'] == DATA
               for row in full) and len(full) == 8, full
    assert all(row['name'] == 'CALLER_ABSENT' and row['status'] > 0
               for row in full), full

with tap.case('a_large_batch_writes_the_draft_seldom_and_wastes_little'):
    new_draft('large.draft', '--size', '65536')
    carnet.write('many.jsonl', '\n'.join(
        json.dumps(RECORD) for _ in range(60)))
    done = good('issue', '--batch', '--key', 'clinic.key', '--status',
                'large.draft', 'many.jsonl', '-o', 'many')
    rows = [json.loads(line) for line in done.out.splitlines()]
    given = {row['status_index'] for row in rows}
    assert len(given) == 60, rows
    assert 60 <= given_out('large.draft') <= 120
    for index in given:
        set_status('revoked', index, 'large.draft')

with tap.case('an_index_is_kept_before_the_page_is_written'):
    new_draft('first.draft', '--size', '64')
    source = carnet.write('first.json', RECORD)
    refused(carnet('issue', '--key', 'clinic.key', '--status', 'first.draft',
                   source, '-o', 'nowhere/p.carnet'), CANT_CREATE,
            'index', "can't write")
    assert given_out('first.draft') == 1
    # And where it can't be kept there is no page.
    before = carnet.path('first.draft').read_bytes()
    done = subprocess.run(
        ['bash', '-c', 'ulimit -f 0; "$0" "$@"', carnet.program, 'issue',
         '--key', 'clinic.key', '--status', 'first.draft', source, '-o',
         'unkept.carnet'], cwd=carnet.folder, capture_output=True)
    assert done.returncode == IO and b"can't write" in done.stderr, done
    assert not carnet.path('unkept.carnet').exists()
    assert carnet.path('first.draft').read_bytes() == before

with tap.case('a_draft_of_another_key_gives_no_index'):
    source = carnet.write('o.json', RECORD)
    for batch in ((), ('--batch',)):
        refused(carnet('issue', '--key', 'other.key', '--status',
                       'clinic.draft', *batch, source, '-o', 'o.carnet'),
                DATA, 'another key')
    assert not carnet.path('o.carnet').exists()

with tap.case('writers_at_once_lose_nothing'):
    new_draft('busy.draft', '--size', '64')
    source = carnet.write('busy.json', RECORD)
    runs = [subprocess.Popen(
        [carnet.program, 'issue', '--key', 'clinic.key', '--status',
         'busy.draft', '--json', source, '-o', f'busy{n}.carnet'],
        cwd=carnet.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for n in range(12)]
    given = [json.loads(run.communicate()[0])['status_index'] for run in runs]
    assert len(set(given)) == 12, given
    runs = [subprocess.Popen(
        [carnet.program, 'status', 'set', 'busy.draft', '--as', 'revoked',
         '--index', str(index)], cwd=carnet.folder,
        stderr=subprocess.DEVNULL) for index in given]
    assert [run.wait() for run in runs] == [0] * 12
    sign('busy.status', 'busy.draft')
    counts = good('status', 'check', 'busy.status', '--trust', 'clinic.pub',
                  '--json', '--now', LATER).json['counts']
    assert counts['revoked'] == 12 and counts['good'] == 52, counts

with tap.case('a_killed_call_leaves_a_draft_whole_and_gives_no_index_twice'):
    new_draft('kill.draft', '--size', '1024')
    source = carnet.write('kill.json', RECORD)

    def issues(n):
        return ('issue', '--key', 'clinic.key', '--status', 'kill.draft',
                source, '-o', f'kill{n}.carnet')

    for _ in carnet.killed_at_moments(issues('s'), issues, 60):
        pass
    seen = []
    for path in sorted(carnet.folder.glob('kill[0-9s]*.carnet')):
        said = verify(path.name, '--json', code=REVIEW).json
        seen.append(said['credentials'][0]['status_index'])
    seen.append(issue('kill.draft')[1])
    assert len(set(seen)) == len(seen), seen
    # What was given out is in the draft: it can be taken back.
    for index in seen:
        set_status('revoked', index, 'kill.draft')

# ---- set ----

with tap.case('a_page_is_taken_back_by_index_or_by_itself'):
    page, index = issue()
    done = set_status('suspended', index)
    assert f'index {index} was good and is suspended' in done.err, done
    said = good('status', 'set', 'clinic.draft', '--as', 'revoked', '--key',
                'clinic.pub', page, '--json').json
    assert said == {'index': index, 'was': 'suspended',
                    'status': 'revoked'}, said
    text = carnet.write('page.txt', carnet.text(page))
    said = good('status', 'set', 'clinic.draft', '--as', 'good', '--key',
                'clinic.key', text, '--json').json
    assert said['was'] == 'revoked' and said['status'] == 'good'

with tap.case('only_a_page_that_the_key_signed_names_an_index'):
    page, index = issue()
    # The same index in a page that another key signed.
    forged = carnet.write('forged.carnet', craft.passport(craft.credential(
        other, ([], [], []), index=index)))
    refused(carnet('status', 'set', 'clinic.draft', '--as', 'revoked', '--key',
                   'clinic.pub', forged), REFUSED, 'KEY_UNKNOWN')
    refused(carnet('status', 'set', 'clinic.draft', '--as', 'revoked', '--key',
                   'other.pub', forged), DATA, 'another key')
    refused(carnet('status', 'set', 'clinic.draft', '--as', 'revoked', '--key',
                   'clinic.pub', carnet.issue(RECORD)), DATA, 'no such page')
    good('merge', page, issue()[0], '-o', 'both.carnet')
    refused(carnet('status', 'set', 'clinic.draft', '--as', 'revoked', '--key',
                   'clinic.pub', 'both.carnet'), USAGE, '--credential')
    said = [good('status', 'set', 'clinic.draft', '--as', 'good', '--key',
                 'clinic.pub', '--credential', str(n), 'both.carnet',
                 '--json').json['index'] for n in (1, 2)]
    assert index in said and said[0] != said[1], said

with tap.case('what_was_never_given_out_and_what_bits_do_not_hold_is_refused'):
    new_draft('bit.draft', '--bits', '1', '--size', '8')
    page, index = issue('bit.draft')
    for value in ('suspended', 'in-error'):
        refused(carnet('status', 'set', 'bit.draft', '--as', value, '--index',
                       str(index)), DATA, 'one bit')
    set_status('revoked', index, 'bit.draft')
    for never in ((index + 1) % 8, 8, 16777215):
        refused(carnet('status', 'set', 'bit.draft', '--as', 'revoked',
                       '--index', str(never)), DATA, 'never given out')

with tap.case('a_draft_that_is_none_is_refused'):
    for name, content in (('text', 'draft'), ('empty', ''),
                          ('cut', carnet.path('clinic.draft')
                           .read_bytes()[:-3]),
                          ('behind', carnet.path('clinic.draft').read_bytes()
                           + b'\0')):
        carnet.write(name, content)
        refused(carnet('status', 'sign', name, '--key', 'clinic.key', '-o',
                       'x.status'), DATA, 'no draft')
    refused(carnet('status', 'sign', 'nowhere', '--key', 'clinic.key', '-o',
                   'x.status'), NO_INPUT)
    assert not carnet.path('x.status').exists()

# ---- sign, check ----

with tap.case('a_list_is_signed_and_says_what_it_is'):
    new_draft('say.draft', '--size', '16')
    pages = [issue('say.draft') for _ in range(4)]
    for value, (_, index) in zip(('good', 'revoked', 'suspended', 'in-error'),
                                 pages):
        set_status(value, index, 'say.draft')
    sign('say.status', 'say.draft', MADE, '--ttl', '3600', '--days', '10')
    said = good('status', 'check', 'say.status', '--trust', 'clinic.pub',
                '--json', '--now', '2026-03-15').json
    assert said['about'] == clinic.digest.hex(), said
    assert said['signer'] == clinic.digest[:4].hex(), said
    assert said['issued'] == MADE and said['age_days'] == 4, said
    assert said['expires'] == '2026-03-21T12:00:00Z', said
    assert said['ttl_s'] == 3600 and not said['old'] and said['bits'] == 2
    assert said['counts'] == {'good': 13, 'revoked': 1, 'suspended': 1,
                              'in-error': 1, 'unknown': 0}, said
    assert said['asked'] == [], said
    done = good('status', 'check', 'say.status', '--trust', 'clinic.pub',
                '--now', '2026-03-15')
    assert f'{MADE}, 4 days ago' in done.out and 'revoked    1' in done.out
    assert f'signed by    key {clinic.digest[:4].hex()}' in done.out, done

with tap.case('a_list_answers_for_an_index_and_for_a_page'):
    for value, (page, index) in zip(('good', 'revoked', 'suspended',
                                     'in-error'), pages):
        code = OK if value == 'good' else REVIEW
        words = ('status', 'check', 'say.status', '--trust', 'clinic.pub',
                 '--now', '2026-03-15')
        done = good(*words, '--index', str(index), '--json', code=code).json
        assert done['asked'] == [{'status': value, 'index': index}], done
        done = good(*words, page, '--json', code=code).json
        assert done['asked'] == [{'status': value, 'credential': 1,
                                  'index': index}], done
        done = good(*words, page, code=code)
        assert f'credential 1, index {index}: {value}' in done.out, done
    done = good(*words, carnet.issue(RECORD), code=REVIEW)
    assert 'not about it' in done.out, done
    refused(carnet(*words, carnet.issue(RECORD, key='other.key')), REFUSED)

with tap.case('past_the_end_is_unknown_and_never_good'):
    done = good(*words, '--index', '16', '--json', code=REVIEW).json
    assert done['asked'] == [{'status': 'unknown', 'index': 16}], done
    # A page with an index behind the end of its list.
    new_draft('long.draft', '--size', '1024')
    far = next(p for p in (issue('long.draft') for _ in range(64))
               if p[1] >= 16)
    fact = facts(far[0], '--status', 'say.status', code=REVIEW)
    assert fact['status']['answer'] == 'not_checked', fact
    assert fact['status']['status'] == 'TRUST_STATUS', fact
    wide = carnet.write('wide.status', clinic.make(
        bits=8, lst=zlib.compress(bytes([4, 255] + [0] * 6))))
    for index in (0, 1):
        done = good('status', 'check', wide, '--trust', 'clinic.pub',
                    '--index', str(index), '--now', '2026-03-15', code=REVIEW)
        assert f'index {index}: unknown' in done.out, done
        assert 'unknown    2' in done.out, done

with tap.case('text_and_file_are_one_list'):
    for n in range(3):  # each of its own copy: one draft signs no two at once
        copy_draft('say.draft', f'same{n}.draft')
    done = good('status', 'sign', 'same0.draft', '--key', 'clinic.key',
                '--text', '--now', LATER)
    assert done.out.startswith('HR1:') and done.out.endswith('\n'), done
    carnet.write('say.txt', done.out)
    sign('say2.status', 'same1.draft', LATER)
    both = [facts(pages[1][0], '--status', name, code=REVIEW)
            for name in ('say.txt', 'say2.status')]
    assert both[0] == both[1], both
    done = good('status', 'sign', 'same2.draft', '--key', 'clinic.key', '-o',
                'say3.txt', '--text', '--now', LATER, '--json').json
    assert done['file'] == 'say3.txt' and done['given_out'] == 4, done
    assert carnet.path('say3.txt').read_text() == \
        carnet.path('say.txt').read_text()

with tap.case('what_is_too_much_for_a_text_stays_a_file'):
    new_draft('big.draft', '--bits', '8', '--size', '8192')
    # Statuses that no compressor makes small, in a draft written by hand.
    lst = hashlib.shake_256(b'status').digest(8192)
    carnet.write('big.draft', cbor2.dumps(
        ['carnet status draft 1', clinic.digest, 8, zlib.compress(lst),
         zlib.compress(b'\xff' * 1024)]))
    refused(carnet('status', 'sign', 'big.draft', '--key', 'clinic.key',
                   '--text', '-o', 'big.txt'), DATA, 'TEXT_TOO_LONG')
    assert not carnet.path('big.txt').exists()
    sign('big.status', 'big.draft')

with tap.case('a_list_that_is_not_newer_than_the_last_is_not_signed'):
    before = carnet.path('say.status').read_bytes()
    for now in ('2026-03-11T11:59:00Z', '2026-03-10'):
        for out in ('say.status', 'none.status'):
            refused(carnet('status', 'sign', 'say.draft', '--key',
                           'clinic.key', '-o', out, '--now', now), DATA,
                    'not before now')
    assert not carnet.path('none.status').exists()
    assert carnet.path('say.status').read_bytes() == before

# ---- what is refused: section 1 ----

FOUR = zlib.compress(bytes(4), 9)


def preset():
    stream = zlib.compressobj(zdict=b'carnet')
    return stream.compress(bytes(4)) + stream.flush()


bad = {
    'another typ': ('CBOR_SHAPE', clinic.make(typ='application/cwt')),
    'another algorithm': ('CBOR_SHAPE', clinic.make(alg=-7)),
    'a tag': ('CBOR_TAG', clinic.make(tag=True)),
    'another claim': ('CBOR_SHAPE', clinic.make(claims={65535: 0})),
    'a ttl of nothing': ('CBOR_SHAPE', clinic.make(claims={65534: 0})),
    'no iat': ('CBOR_SHAPE', clinic.make(claims={6: None})),
    'no list': ('CBOR_SHAPE', clinic.make(claims={65533: None})),
    'another member': ('CBOR_SHAPE', clinic.make(
        claims={65533: {'lst': FOUR, 'bits': 2, 'aggregation_uri': 'x'}})),
    'another width': ('CBOR_RANGE', clinic.make(bits=3)),
    'entries past the limit': ('INFLATE_LIMIT', clinic.make(
        bits=1, lst=zlib.compress(bytes(131073), 9))),
    'a cut list': ('INFLATE_DATA', clinic.make(lst=FOUR[:-1])),
    'a damaged list': ('INFLATE_DATA', clinic.make(
        lst=FOUR[:-1] + bytes([FOUR[-1] ^ 1]))),
    'a preset dictionary': ('INFLATE_DATA', clinic.make(lst=preset())),
    'bytes behind it': ('INFLATE_TRAILING', clinic.make(lst=FOUR + b'\0')),
    'a changed signature': ('KEY_SIGNATURE', clinic.make(spoil=True)),
    'a strange sub': ('KEY_ISSUER', clinic.make(
        claims={2: 'https://example.com/1'})),
    "another's pages": ('KEY_ISSUER', clinic.make(of=other)),
    'an unknown signer': ('KEY_UNKNOWN', other.make()),
    'bytes behind the list': ('CBOR_TRAILING', clinic.make() + b'\0'),
    'half a list': ('CBOR_TRUNCATED', clinic.make()[:60]),
    'nothing': ('TEXT_EMPTY', b''),
    'nothing in it': ('TEXT_EMPTY', MAGIC),
    'a passport': ('TEXT_PASSPORT', carnet.path(page).read_bytes()),
}
with tap.case('every_refusal_of_the_page_is_reached'):
    carnet.write('fine.status', clinic.make())
    good('status', 'check', 'fine.status', '--trust', 'clinic.pub', '--now',
         LATER)
    for what, (name, content) in bad.items():
        carnet.write('bad.status', content)
        for words in (('status', 'check', 'bad.status', '--trust',
                       'clinic.pub'),
                      ('verify', '--trust', 'clinic.pub', '--status',
                       'bad.status', page),
                      ('show', '--trust', 'clinic.pub', '--status',
                       'bad.status', page)):
            code = REFUSED if words[0] == 'status' else DATA
            done = carnet(*words)
            assert done.code == code and name in done.err, (what, done)
            assert done.raw == b'', done
            # A passport is not blamed for a list.
            text = ' '.join(done.err.split())
            assert ('no passport was read' in text) == (code == DATA), done
            assert what == 'a passport' or 'passport' not in \
                text.replace('no passport was read', '').replace(
                    'no health passport and no list', ''), done
            said = good(*words, '--json', code=code).json
            assert said['name'] == name, said
            assert 'outcome' in said or said['file'] == 'bad.status', said

with tap.case('widths_to_8_bits_and_a_million_entries_are_read'):
    for bits in (1, 2, 4, 8):
        carnet.write('wide.status', clinic.make(
            bits=bits, lst=zlib.compress(bytes(131072 * bits), 9)))
        said = good('status', 'check', 'wide.status', '--trust', 'clinic.pub',
                    '--index', '1048575', '--json', '--now', LATER).json
        assert said['entries'] == 1048576 and said['bits'] == bits, said

# ---- the verdict: section 4 ----

WHY = {'revoked': 'Its issuer has taken it back',
       'suspended': 'Its issuer has stopped it',
       'in-error': 'Its issuer says that it was entered in error'}
NAMES = {'good': None, 'revoked': 'TRUST_REVOKED',
         'suspended': 'TRUST_SUSPENDED', 'in-error': 'TRUST_IN_ERROR'}

with tap.case('the_verdict_tells_status_and_age_of_the_list'):
    for (value, name), (page, index) in zip(NAMES.items(), pages):
        code = OK if name is None else REVIEW
        fact = facts(page, '--status', 'say.status', code=code)
        due = {'answer': 'yes' if name is None else 'no',
               'date': '2026-03-11', 'age_days': 4}
        assert {k: v for k, v in fact['status'].items()
                if k not in ('status', 'text')} == due, fact
        assert fact['status'].get('status') == name, fact
        assert fact['status_list']['answer'] == 'yes', fact
        assert fact['status_list']['age_days'] == 4, fact
        for verb in ('verify', 'show'):
            done = verify(page, '--status', 'say.status', code=code, verb=verb)
            assert 'Age of the status list in days: 4' in done.out, done
            assert ('Not taken back' in done.out) == (name is None), done
            assert name is None or name in done.out, done
        shown = 'Samira' in done.out
        assert shown == (value != 'in-error'), done
        done = verify(page, '--status', 'say.status', code=code, verb='log')
        assert name is None or WHY[value] in done.out, done

with tap.case('without_a_list_nothing_is_known'):
    fact = facts(pages[0][0], code=REVIEW)
    assert fact['status'] == {**fact['status'], 'answer': 'not_checked',
                              'status': 'TRUST_NO_STATUS'}, fact
    assert fact['status_list']['answer'] == 'not_checked', fact
    carnet.write('others.status', other.make())
    fact = facts(pages[0][0], '--status', 'others.status',
                 trust=('clinic.pub', 'other.pub'), code=REVIEW)
    assert fact['status']['status'] == 'TRUST_NO_STATUS', fact
    done = verify(pages[0][0], code=REVIEW)
    assert 'no status list is at hand' in done.out, done
    plain = carnet.issue(RECORD)
    assert 'status list' not in verify(plain, '--status', 'say.status').out

with tap.case('an_old_list_revokes_and_calls_nothing_good'):
    fact = facts(pages[0][0], '--status', 'say.status', now='2026-03-22',
                 code=REVIEW)
    assert fact['status']['answer'] == 'not_checked', fact
    assert fact['status']['status'] == 'TRUST_STATUS_OLD', fact
    assert fact['status_list']['status'] == 'TRUST_STATUS_OLD', fact
    fact = facts(pages[1][0], '--status', 'say.status', now='2026-03-22',
                 code=REVIEW)
    assert fact['status']['status'] == 'TRUST_REVOKED', fact
    assert fact['status_list']['answer'] == 'no', fact
    done = verify(pages[0][0], '--status', 'say.status', now='2026-03-22',
                  code=REVIEW)
    assert done.out.count('TRUST_STATUS_OLD') == 1, done
    assert 'no status list is at hand' not in done.out, done
    done = good('status', 'check', 'say.status', '--trust', 'clinic.pub',
                '--now', '2026-03-22', code=REVIEW)
    assert 'get a newer one' in done.out, done

with tap.case('a_list_of_the_future_says_that_a_clock_is_wrong'):
    fact = facts(pages[0][0], '--status', 'say.status', now='2026-03-09',
                 code=REVIEW)
    assert fact['status_list']['status'] == 'KEY_FUTURE', fact
    done = good('status', 'check', 'say.status', '--trust', 'clinic.pub',
                '--now', '2026-03-09', code=REVIEW)
    assert 'check the clock' in done.out, done
    # A day ahead is a time zone.
    good('status', 'check', 'say.status', '--trust', 'clinic.pub', '--now',
         '2026-03-10')

with tap.case('of_several_lists_the_last_one_counts'):
    page, index = pages[0]
    set_status('revoked', index, 'say.draft')
    sign('after.status', 'say.draft', LATER)
    for order in (('say.status', 'after.status'),
                  ('after.status', 'say.status')):
        words = [w for name in order for w in ('--status', name)]
        fact = facts(page, *words, code=REVIEW)
        assert fact['status']['status'] == 'TRUST_REVOKED', fact

with tap.case('in_error_is_shown_by_one_more_step'):
    page = pages[3][0]
    done = verify(page, '--status', 'say.status', code=REVIEW, verb='show')
    assert 'Samira' not in done.out and '--in-error' in done.err, done
    done = verify(page, '--status', 'say.status', '--in-error', code=REVIEW,
                  verb='show')
    assert 'Samira' in done.out and 'TRUST_IN_ERROR' in done.out, done
    assert '--in-error' not in done.err, done
    said = verify(page, '--status', 'say.status', '--json', code=REVIEW,
                  verb='show').json['credentials'][0]
    assert said.get('entries', []) == [], said
    said = verify(page, '--status', 'say.status', '--json', '--in-error',
                  code=REVIEW, verb='show').json['credentials'][0]
    assert said['entries'], said

with tap.case('batch_export_fhir_and_desk_go_by_the_list'):
    names = [p for p, _ in pages]
    done = good('verify', '--batch', '--trust', 'clinic.pub', '--status',
                'after.status', *names, carnet.issue(RECORD),
                '--now', '2026-03-15', code=REVIEW)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row['exit'] for row in rows] == [REVIEW] * 4 + [OK], rows
    for verb in (('export', '--diag'), ('fhir', 'export')):
        done = good(*verb, '--trust', 'clinic.pub', '--status', 'say.status',
                    pages[1][0], '--now', '2026-03-15', code=REVIEW)
        done = good(*verb, '--trust', 'clinic.pub', '--status', 'say.status',
                    pages[3][0], '--now', '2026-03-15', code=REVIEW)
        assert 'Samira' not in done.out, done
    scans = '\n'.join(carnet.text(p) for p in names[1:]) + '\n'
    done = good('desk', '--trust', 'clinic.pub', '--status', 'say.status',
                '--now', '2026-03-15', stdin=scans)
    for name in ('TRUST_REVOKED', 'TRUST_SUSPENDED', 'TRUST_IN_ERROR'):
        assert name in done.out, (name, done)
    # Twice each: to compare with the person, and as an entry.
    assert done.out.count('Samira') == 4, done
    done = good('desk', '--json', '--trust', 'clinic.pub', '--status',
                'say.status', '--now', '2026-03-15', stdin=scans)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r.get('word') for r in rows[:3]] == ['review'] * 3, rows
    fact = rows[0]['verdict']['credentials'][0]['facts']['status_list']
    assert fact['age_days'] == 4, fact

# ---- whose: section 3 ----


def trust_list(out, *rows, previous=None, withdraw=()):
    """A list with rows of (key, name, options)."""
    draft = carnet.new_name('json')
    good('trust', 'new', '-o', draft)
    if previous is not None:
        good('trust', 'new', previous, '--pin', 'list.pub', '-o', draft)
    for key, name, *options in rows:
        good('trust', 'add', draft, '--name', name, '--kind', 'clinic',
             '--key', key, '--from', '2026-01-01', '--now', '2026-01-01',
             *options)
    for key, how, day in withdraw:
        good('trust', 'withdraw', draft, '--key', key, '--as', how, '--on',
             day)
    before = () if previous is None else ('--previous', previous, '--pin',
                                          'list.pub')
    good('trust', 'sign', draft, '--key', 'list.key', '-o', out, '--now',
         '2026-03-01', *before)
    return out


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


def put(name, code=OK, store='lists', now='2026-03-15'):
    return good('status', 'check', name, '--store', store, '--now', now,
                code=code)


def as_kept(name, signer=clinic):
    """A file of a store: the key that signed, and the list."""
    return b'carnet status 1\n' + bytes(signer.key.verify_key) + \
        carnet.path(name).read_bytes()


def kept(store='lists', who=clinic):
    return carnet.folder / store / (who.digest.hex() + '.status')


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
    sign('fork.status', 'random.draft', LATER)
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

with tap.case('a_list_that_names_no_end_gets_old_too'):
    carnet.write('endless.status', clinic.make(claims={4: None}))
    words = ('status', 'check', 'endless.status', '--trust', 'clinic.pub',
             '--json', '--now')
    assert good(*words, '2026-04-09').json['old'] is False
    said = good(*words, '2026-04-11', code=REVIEW).json
    assert said['old'] and said['expires'] == '2026-04-10T12:00:00Z', said

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

with tap.case('a_draft_is_written_over_by_nothing_else'):
    before = carnet.path('late.draft').read_bytes()
    source = carnet.write('over.json', RECORD)
    for words, text in (
            (('issue', '--key', 'clinic.key', source), 'draft'),
            (('status', 'sign', 'two.draft', '--key', 'clinic.key', '--now',
              LATER), 'no status list'),
            (('export', '--diag', '--trust', 'clinic.pub',
              carnet.issue(RECORD)), 'draft')):
        refused(carnet(*words, '-o', 'late.draft'), CANT_CREATE, text)
        assert carnet.path('late.draft').read_bytes() == before
    carnet.write('notes.txt', 'mine')
    refused(carnet('status', 'sign', 'two.draft', '--key', 'clinic.key', '-o',
                   'notes.txt', '--now', LATER), CANT_CREATE,
            'no status list')
    assert carnet.path('notes.txt').read_text() == 'mine'

with tap.case('a_draft_of_two_names_gives_no_index'):
    new_draft('link.draft', '--size', '8')
    os.link(carnet.path('link.draft'), carnet.path('link2.draft'))
    for name in ('link.draft', 'link2.draft'):
        refused(carnet('issue', '--key', 'clinic.key', '--status', name,
                       source, '-o', 'link.carnet'), DATA, 'hard link')
    assert not carnet.path('link.carnet').exists()
    carnet.path('link2.draft').unlink()
    assert given_out('link.draft') == 0
    issue('link.draft')

with tap.case('no_index_is_given_out_for_what_can_take_no_page'):
    carnet.write('letter.txt', 'Dear all')
    for words in ((), ('--json',)):
        done = carnet('issue', '--key', 'clinic.key', '--status', 'link.draft',
                      source, '--into', 'letter.txt', '-o', 'into.carnet',
                      *words)
        assert done.code in (DATA, REFUSED), done
    assert carnet('issue', '--key', 'clinic.key', '--status', 'link.draft',
                  source, '--into', 'nowhere.carnet').code == NO_INPUT
    assert given_out('link.draft') == 1
    # Standard input too, which is read once; a passport of it gets the page.
    words = ('issue', '--key', 'clinic.key', '--status', 'link.draft', source,
             '--into', '-', '-o', 'into.carnet')
    for stdin in (b'', b'Dear all', carnet.path('link.draft').read_bytes()):
        done = carnet(*words, stdin=stdin)
        assert done.code == DATA and given_out('link.draft') == 1, done
    assert not carnet.path('into.carnet').exists()
    plain = carnet.path(carnet.issue(record())).read_bytes()
    good(*words, stdin=plain)
    assert given_out('link.draft') == 2
    assert len(verify('into.carnet', '--json', code=REVIEW).json[
        'credentials']) == 2
    # A page that is refused for what it tells of a private one.
    private = carnet.issue(PRIVATE_RECORD)
    tags = re.findall(r'"tag": ?"(leaf:[0-9a-f]{8})"', good(
        'log', '--trust', 'clinic.pub', '--json', private).out)
    over = carnet.write('tells.json', {'issued': '2026-03-02', 'entries': [
        PERSON, {'kind': 'condition', 'code': {'code': 'I10'},
                 'replaces': tags[1:]}]})
    refused(carnet(*words[:5], over, '--into', private), DATA, 'RECORD_LINK')
    assert given_out('link.draft') == 2

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

# ---- calls ----

with tap.case('calls_that_are_wrong_say_how'):
    for words in (('new',), ('new', '-o', 'x.draft'),
                  ('new', '--key', 'clinic.pub'),
                  ('new', '--key', 'clinic.pub', '-o', 'x.draft', '--bits',
                   '3'),
                  ('new', '--key', 'clinic.pub', '-o', 'x.draft', '--size',
                   '12'),
                  ('new', 'more', '--key', 'clinic.pub', '-o', 'x.draft'),
                  ('nothing',), ('set', 'clinic.draft'),
                  ('set', 'clinic.draft', '--as', 'revoked'),
                  ('set', 'clinic.draft', '--as', 'lost', '--index', '1'),
                  ('set', 'clinic.draft', '--as', 'good', '--index', '1',
                   '--key', 'clinic.pub'),
                  ('set', 'clinic.draft', '--as', 'good', page),
                  ('set', 'clinic.draft', '--as', 'good', '--index', '1',
                   page),
                  ('sign', 'clinic.draft', '-o', 'x.status'),
                  ('sign', 'clinic.draft', '--key', 'clinic.key', '--json'),
                  ('sign', 'clinic.draft', '--key', 'clinic.key', '-o',
                   'clinic.draft'),
                  ('check', 'say.status'),
                  ('check', 'say.status', '--trust', 'clinic.pub', '--index',
                   '1', page),
                  ('check', 'say.status', '--trust', 'clinic.pub', '--store',
                   'lists'),
                  ('check', 'say.status', '--store', 'lists', '--index', '1'),
                  ('set', '-', '--as', 'good', '--index', '1')):
        refused(carnet('status', *words), USAGE)
    assert not carnet.path('x.draft').exists()
    done = carnet('status', 'check', 'say.status', '--trust', 'clinic.pub',
                  '--bits', '2')
    refused(done, USAGE, 'is not for `carnet status check`')
    source = carnet.write('dry.json', RECORD)
    refused(carnet('issue', '--dry-run', '--status', 'clinic.draft', source),
            USAGE, 'no index')
    refused(carnet('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
                   '--status', 'say.draft', source, '-o', 'x.carnet'), USAGE,
            'one --status')
    refused(carnet('issue', '--key', 'clinic.key', '--status', 'clinic.draft',
                   source, '-o', 'clinic.draft'), USAGE, 'this call reads')
    refused(carnet('show', '--unverified', '--in-error', page), USAGE)

with tap.case('a_page_without_a_draft_has_no_index_as_before'):
    said = verify(carnet.issue(record()), '--json').json
    assert 'status_index' not in said['credentials'][0], said
    hidden, index = issue(content=PRIVATE_RECORD)
    said = verify(hidden, '--json', code=REVIEW).json['credentials'][0]
    assert said['status_index'] == index, said

sys.exit(tap.end())
