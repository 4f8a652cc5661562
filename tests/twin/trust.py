# SPDX-License-Identifier: Apache-2.0
"""Trust lists, trust.md sections 1, 3 and 4: read, refused, one after another,
and as JSON."""
import collections
import dataclasses
import unicodedata

from . import cbor, cose, dates, joiners, wire
from .fault import Refused, demand
from .values import array

TYPE = 'application/carnet-trust.1+cwt'
PREFIX, MAGIC = 'HT1:', bytes.fromhex('8948540D0A1A0A01')
CLAIM = -65539
DAY_MAX, NUMBER_MAX = 2932896, 2 ** 32 - 1
ISSUERS, KEYS, CANDIDATES, NAME, KINDS = 65536, 16, 4, 128, 64
ISSUER_KINDS = ('state', 'intergovernmental', 'ngo', 'clinic')
CREDENTIALS, STATUS = 1, 2
RETIRED, COMPROMISED = 0, 1
# RFC 8032 section 7.1 and RFC 8410 section 10.3.
PUBLISHED = {bytes.fromhex(x) for x in (
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    '278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e',
    'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    '19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1')}
# Unicode property Default_Ignorable_Code_Point.
IGNORABLE = {0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xfeff,
             0xffa0, *range(0x180b, 0x1810), *range(0x200b, 0x2010),
             *range(0x202a, 0x202f), *range(0x2060, 0x2070),
             *range(0xfe00, 0xfe10), *range(0xfff0, 0xfff9),
             *range(0x1bca0, 0x1bca4), *range(0x1d173, 0x1d17b),
             *range(0xe0000, 0xe1000)}
# Drawn as a space or as nothing, or each font's own; and Cf of Unicode 15.0,
# which Python may not know yet.
ODD = {'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Cs', 'Co'}
BLANK = {0x2800, *range(0x13430, 0x13440), *range(0xfdd0, 0xfdf0)}


class ListRefused(Refused):
    """reasons: names of statuses, any of which may be told; FORM for what is
    not in the form at all, whatever is wrong with it."""

    def __init__(self, *reasons):
        super().__init__(sorted(reasons)[0])
        self.reasons = frozenset(reasons)


@dataclasses.dataclass
class Key:
    public: bytes
    first: int               # day
    last: int = None         # None: without end
    sealing: bytes = None
    kinds: tuple = None      # None: all
    use: int = None          # None: both; else 0 or 1
    withdrawn: tuple = None  # (day, RETIRED or COMPROMISED)

    def may(self, what):
        return self.use is None or self.use + 1 == what

    def is_compromised(self):
        return self.withdrawn is not None and self.withdrawn[1] == COMPROMISED


@dataclasses.dataclass
class Issuer:
    name: str
    country: str
    kind: int
    keys: list


@dataclasses.dataclass
class TrustList:
    id: bytes
    epoch: int
    sequence: int
    issued: int
    next_update: int
    next_key: bytes
    issuers: list
    signer: bytes = None
    raw: bytes = None

    def keys(self):
        return [(i, k) for i in self.issuers for k in i.keys]

    def find(self, public):
        """(issuer, key), or None."""
        return next((x for x in self.keys() if x[1].public == public), None)


# ---- envelope and signature, as for status lists ----

def open_list(data, prefix, magic):
    """The COSE_Sign1 of a text or file."""
    demand(data, 'TEXT_EMPTY')
    if data[:1] == magic[:1]:
        demand(len(data) <= wire.FILE_MAX, 'TEXT_TOO_LONG')
        demand(data[:8] == magic and len(data) > 8, 'TEXT_MAGIC')
        return data[8:]
    text = wire.without_line_end(data).decode('latin-1')
    demand(text.startswith(prefix) and len(text) > 4, 'TEXT_PREFIX')
    demand(len(text) <= wire.TEXT_MAX, 'TEXT_TOO_LONG')
    return wire.base45_decode(text[4:])


def header(kid, kind):
    return cbor.write({1: -8, 4: kid, 16: kind})


def _bytes_of(item, size=None):
    demand(item.major == cbor.BSTR, 'CBOR_TYPE')
    demand(size is None or len(item.value) == size, 'CBOR_SHAPE')
    return item.value


def take_apart(raw, kind):
    """(key id, payload, signature, what is signed) of a signed list."""
    item = cbor.read(raw, 2, len(raw))
    demand(item.major == cbor.ARRAY and len(item.value) == 4, 'CBOR_SHAPE')
    front, loose, payload, signature = item.value
    demand(loose.raw == b'\xa0', 'CBOR_SHAPE')
    front = _bytes_of(front)
    kid = front[5:9]
    demand(len(kid) == 4 and front == header(kid, kind), 'CBOR_SHAPE')
    payload = _bytes_of(payload)
    return kid, payload, _bytes_of(signature, 64), \
        cbor.write(['Signature1', front, b'', payload])


def sign_list(payload, seed, kind, kid=None):
    front = header(cose.key_id(cose.public_of(seed)) if kid is None else kid,
                   kind)
    message = cbor.write(['Signature1', front, b'', payload])
    return cbor.write([front, {}, payload, cose.sign(seed, message)])


# ---- the payload ----

def number(item, most):
    demand(item.major == cbor.UINT and item.value <= most, 'CBOR_RANGE')
    return item.value


def is_unseen(c):
    cp = ord(c)
    return (c != ' ' and unicodedata.category(c) in ODD or cp > 0x3fffd
            or cp & 0xfffe == 0xfffe or cp in IGNORABLE | BLANK)


def is_other_form(before, c):
    """Whether NFC has another form for c, or one for both."""
    return not unicodedata.is_normalized('NFC', c) or (
        ord(before) <= 0xffff and unicodedata.is_normalized('NFC', before)
        and len(unicodedata.normalize('NFC', before + c)) == 1)


def _name(item):
    demand(item.major == cbor.TSTR, 'CBOR_TYPE')
    demand(1 <= len(item.value.encode()) <= NAME, 'CBOR_STRING')
    demand(item.value == item.value.strip(' ') and '  ' not in item.value,
           'TRUST_FORM')
    demand(not any(map(is_unseen, joiners.without(item.value))), 'TRUST_FORM')
    demand(not any(map(is_other_form, ' ' + item.value, item.value)),
           'TRUST_FORM')
    return item.value


def _country(item):
    if item.raw == b'\xf6':
        return None
    demand(item.major == cbor.TSTR and len(item.value) == 2
           and all('A' <= c <= 'Z' for c in item.value), 'TRUST_FORM')
    return item.value


def _rising(values, strictly=True):
    return all(a < b if strictly else a <= b
               for a, b in zip(values, values[1:]))


def _kinds(item):
    kinds = tuple(number(x, KINDS - 1) for x in array(item, 1, KINDS))
    demand(_rising(kinds), 'TRUST_FORM')
    return kinds


def _withdrawn(item):
    day, how = array(item, 2, 2)
    return number(day, DAY_MAX), number(how, 1)


OPTIONS = {1: ('last', lambda x: number(x, DAY_MAX)),
           2: ('sealing', lambda x: _bytes_of(x, 32)),
           3: ('kinds', _kinds), 4: ('use', lambda x: number(x, 1)),
           5: ('withdrawn', _withdrawn)}


def _key(item):
    public, first, options = array(item, 3, 3)
    key = Key(_bytes_of(public, 32), number(first, DAY_MAX))
    demand(options.major == cbor.MAP, 'CBOR_TYPE')
    for label, value in options.value:
        demand(label.major == cbor.UINT and label.value in OPTIONS,
               'TRUST_FORM')
        name, take = OPTIONS[label.value]
        setattr(key, name, take(value))
    demand(key.last is None or key.last >= key.first, 'TRUST_FORM')
    return key


def _issuer(item):
    name, country, kind, keys = array(item, 4, 4)
    out = Issuer(_name(name), _country(country),
                 number(kind, len(ISSUER_KINDS) - 1),
                 [_key(k) for k in array(keys, 1, KEYS)])
    demand(_rising([k.public for k in out.keys], strictly=False),
           'TRUST_FORM')
    return out


def _payload(data):
    item = cbor.read(data, 8)
    demand(item.major == cbor.MAP and [k.value for k, _ in item.value]
           == [6, CLAIM], 'TRUST_FORM')
    issued, body = [v for _, v in item.value]
    issued = number(issued, 86400 * DAY_MAX)
    demand(issued % 86400 == 0, 'TRUST_FORM')
    ident, epoch, sequence, update, key, issuers = array(body, 6, 6)
    out = TrustList(_bytes_of(ident, 16), number(epoch, NUMBER_MAX),
                    number(sequence, NUMBER_MAX), issued // 86400,
                    number(update, DAY_MAX),
                    None if key.raw == b'\xf6' else _bytes_of(key, 32),
                    [_issuer(x) for x in array(issuers, 0, ISSUERS)])
    demand(out.next_update >= out.issued, 'TRUST_FORM')
    demand(_rising([(i.name.encode(), i.country or '') for i in out.issuers]),
           'TRUST_FORM')
    return out


def _faults(found):
    """What a list in its form may not hold."""
    keys = [k.public for _, k in found.keys()]
    if not keys:
        yield 'TRUST_EMPTY'
    if {found.signer, found.next_key} & set(keys):
        yield 'TRUST_SELF'
    if len(set(keys)) < len(keys):
        yield 'KEY_TWICE'
    ids = collections.Counter(cose.key_id(k) for k in keys)
    if ids and max(ids.values()) > CANDIDATES:
        yield 'KEY_CROWDED'
    if PUBLISHED & {found.signer, found.next_key, *keys}:
        yield 'KEY_TEST'


def formed(read, *args):
    """What read gives; whatever is not in the form is FORM, and a sub of a
    status list that names no key KEY_ISSUER too."""
    try:
        return read(*args)
    except Refused as why:
        more = {why.reason} & {'KEY_ISSUER'}
        raise ListRefused('FORM', *more) from None


def read(data, pin):
    raw = formed(open_list, data, PREFIX, MAGIC)
    kid, payload, signature, message = formed(take_apart, raw, TYPE)
    if kid != cose.key_id(pin):
        raise ListRefused('TRUST_PIN')
    if not cose.verify(pin, signature, message):
        raise ListRefused('KEY_SIGNATURE')
    found = formed(_payload, payload)
    found.signer, found.raw = pin, raw
    faults = set(_faults(found))
    if faults:
        raise ListRefused(*faults)
    return found


# ---- one after another ----

def _unsigned_by(data, old):
    """The next list under whichever key may have signed it."""
    try:
        return read(data, old.signer)
    except ListRefused as why:
        if 'TRUST_PIN' not in why.reasons or old.next_key is None:
            raise
    return read(data, old.next_key)


def _is_back(old, new):
    for _, was in old.keys():
        if was.withdrawn is None:
            continue
        now = new.find(was.public)
        if (now is None or now[1].withdrawn is None
                or now[1].withdrawn[0] > was.withdrawn[0]
                or now[1].withdrawn[1] < was.withdrawn[1]):
            return True
    return False


def _steps(old, new):
    """Why a list may not take the place of another."""
    if new.id != old.id:
        yield 'TRUST_OTHER'
    if (new.epoch, new.sequence) < (old.epoch, old.sequence):
        yield 'TRUST_OLDER'
    if (new.epoch, new.sequence) == (old.epoch, old.sequence):
        yield 'TRUST_FORKED'
    if new.epoch > old.epoch + 1:
        yield 'TRUST_EPOCH'
    due = {old.epoch: old.signer, old.epoch + 1: old.next_key}
    if new.epoch in due and new.signer != due[new.epoch]:
        yield 'TRUST_PIN'
    if new.epoch != old.epoch:
        return
    if old.next_key is not None and new.next_key != old.next_key:
        yield 'TRUST_NEXT'
    if _is_back(old, new):
        yield 'TRUST_BACK'


def follow(data, old):
    """True for a list that may take the place of old, False for the same."""
    new = _unsigned_by(data, old)
    if new.raw == old.raw:
        return False
    why = set(_steps(old, new))
    if why:
        raise ListRefused(*why)
    return True


# ---- writing, and as JSON ----

def _key_items(key):
    options = {n: getattr(key, name) for n, (name, _) in OPTIONS.items()
               if getattr(key, name) is not None}
    return [key.public, key.first, options]


def payload_of(found):
    return cbor.write({6: 86400 * found.issued, CLAIM: [
        found.id, found.epoch, found.sequence, found.next_update,
        found.next_key,
        [[i.name, i.country, i.kind, [_key_items(k) for k in i.keys]]
         for i in found.issuers]]})


def sign(found, seed):
    return sign_list(payload_of(found), seed, TYPE)


def as_file(raw):
    return MAGIC + raw


def as_text(raw):
    return (PREFIX + wire.base45_encode(raw)).encode()


def _key_json(key, kind_names):
    out = {'key': key.public.hex(), 'key_id': cose.key_id(key.public).hex(),
           'from': dates.iso_day(key.first),
           'use': ('credentials', 'status', 'both')[
               2 if key.use is None else key.use]}
    if key.sealing is not None:
        out['sealing'] = key.sealing.hex()
    if key.last is not None:
        out['until'] = dates.iso_day(key.last)
    # All kinds by name is no list of kinds.
    if key.kinds is not None and len(key.kinds) < KINDS:
        out['may_sign'] = [kind_names.get(n, n) for n in key.kinds]
    if key.withdrawn is not None:
        out['withdrawn'] = dates.iso_day(key.withdrawn[0])
        out['as'] = ('retired', 'compromised')[key.withdrawn[1]]
    return out


def to_json(found, kind_names):
    out = {'list': found.id.hex(), 'epoch': found.epoch,
           'sequence': found.sequence, 'issued': dates.iso_day(found.issued),
           'next_update': dates.iso_day(found.next_update),
           'signer': found.signer.hex(), 'issuers': []}
    if found.next_key is not None:
        out['next_key'] = found.next_key.hex()
    for issuer in found.issuers:
        one = {'name': issuer.name, 'kind': ISSUER_KINDS[issuer.kind],
               'keys': [_key_json(k, kind_names) for k in issuer.keys]}
        if issuer.country is not None:
            one['country'] = issuer.country
        out['issuers'].append(one)
    return out
