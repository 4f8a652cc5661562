/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The CBOR scan: takes just what two other decoders take, ours for the tests
 * (tests/cbor/again.c) and libcbor, and what it takes is written again as it
 * stood. The first byte says how deep and how long a string may be.
 */
#include "fuzz.h"

#include "../tests/cbor/again.h"
#include "../tests/cbor/libcbor_says.h"

const char fuzz_name[] = "cbor";

static void check_accepted(cn_span s)
{
    cn_buf out = cbor_again(s);
    FUZZ_HOLDS(out.status == CARNET_OK);
    FUZZ_HOLDS(cn_span_equal(cn_buf_span(&out), s));
    cn_buf_free(&out);
    FUZZ_HOLDS(libcbor_same(s));
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

static bool take(cn_span *input, size_t *depth, size_t *string)
{
    if (input->len == 0) {
        return false;
    }
    *depth = 1 + input->data[0] % CN_CBOR_DEPTH_MAX;
    *string = (input->data[0] & 0x80) != 0 ? CN_LIMIT_STRING : SIZE_MAX;
    *input = cn_span_of(input->data + 1, input->len - 1);
    return true;
}

void fuzz_check(cn_span input)
{
    size_t depth;
    size_t string;
    size_t offset = 0;
    if (!take(&input, &depth, &string)) {
        return;
    }
    carnet_status status = cn_cbor_scan(input, depth, string, &offset);
    bool good = status == CARNET_OK;
    FUZZ_HOLDS(offset <= input.len);
    FUZZ_HOLDS(good || (status >= CARNET_CBOR_TRUNCATED &&
                        status <= CARNET_CBOR_STRING));
    FUZZ_HOLDS(status == CARNET_CBOR_STRING ||
               good == oracle_accepts(input, depth));
    if (good) {
        check_accepted(input);
        check_notation(input, (input.len & 1) != 0);
    } else if (status == CARNET_CBOR_TRUNCATED) {
        FUZZ_HOLDS(libcbor_wants_more(input, offset));
    }
    check_first(input, depth, string);
}

carnet_status fuzz_call(cn_span input)
{
    size_t depth;
    size_t string;
    size_t offset = 0;
    cn_buf out;
    if (!take(&input, &depth, &string) ||
        cn_cbor_scan(input, depth, string, &offset) != CARNET_OK) {
        return CARNET_OK;
    }
    cn_buf_init(&out);
    carnet_status status = cn_cbor_diag(&out, input, false);
    cn_buf_free(&out);
    return status;
}
