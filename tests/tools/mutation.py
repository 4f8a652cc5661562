# SPDX-License-Identifier: Apache-2.0
"""Changes one place of the library at a time and looks which test notices.

    mutation.py BUILD [--only TEXT] [--suites NAMES] [--every N] [--jobs N]
                [--log FILE] [--again FILE] [--listed]

BUILD is a Meson build whose names are all visible (tests/mutation.sh). A mutant
is its one file as a shared library, loaded before the whole one, so that none
of the rest is built again. Only tests that reach its line are run, the shortest
and those that noticed the last ones first; one that fails, dies or runs many
times as long as it should has noticed it, and ends with its first failure. What
compiles to the code of the original is no mutant. What no test notices is tried
once more with what a sanitizer sees in its file, by the short tests of its room.
tests/mutation.tsv has the files, and the mutants that change nothing, each with
the reason: one that is not noticed and not listed fails, as does a listed one
that is noticed. Listed ones, which no test should notice, would take the most
time of all: only the short tests try them, but for --listed. What is wrong is
said as soon as it is known.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

from mutants import mutants_of
from results import write_log

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / 'tests/mutation.tsv'
KILLED, SAME, ALIVE, WRONG = 'killed', 'same code', 'alive', 'does not compile'
FOREIGN = ['-lcmocka', '-lcbor', '-lsodium', '-lz', '-lqrencode', '-lm']
SANITIZE = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all',
            '-g1']
SPACE = 4 << 30  # bytes of a test that has gone wild
SOON_S = 0.5  # listed mutants are tried by tests that take no longer
SANITIZED_S = 2  # and with sanitizers these are run, on a busy machine too
# Times its usual time until a test is taken for one that never ends.
PATIENCE, GRACE_S = 4, 2
COUNTING, COUNTING_S = 20, 60  # the same where its lines are counted


def run(command, **more):
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL,
                          **more)


def must(command, **more):
    done = run(command, **more)
    if done.returncode:
        raise SystemExit(f'{command[0]}: {done.stderr.decode()}')
    return done.stdout


def programs_of(build, suites):
    """Tests in C of these suites, each with its program."""
    out = []
    for entry in json.loads(must(['meson', 'introspect', build, '--tests'])):
        programs = [pathlib.Path(word) for word in entry['cmd']
                    if word.startswith('tests/test_')]
        its = {name.split(':')[-1] for name in entry['suite']}
        # That one takes the library as it ships, and so no mutant.
        if programs and its & suites and entry['name'] != 'api_stack':
            out.append((entry, programs[0]))
    return out


def must_be_about(source, said):
    """A compiler without room or memory refuses any file."""
    if not re.search(rf'{re.escape(source.name)}:\d+:\d+: error: ', said):
        raise SystemExit(f'{source.name} is not compiled, and for no line of '
                         f'it:\n{said}')


class Test:
    def __init__(self, entry, program):
        self.name, self.program = entry['name'], program
        self.suites = {name.split(':')[-1] for name in entry['suite']}
        self.arguments = entry['cmd'][entry['cmd'].index(str(program)) + 1:]
        self.env = {**os.environ, **entry['env'], 'CMOCKA_MESSAGE_OUTPUT':
                    'STDOUT', 'CMOCKA_TEST_ABORT': '1', 'MALLOC_PERTURB_': '165'}
        self.seconds = 0.0

    def passes(self, folder, preload, seconds=None, **env):
        """Whether it does, with that in front of the library."""
        def limit():
            if seconds:
                resource.setrlimit(resource.RLIMIT_CPU,
                                   (int(seconds) + 1, int(seconds) + 1))
                resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 26, 1 << 26))
                if 'asan' not in preload:
                    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        try:
            done = subprocess.run(
                [folder / self.program.name, *self.arguments], preexec_fn=limit,
                env={**self.env, **env, 'LD_PRELOAD': preload},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, timeout=seconds and 20 * seconds + 60)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


class Build:
    """The build's objects, linked so that any file can be replaced."""

    def __init__(self, build, folder, suites):
        self.build, self.folder = pathlib.Path(build).resolve(), folder
        commands = json.loads(must(['ninja', '-C', str(self.build), '-t',
                                    'compdb']))
        self.commands = {}
        self.objects = collections.defaultdict(list)
        for one in commands:
            output = one['output']
            if not output.endswith('.o'):
                continue
            self.objects[output.rpartition('/')[0]].append(
                str(self.build / output))
            if output.startswith('lib/libcn_'):
                path = (self.build / one['file']).resolve()
                self.commands[str(path)] = one['command'].split()
        self.library = folder / 'libcn_all.so'
        objects = [path for name, paths in self.objects.items()
                   if name.startswith('lib/libcn_') for path in paths]
        must(['gcc', '-shared', '-o', self.library, *objects, *FOREIGN])
        self.tests = self._link(suites)

    def _link(self, suites):
        return [self._link_one(entry, program) for entry, program
                in programs_of(str(self.build), suites)]

    def _link_one(self, entry, program):
        objects = self.objects[f'tests/{program.name}.p']
        must(['gcc', '-o', self.folder / program.name, *objects,
              *(self.build / f'tests/libcn_{name}.a'
                for name in ('made', 'support')), self.library,
              f'-Wl,-rpath,{self.folder}', *FOREIGN, '-pthread'])
        return Test(entry, program)

    def compile(self, source, output, of, *more):
        """A file like that of the library, as a library of its own."""
        words = self.commands[str(ROOT / of)]
        start = [i for i, word in enumerate(words) if word.endswith('gcc')][0]
        flags = [word for word in words[start + 1:words.index('-MD')]
                 if not word.startswith('-W')]
        return run(['gcc', *flags, '-w', '-fdiagnostics-color=never', '-iquote',
                    (ROOT / of).parent, *more, '-o', output, source],
                   cwd=self.build)


