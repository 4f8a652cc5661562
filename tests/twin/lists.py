# SPDX-License-Identifier: Apache-2.0
"""Lists side by side, for test_lists.py: trust lists and status lists, good
and changed, one after another, and what they do to verdicts."""
import copy
import itertools
import random
import sys
import unicodedata

from . import believe, cbor, cose, frames, library, mutate, status, trust, wire
from .generator import DAY
from .trust import Issuer, Key, ListRefused, TrustList

SEED, PUBLIC = frames.SEED, frames.PUBLIC
SEEDS = [bytes([n]) * 32 for n in range(1, 13)]
POOL = [cose.public_of(s) for s in SEEDS]
LIST_SEEDS = [bytes([n]) * 32 for n in range(100, 103)]
LIST_KEYS = [cose.public_of(s) for s in LIST_SEEDS]
NAMES = ['Aid for All', 'Ministry of Health', 'A', 'x' * 128, 'Δημόσια Υγεία',
         'وزارة الصحة', 'Ärzte', 'aid for all', 'Aid for All 2', '保健']
ODD_NAMES = ['', ' A', 'A ', 'x' * 129, 'A\nB', 'A\u202eB', 'A\x7fB', 'A\x85',
             '\u2066A', 'é' * 64, 'é' * 65, '\u00a0A', 'A\u200bB', 'A\u200c',
             'A\u200dB', '\ufeffA', 'A\xadB', 'A\u2060', 'A\U000e0061',
             'A\ufe0f',
             'بیمارستان\u200cها', 'ب\u200cا', 'ا\u200cب', 'بَ\u200cَب',
             'ب\u200cب\u200cب', 'ب\u200c', 'ب\u200d', 'क्\u200dष', 'क\u200dष',
             'क्\u200c', 'क्\u200d\u200d', 'ب\u200c\u200cب', 'بA\u200cب',
             'A  B', 'A\u2003B', 'A\u2800', 'A\ufff9B', 'A\ue000', 'e\u0301',
             'q\u0301', 'e\u0301\u0323', 'Å', '가', '\u1100\u1161', '가\u11a8',
             'A\u3164', 'A\u3163', 'A\ufff9B', 'A\u1160', 'A\U000e1000']
OFFSETS = (-400, -31, -1, 0, 1, 30, 400)
# What a library says of a list that is not in its form.
FORMS = ('CBOR_', 'TEXT_', 'INFLATE_')


def _class(name):
    """A name of a status, as ListRefused has reasons."""
    return 'FORM' if name == 'TRUST_FORM' or name.startswith(FORMS) else name


# ---- random lists ----

def _key(rnd, public):
    first = DAY + rnd.choice(OFFSETS)
    key = Key(public, first)
    if rnd.random() < 0.4:
        key.last = first + rnd.choice((0, 1, 100, 800))
    if rnd.random() < 0.3:
        key.sealing = rnd.randbytes(32)
    if rnd.random() < 0.3:
        some = rnd.sample(range(64), rnd.choice((1, 3, 20, 63, 64)))
        key.kinds = tuple(sorted(some))
    if rnd.random() < 0.3:
        key.use = rnd.randrange(2)
    if rnd.random() < 0.3:
        key.withdrawn = DAY + rnd.choice(OFFSETS), rnd.randrange(2)
    return key


def _sorted(found):
    for one in found.issuers:
        one.keys.sort(key=lambda k: k.public)
    found.issuers.sort(key=lambda i: (i.name.encode(), i.country or ''))
    return found


def random_list(rnd, most=6):
    keys = rnd.sample(POOL, rnd.randrange(1, most + 1))
    issuers, left = [], list(keys)
    names = rnd.sample(NAMES, len(NAMES))
    while left:
        take, left = left[:rnd.choice((1, 1, 2, 3))], left[1:]
        take = [k for k in take if k not in
                {x.public for i in issuers for x in i.keys}]
        if take:
            issuers.append(Issuer(names[len(issuers) % len(names)],
                                  rnd.choice((None, 'GR', 'DE', 'ZZ')),
                                  rnd.randrange(4),
                                  [_key(rnd, k) for k in take]))
    issued = DAY + rnd.choice((-200, -30, -1, 0, 1, 2))
    return _sorted(TrustList(
        b'sixteen bytes id', rnd.choice((0, 1, 7, 2 ** 32 - 1)),
        rnd.choice((0, 1, 9, 2 ** 32 - 1)), issued,
        issued + rnd.choice((0, 1, 90, 3650)),
        rnd.choice((None, LIST_KEYS[1], LIST_KEYS[2])), issuers))


