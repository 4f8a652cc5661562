/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An input of the CBOR harness taken apart: a byte that says how deep and how
 * long a string may be, and an item.
 */
#ifndef CN_FUZZ_SCAN_INPUT_H
#define CN_FUZZ_SCAN_INPUT_H

#include "../lib/cbor/cbor.h"

typedef struct {
    cn_span item;
    size_t depth;
    size_t string;
} scan_input;

/* False where there is no first byte. */
static inline bool scan_input_of(scan_input *out, cn_span input)
{
    if (input.len == 0) {
        return false;
    }
    out->item = cn_span_after(input, 1);
    out->depth = 1 + input.data[0] % CN_CBOR_DEPTH_MAX;
    out->string = (input.data[0] & 0x80) != 0 ? CN_LIMIT_STRING : SIZE_MAX;
    return true;
}

#endif
