/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as text in JSON: base64url (RFC 4648 section 5). Canonical: no padding,
 * no line break, spare bits zero, so that one byte string has one text.
 */
#include "base.h"

/* Both ways by arithmetic alone: a table would be looked up, and a search would
   branch, by what may be a key. */

/* What the runs of the alphabet add to a digit to give its character. */
enum {
    UPPER = 'A' - 0,
    LOWER = 'a' - 26,
    DIGIT = '0' - 52,
    MINUS = '-' - 62,
    UNDER = '_' - 63
};

static uint8_t char_of(uint32_t digit)
{
    int32_t d = (int32_t)(digit & 63);
    return (uint8_t)(d + UPPER + (d > 25) * (LOWER - UPPER) +
                     (d > 51) * (DIGIT - LOWER) + (d > 61) * (MINUS - DIGIT) +
                     (d > 62) * (UNDER - MINUS));
}

void cn_text_put_base64(cn_buf *b, cn_span bytes)
{
    uint32_t bits = 0;
    uint32_t num = 0; /* bits that wait, below 6 between bytes */
    for (size_t i = 0; i < bytes.len; i++) {
        bits = (bits << 8 | bytes.data[i]) & 0x3fff;
        for (num += 8; num >= 6; num -= 6) {
            cn_buf_put_u8(b, char_of(bits >> (num - 6)));
        }
    }
    if (num > 0) {
        cn_buf_put_u8(b, char_of(bits << (6 - num)));
    }
}

/* -1 for what is no digit. */
static int32_t digit_of(int32_t c)
{
    return cn_within(c, 'A', 'Z') * (c - UPPER + 1) +
           cn_within(c, 'a', 'z') * (c - LOWER + 1) +
           cn_within(c, '0', '9') * (c - DIGIT + 1) +
           cn_within(c, '-', '-') * (c - MINUS + 1) +
           cn_within(c, '_', '_') * (c - UNDER + 1) - 1;
}

bool cn_text_get_base64(cn_buf *b, cn_span text)
{
    uint32_t bits = 0;
    uint32_t num = 0;
    bool is_text = true;
    for (size_t i = 0; i < text.len; i++) {
        int32_t digit = digit_of(text.data[i]);
        is_text &= digit >= 0;
        bits = (bits << 6 | ((uint32_t)digit & 63)) & 0x3fff;
        num += 6;
        if (num >= 8) {
            num -= 8;
            cn_buf_put_u8(b, (uint8_t)(bits >> num));
        }
    }
    is_text &= (bits & ((1u << num) - 1)) == 0;
    cn_mem_public(&is_text, sizeof is_text); /* the caller is told */
    return num < 6 && is_text;
}