class Reach:
    """Which tests come to which line, counted by gcov."""

    def __init__(self, build, files, jobs):
        self.tests = collections.defaultdict(list)
        self.lines = collections.defaultdict(set)
        self.functions = collections.defaultdict(dict)
        folder = build.folder / 'reach'
        folder.mkdir()
        for file in files:
            done = build.compile(ROOT / file, folder / self._name(file), file,
                                 '-O0', '--coverage', '-c')
            assert done.returncode == 0, done.stderr.decode()
        preload = folder / 'reach.so'
        # Some take addresses of functions, which must be there in all tests.
        must(['gcc', '-shared', '--coverage', '-o', preload,
              *[folder / self._name(file) for file in files],
              build.library, f'-Wl,-rpath,{build.folder}'])
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            list(pool.map(lambda test: self._count(build, test, folder,
                                                   preload), build.tests))
        for tests in self.tests.values():
            tests.sort(key=lambda test: test.seconds)

    @staticmethod
    def _name(file):
        return file.replace('/', '_')[:-2] + '.o'

    def _count(self, build, test, folder, preload):
        begun = time.monotonic()
        assert test.passes(build.folder, ''), f'{test.name} fails as it is'
        test.seconds = time.monotonic() - begun
        own = folder / test.name
        assert test.passes(build.folder, str(preload), COUNTING_S + COUNTING *
                           test.seconds, GCOV_PREFIX=str(own)), \
            f'{test.name} fails where its lines are counted, with the limits'
        for data in own.rglob('*.gcda'):
            notes = folder / (data.stem + '.gcno')
            data.with_suffix('.gcno').write_bytes(notes.read_bytes())
            said = must(['gcov', '--json-format', '--stdout', str(data)],
                        cwd=data.parent)
            for file in json.loads(said)['files']:
                name = os.path.relpath(file['file'], ROOT)
                for one in file['functions']:
                    self.functions[name][one['start_line']] = one['name']
                for line in file['lines']:
                    self.lines[name].add(line['line_number'])
                    if line['count'] > 0:
                        self.tests[name, line['line_number']].append(test)

    def of(self, mutant, text):
        """By its line; where no code is made from that, by its function; by
        its file where it stands in none."""
        last = mutant.number + text.count('\n', mutant.at, mutant.end)
        lines = self.lines[mutant.file]
        near = [at for at in range(mutant.number, last + 1) if at in lines]
        if not near:
            begun = max((at for at, name in self.functions[mutant.file].items()
                         if at <= mutant.number), default=0)
            ends = min((at for at in self.functions[mutant.file]
                        if at > mutant.number), default=max(lines) + 1)
            near = [at for at in lines if begun <= at < ends
                    and mutant.function] or lines
        found = {test.name: test for at in near
                 for test in self.tests.get((mutant.file, at), ())}
        return sorted(found.values(), key=lambda test: test.seconds)


