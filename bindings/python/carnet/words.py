# SPDX-License-Identifier: Apache-2.0
"""The phrase book: plain words for codes, units, statuses and what carnet says
around them, in the languages that this build carries.

>>> lookup('icd-10', 'E11.9', 'en').text
'type 2 diabetes'
>>> match('pt-BR')
'pt'
"""
from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, NamedTuple

from carnet._call import Shown, bytes_of, c_string, check, shown, utf8
from carnet._carnet import ffi, lib
from carnet.status import Status


class State(enum.Enum):
    """What is known of a word.

    >>> State(2).name
    'UNREVIEWED'
    """

    NONE = 0
    REVIEWED = 1
    UNREVIEWED = 2
    ENGLISH = 3


class Word(NamedTuple):
    """A word and what is known of it.

    >>> Word('fever', State.REVIEWED).text
    'fever'
    """

    text: str
    state: State


def languages() -> list[str]:
    """Tags of the languages that this build carries; English is the first.

    >>> languages()[0]
    'en'
    """
    return [c_string(lib.carnet_words_get_language(i))
            for i in range(lib.carnet_words_num_languages())]


def match(language: str) -> str:
    """The language that a BCP 47 tag leads to.

    >>> match('xx')
    'en'
    """
    said = utf8(language)
    return c_string(lib.carnet_words_match(said, len(said)))


def _word(call: Callable[..., int], *args: Any) -> Word | None:
    out = ffi.new('char[]', lib.CARNET_WORDS_SIZE)
    state = ffi.new('int32_t *')
    status = call(out, state, *args)
    if status == Status.CALLER_ABSENT:
        return None
    check(status)
    return Word(c_string(out), State(state[0]))


def lookup(system: str, code: str, language: str = 'en') -> Word | None:
    """The word for a code; None where there is none, never a guess. system: by
    its name ("icd-10"), or "units", "countries", "languages", "currencies".

    >>> lookup('icd-10', 'no such code') is None
    True
    """
    s, c, said = utf8(system), utf8(code), utf8(language)
    return _word(lib.carnet_words_lookup, s, len(s), c, len(c), said,
                 len(said))


def status_word(status: Status, language: str = 'en') -> Word | None:
    """The sentence of a status.

    >>> status_word(Status.KEY_UNKNOWN).text
    'Its issuer is not among those that you trust'
    """
    said = utf8(language)
    return _word(lib.carnet_words_status, status, said, len(said))


def phrase_word(name: str, language: str = 'en') -> Word | None:
    """A phrase that carnet says around values; "{}" is where one goes.

    >>> phrase_word('check_yourself').state
    <State.UNREVIEWED: 2>
    """
    n, said = utf8(name), utf8(language)
    return _word(lib.carnet_words_phrase, n, len(n), said, len(said))


def phrase(name: str, value: str = '', language: str = 'en') -> Shown:
    """A phrase as a line with a value in its place, safe on any terminal.

    >>> phrase('check_yourself').num_unreviewed
    0
    """
    n, v, said = utf8(name), utf8(value), utf8(language)
    return shown(lib.carnet_view_phrase, n, len(n), v, len(v), said,
                 len(said))


def status_line(status: Status, detail: str = '',
                language: str = 'en') -> Shown:
    """The sentence of a status with what is known of where and why.

    >>> status_line(Status.TEXT_EMPTY).text
    'There is nothing to read; scan the code again'
    """
    d, said = utf8(detail), utf8(language)
    return shown(lib.carnet_view_status, status, d, len(d), said, len(said))


def make_safe(text: str | bytes) -> str:
    """Text that no terminal obeys: controls and bidirectional characters become
    U+FFFD.

    >>> make_safe('a\\x1b[2J')
    'a\\ufffd[2J'
    """
    data = text.encode('utf-8', 'replace') if isinstance(text, str) else text
    return bytes_of(lib.carnet_text_make_safe, data, len(data)).decode()
