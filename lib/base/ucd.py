# SPDX-License-Identifier: Apache-2.0
"""Reads files of the Unicode Character Database for the scripts that write
tables of it: make_gaps.py here, make_joiners.py and make_forms.py in trust/."""
import re


def rows(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        fields = [f.strip() for f in line.split('#')[0].split(';')]
        if len(fields) > 3:
            yield int(fields[0], 16), fields


def version(path):
    """Of a file that says it in its first line."""
    text = path.read_text(encoding='utf-8')
    return re.match(r'# \w+-([\d.]+)\.txt', text).group(1)


def spans(found):
    """[first, last, what], rising, of {code point: what}."""
    out = []
    for cp, what in sorted(found.items()):
        if out and out[-1][1:] == [cp - 1, what]:
            out[-1][1] = cp
        else:
            out.append([cp, cp, what])
    return out
