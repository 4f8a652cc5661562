# SPDX-License-Identifier: Apache-2.0
"""Every verb that prints: where what it reads fails, comes in pieces or is
interrupted, and where what it prints has no room, it says the same or says that
it could not, never half of it with status 0 (support/faults.py); what prints is
interrupted too, and then all of it comes. A verb that
prints and is not here fails the test. CARNET_LONG=1: each single write fails,
where else the first and the last do."""
import errno
import json
import pathlib
import re
import shutil
import sys
import tempfile

from cli import IO, NOW, OK, RECORD, REVIEW, begin, record
from faults import Case, Rig
from tap import LONG, Tap

tap = Tap()
carnet = begin()
rig = Rig(sys.argv[2], carnet.program, LONG)
bases = tempfile.TemporaryDirectory(prefix='carnet-bases-')
total = [0, 0]  # points where reading, and where printing fails
shown = set()   # verbs that were tried
FULL = b"can't write standard output"
# What gives other bytes each time: only that it is told counts.
RANDOM = ('issue', 'seal', 'sign')


def base(names):
    folder = pathlib.Path(tempfile.mkdtemp(dir=bases.name))
    for name in names:
        source = carnet.path(name)
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def is_output(call):
    return call.path is None and call.name == 'write'


def full(case, call, before, want, mode, number):
    """What was printed has no room: nothing counts as done. before: bytes that
    were printed till then; desk tells its count all the same, if it can."""
    folder, done, _ = rig.faulty(case, mode, call.n, number, 'write')
    assert done.returncode == IO, done
    assert done.stdout[:before] == want.stdout[:before], done
    assert done.stdout[before:] == b'' or case.words[0] == 'desk' \
        and not want.stdout.startswith(done.stdout), done
    assert FULL in done.stderr.splitlines()[-1], done
    assert done.stderr.splitlines()[-1].startswith(b'carnet: '), done
    shutil.rmtree(folder)


def interrupted(case, call, want):
    """What was printed is printed all the same; of what is another each time,
    as much."""
    folder, done, _ = rig.faulty(case, 'fail', call.n, errno.EINTR, 'all')
    assert done.returncode == case.code, done
    assert len(done.stdout) == len(want.stdout) if is_random(case) \
        else done.stdout == want.stdout, done
    shutil.rmtree(folder)


def is_random(case):
    return any(word in RANDOM for word in case.name.split())


def output_tasks(case):
    folder, want, calls = rig.faulty(case, 'list')
    assert want.returncode == case.code, (case.name, want)
    shutil.rmtree(folder)
    outputs = [c for c in calls if is_output(c)]
    assert outputs and want.stdout, (case.name, 'prints nothing', want)
    tasks, before = [], 0
    for i, call in enumerate(outputs):
        if rig.long or i in (0, len(outputs) - 1):
            tasks += [(full, case, call, before, want, mode, number)
                      for mode, number in (('fail', errno.EIO),
                                           ('fail-on', errno.ENOSPC))]
            tasks.append((interrupted, case, call, want))
        before += call.result
    return tasks


def prints(name, *words, code=OK, stdin=b'', files=()):
    """A call that prints, with the files that it names; twice, once in a disk
    that is really full."""
    with tap.case('no_fault_cuts_off_' + re.sub(r'\W+', '_', name)):
        names = [w for w in (*words, *files) if carnet.path(w).exists()]
        case = Case(name, base(names), words, None, code=code, stdin=stdin)
        shown.add(words[0])
        tasks = output_tasks(case)
        rig._do(tasks)
        total[1] += len(tasks)
        with open('/dev/full', 'wb') as disk:
            done = carnet(*words, stdout=disk, stdin=stdin)
        assert done.code == IO and FULL.decode() in done.err, done
        if not is_random(case):
            total[0] += sum(rig.run_reader(case))


good = carnet.good

# ---- what there is ----

carnet.write('r.json', RECORD)
carnet.write('f.json', json.dumps(record(
    {'kind': 'condition', 'code': {'code': 'I10'}})))
for made, content in (('a', RECORD), ('b', json.loads(
        carnet.path('f.json').read_text()))):
    shutil.copy(carnet.path(carnet.issue(content)), carnet.path(made))
