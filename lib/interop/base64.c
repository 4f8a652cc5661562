/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as FHIR's base64Binary: RFC 4648 section 4, padded and on one line.
 * The only form of bytes that FHIR has.
 */
#include "interop.h"

static int32_t sextet(uint8_t c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool cn_interop_from_base64(cn_buf *out, cn_span text)
{
    uint32_t group = 0;
    size_t len = text.len;
    while (len > 0 && text.len - len < 2 && text.data[len - 1] == '=') {
        len--;
    }
    for (size_t i = 0; i < len; i++) {
        int32_t six = sextet(text.data[i]);
        if (six < 0) {
            return false;
        }
        group = (group & 0x3FFFF) << 6 | (uint32_t)six; /* the last four */
        if (i % 4 != 0) {
            cn_buf_put_u8(out, (uint8_t)(group >> (6 - 2 * (i % 4))));
        }
    }
    return text.len % 4 == 0 && out->status == CARNET_OK;
}

void cn_interop_base64(cn_buf *out, cn_span bytes)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t num = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++) {
            group = group << 8 | (k < num ? bytes.data[i + k] : 0u);
        }
        for (size_t k = 0; k < 4; k++) {
            char c = digits[group >> (18 - 6 * k) & 63];
            cn_buf_put_u8(out, (uint8_t)(k <= num ? c : '='));
        }
    }
}
