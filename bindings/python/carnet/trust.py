# SPDX-License-Identifier: Apache-2.0
"""Whom to believe: keys, trust lists and status lists. By default nobody.

>>> import datetime, carnet
>>> day = datetime.date(2026, 3, 17)
>>> with carnet.SecretKey.new() as list_key, carnet.SecretKey.new() as issuer:
...     draft = carnet.TrustDraft(valid_days=90)
...     draft.add_key('Clinic of Example', 'GR', carnet.IssuerKind.CLINIC,
...                   issuer.public, day)
...     trusted = carnet.TrustList(draft.sign(list_key, day), list_key.public)
>>> trusted.num_issuers, trusted.next_update
(1, datetime.date(2026, 6, 15))
>>> trust = carnet.Trust()
>>> trust.add_list(trusted)
"""
from __future__ import annotations

import contextlib
import datetime
import enum
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from carnet._call import (Bytes, Handle, bytes_of, bytes_or_why, c_string,
                          check, copied, input_bytes, made, made_or_why,
                          problem_place, refuse_copy, utf8)
from carnet._carnet import ffi, lib
from carnet._due import due, due_each
from carnet._form import json_of
from carnet._json import dump
from carnet.errors import CallerError
from carnet.keys import PublicKey, SecretKey
from carnet.seal import SealPublicKey
from carnet.status import Status
from carnet.status_lists import StatusList
from carnet.values import day_of, days_of


class IssuerKind(enum.Enum):
    """What an issuer is: always an organisation.

    >>> IssuerKind(2).name
    'NGO'
    """

    STATE = 0
    INTERGOVERNMENTAL = 1
    NGO = 2
    CLINIC = 3


class Withdrawal(enum.Enum):
    """What became of a key: retired (what it signed before stays) or
    compromised (nothing that it signed counts).

    >>> Withdrawal.COMPROMISED.value
    2
    """

    RETIRED = 1
    COMPROMISED = 2


class TrustList(Handle):
    """A trust list whose signature holds. Never changes; threads may share it.
    (See the example of this module.)"""

    def __init__(self, data: Bytes | str, key: PublicKey) -> None:
        """data: text ("HT1:...") or file bytes; key: the list key that is
        pinned, which must have signed it."""
        data = input_bytes(data)
        self._take(made_or_why(
            'trust_list', lib.carnet_trust_list_free,
            lib.carnet_trust_list_read, data, len(data),
            due(key, PublicKey)._pointer))

    def read_next(self, data: Bytes | str) -> TrustList | None:
        """The list that is to take this one's place; None where it is the same.
        TrustError where it may not: older, forked, of another list.
        """
        data = input_bytes(data)
        out, newer = ffi.new('carnet_trust_list **'), ffi.new('int32_t *')
        problem = problem_place()
        check(lib.carnet_trust_list_read_next(
            out, newer, problem, data, len(data), self._pointer), problem)
        found = TrustList._of(ffi.gc(out[0], lib.carnet_trust_list_free))
        return found if newer[0] else None

    @property
    def signer(self) -> PublicKey:
        """The key that signed it."""
        return PublicKey._copy(
            lib.carnet_trust_list_get_signer(self._pointer))

    @property
    def id(self) -> bytes:
        """Its id."""
        return copied(lib.CARNET_TRUST_ID_SIZE, lib.carnet_trust_list_copy_id,
                      self._pointer)

    @property
    def epoch(self) -> int:
        """Its epoch."""
        return lib.carnet_trust_list_epoch(self._pointer)

    @property
    def sequence(self) -> int:
        """Its number in the epoch."""
        return lib.carnet_trust_list_sequence(self._pointer)

    @property
    def issued(self) -> datetime.date:
        """The day on which it was made."""
        return day_of(lib.carnet_trust_list_issued_days(self._pointer))

    @property
    def next_update(self) -> datetime.date:
        """The day on which the next one is due."""
        return day_of(lib.carnet_trust_list_next_update_days(self._pointer))

    @property
    def num_issuers(self) -> int:
        """How many issuers it names."""
        return lib.carnet_trust_list_num_issuers(self._pointer)

    def to_json(self) -> dict[str, Any]:
        """All of it, docs/spec/trust.md section 4."""
        return json_of(lib.carnet_trust_list_json, self._pointer)

    def keys(self) -> list[dict[str, Any]]:
        """Each key with what the list says of it and of its issuer."""
        return [json_of(lib.carnet_trust_list_key_json, self._pointer, i)
                for i in range(lib.carnet_trust_list_num_keys(self._pointer))]

    def key_lines(self) -> list[str]:
        """A line of English for each key, for who makes lists."""
        return [bytes_of(lib.carnet_trust_list_key_text, self._pointer,
                         i).decode() for i in
                range(lib.carnet_trust_list_num_keys(self._pointer))]

    @property
    def text(self) -> str:
        """As a text for a code."""
        return bytes_of(lib.carnet_trust_list_encode, self._pointer,
                        1).decode()

    @property
    def file(self) -> bytes:
        """As the bytes of a file."""
        return bytes_of(lib.carnet_trust_list_encode, self._pointer, 0)


