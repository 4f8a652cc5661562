/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keys that everybody can know: those of the second implementation's tests.
 * Made once, and never counted among what an input leaves behind.
 */
#include "fuzz.h"

#include "../lib/crypto/crypto.h"

const carnet_secret_key *fuzz_secret(size_t i)
{
    static carnet_secret_key *keys[FUZZ_NUM_KEYS];
    if (keys[i] == NULL) {
        uint8_t seed[CARNET_KEY_SEED_SIZE];
        for (size_t k = 0; k < sizeof seed; k++) {
            seed[k] = (uint8_t)(i + k);
        }
        FUZZ_HOLDS(carnet_key_from_seed(&keys[i], seed, sizeof seed) ==
                   CARNET_OK);
    }
    return keys[i];
}

const carnet_public_key *const *fuzz_trusted(void)
{
    static const carnet_public_key *keys[FUZZ_NUM_KEYS];
    for (size_t i = 0; i < FUZZ_NUM_KEYS; i++) {
        keys[i] = carnet_key_get_public(fuzz_secret(i));
    }
    return keys;
}

const carnet_seal_key *fuzz_seal_key(void)
{
    static carnet_seal_key *key;
    /* Secret 00 01 02 ... 1f (RFC 8410, PKCS #8). */
    static const char pem[] =
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VuBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
        "-----END PRIVATE KEY-----\n";
    if (key == NULL) {
        FUZZ_HOLDS(carnet_seal_key_decode(&key, (const uint8_t *)pem,
                                          sizeof pem - 1) == CARNET_OK);
    }
    return key;
}
