/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole part by the specification's words: its digest, and the salt of one of
 * its entries (docs/spec/format.md section 4), found alone where the library
 * walks the tree for all of them. Inline, since tests of many rooms ask.
 */
#ifndef CN_TEST_PART_H
#define CN_TEST_PART_H

#include "../../lib/privacy/privacy.h"

/* CARNET_PRIVACY_PARTIAL for more entries than a part can have. */
static inline carnet_status
test_part_digest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                 const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                 const cn_span *entries, size_t num)
{
    cn_privacy_view part = {
        .seed = seed, .entries = entries, .step = sizeof *entries, .num = num};
    return cn_privacy_digest(out, &part);
}

/* Of entry i of num, which there is. */
static inline void test_salt(uint8_t out[CN_PRIVACY_SEED_SIZE],
                             const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                             size_t num, size_t i)
{
    uint8_t other[CN_PRIVACY_SEED_SIZE];
    memcpy(out, seed, CN_PRIVACY_SEED_SIZE);
    while (num > 1) {
        size_t left = 1;
        while (2 * left < num) {
            left *= 2;
        }
        if (i < left) {
            cn_privacy_split(out, other, out);
            num = left;
        } else {
            cn_privacy_split(other, out, out);
            i -= left;
            num -= left;
        }
    }
}

#endif
