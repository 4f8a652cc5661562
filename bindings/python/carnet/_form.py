# SPDX-License-Identifier: Apache-2.0
"""Typed entries and the JSON form of docs/spec/record.md, there and back.

Numbers keep their digits. entries.py, which is generated, says for each class
which member holds what; an entry with anything that this version can't read
stays whole in an UnknownEntry.
"""
from __future__ import annotations

import base64
import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from carnet._call import Shown, bytes_of, shown, utf8
from carnet._carnet import lib
from carnet._due import due
from carnet._json import load
from carnet.values import (Absent, Code, Coding, Date, Part, Quantity,
                           Quiet)

G = TypeVar('G', bound='Group')
E = TypeVar('E', bound='Entry')


def _text_of_bytes(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip('=')


def _bytes_of_text(text: str) -> bytes:
    if re.fullmatch('[A-Za-z0-9_-]*', due(text, str), re.ASCII) is None:
        raise ValueError('no base64url')
    data = base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
    if _text_of_bytes(data) != text:  # bits that no byte has (RFC 4648, 3.5)
        raise ValueError('no base64url')
    return data


class _Beyond(Exception):
    """A member that another version wrote: dropping it would say less."""


def _only(value: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    if not value.keys() <= set(names):
        raise _Beyond
    return value


def _number(value: Any) -> Decimal:
    # A float by the digits that it shows.
    return value if isinstance(value, Decimal) else Decimal(
        repr(value) if isinstance(value, float) else value)


def _read_quantity(value: Mapping[str, Any]) -> Quantity:
    _only(value, 'value', 'unit')
    return Quantity(_number(value['value']), value.get('unit'))


def _read_coding(value: Mapping[str, Any]) -> Coding:
    return Coding(value['code'], value.get('system'), value.get('display'))


def _read_code(value: Mapping[str, Any]) -> Code:
    one = ('code', 'system', 'display')
    if 'coding' in value:
        _only(value, 'coding', 'text')
        found = [_read_coding(_only(c, *one)) for c in value['coding']]
    else:
        _only(value, *one, 'text')
        found = [_read_coding(value)] if 'code' in value else []
    return Code(tuple(found), value.get('text'))


def _present(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if v is not None}


def _write_code(code: Code) -> dict[str, Any]:
    each = [_present(dataclasses.asdict(c)) for c in code.codings]
    out: dict[str, Any] = {} if len(each) != 1 else each[0]
    if len(each) > 1:
        out['coding'] = each
    return out | _present({'text': code.text})


def _same(value: Any) -> Any:
    return value


# What a field's type is called in the schema: how it is read and written.
_READ: dict[str, Callable[[Any], Any]] = {
    'date': Date, 'end': Date, 'decimal': _number, 'bytes': _bytes_of_text,
    'code': _read_code, 'quantity': _read_quantity,
}
_WRITE: dict[str, Callable[[Any], Any]] = {
    'date': str, 'end': str, 'bytes': _text_of_bytes, 'code': _write_code,
    'quantity': lambda v: _present({'value': v.value, 'unit': v.unit}),
}


@dataclasses.dataclass(frozen=True)
class Member:
    """One field of a class: its number, its name in JSON, its type, whether it is
    a list, and of a group its class."""

    number: int
    json: str
    type: str
    many: bool = False
    group: Any = None

    def read(self, value: Any) -> Any:
        """From JSON."""
        if isinstance(value, Mapping) and 'absent' in value:
            return Absent(_only(value, 'absent')['absent'])
        one = self.group._read if self.group else _READ.get(self.type, _same)
        if not self.many:
            return one(value)
        if not isinstance(value, (list, tuple)):
            raise TypeError(f'{self.json} is a list')
        return tuple(map(one, value))

    def write(self, value: Any) -> Any:
        """To JSON."""
        if isinstance(value, Absent):
            return {'absent': value.reason}
        one = Group._write if self.group else _WRITE.get(self.type, _same)
        return [one(v) for v in value] if self.many else one(value)


class _NoValue(ValueError):
    """Which member is wrong; never what stands there."""


_WRONG = (TypeError, KeyError, AttributeError, ArithmeticError, ValueError)


def _member_read(member: Member, value: Any) -> Any:
    try:
        return member.read(value)
    except _NoValue as inside:
        where = f'{member.json}.{inside}'
    except _WRONG:
        where = f'{member.json} is no {member.type}'
    raise _NoValue(where)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Group(Quiet):
    """Fields that stand together: an entry, or a group inside one. What they
    hold, to_json tells."""

    _members: ClassVar[dict[str, Member]] = {}
    _by_json: ClassVar[dict[str, tuple[str, Member]]] = {}

    def __init_subclass__(cls) -> None:
        cls._by_json = {m.json: (n, m) for n, m in cls._members.items()}

    @classmethod
    def _read(cls: type[G], value: Mapping[str, Any], **more: Any) -> G:
        for name, one in _only(value, *cls._by_json).items():
            attribute, member = cls._by_json[name]
            more[attribute] = _member_read(member, one)
        return cls(**more)

    def _write(self) -> dict[str, Any]:
        found = ((m, getattr(self, name)) for name, m in self._members.items())
        return {m.json: m.write(v) for m, v in found if v is not None}


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Entry(Group):
    """One health item. id: a name for references inside a record, or, of a
    verdict, its place, such as "clinic/3"; part: where it stands or shall
    stand, None for the default.

    >>> from carnet import Code, entries
    >>> one = entries.Condition(code=Code.of('E11.9'))
    >>> one.kind, one.status
    ('condition', 'active')
    """

    KIND: ClassVar[str] = ''
    id: str | None = None
    part: Part | None = None
    _lent: Lent | None = dataclasses.field(default=None, init=False, repr=False,
                                   compare=False)

    @property
    def kind(self) -> str | int:
        """Its kind by name; the number of one that only a later version
        knows."""
        return self.KIND

    def __repr__(self) -> str:
        where = '' if self.id is None else f' {self.id}'
        return f'<{type(self).__name__}{where}>'

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Entry:
        """An entry of its JSON form, by the class of its kind: what to_json
        gave, here or elsewhere. Where another version wrote more than this one
        knows, it is an UnknownEntry, which keeps all of it.

        >>> from carnet import Code, Entry, entries
        >>> Entry.from_json({'kind': 'condition', 'code': {'code': 'I10'}})
        <Condition>
        >>> later = {'kind': 'condition', 'code': {'code': 'I10'}, 'hue': 3}
        >>> type(Entry.from_json(later)).__name__
        'UnknownEntry'
        >>> Entry.from_json(later).to_json() == later
        True
        >>> Entry.from_json({'kind': 'condition', 'code': 5})
        Traceback (most recent call last):
        ValueError: no entry in JSON form: code is no code
        """
        try:
            return read_entry(value)
        except _NoValue as inside:
            why = f'{inside}'
        except _WRONG:
            why = 'one has a kind, and the members of that kind'
        raise ValueError(f'no entry in JSON form: {why}')

    @classmethod
    def example(cls: type[E]) -> E:
        """One with an example in every field, for people to change."""
        number = lib.carnet_record_find_kind(cls.KIND.encode(), len(cls.KIND))
        record = json_of(lib.carnet_record_skeleton, number)
        one = read_entry(record['entries'][0])
        assert isinstance(one, cls)
        return one

    def to_json(self) -> dict[str, Any]:
        """The JSON form of docs/spec/record.md, numbers as Decimal.

        >>> from carnet import Code, entries
        >>> entries.Condition(code=Code.of('I10')).to_json()
        {'kind': 'condition', 'code': {'code': 'I10'}, 'status': 'active'}
        """
        head = _present({'kind': self.kind, 'id': self.id, 'part': self.part})
        return head | self._write()

    def words(self, language: str = 'en') -> Shown:
        """Lines of text for people in their language: only of an entry that a
        verdict, a plan or unverified content gave."""
        if self._lent is None:
            raise ValueError('only an entry that was read has words')
        said = utf8(language)
        return shown(lib.carnet_view_text, self._lent.pointer, said, len(said))


class Lent:
    """Where C has an entry, and who keeps it there. Copies of the entry, which
    may outlive that or go to another process, are without."""

    __slots__ = ('owner', 'pointer')

    def __init__(self, owner: object, pointer: Any) -> None:
        self.owner, self.pointer = owner, pointer

    def __deepcopy__(self, memo: object) -> None:
        return None

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(None), ()


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class UnknownEntry(Entry):
    """An entry with more than this version can read. Of a passport, it is kept
    byte for byte and issued again as it is. JSON that another version wrote
    without those bytes (cbor is None) is kept member by member; who tries to
    issue it is told which member is not known. readable: what can be read of
    it, in JSON form."""

    number: str | int
    cbor: bytes | None = None
    issued: datetime.date | None = None
    readable: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def kind(self) -> str | int:
        """Its kind: a name where this version knows it, else a number."""
        return self.number

    def _write(self) -> dict[str, Any]:
        if self.cbor is None:
            return dict(self.readable)
        issued = self.issued and self.issued.isoformat()
        return _present({'beyond': True, 'issued': issued,
                         'cbor': _text_of_bytes(self.cbor)}) | dict(
                             self.readable)


_HEAD = ('kind', 'id', 'part', 'beyond', 'issued', 'cbor')


def _read_unknown(value: Mapping[str, Any]) -> UnknownEntry:
    issued = value.get('issued')
    return UnknownEntry(
        id=value.get('id'), part=value.get('part'), number=value['kind'],
        cbor=_bytes_of_text(value['cbor']),
        issued=None if issued is None else datetime.date.fromisoformat(issued),
        readable={k: v for k, v in value.items() if k not in _HEAD})


def read_entry(value: Mapping[str, Any]) -> Entry:
    """An entry of its JSON form, by the class of its kind.

    >>> read_entry({'kind': 'condition', 'code': {'code': 'I10'}}).code.code
    'I10'
    """
    from carnet.entries import KINDS
    if 'cbor' in value:
        return _read_unknown(value)
    kind, head = KINDS.get(value['kind']), ('kind', 'id', 'part')
    fields = {k: v for k, v in value.items() if k not in head}
    own = {'id': value.get('id'), 'part': value.get('part')}
    try:
        if kind is not None:
            return kind._read(fields, **own)
    except _Beyond:
        pass
    return UnknownEntry(number=value['kind'], readable=fields, **own)


def json_of(call: Callable[..., int], *args: Any) -> dict[str, Any]:
    """The JSON object that call(out, *args) gives, as dicts."""
    out: dict[str, Any] = load(bytes_of(call, *args))
    return out


def lent_entry(owner: object, pointer: Any) -> Entry:
    """An entry that C lends; the owner stays while the entry does."""
    one = read_entry(json_of(lib.carnet_record_entry_json, pointer))
    object.__setattr__(one, '_lent', Lent(owner, pointer))
    return one