def _spoil(rnd, found):
    """One thing in a list that is not allowed, or nearly not."""
    found = copy.deepcopy(found)
    issuer = rnd.choice(found.issuers)
    key = rnd.choice(issuer.keys)
    form = rnd.randrange(16)
    if form == 0:
        found.issuers = []
    elif form == 1:
        issuer.name = rnd.choice(ODD_NAMES)
    elif form == 2:
        issuer.country = rnd.choice(('gr', 'G', 'GRC', 'G1', 'ÄÖ', ''))
    elif form == 3:
        issuer.kind = rnd.choice((4, 24, 2 ** 32))
    elif form == 4:
        issuer.keys = []
    elif form == 5:
        issuer.keys = issuer.keys * 17
    elif form == 6:
        found.issuers.append(copy.deepcopy(rnd.choice(found.issuers)))
        found.issuers[-1].name = 'zzz'  # a key twice, under two names
    elif form == 7:
        issuer.keys.append(copy.deepcopy(key))
        _sorted(found)
    elif form == 8:
        key.public = rnd.choice((LIST_KEYS[0], found.next_key or LIST_KEYS[2],
                                 *sorted(trust.PUBLISHED)))
        _sorted(found)
    elif form == 9:
        found.next_key = rnd.choice((*sorted(trust.PUBLISHED), LIST_KEYS[0],
                                     b'short'))
    elif form == 10:
        key.last = key.first + rnd.choice((-1, 0))
    elif form == 11:
        key.kinds = rnd.choice(((), (3, 1), (1, 1), (64,), (63,),
                                tuple(range(64)), tuple(range(65))))
    elif form == 12:
        found.next_update = found.issued + rnd.choice((-1, 0))
    elif form == 13:
        rnd.shuffle(found.issuers)
        rnd.shuffle(issuer.keys)
    elif form == 14:
        key.withdrawn = rnd.choice(((DAY, 2), (2932897, 0), (2932896, 1)))
    else:
        found.id = rnd.choice((b'', bytes(15), bytes(17), bytes(16)))
    return found


# ---- trust lists ----

class _Lists:
    """The comparison of single lists."""

    def __init__(self, both):
        self.both = both
        self.names = {k.number: k.name for k in both.it.kinds}

    def _agree(self, what, said, ours, data):
        self.both.total += 1
        word = 'list' if said[0] is None else _class(said[0])
        self.both.words[word] += 1
        if said != ours and not (said[0] is not None and ours[0] is not None
                                 and _class(said[0]) in ours[0]):
            self.both.differ(what, said, ours, data[:600].hex())

    def trust(self, what, data, pin=LIST_KEYS[0]):
        try:
            ours = None, trust.to_json(trust.read(data, pin), self.names)
        except ListRefused as why:
            ours = why.reasons, None
        self._agree(what, self.both.library.trust_list(data, pin), ours, data)

    def follow(self, what, old, new, pin=LIST_KEYS[0]):
        try:
            ours = None, trust.follow(new, trust.read(old, pin))
        except ListRefused as why:
            ours = why.reasons, None
        said = self.both.library.next_list(old, new, pin)
        self._agree(what, said, ours, new)
        return ours

    def status(self, what, data, keys, indices):
        try:
            found = status.read(data, keys)
            values = [found.get(i) for i in indices]
            ours = None, [found.count(), found.bits, found.made,
                          found.made + believe.USUAL if found.end is None
                          else found.end,
                          found.ttl or 0,
                          *(-1 if v is None else v for v in values)]
        except ListRefused as why:
            ours = why.reasons, None
        said = self.both.library.status_list(data, keys, indices)
        self._agree(what, said, ours, data)


