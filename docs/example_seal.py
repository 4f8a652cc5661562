# SPDX-License-Identifier: Apache-2.0
"""HPKE of format.md section 4 for the worked examples, in plain numbers and
with the ephemeral key given: slow, not constant-time, for examples alone."""
import hmac
import struct

import example_format as f

P25519 = 2 ** 255 - 19
P1305 = 2 ** 130 - 5
KEM = b'KEM\x00\x20'
SUITE = b'HPKE\x00\x20\x00\x01\x00\x03'


def x25519(secret, point):
    """RFC 7748 section 5."""
    k = int.from_bytes(secret, 'little')
    k = k & ((1 << 254) - 8) | 1 << 254
    x1 = int.from_bytes(point, 'little') & ((1 << 255) - 1)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in range(254, -1, -1):
        if k >> bit & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        e, da, cb = a * a - b * b, d * a, c * b
        x3, z3 = (da + cb) ** 2 % P25519, x1 * (da - cb) ** 2 % P25519
        x2, z2 = (a * b) ** 2 % P25519, e * (a * a + 121665 * e) % P25519
        if k >> bit & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, P25519 - 2, P25519) % P25519).to_bytes(32, 'little')


def _rotate(x, n):
    return (x << n | x >> 32 - n) & 0xffffffff


def _chacha_block(key, counter, nonce):
    """RFC 8439 section 2.3."""
    start = struct.unpack('<16I', b'expand 32-byte k' + key
                          + struct.pack('<I', counter) + nonce)
    s = list(start)
    lanes = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
             (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for a, b, c, d in lanes * 10:
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8),
                              (c, d, b, 7)):
            s[x] = s[x] + s[y] & 0xffffffff
            s[z] = _rotate(s[z] ^ s[x], turn)
    return struct.pack('<16I', *(x + y & 0xffffffff
                                 for x, y in zip(s, start)))


def aead(key, nonce, aad, plain):
    """ChaCha20-Poly1305, RFC 8439 section 2.8."""
    out = b''.join(
        bytes(x ^ y for x, y in zip(plain[i:i + 64],
                                    _chacha_block(key, 1 + i // 64, nonce)))
        for i in range(0, len(plain), 64))
    one_time = _chacha_block(key, 0, nonce)
    r = int.from_bytes(one_time[:16], 'little') \
        & 0x0ffffffc0ffffffc0ffffffc0fffffff
    data = b''.join(x + bytes(-len(x) % 16) for x in (aad, out)) \
        + struct.pack('<QQ', len(aad), len(out))
    acc = 0
    for i in range(0, len(data), 16):
        acc = (acc + int.from_bytes(data[i:i + 16] + b'\1', 'little')) * r \
            % P1305
    tag = acc + int.from_bytes(one_time[16:32], 'little') & (1 << 128) - 1
    return out + tag.to_bytes(16, 'little')


def _extract(suite, salt, label, ikm):
    return hmac.digest(salt, b'HPKE-v1' + suite + label + ikm, 'sha256')


def _expand(suite, prk, label, info, size):
    return hmac.digest(prk, size.to_bytes(2, 'big') + b'HPKE-v1' + suite
                       + label + info + b'\1', 'sha256')[:size]


def seal_rows(secret, ephemeral, context, plain):
    """Rows of the page from a clinic's key to enc and ciphertext."""
    base = (9).to_bytes(32, 'little')
    public, enc = x25519(secret, base), x25519(ephemeral, base)
    dh = x25519(ephemeral, public)
    shared = _expand(KEM, _extract(KEM, b'', b'eae_prk', dh),
                     b'shared_secret', enc + public, 32)
    schedule = b'\0' + _extract(SUITE, b'', b'psk_id_hash', b'') \
        + _extract(SUITE, b'', b'info_hash', context)
    prk = _extract(SUITE, shared, b'secret', b'')
    key = _expand(SUITE, prk, b'key', schedule, 32)
    nonce = _expand(SUITE, prk, b'base_nonce', schedule, 12)
    return [('clinic secret key', '', secret),
            ('clinic public key', '', public),
            ('ephemeral secret key', 'random, thrown away', ephemeral),
            ('enc', 'its public key', enc),
            ('shared secret', 'RFC 9180 section 4.1', shared),
            ('key', 'RFC 9180 section 5.1', key),
            ('base nonce', 'RFC 9180 section 5.1', nonce),
            ('ciphertext', 'ChaCha20-Poly1305(key, base nonce, no aad, '
             'plaintext)', aead(key, nonce, b'', plain))]


def pad(plain):
    size = 256
    while size < len(plain):
        size *= 2
    return plain.ljust(size, b'\0')


def context_of(part, root):
    return f.array(f.tstr('carnet seal 1'), f.integer(part + 1), f.bstr(root))
