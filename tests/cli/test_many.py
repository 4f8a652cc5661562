# SPDX-License-Identifier: Apache-2.0
"""A passport of 200 credentials, and of 256, the most that there may be: every
verb reads it and adds to it; one more is refused, and changes nothing."""
import sys

from cli import DATA, OK, begin, record, refused
from many import merged, pages
from tap import Tap

tap = Tap()
carnet = begin()
names = pages(carnet, 257)
codes = sorted(f'{"EIK"[i // 100]}{i // 10 % 10 + 10}.{i % 10}'
               for i in range(256))


def codes_in(passport):
    done = carnet.show(passport, '--json')
    assert done.code == OK, done
    return sorted(e['code']['code'] for c in done.json['credentials']
                  for e in c['entries'] if e['kind'] == 'condition')


merged(carnet, names[:199], 'most')
merged(carnet, ['most', *names[199:256]], 'all')

with tap.case('two_hundred_credentials_are_added_to_verified_and_shown'):
    carnet.write('page.json', record(issued='2026-03-02'))
    into = ('issue', '--key', 'clinic.key', 'page.json', '--into', 'most')
    assert carnet(*into).code == OK
    done = carnet.verify('most', '--json')
    assert done.code == OK, done
    assert len(done.json['credentials']) == 200
    assert codes_in('most') == sorted(
        f'{"EIK"[i // 100]}{i // 10 % 10 + 10}.{i % 10}' for i in range(199))
    assert carnet.show('most').out.count('Signed by') == 200

with tap.case('two_hundred_and_fifty_six_are_read_presented_and_merged'):
    done = carnet.verify('all', '--json')
    assert done.code == OK and len(done.json['credentials']) == 256, done
    assert codes_in('all') == codes
    assert len(carnet('peek', '--json', 'all').json['credentials']) == 256
    assert carnet('present', 'all', '--audience', 'clinic', '-o',
                  'clinic').code == OK
    assert codes_in('clinic') == codes
    assert carnet('merge', 'clinic', 'all').raw == \
        carnet.path('all').read_bytes()

with tap.case('one_more_is_refused_and_changes_nothing'):
    before = carnet.path('all').read_bytes()
    refused(carnet('merge', 'all', names[256], '-o', 'more'), DATA,
            'more than 256 credentials')
    assert not carnet.path('more').exists()
    refused(carnet('issue', '--key', 'clinic.key', 'page.json', '--into',
                   'all'), DATA, 'more than 256 credentials')
    assert carnet.path('all').read_bytes() == before

sys.exit(tap.end())
