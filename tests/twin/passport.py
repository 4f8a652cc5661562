# SPDX-License-Identifier: Apache-2.0
"""Passports and credentials, format.md sections 3, 8 and 9; the verdict of
verdict.md as far as bare public keys go.
"""
import dataclasses
import hashlib
import itertools

from . import (assigned, cbor, cose, entry, jsonform, parts, seal, tree, trust,
               wire)
from .fault import Refused, demand
from .schema import PARTS

SEED, DIGEST = 16, 20
DEPTH = 8
DAY_MAX, VALID_MAX, INDEX_MAX = 2932896, 65535, 16777215
PART_ENTRIES, TEXT_ENTRIES = 256, 512
ITEMS_TEXT, ITEMS_FILE = 65536, 4 * 1024 * 1024
CREDENTIALS = {False: 8, True: 256}
CANDIDATES = 4
BODY_MAX = wire.FILE_MAX


@dataclasses.dataclass
class Credential:
    kid: bytes
    signature: bytes
    day: int
    valid: int      # None: unlimited
    index: int      # None: in no status list
    seeds: list     # of the three parts, None where not whole
    pieces: list    # of the three parts, elements of a partial proof or None
    digests: list   # of the three parts, None where not known alone
    rest: bytes     # digest of clinic and private where both are withheld
    items: bytes
    elements: list  # for each part a list of entries' Items, None: withheld,
                    # the part or an entry of it
    root: bytes = None
    sealed: list = (None, None, None)  # of the three parts, seal.Sealed

    def signed(self, public):
        body = cose.payload(self.day, self.valid, self.index, public,
                            self.root)
        return cose.signed_bytes(self.kid, body)

    def withheld(self, part):
        """Entries that a part lacks which is here; None where it is not."""
        entries = self.elements[part]
        return None if entries is None else entries.count(None)


def _bytes(item, *sizes):
    demand(item.major == cbor.BSTR, 'CBOR_TYPE')
    demand(len(item.value) in sizes, 'CBOR_SHAPE')
    return item.value


def _number(item, most):
    demand(item.major == cbor.UINT, 'CBOR_TYPE')
    demand(item.value <= most, 'CBOR_RANGE')
    return item.value


def _valid(item, day):
    valid = _number(item, VALID_MAX)
    demand(day + valid <= DAY_MAX, 'CBOR_RANGE', 'last valid day')
    return valid


