# SPDX-License-Identifier: Apache-2.0
"""What happens to files when a system call fails, a process is killed or the
power goes.

    rig = Rig(tool, program)
    points = rig.run(Case('issue -o', base, words, judge))

A case is a command line and the folder that it begins in. It runs again and
again, each time in a fresh copy of that folder, with one fault (tool:
faults.c). judge(folder) says which of the states that may be is there, 'old' or
'new' for most, and fails for anything else. What must hold:

- killed before or after any call: one of those states, no file that others
  could read and that holds a secret, and the next run does the work;
- a call that fails: the same; nothing is left beside the target; status 0 only
  where the work is done; the message says why; nobody reports data as the cause
- a call that is interrupted or does half: the work is done;
  (libsodium ends the process where it is refused randomness while it makes
  itself ready, before anything is written);
- power lost after any call (Disk): one of those states, whatever of what was
  not yet synced is on the disk; at the end of a run, the one that
  it told of.
"""
import collections
import concurrent.futures
import dataclasses
import errno
import hashlib
import itertools
import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import threading

# Calls that POSIX lets a signal interrupt, and that are asked for bytes.
INTERRUPTED = ('open', 'read', 'write', 'pwrite', 'fsync', 'close',
               'ftruncate', 'flock', 'getrandom')
COUNTED = ('read', 'write', 'pwrite', 'getrandom')
# Calls that need room on the disk, and those whose failure means that the work
# is not done, or not safe.
ROOM = ('open', 'write', 'pwrite', 'fsync', 'rename', 'rename2', 'link',
        'mkdir')
NEEDED = ('write', 'pwrite', 'fsync', 'rename', 'rename2', 'mkdir')
TEMPORARY = '.carnet.'
BLAMELESS = (0, 66, 70, 73, 74)  # input, software, output, I/O: not the data
ABORTED = 128 + 6
MOST_OPS = 4  # of names not yet synced, in whatever order

Call = collections.namedtuple(
    'Call', 'n name result path path2 inode offset data')


def read_log(path, folder):
    """Calls of a run, paths relative to its folder; None: outside it."""
    def inside(text):
        rest = os.path.normpath(text) if text else ''
        if rest == folder:
            return '.'
        return rest[len(folder) + 1:] if rest.startswith(folder + '/') else None

    calls = []
    for line in path.read_text(encoding='utf-8').splitlines():
        f = line.split('\t')
        if len(f) == 8:
            calls.append(Call(int(f[0]), f[1], int(f[2]), inside(f[3]),
                              inside(f[4]), int(f[5]), int(f[6]),
                              bytes.fromhex(f[7])))
    return calls


# ---- the disk ----

