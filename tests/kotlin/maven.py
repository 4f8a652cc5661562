# SPDX-License-Identifier: Apache-2.0
"""Runs Maven on the binding, with a folder for what it makes outside of it: the
tests and then the jar.
"""
import subprocess


def maven(root, folder, library, *more):
    """The exit status and all that was said, in dumps of the tests too."""
    target = folder / 'target'
    done = subprocess.run(
        ['mvn', '-B', '-f', root / 'bindings/kotlin/pom.xml', 'package',
         f'-Dcarnet.library.path={library.parent}',
         f'-Dcarnet.target={target}', *more],
        capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    for dump in target.glob('*-reports/*.dump*'):
        said += dump.read_text(errors='replace')
    return done.returncode, said