def _changed(rnd, payload, kind, seed, magic):
    """(what, file): a list's bytes changed, its frame, and its payload, which
    is signed again."""
    raw = trust.sign_list(payload, seed, kind)
    for change in rnd.choices(mutate.BYTES, k=4):
        yield change.__name__, change(rnd, magic + raw)
        yield change.__name__, magic + trust.sign_list(
            change(rnd, payload), seed, kind)
    frame = cbor.read(raw, 2, len(raw))
    item = cbor.read(payload, 8, len(payload))
    for _ in range(2):
        yield 'frame', magic + mutate.structure(rnd, frame)
    for _ in range(12):
        yield 'structure', magic + trust.sign_list(
            mutate.structure(rnd, item), seed, kind)


def trust_lists(both, number):
    """Random lists, each whole, spoilt in what it says, and changed."""
    rnd, lists = random.Random(21), _Lists(both)
    for turn in range(number):
        found = random_list(rnd)
        seed = LIST_SEEDS[0]
        raw = trust.sign(found, seed)
        lists.trust('trust list', trust.as_file(raw))
        lists.trust('trust list', trust.as_text(raw))
        lists.trust('another pin', trust.as_file(raw), LIST_KEYS[1])
        lists.trust('false kid', trust.as_file(trust.sign_list(
            trust.payload_of(found), LIST_SEEDS[1], trust.TYPE,
            cose.key_id(LIST_KEYS[0]))))
        lists.trust('another typ', trust.as_file(trust.sign_list(
            trust.payload_of(found), seed,
            rnd.choice((status.TYPE, cose.TYPE, '', 'x' * 30)))))
        lists.trust('another kind', status.MAGIC + raw)
        lists.trust('self', trust.as_file(trust.sign(found, SEEDS[0])),
                    POOL[0])
        for _ in range(6):
            spoilt = trust.payload_of(_spoil(rnd, found))
            lists.trust('spoilt', trust.as_file(trust.sign_list(
                spoilt, seed, trust.TYPE)))
        for what, data in _changed(rnd, trust.payload_of(found), trust.TYPE,
                                   seed, trust.MAGIC):
            lists.trust(what, data)
        if turn % 100 == 0:
            data = trust.as_file(raw)
            for size in range(0, len(data), 3):
                lists.trust('cut', data[:size])


def names(both):
    """Of each run of characters that a name may hold, or may not, its ends;
    and every second one behind letters, where NFC may have one for both."""
    lists, last = _Lists(both), False
    tried = ['A' + chr(cp) + 'B' for cp in (0xa0, 0x2000, 0x2028, 0x3000)]
    for cp in range(0x21, sys.maxunicode + 1):
        c = chr(cp)
        if unicodedata.category(c) in ('Cs', 'Cn') and cp < 0x40000:
            continue
        odd = trust.is_unseen(c) or trust.is_other_form(' ', c)
        if odd != last and cp > 0x21:
            tried += ['A' + before + 'B', 'A' + c + 'B']
        last, before = odd, c
    for mark in (*map(chr, range(0x300, 0x370)), '\u0653', '\u093c', '\u3099',
                 '\u1161', '\u11a7', '\u11a8'):
        tried += [base + mark for base in 'AeqΑαиآاनか\u1100가각\U00011131']
    for name in tried:
        found = _one_key_list(Key(POOL[0], DAY), name=name)
        lists.trust('a name', trust.as_file(trust.sign(found, LIST_SEEDS[0])))


# ---- one after another ----

def _base(withdrawn):
    keys = [Key(POOL[0], DAY - 100), Key(POOL[1], DAY - 100,
                                         withdrawn=withdrawn)]
    return _sorted(TrustList(b'sixteen bytes id', 5, 5, DAY, DAY + 90,
                             LIST_KEYS[1],
                             [Issuer('A', 'GR', 2, [keys[0]]),
                              Issuer('B', None, 0, [keys[1]])]))


def _steps():
    """(old, how new differs): every combination of what a rule looks at."""
    for epoch, sequence, seed, now, was, other in itertools.product(
            (4, 5, 6, 7), (0, 4, 5, 6, 2 ** 32 - 1), (0, 1, 2),
            (None, (DAY - 1, 0), (DAY, 0), (DAY, 1), (DAY - 1, 1), (DAY + 1, 1),
             'left out'),
            (None, (DAY, 0), (DAY, 1)), (False, True)):
        yield was, epoch, sequence, seed, now, other


