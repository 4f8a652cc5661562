/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Encoders of single values, docs/spec/format.md section 6: the one legal
 * encoding of what a field can hold. What it can't hold is refused with the
 * status that says why, and nothing is written.
 */
#include "model_i.h"

/* ---- text, labels, plain values ---- */

carnet_status cn_model_put_text(cn_buf *b, const cn_model_field *f,
                                cn_span text)
{
    carnet_status status = cn_model_text_check(text, (size_t)f->a);
    if (status == CARNET_OK) {
        cn_cbor_put_text(b, text);
    }
    return status;
}

/* A label that no list has. */
static void put_spelled(cn_buf *b, cn_span text)
{
    uint8_t packed[CN_MODEL_PACKED_MAX];
    size_t len = cn_model_pack_label(text, packed);
    if (len != 0) {
        cn_cbor_put_bytes(b, cn_span_of(packed, len));
    } else {
        cn_cbor_put_text(b, text);
    }
}

carnet_status cn_model_put_label(cn_buf *b, const cn_model_field *f,
                                 cn_span text)
{
    carnet_status status = cn_model_text_check(text, (size_t)f->a);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t word = cn_model_word_find(f->b, text);
    if (word >= 0) {
        cn_cbor_put_uint(b, (uint64_t)word);
        return CARNET_OK;
    }
    status = cn_model_word_check(f->b, text);
    if (status == CARNET_OK) {
        put_spelled(b, text);
    }
    return status;
}

carnet_status cn_model_put_int(cn_buf *b, const cn_model_field *f, int64_t v)
{
    if (v < f->a || v > f->b) {
        return CARNET_RECORD_RANGE;
    }
    cn_cbor_put_int(b, v);
    return CARNET_OK;
}

carnet_status cn_model_put_enum(cn_buf *b, const cn_model_field *f,
                                uint64_t position)
{
    if (cn_model_enum_word(f->a, position) == NULL) {
        return CARNET_RECORD_ENUM;
    }
    cn_cbor_put_uint(b, position);
    return CARNET_OK;
}

carnet_status cn_model_put_bytes(cn_buf *b, const cn_model_field *f,
                                 cn_span bytes)
{
    if (bytes.len < (size_t)f->a) {
        return CARNET_RECORD_RANGE;
    }
    if (bytes.len > (size_t)f->b) {
        return CARNET_RECORD_TOO_LONG;
    }
    cn_cbor_put_bytes(b, bytes);
    return CARNET_OK;
}

carnet_status cn_model_put_ref(cn_buf *b, uint32_t part, uint32_t position)
{
    if (part >= CN_MODEL_NUM_PARTS || position >= CN_LIMIT_PART_ENTRIES) {
        return CARNET_RECORD_REFERENCE;
    }
    cn_cbor_put_uint(b, CN_LIMIT_PART_ENTRIES * part + position);
    return CARNET_OK;
}

void cn_model_put_leaf(cn_buf *b, const uint8_t leaf[4])
{
    cn_cbor_put_bytes(b, cn_span_of(leaf, 4));
}

void cn_model_put_absent(cn_buf *b, int32_t reason)
{
    if (reason == CARNET_ABSENT_NOT_ASKED) {
        cn_cbor_put_nil(b);
    } else {
        cn_cbor_put_bool(b, reason == CARNET_ABSENT_REFUSED);
    }
}

/* ---- decimals and quantities ---- */

bool cn_model_settle_decimal(cn_model_decimal *d)
{
    if (d->mantissa == 0 && d->scale < 0) {
        d->scale = 0;
    }
    if (d->mantissa > CN_MODEL_MANTISSA_MAX ||
        d->mantissa < -CN_MODEL_MANTISSA_MAX ||
        d->scale < -CN_MODEL_SCALE_MAX) {
        return false; /* taking zeros off lowers the scale further */
    }
    while (d->scale < 0 && d->mantissa % 10 == 0) {
        d->mantissa /= 10;
        d->scale--;
    }
    return d->scale >= -CN_MODEL_SCALE_MAX && d->scale <= CN_MODEL_SCALE_MAX;
}

static void put_short_decimal(cn_buf *b, const cn_model_decimal *d)
{
    cn_cbor_put_int(b,
                    d->scale == 0 ? d->mantissa : -d->mantissa * 3 - d->scale);
}

static void put_long_decimal(cn_buf *b, const cn_model_decimal *d)
{
    cn_cbor_put_int(b, d->mantissa);
    cn_cbor_put_int(b, d->scale);
}

