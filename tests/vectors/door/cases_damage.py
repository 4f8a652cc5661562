# SPDX-License-Identifier: Apache-2.0
"""What is no passport, status by status: texts, CBOR, compressed content,
proofs. Crafted without a signature: looking needs none."""
import zlib

import cbor2
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from common import as_bytes
from twin import seal, tree

MAGIC = bytes.fromhex('894850 0d0a1a0a01')
HEAD = b'\x58\x54' + bytes(84)  # of a whole credential
DAY = b'\x19\x50\x31'


def text_of(data):
    """Base45, RFC 9285."""
    digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
    out = ''
    for i in range(0, len(data), 2):
        pair = data[i:i + 2]
        n = int.from_bytes(pair, 'big')
        for _ in range(len(pair) + 1):
            out += digits[n % 45]
            n //= 45
    return out


def texts(c):
    for name, text, status in (
            ('nothing', '', 'TEXT_EMPTY'),
            ('a_prefix_alone', 'HP1:', 'TEXT_EMPTY'),
            ('no_prefix', 'ABC', 'TEXT_PREFIX'),
            ('lower_case', 'hp1:6bf', 'TEXT_LOWER_CASE'),
            ('an_eu_certificate', 'HC1:6BF', 'TEXT_EU_DCC'),
            ('a_smart_health_card', 'shc:/567629', 'TEXT_SHC'),
            ('a_german_keyboard', 'HP1\u00d66BF', 'TEXT_KEYBOARD'),
            ('a_web_form', 'HP1:6B%20', 'TEXT_PERCENT'),
            ('a_space_in_front', ' HP1:6BF', 'TEXT_SPACE'),
            ('a_character_outside', 'HP1:6B_', 'TEXT_ALPHABET'),
            ('a_group_above_its_range', 'HP1:GGW', 'TEXT_OVERFLOW'),
            ('a_single_character', 'HP1:6BF0', 'TEXT_LENGTH'),
            ('a_text_that_is_too_long', 'HP1:' + '0' * 4293,
             'TEXT_TOO_LONG'),
            ('a_trust_list', 'HT1:6BF', 'TEXT_LIST'),
            ('a_status_list', 'HR1:6BF', 'TEXT_LIST'),
            ('a_code_of_a_set', 'HP1.6BF', 'TEXT_SET'),
            ('a_byte_order_mark', '\ufeffHP1:6BF', 'TEXT_BOM')):
        c.one(f'text_refuses_{name}', 'peek', {'passport': text}, status)
    for name, data, status in (
            ('a_damaged_beginning', b'\x89HP\n\n\x1a\n\x01\x80',
             'TEXT_MAGIC'),
            ('another_version', MAGIC[:-1] + b'\x02\x80', 'TEXT_PREFIX'),
            ('utf16', 'HP1:6BF'.encode('utf-16-le'), 'TEXT_PREFIX'),
            ('utf16_with_its_mark', 'HP1:6BF'.encode('utf-16'),
             'TEXT_UTF16')):
        c.one(f'file_refuses_{name}', 'peek', {'passport': as_bytes(data)},
              status)


def cbor(c):
    for name, data, status in (
            ('a_cut', '8143', 'CBOR_TRUNCATED'),
            ('something_behind', '8000', 'CBOR_TRAILING'),
            ('a_long_form', '81180a', 'CBOR_SHORTEST'),
            ('an_open_length', '9fff', 'CBOR_INDEFINITE'),
            ('a_float', '81f93c00', 'CBOR_FLOAT'),
            ('a_tag', '81c000', 'CBOR_TAG'),
            ('undefined', '81f7', 'CBOR_SIMPLE'),
            ('a_reserved_byte', '811c', 'CBOR_RESERVED'),
            ('keys_out_of_order', '81a201000000', 'CBOR_KEY_ORDER'),
            ('a_key_twice', '81a200000000', 'CBOR_KEY_TWICE'),
            ('text_that_is_no_utf8', '8161ff', 'CBOR_UTF8'),
            ('deep_nesting', '81' * 12 + '80', 'CBOR_DEPTH'),
            ('a_count_beyond_the_end', '990fff00', 'CBOR_COUNT'),
            ('another_type', '8100', 'CBOR_TYPE'),
            ('a_short_head', '8183400080', 'CBOR_SHAPE')):
        data = MAGIC + bytes.fromhex(data)
        c.one(f'cbor_refuses_{name}', 'peek', {'passport': as_bytes(data)},
              status)
    far = b'\x81\x83' + HEAD + b'\x1a\xff\xff\xff\xff' + b'\x83\x80\x80\x80'
    c.one('cbor_refuses_a_day_out_of_range', 'peek',
          {'passport': as_bytes(MAGIC + far)}, 'CBOR_RANGE')


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def bstr(data):
    if len(data) < 24:
        return bytes([0x40 + len(data)]) + data
    if len(data) < 256:
        return bytes([0x58, len(data)]) + data
    return bytes([0x59]) + len(data).to_bytes(2, 'big') + data


