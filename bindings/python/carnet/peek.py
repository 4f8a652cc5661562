# SPDX-License-Identifier: Apache-2.0
"""Looking without trust, in types of their own, so that none is taken for a
verdict: an envelope shows key ids, dates and sizes; an outline kinds and
parts; unverified content is a note that nobody vouches for.

>>> import carnet
>>> carnet.Passport(b'nonsense').peek()
Traceback (most recent call last):
carnet.errors.TextError: TEXT_PREFIX: ...
"""
from __future__ import annotations

import dataclasses
import datetime
import enum
from typing import Any, NoReturn

from carnet._call import copied, made_or_why
from carnet._carnet import ffi, lib
from carnet._form import Entry, lent_entry
from carnet.values import PARTS, Part, day_of


class PartState(enum.Enum):
    """What there is of a part.

    >>> PartState(1).name
    'WHOLE'
    """

    WITHHELD = 0
    WHOLE = 1
    PARTIAL = 2
    SEALED = 3

    def __bool__(self) -> NoReturn:
        raise TypeError('the state of a part is not true or false: compare it')


@dataclasses.dataclass(frozen=True)
class ClaimedCredential:
    """What a credential claims; nobody checked it."""

    key_id: bytes
    issued: datetime.date
    valid_until: datetime.date | None
    status_index: int | None
    parts: dict[Part, PartState]
    num_body_bytes: int


@dataclasses.dataclass(frozen=True)
class Envelope:
    """An input taken apart without reading an entry."""

    is_file: bool
    num_bytes: int
    num_chars: int
    credentials: tuple[ClaimedCredential, ...]


@dataclasses.dataclass(frozen=True)
class Outline:
    """Kinds of the readable entries of each part, by name; the number of a kind
    that this version does not know."""

    kinds: dict[Part, tuple[str | int, ...]]


@dataclasses.dataclass(frozen=True)
class UnverifiedCredential:
    """Entries that nobody vouches for."""

    unverified_entries: tuple[Entry, ...]


@dataclasses.dataclass(frozen=True)
class Unverified:
    """Content of an input whose signature nobody checked."""

    credentials: tuple[UnverifiedCredential, ...]


def optional_day(days: int) -> datetime.date | None:
    """A day that may not be there.

    >>> optional_day(-2147483648) is None
    True
    """
    return None if days == lib.CARNET_VERIFY_NO_DAY else day_of(days)


def optional_index(index: int) -> int | None:
    """An index that may not be there.

    >>> optional_index(-1) is None, optional_index(0)
    (True, 0)
    """
    return None if index < 0 else index


def envelope(data: bytes) -> Envelope:
    """See Passport.peek.

    >>> envelope(b'HC1:')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_EU_DCC: ...
    """
    handle = made_or_why('envelope', lib.carnet_peek_free, lib.carnet_peek,
                         data, len(data))
    number = lib.carnet_peek_num_credentials(handle)
    return Envelope(lib.carnet_peek_is_file(handle) != 0,
                    lib.carnet_peek_num_bytes(handle),
                    lib.carnet_peek_num_chars(handle),
                    tuple(_claimed(handle, i) for i in range(number)))


def _claimed(handle: Any, i: int) -> ClaimedCredential:
    return ClaimedCredential(
        copied(lib.CARNET_KEY_ID_SIZE, lib.carnet_peek_copy_key_id, handle, i),
        day_of(lib.carnet_peek_issued_days(handle, i)),
        optional_day(lib.carnet_peek_valid_until_days(handle, i)),
        optional_index(lib.carnet_peek_status_index(handle, i)),
        {name: PartState(lib.carnet_peek_part(handle, i, p))
         for p, name in enumerate(PARTS)},
        lib.carnet_peek_num_body_bytes(handle, i))


def outline(data: bytes) -> Outline:
    """See Passport.outline.

    >>> outline(b'')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_EMPTY: ...
    """
    handle = made_or_why('outline', lib.carnet_peek_outline_free,
                         lib.carnet_peek_outline, data, len(data))
    return Outline({
        name: tuple(
            kind_name(lib.carnet_peek_outline_kind(handle, p, i))
            for i in range(lib.carnet_peek_outline_num(handle, p)))
        for p, name in enumerate(PARTS)})


def kind_name(kind: int) -> str | int:
    """A kind by its name, or by its number where this version knows none.

    >>> kind_name(0), kind_name(200)
    ('person', 200)
    """
    name = lib.carnet_record_kind_name(kind)
    if name == ffi.NULL:
        return kind
    said: bytes = ffi.string(name)
    return said.decode()


def unverified(data: bytes) -> Unverified:
    """See Passport.unverified.

    >>> unverified(b'')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_EMPTY: ...
    """
    handle = made_or_why('unverified', lib.carnet_peek_unverified_free,
                         lib.carnet_peek_unverified, data, len(data))
    return Unverified(tuple(
        UnverifiedCredential(tuple(
            lent_entry(handle,
                       lib.carnet_peek_unverified_get_entry(handle, c, i))
            for i in range(
                lib.carnet_peek_unverified_num_entries(handle, c))))
        for c in range(lib.carnet_peek_unverified_num_credentials(handle))))
