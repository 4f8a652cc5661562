# SPDX-License-Identifier: Apache-2.0
"""Status lists: what became of credentials that an issuer gave out.

>>> import datetime, carnet
>>> now = datetime.datetime(2026, 3, 17, tzinfo=datetime.timezone.utc)
>>> with carnet.SecretKey.new() as key:
...     draft = carnet.StatusDraft(key.public, bits=2, num_entries=64)
...     index = draft.take()
...     draft.set(index, carnet.Standing.REVOKED)
...     signed = carnet.StatusList(draft.sign(key, now, valid_days=30),
...                                [key.public])
>>> signed[index]
<Standing.REVOKED: 1>
"""
from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator, Sequence
from typing import NoReturn

from carnet._call import (Bytes, Handle, bytes_of, check, copied, input_bytes,
                          made)
from carnet._carnet import ffi, lib
from carnet._due import due
from carnet.keys import PublicKey, SecretKey, _key_array
from carnet.values import seconds_of, time_of

_NO_END = -(1 << 63)


class Standing(enum.Enum):
    """What a list says of a credential.

    >>> Standing(3).name
    'IN_ERROR'
    """

    GOOD = 0
    REVOKED = 1
    SUSPENDED = 2
    IN_ERROR = 3

    def __bool__(self) -> NoReturn:
        raise TypeError('a standing is not true or false: compare it')


def _standing(value: int) -> Standing | int | None:
    if value < 0:
        return None
    return Standing(value) if value <= Standing.IN_ERROR.value else value


class StatusList(Handle):
    """A status list whose signature holds. Never changes; threads may share
    it. (See the example of this module.)"""

    def __init__(self, data: Bytes | str, keys: Sequence[PublicKey]) -> None:
        """data: text ("HR1:...") or file bytes; keys: one of these must have
        signed it, about what it signed itself."""
        data = input_bytes(data)
        array, kept = _key_array(keys)
        self._take(made('status_list', lib.carnet_status_list_free,
                        lib.carnet_status_list_read, data, len(data), array,
                        len(kept)))

    @classmethod
    def read_by(cls, data: Bytes | str, issuer: PublicKey,
                signer: PublicKey) -> StatusList:
        """Reads one about what issuer signed, signed by another key of the same
        issuer, as the caller knows."""
        data = input_bytes(data)
        return cls._of(made(
            'status_list', lib.carnet_status_list_free,
            lib.carnet_status_list_read_by, data, len(data),
            due(issuer, PublicKey)._pointer, due(signer, PublicKey)._pointer))

    def replaces(self, old: StatusList | None,
                 now: datetime.datetime) -> bool:
        """Whether it may take the place of another that is kept: False where it
        is the same. TrustError where it may not: older, about another key."""
        newer = ffi.new('int32_t *')
        check(lib.carnet_status_list_replaces(
            newer, self._pointer,
            ffi.NULL if old is None else due(old, StatusList)._pointer,
            seconds_of(now)))
        return bool(newer[0])

    @property
    def signer(self) -> PublicKey:
        """The key that signed it."""
        return PublicKey._copy(
            lib.carnet_status_list_get_signer(self._pointer))

    def __len__(self) -> int:
        return lib.carnet_status_list_num_entries(self._pointer)

    def __getitem__(self, index: int) -> Standing | int | None:
        """What it says of an index: a number that carnet knows no meaning of as
        it is; None past the end, which is unknown."""
        return _standing(lib.carnet_status_list_get(self._pointer, index))

    def __iter__(self) -> Iterator[Standing | int | None]:
        """What it says of each index. Without this Python would ask on past the
        end, where None is an answer."""
        return (self[i] for i in range(len(self)))

    @property
    def bits(self) -> int:
        """Bits of an entry."""
        return lib.carnet_status_list_bits(self._pointer)

    @property
    def issued(self) -> datetime.datetime:
        """When it was made."""
        return time_of(lib.carnet_status_list_issued_s(self._pointer))

    @property
    def expires(self) -> datetime.datetime | None:
        """From when on it is old: 30 days after it was made where it names no
        end."""
        seconds = lib.carnet_status_list_expires_s(self._pointer)
        return None if seconds == _NO_END else time_of(seconds)

    @property
    def ttl(self) -> datetime.timedelta | None:
        """How long it may be used before a newer one should be looked for."""
        seconds = lib.carnet_status_list_ttl_s(self._pointer)
        return datetime.timedelta(seconds=seconds) if seconds else None

    @property
    def issuer_digest(self) -> bytes:
        """SHA-256 of the key whose credentials it is about."""
        return copied(lib.CARNET_STATUS_LIST_ISSUER_SIZE,
                      lib.carnet_status_list_copy_issuer, self._pointer)

    @property
    def text(self) -> str:
        """As a text for a code."""
        return bytes_of(lib.carnet_status_list_encode, self._pointer,
                        1).decode()

    @property
    def file(self) -> bytes:
        """As the bytes of a file."""
        return bytes_of(lib.carnet_status_list_encode, self._pointer, 0)


