/* SPDX-License-Identifier: Apache-2.0 */
/*
 * See wire_support.h. The generator is a 64-bit linear congruential one, of
 * which only the high bits are used.
 */
#include "wire_support.h"

const char base45_alphabet[46] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

cn_buf random_bytes(uint64_t *state, size_t len, uint32_t limit)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < len; i++) {
        cn_buf_put_u8(&b, (uint8_t)(next_random(state) % limit));
    }
    assert_int_equal(b.status, CARNET_OK);
    return b;
}

cn_buf sample_record(void)
{
    cn_buf b = test_data("rich-summary.fhir.json");
    assert_true(b.len > 3000);
    cn_buf_cut(&b, 3000);
    return b;
}

uint8_t *exact_copy(cn_span s)
{
    uint8_t *p = malloc(s.len != 0 ? s.len : 1);
    assert_non_null(p);
    if (s.len != 0) {
        memcpy(p, s.data, s.len);
    }
    return p;
}
