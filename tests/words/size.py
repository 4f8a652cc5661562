# SPDX-License-Identifier: Apache-2.0
"""Bytes that the phrase book adds to the library, in TAP.

    size.py SOURCE... -- LIMIT INCLUDE_DIR...

SOURCE: those of the words room, compiled with gcc -Os; what counts are the
sections that are loaded and the relocations that the loader must do.
"""
import pathlib
import subprocess
import sys
import tempfile

from tap import Tap

FLAGS = ['-std=c11', '-Os', '-fPIC', '-DNDEBUG', '-DCARNET_BUILD',
         '-fvisibility=hidden', '-w']


def sizes(source, includes):
    """(bytes loaded, relocations of data) of a source compiled alone."""
    with tempfile.TemporaryDirectory() as folder:
        out = f'{folder}/x.o'
        subprocess.run(['gcc', *FLAGS, *[f'-I{i}' for i in includes], '-c',
                        source, '-o', out], check=True)
        text = subprocess.run(['size', '-A', out], check=True, text=True,
                              capture_output=True).stdout
        relocations = subprocess.run(['readelf', '-rW', out], check=True,
                                     text=True, capture_output=True).stdout
    loaded = sum(int(line.split()[1]) for line in text.splitlines()
                 if line.startswith(('.text', '.rodata', '.data', '.bss')))
    in_data, num = False, 0
    for line in relocations.splitlines():
        if line.startswith('Relocation section'):
            in_data = '.rela.data' in line
        num += in_data and 'R_X86_64_64' in line
    return loaded, num


def main():
    at = sys.argv.index('--')
    sources, (limit, *includes) = sys.argv[1:at], sys.argv[at + 1:]
    tap = Tap()
    total = 0
    for source in sources:
        loaded, num = sizes(source, includes)
        tap.note(f'{loaded:7} bytes, {num:4} relocations  '
                 f'{pathlib.Path(source).name}')
        total += loaded + 24 * num  # an Elf64_Rela each
    tap.note(f'phrase book: {total} bytes, at most {limit}')
    tap.check('the_phrase_book_keeps_its_size',
              [] if 0 < total < int(limit) else [f'{total} bytes'])
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
