/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Demands of a whole entry that every value is what its field can hold, that
 * required fields are there and that this is the one legal encoding
 * (docs/spec/format.md sections 5 and 6). Kinds and fields of later versions
 * pass. Allocates nothing and does not recurse.
 */
#include "model_i.h"

/* What is being checked, so that a problem can say where. */
typedef struct {
    const carnet_entry *entry;
    cn_span values[CN_MODEL_FIELDS_MAX];
    const cn_model_field *field; /* NULL: the entry itself */
    const cn_model_field *in_group;
    size_t index; /* in a list */
} place;

/* ---- values ---- */

static void check_int(cn_cbor_reader *r, const cn_model_field *f)
{
    int64_t v = cn_cbor_get_int(r, INT64_MIN, INT64_MAX);
    if (v < f->a || v > f->b) {
        cn_cbor_fail(r, CARNET_RECORD_RANGE);
    }
}

static void check_enum(cn_cbor_reader *r, const cn_model_field *f)
{
    uint64_t v = cn_cbor_get_uint(r, UINT64_MAX);
    if (cn_model_enum_word(f->a, v) == NULL) {
        cn_cbor_fail(r, CARNET_RECORD_ENUM);
    } else if (f->b != 0 && v == (uint64_t)f->b - 1) {
        cn_cbor_fail(r, CARNET_RECORD_FORM); /* the default is left out */
    }
}

/* Only what is measured can be below zero. */
static void check_quantity(cn_cbor_reader *r, const cn_model_field *f,
                           const carnet_entry *e, const cn_span *group)
{
    cn_model_quantity q;
    (void)cn_model_get_quantity(r, cn_model_usual_unit(f, e, group), &q);
    if (q.value.mantissa < 0 && f->a != CN_UNIT_OF_TEST) {
        cn_cbor_fail(r, CARNET_RECORD_RANGE);
    }
}

static void check_date(cn_cbor_reader *r, const cn_model_field *f,
                       const place *at)
{
    cn_model_date d;
    bool counted = false;
    const carnet_entry *e = at->entry;
    int32_t base_day = cn_model_base_day(f, e, &counted);
    if (cn_model_get_date(r, base_day, e->day, &d) != CARNET_OK ||
        f->type != CN_TYPE_END) {
        return;
    }
    (void)cn_model_settle(r,
                          cn_model_order_check(&d, at->values[f->a], e->day));
}

static void check_code(cn_cbor_reader *r, const cn_model_field *f)
{
    cn_model_code code;
    (void)cn_model_get_code(r, f, &code);
}

static void check_label(cn_cbor_reader *r, const cn_model_field *f)
{
    uint8_t text[CN_MODEL_LABEL_MAX];
    cn_span label;
    (void)cn_model_get_label(r, f, text, &label);
}

static void check_ref(cn_cbor_reader *r)
{
    if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
        (void)cn_cbor_get_bytes(r, 4, 4);
    } else if (cn_cbor_get_uint(r, UINT64_MAX) >=
               CN_LIMIT_PART_ENTRIES * CN_MODEL_NUM_PARTS) {
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

/* One value that is no group. group: the one it stands in, or NULL. */
static void check_plain(cn_cbor_reader *r, const cn_model_field *f,
                        const place *at, const cn_span *group)
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
        check_int(r, f);
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
        check_quantity(r, f, at->entry, group);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        check_date(r, f, at);
        break;
    case CN_TYPE_CODE:
        check_code(r, f);
        break;
    case CN_TYPE_REF:
        check_ref(r);
        break;
    default:
        check_bytes(r, f);
    }
}

/* [mask, value, ...]; a group holds neither groups nor lists. */
static void check_group(cn_cbor_reader *r, const cn_model_field *f, place *at)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)f->a);
    cn_cbor_reader look = *r;
    cn_span group = cn_cbor_skip(&look);
    size_t num = cn_cbor_get_array(r, 1, CN_MODEL_FIELDS_MAX + 1);
    uint64_t mask = cn_cbor_get_uint(r, UINT64_MAX);
    if (r->status == CARNET_OK && (mask & ~shape->known) != 0) {
        cn_cbor_fail(r, CARNET_RECORD_FIELD);
    }
    for (size_t i = 0; r->status == CARNET_OK && i < shape->num_fields; i++) {
        if ((mask >> i & 1) != 0) {
            at->in_group = &shape->fields[i];
            check_plain(r, at->in_group, at, &group);
            num--;
        }
    }
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
        check_plain(r, f, at, NULL);
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
    if ((f->flags & CN_FIELD_ABSENT) != 0 &&
        cn_cbor_peek(&r) >= CN_CBOR_FALSE) {
        return CARNET_OK; /* why there is none: false, true or nil */
    }
    if ((f->flags & CN_FIELD_LIST) != 0) {
        check_list(&r, f, at);
    } else {
        check_one(&r, f, at);
    }
    if (r.status == CARNET_OK && !cn_cbor_at_end(&r)) {
        return CARNET_CBOR_SHAPE;
    }
    return r.status;
}

/* ---- entries ---- */