class Trust:
    """Whom to believe. Add from any thread: while one verifies, adding waits.
    (See the example of this module.)"""

    def __init__(self) -> None:
        self._pointer = made('trust', lib.carnet_trust_free,
                             lib.carnet_trust_new)
        self._kept: list[object] = []  # C is lent what is added
        self._changed = threading.Condition()
        self._readers = self._writers = 0

    def __reduce__(self) -> Any:
        refuse_copy(self)

    @contextlib.contextmanager
    def lent(self) -> Iterator[Any]:
        """The pointer for one call that reads."""
        with self._changed:
            self._changed.wait_for(lambda: self._writers == 0)
            self._readers += 1
        try:
            yield self._pointer
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Any]:
        with self._changed:
            self._writers += 1  # so that no new reader makes it wait for ever
            try:
                self._changed.wait_for(lambda: self._readers == 0)
                yield self._pointer
            finally:
                self._writers -= 1
                self._changed.notify_all()

    def add_key(self, key: PublicKey) -> None:
        """A key for whose window and scope the caller vouches."""
        with self._alone() as pointer:
            # First: an interrupt between both must not leave C the only one
            # that has it.
            self._kept.append(due(key, PublicKey))
            check(lib.carnet_trust_add_key(pointer, key._pointer))

    def add_list(self, trusted: TrustList) -> None:
        """A trust list."""
        with self._alone() as pointer:
            self._kept.append(due(trusted, TrustList))
            check(lib.carnet_trust_add_list(pointer, trusted._pointer))

    def read_status_list(self, data: Bytes | str) -> StatusList:
        """Reads a status list that a key of these must have signed. It is not
        added."""
        data = input_bytes(data)
        with self.lent() as pointer:
            return StatusList._of(made(
                'status_list', lib.carnet_status_list_free,
                lib.carnet_trust_read_status_list, pointer, data, len(data)))

    def add_status_list(self, statuses: StatusList) -> None:
        """A status list, which is asked about credentials with an index."""
        with self._alone() as pointer:
            self._kept.append(due(statuses, StatusList))
            check(lib.carnet_trust_add_status_list(pointer, statuses._pointer))

    def issuer_name(self, key: PublicKey) -> str | None:
        """The name of a key's issuer, as the first trust list that names it
        says."""
        with self.lent() as pointer:
            try:
                return bytes_of(lib.carnet_trust_issuer_name, pointer,
                                due(key, PublicKey)._pointer).decode()
            except CallerError as why:
                if why.code != Status.CALLER_ABSENT:
                    raise
                return None

    def show_in_error(self) -> None:
        """The one more step after which verdicts give the content of what was
        entered in error, perhaps about another person."""
        with self._alone() as pointer:
            lib.carnet_trust_show_in_error(pointer)


