# SPDX-License-Identifier: Apache-2.0
"""carnet present --seal and carnet open: for keys and phrases, which are never
an argument and never echoed."""
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time

from cli import (CONDITION, DATA, OK, PRIVATE_RECORD, USAGE, begin, record)
from tap import Tap

RICH = record(CONDITION, PRIVATE_RECORD['entries'][1])
PHRASE = re.compile(r'^    ((?:[0-9ACFHJKMPRTWXY]{4}-){3}[0-9ACFHJKMPRTWXY]{4})$',
                    re.MULTILINE)

tap = Tap()
carnet = begin()


def with_fd(data, *words):
    """A call that finds these bytes at a file descriptor."""
    read, write = os.pipe()
    os.write(write, data)
    os.close(write)
    done = carnet(*words, '--phrase-fd', str(read), pass_fds=(read,))
    os.close(read)
    return done


def parts(passport):
    done = carnet('verify', '--trust', 'clinic.pub', '--json', passport)
    assert done.code == OK, done
    return done.json['credentials'][0]['parts']


def entries(passport):
    done = carnet('show', '--trust', 'clinic.pub', '--json', passport)
    assert done.code == OK, done
    return done.json['credentials'][0]['entries']


with tap.case('a_sealing_key_is_x25519_and_no_issuers_key'):
    done = carnet('key', 'new', '--sealing', '-o', 'open.key')
    assert done.code == OK and 'X25519' in done.out, done
    assert os.stat(carnet.path('open.key')).st_mode & 0o777 == 0o600
    for name, secret in (('open.key', True), ('open.pub', False)):
        said = carnet('key', 'show', '--json', name).json
        assert said['algorithm'] == 'X25519' and said['secret'] == secret
        assert 'key_id' not in said
    text = subprocess.run(['openssl', 'pkey', '-in', 'open.key', '-noout',
                           '-text'], cwd=carnet.folder, capture_output=True,
                          text=True, check=True).stdout
    hexed = re.sub(r'[\s:]', '', text.split('pub:')[1])
    assert 'X25519' in text and hexed == said['public_key']
    assert carnet('key', 'new', '--sealing', '-o', 'other.key').code == OK
    done = carnet('verify', '--trust', 'open.pub', carnet.issue(RICH))
    assert 'KEY_ALGORITHM' in done.err, done
    done = carnet('key', 'show', 'open.key', '-o', 'again.pub')
    assert done.code == OK and carnet.path('again.pub').read_bytes() == \
        carnet.path('open.pub').read_bytes()

with tap.case('a_key_opens_what_was_sealed_for_it_and_no_other'):
    p = carnet.issue(RICH)
    done = carnet('present', p, '--audience', 'clinic', '--seal',
                  'private:open.pub', '-o', 'sealed.carnet')
    assert done.code == OK and done.out == '', done
    assert 'private sealed' in carnet('peek', 'sealed.carnet').out
    assert parts('sealed.carnet') == {'desk': 'whole', 'clinic': 'whole',
                                      'private': 'sealed'}
    said = carnet('verify', '--trust', 'clinic.pub', 'sealed.carnet').out
    assert 'Sealed, not checked: private part' in said, said
    done = carnet('open', 'sealed.carnet', '--key', 'other.key', '-o',
                  'no.carnet')
    assert done.code == DATA and 'PRIVACY_UNOPENED' in done.err, done
    assert not carnet.path('no.carnet').exists()
    done = carnet('open', 'sealed.carnet', '--key', 'open.key', '--json', '-o',
                  'opened.carnet')
    assert done.code == OK, done
    assert done.json['credentials'][0]['parts']['private'] == 'whole'
    assert entries('opened.carnet') == entries(p)

with tap.case('a_new_phrase_is_shown_once_and_typed_back_in_any_case'):
    done = carnet('present', p, '--seal', 'private:phrase', '--seal',
                  'clinic:phrase', '-o', 'phrase.carnet')
    assert done.code == OK, done
    phrase = PHRASE.search(done.err).group(1)
    assert parts('phrase.carnet')['clinic'] == 'sealed'
    typed = phrase.lower().replace('-', ' ').replace('0', 'o')
    done = with_fd(typed.encode() + b'\n', 'open', 'phrase.carnet', '-o',
                   'by-phrase.carnet')
    assert done.code == OK, done
    assert entries('by-phrase.carnet') == entries(p)
    # and again for another passport, beside a key
    other = carnet.issue(RICH)
    done = with_fd(typed.encode(), 'present', other, '--seal',
                   'private:same-phrase', '--seal', 'private:open.pub', '-o',
                   'same.carnet')
    assert done.code == OK and PHRASE.search(done.err) is None, done
    done = with_fd(phrase.encode(), 'open', 'same.carnet', '-o', 's.carnet')
    assert done.code == OK, done
    assert entries('s.carnet') == entries(other)

with tap.case('a_new_phrase_goes_to_a_descriptor'):
    read, write = os.pipe()
    done = carnet('present', p, '--seal', 'private:phrase', '--phrase-fd',
                  str(write), '-o', 'fd.carnet', pass_fds=(write,))
    os.close(write)
    line = os.read(read, 100)
    assert done.code == OK and len(line) == 20 and line.endswith(b'\n'), line
    assert line[:19].decode() not in done.err + done.out
    assert with_fd(line, 'open', 'fd.carnet', '-o', 'f.carnet').code == OK

