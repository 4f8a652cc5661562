# SPDX-License-Identifier: Apache-2.0
"""Files that no fault breaks: every verb that writes, with each of its system
calls failing, interrupted, done by half, or the last before a kill or a loss of
power (support/faults.py says what must hold). CARNET_LONG=1: at every point,
where else some are sampled.

    test_faults.py PROGRAM TOOL GROUP           runs the cases of a group
    test_faults.py PROGRAM TOOL GROUP --tell    prints the words of each, as JSON
    test_faults.py PROGRAM TOOL groups          prints the groups

test_fault_cases.py holds what is told against what the command can write."""
import errno
import hashlib
import json
import pathlib
import shutil
import sys
import tempfile
import zlib

import cbor2

from cli import (CANT_CREATE, CONDITION, DATA, IO, NOW, OK, RECORD, REFUSED,
                 REVIEW, USAGE, begin, dense, record)
from faults import Case, Rig
from tap import LONG, Tap

tap = Tap()
carnet = begin()
rig = Rig(sys.argv[2], carnet.program, LONG)
only = sys.argv[3]
tells = sys.argv[4:] == ['--tell']  # the words of each case, and runs none
bases = tempfile.TemporaryDirectory(prefix='carnet-bases-')
known = {}  # what was found once of a file's bytes
total = [0, 0, 0, 0]

good = carnet.good


