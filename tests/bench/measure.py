# SPDX-License-Identifier: Apache-2.0
"""Every figure of docs/sizes.md in one run: JSON, and a table of it.

    meson test -C BUILD --benchmark bench_figures -v

writes BUILD/bench.json. Sizes, instructions, allocations, arena, stack and code
are exact; V2, V3, V7 and what ends in "wall" are ratios of times whose sides
take turns (wall.c), and tell of the machine that they were measured on.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

import callgrind
import gate
from bars import BARS

SIZE = re.compile(r'^(\S+)\.json +(\d+) bytes, QR version (\d+)-M'
                  r'( at a desk)?$', re.M)
TEXT = re.compile(r'verifier: (\d+) bytes of \.text')
FORMS = re.compile(r'accepted, (\d+) of them another form')


def ratio(one, other):
    return round(one / other, 4)


def sizes(program):
    """Bytes and QR version of every record, and of its desk presentation."""
    return [{'record': name, 'desk': bool(desk), 'bytes': int(size),
             'version': int(version)}
            for name, size, version, desk in SIZE.findall(
                gate.said_by(program))]


def walls(program):
    """name -> median, lower and upper quarter."""
    done = subprocess.run([program], capture_output=True, text=True,
                          check=True)
    rows = [line.split('\t') for line in done.stdout.splitlines()]
    return {row[0]: [float(x) for x in row[1:]] for row in rows}


def code(command):
    """What tests/sizes/text_size.py finds."""
    done = subprocess.run([sys.executable, *command], capture_output=True,
                          text=True)
    return int(TEXT.search(done.stdout).group(1))


def growth(counts, what):
    """[[number, instructions]] of entries or issuers."""
    return sorted([int(name.split()[1]), one.all]
                  for name, one in counts.items()
                  if name.startswith(what + ' '))


def instructions(counts):
    return {name: {'own': one.own, 'all': one.all,
                   'allocations': one.allocations}
            for name, one in sorted(counts.items())}


def of_record(counts, what, beside):
    """record -> ratio of two operations on it."""
    return {name.split()[1]: ratio(one.all,
                                   counts[f'{beside} {name.split()[1]}'].all)
            for name, one in counts.items() if name.startswith(what + ' ')}


def credentials_in(worst):
    """'8_credentials' has eight; what is malformed counts as one."""
    return int(worst[0]) if worst[0].isdigit() else 1


def figures(asked):
    counts = callgrind.run(asked.count, 'all')
    said = gate.said_by(asked.forms)
    good = counts['verify rich-summary'].all
    return {
        'machine': f'{platform.system()} {platform.machine()}',
        'cores': os.cpu_count(),
        'load': round(os.getloadavg()[0], 1),
        'sizes': sizes(asked.sizes),
        'grow': int(re.search(r'(\d+) of \d+ records, half of them noise, grow', said).group(1)),
        'other_forms': int(FORMS.search(said).group(1)),
        'instructions': instructions(counts),
        'V1': of_record(counts, 'verify', 'bare'),
        'V6': of_record(counts, 'decode', 'cbor_load'),
        'worst': {name[6:]: ratio(one.all, good * credentials_in(name[6:]))
                  for name, one in counts.items()
                  if name.startswith('worst ')},
        'wall': walls(asked.wall),
        'arena': gate.arenas(asked.arena),
        'stack': gate.stacks(asked.stack),
        'text': code(asked.text_size),
        'entries': growth(counts, 'entries'),
        'issuers': [[num, all_ // 1000] for num, all_ in
                    growth(counts, 'issuers')],
    }


def table(data):
    lines = [f'{"":4}{"figure":58}{"measured":>22}{"bar":>12}'
             f'{"moonshot":>12}']
    for one in BARS:
        lines.append(f'{one.id:4}{one.about:58}{one.show(data):>22}'
                     f'{one.bar:>12}{one.moonshot:>12}  {one.word(data)}')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser()
    for name in ('count', 'wall', 'sizes', 'forms', 'arena', 'stack', 'out'):
        parser.add_argument('--' + name, required=True)
    at = sys.argv.index('--')
    asked = parser.parse_args(sys.argv[1:at])
    asked.text_size = sys.argv[at + 1:]
    data = figures(asked)
    pathlib.Path(asked.out).write_text(json.dumps(data, indent=1) + '\n')
    print(table(data))
    return 0


if __name__ == '__main__':
    sys.exit(main())
