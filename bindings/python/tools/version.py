#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the version, which stands in the library's own meson.build alone."""
import pathlib
import re

tree = pathlib.Path(__file__).resolve().parent.parent / 'subprojects/carnet'
text = (tree / 'meson.build').read_text(encoding='utf-8')
print(re.search(r"^    version: '([\d.]+)',", text, re.MULTILINE).group(1))
