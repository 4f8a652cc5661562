/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The CBOR scan: takes just what another decoder takes, ours for the tests
 * (tests/cbor/again.c). What it takes libcbor's tree reads and writes again as
 * it stood; what it refuses libcbor's decoder refuses at that place too, or
 * reads there what the status names, where the profile is stricter than RFC
 * 8949.
 */
#include "fuzz.h"

#include "../tests/cbor/again.h"
#include "../tests/cbor/libcbor_says.h"
#include "scan_input.h"

const char fuzz_name[] = "cbor";

static void check_accepted(cn_span s)
{
    cn_buf out = cbor_again(s);
    FUZZ_HOLDS(out.status == CARNET_OK);
    FUZZ_HOLDS(cn_span_equal(cn_buf_span(&out), s));
    cn_buf_free(&out);
    FUZZ_AGREES("libcbor", libcbor_same(s));
}

static void check_first(cn_span s, size_t depth, size_t string)
{
    size_t used = 0;
    size_t offset = 0;
    if (cn_cbor_scan_first(s, depth, string, &used, &offset) == CARNET_OK) {
        FUZZ_HOLDS(used > 0 && used <= s.len);
        FUZZ_HOLDS(cn_cbor_scan(cn_span_of(s.data, used), depth, string,
                                &offset) == CARNET_OK);
    } else {
        FUZZ_HOLDS(offset <= s.len);
    }
}

/* Notation is there for all that is good, and is text that does no harm. */
static void check_notation(cn_span s, bool pretty)
{
    cn_buf out;
    cn_buf_init(&out);
    FUZZ_HOLDS(cn_cbor_diag(&out, s, pretty) == CARNET_OK);
    for (size_t pos = 0; pos < out.len;) {
        int32_t cp = cn_utf8_next(cn_buf_span(&out), &pos);
        FUZZ_HOLDS(cp == '\n' || (cp >= 0 && !cn_utf8_is_control(cp)));
    }
    cn_buf_free(&out);
}

void fuzz_check(cn_span input)
{
    scan_input in;
    size_t offset = 0;
    if (!scan_input_of(&in, input)) {
        return;
    }
    carnet_status status = cn_cbor_scan(in.item, in.depth, in.string, &offset);
    bool good = status == CARNET_OK;
    FUZZ_HOLDS(offset <= in.item.len);
    FUZZ_HOLDS(good || (status >= CARNET_CBOR_TRUNCATED &&
                        status <= CARNET_CBOR_STRING));
    FUZZ_HOLDS(status == CARNET_CBOR_STRING ||
               good == oracle_accepts(in.item, in.depth));
    if (good) {
        check_accepted(in.item);
        check_notation(in.item, (in.item.len & 1) != 0);
    } else {
        FUZZ_AGREES("libcbor", libcbor_bears_out(in.item, status, offset));
    }
    check_first(in.item, in.depth, in.string);
}

carnet_status fuzz_call(cn_span input)
{
    scan_input in;
    size_t offset = 0;
    cn_buf out;
    if (!scan_input_of(&in, input) ||
        cn_cbor_scan(in.item, in.depth, in.string, &offset) != CARNET_OK) {
        return CARNET_OK;
    }
    cn_buf_init(&out);
    carnet_status status = cn_cbor_diag(&out, in.item, false);
    cn_buf_free(&out);
    return status;
}
