/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the CBOR harness: a byte that says how deep and long, seldom changed, and
 * an item.
 */
#include "fuzz.h"

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    if (input.len < 2) {
        return false;
    }
    cn_buf_put_u8(out, fuzz_below(c, 16) == 0 ? (uint8_t)fuzz_below(c, 256)
                                              : input.data[0]);
    fuzz_change_cbor(out, cn_span_after(input, 1), c);
    return true;
}
