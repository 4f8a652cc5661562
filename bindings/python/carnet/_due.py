# SPDX-License-Identifier: Apache-2.0
"""What a call is given: a wrong type is a TypeError at once that names the one
that is due, and no error of the package tells what was given."""
from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ParamSpec, TypeVar

P = ParamSpec('P')
T = TypeVar('T')


def due(value: Any, kind: type[T]) -> T:
    """The value, if it is one of a kind.

    >>> due(5, str)
    Traceback (most recent call last):
    TypeError: a str is due, not int
    """
    if not isinstance(value, kind):
        raise TypeError(
            f'a {kind.__name__} is due, not {type(value).__name__}')
    return value


def due_bytes(data: Any, which: str = 'bytes') -> Any:
    """Bytes of any kind; text is none.

    >>> due_bytes('M9J4')
    Traceback (most recent call last):
    TypeError: bytes are due, not str
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f'{which} are due, not {type(data).__name__}')
    return data


def due_each(values: Any, kind: type[T]) -> list[T]:
    """The values, if each is one of a kind; a text is no list of its letters.

    >>> due_each('private', str)
    Traceback (most recent call last):
    TypeError: a list of str is due, not str
    """
    due_several(values, kind)
    return [due(v, kind) for v in values]


def due_several(values: Any, kind: type[object]) -> None:
    """The same of whether they are several at all.

    >>> due_several([None], str)
    """
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise TypeError(f'a list of {kind.__name__} is due, '
                        f'not {type(values).__name__}')


def due_word(value: str, words: Sequence[str]) -> int:
    """The place of a word among those that are known.

    >>> due_word('X', ('L', 'M'))
    Traceback (most recent call last):
    ValueError: one of L, M is due
    """
    if value not in words:
        raise ValueError(f'one of {", ".join(words)} is due')
    return words.index(value)


def discreet(call: Callable[P, T]) -> Callable[P, T]:
    """Of a function that is given a secret: what it raises leads through no
    frame that still has it, since error pages show the locals of each.

    >>> def read(secret):
    ...     raise ValueError('no phrase')
    >>> import traceback
    >>> try:
    ...     discreet(read)('M9J4')
    ... except ValueError as why:
    ...     'M9J4' in ''.join(traceback.TracebackException.from_exception(
    ...         why.with_traceback(why.__traceback__.tb_next),
    ...         capture_locals=True).format())
    False
    """
    @functools.wraps(call)
    def quiet(*args: P.args, **more: P.kwargs) -> T:
        try:
            return call(*args, **more)
        except BaseException as why:
            failed = why.with_traceback(None)
        del args, more
        raise failed
    return quiet
