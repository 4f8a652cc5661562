# SPDX-License-Identifier: Apache-2.0
"""Adds what features.py has and the manifest lacks: makes it with the carnet
command, freezes the files, and notes what this build says of them, to be read by
a person before it is committed. What is there already is never made again, and
no file of frozen/ is ever written over.

    python3 tests/golden/make.py CARNET TEST_GOLDEN
"""
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'cli'))

import features  # noqa: E402

FROZEN, MANIFEST, HASHES = (HERE / n for n in
                            ('frozen', 'manifest.tsv', 'hashes.txt'))
HEAD = '# about\tfiles\tdoor\tnow\twith\tsaid\tshown\n'


class Maker:
    """A folder in which the command runs, with all that is frozen in it."""

    def __init__(self, program, folder):
        self.program = pathlib.Path(program).resolve()
        self.folder = folder

    def __call__(self, *words, code=0, **more):
        done = subprocess.run([self.program, *map(str, words)], check=False,
                              cwd=self.folder, capture_output=True, **more)
        assert done.returncode == code, (words, done)
        return done.stdout

    def read(self, name):
        return (self.folder / name).read_bytes()

    def write(self, name, data):
        """A new file; one that is there stays as it is."""
        path = self.folder / name
        if not path.exists():
            path.write_bytes(data if isinstance(data, bytes)
                             else data.encode())
        return name

    def has(self, name):
        return (self.folder / name).exists()


def rows():
    lines = MANIFEST.read_text(encoding='utf-8').splitlines() \
        if MANIFEST.exists() else []
    return {tuple(line.split('\t')[:5]) for line in lines
            if not line.startswith('#')}


def freeze(name, folder):
    """Takes a file in, once, and notes its hash."""
    path = FROZEN / name
    if path.exists():
        assert path.read_bytes() == (folder / name).read_bytes(), name
        return
    shutil.copyfile(folder / name, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with HASHES.open('a', encoding='utf-8') as out:
        out.write(f'{digest}  {name}\n')


def add(row, folder, look):
    _, files, door, now, trusted = row
    for name in f'{files} {trusted}'.split():
        if name != '-':
            freeze(name, folder)
    said = subprocess.run([look, files, door, now, trusted], check=True,
                          env={'CARNET_GOLDEN': str(HERE)},
                          capture_output=True, text=True).stdout
    with MANIFEST.open('a', encoding='utf-8') as out:
        out.write('\t'.join(row) + '\t' + said)
    print(row[0], said.split('\t')[0], sep=': ')


def main():
    program, look = sys.argv[1:]
    FROZEN.mkdir(exist_ok=True)
    if not MANIFEST.exists():
        MANIFEST.write_text(HEAD, encoding='utf-8')
    known = rows()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(FROZEN, folder, dirs_exist_ok=True)
        maker = Maker(program, folder)
        for row in features.rows(maker):
            if row not in known:
                add(row, folder, str(pathlib.Path(look).resolve()))
        for path in sorted(folder.glob('*.key')):
            freeze(path.name, folder)


if __name__ == '__main__':
    main()
