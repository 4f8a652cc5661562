/* SPDX-License-Identifier: Apache-2.0 */
/*
 * In place of what the library asks of the system: random bytes that a seed
 * decides, and a start of libsodium that fails where it is told to. The linker
 * leads the library's calls here (--wrap); libsodium's own go where they went.
 */
#include "fuzz.h"

static fuzz_chance chance;
static size_t calls;
static size_t failing;

int __wrap_getentropy(void *out, size_t len);
int __wrap_sodium_init(void);
int __real_sodium_init(void);

void fuzz_foreign(uint64_t seed, size_t nth)
{
    chance.state = seed;
    calls = 0;
    failing = nth;
}

size_t fuzz_foreign_calls(void)
{
    return calls;
}

int __wrap_getentropy(void *out, size_t len)
{
    uint8_t *byte = out;
    if (++calls == failing) {
        return -1;
    }
    for (size_t i = 0; i < len; i++) {
        byte[i] = (uint8_t)fuzz_below(&chance, 256);
    }
    return 0;
}

int __wrap_sodium_init(void)
{
    return ++calls == failing ? -1 : __real_sodium_init();
}