carnet_status cn_model_put_decimal(cn_buf *b, const cn_model_decimal *d)
{
    cn_model_decimal v = *d;
    if (!cn_model_settle_decimal(&v)) {
        return CARNET_RECORD_DECIMAL;
    }
    if (cn_model_is_short(&v)) {
        put_short_decimal(b, &v);
    } else {
        cn_cbor_put_array(b, 2);
        put_long_decimal(b, &v);
    }
    return CARNET_OK;
}

/* unit: index; -1: in letters. */
static void put_unit(cn_buf *b, int32_t unit, cn_span ucum)
{
    if (unit >= 0) {
        cn_cbor_put_uint(b, (uint64_t)unit);
    } else {
        cn_cbor_put_text(b, ucum);
    }
}

carnet_status cn_model_put_quantity(cn_buf *b, const cn_model_decimal *d,
                                    cn_span ucum, int32_t usual_unit)
{
    cn_model_decimal v = *d;
    int32_t unit = ucum.len == 0 ? usual_unit : cn_model_unit_find(ucum);
    carnet_status status = CARNET_OK;
    if (unit < 0) {
        status = cn_model_unit_check(ucum); /* an empty one is refused */
    }
    if (status == CARNET_OK && !cn_model_settle_decimal(&v)) {
        status = CARNET_RECORD_DECIMAL;
    }
    if (status != CARNET_OK) {
        return status;
    }
    bool usual = unit >= 0 && unit == usual_unit;
    if (!cn_model_is_short(&v)) {
        cn_cbor_put_array(b, 3);
        put_long_decimal(b, &v);
        if (usual) {
            cn_cbor_put_nil(b);
        }
    } else {
        if (!usual) {
            cn_cbor_put_array(b, 2);
        }
        put_short_decimal(b, &v);
    }
    if (!usual) {
        put_unit(b, unit, ucum);
    }
    return CARNET_OK;
}

/* ---- dates ---- */

static carnet_status put_minute(cn_buf *b, const cn_model_date *d,
                                int32_t issue_day)
{
    if (d->estimated || d->offset < -CN_MODEL_OFFSET_MAX ||
        d->offset > CN_MODEL_OFFSET_MAX ||
        !cn_model_is_day(cn_day_of(d->minutes, CN_DAY_MINUTES)) ||
        !cn_model_is_day(cn_day_of(d->minutes + d->offset, CN_DAY_MINUTES))) {
        return CARNET_RECORD_DATE;
    }
    cn_cbor_put_array(b, 2);
    cn_cbor_put_int(b, d->minutes - (int64_t)issue_day * CN_DAY_MINUTES);
    cn_cbor_put_int(b, d->offset);
    return CARNET_OK;
}

static carnet_status put_month(cn_buf *b, const cn_model_date *d)
{
    int32_t month = d->precision == CARNET_DATE_YEAR ? 0 : d->month;
    bool good = d->precision == CARNET_DATE_YEAR || month != 0;
    if (!good || !cn_days_valid(d->year, month == 0 ? 1 : month, 1)) {
        return CARNET_RECORD_DATE;
    }
    cn_cbor_put_array(b, d->estimated ? 2 : 1);
    cn_cbor_put_int(b, (int64_t)13 * d->year + month);
    if (d->estimated) {
        cn_cbor_put_nil(b);
    }
    return CARNET_OK;
}

/* base_day: what a plain day counts from. */
static carnet_status put_date(cn_buf *b, const cn_model_date *d,
                              int32_t issue_day, int32_t base_day)
{
    if (d->precision == CARNET_DATE_MINUTE) {
        return put_minute(b, d, issue_day);
    }
    if (d->precision != CARNET_DATE_DAY) {
        return put_month(b, d);
    }
    if (!cn_model_is_day(d->days)) {
        return CARNET_RECORD_DATE;
    }
    if (d->estimated) {
        cn_cbor_put_array(b, 2);
        cn_cbor_put_int(b, (int64_t)d->days - issue_day);
        cn_cbor_put_bool(b, true);
    } else {
        cn_cbor_put_int(b, (int64_t)d->days - base_day);
    }
    return CARNET_OK;
}

carnet_status cn_model_put_date(cn_buf *b, const cn_model_date *d,
                                int32_t issue_day)
{
    return put_date(b, d, issue_day, issue_day);
}

carnet_status cn_model_put_end(cn_buf *b, const cn_model_date *d,
                               int32_t issue_day, cn_span base)
{
    carnet_status status = cn_model_order_check(d, base, issue_day);
    return status == CARNET_OK
               ? put_date(b, d, issue_day, cn_model_base_day(base, issue_day))
               : status;
}

