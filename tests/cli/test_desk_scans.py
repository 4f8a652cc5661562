# SPDX-License-Identifier: Apache-2.0
"""What a desk says of a scan: whether there is more to read in the code than
its audience may see, why it gives the word that it gives, on screen as in JSON,
and what happened to the text on its way."""
import base64
import hashlib
import sys

import lists
from cli import OK, begin, dense, record
from desks import (DE, ES, FR, ILLNESS, VACCINE, WHOLE, Desk, entries,
                   typed)
from tap import Tap

tap = Tap()
carnet = begin()
desk = Desk(carnet)
PIN = ('--pin', 'list.pub')
MORE = 'this code holds more than you may see here: give it back'
LACKS = 'Not in this presentation'

good = carnet.good


def for_desks(passport):
    name = carnet.new_name('carnet')
    good('present', passport, '--audience', 'desk', '-o', name)
    return carnet.text(name)


def statused(content, value, out):
    """A page that its issuer calls so, and the status list that does."""
    draft = carnet.new_name('draft')
    source = carnet.write(carnet.new_name('json'), content)
    name = carnet.new_name('carnet')
    good('status', 'new', '--key', 'clinic.pub', '-o', draft)
    index = good('issue', '--key', 'clinic.key', '--status', draft, '--json',
                 source, '-o', name).json['status_index']
    good('status', 'set', draft, '--as', value, '--index', str(index))
    good('status', 'sign', draft, '--key', 'clinic.key', '-o', out, '--now',
         '2026-03-03')
    return name


for who in ('list', 'other'):
    good('key', 'new', '-o', f'{who}.key')
whole = carnet.issue(WHOLE)
WHOLE_TEXT, TEXT = carnet.text(whole), for_desks(whole)

# ---- more than the audience may see ----

with tap.case('gives_back_a_code_that_was_entered_in_error'):
    text = carnet.text(statused(WHOLE, 'in-error', 'error.status'))
    row = desk.one(text, '--status', 'error.status')
    assert row['word'] == 'review' and row['holds_more'], row
    assert entries(row) == [], row
    said = desk([text], '--status', 'error.status').out
    assert MORE in said and LACKS not in said, said
    assert 'TRUST_IN_ERROR' in said and 'Haidari' not in said, said

with tap.case('gives_back_a_code_that_is_refused'):
    for trust in ('other.pub', 'clinic.pub'):
        strange = carnet.issue(WHOLE, key='other.key' if trust == 'clinic.pub'
                               else 'clinic.key')
        row = desk.one(carnet.text(strange), trust=trust)
        assert row['word'] == 'refused' and row['holds_more'], row
        assert 'seen' not in row and not any(
            'entries' in c for c in row['verdict']['credentials']), row
        said = desk([carnet.text(strange)], trust=trust).out
        assert MORE in said and 'Haidari' not in said and 'E11' not in said
        row = desk.one(for_desks(strange), trust=trust)
        assert row['word'] == 'refused' and not row['holds_more'], row
    bare = carnet.text(carnet.issue(record(), key='other.key'))
    assert not desk.one(bare)['holds_more']  # whole parts, and nothing in them

with tap.case('what_is_no_passport_holds_nothing'):
    row = desk.one(WHOLE_TEXT[:-8] + 'AAAAAAAA')
    assert row['word'] in ('unread', 'refused'), row
    assert not row.get('holds_more', False), row

with tap.case('does_not_call_absent_what_it_left_out_itself'):
    said = desk([WHOLE_TEXT]).out
    assert MORE in said and LACKS not in said, said
    said = desk([TEXT]).out  # there it is the code that lacks them
    assert MORE not in said, said
    assert f'{LACKS}: clinic part' in said and f'{LACKS}: private part' in said
    # The private part came withheld; the clinic part is what the desk left out.
    done = carnet('present', whole, '--audience', 'clinic', '-o', 'c.carnet')
    assert done.code == OK, done
    said = desk([carnet.text('c.carnet')]).out
    assert MORE in said and f'{LACKS}: private part' in said, said
    assert f'{LACKS}: clinic part' not in said, said
    # Entries that came withheld, one by one, and more that the desk withheld.
    done = carnet('present', whole, '--withhold', 'clinic/0', '-o', 'w.carnet')
    assert done.code == OK, done
    said = desk([carnet.text('w.carnet')]).out
    assert MORE in said and 'entries not shown' not in said, said
    said = desk([carnet.text('w.carnet')], '--audience', 'clinic').out
    assert 'clinic part: entries not shown: 1' in said, said

# ---- one word, wherever it is said ----

def agrees(text, *options, reason, **more):
    """The JSON of a scan has the word, and the reason, of the screen."""
    row = desk.one(text, *options, **more)
    screen = desk([text], *options, **more).out
    assert row['word'] == row['verdict']['outcome'], row
    assert screen.startswith(row['word'].upper()), (row, screen)
    told = [fact['status'] for c in row['verdict']['credentials']
            for fact in c['facts'].values() if 'status' in fact]
    for name in told:
        assert f'({name})' in screen, (name, screen)
    assert reason in told, row
    return row


