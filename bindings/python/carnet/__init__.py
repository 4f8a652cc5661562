# SPDX-License-Identifier: Apache-2.0
"""carnet: health passports that their holders carry.

Issue, show, seal, print and verify, offline. The guide is docs/guide/python.md.

>>> import carnet
>>> carnet.version() == carnet.__version__
True
"""
from carnet import door, entries, history, issue, keyboard, qr, view, words
from carnet._call import Shown, c_string
from carnet._carnet import lib as _lib
from carnet._form import Entry, UnknownEntry
from carnet._json import dump as json_dumps
from carnet._json import load as json_loads
from carnet.errors import (CallerError, CborError, Closed, ContentRefused,
                           Error, JsonError, KeyProblem, OutOfMemory,
                           PrivacyError, QrError, RecordError, TextError,
                           TrustError)
from carnet.history import History
from carnet.issue import Plan
from carnet.keys import PublicKey, SecretKey, wipe
from carnet.passport import Passport, audiences
from carnet.peek import Envelope, Outline, PartState, Unverified
from carnet.record import FhirRecord, Record
from carnet.seal import Phrase, Sealing, SealKey, SealPublicKey
from carnet.status import Status
from carnet.status_lists import Standing, StatusDraft, StatusList
from carnet.trust import (IssuerKind, Trust, TrustDraft, TrustList,
                          Withdrawal)
from carnet.values import Absent, Code, Coding, Date, Quantity
from carnet.view import View
from carnet.verdict import (Answer, Credential, Fact, Issuer, Outcome,
                            Verdict, verify)


def version() -> str:
    """Version of the C library inside.

    >>> version().count('.')
    2
    """
    return c_string(_lib.carnet_version())


__version__ = version()

__all__ = [
    'Absent', 'Answer', 'CallerError', 'CborError', 'Closed', 'Code',
    'Coding', 'ContentRefused', 'Credential', 'Date', 'Entry', 'Envelope',
    'Error', 'Fact', 'FhirRecord', 'History', 'Issuer', 'IssuerKind', 'JsonError',
    'KeyProblem', 'OutOfMemory', 'Outcome', 'Outline', 'PartState',
    'Passport', 'Phrase', 'Plan', 'PrivacyError', 'PublicKey', 'QrError',
    'Quantity', 'Record', 'RecordError', 'SealKey', 'SealPublicKey',
    'Sealing', 'SecretKey', 'Shown', 'Standing', 'Status', 'StatusDraft',
    'StatusList', 'TextError', 'Trust', 'TrustDraft', 'TrustError',
    'TrustList', 'UnknownEntry', 'Unverified', 'Verdict', 'View',
    'Withdrawal',
    'audiences', 'door', 'entries', 'history', 'issue', 'json_dumps',
    'json_loads', 'keyboard', 'qr', 'verify', 'version', 'view', 'wipe',
    'words',
]
