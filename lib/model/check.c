/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Demands of a whole entry that every value is what its field can hold, that
 * required fields are there and that this is the one legal encoding
 * (docs/spec/format.md sections 5 and 6). Kinds and fields of later versions
 * pass. Allocates nothing and does not recurse.
 */
#include "model_i.h"

/* What is being checked, so that a problem can say where. Some 1,100 bytes. */
typedef struct {
    const carnet_entry *entry;
    const size_t *num_in_part;   /* NULL: references are not followed */
    const cn_model_field *field; /* NULL: the entry itself */
    const cn_model_field *in_group;
    size_t index;         /* in a list */
    int32_t unit_of_form; /* as told by the fields before */
    int32_t unit_of_test;
    cn_span values[CN_MODEL_MASK_BITS];
} place;

/* ---- values ---- */

static void check_enum(cn_cbor_reader *r, const cn_model_field *f)
{
    uint64_t v = cn_cbor_get_uint(r, UINT64_MAX);
    if (cn_model_enum_word(f->a, v) == NULL) {
        cn_cbor_fail(r, CARNET_RECORD_ENUM);
    } else if (f->b != 0 && v == (uint64_t)f->b - 1) {
        cn_cbor_fail(r, CARNET_RECORD_FORM); /* the default is left out */
    }
}

static void check_quantity(cn_cbor_reader *r, const cn_model_field *f,
                           const place *at)
{
    cn_model_quantity q;
    int32_t usual = f->a == CN_UNIT_OF_FORM   ? at->unit_of_form
                    : f->a == CN_UNIT_OF_TEST ? at->unit_of_test
                                              : f->a;
    (void)cn_model_get_quantity(r, usual, &q);
    /* Only what is measured can be below zero. */
    if (q.value.mantissa < 0 && f->a != CN_UNIT_OF_TEST) {
        cn_cbor_fail(r, CARNET_RECORD_RANGE);
    }
}

static void check_date(cn_cbor_reader *r, const cn_model_field *f,
                       const place *at)
{
    cn_model_date d;
    int32_t day = at->entry->day;
    cn_span base = {NULL, 0};
    if (f->type == CN_TYPE_END) {
        base = at->values[f->a];
    }
    if (cn_model_get_date(r, cn_model_base_day(base, day), day, &d) ==
        CARNET_OK) {
        (void)cn_model_settle(r, cn_model_order_check(&d, base, day));
    }
}

/* Forms and tests tell the unit of what follows: table.py has it so. */
static void check_code(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    cn_model_code code;
    (void)cn_model_get_code(r, f, &code);
    if (f->b == CN_LIST_FORMS) {
        at->unit_of_form = cn_model_code_unit(f, &code);
    } else if (f->b == CN_LIST_TESTS) {
        at->unit_of_test = cn_model_code_unit(f, &code);
    }
}

static void check_label(cn_cbor_reader *r, const cn_model_field *f)
{
    uint8_t text[CN_MODEL_LABEL_MAX];
    cn_span label;
    (void)cn_model_get_label(r, f, text, &label);
}

/* Not to itself, to nothing or to a more private part. */
static void check_ref(cn_cbor_reader *r, const place *at)
{
    const carnet_entry *e = at->entry;
    if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
        (void)cn_cbor_get_bytes(r, 4, 4); /* in another credential */
        return;
    }
    uint64_t v = cn_cbor_get_uint(r, UINT64_MAX);
    uint64_t part = v / CN_LIMIT_PART_ENTRIES;
    uint64_t position = v % CN_LIMIT_PART_ENTRIES;
    if (part >= CN_MODEL_NUM_PARTS) {
        cn_cbor_fail(r, CARNET_RECORD_REFERENCE);
    } else if (at->num_in_part == NULL) {
        return;
    } else if (part > e->part) {
        cn_cbor_fail(r, CARNET_RECORD_LINK);
    } else if (position >= at->num_in_part[part] ||
               (part == e->part && position == e->position)) {
        cn_cbor_fail(r, CARNET_RECORD_REFERENCE);
    }
}

static void check_bytes(cn_cbor_reader *r, const cn_model_field *f)
{
    cn_span bytes = cn_cbor_get_bytes(r, 0, SIZE_MAX);
    if (bytes.len < (size_t)f->a) {
        cn_cbor_fail(r, CARNET_RECORD_RANGE);
    } else if (bytes.len > (size_t)f->b) {
        cn_cbor_fail(r, CARNET_RECORD_TOO_LONG);
    }
}

/* One value that is no group. */
static void check_plain(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    cn_span text;
    cn_model_decimal decimal;
    switch (f->type) {
    case CN_TYPE_TEXT:
        (void)cn_model_get_text(r, (size_t)f->a, &text);
        break;
    case CN_TYPE_LABEL:
        check_label(r, f);
        break;
    case CN_TYPE_INT:
        (void)cn_cbor_get_int_or(r, f->a, f->b, CARNET_RECORD_RANGE);
        break;
    case CN_TYPE_BOOL:
        (void)cn_cbor_get_bool(r);
        break;
    case CN_TYPE_ENUM:
        check_enum(r, f);
        break;
    case CN_TYPE_DECIMAL:
        (void)cn_model_get_decimal(r, &decimal);
        break;
    case CN_TYPE_QUANTITY:
        check_quantity(r, f, at);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        check_date(r, f, at);
        break;
    case CN_TYPE_CODE:
        check_code(r, f, at);
        break;
    case CN_TYPE_REF:
        check_ref(r, at);
        break;
    default:
        check_bytes(r, f);
    }
}

