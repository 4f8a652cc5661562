# SPDX-License-Identifier: Apache-2.0
"""The manners of a good Unix program: standard streams, modes, full disks,
files that are replaced whole or not at all."""
import ctypes
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time

from cli import (CANT_CREATE, DATA, IO, NO_INPUT, OK, PRIVATE, RECORD,
                 PRIVATE_RECORD, USAGE, begin, dense, note, record, refused,
                 unsafe, unwrapped)
from tap import Tap


def mode(path):
    return stat.S_IMODE(carnet.path(path).stat().st_mode)


def obey_modes():
    """A root without the right to read everything; others obey anyway."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if os.geteuid() == 0 and libc.prctl(24, capability, 0, 0, 0) != 0:
            os._exit(99)  # PR_CAPBSET_DROP was not allowed


def small_files():
    """A disk that is full after 64 bytes, as far as this program can see."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))


tap = Tap()
carnet = begin()
os.umask(0o022)

# ---- keys ----

with tap.case('a_secret_key_is_readable_by_its_owner_alone'):
    for mask in (0o000, 0o022, 0o077):
        name = f'mask{mask:o}.key'
        done = carnet('key', 'new', '-o', name,
                      preexec_fn=lambda m=mask: os.umask(m))
        assert done.code == OK, done
        assert mode(name) == 0o600, oct(mode(name))
        assert mode(name.replace('.key', '.pub')) == 0o644 & ~mask
        assert carnet.path(name).read_text().startswith(
            '-----BEGIN PRIVATE KEY-----\n')
        assert 'PRIVATE' not in done.out

with tap.case('an_existing_key_is_never_written_over'):
    before = carnet.path('clinic.key').read_bytes()
    refused(carnet('key', 'new', '-o', 'clinic.key'), CANT_CREATE,
            "can't write clinic.key: it is there already", 'another file')
    assert carnet.path('clinic.key').read_bytes() == before
    # Nor the public one; the secret one that was begun goes too.
    carnet.write('half.pub', 'somebody else needs this')
    refused(carnet('key', 'new', '-o', 'half.key'), CANT_CREATE, 'half.pub')
    assert not carnet.path('half.key').exists()
    assert carnet.path('half.pub').read_text() == 'somebody else needs this'
    # Nor through a link that leads nowhere yet.
    os.symlink('victim', carnet.path('link.key'))
    refused(carnet('key', 'new', '-o', 'link.key'), CANT_CREATE)
    assert not carnet.path('victim').exists()
    refused(carnet('key', 'show', 'clinic.key', '-o', 'clinic.pub'),
            CANT_CREATE)

with tap.case('the_name_of_a_secret_key_must_say_so'):
    for name in ('clinic', 'clinic.pem', '.key', 'folder/.key', '-', 'x.KEY'):
        refused(carnet('key', 'new', '-o', name), USAGE, '.key')

with tap.case('warns_of_a_secret_key_that_others_can_read'):
    carnet.write('r.json', RECORD)
    for bits, warned in ((0o600, False), (0o640, True), (0o604, True),
                         (0o666, True), (0o700, False)):
        carnet.path('clinic.key').chmod(bits)
        done = carnet('issue', '--key', 'clinic.key', 'r.json', '-o', 'w')
        assert done.code == OK, done
        assert ('others can read' in done.err) == warned, done
        assert (f'mode {bits:03o}' in done.err) == warned, done
        shown = carnet('key', 'show', 'clinic.key')
        assert ('others can read' in shown.err) == warned, shown
    carnet.path('clinic.key').chmod(0o600)
    assert carnet('key', 'show', 'clinic.pub').err == ''

