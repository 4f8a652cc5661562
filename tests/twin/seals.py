# SPDX-License-Identifier: Apache-2.0
"""Sealed parts and phrases side by side, for test_compare.py: each opens what
the other sealed, and both verify it, changed in its bytes and structure too."""
import random

from . import cbor, frames, generator, mutate, passport, seal, tree, wire
from .fault import Refused

DAY, ROOT, SEED = generator.DAY, frames.ROOT, frames.SEED
VALID = 300


def _credential(both, contents, part, recipients):
    """(a credential with a part that the twin sealed, the same opened, the
    whole as it is read): three seeds, none above them."""
    seeds = tree.part_seeds(ROOT)
    whole = passport.read(both.file(passport.sign_parts(
        contents, SEED, ROOT, DAY, both.it, VALID)), both.it)[0]

    def body(parts):
        return passport.body_of(passport.items_of([contents[p] for p in parts]),
                                both.it.dictionary)

    made = seal.seal(recipients, whole.digests[part],
                     seal.context(part, whole.root),
                     seeds[part] + cbor.write(body([part])))
    rest = [made if p == part else seeds[p] for p in (1, 2)]
    head, when = whole.kid + whole.signature, passport.when_of(DAY, VALID, None)
    others = [p for p in range(3) if p != part]
    return (cbor.write([head, when, [seeds[0], rest], body(others)]),
            cbor.write([head, when, [seeds[0], list(seeds[1:])],
                        body(range(3))]), whole)


def _opened_by_twin(both, data, part, whole, contents, **how):
    found = passport.read(data, both.it)[0]
    opened = seal.open_(found.sealed[part], seal.context(part, found.root),
                        **how)
    if opened is None:
        both.differ('what the library sealed', 'the twin does not open it')
        return
    seed, rest = opened
    body = cbor.read_first(rest, passport.DEPTH, passport.BODY_MAX)
    items = passport.items_in(body, both.it.dictionary, 1 << 20)
    if (seed != tree.part_seeds(ROOT)[part] or any(rest[body.end:])
            or items.raw != passport.items_of([contents[part]])
            or found.root != whole.root):
        both.differ('what the library sealed', 'other content', rest.hex())


def _opened_by_library(both, sealed, opened, way):
    pem = seal.pem_of(way['secret']) if 'secret' in way else b''
    status, out = both.library.open(sealed, pem, way.get('phrase'))
    if status:
        both.differ('what the twin sealed', status)
        return
    # Deflated as each likes; all else is equal.
    found, want = (passport.read(x, both.it)[0] for x in (out, opened))
    for name in ('items', 'seeds', 'root', 'kid', 'signature'):
        if getattr(found, name) != getattr(want, name):
            both.differ('what the twin sealed', name, out.hex())


def _verified(both, rnd, data):
    if both.verify(data, 'sealed').word != passport.ACCEPTED:
        both.differ('sealed, not accepted', data.hex())
    for change in rnd.choices(mutate.BYTES, k=3):
        both.verify(change(rnd, data), f'{change.__name__} of a seal')
    item = cbor.read(data[8:], passport.DEPTH + 1, 1 << 20)
    for _ in range(5):
        both.verify(wire.as_file(mutate.structure(rnd, item)),
                    'frame of a seal')


def seals(both, number):
    make, rnd = generator.Generator(both.it, 13), random.Random(14)
    for done in range(number):
        contents = [[e.raw for e in part] for part in both.laid(make)]
        part, keys = 1 + done % 2, [rnd.randbytes(32) for _ in range(8)]
        phrase = seal.phrase_new(rnd) if done % 3 == 0 else None
        num = 0 if phrase and done % 2 else min(1 + done % 8, 7)
        to = [seal.public_of(k) for k in keys[:num]]
        sealed, opened, whole = _credential(
            both, contents, part, to + ([phrase] if phrase else []))
        sealed, opened = both.file(sealed), both.file(opened)
        status, theirs = both.library.seal(
            both.file(passport.sign_parts(contents, SEED, ROOT, DAY, both.it,
                                          VALID)), part, to, phrase)
        both.total += 2
        if status:
            both.differ('sealing', status)
            continue
        ways = [{'secret': k} for k in keys[:num]]
        if phrase:
            ways.append({'phrase': phrase.lower().replace('0', 'o')})
        for way in ways:
            _opened_by_twin(both, theirs, part, whole, contents, **way)
            _opened_by_library(both, sealed, opened, way)
        if num:
            status, _ = both.library.open(sealed, seal.pem_of(keys[7]))
            if status != 'PRIVACY_UNOPENED':
                both.differ('another key', status)
        for data in (sealed, theirs, opened):
            _verified(both, rnd, data)


def phrases(both, number):
    """Typed well and badly, and read alike."""
    rnd = random.Random(15)
    file = both.file(both.credential([[], [], []]))
    for _ in range(number):
        typed = list(seal.phrase_new(rnd) if rnd.randrange(8) else
                     ''.join(rnd.choices('0123456789OlIsg', k=16)))
        for _ in range(rnd.randrange(3)):
            i = rnd.randrange(len(typed))
            typed[i] = rnd.choice(['', ' ', '\u0661', '\uff19', '\u2013', 'l',
                                   'o', 'B', 'e', '-', typed[i - 1], '!'])
        typed = ''.join(typed)
        try:
            seal.phrase_read(typed)
            ours = 'PRIVACY_UNSEALED'
        except Refused as why:
            ours = why.reason
        both.total += 1
        status, _ = both.library.open(file, phrase=typed)
        if status != ours:
            both.differ('phrase', status, ours, typed)
