/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Setters of a record being made. Each value is tried on its field's encoder
 * before anything changes, whether it comes from a program or from JSON.
 */
#include "record_i.h"

/* Finds a place that holds values of one of two types. */
static carnet_status find(cn_record_place *p, carnet_record *record,
                          size_t entry, int32_t field, size_t i, int32_t member,
                          cn_model_type a, cn_model_type b)
{
    carnet_status status = cn_record_find(p, record, entry, field, i, member);
    if (status == CARNET_OK && p->field->type != a && p->field->type != b) {
        status = CARNET_CALLER_TYPE;
    }
    return status;
}

/* Can the field at p hold v? */
static carnet_status try(const cn_record_place *p, const cn_record_value *v)
{
    static const cn_record_around nothing;
    cn_buf b;
    cn_buf_init(&b);
    carnet_status status = cn_record_put(&b, p->field, v, &nothing);
    if (b.status != CARNET_OK) {
        status = b.status; /* whatever else is wrong: not all was looked at */
    }
    cn_buf_free(&b);
    return status;
}

static carnet_status try_and_store(const cn_record_place *p, cn_record_value v)
{
    carnet_status status = try(p, &v);
    return status == CARNET_OK ? cn_record_store(p, v) : status;
}

/* ---- numbers ---- */

carnet_status carnet_record_set_int(carnet_record *record, size_t entry,
                                    int32_t field, size_t i, int32_t member,
                                    int64_t value)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_INT, CN_TYPE_INT);
    cn_record_value v = {.number = value};
    return status == CARNET_OK ? try_and_store(&p, v) : status;
}

carnet_status carnet_record_set_bool(carnet_record *record, size_t entry,
                                     int32_t field, size_t i, int32_t member,
                                     int32_t value)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_BOOL, CN_TYPE_BOOL);
    if (status == CARNET_OK && value != 0 && value != 1) {
        status = CARNET_RECORD_RANGE;
    }
    cn_record_value v = {.number = value};
    return status == CARNET_OK ? try_and_store(&p, v) : status;
}

/* Does another value of the list say the same word? */
static bool is_twice(const cn_record_place *p, int64_t word)
{
    for (uint32_t n = 0; p->field == p->outer && n < p->slot->num; n++) {
        if (n != p->i && p->slot->values[n].number == word) {
            return true;
        }
    }
    return false;
}

carnet_status carnet_record_set_enum(carnet_record *record, size_t entry,
                                     int32_t field, size_t i, int32_t member,
                                     int32_t value)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_ENUM, CN_TYPE_ENUM);
    if (status == CARNET_OK && value < 0) {
        status = CARNET_RECORD_ENUM;
    }
    if (status == CARNET_OK && is_twice(&p, value)) {
        status = CARNET_RECORD_TWICE;
    }
    cn_record_value v = {.number = value};
    return status == CARNET_OK ? try_and_store(&p, v) : status;
}

carnet_status carnet_record_set_decimal(carnet_record *record, size_t entry,
                                        int32_t field, size_t i, int32_t member,
                                        int64_t mantissa, int32_t scale)
{
    cn_record_place p;
    carnet_status status = find(&p, record, entry, field, i, member,
                                CN_TYPE_DECIMAL, CN_TYPE_DECIMAL);
    cn_record_value v = {.decimal = {mantissa, scale}};
    if (status == CARNET_OK && !cn_model_settle_decimal(&v.decimal)) {
        status = CARNET_RECORD_DECIMAL;
    }
    return status == CARNET_OK ? try_and_store(&p, v) : status;
}

