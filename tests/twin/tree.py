# SPDX-License-Identifier: Apache-2.0
"""The commitment tree, format.md section 4."""
import hashlib

from .fault import demand


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


def partial_digest(proof, entries):
    """Digest of a part from a partial proof, whose elements are bytes or None
    (nil); entries: bytes, None where withheld."""
    left = list(proof)

    def take(size, may_be_nil=False):
        demand(left, 'PRIVACY_PARTIAL', 'too short')
        one = left.pop(0)
        demand(may_be_nil if one is None else len(one) == size,
               'PRIVACY_PARTIAL')
        return one

    def below(some):
        if not any(e is not None for e in some):
            return take(20)
        if all(e is not None for e in some):
            seed = take(16, len(some) > 1)
            if seed is not None:
                return _fold(leaves(seed, some))
        k = _left(len(some))
        return d('carnet node 1', below(some[:k]) + below(some[k:]))

    demand(len(proof) > 1, 'PRIVACY_PARTIAL', 'all or nothing')
    top = below(entries)
    demand(not left, 'PRIVACY_PARTIAL', 'left over')
    return d('carnet part 1', len(entries).to_bytes(4, 'big') + top)


def partial_proof(seed, entries, shown, torn=lambda: False):
    """Elements of the proof that shows these positions of a whole part. torn:
    whether to do as if a seed were not known, as after a merge."""
    def below(seed, first, n):
        here = sum(i in shown for i in range(first, first + n))
        if here == 0:
            return [_fold(leaves(seed, entries[first:first + n]))]
        nil = here == n > 1 and torn()
        if here == n and not nil:
            return [seed]
        k, (left, right) = _left(n), children(seed)
        return ([None] if nil else []) + (below(left, first, k)
                                          + below(right, first + k, n - k))

    return below(seed, 0, len(entries))


def rest_digest(clinic, private):
    return d('carnet rest 1', clinic + private)


def root(desk, rest):
    return h('carnet root 1', desk + rest)
