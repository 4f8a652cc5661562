# SPDX-License-Identifier: Apache-2.0
"""carnet status sign and check, and verifying by status lists: every refusal of
docs/spec/status.md, and that what is unknown is never good."""
import hashlib
import json
import sys
import zlib

import cbor2

from cli import DATA, OK, RECORD, REFUSED, REVIEW, USAGE, refused
from statuses import (LATER, MADE, MAGIC, carnet, clinic, copy_draft, facts,
                      good, issue, new_draft, other, say_after, say_lists,
                      sign, verify)
from tap import Tap

tap = Tap()
new_draft()
page, _ = issue()


# ---- sign, check ----

with tap.case('a_list_is_signed_and_says_what_it_is'):
    pages = say_lists()
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
    page, _ = pages[0]
    say_after(pages)
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

with tap.case('a_list_that_names_no_end_gets_old_too'):
    carnet.write('endless.status', clinic.make(claims={4: None}))
    words = ('status', 'check', 'endless.status', '--trust', 'clinic.pub',
             '--json', '--now')
    assert good(*words, '2026-04-09').json['old'] is False
    said = good(*words, '2026-04-11', code=REVIEW).json
    assert said['old'] and said['expires'] == '2026-04-10T12:00:00Z', said

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

sys.exit(tap.end())
