/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The public face of days and of safe text (carnet/text.h). Reads digits only,
 * never a locale; RFC 3339 section 5.6 for times.
 */
#include "base.h"
#include "carnet/text.h"

enum {
    DAY_LEN = 10, /* YYYY-MM-DD */
    TIME_LEN = 8  /* hh:mm:ss */
};

size_t carnet_text_day_size(void)
{
    return CARNET_TEXT_DAY_SIZE;
}

carnet_status carnet_text_parse_day(int32_t *days_out, const char *text,
                                    size_t text_len)
{
    if (days_out == NULL || cn_span_check(text, text_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    return cn_days_parse(cn_span_of(text, text_len), days_out)
               ? CARNET_OK
               : CARNET_RECORD_DATE;
}

/* Two digits and the separator before them, up to most. */
static bool two_digits(cn_span s, size_t at, char before, uint64_t most,
                       int64_t *out)
{
    uint64_t v = 0;
    if (at + 3 > s.len || s.data[at] != (uint8_t)before ||
        !cn_text_get_u64(cn_span_of(s.data + at + 1, 2), &v) || v > most) {
        return false;
    }
    *out = (int64_t)v;
    return true;
}

/* Offset from UTC in minutes: Z, or +hh:mm to the end. */
static bool parse_offset(cn_span s, int32_t *out)
{
    int64_t h = 0;
    int64_t m = 0;
    if (s.len == 1 && (s.data[0] == 'Z' || s.data[0] == 'z')) {
        *out = 0;
        return true;
    }
    if (s.len != 6 || (s.data[0] != '+' && s.data[0] != '-') ||
        !two_digits(s, 0, (char)s.data[0], 23, &h) ||
        !two_digits(s, 3, ':', 59, &m)) {
        return false;
    }
    *out = (int32_t)(h * 60 + m) * (s.data[0] == '-' ? -1 : 1);
    return true;
}

/* Seconds of the clock in UTC, which an offset may carry into the day before
   or after. A leap second is the last of a UTC day (RFC 3339 section 5.7). */
static bool parse_clock(cn_span s, int64_t *out, int32_t *offset_out)
{
    int64_t h = 0;
    int64_t m = 0;
    int64_t sec = 0;
    bool has_t = s.len > TIME_LEN && (s.data[0] == 'T' || s.data[0] == 't');
    if (!has_t || !two_digits(s, 0, (char)s.data[0], 23, &h) ||
        !two_digits(s, 3, ':', 59, &m) || !two_digits(s, 6, ':', 60, &sec)) {
        return false;
    }
    size_t used = 1 + TIME_LEN;
    if (!parse_offset(cn_span_after(s, used), offset_out)) {
        return false;
    }
    bool leap = sec == 60;
    *out = h * 3600 + m * 60 + (leap ? 59 : sec) - INT64_C(60) * *offset_out;
    return !leap ||
           (*out + CN_DAY_SECONDS) % CN_DAY_SECONDS == CN_DAY_SECONDS - 1;
}

carnet_status carnet_text_parse_time(int64_t *seconds_out, int32_t *offset_out,
                                     const char *text, size_t text_len)
{
    if (seconds_out == NULL || cn_span_check(text, text_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    int32_t days = 0;
    int64_t clock = 0;
    int32_t offset = 0;
    if (text_len < DAY_LEN ||
        !cn_days_parse(cn_span_of(text, DAY_LEN), &days)) {
        return CARNET_RECORD_DATE;
    }
    if (text_len > DAY_LEN &&
        !parse_clock(cn_span_of(text + DAY_LEN, text_len - DAY_LEN), &clock,
                     &offset)) {
        return CARNET_RECORD_DATE;
    }
    int64_t seconds = (int64_t)days * CN_DAY_SECONDS + clock;
    if (!cn_time_has_date(seconds)) {
        return CARNET_RECORD_DATE;
    }
    *seconds_out = seconds;
    if (offset_out != NULL) {
        *offset_out = offset;
    }
    return CARNET_OK;
}

carnet_status carnet_text_print_day(char *out, int32_t days)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (days < CN_DAY_MIN || days > (int32_t)CN_LIMIT_DAY) {
        return CARNET_CALLER_RANGE;
    }
    cn_days_print(out, days);
    return CARNET_OK;
}

carnet_status carnet_text_make_safe(carnet_buf **out, const char *text,
                                    size_t text_len)
{
    if (out == NULL || cn_span_check(text, text_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_utf8_put_safe(&b, cn_span_of(text, text_len), true);
    return cn_buf_give(&b, out);
}
