# SPDX-License-Identifier: Apache-2.0
"""Writes the types of the extension, so that mypy sees what a call takes and
gives: make_stub.py HEADERS OUTPUT.
"""
import sys

import headers

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""The C library as cffi shows it. Generated from include/carnet/ by
tools/make_stub.py. Pointers and arrays are Any."""
from typing import Any

ffi: Any


class _Lib:
'''


def type_of(declared):
    if '*' in declared:
        return 'Any'
    return 'None' if declared == 'void' else 'int'


def method(result, name, parameters):
    takes = ''.join(f', a{i}: {type_of(p)}' for i, p in enumerate(parameters))
    return (f'    @staticmethod\n    def {name}({takes[2:]})'
            f' -> {type_of(result)}: ...\n')


def main(folder, output):
    lines = [method(*f) for f in headers.functions(folder)]
    lines += [f'    {name}: int\n' for name in headers.constants(folder)]
    lines += [f'    {name}: int\n' for d in headers.declarations(folder)
              if d.startswith('enum') for name in members(d)]
    with open(output, 'w', encoding='utf-8') as file:
        file.write(HEAD + ''.join(lines) + '\n\nlib: _Lib\n')


def members(enum):
    inside = enum[enum.index('{') + 1:enum.rindex('}')]
    return [m.split('=')[0].strip() for m in inside.split(',') if m.strip()]


if __name__ == '__main__':
    main(*sys.argv[1:])
