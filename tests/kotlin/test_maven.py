# SPDX-License-Identifier: Apache-2.0
"""Maven compiles the binding to Java 8 bytecode, holds it against what Android
has, and runs its tests under -Xcheck:jni: test_maven.py TREE FOLDER.
"""
import pathlib
import re
import struct
import sys
import xml.etree.ElementTree as xml

import shim
from maven import maven
from tap import Tap

ROOT, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
TARGET = FOLDER / 'target'
JAVA_8 = 52
# What -Xcheck:jni says where a native method does wrong.
WRONG = re.compile(r'WARNING in native method|FATAL ERROR in native method'
                   r'|JNI call made (without|with)|Warning: .*exception pending'
                   r'|SIGSEGV|hs_err')


def cases():
    """(name, what went wrong or None) of each test that ran."""
    for report in sorted(TARGET.glob('surefire-reports/TEST-*.xml')):
        for case in xml.parse(report).getroot().iter('testcase'):
            bad = [c for c in case if c.tag in ('failure', 'error', 'skipped')]
            name = f'{case.get("classname").split(".")[-1]}: ' \
                   f'{case.get("name")}'
            yield name, (bad[0].get('message') or bad[0].tag) if bad else None


def versions():
    """Bytecode versions of the classes (JVM specification section 4.1)."""
    return {struct.unpack('>H', p.read_bytes()[6:8])[0]
            for p in TARGET.glob('classes/**/*.class')}


def main():
    tap = Tap()
    with tap.case('complaints_of_the_checks_are_found'):
        assert WRONG.search('WARNING in native method: JNI call made without '
                            'checking exceptions when required to')
    library = shim.built(ROOT, FOLDER)
    for report in TARGET.glob('surefire-reports/*'):
        report.unlink()
    status, said = maven(ROOT, FOLDER, library)
    ran = list(cases())
    for name, wrong in ran:
        tap.check(name, [wrong] if wrong else [])
    with tap.case('maven_is_content_android_has_what_is_used'):
        assert status == 0, said[-6000:]
        assert 'animal-sniffer' in said
    with tap.case('no_test_class_was_left_out'):
        tests = {p.stem for p in
                 (ROOT / 'bindings/kotlin/src/test').rglob('*Test.*')}
        assert tests == {name.split(':')[0] for name, _ in ran}, tests
    with tap.case('checks_of_native_calls_say_nothing'):
        found = WRONG.search(said)
        assert not found, said[max(0, found.start() - 500):][:3000]
    with tap.case('bytecode_is_that_of_java_8'):
        assert versions() == {JAVA_8}, versions()
    for line in re.findall(r'^.*verifications: resident.*$', said, re.M):
        tap.note(line)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
