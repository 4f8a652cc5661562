# SPDX-License-Identifier: Apache-2.0
"""What a call through the binding for Kotlin and Java costs against plain C,
release build both, best round of each: bench.py TREE FOLDER."""
import pathlib
import re
import sys

import plain_c
import shim
from maven import maven

ABOUT = {'issuing': 'a record of 22 entries from JSON, planned and signed',
         'verifying': 'that passport, the outcome: the verdict is read whole',
         'reading': 'the same, and every entry: JSON in C, classes here',
         'smallest': 'carnet_words_match'}


def main(root, folder):
    root, folder = pathlib.Path(root), pathlib.Path(folder)
    library = shim.built(root, folder)
    shim.run(['ninja', '-C', folder / 'shim', 'lib/libcarnet.a'])
    c = plain_c.costs(root, folder / 'shim',
                      root / 'tests/data/rich-summary.json')
    status, said = maven(root, folder, library, '-Dtest=CostMeasure')
    ours = {name: float(ns) for name, ns in
            re.findall(r'^cost: (\w+) ([0-9.]+)', said, re.M)}
    if status != 0 or ours.keys() != ABOUT.keys():
        print(said[-4000:])
        return 1
    for name, about in ABOUT.items():
        print(f'{name:10} C {c[name] / 1000:9.2f} us  Kotlin '
              f'{ours[name] / 1000:9.2f} us  ratio {ours[name] / c[name]:6.2f}'
              f'  ({about})')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
