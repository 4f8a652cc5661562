# SPDX-License-Identifier: Apache-2.0
"""Meson commands in documents name tests that there are: of a name that it does
not know, and of "api_*" too, Meson says that there is nothing to do, and that
this is well. Arguments: the source tree, the build folder."""
import json
import pathlib
import re
import shlex
import subprocess
import sys

from tap import Tap

PAGES = ('README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/**/*.md',
         'docs/*.tsv', 'examples/**/*.md', 'fuzz/*.md', 'bindings/**/*.md')
INLINE = re.compile(r'(?<!`)`[^`]+`(?!`)')  # it may go on in the next line
COMMAND = re.compile(r'\bmeson test -C ([^`|#\n]+)')


class Known:
    """Names and suites of a build's tests and of its benchmarks."""

    def __init__(self, build):
        self.of = {flag: json.loads(subprocess.run(
            ['meson', 'introspect', flag, build], check=True,
            capture_output=True, text=True).stdout)
            for flag in ('--tests', '--benchmarks')}

    def lacks(self, words):
        """The words of a command that mean nothing here."""
        kind = '--benchmarks' if '--benchmark' in words else '--tests'
        names = {one['name'] for one in self.of[kind]}
        suites = {name.split(':')[-1] for one in self.of[kind]
                  for name in one['suite']}
        out, named, last = [], False, ''
        for word in words:
            if last == '--suite':
                out += [] if word in suites else [f'--suite {word}']
                named = True
            elif not word.startswith('-') and last != '-t':
                out += [] if word in names else [word]
                named = True
            last = word
        return out if named else out + ['no test']


def commands(text):
    text = INLINE.sub(lambda found: ' '.join(found.group(0).split()), text)
    for found in COMMAND.finditer(text):
        words = shlex.split(found.group(1).split('-->')[0].rstrip(' .)'))
        yield found.group(0).strip(), words[1:]


def wrong(known, pages):
    return [f'{path}: {command}: {lacking}' for path, text in pages
            for command, words in commands(text)
            if (lacking := known.lacks(words))]


def main(root, build):
    tap = Tap()
    known = Known(build)
    paths = sorted({path for glob in PAGES for path in root.glob(glob)})
    pages = [(path.relative_to(root), path.read_text()) for path in paths]
    num = sum(1 for _, text in pages for _ in commands(text))
    tap.note(f'{num} commands in {len(pages)} pages')
    tap.check('each_command_names_tests_that_there_are', wrong(known, pages))
    tap.check('there_are_commands', [] if num > 20 else [num])
    tap.check('refuses_what_meson_takes_for_nothing', [
        line for line in (
            "`meson test -C BUILD 'docs_*'`",
            '`meson test -C BUILD docs_commandx`',
            '`meson\ntest -C BUILD docs_commandx`',
            '`meson test -C BUILD --suite nothing`',
            '`meson test -C BUILD --benchmark docs_commands`',
            '`meson test -C BUILD -t 10`')
        if not wrong(known, [('x', line)])])
    tap.check('takes_what_there_is', wrong(known, [
        ('x', '`meson test -C BUILD -t 10 docs_commands golden`, and '
              '`meson test -C BUILD --suite docs`')]))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(*map(pathlib.Path, sys.argv[1:3])))
