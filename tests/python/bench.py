# SPDX-License-Identifier: Apache-2.0
"""What a call through the package costs against plain C over the same library,
release build both: bench.py TREE WORK. Time of the thread on the processor, of
the best round, which other programs disturbed least.
"""
import datetime
import pathlib
import sys
import time

import wheel

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS, ROUND_NS = 20, 15_000_000
DAY = datetime.date(2026, 3, 17)
NOW = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
ABOUT = {'issuing': 'a record of 22 entries from JSON, planned and signed',
         'verifying': 'that passport, the outcome',
         'reading': 'the same, and every entry: JSON in C, dataclasses here',
         'smallest': 'carnet_words_match'}


def plain_c(root, it, record):
    """name -> ns a call, from bench.c."""
    program = it.build / 'bench'
    wheel.run('gcc', '-O3', '-std=gnu11', HERE / 'bench.c', '-o', program,
              f'-I{root / "include"}',
              f'-I{it.build / "subprojects/carnet/include"}',
              it.build / 'subprojects/carnet/lib/libcarnet.a', '-lcbor',
              '-lsodium', '-lz', '-lqrencode')
    said = wheel.run(program, record)
    return {name: float(ns) for name, ns in map(str.split, said.splitlines())}


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
    c, ours = plain_c(root, it, record), package(record)
    for name, about in ABOUT.items():
        print(f'{name:10} C {c[name] / 1000:9.2f} us  Python '
              f'{ours[name] / 1000:9.2f} us  ratio {ours[name] / c[name]:6.2f}'
              f'  ({about})')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
