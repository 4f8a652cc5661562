# SPDX-License-Identifier: Apache-2.0
"""What a binary says of its hardening, as readelf shows it.

unhardened() gives the problems of a program or shared library as lines; each
is shown to be found, on a binary made without it, by test_hardening.py, and
the installed ones are held to it by test_package.py.
"""
import re

from symbols import run


def segments(path):
    """{type: flags} of the program headers."""
    return {m.group(1): m.group(2) for m in re.finditer(
        r'^ {2}(\w+) .* ([R ][W ][E ]) +0x[0-9a-f]+$',
        run('readelf', '-l', '-W', path), re.MULTILINE)}


def dynamic(path):
    """(tag, value) for each entry of the dynamic section."""
    return re.findall(r'^ 0x[0-9a-f]+ \((\w+)\) +(.*)$',
                      run('readelf', '-d', '-W', path), re.MULTILINE)


def asked_for(path):
    """Names of the functions that it takes from elsewhere."""
    return set(re.findall(r' UND (\w+)', run('readelf', '--dyn-syms', '-W',
                                             path)))


def flags(path):
    return ' '.join(v for tag, v in dynamic(path) if tag in ('FLAGS',
                                                             'FLAGS_1'))


def memory(path):
    """Of what the loader maps and protects."""
    problems, have = [], segments(path)
    if 'GNU_RELRO' not in have:
        problems.append('no RELRO')
    if 'NOW' not in flags(path):
        problems.append('no BIND_NOW')
    if 'E' in have.get('GNU_STACK', 'RWE'):
        problems.append('the stack is executable')
    if any('W' in f and 'E' in f for f in have.values()):
        problems.append('a segment is written and run')
    if 'DYN' not in run('readelf', '-h', path) or (
            'INTERP' in have and 'PIE' not in flags(path)):
        problems.append('not position independent')
    return problems


def unhardened(path):
    """All that is wrong. path: of our program or shared library."""
    problems, asked = memory(path), asked_for(path)
    tags = {tag for tag, _ in dynamic(path)}
    problems += [f'has a {tag}' for tag in ('RPATH', 'RUNPATH', 'TEXTREL')
                 if tag in tags]
    if '__stack_chk_fail' not in asked:
        problems.append('no stack protector')
    if not any(name.endswith('_chk') for name in asked):
        problems.append('no call is checked (FORTIFY)')
    return problems


def unmarked(archive):
    """Objects that do not say that they bear control flow checks (x86).

    A whole program says so only where the C library's first object does,
    which Debian's does not: what is ours is looked at before it is linked.
    """
    notes = re.split(r'^File: ', run('readelf', '-n', '-W', archive),
                     flags=re.MULTILINE)[1:]
    problems = [] if notes else ['no object']
    for note in notes:
        problems += [f'{note.splitlines()[0]} is not marked {mark}'
                     for mark in ('IBT', 'SHSTK')
                     if not re.search(rf'x86 feature:.*\b{mark}\b', note)]
    return problems
