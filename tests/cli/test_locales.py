# SPDX-License-Identifier: Apache-2.0
"""No locale and no time zone changes a byte: test_locales.py CARNET SAME_BYTES

Turkish has another upper case of i, Persian and Arabic other digits and
decimal signs. A library that is loaded first has the command take the locale
up, which it never does by itself: so it is what a program around the library
may have done. SAME_BYTES, a test of issuing, takes it up too.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from cli import OK, Carnet, record
from tap import Tap

LOCALES = {'tr_TR.UTF-8': 'tr_TR', 'ar_EG.UTF-8': 'ar_EG',
           'fa_IR.UTF-8': 'fa_IR'}
ZONES = ('Asia/Tehran', 'Pacific/Kiritimati', 'America/St_Johns', 'XYZ-13:59')
TAKE_UP = '''
#include <locale.h>
#include <stdlib.h>
__attribute__((constructor)) static void take_up(void)
{
    if (setlocale(LC_ALL, "") == NULL) {
        abort();
    }
}
'''
ENTRIES = [
    {'kind': 'condition', 'code': {'code': 'I10'}, 'since': '2019-05',
     'note': 'İstanbul ıiI ٣٫٥'},
    {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
     'status': 'taking', 'since': '2026-01-05',
     'dose': {'value': 2.5, 'unit': 'mg'}},
    {'kind': 'result', 'test': {'code': '2339-0'}, 'date': '2026-02-01',
     'quantity': {'value': 5.75, 'unit': 'mmol/L'}},
]
# Beside these words: the passport as the last, unless it is a template.
CALLS = [
    ['verify', '--trust', 'clinic.pub'],
    ['verify', '--trust', 'clinic.pub', '--json'],
    ['show', '--trust', 'clinic.pub'],
    ['show', '--trust', 'clinic.pub', '--json'],
    ['show', '--trust', 'clinic.pub', '--lang', 'ar'],
    ['show', '--trust', 'clinic.pub', '--lang', 'de'],
    ['view', '--trust', 'clinic.pub', '--date', '2026-03-17'],
    ['view', '--trust', 'clinic.pub', '--date', '2026-03-17', '--json'],
    ['log', '--trust', 'clinic.pub'],
    ['peek'], ['peek', '--json'],
    ['fhir', 'export', '--trust', 'clinic.pub', '--now', '2026-03-15'],
    ['export', '--trust', 'clinic.pub', '--diag'],
    ['qr', '-o', '-', '--format', 'svg', '--whole'],
    ['verify', '--trust', 'clinic.pub', '--nothing-of-the-kind'],
]


def make_locales(folder):
    """Compiled into a folder; each must be another than C in what it says."""
    for name, source in LOCALES.items():
        # 1: it warns, and has made it all the same.
        made = subprocess.run(['localedef', '-i', source, '-f', 'UTF-8',
                               folder / name], capture_output=True, text=True,
                              check=False)
        assert made.returncode in (0, 1), made.stderr
    said = {name: subprocess.run(
        ['locale', 'day', 'decimal_point'], check=True, capture_output=True,
        env=dict(os.environ, LOCPATH=str(folder), LC_ALL=name)).stdout
        for name in ('C', *LOCALES)}
    assert len(set(said.values())) == 4, said


def make_preload(folder):
    code, made = folder / 'take_up.c', folder / 'take_up.so'
    code.write_text(TAKE_UP)
    subprocess.run(['gcc', '-shared', '-fPIC', code, '-o', made], check=True)
    return made


def environments(folder):
    """(name, variables) of each machine that is tried; C and UTC first."""
    base = {'LOCPATH': str(folder), 'LD_PRELOAD': str(make_preload(folder)),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')
            + ':verify_asan_link_order=0'}
    yield 'C', dict(base, LC_ALL='C', TZ='UTC')
    for name in LOCALES:
        yield name, dict(base, LC_ALL=name, LANGUAGE=name[:2], TZ='UTC')
    for zone in ZONES:
        yield zone, dict(base, LC_ALL='C', TZ=zone)


def all_said(carnet, passport, env):
    """What every call gives, in bytes."""
    done = [carnet(*words, passport, env=env) for words in CALLS]
    return [(d.words, d.code, d.raw, d.raw_err) for d in done]


def check_command(tap, carnet, passport, folder):
    due = None
    for name, env in environments(folder):
        said = all_said(carnet, passport, env)
        due = due or said
        tap.check(f'the_command_says_the_same_under_{name}',
                  [f'{s[0]}: {s} not {d}' for s, d in zip(said, due)
                   if s != d])
    wrong = [d for d in due[:-1] if d[1] not in (0, 1)]
    tap.check('and_it_does_say_it', wrong)


def check_issuing(tap, program, folder):
    for name in LOCALES:
        done = subprocess.run(
            [program], capture_output=True, text=True, check=False,
            env=dict(os.environ, CARNET_LOCALE=name, LOCPATH=str(folder),
                     TZ='Asia/Tehran', CMOCKA_MESSAGE_OUTPUT='STDOUT'))
        tap.check(f'the_library_issues_the_same_under_{name}',
                  [] if done.returncode == 0 else
                  (done.stdout + done.stderr).splitlines())


def main(program, same_bytes):
    tap, carnet = Tap(), Carnet(program)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        with tap.case('the_locales_are_there'):
            make_locales(folder)
        carnet.write('record.json', record(*ENTRIES))
        done = carnet('issue', '--key', 'clinic.key', 'record.json', '-o',
                      'p.carnet')
        tap.check('issues', [] if done.code == OK else [done])
        if not tap.failed:
            check_command(tap, carnet, 'p.carnet', folder)
            check_issuing(tap, same_bytes, folder)
    return tap.end()


sys.exit(main(*sys.argv[1:3]))
