# SPDX-License-Identifier: Apache-2.0
"""Guides of docs/guide/ are true: every command that they show is run by a
shell, in its order, in one folder, and ends as the guide says; a block of text
behind it is what it prints. Arguments: the program, the root of the sources."""
import datetime
import os
import pathlib
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import time

from cli import OK, PERSON, RECORD, REFUSED, REVIEW, begin, record
from tap import Tap

ROOT = pathlib.Path(sys.argv[2])
GUIDE = ROOT / 'docs/guide'
RICH = ROOT / 'examples/data/returnee.fhir.json'
VACCINE = {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
           'date': '2025-12-04'}
# What a guide names in its text without all that a call needs: its options
# are looked up in the help of the verb.
FRAGMENTS = ('carnet desk', 'carnet key show', 'carnet qr', 'carnet qr --set',
             'carnet log', 'carnet verify --batch',
             'carnet verify --trust clinic.pub',
             'carnet status check --store lists',
             'carnet present --audience desk',
             'carnet present --seal private:phrase')
# What is otherwise each time: a key, a day, an index.
OTHERWISE = (('[0-9a-f]{32}', '<id>'), (r'\b[0-9a-f]{8}\b', '<key id>'),
             (r'\d{4}-\d\d-\d\d(T[\d:]+Z)?', '<time>'),
             (r'\bindex \d+', 'index <n>'))


class Step:
    """A command of a page, how it ends, and what is shown of what it prints."""

    def __init__(self, line, ends=OK):
        self.line, self.ends, self.shows = line, ends, None

    def __repr__(self):
        return self.line


def block_steps(text):
    for line in text.replace('\\\n', ' ').splitlines():
        said = re.search(r'# .*ends with (\d+)', line)
        if line.split('#')[0].strip():
            yield Step(line, int(said.group(1)) if said else OK)


def steps(page):
    """All commands of a page, those inside its text too."""
    out = []
    for kind, block, inline in re.findall(
            r'^```(\w*)\n(.*?)^```|`(carnet [^`]*)`', page, re.M | re.S):
        if kind == 'sh':
            out.extend(block_steps(block))
        elif kind == 'text':
            assert out and out[-1].shows is None, block
            out[-1].shows = block
        elif inline and ' '.join(inline.split()) in FRAGMENTS:
            check_fragment(inline.split())
        elif inline:
            out.append(Step(' '.join(inline.split())))
    return out


def check_fragment(words):
    done = carnet(words[1], '--help')
    assert done.code == OK, done
    for word in words[2:]:
        assert not word.startswith('--') or word in done.out, (words, done)


def alike(text):
    for pattern, instead in OTHERWISE:
        text = re.sub(pattern, instead, text)
    return text.rstrip('\n').split('\n')


def shown(page, printed):
    """Whether what was printed is what a page shows: "..." is any lines."""
    pattern = '\n'.join('(?s:.*)' if line == '...' else re.escape(line)
                        for line in alike(page))
    return re.fullmatch(pattern, '\n'.join(alike(printed))) is not None


class Shell:
    """Runs the commands of a page in the folder of the tests."""

    def __init__(self, before=None, instead=()):
        self.before = before or {}  # of a command: what to do first
        self.instead = list(instead)  # (what a page says, what it is here)
        self.index, self.num, self.ran = None, 0, []
        tools = carnet.path('tools')
        tools.mkdir()
        (tools / 'carnet').symlink_to(carnet.program)
        self.env = dict(os.environ, PATH=f'{tools}:{os.environ["PATH"]}')

    def line(self, step):
        line = step.line
        for old, new in self.instead:
            line = line.replace(old, new)
        return re.sub(r'--index \d+', f'--index {self.index}', line)

    def run(self, step):
        stdin = b''
        for start, what in self.before.items():
            if step.line.startswith(start):
                stdin = what() or b''
        line = self.line(step)
        if '--device' in line:
            printed, code = at_device(line, stdin, self.env)
        else:
            done = subprocess.run(
                ['bash', '-c', line], cwd=carnet.folder, env=self.env,
                input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                timeout=300, check=False)
            printed, code = done.stdout.decode(), done.returncode
        assert code == step.ends, (line, code, printed)
        assert 'Sanitizer' not in printed, printed
        told = re.search(r': index (\d+) in the status list', printed)
        self.index = told.group(1) if told else self.index
        if step.shows is not None:
            both = [alike(text) for text in (step.shows, printed)]
            if 'trust diff' in line:  # in the order of keys, which are random
                both = [sorted(lines) for lines in both]
            assert shown(*map('\n'.join, both)), (line, printed)
        self.num += step.shows is not None
        self.ran.append(line)
        return printed

    def page(self, name):
        return ''.join(self.run(step)
                       for step in steps((GUIDE / name).read_text()))