/* ---- codes ---- */

/* System of a coding: its index, or that of its URI; -1 if it has none. */
static int32_t system_of(const cn_model_coding *c)
{
    return c->system >= 0 ? c->system : cn_model_system_named(c->uri);
}

static carnet_status coding_check(const cn_model_coding *c, cn_span code)
{
    int32_t system = system_of(c);
    carnet_status status = cn_model_text_check(code, CN_MODEL_CODE_MAX);
    if (status == CARNET_OK) {
        status = system >= 0 ? cn_model_code_check((uint32_t)system, code)
                             : cn_model_uri_check(c->uri);
    }
    if (status == CARNET_OK && c->label.len != 0) {
        status = cn_model_text_check(c->label, CN_MODEL_CODING_MAX);
    }
    return status;
}

/* Whether a coding has the bare form, and its number. What our list has goes
   without its system's label. */
static bool coded(const cn_model_field *f, const cn_model_coding *c,
                  cn_span code, uint64_t *out)
{
    int32_t system = system_of(c);
    uint32_t packed = 0;
    if (system < 0) {
        return false;
    }
    int32_t listed = cn_model_list_find(f->b, (uint32_t)system, code);
    if (listed >= 0) {
        *out = (uint64_t)listed;
        return true;
    }
    bool usual = system == f->a && c->label.len == 0 &&
                 cn_model_pack((uint32_t)system, code, &packed);
    *out = (uint64_t)CN_MODEL_LISTED_MAX + packed;
    return usual;
}

static void put_spelled_coding(cn_buf *b, const cn_model_coding *c,
                               cn_span code)
{
    int32_t system = system_of(c);
    uint32_t packed = 0;
    cn_cbor_put_array(b, c->label.len != 0 ? 3 : 2);
    if (system >= 0) {
        cn_cbor_put_uint(b, (uint64_t)system);
    } else {
        cn_cbor_put_text(b, c->uri);
    }
    if (system >= 0 && cn_model_pack((uint32_t)system, code, &packed)) {
        cn_cbor_put_uint(b, packed);
    } else {
        put_spelled(b, code);
    }
    if (c->label.len != 0) {
        cn_cbor_put_text(b, c->label);
    }
}

static carnet_status put_coding(cn_buf *b, const cn_model_field *f,
                                const cn_model_coding *c)
{
    cn_span code = cn_model_code_of(c);
    carnet_status status = coding_check(c, code);
    uint64_t number = 0;
    if (status != CARNET_OK) {
        return status;
    }
    if (coded(f, c, code, &number)) {
        cn_cbor_put_uint(b, number);
    } else {
        put_spelled_coding(b, c, code);
    }
    return CARNET_OK;
}

/* Whether two codings name one code. */
static bool same_coding(const cn_model_coding *a, const cn_model_coding *b)
{
    int32_t system = system_of(a);
    return system == system_of(b) &&
           (system >= 0 || cn_span_equal(a->uri, b->uri)) &&
           cn_span_equal(cn_model_code_of(a), cn_model_code_of(b));
}

static carnet_status code_check(const cn_model_code *c)
{
    if (c->num > CN_MODEL_CODINGS_MAX) {
        return CARNET_RECORD_TOO_LONG;
    }
    if (c->num == 0 && c->words.len == 0) {
        return CARNET_RECORD_CODE;
    }
    for (uint32_t i = 1; i < c->num; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (same_coding(&c->codings[i], &c->codings[k])) {
                return CARNET_RECORD_TWICE;
            }
        }
    }
    return c->words.len == 0
               ? CARNET_OK
               : cn_model_text_check(c->words, CN_MODEL_WORDS_MAX);
}

carnet_status cn_model_put_code(cn_buf *b, const cn_model_field *f,
                                const cn_model_code *c)
{
    carnet_status status = code_check(c);
    size_t begin = b->len;
    uint64_t number = 0;
    bool bare =
        c->num == 1 && c->words.len == 0 &&
        coded(f, &c->codings[0], cn_model_code_of(&c->codings[0]), &number);
    if (status == CARNET_OK && c->num != 0 && !bare) {
        cn_cbor_put_array(b, c->num + (c->words.len != 0 ? 1u : 0u));
    }
    for (uint32_t i = 0; status == CARNET_OK && i < c->num; i++) {
        status = put_coding(b, f, &c->codings[i]);
    }
    if (status != CARNET_OK) {
        cn_buf_cut(b, begin);
    } else if (c->words.len != 0) {
        cn_cbor_put_text(b, c->words);
    }
    return status;
}
