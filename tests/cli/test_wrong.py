# SPDX-License-Identifier: Apache-2.0
"""What a newcomer gets wrong: the file that was meant for another verb, options
that change nothing, words in the wrong place. Each is told what it is, and what
would be right."""
import json
import sys

from cli import DATA, OK, RECORD, REFUSED, USAGE, begin, refused
from tap import Tap

tap = Tap()
carnet = begin()
p = carnet.issue(RECORD)
text = carnet.text(p)
carnet('qr', p, '-o', 'p.png')
carnet('qr', p, '-o', 'p.svg')
carnet('qr', p, '-o', 'p.pbm')
carnet.write('p.txt', text)
carnet.write('r.json', RECORD)
carnet.write('lines.json', '\n\n [' + json.dumps(RECORD) + ']')

# ---- the file of another verb ----

# name -> what it is said to be, where it is not what is due
FILES = {
    'clinic.key': 'looks like a key', 'clinic.pub': 'looks like a key',
    'r.json': 'looks like JSON; `carnet issue`',
    'lines.json': 'looks like JSON; `carnet issue`',
    p: 'is a passport', 'p.txt': 'is a passport',
    'p.png': 'is a picture; `carnet scan`',
    'p.svg': "is a picture that carnet can't read",
    'p.pbm': "is a picture that carnet can't read",
}
for name, begins in (('p.heic', b'\0\0\0\x18ftypheic\0\0\0\0'),
                     ('p.webp', b'RIFF\x24\0\0\0WEBPVP8 '),
                     ('p.gif', b'GIF89a'), ('p.tiff', b'II*\0\x08'),
                     ('p.pdf', b'%PDF-1.7\n')):
    FILES[carnet.write(name, begins + bytes(20))] = \
        "is a picture that carnet can't read; make it PNG or JPEG"
KEYS = {'clinic.key', 'clinic.pub'}
RECORDS = {'r.json', 'lines.json'}
PASSPORTS = {p, 'p.txt', 'p.png'}

with tap.case('what_is_no_passport_is_named'):
    for name in set(FILES) - PASSPORTS:
        for words in (('peek', name), ('qr', '--text', name)):
            refused(carnet(*words), DATA, f'carnet: {name} {FILES[name]}')
        refused(carnet('show', '--unverified', name), REFUSED, FILES[name])
        for words in (('verify', '--trust', 'clinic.pub', name),
                      ('show', '--trust', 'clinic.pub', name)):
            done = carnet(*words)
            assert done.code == REFUSED, done
            assert done.out.startswith('REFUSED'), done
            assert done.err.startswith(f'carnet: {name} {FILES[name]}'), done
            assert done.err.count('\n') == 1, done
    for name in PASSPORTS:
        assert carnet.verify(name).err == ''

with tap.case('what_is_no_record_is_named'):
    for name in set(FILES) - RECORDS:
        done = carnet('issue', '--dry-run', name)
        refused(done, DATA, f'carnet: {name} {FILES[name]}')
        refused(carnet('issue', '--key', 'clinic.key', name, '-o', 'never'),
                DATA, FILES[name])
    refused(carnet('issue', '--dry-run', 'lines.json'), DATA,
            'an object {...} is due')
    assert not carnet.path('never').exists()

with tap.case('what_is_no_key_is_named'):
    for name in set(FILES) - KEYS:
        says = f'carnet: {name} {FILES[name]}'
        # A trust list may be longer than any key, and be a picture of a code:
        # this one shows a passport.
        seen = f'carnet: {name} is a passport' if name == 'p.png' else says
        refused(carnet('verify', '--trust', name, p), DATA, seen)
        if carnet.path(name).stat().st_size > 4096:
            says = f'carnet: {name} has more than 4096 bytes, which no key has'
        for words in (('key', 'show', name),
                      ('issue', '--key', name, 'r.json', '-o', 'never')):
            refused(carnet(*words), DATA, says)
    marked = b'\xef\xbb\xbf' + carnet.path('clinic.pub').read_bytes()
    carnet.write('marked.pub', marked)
    refused(carnet('key', 'show', 'marked.pub'), DATA, 'KEY_FORM',
            'save it as UTF-8 without BOM')

with tap.case('what_is_no_picture_is_named'):
    for name in set(FILES) - {'p.png'}:
        refused(carnet('scan', name), DATA, 'is neither PNG nor JPEG',
                f'carnet: {name} {FILES[name]}')

with tap.case('what_looks_like_nothing_is_not_guessed_at'):
    carnet.write('noise', bytes(range(1, 200)))
    for words in (('peek', 'noise'), ('issue', '--dry-run', 'noise'),
                  ('key', 'show', 'noise'), ('scan', 'noise')):
        done = carnet(*words)
        refused(done, DATA)
        assert done.err.count('\n') == 1, done

