# SPDX-License-Identifier: Apache-2.0
"""Typed entries: every kind, every field, there and back."""
import copy
import dataclasses
import datetime
import decimal
import json
import pickle
from decimal import Decimal

import carnet
from carnet import Absent, Code, Coding, Date, Quantity, entries
from carnet._form import read_entry
from carnet._json import dump, load
from made import DAY, NOW, PERSON, key, raises, status


def classes():
    return entries.KINDS.values()


def every_kind_and_field_of_the_schema_is_a_member(tree):
    schema = json.loads((tree / 'docs/spec/schema.json').read_text('utf-8'))
    assert [k['name'] for k in schema['kinds']] == list(entries.KINDS)
    number = 0
    for kind in schema['kinds']:
        members = entries.KINDS[kind['name']]._members
        assert [f['name'] for f in kind['fields']] == [
            m.json for m in members.values()]
        number += len(members)
    assert number == sum(len(k['fields']) for k in schema['kinds']) > 250


def every_example_comes_back_with_all_its_fields(tree):
    for kind in classes():
        one = kind.example()
        for field in one._members:
            if field != 'replaces':
                assert getattr(one, field) is not None, (kind, field)
        assert read_entry(load(dump(one.to_json()))) == one


def every_kind_is_issued_and_read_as_it_was(tree):
    for kind in classes():
        # References are to nothing in an example.
        one = kind.example()
        one = dataclasses.replace(one, part=None, **{
            name: None for name, m in kind._members.items()
            if m.type == 'ref'})
        given = [one] if kind is entries.Person else [PERSON, one]
        record = carnet.Record(given)
        for i in range(len(given)):
            record.allow_less_private(i)
        with key() as secret:
            verdict = carnet.verify(record.issue(secret, DAY),
                                    [secret.public], NOW)
        found, = verdict.entries(kind)
        assert carnet.Record([PERSON, found]
                             if kind is not entries.Person else [found])
        for name, member in kind._members.items():
            have, want = getattr(found, name), getattr(one, name)
            assert same(have, want), (kind, name, have, want)


def same(have, want):
    """As it was, with what was left out because it is usual."""
    if isinstance(want, tuple):
        return len(have) == len(want) and all(map(same, have, want))
    if isinstance(want, Quantity):
        return str(have.value) == str(want.value) and want.unit in (
            None, have.unit)
    if isinstance(want, Code):
        return [c.code for c in have.codings] == [
            c.code for c in want.codings]
    if dataclasses.is_dataclass(want) and hasattr(want, '_members'):
        return all(same(getattr(have, n), getattr(want, n))
                   for n in want._members)
    return have == want


def real_records_come_back_member_by_member(tree):
    for name in ('rich-summary', 'emergency', 'one-vaccination'):
        text = (tree / f'tests/data/{name}.json').read_text('utf-8')
        for value in load(text)['entries']:
            back = read_entry(value).to_json()
            defaults = {k: v for k, v in back.items() if k not in value}
            # By digits: 7.80 is not 7.8, and the order of members is free.
            assert {k: by_digits(back[k]) for k in value} == by_digits(value)
            assert set(defaults) <= {'status', 'state', 'category'}, defaults


def by_digits(value):
    if isinstance(value, dict):
        return {k: by_digits(v) for k, v in value.items()}
    if isinstance(value, list):
        return list(map(by_digits, value))
    return dump(value)


def digits_are_kept(tree):
    for digits in ('5.0', '5', '0.250', '1e3', '-3.10', '7.80'):
        value = load(f'{{"value": {digits}}}')['value']
        one = entries.Result(
            test=Code.of('4548-4'),
            quantity=Quantity(Decimal(digits), '%'), date=Date('2026-03-10'))
        if digits.startswith('-'):
            assert load(dump(one.to_json())) == load(dump(one.to_json()))
            continue
        assert dump({'v': value}) in (f'{{"v": {digits}}}', '{"v": 1000}')
        with key() as secret:
            verdict = carnet.verify(
                carnet.Record([PERSON, one]).issue(secret, DAY),
                [secret.public], NOW)
        found, = verdict.entries(entries.Result)
        assert found.quantity.value == Decimal(digits)
        if 'e' not in digits:
            assert str(found.quantity.value) == digits


def digits_are_kept_whatever_the_precision_of_the_context(tree):
    with decimal.localcontext() as context:
        context.prec = 3
        assert dump(Decimal('12345E+1')) == '12345e1'
        assert dump(Decimal('-12345E+2')) == '-12345e2'


