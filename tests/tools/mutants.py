# SPDX-License-Identifier: Apache-2.0
"""One change of a C file at a time: what a slip of the hand could make of it.

A bound moves by one or turns over, a number or character grows or shrinks by
one, true and false, "and" and "or", plus and minus change places, a "not" is left out, a
refusal becomes CARNET_OK, a call whose result nobody reads is left out.
Comments, strings and directives stay as they are, but for numbers that a
#define names.
"""
import collections
import pathlib
import re

STATUSES = pathlib.Path(__file__).resolve().parents[2] / \
    'include/carnet/status.h'
TOKEN = re.compile(r'''
    (?P<skip>/\*.*?\*/|"(?:\\.|[^"\\])*")
  | (?P<char>'(?:\\.|[^'\\])+')
  | (?P<number>\b(?:0[xX][0-9a-fA-F]+|\d+)[uUlL]*\b)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op><<=|>>=|->|\+\+|--|&&|\|\||[<>=!+\-*/%&|^]=|<<|>>|.)
''', re.VERBOSE | re.DOTALL)
OPERATORS = {
    '<': ('<=', '>='), '<=': ('<', '>'), '>': ('>=', '<='), '>=': ('>', '<'),
    '==': ('!=',), '!=': ('==',), '&&': ('||',), '||': ('&&',),
    '+=': ('-=',), '-=': ('+=',), '++': ('--',), '--': ('++',),
    '<<': ('>>',), '>>': ('<<',)}
NAMES = {'true': 'false', 'false': 'true'}
REFUSALS = set(re.findall(r'^    (CARNET_\w+) = [1-9]', STATUSES.read_text(),
                          re.MULTILINE))
CALL = re.compile(r'(?<=[;{})])(\s*)((?:\(void\))?[a-z]\w*\([^;{}]*\);)',
                  re.DOTALL)
FUNCTION = re.compile(r'^(?!typedef|struct|enum|static const)[A-Za-z]'
                      r'[^;={}#]*?\b(\w+)\([^;{}]*\)\s*\{', re.MULTILINE)
ARRAY = re.compile(r'^ *(?:static |const )*[a-z]\w* \w+\[$', re.MULTILINE)
KEYWORDS = ('if', 'for', 'while', 'switch', 'return', 'sizeof')


class Mutant:
    """Known by function, line and the change, so that code above may move."""

    def __init__(self, file, text, at, end, new):
        self.file, self.at, self.end, self.new = file, at, end, new
        start = text.rfind('\n', 0, at) + 1
        stop = text.find('\n', at)
        self.number = text.count('\n', 0, at) + 1
        self.line = text[start:stop].strip()
        before = [m.group(1) for m in FUNCTION.finditer(text, 0, stop)]
        self.function = before[-1] if before else ''
        old = ' '.join(text[at:end].split())
        whole = rf'(?<!\w){re.escape(old)}(?!\w)' if old[0].isalnum() else \
            re.escape(old)
        same = len(re.findall(whole, text[start:at]))
        self.change = f'{old} -> {new or "nothing"}' + (
            f' ({same + 1})' if same else '')

    @property
    def key(self):
        return self.file, self.function, self.line, self.change

    def apply(self, text):
        return text[:self.at] + self.new + text[self.end:]

    def __str__(self):
        return f'{self.file}:{self.number}: {self.line}: {self.change}'


def blanked(text):
    """Comments and directives as spaces; of a #define its number stays."""
    def blank(found):
        return re.sub(r'[^\n]', ' ', found.group(0))
    text = re.sub(r'/\*.*?\*/', blank, text, flags=re.DOTALL)
    lines, goes_on = [], False
    for line in text.split('\n'):
        if goes_on or line.startswith('#'):
            goes_on = line.endswith('\\')
            named = re.match(r'#define \w+ \(?-?(\d\w*)\)?$', line)
            keep = range(*named.span(1)) if named else ()
            line = ''.join(c if i in keep else ' ' for i, c in enumerate(line))
        lines.append(line)
    return '\n'.join(lines)


def numbers(token):
    body = token.rstrip('uUlL')
    value, tail = int(body, 0), token[len(body):]
    yield f'{value + 1}{tail}'
    if value > 0:
        yield f'{value - 1}{tail}'


def of_token(kind, token, last):
    """What may stand in its place; last: the token before it."""
    if kind == 'number':
        return list(numbers(token))
    if kind == 'char':
        return [f'({token} + 1)']
    if kind == 'name':
        if token in NAMES:
            return [NAMES[token]]
        return ['CARNET_OK'] if token in REFUSALS else []
    if kind != 'op':
        return []
    if token == '!':
        return ['']
    if token in '+-' and re.fullmatch(r'[\w)\]]+', last):
        return ['-' if token == '+' else '+'] if last != 'return' else []
    return list(OPERATORS.get(token, ()))


def mutants_of(file, text):
    """All of them, in the order of the text."""
    code, out, last = blanked(text), [], ''
    for found in TOKEN.finditer(code):
        token, kind = found.group(0), found.lastgroup
        if token.isspace():
            continue
        new = of_token(kind, token, last)
        if last == '[' and ARRAY.search(code, 0, found.start()):
            new = new[1:]  # more room than it needs changes nothing
        for other in new:
            out.append(Mutant(file, text, *found.span(), other))
        last = token
    for found in CALL.finditer(code):
        name = re.match(r'(?:\(void\))?(\w+)', found.group(2)).group(1)
        if name not in KEYWORDS:
            out.append(Mutant(file, text, *found.span(2), ';'))
    out.sort(key=lambda one: (one.at, one.new))
    seen = collections.Counter()
    for one in out:  # the same line again in one function
        key = one.key
        seen[key] += 1
        one.change += f', line {seen[key]}' if seen[key] > 1 else ''
    return out