with tap.case('marks_of_editors_are_named_once'):
    # CARNET_TEXT_BOM, CARNET_TEXT_UTF16, CARNET_JSON_BOM, CARNET_JSON_UTF8
    source = carnet.path('r.json').read_text()
    for codec, passport, record in (
            ('utf-8-sig', 'TEXT_BOM', 'JSON_BOM'),
            ('utf-16', 'TEXT_UTF16', 'JSON_UTF8'),
            ('utf-16-be', 'TEXT_PREFIX', 'JSON_UTF8')):
        carnet.write('marked.txt', text.encode(codec))
        done = carnet('peek', 'marked.txt')
        refused(done, DATA, passport)
        assert done.err.count('\n') == 1, done
        carnet.write('marked.json', source.encode(codec))
        done = carnet('issue', '--dry-run', 'marked.json')
        refused(done, DATA, record)
        assert done.err.count('\n') == 1, done

with tap.case('an_empty_file_is_called_empty'):
    for nothing in ('', ' \n\n'):
        carnet.write('nothing', nothing)
        refused(carnet('issue', '--dry-run', 'nothing'), DATA,
                'the text is empty')
        refused(carnet('peek', 'nothing'), DATA, 'TEXT_EMPTY')
        refused(carnet('key', 'show', 'nothing'), DATA, 'KEY_FORM')

# ---- options ----

with tap.case('an_option_that_would_change_nothing_is_refused'):
    for words, says in (
            (('--invert', '-o', 'x.png'), '--invert is for blocks'),
            (('--module-px', '3', '-o', 'x.svg'), '--module-px is for PNG'),
            (('--module-px', '3'), '--module-px is for PNG and PBM'),
            (('--module-mm', '1', '-o', 'x.pbm'), '--module-mm is for PNG'),
            (('--text', '--level', 'H'), '--level is for a picture, not for'),
            (('--text', '--quiet-zone', '1'), '--quiet-zone is for a picture'),
            (('--text', '--module-px', '3'), 'not for --text'),
            (('--text', '--invert'), 'not for --text'),
            (('--text', '--format', 'png'), '--format is for a picture')):
        refused(carnet('qr', p, *words), USAGE, says)
    assert carnet('qr', p, '--invert').code == OK
    assert carnet('qr', p, '--module-px', '3', '--module-mm', '1', '-o',
                  'x.png').code == OK

with tap.case('a_name_without_a_format_is_told_how_to_have_one'):
    for name in ('code', 'code.gif', '.png/code', 'code.'):
        refused(carnet('qr', p, '-o', name), USAGE,
                f'no format in the name {name}', '.png, .svg or .pbm')
    refused(carnet('qr', p, '--format', 'gif'), USAGE,
            "no format 'gif': png, svg, pbm or blocks")

with tap.case('names_of_templates_go_to_a_file_too'):
    for words in ((), ('--json',)):
        done = carnet('issue', '--template', 'list', '-o', 'kinds', *words)
        assert done.code == OK and done.raw == b'', done
        assert carnet.path('kinds').read_bytes() == \
            carnet('issue', '--template', 'list', *words).raw

# ---- words ----

with tap.case('a_verb_that_lacks_its_word_says_which_there_are'):
    refused(carnet('key'), USAGE, 'say carnet key new or carnet key show')
    refused(carnet('key', 'list'), USAGE, "not 'list'")
    refused(carnet('key', 'new'), USAGE, 'carnet key new -o clinic.key')
    refused(carnet('key', 'show'), USAGE, 'carnet key show clinic.pub')
    refused(carnet('issue', '--key', 'clinic.key'), USAGE, 'which record',
            '--template list')
    refused(carnet('issue', 'r.json'), USAGE, 'say who signs: --key')
    refused(carnet('verify', p), USAGE, 'say whom you trust: --trust')
    refused(carnet('export', p), USAGE, 'say one of --cose and --diag')

with tap.case('every_message_of_usage_says_what_to_do'):
    # Each names an option, a verb's help or a way to write the value.
    calls = [('issue', '--date', 'today', 'r.json', '--dry-run'),
             ('issue', '--move', 'x', 'r.json', '--dry-run'),
             ('verify', '--now', 'x', p), ('qr', '--level', 'x', p),
             ('qr', '--module-mm', 'x', p), ('verify', '--what', p),
             ('verify', p, p), ('scan',), ('qr', p, '--json'),
             ('show', '--unverified', '--trust', 'clinic.pub', p),
             ('export', '--diag', '--credential', '1', p)]
    for words in calls:
        done = carnet(*words)
        refused(done, USAGE)
        assert any(hint in done.err for hint in (
            '--help', ' takes ', ': L, M', ' say ', ' goes ')), done

sys.exit(tap.end())
