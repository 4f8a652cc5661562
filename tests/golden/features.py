# SPDX-License-Identifier: Apache-2.0
"""What the golden folder has files of: every kind of entry and every feature of
the format, each with the question that is asked about it. All people, places and
keys are made up. A row is (about, files, door, now, with), as in the manifest.
New features go to the end of their group; a file that is there is not made
again, so what was made before may not be counted on to be made the same."""
import json
import os

import broken

DATA = 'tests/data'
DAY = 86400
NOON = 20529 * DAY + DAY // 2  # 2026-03-17T12:00:00Z
TIME = '2026-03-17T12:00:00Z'
PERSON = {'kind': 'person', 'name': 'Awa Ndoye', 'birth_date': '1990-02-28'}
OTHER = {'kind': 'person', 'name': 'Ioana Pop', 'birth_date': '1984'}
HIV = {'kind': 'condition', 'code': {'code': 'B24'}}
ASTHMA = {'kind': 'condition', 'code': {'code': 'J45.9'}, 'since': '2011'}
SUGAR = {'kind': 'condition', 'code': {'code': 'E11.9'}, 'since': '2018-06'}
ALLERGY = {'kind': 'allergy', 'agent': {'code': '764146007'}, 'severity': 'severe'}
YELLOW = {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
          'date': '2025-12-04', 'lot': 'X3D144V', 'dose': 1}
TABLET = {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
          'strength': {'value': 850, 'unit': 'mg'},
          'dose': {'value': 1, 'unit': '{tbl}'}, 'times_a_day': 2,
          'since': '2024-01-10', 'long_term': True}
KEYS = ('a', 'b', 'bs', 'c', 'd', 'x', 'z', 'list', 'next', 'other')
BARE = 'a.pub b.pub'
LISTS = 'list.pub 1.trust b.status'


class Making:
    """The verbs that the features need."""

    def __init__(self, maker):
        self.maker = maker
        self.root = os.path.join(os.path.dirname(__file__), '../..')

    def keys(self):
        for name in KEYS:
            if not self.maker.has(f'{name}.key'):
                self.maker('key', 'new', '-o', f'{name}.key')
        for name in ('clinic.open', 'ward.open', 'port.open'):
            if not self.maker.has(f'{name}.key'):
                self.maker('key', 'new', '--sealing', '-o', f'{name}.key')
        for name in (*KEYS, 'clinic.open', 'ward.open', 'port.open'):
            if not self.maker.has(f'{name}.pub'):
                self.maker('key', 'show', f'{name}.key', '-o', f'{name}.pub')

    def run(self, out, *words, **more):
        """A call that makes a file, unless that is there."""
        if not self.maker.has(out):
            self.maker(*words, '-o', out, **more)
        return out

    def issue(self, out, *entries, key='a', words=(), **members):
        record = {'issued': '2026-03-17', 'entries': list(entries), **members}
        self.maker.write('record.json', '')
        (self.maker.folder / 'record.json').write_text(json.dumps(record))
        return self.run(out, 'issue', '--key', f'{key}.key', 'record.json',
                        '--now', TIME, *words)

    def sample(self, out, path):
        return self.run(out, 'issue', '--key', 'a.key',
                        os.path.join(self.root, path), '--now', TIME)

    def text(self, out, name):
        return self.maker.write(
            out, self.maker('qr', '--whole', '--text', name).rstrip(b'\n')) \
            if not self.maker.has(out) else out

    def present(self, out, name, *words, **more):
        return self.run(out, 'present', name, *words, **more)

    def merge(self, out, *names):
        return self.run(out, 'merge', '--same-person', *names)

    def seal(self, out, name, *words):
        """With a phrase, which goes to a file beside it."""
        if not self.maker.has(out):
            near, far = os.pipe()
            self.maker('present', name, *words, '--phrase-fd', far, '-o', out,
                       pass_fds=(far,))
            os.close(far)
            phrase = os.read(near, 100).strip()
            os.close(near)
            self.maker.write(out.replace('.carnet', '.phrase'), phrase)
        return out


# ---- lists ----