def successions(both, number):
    """Every combination of numbers, signer and one withdrawn key, and random
    pairs of lists."""
    rnd, lists = random.Random(22), _Lists(both)
    for was, epoch, sequence, seed, now, other in _steps():
        old, new = _base(was), _base(None)
        new.epoch, new.sequence = epoch, sequence
        if other:
            new.id = b'another id of 16'
        if now == 'left out':
            new.issuers.pop()
        else:
            new.issuers[1].keys[0].withdrawn = now
        if seed == 1:  # begins an epoch; its own next key is another
            new.next_key = LIST_KEYS[2]
        elif seed == 2:
            new.next_key = None
        lists.follow('step', trust.as_file(trust.sign(old, LIST_SEEDS[0])),
                     trust.as_file(trust.sign(new, LIST_SEEDS[seed])))
    for before, after, epoch, seed in itertools.product(
            (None, *LIST_KEYS[1:]), (None, *LIST_KEYS[1:]), (5, 6), (0, 1)):
        old, new = _base(None), _base(None)
        old.next_key, new.next_key = before, after
        new.epoch, new.sequence = epoch, 6
        lists.follow('next key', trust.as_file(trust.sign(old, LIST_SEEDS[0])),
                     trust.as_file(trust.sign(new, LIST_SEEDS[seed])))
    for _ in range(number):
        old = random_list(rnd)
        new = copy.deepcopy(old) if rnd.random() < 0.7 else random_list(rnd)
        new.epoch = max(0, min(2 ** 32 - 1, old.epoch + rnd.choice((0, 0, 1,
                                                                   -1))))
        new.sequence = rnd.choice((old.sequence, 0, 2 ** 32 - 1, 10))
        for _, key in new.keys():
            if rnd.random() < 0.2:
                key.withdrawn = DAY + rnd.choice((-1, 0, 1)), rnd.randrange(2)
        first, second = rnd.choices(range(2), k=2)
        old_raw = trust.sign(old, LIST_SEEDS[first])
        new_raw = trust.sign(new, LIST_SEEDS[second])
        form = rnd.choice((trust.as_file, trust.as_text))
        if len(trust.as_text(new_raw)) > wire.TEXT_MAX:
            form = trust.as_file
        lists.follow('pair', trust.as_file(old_raw), form(new_raw),
                     LIST_KEYS[first])
        lists.follow('same', trust.as_file(old_raw), trust.as_file(old_raw),
                     LIST_KEYS[first])


# ---- status lists ----

def random_status(rnd, seed=SEED, **how):
    bits = rnd.choice((1, 2, 4, 8))
    size = rnd.choice((1, 2, 3, 16, 100))
    made = DAY * 86400 + rnd.choice((-86400 * 40, -1, 0, 1, 86400 * 2))
    found = status.StatusList(
        status.digest(cose.public_of(seed)), made,
        rnd.choice((None, made + 1, made + 86400 * 30, 0,
                    status.TIME_MAX)),
        rnd.choice((None, 1, 3600, status.TTL_MAX)), bits, rnd.randbytes(size))
    for name, value in how.items():
        setattr(found, name, value)
    return found


def _spoil_status(rnd, found):
    """A payload that says something which is not allowed, or nearly not."""
    claims = {key.value: value.plain() for key, value in cbor.read(
        status.payload_of(found), 3, 1 << 21).value}
    body = claims[status.LIST]
    form = rnd.randrange(10)
    if form == 0:
        claims[status.SUB] = rnd.choice((
            'carnet:', 'carnet:' + 'g' * 64, claims[status.SUB].upper(),
            'x' + claims[status.SUB], claims[status.SUB] + '0',
            'carnet:' + status.digest(POOL[0]).hex()))
    elif form == 1:
        body['bits'] = rnd.choice((0, 3, 5, 16, 256, -1, '2'))
    elif form == 2:
        body['lst'] = rnd.choice(mutate.BYTES)(rnd, body['lst'])
    elif form == 3:
        body['lst'] += b'\0'
    elif form == 4:
        del claims[rnd.choice((status.SUB, status.IAT, status.LIST))]
    elif form == 5:
        claims[rnd.choice((1, 3, 5, 7, 65532, 65535, -1))] = 0
    elif form == 6:
        claims[status.TTL] = rnd.choice((0, 2 ** 32, 2 ** 32 - 1, -1))
    elif form == 7:
        claims[rnd.choice((status.EXP, status.IAT))] = rnd.choice(
            (status.TIME_MAX + 1, status.TIME_MAX, -1, 0, None))
    elif form == 8:
        body[rnd.choice(('aggregation_uri', 'lsu', 'bit'))] = 0
    else:
        del body[rnd.choice(('lst', 'bits'))]
    return cbor.write(claims)


