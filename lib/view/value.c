/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of a checked entry as plain text, by the type of their field: single
 * ones, lists, groups, and the reasons that may stand in place of a value.
 */
#include "view_i.h"

static void put_quantity(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_quantity q;
    int32_t usual = cn_model_usual_unit(at.field, at.entry, at.group);
    if (cn_model_get_quantity(r, usual, &q) == CARNET_OK) {
        cn_view_put_quantity(out, &q);
    }
}

static void put_decimal(cn_buf *out, cn_cbor_reader *r)
{
    cn_model_decimal d;
    if (cn_model_get_decimal(r, &d) == CARNET_OK) {
        cn_view_put_decimal(out, &d);
    }
}

static void put_date(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_date d;
    if (cn_model_take_date(r, at.field, at.entry, &d) == CARNET_OK) {
        cn_view_put_date(out, &d);
    }
}

static void put_code(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_code code;
    if (cn_model_get_code(r, at.field, &code) == CARNET_OK) {
        cn_view_put_code(out, &code, at.field, at.form);
    }
}

static void put_label(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    if (cn_model_get_label(r, f, room, &text) == CARNET_OK) {
        cn_view_put_text(out, text);
    }
}

static void put_enum(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    static const char *const signs[] = {"<", "<=", ">=", ">"};
    uint64_t v = cn_cbor_get_uint(r, 255);
    const char *word = cn_model_enum_word(f->a, v);
    if (f->a == CN_ENUM_COMPARATOR && v < sizeof signs / sizeof signs[0]) {
        word = signs[v];
    }
    cn_view_put_name(out, word == NULL ? "?" : word);
}

static void put_ref(cn_buf *out, cn_cbor_reader *r)
{
    char text[24];
    int32_t part = 0;
    uint32_t target = 0;
    if (cn_model_take_reference(r, &part, &target) != CARNET_OK) {
        return;
    }
    if (part == CARNET_RECORD_ELSEWHERE) {
        cn_model_leaf_text(text, target);
        cn_buf_put_str(out, "an entry of another page, ");
    } else {
        cn_model_place_text(text, (uint32_t)part, target);
    }
    cn_buf_put_str(out, text);
}

static void put_size(cn_buf *out, cn_cbor_reader *r)
{
    cn_view_put_int(out, (int64_t)cn_cbor_get_bytes(r, 0, SIZE_MAX).len);
    cn_buf_put_str(out, " bytes");
}

/* The member that a group is about, and values that speak for themselves,
   stand without their names. */
static bool needs_name(const cn_model_field *f)
{
    return f->number != 0 && f->type != CN_TYPE_QUANTITY &&
           f->type != CN_TYPE_CODE && f->type != CN_TYPE_DECIMAL &&
           !(f->type == CN_TYPE_ENUM && f->a == CN_ENUM_COMPARATOR) &&
           strcmp(f->name, "currency") != 0;
}

/* Members of a group: "Awa Ndoye, relation spouse". */
static void put_group(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)at.field->a);
    cn_cbor_reader inside = *r;
    cn_span bytes = cn_cbor_skip(r);
    cn_cbor_get_array(&inside, 1, SIZE_MAX);
    uint64_t mask = cn_cbor_get_uint(&inside, UINT64_MAX);
    const char *gap = "";
    for (uint32_t n = 0; n < 64 && inside.status == CARNET_OK; n++) {
        if ((mask >> n & 1) == 0) {
            continue;
        }
        const cn_model_field *f = cn_model_field_of(shape, n);
        cn_buf_put_str(out, gap);
        gap = ", ";
        if (f == NULL) {
            cn_buf_put_str(out, "more than this version of carnet can read");
            cn_cbor_skip(&inside);
            continue;
        }
        if (needs_name(f)) {
            cn_view_put_name(out, f->name);
            cn_buf_put_str(out, " ");
        }
        cn_view_put_value(out, &inside,
                          (cn_view_place){f, at.entry, &bytes, CN_VIEW_BOTH});
    }
}

static void put_one(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    switch (at.field->type) {
    case CN_TYPE_TEXT:
        cn_view_put_text(out, cn_cbor_get_text(r, SIZE_MAX));
        break;
    case CN_TYPE_LABEL:
        put_label(out, r, at.field);
        break;
    case CN_TYPE_INT:
        cn_view_put_int(out, cn_cbor_get_int(r, INT64_MIN, INT64_MAX));
        break;
    case CN_TYPE_BOOL:
        cn_buf_put_str(out, cn_cbor_get_bool(r) ? "yes" : "no");
        break;
    case CN_TYPE_ENUM:
        put_enum(out, r, at.field);
        break;
    case CN_TYPE_DECIMAL:
        put_decimal(out, r);
        break;
    case CN_TYPE_QUANTITY:
        put_quantity(out, r, at);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        put_date(out, r, at);
        break;
    case CN_TYPE_CODE:
        put_code(out, r, at);
        break;
    case CN_TYPE_REF:
        put_ref(out, r);
        break;
    case CN_TYPE_GROUP:
        put_group(out, r, at);
        break;
    default:
        put_size(out, r);
        break;
    }
}

/* True, and says why, where a reason stands in place of the value. */
static bool put_absence(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    static const char *const words[] = {"", "none known", "not asked",
                                        "refused to say"};
    int32_t reason = cn_model_take_absence(r, at.field);
    if (at.form != CN_VIEW_CODES) {
        cn_buf_put_str(out, words[reason]);
    }
    return reason != CARNET_ABSENT_NO;
}

void cn_view_put_value(cn_buf *out, cn_cbor_reader *r, cn_view_place place)
{
    if (put_absence(out, r, place)) {
        return;
    }
    if ((place.field->flags & CN_FIELD_LIST) == 0) {
        put_one(out, r, place);
        return;
    }
    /* Groups have commas of their own. */
    const char *gap = place.field->type == CN_TYPE_GROUP ? "; " : ", ";
    size_t num = cn_cbor_get_array(r, 1, CN_LIMIT_LIST);
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(out, i == 0 ? "" : gap);
        put_one(out, r, place);
    }
}