def make_lists(m):
    def add(draft, name, key, kind, *more):
        m.maker('trust', 'add', draft, '--name', name, '--country', 'GR',
                '--kind', kind, '--key', f'{key}.pub', '--from', '2025-01-01',
                *more)

    def sign(draft, out, day, *more, key='list'):
        m.maker('trust', 'sign', draft, '--key', f'{key}.key', '--now', day,
                '-o', out, *more)

    def withdraw(draft, key, how, day):
        m.maker('trust', 'withdraw', draft, '--key', f'{key}.pub', '--as', how,
                '--on', day)

    if m.maker.has('1.trust'):
        return
    m.maker('trust', 'new', '--days', '90', '-o', 'd.json')
    add('d.json', 'Aid for All', 'a', 'ngo', '--sealing-key',
        'clinic.open.pub')
    add('d.json', 'Ministry of Health', 'b', 'state')
    add('d.json', 'Ministry of Health', 'bs', 'state', '--use', 'status')
    add('d.json', 'Port Clinic', 'c', 'clinic')
    add('d.json', 'Vaccines for All', 'd', 'intergovernmental', '--may-sign',
        'person,vaccination')
    add('d.json', 'Stolen Clinic', 'x', 'clinic', '--until', '2027-01-01')
    withdraw('d.json', 'c', 'retired', '2026-02-15')
    withdraw('d.json', 'x', 'compromised', '2026-03-01')
    draft = json.loads(m.maker.read('d.json'))
    following = ('--next-key', 'next.pub')
    sign('d.json', '1.trust', '2026-03-10', *following)
    after = ('--previous', '1.trust', '--pin', 'list.pub')
    withdraw('d.json', 'd', 'retired', '2026-03-12')
    sign('d.json', '2.trust', '2026-03-12', *after, *following)
    sign('d.json', 'epoch.trust', '2026-03-13', *after, key='next')
    draft['issuers'] = draft['issuers'][:2]
    draft['list'] = '00112233445566778899aabbccddeeff'
    (m.maker.folder / 'e.json').write_text(json.dumps(draft))
    sign('e.json', 'other.trust', '2026-03-10')


def make_statuses(m):
    """Pages with an index, and the list that speaks of them."""
    states = ('good', 'revoked', 'suspended', 'in-error')
    if not m.maker.has('b.status'):
        m.maker('status', 'new', '--key', 'b.pub', '--size', '64', '-o',
                'b.draft')
        for state in states:
            name = m.issue(f'index-{state}.carnet', PERSON, YELLOW, key='b',
                           words=('--status', 'b.draft'))
            m.maker('status', 'set', 'b.draft', '--as', state, '--key',
                    'b.pub', name)
        m.maker('status', 'sign', 'b.draft', '--key', 'bs.key', '--days', '30',
                '--now', '2026-03-16', '-o', 'b.status')
    for bits in (1, 2, 4, 8):
        draft, out = f'{bits}.draft', f'bits-{bits}.status'
        if not m.maker.has(out):
            m.maker('status', 'new', '--key', 'a.pub', '--bits', bits,
                    '--size', 8 * bits + 8, '-o', draft)
            m.issue('page', PERSON, words=('--status', draft))
            m.maker('status', 'set', draft, '--as', 'revoked', '--key',
                    'a.pub', 'page')
            (m.maker.folder / 'page').unlink()
            m.maker('status', 'sign', draft, '--key', 'a.key', '--ttl',
                    600 * bits, '--now', '2026-03-15', '-o', out)
    return [f'index-{state}.carnet' for state in states]


def list_rows(m):
    make_lists(m)
    pages = make_statuses(m)
    now = str(NOON)
    for name in ('1.trust', 'other.trust'):
        yield ('a trust list', name, 'trust', now, 'list.pub')
    text = m.text('1.txt', '1.trust')
    yield ('a trust list as text', text, 'trust', now, 'list.pub')
    yield ('by another key than is pinned', '1.trust', 'trust', now,
           'other.pub')
    yield ('a list that follows', '2.trust', 'next', now, 'list.pub 1.trust')
    yield ('the same list again', '1.trust', 'next', now, 'list.pub 1.trust')
    yield ('an older list', '1.trust', 'next', now, 'list.pub 2.trust')
    yield ('the next epoch', 'epoch.trust', 'next', now, 'list.pub 1.trust')
    yield ('a list of another line', 'other.trust', 'next', now,
           'list.pub 1.trust')
    for name in ('bits-1', 'bits-2', 'bits-4', 'bits-8'):
        yield ('a status list', f'{name}.status', 'status', now, 'a.pub')
    text = m.text('b.status.txt', 'b.status')
    yield ('a status list as text, by a second key', text, 'status', now,
           'list.pub 1.trust')
    yield ('a status list of a key that nobody knows', 'b.status', 'status',
           now, 'a.pub')
    for name in pages:
        yield ('a page with an index', name, 'passport', now, LISTS)
        yield ('and no list of it', name, 'passport', now, 'list.pub 1.trust')
        yield ('and by bare keys', name, 'passport', now, BARE)
    yield ('a status list that is old', pages[0], 'passport',
           str(NOON + 40 * DAY), LISTS)


# ---- passports ----

