/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of a checked entry as plain text. Digits stay as the issuer wrote
 * them; a code is never left without its system; nothing here goes to a
 * terminal that could steer it.
 */
#include "view_i.h"

/* Foreign text: checked before, and made safe once more. */
static void put_text(cn_buf *out, cn_span utf8)
{
    cn_utf8_put_safe(out, utf8, false);
}

void cn_view_put_name(cn_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        cn_buf_put_u8(out, *name == '_' ? ' ' : (uint8_t)*name);
    }
}

static void put_int(cn_buf *out, int64_t v)
{
    char text[24];
    cn_text_put_i64(text, v);
    cn_buf_put_str(out, text);
}

static void put_decimal(cn_buf *out, const cn_model_decimal *d)
{
    char text[64];
    cn_model_decimal_text(text, d);
    cn_buf_put_str(out, text);
}

/* A UCUM unit as people write it: {tablet} is tablet, mm[Hg] is mmHg. */
static void put_unit(cn_buf *out, cn_span unit)
{
    for (size_t i = 0; i < unit.len; i++) {
        uint8_t c = unit.data[i];
        if (c != '{' && c != '}' && c != '[' && c != ']') {
            put_text(out, cn_span_of(&unit.data[i], 1));
        }
    }
}

static void put_quantity(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_quantity q;
    int32_t usual = cn_model_usual_unit(at.field, at.entry, at.group);
    if (cn_model_get_quantity(r, usual, &q) != CARNET_OK) {
        return;
    }
    put_decimal(out, &q.value);
    if (q.unit.len > 0 && !cn_span_equal(q.unit, CN_SPAN_LIT("1"))) {
        cn_buf_put_str(out, " ");
        put_unit(out, q.unit);
    }
}

static void put_date(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    cn_model_date d;
    bool counted = false;
    int32_t base = at.entry->day;
    if (at.field->type == CN_TYPE_END) {
        base = cn_model_base_day(at.field, at.entry, &counted);
    }
    if (cn_model_get_date(r, base, at.entry->day, &d) == CARNET_OK) {
        char text[64];
        cn_model_date_text(text, &d);
        cn_buf_put_str(out, text);
    }
}

/* Words that people know a coding by; empty if none. */
static cn_span coding_words(const cn_model_field *f, const cn_model_coding *c)
{
    if (c->label.len > 0) {
        return c->label;
    }
    const cn_model_listed *l =
        c->listed < 0 ? NULL : cn_model_list_get(f->b, (uint64_t)c->listed);
    return l == NULL ? cn_span_of(NULL, 0)
                     : cn_span_of(l->name, strlen(l->name));
}

static void put_coding(cn_buf *out, const cn_model_coding *c)
{
    const cn_model_system *s =
        c->system < 0 ? NULL : cn_model_system_get((uint32_t)c->system);
    cn_buf_put_str(out, "[");
    if (s != NULL) {
        cn_buf_put_str(out, s->name);
    } else {
        put_text(out, c->uri);
    }
    cn_buf_put_str(out, " ");
    put_text(out, cn_span_of(c->code, c->code_len));
    cn_buf_put_str(out, "]");
}

static void put_code(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    cn_model_code code;
    if (cn_model_get_code(r, f, &code) != CARNET_OK) {
        return;
    }
    const char *gap = "";
    if (code.words.len > 0) {
        cn_buf_put_str(out, "\"");
        put_text(out, code.words);
        cn_buf_put_str(out, "\"");
        gap = " ";
    }
    for (uint32_t i = 0; i < code.num; i++) {
        cn_span words = coding_words(f, &code.codings[i]);
        cn_buf_put_str(out, gap);
        put_text(out, words);
        cn_buf_put_str(out, words.len > 0 ? " " : "");
        put_coding(out, &code.codings[i]);
        gap = ", ";
    }
}

static void put_label(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    if (cn_model_get_label(r, f, room, &text) == CARNET_OK) {
        put_text(out, text);
    }
}