class Judge:
    def __init__(self, build, reach, files, briefly):
        """briefly: keys of those that only short tests try."""
        self.build, self.reach, self.briefly = build, reach, briefly
        self.texts = {file: (ROOT / file).read_text() for file in files}
        self.plain = {}
        self.noticed = collections.defaultdict(list)  # by file, newest last
        for file in files:
            path = build.folder / 'plain.o'
            done = build.compile(ROOT / file, path, file, '-O2', '-c')
            assert done.returncode == 0, done.stderr.decode()
            self.plain[file] = self._code(path)
        self.sanitizers = [must(['gcc', f'-print-file-name={name}'])
                           .decode().strip()
                           for name in ('libasan.so', 'libubsan.so')]
        self.good = {}  # by file and test: does it pass where nothing changed?

    @staticmethod
    def _code(path):
        """Code and data, without the line that names the file."""
        return must(['objdump', '-dr', '-s', str(path)]).split(b'\n', 3)[-1]

    def says(self, mutant):
        """(what became of it, the test that noticed)"""
        with tempfile.TemporaryDirectory(dir=self.build.folder) as name:
            folder = pathlib.Path(name)
            source = folder / pathlib.Path(mutant.file).name
            source.write_text(mutant.apply(self.texts[mutant.file]))
            return self._judge(mutant, folder, source)

    def _judge(self, mutant, folder, source):
        build, library = self.build, folder / 'mutant.so'
        done = build.compile(source, library, mutant.file, '-shared')
        if done.returncode:
            must_be_about(source, done.stderr.decode(errors='replace'))
            return WRONG, ''
        tests = self.reach.of(mutant, self.texts[mutant.file])
        if mutant.key in self.briefly:
            tests = [test for test in tests if test.seconds <= SOON_S]
        noticed = self.noticed[mutant.file]
        for test in sorted(tests, key=lambda t: t.seconds / (
                1 + noticed[-20:].count(t.name))):
            if not test.passes(build.folder, str(library),
                               PATIENCE * test.seconds + GRACE_S):
                noticed.append(test.name)
                return KILLED, test.name
        build.compile(source, folder / 'other.o', mutant.file, '-O2', '-c')
        if self._code(folder / 'other.o') == self.plain[mutant.file]:
            return SAME, ''
        self._sanitize(mutant.file, source, library)
        room = mutant.file.split('/')[1]
        for test in tests:
            if room in test.suites and test.seconds <= SANITIZED_S and \
                    not self._passes_sanitized(test, library):
                self._must_pass(mutant.file, test, folder)
                return KILLED, test.name + ', sanitized'
        return ALIVE, f'{len(tests)} tests reach it'

    def _sanitize(self, file, source, library):
        done = self.build.compile(source, library, file, '-shared', *SANITIZE)
        assert done.returncode == 0, done.stderr.decode()

    def _passes_sanitized(self, test, library):
        return test.passes(self.build.folder,
                           ':'.join([*self.sanitizers, str(library)]),
                           8 * PATIENCE * test.seconds + 2 * GRACE_S,
                           ASAN_OPTIONS='detect_leaks=0')

    def _must_pass(self, file, test, folder):
        """The file as it is, once: else a sanitizer's word on it would be taken
        for one on each change."""
        if (file, test.name) not in self.good:
            library = folder / 'as_it_is.so'
            self._sanitize(file, ROOT / file, library)
            self.good[file, test.name] = self._passes_sanitized(test, library)
        if not self.good[file, test.name]:
            raise SystemExit(f'{test.name} fails where {file} is sanitized')


