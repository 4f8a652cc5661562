/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Joining encoded values into groups and entries, docs/spec/format.md section
 * 5: defaults left out, the template that fits best, the open form where none
 * does. Reading and writing choose the template by the same function.
 */
#include "model_i.h"

const cn_model_field *cn_model_missing(const cn_model_shape *shape,
                                       uint64_t mask)
{
    uint64_t missing = shape->required & ~mask;
    if (missing == 0 && (shape->one_of & mask) == 0) {
        missing = shape->one_of; /* 0: there is no such rule */
    }
    for (size_t i = 0; missing != 0; i++, missing >>= 1) {
        if ((missing & 1) != 0) {
            return &shape->fields[i];
        }
    }
    return NULL;
}

static bool fits(const cn_model_template *t, const cn_span *values)
{
    const cn_model_fixed *f = t->fixed; /* NULL where there are none */
    for (size_t left = t->num_fixed; left > 0; left--, f++) {
        if (!cn_span_equal(values[f->field], cn_span_of(f->value, f->len))) {
            return false;
        }
    }
    return true;
}

uint32_t cn_model_template_for(uint32_t kind, uint64_t mask,
                               const cn_span *values)
{
    const uint8_t *n = cn_model_by_kind + cn_model_by_kind_first[kind];
    const uint8_t *end = cn_model_by_kind + cn_model_by_kind_first[kind + 1];
    for (; n < end; n++) {
        const cn_model_template *t = &cn_model_templates[*n];
        if (t->present == mask && fits(t, values)) {
            return *n;
        }
    }
    return CN_MODEL_OPEN;
}

/* Whether a field's value is its default. */
static bool is_default(const cn_model_field *f, cn_span value)
{
    return f->type == CN_TYPE_ENUM && f->b != 0 && value.len == 1 &&
           value.data[0] == f->b - 1;
}

/* Mask of the fields that are written. */
static uint64_t written(const cn_model_shape *shape, const cn_span *values)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < shape->num_fields; i++) {
        if (values[i].len != 0 && !is_default(&shape->fields[i], values[i])) {
            mask |= UINT64_C(1) << i;
        }
    }
    return mask;
}

/* [mask, value, value, ...] */
static void put_open(cn_buf *b, uint64_t mask, const cn_span *values)
{
    size_t num = 1;
    for (uint64_t left = mask; left != 0; left >>= 1) {
        num += left & 1;
    }
    cn_cbor_put_array(b, num);
    cn_cbor_put_uint(b, mask);
    for (; mask != 0; mask >>= 1, values++) {
        if ((mask & 1) != 0) {
            cn_buf_put_span(b, *values);
        }
    }
}

carnet_status cn_model_put_group(cn_buf *b, const cn_model_shape *group,
                                 const cn_span *values)
{
    uint64_t mask = written(group, values);
    if (cn_model_missing(group, mask) != NULL) {
        return CARNET_RECORD_REQUIRED;
    }
    put_open(b, mask, values);
    return CARNET_OK;
}

carnet_status cn_model_put_entry(cn_buf *b, uint32_t kind,
                                 const cn_span *values)
{
    const cn_model_shape *shape = cn_model_kind(kind);
    if (shape == NULL) {
        return CARNET_RECORD_KIND;
    }
    uint64_t mask = written(shape, values);
    if (cn_model_missing(shape, mask) != NULL) {
        return CARNET_RECORD_REQUIRED;
    }
    uint32_t number = cn_model_template_for(kind, mask, values);
    if (number == CN_MODEL_OPEN) {
        cn_cbor_put_uint(b, CN_MODEL_OPEN_BASE + kind);
        put_open(b, mask, values);
        return CARNET_OK;
    }
    const cn_model_template *t = &cn_model_templates[number];
    cn_cbor_put_uint(b, number);
    for (size_t i = 0; i < t->num_order; i++) {
        cn_buf_put_span(b, values[t->order[i]]);
    }
    return CARNET_OK;
}
