# SPDX-License-Identifier: Apache-2.0
"""Writes the pages of docs/spec/ that come from the schema table.

    carnet-schema | python3 docs/make_spec.py docs/spec           writes them
    carnet-schema | python3 docs/make_spec.py --check docs/spec   compares

schema.json, record.md, templates.md, carnet.cddl, record.schema.json. What
--check finds different is named on stderr; the status is then 1.
"""
import json
import pathlib
import sys

import spec_cddl
import spec_json
import spec_pages

PAGES = {
    'schema.json': spec_json.schema_json,
    'record.schema.json': spec_json.json_schema,
    'record.md': spec_pages.record,
    'templates.md': spec_pages.templates,
    'carnet.cddl': spec_cddl.cddl,
}


def pages(schema):
    """Name of a page -> its text."""
    return {name: make(schema) for name, make in PAGES.items()}


def drifted(folder, schema):
    """Names of the pages that are not what the schema gives."""
    return [name for name, text in pages(schema).items()
            if not (folder / name).is_file()
            or (folder / name).read_text(encoding='utf-8') != text]


def main(args):
    check = args[:1] == ['--check']
    folder = pathlib.Path(args[-1])
    schema = json.load(sys.stdin)
    if check:
        names = drifted(folder, schema)
        for name in names:
            print(f'{folder / name} is not what the schema table gives; '
                  'run docs/make_spec.py', file=sys.stderr)
        return 1 if names else 0
    for name, text in pages(schema).items():
        (folder / name).write_text(text, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
