# SPDX-License-Identifier: Apache-2.0
"""Version, statuses, keys, phrases."""
from common import as_bytes, b64, key, pem, public

NEW = {'result/key': 'string', 'result/public/bytes': 'base64url',
       'result/public_pem': 'string'}


def fill(c):
    c.one('version', 'version')
    for number in (0, 21, 152, 999, -1):
        c.one(f'status_{number}'.replace('-', 'minus_'), 'status',
              {'status': number})
    issuers(c)
    clinics(c)
    case = c.case('a_new_phrase_is_one')
    case.ask('phrase_new', any={'result/phrase': 'string'})
    case.ask('phrase_check', {'phrase': case.result('phrase')})
    c.one('refuses_a_pin', 'phrase_check', {'phrase': '123456'},
          'PRIVACY_PHRASE')
    c.one('refuses_a_mistyped_phrase', 'phrase_check',
          {'phrase': '1023-4567-89AC-FHJ2'}, 'PRIVACY_MISTYPED')


def issuers(c):
    case = c.case('a_new_key_reads_back')
    case.ask('key_new', any={**NEW, 'result/key_id': 'hex'})
    again = {'result/' + k: case.result(k) for k in
             ('public', 'public_pem', 'key_id')}
    secret = case.result('key')
    case.ask('key_show', {'key': secret}, any={'result/key': secret, **again})
    case.ask('key_public', {'key': case.result('public')}, any=again)
    case.ask('key_public', {'key': case.result('public_pem')}, any=again)
    c.one('key_of_a_seed', 'key_show', {'key': key('clinic')})
    c.one('key_of_pem', 'key_show', {'key': pem('ed25519.pem')})
    c.one('public_key_of_pem', 'key_public', {'key': pem('ed25519.pub.pem')})
    for op, name, value, status in (
            ('key_show', 'a_seed_of_31_bytes', as_bytes(bytes(31)),
             'CALLER_RANGE'),
            ('key_show', 'a_seed_as_plain_text', b64(bytes(32)), 'KEY_FORM'),
            ('key_show', 'a_public_key_for_a_secret_one',
             pem('ed25519.pub.pem'), 'KEY_PUBLIC'),
            ('key_show', 'another_curve', pem('p256.pem'), 'KEY_ALGORITHM'),
            ('key_show', 'a_sealing_key', pem('x25519.pem'),
             'KEY_ALGORITHM'),
            ('key_show', 'an_encrypted_key', pem('ed25519-encrypted.pem'),
             'KEY_FORM'),
            ('key_public', 'a_secret_key_for_a_public_one',
             pem('ed25519.pem'), 'KEY_SECRET'),
            ('key_public', 'another_public_curve', pem('rsa.pub.pem'),
             'KEY_ALGORITHM'),
            ('key_public', 'a_certificate', pem('ed25519-certificate.pem'),
             'KEY_FORM'),
            ('key_public', 'a_point_of_low_order', as_bytes(bytes(32)),
             'KEY_LOW_ORDER'),
            ('key_public', 'a_public_key_of_33_bytes', as_bytes(bytes(33)),
             'CALLER_RANGE')):
        c.one(f'refuses_{name}', op, {'key': value}, status)


def clinics(c):
    case = c.case('a_new_sealing_key_reads_back')
    case.ask('seal_key_new', any=NEW)
    again = {'result/' + k: case.result(k) for k in ('public', 'public_pem')}
    secret = case.result('key')
    case.ask('seal_key_show', {'key': secret},
             any={'result/key': secret, **again})
    case.ask('seal_key_public', {'key': case.result('public')}, any=again)
    c.one('sealing_key_of_pem', 'seal_key_show', {'key': pem('x25519.pem')})
    c.one('public_sealing_key_of_pem', 'seal_key_public',
          {'key': pem('x25519.pub.pem')})
    for op, name, value, status in (
            ('seal_key_show', 'an_issuers_key_for_sealing',
             pem('ed25519.pem'), 'KEY_ALGORITHM'),
            ('seal_key_show', 'no_key_for_sealing', 'x', 'KEY_FORM'),
            ('seal_key_show', 'a_public_key_for_opening',
             pem('x25519.pub.pem'), 'KEY_PUBLIC'),
            ('seal_key_public', 'a_secret_key_to_seal_to', pem('x25519.pem'),
             'KEY_SECRET'),
            ('seal_key_public', 'an_issuers_key_to_seal_to',
             pem('ed25519.pub.pem'), 'KEY_ALGORITHM'),
            ('seal_key_public', 'a_sealing_key_of_low_order',
             as_bytes(bytes(32)), 'KEY_EXCHANGE'),
            ('seal_key_public', 'a_sealing_key_above_the_prime',
             as_bytes(bytes([255] * 31 + [127])), 'KEY_FORM'),
            ('seal_key_public', 'a_sealing_key_of_31_bytes',
             as_bytes(bytes(31)), 'CALLER_RANGE')):
        c.one(f'refuses_{name}', op, {'key': value}, status)
    c.one('a_key_of_public_bytes_is_not_asked_for_a_secret', 'key_public',
          {'key': public('clinic')})
