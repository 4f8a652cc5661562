# SPDX-License-Identifier: Apache-2.0
"""The public headers as data: every function, type and constant in them.

They hold plain types, handles and calls only (style of the C side), so a few
patterns read them whole; what no pattern takes stops the build.
"""
import pathlib
import re

FUNCTION = re.compile(r'([\w ]+?[ *]+)(carnet_\w+)\(([^()]*)\)')


def text_of(folder):
    """All headers, comments and directives taken out."""
    paths = sorted(p for p in pathlib.Path(folder).iterdir()
                   if re.search(r'\.h(\.in)?$', p.name)
                   and p.name != 'carnet.h')
    text = '\n'.join(p.read_text(encoding='utf-8') for p in paths)
    return re.sub(r'/\*.*?\*/', ' ', text, flags=re.DOTALL)


def constants(folder):
    """Names of all #define constants that are whole numbers."""
    found = re.findall(r'^#define (CARNET_\w+)(?:\s|\\\n)+'
                       r'(\(?-?\d+\)?|INT32_MIN)\s*$', text_of(folder),
                       re.MULTILINE)
    return [name for name, _ in found
            if not name.startswith('CARNET_VERSION_')]


def declarations(folder):
    """C declarations that stand alone: types, enums, functions."""
    text = re.sub(r'^#(?:.*\\\n)*.*$', '', text_of(folder),
                  flags=re.MULTILINE)
    text = re.sub(r'\bextern "C" \{|^\}$', '', text, flags=re.MULTILINE)
    text = re.sub(r'\bCARNET_(API|MUST_USE)\b', '', text)
    out = [' '.join(d.split()) for d in text.split(';') if d.strip()]
    types = [d for d in out if d.startswith('typedef')]
    return sorted(set(types), key=types.index) + [
        d for d in out if not d.startswith('typedef')]


def functions(folder):
    """(result, name, [parameters]) of each public function."""
    out = []
    for one in declarations(folder):
        if one.startswith(('typedef', 'enum')):
            continue
        found = FUNCTION.fullmatch(one)
        if found is None:
            raise SystemExit(f'a declaration of another form: {one}')
        result, name, parameters = found.groups()
        parameters = [p.strip() for p in parameters.split(',')]
        out.append((result.strip(), name,
                    [] if parameters == ['void'] else parameters))
    return out
