# SPDX-License-Identifier: Apache-2.0
"""What every request has in common: JSON, its operation, its members."""
from common import RECORD, TODAY, key, public


def syntax(c):
    for name, data, status in (
            ('nothing', b'', 'JSON_SYNTAX'),
            ('white_space_alone', b' \n', 'JSON_SYNTAX'),
            ('half_an_object', b'{"op":', 'JSON_SYNTAX'),
            ('two_commas', b'{"op":"version",,}', 'JSON_SYNTAX'),
            ('a_comment', b'{"op":"version"/**/}', 'JSON_SYNTAX'),
            ('single_quotes', b"{'op':'version'}", 'JSON_SYNTAX'),
            ('something_behind', b'{"op":"version"} x', 'JSON_TRAILING'),
            ('a_key_twice', b'{"op":"version","op":"version"}',
             'JSON_TWICE'),
            ('a_key_twice_inside',
             b'{"op":"verify_trusting","trust":{"keys":[],"keys":[]}}',
             'JSON_TWICE'),
            ('bytes_that_are_no_utf8', b'{"op":"\xff"}', 'JSON_UTF8'),
            ('half_a_surrogate_pair', b'{"op":"\\ud800"}', 'JSON_UTF8'),
            ('surrogates_the_wrong_way_round', b'{"op":"\\udc00\\ud800"}',
             'JSON_UTF8'),
            ('a_surrogate_and_a_letter', b'{"op":"\\ud800\\u0041"}',
             'JSON_UTF8'),
            ('a_surrogate_as_bytes', b'{"op":"\xed\xa0\x80"}', 'JSON_UTF8'),
            ('a_slash_in_two_bytes', b'{"op":"\xc0\xaf"}', 'JSON_UTF8'),
            ('a_character_beyond_unicode', b'{"op":"\xf4\x90\x80\x80"}',
             'JSON_UTF8'),
            ('a_zero_byte', b'\x00', 'JSON_SYNTAX'),
            ('a_zero_byte_in_a_string', b'{"op":"version\x00"}',
             'JSON_SYNTAX'),
            ('a_zero_byte_behind', b'{"op":"version"}\x00', 'JSON_TRAILING'),
            ('a_line_break_in_a_string', b'{"op":"ver\nsion"}',
             'JSON_SYNTAX'),
            ('an_escape_that_there_is_not', b'{"op":"\\x41"}',
             'JSON_SYNTAX'),
            ('a_key_twice_in_other_letters',
             b'{"op":"version","\\u006fp":"version"}', 'JSON_TWICE'),
            ('no_number', b'{"op":"status","status":NaN}', 'JSON_SYNTAX'),
            ('a_number_with_a_plus', b'{"op":"status","status":+1}',
             'JSON_NUMBER'),
            ('a_number_that_ends_in_a_point', b'{"op":"status","status":1.}',
             'JSON_NUMBER'),
            ('a_number_of_hex_digits', b'{"op":"status","status":0x10}',
             'JSON_NUMBER'),
            ('a_number_with_a_zero_in_front', b'{"op":"status","status":01}',
             'JSON_NUMBER'),
            ('a_byte_order_mark', b'\xef\xbb\xbf{"op":"version"}',
             'JSON_BOM'),
            ('utf16', '{"op":"version"}'.encode('utf-16'), 'JSON_UTF8'),
            ('nesting_66_deep', b'[' * 66 + b']' * 66, 'JSON_DEPTH')):
        c.case(f'refuses_{name}').raw(data, status)
    c.case('takes_white_space_and_escapes').raw(
        b' {"\\u006fp" :\t"version"\r\n} ', 'OK')


def shape(c):
    for name, data, status in (
            ('an_array', b'[]', 'JSON_VALUE'),
            ('a_string', b'"version"', 'JSON_VALUE'),
            ('null', b'null', 'JSON_VALUE'),
            ('no_operation', b'{}', 'JSON_MISSING'),
            ('an_operation_that_is_a_number', b'{"op":1}',
             'JSON_OPERATION'),
            ('an_operation_that_is_null', b'{"op":null}', 'JSON_OPERATION'),
            ('an_unknown_operation', b'{"op":"versions"}',
             'JSON_OPERATION'),
            ('an_operation_in_other_letters', b'{"op":"Version"}',
             'JSON_OPERATION'),
            ('a_shape_as_an_operation', b'{"op":"planning"}',
             'JSON_OPERATION'),
            ('a_member_too_many', b'{"op":"version","x":1}', 'JSON_MEMBER'),
            ('a_member_of_another_operation',
             b'{"op":"version","key":"x"}', 'JSON_MEMBER'),
            ('an_operation_with_a_zero_in_it', b'{"op":"version\\u0000"}',
             'JSON_OPERATION'),
            ('a_number_with_an_exponent', b'{"op":"status","status":1e0}',
             'JSON_VALUE'),
            ('a_number_as_long_as_it_likes',
             b'{"op":"status","status":1e999999999}', 'JSON_VALUE'),
            ('a_member_with_an_odd_name', b'{"op":"version","a b":1}',
             'JSON_MEMBER')):
        c.case(f'refuses_{name}').raw(data, status)