class Disk:
    """Names and data, each as programs see them and as they are safe. A name is
    safe once its folder was synced, data once its file was."""

    def __init__(self, folder):
        self.names, self.data, self.folders = {}, {}, {'.'}
        self.inodes = {}  # of the running system: which file is meant
        for path in sorted(pathlib.Path(folder).rglob('*')):
            name = str(path.relative_to(folder))
            if path.is_dir():
                self.folders.add(name)
            elif path.is_file():
                self.names[name] = self._new(path.read_bytes())
        self.pending = []  # (folder, kind, what): names not yet synced
        self.safe = dict(self.data)
        self.base = (dict(self.names), set(self.folders))

    def _new(self, data=b''):
        self.data[len(self.data)] = data
        return len(self.data) - 1

    @staticmethod
    def _change(names, folders, op):
        _, kind, what = op
        if kind == 'folder':
            folders.add(what)
        elif kind == 'gone':
            names.pop(what, None)
        else:  # a name for a file, and the one it had before
            name, file, before = what
            names[name] = file
            names.pop(before, None)

    def _op(self, name, kind, what):
        op = (os.path.dirname(name) or '.', kind, what)
        self._change(self.names, self.folders, op)
        self.pending.append(op)

    def apply(self, call):
        """One call of the log. True where it changed the disk."""
        if call.result < 0 or call.path is None:
            return False
        one = getattr(self, '_' + call.name, None)
        return one is not None and one(call) is not False

    def _open(self, call):
        if call.path in self.folders:
            return False
        is_new = call.path not in self.names
        if is_new:
            file = self._new()
            self.safe[file] = b''
            self._op(call.path, 'name', (call.path, file, None))
        self.inodes[call.inode] = self.names[call.path]
        return is_new

    def _write(self, call):
        file = self.inodes[call.inode]
        old = self.data[file].ljust(call.offset, b'\0')
        self.data[file] = (old[:call.offset] + call.data
                           + old[call.offset + len(call.data):])

    _pwrite = _write

    def _ftruncate(self, call):
        file = self.inodes[call.inode]
        self.data[file] = self.data[file][:call.offset].ljust(call.offset,
                                                              b'\0')

    def _fsync(self, call):
        if call.path not in self.folders:
            file = self.inodes[call.inode]
            self.safe[file] = self.data[file]
            return
        kept = []
        for op in self.pending:
            if op[0] == call.path:
                self._change(*self.base, op)
            else:
                kept.append(op)
        self.pending = kept

    def _mkdir(self, call):
        self._op(call.path, 'folder', call.path)

    def _unlink(self, call):
        self._op(call.path, 'gone', call.path)

    def _rename(self, call):
        self._op(call.path2, 'name',
                 (call.path2, self.names[call.path], call.path))

    _rename2 = _rename

    def _link(self, call):
        self._op(call.path2, 'name',
                 (call.path2, self.names[call.path], None))

    def _chosen(self):
        """Which changes of names reached the disk: the first ones, or, of few,
        any of them."""
        num = len(self.pending)
        for n in range(num + 1):
            yield tuple(range(n))
        if num <= MOST_OPS:
            for n in range(num + 1):
                yield from itertools.combinations(range(num), n)

    def _bytes(self, file, way):
        safe, now = self.safe[file], self.data[file]
        return {'safe': safe, 'all': now, 'half': now[:(len(now) + 1) // 2],
                'zeroes': safe + bytes(max(0, len(now) - len(safe)))
                }[way] if now != safe else now

    def states(self):
        """All that may be there after a loss of power: (files, folders)."""
        seen = set()
        for chosen in self._chosen():
            names, folders = dict(self.base[0]), set(self.base[1])
            for n in chosen:
                self._change(names, folders, self.pending[n])
            for way in ('safe', 'all', 'half', 'zeroes'):
                files = tuple(sorted(
                    (name, self._bytes(file, way))
                    for name, file in names.items()
                    if (os.path.dirname(name) or '.') in folders))
                state = (files, tuple(sorted(folders - {'.'})))
                if state not in seen:
                    seen.add(state)
                    yield state


def build(state, folder):
    files, folders = state
    for name in folders:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in files:
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)


# ---- a case ----

@dataclasses.dataclass
class Case:
    name: str
    base: pathlib.Path      # the folder that it begins in
    words: tuple            # of the call
    judge: object           # folder -> state; fails for what must never be
    again: object = None    # state -> words of the next run; None: there is
    #                         nothing to do; by default, those of the call
    secret: bool = True     # no file that is made is for others' eyes
    stdin: bytes = b''
    reader: tuple = ()      # words of a call that reads what is there
    code: int = 0           # what it gives, and the state at its end
    end: str = 'new'
    power: bool = True      # False: threads that the tool does not follow
    #                         change the disk, so it can't be replayed


# What was tried, each once. other: calls that did half, and that only read.
Points = collections.namedtuple('Points', 'kill fail power other')


