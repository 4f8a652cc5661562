# SPDX-License-Identifier: Apache-2.0
"""Sealed parts and phrases, format.md section 4 and phrase.md: HPKE written
from RFC 9180 over OpenSSL's X25519 and ChaCha20-Poly1305, Argon2id of OpenSSL.
Nothing here comes from libsodium."""
import dataclasses
import hashlib
import hmac
import os
import random

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey, X25519PublicKey)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from . import cbor
from .fault import Refused, demand

STEP, TAG, KEY, SALT, ENC = 256, 16, 32, 16, 32
NONCE = bytes(12)
RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


# ---- HPKE, base mode ----

KEM = b'KEM\x00\x20'
SUITE = b'HPKE\x00\x20\x00\x01\x00\x03'


def _hmac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def _extract(suite, salt, label, ikm):
    return _hmac(salt or bytes(32), b'HPKE-v1' + suite + label + ikm)


def _expand(suite, prk, label, info, size):
    assert size <= 32
    labeled = size.to_bytes(2, 'big') + b'HPKE-v1' + suite + label + info
    return _hmac(prk, labeled + b'\x01')[:size]


def shared_secret(dh, enc, public):
    return _expand(KEM, _extract(KEM, b'', b'eae_prk', dh), b'shared_secret',
                   enc + public, 32)


def schedule(shared, info):
    """(key, nonce) of both sides."""
    context = (b'\0' + _extract(SUITE, b'', b'psk_id_hash', b'')
               + _extract(SUITE, b'', b'info_hash', info))
    secret = _extract(SUITE, shared, b'secret', b'')
    return (_expand(SUITE, secret, b'key', context, 32),
            _expand(SUITE, secret, b'base_nonce', context, 12))


def _aead(dh, enc, public, info):
    key, nonce = schedule(shared_secret(dh, enc, public), info)
    return ChaCha20Poly1305(key), nonce


def public_of(secret):
    return X25519PrivateKey.from_private_bytes(secret).public_key() \
        .public_bytes(*RAW)


def exchange(secret, public):
    try:
        return X25519PrivateKey.from_private_bytes(secret).exchange(
            X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise Refused('KEY_EXCHANGE', 'low order') from None


def hpke_seal(public, info, plain):
    """(enc, ciphertext)."""
    secret = os.urandom(32)
    enc = public_of(secret)
    aead, nonce = _aead(exchange(secret, public), enc, public, info)
    return enc, aead.encrypt(nonce, plain, b'')


def hpke_open(secret, enc, info, sealed):
    """Plaintext, or None."""
    aead, nonce = _aead(exchange(secret, enc), enc, public_of(secret),
                           info)
    return _decrypt(aead, nonce, sealed, b'')


def _decrypt(aead, nonce, sealed, aad):
    try:
        return aead.decrypt(nonce, sealed, aad)
    except InvalidTag:
        return None


def pem_of(secret):
    """PKCS #8, as the library reads it."""
    return X25519PrivateKey.from_private_bytes(secret).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption())


# ---- phrases ----

ALPHABET = '0123456789ACFHJKMPRTWXY'
MENDED = dict(zip('OQILZSGBN', '00112568M'))
SEPARATORS = set(' \t\n\v\f\r-._\xa0\u202f\u3000') | {
    chr(c) for c in range(0x2010, 0x2016)}
ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10)


def _sum(values):
    return sum((i + 4) * v for i, v in enumerate(values)) % 23


def phrase_new(rnd):
    values = []
    while all(v < 10 for v in values):
        values = [rnd.randrange(23) for _ in range(15)]
        values.append(next(c for c in range(23) if _sum([*values, c]) == 1))
    text = ''.join(ALPHABET[v] for v in values)
    return '-'.join(text[i:i + 4] for i in range(0, 16, 4))


def _mend(c):
    for zero in ZEROS:
        if zero <= ord(c) < zero + 10:
            c = chr(ord(c) - zero + 48)
    if 'a' <= c <= 'z':
        c = c.upper()
    return MENDED.get(c, c)


