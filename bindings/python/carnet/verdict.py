# SPDX-License-Identifier: Apache-2.0
"""Verifying: facts, one word for each credential, and, only where the word is
accepted or review, the entries. A refused passport is a verdict, no exception;
asking for what was refused is one.

>>> import datetime, carnet
>>> from carnet import Date, entries
>>> person = entries.Person(name='A', birth_date=Date('1990'))
>>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
>>> with carnet.SecretKey.new() as key:
...     public = key.public
...     passport = carnet.Record([person]).issue(
...         key, datetime.date(2026, 3, 17))
>>> verdict = carnet.verify(passport, [public], now)
>>> verdict.outcome, [e.name for e in verdict.entries(entries.Person)]
(<Outcome.ACCEPTED: 1>, ['A'])
>>> stranger = carnet.verify(passport, [], now)
>>> stranger.outcome, stranger.credentials[0].facts['signature'].status.name
(<Outcome.REFUSED: 3>, 'KEY_UNKNOWN')
>>> stranger.entries()
Traceback (most recent call last):
carnet.errors.ContentRefused: all is refused
"""
from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NoReturn, TypeVar, Union

from carnet._call import (Bytes, Handle, Rows, Shown, bytes_of, c_string,
                          copied, input_bytes, made, not_made, shown, utf8,
                          z_strings)
from carnet._carnet import lib
from carnet._due import due
from carnet._form import Entry, json_of, lent_entry
from carnet.errors import ContentRefused
from carnet.keys import PublicKey, _key_array
from carnet.passport import Passport
from carnet.peek import PartState, optional_day, optional_index
from carnet.status import Status
from carnet.trust import IssuerKind, Trust
from carnet.values import PARTS, Part, seconds_of

E = TypeVar('E', bound=Entry)
Input = Union[Passport, Bytes, str]
FactName = Literal['structure', 'signature', 'key', 'scope', 'issued',
                   'expiry', 'status', 'same_holder', 'trust_list',
                   'status_list']
FACTS: tuple[FactName, ...] = (
    'structure', 'signature', 'key', 'scope', 'issued', 'expiry', 'status',
    'same_holder', 'trust_list', 'status_list')


class Outcome(enum.Enum):
    """The answer. It has no truth value: "if outcome" means nothing.

    >>> bool(Outcome.REFUSED)
    Traceback (most recent call last):
    TypeError: an outcome is not true or false: compare it
    """

    UNDECIDED = 0
    ACCEPTED = 1
    REVIEW = 2
    REFUSED = 3

    def __bool__(self) -> NoReturn:
        raise TypeError('an outcome is not true or false: compare it')


class Answer(enum.Enum):
    """What a fact says. Not checked is never fine, so that an answer has no
    truth value either.

    >>> Answer.NOT_CHECKED.value
    0
    """

    NOT_CHECKED = 0
    YES = 1
    NO = 2

    def __bool__(self) -> NoReturn:
        raise TypeError('an answer is not true or false: compare it')


@dataclasses.dataclass(frozen=True)
class Fact:
    """One fact: the status behind a no, or behind not checked; the day that it
    goes by, and how many days ago that was.

    >>> Fact(Answer.YES, Status.OK, None, None).answer
    <Answer.YES: 1>
    """

    answer: Answer
    status: Status
    day: datetime.date | None
    age_days: int | None

    def __bool__(self) -> NoReturn:
        raise TypeError('a fact is not true or false: see its answer')


@dataclasses.dataclass(frozen=True)
class Issuer:
    """Whose key it is, as a trust list says.

    >>> Issuer('Clinic of Example', 'GR', IssuerKind.CLINIC).country
    'GR'
    """

    name: str
    country: str
    kind: IssuerKind


