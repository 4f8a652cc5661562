# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: the table of lib/meson.build, walls, faces."""
import posixpath
import re

from house import C_ENDINGS, CXX_ENDINGS, includes, rule

# Headers of foreign libraries and the one place that may see them: a folder,
# or one single file of it.
WALLS = {
    'cbor.h': ('cbor', False),
    'sodium.h': ('crypto', True),
    'zlib.h': ('wire', True),
    'qrencode.h': ('qr', True),
}
# Who measures these libraries themselves, beside ours.
BENCH = ('tests', 'bench')
# What the library may take from the C library. No clock, locale, file,
# signal, thread or assertion; what these still hold is checked by the symbols.
STANDARD = {'inttypes.h', 'limits.h', 'stdarg.h', 'stdbool.h', 'stddef.h',
            'stdint.h', 'stdio.h', 'stdlib.h', 'string.h'}
# Where randomness comes from, and the one file that asks for it.
RANDOMNESS = ('unistd.h', 'lib/crypto/random.c')
# The one header beside faces and _i.h ones.
LIMITS = ('base', 'limits.h')


def foreign_of(name):
    """The wall that a header belongs behind, or None."""
    for header in WALLS:
        stem = header[:-2]
        if name == header or name.startswith(stem + '/'):
            return header
    return None


def resolve(house, path, name):
    """Path in the tree that a quoted include means, or None."""
    here = house.name(path.parent)
    for top in (here, 'include', 'lib', 'tests'):
        target = posixpath.normpath(posixpath.join(top, name))
        if (house.root / target).is_file():
            return target
    return None


def is_written_by_build(house, path, name):
    """Whether some meson.build near the file names it as an output."""
    base = posixpath.basename(name)
    folders = [path.parent, house.root / 'include/carnet', house.root / 'lib']
    if '/' in name:
        folders.append(house.root / 'tests' / posixpath.dirname(name))
        folders.append(house.root / 'lib' / posixpath.dirname(name))
    return any((f / 'meson.build').is_file()
               and (f"'{base}'" in house.text(f / 'meson.build')
                    or f"'{base[:-2]}'" in house.text(f / 'meson.build')
                    or (f / f'{base}.in').is_file())
               for f in folders)


def is_face(target, rooms):
    return any(target == f'lib/{r}/{r}.h' for r in rooms)


def check_quoted(house, path, line, name, may):
    """A problem if an include leads where may(target) says no."""
    target = resolve(house, path, name)
    if target is None:
        if is_written_by_build(house, path, name):
            return []
        return [house.at(path, line, f'no such header: {name}')]
    if may(target):
        return []
    return [house.at(path, line, f'may not include {target}')]


@rule
def rooms_include_only_where_their_arrows_point(house):
    problems = []
    arrows = house.arrows()
    for path in house.files('lib', C_ENDINGS + ('.def', '.inc')):
        room = path.relative_to(house.root).parts[1]

        def may(target, room=room):
            own = target.startswith(f'lib/{room}/')
            return (own or target.startswith('include/carnet/')
                    or is_face(target, arrows.get(room, [])))

        for line, name, angle in includes(house, path):
            if not angle:
                problems += check_quoted(house, path, line, name, may)
            elif (foreign_of(name) is None and name not in STANDARD
                  and (name, house.name(path)) != RANDOMNESS):
                problems.append(house.at(path, line, f'<{name}> is not for '
                                         'the library'))
    return problems


@rule
def foreign_headers_stay_at_their_walls(house):
    problems = []
    seen = {}
    for path in house.files('', C_ENDINGS + CXX_ENDINGS):
        parts = path.relative_to(house.root).parts
        for line, name, _ in includes(house, path):
            header = foreign_of(name)
            if header is None or (house.root / 'lib' / name).is_file():
                continue
            if parts[:2] == BENCH or resolve(house, path, name) is not None:
                continue
            room, single = WALLS[header]
            if parts[0] not in ('lib', 'tests') or parts[1] != room:
                problems.append(house.at(path, line, f'{name} belongs to '
                                         f'lib/{room} alone'))
            elif single and parts[0] == 'lib':
                first = seen.setdefault(header, path)
                if first != path:
                    problems.append(house.at(
                        path, line, f'{name} is already the business of '
                        f'{house.name(first)}'))
    return problems


@rule
def public_headers_include_only_themselves(house):
    problems = []
    for path in house.public_headers():
        for line, name, angle in includes(house, path):
            good = (name in ('stdint.h', 'stddef.h') if angle
                    else re.fullmatch(r'carnet/[a-z_]+\.h', name))
            if not good:
                problems.append(house.at(path, line, f'may not include {name}'))
    return problems


@rule
def umbrella_brings_every_public_header(house):
    umbrella = house.root / 'include/carnet/carnet.h'
    if not umbrella.exists():
        return ['include/carnet/carnet.h:1: there is none']
    brought = {name for _, name, _ in includes(house, umbrella)}
    for header in house.public_headers():
        if f'carnet/{header.name}' in brought:
            brought |= {name for _, name, _ in includes(house, header)}
    return [house.at(umbrella, 1, f'does not bring {path.name}')
            for path in house.public_headers()
            if path != umbrella and f'carnet/{path.name}' not in brought]


