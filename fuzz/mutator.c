/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Another input from one: mostly the format's own way, one in sixteen as bytes,
 * so that what is malformed is tried too.
 */
#include "mutator.h"
#include "fuzz.h"

#include <stdlib.h>

void fuzz_change_bytes(cn_buf *out, cn_span bytes, fuzz_chance *c)
{
    size_t room = bytes.len + 1 + fuzz_below(c, 64);
    uint8_t *copy = malloc(room);
    FUZZ_HOLDS(copy != NULL);
    if (bytes.len > 0) {
        memcpy(copy, bytes.data, bytes.len);
    }
    cn_buf_put(out, copy, LLVMFuzzerMutate(copy, bytes.len, room));
    free(copy);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed)
{
    fuzz_chance c = {seed};
    cn_buf out;
    cn_buf_init(&out);
    fuzz_foreign(seed, 0);
    bool changed = fuzz_below(&c, 16) != 0 &&
                   fuzz_change(&out, cn_span_of(data, size), &c) &&
                   out.status == CARNET_OK && out.len <= max_size &&
                   out.len > 0;
    if (changed) {
        size = out.len;
        memcpy(data, out.data, size);
    } else {
        size = LLVMFuzzerMutate(data, size, max_size);
    }
    cn_buf_free(&out);
    return size;
}
