/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Public keys that a caller gives: checked with what is asked of them, and
 * looked up by key id. Four bytes may collide, so there can be several; a bound
 * keeps the cost of hostile collisions fixed.
 */
#include "trust.h"

carnet_status cn_trust_check_input(cn_span input,
                                   const carnet_public_key *const *keys,
                                   size_t num_keys)
{
    if (cn_span_check(input.data, input.len) != CARNET_OK ||
        cn_span_check(keys, num_keys) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (input.len > CN_LIMIT_FILE_BYTES || num_keys > CN_LIMIT_KEYS) {
        return CARNET_CALLER_RANGE;
    }
    for (size_t i = 0; i < num_keys; i++) {
        if (keys[i] == NULL) {
            return CARNET_CALLER_NULL;
        }
    }
    return cn_crypto_ready();
}

static bool is_among(const uint32_t *places, size_t num,
                     const carnet_public_key *const *keys,
                     const carnet_public_key *key)
{
    for (size_t i = 0; i < num; i++) {
        if (memcmp(keys[places[i]]->bytes, key->bytes, sizeof key->bytes) ==
            0) {
            return true;
        }
    }
    return false;
}

size_t cn_trust_candidates(uint32_t out[CN_LIMIT_CANDIDATES],
                           const carnet_public_key *const *keys,
                           size_t num_keys,
                           const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    size_t num = 0;
    for (size_t i = 0; i < num_keys && num < CN_LIMIT_CANDIDATES; i++) {
        /* A key that is given twice takes no other's place. */
        if (memcmp(keys[i]->digest, kid, CARNET_KEY_ID_SIZE) == 0 &&
            !is_among(out, num, keys, keys[i])) {
            out[num++] = (uint32_t)i;
        }
    }
    return num;
}
