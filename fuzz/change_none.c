/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For a door that takes bytes as they are: they are changed as such. Only for
 * standalone.c; libFuzzer does it itself.
 */
#include "fuzz.h"

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    fuzz_change_bytes(out, input, c);
    return true;
}
