/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Getters of an entry whose values need more than their bytes: dates, which
 * count from a day, codes, which have words in a list, references.
 */
#include "record_get_i.h"

/* ---- dates ---- */

static carnet_status read_date(cn_model_date *out, const carnet_entry *entry,
                               int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status = cn_record_locate(&p, entry, field, i, member,
                                            CN_TYPE_DATE, CN_TYPE_END);
    return status == CARNET_OK ? cn_model_take_date(&p.r, p.field, p.entry, out)
                               : status;
}

static void set(int32_t *out, int32_t value)
{
    if (out != NULL) {
        *out = value;
    }
}

carnet_status carnet_record_get_date(int32_t *precision_out, int32_t *year_out,
                                     int32_t *month_out, int32_t *day_out,
                                     int32_t *estimated_out,
                                     const carnet_entry *entry, int32_t field,
                                     size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t year = d.year;
    int32_t month = d.precision == CARNET_DATE_YEAR ? 0 : d.month;
    int32_t day = 0;
    if (d.precision == CARNET_DATE_DAY || d.precision == CARNET_DATE_MINUTE) {
        cn_days_to_date(d.days, &year, &month, &day);
    }
    set(precision_out, d.precision);
    set(year_out, year);
    set(month_out, month);
    set(day_out, day);
    set(estimated_out, d.estimated ? 1 : 0);
    return CARNET_OK;
}

carnet_status carnet_record_get_days(int32_t *first_days_out,
                                     int32_t *last_days_out,
                                     const carnet_entry *entry, int32_t field,
                                     size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t first = 0;
    int32_t last = 0;
    cn_model_date_span(&d, &first, &last);
    set(first_days_out, first);
    set(last_days_out, last);
    return CARNET_OK;
}

carnet_status carnet_record_get_instant(int64_t *minutes_out,
                                        int32_t *offset_out,
                                        const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status == CARNET_OK && (minutes_out == NULL || offset_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK && d.precision != CARNET_DATE_MINUTE) {
        status = CARNET_CALLER_TYPE;
    }
    if (status == CARNET_OK) {
        *minutes_out = d.minutes;
        *offset_out = d.offset;
    }
    return status;
}

carnet_status carnet_record_copy_date(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        cn_model_date_text(out, &d);
    }
    return status;
}

/* ---- codes ---- */

/* Coding n of a code, or CARNET_CALLER_ABSENT. */
static carnet_status read_code(cn_model_code *out, const cn_model_field **f,
                               const carnet_entry *entry, int32_t field,
                               size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status = cn_record_locate(&p, entry, field, i, member,
                                            CN_TYPE_CODE, CN_TYPE_CODE);
    *f = p.field;
    return status == CARNET_OK ? cn_model_get_code(&p.r, p.field, out) : status;
}

size_t carnet_record_num_codings(const carnet_entry *entry, int32_t field,
                                 size_t i, int32_t member)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    return read_code(&code, &f, entry, field, i, member) == CARNET_OK ? code.num
                                                                      : 0;
}

static carnet_status read_coding(cn_model_code *code, const cn_model_field **f,
                                 const void *out, const carnet_entry *entry,
                                 int32_t field, size_t i, int32_t member,
                                 size_t n)
{
    carnet_status status = read_code(code, f, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    return status == CARNET_OK && n >= code->num ? CARNET_CALLER_ABSENT
                                                 : status;
}

carnet_status carnet_record_copy_system(char *out, const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member,
                                        size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    return status == CARNET_OK
               ? cn_record_give_text(out,
                                     cn_model_coding_system(&code.codings[n]))
               : status;
}

carnet_status carnet_record_copy_code(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member,
                                      size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    return status == CARNET_OK
               ? cn_record_give_text(out, cn_span_of(code.codings[n].code,
                                                     code.codings[n].code_len))
               : status;
}

carnet_status carnet_record_copy_display(char *out, const carnet_entry *entry,
                                         int32_t field, size_t i,
                                         int32_t member, size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    if (status != CARNET_OK) {
        return status;
    }
    cn_words_word room;
    cn_span words = cn_model_coding_display(&code.codings[n], &room);
    return words.len > 0 ? cn_record_give_text(out, words)
                         : CARNET_CALLER_ABSENT;
}

carnet_status carnet_record_copy_words(char *out, const carnet_entry *entry,
                                       int32_t field, size_t i, int32_t member)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status = read_code(&code, &f, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK && code.words.len == 0) {
        status = CARNET_CALLER_ABSENT;
    }
    return status == CARNET_OK ? cn_record_give_text(out, code.words) : status;
}

/* ---- references ---- */

carnet_status carnet_record_get_reference(int32_t *part_out,
                                          uint32_t *target_out,
                                          const carnet_entry *entry,
                                          int32_t field, size_t i,
                                          int32_t member)
{
    cn_record_found p;
    carnet_status status =
        cn_record_locate(&p, entry, field, i, member, CN_TYPE_REF, CN_TYPE_REF);
    if (status == CARNET_OK && (part_out == NULL || target_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    return status == CARNET_OK
               ? cn_model_take_reference(&p.r, part_out, target_out)
               : status;
}
