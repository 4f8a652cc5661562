# SPDX-License-Identifier: Apache-2.0
"""Values of entries: dates that may be partial, codes, quantities, and why a
value is not there. All are immutable.

>>> import carnet
>>> carnet.Date('2019-05~').estimated
True
>>> carnet.Code.of('E11.9').code
'E11.9'
"""
from __future__ import annotations

import calendar
import dataclasses
import datetime
import re
from decimal import Decimal
from typing import Literal

from carnet._due import due, due_word

Part = Literal['desk', 'clinic', 'private']
PARTS: tuple[Part, ...] = ('desk', 'clinic', 'private')
Reason = Literal['none', 'not_asked', 'refused']
EPOCH = datetime.date(1970, 1, 1)

_DATE = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)'
                   r'(?:T(\d\d):(\d\d):00(Z|[+-]\d\d:\d\d))?', re.ASCII)


def part_number(part: Part) -> int:
    """The number of a part.

    >>> part_number('private')
    2
    """
    return due_word(part, PARTS)


def days_of(day: datetime.date) -> int:
    """Days since 1970-01-01. A time is no day: its own date may be another
    clock's.

    >>> days_of(datetime.date(1970, 1, 2))
    1
    >>> days_of(datetime.datetime(1970, 1, 2))
    Traceback (most recent call last):
    TypeError: a day is due, not a time: give its date()
    """
    if isinstance(day, datetime.datetime):
        raise TypeError('a day is due, not a time: give its date()')
    return (due(day, datetime.date) - EPOCH).days


def day_of(days: int) -> datetime.date:
    """The day so many days after 1970-01-01.

    >>> day_of(20529)
    datetime.date(2026, 3, 17)
    """
    return EPOCH + datetime.timedelta(days=days)


def seconds_of(when: datetime.datetime) -> int:
    """Seconds since 1970-01-01 in UTC; a time without a zone is refused.

    >>> seconds_of(datetime.datetime(1970, 1, 1, 1))
    Traceback (most recent call last):
    ValueError: a time needs its zone
    """
    if due(when, datetime.datetime).utcoffset() is None:
        raise ValueError('a time needs its zone')
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (when - start) // datetime.timedelta(seconds=1)


def offset_of(when: datetime.datetime) -> int:
    """Minutes that its clock stands east of UTC.

    >>> offset_of(datetime.datetime.fromisoformat('2026-01-01T00:00-03:30'))
    -210
    """
    east = when.utcoffset() or datetime.timedelta()
    return east // datetime.timedelta(minutes=1)


def time_of(seconds: int) -> datetime.datetime:
    """The time so many seconds after 1970-01-01 in UTC.

    >>> time_of(60).minute
    1
    """
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return start + datetime.timedelta(seconds=seconds)


class Quiet:
    """What tells what an entry says, to who asks for its members. Tracebacks and
    logs show reprs, so none does.

    >>> Quantity(Decimal('5'), 'mg')
    <Quantity>
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f'<{type(self).__name__}>'


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Date(Quiet):
    """A date: a day, a month, a year, each perhaps estimated, or an instant to
    the minute; as text in EDTF.

    >>> Date('2019-05').first, Date('2019-05').last
    (datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
    >>> Date('2026-03-17T10:30:00+02:00').instant.hour
    10
    >>> Date('2019-02-30')
    Traceback (most recent call last):
    ValueError: no date: one is a day, a month, a year or an instant
    """

    text: str

    def __post_init__(self) -> None:
        found = _DATE.fullmatch(due(self.text, str))
        if (found is None or (found[5] and (found[4] or not found[3]))
                or not self._is_in_calendar()):
            raise ValueError('no date: one is a day, a month, a year or an '
                             'instant')

    def _is_in_calendar(self) -> bool:
        try:
            _ = self.last, self.instant
        except ValueError:
            return False
        return True

    @classmethod
    def of(cls, day: datetime.date) -> Date:
        """Of a day, or of a time with a zone, to the minute.

        >>> Date.of(datetime.date(2019, 5, 20)).text
        '2019-05-20'
        """
        if isinstance(day, datetime.datetime):
            if day.tzinfo is None:
                raise ValueError('a time needs its zone')
            return cls(day.replace(second=0, microsecond=0).isoformat())
        return cls(day.isoformat())

    @property
    def year(self) -> int:
        """The year."""
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        """The month, if known."""
        found = self.text[5:7]
        return int(found) if found.isdigit() else None

    @property
    def day(self) -> int | None:
        """The day of the month, if known; of an instant the local one."""
        found = self.text[8:10]
        return int(found) if found.isdigit() else None

    @property
    def estimated(self) -> bool:
        """Whether it is estimated."""
        return self.text.endswith('~')

    @property
    def instant(self) -> datetime.datetime | None:
        """The time with its zone, where it is an instant."""
        if 'T' not in self.text:
            return None
        return datetime.datetime.fromisoformat(
            self.text.replace('Z', '+00:00'))

    @property
    def first(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it can mean."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day)

    def __str__(self) -> str:
        return self.text


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Absent(Quiet):
    """Why a value is not there: known not to exist, nobody asked, refused.

    >>> Absent('refused').reason
    'refused'
    """

    reason: Reason


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Quantity(Quiet):
    """A number with a UCUM unit; without one the field's usual unit is meant.
    The digits are kept: 5.0 says more than 5.

    >>> Quantity(Decimal('5.0'), 'mg').value
    Decimal('5.0')
    """

    value: Decimal
    unit: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Coding(Quiet):
    """A code of a system, by name ('icd-10') or URI; without one the field's
    usual system is meant. display: the system's words.

    >>> Coding('E11.9', 'icd-10').system
    'icd-10'
    """

    code: str
    system: str | None = None
    display: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Code(Quiet):
    """Up to four codings of one meaning, the issuer's own words, or both.

    >>> Code.of('E11.9', text='sugar').text
    'sugar'
    >>> Code(text='pain in the left knee').code is None
    True
    """

    codings: tuple[Coding, ...] = ()
    text: str | None = None

    @classmethod
    def of(cls, code: str, system: str | None = None,
           display: str | None = None, text: str | None = None) -> Code:
        """Of one code."""
        return cls((Coding(code, system, display),), text)

    @property
    def code(self) -> str | None:
        """The first code, if any."""
        return self.codings[0].code if self.codings else None

    @property
    def display(self) -> str | None:
        """Words to show: the first coding's, else the issuer's own."""
        return next((c.display for c in self.codings if c.display), self.text)
