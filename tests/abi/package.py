# SPDX-License-Identifier: Apache-2.0
"""Builds a copy of the tree as a packager does, installs it, takes it away.

Everything that might show in a binary can be chosen: folder, user, umask, time
zone and locale.
"""
import os
import pathlib
import shutil
import subprocess

PREFIX = '/carnet-prefix'
NOBODY = 65534
# Of the run around us; none of it is a packager's.
LEFT = ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'CFLAGS', 'CXXFLAGS', 'LDFLAGS',
        'PYTHONPATH', 'MALLOC_PERTURB_', 'LD_LIBRARY_PATH', 'DESTDIR')


def copy_tree(source, tree):
    """The files of the source, without builds and history."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(source, tree, symlinks=True, ignore=lambda at, names: [
        n for n in names if n in ('.git', '__pycache__', 'target')
        or (n.startswith('build') and pathlib.Path(at) == source)])


def another_user():
    """Words before a command that has it run under another user's id: that of
    a user namespace without an id map, else nobody's, which root may take.
    """
    for words in (['unshare', '--user'],
                  ['setpriv', f'--reuid={NOBODY}', '--clear-groups']):
        tried = subprocess.run([*words, 'true'], capture_output=True,
                               check=False)
        if tried.returncode == 0:
            return words
    raise RuntimeError("no user namespaces here, and not root: can't build as "
                       'another user')


class Build:
    """One build: its tree, its folder and how it is run.

    user: words before each command. Where they make it a user of this machine,
    it is theirs.
    """

    def __init__(self, source, place, umask=0o022, user=(), **env):
        self.tree, self.umask = place / 'tree', umask
        self.user = list(user)
        self.build, self.dest = place / 'build', place / 'dest'
        self.root = self.dest / PREFIX.strip('/')
        self.env = {k: v for k, v in os.environ.items() if k not in LEFT}
        self.env.update(CC='gcc', CXX='g++', CCACHE_DISABLE='1', **env)
        copy_tree(source, self.tree)
        if 'setpriv' in self.user:
            for path in (place, *place.rglob('*')):
                os.chown(path, NOBODY, -1, follow_symlinks=False)

    def run(self, *command):
        done = subprocess.run(
            self.user + [str(c) for c in command], env=self.env,
            capture_output=True, text=True, errors='replace',
            umask=self.umask, check=False)
        lines = (done.stdout + done.stderr).splitlines()
        if done.returncode != 0:
            raise RuntimeError('\n'.join([f'{command[0]} failed']
                                         + lines[-30:]))
        return done.stdout

    def make(self, *options):
        shutil.rmtree(self.build, ignore_errors=True)
        self.run('meson', 'setup', self.build, self.tree,
                 '--buildtype=release', '-Ddebug=true', f'--prefix={PREFIX}',
                 '-Dlibdir=lib', '-Dtests=disabled', *options)
        self.run('ninja', '-C', self.build)
        return self

    def install(self):
        shutil.rmtree(self.dest, ignore_errors=True)
        self.env['DESTDIR'] = str(self.dest)
        self.run('meson', 'install', '-C', self.build, '--no-rebuild')
        return self.root

    def uninstall(self):
        """What is left, folders too."""
        self.run('ninja', '-C', self.build, 'uninstall')
        return [f'{p.relative_to(self.dest)} is left'
                for p in self.dest.rglob('*')]
