/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry says, in a form that is the same for all who say the same
 * (docs/spec/view.md section 5): dates count from no day of issue, units are
 * written, each as one of its family, 5.0 is 5, and text is folded but for a
 * person's own. What this version can't read is the same only as itself, issued
 * on one day.
 */
#include "merged_i.h"
#include "treat_i.h"

enum {
    REASON = 0xf0 /* and why, in place of a value */
};

static void put_int(cn_buf *b, int64_t v)
{
    cn_buf_put_i64(b, v);
    cn_buf_put_u8(b, ' ');
}

/* Case and accents go, so that two who spell a thing agree. */
static void put_folded(cn_buf *b, cn_span text)
{
    uint8_t out[4];
    int32_t more = 0;
    size_t pos = 0;
    int32_t cp = 0;
    while ((cp = cn_words_fold_next(text, &pos, &more)) >= 0) {
        if (cp > 0) {
            cn_buf_put(b, out, cn_utf8_put(out, cp));
        }
    }
    cn_buf_put_u8(b, 0);
}

/* A name is what a person says that it is. */
static void put_text(cn_buf *b, cn_span text, const carnet_entry *e)
{
    if (e->kind == CARNET_KIND_PERSON || e->kind == CARNET_KIND_DETAILS) {
        cn_buf_put_span(b, text);
        cn_buf_put_u8(b, 0);
    } else {
        put_folded(b, text);
    }
}

static void put_decimal(cn_buf *b, cn_model_decimal d)
{
    while (d.mantissa != 0 && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        d.scale--;
    }
    put_int(b, d.mantissa);
    put_int(b, d.mantissa == 0 ? 0 : d.scale);
}

static void put_date(cn_buf *b, const cn_model_date *d)
{
    put_int(b, d->precision);
    put_int(b, d->estimated);
    if (d->precision == CARNET_DATE_MINUTE) {
        put_int(b, d->minutes);
        return;
    }
    put_int(b, d->days);
    put_int(b, d->year);
    put_int(b, d->month);
}

static void put_coding(cn_buf *b, const cn_model_coding *c)
{
    cn_buf_put_span(b, cn_model_coding_system(c));
    cn_buf_put_u8(b, '|');
    cn_buf_put(b, c->code, c->code_len);
    cn_buf_put_u8(b, 0);
}

/* By the code's own text, so that the order in which they came is nothing. */
static bool comes_before(const cn_model_coding *a, const cn_model_coding *b)
{
    int order =
        cn_span_compare(cn_model_coding_system(a), cn_model_coding_system(b));
    return order < 0 || (order == 0 &&
                         cn_span_compare(cn_span_of(a->code, a->code_len),
                                         cn_span_of(b->code, b->code_len)) < 0);
}

static void put_code(cn_buf *b, const cn_model_code *code)
{
    const cn_model_coding *sorted[4];
    const uint32_t num = code->num;
    put_int(b, (int64_t)num);
    for (uint32_t i = 0; i < num; i++) {
        uint32_t at = i;
        while (at > 0 && comes_before(&code->codings[i], sorted[at - 1])) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = &code->codings[i];
    }
    for (uint32_t i = 0; i < num; i++) {
        put_coding(b, sorted[i]);
        put_folded(b, sorted[i]->label);
    }
    put_folded(b, code->words);
}

/* ---- values ---- */

typedef struct {
    const carnet_entry *entry;
    const cn_model_field *field;
    const cn_span *group;
    bool substance; /* amounts are brought to substance */
} place;

static void put_label(cn_buf *b, cn_cbor_reader *r, place at)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    if (cn_model_get_label(r, at.field, room, &text) == CARNET_OK) {
        put_text(b, text, at.entry);
    }
}

/* What stands in brackets divides again where they follow a slash: such a unit
   is only itself. */
static bool has_bracket(cn_span unit)
{
    return unit.len > 0 && memchr(unit.data, '(', unit.len) != NULL;
}

/* 100 ug as 0.0001 g, 1 mg/mL as 1 g/L: what follows a slash divides (UCUM
   section 7.3), so its power of ten is taken off. */
