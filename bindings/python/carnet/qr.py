# SPDX-License-Identifier: Apache-2.0
"""QR codes, drawn as SVG, PBM or half blocks, and sets of several.

>>> symbol = Symbol('HP1:0123')
>>> symbol.svg().startswith('<svg') or '<svg' in symbol.svg()
True
>>> symbol.pbm()[:2]
b'P4'
"""
from __future__ import annotations

import enum
from typing import Literal

from carnet._call import (Bytes, Handle, bytes_of, check, input_bytes, made,
                          utf8)
from carnet._carnet import ffi, lib
from carnet._due import due_word

Level = Literal['L', 'M', 'Q', 'H']
LEVELS: tuple[Level, ...] = ('L', 'M', 'Q', 'H')


class Symbol(Handle):
    """The smallest QR code for a text of the alphanumeric set. Never changes.

    >>> Symbol('HP1:0123', 'H').version
    1
    """

    def __init__(self, text: str, level: Level = 'M') -> None:
        data = utf8(text)
        self._take(made('qr', lib.carnet_qr_free, lib.carnet_qr_new, data,
                        len(data), due_word(level, LEVELS)))

    @property
    def version(self) -> int:
        """Version, 1 to 20."""
        return lib.carnet_qr_version(self._pointer)

    @property
    def size(self) -> int:
        """Modules a side, without quiet zone."""
        return lib.carnet_qr_size(self._pointer)

    def is_dark(self, x: int, y: int) -> bool:
        """Whether a module is dark, from the top left."""
        return lib.carnet_qr_module(self._pointer, x, y) != 0

    def svg(self, *, quiet: int = 4, module_um: int = 500) -> str:
        """As SVG, a module so many micrometres wide."""
        return bytes_of(lib.carnet_qr_draw_svg, self._pointer, quiet,
                        module_um).decode()

    def pbm(self, *, quiet: int = 4, module_px: int = 8) -> bytes:
        """As PBM, a module so many pixels wide."""
        return bytes_of(lib.carnet_qr_draw_pbm, self._pointer, quiet,
                        module_px)

    def blocks(self, *, quiet: int = 4, inverted: bool = False) -> str:
        """As Unicode half blocks; inverted for a dark terminal."""
        return bytes_of(lib.carnet_qr_draw_blocks, self._pointer, quiet,
                        int(inverted)).decode()


def version_for(text_len: int, level: Level = 'M') -> int | None:
    """The smallest version (1 to 40) for so many characters; None if none.

    >>> version_for(600), version_for(100000)
    (15, None)
    """
    return lib.carnet_qr_version_for(text_len,
                                     due_word(level, LEVELS)) or None


def set_count_for(text_len: int, level: Level = 'M') -> int | None:
    """Fewest codes of a set for a passport of so many characters; None if 16
    do not do.

    >>> set_count_for(4000)
    7
    """
    return lib.carnet_set_count_for(text_len,
                                    due_word(level, LEVELS)) or None


def split(passport: bytes, level: Level, count: int | None,
          parity: bool) -> list[str]:
    """See Passport.qr_set.

    >>> split(b'HP1:', 'M', 2, True)
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_EMPTY: ...
    """
    if count is None:
        of_list = whole_kind(passport) in (Kind.TRUST_LIST, Kind.STATUS_LIST)
        count = set_count_for(len(
            list_text(passport) if of_list else bytes_of(
                lib.carnet_issue_as_text, passport, len(passport))), level)
        if count is None:
            raise ValueError('too large for a set of 16 codes')
    return [bytes_of(lib.carnet_set_split, passport, len(passport), count,
                     i).decode() for i in range(max(count, 1) + parity)]


class Kind(enum.Enum):
    """What a text, a file or a set is of.

    >>> Kind(2).name
    'TRUST_LIST'
    """

    PASSPORT = 1
    TRUST_LIST = 2
    STATUS_LIST = 3


def _kind(number: int) -> Kind | None:
    return Kind(number) if number != lib.CARNET_SET_NONE else None


def whole_kind(data: Bytes | str) -> Kind | None:
    """What a text or file begins as; None for a code of a set and for nothing
    that carnet knows.

    >>> whole_kind('HT1:AB'), whole_kind('HP1.AB')
    (<Kind.TRUST_LIST: 2>, None)
    """
    data = input_bytes(data)
    return _kind(lib.carnet_set_whole_kind(data, len(data)))


def part_kind(text: str) -> Kind | None:
    """What set a text begins as a code of.

    >>> part_kind('HR1.AB')
    <Kind.STATUS_LIST: 3>
    """
    data = utf8(text)
    return _kind(lib.carnet_set_part_kind(data, len(data)))


def list_text(data: Bytes) -> str:
    """A trust or status list, in either form, as text for a code. Nobody checks
    its signature here.

    >>> list_text(b'HP1:')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_PASSPORT: ...
    """
    data = input_bytes(data)
    return bytes_of(lib.carnet_set_list_text, data, len(data)).decode()


def split_list(data: Bytes, level: Level = 'M', count: int | None = None,
               parity: bool = True) -> list[str]:
    """The texts of a set of codes for a trust or status list.

    >>> split_list(b'HP1:')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_PASSPORT: ...
    """
    return split(list_text(data).encode(), level, count, parity)


def is_part(text: str) -> bool:
    """Whether a text begins as a code of a set does.

    >>> is_part('HP1.AB')
    True
    """
    data = utf8(text)
    return lib.carnet_set_is_part(data, len(data)) != 0


class Joiner(Handle):
    """Codes of one set as they come in. Add from any thread: one at a time
    gets in. What is joined is not yet verified.

    >>> Joiner().add('HP1:')
    Traceback (most recent call last):
    carnet.errors.TextError: TEXT_PREFIX: ...
    """

    def __init__(self) -> None:
        self._take(made('set', lib.carnet_set_free, lib.carnet_set_new))

    def add(self, text: str | Bytes) -> int:
        """Adds a code as scanned; gives its number, the count for parity. One
        that is there already changes nothing."""
        data = input_bytes(text)
        index = ffi.new('int32_t *')
        with self._lock:
            check(lib.carnet_set_add(self._pointer, index, data, len(data)))
        found: int = index[0]
        return found

    @property
    def kind(self) -> Kind | None:
        """What the codes are of; None before the first."""
        with self._lock:
            return _kind(lib.carnet_set_kind(self._pointer))

    @property
    def count(self) -> int:
        """How many codes the set has, without parity; 0 before the first."""
        with self._lock:
            return lib.carnet_set_count(self._pointer)

    def missing(self) -> list[int]:
        """Numbers of the codes that have not come."""
        with self._lock:
            count = lib.carnet_set_count(self._pointer)
            return [i for i in range(count)
                    if not lib.carnet_set_has(self._pointer, i)]

    def join(self) -> str:
        """The whole as the text of what it is."""
        with self._lock:
            return bytes_of(lib.carnet_set_join, self._pointer).decode()
