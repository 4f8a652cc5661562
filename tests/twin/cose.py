# SPDX-License-Identifier: Apache-2.0
"""What is signed, and Ed25519, format.md section 3 "What is signed".

The signature itself is OpenSSL's; what the format refuses beyond that (low
order, forms that are not canonical) is computed here from the curve equation.
"""
import functools
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from . import cbor
from .fault import Refused

TYPE = 'application/carnet.1+cwt'
P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def key_id(public):
    return hashlib.sha256(public).digest()[:4]


def protected(kid):
    return cbor.write({1: -8, 4: kid, 16: TYPE})


def payload(day, valid, index, public, root):
    claims = {6: 86400 * day, -65537: root}
    if valid is not None:
        claims[4] = 86400 * (day + valid + 1)
    if index is not None:
        uri = 'carnet:' + hashlib.sha256(public).hexdigest()
        claims[65535] = {'status_list': {'idx': index, 'uri': uri}}
    return cbor.write(claims)


def signed_bytes(kid, body):
    return cbor.write(['Signature1', protected(kid), b'', body])


def sign(seed, message):
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return key.sign(message)


def public_of(seed):
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(serialization.Encoding.Raw,
                            serialization.PublicFormat.Raw)


def _x_of(y):
    """An x that goes with y on the curve, or None."""
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v ** 3 * pow(u * v ** 7, (P - 5) // 8, P) % P
    if v * x * x % P == u:
        return x
    if v * x * x % P == -u % P:
        return x * pow(2, (P - 1) // 4, P) % P
    return None


def _double(point):
    x, y = point
    t = D * x * x * y * y % P
    return (2 * x * y * pow(1 + t, -1, P) % P,
            (y * y + x * x) * pow(1 - t, -1, P) % P)


@functools.lru_cache(maxsize=4096)
def good_point(data):
    """Canonical, on the curve, and of an order above 8."""
    number = int.from_bytes(data, 'little')
    y, sign_bit = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return False
    x = _x_of(y)
    if x is None or (x == 0 and sign_bit):
        return False
    if x % 2 != sign_bit:
        x = P - x
    point = _double(_double(_double((x, y))))
    return point != (0, 1)


def verify(public, signature, message):
    if not (good_point(public) and good_point(signature[:32])):
        return False
    if int.from_bytes(signature[32:], 'little') >= L:
        return False
    key = ed25519.Ed25519PublicKey.from_public_bytes(public)
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def read_key(pem):
    """('secret', seed) or ('public', bytes) of a PEM file."""
    try:
        if b'PRIVATE' in pem:
            key = serialization.load_pem_private_key(pem, None)
            raw = key.private_bytes(serialization.Encoding.Raw,
                                    serialization.PrivateFormat.Raw,
                                    serialization.NoEncryption())
            return 'secret', raw
        key = serialization.load_pem_public_key(pem)
        raw = key.public_bytes(serialization.Encoding.Raw,
                               serialization.PublicFormat.Raw)
    except (ValueError, AttributeError) as why:
        raise Refused('KEY_FORM', str(why)) from None
    return 'public', raw