@rule
def examples_see_only_the_public_face(house):
    problems = []
    for path in house.files('examples', C_ENDINGS + CXX_ENDINGS):
        for line, name, angle in includes(house, path):
            if angle and name.startswith('carnet/') or not angle:
                problems += check_quoted(
                    house, path, line, name,
                    lambda t: t.startswith(('include/carnet/', 'examples/')))
    return problems


@rule
def tests_see_only_the_room_under_test(house):
    problems = []
    arrows = house.arrows()
    for path in house.files('tests', C_ENDINGS + CXX_ENDINGS):
        room = path.relative_to(house.root).parts[1]
        known = ['base', 'json'] if room == 'support' else arrows.get(room, [])

        def may(target, room=room, known=known):
            if not target.startswith('lib/'):
                return True
            return (target.startswith(f'lib/{room}/') or is_face(target, known)
                    or (room == 'support' and target.startswith('lib/base/')))

        for line, name, angle in includes(house, path):
            if not angle:
                problems += check_quoted(house, path, line, name, may)
    return problems


@rule
def table_of_rooms_is_whole(house):
    """Every folder of lib has its row; arrows point back in the order."""
    arrows, names = house.arrows(), house.room_names()
    at = 'lib/meson.build:1:'
    problems = [f'{at} {room} is not in room_arrows'
                for room in house.rooms() if room not in arrows]
    if sorted(arrows) != sorted(names):
        problems.append(f'{at} room_names and room_arrows differ')
    for room, targets in arrows.items():
        for target in targets:
            if target not in names or room not in names \
                    or names.index(target) >= names.index(room):
                problems.append(f'{at} {room} comes before {target}')
    return problems


@rule
def no_arrow_is_idle(house):
    """Each leads to a face that is included, or to what another brings along:
    then it is named. All stand on base, whether they say so or not."""
    problems = []
    for room, targets in house.arrows().items():
        text = '\n'.join(house.text(path) for path in
                         house.files(f'lib/{room}', C_ENDINGS + ('.def',)))
        for target in targets:
            used = re.search(rf'"\.\./{target}/{target}\.h"'
                             rf'|\bcn_{target}_|\bCN_{target.upper()}_', text)
            if target != 'base' and not used:
                problems.append(f'lib/meson.build:1: {room} needs no {target}')
    return problems


@rule
def each_room_has_one_face(house):
    problems = []
    for room in house.rooms():
        folder = house.root / 'lib' / room
        if not (folder / f'{room}.h').is_file():
            problems.append(f'lib/{room}/{room}.h:1: there is no face')
        for path in sorted(folder.rglob('*.h')):
            if path.name == f'{room}.h' or path.name.endswith('_i.h') \
                    or (room, path.name) == LIMITS:
                continue
            problems.append(house.at(path, 1, 'neither the face nor _i.h'))
    return problems


@rule
def every_source_is_built(house):
    """No file of a room, and no test, is left out of its meson.build."""
    problems = []
    for room in house.rooms():
        for top, pattern in (('lib', '*.c'), ('tests', 'test_*.c')):
            folder = house.root / top / room
            build = folder / 'meson.build'
            for path in sorted(folder.rglob(pattern)):
                name = path.relative_to(folder).as_posix()
                if not build.exists() or f"'{name}'" not in house.text(build):
                    problems.append(house.at(path, 1, 'is in no meson.build'))
    return problems


@rule
def every_harness_is_whole(house):
    """Each has its row, its corpus and its planted fault, and none is left
    over; the corpus stays small."""
    folder = house.root / 'fuzz'
    if not folder.is_dir():
        return []
    build = folder / 'meson.build'
    built = house.text(build)
    planted = house.text(folder / 'planted.tsv')
    names = [p.stem[5:] for p in sorted(folder.glob('fuzz_*.c'))]
    problems = []
    for name in names:
        corpus = folder / 'corpus' / name
        if f"'{name}': [" not in built:
            problems.append(house.at(build, 1, f'no row for {name}'))
        if not corpus.is_dir() or not any(corpus.iterdir()):
            problems.append(house.at(build, 1, f'no corpus for {name}'))
        if f'\n{name}\t' not in planted:
            problems.append(house.at(folder / 'planted.tsv', 1,
                                     f'no fault for {name}'))
    for kind in ('corpus', 'dict'):
        problems += [f'fuzz/{kind}/{p.name}:1: no harness of that name'
                     for p in sorted((folder / kind).glob('*'))
                     if p.stem not in names]
    size = sum(p.stat().st_size for p in (folder / 'corpus').rglob('*'))
    if size > 2 << 20:
        problems.append(f'fuzz/corpus:1: {size} bytes, more than 2 MiB')
    return problems
