# SPDX-License-Identifier: Apache-2.0
"""Passports that the command itself does not make yet: several credentials in
one, parts withheld, a status index, entries of a later version. Written from
docs/spec/format.md sections 2 to 5, with PyNaCl, hashlib and cbor2.
"""
import base64
import hashlib
import io
import struct

import cbor2
import nacl.signing

MAGIC = bytes.fromhex('894850 0d0a1a0a01')
PARTS = ('desk', 'clinic', 'private')
DAY = 86400


def digest(title, data):
    padded = title.encode().ljust(16, b'\0')
    return hashlib.blake2b(padded + data, digest_size=32).digest()


def short(title, data):
    return digest(title, data)[:20]


def children(seed):
    both = digest('carnet seed 1', seed)
    return both[:16], both[16:]


def tree(seed, entries):
    if len(entries) == 1:
        return short('carnet leaf 1', seed + entries[0])
    cut = 1 << (len(entries) - 1).bit_length() - 1
    left, right = children(seed)
    return short('carnet node 1',
                 tree(left, entries[:cut]) + tree(right, entries[cut:]))


def part(seed, entries):
    below = tree(seed, entries) if entries else seed
    return short('carnet part 1', struct.pack('>I', len(entries)) + below)


class Signer:
    """An issuer, from the secret key that the command wrote."""

    def __init__(self, pem):
        body = base64.b64decode(''.join(pem.splitlines()[1:-1]))
        self.key = nacl.signing.SigningKey(body[-32:])
        self.digest = hashlib.sha256(bytes(self.key.verify_key)).digest()

    def sign(self, day, valid, index, root):
        claims = {6: DAY * day, -65537: root}
        if valid is not None:
            claims[4] = DAY * (day + valid + 1)
        if index is not None:
            claims[65535] = {'status_list': {
                'idx': index, 'uri': 'carnet:' + self.digest.hex()}}
        header = {1: -8, 4: self.digest[:4], 16: 'application/carnet.1+cwt'}
        data = cbor2.dumps(['Signature1', cbor2.dumps(header, canonical=True),
                            b'', cbor2.dumps(claims, canonical=True)])
        return self.digest[:4] + self.key.sign(data).signature


def credential(signer, entries, day=20513, valid=None, index=None, hide=(),
               seed=bytes(range(16))):
    """A credential of one issuer, encoded.

    entries: for each part, its entries as the CBOR of their elements.
    hide: names of the parts that are withheld.
    """
    desk, rest = children(seed)
    seeds = (desk, *children(rest))
    digests = [part(s, e) for s, e in zip(seeds, entries)]
    below = short('carnet rest 1', digests[1] + digests[2])
    root = digest('carnet root 1', digests[0] + below)
    head = signer.sign(day, valid, index, root)
    when = day if valid is None else [day, valid]
    if index is not None:
        when = [day, valid, index]
    proofs = [d if name in hide else s
              for name, s, d in zip(PARTS, seeds, digests)]
    items = bytes([0x80 + len(PARTS) - len(hide)])
    for name, some in zip(PARTS, entries):
        if name not in hide:
            num = sum(len(elements(e)) for e in some)
            items += bytes([0x80 + num]) + b''.join(some)
    if not hide:
        return b'\x83' + cbor2.dumps(head + seed) + cbor2.dumps(when) + items
    if {'clinic', 'private'} <= set(hide):
        proofs = [proofs[0], below]
    else:
        proofs = [proofs[0], proofs[1:]]
    return (b'\x84' + cbor2.dumps(head) + cbor2.dumps(when)
            + cbor2.dumps(proofs) + items)


def elements(data):
    """The values that stand one after the other in data."""
    stream, found = io.BytesIO(data), []
    while stream.tell() < len(data):
        found.append(cbor2.load(stream))
    return found


def passport(*credentials):
    return MAGIC + bytes([0x80 + len(credentials)]) + b''.join(credentials)


def entry(*values):
    """An entry: a template or 256 + kind, and what follows."""
    return b''.join(cbor2.dumps(v) for v in values)