def phrase_read(typed):
    """What is hashed."""
    text = ''.join(_mend(c) for c in typed if c not in SEPARATORS)
    demand(len(text) == 16 and all(c in ALPHABET for c in text)
           and not text.isdecimal(), 'PRIVACY_PHRASE')
    demand(_sum([ALPHABET.index(c) for c in text]) == 1, 'PRIVACY_MISTYPED')
    return text[:15].encode()


def phrase_key(secret, salt):
    return Argon2id(salt=salt, length=KEY, iterations=3, lanes=1,
                    memory_cost=65536).derive(secret)


def _phrase_aead(secret, salt):
    return ChaCha20Poly1305(phrase_key(secret, salt))


# ---- sealed parts ----

@dataclasses.dataclass
class Sealed:
    digest: bytes
    locks: list
    cipher: bytes


def _power_of_two(n):
    return n > 0 and n & (n - 1) == 0


def form(item):
    """A sealed part as it travels."""
    def data(one, *sizes):
        demand(one.major == cbor.BSTR, 'CBOR_TYPE')
        demand(not sizes or len(one.value) in sizes, 'CBOR_SHAPE')
        return one.value

    demand(len(item.value) == 3, 'CBOR_SHAPE')
    digest, locks = data(item.value[0], 20), item.value[1].value
    demand(1 <= len(locks) <= 8, 'CBOR_SHAPE')
    locks = [data(x) for x in locks]
    cipher = data(item.value[2])
    more = 48 if len(locks) > 1 else 0
    size = len(cipher) - TAG
    demand(_power_of_two(len(locks))
           and all(len(x) - more in (SALT, ENC) for x in locks)
           and sum(len(x) - more == SALT for x in locks) < 2
           and size >= STEP and _power_of_two(size), 'PRIVACY_SEAL')
    return Sealed(digest, locks, cipher)


def context(part, root):
    return cbor.write(['carnet seal 1', part + 1, root])


def pad(plain):
    size = STEP
    while size < len(plain):
        size *= 2
    return plain.ljust(size, b'\0')


def _lock(to, bound, plain):
    """(enc or salt, ciphertext) for a public key or a phrase."""
    if isinstance(to, bytes):
        return hpke_seal(to, bound, plain)
    salt = os.urandom(SALT)
    return salt, _phrase_aead(phrase_read(to), salt).encrypt(NONCE, plain,
                                                             bound)


def seal(recipients, digest, bound, plain):
    """A sealed part for public keys (bytes) and at most one phrase (str)."""
    plain = pad(plain)
    if len(recipients) == 1:
        head, cipher = _lock(recipients[0], bound, plain)
        return [digest, [head], cipher]
    key, places = os.urandom(KEY), 2
    while places < len(recipients):
        places *= 2
    nobody = [public_of(os.urandom(32))
              for _ in range(places - len(recipients))]
    locks = [b''.join(_lock(to, bound, key)) for to in [*recipients, *nobody]]
    random.SystemRandom().shuffle(locks)
    return [digest, locks,
            ChaCha20Poly1305(key).encrypt(NONCE, plain, bound)]


def _try(sealed, bound, open_one, size):
    """The plaintext, by whatever opens a lock of this size; None."""
    for lock in sealed.locks:
        head, rest = lock[:size], lock[size:]
        if len(sealed.locks) == 1 and len(lock) == size:
            return open_one(head, sealed.cipher)
        if len(lock) != size + 48:
            continue
        key = open_one(head, rest)
        if key is not None:
            return _decrypt(ChaCha20Poly1305(key), NONCE, sealed.cipher, bound)
    return None


def open_(sealed, bound, secret=None, phrase=None):
    """(seed, bytes of the body), or None."""
    plain = None
    if secret is not None:
        plain = _try(sealed, bound,
                     lambda enc, c: hpke_open(secret, enc, bound, c), ENC)
    if plain is None and phrase is not None:
        typed = phrase_read(phrase)
        plain = _try(sealed, bound, lambda salt, c: _decrypt(
            _phrase_aead(typed, salt), NONCE, c, bound), SALT)
    return plain and (plain[:16], plain[16:])
