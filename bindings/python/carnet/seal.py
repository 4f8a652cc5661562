# SPDX-License-Identifier: Apache-2.0
"""Sealing: parts of a presentation that only a clinic's key or the holder's
phrase opens.

>>> import carnet
>>> with carnet.Phrase.new() as phrase, carnet.Sealing() as sealing:
...     sealing.add_phrase(phrase, 'private')
...     len(phrase.reveal())
19
"""
from __future__ import annotations

import threading
from typing import Any

from carnet._call import (Bytes, Secret, check, lent_bytes, secret_made,
                          utf8)
from carnet._carnet import ffi, lib
from carnet._due import discreet, due
from carnet.keys import PublicHalf, SecretHalf, _secret_taken, wipe
from carnet.values import Part, part_number


class SealPublicKey(PublicHalf):
    """A clinic's public key, to which anyone can seal. Never changes.

    >>> key = SealKey.new().public
    >>> SealPublicKey(bytes(key)) == key
    True
    """

    _kind = 'seal_public'
    _calls = (lib.carnet_seal_public_free, lib.carnet_seal_public_from_bytes,
              lib.carnet_seal_public_copy, lib.carnet_seal_public_decode,
              lib.carnet_seal_public_encode)


class SealKey(SecretHalf):
    """A clinic's secret key for opening. Wiped by close() and at the end of a
    with block; threads may share it. It is no issuer's key.

    >>> with SealKey.new() as key:
    ...     again = SealKey.from_pem(key.pem())
    ...     again.public == key.public
    True
    """

    _kind = 'seal_key'
    _calls = (lib.carnet_seal_key_free, lib.carnet_seal_key_new,
              lib.carnet_seal_key_decode, lib.carnet_seal_key_encode)

    @property
    def public(self) -> SealPublicKey:
        """A copy of the public half."""
        with self.lent() as pointer:
            return SealPublicKey._copy(lib.carnet_seal_key_get_public(pointer))


class Phrase(Secret):
    """A phrase that carnet made, new or as its holder typed it: any case, any
    separators. Wiped by close() and at the end of a with block.

    >>> Phrase(b'123456')
    Traceback (most recent call last):
    carnet.errors.PrivacyError: PRIVACY_PHRASE: ...
    """

    @discreet
    def __init__(self, typed: Bytes | str) -> None:
        """typed: a str can't be wiped by anyone; a bytearray by its owner."""
        data = utf8(typed) if isinstance(typed, str) else typed
        check(lib.carnet_seal_phrase_check(*lent_bytes(data)))
        place = ffi.new('char[]', len(data))
        ffi.memmove(place, data, len(data))
        self._hold(place, _zeros)

    @classmethod
    def new(cls) -> Phrase:
        """A new random phrase of 16 letters and digits."""
        out = ffi.new('carnet_buf **')
        check(lib.carnet_seal_phrase_new(out))
        data = _secret_taken(out[0])
        try:
            return cls(data)
        finally:
            wipe(data)

    def reveal(self) -> str:
        """The phrase, to be written down once. What this gives can't be wiped.

        >>> with Phrase.new() as phrase:
        ...     phrase.reveal().count('-')
        3
        """
        with self.lent() as place:
            return bytes(ffi.buffer(place)).decode()


def _zeros(place: Any) -> None:
    ffi.buffer(place)[:] = bytes(len(place))


class Sealing(Secret):
    """To whom the parts of a presentation are sealed. Wiped by close() and at
    the end of a with block. Add from any thread: one at a time gets in.

    >>> clinic = SealKey.new().public
    >>> with Sealing() as sealing:
    ...     sealing.add_key(clinic, 'clinic')
    ...     sealing.add_decoy('private')
    """

    def __init__(self) -> None:
        self._hold(secret_made('sealing', lib.carnet_seal_new),
                   lib.carnet_seal_free)
        self._adding = threading.Lock()

    def add_key(self, key: SealPublicKey, part: Part) -> None:
        """A clinic that can open a part ('clinic' or 'private')."""
        with self.lent() as pointer, self._adding:
            check(lib.carnet_seal_add_key(
                pointer, due(key, SealPublicKey)._pointer,
                part_number(part)))

    def add_phrase(self, phrase: Phrase, part: Part) -> None:
        """The holder's phrase, which opens a part. Sealing and opening take 64
        MiB for each such part."""
        with (self.lent() as pointer, due(phrase, Phrase).lent() as said,
              self._adding):
            check(lib.carnet_seal_add_phrase(pointer, said, len(said),
                                             part_number(part)))

    def add_decoy(self, part: Part) -> None:
        """Seals a part to a key that is thrown away."""
        with self.lent() as pointer, self._adding:
            check(lib.carnet_seal_add_decoy(pointer, part_number(part)))
