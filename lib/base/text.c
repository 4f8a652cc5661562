/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole numbers to and from ASCII digits, and text in quotes. No locale has a
 * say here, and nothing that does not fit is ever cut to fit.
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
    return 1 + cn_text_put_u64(out + 1, ~(uint64_t)v + 1);
}

void cn_buf_put_u64(cn_buf *b, uint64_t v)
{
    char digits[24];
    cn_buf_put(b, digits, cn_text_put_u64(digits, v));
}

void cn_buf_put_i64(cn_buf *b, int64_t v)
{
    char digits[24];
    cn_buf_put(b, digits, cn_text_put_i64(digits, v));
}

static const char hex[] = "0123456789abcdef";

void cn_buf_put_hex(cn_buf *b, cn_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        cn_buf_put_u8(b, (uint8_t)hex[bytes.data[i] >> 4]);
        cn_buf_put_u8(b, (uint8_t)hex[bytes.data[i] & 15]);
    }
}

int32_t cn_text_hex_digit(uint8_t c)
{
    const char *at = c == 0 ? NULL : strchr(hex, c);
    return at == NULL ? -1 : (int32_t)(at - hex);
}

bool cn_text_get_hex(uint8_t *out, size_t len, cn_span text)
{
    bool good = text.len == 2 * len;
    for (size_t i = 0; i < len && good; i++) {
        int32_t high = cn_text_hex_digit(text.data[2 * i]);
        int32_t low = cn_text_hex_digit(text.data[2 * i + 1]);
        good = high >= 0 && low >= 0;
        out[i] = (uint8_t)(good ? high << 4 | low : 0);
    }
    return good;
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

/* Escape of two characters where JSON has one, else six. */
static void put_escape(cn_buf *b, int32_t cp)
{
    static const char from[] = "\"\\\b\f\n\r\t";
    static const char to[] = "\"\\bfnrt";
    cn_buf_put_u8(b, '\\');
    const char *two = cp != 0 && cp < 0x80 ? strchr(from, (char)cp) : NULL;
    if (two != NULL) {
        cn_buf_put_u8(b, (uint8_t)to[two - from]);
        return;
    }
    /* Whatever is escaped lies below U+10000. */
    uint8_t both[] = {(uint8_t)(cp >> 8), (uint8_t)cp};
    cn_buf_put_u8(b, 'u');
    cn_buf_put_hex(b, cn_span_of(both, sizeof both));
}

/* Length of the run from pos that needs no escape. */
static size_t plain_run(cn_span text, size_t pos)
{
    size_t at = pos;
    while (at < text.len) {
        size_t next = at;
        int32_t cp = cn_utf8_next(text, &next);
        if (cp < 0 || cp == '"' || cp == '\\' || cn_utf8_is_control(cp)) {
            break;
        }
        at = next;
    }
    return at - pos;
}

void cn_text_put_quoted(cn_buf *b, cn_span text)
{
    cn_buf_put_u8(b, '"');
    for (size_t pos = 0; pos < text.len;) {
        size_t run = plain_run(text, pos);
        cn_buf_put(b, text.data + pos, run);
        pos += run;
        if (pos == text.len) {
            break;
        }
        int32_t cp = cn_utf8_next(text, &pos);
        if (cp < 0) {
            cn_buf_put_str(b, "\xef\xbf\xbd");
            pos++;
        } else {
            put_escape(b, cp);
        }
    }
    cn_buf_put_u8(b, '"');
}
