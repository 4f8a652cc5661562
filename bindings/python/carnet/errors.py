# SPDX-License-Identifier: Apache-2.0
"""What calls raise. A refused passport is no error: it is a verdict.

An error of the library carries its status, the place and the reason:

>>> import carnet
>>> try:
...     carnet.Record.from_json('{"entries": [{"kind": "persom"}]}')
... except carnet.Error as error:
...     print(error.code.value, error.name, error.path, error.offset)
100 RECORD_KIND $.entries[0].kind 22
"""
from __future__ import annotations

from carnet.status import Status


class Error(Exception):
    """A status of the library that is not OK.

    code: the status; name: its name; text: what is wrong, one English line;
    path: place in JSON, such as ``$.entries[2].medicine``, or "";
    offset: place in the input in bytes, 0 if unknown; line: from 1, else 0.

    >>> Error(Status.TEXT_EMPTY).name
    'TEXT_EMPTY'
    """

    def __init__(self, code: Status, text: str = '', path: str = '',
                 offset: int = 0, line: int = 0) -> None:
        super().__init__(code, text, path, offset, line)
        self.code = code
        self.text = text or code.text
        self.path = path
        self.offset = offset
        self.line = line

    @property
    def name(self) -> str:
        """The status by name."""
        return self.code.name

    def __str__(self) -> str:
        where = f' at {self.path}' if self.path else ''
        return f'{self.name}: {self.text}{where}'


class CallerError(Error, ValueError):
    """The call itself is wrong: a number out of range, nothing there."""


class OutOfMemory(Error, MemoryError):
    """The machine has no more memory."""


class TextError(Error, ValueError):
    """No passport's text or file, or a damaged one."""


class CborError(Error, ValueError):
    """Not in the one legal form."""


class KeyProblem(Error, ValueError):
    """A key or a signature that does not do."""


class TrustError(Error, ValueError):
    """A trust or status list that does not do."""


class RecordError(Error, ValueError):
    """A record that can't be issued as it is."""


class PrivacyError(Error, ValueError):
    """Showing, sealing, opening or merging that can't be done."""


class JsonError(Error, ValueError):
    """Not JSON, or no bundle."""


class QrError(Error, ValueError):
    """No QR code for this."""


class ContentRefused(Exception):
    """Somebody asked a verdict for the content of what it refuses. There is
    none, and none is not the same as "no allergies"."""


class Closed(Exception):
    """A secret was used after it was wiped."""


# First number after the class, by range; statuses are never renumbered.
_CLASSES: tuple[tuple[int, type[Error]], ...] = (
    (20, CallerError), (40, TextError), (60, CborError), (80, KeyProblem),
    (100, TrustError), (120, RecordError), (140, PrivacyError),
    (160, JsonError), (180, QrError), (200, TextError), (220, TrustError))


def class_of(status: int) -> type[Error]:
    """The exception for a status.

    >>> class_of(41).__name__
    'CborError'
    """
    if status == Status.CALLER_MEMORY:
        return OutOfMemory
    return next((c for end, c in _CLASSES if status < end), Error)
