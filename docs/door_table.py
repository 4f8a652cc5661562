# SPDX-License-Identifier: Apache-2.0
"""The table of the JSON door, lib/api/door.def, as Python reads it."""
import dataclasses
import pathlib
import re

DEF = pathlib.Path(__file__).resolve().parents[1] / 'lib/api/door.def'
ROW = re.compile(r'^([A-Z_]+)\((.*)\)$', re.MULTILINE)
CELL = re.compile(r'"((?:\\.|[^"\\])*)"|([A-Za-z_0-9]+)')


@dataclasses.dataclass
class Member:
    name: str
    type: str
    detail: str
    about: str
    is_list: bool
    is_needed: bool
    is_given: bool  # in the reply


@dataclasses.dataclass
class Section:
    name: str
    about: str
    is_operation: bool
    members: list = dataclasses.field(default_factory=list)  # or WITH: a name
    either: list = dataclasses.field(default_factory=list)   # ONE_OF: names


def rows(text):
    """(macro, cells) of each row."""
    body = re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)
    for macro, cells in ROW.findall(body):
        yield macro, [quoted or plain for quoted, plain in
                      CELL.findall(cells)]


def sections(path=DEF):
    """name -> Section, shapes and operations, in the order of the table."""
    found = {}
    for macro, cells in rows(path.read_text(encoding='ascii')):
        if macro in ('SHAPE', 'OPERATION'):
            section = Section(cells[0], cells[1], macro == 'OPERATION')
            found[(macro, cells[0])] = section
        elif macro == 'WITH':
            section.members.append(cells[0])
        elif macro == 'ONE_OF':
            section.either.append(cells[0].split())
        else:
            section.members.append(Member(
                *cells, is_list=macro.endswith('_LIST'),
                is_needed=macro in ('NEEDS', 'NEEDS_LIST', 'GIVES',
                                    'GIVES_LIST'),
                is_given=macro in ('GIVES', 'GIVES_LIST', 'MAY_GIVE')))
    return found


def members(found, section):
    """All members of a section, those of shapes that it includes too."""
    out = []
    for member in section.members:
        out += ([member] if isinstance(member, Member)
                else members(found, found['SHAPE', member]))
    return out


def either(found, section):
    """All lists of names of which just one must be there."""
    out = list(section.either)
    for member in section.members:
        if isinstance(member, str):
            out += either(found, found['SHAPE', member])
    return out
