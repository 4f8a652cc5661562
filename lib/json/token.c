/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strings and numbers of JSON (RFC 8259 sections 6 and 7). Half a surrogate
 * pair is refused, since no UTF-8 could carry it.
 */
#include "json_i.h"

static size_t run_of_digits(cn_span s, size_t pos)
{
    size_t at = pos;
    while (at < s.len && s.data[at] >= '0' && s.data[at] <= '9') {
        at++;
    }
    return at - pos;
}

static bool is_at(cn_span s, size_t pos, char a, char b)
{
    return pos < s.len && (s.data[pos] == a || s.data[pos] == b);
}

size_t cn_json_number_len(cn_span s)
{
    size_t pos = is_at(s, 0, '-', '-') ? 1 : 0;
    size_t run = run_of_digits(s, pos);
    if (run == 0 || (run > 1 && s.data[pos] == '0')) {
        return 0;
    }
    pos += run;
    if (is_at(s, pos, '.', '.')) {
        run = run_of_digits(s, pos + 1);
        if (run == 0) {
            return 0;
        }
        pos += 1 + run;
    }
    if (is_at(s, pos, 'e', 'E')) {
        pos += is_at(s, pos + 1, '+', '-') ? 2 : 1;
        run = run_of_digits(s, pos);
        if (run == 0) {
            return 0;
        }
        pos += run;
    }
    return pos;
}

/* Four hex digits at pos; -1 if they are not there. */
static int32_t hex_4(cn_span s, size_t pos)
{
    if (s.len < 4 || pos > s.len - 4) {
        return -1;
    }
    int32_t v = 0;
    for (size_t i = 0; i < 4; i++) {
        uint8_t c = s.data[pos + i];
        bool upper = c >= 'A' && c <= 'F';
        int32_t digit = cn_text_hex_digit(upper ? (uint8_t)(c + 32) : c);
        if (digit < 0) {
            return -1;
        }
        v = v << 4 | digit;
    }
    return v;
}

/* What an escape sequence can be besides a code point. */
enum {
    BAD_ESCAPE = -1,
    HALF_PAIR = -2
};

/* \uXXXX at *pos (on the first X), or the second half of a pair after it. */
static int32_t unicode_escape(cn_span s, size_t *pos)
{
    int32_t cp = hex_4(s, *pos);
    if (cp < 0) {
        return BAD_ESCAPE;
    }
    if (cp < 0xd800 || cp > 0xdfff) {
        *pos += 4;
        return cp;
    }
    size_t at = *pos + 4;
    bool has_next = is_at(s, at, '\\', '\\') && is_at(s, at + 1, 'u', 'u');
    int32_t low = has_next ? hex_4(s, at + 2) : -1;
    if (cp > 0xdbff || low < 0xdc00 || low > 0xdfff) {
        return HALF_PAIR;
    }
    *pos += 10;
    return 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
}

/* The escape sequence at *pos, on its backslash. */
static int32_t escape(cn_span s, size_t *pos)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    if (s.len - *pos < 2) {
        return BAD_ESCAPE;
    }
    uint8_t c = s.data[*pos + 1];
    if (c == 'u') {
        size_t at = *pos + 2;
        int32_t cp = unicode_escape(s, &at);
        *pos = cp >= 0 ? at : *pos;
        return cp;
    }
    const char *found = c != 0 && c < 0x80 ? strchr(from, (char)c) : NULL;
    if (found == NULL) {
        return BAD_ESCAPE;
    }
    *pos += 2;
    return to[found - from];
}

static carnet_status refuse_escape(int32_t cp, const char **reason_out)
{
    if (cp == HALF_PAIR) {
        *reason_out = "half a surrogate pair";
        return CARNET_JSON_UTF8;
    }
    *reason_out = "no such escape sequence";
    return CARNET_JSON_SYNTAX;
}

/* Checks the string whose content begins at *pos; *pos moves to the closing
   quote or to the byte that is refused. */
static carnet_status check(cn_span s, size_t *pos, bool *escapes_out,
                           const char **reason_out)
{
    while (*pos < s.len && s.data[*pos] != '"') {
        uint8_t c = s.data[*pos];
        if (c == '\\') {
            int32_t cp = escape(s, pos);
            if (cp < 0) {
                return refuse_escape(cp, reason_out);
            }
            *escapes_out = true;
        } else if (c < 0x20) {
            *reason_out = "a line break or control character in a string";
            return CARNET_JSON_SYNTAX;
        } else if (cn_utf8_next(s, pos) < 0) {
            *reason_out = "a byte that is no UTF-8";
            return CARNET_JSON_UTF8;
        }
    }
    if (*pos == s.len) {
        *reason_out = "a string without its closing quote";
        return CARNET_JSON_SYNTAX;
    }
    return CARNET_OK;
}

/* Writes checked content without its escapes; never longer than with them. */
static size_t unescape(uint8_t *out, cn_span s)
{
    size_t len = 0;
    for (size_t pos = 0; pos < s.len;) {
        if (s.data[pos] == '\\') {
            len += cn_utf8_put(out + len, escape(s, &pos));
        } else {
            out[len++] = s.data[pos++];
        }
    }
    return len;
}

carnet_status cn_json_read_string(cn_json_doc *doc, size_t *pos, cn_span *out,
                                  const char **reason_out)
{
    size_t begin = *pos + 1;
    bool escapes = false;
    *pos = begin;
    carnet_status status = check(doc->input, pos, &escapes, reason_out);
    if (status != CARNET_OK) {
        return status;
    }
    *out = cn_span_of(doc->input.data + begin, *pos - begin);
    *pos += 1;
    if (escapes) {
        uint8_t *plain = cn_arena_take_raw(&doc->strings, out->len);
        if (plain == NULL) {
            return CARNET_CALLER_MEMORY;
        }
        size_t len = unescape(plain, *out);
        cn_arena_shrink_last(&doc->strings, plain, out->len, len);
        *out = cn_span_of(plain, len);
    }
    return CARNET_OK;
}
