#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes claims.json: what is signed for a credential, by other libraries.

Needs cbor2 and cryptography. The key is that of RFC 8032 section 7.1, TEST 1;
the root is the bytes 0 to 31. Run: python3 make.py > claims.json
"""
import hashlib
import json

import cbor2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey)

SEED = bytes.fromhex('9d61b19deffd5a60ba844af492ec2cc4'
                     '4449c5697b326919703bac031cae7f60')
ROOT = bytes(range(32))
ENTRIES = [[], [1, 2], []]
# day, valid, index; None where it is not said
CASES = [
    (20000, 365, 123456),
    (20000, None, None),
    (20000, 365, None),
    (20000, None, 7),
    (0, None, None),
    (0, 0, 0),
    (1, 65535, 23),
    (49709, 0, 24),  # the last exp below 2^32
    (49710, 0, 255),  # the first one above
    (49711, 0, 256),  # iat above, too
    (20000, 1, 65535),
    (20000, 1, 65536),
    (2932896, None, None),
    (2932896, 65535, 16777215),
]


def case(key, public, day, valid, index):
    digest = hashlib.sha256(public).digest()
    protected = cbor2.dumps(
        {1: -8, 4: digest[:4], 16: 'application/carnet.1+cwt'})
    claims = {}
    if valid is not None:
        claims[4] = 86400 * (day + valid + 1)
    claims[6] = 86400 * day
    if index is not None:
        claims[65535] = {'status_list': {
            'idx': index, 'uri': 'carnet:' + digest.hex()}}
    claims[-65537] = ROOT
    payload = cbor2.dumps(claims)
    tbs = cbor2.dumps(['Signature1', protected, b'', payload])
    signature = key.sign(tbs)
    sign1 = cbor2.dumps(cbor2.CBORTag(
        18, [protected, {-65538: ENTRIES}, payload, signature]))
    return {'day': day, 'valid': valid, 'index': index,
            'protected': protected.hex(), 'payload': payload.hex(),
            'tbs': tbs.hex(), 'signature': signature.hex(),
            'sign1': sign1.hex()}


def main():
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = key.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    print(json.dumps({'seed': SEED.hex(), 'public': public.hex(),
                      'root': ROOT.hex(),
                      'entries': cbor2.dumps(ENTRIES).hex(),
                      'cases': [case(key, public, *c) for c in CASES]},
                     indent=1))


main()
