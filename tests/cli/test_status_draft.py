# SPDX-License-Identifier: Apache-2.0
"""Drafts of status lists and the indices that they give: each to one page, none
lost or given twice whatever is killed, and what becomes of a page."""
import json
import os
import re
import stat
import subprocess
import sys

import craft
from cli import (CANT_CREATE, DATA, IO, NO_INPUT, PERSON, PRIVATE_RECORD,
                 RECORD, REFUSED, REVIEW, USAGE, record, refused)
from statuses import (LATER, carnet, given_out, good, issue, new_draft, other,
                      set_status, sign, verify)
from tap import Tap

tap = Tap()
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


# ---- one draft, one name ----

with tap.case('a_draft_is_written_over_by_nothing_else'):
    for name in ('late.draft', 'two.draft'):
        new_draft(name, '--size', '8')
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

with tap.case('a_page_without_a_draft_has_no_index_as_before'):
    said = verify(carnet.issue(record()), '--json').json
    assert 'status_index' not in said['credentials'][0], said
    hidden, index = issue(content=PRIVATE_RECORD)
    said = verify(hidden, '--json', code=REVIEW).json['credentials'][0]
    assert said['status_index'] == index, said

sys.exit(tap.end())
