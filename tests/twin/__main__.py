# SPDX-License-Identifier: Apache-2.0
"""The twin as a command, for trying out what the specification says:

    python -m twin issue --key k.key --day 2026-03-17 [--valid N] record.json
    python -m twin verify --trust k.pub [--trust ...] [--now T] passport
    python -m twin decode passport

Reads and writes files and text alike; - is standard input. verify ends with 0
accepted, 1 review, 2 refused; decode shows items in CBOR diagnostic form and
checks no signature.
"""
import argparse
import datetime
import os
import pathlib
import sys

from . import cose, dates, jsonform, passport, schema, wire
from .fault import Refused
from .library import of_twin

EXITS = {passport.ACCEPTED: 0, passport.REVIEW: 1, passport.REFUSED: 2}


def read_bytes(name):
    return (sys.stdin.buffer.read() if name == '-'
            else pathlib.Path(name).read_bytes())


def key(name, form):
    found, raw = cose.read_key(read_bytes(name))
    if found != form:
        raise Refused('KEY_FORM', f'{name}: a {form} key is due')
    return raw


def issue(args, it):
    record = jsonform.parse(read_bytes(args.file).decode())
    out = passport.issue(jsonform.drafts_of(record, it),
                         key(args.key, 'secret'), os.urandom(16),
                         dates.day_of(args.day), it, args.valid, args.allow)
    sys.stdout.buffer.write(wire.as_text(out) + b'\n')
    return 0


def verify(args, it):
    now = datetime.datetime.fromisoformat(args.now).replace(
        tzinfo=datetime.timezone.utc)
    keys = [key(name, 'public') for name in args.trust]
    verdict = passport.verify(read_bytes(args.file), keys,
                              int(now.timestamp()), it)
    print(jsonform.dump(of_twin(verdict, it)))
    if verdict.reason:
        print(verdict.reason, file=sys.stderr)
    return EXITS[verdict.word]


def decode(args, it):
    for credential in passport.read(read_bytes(args.file), it):
        print(f'kid {credential.kid.hex()} day {dates.iso_day(credential.day)}'
              f' valid {credential.valid} index {credential.index}')
        print(f'root {credential.root.hex()}')
        for name, part in zip(schema.PARTS, credential.elements):
            for i, elements in enumerate(part or ()):
                print(f'{name}/{i}', *(e.plain() for e in elements)
                      if elements else ('withheld',))
    return 0


def main():
    parser = argparse.ArgumentParser(prog='twin', description=__doc__,
                                     formatter_class=argparse.
                                     RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser('issue')
    verb.set_defaults(call=issue)
    verb.add_argument('--key', required=True)
    verb.add_argument('--day', required=True)
    verb.add_argument('--valid', type=int)
    verb.add_argument('--allow', action='store_true',
                      help='parts less private than codes ask for')
    verb.add_argument('file')
    verb = verbs.add_parser('verify')
    verb.set_defaults(call=verify)
    verb.add_argument('--trust', action='append', default=[])
    verb.add_argument('--now', default=datetime.datetime.now(
        datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S'))
    verb.add_argument('file')
    verb = verbs.add_parser('decode')
    verb.set_defaults(call=decode)
    verb.add_argument('file')
    args = parser.parse_args()
    try:
        return args.call(args, schema.load())
    except (Refused, OSError) as why:
        print(f'twin: {why}', file=sys.stderr)
        return 2


if __name__ == '__main__':
    sys.exit(main())