def a_great_exponent_is_written_short(tree):
    for digits in ('1E+999999', '-1E-999999', '12E-33'):
        assert Decimal(dump(Decimal(digits))) == Decimal(digits)
        assert len(dump(Decimal(digits))) < 12


def entries_that_were_read_can_be_copied(tree):
    with key() as secret:
        verdict = carnet.verify(carnet.Record([PERSON]).issue(secret, DAY),
                                [secret.public], NOW)
    one, = verdict.entries(entries.Person)
    for twin in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert twin == one
        # Words are of what C has, and a copy has nothing there.
        raises(ValueError, twin.words)
    assert copy.copy(one).words() == one.words()
    assert dataclasses.asdict(one)['name'] == one.name


def numbers_that_json_can_not_have_are_refused(tree):
    for value in (Decimal('NaN'), Decimal('Infinity'), float('nan')):
        raises(ValueError, dump, value)


def a_name_that_no_field_has_is_refused(tree):
    raises(TypeError, entries.Person, name='A', birth_date=Date('1990'), age=3)
    raises(TypeError, entries.Condition)


def entries_never_change(tree):
    one = entries.Condition(code=Code.of('I10'))
    raises(dataclasses.FrozenInstanceError, setattr, one, 'status', 'resolved')
    assert hash(one) == hash(entries.Condition(code=Code.of('I10')))


def absence_keeps_its_reason(tree):
    for reason in ('none', 'not_asked', 'refused'):
        one = entries.Allergy(agent=Absent(reason))
        with key() as secret:
            verdict = carnet.verify(
                carnet.Record([PERSON, one]).issue(secret, DAY),
                [secret.public], NOW)
        found, = verdict.entries(entries.Allergy)
        assert found.agent == Absent(reason)


def a_word_of_no_list_is_told_with_its_place(tree):
    record = {'entries': [
        {'kind': 'person', 'name': 'A', 'birth_date': '1990'},
        {'kind': 'condition', 'code': {'code': 'I10'}, 'status': 'better'}]}
    why = status('RECORD_ENUM', carnet.Record.from_json, record)
    assert why.path == '$.entries[1].status' and why.offset > 0
    assert why.line == 1 and isinstance(why, carnet.RecordError)


def an_unknown_kind_is_told(tree):
    status('RECORD_KIND', carnet.Record.from_json, {'entries': [
        {'kind': 'persom'}]})
    one = carnet.Entry.from_json({'kind': 'persom'})
    assert isinstance(one, carnet.UnknownEntry) and one.kind == 'persom'
    status('RECORD_KIND', carnet.Record, [PERSON, one])


def below(value, path=()):
    """(object, path) of a JSON value and of every object inside it."""
    if isinstance(value, dict):
        yield value, path
    for key, inside in (value.items() if isinstance(value, dict) else
                        enumerate(value) if isinstance(value, list) else ()):
        yield from below(inside, (*path, key))


def a_member_that_another_version_wrote_is_kept_wherever_it_stands(tree):
    number = 0
    for kind in classes():
        plain = load(dump(kind.example().to_json()))
        for _, path in below(plain):
            later = copy.deepcopy(plain)
            dict(zip_paths(later))[path]['from_later'] = [1]
            one = carnet.Entry.from_json(later)
            assert isinstance(one, carnet.UnknownEntry), (kind, path)
            assert one.cbor is None and one.to_json() == later
            assert (one.kind, one.id) == (plain['kind'], plain.get('id'))
            number += 1
        assert type(carnet.Entry.from_json(plain)) is kind
    assert number > 60, number


def zip_paths(value):
    return [(path, found) for found, path in below(value)]


def what_another_version_wrote_is_not_signed_without_it(tree):
    one = carnet.Entry.from_json({'kind': 'condition', 'hue': 3,
                                  'code': {'code': 'I10'}})
    why = status('RECORD_FIELD', carnet.Record, [PERSON, one])
    assert why.path == '$.entries[1].hue', why.path


def json_that_is_no_entry_is_one_error(tree):
    for wrong in ({}, [], 'person', {'kind': 'condition', 'code': 5},
                  {'kind': 'condition', 'since': '19-5'},
                  {'kind': 'condition', 'code': {'coding': [{}]}},
                  {'kind': 'condition', 'code': {'code': 'I10'},
                   'replaces': 'c1'},
                  {'kind': 'person', 'name': 'A'}, {'kind': ['person']},
                  {'kind': 'result', 'quantity': {'value': 'much'}},
                  {'kind': 'condition', 'cbor': '*'}):
        raises(ValueError, carnet.Entry.from_json, wrong)


