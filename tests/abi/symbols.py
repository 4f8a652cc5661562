# SPDX-License-Identifier: Apache-2.0
"""What object files and libraries say about themselves, and rules on it.

Each function gives its problems as lines, like the house rules; it is shown
to fail in test_symbols.py and run on the installed library by test_install.py.
"""
import re
import subprocess

# What the library may ask of the C library. No clock, file, locale,
# environment, log, signal, exit: what is not here is a hidden input.
LIBC = set('memchr memcmp memcpy memmove memset strchr strcmp strcspn strlen '
           'strncmp strrchr strspn strstr bsearch qsort snprintf vsnprintf '
           '_GLOBAL_OFFSET_TABLE_ __stack_chk_fail __memcpy_chk '
           '__memmove_chk __memset_chk __snprintf_chk __vsnprintf_chk'.split())
# What one room may ask beyond that. The loader and the allocator hooks of
# libcbor are not among it.
ROOMS = {
    'base': r'calloc|free',
    'cbor': r'cbor_stream_decode|cbor_encode_\w+|cbor_empty_callbacks',
    'crypto': r'sodium_\w+|crypto_\w+|getentropy',
    'wire': r'inflate\w*|deflate\w*|crc32|adler32',
    'qr': r'QRcode_\w+|QRinput_\w+',
}
NEEDED = r'lib(cbor|sodium|z|qrencode|c)\.so\.'


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True,
                          text=True, **more)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).splitlines()
        raise RuntimeError('\n'.join([f'{command[0]} failed'] + lines[-30:]))
    return done.stdout


def symbols(path, *options):
    """(member, type, name) for each symbol of an object or archive."""
    member = ''
    for line in run('nm', '-P', *options, path).splitlines():
        found = re.match(r'^.*\[(.*)\]:$', line)
        if found:
            member = found.group(1)
        elif line.strip() and not line.endswith(':'):
            name, kind = line.split()[:2]
            yield member, kind, re.sub(r'@.*', '', name)


def exported(library):
    return sorted({name for _, kind, name in symbols(
        library, '-D', '--defined-only') if kind != 'A'})


def not_as_declared(library, declared, whole):
    """Exported = declared; where rooms are still missing, no more than it."""
    have, want = set(exported(library)), set(declared)
    problems = [f'{n} is exported but in no header' for n in have - want]
    if whole:
        problems += [f'{n} is declared but not exported' for n in want - have]
    return sorted(problems)


def hidden_inputs(archive, rooms):
    """Each object asks only for what its room may; members are room_x.c.o."""
    problems = []
    ours = {name for _, kind, name in symbols(archive) if kind != 'U'}
    for member, kind, name in symbols(archive, '--undefined-only'):
        room = next((r for r in rooms if member.startswith(r + '_')), '')
        if name in LIBC or name in ours or kind not in 'Uw' \
                or re.fullmatch(ROOMS.get(room, '-'), name):
            continue
        problems.append(f'{member} asks for {name}')
    return problems


def foreign_names(archive):
    """Symbols of a static library that could clash with somebody's own."""
    return [f'{member} defines {name}' for member, kind, name
            in symbols(archive, '--defined-only', '--extern-only')
            if not re.match(r'(carnet|cn)_', name)]


def writable_data(archive):
    """Objects with state of their own: a global that some thread writes."""
    problems, member = [], ''
    for line in run('objdump', '-h', '-w', archive).splitlines():
        found = re.match(r'^(\S+): +file format', line)
        if found:
            member = found.group(1)
        fields = line.split()
        if len(fields) > 3 and fields[0].isdigit() and int(fields[2], 16) \
                and re.fullmatch(r'\.(data|bss|tdata|tbss)(\.(?!rel\.ro).*)?',
                                 fields[1]):
            problems.append(f'{member} has {fields[2]} bytes in {fields[1]}')
    return problems


def not_whole(archive, wanted):
    """A thin archive, an object twice, or one of those wanted not in it."""
    with open(archive, 'rb') as file:
        if file.read(8) != b'!<arch>\n':
            return ['it is a thin archive: its objects are elsewhere']
    members = run('ar', 't', archive).split()
    twice = {m for m in members if members.count(m) > 1}
    return [f'{m} is there twice' for m in sorted(twice)] + [
        f'{w} is not there' for w in wanted if w not in members]


def needs_more(library):
    """Libraries beyond the four and the C library; a wrong soname."""
    dynamic = run('readelf', '-d', library)
    problems = [f'needs {name}' for name in
                re.findall(r'\(NEEDED\).*\[(.*)\]', dynamic)
                if not re.match(NEEDED, name)]
    if '[libcarnet.so.0]' not in dynamic:
        problems.append('the soname is not libcarnet.so.0')
    if re.search(r'\((RPATH|RUNPATH|TEXTREL)\)', dynamic):
        problems.append('has a run path or text relocations')
    return problems
