/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Randomness, straight from the system: where it gives none, that is a status,
 * while libsodium would end the whole process. Nothing else is ever taken in
 * its place, and nothing is kept from one call to the next.
 */
#define _DEFAULT_SOURCE
#include "crypto_i.h"

#include <unistd.h>

/* What getentropy gives at a time (POSIX.1-2024). */
#define MOST 256u

carnet_status cn_crypto_random(uint8_t *out, size_t len)
{
    carnet_status status = cn_crypto_ready();
    while (status == CARNET_OK && len > 0) {
        size_t now = len < MOST ? len : MOST;
        status = getentropy(out, now) == 0 ? CARNET_OK : CARNET_CALLER_RANDOM;
        out += now;
        len -= now;
    }
    return status;
}

carnet_status cn_crypto_below(uint32_t *out, uint32_t bound)
{
    /* So many numbers are left over when 2^32 is divided; the first ones are
       drawn again, so that each rest comes as often. */
    uint32_t least = (UINT32_MAX - bound + 1) % bound;
    uint32_t drawn = 0;
    bool again = false;
    carnet_status status;
    do {
        status = cn_crypto_random((uint8_t *)&drawn, sizeof drawn);
        again = drawn < least;
        cn_mem_public(&again, sizeof again); /* it tells of none that is kept */
    } while (status == CARNET_OK && again);
    *out = drawn % bound;
    return status;
}
