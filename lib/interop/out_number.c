/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of an entry with their digits, and quantities with their unit: UCUM's
 * code, and beside it the phrase book's word for people.
 */
#include "out_i.h"

/* ---- numbers ---- */

static void put_digits(cn_out *o, const char *key, int64_t mantissa,
                       int32_t scale)
{
    char digits[64];
    cn_model_decimal d = {mantissa, scale};
    cn_model_decimal_text(digits, &d);
    cn_json_key(&o->w, key);
    cn_json_digits(&o->w, cn_span_str(digits));
}

bool cn_out_put_decimal(cn_out *o, const char *key, cn_out_place at)
{
    int64_t mantissa = 0;
    int32_t scale = 0;
    if (carnet_record_get_decimal(&mantissa, &scale, o->e, at.field, at.i,
                                  at.member) != CARNET_OK) {
        return false;
    }
    put_digits(o, key, mantissa, scale);
    return true;
}

bool cn_out_put_int(cn_out *o, const char *key, cn_out_place at)
{
    int64_t v = 0;
    if (carnet_record_get_int(&v, o->e, at.field, at.i, at.member) !=
        CARNET_OK) {
        return false;
    }
    cn_json_key(&o->w, key);
    cn_json_i64(&o->w, v);
    return true;
}

static void put_unit(cn_out *o, const char *unit)
{
    cn_words_word word;
    bool found =
        cn_words_find(&word, CN_WORDS_UNITS, cn_span_str(unit), o->language);
    cn_out_str(o, "unit", found ? word.text : unit);
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", unit);
}

bool cn_out_put_compared(cn_out *o, const char *key, cn_out_place at,
                         const char *comparator)
{
    char unit[CARNET_RECORD_TEXT_SIZE];
    int64_t mantissa = 0;
    int32_t scale = 0;
    if (carnet_record_copy_quantity(&mantissa, &scale, unit, o->e, at.field,
                                    at.i, at.member) != CARNET_OK) {
        return false;
    }
    cn_out_open(o, key);
    put_digits(o, "value", mantissa, scale);
    if (comparator != NULL) {
        cn_out_str(o, "comparator", comparator);
    }
    if (unit[0] != '\0') {
        put_unit(o, unit);
    }
    cn_out_close(o);
    return true;
}

bool cn_out_put_quantity(cn_out *o, const char *key, cn_out_place at)
{
    return cn_out_put_compared(o, key, at, NULL);
}

bool cn_out_quantity(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_put_quantity(o, key, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_say(o, field);
    return true;
}
