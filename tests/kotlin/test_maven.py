# SPDX-License-Identifier: Apache-2.0
"""Maven compiles the binding to Java 8 bytecode, holds it against what Android
has, and runs its tests under -Xcheck:jni: test_maven.py TREE FOLDER.
"""
import pathlib
import re
import shutil
import struct
import sys
import xml.etree.ElementTree as xml
import zipfile

import sanitizers
import shim
from maven import dependencies, maven
from tap import Tap

ROOT, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
TARGET = FOLDER / 'target'
LOG = FOLDER / 'sanitizers-said'
JAVA_8 = 52
# What -Xcheck:jni says where a native method does wrong.
WRONG = re.compile(r'WARNING in native method|FATAL ERROR in native method'
                   r'|JNI call made (without|with)|Warning: .*exception pending'
                   r'|SIGSEGV|hs_err')


def cases(folder='surefire-reports'):
    """(name, what went wrong or None) of each test that ran."""
    for report in sorted(TARGET.glob(f'{folder}/TEST-*.xml')):
        for case in xml.parse(report).getroot().iter('testcase'):
            bad = [c for c in case if c.tag in ('failure', 'error', 'skipped')]
            name = f'{case.get("classname").split(".")[-1]}: ' \
                   f'{case.get("name")}'
            yield name, (bad[0].get('message') or bad[0].tag) if bad else None


def versions():
    """Bytecode versions of the classes (JVM specification section 4.1)."""
    return {struct.unpack('>H', p.read_bytes()[6:8])[0]
            for p in TARGET.glob('classes/**/*.class')}


def wrong_in_jar():
    """It has its licence and the rules for R8, and beside the classes no more
    than Maven's own words."""
    jar, = TARGET.glob('carnet-*.jar')
    with zipfile.ZipFile(jar) as archive:
        names = [n for n in archive.namelist() if not n.endswith('/')]
        licence = archive.read('META-INF/LICENSE')
    ours = (r'org/carnet/[\w$]+\.class|META-INF/(LICENSE|MANIFEST\.MF'
            r'|proguard/carnet\.pro|maven/.*|[\w.-]*\.kotlin_module)')
    problems = [n for n in names if not re.fullmatch(ours, n)]
    problems += [] if 'META-INF/proguard/carnet.pro' in names else ['no rules']
    return problems + ([] if licence == (ROOT / 'LICENSE').read_bytes()
                       else ['another licence'])


def java_app(library):
    """The program of the guide, in a folder of its own with nothing but what
    the guide says to ship; what it says."""
    app = FOLDER / 'app'
    shutil.rmtree(app, ignore_errors=True)
    app.mkdir()
    page = (ROOT / 'docs/guide/kotlin.md').read_text()
    code, = re.findall(r'^```java\n(.*?)^```$', page, re.M | re.S)
    (app / 'Clinic.java').write_text(code)
    jar, = TARGET.glob('carnet-*.jar')
    jars = [jar, *dependencies(ROOT, app / 'lib')]
    names = {re.sub(r'-[\d.]+\.jar$', '', j.name) for j in jars}
    told = set(re.findall(r'`([\w-]+)`[,\s]', re.search(
        r'^- what it depends on.*?;$', page, re.M | re.S).group())) | {'carnet'}
    assert names == told, names ^ told
    path = ':'.join(map(str, [app, *jars]))
    shim.run(['javac', '-Xlint:all,-options', '-Werror', '--release', '8',
              '-cp', path, app / 'Clinic.java'])
    return shim.run(['java', '-Xcheck:jni', '-cp', path,
                     f'-Djava.library.path={library.parent}', 'Clinic'])


def under_sanitizers():
    """Properties that let the tests run a second time, on a sanitized shim."""
    library = shim.sanitized(ROOT, FOLDER)
    env = sanitizers.environment(LOG, leaks=False)
    names = {'preload': 'LD_PRELOAD', 'asan': 'ASAN_OPTIONS',
             'lsan': 'LSAN_OPTIONS', 'ubsan': 'UBSAN_OPTIONS'}
    return ['-Dcarnet.sanitized.skip=false',
            f'-Dcarnet.sanitized.path={library.parent}',
            *(f'-Dcarnet.sanitized.{name}={env[key]}'
              for name, key in names.items())]


def sanitized(tap, names):
    """What the second run has to say; of leaks test_sanitized.py does."""
    ran = list(cases('sanitized-reports'))
    log = sanitizers.said(LOG)
    with tap.case('every_test_passes_under_sanitizers_too'):
        due = {n for n in names if not n.startswith('LeakTest')}
        assert {n for n, _ in ran} == due and len(due) >= 60, due
        assert not any(wrong for _, wrong in ran), ran
    with tap.case('sanitizers_find_nothing_in_the_tests'):
        assert not log, log[:4000]


def main():
    tap = Tap()
    with tap.case('complaints_of_the_checks_are_found'):
        assert WRONG.search('WARNING in native method: JNI call made without '
                            'checking exceptions when required to')
    library = shim.built(ROOT, FOLDER)
    for old in [*TARGET.glob('*-reports/*'), *FOLDER.glob(LOG.name + '.*')]:
        old.unlink()
    status, said = maven(ROOT, FOLDER, library, *under_sanitizers())
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
    sanitized(tap, [name for name, _ in ran])
    with tap.case('bytecode_is_that_of_java_8'):
        assert versions() == {JAVA_8}, versions()
    with tap.case('jar_holds_its_licence_and_nothing_foreign'):
        assert not wrong_in_jar(), wrong_in_jar()
    with tap.case('java_of_the_guide_runs_with_what_it_says_to_ship'):
        said_by_app = java_app(library)
        assert '2 entries' in said_by_app and '$' in said_by_app, said_by_app
    for line in re.findall(r'^.*verifications: resident.*$', said, re.M):
        tap.note(line)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
