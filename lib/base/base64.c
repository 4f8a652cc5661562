/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as text. In our own JSON base64url (RFC 4648 section 5), canonical: no
 * padding, no line break, spare bits zero, so that one byte string has one
 * text. In FHIR, which has no other form of bytes, base64 (section 4), padded
 * and on one line.
 */
#include "base.h"

/* Both ways by arithmetic alone: a table would be looked up, and a search would
   branch, by what may be a key. */

/* What the runs of both alphabets add to a digit to give its character. */
enum {
    UPPER = 'A' - 0,
    LOWER = 'a' - 26,
    DIGIT = '0' - 52
};

/* The last two characters, in which they differ. */
static const uint8_t url[2] = {'-', '_'};
static const uint8_t plain[2] = {'+', '/'};

static uint8_t char_of(uint32_t digit, const uint8_t last[2])
{
    int32_t d = (int32_t)(digit & 63);
    return (uint8_t)(d + UPPER + (d > 25) * (LOWER - UPPER) +
                     (d > 51) * (DIGIT - LOWER) +
                     (d > 61) * (last[0] - 62 - DIGIT) +
                     (d > 62) * (last[1] - 63 - (last[0] - 62)));
}

static void put(cn_buf *b, cn_span bytes, const uint8_t last[2])
{
    uint32_t bits = 0;
    uint32_t num = 0; /* bits that wait, below 6 between bytes */
    for (size_t i = 0; i < bytes.len; i++) {
        bits = (bits << 8 | bytes.data[i]) & 0x3fff;
        for (num += 8; num >= 6; num -= 6) {
            cn_buf_put_u8(b, char_of(bits >> (num - 6), last));
        }
    }
    if (num > 0) {
        cn_buf_put_u8(b, char_of(bits << (6 - num), last));
    }
}

void cn_text_put_base64(cn_buf *b, cn_span bytes)
{
    put(b, bytes, url);
}

void cn_text_put_base64_padded(cn_buf *b, cn_span bytes)
{
    put(b, bytes, plain);
    for (size_t len = bytes.len; len % 3 != 0; len++) {
        cn_buf_put_u8(b, '=');
    }
}

/* -1 for what is no digit. */
static int32_t digit_of(int32_t c, const uint8_t last[2])
{
    return cn_within(c, 'A', 'Z') * (c - UPPER + 1) +
           cn_within(c, 'a', 'z') * (c - LOWER + 1) +
           cn_within(c, '0', '9') * (c - DIGIT + 1) +
           cn_within(c, last[0], last[0]) * (62 + 1) +
           cn_within(c, last[1], last[1]) * (63 + 1) - 1;
}

static bool get(cn_buf *b, cn_span text, const uint8_t last[2],
                bool spare_may_be_set)
{
    uint32_t bits = 0;
    uint32_t num = 0;
    bool is_text = true;
    for (size_t i = 0; i < text.len; i++) {
        int32_t digit = digit_of(text.data[i], last);
        is_text &= digit >= 0;
        bits = (bits << 6 | ((uint32_t)digit & 63)) & 0x3fff;
        num += 6;
        if (num >= 8) {
            num -= 8;
            cn_buf_put_u8(b, (uint8_t)(bits >> num));
        }
    }
    is_text &= spare_may_be_set | ((bits & ((1u << num) - 1)) == 0);
    cn_mem_public(&is_text, sizeof is_text); /* the caller is told */
    return num < 6 && is_text;
}

bool cn_text_get_base64(cn_buf *b, cn_span text)
{
    return get(b, text, url, false);
}

/* A decoder may refuse spare bits that are set (RFC 4648 section 3.5). Here
   they are another system's, whose bytes are not lost over bits that say
   nothing: no signature and no comparison goes by this text. */
bool cn_text_get_base64_padded(cn_buf *b, cn_span text)
{
    size_t len = text.len;
    while (len > 0 && text.len - len < 2 && text.data[len - 1] == '=') {
        len--;
    }
    return get(b, cn_span_of(text.data, len), plain, true) && text.len % 4 == 0;
}
