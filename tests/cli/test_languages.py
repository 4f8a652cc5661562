# SPDX-License-Identifier: Apache-2.0
"""What people read in their language: verdict, entries, errors; and what no
language changes. Argument: the command.
"""
import re
import sys

import craft
from cli import (DATA, OK, REFUSED, USAGE, begin, record, refused, unsafe,
                 unwrapped)
from tap import Tap

LANGUAGES = 'en fr es ar pt it de el'.split()
ENTRIES = [
    {'kind': 'prescription', 'medicine': {'code': 'A10BA02'},
     'strength': {'value': 500, 'unit': 'mg'}, 'form': {'code': '385055001'},
     'dose': {'value': 2}, 'times_a_day': 2, 'status': 'stopped',
     'must_not_stop': True},
    {'kind': 'condition', 'code': {'code': 'I10', 'text': 'tension'},
     'status': 'refuted'}]

tap = Tap()
carnet = begin()
p = carnet.issue(record(*ENTRIES))
two = carnet.write(carnet.new_name('carnet'), craft.passport(
    *(carnet.path(carnet.issue(record(e))).read_bytes()[9:]
      for e in ENTRIES)))


def shown(language, *more):
    return carnet.show(p, '--lang', language, *more)


def counted_in(last):
    return int(re.findall(r'\d+', last)[-1 if last[0] != '\u200f' else 0])


def said_in_english(arabic):
    """How often English stands behind a word: no Arabic word is spelled like
    it, and places such as (clinic/0) are isolated with their brackets."""
    return len(re.findall('\\(\u2066[^\u2066-\u2069]*\u2069\\)', arabic))


with tap.case('verdict_and_entries_come_in_each_language'):
    heads = set()
    for language in LANGUAGES:
        done = shown(language)
        assert done.code == OK and done.err == '', done
        assert not unsafe(done.out.replace('\u200f', '')), language
        # The code, the issuer's words and the INN, whatever the language.
        for text in ('A10BA02', 'I10', 'tension', 'metformin', '500 mg'):
            assert text.lower() in done.out.lower(), (language, text)
        # No clinician has reviewed a word: the English stands behind.
        for text in ('ACCEPTED', 'STOPPED', 'REFUTED', 'must not stop',
                     'high blood pressure', 'is the person in front of you'):
            assert text in done.out, (language, text)
        heads.add(done.out.splitlines()[0])
    assert len(heads) == len(LANGUAGES), heads

with tap.case('english_is_what_goes_without_saying'):
    plain = carnet.show(p).out
    for tag in ('en', 'EN', 'en-GB'):
        assert shown(tag).out == plain, tag
    assert 'reviewed' not in plain

with tap.case('a_tag_leads_to_its_language'):
    assert shown('pt-BR').out == shown('pt').out
    assert shown('FR').out == shown('fr').out
    for locale in ('fr_FR', 'fr_FR.UTF-8', 'fr_BE@euro'):
        assert shown(locale).out == shown('fr').out, locale

with tap.case('how_many_words_nobody_reviewed_is_said_once'):
    for language in LANGUAGES[1:]:
        last = shown(language).out.rstrip('\n').splitlines()[-1]
        # The words are the same ones, whatever the language.
        assert counted_in(last) == said_in_english(shown('ar').out), last

with tap.case('the_lines_of_the_command_itself_are_counted'):
    for args in (('show', '--trust', 'clinic.pub', two),
                 ('show', '--unverified', p),
                 ('verify', '--trust', 'clinic.pub', p)):
        out = carnet(*args, '--lang', 'ar').out
        last = out.rstrip('\n').splitlines()[-1]
        assert counted_in(last) == said_in_english(out), (args, out)
    assert said_in_english(last) == 1, last

with tap.case('lines_of_arabic_begin_from_the_right'):
    for args in (('show', '--trust', 'clinic.pub', p),
                 ('show', '--trust', 'clinic.pub', two),
                 ('show', '--unverified', p)):
        done = carnet(*args, '--lang', 'ar')
        lines = [x for x in done.out.splitlines() if x.strip()]
        assert len(lines) > 5, done
        for line in lines:
            # What marks a line or sets it in has no direction.
            assert line.lstrip(' !=').startswith('\u200f'), line
            assert not unsafe(line.replace('\u200f', '')), line
    assert '\u2068' in shown('ar').out

with tap.case('a_message_in_arabic_turns_nothing_beside_it'):
    carnet.write('bad.json', '{"entries": [{"kind": "persn"}]}')
    done = carnet('issue', '--dry-run', 'bad.json', '--lang', 'ar')
    assert done.code == DATA, done
    line = unwrapped(done.err)
    assert line.startswith('carnet: bad.json:1: \u2068'), line
    assert line.rstrip().endswith(')\u2069 (RECORD_KIND)'), line
    assert '(\u2066' in line and line.count('\u2069') == 2, line
    assert '$.entries[0]' in line, line

with tap.case('a_language_without_words_is_refused'):
    for tag in ('ti', 'x-fr', '', 'frx', '\u202efr', 'C', '_', '.fr'):
        done = carnet('show', '--trust', 'clinic.pub', '--lang', tag, p)
        refused(done, USAGE, 'there are en, fr, es, ar, pt, it, de, el')
        assert not unsafe(done.err)

with tap.case('json_is_the_same_in_every_language'):
    plain = carnet.show(p, '--json').out
    assert shown('ar', '--json').out == plain
    plain = carnet('show', '--unverified', '--json', p).out
    assert carnet('show', '--unverified', '--json', '--lang', 'fr',
                  p).out == plain

with tap.case('errors_are_said_in_it_with_the_place'):
    carnet.write('bad.json', '{"entries":[\n {"kind":"condition"}]}')
    done = carnet('issue', '--lang', 'fr', '--key', 'clinic.key', 'bad.json')
    assert 'bad.json:2: ' in done.err, done
    assert 'manque' in done.err and 'condition needs code' in done.err, done
    assert 'RECORD_REQUIRED' in done.err, done

with tap.case('a_refused_passport_says_why_in_it'):
    carnet.write('cut.txt', carnet('qr', '--text', p).out[:40])
    for language, word in (('de', 'ABGELEHNT'), ('es', 'RECHAZADO')):
        done = carnet.verify('cut.txt', '--lang', language)
        assert done.code == REFUSED and word in done.out, done
        assert 'REFUSED' in done.out, done
        assert 'TEXT_LENGTH' in done.out or 'CBOR_TRUNCATED' in done.out, done

sys.exit(tap.end())
