# SPDX-License-Identifier: Apache-2.0
"""The border between Java and C under sanitizers, by a program of Java alone
that calls every native method which allocates, on good ways and on bad ones:
test_sanitized.py TREE FOLDER. The JUnit tests run under them too, but for leaks:
test_maven.py.
"""
import os
import pathlib
import re
import subprocess
import sys

import sanitizers
import shim
from tap import Tap

ROOT, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
BINDING = ROOT / 'bindings/kotlin'
PROOF = BINDING / 'src/test/java/org/carnet/BorderProof.java'
ROUNDS = 20


def compiled(folder):
    java = sorted((BINDING / 'src/main/java/org/carnet').glob('*.java'))
    shim.run(['javac', '-d', folder, *java, PROOF])
    return folder


def run(library, classes, *words):
    """Exit status, what it said, what the sanitizers said."""
    log = classes / f'said-{words[0]}'
    for old in classes.glob(log.name + '.*'):
        old.unlink()
    done = subprocess.run(
        ['java', '-Xcheck:jni', '-Xmx128m', '-cp', classes,
         f'-Djava.library.path={library.parent}', 'org.carnet.BorderProof',
         *words], env=dict(os.environ, **sanitizers.environment(log)),
        capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr, sanitizers.said(log)


def main():
    tap = Tap()
    library = shim.sanitized(ROOT, FOLDER)
    classes = compiled(FOLDER / 'proof')
    with tap.case('the_use_of_a_freed_handle_is_seen'):
        status, out, log = run(library, classes, 'stale')
        assert 'came to its end' not in out, (status, out)
        assert 'heap-use-after-free' in log and 'keyEncode' in log, log[:2000]
        assert sanitizers.errors(log)
    with tap.case('a_handle_that_nobody_frees_is_counted'):
        status, out, log = run(library, classes, 'lost', str(ROUNDS))
        assert 'came to its end' in out, out
        assert ('keyNew', ROUNDS) in sanitizers.lost(log), log[:2000]
    with tap.case('every_native_method_that_allocates_is_called'):
        text = PROOF.read_text()
        owners = shim.owners(ROOT)
        left = {n for n in owners
                if not re.search(rf'\bNative(\.{n}\(|::{n}\b)', text)}
        assert len(owners) > 80 and not left, (len(owners), left)
    with tap.case('nothing_is_wrong_or_lost_in_many_rounds'):
        status, out, log = run(library, classes, 'rounds', str(ROUNDS))
        assert status == 0 and out == 'came to its end\n', out[-3000:]
        assert not sanitizers.errors(log), log[:3000]
        assert not sanitizers.lost(log), sanitizers.lost(log)
        # That it looked: the JVM itself always leaves something.
        assert 'LeakSanitizer: detected memory leaks' in log, log[:2000]
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
