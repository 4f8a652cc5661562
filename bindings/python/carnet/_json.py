# SPDX-License-Identifier: Apache-2.0
"""JSON there and back as the library has it: numbers keep their digits, and what
it refuses (a key twice, NaN, half a surrogate pair, great depth) is refused
here with the same status. No error tells what the text says.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from carnet._due import due_bytes
from carnet.errors import JsonError
from carnet.status import Status

# CN_LIMIT_DOOR_DEPTH of lib/base/limits.h: the deepest that the library reads.
DEPTH_MAX = 65


def _unique(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) != len(members):
        raise JsonError(Status.JSON_TWICE)
    return found


def _no_number(name: str) -> NoReturn:
    raise JsonError(Status.JSON_NUMBER)


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number,
                            object_pairs_hook=_unique)


def load(text: bytes | str) -> Any:
    """JSON as Python objects; numbers with a fraction as Decimal. Its public
    name is carnet.json_loads.

    >>> load('{"value": 5.0}')
    {'value': Decimal('5.0')}
    >>> load('{"a": 1, "a": 2}')
    Traceback (most recent call last):
    carnet.errors.JsonError: JSON_TWICE: ...
    """
    offset, status = 0, Status.JSON_SYNTAX
    try:
        if not isinstance(text, str):
            text = bytes(due_bytes(text, 'text or bytes')).decode()
        value = _DECODER.decode(text)
        _check(value)
        return value
    except json.JSONDecodeError as why:
        offset = len(why.doc[:why.pos].encode(errors='surrogatepass'))
        if why.msg == 'Extra data':
            status = Status.JSON_TRAILING
    except UnicodeError:
        status = Status.JSON_UTF8
    except RecursionError:
        status = Status.JSON_DEPTH
    raise JsonError(status, offset=offset)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else ()


def _check(whole: Any) -> None:
    """Depth and texts of all that was read; UnicodeError for half a surrogate
    pair."""
    layer, depth = [whole], 0
    while layer:
        for value in layer:
            if isinstance(value, str):
                value.encode()
            elif isinstance(value, (dict, list)) and depth >= DEPTH_MAX:
                raise JsonError(Status.JSON_DEPTH)
        layer = [v for value in layer for v in _inside(value)]
        depth += 1


def dump(value: Any) -> str:
    """Python objects as JSON; a Decimal keeps its digits. Its public name is
    carnet.json_dumps.

    >>> dump({'value': Decimal('5.0'), 'list': (1, True, None)})
    '{"value": 5.0, "list": [1, true, null]}'
    """
    return ''.join(_pieces(value, 0))


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if not isinstance(value, (Mapping, list, tuple)):
        yield _digits(value) if isinstance(value, Decimal) else _plain(value)
        return
    if depth >= DEPTH_MAX:
        raise JsonError(Status.JSON_DEPTH)
    named = isinstance(value, Mapping)
    yield '{' if named else '['
    for i, one in enumerate(value):
        yield ', ' if i else ''
        if named:
            yield f'{_plain(str(one))}: '
        yield from _pieces(value[one] if named else one, depth + 1)
    yield '}' if named else ']'


def _plain(value: Any) -> str:
    if isinstance(value, float) and value - value != 0:
        raise JsonError(Status.JSON_NUMBER)
    if value is None or isinstance(value, (str, int, float)):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError('a text, a number, a truth value, a dict or a list is due, '
                    f'not {type(value).__name__}')


# Places behind the point that are written out.
_PLAIN_MAX = 32


def _digits(value: Decimal) -> str:
    if not value.is_finite():
        raise JsonError(Status.JSON_NUMBER)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if -_PLAIN_MAX <= exponent <= 0:
        return f'{value:f}'
    # By its digits: arithmetic would round them to the context's precision, and
    # zeros for a great exponent could fill the memory.
    sign, digits, _ = value.as_tuple()
    return ('-' if sign else '') + ''.join(map(str, digits)) + f'e{exponent}'
