# SPDX-License-Identifier: Apache-2.0
"""History: what the entries of a passport say of each other. Nothing that is
replaced goes away (docs/spec/history.md).

>>> import datetime, carnet
>>> from carnet import Code, Date, entries
>>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
>>> record = carnet.Record([
...     entries.Person(name='A', birth_date=Date('1990')),
...     entries.Condition(code=Code.of('I10'), id='c1'),
...     entries.Condition(code=Code.of('I10'), status='resolved',
...                       replaces=('c1',))])
>>> with carnet.SecretKey.new() as key:
...     verdict = carnet.verify(record.issue(key, now.date()), [key.public],
...                             now)
>>> told = History(verdict)
>>> [(e.state.name, e.change.name) for e in told.entries(0)][1:]
[('REPLACED', 'ADDED'), ('CURRENT', 'RESOLVED')]
>>> len(told.restate())
2
>>> told.left_out_json()
[]
"""
from __future__ import annotations

import dataclasses
import enum
import itertools
from collections.abc import Iterator
from typing import Any

from carnet._call import bytes_of, check, problem_place
from carnet._carnet import ffi, lib
from carnet._due import due
from carnet._form import Entry, json_of
from carnet._json import load
from carnet.entries import KINDS
from carnet.issue import Plan
from carnet.passport import Passport
from carnet.peek import kind_name
from carnet.record import Record
from carnet.verdict import OfVerdict, Verdict


class State(enum.Enum):
    """What an entry is: current; replaced only by what is not accepted (read
    both); replaced.

    >>> State(1).name
    'BESIDE'
    """

    CURRENT = 0
    BESIDE = 1
    REPLACED = 2


class Lead(enum.Enum):
    """What a reference leads to.

    >>> Lead(4).name
    'WITHHELD'
    """

    FOUND = 1
    SEVERAL = 2
    NOWHERE = 3
    WITHHELD = 4
    MORE_PRIVATE = 5
    CIRCULAR = 6
    OTHER_KIND = 7
    OTHER_PERSON = 8


class Change(enum.Enum):
    """What an entry does to what was there before it.

    >>> Change(2).name
    'STOPPED'
    """

    ADDED = 0
    CHANGED = 1
    STOPPED = 2
    RESOLVED = 3
    CORRECTED = 4
    SAID_AGAIN = 5


class Restating(enum.Enum):
    """Whether an entry is said again by History.restate, and why not.

    >>> Restating(3).name
    'IS_PRIVATE'
    """

    RESTATED = 0
    NOT_CURRENT = 1
    NOT_ACCEPTED = 2
    IS_PRIVATE = 3
    UNREADABLE = 4


@dataclasses.dataclass(frozen=True)
class Place:
    """An entry by its credential of the verdict and its place in that one's
    entries, both from 0."""

    credential: int
    index: int


@dataclasses.dataclass(frozen=True)
class Reference:
    """One value of a field of references: what it leads to, and the entries
    that answer to it."""

    lead: Lead
    targets: tuple[Place, ...]


@dataclasses.dataclass(frozen=True)
class Told:
    """What is known of one entry. tag: by which other credentials refer to it,
    "leaf:1f2e3d4c"; successors: that say they replace it, those that replace
    nothing counted too."""

    place: Place
    tag: str
    state: State
    change: Change
    replaces: tuple[Reference, ...]
    successors: tuple[Place, ...]