carnet_status carnet_record_set_quantity(carnet_record *record, size_t entry,
                                         int32_t field, size_t i,
                                         int32_t member, int64_t mantissa,
                                         int32_t scale, const char *unit,
                                         size_t unit_len)
{
    cn_record_place p;
    carnet_status status = find(&p, record, entry, field, i, member,
                                CN_TYPE_QUANTITY, CN_TYPE_QUANTITY);
    if (status == CARNET_OK) {
        status = cn_span_check(unit, unit_len);
    }
    cn_record_value v = {
        .quantity = {{mantissa, scale}, NULL, cn_span_of(unit, unit_len)}};
    if (status == CARNET_OK && !cn_model_settle_decimal(&v.quantity.value)) {
        status = CARNET_RECORD_DECIMAL;
    }
    if (status == CARNET_OK && unit != NULL && unit_len == 0) {
        status = CARNET_RECORD_UNIT;
    }
    if (status == CARNET_OK) {
        status = try(&p, &v);
    }
    if (status == CARNET_OK && unit != NULL) {
        status = cn_record_copy_span(record, v.quantity.unit, &v.quantity.unit);
    }
    return status == CARNET_OK ? cn_record_store(&p, v) : status;
}

/* ---- dates ---- */

carnet_status carnet_record_set_date(carnet_record *record, size_t entry,
                                     int32_t field, size_t i, int32_t member,
                                     int32_t year, int32_t month, int32_t day,
                                     int32_t estimated)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_DATE, CN_TYPE_END);
    if (status != CARNET_OK) {
        return status;
    }
    bool no_day = day == 0;
    if (!cn_days_valid(year, no_day && month == 0 ? 1 : month,
                       no_day ? 1 : day) ||
        (estimated != 0 && estimated != 1)) {
        return CARNET_RECORD_DATE;
    }
    cn_record_value v;
    memset(&v, 0, sizeof v);
    v.date.precision = !no_day      ? CARNET_DATE_DAY
                       : month != 0 ? CARNET_DATE_MONTH
                                    : CARNET_DATE_YEAR;
    v.date.estimated = estimated == 1;
    v.date.year = year;
    v.date.month = month;
    v.date.days = no_day ? 0 : cn_days_from_date(year, month, day);
    return try_and_store(&p, v);
}

carnet_status carnet_record_set_instant(carnet_record *record, size_t entry,
                                        int32_t field, size_t i, int32_t member,
                                        int64_t minutes, int32_t offset)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_DATE, CN_TYPE_END);
    if (status != CARNET_OK) {
        return status;
    }
    /* Both the local day and the one in UTC are in years 1 to 9999. */
    if (offset < -CN_MODEL_OFFSET_MAX || offset > CN_MODEL_OFFSET_MAX ||
        !cn_model_is_day(cn_day_of(minutes, CN_DAY_MINUTES)) ||
        !cn_model_is_day(cn_day_of(minutes + offset, CN_DAY_MINUTES))) {
        return CARNET_RECORD_DATE;
    }
    cn_record_value v;
    memset(&v, 0, sizeof v);
    int32_t day_of_month = 0;
    v.date.precision = CARNET_DATE_MINUTE;
    v.date.minutes = minutes;
    v.date.offset = offset;
    v.date.days = (int32_t)cn_day_of(minutes + offset, CN_DAY_MINUTES);
    cn_days_to_date(v.date.days, &v.date.year, &v.date.month, &day_of_month);
    return try_and_store(&p, v);
}

/* ---- text and bytes ---- */

static carnet_status set_span(const cn_record_place *p, const void *data,
                              size_t len)
{
    carnet_status status = cn_span_check(data, len);
    cn_record_value v = {.bytes = cn_span_of(data, len)};
    if (status == CARNET_OK) {
        status = try(p, &v);
    }
    if (status == CARNET_OK) {
        status = cn_record_copy_span(p->record, v.bytes, &v.bytes);
    }
    return status == CARNET_OK ? cn_record_store(p, v) : status;
}

carnet_status carnet_record_set_text(carnet_record *record, size_t entry,
                                     int32_t field, size_t i, int32_t member,
                                     const char *text, size_t text_len)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_TEXT, CN_TYPE_LABEL);
    return status == CARNET_OK ? set_span(&p, text, text_len) : status;
}

