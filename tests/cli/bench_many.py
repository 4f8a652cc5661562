# SPDX-License-Identifier: Apache-2.0
"""How long verbs take on a passport of 200 credentials, and how that grows: the
time for 200 as a multiple of that for 50, of which 4 is even growth. Each time
is the best of five, after what the program takes to start.

    meson test --benchmark cli_many -v
"""
import sys
import time

from cli import OK, begin, record
from many import merged, pages

carnet = begin()
names = pages(carnet, 201)
carnet.write('page.json', record(issued='2026-03-02'))


def best(*words, before=lambda: None):
    took = []
    for _ in range(5):
        before()
        start = time.perf_counter()
        done = carnet(*words)
        took.append(time.perf_counter() - start)
        assert done.code == OK, done
    return min(took)


def measure(num):
    """Milliseconds of each verb."""
    all_of = merged(carnet, names[:num], f'all{num}')
    data = carnet.path(all_of).read_bytes()
    calls = {
        'peek': ('peek', all_of),
        'verify': ('verify', '--trust', 'clinic.pub', all_of),
        'show': ('show', '--trust', 'clinic.pub', all_of),
        'present': ('present', all_of, '--audience', 'clinic', '-o', 'clinic'),
        'merge': ('merge', all_of, names[200], '-o', 'more'),
        'issue --into': ('issue', '--key', 'clinic.key', 'page.json', '--into',
                         all_of)}
    idle = best('--version')
    return {name: 1000 * (best(*words, before=lambda: carnet.write(
        all_of, data)) - idle) for name, words in calls.items()}


few, many = measure(50), measure(200)
print(f'{"":14}{"50":>9}{"200 credentials":>18}{"growth":>9}')
for name in many:
    print(f'{name:14}{few[name]:6.1f} ms{many[name]:15.1f} ms'
          f'{many[name] / max(few[name], 0.1):9.1f}')
sys.exit(0 if max(many.values()) < 1000 else 1)
