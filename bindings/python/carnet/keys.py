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
from typing import Any

from carnet._call import (Bytes, Secret, bytes_of, check, copied, made,
                          secret_made, write_whole)
from carnet._carnet import ffi, lib


class PublicKey:
    """A public key of an issuer. Never changes; threads may share it.

    >>> PublicKey(bytes(31))
    Traceback (most recent call last):
    carnet.errors.CallerError: CALLER_RANGE: ...
    """

    def __init__(self, data: Bytes) -> None:
        data = bytes(data)
        self._pointer = made('public_key', lib.carnet_key_public_free,
                             lib.carnet_key_public_from_bytes, data, len(data))

    @classmethod
    def _of(cls, pointer: Any) -> PublicKey:
        """A copy of a key that C lends."""
        return cls(copied(lib.CARNET_KEY_PUBLIC_SIZE,
                          lib.carnet_key_copy_public, pointer))

    @classmethod
    def from_pem(cls, pem: Bytes | str) -> PublicKey:
        """Reads "PUBLIC KEY".

        >>> import carnet
        >>> key = carnet.SecretKey.new().public
        >>> PublicKey.from_pem(key.pem) == key
        True
        """
        data = pem.encode() if isinstance(pem, str) else bytes(pem)
        key = cls.__new__(cls)
        key._pointer = made('public_key', lib.carnet_key_public_free,
                            lib.carnet_key_public_decode, data, len(data))
        return key

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> PublicKey:
        """Reads a PEM file."""
        return cls.from_pem(pathlib.Path(path).read_bytes())

    @property
    def pem(self) -> str:
        """As PEM."""
        return bytes_of(lib.carnet_key_public_encode, self._pointer).decode()

    @property
    def id(self) -> bytes:
        """Its key id: the first 4 bytes of SHA-256."""
        return copied(lib.CARNET_KEY_ID_SIZE, lib.carnet_key_copy_id,
                      self._pointer)

    def __bytes__(self) -> bytes:
        return copied(lib.CARNET_KEY_PUBLIC_SIZE, lib.carnet_key_copy_public,
                      self._pointer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKey) and bytes(self) == bytes(other)

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __repr__(self) -> str:
        return f'<PublicKey {self.id.hex()}>'


class SecretKey(Secret):
    """The secret key of an issuer. Wiped by close() and at the end of a with
    block; threads may share it.

    >>> with SecretKey.new() as key:
    ...     key
    <SecretKey>
    """

    def __init__(self, pointer: Any) -> None:
        super().__init__(pointer, lib.carnet_key_free)

    @classmethod
    def new(cls) -> SecretKey:
        """A new random key."""
        return cls(secret_made('secret_key', lib.carnet_key_new))

    @classmethod
    def from_seed(cls, seed: Bytes) -> SecretKey:
        """The key of 32 bytes that the caller keeps (and wipes: give a
        bytearray).

        >>> SecretKey.from_seed(bytearray(range(32))).public
        <PublicKey 56475aa7>
        """
        return cls(secret_made('secret_key', lib.carnet_key_from_seed,
                               ffi.from_buffer(seed), len(seed)))

    @classmethod
    def from_pem(cls, pem: Bytes) -> SecretKey:
        """Reads "PRIVATE KEY"."""
        return cls(secret_made('secret_key', lib.carnet_key_decode,
                               ffi.from_buffer(pem), len(pem)))

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> SecretKey:
        """Reads a PEM file; no copy of it stays in memory."""
        return cls.from_pem(read_secret(path))

    def pem(self) -> bytearray:
        """As PEM, in memory that the caller can wipe.

        >>> SecretKey.new().pem().startswith(b'-----BEGIN PRIVATE KEY')
        True
        """
        out = ffi.new('carnet_buf **')
        with self.lent() as pointer:
            check(lib.carnet_key_encode(out, pointer))
        return secret_taken(out[0])

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes a PEM file that only its owner may read (0600)."""
        write_secret(path, self.pem())

    @property
    def public(self) -> PublicKey:
        """A copy of the public half."""
        with self.lent() as pointer:
            return PublicKey._of(lib.carnet_key_get_public(pointer))


def secret_taken(buf: Any) -> bytearray:
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


def read_secret(path: str | os.PathLike[str]) -> bytearray:
    """A small file without a copy in Python's own memory."""
    with open(path, 'rb', buffering=0) as file:
        data = bytearray(os.fstat(file.fileno()).st_size)
        length = file.readinto(data)
    del data[length:]
    return data


def write_secret(path: str | os.PathLike[str], pem: bytearray) -> None:
    """Writes and wipes."""
    try:
        write_whole(path, pem, secret=True)
    finally:
        wipe(pem)


__all__ = ['PublicKey', 'SecretKey', 'wipe']
