# SPDX-License-Identifier: Apache-2.0
"""Options are the same everywhere: in the table of options.c, the verbs of
help.c, help, man page and completion; and each verb takes those and no other.
Arguments: the program, the folder of its sources, the build.
"""
import json
import pathlib
import re
import subprocess
import sys

import tables
from cli import OK, RECORD, USAGE, begin, refused
from tap import Tap

SOURCE, BUILD = map(pathlib.Path, sys.argv[2:4])
VALUES = {'pin': 'a.pub', 'store': 'lists', 'days': '90', 'name': 'Aid',
          'country': 'GR', 'kind': 'ngo', 'sealing-key': 'a.pub',
          'from': '2026-03-01', 'until': '2026-03-01', 'may-sign': 'person',
          'use': 'both', 'on': '2026-03-01', 'as': 'retired',
          'previous': 'a.trust', 'next-key': 'a.pub',
          'now': '2026-03-01', 'date': '2026-03-01',
          'valid-until': '2026-03-02', 'move': '1=desk', 'format': 'png',
          'level': 'M', 'quiet-zone': '4', 'module-px': '8',
          'module-mm': '0.5', 'credential': '1', 'template': 'person',
          'audience': 'desk', 'show': 'clinic/0', 'withhold': 'private',
          'separate': 'desk', 'seal': 'private:phrase', 'decoy': 'private',
          'phrase-fd': '3', 'lang': 'fr', 'key': 'clinic.key',
          'trust': 'clinic.pub', 'output': 'out', 'report': 'report.json',
          'into': 'p.carnet', 'device': 'tty', 'baud': '9600', 'color': 'never',
          'jobs': '2', 'status': 'a.status', 'bits': '2', 'size': '64',
          'index': '5', 'ttl': '3600'}


def long_options(text):
    return set(re.findall(r'(?<![\w-])--([a-z][a-z-]+)', text))


def as_said(text):
    """Long options of a help text; -o stands for --output."""
    said = long_options(text)
    return said | {'output'} if re.search(r'(?<!\S)-o\b', text) else said


