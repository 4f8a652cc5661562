# SPDX-License-Identifier: Apache-2.0
"""No locale changes a byte, nor does a time zone where --now says the time:
test_locales.py CARNET SAME_BYTES

Turkish has another upper case of i, Persian and Arabic other digits and
decimal signs. A library that is loaded first has the command take the locale
up, which it never does by itself: so it is what a program around the library
may have done; and gives it the same random bytes each time, so that what it
makes can be compared whole. SAME_BYTES, a test of issuing, takes them up too.
"""
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from cli import Carnet, record
from tap import Tap

LOCALES = {'tr_TR.UTF-8': 'tr_TR', 'ar_EG.UTF-8': 'ar_EG',
           'fa_IR.UTF-8': 'fa_IR'}
ZONES = ('Asia/Tehran', 'Pacific/Kiritimati', 'America/St_Johns', 'XYZ-13:59')
TAKE_UP = '''
#include <locale.h>
#include <stdlib.h>
int getentropy(void *out, size_t len)
{
    static unsigned drawn;
    const char *seed = getenv("DRAWN_FROM");
    if (drawn == 0) {
        drawn = seed == NULL ? 1 : (unsigned)atoi(seed);
    }
    for (unsigned char *p = out; len > 0; len--) {
        drawn = drawn * 1103515245u + 12345u;
        *p++ = (unsigned char)(drawn >> 16);
    }
    return 0;
}
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
NAMED = ('--trust', 'clinic.pub')
LIST = ('--trust', '1.trust', '--pin', 'list.pub')
DATED = ('--now', '2026-03-15')
LATE = ('--now', '2026-03-15T23:59:59Z')  # another day east of here
ISSUE = ('issue', '--key', 'clinic.key')
# In a folder with keys, two records, a passport and its text.
CALLS = [
    [*ISSUE, 'record.json', '-o', 'a.carnet', '--json'],
    [*ISSUE, 'dateless.json', *LATE, '-o', 'b.carnet'],
    [*ISSUE, 'dateless.json', '--date', '2026-03-02', '--valid-until',
     '2027-03-01', '-o', 'c.carnet'],
    [*ISSUE, 'record.json', '--separate', 'desk,clinic', '-o', 'd.carnet'],
    ['issue', '--dry-run', 'record.json'], ['issue', '--template', 'result'],
    ['key', 'new', '-o', 'new.key'], ['key', 'show', 'new.pub'],
    ['verify', *NAMED, 'p.carnet'], ['verify', *NAMED, 'p.carnet', '--json'],
    ['verify', *NAMED, *LATE, 'b.carnet', '--json'],
    ['show', *NAMED, 'p.carnet'], ['show', *NAMED, 'p.carnet', '--json'],
    ['show', *NAMED, 'p.carnet', '--lang', 'ar'],
    ['show', *NAMED, 'p.carnet', '--lang', 'de'],
    ['view', *NAMED, 'p.carnet', '--date', '2026-03-17'],
    ['view', *NAMED, 'p.carnet', '--date', '2026-03-17', '--json'],
    ['view', *NAMED, *LATE, 'b.carnet'],
    ['log', *NAMED, 'p.carnet'], ['peek', 'p.carnet'],
    ['peek', 'p.carnet', '--json'],
    ['present', 'p.carnet', '--audience', 'desk', '-o', 'desk.carnet'],
    ['present', 'p.carnet', '--withhold', 'result', '--json', '-o',
     'less.carnet'],
    ['present', 'p.carnet', '--audience', 'clinic', '--seal',
     'clinic:open.pub', '-o', 'sealed.carnet'],
    ['open', 'sealed.carnet', '--key', 'open.key', '-o', 'opened.carnet'],
    ['merge', 'p.carnet', 'a.carnet', 'less.carnet', '-o', 'all.carnet'],
    ['diff', *NAMED, 'p.carnet', 'all.carnet'],
    ['diff', *NAMED, 'p.carnet', 'less.carnet', '--json'],
    ['desk', *NAMED], ['desk', *NAMED, '--json'],
    ['desk', *NAMED, '--lang', 'ar'],
    ['trust', 'new', '-o', 't.json'],
    ['trust', 'add', 't.json', '--name', 'İstanbul Kliniği', '--country', 'TR',
     '--kind', 'clinic', '--key', 'clinic.pub', '--sealing-key', 'open.pub',
     *LATE],
    ['trust', 'sign', 't.json', '--key', 'list.key', *LATE, '-o', '1.trust'],
    ['trust', 'show', '1.trust', '--pin', 'list.pub', *LATE],
    ['trust', 'check', '1.trust', '--pin', 'list.pub', '--store', 'lists',
     *DATED, '--json'],
    ['trust', 'withdraw', 't.json', '--key', 'clinic.pub', '--as', 'retired',
     '--on', '2026-03-14', '-o', 'u.json'],
    ['trust', 'sign', 'u.json', '--previous', '1.trust', '--pin', 'list.pub',
     '--key', 'list.key', *LATE, '-o', '2.trust'],
    ['trust', 'diff', '1.trust', '2.trust', '--pin', 'list.pub'],
    ['verify', *LIST, 'p.carnet'],
    ['status', 'new', '--key', 'clinic.pub', '-o', 's.draft'],
    [*ISSUE, 'record.json', '--status', 's.draft', '-o', 'e.carnet'],
    ['status', 'set', 's.draft', '--as', 'suspended', '--key', 'clinic.pub',
     'e.carnet'],
    ['status', 'sign', 's.draft', '--key', 'clinic.key', *LATE, '-o',
     's.status'],
    ['status', 'check', 's.status', *NAMED, *LATE, 'e.carnet'],
    ['status', 'check', 's.status', *NAMED, *LATE, '--json'],
    ['verify', *NAMED, '--status', 's.status', *LATE, 'e.carnet'],
    ['fhir', 'export', *NAMED, *LATE, 'p.carnet', '-o', 'bundle.json'],
    ['fhir', 'import', 'bundle.json', '--report', 'report.json', '-o',
     'again.json'],
    ['export', *NAMED, '--diag', 'p.carnet'],
    ['qr', '-o', '-', '--format', 'svg', '--whole', 'p.carnet'],
    ['qr', '--set', '--text', '--whole', 'all.carnet'],
    ['verify', *NAMED, '--nothing-of-the-kind'],
]
# Refused, so that what is said of that is compared too.
REFUSED = (['--status', 's.status'], ['--nothing-of-the-kind'])


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


def make_inputs(carnet, folder):
    """The folder that each begins with."""
    carnet.write('record.json', record(*ENTRIES))
    bare = record(*ENTRIES)
    del bare['issued']
    carnet.write('dateless.json', bare)
    carnet.good('key', 'new', '-o', 'list.key')
    carnet.good('key', 'new', '--sealing', '-o', 'open.key')
    carnet.good(*ISSUE, 'record.json', '-o', 'p.carnet')
    carnet.write('scans', f'{carnet.text("p.carnet")}\nHP1:NOTHING\n')
    return shutil.copytree(carnet.folder, folder / 'inputs')


def environments(folder):
    """(name, variables) of each machine that is tried; C and UTC first."""
    base = {'LOCPATH': str(folder), 'LD_PRELOAD': str(make_preload(folder)),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')
            + ':verify_asan_link_order=0'}
    yield 'C', dict(base, LC_ALL='C', TZ='UTC')
    for name, zone in zip((*LOCALES, 'C'), ZONES, strict=True):
        yield f'{name}_in_{zone.replace("/", "_")}', dict(
            base, LC_ALL=name, LANGUAGE=name[:2], TZ=zone)


def all_done(carnet, inputs, place, env, calls=CALLS):
    """What every call says, and every file that is there then, in bytes."""
    shutil.copytree(inputs, place)
    done = [carnet(*words, env=env, cwd=place,
                   stdin=place.joinpath('scans').read_bytes())
            for words in calls]
    said = [(d.words, (d.code, d.raw, d.raw_err)) for d in done]
    made = [(str(p.relative_to(place)), p.read_bytes())
            for p in sorted(place.rglob('*')) if p.is_file()]
    return said, made


def check_command(tap, carnet, inputs, folder):
    due, points = None, 0
    for name, env in environments(folder):
        said, made = all_done(carnet, inputs, folder / 'done' / name, env)
        if due is None:
            due = said + made
            tap.check('the_command_does_it', [
                (words, what) for words, what in said
                if what[0] not in (0, 1)
                and not any(set(few) <= set(words) for few in REFUSED)])
            continue
        unlike = [f'{d} not {o}' for d, o in
                  itertools.zip_longest(said + made, due) if d != o]
        tap.check(f'the_command_does_the_same_under_{name}', unlike)
        points += 0 if unlike else len(due)
    tap.note(f'locales and zones: {points} points: what calls say and make '
             'is the same bytes')


def check_seed(tap, carnet, inputs, folder):
    """What is drawn is the same only where it is drawn from the same."""
    _, env = next(environments(folder))
    one, again, other = (all_done(
        carnet, inputs, folder / 'drawn' / str(n), dict(env, DRAWN_FROM=seed),
        CALLS[:1])[1] for n, seed in enumerate('112'))
    tap.check('what_is_drawn_is_of_the_seed', [] if one == again != other
              else ['it is not'])


def check_issuing(tap, program, folder):
    for name, zone in itertools.product(LOCALES, ZONES):
        done = subprocess.run(
            [program], capture_output=True, text=True, check=False,
            env=dict(os.environ, CARNET_LOCALE=name, LOCPATH=str(folder),
                     TZ=zone, CMOCKA_MESSAGE_OUTPUT='STDOUT'))
        tap.check(f'the_library_issues_the_same_under_{name}_and_{zone}',
                  [] if done.returncode == 0 else
                  (done.stdout + done.stderr).splitlines())


def main(program, same_bytes):
    tap, carnet = Tap(), Carnet(program)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        with tap.case('the_locales_are_there'):
            make_locales(folder)
        with tap.case('a_passport_is_there'):
            inputs = make_inputs(carnet, folder)
        if not tap.failed:
            check_command(tap, carnet, inputs, folder)
            check_seed(tap, carnet, inputs, folder)
            check_issuing(tap, same_bytes, folder)
    return tap.end()


sys.exit(main(*sys.argv[1:3]))
