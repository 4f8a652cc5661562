# SPDX-License-Identifier: Apache-2.0
"""The public headers: comments, statuses, what may cross the border."""
import dataclasses
import pathlib
import re
import shutil
import subprocess
import tempfile

from house import blank_comments, line_of, rule

PLAIN = {'int32_t', 'uint32_t', 'int64_t', 'uint64_t', 'uint8_t', 'uint16_t',
         'size_t', 'carnet_status'}
POINTED = PLAIN | {'void', 'char'}
COMPILERS = (('gcc', 'c', 'c11'), ('clang', 'c', 'c11'),
             ('g++', 'c++', 'c++17'), ('clang++', 'c++', 'c++17'))
WARNINGS = ('-Wall', '-Wextra', '-Wpedantic', '-Werror')


@dataclasses.dataclass
class Function:
    path: pathlib.Path
    line: int
    name: str
    returns: str
    params: list
    must_use: bool
    comment: str


def blank_directives(text):
    return re.sub(r'^[ \t]*#(?:\\\n|[^\n])*',
                  lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text,
                  flags=re.MULTILINE)


def comment_before(text, code, start):
    """The comment that a declaration stands under; '' where there is none.

    Declarations on adjacent lines share the comment above the first.
    """
    before = text[:start].rstrip(' \t')
    while True:
        if before.endswith('\n'):
            before = before[:-1]
        if before.rstrip(' \t').endswith('*/'):
            end = before.rindex('*/')
            return before[before.rindex('/*', 0, end):end]
        line = before[before.rfind('\n') + 1:]
        if not line.strip() or not code[:len(before)].strip():
            return ''
        if line.lstrip().startswith(('#if', '#endif', '#else', 'extern')):
            return ''
        before = before[:len(before) - len(line)]


def functions(house):
    """Every function that a public header declares.

    returns is '' where it lacks CARNET_API.
    """
    for path in house.public_headers():
        text = house.text(path)
        code = blank_directives(blank_comments(text))
        for found in re.finditer(
                r'((?:\bCARNET_\w+\s+)*)([A-Za-z_][\w\s*]*?)'
                r'\b(carnet_\w+)\s*\(([^;{}]*)\)\s*;', code):
            marks, returns, name, params = found.groups()
            if 'typedef' in returns.split():
                continue
            public = 'CARNET_API' in marks
            yield Function(
                path, line_of(text, found.start(3)), name,
                ' '.join(returns.split()) if public else '',
                [' '.join(p.split()) for p in params.split(',')],
                'CARNET_MUST_USE' in marks,
                comment_before(text, code, found.start()))


def constants(house):
    """Names that public headers define: macros and enum members."""
    names = set()
    for path in house.public_headers():
        code = blank_comments(house.text(path))
        names |= set(re.findall(r'^\s*#\s*define\s+(CARNET_\w+)', code,
                                re.MULTILINE))
        for body in re.findall(r'\benum\b[^{;]*\{([^}]*)\}', code):
            names |= set(re.findall(r'\b(CARNET_\w+)', body))
    return names


@rule
def every_public_function_is_marked_and_explained(house):
    problems = []
    for f in functions(house):
        if not f.returns:
            problems.append(house.at(f.path, f.line,
                                     f'{f.name} has no CARNET_API'))
        elif not f.comment.strip('/* \n'):
            problems.append(house.at(f.path, f.line,
                                     f'{f.name} has no comment'))
    return problems


def section_tells(house, f):
    """Whether a comment further up speaks "for all functions below"."""
    above = '\n'.join(house.text(f.path).split('\n')[:f.line - 1])
    return any('all functions below' in c and 'CARNET_OK' in c
               for c in re.findall(r'/\*.*?\*/', above, re.DOTALL))


@rule
def fallible_calls_list_their_statuses(house):
    """Who fills an out must be looked at, and says what it can return."""
    problems = []
    for f in functions(house):
        comment = ' '.join(f.comment.replace('*', ' ').split())
        outs = any(re.search(r'\bout$', p) for p in f.params)
        if f.returns == 'carnet_status' and outs and not f.must_use:
            problems.append(house.at(f.path, f.line,
                                     f'{f.name} is not CARNET_MUST_USE'))
        told = re.search(r'CARNET_OK|\bas (in )?carnet_', comment)
        if f.must_use and not told and not section_tells(house, f):
            problems.append(house.at(f.path, f.line,
                                     f'{f.name} lists no status'))
    return problems


@rule
def comments_name_only_what_there_is(house):
    known = constants(house)
    told = {f.name for f in functions(house)}
    problems = []
    for path in house.public_headers():
        text = house.text(path)
        code = blank_comments(text)
        types = set(re.findall(r'\b(carnet_\w+)', code))
        for found in re.finditer(r'\b(CARNET|carnet)_\w+\b(?!\.)(\*?)', text):
            word = found.group(0)
            if code[found.start()] != ' ' or word.endswith('_H'):
                continue
            names = known if found.group(1) == 'CARNET' else told | types
            good = (any(n.startswith(word[:-1]) for n in names)
                    if found.group(2) else word in names)
            if not good:
                problems.append(house.at(path, line_of(text, found.start()),
                                         f'there is no {word}'))
    return problems


def is_border_type(text):
    words = [w for w in re.split(r'[\s*\[\]]+', text)
             if w and w not in ('const', 'struct')]
    pointer = '*' in text or '[' in text
    kind = words[0] if words else ''
    if pointer:
        return kind in POINTED or kind.startswith('carnet_')
    return kind in PLAIN or text == 'void'


@rule
def only_plain_types_cross_the_border(house):
    """Fixed widths, size_t, bytes, handles: what any language can call."""
    problems = []
    for f in functions(house):
        if not f.returns:
            continue
        for text in [f.returns] + f.params:
            if not is_border_type(text):
                problems.append(house.at(f.path, f.line,
                                         f'{f.name}: "{text}"'))
    return problems


def sizes(house):
    """(header, constant, function) for each constant that counts bytes."""
    for path in house.public_headers():
        code = blank_comments(house.text(path))
        for found in re.finditer(r'^\s*#\s*define\s+(CARNET_\w+_SIZE)\b', code,
                                 re.MULTILINE):
            yield path, found.group(1), found.group(1).lower()


@rule
def sizes_have_a_function_too(house):
    told = {f.name for f in functions(house)}
    return [house.at(path, 1, f'{constant} has no {name}()')
            for path, constant, name in sizes(house) if name not in told]


@rule
def each_header_compiles_alone(house):
    """As C11 and C++17, with gcc and clang, warnings being errors."""
    problems = []
    dirs = [f'-I{house.root / "include"}']
    if house.generated:
        dirs.append(f'-I{house.generated}')
    headers = house.public_headers()
    with tempfile.TemporaryDirectory() as folder:
        for compiler, language, standard in COMPILERS:
            if shutil.which(compiler) is None:
                problems.append(f'{compiler}:1: is not installed')
                continue
            for header in headers:
                unit = pathlib.Path(folder, header.stem + '.c')
                unit.write_text(f'#include "carnet/{header.name}"\n'
                                f'#include "carnet/{header.name}"\n')
            units = [f'{folder}/{h.stem}.c' for h in headers]
            done = subprocess.run(
                [compiler, '-fsyntax-only', f'-std={standard}', *WARNINGS,
                 *dirs, '-x', language, *units],
                capture_output=True, text=True)
            problems += [f'{compiler}: {line}'
                         for line in done.stderr.splitlines()
                         if ' error: ' in line]
            if done.returncode and not problems:
                problems.append(f'{compiler}: {done.stderr[:300]}')
    return problems
