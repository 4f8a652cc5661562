# SPDX-License-Identifier: Apache-2.0
"""Drives the built command the way people and scripts do.

    carnet = Carnet(sys.argv[1])        # the program
    p = carnet.issue(RECORD)            # in a folder of its own
    done = carnet('verify', '--trust', 'clinic.pub', p)
    done.code, done.out, done.err       # status, text, text

Each Carnet has a temporary folder, which is where it runs, with the issuer's
clinic.key and clinic.pub in it. Verbs that look at the clock are told that it
is NOW, unless the caller says otherwise. A report of a sanitizer fails whatever
the caller expected.
"""
import base64
import copy
import fcntl
import hashlib
import json
import os
import pathlib
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

NOW = '2026-03-15'
CLOCKED = ('verify', 'show', 'view', 'export', 'desk', 'log', 'diff')
OK, REVIEW, REFUSED = 0, 1, 2
USAGE, DATA, NO_INPUT, SOFTWARE = 64, 65, 66, 70
CANT_CREATE, IO, PRIVATE = 73, 74, 78

PERSON = {'kind': 'person', 'name': 'Samira Haidari',
          'birth_date': '1994-11-02'}
AWA = {'kind': 'person', 'name': 'Awa Ndoye', 'birth_date': '1990-02-03'}
CONDITION = {'kind': 'condition', 'code': {'code': 'E11.9'},
             'since': '2019-05'}
RECORD = {'issued': '2026-03-01', 'entries': [PERSON, CONDITION]}
PRIVATE_RECORD = {'issued': '2026-03-01', 'entries': [
    PERSON, {'kind': 'condition', 'code': {'code': 'B24'}}]}
# Believes the two issuers of begin_both.
BOTH = ('--trust', 'clinic.pub', '--trust', 'other.pub')
# Controls but the line feed, DEL, C1, separators, bidirectional characters.
UNSAFE = ({chr(c) for c in range(0x20)} - {'\n'}
          | {chr(c) for c in range(0x7f, 0xa0)}
          | {chr(c) for c in range(0x2028, 0x202f)}
          | {chr(c) for c in range(0x2066, 0x206a)}
          | {'\u061c', '\u200e', '\u200f'})


def record(*entries, **members):
    """A record about PERSON with entries more."""
    return dict({'issued': '2026-03-01', 'entries': [PERSON, *entries]},
                **members)


def note(text, kind='person'):
    entry = copy.deepcopy(PERSON if kind == 'person' else CONDITION)
    entry['note'] = text
    return entry


def dense(length, salt=''):
    """Text that no compressor makes much smaller; the same every time."""
    drawn = hashlib.shake_256(salt.encode()).digest(length)
    return ''.join(chr(33 + byte % 94) for byte in drawn)


def unwrapped(said):
    """What a terminal shows, its lines whole again."""
    return re.sub(r'\n {8,}', ' ', said)


def unsafe(text):
    """Characters of a text that could steer a terminal: isolates that end in
    their line are not among them."""
    isolate = re.compile('[\u2066\u2068]([^\u2066-\u2069\n]*)\u2069')
    found = 1
    while found > 0:  # from the innermost to the outermost
        text, found = isolate.subn(r'\1', text)
    return sorted(set(text) & UNSAFE)


class Done:
    """What one call gave."""

    def __init__(self, done, words):
        self.code = done.returncode
        self.raw = done.stdout or b''
        self.raw_err = done.stderr or b''
        self.words = words

    @property
    def out(self):
        return self.raw.decode('utf-8')

    @property
    def err(self):
        return self.raw_err.decode('utf-8')

    @property
    def json(self):
        return json.loads(self.raw)

    def __repr__(self):
        return (f'{self.words} gave {self.code}\n'
                f'stdout: {self.raw[:2000]!r}\nstderr: {self.raw_err[:2000]!r}')