class Rig:
    def __init__(self, tool, program, long=False):
        self.tool = str(pathlib.Path(tool).resolve())
        self.program, self.long = program, long
        shm = pathlib.Path('/dev/shm')  # where a sync costs nothing
        self._scratch = tempfile.TemporaryDirectory(
            prefix='carnet-faults-',
            dir=shm if os.access(shm, os.W_OK) else None)
        self.scratch = pathlib.Path(self._scratch.name).resolve()
        self.lock = threading.Lock()
        self.number = 0
        self.tried = set()  # what was found once of a state holds for it
        self.ready = {}  # calls by which libsodium makes itself ready

    # -- running --

    def folder(self):
        with self.lock:
            self.number += 1
            folder = self.scratch / str(self.number)
        return folder

    def copy(self, case):
        folder = self.folder()
        shutil.copytree(case.base, folder)
        return folder

    def call(self, words, folder, stdin=b'', leaks=True, before=()):
        env = dict(os.environ)
        env['ASAN_OPTIONS'] = (env.get('ASAN_OPTIONS', '')
                               + f':detect_leaks={int(leaks)}')
        done = subprocess.run([*before, self.program, *words], cwd=folder,
                              input=stdin, capture_output=True, check=False,
                              timeout=120, env=env)
        assert b'Sanitizer' not in done.stderr \
            and b'runtime error' not in done.stderr, done
        return done

    def faulty(self, case, mode, *more):
        """A run with a fault: its folder, what it gave, its calls."""
        folder = self.copy(case)
        log = self.scratch / (folder.name + '.log')
        # What stays traced to its end can't be searched for leaks.
        done = self.call(case.words, folder, case.stdin,
                         leaks=mode in ('fail', 'short'),
                         before=(self.tool, str(folder), str(log), mode,
                                 *map(str, more), '--'))
        assert done.returncode != 99, (case.name, mode, more, done)
        calls = read_log(log, str(folder))
        log.unlink()
        if mode == 'list':
            self.ready[case.name] = [c.n for c in calls
                                     if c.name == 'getrandom'][:2]
        return folder, done, calls

    # -- what must hold --

    def check_modes(self, case, folder):
        for path in folder.rglob('*'):
            if path.is_file() and not (case.base / path.relative_to(
                    folder)).exists():
                mode = stat.S_IMODE(path.stat().st_mode)
                is_open = b'PUBLIC KEY' in path.read_bytes()
                assert not case.secret or is_open or not mode & 0o077, \
                    (path.name, oct(mode))

    def check_next(self, case, folder, state):
        """Whoever reads is not disturbed, and the next run does the work.
        Once for each of the states with the same files."""
        names = tuple(sorted(
            TEMPORARY if p.name.startswith(TEMPORARY)
            else str(p.relative_to(folder)) for p in folder.rglob('*')))
        with self.lock:
            if (case.name, state, names) in self.tried:
                return
            self.tried.add((case.name, state, names))
        if case.reader:
            done = self.call(case.reader, folder)
            assert done.returncode in (0, 1), (state, names, done)
        words = case.again(state) if case.again else case.words
        if words is not None:
            done = self.call(words, folder, case.stdin)
            assert done.returncode == case.code, (state, names, done)
            assert case.judge(folder) == case.end, (state, names, done)

    def kill(self, case, n, when):
        folder, done, _ = self.faulty(case, f'kill-{when}', n)
        assert done.returncode == 128 + 9, done
        state = case.judge(folder)
        self.check_modes(case, folder)
        self.check_next(case, folder, state)
        shutil.rmtree(folder)

    @staticmethod
    def check_json(case, done):
        """Who asked for JSON finds one object that says what failed."""
        if '--json' in case.words and b'standard output' not in done.stderr:
            told = json.loads(done.stdout)
            assert told['exit'] == done.returncode, done

    def is_abort(self, case, call, done):
        return done.returncode == ABORTED and not done.stdout \
            and call.n in self.ready[case.name]

    def fail(self, case, call, number, mode, only='all'):
        folder, done, _ = self.faulty(case, mode, call.n, number, only)
        state = case.judge(folder)
        why = os.strerror(number).encode()
        if self.is_abort(case, call, done):
            assert state == 'old', done
            return
        assert done.returncode in (*BLAMELESS, case.code), done
        if done.returncode == case.code:
            assert state == case.end, (state, done)
            assert not (call.name in NEEDED and call.result >= 0
                        and call.path is not None), done
        else:
            said = done.stderr.splitlines()
            assert said and all(x.startswith(b'carnet: ') for x in said), done
            assert why in done.stderr or b'random numbers' in done.stderr \
                or b'standard output' in done.stderr, done
            self.check_json(case, done)
        left = [p.name for p in folder.rglob(TEMPORARY + '*')]
        assert not left or call.name == 'unlink' or mode == 'fail-on', left
        self.check_modes(case, folder)
        self.check_next(case, folder, state)
        shutil.rmtree(folder)

    def disturb(self, case, call, mode, *more):
        """Interrupted, or only half done: no reason to fail."""
        folder, done, _ = self.faulty(case, mode, call.n, *more)
        assert done.returncode == case.code, done
        assert case.judge(folder) == case.end, done
        left = [p.name for p in folder.rglob(TEMPORARY + '*')]
        assert not left, left
        shutil.rmtree(folder)

    def lose_power(self, case, state, last):
        folder = self.folder()
        folder.mkdir()
        build(state, folder)
        found = case.judge(folder)
        assert not last or found == case.end, \
            (found, 'was told to be safe', [n for n, _ in state[0]])
        self.check_next(case, folder, found)
        shutil.rmtree(folder)

    # -- all points --

    def sample(self, case, calls):
        """All of them in the long form, else one in three: which, by name."""
        if self.long:
            return calls
        first = hashlib.sha256(case.name.encode()).digest()[0]
        return [c for i, c in enumerate(calls) if (i + first) % 3 == 0]

    def _faults(self, case, calls):
        kills = [(self.kill, case, c.n, 'before') for c in calls]
        kills += [(self.kill, case, c.n, 'after') for c in
                  (calls if self.long else calls[-1:])]
        fails = [(self.fail, case, c, errno.EIO, 'fail') for c in calls]
        fails += [(self.fail, case, c, errno.EIO, 'fail-on')
                  for c in self.sample(case, calls)]
        for only, number in ((ROOM, errno.ENOSPC), (INTERRUPTED, errno.EINTR)):
            some = [c for c in calls if c.name in only]
            for c in self.sample(case, some):
                if number == errno.EINTR:
                    fails.append((self.disturb, case, c, 'fail', number, 'all'))
                else:
                    fails.append((self.fail, case, c, number, 'fail-on',
                                  ','.join(ROOM)))
        halves = [(self.disturb, case, c, 'short') for c in
                  self.sample(case, [c for c in calls if c.name in COUNTED
                                     and c.result > 1])]
        return kills, fails, halves

    def _states(self, case, calls):
        """Each state of the disk once; those at the end are kept apart."""
        disk, seen = Disk(case.base), {}
        for call in calls:
            if disk.apply(call):
                for state in disk.states():
                    seen.setdefault(state, False)
        for state in disk.states():
            seen[state] = True
        return [(self.lose_power, case, state, last)
                for state, last in seen.items()]

    def run(self, case):
        folder, done, calls = self.faulty(case, 'list')
        assert done.returncode == case.code and calls, (case.name, done)
        assert case.judge(case.base) == 'old'
        assert case.judge(folder) == case.end, done
        self.check_modes(case, folder)
        shutil.rmtree(folder)
        kills, fails, halves = self._faults(case, calls)
        powers = self._states(case, calls) if case.power else []
        self._do(kills + fails + powers + halves)
        return Points(len(kills), len(fails), len(powers), len(halves))

    @staticmethod
    def _do(tasks):
        wrong = []

        def one(task):
            try:
                task[0](*task[1:])
            except (AssertionError, ValueError) as why:
                wrong.append(f'{task[0].__name__} {task[2]} {task[3:]}: {why}'
                             [-1500:])

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(one, tasks))
        assert not wrong, '\n'.join(wrong[:20] + [f'{len(wrong)} in all'])

    # -- calls that only read --

    def misread(self, case, call, want, mode, *more):
        """What can't be read is never judged: the same answer, or none."""
        folder, done, _ = self.faulty(case, mode, call.n, *more)
        same = done.returncode == want.returncode \
            and done.stdout == want.stdout
        assert same or mode == 'fail' and more[0] == errno.EIO \
            and (done.returncode in BLAMELESS[1:]
                 and done.stderr.startswith(b'carnet: ')
                 or self.is_abort(case, call, done)), done
        shutil.rmtree(folder)

    def run_reader(self, case):
        folder, want, calls = self.faulty(case, 'list')
        assert want.returncode == case.code and calls, (case.name, want)
        shutil.rmtree(folder)
        tasks = [(self.misread, case, c, want, 'fail', errno.EIO, 'all')
                 for c in calls]
        for c in calls:
            if c.name in INTERRUPTED:
                tasks.append((self.misread, case, c, want, 'fail', errno.EINTR,
                              'all'))
            if c.name in COUNTED and c.result > 1:
                tasks.append((self.misread, case, c, want, 'short'))
        self._do(tasks)
        return Points(0, 0, 0, len(tasks))
