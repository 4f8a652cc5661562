/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Extensions that carnet wrote, urn:carnet:extension:KIND.FIELD: back into
 * their fields. They are read before the elements and stand above them, which
 * have no more than the nearest that FHIR can say. References wait until every
 * entry is there (in_back.c).
 */
#include "in_i.h"

/* ---- which field ---- */

static bool is_ours(cn_span url, cn_span *rest_out)
{
    cn_span ours = CN_SPAN_LIT(CN_INTEROP_EXTENSION);
    if (!cn_span_starts(url, ours)) {
        return false;
    }
    *rest_out = cn_span_after(url, ours.len);
    return true;
}

const cn_model_field *cn_in_own_field(const cn_in_at *a, cn_span url)
{
    const cn_model_shape *s = cn_model_kind((uint32_t)a->kind);
    size_t dot = 0;
    if (!is_ours(url, &url)) {
        return NULL;
    }
    while (dot < url.len && url.data[dot] != '.') {
        dot++;
    }
    if (dot == url.len) {
        return NULL;
    }
    cn_span owner = cn_span_of(url.data, dot);
    cn_span name = cn_span_after(url, dot + 1);
    bool common = cn_span_equal(owner, CN_SPAN_LIT("common"));
    for (uint8_t i = 0; i < s->num_fields; i++) {
        const cn_model_field *f = &s->fields[i];
        if (cn_span_equal(cn_span_str(f->name), name) &&
            (cn_model_is_common(s, f)
                 ? common
                 : cn_span_equal(cn_span_str(s->name), owner))) {
            return f;
        }
    }
    return NULL;
}

uint32_t cn_in_own_value(const cn_in *x, uint32_t extension)
{
    uint32_t end = cn_in_get(x, extension)->next;
    for (uint32_t k = extension + 1; k < end; k = cn_in_get(x, k + 1)->next) {
        if (cn_span_starts(cn_in_get(x, k)->text, CN_SPAN_LIT("value"))) {
            return k + 1;
        }
    }
    return 0;
}

uint32_t cn_in_own_find(cn_in *x, uint32_t list, const char *name)
{
    cn_span rest;
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    uint32_t num = 0;
    for (uint32_t e = list + 1; e < end && num < CN_LIMIT_FHIR_EXTENSIONS;
         e = cn_in_get(x, e)->next, num++) {
        if (cn_in_is_type(x, e, CN_JSON_OBJECT) &&
            is_ours(cn_in_text(x, e, "url"), &rest) &&
            cn_span_equal(rest, cn_span_str(name))) {
            return e;
        }
    }
    return 0;
}

cn_span cn_in_own_text(cn_in *x, uint32_t list, const char *name)
{
    uint32_t e = cn_in_own_find(x, list, name);
    uint32_t value = e != 0 ? cn_in_own_value(x, e) : 0;
    return cn_in_is_type(x, value, CN_JSON_STRING) ? cn_in_string(x, value)
                                                   : cn_span_of(NULL, 0);
}

int32_t cn_in_own_kind(cn_in *x, uint32_t list)
{
    cn_span name = cn_in_own_text(x, list, "kind");
    return carnet_record_find_kind((const char *)name.data, name.len);
}

/* ---- values ---- */

/* A place in an entry, and the row of the schema of what stands there. */
typedef struct {
    const cn_model_field *f;
    int32_t field, member;
    size_t i;
} target;

static bool put_date(cn_in_at *a, const target *t, uint32_t value)
{
    cn_model_date d;
    return cn_in_read_date(a->x, value, &d) &&
           cn_in_put_date(a, t->field, t->i, t->member, &d);
}

static bool put_number(cn_in_at *a, const target *t, uint32_t value)
{
    const cn_json_node *n = cn_in_get(a->x, value);
    int64_t v = n->type == CN_JSON_TRUE;
    bool truth = v != 0 || n->type == CN_JSON_FALSE;
    if (truth != (t->f->type == CN_TYPE_BOOL) ||
        (!truth && !cn_json_int(n, &v))) {
        return false;
    }
    return cn_in_did(
        a, t->field, t->i,
        truth ? carnet_record_set_bool(a->x->record, a->entry, t->field, t->i,
                                       t->member, (int32_t)v)
              : carnet_record_set_int(a->x->record, a->entry, t->field, t->i,
                                      t->member, v));
}

static bool put_decimal(cn_in_at *a, const target *t, uint32_t value)
{
    cn_model_decimal d;
    return cn_in_is_type(a->x, value, CN_JSON_NUMBER) &&
           cn_form_decimal(cn_in_get(a->x, value)->text, &d) &&
           cn_in_did(a, t->field, t->i,
                     carnet_record_set_decimal(a->x->record, a->entry, t->field,
                                               t->i, t->member, d.mantissa,
                                               d.scale));
}

static bool put_word(cn_in_at *a, const target *t, uint32_t value)
{
    int32_t n = cn_model_word_find(t->f->a, cn_in_string(a->x, value));
    return n >= 0 &&
           cn_in_did(a, t->field, t->i,
                     carnet_record_set_enum(a->x->record, a->entry, t->field,
                                            t->i, t->member, n));
}

bool cn_in_put_base64(cn_in_at *a, int32_t field, size_t i, int32_t member,
                      cn_span text)
{
    cn_buf b;
    cn_buf_init(&b);
    bool good = cn_text_get_base64_padded(&b, text) && b.status == CARNET_OK &&
                cn_in_did(a, field, i,
                          carnet_record_set_bytes(a->x->record, a->entry, field,
                                                  i, member, b.data, b.len));
    cn_in_end(a->x, &b);
    return good;
}