def base(*names, **made):
    """A folder with some of the files that there are."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=bases.name))
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(carnet.path(name), folder / name)
    for name, content in made.items():
        (folder / name).mkdir()
        for path in content:
            shutil.copy(carnet.path(path), folder / name)
    return folder


def num_credentials(data):
    """Of a passport that is whole and verifies."""
    key = hashlib.sha256(data).digest()
    if key not in known:
        done = carnet('verify', '--trust', 'clinic.pub', '--json', '-',
                      stdin=data)
        assert done.code == OK, done
        known[key] = len(done.json['credentials'])
    return known[key]


def read(path):
    return path.read_bytes() if path.exists() else None


def passport(target, num, before=None):
    """A judge: a passport of num credentials, or what was there before."""
    old = read(carnet.path(before)) if before else None

    def judge(folder):
        data = read(folder / target)
        if data == old:
            return 'old'
        assert data is not None and num_credentials(data) == num, target
        return 'new'
    return judge


def exact(target, made, before=None):
    """A judge: the bytes of one file, or of another."""
    new = read(carnet.path(made))
    old = read(carnet.path(before)) if before else None

    def judge(folder):
        data = read(folder / target)
        assert data in (old, new), (target, data)
        return 'new' if data == new else 'old'
    return judge


def run(case):
    if tells:
        print(json.dumps(case.words))
        return
    with tap.case('no_fault_breaks_' + case.name.replace(' ', '_')):
        points = rig.run(case)
        told(case, points)


def run_reader(name, files, *words, code=OK):
    if tells:
        return
    with tap.case('no_fault_deceives_' + name.replace(' ', '_')):
        case = Case(name, files, words, None, code=code)
        told(case, rig.run_reader(case))


def told(case, points):
    for i, num in enumerate(points):
        total[i] += num
    tap.note('%s: kill %d, fail %d, power %d, other %d'
             % (case.name, *points))


# ---- passports ----

def key_state(folder):
    secret, public = folder / 'new.key', folder / 'new.pub'
    if not secret.exists():
        assert not public.exists(), 'a public key without its secret one'
        return 'old'
    found = []
    for path in (secret, public):
        data = read(path)
        if data is not None:
            key = hashlib.sha256(data).digest()
            if key not in known:
                known[key] = good('key', 'show', '--json', path).json
            found.append(known[key])
    assert found[0]['secret'], found
    if len(found) == 1:
        return 'half'
    assert found[0]['public_key'] == found[1]['public_key'], found
    return 'new'


def is_png(data):
    """Whole: each chunk with its checksum, up to the last."""
    at, kind = 8, b''
    while at + 12 <= len(data) and kind != b'IEND':
        size = int.from_bytes(data[at:at + 4], 'big')
        kind = data[at + 4:at + 8]
        if zlib.crc32(data[at + 4:at + 8 + size]).to_bytes(4, 'big') != \
                data[at + 8 + size:at + 12 + size]:
            return False
        at += 12 + size
    return data[:4] == b'\x89PNG' and kind == b'IEND' and at == len(data)


def check_new_names():
    """File systems that can't rename with care, and that have no links either:
    what is there stays, and what is made is whole."""
    for number, calls in ((errno.EINVAL, 'rename2'),
                          (errno.ENOSYS, 'rename2,link'),
                          (errno.EPERM, 'link')):
        case = Case(calls, base(), ('key', 'new', '-o', 'new.key'), key_state)
        folder, done, _ = rig.faulty(case, 'fail-on', 1, number, calls)
        assert done.returncode == OK and key_state(folder) == 'new', done
        assert len(list(folder.iterdir())) == 2, list(folder.iterdir())
        case.base = folder
        before = read(folder / 'new.key')
        again, done, _ = rig.faulty(case, 'fail-on', 1, number, calls)
        assert done.returncode == CANT_CREATE, done
        assert read(again / 'new.key') == before
        assert len(list(again.iterdir())) == 2, list(again.iterdir())


def batch_state(folder):
    out = folder / ('again' if (folder / 'again').exists() else 'out')
    files = [p for p in (sorted(out.iterdir()) if out.exists() else [])
             if not p.name.startswith('.carnet.')]
    for path in files:
        data = path.read_bytes()
        assert is_png(data) if path.suffix == '.png' \
            else num_credentials(data) == 1, path
    return 'new' if len(files) == 4 else 'part' if files else 'old'


def run_passports():
    carnet.write('r.json', RECORD)
    carnet.write('lines', 2 * (json.dumps(RECORD) + '\n'))
    carnet.write('page.json', record({'kind': 'condition',
                                      'code': {'code': 'I10'}}))
    a = carnet.issue(RECORD)
    b = carnet.issue(record({'kind': 'condition', 'code': {'code': 'J45.9'}}))
    shutil.copy(carnet.path(a), carnet.path('a'))
    shutil.copy(carnet.path(b), carnet.path('b'))
    good('merge', 'a', 'b', '-o', 'ab')
    good('present', 'a', '--audience', 'desk', '-o', 'desk')
    good('key', 'new', '--sealing', '-o', 'seal.key')
    good('present', 'a', '--seal', 'clinic:seal.pub', '-o', 'sealed')
    good('open', '--key', 'seal.key', 'sealed', '-o', 'opened')
    issue = ('issue', '--key', 'clinic.key')
    run(Case('issue', base('clinic.key', 'r.json'),
             (*issue, 'r.json', '-o', 'new'), passport('new', 1)))
    run(Case('issue over a passport', base('clinic.key', 'r.json', 'a'),
             (*issue, '--json', 'r.json', '-o', 'a'), passport('a', 1, 'a')))
    run(Case('issue into', base('clinic.key', 'page.json', 'ab'),
             (*issue, '--json', 'page.json', '--into', 'ab'),
             passport('ab', 3, 'ab'),
             again=lambda state: None if state == 'new' else
             (*issue, 'page.json', '--into', 'ab')))
    run(Case('merge', base('a', 'b'),
             ('merge', '--json', 'a', 'b', '-o', 'new'), exact('new', 'ab')))
    run(Case('present', base('a'),
             ('present', 'a', '--audience', 'desk', '-o', 'new'),
             exact('new', 'desk'), secret=False))
    run(Case('present sealed', base('a', 'seal.pub'),
             ('present', 'a', '--seal', 'clinic:seal.pub', '-o', 'new'),
             passport('new', 1), secret=False))
    run(Case('open', base('sealed', 'seal.key'),
             ('open', '--json', '--key', 'seal.key', 'sealed', '-o', 'new'),
             exact('new', 'opened')))
    run(Case('key new', base(), ('key', 'new', '--json', '-o', 'new.key'),
             key_state,
             again=lambda state: {
                 'old': ('key', 'new', '-o', 'new.key'), 'new': None,
                 'half': ('key', 'show', 'new.key', '-o', 'new.pub')}[state]))
    batch = ('issue', '--batch', 'lines', '--key', 'clinic.key', '--jobs', '1')
    run(Case('issue batch', base('clinic.key', 'lines'), (*batch, '-o', 'out'),
             batch_state, again=lambda state: (*batch, '-o', 'again')))
    run(Case('a key that -o names', base('clinic.key', 'r.json', 'seal.key'),
             (*issue, 'r.json', '-o', 'seal.key'),
             passport('seal.key', 1, 'seal.key'), code=CANT_CREATE, end='old'))
    run(Case('a record that -o names', base('clinic.key', 'r.json'),
             (*issue, 'r.json', '-o', 'r.json'),
             passport('r.json', 1, 'r.json'), code=USAGE, end='old'))
    with tap.case('a_new_name_needs_no_careful_rename'):
        check_new_names()
    run_reader('verify', base('clinic.pub', 'ab'), 'verify', '--now', NOW,
               '--trust', 'clinic.pub', 'ab')
    run_reader('verify batch', base('clinic.pub', 'a', 'b'), 'verify', '--now',
               NOW, '--jobs', '1', '--trust', 'clinic.pub', '--batch', 'a', 'b')


# ---- trust ----

def store(pins, new, old):
    """A judge: the file of the first pin is one of two, the others stay."""
    names = [good('key', 'show', '--json', pin).json['public_key'] + '.list'
             for pin in pins]
    others = {name: read(carnet.path('lists2') / name) for name in names[1:]}

    def judge(folder):
        lists = folder / 'lists'
        for name, data in others.items():
            assert read(lists / name) == data, name
        data = read(lists / names[0])
        assert data in (old, new), data
        return 'old' if data == old else 'new'
    return judge


def run_trust():
    for name in ('list', 'other'):
        good('key', 'new', '-o', name + '.key')
    good('trust', 'new', '-o', 'empty.json', '--days', '30')
    add = ('--name', 'Aid for All', '--country', 'GR', '--kind', 'ngo',
           '--key', 'clinic.pub', '--from', '2026-01-01')
    withdraw = ('--key', 'clinic.pub', '--as', 'retired', '--on', '2026-03-05')
    good('trust', 'add', 'empty.json', *add, '-o', 'added.json')
    good('trust', 'withdraw', 'added.json', *withdraw, '-o', 'withdrawn.json')
    sign = ('--key', 'list.key', '--now', '2026-03-02')
    after = (*sign, '--previous', '1.trust', '--pin', 'list.pub')
    good('trust', 'sign', 'added.json', *sign, '-o', '1.trust')
    good('trust', 'sign', 'withdrawn.json', *after, '-o', '2.trust')
    good('trust', 'new', '-o', 'none.json', '--days', '30')
    good('trust', 'add', 'none.json', *add, '-o', 'more.json')
    good('trust', 'sign', 'more.json', '--key', 'other.key', '--now',
         '2026-03-02', '-o', 'other.trust')
    check = ('trust', 'check', '--now', '2026-03-02')
    good(*check, '1.trust', '--store', 'lists1', '--pin', 'list.pub')
    shutil.copytree(carnet.path('lists1'), carnet.path('lists2'))
    good(*check, 'other.trust', '--store', 'lists2', '--pin', 'other.pub')
    shutil.copytree(carnet.path('lists2'), carnet.path('lists3'))
    good(*check, '2.trust', '--store', 'lists3')
    page = carnet.issue(RECORD)
    shutil.copy(carnet.path(page), carnet.path('a'))

    def lists(n):
        return [f'lists{n}/{p.name}'
                for p in sorted(carnet.path(f'lists{n}').iterdir())]

    name = good('key', 'show', '--json', 'list.pub').json['public_key']
    one, two = (read(carnet.path(f'lists{n}/{name}.list')) for n in (1, 3))
    verify = ('verify', '--now', NOW, '--trust', 'lists', 'a')
    draft = ('trust', 'add', 'd.json', *add)
    carnet.write('d.json', read(carnet.path('empty.json')))
    empty = base('d.json', 'clinic.pub')
    run(Case('trust add', empty, draft, exact('d.json', 'added.json', 'd.json'),
             secret=False, again=lambda s: None if s == 'new' else draft))
    carnet.write('d.json', read(carnet.path('added.json')))
    run(Case('trust withdraw', base('d.json', 'clinic.pub'),
             ('trust', 'withdraw', 'd.json', *withdraw),
             exact('d.json', 'withdrawn.json', 'd.json'), secret=False,
             again=lambda s: None if s == 'new' else
             ('trust', 'withdraw', 'd.json', *withdraw)))
    for name, words, before, made in (
            ('trust add to another file', draft[1:], 'empty.json',
             'added.json'),
            ('trust withdraw to another file',
             ('withdraw', 'd.json', *withdraw), 'added.json',
             'withdrawn.json')):
        carnet.write('d.json', read(carnet.path(before)))
        run(Case(name, base('d.json', 'clinic.pub'),
                 ('trust', *words, '-o', 'new'), exact('new', made),
                 secret=False))
    words = ('trust', 'sign', 'added.json', *sign, '-o', 'new.trust')
    run(Case('trust sign', base('added.json', 'list.key'), words,
             exact('new.trust', '1.trust'), secret=False,
             again=lambda s: None if s == 'new' else words))
    run(Case('trust sign after another',
             base('withdrawn.json', 'list.key', 'list.pub', '1.trust'),
             ('trust', 'sign', 'withdrawn.json', *after, '-o', 'new.trust'),
             exact('new.trust', '2.trust'), secret=False))
    run(Case('a store that is new', base('1.trust', 'list.pub'),
             (*check, '1.trust', '--store', 'lists', '--pin', 'list.pub'),
             store(['list.pub'], one, None), secret=False))
    run(Case('a store of two', base('2.trust', 'a', lists=lists(2)),
             (*check, '2.trust', '--json', '--store', 'lists'),
             store(['list.pub', 'other.pub'], two, one), secret=False,
             reader=verify))
    run(Case('a store of two with a pin',
             base('2.trust', 'list.pub', 'a', lists=lists(2)),
             (*check, '2.trust', '--store', 'lists', '--pin', 'list.pub'),
             store(['list.pub', 'other.pub'], two, one), secret=False,
             reader=verify))
    run(Case('a store that is newer',
             base('1.trust', 'list.pub', 'a', lists=lists(3)),
             (*check, '1.trust', '--store', 'lists', '--pin', 'list.pub'),
             store(['list.pub', 'other.pub'], one, two), secret=False,
             reader=verify, code=REFUSED, end='old'))
    with tap.case('a_list_that_was_there_is_synced_before_that_is_said'):
        # Whoever put it there may have been killed before it was on the disk.
        case = Case('there', base('2.trust', lists=lists(3)),
                    (*check, '2.trust', '--store', 'lists'), None)
        _, done, calls = rig.faulty(case, 'list')
        assert done.returncode == OK and b'was there already' in done.stderr
        assert {'.', 'lists'} == {c.path for c in calls if c.name == 'fsync'}
    run_reader('verify by a store', base('a', lists=lists(3)), *verify)
    run_reader('trust show', base('1.trust', 'list.pub'), 'trust', 'show',
               '--now', NOW, '--pin', 'list.pub', '1.trust')


# ---- status lists ----

def taken(data):
    """Indices that a draft has given out; the draft is whole."""
    name, _, bits, statuses, given, *_ = cbor2.loads(data)
    assert name == 'carnet status draft 1', name
    given = zlib.decompress(given)
    assert len(zlib.decompress(statuses)) == bits * len(given)
    return {i for i in range(8 * len(given)) if given[i // 8] >> i % 8 & 1}


def index_of(path):
    """Of a page that is whole."""
    data = path.read_bytes()
    key = hashlib.sha256(data).digest()
    if key not in known:
        # For review, since no status list is at hand.
        said = carnet('verify', '--trust', 'clinic.pub', '--json', '-',
                      stdin=data)
        assert said.code == REVIEW, said
        one, = said.json['credentials']
        known[key] = one['status_index']
    return known[key]


def pages_of(draft, *names):
    """A judge: what a page bears was given out for it, and on the disk before
    the page; 'part': the page is not there yet, or not all of them."""
    old = taken(read(carnet.path(draft)))

    def judge(folder):
        now = taken(read(folder / draft))
        assert old <= now, 'an index is free again'
        pages = [p for name in names for p in sorted(folder.glob(name))
                 if not p.name.startswith('.carnet.')]
        borne = [index_of(p) for p in pages]
        assert len(set(borne)) == len(borne), ('given out twice', borne)
        assert set(borne) <= now - old, ('not given out', borne, now - old)
        return 'new' if len(borne) >= judge.num else \
            'old' if now == old and not borne else 'part'
    judge.num = 1
    return judge


def signed(target, list_name, draft, noted, before=None,
           later='later.status'):
    """A judge: no list is out that its draft does not note. What broke off
    once it was noted is done again with the next second."""
    lists = [read(carnet.path(before)) if before else None,
             read(carnet.path(list_name)), read(carnet.path(later))]
    drafts = [read(carnet.path(name))
              for name in (draft, noted, 'later.draft')]

    def judge(folder):
        found = (drafts.index(read(folder / draft)),
                 lists.index(read(folder / target)))
        assert found[0] >= found[1], 'a list that its draft does not know of'
        return {(0, 0): 'old', (1, 0): 'part', (1, 1): 'new',
                (2, 0): 'part', (2, 2): 'new'}[found]
    return judge


def kept(new, old, others):
    """A judge: the status list of a store is one of two, the others stay."""
    def judge(folder):
        lists = folder / 'lists'
        for name, data in others.items():
            assert read(lists / name) == data, name
        found = [p.read_bytes() for p in lists.glob('*.status')]
        assert len(found) <= 1 and (found or [None])[0] in (old, new), found
        return 'new' if found == [new] else 'old'
    return judge


def run_status():
    at = {n: f'2026-03-0{n}T12:00:00Z' for n in range(1, 6)}
    carnet.write('r.json', RECORD)
    carnet.write('lines', 2 * (json.dumps(RECORD) + '\n'))
    new = ('status', 'new', '--key', 'clinic.pub', '--size', '16', '-o')
    good(*new, 'd.draft')
    shutil.copy(carnet.path('d.draft'), carnet.path('empty.draft'))
    run(Case('status new', base('clinic.pub'), (*new, 'new.draft'),
             exact('new.draft', 'empty.draft'),
             again=lambda s: None if s == 'new' else (*new, 'new.draft')))
    issue = ('issue', '--key', 'clinic.key', '--status', 'd.draft')
    for n in range(6):
        good(*issue, 'r.json', '-o', f'page{n}.carnet')
    files = base('clinic.key', 'r.json', 'lines', 'd.draft')
    one = (*issue, 'r.json', '-o')
    run(Case('issue with an index', files, (*one, 'a.carnet'),
             pages_of('d.draft', '*.carnet'),
             again=lambda s: (*one, 'b.carnet')))
    batch = (*issue, '--batch', 'lines', '--jobs', '1', '-o')
    judge = pages_of('d.draft', 'o*/*.carnet')
    judge.num = 2
    run(Case('issue batch with indices', files, (*batch, 'o1'), judge,
             again=lambda s: (*batch, 'o2'), power=False))
    # What becomes of a page, and the list that says so.
    index = str(index_of(carnet.path('page0.carnet')))
    sets = ('status', 'set', 'd.draft', '--as', 'revoked', '--index', index)
    sign = ('status', 'sign', 'd.draft', '--key', 'clinic.key', '--now')
    good(*sign, at[2], '-o', '1.status')
    shutil.copy(carnet.path('d.draft'), carnet.path('1.draft'))
    good(*sets)
    shutil.copy(carnet.path('d.draft'), carnet.path('2.draft'))
    good(*sign, at[3], '-o', '2.status')
    shutil.copy(carnet.path('d.draft'), carnet.path('3.draft'))
    good(*sign, at[3], '-o', 'later.status')
    shutil.copy(carnet.path('d.draft'), carnet.path('later.draft'))
    shutil.copy(carnet.path('1.draft'), carnet.path('d.draft'))
    run(Case('status set', base('d.draft'), (*sets, '--json'),
             exact('d.draft', '2.draft', 'd.draft')))
    shutil.copy(carnet.path('2.draft'), carnet.path('d.draft'))
    words = (*sign, at[3], '-o', 'new.status')
    run(Case('status sign', base('d.draft', 'clinic.key'), words,
             signed('new.status', '2.status', 'd.draft', '3.draft'),
             secret=False, again=lambda s: None if s == 'new' else words))
    for name in ('2.text', 'later.text'):
        good(*words[:-1], name, '--text')
    shutil.copy(carnet.path('2.draft'), carnet.path('d.draft'))
    text = (*sign, at[3], '--text', '-o', 'new.text')
    run(Case('status sign for a code', base('d.draft', 'clinic.key'), text,
             signed('new.text', '2.text', 'd.draft', '3.draft',
                    later='later.text'),
             secret=False, again=lambda s: None if s == 'new' else text))
    over = (*sign, at[3], '-o', '1.status')
    run(Case('status sign over the last list',
             base('d.draft', 'clinic.key', '1.status'), (*over, '--json'),
             signed('1.status', '2.status', 'd.draft', '3.draft', '1.status'),
             secret=False, again=lambda s: None if s == 'new' else over))
    shutil.copy(carnet.path('empty.draft'), carnet.path('d.draft'))
    run(Case('an older copy that would sign',
             base('d.draft', 'clinic.key', '1.status'), over,
             signed('1.status', '2.status', 'd.draft', '3.draft', '1.status'),
             secret=False, code=DATA, end='old'))
    run_status_store(at)


def run_status_store(at):
    good('key', 'new', '-o', 'list.key')
    good('trust', 'new', '-o', 'd.json')
    good('trust', 'add', 'd.json', '--name', 'Aid', '--kind', 'ngo', '--key',
         'clinic.pub', '--from', '2026-01-01')
    good('trust', 'sign', 'd.json', '--key', 'list.key', '-o', '1.trust',
         '--now', at[1])
    for n in (0, 1, 2):
        good('trust', 'check', '1.trust', '--store', f'lists{n}', '--pin',
             'list.pub', '--now', at[1])
        check = ('status', 'check', '--now', at[4], '--store')
        if n > 0:
            good(*check, f'lists{n}', f'{n}.status')
    trusted, = carnet.path('lists0').iterdir()
    one, two = (read(next(carnet.path(f'lists{n}').glob('*.status')))
                for n in (1, 2))

    def store(n):
        return [f'lists{n}/{p.name}'
                for p in carnet.path(f'lists{n}').iterdir()]

    others = {trusted.name: read(trusted)}
    more = {'secret': False, 'reader': ('verify', '--now', at[4], '--trust',
                                        'lists', 'page0.carnet')}
    for name, n, given, (before, after), end in (
            ('a store with its first status list', 0, 1, (None, one), {}),
            ('a store with a newer status list', 1, 2, (one, two), {}),
            ('a store with an older status list', 2, 1, (two, one),
             {'code': REFUSED, 'end': 'old'})):
        run(Case(name, base(f'{given}.status', 'page0.carnet', lists=store(n)),
                 (*check, 'lists', f'{given}.status'),
                 kept(after, before, others), **more, **end))
    with tap.case('a_status_list_that_was_there_is_synced_before_that_is_said'):
        # Whoever put it there may have been killed before it was on the disk.
        case = Case('there', base('2.status', lists=store(2)),
                    (*check, 'lists', '2.status'), None)
        _, done, calls = rig.faulty(case, 'list')
        assert done.returncode == OK and b'was there already' in done.stderr
        assert 'lists' in {c.path for c in calls if c.name == 'fsync'}
        n, = (c.n for c in calls if c.name == 'fsync')
        _, done, _ = rig.faulty(case, 'fail', n, errno.EIO, 'all')
        assert done.returncode == IO and b'already' not in done.stderr, done
    run_reader('verify by a status list', base('page0.carnet', lists=store(2)),
               *more['reader'], code=REVIEW)
    run_reader('status check', base('clinic.pub', '2.status', 'page0.carnet'),
               'status', 'check', '2.status', '--trust', 'clinic.pub', '--now',
               at[4], 'page0.carnet', code=REVIEW)


# ---- codes ----

def several(wanted, before=()):
    """A judge: each of these files (name -> bytes) is as it will be, or as it
    was, whole; 'part': some are as they will be, others are not."""
    old = {name: read(carnet.path(before[name])) if name in before else None
           for name in wanted}

    def judge(folder):
        found = {name: read(folder / name) for name in wanted}
        for name, data in found.items():
            assert data in (old[name], wanted[name]), (name, data)
        num = sum(data == wanted[name] for name, data in found.items())
        return 'old' if num == 0 else 'new' if num == len(wanted) else 'part'
    return judge


def pictures(pattern):
    """name -> bytes of what was made, under the names that cases make."""
    made = {p.name.removeprefix('made-'): p.read_bytes()
            for p in carnet.folder.glob('made-' + pattern)}
    assert made and all(is_png(data) for data in made.values()
                        if data[:4] == b'\x89PNG'), made.keys()
    return made


def run_codes():
    carnet.write('long.json', record(
        *({'kind': 'condition', 'code': {'code': 'I10'}, 'note': dense(900, n)}
          for n in ('a', 'b'))))
    for name, content in (('a', RECORD), ('long', None)):
        made = carnet.issue(content) if content else 'issued'
        if not content:
            good('issue', '--key', 'clinic.key', 'long.json', '-o', made)
        shutil.copy(carnet.path(made), carnet.path(name))
    good('qr', 'a', '-o', 'made-a.png')
    good('qr', 'a', '-o', 'made-a.svg')
    good('qr', '--format', 'blocks', 'a', '-o', 'made-a.txt')
    good('qr', '--text', 'a', '-o', 'text')
    good('qr', '--set', '--text', 'long', '-o', 'lines')
    good('qr', '--set', '--parity', 'long', '-o', 'made-p.png')
    good('qr', '--set', '--level', 'Q', 'long', '-o', 'old-p.png')
    shutil.copy(carnet.path('old-p-1.png'), carnet.path('p-1.png'))
    drawn, plain = pictures('p-*.png'), base('a')
    assert len(drawn) > 2 and 'p-parity.png' in drawn, drawn.keys()
    carnet.write('a.png', 'a picture that was there\n')
    for case, name, words in (('qr', 'a.svg', ()),
                              ('qr in blocks', 'a.txt', ('--format', 'blocks'))):
        run(Case(case, plain, ('qr', *words, 'a', '-o', name),
                 exact(name, 'made-' + name), secret=False))
    run(Case('qr over a picture', base('a', 'a.png'),
             ('qr', '--json', 'a', '-o', 'a.png'),
             exact('a.png', 'made-a.png', 'a.png'), secret=False))
    run(Case('qr text', plain, ('qr', '--text', 'a', '-o', 'new'),
             exact('new', 'text'), secret=False))
    run(Case('qr set text', base('long'),
             ('qr', '--set', '--text', 'long', '-o', 'new'),
             exact('new', 'lines'), secret=False))
    run(Case('qr set', base('long'),
             ('qr', '--set', '--parity', 'long', '-o', 'p.png'),
             several(drawn), secret=False))
    run(Case('qr set over another', base('long', 'p-1.png'),
             ('qr', '--set', '--parity', '--json', 'long', '-o', 'p.png'),
             several(drawn, {'p-1.png': 'p-1.png'}), secret=False))
    good('scan', 'made-a.png', '-o', 'scanned')
    run(Case('scan', base('made-a.png'), ('scan', 'made-a.png', '-o', 'new'),
             exact('new', 'scanned'), secret=False))


# ---- exports and cards ----

def cards(*names):
    """A judge: each card is whole and verifies, or is not there."""
    def judge(folder):
        found = [data for data in map(read, (folder / n for n in names))
                 if data is not None]
        assert all(num_credentials(data) == 1 for data in found), names
        return 'new' if len(found) == len(names) else 'part' if found else 'old'
    return judge


def new_draft(folder):
    """A judge: the draft of a trust list, whole: its id is another each time."""
    data = read(folder / 'new')
    if data is None:
        return 'old'
    assert json.loads(data)['issuers'] == [], data
    return 'new'


def run_exports():
    carnet.write('r.json', record(CONDITION, {'kind': 'condition',
                                              'code': {'code': 'B24'}}))
    shutil.copy(carnet.path(carnet.issue(RECORD)), carnet.path('a'))
    trust = ('--trust', 'clinic.pub', '--now', NOW)
    cose = ('export', '--cose', *trust, 'a', '-o')
    diag = ('export', '--diag', *trust, 'a', '-o')
    bundle = ('fhir', 'export', *trust, 'a', '-o')
    good(*cose, 'cose')
    good(*diag, 'diag')
    good(*bundle, 'bundle')
    carnet.write('bundle.json', read(carnet.path('bundle')))
    came = ('fhir', 'import', 'bundle.json', '-o')
    good(*came, 'record', '--report', 'report')
    signed = base('a', 'clinic.pub')
    for name, words, made in (('export cose', cose, 'cose'),
                              ('export diag', diag, 'diag'),
                              ('fhir export', bundle, 'bundle')):
        run(Case(name, signed, (*words, 'new'), exact('new', made)))
    files = base('bundle.json')
    run(Case('fhir import', files, (*came, 'new'), exact('new', 'record')))
    run(Case('fhir import with a report', files,
             (*came, 'new', '--report', 'new-report'),
             several({'new': read(carnet.path('record')),
                      'new-report': read(carnet.path('report'))}),
             secret=False))
    separate = ('issue', '--key', 'clinic.key', '--separate', 'desk,whole',
                'r.json', '-o', 'p.carnet')
    names = ('p-desk.carnet', 'p-whole.carnet')
    run(Case('issue separate', base('clinic.key', 'r.json'), separate,
             cards(*names)))
    good('status', 'new', '--key', 'clinic.pub', '--size', '64', '-o',
         'd.draft')
    judge = pages_of('d.draft', 'p-*.carnet')
    judge.num = 2
    run(Case('issue separate with indices',
             base('clinic.key', 'r.json', 'd.draft'),
             (*separate, '--json', '--status', 'd.draft'), judge))
    restate = ('issue', '--restate', '--key', 'clinic.key', '--into', 'a',
               *trust)
    run(Case('issue restate', base('a', 'clinic.key', 'clinic.pub'),
             (*restate, '--json', '-o', 'new'), passport('new', 2)))
    good('issue', '--template', 'person', '-o', 'template')
    run(Case('issue template', base(),
             ('issue', '--template', 'person', '-o', 'new'),
             exact('new', 'template'), secret=False))
    good('key', 'new', '--sealing', '-o', 'seal.key')
    run(Case('key show', base('clinic.key'),
             ('key', 'show', '--json', 'clinic.key', '-o', 'new'),
             exact('new', 'clinic.pub'), secret=False,
             again=lambda s: None if s == 'new' else
             ('key', 'show', 'clinic.key', '-o', 'new')))
    run(Case('key new sealing', base(),
             ('key', 'new', '--sealing', '-o', 'new.key'), key_state,
             again=lambda state: {
                 'old': ('key', 'new', '--sealing', '-o', 'new.key'),
                 'new': None,
                 'half': ('key', 'show', 'new.key', '-o', 'new.pub')}[state]))
    run(Case('trust new', base(), ('trust', 'new', '--days', '30', '-o', 'new'),
             new_draft, secret=False))


GROUPS = {'passports': run_passports, 'trust': run_trust, 'status': run_status,
          'codes': run_codes, 'exports': run_exports}
if only == 'groups':
    print('\n'.join(GROUPS))
    sys.exit(0)
GROUPS[only]()
if tells:
    sys.exit(0)
print(f'files under faults, {only}: {sum(total[:3])} points: kill {total[0]}, '
      f'fail {total[1]}, power {total[2]}; and {total[3]} that did half or only '
      'read', file=sys.stderr)
sys.exit(tap.end())
