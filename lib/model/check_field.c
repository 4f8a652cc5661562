/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Demands of a field that it holds what the table says, in the one form of
 * docs/spec/format.md section 6: one value, a list or a group. Allocates
 * nothing and does not recurse.
 */
#include "check_i.h"

static void check_enum(cn_model_place *at, const cn_model_field *f)
{
    uint64_t v = cn_cbor_get_uint(&at->r, UINT64_MAX);
    uint64_t bit = UINT64_C(1) << (v & 63);
    if (cn_model_enum_word(f->a, v) == NULL) {
        cn_cbor_fail(&at->r, CARNET_RECORD_ENUM);
    } else if (v + 1 == (uint64_t)f->b) {
        cn_cbor_fail(&at->r, CARNET_RECORD_FORM); /* defaults are left out */
    } else if ((at->seen & bit) != 0) {
        cn_cbor_fail(&at->r, CARNET_RECORD_TWICE);
    }
    at->seen |= at->in_group == NULL ? bit : 0;
}

static void check_quantity(cn_model_place *at, const cn_model_field *f)
{
    cn_model_quantity q;
    int32_t usual = f->a == CN_UNIT_OF_FORM   ? at->unit_of_form
                    : f->a == CN_UNIT_OF_TEST ? at->unit_of_test
                                              : f->a;
    (void)cn_model_get_quantity(&at->r, usual, &q);
    /* Only what is measured can be below zero. */
    if (q.value.mantissa < 0 && f->a != CN_UNIT_OF_TEST) {
        cn_cbor_fail(&at->r, CARNET_RECORD_RANGE);
    }
}

static void check_date(cn_model_place *at, const cn_model_field *f)
{
    cn_model_date d;
    int32_t day = at->entry->day;
    cn_span base = {NULL, 0};
    if (f->type == CN_TYPE_END) {
        base = at->values[f->a];
    }
    if (cn_model_get_date(&at->r, cn_model_base_day(base, day), day, &d) ==
        CARNET_OK) {
        (void)cn_model_settle(&at->r, cn_model_order_check(&d, base, day));
    }
}

/* Forms and tests tell the unit of what follows: table.py has it so. */
static void check_code(cn_model_place *at, const cn_model_field *f)
{
    cn_model_code code;
    (void)cn_model_get_code(&at->r, f, &code);
    if (f->b == CN_LIST_FORMS) {
        at->unit_of_form = cn_model_code_unit(f, &code);
    } else if (f->b == CN_LIST_TESTS) {
        at->unit_of_test = cn_model_code_unit(f, &code);
    }
}

static void check_label(cn_model_place *at, const cn_model_field *f)
{
    uint8_t text[CN_MODEL_LABEL_MAX];
    cn_span label;
    (void)cn_model_get_label(&at->r, f, text, &label);
}

/* Not to itself, to nothing or to a more private part. */
static void check_ref(cn_model_place *at)
{
    const carnet_entry *e = at->entry;
    if (cn_cbor_peek(&at->r) == CN_CBOR_BYTES) {
        (void)cn_cbor_get_bytes(&at->r, 4, 4); /* in another credential */
        return;
    }
    uint64_t v = cn_cbor_get_uint(&at->r, UINT64_MAX);
    uint64_t part = v / CN_LIMIT_PART_ENTRIES;
    uint64_t position = v % CN_LIMIT_PART_ENTRIES;
    if (part >= CN_MODEL_NUM_PARTS) {
        cn_cbor_fail(&at->r, CARNET_RECORD_REFERENCE);
    } else if (at->num_in_part == NULL) {
        return;
    } else if (part > e->part) {
        cn_cbor_fail(&at->r, CARNET_RECORD_LINK);
    } else if (position >= at->num_in_part[part] ||
               (part == e->part && position == e->position)) {
        cn_cbor_fail(&at->r, CARNET_RECORD_REFERENCE);
    }
}

