# SPDX-License-Identifier: Apache-2.0
"""TAP for the tests that are written in Python.

    tap = Tap()
    with tap.case('refuses_trailing_bytes'):
        assert ...
    tap.check('no_orphan_file', list_of_problems)
    sys.exit(tap.end())

A case fails by any exception and says where. Skip is for an absent vector
folder, not_gated for figures of another compiler, and nothing else is skipped:
tests/run.sh counts every other skip as a failure.
"""
import contextlib
import os
import pathlib
import sys
import traceback

# Of a long run (tests/run.sh), which has all that an ordinary one samples.
LONG = os.environ.get('CARNET_LONG') == '1'


class Skip(Exception):
    """Leaves a case that has no vectors to run on."""


class Tap:
    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.number = 0
        self.failed = 0

    def _say(self, line):
        print(line, file=self.out, flush=True)

    def note(self, text):
        for line in str(text).splitlines():
            self._say('# ' + line)

    def _result(self, ok, name, directive=''):
        self.number += 1
        if not ok:
            self.failed += 1
        word = 'ok' if ok else 'not ok'
        name = name.replace('#', '').replace('\n', ' ')
        self._say(f'{word} {self.number} - {name}{directive}')

    def check(self, name, problems):
        """Passes where there is no problem; shows the first fifty."""
        problems = [str(p) for p in problems]
        self._result(not problems, name)
        for problem in problems[:50]:
            self.note('  ' + problem)
        if len(problems) > 50:
            self.note(f'  and {len(problems) - 50} more')

    @contextlib.contextmanager
    def case(self, name):
        try:
            yield
        except Skip as why:
            self._result(True, name, f' # SKIP {why}')
        except Exception:
            self._result(False, name)
            self.note(traceback.format_exc())
        else:
            self._result(True, name)

    def not_gated(self, name, why):
        """A figure that says nothing here; counted, and no failure."""
        self._result(True, name, f' # SKIP not gated: {why}')

    def end(self):
        """The plan; 0 if something ran and nothing failed."""
        self._say(f'1..{self.number}')
        return 1 if self.failed or self.number == 0 else 0


def vectors(name=''):
    """A path in the vector folder; skips where the folder itself is absent."""
    folder = pathlib.Path(os.environ.get('CARNET_VECTORS')
                          or '../shared/vectors')
    if not folder.exists():
        raise Skip(f'no vector folder {folder}')
    return folder / name


def count(name, number):
    """Says how many cases ran; a run of none is a failure."""
    print(f'{name}: {number} cases', file=sys.stderr, flush=True)
    assert number > 0, f'{name}: no case ran'
