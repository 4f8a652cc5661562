/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates and decimals as text, in both directions: EDTF dates, RFC 3339
 * instants to the minute, decimals that keep their digits. Never a double.
 */
#include "form_i.h"
#include "model_i.h"

enum {
    EXPONENT_CAP = 100000 /* beyond it digits and exponents change nothing */
};

/* ---- dates ---- */

/* Reads num digits at *pos, which moves; -1 where there are none. */
static int32_t take_digits(cn_span s, size_t *pos, size_t num)
{
    int32_t v = 0;
    if (s.len - *pos < num) {
        return -1;
    }
    for (size_t i = 0; i < num; i++) {
        uint8_t c = s.data[*pos + i];
        if (c < '0' || c > '9') {
            return -1;
        }
        v = v * 10 + (c - '0');
    }
    *pos += num;
    return v;
}

static bool take_char(cn_span s, size_t *pos, char c)
{
    if (*pos < s.len && s.data[*pos] == (uint8_t)c) {
        *pos += 1;
        return true;
    }
    return false;
}

/* "Z", "+hh:mm" or "-hh:mm"; "-00:00" says that nobody knows: refused. */
static bool take_offset(cn_span s, size_t *pos, int32_t *out)
{
    *out = 0;
    if (take_char(s, pos, 'Z')) {
        return true;
    }
    bool west = take_char(s, pos, '-');
    if (!west && !take_char(s, pos, '+')) {
        return false;
    }
    int32_t hours = take_digits(s, pos, 2);
    if (hours < 0 || !take_char(s, pos, ':')) {
        return false;
    }
    int32_t minutes = take_digits(s, pos, 2);
    int32_t offset = hours * 60 + minutes;
    if (minutes < 0 || minutes > 59 || offset > CN_MODEL_OFFSET_MAX ||
        (west && offset == 0)) {
        return false;
    }
    *out = west ? -offset : offset;
    return true;
}

/* "T10:30:00+02:00" behind a full date. */
static bool take_time(cn_span s, size_t *pos, cn_model_date *d)
{
    int32_t hour = take_digits(s, pos, 2);
    if (hour < 0 || hour > 23 || !take_char(s, pos, ':')) {
        return false;
    }
    int32_t minute = take_digits(s, pos, 2);
    if (minute < 0 || minute > 59 || !take_char(s, pos, ':') ||
        take_digits(s, pos, 2) != 0 || !take_offset(s, pos, &d->offset)) {
        return false;
    }
    d->precision = CARNET_DATE_MINUTE;
    d->minutes =
        (int64_t)d->days * CN_DAY_MINUTES + hour * 60 + minute - d->offset;
    return true;
}

/* "2019-05-20" and what may follow, the year being read. */
static bool take_rest(cn_span s, size_t *pos, cn_model_date *d)
{
    d->precision = CARNET_DATE_YEAR;
    if (take_char(s, pos, '-')) {
        d->precision = CARNET_DATE_MONTH;
        d->month = take_digits(s, pos, 2);
        if (d->month < 1 || d->month > 12) {
            return false;
        }
    }
    if (d->precision == CARNET_DATE_MONTH && take_char(s, pos, '-')) {
        int32_t day = take_digits(s, pos, 2);
        if (day < 0 || !cn_days_valid(d->year, d->month, day)) {
            return false;
        }
        d->precision = CARNET_DATE_DAY;
        d->days = cn_days_from_date(d->year, d->month, day);
        if (take_char(s, pos, 'T')) {
            return take_time(s, pos, d);
        }
    }
    d->estimated = take_char(s, pos, '~');
    return true;
}

bool cn_form_date(cn_span text, cn_model_date *out)
{
    memset(out, 0, sizeof *out);
    size_t pos = 0;
    out->year = take_digits(text, &pos, 4);
    return out->year >= 1 && take_rest(text, &pos, out) && pos == text.len;
}

static char *put_digits(char *at, int32_t v, size_t num)
{
    for (size_t i = num; i > 0;) {
        at[--i] = (char)('0' + v % 10);
        v /= 10;
    }
    return at + num;
}