carnet_status carnet_record_set_bytes(carnet_record *record, size_t entry,
                                      int32_t field, size_t i, int32_t member,
                                      const uint8_t *bytes, size_t bytes_len)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_BYTES, CN_TYPE_BYTES);
    return status == CARNET_OK ? set_span(&p, bytes, bytes_len) : status;
}

/* ---- codes ---- */

/* A code to change: a copy of what stands at the place, or an empty one. */
static carnet_status open_code(cn_model_code **out, const cn_record_place *p)
{
    static const cn_model_code empty;
    const cn_record_value *v = cn_record_at(p);
    *out =
        cn_record_copy(p->record, v != NULL ? v->code : &empty, sizeof **out);
    return *out == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

/* A name of ours or a known URI; else another URI, lent. */
static carnet_status take_system(cn_model_coding *out, cn_span system,
                                 const cn_model_field *f)
{
    carnet_status status = cn_span_check(system.data, system.len);
    if (status != CARNET_OK) {
        return status;
    }
    out->system = system.data == NULL ? f->a : cn_model_system_named(system);
    if (out->system >= 0) {
        return CARNET_OK;
    }
    out->uri = system;
    return cn_model_uri_check(system);
}

/* System, code and label of one coding, lent. */
static carnet_status take_coding(cn_model_coding *out, const cn_model_field *f,
                                 cn_span system, cn_span code, cn_span display)
{
    memset(out, 0, sizeof *out);
    carnet_status status = take_system(out, system, f);
    if (status != CARNET_OK) {
        return status;
    }
    if (code.len > CN_MODEL_CODE_MAX) {
        return CARNET_RECORD_TOO_LONG;
    }
    if (code.len > 0) {
        memcpy(out->code, code.data, code.len);
    }
    out->code_len = code.len;
    out->listed = out->system < 0
                      ? -1
                      : cn_model_list_find(f->b, (uint32_t)out->system, code);
    out->label = display;
    status = cn_span_check(display.data, display.len);
    return status == CARNET_OK && display.data != NULL
               ? cn_model_text_check(display, CN_MODEL_CODING_MAX)
               : status;
}

/* Tries a changed code; makes the spans of its last coding and its words its
   own if it passes. */
static carnet_status close_code(const cn_record_place *p, cn_model_code *c,
                                cn_model_coding *last)
{
    cn_record_value v = {.code = c};
    carnet_status status = try(p, &v);
    if (status == CARNET_OK && last != NULL) {
        status = cn_record_copy_span(p->record, last->uri, &last->uri);
    }
    if (status == CARNET_OK && last != NULL) {
        status = cn_record_copy_span(p->record, last->label, &last->label);
    }
    if (status == CARNET_OK && last == NULL) {
        status = cn_record_copy_span(p->record, c->words, &c->words);
    }
    return status == CARNET_OK ? cn_record_store(p, v) : status;
}

/* Opens the code at a place for something that must be given. */
static carnet_status begin_code(cn_record_place *p, cn_model_code **c,
                                carnet_record *record, size_t entry,
                                int32_t field, size_t i, int32_t member,
                                const void *given)
{
    carnet_status status =
        find(p, record, entry, field, i, member, CN_TYPE_CODE, CN_TYPE_CODE);
    if (status == CARNET_OK && given == NULL) {
        status = CARNET_CALLER_NULL;
    }
    return status == CARNET_OK ? open_code(c, p) : status;
}

carnet_status carnet_record_add_coding(carnet_record *record, size_t entry,
                                       int32_t field, size_t i, int32_t member,
                                       const char *system, size_t system_len,
                                       const char *code, size_t code_len,
                                       const char *display, size_t display_len)
{
    cn_record_place p;
    cn_model_code *c = NULL;
    carnet_status status =
        begin_code(&p, &c, record, entry, field, i, member, code);
    if (status == CARNET_OK && c->num == CN_MODEL_CODINGS_MAX) {
        status = CARNET_RECORD_TOO_LONG;
    }
    if (status == CARNET_OK) {
        status = take_coding(
            &c->codings[c->num], p.field, cn_span_of(system, system_len),
            cn_span_of(code, code_len), cn_span_of(display, display_len));
    }
    if (status != CARNET_OK) {
        return status;
    }
    c->num++;
    return close_code(&p, c, &c->codings[c->num - 1]);
}

carnet_status carnet_record_set_words(carnet_record *record, size_t entry,
                                      int32_t field, size_t i, int32_t member,
                                      const char *words, size_t words_len)
{
    cn_record_place p;
    cn_model_code *c = NULL;
    carnet_status status =
        begin_code(&p, &c, record, entry, field, i, member, words);
    if (status == CARNET_OK) {
        c->words = cn_span_of(words, words_len);
        status = cn_model_text_check(c->words, CN_MODEL_WORDS_MAX);
    }
    return status == CARNET_OK ? close_code(&p, c, NULL) : status;
}

/* ---- references ---- */

carnet_status carnet_record_set_reference(carnet_record *record, size_t entry,
                                          int32_t field, size_t i,
                                          int32_t member, size_t target)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_REF, CN_TYPE_REF);
    if (status == CARNET_OK && (target >= record->num || target == entry)) {
        status = CARNET_RECORD_REFERENCE;
    }
    cn_record_value v = {.reference = {false, (uint32_t)target}};
    return status == CARNET_OK ? cn_record_store(&p, v) : status;
}

