# SPDX-License-Identifier: Apache-2.0
"""carnet -> FHIR -> carnet: generated records of all kinds and fields leave as
bundles and come back, and are compared entry by entry and field by field. What
does not come back stands in round.tsv, with its reason; a difference that is
not there fails, and so does a row that nothing needs. Argument: the program.
"""
import collections
import concurrent.futures
import csv
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / 'cli')]

import cbor2  # noqa: E402

import beyond  # noqa: E402
import craft  # noqa: E402
from cli import CONDITION, OK, begin, record  # noqa: E402
from tap import Tap, count  # noqa: E402
from twin import generator, jsonform, schema  # noqa: E402

RECORDS = 300
DATE = '2026-03-17'  # of issue, both times: days count from it


REFERENCES = {'replaces', 'treated_with'}
DESK = {'person', 'travel_clearance', 'vaccination'}  # that may lie there


def excused():
    """What does not come back, and why."""
    with open(HERE / 'round.tsv', encoding='utf-8') as file:
        rows = csv.DictReader((line for line in file if line[0] != '#'),
                              delimiter='\t', quoting=csv.QUOTE_NONE)
        return {row['field']: row['why'] for row in rows}


# ---- one record there and back ----

def issue(name):
    """A passport of the record in NAME.json, or what was said instead."""
    done = carnet('issue', '--key', 'clinic.key', '--date', DATE,
                  name + '.json', '-o', name + '.carnet')
    return '' if done.code == OK else done.err


def issue_generated(name, content):
    """Entries go where their codes ask for, or to a more private part that
    they name; pointers to more private entries are left out."""
    for entry in content['entries']:
        if entry.get('part') == 'desk' or (entry.get('part') == 'clinic'
                                           and entry['kind'] not in DESK):
            del entry['part']
    for leave_out in ((), ('part',), ('replaces', 'treated_with')):
        for entry in content['entries']:
            for member in leave_out:
                entry.pop(member, None)
        carnet.write(name + '.json', jsonform.dump(content))
        said = issue(name)
        if not said:
            return
    raise AssertionError(said)


def entries_of(name):
    """Entries by their places, as the command says them; each reference in
    the words of what it leads to."""
    entries = {e.pop('id'): e for e in carnet.entries(name + '.carnet')}
    plain = {place: json.dumps({k: v for k, v in e.items()
                                if k not in REFERENCES}, sort_keys=True)
             for place, e in entries.items()}
    for e in entries.values():
        for field in REFERENCES & set(e):
            e[field] = sorted(plain.get(ref, ref) for ref in e[field])
    return entries


def back(name, *options):
    """Entries of a passport before and after, and what the import reported.
    options: of the export."""
    again = name + '-back'
    done = carnet('fhir', 'export', '--trust', 'clinic.pub', '--now', DATE,
                  name + '.carnet', '-o', name + '.fhir', *options)
    assert done.code == OK, done
    done = carnet('fhir', 'import', name + '.fhir', '-o', again + '.json',
                  '--report', name + '.report')
    assert done.code == OK, done
    said = issue(again)
    assert not said, said
    report = json.loads(carnet.path(name + '.report').read_bytes())
    return entries_of(name), entries_of(again), report['elements']


def there_and_back(name, content):
    issue_generated(name, content)
    return back(name)


# ---- what differs ----

def distance(one, other):
    return sum(one.get(k) != other.get(k) for k in {**one, **other})


def differences(before, after):
    """(kind.field, was, is) of what is not as it was."""
    left = list(after.values())
    for entry in before.values():
        same = [(distance(entry, other), i) for i, other in enumerate(left)
                if other['kind'] == entry['kind']]
        if not same:
            yield entry['kind'], entry, None
            continue
        other = left.pop(min(same)[1])
        for name in sorted({**entry, **other}):
            if entry.get(name) != other.get(name):
                yield (f'{entry["kind"]}.{name}', entry.get(name),
                       other.get(name))
    for entry in left:
        yield '+' + entry['kind'], None, entry


def compared(number, content):
    """(differences, relevant elements of the report, fields that there were);
    what failed instead."""
    try:
        before, after, report = there_and_back(str(number), content)
    except AssertionError as failed:
        return [('failed', str(failed)[:1000], None)], [], []
    told = [f'{e["kind"]}.{name}' for e in before.values() for name in e]
    return list(differences(before, after)), \
        [e for e in report if e['relevant']], told


