# SPDX-License-Identifier: Apache-2.0
"""Shows that every rule of symbols.py can fail, on small libraries."""
import pathlib
import sys
import tempfile

import symbols
from symbols import run
from tap import Tap

GOOD = '''
#include <string.h>
int carnet_good(const char *s) { return (int)strlen(s); }
'''


def build(folder, code, name='base_x.c', thin=False, soname='libcarnet.so.0',
          libs=()):
    """A static and a shared library of one file."""
    source = pathlib.Path(folder, name)
    source.write_text(code)
    made = pathlib.Path(folder, name + '.o')
    run('gcc', '-w', '-O1', '-fPIC', '-fno-builtin', '-c', source, '-o', made)
    archive, shared = pathlib.Path(folder, 'x.a'), pathlib.Path(folder, 'x.so')
    run('ar', 'rcT' if thin else 'rc', archive, made, cwd=folder)
    run('gcc', '-shared', f'-Wl,-soname,{soname}', '-Wl,--no-as-needed', made,
        *libs, '-o', shared)
    return archive, shared


def told(problems, words):
    return [] if any(words in p for p in problems) else [
        f'wanted "{words}"', 'got:', *problems]


def run_all(tap, folder):
    archive, shared = build(folder, GOOD)
    tap.check('good library passes', [
        *symbols.not_as_declared(shared, ['carnet_good'], True),
        *symbols.hidden_inputs(archive, ['base']),
        *symbols.foreign_names(archive), *symbols.writable_data(archive),
        *symbols.not_whole(archive, ['base_x.c.o']),
        *symbols.needs_more(shared)])

    tap.check('refuses a declared function that is not exported', told(
        symbols.not_as_declared(shared, ['carnet_good', 'carnet_b'], True),
        'carnet_b is declared but not exported'))
    tap.check('refuses an object left out', told(
        symbols.not_whole(archive, ['base_x.c.o', 'cose_y.c.o']),
        'cose_y.c.o is not there'))

    code = GOOD + 'int cn_leak(void) { return 1; }\n'
    archive, shared = build(folder, code)
    tap.check('refuses an exported inner function', told(
        symbols.not_as_declared(shared, ['carnet_good'], False),
        'cn_leak is exported but in no header'))

    archive, shared = build(folder, GOOD + 'int help(void) { return 1; }\n')
    tap.check('refuses a name without prefix', told(
        symbols.foreign_names(archive), 'base_x.c.o defines help'))

    for what in ('time', 'getenv', 'fopen', 'setlocale', 'printf', 'abort',
                 'malloc', 'rand', 'cbor_load'):
        code = GOOD + (f'void {what}(void);\n'
                       f'void carnet_b(void) {{ {what}(); }}\n')
        archive, shared = build(folder, code)
        tap.check(f'refuses {what}', told(
            symbols.hidden_inputs(archive, ['base', 'cbor']),
            f'base_x.c.o asks for {what}'))

    code = GOOD + 'void free(void *p);\nvoid cn_f(void) { free(0); }\n'
    with tempfile.TemporaryDirectory() as other:
        archive, shared = build(other, code, 'cbor_x.c')
        tap.check('refuses free in another room', told(
            symbols.hidden_inputs(archive, ['base', 'cbor']),
            'cbor_x.c.o asks for free'))

    for what, code in (('a counter', 'static int n; int cn_f(void) { return '
                        'n++; }\n'),
                       ('a preset', 'int cn_n = 5;\n'),
                       ('a thread local', '_Thread_local int cn_n;\n')):
        archive, shared = build(folder, GOOD + code)
        tap.check(f'refuses {what} in writable memory', told(
            symbols.writable_data(archive), 'base_x.c.o has'))
    archive, shared = build(
        folder, GOOD + 'const char *const cn_t[] = {"a", "b"};\n')
    tap.check('passes a constant table of pointers',
              symbols.writable_data(archive))

    archive, shared = build(folder, GOOD, soname='libcarnet.so.1',
                            libs=('-lm',))
    tap.check('refuses another soname', told(
        symbols.needs_more(shared), 'soname'))
    tap.check('refuses a library too many', told(
        symbols.needs_more(shared), 'needs libm'))

    with tempfile.TemporaryDirectory() as other:
        archive, shared = build(other, GOOD, thin=True)
        tap.check('refuses a thin archive', told(
            symbols.not_whole(archive, ['base_x.c.o']), 'thin archive'))
    with tempfile.TemporaryDirectory() as other:
        archive, shared = build(other, GOOD)
        run('ar', 'qc', archive, pathlib.Path(other, 'base_x.c.o'))
        tap.check('refuses an object that is there twice', told(
            symbols.not_whole(archive, ['base_x.c.o']), 'base_x.c.o is there'))


results = Tap()
with tempfile.TemporaryDirectory() as place:
    run_all(results, place)
sys.exit(results.end())
