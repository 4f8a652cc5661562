# SPDX-License-Identifier: Apache-2.0
"""The rules of parts.def, for scripts: whether a code is private."""
import pathlib
import sys

import table

FILES = [pathlib.Path(__file__).resolve().parent / 'parts.def']
sys.path.insert(0, str(FILES[0].parents[2] / 'docs'))
import make_parts
RULES = make_parts.read()
NAMES = {'icd-10': 'ICD10', 'icd-11': 'ICD11', 'snomed': 'SNOMED', 'atc': 'ATC', 'cvx': 'CVX', 'loinc': 'LOINC'}


def is_private(system, code):
    found = make_parts.decision(RULES, NAMES.get(system), code)
    return found is not None and found[0] == 'PRIVATE'
