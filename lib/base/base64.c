/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as text in JSON: base64url (RFC 4648 section 5). Canonical: no padding,
 * no line break, spare bits zero, so that one byte string has one text.
 */
#include "base.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void cn_text_put_base64(cn_buf *b, cn_span bytes)
{
    uint32_t bits = 0;
    uint32_t num = 0; /* bits that wait, below 6 between bytes */
    for (size_t i = 0; i < bytes.len; i++) {
        bits = (bits << 8 | bytes.data[i]) & 0x3fff;
        for (num += 8; num >= 6; num -= 6) {
            cn_buf_put_u8(b, (uint8_t)alphabet[bits >> (num - 6) & 63]);
        }
    }
    if (num > 0) {
        cn_buf_put_u8(b, (uint8_t)alphabet[bits << (6 - num) & 63]);
    }
}

static int32_t digit_of(uint8_t c)
{
    const char *at = c == 0 ? NULL : strchr(alphabet, c);
    return at == NULL ? -1 : (int32_t)(at - alphabet);
}

bool cn_text_get_base64(cn_buf *b, cn_span text)
{
    uint32_t bits = 0;
    uint32_t num = 0;
    for (size_t i = 0; i < text.len; i++) {
        int32_t digit = digit_of(text.data[i]);
        if (digit < 0) {
            return false;
        }
        bits = (bits << 6 | (uint32_t)digit) & 0x3fff;
        num += 6;
        if (num >= 8) {
            num -= 8;
            cn_buf_put_u8(b, (uint8_t)(bits >> num));
        }
    }
    return num < 6 && (bits & ((1u << num) - 1)) == 0;
}
