# SPDX-License-Identifier: Apache-2.0
"""Every public function of the headers is called by the Python package, or
stands in bindings/python/left_out.tsv with the reason: test_bound.py TREE ...
"""
import fnmatch
import pathlib
import re
import sys

from tap import Tap

ROOT = pathlib.Path(sys.argv[1])
PACKAGE = ROOT / 'bindings/python'
sys.path.insert(0, str(PACKAGE / 'tools'))

import headers  # noqa: E402


def left_out(text):
    """(pattern, reason) of each row."""
    rows = [line.split('\t') for line in text.splitlines()
            if line and not line.startswith('#')]
    return [(row[0], row[1] if len(row) == 2 else '') for row in rows]


def called(texts):
    return {n for t in texts for n in re.findall(r'\b_?lib\.(carnet_\w+)', t)}


def problems(names, calls, rows):
    """What is in neither, in both, or in a row that says nothing."""
    out = [f'{c} is called and in no header' for c in sorted(calls)
           if c not in names]
    for name in names:
        found = [p for p, _ in rows if fnmatch.fnmatchcase(name, p)]
        if name not in calls and not found:
            out.append(f'{name} is neither called nor left out')
        if name in calls and found:
            out.append(f'{name} is called and left out by {found[0]}')
        if len(found) > 1:
            out.append(f'{name} is left out twice')
    for pattern, reason in rows:
        if not fnmatch.filter(names, pattern):
            out.append(f'{pattern} leaves nothing out')
        if not reason.strip():
            out.append(f'{pattern} has no reason')
    return out


def shown_to_fail(tap):
    names = ['carnet_a', 'carnet_b']
    for what, calls, rows, told in (
            ('neither', {'carnet_a'}, [], 'carnet_b is neither'),
            ('both', set(names), [('carnet_b', 'x')], 'carnet_b is called'),
            ('no reason', {'carnet_a'}, [('carnet_b', '')], 'no reason'),
            ('nothing', set(names), [('carnet_c*', 'x')], 'leaves nothing'),
            ('no header', {*names, 'carnet_c'}, [], 'in no header')):
        with tap.case(f'refuses_{what.replace(" ", "_")}'):
            found = problems(names, calls, rows)
            assert len(found) == 1 and told in found[0], found


def main():
    tap = Tap()
    shown_to_fail(tap)
    names = [name for _, name, _ in headers.functions(ROOT / 'include/carnet')]
    texts = [p.read_text(encoding='utf-8') for p in
             [*(PACKAGE / 'carnet').glob('*.py'),
              PACKAGE / 'tools/make_status.py']]
    rows = left_out((PACKAGE / 'left_out.tsv').read_text(encoding='utf-8'))
    with tap.case('headers_are_read_whole'):
        text = headers.text_of(ROOT / 'include/carnet')
        marked = re.findall(r'^(?!#).*?\bCARNET_API\b', text, re.MULTILINE)
        assert len(marked) == len(names) > 200, (len(marked), len(names))
    tap.check('every_public_function_is_bound_or_left_out_with_a_reason',
              problems(names, called(texts), rows))
    tap.note(f'{len(names)} functions, {len(called(texts))} called')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