static void put_measure(cn_buf *b, const cn_model_quantity *q)
{
    cn_model_decimal value = q->value;
    cn_span rest = q->unit;
    if (has_bracket(rest)) {
        cn_buf_put_span(b, rest);
        rest.len = 0;
    }
    for (int32_t sign = 1; rest.len > 0; sign = -1) {
        int32_t exponent = 0;
        cn_span part = cn_view_next_part(&rest);
        cn_buf_put_span(b, cn_treat_base_unit(part, &exponent));
        cn_buf_put_u8(b, '/');
        value.scale -= sign * exponent;
    }
    cn_buf_put_u8(b, 0);
    put_decimal(b, value);
}

/* 2 mL of 25 mg/mL as 50 mg. */
static void put_substance(cn_buf *b, const cn_model_quantity *q,
                          const carnet_entry *e)
{
    cn_treat_amount a = {.value = q->value};
    memcpy(a.unit, q->unit.data, q->unit.len);
    int64_t per = cn_treat_to_substance(&a, e);
    cn_model_quantity as = {.value = a.value, .unit = cn_span_str(a.unit)};
    put_measure(b, &as);
    put_int(b, per);
}

static void put_quantity(cn_buf *b, cn_cbor_reader *r, place at)
{
    cn_model_quantity q;
    carnet_status status = cn_model_get_quantity(
        r, cn_model_usual_unit(at.field, at.entry, at.group), &q);
    if (status == CARNET_OK && at.substance && q.unit.len < CN_TREAT_UNIT_MAX) {
        put_substance(b, &q, at.entry);
    } else if (status == CARNET_OK) {
        put_measure(b, &q);
    }
}

/* A value that is no group. */
static void put_plain(cn_buf *b, cn_cbor_reader *r, place at)
{
    cn_model_date date;
    cn_model_code code;
    cn_model_decimal decimal;
    switch (at.field->type) {
    case CN_TYPE_TEXT:
        put_text(b, cn_cbor_get_text(r, SIZE_MAX), at.entry);
        break;
    case CN_TYPE_LABEL:
        put_label(b, r, at);
        break;
    case CN_TYPE_QUANTITY:
        put_quantity(b, r, at);
        break;
    case CN_TYPE_DECIMAL:
        if (cn_model_get_decimal(r, &decimal) == CARNET_OK) {
            put_decimal(b, decimal);
        }
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        if (cn_model_take_date(r, at.field, at.entry, &date) == CARNET_OK) {
            put_date(b, &date);
        }
        break;
    case CN_TYPE_CODE:
        if (cn_model_get_code(r, at.field, &code) == CARNET_OK) {
            put_code(b, &code);
        }
        break;
    default: /* numbers, words, truth, bytes: one encoding each */
        cn_buf_put_span(b, cn_cbor_skip(r));
        break;
    }
}

/* A value that may be a group: no group holds another. */
static void put_one(cn_buf *b, cn_cbor_reader *r, place at)
{
    if (at.field->type != CN_TYPE_GROUP) {
        put_plain(b, r, at);
        return;
    }
    const cn_model_shape *shape = cn_model_group((uint32_t)at.field->a);
    cn_cbor_reader inside = *r;
    cn_span bytes = cn_cbor_skip(r);
    (void)cn_cbor_get_array(&inside, 1, SIZE_MAX);
    uint64_t mask = cn_cbor_get_uint(&inside, UINT64_MAX);
    for (uint32_t n = 0; n < 64 && inside.status == CARNET_OK; n++) {
        if ((mask >> n & 1) == 0) {
            continue;
        }
        put_int(b, n);
        const cn_model_field *f = cn_model_field_of(shape, n);
        if (f == NULL) {
            cn_buf_put_span(b, cn_cbor_skip(&inside));
        } else {
            put_plain(b, &inside, (place){at.entry, f, &bytes, at.substance});
        }
    }
}

static void put_value(cn_buf *b, cn_cbor_reader *r, place at)
{
    int32_t reason = cn_model_take_absence(r, at.field);
    if (reason != CARNET_ABSENT_NO) {
        cn_buf_put_u8(b, (uint8_t)(REASON + reason));
        return;
    }
    size_t num = 1;
    if ((at.field->flags & CN_FIELD_LIST) != 0) {
        num = cn_cbor_get_array(r, 1, CN_LIMIT_LIST);
        put_int(b, (int64_t)num);
    }
    for (size_t i = 0; i < num && r->status == CARNET_OK; i++) {
        put_one(b, r, at);
    }
}

/* ---- entries ---- */