with tap.case('a_pin_and_a_slip_are_refused_each_with_its_reason'):
    for word in (b'1234', b'', b'correct horse battery staple'):
        for words in (('open', 'phrase.carnet'),
                      ('present', p, '--seal', 'private:same-phrase')):
            done = with_fd(word + b'\n', *words, '-o', 'pin.carnet')
            assert done.code == DATA and 'PRIVACY_PHRASE' in done.err, done
            assert 'counts the tries' in done.err, done
    slip = phrase[1] + phrase[0] + phrase[2:]
    if slip != phrase:
        done = with_fd(slip.encode(), 'open', 'phrase.carnet', '-o', 'x.carnet')
        assert done.code == DATA and 'PRIVACY_MISTYPED' in done.err, done

with tap.case('a_terminal_does_not_show_the_phrase'):
    pid, tty = pty.fork()
    if pid == 0:
        os.chdir(carnet.folder)
        os.execv(carnet.program, [carnet.program, 'open', 'phrase.carnet',
                                  '-o', 'tty.carnet'])
    seen = b''
    while b'Phrase' not in seen:
        assert select.select([tty], [], [], 30)[0]
        seen += os.read(tty, 1000)
    late = time.monotonic() + 30
    while termios.tcgetattr(tty)[3] & termios.ECHO:
        assert time.monotonic() < late, 'the prompt comes, the echo stays'
    os.write(tty, phrase.encode() + b'\n')
    while True:
        try:
            more = os.read(tty, 1000)
        except OSError:
            break
        if not more:
            break
        seen += more
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == OK, seen
    assert phrase.encode() not in seen and phrase[:4].encode() not in seen
    assert entries('tty.carnet') == entries(p)

with tap.case('a_terminal_is_told_of_a_long_wait_and_nothing_else_is'):
    one = carnet.path(p).read_bytes()
    many = carnet.write('many.carnet', one[:8] + b'\x98\x20' + 32 * one[9:])
    done = with_fd(phrase.encode(), 'present', many, '--seal',
                   'clinic:same-phrase', '-o', 'sealed.carnet')
    assert done.code == OK and '\r' not in done.err, done
    read, write = os.pipe()
    os.write(write, phrase.encode())
    os.close(write)
    done, seen = carnet.on_terminal(
        'open', 'sealed.carnet', '--phrase-fd', str(read), '-o', 'o.carnet',
        pass_fds=(read,))
    os.close(read)
    assert done == OK, seen
    assert re.search(r'\rcarnet: opening, at most 32 parts:  +1 s', seen), seen
    assert seen.endswith(' s\n'), seen

with tap.case('a_decoy_has_the_size_and_shape_of_a_seal'):
    sizes = set()
    for words in (('--seal', 'private:open.pub'), ('--decoy', 'private')):
        done = carnet('present', p, '--audience', 'desk', *words, '--json',
                      '-o', 'd.carnet')
        assert done.code == OK, done
        sizes.add(done.json['bytes'])
        shape = done.json['credentials'][0]['parts']
        assert shape['private'] == 'sealed'
    assert len(sizes) == 1, sizes
    done = carnet('open', 'd.carnet', '--key', 'open.key', '-o', 'n.carnet')
    assert done.code == DATA and 'PRIVACY_UNOPENED' in done.err, done

with tap.case('a_decoy_stands_for_a_part_that_is_not_there_too'):
    assert carnet('present', p, '--withhold', 'private', '-o',
                  'less.carnet').code == OK
    done = carnet('present', 'less.carnet', '--decoy', 'private', '--json',
                  '-o', 'd.carnet')
    assert done.code == OK, done
    assert done.json['credentials'][0]['parts']['private'] == 'sealed', done
    assert carnet.verify('d.carnet').code == OK
    assert carnet('merge', p, 'd.carnet', '-o', 'again.carnet').code == OK
    assert carnet.path('again.carnet').read_bytes() == \
        carnet.path(p).read_bytes()

with tap.case('wrong_calls_are_said'):
    for words, said in ((('--seal', 'desk:open.pub'), '--seal takes'),
                        (('--seal', 'private'), '--seal takes'),
                        (('--decoy', 'desk'), '--decoy takes'),
                        (('--decoy', 'private', '--seal', 'private:open.pub'),
                         'decoy already'),
                        (('--seal', 'private:phrase', '--seal',
                          'clinic:same-phrase'), 'not both'),
                        (('--seal', 'private:same-phrase'), '--phrase-fd'),
                        (('--phrase-fd', 'x'), 'descriptor')):
        done = carnet('present', p, *words, '-o', 'w.carnet',
                      start_new_session=True)
        assert done.code == USAGE and said in done.err, done
    done = carnet('present', p, '--seal', 'private:clinic.pub', '-o',
                  'w.carnet')
    assert done.code == DATA and '--sealing' in done.err, done
    done = carnet('open', p, '--key', 'open.key', '-o', 'w.carnet')
    assert done.code == DATA and 'PRIVACY_UNSEALED' in done.err, done
    done = carnet('open', p, '--key', 'clinic.key', '-o', 'w.carnet')
    assert done.code == DATA and 'KEY_ALGORITHM' in done.err, done
    assert not carnet.path('w.carnet').exists()

sys.exit(tap.end())