static void check_bytes(cn_model_place *at, const cn_model_field *f)
{
    cn_span bytes = cn_cbor_get_bytes(&at->r, 0, SIZE_MAX);
    if (bytes.len < (size_t)f->a) {
        cn_cbor_fail(&at->r, CARNET_RECORD_RANGE);
    } else if (bytes.len > (size_t)f->b) {
        cn_cbor_fail(&at->r, CARNET_RECORD_TOO_LONG);
    }
}

/* One value that is no group; gives the status of at->r. */
static carnet_status check_plain(cn_model_place *at, const cn_model_field *f)
{
    cn_span text;
    cn_model_decimal decimal;
    switch (f->type) {
    case CN_TYPE_TEXT:
        (void)cn_model_get_text(&at->r, (size_t)f->a, &text);
        break;
    case CN_TYPE_LABEL:
        check_label(at, f);
        break;
    case CN_TYPE_INT:
        (void)cn_cbor_get_int_or(&at->r, f->a, f->b, CARNET_RECORD_RANGE);
        break;
    case CN_TYPE_BOOL:
        (void)cn_cbor_get_bool(&at->r);
        break;
    case CN_TYPE_ENUM:
        check_enum(at, f);
        break;
    case CN_TYPE_DECIMAL:
        (void)cn_model_get_decimal(&at->r, &decimal);
        break;
    case CN_TYPE_QUANTITY:
        check_quantity(at, f);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        check_date(at, f);
        break;
    case CN_TYPE_CODE:
        check_code(at, f);
        break;
    case CN_TYPE_REF:
        check_ref(at);
        break;
    default:
        check_bytes(at, f);
    }
    return at->r.status;
}

/* [mask, value, ...]; a group holds neither groups nor lists. */
CN_APART static carnet_status check_group(cn_model_place *at)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)at->field->a);
    size_t num = cn_cbor_get_array(&at->r, 1, SIZE_MAX);
    uint64_t mask = cn_cbor_get_uint(&at->r, UINT64_MAX);
    int32_t unit_of_test = at->unit_of_test; /* a group has its own */
    at->unit_of_test = CN_UNIT_NONE;
    if ((mask & ~shape->known) != 0) {
        cn_cbor_fail(&at->r, CARNET_RECORD_FIELD);
    }
    carnet_status status = at->r.status;
    for (size_t i = 0; status == CARNET_OK && mask >> i != 0; i++) {
        if ((mask >> i & 1) != 0) {
            at->in_group = &shape->fields[i];
            status = check_plain(at, at->in_group);
            num--;
        }
    }
    at->unit_of_test = unit_of_test;
    if (status != CARNET_OK) {
        return status;
    }
    at->in_group = cn_model_missing(shape, mask);
    if (num != 1) {
        cn_cbor_fail(&at->r, CARNET_CBOR_SHAPE);
    } else if (at->in_group != NULL) {
        cn_cbor_fail(&at->r, CARNET_RECORD_REQUIRED);
    }
    return at->r.status;
}

/* The value of a field, or each in an array of 1 to 64. */
void cn_model_check_field(cn_model_place *at)
{
    const cn_model_field *f = at->field;
    size_t num = 1;
    cn_cbor_reader_init(&at->r, at->values[f->number]);
    at->index = 0;
    at->seen = 0;
    if ((f->flags & CN_FIELD_ABSENT) != 0 &&
        cn_cbor_peek(&at->r) >= CN_CBOR_FALSE) {
        return; /* why there is none: false, true or nil */
    }
    if ((f->flags & CN_FIELD_LIST) != 0) {
        num = cn_cbor_get_array(&at->r, 1, SIZE_MAX);
    }
    if (num > CN_LIMIT_LIST) {
        cn_cbor_fail(&at->r, CARNET_RECORD_TOO_LONG);
    }
    carnet_status status = at->r.status;
    while (at->index < num && status == CARNET_OK) {
        status =
            f->type == CN_TYPE_GROUP ? check_group(at) : check_plain(at, f);
        at->index += status == CARNET_OK;
    }
    if (!cn_cbor_at_end(&at->r)) {
        cn_cbor_fail(&at->r, CARNET_CBOR_SHAPE);
    }
}
