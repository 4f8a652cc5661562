/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Randomness from a seed: this program's own getentropy, which the linker takes
 * in place of the system's, so that libsodium makes the same keys and salts in
 * every run.
 */
#include "proof.h"

static test_random source;

void proof_seed(uint64_t seed)
{
    source.state = seed;
}

int getentropy(void *out, size_t len);
int getentropy(void *out, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        ((uint8_t *)out)[i] = (uint8_t)test_below(&source, 256);
    }
    return 0;
}