/* A value of a type that is no group and no reference. */
static bool put_value(cn_in_at *a, const target *t, uint32_t value)
{
    switch (t->f->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        return cn_in_put_text(a, t->field, t->i, t->member,
                              cn_in_string(a->x, value), value);
    case CN_TYPE_INT:
    case CN_TYPE_BOOL:
        return put_number(a, t, value);
    case CN_TYPE_ENUM:
        return put_word(a, t, value);
    case CN_TYPE_DECIMAL:
        return put_decimal(a, t, value);
    case CN_TYPE_QUANTITY:
        return cn_in_put_quantity(a, t->field, t->i, t->member, value);
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        return put_date(a, t, value);
    case CN_TYPE_CODE:
        return cn_in_put_concept(a, t->field, t->i, t->member, value);
    case CN_TYPE_BYTES:
        return cn_in_put_base64(a, t->field, t->i, t->member,
                                cn_in_string(a->x, value));
    default:
        return false;
    }
}

/* Members of a group, by their plain names. */
static bool put_members(cn_in_at *a, const target *t, uint32_t list)
{
    cn_in *x = a->x;
    const cn_model_shape *group = cn_model_group((uint32_t)t->f->a);
    bool all = true;
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end; e = cn_in_get(x, e)->next) {
        uint32_t value =
            cn_in_is_type(x, e, CN_JSON_OBJECT) ? cn_in_own_value(x, e) : 0;
        const cn_model_field *f = NULL;
        for (size_t i = 0; value != 0 && i < group->num_fields; i++) {
            if (cn_span_equal(cn_in_text(x, e, "url"),
                              cn_span_str(group->fields[i].name))) {
                f = &group->fields[i];
            }
        }
        const target member = {f, t->field, f != NULL ? f->number : 0, t->i};
        all = f != NULL && put_value(a, &member, value) && all;
    }
    return all && end != 0;
}

/* Why a field has no value, as the one extension of its extension. */
static bool put_absence(cn_in_at *a, const target *t, uint32_t list)
{
    uint32_t e = cn_in_is_type(a->x, list, CN_JSON_ARRAY) &&
                         cn_in_get(a->x, list)->num == 1
                     ? list + 1
                     : 0;
    const cn_in_row row = {.field = t->field, .map = -1, .arg = ""};
    if (cn_in_is_type(a->x, e, CN_JSON_OBJECT)) {
        cn_in_take_absent(a, &row, e);
    }
    return a->num[t->field] != 0;
}

static bool take(cn_in_at *a, const cn_model_field *f, uint32_t extension)
{
    cn_in *x = a->x;
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    const target t = {f, f->number, CARNET_RECORD_SELF,
                      list ? a->num[f->number] : 0};
    uint32_t value = cn_in_own_value(x, extension);
    uint32_t nested = cn_in_find(x, extension, "extension");
    if (!cn_in_entry(a)) {
        return false;
    }
    if (value != 0) {
        return put_value(a, &t, value);
    }
    return f->type == CN_TYPE_GROUP ? put_members(a, &t, nested)
                                    : put_absence(a, &t, nested);
}

/* ---- all of a list ---- */

static void read_one(cn_in_at *a, uint32_t extension)
{
    cn_in *x = a->x;
    cn_span rest;
    cn_span url = cn_in_text(x, extension, "url");
    const cn_model_field *f = cn_in_own_field(a, url);
    if (f != NULL && f->type != CN_TYPE_REF && take(a, f, extension)) {
        a->own_fields |= UINT64_C(1) << f->number;
        cn_in_remark(x, extension, CN_IN_TAKEN);
    } else if (is_ours(url, &rest) && cn_in_among("kind part place of", rest)) {
        cn_in_mark(x, extension, CN_IN_LINK);
    } else if (is_ours(url, &rest) && cn_in_among("cbor", rest)) {
        cn_in_mark(x, extension, CN_IN_LATER);
    }
}

/* "Refuted" as the state of a condition leaves as its certainty, which is told
   beside it if there is one. */
static void close_certainty(cn_in_at *a, int32_t kind, int32_t status,
                            int32_t certainty)
{
    if (a->kind == kind && (a->own_fields >> status & 1) != 0) {
        a->own_fields |= UINT64_C(1) << certainty;
    }
}

void cn_in_read_own(cn_in_at *a, uint32_t list)
{
    cn_in *x = a->x;
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        if (cn_in_is_type(x, e, CN_JSON_OBJECT)) {
            read_one(a, e);
        }
    }
    close_certainty(a, CARNET_KIND_CONDITION, CARNET_CONDITION_STATUS,
                    CARNET_CONDITION_CERTAINTY);
    close_certainty(a, CARNET_KIND_ALLERGY, CARNET_ALLERGY_STATUS,
                    CARNET_ALLERGY_CERTAINTY);
}

/* "Private" is kept, and "clinic" where the kind has less: a less private part
   than its codes ask for takes a person's word, which no bundle is. */
void cn_in_keep_part(cn_in_at *a, uint32_t list)
{
    cn_in *x = a->x;
    cn_span name = cn_in_own_text(x, list, "part");
    bool desk = a->kind == CARNET_KIND_VACCINATION ||
                cn_model_kind((uint32_t)a->kind)->part == CARNET_PART_DESK;
    int32_t part = cn_in_among("private", name)          ? CARNET_PART_PRIVATE
                   : desk && cn_in_among("clinic", name) ? CARNET_PART_CLINIC
                                                         : CARNET_PART_DESK;
    if (part != CARNET_PART_DESK && x->status == CARNET_OK) {
        x->status = carnet_record_set_part(x->record, a->entry, part);
    }
}
