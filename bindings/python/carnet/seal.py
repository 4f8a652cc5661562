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

import os
import pathlib
import threading
from typing import Any

from carnet._call import (Bytes, Secret, bytes_of, check, copied, made,
                          secret_made)
from carnet._carnet import ffi, lib
from carnet.keys import read_secret, secret_taken, write_secret
from carnet.values import Part, part_number


class SealPublicKey:
    """A clinic's public key, to which anyone can seal. Never changes.

    >>> key = SealKey.new().public
    >>> SealPublicKey(bytes(key)) == key
    True
    """

    def __init__(self, data: Bytes) -> None:
        data = bytes(data)
        self._pointer = made('seal_public', lib.carnet_seal_public_free,
                             lib.carnet_seal_public_from_bytes, data,
                             len(data))

    @classmethod
    def from_pem(cls, pem: Bytes | str) -> SealPublicKey:
        """Reads "PUBLIC KEY"."""
        data = pem.encode() if isinstance(pem, str) else bytes(pem)
        key = cls.__new__(cls)
        key._pointer = made('seal_public', lib.carnet_seal_public_free,
                            lib.carnet_seal_public_decode, data, len(data))
        return key

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> SealPublicKey:
        """Reads a PEM file."""
        return cls.from_pem(pathlib.Path(path).read_bytes())

    @property
    def pem(self) -> str:
        """As PEM."""
        return bytes_of(lib.carnet_seal_public_encode, self._pointer).decode()

    def __bytes__(self) -> bytes:
        return copied(lib.CARNET_SEAL_KEY_SIZE, lib.carnet_seal_public_copy,
                      self._pointer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SealPublicKey) and bytes(self) == bytes(other)

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __repr__(self) -> str:
        return f'<SealPublicKey {bytes(self).hex()}>'


class SealKey(Secret):
    """A clinic's secret key for opening. Wiped by close() and at the end of a
    with block; threads may share it. It is no issuer's key.

    >>> with SealKey.new() as key:
    ...     again = SealKey.from_pem(key.pem())
    ...     again.public == key.public
    True
    """

    def __init__(self, pointer: Any) -> None:
        super().__init__(pointer, lib.carnet_seal_key_free)

    @classmethod
    def new(cls) -> SealKey:
        """A new random key."""
        return cls(secret_made('seal_key', lib.carnet_seal_key_new))

    @classmethod
    def from_pem(cls, pem: Bytes) -> SealKey:
        """Reads "PRIVATE KEY"."""
        return cls(secret_made('seal_key', lib.carnet_seal_key_decode,
                               ffi.from_buffer(pem), len(pem)))

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> SealKey:
        """Reads a PEM file."""
        return cls.from_pem(read_secret(path))

    def pem(self) -> bytearray:
        """As PEM, in memory that the caller can wipe."""
        out = ffi.new('carnet_buf **')
        with self.lent() as pointer:
            check(lib.carnet_seal_key_encode(out, pointer))
        return secret_taken(out[0])

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes a PEM file that only its owner may read (0600)."""
        write_secret(path, self.pem())

    @property
    def public(self) -> SealPublicKey:
        """A copy of the public half."""
        with self.lent() as pointer:
            return SealPublicKey(copied(
                lib.CARNET_SEAL_KEY_SIZE, lib.carnet_seal_public_copy,
                lib.carnet_seal_key_get_public(pointer)))


class Phrase(Secret):
    """A phrase that carnet made, new or as its holder typed it: any case, any
    separators. Wiped by close() and at the end of a with block.

    >>> Phrase(b'123456')
    Traceback (most recent call last):
    carnet.errors.PrivacyError: PRIVACY_PHRASE: ...
    """

    def __init__(self, typed: Bytes | str) -> None:
        """typed: a str can't be wiped by anyone; a bytearray by its owner."""
        data = typed.encode() if isinstance(typed, str) else typed
        check(lib.carnet_seal_phrase_check(ffi.from_buffer(data), len(data)))
        place = ffi.new('char[]', len(data))
        ffi.memmove(place, data, len(data))
        super().__init__(place, _zeros)

    @classmethod
    def new(cls) -> Phrase:
        """A new random phrase of 16 letters and digits."""
        out = ffi.new('carnet_buf **')
        check(lib.carnet_seal_phrase_new(out))
        data = secret_taken(out[0])
        try:
            return cls(data)
        finally:
            data[:] = bytes(len(data))

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
        super().__init__(secret_made('sealing', lib.carnet_seal_new),
                         lib.carnet_seal_free)
        self._adding = threading.Lock()

    def add_key(self, key: SealPublicKey, part: Part) -> None:
        """A clinic that can open a part ('clinic' or 'private')."""
        with self.lent() as pointer, self._adding:
            check(lib.carnet_seal_add_key(pointer, key._pointer,
                                          part_number(part)))

    def add_phrase(self, phrase: Phrase, part: Part) -> None:
        """The holder's phrase, which opens a part. Sealing and opening take 64
        MiB for each such part."""
        with self.lent() as pointer, phrase.lent() as said, self._adding:
            check(lib.carnet_seal_add_phrase(pointer, said, len(said),
                                             part_number(part)))

    def add_decoy(self, part: Part) -> None:
        """Seals a part to a key that is thrown away."""
        with self.lent() as pointer, self._adding:
            check(lib.carnet_seal_add_decoy(pointer, part_number(part)))
