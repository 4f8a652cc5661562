# SPDX-License-Identifier: Apache-2.0
"""Makes the vectors of the JSON door, *.json beside this file.

    python3 make.py DOOR_TOOL              writes them
    python3 make.py --check DOOR_TOOL      says which are not what is made

The requests and the status of every reply are written down in cases_*.py; what
else a reply holds is what the library answers, which a person reviews in the
difference before it is committed. README.md says what a file holds.
"""
import copy
import importlib
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ABOUT = ('Requests at the JSON door of carnet and their replies; README.md says '
         'how to run them. Made by make.py. Apache-2.0.')
AREAS = ('requests', 'keys', 'records', 'issue', 'verify', 'peek', 'damage',
         'privacy', 'codes', 'trust', 'status', 'history', 'view', 'words')
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parents[1])]


def compact(value):
    """Without white space, so that offsets are the same for everybody."""
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'))


class Door:
    """The library behind the tool: one request, one reply."""

    def __init__(self, tool):
        self.tool = subprocess.Popen([tool], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE)

    def ask(self, request):
        if not isinstance(request, bytes):
            request = compact(request).encode()
        self.tool.stdin.write(request.hex().encode() + b'\n')
        self.tool.stdin.flush()
        return json.loads(self.tool.stdout.readline())


class From:
    """A part of an earlier reply of the same case."""

    def __init__(self, step, *path):
        self.path = [step, *path]


def find(reply, path):
    for key in path:
        reply = reply[key]
    return reply


def written(value):
    """As it stands in a file."""
    if isinstance(value, From):
        return {'$from': value.path}
    if isinstance(value, dict):
        return {k: written(v) for k, v in value.items()}
    return [written(v) for v in value] if isinstance(value, list) else value


class Case:
    def __init__(self, door, name):
        self.door = door
        self.name = name
        self.steps = []
        self.replies = []

    def sent(self, value):
        """As it goes to the library."""
        if isinstance(value, From):
            return find(self.replies[value.path[0]], value.path[1:])
        if isinstance(value, dict):
            return {k: self.sent(v) for k, v in value.items()}
        return ([self.sent(v) for v in value] if isinstance(value, list)
                else value)

    def ask(self, op, members=None, status='OK', any=None):
        """any: "result/key" -> what stands there, where chance says it."""
        request = {'op': op, **(members or {})}
        reply = self.door.ask(self.sent(request))
        return self._keep({'request': written(request)}, reply, status, any)

    def raw(self, data, status):
        """A request that is no JSON, or no text."""
        try:
            step = {'text': data.decode()}
        except UnicodeDecodeError:
            step = {'hex': data.hex()}
        return self._keep(step, self.door.ask(data), status, None)

    def _keep(self, step, reply, status, any):
        if reply['name'] != status:
            raise SystemExit(f'{self.name}: {status} is due, not {reply}\n'
                             f'{json.dumps(step)[:2000]}')
        expected = copy.deepcopy(reply)
        for path, what in (any or {}).items():
            *way, last = [int(k) if k.isdigit() else k
                          for k in path.split('/')]
            quoted = isinstance(what, From)
            if quoted and find(reply, way)[last] != self.sent(what):
                raise SystemExit(f'{self.name}: {path} is not as before')
            assert find(expected, way)[last] is not None
            find(expected, way)[last] = written(what if quoted
                                                else {'$any': what})
        self.steps.append({**step, 'reply': expected})
        self.replies.append(reply)
        return reply.get('result')

    def result(self, *path):
        """A part of the result of the last step, to be sent again."""
        return From(len(self.replies) - 1, 'result', *path)


class Cases:
    def __init__(self, door):
        self.door = door
        self.cases = []

    def case(self, name):
        assert name not in [c.name for c in self.cases], name
        self.cases.append(Case(self.door, name))
        return self.cases[-1]

    def one(self, name, op, members=None, status='OK', any=None):
        """A case of one step."""
        return self.case(name).ask(op, members, status, any)

    def text(self):
        """One step a line."""
        lines = []
        for case in self.cases:
            steps = ',\n   '.join(json.dumps(s, ensure_ascii=False)
                                  for s in case.steps)
            lines.append(f'  {{"name": {json.dumps(case.name)}, '
                         f'"steps": [\n   {steps}]}}')
        return (f'{{"about": {json.dumps(ABOUT)},\n "cases": [\n'
                + ',\n'.join(lines) + ']}\n')


def made(tool):
    """Name of a file -> its text."""
    door = Door(tool)
    out = {}
    for area in AREAS:
        cases = Cases(door)
        importlib.import_module(f'cases_{area}').fill(cases)
        out[f'{area}.json'] = cases.text()
    return out


def main(args):
    check = args[:1] == ['--check']
    drifted = [(name, text) for name, text in made(args[-1]).items()
               if not (HERE / name).is_file()
               or (HERE / name).read_text(encoding='utf-8') != text]
    for name, text in drifted:
        if check:
            print(f'tests/vectors/door/{name}: run make.py', file=sys.stderr)
        else:
            (HERE / name).write_text(text, encoding='utf-8')
    return 1 if check and drifted else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
