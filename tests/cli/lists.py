# SPDX-License-Identifier: Apache-2.0
"""Trust lists for tests of the command: drafts written by hand, lists that no
command signs, and the status list of docs/spec/status.md."""
import pathlib
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

HERE = pathlib.Path(__file__).resolve()
SPEC = HERE.parents[2] / 'docs/spec'
sys.path.insert(0, str(HERE.parents[1]))

from twin import cose, status, trust  # noqa: E402


def public_hex(number):
    """The public key of a seed that is made of a number."""
    key = ed25519.Ed25519PrivateKey.from_private_bytes(
        number.to_bytes(32, 'big')).public_key()
    return key.public_bytes(serialization.Encoding.Raw,
                            serialization.PublicFormat.Raw).hex()


def draft(num, first=1, **members):
    """A draft of so many issuers with a key each."""
    return {'list': '0123456789abcdef' * 2, 'valid_days': 90, 'issuers': [
        {'name': f'Issuer {i:05}', 'country': 'GR', 'kind': 'ngo', 'keys': [
            {'key': public_hex(first + i), 'from': '2026-01-01'}]}
        for i in range(num)], **members}


def sign(carnet, name, content, *options, key='list.key', day='2026-03-02'):
    """Signs a draft into a list file of that name."""
    source = carnet.write(carnet.new_name('json'), content)
    done = carnet('trust', 'sign', source, '--key', key, '-o', name, '--now',
                  day, *options)
    assert done.code == 0, done
    return name


def seed_of(carnet, name):
    """The secret of a key file."""
    kind, seed = cose.read_key(carnet.path(name).read_bytes())
    assert kind == 'secret', name
    return seed


def crafted(*issuers, day=20514, **how):
    """A list of issuers, (name, keys) each, for what the command refuses to
    sign; day: 2026-03-02."""
    every = [trust.Issuer(name, 'GR', 2, sorted(keys, key=lambda k: k.public))
             for name, keys in issuers]
    found = trust.TrustList(b'sixteen bytes id', 0, 0, day, day + 90, None,
                            sorted(every, key=lambda i: i.name.encode()))
    for name, value in how.items():
        setattr(found, name, value)
    return found


def write(carnet, name, found, key='list.key'):
    """Signs it, whatever it is, into a file."""
    raw = trust.sign(found, seed_of(carnet, key))
    return carnet.write(name, trust.as_file(raw))


def example_status_list():
    """The file of the example in docs/spec/status.md: its last block."""
    page = (SPEC / 'status.md').read_text(encoding='utf-8')
    return bytes.fromhex(page.split('```')[-2].replace('\n', ''))
