/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates of FHIR (R4 datatypes: date, dateTime, instant): partial dates stay
 * partial, an instant keeps its offset and its minute; seconds are checked and
 * left out. What is no date makes the bundle invalid.
 */
#include "in_i.h"

enum {
    SECONDS_AT = 17, /* in 2026-03-17T10:30:00 */
    ZONE_AT = 19,
    TEXT_MAX = 48
};

/* Length of ".123" at the beginning of s; 0 if there is none. */
static size_t fraction_len(cn_span s)
{
    size_t len = s.len != 0 && s.data[0] == '.' ? 1 : 0;
    while (len != 0 && len < s.len && s.data[len] >= '0' &&
           s.data[len] <= '9') {
        len++;
    }
    return len > 1 ? len : 0;
}

/* An instant without seconds, as carnet reads it; false if it is none. */
static bool cut_seconds(cn_span s, char out[TEXT_MAX], size_t *len_out,
                        bool *leap_out)
{
    uint8_t ten = s.data[SECONDS_AT];
    uint8_t one = s.data[SECONDS_AT + 1];
    bool leap = ten == '6' && one == '0';
    if (one < '0' || one > '9' || ((ten < '0' || ten > '5') && !leap)) {
        return false;
    }
    cn_span zone = cn_span_after(s, ZONE_AT);
    size_t skip = fraction_len(zone);
    zone = cn_span_after(zone, skip);
    if (cn_span_equal(zone, CN_SPAN_LIT("-00:00"))) {
        zone = CN_SPAN_LIT("Z");
    }
    if (zone.len == 0 || zone.len > TEXT_MAX - ZONE_AT) {
        return false;
    }
    memcpy(out, s.data, SECONDS_AT);
    memcpy(out + SECONDS_AT, "00", 2);
    memcpy(out + ZONE_AT, zone.data, zone.len);
    *len_out = ZONE_AT + zone.len;
    *leap_out = leap;
    return true;
}

/* Of a day in UTC, which alone may have a second 60. */
static bool is_last_minute(const cn_model_date *d)
{
    return (d->minutes + 1) % CN_DAY_MINUTES == 0;
}

/* Our mark of an estimate, on the date's extensions: "_key" beside "key". */
static bool is_estimated(cn_in *x, uint32_t node)
{
    char key[64] = "_";
    uint32_t parent = cn_in_get(x, node)->parent;
    if (!cn_in_is_type(x, parent, CN_JSON_OBJECT)) {
        return false;
    }
    cn_span name = cn_in_get(x, node - 1)->text; /* a key stands before */
    if (name.len > sizeof key - 2) {
        return false;
    }
    memcpy(key + 1, name.data, name.len);
    uint32_t beside = cn_in_find(x, parent, key);
    uint32_t mark =
        beside != 0
            ? cn_in_own_find(x, cn_in_find(x, beside, "extension"), "estimated")
            : 0;
    if (mark == 0 ||
        !cn_in_is_type(x, cn_in_own_value(x, mark), CN_JSON_TRUE)) {
        return false;
    }
    cn_in_mark(x, mark, CN_IN_TAKEN);
    return true;
}

bool cn_in_read_date(cn_in *x, uint32_t node, cn_model_date *out)
{
    cn_span s = cn_in_string(x, node);
    char text[TEXT_MAX];
    size_t len = s.len;
    bool leap = false;
    bool good = s.len != 0 && s.data[s.len - 1] != '~';
    if (good && s.len > ZONE_AT) {
        good = cut_seconds(s, text, &len, &leap);
        s = cn_span_of(text, len);
    } else {
        good = good && s.len <= 10;
    }
    good = good && cn_form_date(s, out) && (!leap || is_last_minute(out));
    if (!good) {
        cn_in_fail(x, CARNET_RECORD_DATE, node, "no date that FHIR has");
    }
    if (good && out->precision != CARNET_DATE_MINUTE) {
        out->estimated = is_estimated(x, node);
    }
    return good;
}

/* First day of a date, for its order. */
static int32_t first_day(const cn_model_date *d)
{
    if (d->precision == CARNET_DATE_DAY || d->precision == CARNET_DATE_MINUTE) {
        return d->days;
    }
    return cn_days_from_date(
        d->year, d->precision == CARNET_DATE_MONTH ? d->month : 1, 1);
}

static bool ends_before(const cn_model_date *end, const cn_model_date *since)
{
    bool minutes = end->precision == CARNET_DATE_MINUTE &&
                   since->precision == CARNET_DATE_MINUTE;
    if (minutes) {
        return end->minutes < since->minutes;
    }
    return first_day(end) < first_day(since);
}

bool cn_in_put_date(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    const cn_model_date *d)
{
    if (!cn_in_entry(a)) {
        return false;
    }
    carnet_status status;
    if (d->precision == CARNET_DATE_MINUTE) {
        status = carnet_record_set_instant(a->x->record, a->entry, field, i,
                                           member, d->minutes, d->offset);
    } else {
        int32_t year = d->year;
        int32_t month = d->precision == CARNET_DATE_YEAR ? 0 : d->month;
        int32_t day = 0;
        if (d->precision == CARNET_DATE_DAY) {
            cn_days_to_date(d->days, &year, &month, &day);
        }
        status = carnet_record_set_date(a->x->record, a->entry, field, i,
                                        member, year, month, day, d->estimated);
    }
    return cn_in_did(a, field, i, status);
}

static bool is_same(const cn_model_date *a, const cn_model_date *b)
{
    return a->precision == b->precision && a->days == b->days &&
           a->estimated == b->estimated && a->minutes == b->minutes &&
           (a->precision == CARNET_DATE_DAY || a->year == b->year) &&
           (a->precision != CARNET_DATE_MONTH || a->month == b->month);
}

/* What the ends of a kind count from (schema.def) comes first in the table. */
static bool is_base(const cn_in_at *a, int32_t field)
{
    const cn_model_shape *s = cn_model_kind((uint32_t)a->kind);
    for (uint8_t i = 0; i < s->num_fields; i++) {
        if (s->fields[i].type == CN_TYPE_END && s->fields[i].a == field) {
            return true;
        }
    }
    return false;
}

static bool is_end(const cn_in_at *a, int32_t field)
{
    return cn_in_field(a, field, CARNET_RECORD_SELF)->type == CN_TYPE_END;
}

void cn_in_take_date(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_model_date d;
    if (!cn_in_read_date(a->x, node, &d)) {
        return;
    }
    bool base = is_base(a, row->field);
    bool is_until = is_end(a, row->field);
    if (is_until && a->has_until && is_same(&d, &a->until)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
        return;
    }
    if (base && a->has_since && is_same(&d, &a->since)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN); /* said already */
        return;
    }
    if (cn_in_full(a, row->field, node)) {
        return;
    }
    if (is_until && !a->own && a->has_since && ends_before(&d, &a->since)) {
        cn_in_mark(a->x, node, CN_IN_ORDER);
        return;
    }
    bool good = cn_in_put_date(a, row->field, 0, CARNET_RECORD_SELF, &d);
    cn_in_mark(a->x, node, good ? CN_IN_TAKEN : CN_IN_VALUE);
    if (good && base) {
        a->since = d;
        a->has_since = true;
    }
    if (good && is_until) {
        a->until = d;
        a->has_until = true;
    }
}

/* A day that says no more than the one that the entry counts from. */
void cn_in_take_date_unless(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_model_date d;
    if (!a->own && a->has_since && cn_in_read_date(a->x, node, &d) &&
        is_same(&d, &a->since)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
        return;
    }
    cn_in_take_date(a, row, node);
}
