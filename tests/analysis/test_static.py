# SPDX-License-Identifier: Apache-2.0
"""What reads the code without running it finds nothing in lib/ and the command;
cppcheck in the shim for Java, too, whose header of methods javac makes.

Arguments: source root, build root. In the short form cppcheck, and clang-tidy
without its path analyser; with CARNET_LONG=1 that too (.clang-tidy), and gcc
-fanalyzer. The checks that are left out stand in .clang-tidy, each with its
reason; no line is. Each tool is shown a fault first that it must find. Versions
are those of Debian 12: another may find more.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from tap import LONG, Tap

ROOT, BUILD = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
# An if that asks in vain, which needs no path to be seen, and a null pointer; what
# each tool, as it is run, must say of it.
FAULTY = '''\
int faulty(void);
int faulty(void)
{
    int *nothing = 0;
    if (nothing == 0);
        return *nothing;
    return 0;
}
'''
IN_VAIN = 'bugprone-suspicious-semicolon'
NULL = {'cppcheck': 'nullPointer', 'gcc': 'analyzer-null-dereference',
        'clang-tidy': 'clang-analyzer-core.NullDereference'}
# How a line would ask to be left out.
ASKS = re.compile(r'NOLINT|cppcheck-suppress|__clang_analyzer__|'
                  r'(?:GCC|clang) diagnostic')
SEEN = re.compile(r'^\S+:\d+:\d+: (?:warning|error)|\[[A-Za-z]+\]$',
                  re.MULTILINE)


def sources(with_shim=False):
    """What is ours, but for what a generator wrote and C++."""
    found = [*ROOT.glob('lib/*/*.c'), *ROOT.glob('examples/cli/*.c')]
    if with_shim:
        found += ROOT.glob('bindings/kotlin/src/main/c/*.c')
    assert len(found) > 200, f'only {len(found)} files'
    return sorted(found)


def flags():
    """Macros and folders that any of the files is compiled with."""
    rows = json.loads((BUILD / 'compile_commands.json').read_text())
    kept = ['-std=c11', '-DCARNET_BUILD']
    for row in rows:
        if '/lib/' not in row['file'] and '/examples/cli/' not in row['file']:
            continue
        for word in shlex.split(row['command']):
            if word.startswith('-I'):
                kept.append('-I' + os.path.normpath(
                    os.path.join(row['directory'], word[2:])))
    return list(dict.fromkeys(kept))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.returncode, done.stdout + done.stderr


def cppcheck(files):
    return run(['cppcheck', '--std=c11', '-q',
                '--enable=warning,performance,portability',
                '--error-exitcode=1', '-DCARNET_BUILD', '-j2',
                f'-I{ROOT}/include', f'-I{ROOT}/examples/cli',
                *map(str, files)])


def tidy(checks):
    def one(files):
        command = ['clang-tidy', '--quiet',
                   f'--config-file={ROOT}/.clang-tidy', *checks, *map(str, files), '--',
                   *flags()]
        return run(command)
    # The path analyser of version 14 carries what it knows of va_list from one
    # file to the next, and then sees what is not there.
    size = 8 if checks else 1
    return lambda files: in_pieces(one, files, size)


def analyzer(files):
    def one(files):
        return run(['gcc', '-fanalyzer', '-Werror', '-O1', '-c', '-o',
                    '/dev/null', *flags(), *map(str, files)])
    return in_pieces(one, files, 1)


def in_pieces(one, files, size):
    """Two at a time, as many processors as the smallest machine of CI has."""
    pieces = [files[i:i + size] for i in range(0, len(files), size)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(one, pieces))
    # A negative status is a tool's that a signal ended.
    return (next((r[0] for r in results if r[0]), 0),
            ''.join(r[1] for r in results))


def check(tap, name, tool, files, *told):
    with tempfile.TemporaryDirectory() as folder:
        faulty = pathlib.Path(folder) / 'faulty.c'
        faulty.write_text(FAULTY)
        code, text = tool([faulty])
    tap.check(f'{name}_finds_a_planted_fault',
              [] if code != 0 and all(word in text for word in told)
              else [f'exit status {code}', *text.splitlines()[:20]])
    code, text = tool(files)
    tap.check(f'{name}_finds_nothing',
              [] if code == 0 else
              [line for line in text.splitlines() if SEEN.search(line)]
              or text.splitlines())
    if code == 0:
        tap.note(f'{name}: {len(files)} points: files in which it finds '
                 'nothing')


def asking(files):
    return [f'{path}:{n}: {line.strip()}' for path in files
            for n, line in enumerate(path.read_text().splitlines(), 1)
            if ASKS.search(line)]


tap = Tap()
tap.check('no_line_asks_to_be_left_out',
          asking([*sources(with_shim=True), *ROOT.glob('lib/*/*.h'),
                  *ROOT.glob('include/carnet/*.h'),
                  *ROOT.glob('examples/cli/*.h')]))
check(tap, 'cppcheck', cppcheck, sources(with_shim=True), NULL['cppcheck'])
if LONG:
    check(tap, 'clang_tidy_and_its_path_analyser', tidy([]), sources(), IN_VAIN,
          NULL['clang-tidy'])
    check(tap, 'gcc_fanalyzer', analyzer, sources(), NULL['gcc'])
else:
    check(tap, 'clang_tidy', tidy(['--checks=-clang-analyzer-*']), sources(),
          IN_VAIN)
sys.exit(tap.end())
