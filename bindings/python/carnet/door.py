# SPDX-License-Identifier: Apache-2.0
"""The JSON door: every operation of the library with one request and one reply
(docs/spec/json/README.md). For programs that pass requests on; all others have
objects that say the same.

>>> reply = ask({'op': 'audiences'})
>>> reply['name'], reply['result'] != {}
('OK', True)
>>> ask({'op': 'no such'})['name']
'JSON_OPERATION'
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carnet._call import Bytes, check, lent_bytes, utf8
from carnet._carnet import ffi, lib
from carnet._json import dump, load
from carnet.keys import _secret_taken


def ask_bytes(request: Bytes) -> bytearray:
    """The reply to a request, both UTF-8. Either may hold secrets: give a
    bytearray, and wipe both (carnet.wipe).

    >>> ask_bytes(b'{')[:12]
    bytearray(b'{"status":14')
    """
    out = ffi.new('carnet_buf **')
    check(lib.carnet_json(*lent_bytes(request), out))
    return _secret_taken(out[0])


def ask(request: Mapping[str, Any]) -> dict[str, Any]:
    """The reply to a request as dicts, numbers with a fraction as Decimal. What
    the library refuses is in the reply: "status", "name" and "error". (See the
    example of this module.)"""
    reply: dict[str, Any] = load(bytes(ask_bytes(utf8(dump(request)))))
    return reply