static char *put_time(char *at, const cn_model_date *d)
{
    int64_t local = d->minutes + d->offset - (int64_t)d->days * CN_DAY_MINUTES;
    int32_t offset = d->offset < 0 ? -d->offset : d->offset;
    *at++ = 'T';
    at = put_digits(at, (int32_t)(local / 60), 2);
    *at++ = ':';
    at = put_digits(at, (int32_t)(local % 60), 2);
    memcpy(at, ":00", 3);
    at += 3;
    if (offset == 0) {
        *at++ = 'Z';
        return at;
    }
    *at++ = d->offset < 0 ? '-' : '+';
    at = put_digits(at, offset / 60, 2);
    *at++ = ':';
    return put_digits(at, offset % 60, 2);
}

void cn_model_date_text(char *out, const cn_model_date *d)
{
    char *at = out;
    if (d->precision == CARNET_DATE_DAY || d->precision == CARNET_DATE_MINUTE) {
        cn_days_print(at, d->days);
        at += strlen(at);
    } else {
        at = put_digits(at, d->year, 4);
        if (d->precision == CARNET_DATE_MONTH) {
            *at++ = '-';
            at = put_digits(at, d->month, 2);
        }
    }
    if (d->precision == CARNET_DATE_MINUTE) {
        at = put_time(at, d);
    } else if (d->estimated) {
        *at++ = '~';
    }
    *at = '\0';
}

/* ---- decimals ---- */

/* Digits of s from *pos into *mantissa, which stays below 2^53; their number
   is added to *num. */
static bool take_mantissa(cn_span s, size_t *pos, int64_t *mantissa,
                          int32_t *num)
{
    const int64_t end = INT64_C(1) << 53;
    while (*pos < s.len && s.data[*pos] >= '0' && s.data[*pos] <= '9') {
        *mantissa = *mantissa * 10 + (s.data[*pos] - '0');
        if (*mantissa >= end) {
            return false;
        }
        *pos += 1;
        *num += *num < EXPONENT_CAP ? 1 : 0;
    }
    return true;
}

/* The exponent behind e or E, cut at +-EXPONENT_CAP. */
static int32_t take_exponent(cn_span s, size_t *pos)
{
    bool negative = take_char(s, pos, '-');
    if (!negative) {
        take_char(s, pos, '+');
    }
    int32_t v = 0;
    for (; *pos < s.len && v < EXPONENT_CAP; *pos += 1) {
        v = v * 10 + (s.data[*pos] - '0');
    }
    return negative ? -v : v;
}

bool cn_form_decimal(cn_span digits, cn_model_decimal *out)
{
    size_t pos = 0;
    int32_t whole = 0;
    int32_t fraction = 0;
    int64_t mantissa = 0;
    bool negative = take_char(digits, &pos, '-');
    if (!take_mantissa(digits, &pos, &mantissa, &whole)) {
        return false;
    }
    if (take_char(digits, &pos, '.') &&
        !take_mantissa(digits, &pos, &mantissa, &fraction)) {
        return false;
    }
    int32_t exponent = 0;
    if (take_char(digits, &pos, 'e') || take_char(digits, &pos, 'E')) {
        exponent = take_exponent(digits, &pos);
    }
    out->mantissa = negative ? -mantissa : mantissa;
    out->scale = fraction - exponent;
    return cn_model_settle_decimal(out);
}

void cn_model_decimal_text(char *out, const cn_model_decimal *d)
{
    char digits[24];
    int64_t m = d->mantissa;
    size_t len = cn_text_put_i64(digits, m < 0 ? -m : m);
    char *at = out;
    if (m < 0) {
        *at++ = '-';
    }
    size_t scale = d->scale > 0 ? (size_t)d->scale : 0;
    if (len <= scale) { /* at least one digit before the point */
        size_t zeros = scale + 1 - len;
        memmove(digits + zeros, digits, len);
        memset(digits, '0', zeros);
        len += zeros;
    }
    memcpy(at, digits, len - scale);
    at += len - scale;
    if (scale > 0) {
        *at++ = '.';
        memcpy(at, digits + len - scale, scale);
        at += scale;
    }
    if (d->scale < 0) {
        *at++ = 'e';
        at += cn_text_put_i64(at, -(int64_t)d->scale);
    }
    *at = '\0';
}