with tap.case('a_damaged_key_file_is_refused_with_its_own_words'):
    # CARNET_KEY_FORM, CARNET_KEY_PUBLIC, CARNET_KEY_SECRET
    whole = carnet.path('clinic.key').read_bytes()
    for cut in (0, 1, 20, 60, len(whole) - 30):
        carnet.write('cut.key', whole[:cut])
        carnet.path('cut.key').chmod(0o600)
        refused(carnet('issue', '--key', 'cut.key', 'r.json', '-o', 'never'),
                DATA, 'cut.key', 'KEY_FORM')
        refused(carnet('verify', '--trust', 'cut.key', 'w'), DATA, 'cut.key',
                'KEY_')
        refused(carnet('key', 'show', 'cut.key'), DATA, 'KEY_FORM')
    turned = bytearray(whole)
    turned[40] = ord('!')
    carnet.write('turned.key', bytes(turned))
    refused(carnet('key', 'show', 'turned.key'), DATA, 'KEY_FORM')
    refused(carnet('issue', '--key', 'clinic.pub', 'r.json', '-o', 'never'),
            DATA, 'KEY_PUBLIC')
    refused(carnet('verify', '--trust', 'clinic.key', 'w'), DATA,
            'KEY_SECRET', '.pub')
    carnet.write('big.key', b'A' * 4097)
    refused(carnet('key', 'show', 'big.key'), DATA, 'more than 4096 bytes')
    assert not carnet.path('never').exists()

# ---- reading ----

with tap.case('a_file_that_is_not_there_is_named'):
    for words in (('verify', '--trust', 'clinic.pub', 'none'),
                  ('verify', '--trust', 'none', 'w'), ('peek', 'none'),
                  ('show', '--unverified', 'none'), ('scan', 'none'),
                  ('qr', 'none'), ('key', 'show', 'none'),
                  ('issue', '--dry-run', 'none'),
                  ('issue', '--key', 'none', 'r.json', '-o', 'never'),
                  ('export', '--diag', '--trust', 'clinic.pub', 'none')):
        refused(carnet(*words), NO_INPUT, "can't open none",
                'No such file or directory')
    refused(carnet('peek', 'w/none'), NO_INPUT, 'Not a directory')
    refused(carnet('peek', 'n' * 300), NO_INPUT, 'too long')
    refused(carnet('peek', '.'), NO_INPUT, 'Is a directory')

with tap.case('a_file_that_must_not_be_read_is_named'):
    carnet.write('closed', carnet.path('w').read_bytes())
    carnet.path('closed').chmod(0)
    done = carnet('peek', 'closed', preexec_fn=obey_modes)
    refused(done, NO_INPUT, "can't open closed: Permission denied")

with tap.case('a_file_that_breaks_off_is_named'):
    refused(carnet('peek', '/proc/self/mem'), IO,
            "can't read /proc/self/mem")

with tap.case('a_file_that_is_too_large_is_refused_unread'):
    with carnet.path('huge').open('wb') as f:
        f.truncate(1 << 36)
    started = time.monotonic()
    refused(carnet('peek', 'huge'), DATA, 'has more than')
    refused(carnet('issue', '--dry-run', 'huge'), DATA,
            'has more than 16777216 bytes')
    with carnet.path('huge').open('wb') as f:
        f.truncate(8388609)
    for verb in ('verify', 'show'):
        refused(carnet(verb, '--trust', 'clinic.pub', 'huge'), DATA,
                'has more than 8388608 bytes')
    assert time.monotonic() - started < 60
    carnet.path('huge').unlink()

with tap.case('a_dash_is_standard_input_and_output'):
    p = carnet.issue(RECORD)
    data = carnet.path(p).read_bytes()
    text = carnet.text(p)
    source = carnet.path('r.json').read_bytes()
    key = carnet.path('clinic.key').read_bytes()
    public = carnet.path('clinic.pub').read_bytes()
    carnet('qr', p, '-o', 'p.png')
    png = carnet.path('p.png').read_bytes()
    for form in (data, text, text + '\n', text + '\r\n', png):
        assert carnet.verify('-', stdin=form).code == OK, form[:20]
    assert carnet.show('-', stdin=data).out == carnet.show(p).out
    assert carnet('peek', '-', stdin=data).out == carnet('peek', p).out
    assert carnet('qr', '--text', '-', stdin=data).out == text + '\n'
    assert carnet('scan', '-', stdin=png).out == text + '\n'
    assert carnet('key', 'show', '-', stdin=public).out == \
        carnet('key', 'show', 'clinic.pub').out
    assert carnet('verify', '--trust', '-', p, stdin=public).code == OK
    dry = carnet('issue', '--dry-run', '-', stdin=source)
    assert dry.code == OK and dry.out == \
        carnet('issue', '--dry-run', 'r.json').out
    for words in ((), ('-o', '-')):
        done = carnet('issue', '--key', 'clinic.key', '-', *words,
                      stdin=source)
        assert done.code == OK, done
        assert carnet.verify('-', stdin=done.raw).code == OK
        done = carnet('export', '--cose', '--trust', 'clinic.pub', p, *words)
        assert done.code == OK and done.raw[:2] == b'\xd2\x84', done
        done = carnet('qr', '--format', 'PNG', p, *words)
        assert done.code == OK and done.raw[:4] == b'\x89PNG', done
    assert carnet('issue', '--key', '-', 'r.json', stdin=key).code == OK

