# SPDX-License-Identifier: Apache-2.0
"""First inputs for each harness, from records and vectors of ours.

    seeds.py TWIN_BRIDGE OUT

Writes OUT/HARNESS/NAME: records of tests/data and random ones of the twin's
generator, and as a later version signs them, issued, presented, sealed, listed
and cut into codes under the keys of keys.c; requests of the door's vectors; bundles of tests/data. What fuzzing
found stands in corpus/ beside a minimised choice of these.
"""
import datetime
import itertools
import json
import os
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent / 'tests'
sys.path[:0] = [str(TESTS), str(TESTS / 'support'), str(TESTS / 'cli')]
os.environ.setdefault('CARNET_TEST_DATA', str(TESTS / 'data'))

from twin import (cbor, frames, generator, jsonform,  # noqa: E402
                  library, lists, schema, seal, sets, status, trust, wire)
from twin.passport import passport_of  # noqa: E402
import beyond  # noqa: E402

DAY, SEED, ROOT, PUBLIC = (frames.DAY, frames.SEED, frames.ROOT,
                           frames.PUBLIC)
ISSUED = datetime.date(1970, 1, 1) + datetime.timedelta(DAY)
CLINIC = seal.public_of(bytes(range(32)))


class Seeds:
    def __init__(self, program, out):
        self.it = schema.load()
        self.library = library.Library(program)
        self.out = pathlib.Path(out)

    def put(self, harness, name, data):
        folder = self.out / harness
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    # ---- passports ----

    def issued(self, text):
        self.library.ask_issue(SEED, ROOT, DAY, 300, text)
        code, out = self.library.issued()
        assert code == 0, out
        return out

    def records(self):
        """(name, JSON): of tests/data, and random ones of every kind."""
        for path in sorted((TESTS / 'data').glob('*.json')):
            if 'fhir' not in path.name and path.name != 'tree.json':
                yield path.stem, path.read_text()
        make = generator.Generator(self.it, 5)
        for turn in range(30):
            yield f'random-{turn}', jsonform.dump(make.record())
        for name, fields in (('further', beyond.FURTHER),
                             ('critical', beyond.CRITICAL)):
            for kind, record in beyond.records(fields):
                yield f'{name}-{kind}', json.dumps(record).replace(
                    '2026-03-01', str(ISSUED))

    def passports(self):
        for name, text in self.records():
            file = self.issued(text)
            self.put('credential', name, file)
            self.put('view', name, file)
            self.put('presentation', name, file)
            self.put('cbor', name, b'\x87' + file[8:])
            for part in ('clinic/0', 'private/0', 'desk', 'clinic'):
                code, shown = self.library.present(file, [part])
                if code == 0:
                    self.put('presentation', f'{name}-{part[:5]}', shown)
                    self.put('credential', f'{name}-{part[:5]}', shown)
            self.sealed(name, file)
            self.texts(name, file)

    def sealed(self, name, file):
        for part in (1, 2):
            why, out = self.library.seal(file, part, [CLINIC])
            if why is None:
                self.put('sealed', f'{name}-{part}', out)
        why, out = self.library.seal(file, 2, [PUBLIC, CLINIC, CLINIC])
        if why is None:
            self.put('sealed', f'{name}-several', out)

    def texts(self, name, file):
        if len(file) > 900:
            return
        text = wire.as_text(file[8:])
        self.put('envelope', name, text)
        self.put('envelope', name + '-file', file)
        self.put('base45', name, text[4:])
        count = 1 + len(file) // 150
        codes = [sets.split(file[8:], count, i) for i in range(count + 1)]
        self.put('set', name, b'\n'.join(codes[:-1]))
        self.put('set', name + '-parity', b'\n'.join(codes[1:]))

    def filled(self, num):
        """One credential of so many vaccinations with random lots."""
        rnd = random.Random(11)
        lots = [''.join(rnd.choices('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', k=20))
                for _ in range(num)]
        return self.issued(json.dumps({'entries': [
            {'kind': 'person', 'name': 'Awa Diop', 'birth_date': '1994'},
            *({'kind': 'vaccination', 'vaccine': {'code': 'J07BD52'},
               'date': str(ISSUED), 'lot': lot} for lot in lots)]}))

    def at_the_limits(self):
        """Full texts, of one credential and of eight, and a file of many."""
        def fits(file):
            return len(wire.as_text(file[8:])) <= wire.TEXT_MAX

        *_, full = itertools.takewhile(fits, map(self.filled, range(160, 512)))
        some = [self.issued(text)[9:] for (name, text), _ in
                zip(self.records(), range(60)) if 'critical' not in name]
        some.sort(key=len)
        *_, eight = itertools.takewhile(fits, (
            wire.as_file(passport_of(some[i:i + 8]))
            for i in range(len(some) - 7)))
        for name, file in (('full', full), ('eight', eight),
                           ('many', wire.as_file(passport_of(some)))):
            for harness in ('credential', 'presentation', 'view', 'envelope'):
                self.put(harness, name, file)
            if name != 'many':
                text = wire.as_text(file[8:])
                self.put('envelope', name + '-text', text)
                self.put('base45', name, text[4:])
                self.put('set', name, b'\n'.join(
                    sets.split(file[8:], 16, i) for i in range(16)))

    # ---- lists ----

    def lists(self):
        rnd = random.Random(7)
        for turn in range(12):
            found = lists.random_list(rnd, 3)
            raw = trust.sign(found, SEED)
            self.put('trust_list', f'{turn}', trust.as_file(raw))
            raw = status.sign(lists.random_status(rnd), SEED)
            self.put('status_list', f'{turn}', status.MAGIC + raw)
            self.put('cbor', f'list-{turn}', b'\x07' + raw)
        self.put('trust_list', 'text', trust.as_text(trust.sign(
            lists.random_list(rnd, 1), SEED)))
        self.put('status_list', 'text', (status.PREFIX + wire.base45_encode(
            status.sign(lists.random_status(rnd, statuses=b'abc'), SEED))
        ).encode())

    # ---- JSON ----

    def requests(self):
        seen = set()
        for path in sorted((TESTS / 'vectors/door').glob('*.json')):
            for case in json.loads(path.read_text())['cases']:
                for step in case.get('steps', [case]):
                    text = json.dumps(step.get('request'), ensure_ascii=False)
                    if len(text) < 1500 and 'phras' not in text:
                        op = (step.get('request') or {})
                        op = op.get('op') if isinstance(op, dict) else None
                        if op not in seen:
                            seen.add(op)
                            self.put('door', str(op or 'none').replace(
                                '/', '_'), text.encode())

    def bundles(self):
        for path in sorted((TESTS / 'data').glob('*.fhir.json')):
            whole = json.loads(path.read_text())
            for i, one in enumerate(whole['entry']):
                patient = [e for e in whole['entry'] if
                           e['resource']['resourceType'] == 'Patient']
                small = {**whole, 'entry': [*patient, one]}
                self.put('fhir', f'{path.name[:5]}-{i}', json.dumps(
                    small, ensure_ascii=False,
                    separators=(',', ':')).encode())
        for i, text in enumerate((
                '{"a":[1,-0.5e+3,"\\u00e9\\ud83d\\ude00",null,true,false,{}]}',
                '["\\ud83d\\ude00\\ud801\\udc37","\\ud83e\\udd20"]',
                '[]', '"x"', '0', '{"a":{"b":{"c":[[],{}]}},"d":""}')):
            self.put('json', str(i), text.encode())


def main():
    seeds = Seeds(*sys.argv[1:])
    seeds.passports()
    seeds.at_the_limits()
    seeds.lists()
    seeds.requests()
    seeds.bundles()
    for value in (0, 23, 24, 255, 256, 65536, 2 ** 32, -1, -257, b'ab', 'ab'):
        seeds.put('cbor', f'item-{value!r}'.replace('/', '_'),
                  b'\x01' + cbor.write(value))
    several = {0: 1, 1: {0: 'a', 24: [2], -1: None}, 256: b'ab', -257: False,
               b'k': {}, 'key': {'a': 0, 'b': [{1: 1, 2: 2}]}}
    for name, item in (('map', cbor.write(several)),
                       ('key-order', b'\xa2\x01\x00\x00\x00'),
                       ('key-twice', b'\xa2\x00\x00\x00\x01'),
                       ('key-long', b'\xa2\x41k\x00\x40\x01')):
        seeds.put('cbor', name, b'\x07' + item)


main()
