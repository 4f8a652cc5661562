# SPDX-License-Identifier: Apache-2.0
"""What the golden folder has to be refused: each a small passport with one
fault. Those whose fault is under the signature are signed all the same, by
tests/cli/craft.py."""
import zlib

import craft

CONDITION = 256 + 4  # in the open form; bit 5 of its mask is the code
CODE = 1 << 5
LATER = 1 << 60  # a field of no version so far


def several(*files):
    """One passport of the credentials of files that have one each."""
    return craft.MAGIC + bytes([0x80 + len(files)]) \
        + b''.join(f[len(craft.MAGIC) + 1:] for f in files)


def flipped(data, at, bit=1):
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1:]


def of_files(data):
    """Faults of a file with one whole credential: magic 8, 81 83 58 54, head
    84, day, body. The day is 19 and two bytes."""
    day = 8 + 2 + 2 + 84
    yield 'nothing at all', b''
    yield 'the magic alone', data[:8]
    yield 'cut in the signature', data[:60]
    yield 'cut by a byte', data[:-1]
    yield 'a byte behind', data + b'\0'
    yield 'another version', flipped(data, 7, 3)
    yield 'the magic of a trust list', flipped(data, 2, 0x50 ^ 0x54)
    yield 'another key id', flipped(data, 12)
    yield 'a bit of the signature', flipped(data, 40)
    yield 'a bit of the root seed', flipped(data, 90)
    yield 'another day', flipped(data, day + 2)
    yield 'a bit of the body', flipped(data, len(data) - 1)
    yield 'no credential', data[:8] + b'\x80'
    yield 'a long head of an array', data[:8] + b'\x98\x01' + data[9:]
    yield 'an array without an end', data[:8] + b'\x9f' + data[9:] + b'\xff'
    yield 'a tag', data[:8] + b'\xc0' + data[8:]
    yield 'a float for the day', \
        data[:day] + b'\xf9\x3c\x00' + data[day + 3:]
    yield 'a long day', data[:day] + b'\x1a\0\0' + data[day + 1:]
    yield 'a head that is too short', \
        data[:10] + b'\x58\x53' + data[12:95] + data[96:]


def of_texts(text):
    yield 'small letters', text.lower()
    yield 'a space before it', b' ' + text
    yield 'two line ends', text + b'\n\n'
    yield 'another version of text', b'HP2:' + text[4:]
    yield 'a character left over', text + b'00'
    yield 'a group above 65535', text[:4] + b':::' + text[7:]
    yield 'a character of no alphabet', text[:20] + b'_' + text[21:]
    yield 'a keyboard layout', text[:4] + text[4:].replace(b'A', b'Q')
    yield 'a space written as on the web', text[:8] + b'%20' + text[9:]


def of_bodies(data, dictionary):
    """Faults of DEFLATE, of a file whose body is 58 xx ... to its end."""
    day = 8 + 2 + 2 + 84
    front, body = data[:day + 3], data[day + 5:]
    assert data[day + 3] == 0x58, data[day + 3]
    items = zlib.decompressobj(-15, zdict=dictionary).decompress(body)
    stored = b'\x01' + len(items).to_bytes(2, 'little') \
        + (len(items) ^ 0xffff).to_bytes(2, 'little') + items

    def packed(stream):
        return front + bytes([0x58, len(stream)]) + stream

    yield 'a stored block', packed(stored)
    yield 'a byte behind the block', packed(body + b'\0')
    yield 'a block cut off', packed(body[:-1])
    yield 'no last block', packed(flipped(body, 0))


def of_parts(data):
    """Faults of a presentation that shows the desk part alone: magic 8, 81 84
    58 44, head 68, day 3, parts 82 50 seed 16 54 digest 20, body."""
    parts = 8 + 2 + 2 + 68 + 3
    assert data[parts:parts + 2] == b'\x82\x50', data[parts:parts + 2]
    rest = data[parts + 18:parts + 39]
    yield 'a bit of a digest', flipped(data, parts + 25)
    yield 'a digest in place of the seed', \
        data[:parts + 1] + b'\x54' + bytes(20) + data[parts + 18:]
    yield 'a rest of two digests', \
        data[:parts + 18] + b'\x82' + rest + rest + data[parts + 39:]


def of_entries(signer):
    """Signed; what a later version may say is read around, the rest is wrong
    all the same."""
    def page(*values, **how):
        return craft.passport(craft.credential(
            signer, [[], [craft.entry(*values)], []], day=20529, **how))

    yield 'a listed condition', page(3, 0)
    yield 'a kind of a later version', page(256 + 90, [1, 'x'])
    yield 'a field of a later version', \
        page(CONDITION, [CODE | LATER, 0, 'x'])
    yield 'a field that must be understood', \
        page(CONDITION, [-1 - (CODE | LATER), 0, 'x'])
    yield 'an index that no list reaches', page(3, 0, valid=30, index=7)
    yield 'a template that there is not', page(250, 0)
    yield 'the open form where a template fits', page(CONDITION, [CODE, 0])
    yield 'a field that is said and not there', page(CONDITION, [CODE])
    yield 'a code that is in no list', page(3, 65000)
    yield 'words in place of a code', page(3, 'x')
    yield 'a control character', page(CONDITION, [8 | CODE, 'a\nb', 0])
    yield 'a float', page(3, 3.5)
    yield 'a critical mask without need', page(CONDITION, [-1 - (8 | CODE),
                                                           'x', 0])
    yield 'a string that is too long', page(256 + 90, [1, 'x' * 1025])
    yield 'nested too deep', page(256 + 90, [1, [[[[[[[1]]]]]]]])
    yield 'a number that is no kind', page(70000, [1, 1])
    yield 'a last valid day of the year ten thousand', \
        page(3, 0, valid=65535 + 1)


def rows(m, noon):
    now, trusted = str(noon), 'list.pub 1.trust b.status'
    root = m.root + '/docs/spec/dictionary.hex'
    with open(root, encoding='utf-8') as pages:
        dictionary = bytes.fromhex(''.join(
            w for w in pages.read().split()
            if not set(w) - set('0123456789abcdef')))
    signer = craft.Signer(m.maker.read('a.key').decode())
    groups = (
        ('bad-file', of_files(m.maker.read('one.carnet'))),
        ('bad-text', of_texts(m.maker.read(m.text('one.txt', 'one.carnet')))),
        ('bad-deflate', of_bodies(m.maker.read('emergency.carnet'), dictionary)),
        ('bad-parts', of_parts(m.maker.read('for-desk.carnet'))),
        ('signed', of_entries(signer)))
    for group, faults in groups:
        for n, (about, data) in enumerate(faults):
            name = m.maker.write(f'{group}-{n:02}', data)
            yield (about, name, 'passport', now, trusted)
    for about, name in (('a trust list for a passport', '1.trust'),
                        ('a status list for a passport', 'b.status')):
        yield (about, name, 'passport', now, trusted)
    for n, at in enumerate((30, 70, 150)):
        name = m.maker.write(f'bad-list-{n}',
                             flipped(m.maker.read('1.trust'), at))
        yield ('a bit of a trust list', name, 'trust', now, 'list.pub')
        name = m.maker.write(f'bad-status-{n}',
                             flipped(m.maker.read('b.status'), at))
        yield ('a bit of a status list', name, 'status', now,
               'list.pub 1.trust')
