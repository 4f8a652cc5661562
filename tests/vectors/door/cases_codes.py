# SPDX-License-Identifier: Apache-2.0
"""QR codes, sets of codes, scanners that type."""
from cases_damage import text_of
from cases_trust import TRIESTE, anchored, draft
from common import issued


def qr(c):
    for level in 'LMQH':
        c.one(f'qr_at_level_{level}', 'qr', {'text': 'HP1:6BF',
                                            'level': level})
    c.one('qr_at_the_usual_level', 'qr', {'text': 'HP1:6BF'})
    c.one('svg', 'qr_svg', {'text': 'HP1:6BF', 'module_um': 400})
    c.one('pbm', 'qr_pbm', {'text': 'HP1:6BF', 'module_px': 2, 'quiet': 1})
    c.one('blocks', 'qr_blocks', {'text': 'HP1:6BF', 'quiet': 0})
    c.one('blocks_inverted', 'qr_blocks', {'text': 'HP1:6BF', 'quiet': 2,
                                           'inverted': True})
    c.one('version_for', 'qr_version_for', {'chars': 400, 'level': 'Q'})
    c.one('no_version_for', 'qr_version_for', {'chars': 9999})
    for name, op, more, status in (
            ('lower_case', 'qr', {'text': 'hp1:'}, 'QR_TEXT'),
            ('nothing', 'qr', {'text': ''}, 'QR_TEXT'),
            ('what_is_too_large', 'qr', {'text': 'A' * 2000},
             'QR_TOO_LARGE'),
            ('a_module_of_nothing', 'qr_svg', {'text': 'A', 'module_um': 0},
             'CALLER_RANGE'),
            ('a_quiet_zone_below_0', 'qr_pbm',
             {'text': 'A', 'module_px': 1, 'quiet': -1}, 'CALLER_RANGE'),
            ('a_quiet_zone_of_101', 'qr_blocks', {'text': 'A', 'quiet': 101},
             'CALLER_RANGE'),
            ('characters_below_0', 'qr_version_for', {'chars': -1},
             'CALLER_RANGE')):
        c.one(f'qr_refuses_{name}', op, more, status)


def code(index, count, total, check, chunk):
    return 'HP1.' + text_of(bytes([index, count]) + total.to_bytes(2, 'big')
                            + check + chunk)


def sets(c):
    c.one('count_for', 'set_count_for', {'chars': 2000})
    c.one('no_count_for', 'set_count_for', {'chars': 9999})
    c.one('is_part', 'set_is_part', {'text': 'HP1.6BF'})
    c.one('is_no_part', 'set_is_part', {'text': 'HP1:6BF'})
    case = c.case('splits_and_joins')
    passport = issued(case)
    case.ask('as_text', {'passport': passport})
    text = case.result('text')
    case.ask('set_split', {'passport': passport, 'count': 3})
    one, two, three = (case.result('codes', n) for n in range(3))
    parity = case.result('parity')
    case.ask('set_join', {'codes': [two, three, one]},
             any={'result/text': text})
    case.ask('set_join', {'codes': [parity, three, one]},
             any={'result/text': text})
    case.ask('set_look', {'codes': [three, parity, three]})
    case.ask('set_join', {'codes': [three]}, 'TEXT_SET_MISSING')
    case.ask('set_join', {'codes': []}, 'TEXT_SET_MISSING')
    case.ask('set_look', {'codes': []})
    case.ask('set_join', {'codes': [one, text]}, 'TEXT_PREFIX')
    case.ask('set_split', {'passport': passport, 'count': 2})
    case.ask('set_join', {'codes': [one, case.result('codes', 1)]},
             'TEXT_SET_COUNT')
    case.ask('set_split', {'passport': passport, 'count': 17},
             'CALLER_RANGE')
    case.ask('set_split', {'passport': 'hello', 'count': 1}, 'TEXT_PREFIX')
    for n, text in enumerate(('HP1:6BF', 'HT1:6BF', 'HR1:6BF', 'HP1.6BF',
                              'HT1.6BF', 'HR1.6BF', 'hello', '')):
        c.one(f'kind_of_text_{n}', 'set_kind', {'input': text})
    c.one('list_text_refuses_a_passport', 'list_text', {'list': 'HP1:6BF'},
          'TEXT_PASSPORT')
    lists(c)
    a, b, d = (bytes([n] * 4) for n in (1, 2, 3))
    for name, codes, status in (
            ('codes_of_two_sets', [code(0, 2, 4, a, b'ab'),
                                   code(1, 2, 4, b, b'cd')],
             'TEXT_SET_OTHER'),
            ('a_number_that_no_code_has', [code(3, 2, 4, d, b'ab')],
             'TEXT_SET_INDEX'),
            ('a_length_that_does_not_fit', [code(0, 2, 4, d, b'abc')],
             'TEXT_SET_SIZE'),
            ('codes_of_no_whole', [code(0, 2, 4, d, b'ab'),
                                   code(1, 2, 4, d, b'cd')],
             'TEXT_SET_DIGEST'),
            ('what_is_no_code', ['HC1:6BF'], 'TEXT_EU_DCC')):
        c.one(f'joining_refuses_{name}', 'set_join', {'codes': codes},
              status)


def lists(c):
    case = c.case('splits_and_joins_a_trust_list')
    listed = anchored(case, draft(TRIESTE))
    case.ask('list_text', {'list': listed['list']})
    text = case.result('text')
    case.ask('set_split', {'passport': listed['list'], 'count': 2})
    codes = [case.result('codes', n) for n in (1, 0)]
    case.ask('set_look', {'codes': codes})
    case.ask('set_join', {'codes': codes}, any={'result/text': text})


def keyboards(c):
    c.one('layouts', 'keyboard_layouts')
    c.one('undo_refuses_what_no_keyboard_did', 'keyboard_undo',
          {'text': 'hello'}, 'TEXT_PREFIX')
    c.one('undo', 'keyboard_undo', {'text': 'HP1\u00d66BF'})
    c.one('undo_caps_lock', 'keyboard_undo', {'text': 'hp1:6bf'})
    c.one('undo_has_no_hundredth_reading', 'keyboard_undo',
          {'text': 'HP1\u00d66BF', 'nth': 100}, 'TEXT_PREFIX')


def fill(c):
    qr(c)
    sets(c)
    keyboards(c)
