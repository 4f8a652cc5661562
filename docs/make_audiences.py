#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/spec/audiences.md from lib/privacy/audiences.def.

    docs/make_audiences.py           write the page
    docs/make_audiences.py --check   fail if the page is not what it would write
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / 'lib' / 'privacy' / 'audiences.def'
SCHEMA = ROOT / 'lib' / 'model' / 'schema.def'
PAGE = ROOT / 'docs' / 'spec' / 'audiences.md'

HEAD = '''\
# Audiences

Made from `lib/privacy/audiences.def` by `docs/make_audiences.py`; do not edit.

Whom a passport is shown to, and which entries each sees. Nobody sees the
private part: of that the holder picks each entry by an explicit word. A part of
which an audience sees every kind is shown whole, empty or not, so that nobody
can tell; of any other part just the entries named here, or none of it. Where
all entries of a part are seen it is whole too. A credential of which an audience
sees no more than the person is left out, unless all are such: then the first of
them stays.

| audience | who | parts | entries |
|---|---|---|---|
'''
PARTS = {'D': 'desk', 'DC': 'desk, clinic'}
WHEN = {'ALWAYS': '{}', 'ACTIVE': '{} that goes on',
        'BLOOD': '{} of the blood group'}
TAIL = '''
A condition goes on whose status is `active` or `recurrence`, a prescription
whose status is `taking`, `paused` or `interrupted`, and either where it
replaces another: without it, that one would seem to go on. A result is of the blood
group whose test is LOINC 882-1, 883-9 or 10331-7. An entry with a critical field
that the presenting program does not know has neither.
'''


def rows(name, text):
    code = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    return [re.findall(r'"[^"]*"|[^\s,()"]+', args) for args in
            re.findall(rf'^{name}\((.*)\)$', code, flags=re.M)]


def page():
    table = TABLE.read_text()
    kinds = {row[1]: row[2].strip('"')
             for row in rows('KIND', SCHEMA.read_text()) if row[0].isdigit()}
    out = HEAD
    for key, name, about in rows('AUDIENCE', table):
        mine = [row[1:] for row in rows('SEES', table) if row[0] == key]
        seen = ', '.join('all' if kind == 'ALL'
                         else WHEN[when].format(kinds[kind])
                         for _, kind, when in mine)
        parts = {PARTS[p] for p, _, _ in mine}
        assert len(parts) == 1, key
        out += (f'| {name.strip(chr(34))} | {about.strip(chr(34))} '
                f'| {parts.pop()} | {seen} |\n')
    return out + TAIL


def main():
    made = page()
    if sys.argv[1:] == ['--check']:
        if not PAGE.exists() or PAGE.read_text() != made:
            sys.exit(f'{PAGE.name} has drifted: run docs/make_audiences.py')
    else:
        PAGE.write_text(made)


if __name__ == '__main__':
    main()
