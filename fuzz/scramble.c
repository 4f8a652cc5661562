/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changing bytes where there is no libFuzzer to do it: one flipped, put in,
 * taken out, or some copied over others. The same numbers in every run.
 */
#include "fuzz.h"
#include "mutator.h"

static void move(uint8_t *to, const uint8_t *from, size_t len)
{
    if (len > 0) {
        memmove(to, from, len);
    }
}

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
    static fuzz_chance c;
    size_t at = size == 0 ? 0 : fuzz_below(&c, size);
    size_t run = 1 + fuzz_below(&c, 8);
    switch (size == 0 ? 0 : fuzz_below(&c, 4)) {
    case 0:
        if (size < max_size) {
            move(data + at + 1, data + at, size - at);
            data[at] = (uint8_t)fuzz_below(&c, 256);
            size++;
        }
        return size;
    case 1:
        run = run < size - at ? run : size - at;
        move(data + at, data + at + run, size - at - run);
        return size - run;
    case 2:
        data[at] ^= (uint8_t)(1u << fuzz_below(&c, 8));
        return size;
    default:
        run = run < size - at ? run : size - at;
        move(data + at, data + fuzz_below(&c, size - run + 1), run);
        return size;
    }
}
