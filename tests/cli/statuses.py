# SPDX-License-Identifier: Apache-2.0
"""What tests of status lists share: one folder with a clinic and others, drafts
and lists of the command, lists that it would not sign, and stores."""
import zlib

import cbor2

import craft
from cli import OK, RECORD, begin

MAGIC = bytes.fromhex('894852 0d0a1a0a01')
TYPE = 'application/statuslist+cwt'
DAY = 86400
NOON = 20523 * DAY + 43200  # 2026-03-11
MADE, LATER = '2026-03-11T12:00:00Z', '2026-03-12T12:00:00Z'

carnet = begin()

good = carnet.good


def new_draft(name='clinic.draft', *options, key='clinic.pub'):
    good('status', 'new', '--key', key, '-o', name, *options)
    return name


def issue(draft='clinic.draft', key='clinic.key', content=RECORD):
    """A page with an index: its file, and the index."""
    source = carnet.write(carnet.new_name('json'), content)
    name = carnet.new_name('carnet')
    done = good('issue', '--key', key, '--status', draft, '--json', source,
                '-o', name)
    return name, done.json['status_index']


def set_status(value, index, draft='clinic.draft'):
    return good('status', 'set', draft, '--as', value, '--index', str(index))


def sign(name, draft='clinic.draft', now=MADE, *options, key='clinic.key'):
    good('status', 'sign', draft, '--key', key, '-o', name, '--now', now,
         *options)
    return name


def copy_draft(name, copy):
    carnet.path(copy).write_bytes(carnet.path(name).read_bytes())
    return copy


def given_out(draft):
    return good('status', 'sign', draft, '--key', 'clinic.key', '-o',
                carnet.new_name('status'), '--json', '--now',
                MADE).json['given_out']


def verify(page, *options, trust=('clinic.pub',), code=OK, now='2026-03-15',
           verb='verify'):
    words = [w for key in trust for w in ('--trust', key)]
    return good(verb, *words, page, '--now', now, *options, code=code)


def facts(page, *options, **more):
    done = verify(page, '--json', *options, **more)
    return done.json['credentials'][0]['facts']


class Signer(craft.Signer):
    """An issuer that signs lists which the command would not."""

    def make(self, *, typ=TYPE, alg=-8, claims=None, lst=None, bits=2,
             of=None, iat=NOON, tag=False, spoil=False):
        said = {2: 'carnet:' + (of or self).digest.hex(),
                4: iat + 30 * DAY, 6: iat,
                65533: {'lst': zlib.compress(bytes(4), 9)
                        if lst is None else lst, 'bits': bits}}
        said.update(claims or {})
        said = {k: v for k, v in said.items() if v is not None}
        header = cbor2.dumps({1: alg, 4: self.digest[:4], 16: typ},
                             canonical=True)
        payload = cbor2.dumps(said, canonical=True)
        data = cbor2.dumps(['Signature1', header, b'', payload])
        signature = bytearray(self.key.sign(data).signature)
        signature[0] ^= spoil
        parts = [header, {}, payload, bytes(signature)]
        body = cbor2.dumps(cbor2.CBORTag(18, parts) if tag else parts)
        return MAGIC + body


for who in ('other', 'list', 'second', 'thief'):
    good('key', 'new', '-o', who + '.key')
clinic = Signer(carnet.path('clinic.key').read_text())
other = Signer(carnet.path('other.key').read_text())


def say_lists():
    """say.draft and its list: four pages of which the list says, in this order,
    good, revoked, suspended and in error."""
    new_draft('say.draft', '--size', '16')
    pages = [issue('say.draft') for _ in range(4)]
    for value, (_, index) in zip(('good', 'revoked', 'suspended', 'in-error'),
                                 pages):
        set_status(value, index, 'say.draft')
    sign('say.status', 'say.draft', MADE, '--ttl', '3600', '--days', '10')
    return pages


def say_after(pages):
    """A later list, which takes the good page back."""
    set_status('revoked', pages[0][1], 'say.draft')
    sign('after.status', 'say.draft', LATER)


# ---- trust lists and stores ----

def trust_list(out, *rows, previous=None, withdraw=()):
    """A list with rows of (key, name, options)."""
    draft = carnet.new_name('json')
    good('trust', 'new', '-o', draft)
    if previous is not None:
        good('trust', 'new', previous, '--pin', 'list.pub', '-o', draft)
    for key, name, *options in rows:
        good('trust', 'add', draft, '--name', name, '--kind', 'clinic',
             '--key', key, '--from', '2026-01-01', '--now', '2026-01-01',
             *options)
    for key, how, day in withdraw:
        good('trust', 'withdraw', draft, '--key', key, '--as', how, '--on',
             day)
    before = () if previous is None else ('--previous', previous, '--pin',
                                          'list.pub')
    good('trust', 'sign', draft, '--key', 'list.key', '-o', out, '--now',
         '2026-03-01', *before)
    return out


def put(name, code=OK, store='lists', now='2026-03-15'):
    return good('status', 'check', name, '--store', store, '--now', now,
                code=code)


def as_kept(name, signer=clinic):
    """A file of a store: the key that signed, and the list."""
    return b'carnet status 1\n' + bytes(signer.key.verify_key) + \
        carnet.path(name).read_bytes()


def kept(store='lists', who=clinic):
    return carnet.folder / store / (who.digest.hex() + '.status')