carnet_status carnet_record_set_elsewhere(carnet_record *record, size_t entry,
                                          int32_t field, size_t i,
                                          int32_t member, uint32_t leaf)
{
    cn_record_place p;
    carnet_status status =
        find(&p, record, entry, field, i, member, CN_TYPE_REF, CN_TYPE_REF);
    cn_record_value v = {.reference = {true, leaf}};
    return status == CARNET_OK ? cn_record_store(&p, v) : status;
}

/* ---- whole fields ---- */

static carnet_status find_field(const cn_model_field **field,
                                cn_record_slot **slot, carnet_record *record,
                                size_t entry, int32_t number)
{
    if (record == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (entry >= record->num || number < 0) {
        return CARNET_CALLER_ABSENT;
    }
    const cn_record_entry *e = &record->entries[entry];
    if (e->shape == NULL) {
        return CARNET_CALLER_TYPE;
    }
    *field = cn_model_field_of(e->shape, (uint32_t)number);
    *slot = cn_record_slot_of(e, (uint32_t)number);
    return *slot == NULL ? CARNET_CALLER_ABSENT : CARNET_OK;
}

carnet_status carnet_record_set_absent(carnet_record *record, size_t entry,
                                       int32_t field, int32_t reason)
{
    const cn_model_field *f = NULL;
    cn_record_slot *slot = NULL;
    carnet_status status = find_field(&f, &slot, record, entry, field);
    if (status != CARNET_OK) {
        return status;
    }
    if ((f->flags & CN_FIELD_ABSENT) == 0) {
        return CARNET_CALLER_TYPE;
    }
    if (reason < CARNET_ABSENT_NONE || reason > CARNET_ABSENT_REFUSED) {
        return CARNET_CALLER_RANGE;
    }
    slot->num = 0;
    slot->absent = (uint8_t)reason;
    return CARNET_OK;
}

carnet_status carnet_record_clear(carnet_record *record, size_t entry,
                                  int32_t field)
{
    const cn_model_field *f = NULL;
    cn_record_slot *slot = NULL;
    carnet_status status = find_field(&f, &slot, record, entry, field);
    if (status == CARNET_OK) {
        slot->num = 0;
        slot->absent = CARNET_ABSENT_NO;
    }
    return status;
}
