/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is in a medicine, as ATC codes: its own, those of the ingredients that
 * the entry names, and what the table of ingredients says is in either.
 */
#include "treat_i.h"

static void add(cn_treat_codes *c, cn_span code)
{
    if (code.len >= CN_TREAT_ATC_SIZE) {
        return;
    }
    for (size_t i = 0; i < c->num; i++) {
        if (cn_span_equal(code, cn_span_str(c->codes[i]))) {
            return;
        }
    }
    if (c->num == CN_TREAT_CODES_MAX) {
        c->more = true;
        return;
    }
    memcpy(c->codes[c->num], code.data, code.len);
    c->codes[c->num++][code.len] = '\0';
}

static void add_codes(cn_treat_codes *c, const carnet_entry *e, int32_t field,
                      size_t i, int32_t member)
{
    char code[CN_WORDS_KEY_SIZE];
    for (size_t n = 0; cn_treat_code_of(code, e, field, i, member, "atc", n);
         n++) {
        add(c, cn_span_str(code));
    }
}

void cn_treat_own_codes(cn_treat_codes *out, const carnet_entry *e)
{
    memset(out, 0, sizeof *out);
    add_codes(out, e,
              e->kind == CARNET_KIND_PRESCRIPTION ? CARNET_PRESCRIPTION_MEDICINE
                                                  : CARNET_VACCINATION_VACCINE,
              0, CARNET_RECORD_SELF);
}

/* A vaccine names none. */
size_t cn_treat_num_ingredients(const carnet_entry *e)
{
    return e->kind == CARNET_KIND_PRESCRIPTION
               ? carnet_record_num_values(e, CARNET_PRESCRIPTION_INGREDIENTS)
               : 0;
}

void cn_treat_ingredient_codes(cn_treat_codes *out, const carnet_entry *e,
                               size_t i)
{
    memset(out, 0, sizeof *out);
    add_codes(out, e, CARNET_PRESCRIPTION_INGREDIENTS, i,
              CARNET_INGREDIENT_MEDICINE);
}

void cn_treat_codes_of(cn_treat_codes *out, const carnet_entry *e)
{
    cn_treat_own_codes(out, e);
    size_t named = cn_treat_num_ingredients(e);
    for (size_t i = 0; i < named; i++) {
        add_codes(out, e, CARNET_PRESCRIPTION_INGREDIENTS, i,
                  CARNET_INGREDIENT_MEDICINE);
    }
    /* Of what is inside, too: a combination holds a code that has another. */
    for (size_t i = 0; i < out->num; i++) {
        cn_span inside;
        for (size_t n = 0;
             cn_words_ingredient(&inside, cn_span_str(out->codes[i]), n); n++) {
            add(out, inside);
        }
    }
}
