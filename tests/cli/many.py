# SPDX-License-Identifier: Apache-2.0
"""Passports of very many credentials, made quickly: a batch, merged by tens."""
import json

from cli import OK, PERSON

STEP = 16  # files that a call merges


def pages(carnet, num, folder='pages'):
    """Names of num passports of one credential each, of one person."""
    lines = [json.dumps({'issued': '2026-03-01', 'entries': [
        PERSON, {'kind': 'condition',
                 'code': {'code': f'{"EIK"[i // 100]}{i // 10 % 10 + 10}'
                                  f'.{i % 10}'}}]}) for i in range(num)]
    carnet.write(folder + '.jsonl', '\n'.join(lines) + '\n')
    done = carnet('issue', '--batch', folder + '.jsonl', '--key',
                  'clinic.key', '-o', folder)
    assert done.code == OK, done
    return [f'{folder}/{i:06}.carnet' for i in range(1, num + 1)]


def merged(carnet, names, out):
    """One passport of all of them."""
    while len(names) > 1:
        some = names[:STEP]
        name = out if len(names) <= STEP else carnet.new_name('carnet')
        done = carnet('merge', *some, '-o', name)
        assert done.code == OK, done
        names = names[STEP:] + [name]
    return out