with tap.case('standard_input_is_read_once'):
    refused(carnet('verify', '--trust', '-', '-', stdin=public), USAGE,
            'only one file can be standard input')
    refused(carnet('issue', '--key', '-', '-', stdin=source), USAGE,
            'only one file')

with tap.case('messages_name_standard_input'):
    refused(carnet('peek', '-', stdin='nonsense'), DATA, 'standard input: ')
    refused(carnet('scan', '-', stdin='nonsense'), DATA,
            'standard input is neither')

with tap.case('json_and_output_do_not_share_standard_output'):
    refused(carnet('qr', p, '--json'), USAGE, 'say -o FILE')
    refused(carnet('qr', p, '--json', '-o', '-'), USAGE, 'say -o FILE')
    refused(carnet('issue', '--key', 'clinic.key', '--json', 'r.json'), USAGE,
            'say -o FILE')
    for words in (('qr', '--text', p), ('scan', 'p.png'),
                  ('export', '--diag', '--trust', 'clinic.pub', p)):
        refused(carnet(*words, '--json', '-o', 'x'), USAGE, '--json goes to')

# ---- writing ----

with tap.case('a_full_disk_is_an_error'):
    for words in (('show', '--trust', 'clinic.pub', p),
                  ('show', '--unverified', p),
                  ('verify', '--trust', 'clinic.pub', p),
                  ('verify', '--json', '--trust', 'clinic.pub', p),
                  ('peek', p), ('qr', p), ('qr', '--text', p),
                  ('scan', 'p.png'), ('--help',), ('--version',),
                  ('issue', '--template', 'person'), ('key', 'show',
                                                      'clinic.pub'),
                  ('issue', '--dry-run', 'r.json'),
                  ('issue', '--key', 'clinic.key', 'r.json'),
                  ('export', '--cose', '--trust', 'clinic.pub', p)):
        with open('/dev/full', 'wb') as full:
            done = carnet(*words, stdout=full)
        assert done.code == IO, done
        assert "can't write standard output" in done.err, done
    refused(carnet('issue', '--key', 'clinic.key', 'r.json', '-o',
                   '/dev/full'), IO, "can't write /dev/full: No space left")

with tap.case('what_fails_leaves_the_old_file_and_no_other'):
    long_record = record(note(dense(900), 'condition'))
    carnet.write('long.json', long_record)
    carnet.write('old', 'the old file')
    before = carnet.files()
    for words in (('issue', '--key', 'clinic.key', 'long.json'),
                  ('qr', p, '--format', 'png'), ('qr', '--text', p),
                  ('export', '--cose', '--trust', 'clinic.pub', p)):
        done = carnet(*words, '-o', 'old', preexec_fn=small_files)
        refused(done, IO, "can't write old: File too large")
        assert carnet.path('old').read_text() == 'the old file', words
        assert carnet.files() == before, words
        done = carnet(*words, '-o', 'new', preexec_fn=small_files)
        refused(done, IO, "can't write new: File too large")
        assert carnet.files() == before, words
    refused(carnet('key', 'new', '-o', 'k.key', preexec_fn=small_files), IO,
            "can't write k.key: File too large")
    assert carnet.files() == before