good('merge', 'a', 'b', '-o', 'ab')
good('key', 'new', '--sealing', '-o', 'seal.key')
good('present', 'a', '--seal', 'clinic:seal.pub', '-o', 'sealed')
good('qr', '--whole', 'a', '-o', 'a.png')
carnet.write('scans', carnet.text('a') + '\n')
good('fhir', 'export', '--trust', 'clinic.pub', '--now', NOW, 'a', '-o',
     'bundle.json')
good('key', 'new', '-o', 'list.key')
good('trust', 'new', '-o', 'd.json')
good('trust', 'add', 'd.json', '--name', 'Aid', '--kind', 'ngo', '--key',
     'clinic.pub', '--from', '2026-01-01')
good('trust', 'sign', 'd.json', '--key', 'list.key', '--now', '2026-03-02',
     '-o', '1.trust')
good('trust', 'withdraw', 'd.json', '--key', 'clinic.pub', '--as', 'retired',
     '--on', '2026-03-20')
good('trust', 'sign', 'd.json', '--key', 'list.key', '--now', '2026-03-03',
     '--previous', '1.trust', '--pin', 'list.pub', '-o', '2.trust')
good('trust', 'check', '2.trust', '--pin', 'list.pub', '--store', 'lists',
     '--now', '2026-03-04')
good('status', 'new', '--key', 'clinic.pub', '--size', '64', '-o', 's.draft')
good('status', 'sign', 's.draft', '--key', 'clinic.key', '--now', '2026-03-04',
     '-o', 's.status')

# ---- what prints ----

trust = ('--trust', 'clinic.pub', '--now', NOW)
at = ('--now', '2026-03-05')
scans = carnet.path('scans').read_bytes()
for verb in ('verify', 'show', 'view', 'log'):
    prints(verb, verb, *trust, 'ab')
    prints(f'{verb} as JSON', verb, '--json', *trust, 'ab')
prints('verify by a store', 'verify', '--trust', 'lists', '--now', NOW, 'a')
prints('verify of standard input', 'verify', *trust, '-', stdin=scans)
prints('verify batch', 'verify', '--jobs', '1', *trust, '--batch', 'a', 'b')
prints('show unverified', 'show', '--unverified', 'a', code=2)
prints('diff', 'diff', *trust, 'a', 'b', code=REVIEW)
prints('peek', 'peek', 'ab')
prints('peek as JSON', 'peek', '--json', 'ab')
prints('export cose', 'export', '--cose', *trust, 'a')
prints('export diag', 'export', '--diag', *trust, 'ab')
prints('desk', 'desk', *trust, stdin=scans + scans)
prints('desk as JSON', 'desk', '--json', *trust, stdin=scans)
prints('qr in half blocks', 'qr', '--whole', 'a')
prints('qr text', 'qr', '--whole', '--text', 'a')
prints('scan', 'scan', 'a.png')
prints('present', 'present', 'a', '--audience', 'desk')
prints('present audiences', 'present', '--audience', 'list', 'a')
prints('present seal', 'present', 'a', '--seal', 'clinic:seal.pub',
       files=('seal.pub',))
prints('merge', 'merge', 'a', 'b')
prints('open', 'open', '--key', 'seal.key', 'sealed')
prints('issue', 'issue', '--key', 'clinic.key', 'r.json')
prints('dry run', 'issue', '--dry-run', 'r.json')
prints('template', 'issue', '--template', 'person')
prints('key show', 'key', 'show', 'clinic.pub')
prints('fhir export', 'fhir', 'export', *trust, 'a')
prints('fhir import', 'fhir', 'import', 'bundle.json')
prints('trust show', 'trust', 'show', *at, '--pin', 'list.pub', '1.trust')
prints('trust check', 'trust', 'check', '--json', *at, '--pin', 'list.pub',
       '2.trust')
prints('trust diff', 'trust', 'diff', '--pin', 'list.pub', '1.trust',
       '2.trust', code=REVIEW)
prints('status check', 'status', 'check', *at, '--trust', 'clinic.pub',
       '--index', '3', 's.status')
prints('help', '--help')
prints('version', '--version')
prints('help of a verb', 'view', '--help')

with tap.case('every_verb_is_here'):
    verbs = set(re.findall(r'^  carnet (\w+)', good('--help').out,
                           re.MULTILINE))
    assert len(verbs) >= 17 and verbs <= shown, verbs - shown

print(f'what is printed under faults: {sum(total)} points: reading {total[0]}, '
      f'printing {total[1]}', file=sys.stderr)
sys.exit(tap.end())