def _when(item):
    if item.major == cbor.UINT:
        return _number(item, DAY_MAX), None, None
    demand(item.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(len(item.value) in (2, 3), 'CBOR_SHAPE')
    day, valid = _number(item.value[0], DAY_MAX), item.value[1]
    if len(item.value) == 2:
        return day, _valid(valid, day), None
    index = _number(item.value[2], INDEX_MAX)
    if valid.major == cbor.SIMPLE and valid.value is None:
        return day, None, index
    return day, _valid(valid, day), index


def _proof(item):
    """(seed, elements of a partial proof, digest), two of them None."""
    if item.major == cbor.ARRAY:
        demand(2 <= len(item.value) <= 2 * PART_ENTRIES - 1,
               'PRIVACY_PARTIAL')
        return None, [None if x.raw == b'\xf6' else _bytes(x, SEED, DIGEST)
                      for x in item.value], None
    data = _bytes(item, SEED, DIGEST)
    return (data, None, None) if len(data) == SEED else (None, None, data)


def _sealable(item):
    """The same of a part that may be sealed; then it has a fourth, how."""
    if item.major == cbor.ARRAY and len(item.value) > 1 \
            and item.value[1].major == cbor.ARRAY:
        found = seal.form(item)
        return None, None, found.digest, found
    return (*_proof(item), None)


def _parts(item):
    """(proofs, rest digest)."""
    demand(item.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(len(item.value) == 2, 'CBOR_SHAPE')
    proofs = [(*_proof(item.value[0]), None)]
    rest = item.value[1]
    if rest.major == cbor.ARRAY:
        demand(len(rest.value) == 2, 'CBOR_SHAPE')
        proofs += [_sealable(x) for x in rest.value]
        demand(any(p[0] or p[1] or p[3] for p in proofs[1:]),
               'PRIVACY_PROOF')
        digest = None
    else:
        data = _bytes(rest, SEED, DIGEST)
        seed, digest = (data, None) if len(data) == SEED else (None, data)
        if seed:
            proofs += [(s, None, None, None) for s in tree.children(seed)]
        else:
            proofs += [(None, None, None, None)] * 2
    return proofs, digest


def items_in(body, dictionary, left):
    """The items of a body as an Item."""
    if body.major == cbor.ARRAY:
        data = body.raw
    else:
        demand(body.major == cbor.BSTR, 'CBOR_TYPE')
        data = wire.body_inflate(body.value, dictionary)
    demand(len(data) <= left, 'INFLATE_LIMIT')
    items = cbor.read(data, DEPTH - 1)
    demand(items.major == cbor.ARRAY, 'CBOR_TYPE')
    return items


def _credential(item, schema, left):
    demand(item.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(len(item.value) in (3, 4), 'CBOR_SHAPE')
    head, when, body = item.value[0], item.value[1], item.value[-1]
    if len(item.value) == 3:
        head = _bytes(head, 84)
        proofs = [(s, None, None, None) for s in tree.part_seeds(head[68:])]
        rest = None
    else:
        head = _bytes(head, 68)
        proofs, rest = _parts(item.value[2])
    seeds, pieces, digests, sealed = (list(x) for x in zip(*proofs))
    items = items_in(body, schema.dictionary, left)
    shown = [p for p in range(3) if seeds[p] or pieces[p]]
    demand(len(items.value) == len(shown), 'CBOR_SHAPE', 'number of parts')
    elements = [None] * 3
    for p, part in zip(shown, items.value):
        demand(part.major == cbor.ARRAY, 'CBOR_TYPE')
        elements[p] = entry.split(part, schema, pieces[p] is not None)
        demand(len(elements[p]) <= PART_ENTRIES, 'RECORD_COUNT')
        raws = [e and entry.raw_of(e) for e in elements[p]]
        digests[p] = (tree.part_digest(seeds[p], raws) if seeds[p]
                      else tree.partial_digest(pieces[p], raws))
    if rest is None:
        rest = tree.rest_digest(digests[1], digests[2])
    day, valid, index = _when(when)
    return Credential(head[:4], head[4:68], day, valid, index, seeds, pieces,
                      digests, rest, items.raw, elements,
                      tree.root(digests[0], rest), sealed)


def _only_bodies_long(item):
    """Strings other than a credential's body, and what a part is sealed to,
    keep to the limit."""
    if item.major in (cbor.ARRAY, cbor.MAP):
        sealed = (item.major == cbor.ARRAY and len(item.value) == 3 and
                  item.value[1].major == cbor.ARRAY)
        for one in item.value[:2] if sealed else item.value:
            for x in one if isinstance(one, tuple) else (one,):
                _only_bodies_long(x)
    elif item.major in (cbor.BSTR, cbor.TSTR):
        demand(item.end - item.start <= cbor.STRING_MAX + 3, 'CBOR_STRING')


def read(data, schema):
    """The credentials of a text or file; Refused if it is malformed."""
    is_file, passport = wire.open_envelope(data)
    top = cbor.read(passport, DEPTH + 1, BODY_MAX)
    demand(top.major == cbor.ARRAY, 'CBOR_TYPE')
    demand(1 <= len(top.value), 'CBOR_SHAPE')
    demand(len(top.value) <= CREDENTIALS[is_file], 'RECORD_COUNT')
    left = ITEMS_FILE if is_file else ITEMS_TEXT
    out = []
    for item in top.value:
        if item.major == cbor.ARRAY and len(item.value) in (3, 4):
            rest = item.value[:-1]
            if item.value[-1].major != cbor.BSTR:
                rest = item.value
            for one in rest:
                _only_bodies_long(one)
        out.append(_credential(item, schema, left))
        left -= len(out[-1].items)
    if not is_file:
        total = sum(e is not None for c in out for p in c.elements if p
                    for e in p)
        demand(total <= TEXT_ENTRIES, 'RECORD_COUNT')
    return out


# ---- verdict ----

ACCEPTED, REVIEW, REFUSED = 'accepted', 'review', 'refused'


@dataclasses.dataclass
class Judged:
    credential: Credential
    word: str = None
    facts: dict = dataclasses.field(default_factory=dict)
    statuses: dict = dataclasses.field(default_factory=dict)
    key: int = None
    identity: bytes = None
    same_as: int = None  # place of the first presentation, if not this one
    entries: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Verdict:
    word: str
    reason: str = None
    credentials: list = dataclasses.field(default_factory=list)


def entries_of(credential, schema):
    """All readable entries, each checked, and what they say of each other."""
    out = []
    for p, part in enumerate(credential.elements):
        for i, elements in enumerate(part or ()):
            if elements is None:
                continue
            one = entry.read_checked(elements, schema, credential.day)
            one.part, one.position = p, i
            out.append(one)
    for one in out:
        for ref in _refs(one, schema):
            _check_ref(one, ref, credential.elements)
    return out


def _refs(one, schema):
    if one.is_hidden(schema):
        return
    for number, value in one.fields.items():
        field = schema.kinds[one.kind].by_number[number]
        if field.type == 'ref':
            yield from value if field.list else [value]


def _check_ref(one, ref, elements):
    if ref.leaf is not None:
        return
    demand(ref.part <= one.part, 'RECORD_LINK')
    part = elements[ref.part]
    demand(part is None or ref.position < len(part), 'RECORD_REFERENCE')
    demand((ref.part, ref.position) != (one.part, one.position),
           'RECORD_REFERENCE', 'to itself')


def _signature(judged, keys):
    c, tried = judged.credential, 0
    for i, public in enumerate(keys):
        if cose.key_id(public) != c.kid or tried == CANDIDATES:
            continue
        tried += 1
        message = c.signed(public)
        if cose.verify(public, c.signature, message):
            judged.key, judged.identity = i, hashlib.sha256(message).digest()
            return
    judged.statuses['signature'] = ('KEY_SIGNATURE' if tried
                                    else 'KEY_UNKNOWN')


def _facts(judged, today):
    c, facts = judged.credential, judged.facts
    facts['structure'] = 'yes'
    facts['signature'] = 'no' if judged.key is None else 'yes'
    for name in ('key', 'scope', 'same_holder', 'trust_list',
                 'status_list'):
        facts[name] = 'not_checked'
    facts['issued'] = 'yes' if c.day <= today + 1 else 'no'
    good = c.valid is None or today <= c.day + c.valid
    facts['expiry'] = 'yes' if good else 'no'
    facts['status'] = 'yes' if c.index is None else 'not_checked'
    if facts['issued'] == 'no':
        judged.statuses['issued'] = 'KEY_FUTURE'
    if facts['expiry'] == 'no':
        judged.statuses['expiry'] = 'KEY_EXPIRED'


def _holder(judged, schema):
    """(passport id, (name, birth)), each None where it is not told."""
    ident = person = None
    for one in judged.entries:
        if one.is_hidden(schema):
            continue
        shape = schema.kinds[one.kind]
        said = {shape.by_number[n].name: v for n, v in one.fields.items()}
        if shape.name == 'person_details' and ident is None:
            ident = said.get('passport_id')
        if shape.name == 'person' and person is None and 'name' in said:
            person = said['name'], said.get('birth_date')
    return ident, person


def _agree(one, other):
    """Same person: yes, no, or None where it can't be told."""
    if one[0] is not None and other[0] is not None:
        return one[0] == other[0]
    if one[1] is not None and other[1] is not None:
        return one[1] == other[1]
    return None


def _reached(start, ties):
    """All that one is tied to, itself included."""
    seen, new = set(), {start}
    while new:
        seen |= new
        new = {k for i in new for k in ties[i]} - seen
    return frozenset(seen)


def _ties(judged, told):
    """(who is tied to whom, whether two disagree)."""
    ties, differ = {i: set() for i in told}, False
    for i, k in itertools.permutations(told, 2):
        same = judged[i].identity == judged[k].identity
        agree = same or _agree(told[i], told[k])
        if agree:
            ties[i].add(k)
        differ = differ or agree is False
    return ties, differ


def _same_holder(judged, schema):
    told = {i: _holder(j, schema) for i, j in enumerate(judged)
            if j.key is not None}
    ties, differ = _ties(judged, told)
    groups = {_reached(i, ties) for i in told}
    telling = [g for g in groups
               if any(told[i] != (None, None) for i in g)]
    for group in groups:
        if group not in telling:
            answer = 'not_checked' if len(groups) == 1 else 'no'
            status = 'TRUST_NAMELESS'
        elif differ or len(telling) > 1:
            answer = 'no'
            status = 'TRUST_HOLDER' if differ else 'TRUST_UNTIED'
        else:
            answer, status = 'yes', None
        for i in group:
            judged[i].facts['same_holder'] = answer
            if status:
                judged[i].statuses['same_holder'] = status


def _repeats(judged):
    """Presentations of one credential, and each of its entries given once."""
    given = {}  # by identity: (place of the first, entries that were shown)
    for place, j in enumerate(judged):
        if j.key is None:
            continue
        first, shown = given.setdefault(j.identity, (place, set()))
        j.same_as = None if first == place else first
        j.entries = [e for e in j.entries
                     if (e.part, e.position) not in shown]
        shown |= {(e.part, e.position) for e in j.entries}


def word_of(facts):
    if facts['structure'] != 'yes' or facts['signature'] != 'yes':
        return REFUSED
    fine = {'key': 'no', 'scope': 'no', 'same_holder': 'no'}
    if any(facts[name] == bad for name, bad in fine.items()):
        return REVIEW
    if any(facts[name] != 'yes' for name in ('issued', 'expiry', 'status')):
        return REVIEW
    return ACCEPTED


def judge(data, signed, concluded, word, now_s, schema):
    """signed: sets key and identity of a judged credential, or says why not.
    concluded: adds to the facts of all. word: of facts."""
    try:
        judged = [Judged(c) for c in read(data, schema)]
        for j in judged:
            signed(j)
            if j.key is not None:
                j.entries = entries_of(j.credential, schema)
    except Refused as why:
        return Verdict(REFUSED, why.reason)
    for j in judged:
        _facts(j, now_s // 86400)
    _same_holder(judged, schema)
    _repeats(judged)
    concluded(judged)
    for j in judged:
        j.word = word(j.facts)
    words = {j.word for j in judged}
    return Verdict(words.pop() if len(words) == 1 else REVIEW, None, judged)


def verify(data, keys, now_s, schema):
    """keys: raw public keys; now_s: seconds since 1970."""
    return judge(data, lambda j: _signature(j, keys), lambda every: None,
                 word_of, now_s, schema)


# ---- issuing ----

def items_of(contents, counts=None):
    """Items of the entries' bytes. counts: elements of each part, where the
    bytes are no CBOR that could be counted."""
    out = []
    for p, part in enumerate(contents):
        data = b''.join(part)
        count = (len(cbor.read_sequence(data, DEPTH)) if counts is None
                 else counts[p])
        out.append(cbor.Raw(cbor.head(cbor.ARRAY, count) + data))
    return cbor.write(out)


def body_of(items, dictionary):
    """The shorter of the two forms, items on a tie, or where a reader would
    not let the other grow that much."""
    packed = wire.body_deflate(items, dictionary)
    if packed is None or len(items) > wire.items_limit(len(packed)):
        return cbor.Raw(items)
    packed = cbor.write(packed)
    return cbor.Raw(items if len(packed) >= len(items) else packed)


def when_of(day, valid, index):
    if index is not None:
        return [day, valid, index]
    return day if valid is None else [day, valid]


def _all_or_none(shown, part):
    """What is to be shown of a part: True, False, or some positions of it."""
    if isinstance(shown, set) and len(shown) in (0, len(part)):
        return len(shown) > 0
    return shown


def sign_parts(contents, key_seed, root_seed, day, schema, valid=None,
               index=None, shown=(True, True, True), counts=None,
               torn=lambda: False):
    """One credential of entries' bytes, as CBOR; shown: parts not withheld, or
    of one the positions of entries that are not. torn: see
    tree.partial_proof."""
    public = cose.public_of(key_seed)
    kid = cose.key_id(public)
    seeds = tree.part_seeds(root_seed)
    digests = [tree.part_digest(s, p) for s, p in zip(seeds, contents)]
    rest = tree.rest_digest(*digests[1:])
    body = cose.payload(day, valid, index, public, tree.root(digests[0], rest))
    head = kid + cose.sign(key_seed, cose.signed_bytes(kid, body))
    shown = [_all_or_none(s, p) for s, p in zip(shown, contents)]
    kept = [p if there is True else
            [e if i in there else b'\xf6' for i, e in enumerate(p)]
            for p, there in zip(contents, shown) if there]
    tail = [when_of(day, valid, index)]
    if all(s is True for s in shown):
        head += root_seed
    else:
        proofs = [s if there is True else d if not there
                  else tree.partial_proof(s, p, there, torn)
                  for s, d, p, there in zip(seeds, digests, contents, shown)]
        if shown[1] is True and shown[2] is True:
            second = tree.children(root_seed)[1]
        elif shown[1] or shown[2]:
            second = proofs[1:]
        else:
            second = rest
        tail.append([proofs[0], second])
    if counts is not None:
        counts = [n for n, there in zip(counts, shown) if there]
    tail.append(body_of(items_of(kept, counts), schema.dictionary))
    return cbor.write([head, *tail])


def passport_of(credentials):
    return cbor.write([cbor.Raw(c) for c in credentials])


def lay_out(drafts, schema, day, allow=False):
    """The entries of the three parts, in the order of the record. allow: a
    part may be less private than the entry's kind and codes ask for."""
    for draft in drafts:
        one, default = draft.entry, parts.default_part(draft.entry, schema)
        one.part = (default if draft.part is None
                    else PARTS.index(draft.part))
        demand(allow or one.part >= default, 'RECORD_PART')
        demand(draft.issued in (None, day), 'RECORD_DATE')
    jsonform.place(drafts, schema)
    out = [[], [], []]
    for one in (d.entry for d in drafts):
        entry.check(one, schema, day)
        if one.raw is None:
            one.raw = entry.write(one, schema, day)
        out[one.part].append(one)
    return out


def _check_name(one, schema):
    """Something of a person's name is drawn, and all of it assigned."""
    shape = schema.kinds[one.kind] if one.kind < len(schema.kinds) else None
    if shape is not None and shape.name == 'person':
        name = one.fields.get(shape.by_name['name'].number)
        demand(not isinstance(name, str)
               or any(c != ' ' and not trust.is_unseen(c) for c in name)
               and all(map(assigned.is_assigned, name)),
               'RECORD_TEXT', name)


def issue(drafts, key_seed, root_seed, day, schema, valid=None, allow=False):
    """A passport of one credential, read back before it is given away."""
    demand(day + (valid or 0) <= DAY_MAX, 'CALLER_RANGE', 'last valid day')
    laid = lay_out(drafts, schema, day, allow)
    for one in itertools.chain(*laid):
        _check_name(one, schema)
    raws = [[one.raw for one in part] for part in laid]
    out = passport_of([sign_parts(raws, key_seed, root_seed, day, schema,
                                  valid)])
    for credential in read(wire.as_file(out), schema):
        entries_of(credential, schema)
    return out