def status_lists(both, number):
    """Random lists of each width, spoilt in what they say, and changed."""
    rnd, lists = random.Random(23), _Lists(both)
    keys = [PUBLIC, *POOL[:2]]
    for _ in range(number):
        found = random_status(rnd)
        count = found.count()
        indices = [0, 1, count - 1, count, count + 1, -1, 2 ** 31 - 1,
                   *rnd.choices(range(count), k=8)]
        data = status.MAGIC + status.sign(found, SEED)
        lists.status('status list', data, keys, indices)
        lists.status('status list', (status.PREFIX + wire.base45_encode(
            data[8:])).encode(), keys, indices)
        lists.status('no key', data, POOL[:2], indices)
        lists.status('another key', status.MAGIC + status.sign(
            found, SEEDS[0]), keys, indices)
        lists.status('false kid', status.MAGIC + trust.sign_list(
            status.payload_of(found), SEEDS[0], status.TYPE,
            cose.key_id(PUBLIC)), keys, indices)
        lists.status('another kind', trust.MAGIC + data[8:], keys, indices)
        lists.status('another typ', status.MAGIC + trust.sign_list(
            status.payload_of(found), SEED, trust.TYPE), keys, indices)
        for _ in range(5):
            lists.status('spoilt', status.MAGIC + trust.sign_list(
                _spoil_status(rnd, found), SEED, status.TYPE), keys, indices)
        for what, data in _changed(rnd, status.payload_of(found), status.TYPE,
                                   SEED, status.MAGIC):
            lists.status(what, data, keys, indices)
    for bits, over in itertools.product((1, 2, 4, 8), (0, 1)):
        size = status.ENTRIES // 8 * bits + over
        found = random_status(rnd, bits=bits, packed=bytes(size))
        lists.status('most', status.MAGIC + status.sign(found, SEED), keys,
                     [0, status.ENTRIES - 1, status.ENTRIES])


# ---- verdicts ----

def _of_library(said):
    out = library.of_library(said)
    for one, c in zip(out['credentials'], said.get('credentials', [])):
        one['issuer'] = c.get('issuer')
        one['outside'] = c.get('out_of_scope', [])
    return out


def _of_twin(verdict, schema):
    out = library.of_twin(verdict, schema)
    for one, j in zip(out['credentials'], verdict.credentials):
        one['issuer'] = None
        one['outside'] = j.outside if not j.hidden else []
        if j.issuer is not None:
            one['issuer'] = {'name': j.issuer.name,
                             'kind': trust.ISSUER_KINDS[j.issuer.kind]}
            if j.issuer.country is not None:
                one['issuer']['country'] = j.issuer.country
    return out


def _believe(both, what, data, keys, lists, statuses, now):
    """One passport by both, by keys, lists [(list, seed)] and status lists."""
    both.total += 1
    raw = [(cose.public_of(seed), trust.as_file(trust.sign(l, seed)))
           for l, seed in lists]
    told, verdict = both.library.verify_trusting(data, keys, raw, statuses,
                                                 now)
    ours = believe.Trust(list(keys), [trust.read(b, pin) for pin, b in raw], [])
    why = []
    for one in statuses:
        try:
            ours.status.append(believe.read_status(one, ours))
            why.append({'OK'})
        except ListRefused as refused:
            why.append(refused.reasons)
    for said, reasons in zip(told, why):
        both.words[_class(said)] += 1
        if _class(said) not in reasons:
            both.differ(f'{what}: status list', said, reasons)
    mine = believe.verify(data, ours, now, both.it)
    both.words[mine.word] += 1
    found = library.difference(_of_library(verdict), _of_twin(mine, both.it))
    if found:
        both.differ(what, *found)


def _contents():
    """A person, and an entry of another kind."""
    return [[frames.person('Aé', [13 * 1988])],
            [cbor.write(3) + cbor.write(5)], []]


def _one_key_list(key, issued=DAY, update=DAY + 90, name='A'):
    return TrustList(b'sixteen bytes id', 0, 0, issued, update, None,
                     [Issuer(name, 'GR', 1, [key])])


