# SPDX-License-Identifier: Apache-2.0
"""carnet key: what it makes is what OpenSSL and PyNaCl take for Ed25519."""
import base64
import hashlib
import re
import subprocess
import sys

import nacl.signing

from cli import DATA, OK, RECORD, begin, refused
from tap import Tap

KEYS = {'rsa': 'KEY_ALGORITHM', 'p256': 'KEY_ALGORITHM',
        'ed448': 'KEY_ALGORITHM', 'x25519': 'KEY_ALGORITHM'}
SEALING = 'x25519'  # shown, since it is one, but no issuer's


def openssl(*words):
    done = subprocess.run(['openssl', *words], cwd=carnet.folder,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def hex_of(text, label):
    """Bytes that openssl prints under a label."""
    found = re.search(label + r':\n((?:    .*\n)+)', text)
    return re.sub(r'[\s:]', '', found.group(1))


tap = Tap()
carnet = begin()

with tap.case('openssl_reads_both_keys_and_finds_the_same'):
    secret = openssl('pkey', '-in', 'clinic.key', '-noout', '-text')
    public = openssl('pkey', '-pubin', '-in', 'clinic.pub', '-noout', '-text')
    assert 'ED25519' in secret and 'ED25519' in public
    said = carnet('key', 'show', '--json', 'clinic.pub').json
    assert hex_of(public, 'pub') == hex_of(secret, 'pub') == \
        said['public_key']

with tap.case('the_key_id_is_the_first_four_bytes_of_the_hash'):
    key = bytes.fromhex(said['public_key'])
    assert said['key_id'] == hashlib.sha256(key).hexdigest()[:8]
    assert said == {'algorithm': 'Ed25519', 'key_id': said['key_id'],
                    'public_key': said['public_key'], 'secret': False}

with tap.case('pynacl_finds_the_public_key_of_the_secret_one'):
    pem = carnet.path('clinic.key').read_text().splitlines()
    seed = base64.b64decode(''.join(pem[1:-1]))[-32:]
    assert bytes(nacl.signing.SigningKey(seed).verify_key) == key

with tap.case('show_never_shows_a_secret_byte'):
    for words in ((), ('--json',)):
        done = carnet('key', 'show', 'clinic.key', *words)
        assert done.code == OK, done
        assert seed.hex() not in done.out
        for line in pem[1:-1]:
            assert line not in done.out
    assert carnet('key', 'show', 'clinic.key', '--json').json == \
        dict(said, secret=True)
    assert 'this file holds the secret key' in carnet(
        'key', 'show', 'clinic.key').out
    assert 'secret' not in carnet('key', 'show', 'clinic.pub').out

with tap.case('a_lost_public_key_comes_back_from_the_secret_one'):
    done = carnet('key', 'show', 'clinic.key', '-o', 'again.pub', '--json')
    assert done.json == dict(said, secret=True, public_file='again.pub')
    assert carnet.path('again.pub').read_bytes() == \
        carnet.path('clinic.pub').read_bytes()

with tap.case('new_says_what_it_made'):
    done = carnet('key', 'new', '-o', 'n.key', '--json')
    assert done.code == OK and done.json['secret_file'] == 'n.key'
    assert done.json['public_file'] == 'n.pub'
    shown = carnet('key', 'show', '--json', 'n.pub').json
    assert shown['public_key'] == done.json['public_key'] != key.hex()
    done = carnet('key', 'new', '-o', 'm.key')
    assert 'm.key  (keep it to yourself)' in done.out
    assert 'm.pub  (give it to who verifies)' in done.out

with tap.case('a_key_that_openssl_made_signs_and_verifies'):
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'theirs.key')
    carnet.path('theirs.key').chmod(0o600)
    openssl('pkey', '-in', 'theirs.key', '-pubout', '-out', 'theirs.pub')
    p = carnet.issue(RECORD, key='theirs.key')
    assert carnet.verify(p, trust='theirs.pub').code == OK

with tap.case('keys_of_other_algorithms_are_named'):
    # CARNET_KEY_ALGORITHM
    for name, words in (('rsa', ['RSA']), ('ed448', ['ED448']),
                        ('x25519', ['X25519']),
                        ('p256', ['EC', '-pkeyopt',
                                  'ec_paramgen_curve:P-256'])):
        openssl('genpkey', '-algorithm', *words, '-out', f'{name}.key')
        openssl('pkey', '-in', f'{name}.key', '-pubout', '-out',
                f'{name}.pub')
        for ending in ('key', 'pub'):
            done = carnet('key', 'show', f'{name}.{ending}')
            if name == SEALING:
                assert done.code == OK and 'X25519' in done.out, done
            else:
                refused(done, DATA, KEYS[name])
        carnet.write('r.json', RECORD)
        refused(carnet('issue', '--key', f'{name}.key', 'r.json'), DATA,
                KEYS[name])
        refused(carnet.verify(p, trust=f'{name}.pub'), DATA, KEYS[name])

with tap.case('a_public_key_of_low_order_is_never_trusted'):
    # CARNET_KEY_LOW_ORDER
    head = bytes.fromhex('302a300506032b6570032100')
    for point in ('00' * 32, '01' + '00' * 31,
                  'ec' + 'ff' * 30 + '7f', 'ed' + 'ff' * 30 + '7f'):
        body = base64.b64encode(head + bytes.fromhex(point)).decode()
        name = carnet.write('low.pub', '-----BEGIN PUBLIC KEY-----\n'
                            f'{body}\n-----END PUBLIC KEY-----\n')
        refused(carnet.verify(p, trust=name), DATA, 'KEY_LOW_ORDER')

sys.exit(tap.end())
