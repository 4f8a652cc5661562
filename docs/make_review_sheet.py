#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a sheet of all words for native speakers who review them.

    docs/make_review_sheet.py OUT.html [LANGUAGE...]

One HTML table for each table of the phrase book; a word that somebody has
reviewed says who and when, any other has room for a mark. Print it, or write
into it; docs/guide/languages.md says what becomes of the answers.
"""
import html
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'lib' / 'words'))
import phrasebook  # noqa: E402

HEAD = '''<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>carnet: words to review</title>
<style>
body { font: 14px/1.4 sans-serif; margin: 2em; }
table { border-collapse: collapse; margin-bottom: 3em; width: 100%; }
th, td { border: 1px solid #999; padding: 3px 6px; vertical-align: top; }
th { background: #eee; text-align: left; position: sticky; top: 0; }
td.key { font-family: monospace; white-space: nowrap; }
td.done { background: #e4f4e4; }
small { color: #555; }
</style></head><body>
<h1>carnet: words to review</h1>
<p>Read each word beside the English one and its code. Is it what a doctor or
nurse of your language would say, short, and impossible to take for something
else? A dose, a status or a medicine that can be misread is a danger to a
patient. Write a better word beside it, or a tick.</p>
'''


def cell(book, table, key, language, word):
    direction = ' dir="rtl"' if book.script_of(language)[0] else ''
    review = book.reviews.get((table, key, language))
    note = ''
    if review:
        note = f'<br><small>{html.escape(" ".join(review))}</small>'
    return (f'<td class="{"done" if review else "open"}" lang="{language}"'
            f'{direction}>{html.escape(word)}{note}</td>')


def table_of(book, t, languages):
    out = [f'<h2>{t.name}</h2>', '<table><tr><th>key</th><th>en</th>'
           + ''.join(f'<th>{x}</th>' for x in languages) + '</tr>']
    for key, row in t.by_key.items():
        cells = ''.join(cell(book, t.name, key, x, row[x]) for x in languages)
        name = html.escape(f'{t.name}:{key}', quote=True)
        out.append(f'<tr id="{name}"><td class="key">{html.escape(key)}</td>'
                   f'<td lang="en">{html.escape(row["en"])}</td>{cells}</tr>')
    return out + ['</table>']


def main():
    book = phrasebook.Book()
    languages = sys.argv[2:] or book.languages[1:]
    for language in languages:
        phrasebook.check(language in book.languages, language, 'no such column')
    out = [HEAD]
    for t in book.tables:
        if t.name != 'icd-11':  # its words are those of icd-10
            out += table_of(book, t, languages)
    pathlib.Path(sys.argv[1]).write_text('\n'.join(out) + '</body></html>\n',
                                         encoding='utf-8')
    return 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(64)
    sys.exit(phrasebook.main_guard(main))