class StatusDraft(Handle):
    """What an issuer keeps: which indices it gave out, and what it says of
    each. From any thread: one at a time gets in. (See the example of this
    module.)"""

    def __init__(self, issuer: PublicKey, *, bits: int = 2,
                 num_entries: int = 4096) -> None:
        self._take(made('status_draft', lib.carnet_status_draft_free,
                        lib.carnet_status_draft_new,
                        due(issuer, PublicKey)._pointer, bits, num_entries))

    @classmethod
    def from_bytes(cls, data: Bytes) -> StatusDraft:
        """Reads what bytes(draft) gave."""
        data = input_bytes(data)
        return cls._of(made('status_draft', lib.carnet_status_draft_free,
                            lib.carnet_status_draft_decode, data, len(data)))

    def __bytes__(self) -> bytes:
        """For the issuer alone."""
        with self._lock:
            return bytes_of(lib.carnet_status_draft_encode, self._pointer)

    def take(self) -> int:
        """Gives out an index: a random one of those left. Keep the draft before
        the index is used: an index is given out once."""
        out = ffi.new('int32_t *')
        with self._lock:
            check(lib.carnet_status_draft_take(out, self._pointer))
        index: int = out[0]
        return index

    def set(self, index: int, standing: Standing) -> None:
        """Says what became of a credential."""
        with self._lock:
            check(lib.carnet_status_draft_set(self._pointer, index,
                                              due(standing, Standing).value))

    def __getitem__(self, index: int) -> Standing | int | None:
        """What it says of an index; None where it was never given out."""
        with self._lock:
            return _standing(lib.carnet_status_draft_get(self._pointer,
                                                         index))

    def __iter__(self) -> Iterator[Standing | int | None]:
        """What it says of each index, as a StatusList."""
        return (self[i] for i in range(len(self)))

    def __len__(self) -> int:
        return lib.carnet_status_draft_num_entries(self._pointer)

    @property
    def num_taken(self) -> int:
        """How many indices were given out."""
        with self._lock:
            return lib.carnet_status_draft_num_taken(self._pointer)

    @property
    def bits(self) -> int:
        """Bits of an entry."""
        return lib.carnet_status_draft_bits(self._pointer)

    def is_of(self, issuer: PublicKey) -> bool:
        """Whether it is about what this key signs."""
        return lib.carnet_status_draft_is_of(self._pointer,
                                             due(issuer,
                                                 PublicKey)._pointer) != 0

    def sign(self, key: SecretKey, issued: datetime.datetime, *,
             valid_days: int,
             ttl: datetime.timedelta | None = None) -> bytes:
        """Signs what it says now; a file's bytes. The draft notes when: keep it
        before the list is given out."""
        seconds = 0 if ttl is None else ttl // datetime.timedelta(seconds=1)
        with self._lock, due(key, SecretKey).lent() as secret:
            out = bytes_of(lib.carnet_status_draft_sign, self._pointer,
                           secret, seconds_of(issued), valid_days, seconds)
            check(lib.carnet_status_draft_note_signed(self._pointer,
                                                      seconds_of(issued)))
        return out

    @property
    def signed(self) -> datetime.datetime | None:
        """When the last list that it notes was made."""
        with self._lock:
            seconds = lib.carnet_status_draft_signed_s(self._pointer)
        return None if seconds < 0 else time_of(seconds)
