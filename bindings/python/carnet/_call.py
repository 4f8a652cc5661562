# SPDX-License-Identifier: Apache-2.0
"""How the package calls C: statuses become exceptions, handles are freed when
nobody holds them, lent pointers keep their owner, secrets are wiped once no
call uses them. No other module touches memory.
"""
from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, NoReturn, TypeVar, Union, overload

from carnet._carnet import ffi, lib
from carnet._due import due, due_bytes, due_several
from carnet.errors import Closed, class_of
from carnet.status import Status

Bytes = Union[bytes, bytearray, memoryview]
Self = TypeVar('Self', bound='Secret')
H = TypeVar('H', bound='Handle')
T = TypeVar('T')


def c_string(pointer: Any) -> str:
    """A constant or lent text, copied; "" for NULL."""
    if pointer == ffi.NULL:
        return ''
    said: bytes = ffi.string(pointer)
    return said.decode()


def check(status: int, problem: Any = None) -> None:
    """Raises what a status says; problem: a place for one, freed here."""
    pointer = ffi.NULL if problem is None else problem[0]
    try:
        if status != Status.OK:
            raise class_of(status)(
                Status(status), c_string(lib.carnet_problem_text(pointer)),
                c_string(lib.carnet_problem_path(pointer)),
                lib.carnet_problem_offset(pointer),
                lib.carnet_problem_line(pointer))
    finally:
        lib.carnet_problem_free(pointer)


def made(kind: str, free: Callable[[Any], None], call: Callable[..., int],
         *args: Any) -> Any:
    """The handle that call(out, *args) gives; freed with its last holder."""
    out = ffi.new(f'carnet_{kind} **')
    check(call(out, *args))
    return ffi.gc(out[0], free)


def made_or_why(kind: str, free: Callable[[Any], None],
                call: Callable[..., int], *args: Any) -> Any:
    """The same of call(out, problem, *args)."""
    out, problem = ffi.new(f'carnet_{kind} **'), problem_place()
    check(call(out, problem, *args), problem)
    return ffi.gc(out[0], free)


def problem_place() -> Any:
    """Where a call puts its problem."""
    return ffi.new('carnet_problem **')


def taken(buf: Any) -> bytes:
    """What a buffer holds; it is wiped and freed."""
    try:
        data = lib.carnet_buf_data(buf)
        return bytes(ffi.buffer(data, lib.carnet_buf_len(buf)))
    finally:
        lib.carnet_buf_free(buf)


def bytes_of(call: Callable[..., int], *args: Any) -> bytes:
    """The bytes that call(out, *args) gives."""
    out = ffi.new('carnet_buf **')
    check(call(out, *args))
    return taken(out[0])


def bytes_or_why(call: Callable[..., int], *args: Any) -> bytes:
    """The same of call(out, problem, *args)."""
    out, problem = ffi.new('carnet_buf **'), problem_place()
    check(call(out, problem, *args), problem)
    return taken(out[0])


class Shown(NamedTuple):
    """Text for people, and how many words in it nobody has reviewed."""

    text: str
    num_unreviewed: int

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f'<Shown: {len(self.text)} characters>'


def shown(call: Callable[..., int], *args: Any) -> Shown:
    """What call(out, num_unreviewed_out, *args) gives."""
    number = ffi.new('size_t *')
    return Shown(bytes_of(call, number, *args).decode(), number[0])


def copied(size: int, call: Callable[..., int], *args: Any) -> bytes:
    """So many bytes that call(out, *args) copies."""
    out = ffi.new('uint8_t[]', size)
    check(call(out, *args))
    return bytes(ffi.buffer(out))


def lent_bytes(data: Bytes) -> tuple[Any, int]:
    """(pointer, length in bytes) of memory that is not copied."""
    pointer = ffi.from_buffer(due_bytes(data))
    return pointer, len(pointer)


def input_bytes(data: Bytes | str) -> bytes:
    """What may be text or bytes; nothing else: bytes(5) would be five zeros."""
    if isinstance(data, str):
        return utf8(data)
    return bytes(due_bytes(data, 'text or bytes'))


def utf8(text: str) -> bytes:
    """Text for a pointer and a length; half a surrogate pair is no text."""
    try:
        return due(text, str).encode('utf-8')
    except UnicodeEncodeError:
        pass  # Python's own error has the text in it
    raise ValueError('half a surrogate pair is no text')


