# SPDX-License-Identifier: Apache-2.0
"""Issuers' keys: Ed25519, in PEM. A secret key is wiped when its with block
ends; its public half is a copy and stays.

>>> import carnet
>>> with carnet.SecretKey.new() as key:
...     public = key.public
>>> len(public.id), len(bytes(public))
(4, 32)
"""
from __future__ import annotations

import os
import pathlib
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from carnet._call import (Bytes, Handle, Secret, bytes_of, check, copied,
                          input_bytes, lent_bytes, made, not_made, secret_made,
                          utf8, write_whole)
from carnet._carnet import ffi, lib
from carnet._due import discreet, due_bytes, due_each

P = TypeVar('P', bound='PublicHalf')
S = TypeVar('S', bound='SecretHalf')
Call = Callable[..., int]


class PublicHalf(Handle):
    """What a public key can do, whatever it is for. Never changes."""

    # The handle's name in C, and its calls: free, of bytes, copy, of PEM, PEM.
    _kind: ClassVar[str]
    _calls: ClassVar[tuple[Callable[[Any], None], Call, Call, Call, Call]]

    @discreet  # somebody may give a secret key
    def __init__(self, data: Bytes) -> None:
        data = bytes(due_bytes(data))
        self._take(made(self._kind, self._calls[0], self._calls[1], data,
                        len(data)))

    @classmethod
    def _copy(cls: type[P], pointer: Any) -> P:
        """A copy of a key that C lends."""
        return cls(copied(lib.CARNET_KEY_PUBLIC_SIZE, cls._calls[2], pointer))

    @classmethod
    @discreet
    def from_pem(cls: type[P], pem: Bytes | str) -> P:
        """Reads "PUBLIC KEY".

        >>> import carnet
        >>> key = carnet.SecretKey.new().public
        >>> carnet.PublicKey.from_pem(key.pem) == key
        True
        """
        data = input_bytes(pem)
        return cls._of(made(cls._kind, cls._calls[0], cls._calls[3], data,
                            len(data)))

    @classmethod
    def read(cls: type[P], path: str | os.PathLike[str]) -> P:
        """Reads a PEM file."""
        return cls.from_pem(pathlib.Path(path).read_bytes())

    @property
    def pem(self) -> str:
        """As PEM."""
        return bytes_of(self._calls[4], self._pointer).decode()

    def __bytes__(self) -> bytes:
        return copied(lib.CARNET_KEY_PUBLIC_SIZE, self._calls[2],
                      self._pointer)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and bytes(other) == bytes(self)

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __repr__(self) -> str:
        return f'<{type(self).__name__} {bytes(self).hex()}>'


