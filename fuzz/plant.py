# SPDX-License-Identifier: Apache-2.0
"""A copy of one file of the library with one fault in it.

    plant.py planted.tsv ROOT HARNESS OUT

The fault must stand in the file exactly once, so that a table that the code has
left behind fails the build. Quoted includes are led back to where they point.
"""
import pathlib
import re
import sys


def row_of(table, harness):
    rows = [line.split('\t') for line in table.read_text().splitlines()
            if not line.startswith('#')]
    found = [row for row in rows if row[0] == harness]
    assert len(found) == 1, f'{len(found)} faults are planted for {harness}'
    return found[0][1:]


def plain(cell):
    return re.sub(r'\\(.)', lambda m: {'n': '\n'}.get(m[1], m[1]), cell)


def main():
    table, root, harness, out = sys.argv[1:]
    root = pathlib.Path(root)
    name, good, wrong, _ = row_of(pathlib.Path(table), harness)
    good, wrong = plain(good), plain(wrong)
    path = root / name
    text = path.read_text()
    count = text.count(good)
    assert count == 1, f'"{good}" stands {count} times in {name}'
    text = text.replace(good, wrong)

    def lead(found):
        target = path.parent / found.group(1)
        return f'#include "{target}"' if target.exists() else found.group(0)

    text = re.sub(r'#include "([^"]+)"', lead, text)
    pathlib.Path(out).write_text(text)


main()
