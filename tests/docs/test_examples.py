# SPDX-License-Identifier: Apache-2.0
"""docs/spec/examples.md is what the library gives today, every value in it is
what another implementation gives, and a wrong one would be seen:
test_examples.py TOOL ROOT"""
import copy
import pathlib
import re
import sys

from tap import Tap, count

TOOL, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SPEC = ROOT / 'docs/spec'
sys.path[:0] = [str(ROOT / 'docs'), str(ROOT / 'tests')]
sys.dont_write_bytecode = True

import example_check as check  # noqa: E402
import example_page  # noqa: E402
import make_examples  # noqa: E402
from twin import schema  # noqa: E402

HEX = re.compile('[0-9a-f]')


def turned(text):
    """Texts with the first, the middle and the last digit another one."""
    places = [m.start() for m in HEX.finditer(text)]
    for at in {places[0], places[len(places) // 2], places[-1]}:
        digit = '0' if text[at] != '0' else '1'
        yield text[:at] + digit + text[at + 1:]


def wrong_values(sections):
    """(what, sections with one value wrong)."""
    for title, section in sections.items():
        for name, value in section.values.items():
            for other in turned(value):
                bad = dict(sections)
                bad[title] = copy.copy(section)
                bad[title].values = {**section.values, name: other}
                yield f'{title}: {name}', bad


def wrong_cells(sections):
    for title, section in sections.items():
        for t, (_, rows) in enumerate(section.tables):
            for r, row in enumerate(rows):
                for c in range(2 if title == check.VALUES else 0, len(row)):
                    if not HEX.search(row[c]):
                        continue
                    bad = dict(sections)
                    bad[title] = copy.deepcopy(section)
                    bad[title].tables[t][1][r][c] = next(turned(row[c]))
                    yield f'{title}: {row[1]}, cell {c}', bad


def only(sections, changed, key, it):
    """Checks the one section that changed."""
    title = next(t for t in sections if sections[t] is not changed[t])
    section = changed[title]
    if title == check.KEY:
        check.check_key(section, it)
    elif title == check.STATUS:
        check.check_status(section, key)
    elif title == check.SET:
        check.check_set(section, sections[check.WHOLE[0]])
    elif title == check.SEALED:
        whole = check.check_example(sections[check.WHOLE[-1]], key, it)
        check.check_sealed(section, whole, key, it)
    elif title == check.VALUES:
        check.check_values(section, it, 20529)
    elif title in check.SHOWN:
        whole = check.check_example(sections[check.WHOLE[-1]], key, it)
        check.check_withheld(section, whole, check.SHOWN[title], key, it)
    else:
        check.check_example(section, key, it)


def unseen(sections, wrong, it):
    key = check.check_key(sections[check.KEY], it)
    out, num = [], 0
    for what, changed in wrong:
        num += 1
        try:
            only(sections, changed, key, it)
        except Exception:  # whatever it is that the wrong value breaks
            continue
        out.append(what)
    count('wrong values', num)
    return out


def main():
    tap = Tap()
    page = (SPEC / 'examples.md').read_text(encoding='utf-8')
    with tap.case('page_is_what_the_library_gives'):
        assert make_examples.make(TOOL, SPEC) == page, \
            'run docs/make_examples.py TOOL docs/spec'
    it = schema.load()
    sections = example_page.parse(page)
    with tap.case('every_value_is_what_another_implementation_gives'):
        count('values of the examples', check.check_page(sections, it))
    with tap.case('no_value_of_the_page_escapes_the_check'):
        values = sum(len(s.values) for s in sections.values())
        lines = re.findall(r'^  \S', page, re.MULTILINE)
        assert values > 150 and len(lines) >= values
    tap.check('wrong_values_are_seen',
              unseen(sections, wrong_values(sections), it))
    tap.check('wrong_cells_are_seen',
              unseen(sections, wrong_cells(sections), it))
    return tap.end()


sys.exit(main())
