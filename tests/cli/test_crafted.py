# SPDX-License-Identifier: Apache-2.0
"""What the command says of passports that it can't make itself yet: several
credentials, parts withheld, a status index, entries of a later version."""
import sys

import cbor2

import craft
from cli import (OK, PERSON, PRIVATE, RECORD, REFUSED, REVIEW, begin, note,
                 refused)
from tap import Tap



def single(content, key='clinic.key'):
    """The one credential of a passport that the command issues."""
    return carnet.path(carnet.issue(content, key=key)).read_bytes()[9:]


def passport(*credentials):
    return carnet.write(carnet.new_name('carnet'),
                        craft.passport(*credentials))


def verify(name, *trust):
    words = [w for key in trust for w in ('--trust', key)]
    return carnet('verify', *words, name)


tap = Tap()
carnet = begin()
for name in ('other', 'third'):
    carnet('key', 'new', '-o', name + '.key')
signer = craft.Signer(carnet.path('clinic.key').read_text())

with tap.case('the_crafted_is_what_the_command_issues'):
    made = carnet.issue({'issued': '2026-03-01', 'entries': [PERSON]})
    person = carnet.entries(made)
    exported = carnet('export', '--cose', '--trust', 'clinic.pub', made).raw
    values = cbor2.loads(exported).value[1][-65538][0]
    WHO = craft.entry(*values)
    BODY = [[WHO], [], []]
    crafted = passport(craft.credential(signer, BODY))
    assert carnet.verify(crafted).code == OK
    assert carnet.entries(crafted) == person
    assert len(carnet.path(crafted).read_bytes()) == \
        len(carnet.path(made).read_bytes())

with tap.case('each_credential_has_its_word_and_the_whole_the_mixture'):
    two = passport(single(RECORD), single(RECORD, 'other.key'))
    for trust, word, code in ((('clinic.pub', 'other.pub'), 'ACCEPTED', OK),
                              (('clinic.pub',), 'REVIEW', REVIEW),
                              (('other.pub',), 'REVIEW', REVIEW),
                              (('third.pub',), 'REFUSED', REFUSED)):
        done = verify(two, *trust)
        assert done.code == code and done.out.startswith(word), done
        for n, key in ((1, 'clinic.pub'), (2, 'other.pub')):
            word = 'ACCEPTED' if key in trust else 'REFUSED'
            assert f'Credential {n}: {word}\n' in done.out, done
            assert (f'Signed by {key}' in done.out) == (key in trust), done

with tap.case('of_a_refused_credential_nothing_is_shown_beside_an_accepted'):
    both = passport(single(RECORD), single(
        {'issued': '2026-03-01', 'entries': [
            PERSON, note('a secret of the other', 'condition')]},
        'other.key'))
    for words in ((), ('--json',)):
        done = carnet.show(both, *words)
        assert done.code == REVIEW and 'E11.9' in done.out, done
        assert 'a secret of the other' not in done.out
        done = carnet.show(both, *words, '--trust', 'other.pub')
        assert done.code == OK and 'a secret of the other' in done.out
    shown = carnet.show(both).out
    assert '==== Credential 1: ACCEPTED ====' in shown
    assert '==== Credential 2' not in shown
    diag = carnet('export', '--diag', '--trust', 'clinic.pub', both)
    assert diag.code == REVIEW and 'a secret of the other' not in diag.out
    refused(carnet('export', '--cose', '--credential', '2', '--trust',
                   'clinic.pub', both), REFUSED, 'KEY_UNKNOWN')
    assert carnet('export', '--cose', '--credential', '1', '--trust',
                  'clinic.pub', both).code == REVIEW
    done = carnet('show', '--unverified', both)
    assert done.code == REFUSED and 'a secret of the other' in done.out

