/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF.
 * Reads only inside the span that is given.
 */
#include "base.h"

/* The least code point that needs so many bytes behind the first: any below has
   a shorter form (RFC 3629 section 3). */
static const int32_t least[4] = {0, 0x80, 0x800, 0x10000};

static bool is_surrogate(int32_t cp)
{
    return cp >= 0xd800 && cp <= 0xdfff;
}

static int32_t next_wide(cn_span s, size_t *pos)
{
    const uint8_t *p = s.data + *pos;
    size_t more = p[0] < 0xe0 ? 1 : p[0] < 0xf0 ? 2 : 3;
    if (p[0] < 0xc0 || p[0] > 0xf7 || more >= s.len - *pos) {
        return -1;
    }
    int32_t cp = p[0] & (0x3f >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return -1;
        }
        cp = cp << 6 | (p[i] & 0x3f);
    }
    if (cp < least[more] || cp > 0x10ffff || is_surrogate(cp)) {
        return -1;
    }
    *pos += more + 1;
    return cp;
}

int32_t cn_utf8_next(cn_span s, size_t *pos)
{
    if (*pos >= s.len) {
        return -1;
    }
    uint8_t byte = s.data[*pos];
    if (byte < 0x80) {
        *pos += 1;
        return byte;
    }
    return next_wide(s, pos);
}

/* Most text is ASCII: eight bytes at a time. */
static bool is_ascii_8(const uint8_t *p)
{
    uint64_t word;
    memcpy(&word, p, 8);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

size_t cn_utf8_valid_prefix(cn_span s)
{
    size_t pos = 0;
    while (pos < s.len) {
        if (s.len - pos >= 8 && is_ascii_8(s.data + pos)) {
            pos += 8;
        } else if (s.data[pos] < 0x80) {
            pos++;
        } else if (next_wide(s, &pos) < 0) {
            break;
        }
    }
    return pos;
}

size_t cn_utf8_put(uint8_t *out, int32_t cp)
{
    if (cp < 0 || cp > 0x10ffff || is_surrogate(cp)) {
        return 0;
    }
    if (cp < 0x80) {
        out[0] = (uint8_t)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (uint8_t)(0x80 | (cp & 0x3f));
        cp >>= 6;
    }
    static const uint8_t mark[5] = {0, 0, 0xc0, 0xe0, 0xf0};
    out[0] = (uint8_t)(mark[len] | cp);
    return len;
}

bool cn_utf8_is_control(int32_t cp)
{
    if (cp < 0xa0) {
        return cp < 0x20 || cp >= 0x7f;
    }
    /* Unicode property Bidi_Control, and the two separators. */
    return cp == 0x061c || cp == 0x200e || cp == 0x200f ||
           (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

void cn_utf8_put_safe(cn_buf *out, cn_span s, bool lines)
{
    size_t pos = 0;
    while (pos < s.len && out->status == CARNET_OK) {
        size_t start = pos;
        int32_t cp = cn_utf8_next(s, &pos);
        if (cp >= 0 && (!cn_utf8_is_control(cp) || (lines && cp == '\n'))) {
            cn_buf_put(out, s.data + start, pos - start);
        } else {
            cn_buf_put_str(out, "\xEF\xBF\xBD"); /* U+FFFD */
            pos = pos > start ? pos : start + 1;
        }
    }
}
