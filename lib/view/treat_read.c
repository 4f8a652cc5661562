/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry says of days, amounts and codes, as the files of treatment need
 * it: dates as the days that they can mean, never as one of these by guess.
 */
#include "treat_i.h"

void cn_treat_date_of(cn_treat_date *out, const carnet_entry *e, int32_t field)
{
    int32_t precision = 0;
    int32_t estimated = 0;
    int32_t offset = 0;
    memset(out, 0, sizeof *out);
    if (carnet_record_get_date(&precision, NULL, NULL, NULL, &estimated, e,
                               field, 0, CARNET_RECORD_SELF) != CARNET_OK ||
        carnet_record_get_days(&out->first, &out->last, e, field, 0,
                               CARNET_RECORD_SELF) != CARNET_OK) {
        return;
    }
    out->there = true;
    out->estimated = estimated != 0;
    out->exact = estimated == 0 && out->first == out->last;
    out->local = (int64_t)out->first * CN_DAY_MINUTES;
    out->instant = precision == CARNET_DATE_MINUTE &&
                   carnet_record_get_instant(&out->utc, &offset, e, field, 0,
                                             CARNET_RECORD_SELF) == CARNET_OK;
    if (out->instant) {
        out->local = out->utc + offset;
    }
}

int32_t cn_treat_told_day(const carnet_entry *e)
{
    cn_treat_date seen;
    cn_treat_date_of(&seen, e, CARNET_FIELD_OBSERVED);
    return seen.there && (seen.exact || seen.first < e->day) ? seen.first
                                                             : e->day;
}

int32_t cn_treat_day(const cn_treat_case *c)
{
    return c->at.days;
}

int32_t cn_treat_compare(const cn_treat_date *d, const cn_treat_case *c)
{
    bool minutes = d->instant && c->at.precision == CARNET_DATE_MINUTE;
    int64_t first = minutes ? d->utc : d->first;
    int64_t last = minutes ? d->utc : d->last;
    int64_t at = minutes ? c->at.minutes : cn_treat_day(c);
    if (first <= at && at <= last) {
        return 0;
    }
    return at > last ? -1 : 1;
}

/* More than 1 KiB of locals: any unit, as the getter gives it. */
bool cn_treat_amount_of(cn_treat_amount *out, const carnet_entry *e,
                        int32_t field, size_t i, int32_t member)
{
    char unit[CARNET_RECORD_TEXT_SIZE];
    if (carnet_record_copy_quantity(&out->value.mantissa, &out->value.scale,
                                    unit, e, field, i, member) != CARNET_OK ||
        strlen(unit) >= sizeof out->unit) {
        memset(out, 0, sizeof *out);
        return false;
    }
    memcpy(out->unit, unit, strlen(unit) + 1);
    return true;
}

int64_t cn_treat_int_of(const carnet_entry *e, int32_t field, int64_t none)
{
    int64_t v = 0;
    return carnet_record_get_int(&v, e, field, 0, CARNET_RECORD_SELF) ==
                   CARNET_OK
               ? v
               : none;
}

int32_t cn_treat_enum_of(const carnet_entry *e, int32_t field, int32_t none)
{
    int32_t v = 0;
    return carnet_record_get_enum(&v, e, field, 0, CARNET_RECORD_SELF) ==
                   CARNET_OK
               ? v
               : none;
}

int32_t cn_treat_bool_of(const carnet_entry *e, int32_t field)
{
    int32_t v = 0;
    return carnet_record_get_bool(&v, e, field, 0, CARNET_RECORD_SELF) ==
                   CARNET_OK
               ? v
               : -1;
}

/* More than 2 KiB of locals: a system and a code, as the getters give them. */
bool cn_treat_code_of(char code[CN_WORDS_KEY_SIZE], const carnet_entry *e,
                      int32_t field, size_t i, int32_t member,
                      const char *system, size_t n)
{
    char name[CARNET_RECORD_TEXT_SIZE];
    char text[CARNET_RECORD_TEXT_SIZE];
    size_t num = carnet_record_num_codings(e, field, i, member);
    for (size_t k = 0; k < num; k++) {
        if (carnet_record_copy_system(name, e, field, i, member, k) ==
                CARNET_OK &&
            strcmp(name, system) == 0 &&
            carnet_record_copy_code(text, e, field, i, member, k) ==
                CARNET_OK &&
            strlen(text) < CN_WORDS_KEY_SIZE) {
            if (n == 0) {
                memcpy(code, text, strlen(text) + 1);
                return true;
            }
            n--;
        }
    }
    return false;
}