def man_sections():
    """verb -> text of its section; '' -> the rest"""
    text = (SOURCE / 'carnet.1').read_text()
    body = text[text.index('.Sh VERBS'):text.index('.Sh FILES')]
    parts = re.split(r'^\.Ss (?:carnet )?(.+)$', body, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def man_options(text):
    """Options of .It Fl lines."""
    found = set()
    for line in re.findall(r'^\.It (Fl .*)$', text, re.MULTILINE):
        found |= set(re.findall(r'(?:Fl|,) -([a-z-]+)', line))
    return found


def completed(*words):
    """What bash offers after these words, the last being begun."""
    quoted = ' '.join("'" + w.replace("'", "'\\''") + "'" for w in words)
    script = (f'source "{SOURCE}/carnet.bash"\n'
              f'COMP_WORDS=({quoted})\nCOMP_CWORD={len(words) - 1}\n'
              '_carnet\nprintf "%s\\n" "${COMPREPLY[@]}"\n')
    done = subprocess.run(['bash', '--norc', '-c', script],
                          capture_output=True, text=True, check=True,
                          cwd=carnet.folder)
    assert done.stderr == '', done.stderr
    return sorted(filter(None, done.stdout.split('\n')))


tap = Tap()
carnet = begin()
OPTIONS, VERBS = tables.options(SOURCE), tables.verbs(SOURCE)
EVERYWHERE = {'help', 'lang'}  # said once for all verbs

with tap.case('every_option_belongs_to_a_verb'):
    used = set().union(*VERBS.values()) | {'version'}
    assert used == set(OPTIONS), used ^ set(OPTIONS)

with tap.case('help_of_each_verb_names_its_options_and_no_other'):
    for verb, options in VERBS.items():
        for words in ((verb, '--help'), (verb, '-h'), ('help', verb),
                      (verb, 'a', 'b', 'c', '--help')):
            done = carnet(*words)
            assert done.code == OK and done.err == '', done
            said = as_said(done.out) | {'help'}
            assert said == options, (verb, said ^ options)
            assert f'carnet {verb}' in done.out

with tap.case('usage_names_every_verb_and_nothing_that_is_not_there'):
    for words in (('--help',), ('-h',), ('help',)):
        done = carnet(*words)
        assert done.code == OK and done.err == '', done
        assert set(re.findall(r'^  carnet (\w+)', done.out, re.MULTILINE)) \
            == set(VERBS)
        assert long_options(done.out) <= set(OPTIONS)
    bare = carnet()
    assert bare.code == USAGE and bare.raw == b'', bare
    assert bare.err == done.out

with tap.case('help_fits_a_terminal'):
    for verb in ('', *VERBS):
        done = carnet('help', verb) if verb else carnet('help')
        for line in done.out.splitlines():
            assert len(line) <= 80, line

with tap.case('man_page_names_the_options_of_each_verb_and_no_other'):
    sections = man_sections()
    assert set(sections) == set(VERBS) | {'All verbs'}, sections.keys()
    assert man_options(sections.pop('All verbs')) == EVERYWHERE
    for verb, text in sections.items():
        have = man_options(text) | EVERYWHERE
        assert have == VERBS[verb], (verb, have ^ VERBS[verb])

with tap.case('man_page_shows_every_option_in_its_synopsis'):
    text = (SOURCE / 'carnet.1').read_text()
    synopsis = text[text.index('.Sh SYNOPSIS'):text.index('.Sh DESC')]
    have = {}
    verb = None
    for line in synopsis.splitlines():
        found = re.match(r'\.Cm (\w+)', line)
        verb = found.group(1) if found else verb
        have.setdefault(verb, set()).update(
            re.findall(r'Fl -([a-z-]+)', line))
        if re.search(r'Fl o\b', line):
            have[verb].add('output')
    for verb, options in VERBS.items():
        assert have[verb] == options - EVERYWHERE or verb == 'help', \
            (verb, have[verb] ^ options)

with tap.case('man_page_names_every_exit_status'):
    text = (SOURCE / 'carnet.1').read_text()
    text = text[text.index('.Sh EXIT STATUS'):text.index('.Sh EXAMPLES')]
    header = (SOURCE / 'cli.h').read_text()
    header = header[:header.index('/* ---- one call ---- */')]
    assert set(re.findall(r'^\.It (\d+)$', text, re.MULTILINE)) == \
        set(re.findall(r'CLI_\w+ = (\d+)', header))

with tap.case('man_page_is_clean'):
    page = SOURCE / 'carnet.1'
    lint = subprocess.run(['mandoc', '-T', 'lint', '-W', 'all', str(page)],
                          capture_output=True, text=True, check=False)
    said = [line for line in lint.stdout.splitlines() + lint.stderr.splitlines()
            if 'carnet.1:' in line]
    assert not said, said

with tap.case('command_man_page_and_completion_are_installed'):
    plan = json.loads((BUILD / 'meson-info/intro-install_plan.json')
                      .read_text())
    to = {(pathlib.Path(source).name, file['destination'])
          for kind in plan.values() for source, file in kind.items()}
    assert to >= {('carnet', '{bindir}/carnet'),
                  ('carnet.1', '{mandir}/man1/carnet.1'),
                  ('carnet.bash',
                   '{datadir}/bash-completion/completions/carnet')}, to

with tap.case('completion_offers_the_verbs'):
    assert set(completed('carnet', '')) == \
        set(VERBS) | {'help', '--help', '--version'}
    assert completed('carnet', 'ver') == ['verify']
    assert set(completed('carnet', 'help', '')) == set(VERBS)

with tap.case('completion_offers_the_options_of_each_verb_and_no_other'):
    for verb, options in VERBS.items():
        have = {w[2:] for w in completed('carnet', verb, '--')}
        assert have == options, (verb, have ^ options)

with tap.case('completion_knows_which_options_take_a_value'):
    for verb, options in VERBS.items():
        for name in options:
            after = completed('carnet', verb, '--' + name, '--')
            assert bool(after) != OPTIONS[name][1], (verb, name, after)

with tap.case('completion_offers_files_by_what_they_hold'):
    for name in ('a.key', 'b.pub', 'c.carnet', 'd.json', 'e.PNG', 'f.jpg',
                 'g g.carnet', 'h.doc'):
        carnet.write(name, b'')
    carnet.path('folder').mkdir(exist_ok=True)
    assert completed('carnet', 'issue', '--key', 'a') == ['a.key']
    assert completed('carnet', 'verify', '--trust', 'b') == ['b.pub']
    assert completed('carnet', 'issue', 'd') == ['d.json']
    assert completed('carnet', 'verify', 'c.') == ['c.carnet']
    assert completed('carnet', 'scan', 'e') == ['e.PNG']
    assert completed('carnet', 'show', 'h') == []
    assert completed('carnet', 'show', 'f') == ['f.jpg', 'folder']
    assert completed('carnet', 'show', '--trust', 'b.pub', 'f') == \
        ['f.jpg', 'folder']
    assert completed('carnet', 'show', 'c.carnet', 'f') == \
        ['f.jpg', 'folder']
    assert completed('carnet', 'issue', 'd.json', 'd') == []
    assert completed('carnet', 'show', 'g') == ['g g.carnet']

with tap.case('completion_asks_the_command_for_kinds'):
    kinds = carnet('issue', '--template', 'list').out.split()
    assert len(kinds) == 24
    assert set(completed(carnet.program, 'issue', '--template', '')) == \
        set(kinds) | {'list'}
    assert completed(carnet.program, 'issue', '--template', 'vacc') == \
        ['vaccination']
    assert completed('no-such-program', 'issue', '--template', 'l') == \
        ['list']

with tap.case('each_verb_refuses_the_options_of_others'):
    for verb, options in VERBS.items():
        for name, (_, takes) in OPTIONS.items():
            if name in options:
                continue
            words = ['--' + name] + ([VALUES[name]] if takes else [])
            refused(carnet(verb, *words, 'x'), USAGE,
                    f'--{name} is not for `carnet {verb}`')


def made(*words):
    """What a case is set up with."""
    done = carnet(*words)
    assert done.code == OK, done


with tap.case('no_option_is_taken_that_does_nothing'):
    page = carnet.issue(RECORD)
    made('key', 'new', '-o', 'list.key')
    made('trust', 'new', '-o', 'd.json')
    made('trust', 'add', 'd.json', '--name', 'Aid', '--kind', 'ngo',
         '--key', 'clinic.pub', '--from', '2026-01-01')
    made('trust', 'sign', 'd.json', '--key', 'list.key', '-o',
         '1.trust', '--now', '2026-03-01')
    made('status', 'new', '--key', 'clinic.pub', '-o', 'a.draft')
    made('trust', 'check', '1.trust', '--store', 'lists', '--pin',
         'list.pub', '--now', '2026-03-01')
    trusts = ('--trust', 'clinic.pub')
    does_nothing = {
        'days': [('trust', 'new', '1.trust', '--pin', 'list.pub')],
        'pin': [('trust', 'new'),
                ('trust', 'sign', 'd.json', '--key', 'list.key', '-o',
                 '2.trust'),
                ('status', 'sign', 'a.draft', '--key', 'clinic.key', '-o',
                 'a.status'),
                ('verify', *trusts, page), ('show', *trusts, page),
                ('verify', '--trust', 'lists', page),
                ('status', 'check', 'a.status', *trusts),
                ('show', '--unverified', page), ('desk', *trusts)],
        'credential': [('status', 'set', 'a.draft', '--as', 'revoked',
                        '--index', '5')],
        'now': [('status', 'set', 'a.draft', '--as', 'revoked', '--index',
                 '5'), ('fhir', 'import', 'r.json')],
        'same-person': [('issue', '--dry-run', 'r.json'),
                        ('issue', '--key', 'clinic.key', 'r.json')],
        'phrase-fd': [('present', page, '--audience', 'desk'),
                      ('present', page, '--decoy', 'private'),
                      ('open', '--key', 'a.key', page)],
        'strict': [('fhir', 'export', *trusts, page)],
        'report': [('fhir', 'export', *trusts, page)],
        'trust': [('fhir', 'import', 'r.json')],
        'show': [('present', '--audience', 'list')]}
    for name in VERBS['issue'] - EVERYWHERE - {'template', 'output', 'json'}:
        does_nothing.setdefault(name, []).append(
            ('issue', '--template', 'person'))
    for idle, words in does_nothing.items():
        extra = ('--' + idle, VALUES[idle]) if OPTIONS[idle][1] \
            else ('--' + idle,)
        for one in words:
            refused(carnet(*one, *extra), USAGE, '--' + idle)

with tap.case('an_option_that_needs_a_value_says_so'):
    for verb, options in VERBS.items():
        for name in options:
            if OPTIONS[name][1]:
                refused(carnet(verb, '--' + name), USAGE,
                        f'--{name} needs a value')
            elif name != 'help':
                refused(carnet(verb, f'--{name}=1'), USAGE,
                        f'--{name} takes no value')

with tap.case('values_that_can_not_be_are_refused'):
    wrong = {'now': ['', 'today', '2026-02-30', '2026-03-01T25:00:00Z',
                     '2026-03-01T12:00:00', '1772366400'],
             'quiet-zone': ['', '-1', '101', '4x', '0x4', ' 4', '4.0'],
             'module-px': ['0', '101', '', '8px'],
             'module-mm': ['0', '0.04', '20.1', '0.5555', '1.', 'x', '',
                           '1,5', '1e3', '0.5mm'],
             'jobs': ['', '0', '65', '-1', 'all'],
             'baud': ['', '0', '1199', '115201', '9600x'],
             'bits': ['', '0', '9', '-1', 'two'],
             'size': ['', '7', '1048577', '8k'],
             'index': ['', '-1', '16777216', '0x5', '1.5'],
             'ttl': ['', '0', '4294967296', '1h'],
             'credential': ['0', '257', '-1', 'one']}
    for verb, options in VERBS.items():
        for name in options & set(wrong):
            for value in wrong[name]:
                refused(carnet(verb, f'--{name}={value}', 'x'), USAGE,
                        f'--{name} takes ', f", not '{value}'")
    for option, value in (('--date', '2026-2-3'), ('--valid-until', 'never'),
                          ('--move', '1'), ('--move', '1=everybody'),
                          ('--move', '=desk'), ('--move', '-1=desk'),
                          ('--move', '3=desk'), ('--move', '0=desk'),
                          ('--move', '99999999999999999999=desk')):
        carnet.write('r.json', RECORD)
        refused(carnet('issue', '--dry-run', option, value, 'r.json'), USAGE,
                value)
    carnet.write('r.json', RECORD)
    refused(carnet('issue', '--dry-run', 'r.json', '-o', 'plan'), USAGE, '-o')
    assert not carnet.path('plan').exists()
    refused(carnet('issue', '--dry-run', '--separate', 'desk', '--into', 'p',
                   'r.json'), USAGE, '--separate')
    for now in ('9999-12-31T12:00:00-12:00', '9999-12-31T23:59:59-00:01',
                '0001-01-01T00:00:00+00:01', '0001-01-01T11:59:59+12:00',
                '0000-12-31', '0000-12-31T23:00:00-12:00'):
        for verb in (verb for verb in VERBS if 'now' in VERBS[verb]):
            refused(carnet(verb, '--now', now, 'x'), USAGE,
                    '--now takes a time of the years 1 to 9999 UTC')
    refused(carnet('qr', '--level', 'X', 'x'), USAGE, "no level 'X'")
    refused(carnet('qr', '--format', 'gif', 'x'), USAGE, "no format 'gif'")
    refused(carnet('qr', 'x', '-o', 'folder.png/code'), USAGE, 'no format')

with tap.case('an_option_unknown_or_given_too_often_is_refused'):
    refused(carnet('verify', '--turst', 'clinic.pub', 'x'), USAGE,
            'no option --turst')
    refused(carnet('verify', '-z', 'x'), USAGE, 'no option -z ')
    refused(carnet('issue', '-key', 'x'), USAGE, 'no option -k ',
            'two dashes')
    refused(carnet('verify', *['--trust', 'clinic.pub'] * 65, 'x'), USAGE,
            'more than 64')
    done = carnet('verfy', 'x')
    assert done.code == USAGE and "no verb 'verfy'" in done.err, done
    refused(carnet('help', 'verfy'), USAGE, "no verb 'verfy'")

with tap.case('wrong_numbers_of_files_are_refused'):
    few = {'key': ['new', 'show'], 'issue': [], 'qr': [], 'scan': [],
           'verify': [], 'show': [], 'view': [], 'peek': [],
           'export': ['--cose']}
    for verb, words in few.items():
        if verb != 'key':
            refused(carnet(verb, *words), USAGE)
            most = 1 if verb == 'issue' else 64
            refused(carnet(verb, *words, *['a'] * (most + 1)), USAGE,
                    'too many file names')
    for words in ((), ('new',), ('show',), ('new', 'x', '-o', 'x.key'),
                  ('old',), ('show', 'a', 'b')):
        refused(carnet('key', *words), USAGE)

with tap.case('options_may_come_after_the_files_and_be_cut_short'):
    p = carnet.issue(RECORD)
    assert carnet('verify', p, '--trust', 'clinic.pub').code == OK
    assert carnet('verify', p, '--tr=clinic.pub', '--js').json['outcome'] == \
        'accepted'
    dashed = carnet.write('-p.carnet', carnet.path(p).read_bytes())
    assert carnet('verify', '--trust=clinic.pub', '--', dashed).code == OK

with tap.case('version_is_said'):
    done = carnet('--version')
    assert done.code == OK and re.fullmatch(r'carnet \d+\.\d+\.\d+\n',
                                            done.out), done

sys.exit(tap.end())
