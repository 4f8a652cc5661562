# SPDX-License-Identifier: Apache-2.0
"""What the command takes, from the tables in its sources (folder: where they
are): the options of options.c, the verbs of help.c, the actions of those that
have some."""
import pathlib
import re


def options(folder):
    """name -> (letter's constant, whether it takes a value)"""
    text = (pathlib.Path(folder) / 'options.c').read_text()
    rows = re.findall(r'\{"([a-z-]+)", (no|required)_argument, NULL, '
                      r'(CLI_\w+)\}', text)
    assert len(rows) > 20
    return {name: (letter, takes == 'required')
            for name, takes, letter in rows}


def _by_letter(folder):
    """letter -> name of its option"""
    text = (pathlib.Path(folder) / 'cli.h').read_text()
    letters = dict(re.findall(r"(CLI_\w+) = '(.)'", text))
    return {letters[constant]: name
            for name, (constant, _) in options(folder).items()}


def _rows(folder):
    """(verb, letters of its options, whether it has actions, its help)"""
    text = (pathlib.Path(folder) / 'help.c').read_text()
    rows = re.findall(r'\{"(\w+)", cli_verb_\w+, "([^"]*)", \d, \d+, (\d), '
                      r'(\w+)\}', text)
    assert len(rows) == 18, rows
    return [(verb, letters, acts == '1',
             re.search(rf'{name}\[\] =(.*?)";\n', text, re.DOTALL).group(1))
            for verb, letters, acts, name in rows]


def verbs(folder):
    """verb -> its options, help included"""
    names = _by_letter(folder)
    return {verb: {names[c] for c in letters} | {'help'}
            for verb, letters, _, _ in _rows(folder)}


def calls(folder):
    """What can be asked for, 'merge' or 'trust add' -> its options."""
    names, found = _by_letter(folder), {}
    sources = ''.join(p.read_text()
                      for p in sorted(pathlib.Path(folder).glob('*.c')))
    for verb, letters, acts, said in _rows(folder):
        actions = set(re.findall(rf'^\s*"carnet {verb} (\w+)', said,
                                 re.MULTILINE)) if acts else {''}
        table = re.search(r'actions\[\] = ((?:"[^"]*"|[^";])*);\s*return '
                          rf'cli_run_action\(call, "{verb}"', sources)
        own = dict(re.findall(r'\{"(\w+)", \w+, "([^"]*)"\}',
                              table.group(1))) if table else {}
        assert actions and set(own) in (set(), actions), (verb, actions, own)
        for action in sorted(actions):
            found[f'{verb} {action}'.strip()] = {
                names[c] for c in own.get(action, letters)}
    return found
