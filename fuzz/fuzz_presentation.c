/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presentations of whatever passport comes: well-formed where the passport is,
 * with no entry that was not in it and no better a word; presented again the
 * same; and merged with the whole again, the whole is as it was.
 */
#include "look.h"

const char fuzz_name[] = "presentation";

/* What is shown, by the input itself. */
static carnet_status present(carnet_buf **out, cn_span passport, fuzz_chance c)
{
    static const char *const words[] = {
        "desk",      "clinic",  "private",  "clinic/0", "private/0", "1",
        "condition", "allergy", "clinic/1", "desk/0",   "1:private", "result"};
    const char *show = words[fuzz_below(&c, sizeof words / sizeof *words)];
    const char *hide = words[fuzz_below(&c, sizeof words / sizeof *words)];
    /* One past the last is NULL: no audience. */
    const char *audience = carnet_privacy_audience(fuzz_below(&c, 11));
    size_t num_hide = fuzz_below(&c, 2);
    size_t num_show = fuzz_below(&c, 2);
    return carnet_privacy_present(out, NULL, passport.data, passport.len,
                                  audience, &show, num_show, &hide, num_hide);
}

/* Of several presentations of one credential, which merging makes one, one. */
static size_t num_different(const carnet_verdict *v)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        num += carnet_verify_same_as(v, i) < 0;
    }
    return num;
}

static void check_subset(const carnet_verdict *part,
                         const carnet_verdict *whole)
{
    FUZZ_HOLDS(carnet_verify_reason(part) == CARNET_OK);
    FUZZ_HOLDS(num_different(part) <= num_different(whole));
    for (size_t i = 0; i < carnet_verify_num_credentials(part); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(part, i); k++) {
            FUZZ_HOLDS(
                fuzz_has_entry(whole, carnet_verify_get_entry(part, i, k)));
        }
    }
}

/* The whole and what was shown of it say no more and no less together. */
static void check_merge(cn_span whole, cn_span part, const carnet_verdict *v)
{
    carnet_buf *both = NULL;
    carnet_buf *turned = NULL;
    carnet_verdict *w = NULL;
    FUZZ_HOLDS(carnet_privacy_merge(&both, NULL, whole.data, whole.len,
                                    part.data, part.len,
                                    CARNET_PRIVACY_SAME_PERSON) == CARNET_OK);
    FUZZ_HOLDS(carnet_privacy_merge(&turned, NULL, part.data, part.len,
                                    whole.data, whole.len,
                                    CARNET_PRIVACY_SAME_PERSON) == CARNET_OK);
    FUZZ_HOLDS(fuzz_verify(&w, fuzz_span_of(both)) == CARNET_OK);
    check_subset(w, v);
    check_subset(v, w);
    carnet_verify_free(w);
    fuzz_take_equal(both, turned);
}

static void check_shown(cn_span input, const carnet_buf *shown,
                        const carnet_verdict *whole)
{
    carnet_verdict *part = NULL;
    carnet_envelope *envelope = NULL;
    cn_span s = fuzz_span_of(shown);
    FUZZ_HOLDS(fuzz_verify(&part, s) == CARNET_OK);
    FUZZ_HOLDS(carnet_peek(&envelope, NULL, s.data, s.len) == CARNET_OK);
    FUZZ_HOLDS(carnet_peek_num_credentials(envelope) ==
               carnet_verify_num_credentials(part));
    carnet_peek_free(envelope);
    check_subset(part, whole);
    check_merge(input, s, whole);
    carnet_verify_free(part);
}

void fuzz_check(cn_span input)
{
    carnet_verdict *v = NULL;
    carnet_buf *shown = NULL;
    FUZZ_HOLDS(fuzz_verify(&v, input) == CARNET_OK);
    carnet_status status = present(&shown, input, fuzz_chance_of(input));
    if (status == CARNET_OK) {
        carnet_buf *again = NULL;
        FUZZ_HOLDS(present(&again, input, fuzz_chance_of(input)) == CARNET_OK);
        FUZZ_HOLDS(cn_span_equal(fuzz_span_of(shown), fuzz_span_of(again)));
        carnet_buf_free(again);
        if (carnet_verify_reason(v) == CARNET_OK) {
            check_shown(input, shown, v);
        }
    }
    carnet_buf_free(shown);
    carnet_verify_free(v);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_buf *shown = NULL;
    carnet_status status = present(&shown, input, fuzz_chance_of(input));
    carnet_buf_free(shown);
    return status;
}