with tap.case('credentials_of_two_persons_need_a_look'):
    # CARNET_TRUST_HOLDER
    twins = passport(single(RECORD), single(
        {'issued': '2026-03-01', 'entries': [dict(PERSON, name='Else')]}))
    done = carnet.verify(twins)
    assert done.code == REVIEW and done.out.count('TRUST_HOLDER') == 2, done

with tap.case('a_page_that_names_nobody_needs_a_look_beside_others'):
    # CARNET_TRUST_NAMELESS
    nobody = {'issued': '2026-03-01', 'entries': [note('x', 'condition')]}
    spliced = passport(single(RECORD), single(nobody))
    for verb in (carnet.verify, carnet.show):
        done = verb(spliced)
        assert done.code == REVIEW and done.out.startswith('REVIEW'), done
        assert 'Credential 1: ACCEPTED\n' in done.out, done
        assert 'Credential 2: REVIEW\n  ! It names nobody' in done.out, done
        assert done.out.count('(TRUST_NAMELESS)') == 1, done
    assert done.out.count('CONDITION') == 2, done
    facts = carnet.verify(spliced, '--json').json['credentials'][1]['facts']
    assert facts['same_holder']['answer'] == 'no', facts
    assert facts['same_holder']['status'] == 'TRUST_NAMELESS', facts

with tap.case('a_passport_that_names_nobody_is_accepted_and_says_so'):
    alone = passport(single(nobody))
    for verb in (carnet.verify, carnet.show):
        done = verb(alone)
        assert done.code == OK, done
        assert done.out.splitlines()[0] == \
            'ACCEPTED, but it names nobody: ask whose it is', done
        assert "could be anybody's: ask whose it is (TRUST_NAMELESS)" in \
            done.out, done
    facts = carnet.verify(alone, '--json').json['credentials'][0]['facts']
    assert facts['same_holder']['answer'] == 'not_checked', facts
    assert facts['same_holder']['status'] == 'TRUST_NAMELESS', facts
    assert 'ask whose it is' in facts['same_holder']['text'], facts
    assert 'names nobody' not in carnet.verify(passport(single(RECORD))).out

with tap.case('what_nothing_ties_together_needs_a_look'):
    # CARNET_TRUST_UNTIED
    by_id = single({'issued': '2026-03-01', 'entries': [
        {'kind': 'person_details', 'passport_id': 'AAECAwQFBgc'}]})
    done = carnet.verify(passport(single(RECORD), by_id))
    assert done.code == REVIEW and done.out.count('TRUST_UNTIED') == 2, done
    tie = single({'issued': '2026-03-01', 'entries': [
        PERSON, {'kind': 'person_details', 'passport_id': 'AAECAwQFBgc'}]})
    assert carnet.verify(passport(single(RECORD), by_id, tie)).code == OK

with tap.case('peek_names_every_credential'):
    said = carnet('peek', '--json', two).json
    kids = [carnet('key', 'show', '--json', f'{n}.pub').json['key_id']
            for n in ('clinic', 'other')]
    assert [c['key_id'] for c in said['credentials']] == kids
    assert carnet('peek', two).out.count('Credential ') == 2

with tap.case('a_withheld_part_is_said_and_lowers_nothing'):
    for hide, left in ((('private',), 2), (('clinic',), 2),
                       (('clinic', 'private'), 1)):
        p = passport(craft.credential(signer, BODY, hide=hide))
        done = carnet.verify(p)
        assert done.code == OK, done
        for part in craft.PARTS:
            line = f'The {part} part is not in this presentation'
            assert (line in done.out) == (part in hide), done
        assert carnet.entries(p) == person
        parts = carnet('peek', '--json', p).json['credentials'][0]['parts']
        assert [parts[x] == 'withheld' for x in craft.PARTS] == \
            [x in hide for x in craft.PARTS]
        assert 'PERSON  Samira Haidari  (desk/0)' in carnet.show(p).out

