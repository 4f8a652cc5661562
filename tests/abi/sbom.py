# SPDX-License-Identifier: Apache-2.0
"""The bill of what is linked (carnet.cdx.json) against the binaries.

Each gives its problems as lines; test_package.py runs them on what was
installed, and on bills with a fault planted.
"""
import json
import re

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from symbols import run

# Of the system and the compilers, which no pkg-config file names.
SYSTEM = re.compile(r'lib(c|m|stdc\+\+|gcc_s|pthread)\.so|ld-linux')


def invalid(bill):
    """What the schema of CycloneDX 1.6 refuses, unknown members included."""
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(
        json.dumps(bill))
    return [str(error)] if error else []


def library_of(name):
    """Start of the file name by which a dependency is asked for."""
    if name == 'libcarnet':
        return 'libcarnet.so'
    found = re.findall(r'-l(\S+)', run('pkg-config', '--libs-only-l', name))
    return f'lib{found[0]}.so'


def needed(path):
    """Sonames that a binary asks for, without the system's."""
    return [n for n in re.findall(r'\(NEEDED\).*\[(.*)\]',
                                  run('readelf', '-d', path))
            if not SYSTEM.match(n)]


def not_linked(bill, name, path):
    """What the bill says name depends on, and what it asks the loader for."""
    due = next((d.get('dependsOn', []) for d in bill['dependencies']
                if d['ref'] == name), [])
    files = {library_of(d): d for d in due}
    have = needed(path)
    return [f'{n} is linked and not in the bill' for n in have
            if n.split('.so')[0] + '.so' not in files] + [
        f'{d} is in the bill and not linked' for f, d in files.items()
        if not any(n.startswith(f) for n in have)]


def wrong_versions(bill, version):
    """Each component has the version of its pkg-config file, and a licence."""
    problems = []
    for part in bill['components'] + [bill['metadata']['component']]:
        name = part['name']
        due = version if name in ('libcarnet', 'carnet') else run(
            'pkg-config', '--modversion', name).strip()
        if part['version'] != due:
            problems.append(f'{name} is {due}, not {part["version"]}')
        if not part.get('licenses'):
            problems.append(f'{name} has no licence')
    return problems
