# SPDX-License-Identifier: Apache-2.0
"""The JSON door's shared vectors (tests/vectors/door/README.md), asked through
the package. Replies are compared as JSON: members in any order, numbers by
their digits.
"""
import json
import re
import sys

import carnet
from carnet import door

SORTS = {'string': str, 'integer': int, 'object': dict, 'array': list}
DIGITS = {'hex': r'[0-9a-f]*', 'base64url': r'[A-Za-z0-9_-]*'}


class Digits(str):
    """A number with a fraction or an exponent, as it was written."""


def read(text):
    return json.loads(text, parse_float=Digits)


def written(value):
    """JSON without white space; characters above U+007F as they are."""
    if isinstance(value, dict):
        return '{' + ','.join(f'{written(k)}:{written(v)}'
                              for k, v in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(written, value)) + ']'
    if isinstance(value, Digits):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def special(value, key):
    return isinstance(value, dict) and set(value) == {key}


def filled(value, replies):
    """A request or reply with what it quotes of earlier replies."""
    if special(value, '$from'):
        step, *keys = value['$from']
        found = replies[step]
        for key in keys:
            found = found[key]
        return found
    if isinstance(value, dict):
        return {k: filled(v, replies) for k, v in value.items()}
    if isinstance(value, list):
        return [filled(v, replies) for v in value]
    return value


def is_due(have, want):
    """Whether a reply is the one that was due."""
    if special(want, '$any'):
        sort = want['$any']
        if sort in DIGITS:
            return isinstance(have, str) and bool(
                re.fullmatch(DIGITS[sort], have))
        return isinstance(have, SORTS[sort]) and not isinstance(have, bool)
    if isinstance(want, dict):
        return isinstance(have, dict) and set(have) == set(want) and all(
            is_due(have[k], v) for k, v in want.items())
    if isinstance(want, list):
        return isinstance(have, list) and len(have) == len(want) and all(
            map(is_due, have, want))
    return type(have) is type(want) and have == want


def request_of(step, replies):
    if 'hex' in step:
        return bytes.fromhex(step['hex'])
    text = step['text'] if 'text' in step else written(
        filled(step['request'], replies))
    return text.encode('utf-8')


def run(case):
    """The steps of a case, one after the other; how many there were."""
    replies = []
    for number, step in enumerate(case['steps']):
        reply = read(bytes(door.ask_bytes(request_of(step, replies))))
        replies.append(reply)
        want = filled(step['reply'], replies)
        assert is_due(reply, want), (case['name'], number, reply, want)
    return len(replies)


def every_vector_of_the_door_gets_its_reply(tree):
    files = sorted((tree / 'tests/vectors/door').glob('*.json'))
    number = sum(run(case) for file in files
                 for case in read(file.read_text('utf-8'))['cases'])
    print(f'door through Python: {number} cases', file=sys.stderr,
          flush=True)
    assert number > 100, number


def a_wrong_reply_is_seen(tree):
    for have, want in ((1, True), (Digits('5.0'), Digits('5')), ({}, []),
                       ({'a': 1}, {}), ([1], [1, 2]), ('xyz', {'$any': 'hex'}),
                       (True, {'$any': 'integer'})):
        assert not is_due(have, want), (have, want)


def the_door_and_the_objects_say_the_same(tree):
    reply = door.ask({'op': 'audiences'})
    assert reply['name'] == 'OK'
    assert set(carnet.audiences()) == {
        a['name'] for a in reply['result']['audiences']}