class TrustDraft(Handle):
    """A list that is not yet signed. From any thread: one at a time gets in.

    >>> draft = TrustDraft(valid_days=90)
    >>> TrustDraft.from_json(draft.to_json()).to_json() == draft.to_json()
    True
    """

    def __init__(self, valid_days: int) -> None:
        """A new list with a random id and no issuer; the next one is due so
        many days after the day of signing."""
        self._take(made('trust_draft', lib.carnet_trust_draft_free,
                        lib.carnet_trust_draft_new, valid_days))

    @classmethod
    def from_list(cls, trusted: TrustList) -> TrustDraft:
        """A draft of what a list says."""
        return cls._of(made('trust_draft', lib.carnet_trust_draft_free,
                            lib.carnet_trust_draft_from_list,
                            due(trusted, TrustList)._pointer))

    @classmethod
    def from_json(cls, draft: str | bytes | Mapping[str, Any]) -> TrustDraft:
        """Reads docs/spec/trust.md section 4."""
        if not isinstance(draft, (str, bytes)):
            draft = dump(draft)
        text = utf8(draft) if isinstance(draft, str) else draft
        return cls._of(made_or_why(
            'trust_draft', lib.carnet_trust_draft_free,
            lib.carnet_trust_draft_decode, text, len(text)))

    def to_json(self) -> dict[str, Any]:
        """Writes it."""
        with self._lock:
            return json_of(lib.carnet_trust_draft_encode, self._pointer)

    def add_key(self, name: str, country: str | None, kind: IssuerKind,
                key: PublicKey, first: datetime.date, *,
                until: datetime.date | None = None,
                sealing: SealPublicKey | None = None,
                credentials: bool = True, status: bool = True,
                kinds: tuple[str, ...] = ()) -> None:
        """Adds a key to an issuer, and the issuer where there is none of that
        name and country. until: the last day on which it signs; sealing: the
        key to which others seal for this issuer; credentials, status: what it
        may sign; kinds: of entries, all if none. One thing that is wrong, and
        nothing is added."""
        with self._lock:
            before = bytes_of(lib.carnet_trust_draft_encode, self._pointer)
            try:
                self._add(name, country or '', kind, key, first)
                self._detail(until, sealing, credentials, status, kinds)
            except BaseException:
                self._pointer = made_or_why(
                    'trust_draft', lib.carnet_trust_draft_free,
                    lib.carnet_trust_draft_decode, before, len(before))
                raise

    def _add(self, name: str, country: str, kind: IssuerKind, key: PublicKey,
             first: datetime.date) -> None:
        n, c = utf8(name), utf8(country)
        check(lib.carnet_trust_draft_add_key(
            self._pointer, n, len(n), c, len(c), due(kind, IssuerKind).value,
            due(key, PublicKey)._pointer, days_of(first)))

    def _detail(self, until: datetime.date | None,
                sealing: SealPublicKey | None, credentials: bool,
                status: bool, kinds: tuple[str, ...]) -> None:
        if until is not None:
            check(lib.carnet_trust_draft_set_until(self._pointer,
                                                   days_of(until)))
        if sealing is not None:
            check(lib.carnet_trust_draft_set_sealing(
                self._pointer, due(sealing, SealPublicKey)._pointer))
        check(lib.carnet_trust_draft_set_use(self._pointer, int(credentials),
                                             int(status)))
        for kind in map(utf8, due_each(kinds, str)):
            check(lib.carnet_trust_draft_allow_kind(self._pointer, kind,
                                                    len(kind)))

    def withdraw(self, key_id: bytes, on: datetime.date,
                 how: Withdrawal) -> None:
        """Withdraws a key by its id."""
        if len(key_id) != lib.CARNET_KEY_ID_SIZE:
            raise ValueError('a key id has 4 bytes')
        with self._lock:
            check(lib.carnet_trust_draft_withdraw(self._pointer, key_id,
                                                  days_of(on), due(how, Withdrawal).value))

    def set_next_key(self, key: PublicKey | None) -> None:
        """Names the key of the next epoch's lists."""
        with self._lock:
            check(lib.carnet_trust_draft_set_next_key(
                self._pointer, ffi.NULL if key is None
                else due(key, PublicKey)._pointer))

    def sign(self, key: SecretKey, issued: datetime.date,
             previous: TrustList | None = None) -> bytes:
        """Signs it as the list that follows previous; a file's bytes."""
        before = (ffi.NULL if previous is None
                  else due(previous, TrustList)._pointer)
        with self._lock, due(key, SecretKey).lent() as secret:
            return bytes_or_why(lib.carnet_trust_draft_sign, self._pointer,
                                before, secret, days_of(issued))


def name_tells(name: str) -> str | None:
    """The word by which a name that desks will see tells an illness or a
    speciality; None where none does. A warning, no proof.

    >>> name_tells('Example Tuberculosis Centre')
    'Tuberculosis'
    """
    data, word = utf8(name), ffi.new('char[]', lib.CARNET_TRUST_WORD_SIZE)
    if lib.carnet_trust_name_tells(word, data, len(data)) == 0:
        return None
    return c_string(word)
