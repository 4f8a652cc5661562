# SPDX-License-Identifier: Apache-2.0
"""Records, plans, passports: issuing, showing less, merging, codes, files."""
import datetime
import json
import pathlib
import tempfile

import carnet
from carnet import Code, entries
from carnet.peek import PartState
from made import (DAY, DIABETES, HIV, NOW, PERSON, key, passport, raises,
                  status)


def a_plan_says_where_and_why(tree):
    plan = carnet.Record([PERSON, HIV, DIABETES]).plan(DAY)
    assert [p.entry.part for p in plan] == ['desk', 'clinic', 'private']
    assert [p.record_index for p in plan] == [0, 2, 1]
    assert plan[2].why_code == 'B24' and plan[2].default_part == 'private'
    assert plan[0].why == '' and plan[-1] == plan[2]
    assert [p.entry.kind for p in plan[1:]] == ['condition'] * 2
    assert plan.bytes_upto(2) == plan.num_bytes > plan.bytes_upto(0) > 90
    raises(IndexError, plan.__getitem__, 3)
    raises(IndexError, plan.bytes_upto, 3)


def a_plan_tells_words_against_codes_and_unknown_systems(tree):
    plan = carnet.Record([PERSON, entries.Condition(
        code=Code.of('I10', text='asthma'))]).plan(DAY)
    clash, = plan[1].clashes
    assert (clash.words, clash.code) == ('asthma', 'I10') and clash.other
    plan = carnet.Record([PERSON, entries.Condition(
        code=Code.of('X1', 'urn:example:codes', 'an illness'))]).plan(DAY)
    assert plan[1].unknown_systems == ('urn:example:codes',)


def signing_gives_what_the_plan_promised(tree):
    plan = carnet.Record([PERSON, DIABETES]).plan(DAY)
    with key() as secret:
        made = plan.sign(secret)
        seeded = [plan.sign_seeded(secret, bytes(16)) for _ in range(2)]
    assert len(made.text) == plan.num_chars
    assert carnet.issue.chars_for(plan.num_bytes) == plan.num_chars
    assert seeded[0] == seeded[1] != made
    with key() as secret:
        status('CALLER_RANGE', plan.sign_seeded, secret, bytes(15))


def a_less_private_part_takes_an_explicit_word(tree):
    record = carnet.Record([PERSON, HIV])
    record.put_in(1, 'clinic')
    why = status('RECORD_PART', record.plan, DAY)
    assert isinstance(why, carnet.RecordError) and 'entries[1]' in why.path
    record.allow_less_private(1)
    assert record.plan(DAY)[1].entry.part == 'clinic'


def records_say_their_days_and_ids(tree):
    record = carnet.Record.from_json({
        'issued': '2026-03-17', 'valid_until': '2027-03-17',
        'entries': [{'kind': 'person', 'name': 'A', 'birth_date': '1990',
                     'id': 'p'}]})
    assert record.issued == DAY
    assert record.valid_until == datetime.date(2027, 3, 17)
    assert record.find('p') == 0
    raises(KeyError, record.find, 'q')
    assert carnet.Record([PERSON]).issued is None


def validity_is_kept(tree):
    until = DAY + datetime.timedelta(days=30)
    made = passport(valid_until=until, index=77)
    claimed, = made.peek().credentials
    assert claimed.valid_until == until and claimed.status_index == 77
    raises(ValueError, passport, valid_until=DAY - datetime.timedelta(days=1))


def an_envelope_shows_no_content(tree):
    made = passport(HIV)
    envelope, outline = made.peek(), made.outline()
    assert envelope.num_chars == len(made.text) and envelope.is_file
    assert not carnet.Passport(made.text).peek().is_file
    claimed, = envelope.credentials
    with key() as secret:
        assert claimed.key_id == secret.public.id
    assert set(claimed.parts.values()) == {PartState.WHOLE}
    assert outline.kinds == {'desk': ('person',), 'clinic': ('condition',),
                             'private': ('condition',)}
    assert 'Amina' not in repr(envelope) + repr(outline)


def unverified_content_has_another_name_and_type(tree):
    note = passport().unverified()
    assert not isinstance(note, carnet.Verdict)
    assert not hasattr(note, 'entries')
    first = note.credentials[0].unverified_entries[0]
    assert first.name == 'Amina Diallo' and 'Amina' in first.words().text


def audiences_see_their_parts(tree):
    made = passport(HIV)
    assert set(carnet.audiences()) >= {'desk', 'clinic', 'emergency'}
    with key() as secret:
        desk = carnet.verify(made.present('desk'), [secret.public], NOW)
        clinic = carnet.verify(made.present('clinic'), [secret.public], NOW)
        part = carnet.verify(made.present(show=['desk', 'private']),
                             [secret.public], NOW)
        less = carnet.verify(made.present(withhold=['condition']),
                             [secret.public], NOW)
    assert [e.kind for e in desk.entries()] == ['person']
    assert [e.kind for e in clinic.entries()] == ['person', 'condition']
    assert desk[0].parts['private'] is PartState.WITHHELD
    assert [e.code.code for e in part.entries(entries.Condition)] == ['B24']
    assert not less.entries(entries.Condition)
    why = status('PRIVACY_CHOICE', made.present, 'nobody')
    assert isinstance(why, carnet.PrivacyError) and why.path == 'nobody'
    raises(ValueError, made.present, 'desk\0')


def cards_are_passports_of_their_own(tree):
    plan = carnet.Record([PERSON, DIABETES]).plan(DAY, audience='desk')
    assert [p.entry.kind for p in plan] == ['person']


