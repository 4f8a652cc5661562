# SPDX-License-Identifier: Apache-2.0
"""The schemas of the JSON door against its vectors, and both against what they
are made from: test_door_schemas.py DOOR_TOOL ROOT"""
import json
import pathlib
import re
import subprocess
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from tap import Tap, count

TOOL, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
VECTORS = ROOT / 'tests/vectors/door'
sys.path[:0] = [str(ROOT / 'docs')]
sys.dont_write_bytecode = True

import door_pages  # noqa: E402
import door_table  # noqa: E402
import door_words  # noqa: E402
import make_door  # noqa: E402

# Refused by the door though a schema can't say why, or not as its validator
# reads it (1.0 is an integer, and $ stands before a line end): the length
# and spare bits of base64url, a zero in a text that C reads up to it.
UNSAID = {'refuses_base64url_with_a_length_that_none_has',
          'refuses_base64url_with_spare_bits', 'refuses_a_zero_in_a_word',
          'refuses_a_fraction_for_a_number',
          'refuses_base64url_with_a_line_end'}


def steps():
    """(name of the case, number, step, replies before it) of all vectors."""
    for path in sorted(VECTORS.glob('*.json')):
        for case in json.loads(path.read_text('utf-8'))['cases']:
            for i, step in enumerate(case['steps']):
                yield case, i, step


class Schemas:
    def __init__(self):
        self.files = {p.name: json.loads(p.read_text('utf-8'))
                      for folder in (make_door.FOLDER, make_door.FOLDER.parent)
                      for p in folder.glob('*.json') if p.name != 'schema.json'}
        self.replies = []  # (operation, reply) of all that were asked
        self.registry = Registry().with_resources(
            (s['$id'], Resource.from_contents(s)) for s in self.files.values())

    def unresolved(self):
        """References of a schema that lead to nothing known by its $id."""
        for name, schema in self.files.items():
            resolver = self.registry.resolver(schema['$id'])
            for ref in references(schema):
                try:
                    resolver.lookup(ref)
                except Unresolvable:
                    yield f'{name}: {ref}'

    def problems(self, operation, half, document):
        where = f'{make_door.BASE}{operation}.json#/$defs/{half}'
        validator = Draft202012Validator({'$ref': where},
                                         registry=self.registry)
        return [f'{operation} {half} {e.json_path}: {e.message[:200]}'
                for e in validator.iter_errors(document)]


def references(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get('$ref'), str):
            yield schema['$ref']
        for inside in schema.values():
            yield from references(inside)
    elif isinstance(schema, list):
        for inside in schema:
            yield from references(inside)


def ask(pipe, request):
    pipe.stdin.write(request.hex().encode() + b'\n')
    pipe.stdin.flush()
    return json.loads(pipe.stdout.readline())


def filled(value, replies):
    """A request with what it quotes of earlier replies."""
    if isinstance(value, dict):
        if list(value) == ['$from']:
            found = replies[value['$from'][0]]
            for key in value['$from'][1:]:
                found = found[key]
            return found
        return {k: filled(v, replies) for k, v in value.items()}
    return ([filled(v, replies) for v in value] if isinstance(value, list)
            else value)