def at_device(line, stdin, env):
    """A scanner at a serial port types; then somebody stops the desk."""
    parent, child = pty.openpty()
    words = shlex.split(line.replace('/dev/ttyACM0', os.ttyname(child)))
    with subprocess.Popen(words, cwd=carnet.folder, env=env,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as program:
        while termios.tcgetattr(child)[3] & termios.ICANON:
            time.sleep(0.05)
        os.write(parent, stdin + b'\r')
        printed = b''
        while b'--\n' not in printed:
            printed += os.read(program.stdout.fileno(), 4096)
        program.send_signal(signal.SIGINT)
        printed += program.stdout.read()
        code = program.wait(60)
    os.close(parent)
    os.close(child)
    return printed.decode(), code


def called(*words, code=OK):
    done = carnet(*words)
    assert done.code == code, done
    return done


def afresh():
    global carnet
    carnet = begin()
    carnet.now = None  # by the machine's clock, as who reads a guide


def trust_list(out, *options):
    """What an organisation gave out before the guide begins."""
    for name in ('list', 'next', 'office'):
        called('key', 'new', '-o', name + '.key')
    called('trust', 'new', '-o', 'draft.json')
    called('trust', 'add', 'draft.json', '--name', 'Aid for All', '--country',
           'GR', '--kind', 'ngo', '--key', 'clinic.pub', '--from',
           '2026-01-01')
    called('trust', 'sign', 'draft.json', '--key', 'list.key', '-o', out,
           *options)


def text_of(*words):
    """The text of a code, of what a call makes."""
    name = carnet.new_name('carnet')
    called(*words, '-o', name)
    return called('qr', '--whole', '--text', name).out.strip().encode()


tap = Tap()
afresh()

with tap.case('the_guide_to_status_lists_holds'):
    trust_list('1.trust')
    carnet.write('record.json', RECORD)
    carnet.write('records.jsonl', '{"issued": "2026-03-01", "entries": [{"kind"'
                 ': "person", "name": "Ada", "birth_date": "1990"}]}\n')
    shell = Shell()
    shell.page('status.md')
    assert len(shell.ran) >= 17 and shell.num == 2, (shell.ran, shell.num)
    # A draft brought back is told by the store, as the guide says.
    called('status', 'sign', 'clinic.draft', '--key', 'clinic.key', '--trust',
           'lists', '-o', 'again.status')

with tap.case('the_guide_to_trust_lists_holds'):
    afresh()
    called('key', 'new', '-o', 'aid.key')
    page = carnet.issue({**RECORD, 'issued': '2026-03-01'}, key='aid.key')
    carnet.path(page).rename(carnet.path('p.carnet'))
    shell = Shell()
    shell.page('trust-list.md')
    assert len(shell.ran) == 14 and shell.num == 2, (shell.ran, shell.num)
    # And they did what it says.
    said = called('verify', '--json', '--trust', 'lists', 'p.carnet').json
    assert said['credentials'][0]['issuer']['name'] == 'Aid for All', said
    done = called('trust', 'check', '1.trust', '--store', 'lists', code=REFUSED)
    assert 'TRUST_OLDER' in done.err, done

with tap.case('the_guide_to_incidents_holds'):
    afresh()
    trust_list('7.trust', '--next-key', 'next.pub')
    called('trust', 'check', '7.trust', '--store', 'lists', '--pin', 'list.pub')
    page = carnet.issue(RECORD)
    called('verify', '--trust', 'lists', page)
    stolen = called('key', 'show', '--json', 'clinic.pub').json['key_id']
    shell = Shell(instead=[('1a2b3c4d', stolen)])
    shell.page('incident.md')
    assert len(shell.ran) == 9 and shell.num == 1, (shell.ran, shell.num)
    done = called('verify', '--trust', 'lists', page, code=REFUSED)
    assert 'KEY_COMPROMISED' in done.out, done
    called('verify', '--trust', 'lists', carnet.issue(
        {**RECORD, 'issued': str(datetime.date.today())}, key='clinic2.key'))
    called('trust', 'check', '9.trust', '--store', 'lists')
    # What the stolen list key signs from now on is refused, and by either pin.
    called('trust', 'sign', 'draft.json', '--key', 'list.key', '--previous',
           '8.trust', '--pin', 'list.pub', '-o', 'thief.trust')
    for more in ((), ('--pin', 'list.pub')):
        called('trust', 'check', 'thief.trust', '--store', 'lists', *more,
               code=REFUSED)
    called('trust', 'check', '9.trust', '--store', 'new', '--pin', 'next.pub')
    called('trust', 'check', 'thief.trust', '--store', 'new', '--pin',
           'list.pub', code=REFUSED)

with tap.case('the_guide_to_a_clinic_that_issues_holds'):
    afresh()
    carnet.path('clinic.key').unlink()
    carnet.path('clinic.pub').unlink()
    entries = [{'kind': 'person', 'name': 'Ada Example',
                'birth_date': '1990-04-12'},
               {**VACCINE, 'date': '2025-06-01', 'state': 'done'},
               {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
                'status': 'taking'},
               {'kind': 'condition', 'code': {'code': 'B24'}}]

    def fill_in(new):
        """What a clinic makes of the template."""
        def write():
            carnet.write('record.json', {'issued': '2026-03-01',
                                         'entries': new})
        return write

    def believe():
        trust_list('1.trust')
        called('trust', 'check', '1.trust', '--store', 'lists', '--pin',
               'list.pub')
        shutil.copy(carnet.path('p.carnet'), carnet.path('old.carnet'))

    def many():
        shutil.copytree(ROOT / 'examples/data', carnet.path('examples/data'))

    carnet.write('records.jsonl', 2 * (
        '{"issued": "2026-03-01", "entries": [{"kind": "person", "name": "Ada",'
        ' "birth_date": "1990"}]}\n'))
    shell = Shell(
        {'carnet issue --dry-run': fill_in(entries),
         'carnet log --trust lists': believe, 'for i in': many,
         'carnet issue --key clinic.key record.json --into': fill_in(
             [entries[0], {'kind': 'condition', 'code': {'code': 'I10'}}])},
        [('seq 1000', 'seq 3'), ('--show N', '--show 3')])
    said = steps((GUIDE / 'clinic.md').read_text())
    for step in said:  # which ends so by what the text says
        if step.line.startswith('carnet diff'):
            step.ends = REVIEW
        shell.run(step)
    assert len(shell.ran) == 17 and shell.num == 1, (shell.ran, shell.num)
    assert len(carnet.path('many.out').read_text().splitlines()) == 3

with tap.case('the_guide_to_a_desk_holds'):
    afresh()
    page = carnet.issue(record(VACCINE, {'kind': 'condition',
                                         'code': {'code': 'E11.9'}}))
    desk = text_of('present', page, '--audience', 'desk')
    whole = called('qr', '--whole', '--text', page).out.strip().encode()
    called('key', 'new', '-o', 'hospital.key')
    called('key', 'new', '-o', 'cover.key')
    trust_list('new.trust')
    called('trust', 'sign', 'draft.json', '--key', 'list.key', '--previous',
           'new.trust', '--pin', 'list.pub', '-o', 'newer.trust', '--now',
           str(datetime.date.today() + datetime.timedelta(days=1)))
    carnet.path('scans').mkdir()
    called('qr', page, '-o', 'scans/a.png')
    carnet.write('texts.txt', desk + b'\n' + whole + b'\n')
    shell = Shell({'carnet desk': lambda: desk + b'\n'})
    shell.page('desk.md')
    assert len(shell.ran) == 10 and shell.num == 1, (shell.ran, shell.num)
    assert len(carnet.path('verdicts.jsonl').read_text().splitlines()) == 1

with tap.case('a_desk_says_what_its_guide_quotes'):
    page = (GUIDE / 'desk.md').read_text()
    quoted = re.findall(r'^\*\*"(.*?)"\*\*', page, re.M | re.S)
    words = re.findall(r'^\| ([A-Z][A-Z ]+|code 1/3 of a set) \|', page, re.M)
    assert len(quoted) == 3 and len(words) == 5, (quoted, words)
    stale = text_of('issue', '--key', 'clinic.key', '--valid-until',
                    '2026-03-02', carnet.write('r.json', RECORD))
    forged = text_of('issue', '--key', 'hospital.key', 'r.json')
    big = carnet.issue({**RECORD, 'entries': [PERSON] + [
        {'kind': 'condition', 'code': {'code': f'{c}{n:02}'}}
        for c in 'EGHIJKLM' for n in range(10, 38)]})
    called('qr', '--set', '--text', '--whole', big, '-o', 'codes.txt')
    code = carnet.path('codes.txt').read_bytes().splitlines()[0]
    num = len(carnet.path('codes.txt').read_bytes().splitlines())
    scans = [desk, whole, whole, stale, forged, b'hello', code]
    lines = b'\n'.join(scans) + b'\n'
    said = carnet('desk', '--trust', 'clinic.pub', '--color', 'never',
                  stdin=lines).out
    late = carnet('desk', '--trust', 'lists', '--color', 'never', '--now',
                  str(datetime.date.today() + datetime.timedelta(days=400)),
                  stdin=desk + b'\n')
    said = ' '.join((said + late.out + late.err).split()).lower()
    for one in quoted:
        assert ' '.join(one.rstrip('.').split()).lower() in said, (one, said)
    for word in words:
        word = word.replace('1/3', f'1/{num}').lower()
        assert word in said, (word, said)

with tap.case('the_guide_to_fhir_holds'):
    afresh()
    shutil.copy(RICH, carnet.path('bundle.json'))
    shell = Shell()
    shell.page('fhir.md')
    assert len(shell.ran) == 3, shell.ran

with tap.case('a_command_that_ends_or_prints_otherwise_is_found'):
    for page in ('```sh\ncarnet key show clinic.pub # ends with 1\n```\n',
                 '```sh\ncarnet key show \\\n    nowhere.pub\n```\n',
                 'Say `carnet key show nowhere.pub` to it.\n',
                 '```sh\ncarnet key show clinic.pub\n```\n\n```text\n'
                 'algorithm    RSA\n...\n```\n'):
        try:
            for step in steps(page):
                shell.run(step)
        except AssertionError:
            continue
        raise AssertionError(page)
    for page in ('algorithm    Ed25519\n...\n', '...\npublic key   ...\n...\n'):
        assert shown(page, called('key', 'show', 'clinic.pub').out) == \
            page.startswith('algo'), page

sys.exit(tap.end())
