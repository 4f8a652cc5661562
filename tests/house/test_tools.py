# SPDX-License-Identifier: Apache-2.0
"""The tools that judge our bytes are the pinned ones, and they do judge.

A CDDL validator that passes everything would be found out here: several do
not look into groups inside arrays, where all our entries are. Argument: the
list of pins. Needs the environment that tests/run.sh makes.
"""
import importlib.metadata
import pathlib
import re
import sys

from tap import Tap

CDDL = '''
passport = [ 1*256 credential ]
credential = [ bytes .size 84, day, [ 3*3 part ] ]
day = 0..2932896
part = [ * entry ]
entry = ( person // condition // open )
person = ( 0, name: tstr, birth: int )
condition = ( 1, code: uint / tstr, status: 0..3, [* int] )
open = ( kind: 256..65535, [ present: int, * any ] )
'''
PERSON, CONDITION, OPEN = [0, 'a', 3], [1, 2, 1, [4]], [256, [3, 'x', 1]]


def passport(*parts, head=84):
    return [[bytes(head), 5, list(parts)]]


GOOD = {
    'empty parts': passport([], [], []),
    'one entry each': passport(PERSON, CONDITION, OPEN),
    'entries one after the other':
        passport(PERSON + CONDITION + OPEN + PERSON, [], OPEN + OPEN),
}
BAD = {
    'no credential': [],
    'a part too few': passport([], []),
    'a part too many': passport([], [], [], []),
    'a short head': passport([], [], [], head=83),
    'another type': passport([0, 'a', '3'], [], []),
    'a value too few': passport([0, 'a'], [], []),
    'a value too many': passport([0, 'a', 3, 7], [], []),
    'an unknown template': passport([5, 'a', 3], [], []),
    'a second entry out of range': passport(PERSON + [1, 'x', 4, []], [], []),
}

tap = Tap()
wrong = []
for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
    found = re.fullmatch(r'([\w.-]+)==([\w.]+)', line)
    if found:
        try:
            have = importlib.metadata.version(found.group(1))
        except importlib.metadata.PackageNotFoundError:
            have = 'not there: run tests/run.sh'
        if have != found.group(2):
            wrong.append(f'{line}: is {have}')
    elif line and not line.startswith('#'):
        wrong.append(f'{line}: is not pinned')
tap.check('python_tools_are_the_pinned_ones', wrong)
if tap.failed:
    sys.exit(tap.end())

import cbor2  # noqa: E402
import cddl_verifier  # noqa: E402
import nacl.signing  # noqa: E402
from pycose.algorithms import EdDSA  # noqa: E402
from pycose.headers import Algorithm  # noqa: E402
from pycose.keys import OKPKey  # noqa: E402
from pycose.keys.curves import Ed25519  # noqa: E402
from pycose.messages import CoseMessage, Sign1Message  # noqa: E402

schema = cddl_verifier.Validator(CDDL)
for label, value in GOOD.items():
    tap.check(f'cddl validator passes {label}',
              schema.validate(cbor2.dumps(value), 'passport').errors)
for label, value in BAD.items():
    result = schema.validate(cbor2.dumps(value), 'passport')
    tap.check(f'cddl validator refuses {label}',
              ['it passed'] if result else [])

with tap.case('cose_package_verifies_and_refuses'):
    secret = nacl.signing.SigningKey(bytes(range(32)))
    public = bytes(secret.verify_key)
    message = Sign1Message(phdr={Algorithm: EdDSA}, payload=b'signed')
    message.key = OKPKey(crv=Ed25519, d=bytes(secret), x=public)
    encoded = message.encode()
    for change, good in ((0, True), (1, False)):
        other = encoded[:-1] + bytes([encoded[-1] ^ change])
        read = CoseMessage.decode(other)
        read.key = OKPKey(crv=Ed25519, x=public)
        assert read.verify_signature() is good

sys.exit(tap.end())
