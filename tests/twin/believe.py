# SPDX-License-Identifier: Apache-2.0
"""The verdict by keys, trust lists and status lists: trust.md section 2,
status.md sections 3 and 4, verdict.md.
"""
import dataclasses
import hashlib

from . import cose, passport, status
from .passport import CANDIDATES, REFUSED, REVIEW
from .trust import CREDENTIALS, STATUS, ListRefused

DAY = 86400


@dataclasses.dataclass
class Trust:
    keys: list = ()    # bare ones
    lists: list = ()   # trust.TrustList
    status: list = ()  # status.StatusList

    def __post_init__(self):
        """Of lists of one id the newest counts; by the older ones of its epoch
        a key is still compromised."""
        every, newest = list(self.lists), {}
        for one in every:
            there = newest.setdefault(one.id, one)
            if (one.epoch, one.sequence) > (there.epoch, there.sequence):
                newest[one.id] = one
        self.lists = list(newest.values())
        self.older = [l for l in every if newest[l.id] is not l
                      and newest[l.id].epoch == l.epoch]

    def compromised(self, public):
        named = [l.find(public) for l in (*self.lists, *self.older)]
        return any(n is not None and n[1].is_compromised() for n in named)

    def candidates(self, kid):
        """Keys whose id is kid, bare ones first, each once."""
        every = [*self.keys, *(k.public for l in self.lists
                               for _, k in l.keys()),
                 *(k.public for l in self.older for _, k in l.keys()
                   if k.is_compromised())]
        return [k for k in dict.fromkeys(every) if cose.key_id(k) == kid]


# ---- who may sign a status list ----

def _in_use(key, day):
    """Why a key was not in use on a day, or None."""
    if day < key.first or (key.last is not None and day > key.last):
        return 'KEY_WINDOW'
    if key.withdrawn is not None and day > key.withdrawn[0]:
        return 'KEY_RETIRED'
    return None


