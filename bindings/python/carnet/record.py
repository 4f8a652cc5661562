# SPDX-License-Identifier: Apache-2.0
"""Records: what will be issued, from typed entries, JSON or FHIR.

>>> import datetime, carnet
>>> from carnet import Code, Date, entries
>>> record = carnet.Record([
...     entries.Person(name='Amina Diallo', birth_date=Date('1988~')),
...     entries.Condition(code=Code.of('E11.9'), since=Date('2019-05'))])
>>> len(record)
2
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from carnet import issue
from carnet._call import (Bytes, Handle, check, made_or_why, problem_place,
                          taken, utf8)
from carnet._carnet import ffi, lib
from carnet._form import Entry
from carnet._json import dump, load
from carnet.keys import SecretKey
from carnet.passport import Passport
from carnet.values import Part, day_of, part_number


class Record(Handle):
    """A record. Never changes but by the two words on parts, which one thread
    at a time gets to say.

    >>> Record([])
    Traceback (most recent call last):
    carnet.errors.RecordError: RECORD_EMPTY: ...
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        text = utf8(dump({'entries': [e.to_json() for e in entries]}))
        self._take(_read(text))

    @classmethod
    def from_json(cls, record: str | Bytes | Mapping[str, Any]) -> Record:
        """Reads the JSON form of docs/spec/record.md, as text or as dicts (with
        Decimal where digits count).

        >>> len(Record.from_json({'entries': [
        ...     {'kind': 'person', 'name': 'A', 'birth_date': '1990'}]}))
        1
        """
        return cls._of(_read(json_bytes(record)))

    @classmethod
    def from_fhir(cls, bundle: str | Bytes | Mapping[str, Any]) -> FhirRecord:
        """Reads a FHIR R4 bundle; with a report of what has no place.

        >>> found = Record.from_fhir({
        ...     'resourceType': 'Bundle', 'type': 'collection', 'entry': [
        ...     {'resource': {'resourceType': 'Patient', 'birthDate': '1990',
        ...                   'name': [{'text': 'A'}]}}]})
        >>> len(found.record), found.num_lost
        (1, 0)
        """
        text, problem = json_bytes(bundle), problem_place()
        out, report = ffi.new('carnet_record **'), ffi.new('carnet_buf **')
        lost = ffi.new('size_t *')
        check(lib.carnet_interop_fhir_import(
            out, report, lost, problem, text, len(text)), problem)
        record = cls._of(ffi.gc(out[0], lib.carnet_record_free))
        return FhirRecord(record, load(taken(report[0])), lost[0])

    def __len__(self) -> int:
        return lib.carnet_record_num_entries(self._pointer)

    def find(self, ident: str) -> int:
        """The place of the entry with an id, from 0; KeyError if none."""
        name, out = utf8(ident), ffi.new('size_t *')
        status = lib.carnet_record_find_id(out, self._pointer, name, len(name))
        if status == lib.CARNET_CALLER_ABSENT:
            raise KeyError(ident)
        check(status)
        found: int = out[0]
        return found

    def put_in(self, index: int, part: Part) -> None:
        """Puts an entry in a part; a less private one than its codes ask for
        needs allow_less_private too."""
        with self._lock:
            check(lib.carnet_record_set_part(self._pointer, index,
                                             part_number(part)))

    def allow_less_private(self, index: int) -> None:
        """The explicit word that an entry may stand in a less private part than
        its kind, codes and words ask for."""
        with self._lock:
            check(lib.carnet_record_allow_less_private(self._pointer, index))

    @property
    def issued(self) -> datetime.date | None:
        """"issued" of the JSON; it binds nobody."""
        return self._day(lib.carnet_record_get_issued)

    @property
    def valid_until(self) -> datetime.date | None:
        """"valid_until" of the JSON; it binds nobody."""
        return self._day(lib.carnet_record_get_valid_until)

    def _day(self, get: Any) -> datetime.date | None:
        out = ffi.new('int32_t *')
        status = get(out, self._pointer)
        if status == lib.CARNET_CALLER_ABSENT:
            return None
        check(status)
        return day_of(out[0])

    def plan(self, issued: datetime.date, *,
             valid_until: datetime.date | None = None,
             audience: str | None = None) -> issue.Plan:
        """What issuing will do, signing nothing: where each entry goes, why,
        and what it costs. audience: a card of its own for one audience."""
        with self._lock:
            return issue.planned(self._pointer, issued, valid_until, audience)

    def issue(self, key: SecretKey, issued: datetime.date, *,
              valid_until: datetime.date | None = None,
              index: int | None = None) -> Passport:
        """Plans and signs: a passport of one credential.

        >>> import carnet
        >>> from carnet import Date, entries
        >>> person = entries.Person(name='A', birth_date=Date('1990'))
        >>> with carnet.SecretKey.new() as key:
        ...     passport = Record([person]).issue(
        ...         key, datetime.date(2026, 3, 17))
        >>> passport.text.startswith('HP1:')
        True
        """
        return self.plan(issued, valid_until=valid_until).sign(key, index)


class FhirRecord(NamedTuple):
    """A record from FHIR. report: every element that has no place, by its
    path; num_lost: how many of them a clinic may need."""

    record: Record
    report: dict[str, Any]
    num_lost: int


def json_bytes(value: str | Bytes | Mapping[str, Any]) -> bytes:
    """JSON of a text, of bytes or of dicts.

    >>> json_bytes({'a': 1})
    b'{"a": 1}'
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    return utf8(value if isinstance(value, str) else dump(value))


def _read(text: bytes) -> Any:
    return made_or_why('record', lib.carnet_record_free,
                       lib.carnet_record_from_json, text, len(text))
