/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Single values of a record being made, encoded. A setter tries a value here
 * before it stores it, so that a program and JSON are held to what the wire
 * can carry, and by the same code.
 */
#include "record_i.h"

/* ---- codes ---- */

/* Whether a reader gets an issuer's words anyway: they are the label that
   travels, or our word, in any language, for a code of the field's list. Other
   codes keep them: a reader's phrase book may be older. */
static bool is_said(cn_span words, const cn_model_coding *c)
{
    int32_t table = cn_model_coding_table(c);
    if (c->listed < 0 || table < 0) {
        return c->label.len > 0 && cn_words_equal(words, c->label);
    }
    return cn_words_is_word_of(words, (cn_words_table)table,
                               cn_span_of(c->code, c->code_len));
}

/* What is carried of a code: no label where the field's list names the code,
   no words that a reader gets anyway. */
static carnet_status put_code(cn_buf *b, const cn_model_field *f,
                              const cn_model_code *code)
{
    cn_model_code carried = *code;
    for (uint32_t i = 0; i < carried.num; i++) {
        cn_model_coding *c = &carried.codings[i];
        if (c->listed >= 0) {
            c->label = cn_span_of(NULL, 0);
        }
        if (is_said(code->words, c)) {
            carried.words = cn_span_of(NULL, 0);
        }
    }
    return cn_model_put_code(b, f, &carried);
}

/* ---- quantities ---- */

/* Unit beside what the first code of a list in these fields is; -1 if none. */
static int32_t unit_beside(const cn_model_shape *shape, const cn_span *values,
                           int32_t list)
{
    for (size_t i = 0; shape != NULL && i < shape->num_fields; i++) {
        const cn_model_field *f = &shape->fields[i];
        if (f->type == CN_TYPE_CODE && f->b == list) {
            cn_span value = values[f->number];
            return value.len == 0 ? CN_UNIT_NONE
                                  : cn_model_unit_beside(f, value);
        }
    }
    return CN_UNIT_NONE;
}

static int32_t usual_unit(const cn_model_field *f,
                          const cn_record_around *around)
{
    if (f->a == CN_UNIT_OF_FORM) {
        return unit_beside(around->kind, around->values, CN_LIST_FORMS);
    }
    if (f->a == CN_UNIT_OF_TEST) {
        return unit_beside(around->own, around->own_values, CN_LIST_TESTS);
    }
    return f->a;
}

/* A unit that is left out is tried without looking what it will be. */
static carnet_status put_quantity(cn_buf *b, const cn_model_field *f,
                                  const cn_model_quantity *q,
                                  const cn_record_around *around)
{
    if (q->value.mantissa < 0 && f->a != CN_UNIT_OF_TEST) {
        return CARNET_RECORD_RANGE; /* only what is measured is below zero */
    }
    if (q->unit.len == 0 && around->kind == NULL) {
        return cn_model_put_decimal(b, &q->value);
    }
    return cn_model_put_quantity(b, &q->value, q->unit, usual_unit(f, around));
}

/* ---- references ---- */

static carnet_status put_reference(cn_buf *b, const cn_record_reference *ref,
                                   const cn_record_around *around)
{
    if (!ref->elsewhere) {
        return cn_model_put_ref(b, around->part, around->position);
    }
    uint8_t leaf[4];
    for (size_t i = 0; i < sizeof leaf; i++) {
        leaf[i] = (uint8_t)(ref->target >> (24 - 8 * i));
    }
    cn_model_put_leaf(b, leaf);
    return CARNET_OK;
}

carnet_status cn_record_put(cn_buf *b, const cn_model_field *f,
                            const cn_record_value *v,
                            const cn_record_around *around)
{
    switch (f->type) {
    case CN_TYPE_TEXT:
        return cn_model_put_text(b, f, v->bytes);
    case CN_TYPE_LABEL:
        return cn_model_put_label(b, f, v->bytes);
    case CN_TYPE_BYTES:
        return cn_model_put_bytes(b, f, v->bytes);
    case CN_TYPE_INT:
        return cn_model_put_int(b, f, v->number);
    case CN_TYPE_BOOL:
        cn_cbor_put_bool(b, v->number != 0);
        return CARNET_OK;
    case CN_TYPE_ENUM:
        return cn_model_put_enum(b, f, (uint64_t)v->number);
    case CN_TYPE_DECIMAL:
        return cn_model_put_decimal(b, &v->decimal);
    case CN_TYPE_QUANTITY:
        return put_quantity(b, f, &v->quantity, around);
    case CN_TYPE_DATE:
        return cn_model_put_date(b, &v->date, around->issue_day);
    case CN_TYPE_END:
        return cn_model_put_end(b, &v->date, around->issue_day,
                                around->values == NULL ? cn_span_of(NULL, 0)
                                                       : around->values[f->a]);
    case CN_TYPE_CODE:
        return put_code(b, f, v->code);
    default:
        return put_reference(b, &v->reference, around);
    }
}
