# SPDX-License-Identifier: Apache-2.0
"""Passports: bytes that their holder carries, and what can be done with them.
Nothing here is verified, and nothing here shows health data: content comes out
of a verdict (carnet.verify), or, by its own name, unverified.

>>> import datetime, carnet
>>> from carnet import Date, entries
>>> person = entries.Person(name='A', birth_date=Date('1990'))
>>> with carnet.SecretKey.new() as key:
...     passport = carnet.Record([person]).issue(
...         key, datetime.date(2026, 3, 17))
>>> passport.peek().credentials[0].issued
datetime.date(2026, 3, 17)
"""
from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any

from carnet import peek as looking
from carnet import qr as codes
from carnet._call import (Bytes, bytes_of, bytes_or_why, c_string, input_bytes,
                          write_whole, z_string, z_strings)
from carnet._carnet import ffi, lib
from carnet._due import due
from carnet.seal import Phrase, SealKey, Sealing


class Passport:
    """A passport as text or file bytes, told apart by content. Never changes;
    threads may share it; equal where the bytes are.

    >>> Passport('hp1:x').text
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_LOWER_CASE: ...
    """

    def __init__(self, data: Bytes | str) -> None:
        self._data = input_bytes(data)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Passport:
        """Reads a file of either form; one line end behind a text is none of
        it."""
        data = pathlib.Path(path).read_bytes()
        if data[:1] == b'H':
            data = data.removesuffix(b'\n').removesuffix(b'\r')
        return cls(data)

    def write(self, path: str | os.PathLike[str], *,
              text: bool = False) -> None:
        """Writes a file, whole or not at all: bytes, or text and a line end.

        >>> import tempfile, datetime, carnet
        >>> from carnet import Date, entries
        >>> person = entries.Person(name='A', birth_date=Date('1990'))
        >>> with carnet.SecretKey.new() as key:
        ...     passport = carnet.Record([person]).issue(
        ...         key, datetime.date(2026, 3, 17))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     passport.write(pathlib.Path(folder, 'a.carnet'))
        ...     Passport.read(pathlib.Path(folder, 'a.carnet')) == passport
        True
        """
        write_whole(path, (self.text + '\n').encode() if text else self.file)

    def __bytes__(self) -> bytes:
        return self._data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passport) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data)

    def __repr__(self) -> str:
        return f'<Passport of {len(self._data)} bytes>'

    @property
    def text(self) -> str:
        """As text, "HP1:..."; TextError and so on where no text can hold it."""
        return bytes_of(lib.carnet_issue_as_text, *self._in()).decode()

    @property
    def file(self) -> bytes:
        """As the bytes of a file."""
        return bytes_of(lib.carnet_issue_as_file, *self._in())

    def _in(self) -> tuple[bytes, int]:
        return self._data, len(self._data)

    # ---- looking without trust ----

    def peek(self) -> looking.Envelope:
        """Key ids, dates and sizes, as claimed. No health data."""
        return looking.envelope(self._data)

    def outline(self) -> looking.Outline:
        """Kinds of the readable entries by part. No values."""
        return looking.outline(self._data)

    def unverified(self) -> looking.Unverified:
        """Content whose signature is not checked: a handwritten note."""
        return looking.unverified(self._data)

    # ---- showing less ----

    def present(self, audience: str | None = None, *,
                show: Sequence[str] = (), withhold: Sequence[str] = (),
                sealing: Sealing | None = None) -> Passport:
        """A presentation: what an audience sees (carnet.audiences()), or what
        words name: "2" (the second credential), "private" (a part), "clinic/3"
        (an entry), "allergy" (a kind), "2:private". With sealing, parts are
        sealed. It needs no key to make.

        >>> Passport('HP1:').present('desk')
        Traceback (most recent call last):
        carnet.errors.TextError: TEXT_EMPTY: ...
        """
        shown, num_shown, keep = z_strings(show)
        withheld, num_withheld, keep_too = z_strings(withhold)
        args: tuple[Any, ...] = (*self._in(), z_string(audience), shown,
                                 num_shown, withheld, num_withheld)
        try:
            if sealing is None:
                return Passport(bytes_or_why(lib.carnet_privacy_present,
                                             *args))
            with due(sealing, Sealing).lent() as to:
                return Passport(bytes_or_why(lib.carnet_seal_present, *args,
                                             to))
        finally:
            del keep, keep_too

    def open(self, *, key: SealKey | None = None,
             phrase: Phrase | None = None) -> Passport:
        """Opens what is sealed with a clinic's key or the holder's phrase; what
        does not open stays sealed."""
        if (key is None) == (phrase is None):
            raise TypeError('a key or a phrase, and not both')
        if key is not None:
            with due(key, SealKey).lent() as secret:
                return self._opened(secret, ffi.NULL, 0)
        assert phrase is not None
        with due(phrase, Phrase).lent() as said:
            return self._opened(ffi.NULL, said, len(said))

    def _opened(self, *secret: Any) -> Passport:
        return Passport(bytes_or_why(lib.carnet_seal_open, *self._in(),
                                     *secret))

    def merge(self, other: Passport, *, same_person: bool = False) -> Passport:
        """One passport of two of one holder: all credentials of both, each
        once. Without same_person, passports that are not told to be one
        person's are refused (PRIVACY_HOLDER).

        >>> import datetime, carnet
        >>> from carnet import Date, entries
        >>> person = entries.Person(name='A', birth_date=Date('1990'))
        >>> with carnet.SecretKey.new() as key:
        ...     one, two = (carnet.Record([person]).issue(
        ...         key, datetime.date(2026, 3, day)) for day in (1, 2))
        >>> len(one.merge(two, same_person=True).peek().credentials)
        2
        """
        word = (lib.CARNET_PRIVACY_SAME_PERSON if same_person
                else lib.CARNET_PRIVACY_ASK)
        return Passport(bytes_or_why(lib.carnet_privacy_merge, *self._in(),
                                     *due(other, Passport)._in(), word))

    # ---- codes ----

    def qr(self, level: codes.Level = 'M') -> codes.Symbol:
        """Its text as one QR code; QrError where it needs a set."""
        return codes.Symbol(self.text, level)

    def qr_set(self, *, level: codes.Level = 'M', count: int | None = None,
               parity: bool = True) -> list[str]:
        """The texts of a set of codes, for what is too large for one; with
        parity one lost code is recovered. carnet.qr.Joiner joins them."""
        return codes.split(self._data, level, count, parity)


def audiences() -> dict[str, str]:
    """Names of audiences, and who each is.

    >>> audiences()['desk']
    'arrival desk'
    """
    return dict(_audiences())


def _audiences() -> Iterator[tuple[str, str]]:
    i = 0
    while lib.carnet_privacy_audience(i) != ffi.NULL:
        yield (c_string(lib.carnet_privacy_audience(i)),
               c_string(lib.carnet_privacy_audience_about(i)))
        i += 1
