# SPDX-License-Identifier: Apache-2.0
"""Memory: every handle is freed, on good ways and on bad ones. Counted by the
C allocator, which small Python objects do not use.
"""
import ctypes
import gc
import os
import pathlib
import re
import sys

import carnet
from carnet import entries
from made import DAY, HIV, NOW, PERSON, key, passport

ROUNDS = 200
# Half of what one lost block a round would be: the smallest takes 32 bytes.
ALLOWED = 16 * ROUNDS


class _Info(ctypes.Structure):
    _fields_ = [(n, ctypes.c_size_t) for n in (
        'arena', 'ordblks', 'smblks', 'hblks', 'hblkhd', 'usmblks', 'fsmblks',
        'uordblks', 'fordblks', 'keepcost')]


_mallinfo2 = ctypes.CDLL(None).mallinfo2
_mallinfo2.restype = _Info


def in_use():
    gc.collect()
    info = _mallinfo2()
    return info.uordblks + info.hblkhd


def grown(call):
    """Bytes that are in use after many rounds and were not before: the middle
    of three, since what others left behind may be freed in one of them."""
    for _ in range(30):
        call()
    return sorted(_grown_once(call) for _ in range(3))[1]


def _grown_once(call):
    before = in_use()
    for _ in range(ROUNDS):
        call()
    return in_use() - before


def quiet(call, *args, **more):
    try:
        call(*args, **more)
    except (carnet.Error, carnet.ContentRefused):
        return
    raise AssertionError('no error')


def a_block_lost_each_round_would_show(tree):
    kept = []
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    lost = grown(lambda: kept.append(libc.malloc(1)))
    assert lost > ALLOWED, lost


def operations():
    made, public = passport(HIV), key().public
    record = carnet.Record([PERSON, HIV])
    plan, trust = record.plan(DAY), carnet.Trust()
    trust.add_key(public)
    secret, clinic = key(), carnet.SealKey.new()
    texts = made.qr_set(count=2)
    fhir = carnet.verify(made, trust, NOW).to_fhir(NOW)

    def sealing():
        with carnet.Sealing() as to:
            to.add_key(clinic.public, 'private')
            made.present(sealing=to).open(key=clinic)

    def lists():
        draft = carnet.TrustDraft(90)
        draft.add_key('A', None, carnet.IssuerKind.NGO, public, DAY)
        found = carnet.TrustList(draft.sign(clinic_key, DAY),
                                 clinic_key.public)
        carnet.Trust().add_list(found)
        draft = carnet.StatusDraft(public, num_entries=8)
        carnet.StatusList(draft.sign(secret, NOW, valid_days=3), [public])

    clinic_key = key(9)
    joiner = carnet.qr.Joiner()
    joiner.add(texts[0])
    return {
        'verifying': lambda: carnet.verify(made, [public], NOW),
        'trusting': lambda: carnet.verify(made, trust, NOW).entries(),
        'refusing': lambda: carnet.verify(made, [], NOW).to_json(),
        'malformed': lambda: carnet.verify(b'HP1:', [], NOW).detail,
        'words': lambda: [e.words('ar') for e in carnet.verify(
            made, [public], NOW).entries()],
        'planning': lambda: list(record.plan(DAY)),
        'signing': lambda: plan.sign(secret),
        'recording': lambda: carnet.Record([entries.Condition.example()]),
        'looking': lambda: (made.peek(), made.outline(), made.unverified()),
        'showing': lambda: made.present('desk'),
        'merging': lambda: made.merge(made),
        'sealing': sealing,
        'lists': lists,
        'codes': lambda: (made.qr().svg(), joiner.add(texts[1]),
                          joiner.join()),
        'fhir': lambda: carnet.Record.from_fhir(fhir),
        'keys': lambda: carnet.SecretKey.from_pem(secret.pem()).public.pem,
        'bad record': lambda: quiet(carnet.Record.from_json, '{"entries":1}'),
        'bad plan': lambda: quiet(
            carnet.Record([HIV, PERSON]).plan, DAY, audience='nobody'),
        'bad text': lambda: quiet(carnet.Passport('HP1:%').peek),
        'bad showing': lambda: quiet(made.present, 'nobody'),
        'bad opening': lambda: quiet(made.open, key=clinic),
        'bad key': lambda: quiet(carnet.PublicKey, bytes(32)),
        'bad fhir': lambda: quiet(carnet.Record.from_fhir, '{}'),
        'refused content': lambda: quiet(carnet.verify(made, [],
                                                       NOW).entries),
        'layouts': lambda: list(carnet.keyboard.readings('HP&M')),
    }


def a_million_verifications_lose_nothing(tree):
    """With CARNET_LONG a million, else fewer. The least block, lost each time,
    would be four times what is allowed."""
    rounds = 1_000_000 if os.environ.get('CARNET_LONG') else 20_000
    made, trust = passport(HIV), carnet.Trust()
    trust.add_key(key().public)
    for _ in range(200):
        carnet.verify(made, trust, NOW)
    before, resident = in_use(), resident_kib()
    for _ in range(rounds):
        assert carnet.verify(made, trust, NOW).outcome is \
            carnet.Outcome.ACCEPTED
    lost, grown_kib = in_use() - before, resident_kib() - resident
    print(f'{rounds} verifications: {lost} bytes more in use, resident '
          f'memory grew by {grown_kib} KiB', file=sys.stderr, flush=True)
    assert lost < 8 * rounds, lost


def resident_kib():
    text = pathlib.Path('/proc/self/status').read_text('ascii')
    return int(re.search(r'^VmRSS:\s+(\d+)', text, re.M).group(1))


def nothing_is_lost_by_any_operation(tree):
    lost = {name: grown(call) for name, call in operations().items()}
    bad = {name: n for name, n in lost.items() if n > ALLOWED}
    assert not bad, bad
