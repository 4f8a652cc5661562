/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as FHIR's base64Binary: RFC 4648 section 4, padded and on one line.
 * The only form of bytes that FHIR has.
 */
#include "interop.h"

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
