/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stepping through the entries of a part and finding a field's value in one,
 * docs/spec/format.md section 5. No value is read here: stepping is all that
 * runs before a signature is checked.
 */
#include "model_i.h"

static size_t count_bits(uint64_t mask)
{
    size_t num = 0;
    for (; mask != 0; mask &= mask - 1) {
        num++;
    }
    return num;
}

static void skip_values(cn_cbor_reader *r, size_t num)
{
    for (size_t i = 0; i < num && r->status == CARNET_OK; i++) {
        (void)cn_cbor_skip(r);
    }
}

/* Reads an array's mask, for each of whose bits a value must follow. */
static uint64_t read_mask(cn_cbor_reader *r, bool *critical)
{
    size_t num = cn_cbor_get_array(r, 1, SIZE_MAX);
    uint64_t mask = cn_cbor_get_signed(r, critical);
    if (count_bits(mask) + 1 != num) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    }
    return mask;
}

/* The mask of the open form, and what follows; the number of its values, which
   means nothing where the reader has failed. */
static size_t step_open(cn_cbor_reader *r, carnet_entry *out)
{
    const cn_model_shape *shape = cn_model_kind(out->kind);
    out->present = read_mask(r, &out->critical);
    out->template_number = CN_MODEL_OPEN;
    out->beyond =
        shape == NULL || out->critical || (out->present & ~shape->known) != 0;
    return count_bits(out->present);
}

carnet_status cn_model_step(cn_cbor_reader *r, size_t *elements_left,
                            carnet_entry *out)
{
    if (*elements_left == 0) {
        cn_cbor_fail(r, CARNET_CBOR_COUNT);
    }
    const uint8_t *begin = r->at;
    uint32_t head =
        (uint32_t)cn_cbor_get_uint(r, CN_MODEL_OPEN_BASE + CN_MODEL_KIND_MAX);
    size_t num = 1; /* elements behind the head */
    memset(out, 0, sizeof *out);
    if (head >= CN_MODEL_OPEN_BASE) {
        out->kind = head - CN_MODEL_OPEN_BASE;
    } else if (head < cn_model_num_templates) {
        const cn_model_template *t = &cn_model_templates[head];
        out->kind = t->kind;
        out->present = t->present;
        out->template_number = (uint8_t)head;
        num = t->num_order;
    } else {
        cn_cbor_fail(r, CARNET_CBOR_RANGE);
    }
    if (*elements_left <= num) {
        cn_cbor_fail(r, CARNET_CBOR_COUNT);
        return r->status;
    }
    *elements_left -= num + 1;
    if (head >= CN_MODEL_OPEN_BASE) {
        num = step_open(r, out);
    }
    out->values.data = r->at;
    skip_values(r, num);
    out->values.len = (size_t)(r->at - out->values.data);
    out->bytes = cn_span_of(begin, (size_t)(r->at - begin));
    return r->status;
}

/* One value for each bit of a mask, by field number. */
static void spread(cn_cbor_reader *r, uint64_t mask,
                   cn_span values[CN_MODEL_MASK_BITS])
{
    for (size_t i = 0; mask != 0; i++, mask >>= 1) {
        if ((mask & 1) != 0) {
            values[i] = cn_cbor_skip(r);
        }
    }
}

void cn_model_values(const carnet_entry *e, cn_span values[CN_MODEL_MASK_BITS])
{
    cn_cbor_reader r;
    memset(values, 0, CN_MODEL_MASK_BITS * sizeof *values);
    cn_cbor_reader_init(&r, e->values);
    if (e->template_number == CN_MODEL_OPEN) {
        spread(&r, e->present, values);
        return;
    }
    const cn_model_template *t = &cn_model_templates[e->template_number];
    for (size_t i = 0; i < t->num_order; i++) {
        values[t->order[i]] = cn_cbor_skip(&r);
    }
    const cn_model_fixed *f = t->fixed; /* NULL where there are none */
    for (size_t left = t->num_fixed; left > 0; left--, f++) {
        values[f->field] = cn_span_of(f->value, f->len);
    }
}

bool cn_model_value(const carnet_entry *e, uint32_t field, cn_span *out)
{
    cn_span values[CN_MODEL_MASK_BITS]; /* 1 KiB */
    cn_model_values(e, values);
    *out = cn_span_of(NULL, 0);
    if (field < CN_MODEL_MASK_BITS && !e->critical) {
        *out = values[field];
    }
    return out->len != 0;
}

bool cn_model_group_value(cn_span group, uint32_t field, cn_span *out)
{
    cn_span values[CN_MODEL_MASK_BITS] = {{NULL, 0}}; /* 1 KiB */
    cn_cbor_reader r;
    bool critical;
    cn_cbor_reader_init(&r, group);
    spread(&r, read_mask(&r, &critical), values);
    *out = cn_span_of(NULL, 0);
    if (field < CN_MODEL_MASK_BITS && !critical) {
        *out = values[field];
    }
    return out->len != 0;
}