def run(schemas):
    """Asks each step anew; (problems, requests, replies, refused ones)."""
    problems, num = [], [0, 0, 0]
    replies = []
    with subprocess.Popen([TOOL], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as pipe:
        for case, i, step in steps():
            replies = replies if i > 0 else []
            if 'request' not in step:
                data = (step['text'].encode() if 'text' in step
                        else bytes.fromhex(step['hex']))
                replies.append(ask(pipe, data))
                continue
            request = filled(step['request'], replies)
            replies.append(ask(pipe, json.dumps(request).encode()))
            found, kind = judged(schemas, case, request, replies[-1])
            problems += [f'{case["name"]}, step {i}: {f}' for f in found]
            num[0] += 1
            num[1] += kind == 'valid'
            num[2] += kind == 'invalid'
        pipe.stdin.close()
    return problems, num


def judged(schemas, case, request, reply):
    op = request['op']
    if reply['name'] == 'JSON_OPERATION':
        return [], ''
    problems = schemas.problems(op, 'reply', reply)
    schemas.replies.append((op, reply))
    wrong = schemas.problems(op, 'request', request)
    if reply['status'] == 0:
        return problems + wrong, 'valid'
    due = reply['name'] in ('JSON_MEMBER', 'JSON_MISSING', 'JSON_VALUE')
    if due and not wrong and case['name'] not in UNSAID:
        problems.append(f'the schema of {op} takes what is {reply["name"]}')
    return problems, 'invalid' if due else ''


def properties(schema):
    """Names of all members that a schema and those inside it have."""
    if isinstance(schema, dict):
        own = set(schema.get('properties', {}))
        return own.union(*map(properties, schema.values()))
    return (set().union(*map(properties, schema))
            if isinstance(schema, list) else set())


def unlike_the_writers():
    """The schemas of verdicts, histories and views against the C."""
    due = door_pages.written()
    due |= set(door_words.table(door_pages.PARTS, 'parts'))
    due |= set(door_pages.fact_words())
    have = properties([door_pages.verdict(), door_pages.history(),
                       door_pages.view()])
    return ([f'{n} is written and in no schema' for n in sorted(due - have)]
            + [f'{n} is in a schema and not written'
               for n in sorted(have - due)])


def unseen(schemas):
    """Members of the view that no vector's reply has: their schema would be
    held against nothing."""
    have = {shape.rpartition('.')[2] for op, reply in schemas.replies
            if op == 'view' for _, shape in places(reply)}
    return sorted(properties(door_pages.view()) - have)


# ---- schemas can refuse ----

OTHER = {str: [], int: 'five', float: 'five', bool: 'yes', dict: [], list: {}}
def is_open(value):
    """What is kept as another version, or another standard, wrote it."""
    return 'cbor' in value or 'resourceType' in value


def places(value, path=(), shape=''):
    """(path, shape) of every member below a value; the shape has no numbers,
    and of an entry its kind."""
    if isinstance(value, list):
        for i, inside in enumerate(value):
            yield from places(inside, (*path, i), shape + '[]')
    elif isinstance(value, dict) and not is_open(value):
        shape += f'<{value["kind"]}>' if 'kind' in value else ''
        for name, inside in value.items():
            yield (*path, name), f'{shape}.{name}'
            yield from places(inside, (*path, name), f'{shape}.{name}')


def changed(reply, path, change):
    """A copy with the object that has the last name of a path changed."""
    reply = json.loads(json.dumps(reply))
    found = reply
    for key in path[:-1]:
        found = found[key]
    change(found, path[-1])
    return reply


def rename(found, name):
    found[name + '_'] = found.pop(name)


def retype(found, name):
    found[name] = OTHER[type(found[name])]


def damaged(reply, seen):
    """(what was done, the reply) for each member of a shape not yet seen."""
    for path, shape in places(reply):
        if shape not in seen:
            seen.add(shape)
            for change in (rename, retype):
                yield (f'{shape}: {change.__name__}d',
                       changed(reply, path, change))


def taken(schemas):
    """Damaged replies that a schema takes all the same, and how many were
    tried."""
    wrong, tried, seen = [], 0, {}
    for op, reply in schemas.replies:
        for what, bad in damaged(reply, seen.setdefault(op, set())):
            tried += 1
            if not schemas.problems(op, 'reply', bad):
                wrong.append(f'{op} {what}')
    return wrong, tried


def main():
    tap = Tap()
    tap.check('schemas_are_what_the_table_gives', make_door.drifted())
    schemas = Schemas()
    with tap.case('schemas_are_schemas'):
        for schema in schemas.files.values():
            Draft202012Validator.check_schema(schema)
    with tap.case('every_reference_resolves_in_a_registry_filled_by_id'):
        assert sum(1 for s in schemas.files.values() for _ in references(s)) \
            > 500
        assert list(schemas.unresolved()) == []
        schema = {'$id': make_door.BASE + 'x.json', '$ref': 'none.json'}
        schemas.files['x.json'] = schema
        schemas.registry = schemas.registry.with_resources(
            [(schema['$id'], Resource(schema, DRAFT202012))])
        assert list(schemas.unresolved()) == ['x.json: none.json']
        del schemas.files['x.json']
    problems, num = run(schemas)
    tap.check('every_request_and_reply_is_as_its_schema_says', problems)
    tap.check('schemas_have_the_members_that_are_written',
              unlike_the_writers())
    tap.check('every_member_of_a_view_stands_in_a_reply', unseen(schemas))
    wrong, tried = taken(schemas)
    tap.check('every_damaged_reply_is_refused', wrong)
    with tap.case('many_replies_were_damaged'):
        count('door schemas, damaged replies refused', tried - len(wrong))
        assert tried > 1000, tried
    with tap.case('there_are_requests_of_each_sort'):
        for name, n in zip(('replies', 'requests', 'refused requests'), num):
            count(f'door schemas, {name}', n)
    seen = {(s['request']['op'], s['reply']['name'] == 'OK')
            for _, _, s in steps() if 'request' in s}
    names = [s.name for s in door_table.sections().values()
             if s.is_operation]
    tap.check('every_operation_has_a_vector',
              [n for n in names if (n, True) not in seen])
    tap.check('every_status_has_a_vector_or_a_reason', statuses())
    with tap.case('vectors_are_what_their_script_makes'):
        subprocess.run([sys.executable, '-B', VECTORS / 'make.py', '--check',
                        TOOL], check=True)
    return tap.end()


def statuses():
    """Of a reply, or of a fact or reason in a verdict."""
    header = (ROOT / 'include/carnet/status.h').read_text('ascii')
    names = set(re.findall(r'\bCARNET_(\w+) = \d+', header))
    told = set()
    for _, _, step in steps():
        told.add(step['reply']['name'])
        told |= set(re.findall(r'"status": "(\w+)"',
                               json.dumps(step['reply'])))
    excused = {line.split('\t')[0] for line in (
        VECTORS / 'unreached.tsv').read_text('utf-8').splitlines()
        if line and not line.startswith('#')}
    return ([f'{n} has neither' for n in sorted(names - told - excused)]
            + [f'{n} is excused and has one' for n in sorted(excused & told)]
            + [f'there is no {n}' for n in sorted(excused - names)])


if __name__ == '__main__':
    sys.exit(main())