/* The values of known fields, by field number. */
static void gather(const carnet_entry *e, const cn_model_shape *shape,
                   cn_span *values)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, e->values);
    if (e->template_number == CN_MODEL_OPEN) {
        for (size_t i = 0; i < shape->num_fields; i++) {
            if ((e->present >> i & 1) != 0) {
                values[i] = cn_cbor_skip(&r);
            }
        }
        return;
    }
    const cn_model_template *t = &cn_model_templates[e->template_number];
    for (size_t i = 0; i < t->num_order; i++) {
        values[t->order[i]] = cn_cbor_skip(&r);
    }
    for (size_t i = 0; i < t->num_fixed; i++) {
        values[t->fixed[i].field] =
            cn_span_of(t->fixed[i].value, t->fixed[i].len);
    }
}

static carnet_status check_shape(const cn_model_shape *shape, place *at)
{
    const carnet_entry *e = at->entry;
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

/* ---- where a problem is ---- */

static void put_place(char *out, size_t cap, const place *at)
{
    static const char *const parts[] = {"desk/", "clinic/", "private/"};
    char number[24];
    cn_buf b;
    cn_buf_init_fixed(&b, out, cap - 1);
    cn_buf_put_str(&b, parts[at->entry->part % CN_MODEL_NUM_PARTS]);
    cn_text_put_u64(number, at->entry->position);
    cn_buf_put_str(&b, number);
    if (at->field != NULL) {
        cn_buf_put_str(&b, ".");
        cn_buf_put_str(&b, at->field->name);
    }
    if (at->field != NULL && (at->field->flags & CN_FIELD_LIST) != 0) {
        cn_buf_put_str(&b, "[");
        cn_text_put_u64(number, at->index);
        cn_buf_put_str(&b, number);
        cn_buf_put_str(&b, "]");
    }
    if (at->in_group != NULL) {
        cn_buf_put_str(&b, ".");
        cn_buf_put_str(&b, at->in_group->name);
    }
    out[b.len] = '\0';
}

static carnet_status note(cn_problem *where, carnet_status status,
                          const place *at)
{
    char path[160];
    if (where == NULL || status == CARNET_OK) {
        return status;
    }
    put_place(path, sizeof path, at);
    const char *about = at->in_group != NULL ? at->in_group->about
                        : at->field != NULL  ? at->field->about
                                             : NULL;
    return cn_problem_note(where, status, 0, path, about);
}

carnet_status cn_model_check(const carnet_entry *e, cn_problem *where)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    place at;
    if (shape == NULL) {
        return CARNET_OK;
    }
    memset(&at, 0, sizeof at);
    at.entry = e;
    if (e->critical) {
        bool known = (e->present & ~shape->known) == 0;
        return note(where, known ? CARNET_RECORD_FORM : CARNET_OK, &at);
    }
    gather(e, shape, at.values);
    carnet_status status = CARNET_OK;
    uint64_t known = e->present & shape->known;
    for (size_t i = 0; known >> i != 0 && status == CARNET_OK; i++) {
        if ((known >> i & 1) != 0) {
            at.index = 0;
            at.in_group = NULL;
            status = check_field(&shape->fields[i], &at);
        }
    }
    if (status == CARNET_OK) {
        at.field = at.in_group = NULL;
        status = check_shape(shape, &at);
    }
    return note(where, status, &at);
}

/* ---- between entries ---- */

static carnet_status check_link(const carnet_entry *e, uint64_t ref,
                                const size_t num_in_part[3])
{
    uint64_t part = ref / CN_LIMIT_PART_ENTRIES;
    uint64_t position = ref % CN_LIMIT_PART_ENTRIES;
    if (part > e->part) {
        return CARNET_RECORD_LINK;
    }
    bool itself = part == e->part && position == e->position;
    return itself || position >= num_in_part[part] ? CARNET_RECORD_REFERENCE
                                                   : CARNET_OK;
}

static carnet_status check_links_of(place *at, const size_t num_in_part[3])
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, at->values[0]);
    size_t num = (at->field->flags & CN_FIELD_LIST) == 0
                     ? 1
                     : cn_cbor_get_array(&r, 1, CN_LIMIT_LIST);
    for (at->index = 0; at->index < num; at->index++) {
        if (cn_cbor_peek(&r) != CN_CBOR_UINT) {
            (void)cn_cbor_skip(&r); /* an entry of another credential */
            continue;
        }
        carnet_status status = check_link(
            at->entry, cn_cbor_get_uint(&r, UINT64_MAX), num_in_part);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return r.status;
}

carnet_status cn_model_check_links(const carnet_entry *entries, size_t num,
                                   const size_t num_in_part[3],
                                   cn_problem *where)
{
    place at;
    memset(&at, 0, sizeof at);
    for (size_t i = 0; i < num; i++) {
        const cn_model_shape *shape = cn_model_kind(entries[i].kind);
        at.entry = &entries[i];
        for (size_t k = 0; shape != NULL && k < shape->num_fields; k++) {
            at.field = &shape->fields[k];
            if (at.field->type != CN_TYPE_REF ||
                !cn_model_value(at.entry, at.field->number, &at.values[0])) {
                continue;
            }
            carnet_status status = check_links_of(&at, num_in_part);
            if (status != CARNET_OK) {
                return note(where, status, &at);
            }
        }
    }
    return CARNET_OK;
}