def kind_rows(m):
    """Each kind of entry with every field, as `issue --template` fills it."""
    kinds = m.maker('issue', '--template', 'list').decode().split()
    for n, kind in enumerate(kinds):
        name = f'kind-{kind}.carnet'
        if not m.maker.has(name):
            made = json.loads(m.maker('issue', '--template', kind))
            who = [] if kind == 'person' else [PERSON]
            m.issue(name, *who, *made['entries'])
        if n % 2 == 1:
            name = m.text(f'kind-{kind}.txt', name)
        yield (f'an entry of kind {kind}', name, 'passport', str(NOON), 'a.pub')


def passport_rows(m):
    now = str(NOON)

    def row(about, name, trusted=LISTS, at=now):
        return (about, name, 'passport', at, trusted)

    rich = m.sample('rich.carnet', 'tests/data/rich-summary.json')
    yield row('a summary of 22 entries', rich)
    yield row('and as text', m.text('rich.txt', rich), BARE)
    sample = m.sample('emergency.carnet', 'tests/data/emergency.json')
    yield row('an emergency card', m.text('emergency.txt', sample))
    yield row('all three parts', m.sample('returnee.carnet',
                                          'examples/data/returnee.json'))
    yield row('a body that is not deflated', m.issue('one.carnet', ALLERGY))
    valid = m.issue('valid.carnet', PERSON, SUGAR, valid_until='2026-12-31')
    yield row('a last valid day', valid)
    yield row('past its last valid day', valid, at=str(NOON + 300 * DAY))
    yield row('of tomorrow', m.issue('east.carnet', PERSON, SUGAR,
                                     issued='2026-03-18'))
    yield row('of a day to come', m.issue('future.carnet', PERSON, SUGAR,
                                          issued='2026-06-01'))
    yield row('by a key before it was retired',
              m.issue('before.carnet', PERSON, SUGAR, key='c',
                      issued='2026-02-10'))
    yield row('by a key after it was retired',
              m.issue('after.carnet', PERSON, SUGAR, key='c'))
    yield row('by a compromised key',
              m.issue('stolen.carnet', PERSON, SUGAR, key='x',
                      issued='2026-01-10'))
    yield row('outside what its issuer may sign',
              m.issue('scope.carnet', PERSON, YELLOW, SUGAR, key='d'))
    yield row('within it', m.issue('inside.carnet', PERSON, YELLOW, key='d'))
    yield row('by a key for status lists',
              m.issue('use.carnet', PERSON, SUGAR, key='bs'))
    unknown = m.issue('unknown.carnet', PERSON, SUGAR, key='z')
    yield row('by nobody who is known', unknown)
    yield row('a trust list past its day', valid, at=str(NOON + 100 * DAY))
    page = m.issue('page.carnet', PERSON, TABLET, key='b')
    yield row('two issuers', m.merge('two.carnet', valid, page))
    yield row('one known and one unknown', m.merge('mixed.carnet', valid,
                                                   unknown))
    other = m.issue('other-person.carnet', OTHER, TABLET, key='b')
    yield row('two persons', m.merge('persons.carnet', valid, other))
    nobody = m.issue('nobody.carnet', TABLET, key='b')
    yield row('nobody beside somebody', m.merge('nameless.carnet', valid,
                                                nobody))
    m.run('card.carnet', 'issue', '--key', 'a.key', '--separate',
          'desk,vaccination', os.path.join(m.root, DATA, 'rich-summary.json'),
          '--now', TIME) if not m.maker.has('card-desk.carnet') else None
    yield row('a card of its own', 'card-desk.carnet')
    yield row('and another', 'card-vaccination.carnet')
    yield row('a page that replaces another',
              m.issue('again.carnet', PERSON, dict(SUGAR, id='old'),
                      dict(SUGAR, status='remission', replaces=['old'])))
    yield row('scripts, and words of the issuer\'s own',
              m.issue('scripts.carnet',
                      {'kind': 'person', 'name': 'سميرة حيدري',
                       'birth_date': '1994-11'},
                      {'kind': 'condition', 'code': {
                          'code': 'E11.9', 'text': 'цукровий діабет'},
                       'note': 'Ἐν ἀρχῇ'}))


