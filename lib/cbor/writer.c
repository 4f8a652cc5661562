/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writer: libcbor's encoders, which choose the shortest head, into a buffer
 * whose error is sticky. Order of keys and number of elements are the
 * caller's to keep; the scan would refuse what they get wrong.
 */
#include "cbor.h"

#include <cbor.h>

enum {
    HEAD_MAX = 9
};

void cn_cbor_put_uint(cn_buf *b, uint64_t v)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_uint(v, head, sizeof head));
}

void cn_cbor_put_int(cn_buf *b, int64_t v)
{
    if (v >= 0) {
        cn_cbor_put_uint(b, (uint64_t)v);
        return;
    }
    uint8_t head[HEAD_MAX];
    uint64_t n = ~(uint64_t)v; /* -1 - v, without overflow */
    cn_buf_put(b, head, cbor_encode_negint(n, head, sizeof head));
}

void cn_cbor_put_bytes(cn_buf *b, cn_span s)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_bytestring_start(s.len, head, sizeof head));
    cn_buf_put_span(b, s);
}

void cn_cbor_put_text(cn_buf *b, cn_span s)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_string_start(s.len, head, sizeof head));
    cn_buf_put_span(b, s);
}

void cn_cbor_put_array(cn_buf *b, size_t num)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_array_start(num, head, sizeof head));
}

void cn_cbor_put_map(cn_buf *b, size_t num)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_map_start(num, head, sizeof head));
}

void cn_cbor_put_bool(cn_buf *b, bool v)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_bool(v, head, sizeof head));
}

void cn_cbor_put_nil(cn_buf *b)
{
    uint8_t head[HEAD_MAX];
    cn_buf_put(b, head, cbor_encode_null(head, sizeof head));
}
