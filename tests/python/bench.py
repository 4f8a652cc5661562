# SPDX-License-Identifier: Apache-2.0
"""What a call through the package costs against plain C over the same library,
release build both: bench.py TREE WORK. Time of the thread on the processor, of
the best round, which other programs disturbed least.
"""
import datetime
import pathlib
import sys
import time

import plain_c
import wheel

ROUNDS, ROUND_NS = 20, 15_000_000
DAY = datetime.date(2026, 3, 17)
NOW = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
ABOUT = {'issuing': 'a record of 22 entries from JSON, planned and signed',
         'verifying': 'that passport, the outcome',
         'reading': 'the same, and every entry: JSON in C, dataclasses here',
         'smallest': 'carnet_words_match'}


def measure(call):
    return min(one_round(call) for _ in range(ROUNDS))


def one_round(call):
    turns, began, took = 0, time.thread_time_ns(), 0
    while took < ROUND_NS:
        call()
        turns += 1
        took = time.thread_time_ns() - began
    return took / turns


def package(record):
    """name -> ns a call, of the package."""
    import carnet
    text = record.read_bytes()
    with carnet.SecretKey.from_seed(bytes(32)) as key:
        keys = [key.public]
        passport = carnet.Record.from_json(text).issue(key, DAY)

        def verify():
            verdict = carnet.verify(passport, keys, NOW)
            assert verdict.outcome is carnet.Outcome.ACCEPTED
            return verdict
        return {
            'issuing': measure(
                lambda: carnet.Record.from_json(text).issue(key, DAY)),
            'verifying': measure(verify),
            'reading': measure(lambda: verify().entries()),
            'smallest': measure(lambda: carnet.words.match('fr'))}


def main(root, work):
    root = pathlib.Path(root)
    it = wheel.ready(root, work)
    sys.path.insert(0, str(it.site))
    record = root / 'tests/data/rich-summary.json'
    c = plain_c.costs(root, it.build / 'subprojects/carnet', record)
    ours = package(record)
    for name, about in ABOUT.items():
        print(f'{name:10} C {c[name] / 1000:9.2f} us  Python '
              f'{ours[name] / 1000:9.2f} us  ratio {ours[name] / c[name]:6.2f}'
              f'  ({about})')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
