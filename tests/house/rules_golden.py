# SPDX-License-Identifier: Apache-2.0
"""Golden files are added, and never changed."""
import hashlib
import subprocess

from house import rule

GOLDEN = 'tests/golden'
HASHES, MANIFEST, FROZEN = (f'{GOLDEN}/{name}' for name in
                            ('hashes.txt', 'manifest.tsv', 'frozen'))


def lines(house, name):
    path = house.root / name
    return house.text(path).splitlines() if path.exists() else []


@rule
def golden_files_are_as_they_were_frozen(house):
    problems, known = [], set()
    for n, line in enumerate(lines(house, HASHES), 1):
        digest, _, name = line.partition('  ')
        path = house.root / FROZEN / name
        known.add(name)
        if not path.is_file():
            problems.append(f'{HASHES}:{n}: {name} is gone')
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            problems.append(f'{HASHES}:{n}: {name} was changed')
    problems += [f'{FROZEN}/{path.name}:1: is not in {HASHES}'
                 for path in house.files(FROZEN) if path.name not in known]
    for n, line in enumerate(lines(house, MANIFEST), 1):
        cells = line.split('\t')
        names = ' '.join(cells[1:2] + cells[4:5]).split()
        problems += [f'{MANIFEST}:{n}: there is no {name}' for name in names
                     if name not in known | {'-'} and line[0] != '#']
    return problems


def history(house, *words):
    """Lines of git log about some files; none where there is no history."""
    if not (house.root / '.git').exists():
        return []
    return subprocess.run(
        ['git', '-c', f'safe.directory={house.root}', '-C', house.root, 'log',
         '-m', '--no-renames', '--format=', *words], capture_output=True, text=True,
        check=True).stdout.split('\n')


@rule
def golden_history_only_adds(house):
    """Also what was changed and put back: somebody may have built it."""
    changed = history(house, '--diff-filter=MDT', '--name-only', '--', FROZEN)
    problems = [f'{name}:1: a commit changed it'
                for name in sorted(set(changed)) if name]
    for line in history(house, '--numstat', '--', HASHES, MANIFEST):
        cells = line.split('\t')
        if len(cells) == 3 and cells[1] != '0':
            problems.append(f'{cells[2]}:1: a commit took lines out of it')
    return problems