with tap.case('what_is_wrong_leaves_the_old_file_and_no_other'):
    private = carnet.issue(PRIVATE_RECORD)
    carnet.write('wrong.json', '{"entries": [{"kind": "persn"}]}')
    before = carnet.files()
    refused(carnet('issue', '--key', 'clinic.key', 'wrong.json', '-o', 'old'),
            DATA)
    refused(carnet('qr', private, '-o', 'old', '--format', 'png'), PRIVATE)
    refused(carnet('qr', 'wrong.json', '-o', 'old', '--format', 'png'), DATA)
    assert carnet.path('old').read_text() == 'the old file'
    assert carnet.files() == before

with tap.case('what_a_passport_holds_is_for_its_owner_and_a_code_is_for_others'):
    carnet.write('record.json', PRIVATE_RECORD)
    trust = ('--trust', 'clinic.pub', 'own.carnet')
    for words in (('issue', '--key', 'clinic.key', 'record.json', '-o',
                   'own.carnet'),
                  ('export', '--cose', *trust, '-o', 'own.cose'),
                  ('export', '--diag', *trust, '-o', 'own.diag'),
                  ('fhir', 'export', *trust, '-o', 'own.fhir'),
                  ('fhir', 'import', 'own.fhir', '-o', 'own.record'),
                  ('key', 'new', '--sealing', '-o', 'seal.key'),
                  ('present', 'own.carnet', '--audience', 'clinic', '--seal',
                   'private:seal.pub', '-o', 'shown.carnet'),
                  ('open', 'shown.carnet', '--key', 'seal.key', '-o',
                   'own.opened'),
                  ('present', 'own.carnet', '--audience', 'clinic', '--show',
                   'private/0', '-o', 'own.picked'),
                  ('present', 'own.carnet', '--audience', 'desk', '-o',
                   'shown.desk'),
                  ('qr', '--text', 'shown.desk', '-o', 'shown.txt')):
        done = carnet(*words)
        assert done.code == OK, done
    for name in carnet.files():
        if name.startswith('own.'):
            assert mode(name) == 0o600, name
        elif name.startswith('shown.'):
            assert mode(name) == 0o644, name

with tap.case('a_file_is_replaced_and_keeps_its_mode'):
    carnet.write('kept', 'x' * 10000)
    for bits in (0o600, 0o640, 0o664):
        carnet.path('kept').chmod(bits)
        number = carnet.path('kept').stat().st_ino
        assert carnet('qr', '--text', p, '-o', 'kept').code == OK
        assert carnet.path('kept').read_text() == text + '\n'
        assert mode('kept') == bits
        # Replaced, not written into: whoever reads it sees one or the other.
        assert carnet.path('kept').stat().st_ino != number

with tap.case('a_slip_of_the_output_option_costs_no_key'):
    before = carnet.path('clinic.key').read_bytes()
    for verb in (['qr', '--text', p], ['qr', p, '--format', 'svg']):
        refused(carnet(*verb, '-o', 'clinic.key'), CANT_CREATE,
                'clinic.key is a key, which is never written over')
    assert carnet.path('clinic.key').read_bytes() == before

with tap.case('a_file_that_must_not_be_written_stays'):
    carnet.write('kept', 'x')
    carnet.path('kept').chmod(0o444)
    refused(carnet('qr', '--text', p, '-o', 'kept', preexec_fn=obey_modes),
            CANT_CREATE, "can't write kept: Permission denied")
    assert carnet.path('kept').read_text() == 'x'
    carnet.path('kept').chmod(0o644)
    assert carnet('qr', '--text', p, '-o', 'kept').code == OK

with tap.case('a_link_stays_and_its_target_is_replaced'):
    carnet.path('sub').mkdir()
    carnet.write('sub/target', 'old')
    os.symlink('sub/target', carnet.path('alias'))
    assert carnet('qr', '--text', p, '-o', 'alias').code == OK
    assert carnet.path('alias').is_symlink()
    assert carnet.path('sub/target').read_text() == text + '\n'
    assert sorted(os.listdir(carnet.path('sub'))) == ['target']

with tap.case('a_name_as_long_as_the_file_system_allows_can_be_written'):
    name = 'n' * 255
    assert carnet('qr', '--text', p, '-o', name).code == OK
    assert carnet.path(name).read_text() == text + '\n'
    carnet.path(name).unlink()

