/* SPDX-License-Identifier: Apache-2.0 */
/* Texts at the limits of the format: as many entries and items as any has. */
#include "worst.h"

/* An entry of a later version with a byte string: noise, then zeros. */
static void add_filler(test_credential *c, size_t part, uint32_t *random,
                       size_t noise, size_t zeros)
{
    cn_buf entry = test_hex_str("1903848201");
    cn_buf content;
    cn_buf_init(&content);
    for (size_t i = 0; i < noise; i++) {
        *random = *random * 1664525 + 1013904223;
        cn_buf_put_u8(&content, (uint8_t)(*random >> 24));
    }
    memset(cn_buf_extend(&content, zeros), 0, zeros);
    cn_cbor_put_bytes(&entry, cn_buf_span(&content));
    test_add(c, part, cn_buf_span(&entry));
    cn_buf_free(&content);
    cn_buf_free(&entry);
}

cn_buf test_worst_text(size_t num, size_t noise)
{
    size_t each = CN_LIMIT_TEXT_ENTRIES / num;
    const size_t own = 24; /* bytes of arrays and person in a credential */
    size_t fillers = CN_LIMIT_TEXT_ENTRIES - num;
    size_t fill = (CN_LIMIT_ITEMS_TEXT - own * num) / fillers - 7;
    uint32_t random = 1;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    size_t left = noise;
    for (size_t i = 0; i < num; i++) {
        test_credential *c = test_begin(1);
        test_add_person(c, CN_API_CLINIC);
        for (size_t k = 1; k < each; k++) {
            size_t more = left < 16 ? left : 16;
            size_t share = noise / num * (i + 1);
            more = noise - left + more <= share ? more : 0;
            add_filler(c, k < each / 2 ? CN_API_CLINIC : CN_API_PRIVATE,
                       &random, more, fill - more);
            left -= more;
        }
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, true);
        test_end(c);
    }
    cn_buf text = test_as_text(cn_buf_span(&b));
    cn_buf_free(&b);
    return text;
}