def members(c):
    c.one('refuses_a_missing_member', 'key_show', {}, 'JSON_MISSING')
    c.one('refuses_a_missing_member_inside', 'trust_list_next',
          {'list': 'HT1:', 'old': {'list': 'HT1:'}}, 'JSON_MISSING')
    c.one('refuses_a_member_too_many_inside', 'verify_trusting',
          {'passport': 'HP1:', 'now': TODAY, 'trust': {'keys': [], 'x': 1}},
          'JSON_MEMBER')
    c.one('refuses_op_inside', 'verify_trusting',
          {'passport': 'HP1:', 'now': TODAY, 'trust': {'op': 'version'}},
          'JSON_MEMBER')
    c.one('refuses_neither_record_nor_bundle', 'issue_plan',
          {'issued': TODAY}, 'JSON_MISSING')
    c.one('refuses_both_record_and_bundle', 'issue_plan',
          {'issued': TODAY, 'record': RECORD, 'bundle': {}}, 'JSON_MEMBER')
    c.one('refuses_neither_key_nor_phrase', 'open_sealed',
          {'passport': 'HP1:'}, 'JSON_MISSING')
    c.one('refuses_both_key_and_phrase', 'open_sealed',
          {'passport': 'HP1:', 'key': 'x', 'phrase': 'x'}, 'JSON_MEMBER')


def types(c):
    for name, op, wrong in (
            ('a_number_for_text', 'phrase_check', {'phrase': 1}),
            ('null_for_text', 'phrase_check', {'phrase': None}),
            ('text_for_a_number', 'status', {'status': '1'}),
            ('a_fraction_for_a_number', 'status', {'status': 1.0}),
            ('a_number_of_2_to_the_53', 'status', {'status': 1 << 53}),
            ('a_number_of_minus_2_to_the_53', 'status',
             {'status': -(1 << 53)}),
            ('a_number_of_2_to_the_64', 'status', {'status': 1 << 64}),
            ('a_number_for_truth', 'qr_blocks',
             {'text': 'A', 'inverted': 1}),
            ('a_number_for_bytes', 'status_draft_take', {'draft': 1}),
            ('an_object_for_bytes', 'status_draft_take',
             {'draft': {'bytes': ''}}),
            ('a_number_for_an_input', 'peek', {'passport': 1}),
            ('an_input_without_bytes', 'peek', {'passport': {}}),
            ('an_input_of_other_bytes', 'peek', {'passport': {'bytes': 1}}),
            ('an_input_with_more', 'peek',
             {'passport': {'bytes': '', 'text': ''}}),
            ('a_number_for_an_object', 'verify_trusting',
             {'passport': '', 'now': TODAY, 'trust': 1}),
            ('text_for_a_record', 'record_check', {'record': '{}'}),
            ('one_for_a_list', 'verify',
             {'passport': '', 'now': TODAY, 'keys': public('clinic')}),
            ('a_list_of_others', 'verify',
             {'passport': '', 'now': TODAY, 'keys': [1]}),
            ('a_number_for_a_day', 'issue_plan',
             {'record': RECORD, 'issued': 20529}),
            ('a_number_for_a_time', 'verify',
             {'passport': '', 'now': 1773748800, 'keys': []})):
        c.one(f'refuses_{name}', op, wrong, 'JSON_VALUE')


def values(c):
    for name, text in (('padding', 'AAA='), ('another_alphabet', 'AA+/'),
                       ('a_length_that_none_has', 'AAAAA'),
                       ('spare_bits', 'AB'), ('a_line_end', 'AAAA\n')):
        c.one(f'refuses_base64url_with_{name}', 'peek',
              {'passport': {'bytes': text}}, 'JSON_VALUE')
    for name, text in (('of_no_day', '2026-02-30'), ('short', '26-03-17'),
                       ('with_time', '2026-03-17T00:00:00Z')):
        c.one(f'refuses_a_day_{name}', 'issue_plan',
              {'record': RECORD, 'issued': text}, 'RECORD_DATE')
    c.one('refuses_a_time_without_a_zone', 'verify',
          {'passport': '', 'keys': [], 'now': '2026-03-17T12:00:00'},
          'RECORD_DATE')
    c.one('refuses_a_word_that_is_none', 'qr', {'text': 'A', 'level': 'm'},
          'JSON_VALUE')
    c.one('refuses_a_part_that_is_never_sealed', 'present_sealed',
          {'passport': 'HP1:', 'decoys': ['desk']}, 'JSON_VALUE')
    for name, text in (('short', '00aa11'), ('long', '00aa11bb22'),
                       ('capital', '00AA11BB')):
        c.one(f'refuses_a_{name}_key_id', 'trust_draft_withdraw',
              {'draft': {'list': '00' * 16, 'valid_days': 9, 'issuers': []},
               'key_id': text, 'on': TODAY, 'as': 'retired'}, 'JSON_VALUE')
    c.one('refuses_a_zero_in_a_word', 'present',
          {'passport': 'HP1:', 'audience': 'de\0sk'}, 'JSON_VALUE')
    c.one('refuses_a_number_beyond_32_bits', 'issue_plan',
          {'record': RECORD, 'issued': TODAY, 'valid_days': 1 << 40},
          'CALLER_RANGE')
    for name, sign in (('largest', 1), ('least', -1)):
        c.one(f'the_{name}_number_is_read', 'status',
              {'status': sign * ((1 << 53) - 1)}, 'CALLER_RANGE')
    c.one('refuses_a_number_below_0', 'chars_for', {'bytes': -1},
          'CALLER_RANGE')


def order(c):
    case = c.case('takes_members_in_any_order')
    case.raw(b'{"entries":false,"now":"2026-03-17","keys":[],'
             b'"passport":"HC1:6BF","op":"verify"}', 'OK')
    case = c.case('the_first_failure_is_told')
    case.ask('issue_sign_seeded',
             {'record': {'entries': []}, 'issued': 'x', 'key': key('clinic'),
              'seed': '!'}, 'RECORD_EMPTY')


def fill(c):
    syntax(c)
    shape(c)
    members(c)
    types(c)
    values(c)
    order(c)