with tap.case('a_folder_or_no_folder_is_refused'):
    refused(carnet('qr', '--text', p, '-o', 'sub'), CANT_CREATE,
            "can't write sub: Is a directory")
    refused(carnet('qr', '--text', p, '-o', 'no/file'), CANT_CREATE,
            "can't write no/file: No such file")
    refused(carnet('key', 'new', '-o', 'no/x.key'), CANT_CREATE)
    refused(carnet('qr', '--text', p, '-o', ''), CANT_CREATE)

with tap.case('a_folder_that_can_not_be_written_is_refused'):
    carnet.path('locked').mkdir()
    carnet.path('locked').chmod(0o555)
    refused(carnet('qr', '--text', p, '-o', 'locked/x',
                   preexec_fn=obey_modes), CANT_CREATE, 'Permission denied')
    refused(carnet('key', 'new', '-o', 'locked/x.key',
                   preexec_fn=obey_modes), CANT_CREATE, 'Permission denied')
    assert os.listdir(carnet.path('locked')) == []
    carnet.path('locked').chmod(0o755)
    shutil.copy(carnet.path(p), carnet.path('locked/p'))
    before = carnet.path('locked/p').read_bytes()
    carnet.path('locked').chmod(0o555)
    carnet.write('record.json', RECORD)
    for words in (('-o', 'locked/x'), ('--into', 'locked/p')):
        refused(carnet('issue', '--key', 'clinic.key', 'record.json', *words,
                       preexec_fn=obey_modes), CANT_CREATE, 'Permission denied')
        assert os.listdir(carnet.path('locked')) == ['p'], words
    assert carnet.path('locked/p').read_bytes() == before
    carnet.path('locked').chmod(0o755)

with tap.case('a_pipe_is_written_to_and_stays_a_pipe'):
    os.mkfifo(carnet.path('pipe'))
    with subprocess.Popen(['cat', 'pipe'], cwd=carnet.folder,
                          stdout=subprocess.PIPE) as reader:
        assert carnet('qr', '--text', p, '-o', 'pipe').code == OK
        assert reader.stdout.read().decode() == text + '\n'
    assert stat.S_ISFIFO(carnet.path('pipe').stat().st_mode)
    done = carnet('qr', '--text', p, '-o', '/dev/stdout')
    assert done.code == OK and done.out == text + '\n', done

