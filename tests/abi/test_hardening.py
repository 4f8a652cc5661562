# SPDX-License-Identifier: Apache-2.0
"""Shows that hardening.py finds each thing that a binary may lack, on small
programs of which each is made without one."""
import pathlib
import platform
import sys
import tempfile

import hardening
from symbols import run
from tap import Tap

CODE = '''
#include <stdio.h>
#include <string.h>
#ifdef RUN_DATA
__asm__(".section .run_data, \\"awx\\"\\n.long 0\\n.text");
#endif
int main(int argc, char **argv)
{
    char text[40];
    (void)argc;
    strcpy(text, argv[0]);
    return printf("%s\\n", text) < 0;
}
'''
GOOD = ['-O2', '-fPIE', '-pie', '-fstack-protector-strong', '-U_FORTIFY_SOURCE',
        '-D_FORTIFY_SOURCE=2', '-Wl,-z,relro', '-Wl,-z,now',
        '-Wl,-z,noexecstack']
# What is planted, and what must be said of it.
PLANTED = [
    (['-Wl,-z,norelro'], 'no RELRO'),
    (['-Wl,-z,lazy'], 'no BIND_NOW'),
    (['-fno-PIE', '-no-pie'], 'not position independent'),
    (['-Wl,-z,execstack'], 'the stack is executable'),
    (['-DRUN_DATA'], 'a segment is written and run'),
    (['-fno-stack-protector'], 'no stack protector'),
    (['-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=0'], 'no call is checked'),
    (['-Wl,-rpath,/nowhere', '-Wl,--disable-new-dtags'], 'has a RPATH'),
    (['-Wl,-rpath,/nowhere', '-Wl,--enable-new-dtags'], 'has a RUNPATH'),
]

def build(folder, more):
    source, made = pathlib.Path(folder, 'x.c'), pathlib.Path(folder, 'x')
    source.write_text(CODE)
    run('gcc', '-w', *GOOD, *more, source, '-o', made)
    return made


def check_programs(tap, folder):
    tap.check('passes a hardened program',
              hardening.unhardened(build(folder, [])))
    for more, words in PLANTED:
        problems = hardening.unhardened(build(folder, more))
        tap.check(f'{" ".join(more)}: {words}',
                  [] if words in '\n'.join(problems)
                  else ['not said', *problems])


def check_marks(tap, folder):
    """The two marks of x86-64, both, either and none."""
    for kind, wanted in (('full', []), ('branch', ['SHSTK']),
                         ('return', ['IBT']), ('none', ['IBT', 'SHSTK'])):
        run('gcc', f'-fcf-protection={kind}', '-c', 'x.c', '-o', 'x.o',
            cwd=folder)
        run('ar', 'rc', f'{kind}.a', 'x.o', cwd=folder)
        problems = hardening.unmarked(pathlib.Path(folder, f'{kind}.a'))
        tap.check(f'-fcf-protection={kind}: not marked {wanted}',
                  [] if [p.split()[-1] for p in problems] == wanted
                  else ['not said', *problems])


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        check_programs(tap, folder)
        if platform.machine() == 'x86_64':
            check_marks(tap, folder)
    return tap.end()


sys.exit(main())
