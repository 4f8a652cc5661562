# SPDX-License-Identifier: Apache-2.0
"""Writes the extension's C source: make_ffi.py HEADERS OUTPUT.

cffi's API mode: the compiler checks every declaration against the headers, and
the interpreter's lock is released during each call.
"""
import sys

import cffi

import headers


def builder(folder):
    ffi = cffi.FFI()
    ffi.cdef(';\n'.join(headers.declarations(folder)) + ';\n' + '\n'.join(
        f'#define {name} ...' for name in headers.constants(folder)))
    ffi.set_source('carnet._carnet', '#include "carnet/carnet.h"\n'
                   '#include "carnet/version.h"\n')
    return ffi


if __name__ == '__main__':
    builder(sys.argv[1]).emit_c_code(sys.argv[2])
