# SPDX-License-Identifier: Apache-2.0
"""Shows that abi.py sees a break of each kind, on small libraries, and that it
leaves the inside of handles alone."""
import pathlib
import sys
import tempfile

import abi
from symbols import run
from tap import Tap

HEADER = '''
typedef struct carnet_h carnet_h;
enum { CARNET_ONE = 1 };
typedef struct carnet_open { int days; int size; } carnet_open;
int carnet_a(const carnet_h *h, int n);
int carnet_b(const carnet_open *o);
'''
CODE = '''
#include "x.h"
struct carnet_h { int hidden; };
int carnet_a(const carnet_h *h, int n) { return h->hidden + n; }
int carnet_b(const carnet_open *o) { return o->days + CARNET_ONE; }
'''
# What is changed in both texts, from what to what, and what must be said.
PLANTED = {
    'refuses_a_wider_argument': ('int n', 'long n', 'breaks'),
    'refuses_another_result': ('int carnet_b', 'long carnet_b', 'breaks'),
    'refuses_a_longer_open_structure':
        ('int size;', 'int size; int more;', 'breaks'),
    'refuses_a_renamed_function': ('carnet_b', 'carnet_c', 'breaks'),
    'tells_of_an_added_function':
        ('int carnet_b(', 'int carnet_c(void);int carnet_b(', 'adds to'),
    'passes_another_inside_of_a_handle':
        ('int hidden;', 'long more; int hidden;', None),
}
ADDED = 'int carnet_c(void) { return 2; }\n'


def build(folder, old='', new=''):
    folder.mkdir(exist_ok=True)
    header, code = HEADER.replace(old, new), CODE.replace(old, new)
    if 'carnet_c(void)' in new:
        code = CODE + ADDED
    (folder / 'x.h').write_text(header if old else HEADER)
    (folder / 'x.c').write_text(code if old else CODE)
    run('gcc', '-g', '-shared', '-fPIC', folder / 'x.c', '-o', folder / 'x.so')
    return folder / 'x.so'


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        before = place / 'x.abi'
        first = build(place / 'first')
        abi.write(first, place / 'first', before)
        tap.check('passes_the_same_library', abi.differences(
            before, first, place / 'first'))
        for name, (old, new, words) in PLANTED.items():
            library = build(place / 'changed', old, new)
            said = abi.differences(before, library, place / 'changed')
            good = said[0].startswith(words) if said and words else \
                not said and words is None
            tap.check(name, [] if good else ['said:', *said])
    return tap.end()


sys.exit(main())
