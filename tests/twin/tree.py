# SPDX-License-Identifier: Apache-2.0
"""The commitment tree, format.md section 4."""
import hashlib


def h(tag, data):
    tag = tag.encode().ljust(16, b'\0')
    return hashlib.blake2b(tag + data, digest_size=32).digest()


def d(tag, data):
    return h(tag, data)[:20]


def children(seed):
    both = h('carnet seed 1', seed)
    return both[:16], both[16:]


def part_seeds(root_seed):
    """The seeds of desk, clinic and private part."""
    desk, rest = children(root_seed)
    return (desk, *children(rest))


def _left(n):
    """The largest power of two below n, for n >= 2."""
    return 1 << ((n - 1).bit_length() - 1)


def salts(seed, n):
    if n == 1:
        return [seed]
    left, right = children(seed)
    k = _left(n)
    return salts(left, k) + salts(right, n - k)


def leaf(salt, entry):
    return d('carnet leaf 1', salt + entry)


def leaves(seed, entries):
    """The leaf of each entry of a part."""
    if not entries:
        return []
    return [leaf(s, e) for s, e in zip(salts(seed, len(entries)), entries)]


def _fold(nodes):
    if len(nodes) == 1:
        return nodes[0]
    k = _left(len(nodes))
    return d('carnet node 1', _fold(nodes[:k]) + _fold(nodes[k:]))


def part_digest(seed, entries):
    top = _fold(leaves(seed, entries)) if entries else seed
    return d('carnet part 1', len(entries).to_bytes(4, 'big') + top)


def rest_digest(clinic, private):
    return d('carnet rest 1', clinic + private)


def root(desk, rest):
    return h('carnet root 1', desk + rest)