def packed(data):
    return MAGIC + b'\x81\x83' + HEAD + DAY + bstr(data)


def inflated(c):
    empty = deflate(b'\x83\x80\x80\x80')
    stored = b'\x01' + (4).to_bytes(2, 'little') + (0xfffb).to_bytes(
        2, 'little') + b'\x83\x80\x80\x80'
    for name, data, status in (
            ('no_stream', b'\xff\xff\xff', 'INFLATE_DATA'),
            ('bytes_behind', empty + b'\0', 'INFLATE_TRAILING'),
            ('too_much', deflate(bytes(1 << 20)), 'INFLATE_LIMIT'),
            ('a_stored_block', stored, 'INFLATE_STORED'),
            ('spare_bits', empty[:-1] + bytes([empty[-1] | 0x80]),
             'INFLATE_SPARE')):
        c.one(f'compressed_refuses_{name}', 'peek_outline',
              {'passport': as_bytes(packed(data))}, status)


def proofs(c):
    nothing = (MAGIC + b'\x81\x84\x58\x44' + bytes(68) + DAY + b'\x81\x00'
               + b'\x80')
    c.one('refuses_a_proof_that_is_a_number', 'peek',
          {'passport': as_bytes(nothing)}, 'CBOR_SHAPE')
    many = MAGIC + b'\x99\x01\x01' + (b'\x83' + HEAD + DAY
                                      + b'\x83\x80\x80\x80') * 257
    c.one('refuses_257_credentials', 'peek', {'passport': as_bytes(many)},
          'RECORD_COUNT')
    unknown = (MAGIC + b'\x81\x83' + HEAD + DAY
               + b'\x83\x82\x19\x01\x00\x80' + b'\x80\x80')
    c.one('refuses_an_entry_of_another_form', 'peek_unverified',
          {'passport': as_bytes(unknown)}, 'CBOR_SHAPE')


def parts_of(desk, rest):
    """A passport of one credential with these proofs and no entry."""
    return as_bytes(MAGIC + cbor2.dumps(
        [[bytes(68), 20529, [desk, rest], []]]))


def pieces(c):
    digest = bytes(20)
    for name, desk, rest, status in (
            ('a_rest_of_two_digests', digest, [digest, digest],
             'PRIVACY_PROOF'),
            ('a_partial_proof_of_one', [digest], digest, 'PRIVACY_PARTIAL'),
            ('a_seal_of_another_size', digest,
             [digest, [digest, [bytes(32)], bytes(100)]], 'PRIVACY_SEAL'),
            ('a_seal_of_three_locks', digest,
             [digest, [digest, [bytes(80)] * 3, bytes(272)]],
             'PRIVACY_SEAL')):
        c.one(f'refuses_{name}', 'peek', {'passport': parts_of(desk, rest)},
              status)
    long = (MAGIC + b'\x81\x83' + HEAD + DAY + b'\x83\x82\x04'
            + b'\x79\x04\x01' + b'a' * 1025 + b'\x80\x80')
    c.one('refuses_a_string_that_is_too_long', 'peek_outline',
          {'passport': as_bytes(long)}, 'CBOR_STRING')


def content(c):
    """A private part that opens, and has another digest than the one beside
    it, which is what the root is made of."""
    phrase, salt, digest = '0123-4567-89AC-FHJ2', bytes(16), bytes(20)
    root = tree.root(digest, tree.rest_digest(digest, digest))
    plain = seal.pad(bytes(16) + b'\x81\x80')
    key = seal.phrase_key(seal.phrase_read(phrase), salt)
    cipher = ChaCha20Poly1305(key).encrypt(bytes(12), plain,
                                           seal.context(2, root))
    c.one('opening_refuses_what_was_not_signed', 'open_sealed', {
        'passport': parts_of(digest, [digest, [digest, [salt], cipher]]),
        'phrase': phrase}, 'PRIVACY_CONTENT')


def fill(c):
    pieces(c)
    content(c)
    texts(c)
    cbor(c)
    inflated(c)
    proofs(c)