class History(OfVerdict):
    """All references of a verdict, resolved. Never changes; threads may share
    it. (See the example of this module.)"""

    def __init__(self, verdict: Verdict) -> None:
        self._over(verdict, 'history', lib.carnet_history_free,
                   lib.carnet_history_new)

    def order(self) -> list[int]:
        """Credentials of the verdict, the earliest day of issue first."""
        return [lib.carnet_history_credential(self._pointer, n)
                for n in range(len(self._verdict))]

    def entries(self, credential: int) -> list[Told]:
        """What is known of each entry that a credential gives."""
        return [self._told(place) for place in self._places(credential)]

    def _places(self, credential: int) -> list[Place]:
        number = lib.carnet_verify_num_entries(self._verdict._pointer,
                                               credential)
        return [Place(credential, i) for i in range(number)]

    def _told(self, place: Place) -> Told:
        at = (self._pointer, place.credential, place.index)
        tag, change = ffi.new('uint32_t *'), ffi.new('int32_t *')
        check(lib.carnet_history_get_tag(tag, *at))
        check(lib.carnet_history_get_change(change, *at))
        return Told(place, f'leaf:{tag[0]:08x}',
                    State(lib.carnet_history_state(*at)), Change(change[0]),
                    tuple(self.references(place)),
                    tuple(self._successors(*at)))

    def references(self, place: Place,
                   field: str = 'replaces') -> Iterator[Reference]:
        """Values of a field of references, by its name."""
        kind = lib.carnet_record_entry_kind(lib.carnet_verify_get_entry(
            self._verdict._pointer, place.credential, place.index))
        shape = KINDS.get(str(kind_name(kind)), Entry)
        at = (self._pointer, place.credential, place.index,
              shape._members[field].number)
        for n in itertools.count():
            lead = lib.carnet_history_reference(*at, n)
            if lead == lib.CARNET_HISTORY_NONE:
                return
            yield Reference(Lead(lead), tuple(
                _place(lib.carnet_history_get_target, *at, n, i)
                for i in range(lib.carnet_history_num_targets(*at, n))))

    def _successors(self, *at: Any) -> Iterator[Place]:
        for n in range(lib.carnet_history_num_successors(*at)):
            yield _place(lib.carnet_history_get_successor, ffi.NULL, *at, n)

    def restates(self, place: Place, *,
                 with_private: bool = False) -> Restating:
        """Whether restate says an entry again."""
        return Restating(lib.carnet_history_restates(
            self._pointer, place.credential, place.index, int(with_private)))

    def left_out(self, *, with_private: bool = False
                 ) -> list[tuple[Place, Restating]]:
        """The entries that restate leaves out though nothing replaced them, each
        with the reason: for review, private, or with more than this version can
        read. What is not in this presentation nobody can count here."""
        each = ((place, self.restates(place, with_private=with_private))
                for credential in self.order()
                for place in self._places(credential))
        return [(place, why) for place, why in each if why not in (
            Restating.RESTATED, Restating.NOT_CURRENT)]

    def left_out_json(self, *, with_private: bool = False
                      ) -> list[dict[str, Any]]:
        """The same as docs/spec/history.md section 6 has it, with parts that
        are not here and credentials of which nothing is restated."""
        out: list[dict[str, Any]] = load(bytes_of(
            lib.carnet_history_left_out_json, self._pointer,
            int(with_private)))
        return out

    def restate(self, *, with_private: bool = False) -> Record:
        """A record of what is current, to be issued as one credential. It lacks
        what left_out names: entries that a later version wrote, among them.
        RecordError (RECORD_EMPTY) where nothing is left to say."""
        out, problem = ffi.new('carnet_record **'), problem_place()
        check(lib.carnet_history_restate(out, problem, self._pointer,
                                         int(with_private)), problem)
        return Record._of(ffi.gc(out[0], lib.carnet_record_free))

    def to_json(self) -> dict[str, Any]:
        """All of it, docs/spec/history.md section 6; nothing of what entries
        say."""
        return json_of(lib.carnet_history_json, self._pointer)


def _place(call: Any, *args: Any) -> Place:
    one, two = ffi.new('size_t *'), ffi.new('size_t *')
    check(call(one, two, *args))
    return Place(one[0], two[0])


def num_lost(plan: Plan, passport: Passport) -> int:
    """How many references of a plan lead to nothing that the passport shows
    which it is to be added to; RecordError where one leads to an entry of a
    more private part.

    >>> import datetime, carnet
    >>> from carnet import Date, entries
    >>> person = entries.Person(name='A', birth_date=Date('1990'))
    >>> plan = carnet.Record([person]).plan(datetime.date(2026, 3, 17))
    >>> with carnet.SecretKey.new() as key:
    ...     num_lost(plan, plan.sign(key))
    0
    """
    out, problem = ffi.new('size_t *'), problem_place()
    data = bytes(due(passport, Passport))
    check(lib.carnet_history_check(out, problem, due(plan, Plan)._pointer, data,
                                   len(data)), problem)
    number: int = out[0]
    return number
