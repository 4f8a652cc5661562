/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing again what was read, and a second opinion on what is strict CBOR,
 * for the tests and for fuzzing, which has no cmocka. The oracle is written
 * from RFC 8949 section 4.2.1 alone and shares nothing with the room: it
 * recurses and reads bit by bit.
 */
#include "again.h"

static void put_item(cn_buf *b, const cn_cbor_item *item)
{
    switch (item->type) {
    case CN_CBOR_UINT:
        cn_cbor_put_uint(b, item->value);
        break;
    case CN_CBOR_NINT:
        if (item->value > INT64_MAX) { /* put_int takes no such number */
            uint8_t head[9] = {0x3b};
            for (size_t i = 0; i < 8; i++) {
                head[1 + i] = (uint8_t)(item->value >> (56 - 8 * i));
            }
            cn_buf_put(b, head, 9);
        } else {
            cn_cbor_put_int(b, -1 - (int64_t)item->value);
        }
        break;
    case CN_CBOR_BYTES:
        cn_cbor_put_bytes(b, item->bytes);
        break;
    case CN_CBOR_TEXT:
        cn_cbor_put_text(b, item->bytes);
        break;
    case CN_CBOR_ARRAY:
        cn_cbor_put_array(b, (size_t)item->value);
        break;
    case CN_CBOR_MAP:
        cn_cbor_put_map(b, (size_t)item->value);
        break;
    case CN_CBOR_FALSE:
    case CN_CBOR_TRUE:
        cn_cbor_put_bool(b, item->type == CN_CBOR_TRUE);
        break;
    case CN_CBOR_NIL:
        cn_cbor_put_nil(b);
        break;
    }
}

cn_buf cbor_again(cn_span s)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, s);
    cn_cbor_item item;
    while (!cn_cbor_at_end(&r) && cn_cbor_next(&r, &item)) {
        put_item(&b, &item);
    }
    if (b.status == CARNET_OK) {
        b.status = r.status;
    }
    return b;
}

/* ---- the oracle ---- */

static bool item(cn_span s, size_t *pos, size_t depth);

static bool argument(cn_span s, size_t *pos, uint64_t *out)
{
    unsigned info = s.data[(*pos)++] % 32;
    *out = info;
    if (info < 24) {
        return true;
    }
    unsigned len = info == 24 ? 1 : info == 25 ? 2 : info == 26 ? 4 : 8;
    if (info > 27 || s.len - *pos < len) {
        return false;
    }
    *out = 0;
    for (unsigned i = 0; i < len; i++) {
        *out = *out * 256 + s.data[(*pos)++];
    }
    return len == 1   ? *out >= 24
           : len == 2 ? *out > 0xff
           : len == 4 ? *out > 0xffff
                      : *out > 0xffffffff;
}

static bool string(cn_span s, size_t *pos, uint64_t len, bool text)
{
    if (len > s.len - *pos) {
        return false;
    }
    size_t end = *pos + (size_t)len;
    while (text && *pos < end) {
        if (cn_utf8_next(cn_span_of(s.data, end), pos) < 0) {
            return false;
        }
    }
    *pos = end;
    return true;
}

static bool pairs(cn_span s, size_t *pos, uint64_t num, size_t depth)
{
    cn_span last = {NULL, 0};
    for (uint64_t i = 0; i < num; i++) {
        size_t begin = *pos;
        if (!item(s, pos, depth)) {
            return false;
        }
        cn_span key = cn_span_of(s.data + begin, *pos - begin);
        if (i > 0) {
            size_t both = key.len < last.len ? key.len : last.len;
            int order = memcmp(last.data, key.data, both);
            if (order > 0 || (order == 0 && last.len >= key.len)) {
                return false;
            }
        }
        last = key;
        if (!item(s, pos, depth)) {
            return false;
        }
    }
    return true;
}

static bool item(cn_span s, size_t *pos, size_t depth)
{
    if (*pos >= s.len) {
        return false;
    }
    unsigned byte = s.data[*pos];
    unsigned major = byte / 32;
    if (major == 7) {
        *pos += 1;
        return byte == 0xf4 || byte == 0xf5 || byte == 0xf6;
    }
    uint64_t v = 0;
    if (major == 6 || !argument(s, pos, &v)) {
        return false;
    }
    if (major == 2 || major == 3) {
        return string(s, pos, v, major == 3);
    }
    if (major < 2) {
        return true;
    }
    if (depth == 0) {
        return false;
    }
    if (major == 5) {
        return pairs(s, pos, v, depth - 1);
    }
    for (uint64_t i = 0; i < v; i++) {
        if (!item(s, pos, depth - 1)) {
            return false;
        }
    }
    return true;
}

bool oracle_accepts(cn_span s, size_t max_depth)
{
    size_t pos = 0;
    return item(s, &pos, max_depth) && pos == s.len;
}