static void put_enum(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    const char *word = cn_model_enum_word(f->a, cn_cbor_get_uint(r, 255));
    cn_view_put_name(out, word == NULL ? "?" : word);
}

static void put_ref(cn_buf *out, cn_cbor_reader *r)
{
    static const char *const parts[] = {"desk/", "clinic/", "private/"};
    if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
        cn_buf_put_str(out, "an entry of another page (");
        cn_span leaf = cn_cbor_get_bytes(r, 4, 4);
        for (size_t i = 0; i < leaf.len; i++) {
            static const char digits[] = "0123456789abcdef";
            cn_buf_put_u8(out, (uint8_t)digits[leaf.data[i] >> 4]);
            cn_buf_put_u8(out, (uint8_t)digits[leaf.data[i] & 15]);
        }
        cn_buf_put_str(out, ")");
        return;
    }
    uint64_t v = cn_cbor_get_uint(r, 3 * 256 - 1);
    cn_buf_put_str(out, parts[v / 256]);
    put_int(out, (int64_t)(v % 256));
}

static void put_size(cn_buf *out, cn_cbor_reader *r)
{
    put_int(out, (int64_t)cn_cbor_get_bytes(r, 0, SIZE_MAX).len);
    cn_buf_put_str(out, " bytes");
}

/* Fields of a group as "name value; name value". */
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
        gap = "; ";
        if (f == NULL) {
            cn_buf_put_str(out, "more than this version can read");
            cn_cbor_skip(&inside);
            continue;
        }
        cn_view_put_name(out, f->name);
        cn_buf_put_str(out, " ");
        cn_view_put_value(out, &inside, (cn_view_place){f, at.entry, &bytes});
    }
}

static void put_one(cn_buf *out, cn_cbor_reader *r, cn_view_place at)
{
    switch (at.field->type) {
    case CN_TYPE_TEXT:
        put_text(out, cn_cbor_get_text(r, SIZE_MAX));
        break;
    case CN_TYPE_LABEL:
        put_label(out, r, at.field);
        break;
    case CN_TYPE_INT:
        put_int(out, cn_cbor_get_int(r, INT64_MIN, INT64_MAX));
        break;
    case CN_TYPE_BOOL:
        cn_buf_put_str(out, cn_cbor_get_bool(r) ? "yes" : "no");
        break;
    case CN_TYPE_ENUM:
        put_enum(out, r, at.field);
        break;
    case CN_TYPE_DECIMAL: {
        cn_model_decimal d;
        if (cn_model_get_decimal(r, &d) == CARNET_OK) {
            put_decimal(out, &d);
        }
        break;
    }
    case CN_TYPE_QUANTITY:
        put_quantity(out, r, at);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        put_date(out, r, at);
        break;
    case CN_TYPE_CODE:
        put_code(out, r, at.field);
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
static bool put_absence(cn_buf *out, cn_cbor_reader *r, const cn_model_field *f)
{
    cn_cbor_type type = cn_cbor_peek(r);
    bool reason =
        type == CN_CBOR_FALSE || type == CN_CBOR_TRUE || type == CN_CBOR_NIL;
    if (!reason || (f->flags & CN_FIELD_ABSENT) == 0) {
        return false;
    }
    cn_cbor_skip(r);
    cn_buf_put_str(out, type == CN_CBOR_FALSE  ? "none known"
                        : type == CN_CBOR_TRUE ? "refused to say"
                                               : "not asked");
    return true;
}

void cn_view_put_value(cn_buf *out, cn_cbor_reader *r, cn_view_place place)
{
    if (put_absence(out, r, place.field)) {
        return;
    }
    if ((place.field->flags & CN_FIELD_LIST) == 0) {
        put_one(out, r, place);
        return;
    }
    size_t num = cn_cbor_get_array(r, 1, CN_LIMIT_LIST);
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(out, i == 0 ? "" : ", ");
        put_one(out, r, place);
    }
}
