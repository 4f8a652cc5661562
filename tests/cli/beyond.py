# SPDX-License-Identifier: Apache-2.0
"""Records as a later version may sign them: of each kind one whose entry has no
field that this version knows (the rest could be read), and one whose entry has
a critical field, of which nothing may be read (format.md, Entries)."""
import base64
import json
import os
import pathlib

from cli import record

ROOT = pathlib.Path(os.environ['CARNET_TEST_DATA']).parent.parent
SCHEMA = ROOT / 'docs/spec/schema.json'
# One field of a number that no kind has, whose value may be anything; one that
# is critical for being negative.
FURTHER = bytes.fromhex('821b400000000000000024')
CRITICAL = bytes.fromhex('823b400000000000000024')


def entry(kind, fields):
    """Of a row of the schema, in the JSON form of what can't be read."""
    cbor = b'\x19\x01' + bytes([kind['number']]) + fields
    return {'kind': kind['name'], 'beyond': True, 'issued': '2026-03-01',
            'cbor': base64.urlsafe_b64encode(cbor).decode().rstrip('=')}


def records(fields):
    """By the name of the kind, each with a person beside it: a record is about
    one, so that of the person stands alone."""
    for kind in json.loads(SCHEMA.read_text())['kinds']:
        whole = record(entry(kind, fields))
        if kind['name'] == 'person':
            whole['entries'] = whole['entries'][-1:]
        yield kind['name'], whole