class Credential:
    """One credential of a verdict. Never changes; threads may share it. (See
    the example of this module.)"""

    _verdict: Any
    _number: int

    def __init__(self, *given: object, **more: object) -> None:
        del given, more
        not_made(self, 'a Verdict, which is a sequence of them')

    @classmethod
    def _of(cls, verdict: Any, number: int) -> Credential:
        found = cls.__new__(cls)
        found._verdict, found._number = verdict, number
        return found

    def __repr__(self) -> str:
        return f'<Credential {self._number + 1}: {self.outcome.name}>'

    def __bool__(self) -> NoReturn:
        raise TypeError('a credential is not true or false: see its outcome')

    @property
    def _at(self) -> tuple[Any, int]:
        return self._verdict, self._number

    @property
    def outcome(self) -> Outcome:
        """Its word."""
        return Outcome(lib.carnet_verify_credential_outcome(*self._at))

    @property
    def facts(self) -> Mapping[FactName, Fact]:
        """All facts by name."""
        return {name: self._fact(i) for i, name in enumerate(FACTS)}

    def _fact(self, i: int) -> Fact:
        age = lib.carnet_verify_fact_age_days(*self._at, i)
        return Fact(
            Answer(lib.carnet_verify_fact(*self._at, i)),
            Status(lib.carnet_verify_fact_status(*self._at, i)),
            optional_day(lib.carnet_verify_fact_days(*self._at, i)),
            None if age == lib.CARNET_VERIFY_NO_DAY else age)

    @property
    def issued(self) -> datetime.date | None:
        """Day of issue."""
        return optional_day(lib.carnet_verify_issued_days(*self._at))

    @property
    def valid_until(self) -> datetime.date | None:
        """Last valid day; None if unlimited."""
        return optional_day(lib.carnet_verify_valid_until_days(*self._at))

    @property
    def status_index(self) -> int | None:
        """Index in the issuer's status list."""
        return optional_index(lib.carnet_verify_status_index(*self._at))

    @property
    def key_id(self) -> bytes:
        """The key id that it names."""
        return copied(lib.CARNET_KEY_ID_SIZE, lib.carnet_verify_copy_key_id,
                      *self._at)

    @property
    def key_index(self) -> int | None:
        """Which of the keys that were given made the signature."""
        return optional_index(lib.carnet_verify_key_index(*self._at))

    @property
    def identity(self) -> bytes | None:
        """SHA-256 of what is signed; None where it is refused."""
        if self.outcome is Outcome.REFUSED:
            return None
        return copied(lib.CARNET_VERIFY_IDENTITY_SIZE,
                      lib.carnet_verify_copy_identity, *self._at)

    @property
    def same_as(self) -> int | None:
        """The first credential of which this is one more presentation."""
        return optional_index(lib.carnet_verify_same_as(*self._at))

    @property
    def issuer(self) -> Issuer | None:
        """The issuer, where a trust list says."""
        kind = lib.carnet_verify_issuer_kind(*self._at)
        if kind < 0:
            return None
        return Issuer(c_string(lib.carnet_verify_issuer_name(*self._at)),
                      c_string(lib.carnet_verify_issuer_country(*self._at)),
                      IssuerKind(kind))

    @property
    def parts(self) -> Mapping[Part, PartState]:
        """What there is of each part."""
        return {name: PartState(lib.carnet_verify_part(*self._at, p))
                for p, name in enumerate(PARTS)}

    @property
    def num_withheld(self) -> Mapping[Part, int]:
        """Entries that each partial part lacks."""
        return {name: lib.carnet_verify_num_withheld(*self._at, p)
                for p, name in enumerate(PARTS)}

    @property
    def entries(self) -> Sequence[Entry]:
        """Its readable entries, desk part first; ContentRefused where it is
        refused: none is not the same as nothing to say."""
        if self.outcome not in (Outcome.ACCEPTED, Outcome.REVIEW):
            raise ContentRefused('this credential is refused')
        number = lib.carnet_verify_num_entries(*self._at)
        return [lent_entry(self._verdict,
                           lib.carnet_verify_get_entry(*self._at, i))
                for i in range(number)]

    def in_scope(self, i: int) -> bool:
        """Whether the issuer may sign entries of the kind of entry i."""
        return lib.carnet_verify_entry_in_scope(*self._at, i) != 0

    def to_cose(self) -> bytes:
        """As an ordinary COSE_Sign1; CallerError where it is refused."""
        return bytes_of(lib.carnet_verify_export_cose, *self._at)


