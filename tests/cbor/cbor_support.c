/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Helpers of the CBOR tests.
 */
#include "cbor_support.h"

cn_span exact(cn_span s)
{
    uint8_t *p = malloc(s.len != 0 ? s.len : 1);
    assert_non_null(p);
    if (s.len != 0) {
        memcpy(p, s.data, s.len);
    }
    return cn_span_of(p, s.len);
}

cn_span exact_hex(const char *hex)
{
    cn_buf b = test_hex_str(hex);
    cn_span s = exact(cn_buf_span(&b));
    cn_buf_free(&b);
    return s;
}

void exact_free(cn_span s)
{
    union {
        const void *given;
        void *mine;
    } p = {s.data};
    free(p.mine);
}

void assert_bytes(cn_span actual, const void *bytes, size_t len)
{
    assert_span(actual, bytes, len);
}

cn_buf reencode(cn_span s)
{
    cn_buf b = cbor_again(s);
    assert_status(b.status, CARNET_OK);
    return b;
}

void assert_reencodes(cn_span s)
{
    cn_buf again = reencode(s);
    assert_span(cn_buf_span(&again), s.data, s.len);
    cn_buf_free(&again);
}

uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}
