/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fault of each kind that clang's integer checks are to find, made when it is
 * asked for by name, and a number that wraps on purpose. Compiled as the rooms
 * are, but for warnings: GCC's and clang's see some of these before.
 */
#include "../support/support.h"

/* What no compiler knows before the program runs. */
static volatile uint32_t large = UINT32_MAX;
static volatile int32_t below = -1;

static uint32_t wraps(void)
{
    return large + 1u;
}

static uint32_t wraps_below(void)
{
    return large - 1u - large;
}

static uint32_t wraps_by_product(void)
{
    return large * 3u;
}

static uint32_t shifts_bits_out(void)
{
    return large << 1;
}

static uint32_t loses_bits(void)
{
    uint8_t byte = large;
    return byte;
}

static uint32_t changes_sign(void)
{
    uint32_t n = below;
    return n;
}

static uint32_t overflows(void)
{
    return (uint32_t)((int32_t)(large >> 1) - below);
}

CN_WRAPS static uint32_t says_that_it_wraps(void)
{
    return large + 1u;
}

static const struct {
    const char *name;
    uint32_t (*make)(void);
} kinds[] = {
    {"wraps", wraps},
    {"wraps_below", wraps_below},
    {"wraps_by_product", wraps_by_product},
    {"shifts_bits_out", shifts_bits_out},
    {"loses_bits", loses_bits},
    {"changes_sign", changes_sign},
    {"overflows", overflows},
    {"says_that_it_wraps", says_that_it_wraps},
};

int main(int argc, char **argv)
{
    static volatile uint32_t made;
    for (size_t i = 0; argc > 1 && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, argv[1]) == 0) {
            made = kinds[i].make();
            return 0;
        }
    }
    (void)made;
    return 2;
}