class Carnet:
    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())
        self._folder = tempfile.TemporaryDirectory(prefix='carnet-test-')
        self.folder = pathlib.Path(self._folder.name)
        self.number = 0
        self.now = NOW  # None: the clock of the machine
        done = self('key', 'new', '-o', 'clinic.key')
        assert done.code == OK, done

    def words(self, words):
        """Words of a call, with the time that it is."""
        words = [os.fspath(w) for w in words]
        if (not self.now or not words or words[0] not in CLOCKED
                or {'--now', '--unverified'} & set(words)):
            return words
        return [words[0], '--now', self.now, *words[1:]]

    def __call__(self, *words, stdin=b'', env=None, **more):
        words = self.words(words)
        if isinstance(stdin, str):
            stdin = stdin.encode()
        if 'stdin_file' in more:
            more['stdin'] = more.pop('stdin_file')
        else:
            more['input'] = stdin
        more.setdefault('stdout', subprocess.PIPE)
        more.setdefault('stderr', subprocess.PIPE)
        more.setdefault('cwd', self.folder)
        done = Done(subprocess.run([self.program, *words],
                                   env=dict(os.environ, **(env or {})),
                                   timeout=120, check=False, **more), words)
        assert b'Sanitizer' not in done.raw_err \
            and b'runtime error' not in done.raw_err, done
        assert done.code >= 0 or more.get('may_die'), done
        return done

    def on_terminal(self, *words, columns=None, **more):
        """What a call writes to a terminal, as (status, text)."""
        parent, child = pty.openpty()
        if columns:
            fcntl.ioctl(child, termios.TIOCSWINSZ,
                        struct.pack('HHHH', 24, columns, 0, 0))
        with subprocess.Popen([self.program, *self.words(words)], stdout=child,
                              stderr=child, stdin=subprocess.DEVNULL,
                              cwd=self.folder, **more) as program:
            os.close(child)
            data = b''
            while True:
                try:
                    more = os.read(parent, 65536)
                except OSError:  # the terminal has no writer left
                    break
                if not more:
                    break
                data += more
        os.close(parent)
        return program.returncode, data.decode('utf-8').replace('\r\n', '\n')

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        """A file in the folder: bytes, text, or anything else as JSON."""
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content, ensure_ascii=False)
        if isinstance(content, str):
            content = content.encode('utf-8', 'surrogatepass')
        self.path(name).write_bytes(content)
        return name

    def killed_at_moments(self, sample, words_of, times):
        """Runs words_of(n) so often, each killed at a later moment of the time
        that sample takes here, and yields after each; then on, given twice the
        time each, until one was too fast for that, since a machine may have
        become busy. Some must have been killed."""
        began = time.monotonic()
        assert self(*sample).code == OK, sample
        took = time.monotonic() - began
        killed = n = 0
        while n < times or killed == n:
            run = subprocess.Popen([self.program, *words_of(n)],
                                   cwd=self.folder, stderr=subprocess.DEVNULL)
            time.sleep(2 * took * min(n / times, 1) * 2 ** max(n - times, 0))
            run.kill()
            killed += run.wait() == -signal.SIGKILL
            yield n
            n += 1
        assert killed > 0, (times, took)

    def new_name(self, ending):
        self.number += 1
        return f'{self.number}.{ending}'

    def issue(self, content, *options, key='clinic.key'):
        """Issues a record; name of the passport's file."""
        source = self.write(self.new_name('json'), content)
        name = self.new_name('carnet')
        done = self('issue', '--key', key, source, '-o', name, *options)
        assert done.code == OK, done
        return name

    def good(self, *words, code=OK, **more):
        """A call that ends with what is due."""
        done = self(*words, **more)
        assert done.code == code, done
        return done

    def text(self, passport):
        """A passport's text, private part and all."""
        done = self.good('qr', '--text', '--whole', passport)
        return done.out.rstrip('\n')

    def verify(self, passport, *options, trust='clinic.pub', **more):
        return self('verify', '--trust', trust, passport, *options, **more)

    def show(self, passport, *options, trust='clinic.pub', **more):
        return self('show', '--trust', trust, passport, *options, **more)

    def entries(self, passport, *options):
        """Entries of the first credential, as the command says them."""
        done = self.show(passport, '--json', *options)
        assert done.code in (OK, REVIEW), done
        return done.json['credentials'][0]['entries']

    def files(self):
        return sorted(p.name for p in self.folder.iterdir())


def told(done, code):
    """What a call that was to answer in JSON says of its failure: one object,
    and nothing else."""
    said = done.json
    assert done.code == code == said['exit'], done
    assert set(said) <= {'exit', 'file', 'status', 'name', 'text'}, done
    assert said['name'] and said['text'] and not unsafe(said['text']), done
    assert said['status'] is None or said['status'] > 0, done
    return said


def refused(done, code, *words):
    """The call failed so, said so, and printed nothing else; in JSON too where
    its verb knows that."""
    assert done.code == code, done
    if done.raw and {'--json', '--batch'} & set(done.words):
        told(done, code)
    else:
        assert done.raw == b'', done
    for word in words:
        assert word in done.err, (word, done)
    lines = done.err.splitlines()
    assert lines and all(line.startswith('carnet: ') for line in lines), done
    assert not unsafe(done.err), done


def base64url(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def begin():
    """The command under test, from the first argument."""
    return Carnet(sys.argv[1])


def begin_both():
    """The same, with the key of a second issuer: other.key."""
    carnet = begin()
    carnet.good('key', 'new', '-o', 'other.key')
    return carnet
