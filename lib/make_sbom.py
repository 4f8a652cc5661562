# SPDX-License-Identifier: Apache-2.0
"""Writes what is linked as CycloneDX 1.6 JSON; run by the build.

    make_sbom.py OUT VERSION NAME:DEPENDENCY=VERSION,...  ...

Each NAME is one of ours (the library, the command) with what Meson found for
it. No time and no chance is in it: the same build writes the same bytes. A
library whose licence is not in the table below stops the build.
"""
import json
import sys
import uuid

# By the names of their pkg-config files; SPDX expressions.
LICENCES = {
    'libcbor': 'MIT',
    'libjpeg': 'IJG AND BSD-3-Clause AND Zlib',
    'libpng': 'libpng-2.0',
    'libqrencode': 'LGPL-2.1-or-later',
    'libsodium': 'ISC',
    'zlib': 'Zlib',
    'zxing': 'Apache-2.0',
}
OURS = {'libcarnet': 'library', 'carnet': 'application'}


def component(name, version, kind, licence):
    return {'type': kind, 'bom-ref': name, 'name': name, 'version': version,
            'purl': f'pkg:generic/{name}@{version}',
            'licenses': [{'expression': licence}]}


def bill(version, parts):
    """parts: {ours: {dependency: version}}; the library stands first."""
    foreign = {name: v for found in parts.values() for name, v in found.items()
               if name not in OURS}
    mine = [component(name, version, OURS[name], 'Apache-2.0')
            for name in parts]
    made = {
        'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'version': 1,
        'metadata': {'component': mine[0]},
        'components': mine[1:] + [
            component(name, v, 'library', LICENCES[name])
            for name, v in sorted(foreign.items())],
        'dependencies': [{'ref': name, 'dependsOn': sorted(found)}
                         for name, found in parts.items()],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(made))
    return dict(made, serialNumber=f'urn:uuid:{serial}')


def main(out, version, *texts):
    parts = {}
    for text in texts:
        name, _, found = text.partition(':')
        parts[name] = dict(f.split('=') for f in found.split(',') if f)
    unknown = {n for p in parts.values() for n in p} - set(LICENCES) - set(OURS)
    if unknown:
        return f'no licence is known of {", ".join(sorted(unknown))}'
    with open(out, 'w', encoding='utf-8', newline='\n') as file:
        json.dump(bill(version, parts), file, indent=2)
        file.write('\n')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
