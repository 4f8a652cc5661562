/* SPDX-License-Identifier: Apache-2.0 */
/*
 * On which days doses fall: the day of dose k in closed form, so that no number
 * in an entry makes a loop long. Days are those of the calendar there; a day of
 * the week is no more than that.
 */
#include "treat_i.h"

static int64_t floor_mod(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r < 0 ? r + b : r;
}

static int64_t within(int64_t day)
{
    return day > (int64_t)CN_LIMIT_DAY ? CN_TREAT_FAR : day;
}

/* Doses after which every rhythm is beyond the calendar. */
#define DOSES_FAR (INT64_C(4000000) * CN_DAY_MINUTES)

/* ---- weekdays ---- */

static bool falls_on(const cn_treat_rhythm *r, int64_t day)
{
    /* 1970-01-01 was a Thursday. */
    return (r->weekdays >> floor_mod(day + 3, 7) & 1) != 0;
}

/* Dosing day number j (from 0) on or after a day. */
static int64_t weekday(const cn_treat_rhythm *r, int64_t from, int64_t j)
{
    int64_t num = 0;
    for (int64_t d = 0; d < 7; d++) {
        num += falls_on(r, from + d) ? 1 : 0;
    }
    int64_t day = from + j / num * 7;
    for (j %= num; !falls_on(r, day) || j-- > 0; day++) {
    }
    return day;
}

/* ---- months ---- */

int64_t cn_treat_add_months(int64_t day, int64_t months)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t d = 0;
    cn_days_to_date((int32_t)day, &year, &month, &d);
    int64_t all = (int64_t)year * 12 + month - 1 + months;
    if (year == 0 || all >= INT64_C(120000)) {
        return CN_TREAT_FAR;
    }
    if (all < 12) { /* before the first year of the calendar */
        return INT32_MIN;
    }
    year = (int32_t)(all / 12);
    month = (int32_t)(all % 12) + 1;
    while (!cn_days_valid(year, month, d)) {
        d--;
    }
    return cn_days_from_date(year, month, d);
}

static int64_t month_number(int64_t day)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t d = 0;
    cn_days_to_date((int32_t)day, &year, &month, &d);
    return (int64_t)year * 12 + month;
}

static int64_t month_day(const cn_treat_rhythm *r, int64_t from, int64_t j)
{
    int64_t months = month_number(from) - month_number(r->anchor);
    /* The dose of that month; where none falls into it, the one before or the
       one behind, as C rounds towards zero. */
    int64_t i = months / r->step;
    if (cn_treat_add_months(r->anchor, i * r->step) < from) {
        i++;
    }
    return cn_treat_add_months(r->anchor, (i + j) * r->step);
}

/* ---- all ---- */

int64_t cn_treat_dose_day(const cn_treat_rhythm *r, int64_t from, int64_t k)
{
    if (k > DOSES_FAR || from > (int64_t)CN_LIMIT_DAY) {
        return CN_TREAT_FAR;
    }
    int64_t j = k / r->times;
    switch (r->form) {
    case CN_TREAT_DAYS:
        return within(from + floor_mod(r->anchor - from, r->step) +
                      j * r->step);
    case CN_TREAT_WEEKDAYS:
        return within(weekday(r, from, j));
    case CN_TREAT_MONTHS:
        return within(month_day(r, from, j));
    default: {
        int64_t start = from * CN_DAY_MINUTES;
        int64_t first = start + floor_mod(r->anchor - start, r->step);
        return within(cn_day_of(first + j * r->step, CN_DAY_MINUTES));
    }
    }
}

int64_t cn_treat_count(const cn_treat_rhythm *r, int64_t from, int64_t to)
{
    int64_t low = 0;
    int64_t high = to > from ? (to - from) * CN_DAY_MINUTES : 0;
    while (low < high) {
        int64_t k = low + (high - low) / 2;
        if (cn_treat_dose_day(r, from, k) < to) {
            low = k + 1;
        } else {
            high = k;
        }
    }
    return low;
}
