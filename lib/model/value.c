/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readers of single values, docs/spec/format.md section 6: each takes the one
 * legal encoding of what the field can hold and refuses any other.
 */
#include "model_i.h"

/* ---- text ---- */

carnet_status cn_model_text_check(cn_span text, size_t max)
{
    if (text.len > max) {
        return CARNET_RECORD_TOO_LONG;
    }
    if (text.len == 0 || text.data[0] == ' ' ||
        text.data[text.len - 1] == ' ') {
        return CARNET_RECORD_TEXT;
    }
    for (size_t pos = 0; pos < text.len;) {
        int32_t c = cn_utf8_next(text, &pos);
        if (c < 0 || cn_utf8_is_control(c)) {
            return CARNET_RECORD_TEXT;
        }
    }
    return CARNET_OK;
}

carnet_status cn_model_get_text(cn_cbor_reader *r, size_t max, cn_span *out)
{
    *out = cn_cbor_get_text(r, SIZE_MAX);
    return r->status == CARNET_OK
               ? cn_model_settle(r, cn_model_text_check(*out, max))
               : r->status;
}

/* ---- labels ---- */

cn_span cn_model_get_spelled(cn_cbor_reader *r, int32_t list, size_t max,
                             uint8_t out[CN_MODEL_LABEL_MAX])
{
    uint8_t again[CN_MODEL_PACKED_MAX];
    cn_span packed = {NULL, 0};
    cn_span text;
    if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
        packed = cn_cbor_get_bytes(r, 0, SIZE_MAX);
        text = cn_span_of(out, cn_model_unpack_label(packed, out));
        if (text.len == 0) {
            cn_cbor_fail(r, CARNET_RECORD_FORM);
        }
    } else {
        text = cn_cbor_get_text(r, SIZE_MAX);
    }
    (void)cn_model_settle(r, cn_model_text_check(text, max));
    if (r->status != CARNET_OK) {
        return text;
    }
    size_t len = cn_model_pack_label(text, again);
    if (!cn_span_equal(packed, cn_span_of(again, len)) ||
        cn_model_word_find(list, text) >= 0) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
    (void)cn_model_settle(r, cn_model_word_check(list, text));
    return text;
}

carnet_status cn_model_get_label(cn_cbor_reader *r, const cn_model_field *f,
                                 uint8_t out[CN_MODEL_LABEL_MAX], cn_span *text)
{
    if (cn_cbor_peek(r) != CN_CBOR_UINT) {
        *text = cn_model_get_spelled(r, f->b, (size_t)f->a, out);
        return r->status;
    }
    const char *word = cn_model_word_get(f->b, cn_cbor_get_uint(r, UINT64_MAX));
    if (word == NULL) {
        return cn_model_settle(r, CARNET_RECORD_CODE);
    }
    *text = cn_span_str(word);
    return r->status;
}

/* ---- numbers and quantities ---- */

/* -most to most. */
CN_APART static int64_t get_within(cn_cbor_reader *r, int64_t most,
                                   carnet_status status)
{
    return cn_cbor_get_int_or(r, -most, most, status);
}

/* The short forms: m, and -1 - (3m + e - 1) for m * 10^-e. */
static void get_short_decimal(cn_cbor_reader *r, cn_model_decimal *out)
{
    bool scaled;
    uint64_t n = cn_cbor_get_signed(r, &scaled);
    if (n > (uint64_t)CN_MODEL_MANTISSA_MAX) {
        cn_cbor_fail(r, CARNET_RECORD_DECIMAL);
    }
    out->mantissa = (int64_t)(scaled ? n / 3 : n);
    out->scale = scaled ? (int32_t)(n % 3) + 1 : 0;
}

bool cn_model_is_short(const cn_model_decimal *d)
{
    return d->mantissa >= 0 && d->scale >= 0 && d->scale <= 3 &&
           (d->scale == 0 ||
            3 * d->mantissa + d->scale - 1 <= CN_MODEL_MANTISSA_MAX);
}

/* m and e, which stand in an array. */
static void get_long_decimal(cn_cbor_reader *r, cn_model_decimal *out)
{
    out->mantissa = get_within(r, CN_MODEL_MANTISSA_MAX, CARNET_RECORD_DECIMAL);
    out->scale =
        (int32_t)get_within(r, CN_MODEL_SCALE_MAX, CARNET_RECORD_DECIMAL);
    if (cn_model_is_short(out) || (out->scale < 0 && out->mantissa % 10 == 0)) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
}

carnet_status cn_model_get_decimal(cn_cbor_reader *r, cn_model_decimal *out)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        (void)cn_cbor_get_array(r, 2, 2);
        get_long_decimal(r, out);
    } else {
        get_short_decimal(r, out);
    }
    return r->status;
}

static void set_unit(cn_cbor_reader *r, cn_model_quantity *out, uint64_t i)
{
    out->unit_text = cn_model_unit_get(i);
    if (out->unit_text == NULL) {
        cn_cbor_fail(r, CARNET_RECORD_UNIT);
    } else {
        out->unit = cn_span_str(out->unit_text);
    }
}

