# SPDX-License-Identifier: Apache-2.0
"""Runs Maven on the binding, with a folder for what it makes outside of it: the
tests and then the jar.
"""
import os
import subprocess

# Of a compiler that runs once: what it is compiled to best is not worth its time.
# Tests and measurements run in a virtual machine of their own.
ENV = os.environ | {'MAVEN_OPTS': os.environ.get('MAVEN_OPTS', '') +
                    ' -XX:TieredStopAtLevel=1'}


def dependencies(root, folder):
    """Copies what the jar depends on into a folder; gives the jars."""
    done = subprocess.run(
        ['mvn', '-B', '-q', '-f', root / 'bindings/kotlin/pom.xml',
         'dependency:copy-dependencies', '-DincludeScope=runtime',
         f'-DoutputDirectory={folder}'], capture_output=True, text=True,
        check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout[-3000:]
    return sorted(folder.glob('*.jar'))


def maven(root, folder, library, *more):
    """The exit status and all that was said, in dumps of the tests too."""
    target = folder / 'target'
    done = subprocess.run(
        ['mvn', '-B', '-f', root / 'bindings/kotlin/pom.xml', 'package',
         f'-Dcarnet.library.path={library.parent}',
         f'-Dcarnet.target={target}', *more],
        capture_output=True, text=True, check=False, env=ENV,
        stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    for dump in target.glob('*-reports/*.dump*'):
        said += dump.read_text(errors='replace')
    return done.returncode, said
