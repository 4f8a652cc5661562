/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writer: puts the commas, the line breaks and the escapes, so that whatever
 * the values are the output is JSON and safe on a terminal. Which call may
 * follow which is the caller's to keep.
 */
#include "json_i.h"

enum {
    DEPTH_MAX = 63
}; /* bits of has_member, less the outermost */

void cn_json_begin(cn_json_writer *w, cn_buf *out, bool pretty)
{
    memset(w, 0, sizeof *w);
    w->out = out;
    w->pretty = pretty;
}

static void fail(cn_json_writer *w, carnet_status status)
{
    if (w->out->status == CARNET_OK) {
        w->out->status = status;
    }
}

static uint64_t bit(const cn_json_writer *w)
{
    return UINT64_C(1) << w->depth;
}

static void new_line(cn_json_writer *w)
{
    if (w->pretty) {
        cn_buf_put_u8(w->out, '\n');
        for (uint32_t i = 0; i < w->depth; i++) {
            cn_buf_put_str(w->out, "  ");
        }
    }
}

/* What stands before a key, an element, or the value of a key. */
static void before(cn_json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0) {
        return;
    }
    if ((w->has_member & bit(w)) != 0) {
        cn_buf_put_u8(w->out, ',');
    }
    w->has_member |= bit(w);
    new_line(w);
}

static void open(cn_json_writer *w, uint8_t bracket)
{
    before(w);
    if (w->depth == DEPTH_MAX) {
        fail(w, CARNET_JSON_DEPTH);
        return;
    }
    w->depth++;
    w->has_member &= ~bit(w);
    cn_buf_put_u8(w->out, bracket);
}

static void close(cn_json_writer *w, uint8_t bracket)
{
    bool had_member = (w->has_member & bit(w)) != 0;
    if (w->depth > 0) {
        w->depth--;
    }
    if (had_member) {
        new_line(w);
    }
    cn_buf_put_u8(w->out, bracket);
}

void cn_json_open_object(cn_json_writer *w)
{
    open(w, '{');
}

void cn_json_close_object(cn_json_writer *w)
{
    close(w, '}');
}

void cn_json_open_array(cn_json_writer *w)
{
    open(w, '[');
}

void cn_json_close_array(cn_json_writer *w)
{
    close(w, ']');
}

void cn_json_key_span(cn_json_writer *w, cn_span key)
{
    before(w);
    cn_text_put_quoted(w->out, key);
    cn_buf_put_str(w->out, w->pretty ? ": " : ":");
    w->after_key = true;
}

void cn_json_key(cn_json_writer *w, const char *key)
{
    cn_json_key_span(w, cn_span_of(key, strlen(key)));
}

void cn_json_string(cn_json_writer *w, cn_span utf8)
{
    before(w);
    cn_text_put_quoted(w->out, utf8);
}

void cn_json_str(cn_json_writer *w, const char *zero_terminated)
{
    cn_json_string(w, cn_span_of(zero_terminated, strlen(zero_terminated)));
}

void cn_json_hex(cn_json_writer *w, cn_span bytes)
{
    before(w);
    cn_buf_put_u8(w->out, '"');
    cn_buf_put_hex(w->out, bytes);
    cn_buf_put_u8(w->out, '"');
}

void cn_json_i64(cn_json_writer *w, int64_t v)
{
    before(w);
    cn_buf_put_i64(w->out, v);
}

void cn_json_digits(cn_json_writer *w, cn_span digits)
{
    size_t len = cn_json_number_len(digits);
    if (len == 0 || len != digits.len) {
        fail(w, CARNET_JSON_NUMBER);
    }
    before(w);
    cn_buf_put_span(w->out, digits);
}

void cn_json_value(cn_json_writer *w, cn_span json)
{
    before(w);
    for (size_t pos = 0; pos < json.len;) {
        uint8_t c = json.data[pos];
        size_t end = c == '"' ? cn_json_string_end(json, pos) : pos + 1;
        if (c > ' ') {
            cn_buf_put(w->out, json.data + pos, end - pos);
        }
        pos = end;
    }
}

void cn_json_bool(cn_json_writer *w, bool v)
{
    before(w);
    cn_buf_put_str(w->out, v ? "true" : "false");
}