with tap.case('a_reader_that_leaves_ends_the_command_quietly'):
    many = carnet.issue(record(*[note(dense(200, str(i)), 'condition')
                                 for i in range(200)]))
    with subprocess.Popen([carnet.program, 'show', '--trust', 'clinic.pub',
                           many], cwd=carnet.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as program:
        program.stdout.read(10)
        program.stdout.close()
        err = program.stderr.read()
        program.wait(60)
    assert program.returncode == -signal.SIGPIPE, program.returncode
    assert err == b'', err
    # Where the signal is ignored, the error is seen and said.
    with subprocess.Popen([carnet.program, 'show', '--trust', 'clinic.pub',
                           many], cwd=carnet.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, restore_signals=False,
                          preexec_fn=lambda: signal.signal(
                              signal.SIGPIPE, signal.SIG_IGN)) as program:
        program.stdout.close()
        err = program.stderr.read()
        program.wait(60)
    assert program.returncode == IO, program.returncode
    assert b"can't write standard output" in err

with tap.case('a_closed_standard_stream_never_becomes_a_file'):
    def shell(words, closed):
        return subprocess.run(
            ['sh', '-c', f'exec "$0" "$@" {closed}', carnet.program, *words],
            cwd=carnet.folder, capture_output=True, check=False, timeout=60)

    issue = ('issue', '--key', 'clinic.key', 'r.json', '-o', 'closed.carnet')
    for closed in ('>&-', '2>&-', '<&-', '<&- >&- 2>&-'):
        done = shell(issue, closed)
        assert done.returncode == OK, (closed, done)
        assert carnet.verify('closed.carnet').code == OK, closed
        carnet.path('closed.carnet').unlink()
    private_words = ('issue', '--key', 'clinic.key', 'p.json', '-o',
                     'closed.carnet')
    carnet.write('p.json', PRIVATE_RECORD)  # says something on stderr
    assert shell(private_words, '2>&-').returncode == OK
    assert carnet.verify('closed.carnet').code == OK
    assert shell(('verify', '--trust', 'clinic.pub', p),
                 '>&-').returncode == IO
    assert shell(('verify', '--trust', 'clinic.pub', '-'),
                 '<&-').returncode == IO

with tap.case('nothing_binary_goes_to_a_terminal'):
    for words in (('issue', '--key', 'clinic.key', 'r.json'),
                  ('qr', p, '--format', 'png'), ('qr', p, '--format', 'pbm'),
                  ('export', '--cose', '--trust', 'clinic.pub', p)):
        code, said = carnet.on_terminal(*words)
        assert code == USAGE and 'not for a terminal' in said, (words, said)
        assert not unsafe(said), said

with tap.case('text_goes_to_a_terminal_as_to_a_file'):
    for words in (('show', '--trust', 'clinic.pub', p), ('peek', p),
                  ('qr', '--text', p), ('scan', 'p.png'),
                  ('export', '--diag', '--trust', 'clinic.pub', p),
                  ('issue', '--template', 'condition')):
        code, said = carnet.on_terminal(*words)
        assert code == OK and said == carnet(*words).out, words

with tap.case('blocks_that_do_not_fit_the_terminal_are_warned_of'):
    side = carnet('qr', p, '-o', 'p.svg', '--json').json['modules'] + 8
    code, said = carnet.on_terminal('qr', p, columns=side)
    assert code == OK and 'carnet:' not in said
    code, said = carnet.on_terminal('qr', p, columns=side - 1)
    assert code == OK
    assert f'{side} columns wide and this terminal {side - 1}' in \
        unwrapped(said)

with tap.case('a_signal_leaves_no_temporary_file'):
    # At once, and after a little: wherever it is, the folder stays clean.
    before = carnet.files()
    for wait in (0, 0.002, 0.01, 0.03, 0.06, 0.1):
        with subprocess.Popen([carnet.program, 'qr', '--text', p, '-o',
                               'kept'], cwd=carnet.folder,
                              stderr=subprocess.DEVNULL) as program:
            time.sleep(wait)
            program.terminate()
        assert carnet.files() == before, carnet.files()
        assert carnet.path('kept').read_text() == text + '\n'

with tap.case('a_name_that_would_steer_the_terminal_is_made_harmless'):
    for name in ('a\x1b[31mred', 'b\ncarnet: accepted', 'c\u202egnp.exe',
                 'd\x9b31m', 'e\x07', 'f\rACCEPTED'):
        key = name + '.key'
        for done in (carnet('peek', name), carnet('key', 'new', '-o', key),
                     carnet('key', 'new', '-o', key),
                     carnet('key', 'show', key, '-o', name + '2.pub'),
                     carnet('verify', '--trust', name + '.pub', name),
                     carnet(name, p), carnet('issue', '--template', name),
                     carnet('qr', p, '--level', name),
                     carnet('qr', p, '--json', '-o', name + '.svg')):
            assert not unsafe(done.out) and not unsafe(done.err), done
            for line in done.err.splitlines():
                assert not re.match('carnet: accepted', line), done
        # On standard output a name stays on its line too.
        shutil.copy(carnet.path('clinic.pub'), carnet.path(name + '.trust'))
        done = carnet('verify', '--trust', name + '.trust', p)
        assert done.code == OK and not unsafe(done.out), done
        assert len(done.out.splitlines()) == \
            len(carnet.verify(p).out.splitlines()), done
        done = carnet('key', 'show', key, '-o', name + '3.pub')
        assert done.code == OK and len(done.out.splitlines()) == 5, done
    # Bytes that are no UTF-8 are a name too.
    done = subprocess.run([carnet.program, 'peek', b'\xff\xfe\x80'],
                          capture_output=True, check=False)
    assert done.returncode == NO_INPUT
    assert '\ufffd' in done.stderr.decode('utf-8')

with tap.case('a_long_name_is_cut_and_what_is_said_of_it_is_not'):
    long = '/'.join(['n' * 100] * 30)
    refused(carnet('peek', long), NO_INPUT, "can't open nnn", 'nnn...: No such')
    refused(carnet('verify', '--now', 'n' * 5000, p), USAGE, "nnn...'")
    for n in range(250, 260):  # never in the middle of a character
        done = carnet('peek', 'a' * n + 'é' * 40)
        assert done.code == NO_INPUT and '\ufffd' not in done.err, done
        assert 'é...: ' in done.err or 'a...: ' in done.err, done

with tap.case('the_output_never_goes_into_what_the_call_reads'):
    def kept(*words, name, **more):
        before = {n: carnet.path(n).read_bytes() for n in carnet.files()
                  if carnet.path(n).is_file()}
        done = carnet(*words, **more)
        refused(done, USAGE, f'would go into {name}, which this call reads')
        after = {n: carnet.path(n).read_bytes() for n in carnet.files()
                 if carnet.path(n).is_file()}
        assert before == after, words

    shutil.copy(carnet.path(p), carnet.path('in.carnet'))
    carnet.write('in.json', RECORD)
    carnet('qr', p, '-o', 'in.png')
    calls = {'in.json': ('issue', '--key', 'clinic.key', 'in.json'),
             'in.carnet': ('qr', '--format', 'png', 'in.carnet'),
             'in.png': ('scan', 'in.png')}
    exports = [('export', form, '--trust', 'clinic.pub', 'in.carnet')
               for form in ('--cose', '--diag')]
    reading = [(name, words) for name, words in calls.items()] \
        + [('in.carnet', words) for words in exports] \
        + [('in.carnet', ('qr', '--text', 'in.carnet'))]
    for name, words in reading:
        os.symlink(name, carnet.path('soft'))
        os.link(carnet.path(name), carnet.path('hard'))
        for out in (name, f'./{name}', f'sub/../{name}', 'soft', 'hard',
                    carnet.path(name)):
            kept(*words, '-o', out, name=name)
            kept(*words[:-1], '-o', out, f'sub/../{name}',
                 name=f'sub/../{name}')
        # Read by redirection, written by it.
        with carnet.path(name).open('rb') as stdin:
            kept(*words[:-1], '-', '-o', name, name='standard input',
                 stdin_file=stdin)
        with carnet.path(name).open('ab') as out:
            kept(*words, stdout=out, name=name)
        carnet.path('soft').unlink()
        carnet.path('hard').unlink()
    # Keys that are read, and calls that only say something.
    kept('issue', '--key', 'clinic.key', 'in.json', '-o', 'clinic.key',
         name='clinic.key')
    kept('export', '--diag', '--trust', 'clinic.pub', p, '-o', 'clinic.pub',
         name='clinic.pub')
    kept('key', 'show', 'clinic.pub', '-o', 'clinic.pub', name='clinic.pub')
    for words in (('show', '--trust', 'clinic.pub', 'in.carnet'),
                  ('peek', 'in.carnet'), ('show', '--unverified', 'in.carnet'),
                  ('verify', '--trust', 'clinic.pub', 'in.carnet')):
        with carnet.path('in.carnet').open('ab') as out:
            kept(*words, stdout=out, name='in.carnet')

with tap.case('what_is_no_file_may_be_read_and_written'):
    with open('/dev/null', 'r+b') as null:
        done = carnet('peek', '-', stdin_file=null, stdout=null)
        assert done.code == DATA and 'TEXT_EMPTY' in done.err, done
    # The same name in another folder, and the same content.
    shutil.copy(carnet.path('in.json'), carnet.path('sub/in.json'))
    assert carnet('issue', '--key', 'clinic.key', 'in.json', '-o',
                  'sub/in.json').code == OK
    assert carnet.verify('sub/in.json').code == OK

with tap.case('a_key_is_known_whatever_stands_before_it'):
    key = carnet.path('clinic.key').read_bytes()
    for before in (b'\n', b'Bag Attributes\n  localKeyID: 01\n', b'#' * 4000):
        carnet.write('wrapped', before + key)
        refused(carnet('qr', '--text', p, '-o', 'wrapped'), CANT_CREATE,
                'wrapped is a key')
        assert carnet.path('wrapped').read_bytes() == before + key

shutil.rmtree(carnet.path('sub'))
sys.exit(tap.end())