with tap.case('says_in_json_what_is_beyond_the_scope_of_an_issuer'):
    public = lists.cose.public_of(lists.seed_of(carnet, 'clinic.key')).hex()
    lists.sign(carnet, 'scope.trust', {
        'list': '11' * 16, 'valid_days': 90, 'issuers': [
            {'name': 'Aid for All', 'kind': 'ngo', 'keys': [
                {'key': public, 'from': '2026-01-01',
                 'may_sign': ['person', 'vaccination']}]}]})
    row = agrees(WHOLE_TEXT, *PIN, trust='scope.trust', reason='KEY_SCOPE')
    assert row['word'] == 'review' and row['holds_more'], row
    assert entries(row) == [], row
    assert row['seen']['outcome'] == 'accepted', row
    assert entries({'verdict': row['seen']}) == ['person', 'vaccination'], row
    assert 'E11.9' not in str(row) and 'B24' not in str(row), row

with tap.case('says_in_json_that_a_page_which_is_not_for_desks_was_revoked'):
    page = statused(record(ILLNESS), 'revoked', 'revoked.status')
    good('merge', whole, page, '-o', 'both.carnet')
    text = carnet.text('both.carnet')
    row = agrees(text, '--status', 'revoked.status', reason='TRUST_REVOKED')
    assert row['word'] == 'review', row
    assert 'vaccination' in entries({'verdict': row['seen']}), row
    assert 'E11.9' not in str(row), row

with tap.case('gives_one_verdict_where_one_says_all'):
    for text in (TEXT, WHOLE_TEXT):
        row = desk.one(text)
        assert row['word'] == row['verdict']['outcome'] == 'accepted', row
        assert 'seen' not in row, row
        assert entries(row) == ['person', 'vaccination'], row

# ---- keyboards and sets ----

big = carnet.issue(record(*[dict(VACCINE, note=dense(120, str(i)))
                            for i in range(20)]))
CODES = good('qr', '--text', '--set', '--parity', big).out.split('\n')[:-1]

with tap.case('names_the_layout_of_each_code_of_a_set'):
    assert len(CODES) > 3 and all('+' in code for code in CODES)
    for dead in ('', '`'):
        rows, counts = desk.answers(
            [typed(code, DE).replace('`', dead) for code in CODES])
        for row in rows:
            assert row['word'] == 'unread', row
            assert row['name'] == 'TEXT_KEYBOARD', row
            assert row['keyboards'] == {
                'scanner': 'us', 'computer': 'de', 'caps_lock': False,
                'undone': False}, row
        assert counts['unread'] == len(CODES), counts
    said = ' '.join(desk([typed(CODES[1], DE)]).out.split())
    assert said.startswith('NOT READ: The scanner types with another'), said
    assert 'scanner > computer: us > de; set both to US' in said, said

with tap.case('names_the_layout_of_one_code_after_others_were_read'):
    rows, _ = desk.answers([CODES[0], typed(CODES[1], DE), CODES[2]])
    assert [r['word'] for r in rows] == ['part', 'unread', 'part'], rows
    assert rows[1]['keyboards']['computer'] == 'de', rows

with tap.case('undoes_codes_of_a_set_where_nothing_is_lost'):
    for layout, name in ((ES, 'es'), (FR, 'fr')):
        rows, counts = desk.answers([typed(code, layout)
                                     for code in CODES[:-1]])
        assert [r['word'] for r in rows[:-1]] == ['part'] * (len(rows) - 1)
        assert rows[-1]['word'] == 'accepted' and counts['accepted'] == 1
        for row in rows:
            assert row['keyboards'] == {
                'scanner': 'us', 'computer': name, 'caps_lock': False,
                'undone': True}, row

with tap.case('blames_no_keyboard_for_a_code_that_is_damaged_otherwise'):
    for spoilt in (CODES[0][:-1], CODES[0][:90] + '#' + CODES[0][91:],
                   CODES[0][:90] + '\x7f' + CODES[0][91:]):
        row = desk.one(spoilt)
        assert row['word'] == 'unread' and 'keyboards' not in row, row
        assert row['name'] != 'TEXT_KEYBOARD', row

with tap.case('says_the_layouts_in_every_language'):
    lost = typed(CODES[0], DE)
    for lang in ('en', 'fr', 'es', 'ar', 'pt', 'it', 'de', 'el'):
        said = ' '.join(desk([lost], '--lang', lang).out.split())
        assert 'us > de' in said and '{}' not in said, (lang, said)

# ---- half a scan and the next ----

def evidence(salt):
    """12 times "HP1:" within. Bytes that nothing makes smaller stand in Base45
    as they are, two for three characters: 0C5F is "HP1" at an even place, what
    leaves 44 by 45 begins with a colon, and every second one is at one."""
    noise = hashlib.shake_256(salt).digest(37 * 24)
    content = b''.join(
        noise[k:k + 37] + bytes.fromhex('0c5f') +
        (44 + 45 * (noise[k] * 5 + k % 99)).to_bytes(2, 'big')
        for k in range(0, len(noise), 37))
    return {'kind': 'evidence', 'evidence_kind': 'eu_dcc',
            'bytes': base64.urlsafe_b64encode(content).decode().rstrip('=')}


def with_beginnings(*salts):
    text = carnet.text(carnet.issue(record(*map(evidence, salts))))
    assert text.count('HP1:') == 1 + 12 * len(salts), text
    assert desk.one(text)['word'] == 'accepted'
    return text


with tap.case('finds_a_scan_that_has_a_beginning_within_by_chance'):
    text = with_beginnings(b'a')
    for half in (TEXT[:3], TEXT[:40], TEXT[:200]):
        row = desk.one(half + text)
        assert row['word'] == 'accepted' and entries(row), (half, row)

with tap.case('stops_looking_for_beginnings'):
    assert desk.one(TEXT[:40] + with_beginnings(b'a', b'b'))['word'] == 'unread'

sys.exit(tap.end())
