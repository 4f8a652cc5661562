#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes keyboards.def: what each key of a keyboard layout types.

    python3 lib/wire/make_keyboards.py VERSION > lib/wire/keyboards.def

VERSION is that of the xkeyboard-config that is installed, by the name of which
the file says what it was made from: `pkg-config --modversion xkeyboard-config`.

The source is xkeyboard-config (package xkb-data), asked through libxkbcommon
as every Linux desktop asks it. Which character is on which key is a fact; no
text of that project is copied. The file is kept, so that a build needs neither.
"""
import ctypes
import sys

LAYOUTS = {'us': 'us', 'fr': 'fr', 'de': 'de', 'es': 'es', 'it': 'it',
           'tr': 'tr', 'ar': 'ara'}
# TLDE, AE01-AE12, AD01-AD12, BKSL, AC01-AC11, AB01-AB10, LSGT, SPCE
KEYS = [49, *range(10, 22), *range(24, 36), 51, *range(38, 49),
        *range(52, 62), 94, 65]
SHIFT, LOCK = 1, 2
NOTHING = '\ufffd'  # a dead key: it types nothing of its own
HEAD = '''/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the keys of each layout type: made by make_keyboards.py from
 * xkeyboard-config VERSION, do not edit. In order of the keys TLDE, AE01 to
 * AE12, AD01 to AD12, BKSL, AC01 to AC11, AB01 to AB10, LSGT, SPCE; U+FFFD
 * for a dead key.
 *
 * KEYBOARD("name", plain, with shift, with caps lock, with both)
 */
#ifndef KEYBOARD
#define KEYBOARD(...)
#endif
'''


class Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in
                ('rules', 'model', 'layout', 'variant', 'options')]


def library():
    xkb = ctypes.CDLL('libxkbcommon.so.0')
    for name in ('context_new', 'keymap_new_from_names', 'state_new'):
        getattr(xkb, 'xkb_' + name).restype = ctypes.c_void_p
    return xkb


def typed(xkb, state, key):
    room = ctypes.create_string_buffer(16)
    xkb.xkb_state_key_get_utf8(state, key, room, 16)
    return room.value.decode() or NOTHING


def rows(xkb, layout):
    context = ctypes.c_void_p(xkb.xkb_context_new(0))
    names = Names(b'evdev', b'pc105', layout.encode(), b'', b'')
    keymap = ctypes.c_void_p(
        xkb.xkb_keymap_new_from_names(context, ctypes.byref(names), 0))
    state = ctypes.c_void_p(xkb.xkb_state_new(keymap))
    for held in (0, SHIFT, LOCK, SHIFT | LOCK):
        xkb.xkb_state_update_mask(state, held & SHIFT, 0, held & LOCK, 0, 0, 0)
        row = [typed(xkb, state, key) for key in KEYS]
        assert all(len(text) == 1 for text in row), row
        yield ''.join(row)


def literal(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: make_keyboards.py VERSION > lib/wire/keyboards.def')
    xkb = library()
    print(HEAD.replace('VERSION', sys.argv[1]))
    for name, layout in LAYOUTS.items():
        lines = ',\n         '.join(literal(row) for row in rows(xkb, layout))
        print(f'KEYBOARD("{name}",\n         {lines})')
    print('\n#undef KEYBOARD')


if __name__ == '__main__':
    main()