static void put_field(cn_buf *b, place at)
{
    const carnet_entry *e = at.entry;
    const cn_model_field *f = at.field;
    cn_span value;
    cn_cbor_reader r;
    /* A place in its own credential means nothing elsewhere. */
    if (f->type != CN_TYPE_REF && cn_model_value(e, f->number, &value)) {
        cn_cbor_reader_init(&r, value);
        put_int(b, f->number);
        put_value(b, &r, at);
    }
}

/* What has more in it than is known is as a whole the same only as itself;
   field by field it says what is read of it. */
static void put_beyond(cn_buf *b, const carnet_entry *e, uint64_t fields)
{
    if ((e->beyond && fields == CN_VIEW_STATED) || !cn_model_is_readable(e)) {
        put_int(b, e->day);
        cn_buf_put_span(b, e->bytes);
    }
}

static void put_fields(cn_buf *b, const carnet_entry *e, uint64_t fields,
                       bool substance)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    put_int(b, e->kind);
    put_beyond(b, e, fields);
    if (!cn_model_is_readable(e)) {
        return;
    }
    for (size_t i = 0; i < shape->num_fields; i++) {
        const cn_model_field *f = &shape->fields[i];
        if ((fields >> f->number & 1) != 0) {
            put_field(b, (place){e, f, NULL, substance});
        }
    }
}

void cn_view_put_normal(cn_buf *b, const carnet_entry *e, uint64_t fields)
{
    put_fields(b, e, fields, false);
}

void cn_view_put_as_substance(cn_buf *b, const carnet_entry *e, uint64_t fields)
{
    put_fields(b, e, fields, true);
}

carnet_status cn_view_difference(uint64_t *fields_out, const carnet_entry *e,
                                 const carnet_entry *other)
{
    cn_buf a;
    cn_buf b;
    uint64_t rest = e->present;
    carnet_status status = CARNET_OK;
    *fields_out = 0;
    if (!cn_model_is_readable(e) || !cn_model_is_readable(other)) {
        return status;
    }
    cn_buf_init(&a);
    cn_buf_init(&b);
    for (; rest != 0 && status == CARNET_OK; rest &= rest - 1) {
        uint64_t field = rest & (~rest + 1);
        cn_buf_cut(&a, 0);
        cn_buf_cut(&b, 0);
        cn_view_put_normal(&a, e, field);
        cn_view_put_normal(&b, other, field);
        if (!cn_span_equal(cn_buf_span(&a), cn_buf_span(&b))) {
            *fields_out |= field;
        }
        status = a.status != CARNET_OK ? a.status : b.status;
    }
    cn_buf_free(&a);
    cn_buf_free(&b);
    return status;
}

void cn_view_put_begin(cn_buf *b, const carnet_entry *e)
{
    uint32_t field = cn_view_rule_of(e->kind)->begin;
    if (field != 0 && cn_model_is_readable(e)) {
        put_field(b, (place){.entry = e,
                             .field = cn_model_field_of(cn_model_kind(e->kind),
                                                        field)});
    }
}

/* ---- what it is about ---- */

/* The code in the field's usual system, else the first, else the words. */
static void put_main_code(cn_buf *b, const cn_model_code *code,
                          const cn_model_field *f)
{
    uint32_t main = 0;
    while (main < code->num && code->codings[main].system != f->a) {
        main++;
    }
    if (code->num == 0) {
        put_folded(b, code->words);
    } else {
        put_coding(b, &code->codings[main < code->num ? main : 0]);
    }
}

void cn_view_put_subject(cn_buf *b, const carnet_entry *e)
{
    cn_span value;
    cn_cbor_reader r;
    cn_model_code code;
    uint32_t field = cn_view_rule_of(e->kind)->subject;
    if (field == 0 || !cn_model_is_readable(e) ||
        !cn_model_value(e, field, &value)) {
        return;
    }
    const cn_model_field *f = cn_model_field_of(cn_model_kind(e->kind), field);
    cn_cbor_reader_init(&r, value);
    if (cn_model_take_absence(&r, f) != CARNET_ABSENT_NO) {
        return;
    }
    if (f->type != CN_TYPE_CODE) {
        put_one(b, &r, (place){.entry = e, .field = f});
    } else if (cn_model_get_code(&r, f, &code) == CARNET_OK) {
        put_main_code(b, &code, f);
    }
}
