# SPDX-License-Identifier: Apache-2.0
"""Looking without trust."""
from common import RECORD, TODAY, issued, key


def fill(c):
    case = c.case('looks_at_a_passport')
    passport = issued(case, valid_days=90)
    case.ask('peek', {'passport': passport})
    case.ask('peek_outline', {'passport': passport})
    case.ask('peek_unverified', {'passport': passport})
    case.ask('peek_unverified_text', {'passport': passport})
    case.ask('peek_unverified_text', {'passport': passport,
                                      'language': 'de'})
    case = c.case('looks_at_a_presentation_as_text')
    case.ask('present', {'passport': issued(case), 'audience': 'desk'})
    case.ask('as_text', {'passport': case.result('passport')})
    text = case.result('text')
    for op in ('peek', 'peek_outline', 'peek_unverified'):
        case.ask(op, {'passport': text})
    case = c.case('sees_an_index')
    case.ask('issue_sign_indexed', {
        'record': RECORD, 'issued': TODAY, 'key': key('clinic'),
        'index': 300}, any={'result/passport/bytes': 'base64url'})
    case.ask('peek', {'passport': case.result('passport')})
    for op in ('peek', 'peek_outline', 'peek_unverified',
               'peek_unverified_text'):
        c.one(f'{op}_refuses_what_is_none', op, {'passport': 'hello'},
              'TEXT_PREFIX')
