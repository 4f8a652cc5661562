# SPDX-License-Identifier: Apache-2.0
"""Every public function that may allocate is run with each allocation failing,
or stands in allocations_left_out.tsv with the reason. Arguments: the static
library, the folder tests/api, the list. Shown to fail on small code first."""
import pathlib
import subprocess
import sys
import tempfile

import allocations
from tap import Tap

LEAST = 90  # fewer would mean that the machine code was not understood
CODE = '''
extern void *calloc(unsigned long, unsigned long);
void *cn_mem_alloc(unsigned long size) { return calloc(1, size); }
__attribute__((noinline)) static void *deep(void)
{ return cn_mem_alloc(2); }
void *carnet_direct(void) { return cn_mem_alloc(1); }
void *carnet_static(void) { char *p = deep(); return p + 1; }
static void *(*const table[])(void) = {deep, 0};
void *carnet_by_table(int i) { return table[i](); }
int carnet_none(int i) { return i + 1; }
'''
TEST = '''
static carnet_status helper(void)
{
    return carnet_static();
}

static carnet_status call(void)
{
    return helper();
}

static void set_up(void)
{
    carnet_direct();
}

    static const test_call calls[] = {{"x", call, set_up, NULL, set_up}};
'''


def told(problems, part):
    return [] if any(part in p for p in problems) else [
        f'wanted "{part}"', *problems]


def show_that_it_fails(tap):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, 'x.c')
        source.write_text(CODE)
        subprocess.run(['gcc', '-w', '-O1', '-fPIC', '-c', 'x.c'], check=True,
                       cwd=folder)
        subprocess.run(['ar', 'rc', 'x.a', 'x.o'], check=True, cwd=folder)
        found = allocations.may_allocate(pathlib.Path(folder, 'x.a'))
    want = {'carnet_direct', 'carnet_static', 'carnet_by_table'}
    tap.check('sees calls, static functions and tables',
              [] if found == want else [str(sorted(found))])
    reached = allocations.run_with_failures(TEST)
    tap.check('sees what a table runs, and not what only sets up',
              [] if reached == {'carnet_static'} else [str(reached)])
    for label, left_out, part in (
            ('a function that none runs', [('carnet_direct', 'x')],
             'carnet_by_table may allocate'),
            ('a reason that is missing', [('carnet_direct', '')],
             'carnet_direct is left out without'),
            ('a row for what is run', [('carnet_static', 'x')],
             'carnet_static is left out, and need not be'),
            ('a row for what allocates nothing', [('carnet_none', 'x')],
             'carnet_none is left out, and need not be')):
        tap.check(f'refuses {label}', told(
            allocations.missed(found, reached, left_out), part))


def main(library, tests, rows):
    tap = Tap()
    show_that_it_fails(tap)
    allocating = allocations.may_allocate(library)
    reached = set()
    for path in sorted(pathlib.Path(tests).glob('test_*.c')):
        reached |= allocations.run_with_failures(path.read_text())
    left_out = [tuple(line.split('\t', 1)) if '\t' in line else (line, '')
                for line in pathlib.Path(rows).read_text().splitlines()
                if not line.startswith('#')]
    tap.check('every function that may allocate is run with failures',
              allocations.missed(allocating, reached, left_out))
    tap.check('the machine code was understood', [] if len(allocating) >= LEAST
              else [f'{len(allocating)} functions that may allocate'])
    print(f'public functions that may allocate: {len(allocating)} points, '
          f'{len(left_out)} left out with a reason', file=sys.stderr)
    return tap.end()


sys.exit(main(*sys.argv[1:]))
