/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reader of codes, docs/spec/format.md section 6.4: up to four codings for one
 * meaning, and the issuer's own words; the unit that a code tells. A code has
 * one legal encoding.
 */
#include "model_i.h"

/* Whether the last coding says the same as one before it. */
static bool is_repeated(const cn_model_code *code, const cn_model_coding *last)
{
    for (const cn_model_coding *c = code->codings; c < last; c++) {
        if (c->system == last->system && cn_span_equal(c->uri, last->uri) &&
            cn_span_equal(cn_model_code_of(c), cn_model_code_of(last))) {
            return true;
        }
    }
    return false;
}

/* Reads one coding to the end of out. */
CN_APART static void add_coding(cn_cbor_reader *r, const cn_model_field *f,
                                cn_model_code *out)
{
    cn_model_coding *c = out->codings + out->num;
    if (out->num == CN_MODEL_CODINGS_MAX) {
        cn_cbor_fail(r, CARNET_RECORD_TOO_LONG);
        return;
    }
    out->num++;
    cn_model_get_coding(r, f, c);
    if (is_repeated(out, c)) {
        cn_cbor_fail(r, CARNET_RECORD_TWICE);
    }
}

carnet_status cn_model_get_code(cn_cbor_reader *r, const cn_model_field *f,
                                cn_model_code *out)
{
    bool array = cn_cbor_peek(r) == CN_CBOR_ARRAY;
    size_t num = array ? cn_cbor_get_array(r, 1, CN_MODEL_CODINGS_MAX + 1) : 1;
    bool words = !array || num > 1; /* may stand last, or alone */
    bool bare = !words && cn_cbor_peek(r) == CN_CBOR_UINT;
    out->num = 0;
    out->words = cn_span_of(NULL, 0);
    for (; num > 0 && r->status == CARNET_OK; num--) {
        if (words && num == 1 && cn_cbor_peek(r) == CN_CBOR_TEXT) {
            (void)cn_model_get_text(r, CN_MODEL_WORDS_MAX, &out->words);
        } else {
            add_coding(r, f, out);
        }
    }
    if (bare) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
    return r->status;
}

int32_t cn_model_code_unit(const cn_model_field *f, const cn_model_code *code)
{
    for (uint32_t i = 0; i < code->num; i++) {
        if (code->codings[i].listed >= 0) {
            return cn_model_list_get(f->b, (uint64_t)code->codings[i].listed)
                ->unit;
        }
    }
    return CN_UNIT_NONE;
}

int32_t cn_model_unit_beside(const cn_model_field *f, cn_span value)
{
    cn_cbor_reader r;
    cn_model_code code;
    cn_cbor_reader_init(&r, value);
    return cn_model_get_code(&r, f, &code) == CARNET_OK
               ? cn_model_code_unit(f, &code)
               : CN_UNIT_NONE;
}

/* Value of the field that says the unit, and that field. */
static const cn_model_field *unit_source(const cn_model_field *f,
                                         const carnet_entry *e,
                                         const cn_span *group, cn_span *value)
{
    uint32_t shape = 0;
    uint32_t field = 0;
    if (f->a == CN_UNIT_OF_TEST && group != NULL) {
        return cn_model_group_value(*group, CARNET_COMPONENT_TEST, value)
                   ? cn_model_field_of(cn_model_group(CN_GROUP_COMPONENT),
                                       CARNET_COMPONENT_TEST)
                   : NULL;
    }
    if (f->a == CN_UNIT_OF_TEST) {
        shape = CARNET_KIND_RESULT;
        field = CARNET_RESULT_TEST;
    } else {
        shape = CARNET_KIND_PRESCRIPTION;
        field = CARNET_PRESCRIPTION_FORM;
    }
    return e->kind == shape && cn_model_value(e, field, value)
               ? cn_model_field_of(cn_model_kind(shape), field)
               : NULL;
}

int32_t cn_model_usual_unit(const cn_model_field *f, const carnet_entry *e,
                            const cn_span *group)
{
    if (f->a != CN_UNIT_OF_FORM && f->a != CN_UNIT_OF_TEST) {
        return f->a;
    }
    cn_span value;
    const cn_model_field *source = unit_source(f, e, group, &value);
    return source != NULL ? cn_model_unit_beside(source, value) : CN_UNIT_NONE;
}
