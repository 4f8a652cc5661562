/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers that depend on a seed and nothing else, so that every input does the
 * same whenever it is run.
 */
#include "fuzz.h"

/* FNV-1a. */
fuzz_chance fuzz_chance_of(cn_span seed)
{
    fuzz_chance c = {UINT64_C(14695981039346656037)};
    for (size_t i = 0; i < seed.len; i++) {
        c.state = (c.state ^ seed.data[i]) * UINT64_C(1099511628211);
    }
    return c;
}

/* SplitMix64. */
uint32_t fuzz_below(fuzz_chance *c, size_t bound)
{
    c->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = c->state;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) % bound);
}
