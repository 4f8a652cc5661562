/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writer: heads by libcbor's encoder, which chooses the shortest, into a buffer
 * whose error is sticky. Order of keys and number of elements are the
 * caller's to keep; the scan would refuse what they get wrong.
 */
#include "cbor_i.h"

#include <cbor.h>

enum {
    HEAD_MAX = 9
};

/* All heads have the form of an unsigned integer's, but for three bits. */
static void put_head(cn_buf *b, uint8_t major, uint64_t v)
{
    uint8_t head[HEAD_MAX];
    size_t len = cbor_encode_uint(v, head, sizeof head);
    head[0] |= (uint8_t)(major << 5);
    cn_buf_put(b, head, len);
}

void cn_cbor_put_uint(cn_buf *b, uint64_t v)
{
    put_head(b, MAJOR_UINT, v);
}

void cn_cbor_put_int(cn_buf *b, int64_t v)
{
    /* -1 - v, without overflow */
    put_head(b, v < 0 ? MAJOR_NINT : MAJOR_UINT,
             v < 0 ? ~(uint64_t)v : (uint64_t)v);
}

void cn_cbor_put_bytes(cn_buf *b, cn_span s)
{
    put_head(b, MAJOR_BYTES, s.len);
    cn_buf_put_span(b, s);
}

void cn_cbor_put_text(cn_buf *b, cn_span s)
{
    put_head(b, MAJOR_TEXT, s.len);
    cn_buf_put_span(b, s);
}

void cn_cbor_put_array(cn_buf *b, size_t num)
{
    put_head(b, MAJOR_ARRAY, num);
}

void cn_cbor_put_map(cn_buf *b, size_t num)
{
    put_head(b, MAJOR_MAP, num);
}

void cn_cbor_put_bool(cn_buf *b, bool v)
{
    put_head(b, MAJOR_SIMPLE, v ? SIMPLE_TRUE : SIMPLE_FALSE);
}

void cn_cbor_put_nil(cn_buf *b)
{
    put_head(b, MAJOR_SIMPLE, SIMPLE_NIL);
}
