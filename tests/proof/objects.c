/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of the 300 objects is what; each has a seed of its own, so that one can
 * be made without those before it.
 */
#include "proof.h"

static const struct {
    const char *name;
    size_t num;
} kinds[PROOF_NUM_KINDS] = {
    {"passports of one credential", 96},
    {"passports of several", 30},
    {"presentations", 66},
    {"sealed parts", 36},
    {"trust lists", 30},
    {"status lists", 24},
    {"codes of sets", 18},
};

size_t proof_first(proof_kind kind)
{
    size_t first = 0;
    for (size_t k = 0; k < (size_t)kind; k++) {
        first += kinds[k].num;
    }
    return first;
}

const char *proof_name(proof_kind kind)
{
    return kinds[kind].name;
}

void proof_make(proof_object *o, size_t n)
{
    test_random x = {1000 + n};
    size_t kind = 0;
    assert_true(n < PROOF_OBJECTS);
    assert_int_equal(proof_first(PROOF_NUM_KINDS), PROOF_OBJECTS);
    while (n >= proof_first((proof_kind)(kind + 1))) {
        kind++;
    }
    memset(o, 0, sizeof *o);
    o->kind = (proof_kind)kind;
    o->number = n;
    proof_seed(2000 + n);
    n -= proof_first(o->kind);
    if (o->kind == PROOF_CODE) {
        proof_make_code(o, &x, n);
    } else if (o->kind == PROOF_TRUST || o->kind == PROOF_STATUS) {
        proof_make_list(o, &x, n);
    } else {
        proof_make_passport(o, &x, n);
    }
}

void proof_keep(proof_object *o, carnet_buf *file, proof_as_text as_text,
                const char *line_end)
{
    carnet_buf *text = NULL;
    bool is_text = o->number % 2 == 1;
    if (is_text) {
        assert_status(
            as_text(&text, carnet_buf_data(file), carnet_buf_len(file)),
            CARNET_OK);
    }
    cn_buf_init(&o->bytes);
    cn_buf_put_span(&o->bytes, test_span_of(is_text ? text : file));
    cn_buf_put_str(&o->bytes, is_text && o->number % 6 == 1 ? line_end : "");
    carnet_buf_free(text);
    carnet_buf_free(file);
}

void proof_free(proof_object *o)
{
    cn_buf_free(&o->bytes);
    for (size_t i = 0; i < o->num_beside; i++) {
        cn_buf_free(&o->beside[i]);
    }
}
