/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates of an entry as FHIR has them: as partial as they are, an estimate
 * marked, an absence with its reason; and periods that FHIRPath can compare.
 */
#include "out_i.h"

/* ---- dates ---- */

bool cn_out_put_date(cn_out *o, const char *key, cn_out_place at, bool day)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    int32_t estimated = 0;
    if (carnet_record_copy_date(text, o->e, at.field, at.i, at.member) !=
            CARNET_OK ||
        carnet_record_get_date(NULL, NULL, NULL, NULL, &estimated, o->e,
                               at.field, at.i, at.member) != CARNET_OK) {
        return false;
    }
    size_t len = strlen(text);
    if (len > 0 && text[len - 1] == '~') { /* EDTF's mark; FHIR has none */
        len--;
    }
    if (day && len > 10) {
        len = 10;
    }
    cn_json_key(&o->w, key);
    cn_json_string(&o->w, cn_span_of(text, len));
    if (estimated != 0) {
        cn_out_mark(o, key, "estimated");
    }
    return true;
}

static const char *absence_of(const cn_out *o, int32_t field)
{
    static const char *const words[] = {NULL, "none", "not_asked", "refused"};
    int32_t reason = carnet_record_absence(o->e, field);
    return reason > CARNET_ABSENT_NO && reason <= CARNET_ABSENT_REFUSED
               ? words[reason]
               : NULL;
}

static bool put_when(cn_out *o, const char *key, int32_t field, bool day)
{
    const char *why = absence_of(o, field);
    int32_t precision = CARNET_DATE_DAY;
    if (why != NULL) {
        cn_out_absent(o, key, cn_interop_code(CN_INTEROP_ABSENCE, why, NULL));
        cn_out_say(o, field);
        return true;
    }
    if (!cn_out_put_date(o, key, CN_OUT_FIELD(field), day)) {
        return false;
    }
    (void)!carnet_record_get_date(&precision, NULL, NULL, NULL, NULL, o->e,
                                  field, 0, CARNET_RECORD_SELF);
    if (!day || precision != CARNET_DATE_MINUTE) {
        cn_out_say(o, field); /* else its hour is left to an extension */
    }
    return true;
}

bool cn_out_date(cn_out *o, const char *key, int32_t field)
{
    return put_when(o, key, field, false);
}

bool cn_out_day(cn_out *o, const char *key, int32_t field)
{
    return put_when(o, key, field, true);
}

void cn_out_must_date(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_date(o, key, field)) {
        cn_out_absent(o, key, "unknown");
    }
}

static bool is_told(const cn_out *o, int32_t field)
{
    return field >= 0 && (cn_out_has(o, field) || absence_of(o, field) != NULL);
}

/* Year, month, day and minute of a date, of an instant in UTC; how many of them
   it has, 0 where there is none. */
static size_t parts_of(int32_t out[4], const cn_out *o, int32_t field)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    cn_model_date d;
    if (field < 0 ||
        carnet_record_copy_date(text, o->e, field, 0, CARNET_RECORD_SELF) !=
            CARNET_OK ||
        !cn_form_date(cn_span_str(text), &d)) {
        return 0;
    }
    if (d.precision == CARNET_DATE_YEAR || d.precision == CARNET_DATE_MONTH) {
        out[0] = d.year;
        out[1] = d.month;
        return d.precision == CARNET_DATE_YEAR ? 1 : 2;
    }
    bool instant = d.precision == CARNET_DATE_MINUTE;
    int32_t days = d.days;
    if (instant) {
        days = (int32_t)cn_day_of(d.minutes, CN_DAY_MINUTES);
    }
    cn_days_to_date(days, &out[0], &out[1], &out[2]);
    out[3] =
        instant ? (int32_t)(d.minutes - (int64_t)days * CN_DAY_MINUTES) : 0;
    return instant ? 4 : 3;
}

/* FHIR's rule per-1: the end is not before the start, and as precise wherever
   they are alike, since else FHIRPath does not know. Estimated dates may be in
   another order. */
static bool is_period(const cn_out *o, int32_t start, int32_t end)
{
    int32_t from[4] = {0};
    int32_t to[4] = {0};
    size_t num = parts_of(from, o, start);
    size_t num_end = parts_of(to, o, end);
    for (size_t i = 0; i < num && i < num_end; i++) {
        if (from[i] != to[i]) {
            return from[i] < to[i];
        }
    }
    return num == num_end || num == 0 || num_end == 0;
}

bool cn_out_period(cn_out *o, const char *key, int32_t start, int32_t end)
{
    if (!is_told(o, start) && !is_told(o, end)) {
        return false;
    }
    cn_out_open(o, key);
    if (is_told(o, start)) {
        (void)cn_out_date(o, "start", start);
    }
    if (is_told(o, end) && is_period(o, start, end)) {
        (void)cn_out_date(o, "end", end);
    }
    cn_out_close(o);
    return true;
}
