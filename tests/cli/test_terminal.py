# SPDX-License-Identifier: Apache-2.0
"""Lines on a terminal: none is wider than it, and a further row of a long one
can't be taken for a line of its own, whatever the value in it is."""
import json
import re
import sys
import unicodedata

from cli import OK, REFUSED, begin, note, record
from tap import Tap, vectors


def columns_of(text):
    """Columns of a text by Unicode's own tables, which carnet has not."""
    return sum(0 if unicodedata.category(c) in ('Mn', 'Me', 'Cf') else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in text)


def check_rows(said, plain, columns):
    """Rows on a terminal against the lines that they are of."""
    lines, left = plain.splitlines(), ''
    for row in said.splitlines():
        assert columns_of(row) <= columns, (columns, row)
        if left and row.startswith(' ' * 8):
            part = row.replace(' ', '')
            assert part and left.startswith(part), (row, left)
            left = left[len(part):]
        else:
            assert not left, (row, left)
            line = lines.pop(0)
            assert line.startswith(row), (row, line)
            left = line[len(row):].replace(' ', '')
    assert not left and not lines, (left, lines)


LONG = {
    'words': 'a word and another one ' * 40 + 'end',
    'no space': 'x' * 1000,
    'a line of ours': ('spaces' + ' ' * 70 + 'ACCEPTED' + ' ' * 200
                       + 'PERSON  Somebody Else  (desk/0)'),
    'wide': '東京都新宿区の病院で診察を受けました' * 18,
    'wide between': ('a東' * 200)[:240],
    'marks': 'e\u0301' * 300,
    'many marks': ('a' + '\u0301' * 40) * 11,
    'joiners': '\u200d' * 300,
    'emoji': '👩🏽\u200d⚕️😀' * 30,
    'Arabic': 'محمد بن عبد الله ' * 25 + 'و',
    'Thai': 'กุมภาพันธ์' * 30,
    'gaps': 'a  b   c    d ' * 60 + 'e',
    'no-break': 'a\u00a0' * 300,
}

tap = Tap()
carnet = begin()

with tap.case('a_long_value_never_begins_a_row'):
    texts = [t.encode()[:1024].decode('utf-8', 'ignore').strip(' ')
             for t in LONG.values()]
    p = carnet.issue(record(
        *[note(t, 'condition') for t in texts],
        {'kind': 'condition', 'code': {'text': LONG['words'][:500]}},
        {'kind': 'person_details', 'latin_name': 'long ' * 24 + 'name'}))
    for words in (('show', '--trust', 'clinic.pub', p), ('peek', p),
                  ('verify', '--trust', 'clinic.pub', p)):
        plain = carnet(*words)
        for columns in (24, 40, 79, 80, 132, 1000):
            code, said = carnet.on_terminal(*words, columns=columns)
            assert code == plain.code
            check_rows(said, plain.out, columns)
        # A terminal that does not say how wide it is has 80 columns.
        assert carnet.on_terminal(*words) == \
            carnet.on_terminal(*words, columns=80)
        # Elsewhere a line is a line.
        assert plain.out.count('\n') == len(plain.out.splitlines())
    shown = carnet.show(p).out
    for text in texts:
        assert f'    note                {text}\n' in \
            re.sub('[\u2068\u2069]', '', shown), text

with tap.case('further_rows_stand_behind_the_column_of_values'):
    # A second contact begins a line of its own there; no value can.
    person = {'name': 'Awa ' * 29 + 'Ndoye', 'phone': '+4112345'}
    two = carnet.issue(record(note(LONG['words'], 'condition'), {
        'kind': 'contacts', 'contacts': [person, person]}))
    said = carnet.on_terminal('show', '--trust', 'clinic.pub', two,
                              columns=80)[1].splitlines()
    begins = [len(row) - len(row.lstrip(' ')) for row in said if row]
    assert begins.count(26) > 15 and begins.count(24) == 1, said
    assert set(begins) <= {0, 2, 4, 24, 26}, begins
    # In a narrow one they stand further to the left, but never there.
    for columns in range(30, 60):
        said = carnet.on_terminal('show', '--trust', 'clinic.pub', two,
                                  columns=columns)[1].splitlines()
        begins = [len(row) - len(row.lstrip(' ')) for row in said if row]
        assert begins.count(24) == 1, (columns, said)

with tap.case('messages_are_broken_into_rows_too'):
    for name in ('n' * 200, 'spaces' + ' ' * 100 + 'ACCEPTED', '東' * 60):
        for words in (('peek', name), ('verify', '--now', name, p)):
            plain = carnet(*words)
            code, said = carnet.on_terminal(*words, columns=60)
            assert code == plain.code
            check_rows(said, plain.err, 60)

with tap.case('the_note_over_unverified_content_is_on_every_screen'):
    NOTE = 'nobody vouches for this: treat it as a handwritten note'

    def gaps(rows):
        """Rows between one note and the next."""
        at = [i for i, row in enumerate(rows) if row == NOTE]
        assert at[0] == 0 and at[-1] == len(rows) - 1, rows
        return [b - a - 1 for a, b in zip(at, at[1:])]

    for columns in (24, 40, 80, 132):
        code, said = carnet.on_terminal('show', '--unverified', p,
                                        columns=columns)
        assert code == REFUSED
        assert max(gaps(said.splitlines())) == 20
        plain = '\n'.join(row for row in said.splitlines() if row != NOTE)
        lines = [line for line in carnet('show', '--unverified', p)
                 .out.splitlines() if line != NOTE]
        check_rows(plain, '\n'.join(lines), columns)
    # Where lines stay whole, none that would begin another screen of 80
    # columns goes without.
    whole = carnet('show', '--unverified', p).out.splitlines()
    rows = 0
    for line in whole[1:-1]:
        assert rows < 20 or line == NOTE, (rows, line)
        rows = 0 if line == NOTE else rows + -(-columns_of(line) // 80)

with tap.case('awkward_strings_break_no_row'):
    texts = [s for s in json.loads(vectors('text/strings.json').read_text())
             if carnet('issue', '--dry-run', '-',
                       stdin=json.dumps(record(note(s, 'condition')))
                       ).code == OK]
    assert len(texts) > 200
    p = carnet.issue(record(*[note(s, 'condition') for s in texts]))
    for columns in (24, 40, 80):
        check_rows(carnet.on_terminal('show', '--trust', 'clinic.pub', p,
                                      columns=columns)[1],
                   carnet.show(p).out, columns)

sys.exit(tap.end())
