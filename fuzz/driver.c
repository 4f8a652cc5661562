/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One input: what must hold of it is checked, and no block of memory is left
 * or given back unwiped; then, for one input of four, the door is called again
 * with an allocation, or a call to the system, that fails.
 */
#include "fuzz.h"

#include "../lib/crypto/crypto.h"
#include "../tests/support/failing_mem.h"

#include <stdio.h>
#include <stdlib.h>

fuzz_reader fuzz_other;

void fuzz_broken(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

/* Made before anything is counted. */
static void prepare(void)
{
    static bool done;
    if (!done) {
        fuzz_foreign(0, 0);
        FUZZ_HOLDS(cn_crypto_ready() == CARNET_OK);
        (void)fuzz_trusted();
        (void)fuzz_seal_key();
        done = true;
    }
}

static void check(cn_span input, uint64_t seed)
{
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    fuzz_foreign(seed, 0);
    fuzz_check(input);
    FUZZ_HOLDS(test_mem_live() == live);
    FUZZ_HOLDS(test_mem_unwiped() == unwiped);
}

static size_t pick(fuzz_chance *c, size_t num)
{
    return num == 0 ? 0 : 1 + fuzz_below(c, num);
}

/* The door three times: as it is; with one allocation that fails, perhaps with
   all after it; with a call to the system that fails. */
static void fail(cn_span input, fuzz_chance c)
{
    uint64_t seed = c.state;
    size_t live = test_mem_live();
    size_t taken = test_mem_taken();
    fuzz_foreign(seed, 0);
    carnet_status due = fuzz_call(input);
    size_t calls = fuzz_foreign_calls();
    size_t nth = pick(&c, test_mem_taken() - taken);
    if (fuzz_below(&c, 2) == 0) {
        test_mem_fail_at(nth);
    } else {
        test_mem_fail_from(nth);
    }
    fuzz_foreign(seed, 0);
    carnet_status status = fuzz_call(input);
    bool failed = test_mem_has_failed();
    test_mem_fail_at(0);
    /* A refusal may come before the memory, or lose its words alone. */
    FUZZ_HOLDS((failed && status == CARNET_CALLER_MEMORY) ||
               (status == due && !(failed && due == CARNET_OK)));
    fuzz_foreign(seed, pick(&c, calls));
    status = fuzz_call(input);
    FUZZ_HOLDS(status == due || status == CARNET_CALLER_RANDOM);
    fuzz_foreign(seed, 0);
    FUZZ_HOLDS(test_mem_live() == live);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cn_span input = cn_span_of(data, size);
    fuzz_chance c = fuzz_chance_of(input);
    prepare();
    check(input, c.state);
    if (fuzz_below(&c, 4) == 0) {
        fail(input, c);
    }
    return 0;
}
