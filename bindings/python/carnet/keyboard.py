# SPDX-License-Identifier: Apache-2.0
"""Scanners that type: what a wrong keyboard layout did to a text, taken back.
There may be several readings: verify each until one is not refused.

>>> 'fr' in layouts()
True
>>> list(readings('nothing of ours'))
[]
"""
from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator
from typing import NamedTuple

from carnet._call import c_string, check, taken, utf8
from carnet._carnet import ffi, lib
from carnet.status import Status


class Caps(enum.Enum):
    """What Caps Lock did.

    >>> Caps(0).name
    'OFF'
    """

    OFF = 0
    LETTERS = 1
    ALL = 2


class Reading(NamedTuple):
    """A text as it may have been meant, and by which layouts; None where there
    is none.

    >>> Reading('HP1:', None, None, Caps.OFF).text
    'HP1:'
    """

    text: str
    scanner: str | None
    computer: str | None
    caps: Caps


def layouts() -> list[str]:
    """Names of the layouts that are known.

    >>> {'us', 'de', 'fr'} <= set(layouts())
    True
    """
    names = map(lib.carnet_keyboard_name, itertools.count())
    return [c_string(n) for n in
            itertools.takewhile(lambda n: n != ffi.NULL, names)]


def _layout(number: int) -> str | None:
    return c_string(lib.carnet_keyboard_name(number)) or None


def readings(typed: str) -> Iterator[Reading]:
    """Each reading of a text as it was typed. TextError (TEXT_KEYBOARD) where
    there is none, though the beginning shows other layouts: set both to one and
    scan again.

    >>> next(readings('hp1:za')).caps
    <Caps.LETTERS: 1>
    """
    data = utf8(typed)
    for nth in itertools.count():
        out = ffi.new('carnet_buf **')
        found = ffi.new('int32_t[3]')
        status = lib.carnet_keyboard_undo(out, found, found + 1, found + 2,
                                          data, len(data), nth)
        if status == Status.TEXT_PREFIX:
            return
        check(status)
        yield Reading(taken(out[0]).decode(), _layout(found[0]),
                      _layout(found[1]), Caps(found[2]))
