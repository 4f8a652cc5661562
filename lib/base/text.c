/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole numbers to and from ASCII digits. No locale has a say here, and
 * nothing that does not fit is ever cut to fit.
 */
#include "base.h"

size_t cn_text_put_u64(char *out, uint64_t v)
{
    char back[20]; /* digits of 2^64 - 1 */
    size_t num = 0;
    do {
        back[num++] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    for (size_t i = 0; i < num; i++) {
        out[i] = back[num - 1 - i];
    }
    out[num] = '\0';
    return num;
}

size_t cn_text_put_i64(char *out, int64_t v)
{
    if (v >= 0) {
        return cn_text_put_u64(out, (uint64_t)v);
    }
    out[0] = '-';
    /* Negated as unsigned: INT64_MIN has no positive twin. */
    return 1 + cn_text_put_u64(out + 1, 0 - (uint64_t)v);
}

bool cn_text_get_u64(cn_span text, uint64_t *out)
{
    if (text.len == 0 || text.len > 20) {
        return false;
    }
    uint64_t v = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.data[i];
        if (c < '0' || c > '9') {
            return false;
        }
        unsigned digit = c - (unsigned)'0';
        if (v > (UINT64_MAX - digit) / 10) {
            return false;
        }
        v = v * 10 + digit;
    }
    *out = v;
    return true;
}
