# SPDX-License-Identifier: Apache-2.0
"""The library behind bridge.c, and both verdicts in one shape to compare."""
import decimal
import json
import struct
import subprocess

from . import dates, jsonform
from .schema import PARTS

ISSUE, VERIFY, PRESENT, SPLIT, JOIN = b'I', b'V', b'P', b'S', b'J'
SEAL, OPEN = b'L', b'O'
TRUST, NEXT, STATUS, TRUSTING = b'T', b'N', b'R', b'W'


class Library:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def _ask(self, operation, data):
        pipe = self.process.stdin
        pipe.write(struct.pack('>I', len(data) + 1) + operation + data)
        pipe.flush()

    def _answer(self):
        pipe = self.process.stdout
        head = pipe.read(8)
        assert len(head) == 8, f'the bridge ended: {self.process.wait()}'
        size, status = struct.unpack('>Ii', head)
        return status, pipe.read(size - 4)

    def ask_issue(self, key_seed, root_seed, day, valid, text, allow=True):
        """To be answered while the twin does the same."""
        valid = -1 if valid is None else valid
        self._ask(ISSUE, key_seed + root_seed
                  + struct.pack('>iiB', day, valid, allow) + text.encode())

    def issued(self):
        """(status, passport file or reason)."""
        return self._answer()

    def present(self, data, words):
        """(status, file that shows what these words name, or reason)."""
        said = '\0'.join(words).encode() + b'\0'
        self._ask(PRESENT, struct.pack('>HH', len(words), len(said)) + said
                  + data)
        return self._answer()

    def seal(self, data, part, keys, phrase=None):
        """(name of a status or None, file with that part sealed)."""
        typed = (phrase or '').encode()
        self._ask(SEAL, bytes([part, len(keys)]) + b''.join(keys)
                  + bytes([len(typed)]) + typed + data)
        return self._named()

    def open(self, data, pem=b'', phrase=None):
        """The same of what a key or a phrase opens."""
        typed = (phrase or '').encode()
        self._ask(OPEN, struct.pack('>H', len(pem)) + pem
                  + bytes([len(typed)]) + typed + data)
        return self._named()

    def ask_verify(self, data, keys, now_s):
        head = struct.pack('>qB', now_s, len(keys))
        self._ask(VERIFY, head + b''.join(keys) + data)

    def verified(self):
        """The verdict as JSON says it; numbers keep their digits."""
        status, out = self._answer()
        assert status == 0, f'bridge says {status}: {out!r}'
        return json.loads(out, parse_float=decimal.Decimal)

    def _named(self):
        """(name of a status or None, text)."""
        status, out = self._answer()
        return (out.decode(), None) if status else (None, out)

    def split(self, data, count, index):
        self._ask(SPLIT, bytes([count, index]) + data)
        return self._named()

    def join(self, texts):
        self._ask(JOIN, b''.join(struct.pack('>H', len(t)) + t
                                 for t in texts))
        return self._named()

    # ---- lists ----

    def trust_list(self, data, pin):
        """(name of a status or None, what the list says)."""
        self._ask(TRUST, pin + data)
        why, out = self._named()
        return why, None if why else json.loads(out)

    def next_list(self, old, new, pin):
        """(name of a status or None, whether new is newer)."""
        self._ask(NEXT, pin + _long(old) + new)
        why, out = self._named()
        return why, None if why else out == b'1'

    def status_list(self, data, keys, indices):
        """(name of a status or None, its numbers and what it says of each
        index, -1 for nothing)."""
        self._ask(STATUS, bytes([len(keys)]) + b''.join(keys)
                  + bytes([len(indices)])
                  + b''.join(struct.pack('>i', i) for i in indices) + data)
        why, out = self._named()
        return why, None if why else [int(n) for n in out.split()]

    def verify_trusting(self, data, keys, lists, status, now_s):
        """(status of each status list, verdict) by keys, trust lists, each
        (pin, bytes), and status lists."""
        self._ask(TRUSTING, struct.pack('>qB', now_s, len(keys))
                  + b''.join(keys) + bytes([len(lists)])
                  + b''.join(pin + _long(b) for pin, b in lists)
                  + bytes([len(status)]) + b''.join(map(_long, status)) + data)
        why, out = self._named()
        assert why is None, f'bridge says {why}'
        *said, verdict = out.split(b'\n', len(status))
        return ([n.decode() for n in said],
                json.loads(verdict, parse_float=decimal.Decimal))

    def end(self):
        self.process.stdin.close()
        return self.process.wait()


def _long(data):
    return struct.pack('>I', len(data)) + data


def _number(value):
    """A number by its digits: 5.0 is not 5, and 1e3 is not 1000."""
    return f'{jsonform.decimal_of(value)}'


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, (int, decimal.Decimal)) \
            and not isinstance(value, bool):
        return _number(value)
    return value


def difference(one, other, path='$'):
    """(path, one's, other's) of the first place where two verdicts differ, or
    None."""
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = [(f'{path}.{k}', one.get(k), other.get(k))
                 for k in {**one, **other}]
    elif isinstance(one, list) and isinstance(other, list) \
            and len(one) == len(other):
        pairs = [(f'{path}[{i}]', *p) for i, p in enumerate(zip(one, other))]
    else:
        one, other = plain(one), plain(other)
        return None if one == other else (path, one, other)
    return next(filter(None, (difference(a, b, p) for p, a, b in pairs)), None)


def of_library(said):
    """A verdict of the library in the common shape."""
    out = {'outcome': said['outcome'], 'malformed': 'reason' in said}
    out['credentials'] = [{
        'outcome': c['outcome'], 'key_id': c['key_id'],
        'identity': c.get('identity'), 'issued': c['issued'],
        'valid_until': c.get('valid_until'),
        'status_index': c.get('status_index'),
        'same_as': c.get('same_as'),
        'facts': {n: f['answer'] for n, f in c['facts'].items()},
        'statuses': {n: f['status'] for n, f in c['facts'].items()
                     if 'status' in f},
        'parts': c['parts'], 'withheld': c.get('withheld', {}),
        'entries': c.get('entries', []),
    } for c in said.get('credentials', [])]
    return out


def _until(credential):
    if credential.valid is None:
        return None
    return dates.iso_day(credential.day + credential.valid)


THERE = {None: 'withheld', 0: 'whole', 1: 'partial'}


def _there(credential, part):
    lacks = credential.withheld(part)
    if lacks is None and credential.sealed[part]:
        return 'sealed'
    return THERE[min(lacks, 1) if lacks is not None else None]


def _withheld(credential):
    return [(n, credential.withheld(p)) for p, n in enumerate(PARTS)]


def of_twin(verdict, schema):
    """A verdict of the twin in the common shape."""
    out = {'outcome': verdict.word, 'malformed': verdict.reason is not None}
    out['credentials'] = [{
        'outcome': j.word, 'key_id': j.credential.kid.hex(),
        'identity': j.identity.hex() if j.identity else None,
        'issued': dates.iso_day(j.credential.day),
        'valid_until': _until(j.credential),
        'status_index': j.credential.index,
        'same_as': j.same_as,
        'facts': j.facts, 'statuses': j.statuses,
        'parts': {n: _there(j.credential, p) for p, n in enumerate(PARTS)},
        'withheld': {n: w for n, w in _withheld(j.credential) if w},
        'entries': [jsonform.to_json(e, schema, j.credential.day)
                    for e in j.entries],
    } for j in verdict.credentials]
    return out
