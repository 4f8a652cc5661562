# SPDX-License-Identifier: Apache-2.0
"""The merged view: the entries of a verdict for a time; what is the same is one
row, with all who say so (docs/spec/view.md).

>>> import datetime, carnet
>>> from carnet import Code, Date, entries
>>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
>>> record = carnet.Record([
...     entries.Person(name='A', birth_date=Date('1990')),
...     entries.Condition(code=Code.of('I10'))])
>>> with carnet.SecretKey.new() as key:
...     both = record.issue(key, now.date()).merge(
...         record.issue(key, datetime.date(2026, 3, 1)))
...     view = View(carnet.verify(both, [key.public], now), now)
>>> [(r.state.name, len(r.tellings)) for r in view
...  if r.tellings[0].entry.kind == 'condition']
[('ACTIVE', 2)]
"""
from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterable, Iterator
from typing import Any

from carnet._call import Rows, Shown, check, shown, utf8, z_strings
from carnet._carnet import ffi, lib
from carnet._form import Entry, json_of, lent_entry
from carnet.values import days_of, offset_of, seconds_of
from carnet.verdict import OfVerdict, Verdict


class State(enum.Enum):
    """What a row is at that time, in the order in which rows stand.

    >>> State(2).name
    'UNCERTAIN'
    """

    ACTIVE = 1
    UNCERTAIN = 2
    LATER = 3
    PAST = 4


class Why(enum.Enum):
    """Why a row is so.

    >>> Why(3).name
    'ENDED'
    """

    STANDS = 1
    STATUS = 2
    ENDED = 3
    BEGINS = 4
    DATE = 5
    OVERDUE = 6
    HAPPENED = 7
    DIFFER = 8
    NOT_ASKED = 9
    BEYOND = 10


class Clash(enum.Enum):
    """In what rows contradict each other.

    >>> Clash(4).name
    'NONE_KNOWN'
    """

    STATUS = 1
    VALUE = 2
    DOSE = 3
    NONE_KNOWN = 4


class Tie(enum.Enum):
    """How it is known that all is of one person.

    >>> Tie(2).name
    'NAME'
    """

    ONE = 0
    ID = 1
    NAME = 2


@dataclasses.dataclass(frozen=True)
class Telling:
    """Who says a row: an entry, and which credential of the verdict gives it,
    from 0."""

    entry: Entry
    credential: int


@dataclasses.dataclass(frozen=True)
class Row:
    """What is the same, once. person: which one, from 0; clash, clash_number:
    what contradicts it, and the number that the rows of one contradiction
    share; accepted: whether somebody says it whose credential is accepted;
    tellings: the fullest first."""

    person: int
    state: State
    why: Why
    clash: Clash | None
    clash_number: int | None
    accepted: bool
    tellings: tuple[Telling, ...]


class View(Rows[Row], OfVerdict):
    """The view of a verdict for an instant, whose zone tells the day there, or
    for a whole day. Never changes; threads may share it. (See the example of this
    module.)"""

    def __init__(self, verdict: Verdict,
                 at: datetime.datetime | datetime.date) -> None:
        if isinstance(at, datetime.datetime):
            self._over(verdict, 'view', lib.carnet_view_free,
                       lib.carnet_view_new, seconds_of(at), offset_of(at))
        else:
            self._over(verdict, 'view', lib.carnet_view_free,
                       lib.carnet_view_new_day, days_of(at))

    def __len__(self) -> int:
        return lib.carnet_view_num_rows(self._pointer)

    def _row(self, i: int) -> Row:
        at = self._pointer, i
        clash = lib.carnet_view_row_clash(*at)
        return Row(lib.carnet_view_row_person(*at),
                   State(lib.carnet_view_row_state(*at)),
                   Why(lib.carnet_view_row_why(*at)),
                   Clash(clash) if clash else None,
                   lib.carnet_view_row_clash_number(*at) or None,
                   lib.carnet_view_row_accepted(*at) != 0,
                   tuple(self._tellings(i)))

    def _tellings(self, row: int) -> Iterator[Telling]:
        for n in range(lib.carnet_view_num_tellings(self._pointer, row)):
            entry = ffi.new('const carnet_entry **')
            credential = ffi.new('size_t *')
            check(lib.carnet_view_get_telling(entry, credential,
                                              self._pointer, row, n))
            yield Telling(lent_entry(self._verdict, entry[0]), credential[0])

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The persons that the credentials may be of, by how theirs are tied:
        more than one where nobody here can know whether they are one."""
        return tuple(
            Tie(lib.carnet_view_tie(self._pointer, i))
            for i in range(lib.carnet_view_num_persons(self._pointer)))

    @property
    def is_open(self) -> bool:
        """Whether every private part was open; else say that there may be
        more."""
        return lib.carnet_view_is_open(self._pointer) != 0

    @property
    def num_replaced(self) -> int:
        """Entries that others replaced: they are in no row."""
        return lib.carnet_view_num_replaced(self._pointer)

    def to_json(self, *, explain: bool = False) -> dict[str, Any]:
        """All of it, docs/spec/view.md section 8."""
        return json_of(lib.carnet_view_json, self._pointer, int(explain))

    def words(self, language: str = 'en', *, explain: bool = False,
              names: Iterable[str | None] = ()) -> Shown:
        """The same as lines for people. names: of the keys, in their order."""
        array, number, keep = z_strings(names)
        said = utf8(language)
        try:
            return shown(lib.carnet_view_lines, self._pointer, int(explain),
                         array, number, said, len(said))
        finally:
            del keep


def rank(kind: str) -> int:
    """Place of a kind in the order in which a doctor asks.

    >>> rank('allergy') < rank('evidence')
    True
    """
    name = utf8(kind)
    return lib.carnet_view_rank(lib.carnet_record_find_kind(name, len(name)))
