# SPDX-License-Identifier: Apache-2.0
"""Made-up people, keys and days that the cases share."""
import base64
import hashlib
import pathlib

from nacl.signing import SigningKey

KEYS = pathlib.Path(__file__).resolve().parents[2] / 'data/keys'
TODAY, NOW = '2026-03-17', '2026-03-17T12:00:00Z'


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def as_bytes(data):
    return {'bytes': b64(data)}


def seed_of(name):
    return hashlib.sha256(b'carnet door ' + name.encode()).digest()


def key(name):
    """A secret key, by name."""
    return as_bytes(seed_of(name))


def public_of(name):
    return bytes(SigningKey(seed_of(name)).verify_key)


def public(name):
    return as_bytes(public_of(name))


def pem(name):
    return (KEYS / name).read_text(encoding='ascii')


PERSON = {'kind': 'person', 'name': 'Samira Haidari',
          'birth_date': '1994-11-02'}
DIABETES = {'kind': 'condition', 'id': 'dm', 'code': {'code': 'E11.9'},
            'since': '2019-05', 'status': 'active'}
PENICILLIN = {'kind': 'allergy', 'agent': {'code': '91936005'},
              'criticality': 'high'}
HIV = {'kind': 'condition', 'code': {'code': 'B24'}}
RECORD = {'entries': [PERSON, DIABETES, PENICILLIN, HIV]}
SEED = b64(bytes(range(16)))
OTHER_SEED = b64(bytes(range(16, 32)))


def issued(case, issuer='clinic', record=None, **more):
    """Issues, with a seed that makes it the same every time."""
    case.ask('issue_sign_seeded', {
        'record': record or RECORD, 'issued': TODAY, 'key': key(issuer),
        'seed': SEED, **more})
    return case.result('passport')