def read_list(text):
    """(files, reasons by key of a mutant)"""
    files, reasons = [], {}
    for row in text.splitlines():
        if row and not row.startswith('#'):
            cells = row.split('\t')
            if len(cells) == 1:
                files.append(cells[0])
            else:
                reasons[tuple(cells[:4])] = cells[4].strip()
    return files, reasons


def problems(judged, reasons):
    for mutant, (what, why) in judged:
        reason = reasons.get(mutant.key)
        if what == ALIVE and not reason:
            yield f'alive: {mutant} ({why})'
        elif what == KILLED and mutant.key in reasons:
            yield f'listed as changing nothing, and {why} notices: {mutant}'


def gone(mutants, reasons, files):
    known = {mutant.key for mutant in mutants}
    for key in reasons:
        if key[0] in files and key not in known:
            yield f'listed, and there is no such place: {" | ".join(key)}'


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('--targets', action='store_true',
                        help='prints what has to be built, and no more')
    parser.add_argument('--only', default='', help='files with one of these in a name, commas '
                        'between')
    parser.add_argument('--suites', help='tests of these, commas between')
    parser.add_argument('--every', type=int, default=1, help='one in so many')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--log', default=os.devnull,
                        help='each mutant as it is judged')
    parser.add_argument('--listed', action='store_true',
                        help='all tests try the listed ones, too')
    parser.add_argument('--again', type=pathlib.Path,
                        help='only what such a log says is alive')
    return parser.parse_args()


def chosen(asked, mutants):
    """Those that are asked for, in their order."""
    if not asked.again:
        return mutants[::asked.every]
    rows = [row.split('\t') for row in asked.again.read_text().splitlines()]
    alive = {row[2] for row in rows if row[0] == ALIVE}
    return [one for one in mutants if str(one) in alive]


def judge_all(asked, suites, files, mutants, reasons):
    """[(mutant, (what became of it, why))]; prints what is wrong with any."""
    with tempfile.TemporaryDirectory() as name, open(asked.log, 'w') as log:
        build = Build(asked.build, pathlib.Path(name), suites)
        judge = Judge(build, Reach(build, files, asked.jobs), files,
                      () if asked.listed else reasons)

        def says(mutant):
            said = judge.says(mutant)
            print(*said, mutant, mutant.function, sep='\t', file=log,
                  flush=True)
            for text in problems([(mutant, said)], reasons):
                print(text, flush=True)
            return mutant, said
        with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
            return list(pool.map(says, mutants))


def summary(judged, reasons, files):
    num = collections.Counter(what for _, (what, _) in judged)
    listed = sum(what == ALIVE and bool(reasons.get(mutant.key))
                 for mutant, (what, _) in judged)
    return (f'mutation: {num[KILLED] + num[ALIVE]} points changed in '
            f'{len(files)} files, {num[KILLED]} noticed by tests, {listed} '
            f'listed as changing nothing, {num[ALIVE] - listed} not noticed; '
            f'{num[SAME]} more compile to the same code, {num[WRONG]} not at '
            f'all')


def main():
    asked = options()
    files, reasons = read_list(LIST.read_text())
    suites = {file.split('/')[1] for file in files} | {'golden'}
    if asked.suites:
        suites = set(asked.suites.split(','))
    if asked.targets:
        print('\n'.join(str(program) for _, program
                        in programs_of(asked.build, suites)))
        return 0
    files = [file for file in files
             if any(text in file for text in asked.only.split(','))]
    if not files:
        raise SystemExit(f'{LIST} has no file with {asked.only} in its name')
    mutants = [one for file in files
               for one in mutants_of(file, (ROOT / file).read_text())]
    bad = list(gone(mutants, reasons, files))
    for text in bad:
        print(text, flush=True)
    judged = judge_all(asked, suites, files, chosen(asked, mutants), reasons)
    bad += problems(judged, reasons)
    last = summary(judged, reasons, files)
    print(last)
    good = not bad and bool(judged)
    write_log(asked.build, 'mutation', good, '\n'.join([*bad, last]))
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
