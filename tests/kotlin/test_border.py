# SPDX-License-Identifier: Apache-2.0
"""The border between Java and C: what the shim shows, how it is aligned, that
each public function is bound or left out with a reason, and that the typed
entries are those of the schema: test_border.py TREE FOLDER."""
import fnmatch
import pathlib
import re
import subprocess
import sys
import textwrap

import shim
from tap import Tap

ROOT, FOLDER = pathlib.Path(sys.argv[1]), sys.argv[2]
BINDING = ROOT / 'bindings/kotlin'
PAGE = 16384


def natives():
    text = (BINDING / 'src/main/java/org/carnet/Native.java').read_text()
    return set(re.findall(r'static native [\w\[\]]+ (\w+)\(', text))


def shown(library):
    out = shim.run(['nm', '-D', '--defined-only', library])
    return {line.split()[-1] for line in out.splitlines()}


def needed(library):
    """Names of the shared libraries that it is linked with."""
    out = shim.run(['readelf', '-dW', library])
    return re.findall(r'\(NEEDED\).*\[(.*)\]', out)


def package_of(name):
    """The Debian package that a library's name asks for: by Debian's policy
    (section 8.1) the name, with a dash between two digits, and its version."""
    stem, version = re.fullmatch(r'(.+)\.so\.(.+)', name).groups()
    if stem == 'libz':
        return 'zlib1g'  # older than the policy
    return stem + ('-' if stem[-1].isdigit() else '') + version


def alignments(library):
    out = shim.run(['readelf', '-lW', library])
    return [int(line.split()[-1], 16) for line in out.splitlines()
            if line.split()[:1] == ['LOAD']]


def public_functions():
    """Names behind CARNET_API in the headers."""
    names = set()
    for header in (ROOT / 'include/carnet').glob('*.h*'):
        text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.S)
        names |= set(re.findall(r'CARNET_API[^;(]*?\b(carnet_\w+)\s*\(', text))
    return names


def called():
    text = ''.join(p.read_text() for p in (BINDING / 'src/main/c').glob('*.c'))
    return set(re.findall(r'\b(carnet_\w+)\(', text))


def left_out():
    rows = [line.split('\t') for line in
            (BINDING / 'left_out.tsv').read_text().splitlines()
            if line and not line.startswith('#')]
    return {row[0]: row[1] if len(row) == 2 else '' for row in rows}


def unbound(names, calls, rows):
    """What is in neither, in both, or leaves nothing out."""
    out = []
    for name in sorted(names):
        found = [p for p in rows if fnmatch.fnmatchcase(name, p)]
        if (name in calls) == bool(found) or len(found) > 1:
            out.append(f'{name}: called {name in calls}, left out by {found}')
    out += [f'{p} leaves nothing out' for p in rows
            if not fnmatch.filter(names, p)]
    return out + [f'{p} has no reason' for p, r in rows.items()
                  if not r.strip()]


def blocks(page):
    """The Kotlin of the guide, as it stands between its marks in the test."""
    return re.findall(r'^```kotlin\n(.*?)^```$', page, re.M | re.S)


def marked(source):
    found = re.findall(r'^ *// \[(\w+)\]\n(.*?)^ *// \[/\1\]$', source,
                       re.M | re.S)
    return [textwrap.dedent(body) for _, body in found]


def main():
    tap = Tap()
    with tap.case('what_is_unbound_is_found'):
        assert unbound({'carnet_a'}, set(), {})
        assert unbound({'carnet_a'}, {'carnet_a'}, {'carnet_a': 'x'})
        assert unbound({'carnet_a'}, {'carnet_a'}, {'carnet_b': 'x'})
        assert unbound({'carnet_a'}, set(), {'carnet_a': ''})
        assert not unbound({'carnet_a'}, set(), {'carnet_?': 'x'})
    library = shim.built(ROOT, FOLDER)
    with tap.case('shows_what_java_looks_for_and_no_more'):
        due = {f'Java_org_carnet_Native_{n}' for n in natives()}
        assert len(due) > 100
        assert shown(library) == due | {'JNI_OnLoad'}, shown(library) ^ due
    with tap.case('loads_where_pages_have_16_kib'):
        found = alignments(library)
        assert found and all(a % PAGE == 0 for a in found), found
    with tap.case('needs_what_the_guides_say_and_no_more'):
        found = needed(library)
        assert len(found) == 5 and 'libc.so.6' in found, found
        for guide in ('kotlin', 'python'):
            page = (ROOT / f'docs/guide/{guide}.md').read_text()
            packages = set(re.search(r'\(Debian 12: `([^`]+)`\)',
                                     page).group(1).split())
            assert packages == {package_of(n) for n in found
                                if n != 'libc.so.6'}, (packages, found)
    with tap.case('every_public_function_is_bound_or_left_out_with_a_reason'):
        names, calls = public_functions(), called()
        assert len(names) > 200
        assert not calls - names, calls - names
        wrong = unbound(names, calls, left_out())
        assert not wrong, '\n'.join(wrong)
        tap.note(f'{len(names)} functions, {len(calls)} called')
    with tap.case('typed_entries_are_those_of_the_schema'):
        subprocess.run([sys.executable, '-B', BINDING / 'make_entries.py',
                        '--check'], check=True)
    with tap.case('versions_are_that_of_the_project'):
        due = re.search(r"version: '([^']+)'",
                        (ROOT / 'meson.build').read_text()).group(1)
        pom = (BINDING / 'pom.xml').read_text()
        native = BINDING / 'src/main/java/org/carnet/Native.java'
        found = [re.search(r'</artifactId>\s*<version>([^<]+)', pom).group(1),
                 re.search(r'VERSION = "([^"]+)"',
                           native.read_text()).group(1)]
        assert found == [due, due], (found, due)
    with tap.case('the_code_of_the_guide_is_that_of_its_test'):
        page = (ROOT / 'docs/guide/kotlin.md').read_text()
        test = BINDING / 'src/test/kotlin/org/carnet/GuideTest.kt'
        code = marked(test.read_text())
        assert len(code) == 5
        assert sorted(blocks(page)) == sorted(code)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
