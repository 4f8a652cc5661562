# SPDX-License-Identifier: Apache-2.0
"""Status lists, status.md sections 1 and 2: read, refused, looked into."""
import dataclasses
import hashlib
import re
import zlib

from . import cbor, cose
from .fault import Refused, demand
from .trust import ListRefused, formed, number, open_list, sign_list, take_apart

TYPE = 'application/statuslist+cwt'
PREFIX, MAGIC = 'HR1:', bytes.fromhex('8948520D0A1A0A01')
ENTRIES = 1 << 20
TIME_MAX, TTL_MAX = 253717660799, 2 ** 32 - 1
SUB, EXP, IAT, LIST, TTL = 2, 4, 6, 65533, 65534
GOOD, REVOKED, SUSPENDED, IN_ERROR = range(4)


@dataclasses.dataclass
class StatusList:
    issuer: bytes   # SHA-256 of the key that it is about
    made: int       # seconds
    end: int        # None: it names none
    ttl: int        # None
    bits: int
    packed: bytes
    signer: bytes = None
    raw: bytes = None  # as it was signed, without magic

    def count(self):
        return len(self.packed) * 8 // self.bits

    def get(self, index):
        """What it says, None past the end."""
        if not 0 <= index < self.count():
            return None
        at = index * self.bits
        return self.packed[at // 8] >> at % 8 & (1 << self.bits) - 1


def digest(public):
    return hashlib.sha256(public).digest()


def _uri(text):
    """SHA-256 of the key that a sub names."""
    m = re.fullmatch('carnet:([0-9a-f]{64})', text)
    demand(m, 'KEY_ISSUER')
    return bytes.fromhex(m.group(1))


def unzip(data, most):
    packer = zlib.decompressobj()
    try:
        out = packer.decompress(data, most + 1)
    except zlib.error as why:
        raise Refused('INFLATE_DATA', str(why)) from None
    demand(len(out) <= most, 'INFLATE_LIMIT')
    demand(packer.eof, 'INFLATE_DATA')
    demand(not packer.unused_data, 'INFLATE_TRAILING')
    return out


def _statuses(item):
    demand(item.major == cbor.MAP and [k.value for k, _ in item.value]
           == ['lst', 'bits'], 'CBOR_SHAPE')
    packed, bits = [v for _, v in item.value]
    demand(packed.major == cbor.BSTR, 'CBOR_TYPE')
    demand(bits.major == cbor.UINT and bits.value in (1, 2, 4, 8),
           'CBOR_RANGE')
    return bits.value, unzip(packed.value, ENTRIES // 8 * bits.value)


def _payload(data):
    item = cbor.read(data, 3, len(data))
    demand(item.major == cbor.MAP, 'CBOR_TYPE')
    said = {}
    for key, value in item.value:
        demand(key.major == cbor.UINT
               and key.value in (SUB, EXP, IAT, LIST, TTL), 'CBOR_SHAPE')
        said[key.value] = value
        if key.value == SUB and value.major == cbor.TSTR:
            _uri(value.value)  # may be told, whatever else is wrong
    demand({SUB, IAT, LIST} <= set(said), 'CBOR_SHAPE')
    demand(said[SUB].major == cbor.TSTR, 'CBOR_TYPE')
    times = {n: number(said[n], TIME_MAX) for n in (EXP, IAT) if n in said}
    ttl = None
    if TTL in said:
        ttl = number(said[TTL], TTL_MAX)
        demand(ttl > 0, 'CBOR_SHAPE')
    return StatusList(_uri(said[SUB].value), times[IAT], times.get(EXP), ttl,
                      *_statuses(said[LIST]))


def read_by(data, keys):
    """A list that one of some keys signed, whomever it is about."""
    raw = formed(open_list, data, PREFIX, MAGIC)
    kid, payload, signature, message = formed(take_apart, raw, TYPE)
    asked = [k for k in dict.fromkeys(keys) if cose.key_id(k) == kid]
    if not asked:
        raise ListRefused('KEY_UNKNOWN')
    signer = next((k for k in asked if cose.verify(k, signature, message)),
                  None)
    if signer is None:
        raise ListRefused('KEY_SIGNATURE')
    found = formed(_payload, payload)
    found.signer, found.raw = signer, raw
    return found


def read(data, keys):
    """The same, about what the key that signed it signed."""
    found = read_by(data, keys)
    if found.issuer != digest(found.signer):
        raise ListRefused('KEY_ISSUER')
    return found


# ---- writing ----

def payload_of(found):
    claims = {SUB: 'carnet:' + found.issuer.hex(), IAT: found.made,
              LIST: {'lst': zlib.compress(found.packed, 9),
                     'bits': found.bits}}
    if found.end is not None:
        claims[EXP] = found.end
    if found.ttl is not None:
        claims[TTL] = found.ttl
    return cbor.write(claims)


def sign(found, seed):
    return sign_list(payload_of(found), seed, TYPE)
