# SPDX-License-Identifier: Apache-2.0
"""Words and names as the C sources have them, for schemas that follow them:
tables of strings, statuses, and the members that a writer of JSON gives.
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[1]
STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
# How the writers name a member: the writer itself, and helpers of theirs
# that take the name and a value; or one of two names.
CALL = (r'\b(?:cn_json_key|put_\w+|cn_api_put_\w+|cn_treat_put_\w+)'
        r'\(\s*[^,()"]+,\s*')
MEMBER = re.compile(CALL + r'"(\w+)"')
EITHER = re.compile(CALL + r'[^",()]*\?\s*"(\w+)"\s*:\s*"(\w+)"')


def source(name):
    """A C file without its comments."""
    text = (ROOT / name).read_text(encoding='ascii')
    return re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)


def table(name, array, after=''):
    """The strings of an array, the first behind a place, in their order; those
    that stand for "nothing" left out."""
    text = source(name)
    text = text[text.index(after):]
    found = re.search(r'\b' + array + r'\[\w*\] = \{(.*?)\};', text, re.DOTALL)
    if found is None:
        raise SystemExit(f'{name} has no table {array}')
    return [w for w in STRING.findall(found.group(1)) if w]


def steps(form):
    """Names of the steps that a view explains, which have a day, a number or
    an amount."""
    text = source('lib/view/treat_step.c')
    rows = re.findall(r'\b(?:FIELD|PHRASE)_STEP\(\w+,\s*"(\w+)",\s*(\w+)\)',
                      text)
    found = [name for name, its in rows if its == form]
    if not found:
        raise SystemExit(f'no step has a {form}')
    return found


def statuses():
    """Names of all statuses, "OK" first."""
    text = source('include/carnet/status.h')
    return re.findall(r'\bCARNET_(\w+) = \d+', text)


def members(names):
    """Every name of a member that some C files write."""
    found = set()
    for name in names:
        found |= set(MEMBER.findall(source(name)))
        found |= {n for two in EITHER.findall(source(name)) for n in two}
    return found