def shown_rows(m):
    now = str(NOON)
    whole = m.issue('whole.carnet', PERSON, YELLOW, SUGAR, TABLET, ALLERGY,
                    ASTHMA, HIV)
    names = m.maker('present', '--audience', 'list', 'x').decode()
    for line in names.splitlines():
        name = line.split()[0]
        try:
            made = m.present(f'for-{name}.carnet', 'returnee.carnet',
                             '--audience', name)
        except AssertionError:
            continue  # it has nothing for them
        yield (f'for {name}', made, 'passport', now, LISTS)
    for about, name, words in (
            ('without the private part', 'no-private', ('--withhold',
                                                        'private')),
            ('without the clinic part', 'no-clinic', ('--withhold', 'clinic')),
            ('without one entry', 'no-entry', ('--withhold', 'clinic/1')),
            ('two entries alone', 'entries', ('--show', 'clinic/0', '--show',
                                              'clinic/3')),
            ('one private entry', 'private', ('--show', 'desk/0', '--show',
                                              'private/0')),
            ('an allergy and the desk', 'kind', ('--audience', 'desk',
                                                 '--show', 'allergy'))):
        made = m.present(f'shown-{name}.carnet', whole, *words)
        yield (about, made, 'passport', now, LISTS)
        yield (f'{about}, as text', m.text(f'shown-{name}.txt', made),
               'passport', now, 'a.pub')
    pieces = [m.present(f'piece-{n}.carnet', whole, '--show', 'desk/0',
                        '--show', f'clinic/{n}') for n in range(3)]
    yield ('pieces that were merged', m.merge('pieces.carnet', *pieces),
           'passport', now, LISTS)
    twice = m.maker.write('twice.carnet', broken.several(
        m.maker.read(pieces[0]), m.maker.read(pieces[1])))
    yield ('one credential shown twice', twice, 'passport', now, LISTS)


def sealed_rows(m):
    now = str(NOON)
    whole = 'whole.carnet'

    def both(name, key, about):
        yield (about, name, 'passport', now, LISTS)
        yield (f'{about}, opened', name, 'opened', now, f'{LISTS} {key}')

    one = m.present('sealed-one.carnet', whole, '--seal',
                    'private:clinic.open.pub')
    yield from both(one, 'clinic.open.key', 'sealed to a clinic')
    yield ('with another key', one, 'opened', now, f'{LISTS} ward.open.key')
    two = m.present('sealed-two.carnet', whole, '--seal',
                    'private:clinic.open.pub', '--seal',
                    'private:ward.open.pub')
    yield from both(two, 'ward.open.key', 'sealed to two')
    three = m.present('sealed-three.carnet', whole, '--audience', 'desk',
                      *(w for n in ('clinic', 'ward', 'port')
                        for w in ('--seal', f'clinic:{n}.open.pub')))
    yield from both(m.text('sealed-three.txt', three), 'port.open.key',
                    'the clinic part sealed to three')
    decoy = m.present('sealed-decoy.carnet', whole, '--seal',
                      'clinic:clinic.open.pub', '--decoy', 'private')
    yield from both(decoy, 'clinic.open.key', 'beside a decoy')
    for name, words in (('phrase', ()),
                        ('both', ('--seal', 'private:clinic.open.pub'))):
        made = m.seal(f'sealed-{name}.carnet', whole, '--seal',
                      'private:phrase', *words)
        yield from both(made, f'sealed-{name}.phrase', f'sealed, {name}')
    yield ('by phrase and key, by the key', 'sealed-both.carnet', 'opened',
           now, f'{LISTS} clinic.open.key')
    yield ('with another phrase', 'sealed-phrase.carnet', 'opened', now,
           f'{LISTS} sealed-both.phrase')
    yield ('nothing sealed', whole, 'opened', now, f'{LISTS} clinic.open.key')


# ---- sets ----

def set_rows(m):
    now = str(NOON)

    def split(name, whole):
        codes = [f'{name}-{n}.txt' for n in range(99)]
        if not m.maker.has(codes[0]):
            lines = m.maker('qr', '--whole', '--set', '--parity', '--text',
                            whole).decode().splitlines()
            for code, line in zip(codes, lines):
                m.maker.write(code, line)
        return [c for c in codes if m.maker.has(c)]

    m.merge('large.carnet', 'rich.carnet', 'returnee.carnet',
            'emergency.carnet')
    codes = split('set', 'large.carnet')
    lists = split('list-set', '1.trust')
    assert len(codes) >= 3 and len(lists) >= 3, (codes, lists)
    for about, names in (('a set', codes), ('in another order', codes[::-1]),
                         ('parity for a lost code', codes[1:]),
                         ('without parity', codes[:-1]),
                         ('two codes lost', codes[2:] + codes[2:3]),
                         ('a code of another set', codes[:1] + lists)):
        yield (about, ' '.join(names), 'passport', now, LISTS)
    yield ('a set of a trust list', ' '.join(lists), 'trust', now, 'list.pub')
    yield ('a code alone', codes[0], 'passport', now, LISTS)


def rows(maker):
    m = Making(maker)
    m.keys()
    for group in (list_rows, kind_rows, passport_rows, shown_rows, sealed_rows,
                  set_rows):
        yield from group(m)
    yield from broken.rows(m, NOON)