# ---- what does not come back, a record for each row of the table ----

def moved(name):
    """An entry whose issuer put it where more people see it."""
    carnet.write(name + '.json', record({'kind': 'condition',
                                         'code': {'code': 'B24'}}))
    done = carnet('issue', '--key', 'clinic.key', '--date', DATE, '--move',
                  '2=clinic', name + '.json', '-o', name + '.carnet')
    assert done.code == OK, done


def coded_absence(name):
    carnet.write(name + '.json', record({'kind': 'allergy', 'agent': {
        'code': '716186003'}}))
    assert not issue(name)


def withheld(name):
    carnet.write(name + '.json', record(
        dict(CONDITION, id='a'),
        {'kind': 'plan', 'what': {'text': 'visit'}, 'replaces': ['a']}))
    assert not issue(name)
    done = carnet('present', name + '.carnet', '--audience', 'clinic',
                  '--withhold', 'condition', '-o', name + '.less')
    assert done.code == OK, done
    carnet.path(name + '.carnet').write_bytes(
        carnet.path(name + '.less').read_bytes())


def later(name):
    """A passport with an entry of a kind that this version does not know."""
    signer = craft.Signer(carnet.path('clinic.key').read_text())
    carnet.write(name + '.json', record())
    assert not issue(name)
    person = cbor2.loads(carnet('export', '--cose', '--trust', 'clinic.pub',
                                name + '.carnet').raw).value[1][-65538][0]
    later_kind = craft.entry(256 + 99, [3, 'of tomorrow', 5])
    carnet.write(name + '.carnet', craft.passport(craft.credential(
        signer, [[craft.entry(*person)], [later_kind], []])))


def later_fields(name):
    """An entry of a kind that this version knows, and of fields that it does not."""
    found = json.dumps(dict(beyond.records(beyond.FURTHER))['result'])
    carnet.write(name + '.json', found.replace('2026-03-01', DATE))
    assert not issue(name)


def translated(name):
    """Words of the issuer's that are the phrase book's, in a list that lacks
    the code."""
    carnet.write(name + '.json', record({
        'kind': 'prescription', 'medicine': {'code': 'J05AR10'}, 'programme': {
            'code': 'B24', 'display': 'HIV disease'}}))
    assert not issue(name)


NOT_CARRIED = {'display': translated, 'part': moved,
               'allergy.agent': coded_absence, 'replaces': withheld,
               'later kinds': later, 'later fields': later_fields}


def loses(name, make):
    """Whether what this makes is not the same when it comes back."""
    make(name)
    before, after, report = back(
        name, *(('--lang', 'fr') if make is translated else ()))
    return bool(list(differences(before, after))) \
        or any(e['relevant'] for e in report)


tap = Tap()
carnet = begin()
make = generator.Generator(schema.load(), 29)
records = [make.record() for _ in range(RECORDS)]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    results = list(pool.map(compared, range(RECORDS), records))

with tap.case('every_field_of_every_kind_comes_back_as_it_was'):
    wrong = [(n, *d) for n, (found, _, _) in enumerate(results)
             for d in found]
    assert wrong == [], (len(wrong), wrong[:5])
    count('records', len(results))

with tap.case('the_import_of_our_own_bundles_loses_nothing'):
    lost = [(n, e) for n, (_, report, _) in enumerate(results)
            for e in report]
    assert lost == [], (len(lost), lost[:5])

with tap.case('the_records_have_every_field_of_every_kind'):
    told = collections.Counter(
        f for _, _, fields in results for f in fields)
    due = {f'{kind.name}.{field.name}'
           for kind in schema.load().kinds for field in kind.fields}
    assert due <= set(told), sorted(due - set(told))
    tap.note(f'{len(due)} fields, each {min(told[f] for f in due)} times or '
             f'more, in {sum(told.values())} values')

with tap.case('what_does_not_come_back_stands_in_the_table'):
    rows = excused()
    assert set(rows) == set(NOT_CARRIED)
    for i, (field, make_one) in enumerate(NOT_CARRIED.items()):
        tap.note(f'{field}: {rows[field]}')
        assert loses(f'not-{i}', make_one), field

sys.exit(tap.end())
