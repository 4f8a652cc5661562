# SPDX-License-Identifier: Apache-2.0
"""What tests of a desk share: records for its audiences, what keyboards do to a
text, one call with all its scans, and a desk that runs while things change."""
import json
import os
import subprocess

from cli import NOW, OK, record

VACCINE = {'kind': 'vaccination', 'vaccine': {'code': 'J07BL01'},
           'date': '2025-12-04'}
COVER = {'kind': 'coverage', 'scheme': 'CMU Dakar', 'member': 'DK-4417'}
ILLNESS = {'kind': 'condition', 'code': {'code': 'E11.9'}}
SECRET = {'kind': 'condition', 'code': {'code': 'B24'}}
WHOLE = record(VACCINE, COVER, ILLNESS, SECRET)
# What a US layout has on computers of other countries; a grave accent stands
# for a dead key.
US = '`1234567890-=qwertyuiop[]\\asdfghjkl;\'zxcvbnm,./~!@#$%^&*()_+' \
     'QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
FR = '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!~1234567890°+' \
     'AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§'
DE = '^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-°!"§$%&/()=?`' \
     'QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_'
ES = 'º1234567890\'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-ª!"·$%&/()=?¿' \
     'QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_'


def typed(text, layout):
    return text.translate(str.maketrans(US, layout))


def entries(row):
    """Kinds of entry that an answer gives."""
    return [e['kind'] for c in row['verdict']['credentials']
            for e in c.get('entries', [])]


class Desk:
    """desk(lines, ...): a desk that has these scans, and ends."""

    def __init__(self, carnet):
        self.carnet = carnet

    def __call__(self, lines, *options, trust='clinic.pub', **more):
        if isinstance(lines, list):
            lines = ''.join(line + '\n' for line in lines)
        done = self.carnet('desk', '--trust', trust, *options, stdin=lines,
                           **more)
        assert done.code == OK and done.err == '', done
        return done

    def answers(self, lines, *options, **more):
        """The JSON of each scan, and the counts."""
        done = self(lines, '--json', *options, **more)
        rows = [json.loads(line) for line in done.out.splitlines()]
        assert 'counts' in rows[-1]
        return rows[:-1], rows[-1]['counts']

    def one(self, line, *options, **more):
        rows, _ = self.answers([line], *options, **more)
        rows = [row for row in rows if 'lists' not in row]
        assert len(rows) == 1, rows
        return rows[0]


class Running:
    """A desk that runs: one scan after the other, with the lines of lists that
    came before each answer."""

    def __init__(self, carnet, *words, now=NOW):
        self.lists = []
        self.shown = []
        self.program = subprocess.Popen(
            [carnet.program, 'desk', '--now', now, *words],
            cwd=carnet.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.kill()
        self.program.communicate()

    def scan(self, text):
        """The answer, as JSON; self.lists: the lines of lists before it."""
        self.program.stdin.write(text.encode() + b'\n')
        self.program.stdin.flush()
        self.lists = []
        while True:
            row = json.loads(self.program.stdout.readline())
            if 'lists' not in row:
                return row
            self.lists.append(row)

    def show(self, text):
        """The lines of an answer on a screen that is no terminal."""
        self.program.stdin.write(text.encode() + b'\n')
        self.program.stdin.flush()
        said = b''
        while not said.endswith(b'\n--\n'):
            byte = os.read(self.program.stdout.fileno(), 1)
            assert byte, said
            said += byte
        self.shown.append(said.decode())
        return self.shown[-1]

    def end(self):
        """What the rest says on both streams, words with one space between."""
        out, err = self.program.communicate(timeout=60)
        assert self.program.returncode == OK, err
        assert b'Sanitizer' not in err and b'runtime error' not in err, err
        return out.decode(), ' '.join(err.decode().split())
