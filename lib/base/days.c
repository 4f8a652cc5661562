/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calendar dates as days since 1970-01-01, proleptic Gregorian, years 0001 to
 * 9999. What lies outside is no date here: it is never bent into one.
 */
#include "base.h"

enum {
    YEAR_MAX = 9999,
    EPOCH = -CN_DAY_MIN, /* days from 0001-01-01 to 1970-01-01 */
    IN_400 = 146097,     /* days in 400, 100, 4 years and one */
    IN_100 = 36524,
    IN_4 = 1461,
    IN_1 = 365
};

/* Days of a common year before each month. */
static const int16_t before_month[13] = {0,   31,  59,  90,  120, 151, 181,
                                         212, 243, 273, 304, 334, 365};

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days of the year before month 1 to 13. */
static int32_t before(int32_t year, int32_t month)
{
    return before_month[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

int64_t cn_day_of(int64_t time, int32_t a_day)
{
    return time / a_day - (time % a_day < 0 ? 1 : 0);
}

bool cn_days_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= YEAR_MAX && month >= 1 && month <= 12 &&
           day >= 1 && day <= before(year, month + 1) - before(year, month);
}

int32_t cn_days_from_date(int32_t year, int32_t month, int32_t day)
{
    if (!cn_days_valid(year, month, day)) {
        return INT32_MIN;
    }
    int32_t past = year - 1;
    return past * IN_1 + past / 4 - past / 100 + past / 400 +
           before(year, month) + day - 1 - EPOCH;
}

/* Year from 1 of a day counted from 0001-01-01; *day_out: day in it from 0.
   The last day of 4 and of 400 years is a 366th, which belongs to the year
   before and not to a fifth or a fifth hundred. */
static int32_t split_year(int32_t day, int32_t *day_out)
{
    int32_t n400 = day / IN_400;
    day %= IN_400;
    int32_t n100 = day / IN_100 < 3 ? day / IN_100 : 3;
    day -= n100 * IN_100;
    int32_t n4 = day / IN_4;
    day %= IN_4;
    int32_t n1 = day / IN_1 < 3 ? day / IN_1 : 3;
    *day_out = day - n1 * IN_1;
    return n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
}

void cn_days_to_date(int32_t days, int32_t *year, int32_t *month, int32_t *day)
{
    *year = *month = *day = 0;
    if (days < CN_DAY_MIN || days > (int32_t)CN_LIMIT_DAY) {
        return;
    }
    int32_t in_year = 0;
    *year = split_year(days + EPOCH, &in_year);
    *month = 1;
    while (in_year >= before(*year, *month + 1)) {
        *month += 1;
    }
    *day = in_year - before(*year, *month) + 1;
}

/* Reads num digits of ASCII; -1 if they are none. */
static int32_t digits(const uint8_t *p, size_t num)
{
    int32_t v = 0;
    for (size_t i = 0; i < num; i++) {
        if (p[i] < '0' || p[i] > '9') {
            return -1;
        }
        v = v * 10 + (p[i] - '0');
    }
    return v;
}

bool cn_days_parse(cn_span text, int32_t *days_out)
{
    if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-') {
        return false;
    }
    int32_t year = digits(text.data, 4);
    int32_t month = digits(text.data + 5, 2);
    int32_t day = digits(text.data + 8, 2);
    if (!cn_days_valid(year, month, day)) {
        return false;
    }
    *days_out = cn_days_from_date(year, month, day);
    return true;
}

static void put_digits(char *out, int32_t v, size_t num)
{
    for (size_t i = num; i > 0; v /= 10) {
        out[--i] = (char)('0' + v % 10);
    }
}

void cn_days_print(char *out, int32_t days)
{
    memcpy(out, "not a date", sizeof "not a date");
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    cn_days_to_date(days, &year, &month, &day);
    if (year != 0) {
        put_digits(out, year, 4);
        out[4] = '-';
        put_digits(out + 5, month, 2);
        out[7] = '-';
        put_digits(out + 8, day, 2);
    }
}