def list_verdicts(both):
    """Every combination of what a list can say of a key and of the day of an
    otherwise good credential; then every status by every list."""
    data = both.file(both.credential(_contents()))
    for use, window, gone, kinds, dates, extra in itertools.product(
            (None, 0, 1),
            ((DAY, None), (DAY - 9, DAY), (DAY + 1, None), (DAY - 9, DAY - 1)),
            (None, (DAY - 1, 0), (DAY, 0), (DAY + 1, 0), (DAY - 1, 1),
             (DAY + 1, 1)),
            (None, (0,), (1, 63)),
            ((DAY, DAY + 90), (DAY - 9, DAY - 1), (DAY + 1, DAY + 2),
             (DAY + 2, DAY + 3)),
            ((), (PUBLIC,))):
        key = Key(PUBLIC, window[0], window[1], None, kinds, use, gone)
        _believe(both, 'a key', data, extra,
                 [(_one_key_list(key, *dates), LIST_SEEDS[0])], [],
                 frames.NOW)
    for bits, index, made, end, now, by in itertools.product(
            (1, 2, 4, 8), range(9), (-5, 0, 2), (None, 0, 30),
            (0, 1, 40), (0, 1, 2)):
        _one_status(both, bits, index, made, end, now, by)


def _one_status(both, bits, index, made, end, now, by):
    """Index says index % 2^bits, but that there is none from 8 on; made and
    end: days from the credential's; by: which key of the issuer."""
    values = sum(i % (1 << bits) << i * bits for i in range(8))
    packed = values.to_bytes(bits, 'little')
    found = status.StatusList(
        status.digest(PUBLIC), 86400 * (DAY + made) + 3600,
        None if end is None else 86400 * (DAY + end), None, bits, packed)
    keys = sorted([Key(PUBLIC, DAY - 9), Key(POOL[0], DAY - 9, use=1),
                   Key(POOL[1], DAY - 9, use=0)], key=lambda k: k.public)
    listed = _one_key_list(keys[0])
    listed.issuers[0].keys = keys
    seed = (SEED, SEEDS[0], SEEDS[1])[by]
    _believe(both, 'a status', both.file(both.credential(
        _contents(), index=index)), (), [(listed, LIST_SEEDS[0])],
        [status.MAGIC + status.sign(found, seed)],
        86400 * (DAY + now) + 7200)


def many_lists(both, number):
    """Random keys, several trust lists and status lists, and passports of one
    or two credentials; changed ones too."""
    rnd = random.Random(25)
    for _ in range(number):
        pool = [SEED, *SEEDS[:5]]
        lists = [(random_list(rnd, 5), rnd.choice(LIST_SEEDS))
                 for _ in range(rnd.randrange(4))]
        for n, (found, seed) in enumerate(lists):
            # Some are of one line, but no two of one number: TRUST_FORKED.
            if rnd.random() < 0.5 or any(
                    (l.id, l.epoch, l.sequence)
                    == (found.id, found.epoch, found.sequence)
                    for l, _ in lists[:n]):
                found.id = bytes([n]) * 16
            if found.next_key == cose.public_of(seed):
                found.next_key = None
            if rnd.random() < 0.6 and found.find(PUBLIC) is None:
                rnd.choice(found.issuers).keys.append(_key(rnd, PUBLIC))
                _sorted(found)
        signers = rnd.choices(pool, k=rnd.choice((1, 1, 2)))
        data = both.file(*(both.credential(
            _contents(), key=s, root=rnd.randbytes(16),
            day=DAY + rnd.choice((-40, 0, 0, 2)),
            index=rnd.choice((None, 0, 1, 5))) for s in signers))
        about = [random_status(rnd, rnd.choice(signers))
                 for _ in range(rnd.randrange(3))]
        statuses = [status.MAGIC + status.sign(s, rnd.choice(pool))
                    for s in about]
        keys = [cose.public_of(s) for s in rnd.sample(pool, rnd.choice(
            (0, 0, 1, 2)))]
        now = frames.NOW + 86400 * rnd.choice((-40, 0, 0, 1, 100))
        _believe(both, 'many', data, keys, lists, statuses, now)
        _believe(both, 'many, changed', rnd.choice(mutate.BYTES)(rnd, data),
                 keys, lists, statuses, now)