class Verdict(Rows[Credential]):
    """What checking says of a whole input; a sequence of its credentials.
    Never changes; threads may share it. It never claims completeness, and only
    a person can see whether this is the holder. (See the example of this
    module.)"""

    _from = 'carnet.verify()'

    def __repr__(self) -> str:
        return f'<Verdict: {self.outcome.name}>'

    def __bool__(self) -> NoReturn:
        raise TypeError('a verdict is not true or false: see its outcome')

    def __len__(self) -> int:
        return lib.carnet_verify_num_credentials(self._pointer)

    def _row(self, i: int) -> Credential:
        return Credential._of(self._pointer, i)

    @property
    def credentials(self) -> Sequence[Credential]:
        """The credentials; none where the input is malformed."""
        return list(self)

    @property
    def outcome(self) -> Outcome:
        """The word for the whole input."""
        return Outcome(lib.carnet_verify_outcome(self._pointer))

    @property
    def reason(self) -> Status:
        """Why the whole input is refused as malformed; OK where it is not."""
        return Status(lib.carnet_verify_reason(self._pointer))

    @property
    def offset(self) -> int:
        """Where in the input the reason stands; 0 if unknown."""
        return lib.carnet_verify_offset(self._pointer)

    @property
    def path(self) -> str:
        """Which entry and field the reason is about."""
        return c_string(lib.carnet_verify_path(self._pointer))

    @property
    def detail(self) -> str:
        """More about the reason, one English line."""
        return c_string(lib.carnet_verify_detail(self._pointer))

    @property
    def is_open(self) -> bool:
        """Whether the clinic and the private part of every credential are
        whole; else say that there may be more."""
        return lib.carnet_verify_is_open(self._pointer) != 0

    def entries(self, kind: type[E] = Entry) -> list[E]:  # type: ignore[assignment]
        """Entries of a class (all: Entry) of the credentials that are not
        refused; ContentRefused where all are."""
        good = [c for c in self if c.outcome in (Outcome.ACCEPTED,
                                                 Outcome.REVIEW)]
        if not good:
            raise ContentRefused('all is refused')
        return [e for c in good for e in c.entries if isinstance(e, kind)]

    def to_json(self, *, with_entries: bool = False) -> dict[str, Any]:
        """The whole as docs/spec/verdict.md has it in JSON; never the entries of
        a refused credential."""
        return json_of(lib.carnet_verify_json, self._pointer,
                       int(with_entries))

    def words(self, language: str = 'en',
              names: Iterable[str | None] = ()) -> Shown:
        """Lines for people: the word, what it comes from, what nobody checked,
        what only a person can. names: of the keys, in their order. Nothing of
        any entry."""
        array, number, keep = z_strings(names)
        said = utf8(language)
        try:
            return shown(lib.carnet_verify_text, self._pointer, array, number,
                         said, len(said))
        finally:
            del keep

    def words_shown(self, whole: Verdict, language: str = 'en',
                    names: Iterable[str | None] = ()) -> Shown:
        """The same for a program that shows no more than an audience may see:
        this verdict is on the presentation that the program made, whole on what
        it made it of. Of a part of which it left something out itself nothing
        is said, since it is there for whoever scans that code.

        >>> import carnet
        >>> from carnet import Date, entries
        >>> person = entries.Person(name='A', birth_date=Date('1990'))
        >>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
        >>> with carnet.SecretKey.new() as key:
        ...     passport = carnet.Record([person]).issue(key, now.date())
        ...     whole = carnet.verify(passport, [key.public], now)
        ...     shown = carnet.verify(passport.present('desk'), [key.public],
        ...                           now)
        >>> missing = 'Not in this presentation'
        >>> missing in shown.words().text
        True
        >>> missing in shown.words_shown(whole).text
        False
        """
        array, number, keep = z_strings(names)
        said = utf8(language)
        try:
            return shown(lib.carnet_verify_shown_text, self._pointer,
                         whole._pointer, array, number, said, len(said))
        finally:
            del keep

    def to_fhir(self, now: datetime.datetime, *, language: str = 'en',
                names: Iterable[str | None] = ()) -> dict[str, Any]:
        """All that is not refused as a FHIR R4 document (IPS), as dicts with
        Decimal; ContentRefused where all is refused.

        >>> import carnet
        >>> from carnet import Date, entries
        >>> person = entries.Person(name='A', birth_date=Date('1990'))
        >>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
        >>> with carnet.SecretKey.new() as key:
        ...     bundle = carnet.verify(
        ...         carnet.Record([person]).issue(key, now.date()),
        ...         [key.public], now).to_fhir(now)
        >>> bundle['type']
        'document'
        """
        self._content()
        array, number, keep = z_strings(names)
        said = utf8(language)
        try:
            return json_of(lib.carnet_interop_fhir_export, self._pointer,
                           array, number, said, len(said), seconds_of(now))
        finally:
            del keep

    def to_diagnostic(self) -> str:
        """All that is not refused in CBOR diagnostic notation."""
        self._content()
        return bytes_of(lib.carnet_verify_export_diag, self._pointer).decode()

    def _content(self) -> None:
        if self.outcome not in (Outcome.ACCEPTED, Outcome.REVIEW):
            raise ContentRefused('all is refused')


class OfVerdict(Handle):
    """What C makes of a verdict, which it is lent for as long: a history, a
    view. (See the example of this module.)"""

    _verdict: Verdict

    def _over(self, verdict: Verdict, kind: str, free: Any, call: Any,
              *args: Any) -> None:
        self._verdict = due(verdict, Verdict)
        self._take(made(kind, free, call, verdict._pointer, *args))


def verify(passport: Input, trust: Trust | Sequence[PublicKey],
           now: datetime.datetime) -> Verdict:
    """Verifies a passport by keys and lists at a time (with its zone). Whatever
    the input is, there is a verdict.

    >>> now = datetime.datetime(2026, 3, 20, tzinfo=datetime.timezone.utc)
    >>> verify(b'nonsense', [], now).reason.name
    'TEXT_PREFIX'
    """
    data = (bytes(passport) if isinstance(passport, Passport)
            else input_bytes(passport))
    seconds = seconds_of(now)
    if isinstance(trust, Trust):
        with trust.lent() as pointer:
            return Verdict._of(made('verdict', lib.carnet_verify_free,
                                    lib.carnet_verify_trusting, data,
                                    len(data), pointer, seconds))
    keys, kept = _key_array(trust)
    return Verdict._of(made('verdict', lib.carnet_verify_free,
                            lib.carnet_verify, data, len(data), keys,
                            len(kept), seconds))