with tap.case('a_withheld_private_part_is_no_reason_to_stop'):
    condition = craft.entry(3, 0)  # template 3: a condition, listed code
    whole = passport(craft.credential(signer, [[WHO], [], [condition]]))
    refused(carnet('qr', '--text', whole), PRIVATE, '1 private entry')
    less = passport(craft.credential(signer, [[WHO], [], [condition]],
                                     hide=('private',)))
    assert carnet.verify(less).code == OK
    assert carnet('qr', '--text', less).code == OK
    nothing = passport(craft.credential(signer, [[], [], [condition]],
                                        hide=('desk',)))
    assert carnet.verify(nothing).code == OK
    assert 'The desk part is not' in carnet.verify(nothing).out

with tap.case('what_one_credential_says_twice_is_shown_once'):
    condition = craft.entry(3, 0)
    content = [[WHO], [condition], []]
    desk, clinic = (craft.credential(signer, content, hide=hide)
                    for hide in (('clinic', 'private'), ('desk', 'private')))
    whole = craft.credential(signer, content)
    once = carnet.show(passport(whole))
    for credentials, parts in (((whole, whole), [(0, 1), ()]),
                               ((desk, clinic), [(0,), (1,)]),
                               ((desk, whole), [(0,), (1,)])):
        p = passport(*credentials)
        done = carnet.verify(p)
        assert done.code == OK, done
        assert done.out.count(
            'The same credential as number 1, presented once more') == 1, done
        done = carnet.show(p)
        for line in once.out.splitlines():
            if line.endswith('/0)'):
                assert done.out.count(line) == 1, (line, done)
        assert ('==== Credential 2, more of number 1: ACCEPTED ====' in
                done.out) == bool(parts[1]), done
        said = carnet.show(p, '--json').json['credentials']
        assert [c.get('same_as') for c in said] == [None, 0]
        assert [[e['id'] for e in c['entries']] for c in said] == \
            [[('desk/0', 'clinic/0')[x] for x in some] for some in parts]

with tap.case('a_status_index_without_a_list_needs_a_look'):
    p = passport(craft.credential(signer, BODY, index=123456))
    done = carnet.verify(p)
    assert done.code == REVIEW and 'It may have been revoked' in done.out
    assert carnet.verify(p, '--json').json['credentials'][0][
        'status_index'] == 123456
    assert 'status index 123456' in carnet('peek', p).out
    assert carnet('peek', '--json', p).json['credentials'][0][
        'status_index'] == 123456
    p = passport(craft.credential(signer, BODY, index=0, valid=30))
    done = carnet.verify(p, '--now', '2026-05-01')
    assert done.code == REVIEW and 'KEY_EXPIRED' in done.out \
        and 'It may have been revoked' in done.out, done

with tap.case('entries_of_a_later_version_are_shown_as_such'):
    later = craft.entry(256 + 99, [3, 'of tomorrow', 5])
    field = craft.entry(256, [(1 << 5) | (1 << 6) | (1 << 40),
                              *values[1:], 'of tomorrow'])
    critical = craft.entry(256, [-1 - ((1 << 5) | (1 << 6) | (1 << 40)),
                                 *values[1:], 'of tomorrow'])
    for entry, kind, more in ((later, 'ENTRY OF A LATER VERSION', None),
                              (field, 'PERSON  Samira', True),
                              (critical, 'PERSON  (desk/0)', False)):
        p = passport(craft.credential(signer, [[entry], [], []]))
        done = carnet.show(p)
        assert done.code == OK, done
        assert kind in done.out, done
        assert ' !! more than this version of carnet can read' in done.out
        assert 'of tomorrow' not in done.out
        assert ('Samira' in done.out) == (more is True), done
        told, = carnet.entries(p)
        assert told['beyond'] is True
        # It goes into another passport as it is, on the same day.
        again = carnet.issue({'issued': '2026-03-01', 'entries': [told]},
                             '--move', '1=desk')
        assert carnet.entries(again) == [told], (told,
                                                 carnet.entries(again))

sys.exit(tap.end())