def passports_of_one_person_merge(tree):
    one, two = passport(), passport(HIV, by=1)
    both = one.merge(two)
    assert both == two.merge(one)
    with key() as a, key(1) as b:
        verdict = carnet.verify(both, [a.public, b.public], NOW)
    assert len(verdict) == 2 and verdict.outcome is carnet.Outcome.ACCEPTED
    stranger = entries.Person(name='B', birth_date=carnet.Date('1990'))
    with key() as a:
        other = carnet.Record([stranger]).issue(a, DAY)
    status('PRIVACY_HOLDER', one.merge, other)
    assert len(one.merge(other, same_person=True).peek().credentials) == 2


def codes_are_drawn_and_sets_are_joined(tree):
    made = passport()
    symbol = made.qr('Q')
    assert 1 <= symbol.version <= 20 and symbol.size == 17 + 4 * symbol.version
    assert symbol.is_dark(0, 0) and not symbol.is_dark(-1, 0)
    assert '<svg' in symbol.svg() and symbol.pbm(quiet=0, module_px=1)[:2] == \
        b'P4'
    assert symbol.blocks() != symbol.blocks(inverted=True)
    status('CALLER_RANGE', symbol.svg, quiet=-1)
    for count in (None, 3):
        texts = made.qr_set(count=count)
        joiner = carnet.qr.Joiner()
        for text in texts[1:]:
            assert carnet.qr.is_part(text)
            joiner.add(text)
        if count:
            assert joiner.count == 3 and joiner.missing() == [0]
            assert joiner.add(texts[-1]) == 3
        assert joiner.join() == made.text
    status('TEXT_SET_MISSING', carnet.qr.Joiner().join)
    status('TEXT_SET_OTHER', joiner.add, passport(HIV).qr_set(count=2)[0])
    raises(ValueError, made.qr, 'X')


def keyboards_are_undone(tree):
    made = passport()
    found = next(carnet.keyboard.readings(made.text.lower()))
    assert found.text == made.text
    assert found.caps is carnet.keyboard.Caps.LETTERS
    # A scanner of the United States at a German computer: no key is dead here.
    found = {(r.scanner, r.computer) for r in
             carnet.keyboard.readings('HP1ÖYA') if r.text == 'HP1:ZA'}
    assert ('us', 'de') in found, found
    status('TEXT_KEYBOARD', list, carnet.keyboard.readings('HP1Ö(\'ß'))


def files_are_replaced_whole(tree):
    made = passport()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'a.carnet')
        for text in (False, True):
            made.write(path, text=text)
            back = carnet.Passport.read(path)
            assert back.file == made.file and back.text == made.text
        assert [p.name for p in pathlib.Path(folder).iterdir()] == [path.name]
        raises(OSError, made.write, pathlib.Path(folder, 'no', 'such'))


def what_is_no_passport_is_told(tree):
    for data, name in ((b'', 'TEXT_EMPTY'), (b'nonsense', 'TEXT_PREFIX'),
                       ('HC1:ABC', 'TEXT_EU_DCC'), ('HP1:%20', 'TEXT_PERCENT')):
        why = status(name, carnet.Passport(data).peek)
        assert isinstance(why, carnet.TextError) and why.text
        assert carnet.verify(data, [], NOW).reason.name == name
    why = raises(ValueError, carnet.Passport, '\ud800')
    assert type(why) is ValueError, why  # not the one that has the text in it


def fhir_comes_in_and_goes_out(tree):
    path = tree / 'tests/data/rich-summary.fhir.json'
    bundle = json.loads(path.read_text('utf-8'))
    for given in (bundle, path.read_bytes(), path.read_text('utf-8')):
        found = carnet.Record.from_fhir(given)
        assert len(found.record) > 15 and found.num_lost == \
            found.report['relevant']
    with key() as secret:
        verdict = carnet.verify(found.record.issue(secret, DAY),
                                [secret.public], NOW)
    out = verdict.to_fhir(NOW, language='fr', names=['Clinique'])
    assert out['type'] == 'document'
    assert out['entry'][0]['resource']['resourceType'] == 'Composition'
    again = carnet.Record.from_fhir(out)
    assert len(again.record) >= len(verdict.entries())
    why = status('JSON_SYNTAX', carnet.Record.from_fhir, '{"a": ')
    assert isinstance(why, carnet.JsonError) and why.offset == 6


def every_status_has_its_class(tree):
    for one in carnet.Status:
        kind = carnet.errors.class_of(one)
        assert one.text and (kind is not carnet.Error)
        if one is carnet.Status.CALLER_MEMORY:
            assert issubclass(kind, MemoryError)
        elif one is not carnet.Status.OK:
            word = one.name.partition('_')[0].capitalize()
            wanted = {'Inflate': 'TextError', 'Key': 'KeyProblem'}
            assert kind.__name__ == wanted.get(word, f'{word}Error'), one


def words_are_in_eight_languages(tree):
    assert len(carnet.words.languages()) == 8
    assert carnet.words.match('xx') == 'en'
    french = carnet.words.lookup('icd-10', 'E11.9', 'fr')
    assert french.text and french.state.name in ('REVIEWED', 'UNREVIEWED')
    assert carnet.words.phrase_word('no such phrase') is None
    line = carnet.words.phrase('check_yourself', language='de')
    assert line.text and line.num_unreviewed in (0, 1)
    said = carnet.words.status_line(carnet.Status.CBOR_TAG, 'at 3', 'fr')
    assert 'at 3' in said.text
    assert carnet.trust.name_tells('Ministry of Health') is None


def the_program_that_is_typed_runs_too(tree):
    import program
    said, = program.main()
    assert 'E11.9' in said