def _asked(trust_list, found):
    """What one list says of who signed: a reason, or None for good."""
    named = trust_list.find(found.signer)
    itself = found.issuer == status.digest(found.signer)
    if named is None:
        return 'KEY_ISSUER'
    issuer, key = named
    if not itself and not (key.may(STATUS) and any(
            status.digest(k.public) == found.issuer for k in issuer.keys)):
        return 'KEY_ISSUER'
    return _in_use(key, found.made // DAY)


def _names(trust_list, digest):
    return any(status.digest(k.public) == digest for _, k in trust_list.keys())


def read_status(data, trust):
    """A status list that somebody signed who may."""
    every = [*trust.keys, *(k.public for l in trust.lists
                            for _, k in l.keys())]
    found = status.read_by(data, every)
    if trust.compromised(found.signer):
        raise ListRefused('KEY_COMPROMISED')
    if found.signer in trust.keys \
            and found.issuer == status.digest(found.signer):
        return found
    said = [_asked(one, found) for one in trust.lists]
    itself = found.issuer == status.digest(found.signer)
    if not itself and any(why == 'KEY_ISSUER' and _names(one, found.issuer)
                          for one, why in zip(trust.lists, said)):
        raise ListRefused('KEY_ISSUER')
    if None in said:
        return found
    objections = set(said) - {'KEY_ISSUER'}
    raise ListRefused(*(objections or {'KEY_ISSUER'}))


# ---- the verdict ----

def _signature(judged, trust):
    """The key that signed; the place of a bare one, -1 of a listed one."""
    c, asked = judged.credential, 0
    for public in trust.candidates(c.kid)[:CANDIDATES]:
        message = c.signed(public)
        good = cose.verify(public, c.signature, message)
        if trust.compromised(public):
            if good:
                judged.statuses['signature'] = 'KEY_COMPROMISED'
                return None
            continue
        asked += 1
        if good:
            judged.key = (trust.keys.index(public) if public in trust.keys
                          else -1)
            judged.identity = hashlib.sha256(message).digest()
            return public
    judged.statuses['signature'] = 'KEY_SIGNATURE' if asked else 'KEY_UNKNOWN'
    return None


def _of_key(key, day):
    if not key.may(CREDENTIALS):
        return 'KEY_USE'
    return _in_use(key, day)


def _of_list(one, today):
    if one.issued > today + 1:
        return 'KEY_FUTURE'
    return 'TRUST_STALE' if today > one.next_update else None


def _objections(one, key, judged, today):
    """What a list has against a credential that its key signed, by fact."""
    outside = [i for i, e in enumerate(judged.entries)
               if key.kinds is not None and e.kind not in key.kinds]
    return {'key': _of_key(key, judged.credential.day),
            'scope': 'KEY_SCOPE' if outside else None,
            'trust_list': _of_list(one, today)}, outside


def _listed(judged, public, trust, today):
    """Facts of the list that counts, and which issuer it names."""
    best = None
    for one in trust.lists:
        named = one.find(public)
        if named is None:
            continue
        said, outside = _objections(one, named[1], judged, today)
        count = sum(v is not None for v in said.values())
        if best is None or count < best[0]:
            best = count, named[0], said, outside
    if best is None:
        return
    _, judged.issuer, said, outside = best
    if judged.key >= 0:
        return
    judged.outside = outside
    for name, why in said.items():
        judged.facts[name] = 'yes' if why is None else 'no'
        if why is not None:
            judged.statuses[name] = why


SAID = {status.REVOKED: 'TRUST_REVOKED', status.SUSPENDED: 'TRUST_SUSPENDED',
        status.IN_ERROR: 'TRUST_IN_ERROR'}


# Of two lists of one second what is worse counts; what is not known is worse
# than good and no more.
WORSE = (status.GOOD, status.SUSPENDED, status.REVOKED, status.IN_ERROR)
USUAL = 30 * DAY  # that a list lasts which names no end


def _status(judged, public, trust, now_s):
    about = [s for s in trust.status if s.issuer == status.digest(public)
             and not trust.compromised(s.signer)]
    facts, statuses = judged.facts, judged.statuses
    if not about:
        statuses['status'] = 'TRUST_NO_STATUS'
        return
    last = [s for s in about if s.made == max(a.made for a in about)]
    end = last[0].made + USUAL if last[0].end is None else last[0].end
    why_not = None
    if any(s.raw != last[0].raw for s in last):
        why_not = 'TRUST_FORKED'
    elif now_s >= end:
        why_not = 'TRUST_STATUS_OLD'
    why = ('KEY_FUTURE' if last[0].made // DAY > now_s // DAY + 1 else why_not)
    facts['status_list'] = 'yes' if why is None else 'no'
    if why is not None:
        statuses['status_list'] = why
    value = max((s.get(judged.credential.index) for s in last),
                key=lambda v: WORSE.index(v) if v in WORSE else 0.5)
    if value in SAID:
        facts['status'], statuses['status'] = 'no', SAID[value]
    elif value != status.GOOD:
        statuses['status'] = 'TRUST_STATUS'
    elif why_not is not None:
        statuses['status'] = why_not
    else:
        facts['status'] = 'yes'
    judged.hidden = value == status.IN_ERROR


def _word(facts):
    word = passport.word_of(facts)
    lists = (facts['trust_list'], facts['status_list'])
    return REVIEW if word != REFUSED and 'no' in lists else word


def verify(data, trust, now_s, schema):
    signers = []

    def signed(judged):
        judged.issuer, judged.outside, judged.hidden = None, [], False
        signers.append(_signature(judged, trust))

    def concluded(every):
        for j, public in zip(every, signers):
            if public is not None:
                _listed(j, public, trust, now_s // DAY)
                if j.credential.index is not None:
                    _status(j, public, trust, now_s)
                if j.hidden:  # it comes with the step of asking for it
                    j.entries, j.identity, j.issuer = [], None, None
    return passport.judge(data, signed, concluded, _word, now_s, schema)