/* A unit that is written: not the usual one, by index if it is listed. */
static void get_unit(cn_cbor_reader *r, int32_t usual_unit,
                     cn_model_quantity *out)
{
    if (cn_cbor_peek(r) == CN_CBOR_UINT) {
        uint64_t i = cn_cbor_get_uint(r, UINT64_MAX);
        set_unit(r, out, i);
        if (i == (uint64_t)usual_unit) {
            cn_cbor_fail(r, CARNET_RECORD_FORM);
        }
        return;
    }
    out->unit = cn_cbor_get_text(r, SIZE_MAX);
    (void)cn_model_settle(r, cn_model_unit_check(out->unit));
    if (cn_model_unit_find(out->unit) >= 0) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
}

carnet_status cn_model_get_quantity(cn_cbor_reader *r, int32_t usual_unit,
                                    cn_model_quantity *out)
{
    memset(out, 0, sizeof *out);
    size_t num = 1;
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        num = cn_cbor_get_array(r, 2, 3);
    }
    if (num == 3) {
        get_long_decimal(r, &out->value);
    } else {
        get_short_decimal(r, &out->value);
    }
    if (num == 1 || (num == 3 && cn_cbor_take_nil(r))) {
        set_unit(r, out, (uint64_t)usual_unit);
    } else {
        get_unit(r, usual_unit, out);
    }
    return r->status;
}

/* ---- dates ---- */

enum {
    YM_MIN = 13, /* 13 * year + month, years 1 to 9999 */
    YM_MAX = 13 * 9999 + 12
};

static int32_t to_day(cn_cbor_reader *r, int64_t day)
{
    if (!cn_model_is_day(day)) {
        cn_cbor_fail(r, CARNET_RECORD_DATE);
    }
    return (int32_t)day;
}

static void set_month(cn_cbor_reader *r, cn_model_date *out, int64_t ym)
{
    if (ym < YM_MIN || ym > YM_MAX) {
        cn_cbor_fail(r, CARNET_RECORD_DATE);
    }
    out->year = (int32_t)ym / 13;
    out->month = (int32_t)ym % 13;
    out->precision = out->month == 0 ? CARNET_DATE_YEAR : CARNET_DATE_MONTH;
}

/* The day there, which must be one of the calendar as that in UTC must. */
static int64_t set_minute(cn_cbor_reader *r, cn_model_date *out,
                          int64_t minutes)
{
    int64_t offset = get_within(r, CN_MODEL_OFFSET_MAX, CARNET_RECORD_DATE);
    out->precision = CARNET_DATE_MINUTE;
    out->minutes = minutes;
    out->offset = (int32_t)offset;
    (void)to_day(r, cn_day_of(minutes, CN_DAY_MINUTES));
    return cn_day_of(minutes + offset, CN_DAY_MINUTES);
}

/* v, [v], [v, true], [v, nil] or [v, offset]. */
carnet_status cn_model_get_date(cn_cbor_reader *r, int32_t base_day,
                                int32_t issue_day, cn_model_date *out)
{
    memset(out, 0, sizeof *out);
    bool array = cn_cbor_peek(r) == CN_CBOR_ARRAY;
    size_t num = array ? cn_cbor_get_array(r, 1, 2) : 0;
    /* So that sums stay small. */
    int64_t v = get_within(r, INT64_C(1) << 40, CARNET_RECORD_DATE);
    cn_cbor_type second = num == 2 ? cn_cbor_peek(r) : CN_CBOR_UINT;
    out->estimated = second == CN_CBOR_TRUE || second == CN_CBOR_NIL;
    if (out->estimated) {
        (void)cn_cbor_skip(r);
    }
    if (num == 1 || second == CN_CBOR_NIL) {
        set_month(r, out, v);
        return r->status;
    }
    if (num == 2 && !out->estimated) {
        v = set_minute(r, out, (int64_t)issue_day * CN_DAY_MINUTES + v);
    } else {
        v += array ? issue_day : base_day;
    }
    out->days = to_day(r, v);
    return r->status;
}

bool cn_model_told_date(cn_span value, int32_t issue_day, cn_model_date *out)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    return cn_cbor_peek(&r) < CN_CBOR_FALSE &&
           cn_model_get_date(&r, issue_day, issue_day, out) == CARNET_OK;
}

int32_t cn_model_base_day(cn_span base, int32_t issue_day)
{
    cn_model_date d;
    bool full = cn_model_told_date(base, issue_day, &d) &&
                d.precision == CARNET_DATE_DAY && !d.estimated;
    return full ? d.days : issue_day;
}

void cn_model_date_span(const cn_model_date *d, int32_t *first, int32_t *last)
{
    *first = *last = d->days;
    if (d->precision == CARNET_DATE_MONTH || d->precision == CARNET_DATE_YEAR) {
        bool year = d->precision == CARNET_DATE_YEAR;
        int32_t day = 31;
        *first = cn_days_from_date(d->year, year ? 1 : d->month, 1);
        do {
            *last = cn_days_from_date(d->year, year ? 12 : d->month, day--);
        } while (*last == INT32_MIN);
    }
}

carnet_status cn_model_order_check(const cn_model_date *end, cn_span base,
                                   int32_t issue_day)
{
    cn_model_date begin;
    int32_t first = 0;
    int32_t last = 0;
    if (!cn_model_told_date(base, issue_day, &begin) || begin.estimated ||
        end->estimated) {
        return CARNET_OK;
    }
    cn_model_date_span(&begin, &first, &last);
    int32_t begin_first = first;
    cn_model_date_span(end, &first, &last);
    return last < begin_first ? CARNET_RECORD_DATE : CARNET_OK;
}