def z_string(text: str | None) -> Any:
    """Text for a NUL-terminated argument; None is NULL."""
    if text is None:
        return ffi.NULL
    data = utf8(text)
    if 0 in data:
        raise ValueError('a NUL inside a text')
    return data


def z_strings(words: Iterable[str | None]) -> tuple[Any, int, list[Any]]:
    """(array, number, what to keep until the call is over)."""
    due_several(words, str)
    kept = [ffi.NULL if w is None else ffi.new('char[]', z_string(w))
            for w in words]
    return ffi.new('const char *[]', kept), len(kept), kept


def write_whole(path: str | os.PathLike[str], data: Any,
                secret: bool = False) -> None:
    """Replaces a file whole or not at all; a secret one is 0600 from the
    beginning."""
    path = os.path.abspath(os.fsdecode(path))
    temporary = f'{path}.{os.getpid()}.{threading.get_ident()}.part'
    mode = 0o600 if secret else 0o666
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(fd, 'wb', buffering=0) as file:
            view = memoryview(data)
            while len(view) > 0:
                view = view[file.write(view):]
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def refuse_copy(one: object) -> NoReturn:
    """For what C holds: a second object over one handle would be freed twice,
    and would not know who reads through the first."""
    raise TypeError(f'a {type(one).__name__} is not copied or pickled: '
                    'give bytes, PEM or JSON')


def not_made(one: object, ways: str) -> NoReturn:
    """For constructors that are not the users': what one is given to them may
    be secret, so that it is not told."""
    raise TypeError(f'a {type(one).__name__} comes from {ways}')


class Handle:
    """What a C handle is about. Each has its own lock, for calls that only one
    thread at a time may make."""

    _pointer: Any
    _lock: threading.Lock
    # Where one comes from, of a class that users do not construct.
    _from: ClassVar[str] = 'the calls that give one'

    def __init__(self, *given: object, **more: object) -> None:
        del given, more
        not_made(self, self._from)

    def _take(self, pointer: Any) -> None:
        self._pointer = pointer
        self._lock = threading.Lock()

    def __reduce__(self) -> Any:
        refuse_copy(self)

    @classmethod
    def _of(cls: type[H], pointer: Any) -> H:
        """Of a handle that is there already."""
        found = cls.__new__(cls)
        found._take(pointer)
        return found


class Rows(Handle, Sequence[T]):
    """A handle that is a sequence of what it lends."""

    def _row(self, i: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, i: int) -> T: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[T]: ...

    def __getitem__(self, i: int | slice) -> T | Sequence[T]:
        if isinstance(i, slice):
            return [self._row(n) for n in range(*i.indices(len(self)))]
        return self._row(range(len(self))[i])


class Secret:
    """A handle that is wiped by close(), or at the end of a with block. A call
    that runs in another thread ends first; later ones raise Closed."""

    def _hold(self, pointer: Any, free: Callable[[Any], None]) -> None:
        self._pointer: Any = pointer
        self._free = free
        self._users = 0
        self._closing = False
        self._lock = threading.Lock()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, '_lock', None) is not None:
            self.close()

    def __repr__(self) -> str:
        return f'<{type(self).__name__}>'

    def __reduce__(self) -> Any:
        raise TypeError('a secret is not pickled')

    def close(self) -> None:
        """Wipes the secret. More than once does nothing."""
        with self._lock:
            self._closing = True
            self._wipe()

    def _wipe(self) -> None:
        if self._closing and self._users == 0 and self._pointer is not None:
            self._free(self._pointer)
            self._pointer = None

    @contextlib.contextmanager
    def lent(self) -> Iterator[Any]:
        """The pointer for one call."""
        with self._lock:
            if self._closing:
                raise Closed(f'{type(self).__name__} was wiped')
            self._users += 1
            pointer = self._pointer
        try:
            yield pointer
        finally:
            with self._lock:
                self._users -= 1
                self._wipe()


def secret_made(kind: str, call: Callable[..., int], *args: Any) -> Any:
    """A handle without an owner yet, for Secret."""
    out = ffi.new(f'carnet_{kind} **')
    check(call(out, *args))
    return out[0]
