# SPDX-License-Identifier: Apache-2.0
"""Counts the single tests in the logs of `meson test`.

    results.py --vectors FOLDER [--failed WHAT] [--log NAME FOLDER] BUILD...

Reads testlog.json of each build folder, or of what a tool left there, prints
what failed, what was counted (vectors, cases, points, comparisons) and a line for each
build, then "N passed, N failed, N skipped". A program that dies after its last
good test, stops before its plan or never ran is a failure. A skip is one too,
unless the vector folder is not there, or it is of figures of another compiler:
they say "not gated". The exit status is 0 only where something passed and nothing
failed.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

LINE = re.compile(r'^(not )?ok\b(?: +(\d+))?(?: +- )? *([^#]*)(#.*)?$')
COUNT = re.compile(r'^.*\b\d+ (vectors|cases|points|compared, \d+ differ|inputs|'
                   r'executions)\b.*$', re.MULTILINE)


UNGATED = 'SKIP not gated: other compiler '


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = 0

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self):
        return (f'{self.passed} passed, {len(self.failed)} failed, '
                f'{self.skipped} skipped')


def is_skip(directive):
    return bool(directive) and directive[1:].strip().upper() \
        .startswith('SKIP')


def is_ungated(directive):
    """Of figures that one compiler's code has (tests/support/figures.py)."""
    return is_skip(directive) and UNGATED in directive


def short(name):
    """Name of a test without the suites that Meson writes before it."""
    return name.rsplit(' / ', 1)[-1].strip()


def read_tap(name, text, may_skip):
    """The tests of one program that speaks TAP; None where it does not."""
    tally, plan, seen = Tally(), None, 0
    for line in text.splitlines():
        found = re.match(r'^1\.\.(\d+)', line)
        if found:
            plan = (plan or 0) + int(found.group(1))
            continue
        found = LINE.match(line)
        if not found:
            continue
        seen += 1
        bad, number, label, directive = found.groups()
        label = f'{name}: {label.strip() or number}'
        if is_skip(directive) and not bad:
            if may_skip or is_ungated(directive):
                tally.skipped += 1
            else:
                tally.failed.append(f'{label} (skipped, and must not be)')
        elif bad:
            tally.failed.append(label)
        else:
            tally.passed += 1
    if plan is None and seen == 0:
        return None
    if plan != seen:
        tally.failed.append(f'{name}: {seen} tests ran of {plan} planned')
    elif seen == 0:
        tally.failed.append(f'{name}: no test ran')
    return tally


def read_test(entry, may_skip):
    """The tests of one entry of the log."""
    name, result = short(entry['name']), entry['result']
    tally = read_tap(name, entry.get('stdout') or '', may_skip)
    if tally is None:
        tally = Tally()
        if result == 'OK':
            tally.passed = 1
        else:
            tally.failed.append(f'{name}: {result}')
    elif result not in ('OK', 'SKIP') and not tally.failed:
        tally.failed.append(f'{name}: {result}, exit status '
                            f'{entry.get("returncode")}')
    elif result == 'SKIP' and not may_skip and not tally.failed:
        tally.failed.append(f'{name}: skipped, and must not be')
    return tally


def write_log(build, name, good, text):
    """What a tool that is no test of Meson's said, as a log of one test."""
    entry = {'name': name, 'result': 'OK' if good else 'FAIL', 'stdout': text}
    path = pathlib.Path(build) / 'tool/meson-logs/testlog.json'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entry) + '\n', encoding='utf-8')


def read_log(path):
    if not path.exists():
        return []
    text = path.read_text(encoding='utf-8', errors='replace')
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def read_build(entries, expected, may_skip):
    tally = Tally()
    ran = {short(entry['name']) for entry in entries}
    for entry in entries:
        tally.add(read_test(entry, may_skip))
    for name in sorted(set(expected) - ran):
        tally.failed.append(f'{name}: never ran')
    if not entries:
        tally.failed = ['not built, or no test ran at all']
    return tally


def show_failure(entry):
    print(f'---- {short(entry["name"])}: {entry["result"]}')
    text = (entry.get('stdout') or '') + (entry.get('stderr') or '')
    lines = [line for line in text.splitlines()
             if not line.startswith('ok ')]
    print('\n'.join(lines[-60:]))


def expected_of(build, suites):
    """Names of the tests that were asked for, as the log has them; none of
    what is no build, but the log of a tool."""
    if not (build / 'build.ninja').exists():
        return []
    command = ['meson', 'test', '-C', str(build), '--list', '--no-rebuild']
    for suite in suites:
        command += ['--no-suite', suite[1:]] if suite.startswith('!') \
            else ['--suite', suite]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [short(line) for line in done.stdout.splitlines()
            if line and not line.startswith('ninja:')]


def main(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument('--vectors', required=True)
    parser.add_argument('--failed', action='append', default=[],
                        help='what else failed')
    parser.add_argument('--log', nargs=2, metavar=('NAME', 'FOLDER'),
                        help='leave the last line there as a log of one test')
    parser.add_argument('build', nargs='+',
                        help='folder[:suite,...] or folder:!suite,..., all but')
    asked = parser.parse_args(argv)
    may_skip = not pathlib.Path(asked.vectors).exists()
    total, counts, tallies, ungated = Tally(), [], [], []
    for text in asked.build:
        folder, _, suites = text.partition(':')
        build = pathlib.Path(folder)
        entries = read_log(build / 'meson-logs/testlog.json')
        expected = expected_of(build, [s for s in suites.split(',') if s])
        name = build.parent.name if build.name == 'tool' else build.name
        tally = read_build(entries, expected, may_skip)
        for entry in entries:
            if entry['result'] not in ('OK', 'SKIP'):
                show_failure(entry)
            counts += [f'{m.group(0).strip()}' for m in COUNT.finditer(
                (entry.get('stderr') or '') + (entry.get('stdout') or ''))]
            ungated += [f'{short(entry["name"])}: {line[line.index("not"):]}'
                        for line in (entry.get('stdout') or '').splitlines()
                        if UNGATED in line]
        tally.failed = [f'{name}: {f}' for f in tally.failed]
        tallies.append(f'{name}: {tally}')
        total.add(tally)
    total.failed += asked.failed
    for line in dict.fromkeys(counts):
        print(line)
    for failure in total.failed:
        print(f'FAILED {failure}')
    for line in ungated:
        print(line)
    if may_skip and total.skipped:
        print(f'no vector folder {asked.vectors}: set CARNET_VECTORS')
    print('\n'.join(tallies))
    print(total)
    good = bool(total.passed and not total.failed)
    if asked.log:
        name, folder = asked.log
        write_log(folder, name, good, f'{name}: {total}')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
