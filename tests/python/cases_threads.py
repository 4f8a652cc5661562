# SPDX-License-Identifier: Apache-2.0
"""Threads: calls release the interpreter's lock; what never changes is shared;
builders let one in at a time; a secret is wiped after its last call.
"""
import gc
import threading
import time

import carnet
from carnet import Outcome
from made import DAY, HIV, NOW, PERSON, key, passport, raises

THREADS = 8
TURNS = 60


def together(call, number=THREADS):
    """Runs call(i) in many threads at once; gives what they gave, in order."""
    out, start = [None] * number, threading.Barrier(number)

    def turn(i):
        start.wait()
        try:
            out[i] = call(i)
        except BaseException as why:  # told by the thread that waits
            out[i] = why
    threads = [threading.Thread(target=turn, args=(i,))
               for i in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in out:
        if isinstance(one, BaseException):
            raise one
    return out


def a_long_call_lets_others_run(tree):
    made, counts = passport(HIV), [0]
    with carnet.Phrase.new() as phrase, carnet.Sealing() as sealing:
        sealing.add_phrase(phrase, 'private')
        done = threading.Event()

        def seal():
            made.present(sealing=sealing)
            done.set()
        thread = threading.Thread(target=seal)
        began = time.monotonic()
        thread.start()
        while not done.is_set():
            counts[0] += 1
        took = time.monotonic() - began
        thread.join()
    # While a lock is held nothing is counted but before and after the call.
    assert counts[0] > 1000 and took > 0.01, (counts, took)


def one_verdict_is_read_by_many(tree):
    with key() as secret:
        verdict = carnet.verify(passport(HIV), [secret.public], NOW)
    first = [e.words('fr').text for e in verdict.entries()]

    def read(_):
        for _ in range(TURNS):
            assert [e.words('fr').text for e in verdict.entries()] == first
            assert verdict.outcome is Outcome.ACCEPTED
    together(read)


def one_key_signs_and_one_trust_verifies_for_many(tree):
    plan = carnet.Record([PERSON]).plan(DAY)
    trust = carnet.Trust()
    with key() as secret:
        trust.add_key(secret.public)

        def both(_):
            for _ in range(TURNS):
                made = plan.sign(secret)
                assert carnet.verify(made, trust, NOW).outcome is \
                    Outcome.ACCEPTED
        together(both)


def the_door_answers_hostile_and_good_requests_at_once(tree):
    requests = [b'', b'[' * 70, b'{"op":"\xff"}', b'{"op":"version"}',
                b'{"op":"version","op":"version"}', b'{"op":"audiences"}',
                b'{"op":"status","status":1e999999999}',
                b'{"op":"peek","passport":{"bytes":"AB"}}']
    alone = [bytes(carnet.door.ask_bytes(r)) for r in requests]

    def ask(i):
        for turn in range(TURNS):
            n = (i + turn) % len(requests)
            assert bytes(carnet.door.ask_bytes(requests[n])) == alone[n]
    together(ask)


def a_trust_grows_while_it_is_asked(tree):
    trust = carnet.Trust()
    made = [passport(by=i) for i in range(THREADS)]

    def grow(i):
        with key(i) as secret:
            trust.add_key(secret.public)
        for _ in range(TURNS):
            assert carnet.verify(made[i], trust, NOW).outcome is \
                Outcome.ACCEPTED
    together(grow)


def builders_let_one_in_at_a_time(tree):
    joiner = carnet.qr.Joiner()
    texts = passport(HIV).qr_set(count=THREADS, parity=False)
    with key() as secret:
        draft = carnet.StatusDraft(secret.public, num_entries=4096)

    def build(i):
        joiner.add(texts[i])
        return [draft.take() for _ in range(TURNS)]
    taken = [n for some in together(build) for n in some]
    assert len(set(taken)) == THREADS * TURNS == draft.num_taken
    assert joiner.missing() == []


def a_secret_is_wiped_after_its_last_call(tree):
    plan = carnet.Record([PERSON]).plan(DAY)
    for _ in range(TURNS):
        secret = carnet.SecretKey.new()

        def use(i):
            if i == 0:
                secret.close()
                return 'closed'
            try:
                return plan.sign(secret).text[:4]
            except carnet.Closed:
                return 'closed'
        assert set(together(use)) <= {'HP1:', 'closed'}
        assert secret._pointer is None
        raises(carnet.Closed, plan.sign, secret)


def collecting_and_closing_race_with_calls(tree):
    """64 threads; each closes keys that others use and lets go of what lent
    entries, while the collector runs."""
    shown = passport(HIV)
    plan, trust = carnet.Record([PERSON]).plan(DAY), carnet.Trust()
    with key() as secret:
        trust.add_key(secret.public)
    last = {'key': None}

    def use(secret):
        try:
            assert carnet.verify(plan.sign(secret), [secret.public],
                                 NOW).outcome is Outcome.ACCEPTED
            secret.pem()
        except carnet.Closed:
            pass  # by another thread; never a call on what is freed

    def turn(i):
        for n in range(8):
            verdict = carnet.verify(shown, trust, NOW)
            rows, told = list(carnet.View(verdict, NOW)), carnet.History(verdict)
            kept = verdict.entries()
            del verdict
            if (i + n) % 4 == 0:
                gc.collect()
            mine = carnet.SecretKey.new()
            other, last['key'] = last['key'] or mine, mine
            use(other)
            other.close()
            other.close()
            assert len(told.restate(with_private=True)) == 3
            assert all(e.words('fr').text for e in kept)
            assert all(row.state.name for row in rows)
    together(turn, 64)
