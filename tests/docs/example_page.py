# SPDX-License-Identifier: Apache-2.0
"""docs/spec/examples.md taken apart: sections, records, tables and values."""
import dataclasses
import re

CELL = re.compile(r'(?<!\\)\|')


@dataclasses.dataclass
class Section:
    title: str
    record: str = ''                            # JSON
    values: dict = dataclasses.field(default_factory=dict)
    formulas: dict = dataclasses.field(default_factory=dict)
    tables: list = dataclasses.field(default_factory=list)  # (title, rows)


def _block(lines):
    """The lines of a fenced block that begins with lines[0], and the rest."""
    end = lines.index('```', 1)
    return lines[1:end], lines[end + 1:]


def _take_values(section, lines):
    name = None
    for line in lines:
        if not line.startswith('  '):
            name, _, formula = line.partition(' = ')
            assert name not in section.values, name
            section.values[name], section.formulas[name] = '', formula
        else:
            section.values[name] += line[2:]


def _row(line):
    return [c.strip() for c in line.strip()[1:-1].split(' | ')]


def parse(text):
    """The sections by title; what stands before a table names it."""
    sections, section, lines, said = {}, None, text.splitlines(), ''
    while lines:
        line = lines[0]
        if line.startswith('## '):
            section = Section(line[3:])
            assert section.title not in sections
            sections[section.title] = section
        elif line.startswith('```json'):
            block, rest = _block(lines)
            section.record = '\n'.join(block)
            lines = ['', *rest]
        elif line.startswith('```'):
            block, rest = _block(lines)
            _take_values(section, block)
            lines = ['', *rest]
        elif line.startswith('|---'):
            section.tables.append((said, []))
        elif line.startswith('| ') and ''.join(lines[1:2]).startswith('|---'):
            pass
        elif line.startswith('| '):
            section.tables[-1][1].append(_row(line))
        elif line.startswith(('### ', 'Entry ')):
            said = line
        lines = lines[1:]
    return sections


def code(cell):
    """What stands in backquotes."""
    assert len(cell) > 1 and cell[0] == cell[-1] == '`', cell
    return cell[1:-1]


def data(cell):
    return bytes.fromhex(code(cell))
