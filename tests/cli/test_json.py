# SPDX-License-Identifier: Apache-2.0
"""Who asks for JSON gets JSON: a call that fails says why in one object, and
each input of a batch in its own line."""
import json
import sys

import lists
from cli import (DATA, NO_INPUT, OK, RECORD, REFUSED, USAGE, begin, refused,
                 told)
from tap import Tap

tap = Tap()
carnet = begin()
PIN = ('--pin', 'list.pub')
BELIEVE = ('--trust', 'list.trust', *PIN)
KEY = ('--trust', 'clinic.pub')
VERBS = ('verify', 'show', 'view', 'log', 'desk')


def reads(verb):
    """The words of a verb that reads a page."""
    return () if verb == 'desk' else (page,)


for who in ('list', 'other'):
    assert carnet('key', 'new', '-o', f'{who}.key').code == OK
page = carnet.issue(RECORD)
lists.sign(carnet, 'list.trust', lists.draft(1))
lists.sign(carnet, 'forked.trust', lists.draft(2))
carnet.write('broken.trust', carnet.path('list.trust').read_bytes()[:-9])
carnet.write('junk', b'junk')

with tap.case('a_file_that_is_missing'):
    for words in (*((verb, *KEY, 'nowhere') for verb in VERBS[:-1]),
                  *((verb, '--trust', 'nowhere', *reads(verb))
                    for verb in VERBS),
                  ('verify', '--batch', '--trust', 'nowhere', page),
                  ('trust', 'show', 'nowhere', *PIN),
                  ('trust', 'diff', 'list.trust', 'nowhere', *PIN),
                  ('trust', 'check', 'nowhere', *PIN),
                  ('status', 'check', 'nowhere', *KEY),
                  ('peek', 'nowhere')):
        said = told(carnet(*words, '--json'), NO_INPUT)
        assert said == {
            'exit': NO_INPUT, 'file': 'nowhere', 'status': None,
            'name': 'NO_INPUT',
            'text': "can't open nowhere: No such file or directory"}, said

with tap.case('a_list_that_another_key_signed'):
    for words in (*((verb, '--trust', 'list.trust', '--pin', 'other.pub',
                     *reads(verb)) for verb in VERBS),
                  ('verify', '--batch', '--trust', 'list.trust', '--pin',
                   'other.pub', page),
                  ('trust', 'show', 'list.trust', '--pin', 'other.pub'),
                  ('trust', 'diff', 'list.trust', 'forked.trust', '--pin',
                   'other.pub')):
        code = REFUSED if words[0] == 'trust' else DATA
        said = told(carnet(*words, '--json'), code)
        assert (said['status'], said['name'], said['file']) == \
            (84, 'TRUST_PIN', 'list.trust'), said

with tap.case('two_lists_of_one_number'):
    for words in (*((verb, *BELIEVE, '--trust', 'forked.trust', *reads(verb))
                    for verb in VERBS),
                  ('verify', '--batch', *BELIEVE, '--trust', 'forked.trust',
                   page)):
        said = told(carnet(*words, '--json'), DATA)
        assert (said['status'], said['name']) == (86, 'TRUST_FORKED'), said

with tap.case('a_list_that_is_damaged'):
    for words in (*((verb, '--trust', 'broken.trust', *PIN, *reads(verb))
                    for verb in VERBS),
                  *((verb, *KEY, '--status', 'junk', *reads(verb))
                    for verb in VERBS),
                  ('verify', '--batch', '--trust', 'broken.trust', *PIN, page),
                  ('trust', 'show', 'broken.trust', *PIN),
                  ('trust', 'diff', 'broken.trust', 'list.trust', *PIN)):
        code = REFUSED if words[0] == 'trust' else DATA
        said = told(carnet(*words, '--json'), code)
        assert said['status'] > 0 and said['file'] in ('junk', 'broken.trust')

with tap.case('a_file_that_is_no_key'):
    for verb in VERBS:
        said = told(carnet(verb, '--trust', 'junk', *reads(verb), '--json'),
                    DATA)
        assert (said['name'], said['file']) == ('KEY_FORM', 'junk'), said

with tap.case('what_is_refused_and_has_no_other_answer'):
    said = told(carnet('log', '--json', *KEY, 'junk'), REFUSED)
    assert (said['name'], said['file']) == ('TEXT_PREFIX', 'junk'), said
    said = told(carnet('show', '--json', '--unverified', 'junk'), REFUSED)
    assert said['name'] == 'TEXT_PREFIX', said
    # A verdict is an answer, whatever it says.
    for verb in VERBS[:3]:
        done = carnet(verb, '--json', '--trust', 'other.pub', page)
        assert done.code == REFUSED and 'outcome' in done.json, done

with tap.case('a_call_that_is_wrong'):
    for words in (('verify', page), ('desk',), ('verify', *KEY),
                  ('show', *KEY, page, '--bogus'), ('view', '--trust'),
                  ('log', *KEY, page, '--jobs', '2'),
                  ('trust', 'show', *PIN), ('trust', 'diff', 'list.trust'),
                  ('status', 'check', *KEY), ('desk', *KEY, '--color', 'red')):
        for order in ((*words, '--json'), (words[0], '--json', *words[1:])):
            if order[-2:] == ('--trust', '--json'):
                continue  # there it is the value
            said = told(carnet(*order), USAGE)
            assert said['name'] == 'USAGE' and said['status'] is None, said

with tap.case('what_stops_nothing_is_no_failure'):
    # A code of a set that can't be read, and those that do without it.
    made = carnet('qr', '--whole', '--set', '--parity', page, '-o', 'p.png')
    assert made.code == OK, made
    names = sorted(name for name in carnet.files() if name.startswith('p-'))
    carnet.write(names[0], carnet.path(names[0]).read_bytes()[:200])
    done = carnet('verify', '--json', '--trust', 'other.pub', *names)
    assert done.code == REFUSED and len(done.json['credentials']) == 1, done
    assert names[0] in done.err, done

with tap.case('each_line_of_a_batch_says_what_became_of_its_file'):
    names = [page, 'nowhere', 'junk', page]
    done = carnet('verify', '--batch', *KEY, *names)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == NO_INPUT and [r['file'] for r in rows] == names, done
    assert rows[1] == {
        'file': 'nowhere', 'exit': NO_INPUT, 'status': None, 'name': 'NO_INPUT',
        'text': "can't open nowhere: No such file or directory"}, rows
    assert rows[0]['outcome'] == rows[3]['outcome'] == 'accepted', rows
    assert rows[2]['outcome'] == 'refused', rows

with tap.case('a_line_of_a_batch_that_is_too_long_says_so'):
    done = carnet('verify', '--batch', *KEY, '-',
                  stdin=f'{carnet.text(page)}\n{"x" * 9000}\n')
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == DATA and rows[0]['outcome'] == 'accepted', done
    assert rows[1] == {'line': 2, 'exit': DATA, 'status': 31,
                       'name': 'TEXT_TOO_LONG',
                       'text': 'This is longer than the limit'}, rows

with tap.case('without_json_nothing_is_on_standard_output'):
    for words in (('verify', *KEY, 'nowhere'), ('desk', '--trust', 'junk')):
        done = carnet(*words)
        refused(done, done.code)

sys.exit(tap.end())
