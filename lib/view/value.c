/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of a checked entry as plain text, by the type of their field: single
 * ones, lists, groups, and the reasons that may stand in place of a value.
 */
#include "view_i.h"

/* Results keep the digits that were measured; "5.0 mg" of a medicine is read
   as 50. */
static bool keeps_digits(cn_view_place at)
{
    return at.entry->kind == CARNET_KIND_RESULT ||
           at.entry->kind == CARNET_KIND_MENTAL_HEALTH;
}

static void put_quantity(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_quantity q;
    int32_t usual = cn_model_usual_unit(at.field, at.entry, at.group);
    if (cn_model_get_quantity(r, usual, &q) == CARNET_OK) {
        cn_view_put_quantity(pen, &q, keeps_digits(at));
    }
}

static void put_decimal(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_decimal d;
    if (cn_model_get_decimal(r, &d) == CARNET_OK) {
        cn_view_open_latin(pen);
        cn_view_put_decimal(pen, &d, keeps_digits(at));
        cn_view_close_latin(pen);
    }
}

static void put_date(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_date d;
    if (cn_model_take_date(r, at.field, at.entry, &d) == CARNET_OK) {
        cn_view_put_date(pen, &d);
    }
}

static void put_code(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_code code;
    if (cn_model_get_code(r, at.field, &code) == CARNET_OK) {
        cn_view_put_code(pen, &code, at.field, at.form);
    }
}

/* Countries and languages have a word, and the issuer's code behind it. */
static void put_label(cn_view_pen *pen, cn_cbor_reader *r,
                      const cn_model_field *f)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    if (cn_model_get_label(r, f, room, &text) != CARNET_OK) {
        return;
    }
    bool worded = (f->b == CN_LIST_COUNTRIES &&
                   cn_view_put_word(pen, CN_WORDS_COUNTRIES, text)) ||
                  (f->b == CN_LIST_LANGUAGES &&
                   cn_view_put_word(pen, CN_WORDS_LANGUAGES, text));
    if (!worded) {
        cn_view_put_text(pen, text);
        return;
    }
    cn_view_open_latin(pen);
    cn_buf_put_str(pen->out, " [");
    cn_utf8_put_safe(pen->out, text, false);
    cn_buf_put_str(pen->out, "]");
    cn_view_close_latin(pen);
}

static void put_enum(cn_view_pen *pen, cn_cbor_reader *r,
                     const cn_model_field *f)
{
    static const char *const signs[] = {"<", "<=", ">=", ">"};
    uint64_t v = cn_cbor_get_uint(r, 255);
    if (f->a == CN_ENUM_COMPARATOR && v < sizeof signs / sizeof signs[0]) {
        cn_view_put_latin(pen, cn_span_str(signs[v]));
    } else {
        cn_view_put_enum(pen, f->a, v, false);
    }
}

static void put_ref(cn_view_pen *pen, cn_cbor_reader *r)
{
    char text[24];
    int32_t part = 0;
    uint32_t target = 0;
    if (cn_model_take_reference(r, &part, &target) != CARNET_OK) {
        return;
    }
    if (part == CARNET_RECORD_ELSEWHERE) {
        cn_model_leaf_text(text, target);
        cn_view_open_phrase(pen, CN_PHRASE_ELSEWHERE);
        cn_view_put_latin(pen, cn_span_str(text));
        cn_view_close_phrase(pen, CN_PHRASE_ELSEWHERE);
    } else {
        cn_model_place_text(text, (uint32_t)part, target);
        cn_view_put_latin(pen, cn_span_str(text));
    }
}

static void put_size(cn_view_pen *pen, cn_cbor_reader *r)
{
    cn_view_open_phrase(pen, CN_PHRASE_BYTES);
    cn_view_put_int(pen, (int64_t)cn_cbor_get_bytes(r, 0, SIZE_MAX).len);
    cn_view_close_phrase(pen, CN_PHRASE_BYTES);
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
static void put_group(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
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
        cn_buf_put_str(pen->out, gap);
        gap = ", ";
        if (f == NULL) {
            cn_view_put_phrase(pen, CN_PHRASE_BEYOND);
            cn_cbor_skip(&inside);
            continue;
        }
        if (needs_name(f)) {
            cn_view_put_field_name(pen, shape, f);
            cn_buf_put_str(pen->out, " ");
        }
        cn_view_put_value(pen, &inside,
                          (cn_view_place){f, at.entry, &bytes, CN_VIEW_BOTH});
    }
}

static void put_one(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    switch (at.field->type) {
    case CN_TYPE_TEXT:
        cn_view_put_text(pen, cn_cbor_get_text(r, SIZE_MAX));
        break;
    case CN_TYPE_LABEL:
        put_label(pen, r, at.field);
        break;
    case CN_TYPE_INT:
        cn_view_put_int(pen, cn_cbor_get_int(r, INT64_MIN, INT64_MAX));
        break;
    case CN_TYPE_BOOL:
        cn_view_put_phrase(pen,
                           cn_cbor_get_bool(r) ? CN_PHRASE_YES : CN_PHRASE_NO);
        break;
    case CN_TYPE_ENUM:
        put_enum(pen, r, at.field);
        break;
    case CN_TYPE_DECIMAL:
        put_decimal(pen, r, at);
        break;
    case CN_TYPE_QUANTITY:
        put_quantity(pen, r, at);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        put_date(pen, r, at);
        break;
    case CN_TYPE_CODE:
        put_code(pen, r, at);
        break;
    case CN_TYPE_REF:
        put_ref(pen, r);
        break;
    case CN_TYPE_GROUP:
        put_group(pen, r, at);
        break;
    default:
        put_size(pen, r);
        break;
    }
}

/* True, and says why, where a reason stands in place of the value. */
static bool put_absence(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place at)
{
    static const uint8_t phrases[] = {CN_VIEW_NO_PHRASE, CN_PHRASE_NONE_KNOWN,
                                      CN_PHRASE_NOT_ASKED,
                                      CN_PHRASE_REFUSED_TO_SAY};
    int32_t reason = cn_model_take_absence(r, at.field);
    if (at.form != CN_VIEW_CODES && reason != CARNET_ABSENT_NO) {
        cn_view_put_phrase(pen, (cn_words_phrase_name)phrases[reason]);
    }
    return reason != CARNET_ABSENT_NO;
}

void cn_view_put_value(cn_view_pen *pen, cn_cbor_reader *r, cn_view_place place)
{
    if (put_absence(pen, r, place)) {
        return;
    }
    if ((place.field->flags & CN_FIELD_LIST) == 0) {
        put_one(pen, r, place);
        return;
    }
    /* Groups have commas of their own. */
    const char *gap = place.field->type == CN_TYPE_GROUP ? "; " : ", ";
    size_t num = cn_cbor_get_array(r, 1, CN_LIMIT_LIST);
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(pen->out, i == 0 ? "" : gap);
        put_one(pen, r, place);
    }
}
