# SPDX-License-Identifier: Apache-2.0
"""The phrase book, days, times, safe text."""


def fill(c):
    c.one('languages', 'languages')
    for tag in ('pt-BR', 'ar', 'xx', ''):
        c.one(f'match_{tag or "nothing"}', 'language_match',
              {'language': tag})
    for tag in ('', 'fr', 'ar', 'el', 'xx'):
        more = {'language': tag} if tag else {}
        where = f'in_{tag or "english"}'
        c.one(f'code_{where}', 'word_of_code',
              {'system': 'icd-10', 'code': 'E11.9', **more})
        c.one(f'status_{where}', 'word_of_status', {'status': 152, **more})
        c.one(f'phrase_{where}', 'word_of_phrase',
              {'phrase': 'check_yourself', **more})
        c.one(f'line_{where}', 'say_phrase',
              {'phrase': 'check_yourself', **more})
        c.one(f'told_{where}', 'say_status',
              {'status': 21, 'detail': 'it begins with "HX1:"', **more})
    c.one('line_with_a_value', 'say_phrase',
          {'phrase': 'about', 'value': 'Clinic of\nTrieste'})
    for op, more in (
            ('word_of_code', {'system': 'icd-10', 'code': 'E99.9'}),
            ('word_of_code', {'system': 'icd-9', 'code': '250'}),
            ('word_of_status', {'status': 999}),
            ('word_of_phrase', {'phrase': 'nothing_such'}),
            ('say_phrase', {'phrase': 'nothing_such'}),
            ('say_status', {'status': 999})):
        last = list(more.values())[0]
        c.one(f'{op}_of_{last}_is_not_there'.replace('-', '_'), op, more,
              'CALLER_ABSENT')
    days(c)


def days(c):
    c.one('day_to_number', 'day_to_number', {'day': '2026-03-17'})
    c.one('day_to_number_refuses_no_day', 'day_to_number',
          {'day': '2026-02-29'}, 'RECORD_DATE')
    for number in (0, 20529, -719162, 2932896):
        c.one(f'number_to_day_{number}'.replace('-', 'minus_'),
              'number_to_day', {'days': number})
    c.one('number_to_day_refuses_the_year_10000', 'number_to_day',
          {'days': 2932897}, 'CALLER_RANGE')
    for text in ('2026-03-17', '2026-03-17T12:00:00Z',
                 '2026-03-17T12:00:00+02:00', '2016-12-31T23:59:60Z'):
        c.one(f'time_to_number_{text}', 'time_to_number', {'time': text})
    c.one('time_to_number_refuses_no_time', 'time_to_number',
          {'time': '2026-03-17T25:00:00Z'}, 'RECORD_DATE')
    c.one('make_safe', 'make_safe',
          {'text': 'a\u202eb\x1b[31mc\nd\u0000\u00e9'})
