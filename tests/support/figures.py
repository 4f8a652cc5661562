# SPDX-License-Identifier: Apache-2.0
"""Figures that may not slip: tests/bench/figures.tsv, held to 1 %.

A test measures, and hold() compares. What grew by more than 1 % fails; so does
what shrank by more, for the next slip would be hidden in what was won. Whoever
means the change has the test write the file: CARNET_WRITE_FIGURES=1.

They are figures of one compiler on one kind of machine. Another one's are not
wrong, so there nothing is compared, and a skip that is counted says so.
"""
import os
import pathlib
import platform
import re
import subprocess

FILE = pathlib.Path(__file__).resolve().parents[1] / 'bench/figures.tsv'
HEAD = '''\
# Figures that may not slip by more than 1 %, by the test that measures them
# (tests/support/figures.py; docs/sizes.md). Written by:
# CARNET_WRITE_FIGURES=1 meson test -C BUILD bench_gate sizes_code
'''
WITHIN = 100  # a hundredth of the figure


def compiler_of(command):
    """'Debian 12.2.0 x86_64': whose build of which version, for what, and with
    what flags of the user's own, which stand behind "--"."""
    at = command.index('--') if '--' in command else len(command)
    said = subprocess.run([*command[:at], '--version'], capture_output=True,
                          text=True, check=True).stdout.splitlines()[0]
    found = re.match(r'\S*(?:gcc|cc)\S* \((\w+) ([\d.]+)', said)
    return ' '.join([*(found.groups() if found else [said]),
                     platform.machine(), *command[at + 1:]])


class Figures:
    """The file: (test, figure) -> value, and of which compiler they are."""

    def __init__(self, path=FILE):
        self.path = path
        self.compiler, self.values = None, {}
        for line in path.read_text().splitlines() if path.exists() else []:
            if line.startswith('compiler\t'):
                self.compiler = line.split('\t')[1]
            elif line and not line.startswith('#'):
                test, name, value = line.split('\t')
                self.values[test, name] = int(value)

    def write(self, compiler, test, measured):
        """Replaces the figures of one test; other compilers' go."""
        kept = {key: value for key, value in self.values.items()
                if key[0] != test and self.compiler == compiler}
        kept.update({(test, name): value
                     for name, value in measured.items()})
        rows = [f'{key[0]}\t{key[1]}\t{value}\n'
                for key, value in sorted(kept.items())]
        self.path.write_text(f'{HEAD}compiler\t{compiler}\n'
                             + ''.join(rows))

    def problems(self, test, measured):
        """What slipped, was won, is new or is gone."""
        held = {name: value for (whose, name), value in self.values.items()
                if whose == test}
        for name in sorted(held.keys() | measured.keys()):
            if name not in measured:
                yield f'{name} is held, but was not measured'
            elif name not in held:
                yield f'{name} is measured ({measured[name]}), but not held'
            elif abs(measured[name] - held[name]) * WITHIN > held[name]:
                word = 'slipped' if measured[name] > held[name] else 'was won'
                yield f'{name} {word}: {measured[name]}, not {held[name]}'


def hold(tap, test, command, measured, figures=None):
    """One case of a test: its figures are those of the file, within 1 %."""
    figures = figures or Figures()
    name = 'figures_are_those_of_the_file_within_1_percent'
    compiler = compiler_of(command)
    if os.environ.get('CARNET_WRITE_FIGURES'):
        figures.write(compiler, test, measured)
        figures = Figures(figures.path)
    if compiler != figures.compiler:
        tap.not_gated(name, f'other compiler ({compiler}, not '
                            f'{figures.compiler})')
        return
    problems = list(figures.problems(test, measured))
    if problems:
        problems.append('if this is meant: CARNET_WRITE_FIGURES=1 meson test '
                        f'-C BUILD {test}, and say so in docs/sizes.md')
    tap.note(f'{test}: {len(measured)} figures held to 1 %')
    tap.check(name, problems)