/* [mask, value, ...]; a group holds neither groups nor lists. */
static void check_group(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)f->a);
    size_t num = cn_cbor_get_array(r, 1, CN_MODEL_MASK_BITS + 1);
    uint64_t mask = cn_cbor_get_uint(r, UINT64_MAX);
    int32_t unit_of_test = at->unit_of_test; /* a group has its own */
    at->unit_of_test = CN_UNIT_NONE;
    if ((mask & ~shape->known) != 0) {
        cn_cbor_fail(r, CARNET_RECORD_FIELD);
    }
    for (size_t i = 0; r->status == CARNET_OK && i < shape->num_fields; i++) {
        if ((mask >> i & 1) != 0) {
            at->in_group = &shape->fields[i];
            check_plain(r, at->in_group, at);
            num--;
        }
    }
    at->unit_of_test = unit_of_test;
    if (r->status != CARNET_OK) {
        return;
    }
    at->in_group = cn_model_missing(shape, mask);
    if (num != 1) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    } else if (at->in_group != NULL) {
        cn_cbor_fail(r, CARNET_RECORD_REQUIRED);
    }
}

static void check_one(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    if (f->type == CN_TYPE_GROUP) {
        check_group(r, f, at);
    } else {
        check_plain(r, f, at);
    }
}

/* An array of 1 to 64 values; a word of an enumeration stands once. */
static void check_list(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    size_t num = cn_cbor_get_array(r, 1, SIZE_MAX);
    uint64_t seen = 0;
    if (num > CN_LIMIT_LIST) {
        cn_cbor_fail(r, CARNET_RECORD_TOO_LONG);
    }
    for (size_t i = 0; i < num && r->status == CARNET_OK; i++) {
        const uint8_t *begin = r->at;
        at->index = i;
        check_one(r, f, at);
        if (f->type != CN_TYPE_ENUM || r->status != CARNET_OK) {
            continue;
        }
        if ((seen >> *begin & 1) != 0) { /* a word's number is one byte */
            cn_cbor_fail(r, CARNET_RECORD_TWICE);
        }
        seen |= UINT64_C(1) << *begin;
    }
}

static carnet_status check_field(const cn_model_field *f, place *at)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, at->values[f->number]);
    at->field = f;
    at->in_group = NULL;
    at->index = 0;
    if ((f->flags & CN_FIELD_ABSENT) != 0 &&
        cn_cbor_peek(&r) >= CN_CBOR_FALSE) {
        return CARNET_OK; /* why there is none: false, true or nil */
    }
    if ((f->flags & CN_FIELD_LIST) != 0) {
        check_list(&r, f, at);
    } else {
        check_one(&r, f, at);
    }
    if (!cn_cbor_at_end(&r)) {
        return CARNET_CBOR_SHAPE;
    }
    return r.status;
}

/* ---- entries ---- */

static carnet_status check_entry(const cn_model_shape *shape, place *at)
{
    const carnet_entry *e = at->entry;
    if (e->critical) {
        bool known = (e->present & ~shape->known) == 0;
        return known ? CARNET_RECORD_FORM : CARNET_OK;
    }
    cn_model_values(e, at->values);
    for (size_t i = 0; i < shape->num_fields; i++) {
        carnet_status status = at->values[i].len == 0
                                   ? CARNET_OK
                                   : check_field(&shape->fields[i], at);
        if (status != CARNET_OK) {
            return status;
        }
    }
    at->in_group = NULL;
    at->field = NULL;
    if (e->beyond) {
        return CARNET_OK; /* later versions may have other demands */
    }
    at->field = cn_model_missing(shape, e->present);
    if (at->field != NULL) {
        return CARNET_RECORD_REQUIRED;
    }
    return cn_model_template_for(e->kind, e->present, at->values) ==
                   e->template_number
               ? CARNET_OK
               : CARNET_RECORD_FORM;
}

/* Says where: "clinic/3.phases[1].dose". */
static void tell(cn_problem *where, carnet_status status, const place *at)
{
    static const char *const parts[] = {"desk/", "clinic/", "private/"};
    const cn_model_field *inner =
        at->in_group != NULL ? at->in_group : at->field;
    cn_problem_say(where, status, 0,
                   parts[at->entry->part % CN_MODEL_NUM_PARTS],
                   inner != NULL ? inner->about : "");
    cn_problem_add_number(where->path, at->entry->position);
    if (at->field != NULL) {
        cn_problem_add(where->path, ".");
        cn_problem_add(where->path, at->field->name);
    }
    if (at->field != NULL && (at->field->flags & CN_FIELD_LIST) != 0) {
        cn_problem_add(where->path, "[");
        cn_problem_add_number(where->path, at->index);
        cn_problem_add(where->path, "]");
    }
    if (at->in_group != NULL) {
        cn_problem_add(where->path, ".");
        cn_problem_add(where->path, at->in_group->name);
    }
}

carnet_status cn_model_check(const carnet_entry *e, const size_t *num_in_part,
                             cn_problem *where)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    place at;
    if (shape == NULL) {
        return CARNET_OK;
    }
    at.entry = e;
    at.num_in_part = num_in_part;
    at.unit_of_form = at.unit_of_test = CN_UNIT_NONE;
    at.field = at.in_group = NULL;
    carnet_status status = check_entry(shape, &at);
    if (status != CARNET_OK && where != NULL) {
        tell(where, status, &at);
    }
    return status;
}