class SecretHalf(Secret):
    """What a secret key can do, whatever it is for. Wiped by close() and at the
    end of a with block; threads may share it.

    >>> import carnet
    >>> with carnet.SealKey.new() as key:
    ...     pass
    >>> key.pem()
    Traceback (most recent call last):
    carnet.errors.Closed: SealKey was wiped
    """

    # The handle's name in C, and its calls: free, new, of PEM, PEM.
    _kind: ClassVar[str]
    _calls: ClassVar[tuple[Callable[[Any], None], Call, Call, Call]]
    _from: ClassVar[str] = 'new(), from_pem() or read()'

    def __init__(self, *given: object, **more: object) -> None:
        del given, more
        not_made(self, self._from)

    @classmethod
    def _of(cls: type[S], pointer: Any) -> S:
        found = cls.__new__(cls)
        found._hold(pointer, cls._calls[0])
        return found

    @classmethod
    def new(cls: type[S]) -> S:
        """A new random key."""
        return cls._of(secret_made(cls._kind, cls._calls[1]))

    @classmethod
    @discreet
    def from_pem(cls: type[S], pem: Bytes | str) -> S:
        """Reads "PRIVATE KEY"; the caller wipes what it gives: a bytearray,
        since nobody can wipe a str or bytes."""
        data = utf8(pem) if isinstance(pem, str) else pem
        return cls._of(secret_made(cls._kind, cls._calls[2],
                                   *lent_bytes(data)))

    @classmethod
    @discreet
    def read(cls: type[S], path: str | os.PathLike[str]) -> S:
        """Reads a PEM file; no copy of it stays in memory."""
        pem = _small_file(path)
        try:
            return cls.from_pem(pem)
        finally:
            wipe(pem)

    def pem(self) -> bytearray:
        """As PEM, in memory that the caller can wipe.

        >>> import carnet
        >>> carnet.SecretKey.new().pem().startswith(b'-----BEGIN PRIVATE KEY')
        True
        """
        out = ffi.new('carnet_buf **')
        with self.lent() as pointer:
            check(self._calls[3](out, pointer))
        return _secret_taken(out[0])

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes a PEM file that only its owner may read (0600)."""
        pem = self.pem()
        try:
            write_whole(path, pem, secret=True)
        finally:
            wipe(pem)


class PublicKey(PublicHalf):
    """A public key of an issuer. Never changes; threads may share it.

    >>> PublicKey(bytes(31))
    Traceback (most recent call last):
    carnet.errors.CallerError: CALLER_RANGE: ...
    """

    _kind = 'public_key'
    _calls = (lib.carnet_key_public_free, lib.carnet_key_public_from_bytes,
              lib.carnet_key_copy_public, lib.carnet_key_public_decode,
              lib.carnet_key_public_encode)

    @property
    def id(self) -> bytes:
        """Its key id: the first 4 bytes of SHA-256."""
        return copied(lib.CARNET_KEY_ID_SIZE, lib.carnet_key_copy_id,
                      self._pointer)


def _key_array(keys: Any) -> tuple[Any, list[PublicKey]]:
    """(array for C, the keys to keep until the call is over: of an iterator
    nobody else has them)."""
    kept = due_each(keys, PublicKey)
    return ffi.new('carnet_public_key *[]', [k._pointer for k in kept]), kept


class SecretKey(SecretHalf):
    """The secret key of an issuer. Wiped by close() and at the end of a with
    block; threads may share it.

    >>> with SecretKey.new() as key:
    ...     key
    <SecretKey>
    """

    _kind = 'secret_key'
    _from = 'new(), from_pem(), read() or from_seed()'
    _calls = (lib.carnet_key_free, lib.carnet_key_new, lib.carnet_key_decode,
              lib.carnet_key_encode)

    @classmethod
    @discreet
    def from_seed(cls, seed: Bytes) -> SecretKey:
        """The key of 32 bytes that the caller keeps (and wipes: give a
        bytearray).

        >>> SecretKey.from_seed(bytearray(range(32))).public.id.hex()
        '56475aa7'
        """
        return cls._of(secret_made(cls._kind, lib.carnet_key_from_seed,
                                   *lent_bytes(seed)))

    @property
    def public(self) -> PublicKey:
        """A copy of the public half."""
        with self.lent() as pointer:
            return PublicKey._copy(lib.carnet_key_get_public(pointer))


def _secret_taken(buf: Any) -> bytearray:
    """What a buffer holds, in memory that can be wiped; it is freed."""
    try:
        return bytearray(ffi.buffer(lib.carnet_buf_data(buf),
                                    lib.carnet_buf_len(buf)))
    finally:
        lib.carnet_buf_free(buf)


def wipe(secret: bytearray) -> None:
    """Zeros in the place of a secret.

    >>> seed = bytearray(b'0123')
    >>> wipe(seed)
    >>> seed
    bytearray(b'\\x00\\x00\\x00\\x00')
    """
    secret[:] = bytes(len(secret))


def _small_file(path: str | os.PathLike[str]) -> bytearray:
    """A file without a copy in Python's own memory."""
    with open(path, 'rb', buffering=0) as file:
        data = bytearray(os.fstat(file.fileno()).st_size)
        length = file.readinto(data) or 0
    del data[length:]
    return data
