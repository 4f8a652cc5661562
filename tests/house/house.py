# SPDX-License-Identifier: Apache-2.0
"""The tree as the house rules see it, and the list of rules.

A rule is a function of a House that gives its problems as lines "file:line:
what is wrong". The same functions run on the real tree (test_house.py) and on
a small tree where each is broken on purpose (test_rules.py).
"""
import ast
import pathlib
import re

RULES = {}

C_ENDINGS = ('.c', '.h')
CXX_ENDINGS = ('.cc', '.cpp', '.hpp')
TEXT_ENDINGS = C_ENDINGS + CXX_ENDINGS + (
    '.def', '.in', '.py', '.sh', '.md', '.build', '.txt', '.map', '.cddl',
    '.json', '.tsv', '.csv', '.yml', '.1', '.bash')


def rule(function):
    """Adds a rule under its function's name."""
    RULES[function.__name__] = function
    return function


class House:
    """One tree. generated: the build's include folder, or None."""

    def __init__(self, root, generated=None):
        self.root = pathlib.Path(root).resolve()
        self.generated = pathlib.Path(generated) if generated else None
        self._texts = {}

    def files(self, under='', endings=None):
        """Files below a folder, sorted, without builds and hidden ones."""
        found = []
        top = self.root / under
        for path in sorted(top.rglob('*')) if top.is_dir() else []:
            parts = path.relative_to(self.root).parts
            if parts[0].startswith('build') or any(
                    p.startswith(('.', '__pycache__')) for p in parts):
                continue
            if path.is_file() and (endings is None
                                   or path.suffix in endings):
                found.append(path)
        return found

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = path.read_text(encoding='utf-8',
                                               errors='replace')
        return self._texts[path]

    def name(self, path):
        for top in (self.root, self.generated):
            if top and path.is_relative_to(top):
                return str(path.relative_to(top))
        return str(path)

    def at(self, path, line, message):
        return f'{self.name(path)}:{line}: {message}'

    def arrows(self):
        """room_arrows of lib/meson.build: room -> rooms that it may use."""
        return self._table('room_arrows', {})

    def room_names(self):
        return self._table('room_names', [])

    def _table(self, name, default):
        path = self.root / 'lib/meson.build'
        if not path.exists():
            return default
        text = re.sub(r'#.*', '', self.text(path))
        found = re.search(rf'^{name} = (\{{.*?^\}}|\[.*?\])', text,
                          re.MULTILINE | re.DOTALL)
        return ast.literal_eval(found.group(1)) if found else default

    def rooms(self):
        """Folders of lib/ that the build knows."""
        return [p.parent.name
                for p in sorted(self.root.glob('lib/*/meson.build'))]

    def public_headers(self):
        """Those of the tree, then those that the build writes."""
        found = sorted(self.root.glob('include/carnet/*.h'))
        if self.generated:
            found += sorted((self.generated / 'carnet').glob('*.h'))
        return found


def blank_comments(text, strings=False):
    """C text with its comments (and string contents) turned into spaces."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
        re.DOTALL)

    def blank(found):
        s = found.group(0)
        if s[0] in '"\'':
            return s[0] + ' ' * (len(s) - 2) + s[0] if strings else s
        return re.sub(r'[^\n]', ' ', s)

    return pattern.sub(blank, text)


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def includes(house, path):
    """(line, name, is_angle) for each #include of a file."""
    text = blank_comments(house.text(path))
    for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]',
                             text, re.MULTILINE):
        yield line_of(text, found.start()), found.group(2), \
            found.group(1) == '<'