def a_float_stands_for_the_digits_that_it_shows(tree):
    given = json.loads('{"kind": "result", "test": {"code": "4548-4"}, '
                       '"quantity": {"value": 7.8, "unit": "%"}, '
                       '"date": "2026-03-10"}')
    one = carnet.Entry.from_json(given)
    assert str(one.quantity.value) == '7.8'


def dates_know_their_days(tree):
    for text, first, last in (
            ('2019', '2019-01-01', '2019-12-31'),
            ('2020-02', '2020-02-01', '2020-02-29'),
            ('2019-05-20~', '2019-05-20', '2019-05-20'),
            ('2026-03-17T10:30:00+02:00', '2026-03-17', '2026-03-17')):
        date = Date(text)
        assert str(date.first) == first and str(date.last) == last
    for text in ('19', '2019-13', '2019-02-29', '2019-5', '2019-05-20T10:30',
                 '2026-03-17T10:30:30Z', '2019-05~T10:30:00Z', '٢٠١٩',
                 '2019-05-20 ', '2026-03-17T25:30:00Z'):
        raises(ValueError, Date, text)
    when = datetime.datetime(2026, 3, 17, 10, 30, 59,
                             tzinfo=datetime.timezone.utc)
    assert Date.of(when).instant == when.replace(second=0)
    raises(ValueError, Date.of, when.replace(tzinfo=None))


def codes_have_up_to_four_codings_and_words(tree):
    code = Code((Coding('E11.9', 'icd-10'), Coding('5A11', 'icd-11')),
                'sugar illness')
    one = entries.Condition(code=code)
    with key() as secret:
        verdict = carnet.verify(
            carnet.Record([PERSON, one]).issue(secret, DAY),
            [secret.public], NOW)
    found, = verdict.entries(entries.Condition)
    assert [(c.code, c.system) for c in found.code.codings] == [
        ('E11.9', 'icd-10'), ('5A11', 'icd-11')]
    assert found.code.text == 'sugar illness' and found.code.display


def references_are_ids_and_come_back_as_places(tree):
    given = [PERSON,
             entries.Condition(code=Code.of('I10'), id='c1'),
             entries.Condition(code=Code.of('I11'), replaces=('c1',))]
    with key() as secret:
        verdict = carnet.verify(carnet.Record(given).issue(secret, DAY),
                                [secret.public], NOW)
    one, two = verdict.entries(entries.Condition)
    assert two.replaces == (one.id,)


def json_is_as_strict_as_the_library(tree):
    for name, text in (('JSON_TWICE', '{"a": 1, "\\u0061": 2}'),
                       ('JSON_NUMBER', '[NaN]'), ('JSON_NUMBER', '-Infinity'),
                       ('JSON_UTF8', '"\\ud800"'), ('JSON_UTF8', '{"\ud800": 1}'),
                       ('JSON_UTF8', b'"\xff"'),
                       ('JSON_TRAILING', '{} {}'), ('JSON_SYNTAX', '{"a": 01}'),
                       ('JSON_DEPTH', '[' * 66 + ']' * 66),
                       ('JSON_DEPTH', '{"a":' * 66 + '1' + '}' * 66),
                       ('JSON_DEPTH', '[' * 200000)):
        why = raises(carnet.JsonError, carnet.json_loads, text)
        assert why.name == name, (why, text[:20])
    assert raises(carnet.JsonError, carnet.json_loads, '["\u00e9", x]').offset \
        == 7
    deep = []
    for _ in range(64):
        deep = [deep]
    assert carnet.json_loads(carnet.json_dumps(deep)) == deep
    for value in ([deep], {'a': deep}):
        for call in (carnet.json_dumps, carnet.Record.from_json):
            why = raises(carnet.JsonError, call, value)
            assert why.name == 'JSON_DEPTH', why
    for _ in range(100000):
        deep = [deep]
    raises(carnet.JsonError, carnet.json_dumps, {'a': deep})
    while deep:  # CPython frees what is so deep by recursion, too
        deep = deep.pop()
    for value in (float('nan'), Decimal('Infinity')):
        raises(carnet.JsonError, carnet.json_dumps, [value])


def bytes_in_json_have_one_form(tree):
    for text in ('AB', 'A', 'AA==', 'A+', 'A A'):
        raises(ValueError, carnet.Entry.from_json,
               {'kind': 'condition', 'beyond': True, 'cbor': text})
    one = carnet.Entry.from_json({'kind': 'condition', 'beyond': True,
                                  'cbor': 'AA'})
    assert one.cbor == b'\0'
