/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking up trusted keys by key id. Four bytes may collide, so there can be
 * several; a bound keeps the cost of hostile collisions fixed.
 */
#include "trust.h"

size_t cn_trust_candidates(uint32_t out[CN_LIMIT_CANDIDATES],
                           const carnet_public_key *const *keys,
                           size_t num_keys,
                           const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    size_t num = 0;
    for (size_t i = 0; i < num_keys && num < CN_LIMIT_CANDIDATES; i++) {
        if (memcmp(keys[i]->digest, kid, CARNET_KEY_ID_SIZE) == 0) {
            out[num++] = (uint32_t)i;
        }
    }
    return num;
}
