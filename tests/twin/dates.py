# SPDX-License-Identifier: Apache-2.0
"""Dates and instants, format.md section 6.3, and their JSON form."""
import dataclasses
import datetime
import re

from .fault import Refused, demand

EPOCH = datetime.date(1970, 1, 1).toordinal()
DAY_MIN, DAY_MAX = 1 - EPOCH, datetime.date.max.toordinal() - EPOCH
OFFSET_MAX = 840


@dataclasses.dataclass(frozen=True)
class Date:
    """Just one of days (since 1970-01-01), ym (13 * year + month) and minutes
    (since 1970-01-01T00:00Z, with offset) is set."""
    days: int = None
    ym: int = None
    minutes: int = None
    offset: int = None
    estimated: bool = False

    def check(self):
        if self.days is not None:
            demand(DAY_MIN <= self.days <= DAY_MAX, 'RECORD_DATE')
        elif self.ym is not None:
            demand(13 <= self.ym < 13 * 10000, 'RECORD_DATE')
        else:
            demand(abs(self.offset) <= OFFSET_MAX, 'RECORD_DATE')
            for minutes in (self.minutes, self.minutes + self.offset):
                demand(DAY_MIN <= minutes // 1440 <= DAY_MAX, 'RECORD_DATE')

    def first(self):
        """The first day that it can mean, local where it is an instant."""
        if self.days is not None:
            return self.days
        if self.ym is None:
            return (self.minutes + self.offset) // 1440
        year, month = divmod(self.ym, 13)
        return datetime.date(year, month or 1, 1).toordinal() - EPOCH

    def last(self):
        if self.ym is None:
            return self.first()
        year, month = divmod(self.ym, 13)
        if month in (0, 12):
            return datetime.date(year, 12, 31).toordinal() - EPOCH
        return datetime.date(year, month + 1, 1).toordinal() - 1 - EPOCH

    def is_full(self):
        return self.days is not None and not self.estimated


def iso_day(days):
    return datetime.date.fromordinal(days + EPOCH).isoformat()


def day_of(text):
    m = re.fullmatch('([0-9]{4})-([0-9]{2})-([0-9]{2})', text)
    demand(m, 'RECORD_DATE', text)
    try:
        return datetime.date(*map(int, m.groups())).toordinal() - EPOCH
    except ValueError:
        raise Refused('RECORD_DATE', text) from None


def text_of(date):
    if date.days is not None:
        text = iso_day(date.days)
    elif date.ym is not None:
        year, month = divmod(date.ym, 13)
        text = f'{year:04}-{month:02}' if month else f'{year:04}'
    else:
        days, minute = divmod(date.minutes + date.offset, 1440)
        sign = '-' if date.offset < 0 else '+'
        hours, minutes = divmod(abs(date.offset), 60)
        zone = f'{sign}{hours:02}:{minutes:02}' if date.offset else 'Z'
        text = (f'{iso_day(days)}T{minute // 60:02}:{minute % 60:02}:00{zone}')
    return text + ('~' if date.estimated else '')


INSTANT = re.compile('([0-9-]{10})T([0-9]{2}):([0-9]{2}):00'
                     '(?:Z|(?!-00:00)([+-])([0-9]{2}):([0-9]{2}))')


def of_text(text):
    demand(isinstance(text, str), 'RECORD_TYPE')
    m = INSTANT.fullmatch(text)
    if m:
        hour, minute = int(m[2]), int(m[3])
        demand(hour < 24 and minute < 60, 'RECORD_DATE', text)
        offset = 0
        if m[4]:
            demand(int(m[6]) < 60, 'RECORD_DATE', text)
            offset = (int(m[5]) * 60 + int(m[6])) * (-1 if m[4] == '-' else 1)
        local = day_of(m[1]) * 1440 + hour * 60 + minute
        date = Date(minutes=local - offset, offset=offset)
    else:
        estimated = text.endswith('~')
        text = text[:-1] if estimated else text
        m = re.fullmatch('([0-9]{4})(?:-([0-9]{2}))?', text)
        if m:
            month = int(m[2] or 0)
            demand(month <= 12 and (month or not m[2]), 'RECORD_DATE', text)
            date = Date(ym=13 * int(m[1]) + month, estimated=estimated)
        else:
            date = Date(days=day_of(text), estimated=estimated)
    date.check()
    return date
