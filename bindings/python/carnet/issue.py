# SPDX-License-Identifier: Apache-2.0
"""Issuing: a plan says for every entry where it goes, why, and what it costs;
a plan and a secret key give a passport.

>>> import datetime, carnet
>>> from carnet import Code, Date, entries
>>> record = carnet.Record([
...     entries.Person(name='A', birth_date=Date('1990')),
...     entries.Condition(code=Code.of('B24'))])
>>> plan = record.plan(datetime.date(2026, 3, 17))
>>> [(e.entry.part, e.why, e.why_code) for e in plan][1]
('private', 'HIV (ICD-10 B20-B24)', 'B24')
"""
from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from carnet._call import (Bytes, Rows, bytes_of, c_string, lent_bytes,
                          made_or_why, z_string)
from carnet._carnet import lib
from carnet._due import due
from carnet._form import Entry, lent_entry
from carnet.keys import SecretKey
from carnet.passport import Passport
from carnet.values import PARTS, Part, days_of


@dataclasses.dataclass(frozen=True, repr=False)
class Clash:
    """Words that are the phrase book's for another code than the entry has:
    which of both is meant, a person must say."""

    words: str
    system: str
    code: str
    other: str


@dataclasses.dataclass(frozen=True)
class Planned:
    """One entry as it will read. record_index: which one of the record it is;
    default_part, why, why_code: the part that it asks for, by which rule and
    code; unknown_systems: code systems whose codes were judged by their shape
    only; clashes: words against codes; num_bytes: before compression. Its repr
    tells nothing that an entry says, so not the reason either."""

    entry: Entry
    record_index: int
    default_part: Part
    why: str = dataclasses.field(repr=False)
    why_code: str = dataclasses.field(repr=False)
    unknown_systems: tuple[str, ...]
    clashes: tuple[Clash, ...]
    num_bytes: int


class Plan(Rows[Planned]):
    """What issuing will do, entry by entry in the order in which they will
    stand. Never changes; threads may share it.

    >>> import carnet
    >>> from carnet import Date, entries
    >>> person = entries.Person(name='A', birth_date=Date('1990'))
    >>> plan = carnet.Record([person]).plan(datetime.date(2026, 3, 17))
    >>> len(plan), plan.num_chars == carnet.issue.chars_for(plan.num_bytes)
    (1, True)
    """

    _from = 'Record.plan()'

    def __len__(self) -> int:
        return lib.carnet_issue_num_entries(self._pointer)

    def _row(self, number: int) -> Planned:
        plan = self._pointer
        return Planned(
            lent_entry(self, lib.carnet_issue_get_entry(plan, number)),
            lib.carnet_issue_record_index(plan, number),
            PARTS[lib.carnet_issue_default_part(plan, number)],
            c_string(lib.carnet_issue_why(plan, number)),
            c_string(lib.carnet_issue_why_code(plan, number)),
            tuple(_until_empty(lambda n: c_string(
                lib.carnet_issue_unknown_system(plan, number, n)))),
            tuple(self._clashes(number)),
            lib.carnet_issue_entry_bytes(plan, number))

    def _clashes(self, i: int) -> Iterator[Clash]:
        def said(n: int, what: int) -> str:
            return c_string(lib.carnet_issue_clash(self._pointer, i, n, what))
        for n in itertools.count():
            if not said(n, lib.CARNET_ISSUE_CLASH_WORDS):
                return
            yield Clash(said(n, lib.CARNET_ISSUE_CLASH_WORDS),
                        said(n, lib.CARNET_ISSUE_CLASH_SYSTEM),
                        said(n, lib.CARNET_ISSUE_CLASH_CODE),
                        said(n, lib.CARNET_ISSUE_CLASH_OTHER))

    def bytes_upto(self, i: int) -> int:
        """Bytes of a passport with the entries 0 to i only, compressed anew at
        each call."""
        return lib.carnet_issue_bytes_upto(self._pointer,
                                           range(len(self))[i])

    @property
    def num_bytes(self) -> int:
        """Bytes of the passport that signing will give."""
        return lib.carnet_issue_num_bytes(self._pointer)

    @property
    def num_chars(self) -> int:
        """Characters that it will have as text."""
        return lib.carnet_issue_num_chars(self._pointer)

    def sign(self, key: SecretKey, index: int | None = None) -> Passport:
        """Signs. index: in the issuer's status list, as StatusDraft.take gives
        it, by which the issuer can take the credential back."""
        with due(key, SecretKey).lent() as secret:
            if index is None:
                return Passport(bytes_of(lib.carnet_issue_sign, self._pointer,
                                         secret))
            return Passport(bytes_of(lib.carnet_issue_sign_indexed,
                                     self._pointer, secret, index))

    def sign_seeded(self, key: SecretKey, seed: Bytes) -> Passport:
        """Signs with a root seed of 16 bytes, for reproducible tests only:
        whoever guesses the seed can guess what is withheld."""
        with due(key, SecretKey).lent() as secret:
            return Passport(bytes_of(
                lib.carnet_issue_sign_seeded, self._pointer, secret,
                *lent_bytes(seed)))


def chars_for(num_bytes: int) -> int:
    """Characters that a passport of so many bytes has as text.

    >>> chars_for(400)
    604
    """
    return lib.carnet_issue_chars_for(num_bytes)


def _until_empty(get: Callable[[int], str]) -> Iterator[str]:
    return itertools.takewhile(bool, map(get, itertools.count()))


def planned(record: Any, issued: datetime.date,
            valid_until: datetime.date | None,
            audience: str | None) -> Plan:
    """See Record.plan.

    >>> planned(None, datetime.date(2026, 3, 17), None, None)
    Traceback (most recent call last):
    TypeError: ...
    """
    first = days_of(issued)
    valid = lib.CARNET_ISSUE_UNLIMITED
    if valid_until is not None:
        valid = days_of(valid_until) - first
        if valid < 0:
            raise ValueError('valid until a day before the day of issue')
    if audience is None:
        return Plan._of(made_or_why('plan', lib.carnet_issue_free,
                                    lib.carnet_issue_plan, record, first,
                                    valid))
    return Plan._of(made_or_why('plan', lib.carnet_issue_free,
                                lib.carnet_issue_plan_for, record,
                                z_string(audience), first, valid))
