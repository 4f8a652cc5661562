#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts a copy of the library's sources into a source distribution, where in
the repository a symbolic link leads two folders up. Only what the build reads.
"""
import os
import pathlib
import shutil

WANTED = ('meson.build', 'meson_options.txt', 'LICENSE',
          'bindings/meson.build', 'include', 'lib', 'docs/spec')


def main():
    here = pathlib.Path(__file__).resolve().parent.parent
    there = pathlib.Path(os.environ['MESON_DIST_ROOT'], 'subprojects/carnet')
    if there.is_symlink():
        there.unlink()
    for name in WANTED:
        source, target = here / 'subprojects/carnet' / name, there / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns('__pycache__'))
        else:
            shutil.copy(source, target)


if __name__ == '__main__':
    main()
