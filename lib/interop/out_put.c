/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of an entry as elements of FHIR: ids, dates as partial as they are,
 * numbers with their digits, codes by their systems with words for people.
 * Getters read what was checked before; what is absent puts nothing.
 */
#include "out_i.h"

/* ---- ids ---- */

void cn_out_uuid(char out[CN_OUT_ID_SIZE], const uint8_t seed[12],
                 uint32_t part, uint32_t position, uint32_t role)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t b[16];
    memcpy(b, seed, 12);
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x80); /* version 8 */
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80); /* variant of RFC 9562 */
    b[12] = (uint8_t)part;
    b[13] = (uint8_t)(position >> 8);
    b[14] = (uint8_t)position;
    b[15] = (uint8_t)role;
    size_t at = 0;
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            out[at++] = '-';
        }
        out[at++] = digits[b[i] >> 4];
        out[at++] = digits[b[i] & 15];
    }
    out[at] = '\0';
}

void cn_out_item_id(char out[CN_OUT_ID_SIZE], const cn_out *o,
                    const cn_interop_item *item, uint32_t role)
{
    cn_out_uuid(out, o->source->credentials[item->credential].identity,
                item->entry->part, item->entry->position, role);
}

void cn_out_reference(cn_out *o, const char *key, const char *id)
{
    char urn[9 + CN_OUT_ID_SIZE] = "urn:uuid:";
    memcpy(urn + 9, id, CN_OUT_ID_SIZE);
    cn_out_open(o, key);
    cn_out_str(o, "reference", urn);
    cn_out_close(o);
}

void cn_out_subject(cn_out *o, const char *key)
{
    cn_out_reference(o, key, o->patient);
}

/* ---- plain members ---- */

void cn_out_str(cn_out *o, const char *key, const char *text)
{
    cn_json_key(&o->w, key);
    cn_json_str(&o->w, text);
}

void cn_out_open(cn_out *o, const char *key)
{
    if (key != NULL) { /* NULL: an element of an array */
        cn_json_key(&o->w, key);
    }
    cn_json_open_object(&o->w);
}

void cn_out_close(cn_out *o)
{
    cn_json_close_object(&o->w);
}

void cn_out_open_array(cn_out *o, const char *key)
{
    cn_json_key(&o->w, key);
    cn_json_open_array(&o->w);
}

void cn_out_close_array(cn_out *o)
{
    cn_json_close_array(&o->w);
}

void cn_out_coding(cn_out *o, const char *system, const char *code,
                   const char *display)
{
    cn_out_str(o, "system", system);
    cn_out_str(o, "code", code);
    if (display != NULL && display[0] != '\0') {
        cn_out_str(o, "display", display);
    }
}

void cn_out_concept(cn_out *o, const char *key, const char *system,
                    const char *code, const char *display)
{
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, system, code, display);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_close(o);
}

/* What people call a word of an enumeration, whose name comes back in small
   letters. */
static cn_words_word word_for(const cn_out *o, int32_t enumeration,
                              const char *word, cn_buf *name)
{
    for (const char *c = cn_model_enum_name(enumeration); *c != '\0'; c++) {
        bool upper = *c >= 'A' && *c <= 'Z';
        cn_buf_put_u8(name, (uint8_t)(upper ? *c + ('a' - 'A') : *c));
    }
    char text[160];
    cn_buf row;
    cn_words_word display;
    cn_buf_init_fixed(&row, text, sizeof text);
    cn_buf_put(&row, name->data, name->len);
    cn_buf_put_str(&row, ".");
    cn_buf_put_str(&row, word);
    (void)cn_words_find(&display, CN_WORDS_ENUMS, cn_buf_span(&row),
                        o->language);
    return display;
}

void cn_out_own_coding(cn_out *o, int32_t enumeration, const char *word)
{
    char system[96] = CN_INTEROP_WORDS;
    const size_t base = sizeof CN_INTEROP_WORDS - 1;
    cn_buf name;
    cn_buf_init_fixed(&name, system + base, sizeof system - base - 1);
    cn_words_word display = word_for(o, enumeration, word, &name);
    system[base + name.len] = '\0';
    cn_out_open(o, NULL);
    cn_out_coding(o, system, word, display.text);
    cn_out_close(o);
}

void cn_out_own_concept(cn_out *o, const char *key, int32_t enumeration,
                        const char *word)
{
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_own_coding(o, enumeration, word);
    cn_out_close_array(o);
    cn_out_close(o);
}

void cn_out_kind_concept(cn_out *o, const char *key)
{
    cn_words_word word;
    const char *name = cn_model_kind(o->e->kind)->name;
    (void)cn_words_find(&word, CN_WORDS_KINDS, cn_span_str(name), o->language);
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, CN_INTEROP_WORDS "kind", name, NULL);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_str(o, "text", word.len > 0 ? word.text : name);
    cn_out_close(o);
}

void cn_out_display(cn_out *o, const char *key, const char *text)
{
    cn_out_open(o, key);
    cn_out_str(o, "display", text);
    cn_out_close(o);
}

void cn_out_absent(cn_out *o, const char *key, const char *code)
{
    char name[40] = "_";
    size_t len = strlen(key);
    memcpy(name + 1, key, len < 38 ? len + 1 : 0);
    cn_out_open(o, name);
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, CN_INTEROP_ABSENT);
    cn_out_str(o, "valueCode", code);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_close(o);
}

/* ---- texts ---- */

bool cn_out_has(const cn_out *o, int32_t field)
{
    return carnet_record_has(o->e, field, 0, CARNET_RECORD_SELF) == 1;
}

void cn_out_say(cn_out *o, int32_t field)
{
    o->said |= UINT64_C(1) << (field & 63);
}

bool cn_out_copy(const cn_out *o, char *out, cn_out_place at)
{
    out[0] = '\0';
    return carnet_record_copy_text(out, o->e, at.field, at.i, at.member) ==
           CARNET_OK;
}

bool cn_out_text(cn_out *o, const char *key, int32_t field)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (!cn_out_copy(o, text, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_str(o, key, text);
    cn_out_say(o, field);
    return true;
}

bool cn_out_note(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_has(o, field)) {
        return false;
    }
    cn_out_open_array(o, key);
    cn_out_open(o, NULL);
    (void)cn_out_text(o, "text", field);
    cn_out_close(o);
    cn_out_close_array(o);
    return true;
}

bool cn_out_named(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_has(o, field)) {
        return false;
    }
    cn_out_open(o, key);
    (void)cn_out_text(o, "display", field);
    cn_out_close(o);
    return true;
}

/* ---- dates ---- */

/* "_key": an extension of ours that is true, on a primitive. */
static void put_mark(cn_out *o, const char *key, const char *mark)
{
    char name[40] = "_";
    char url[64] = CN_INTEROP_EXTENSION;
    const size_t base = sizeof CN_INTEROP_EXTENSION - 1;
    size_t len = strlen(key);
    memcpy(name + 1, key, len < 38 ? len + 1 : 0);
    memcpy(url + base, mark, strlen(mark) + 1);
    cn_out_open(o, name);
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, url);
    cn_json_key(&o->w, "valueBoolean");
    cn_json_bool(&o->w, true);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_close(o);
}

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
        put_mark(o, key, "estimated");
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
    if (instant) { /* at most a day from the local one */
        days += d.minutes < (int64_t)days * 1440 ? -1 : 0;
        days += d.minutes >= (int64_t)(days + 1) * 1440 ? 1 : 0;
    }
    cn_days_to_date(days, &out[0], &out[1], &out[2]);
    out[3] = instant ? (int32_t)(d.minutes - (int64_t)days * 1440) : 0;
    return instant ? 4 : 3;
}

/* FHIR's rule per-1: the end is not before the start, and as precise wherever
   they are alike, since else FHIRPath does not know. Estimated dates may be in
   another order. */
static bool is_period(const cn_out *o, int32_t start, int32_t end)
{
    int32_t from[4];
    int32_t to[4];
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

/* ---- codes ---- */

/* Words for a coding: those that were carried, or the phrase book's in the
   reader's language where they are its English ones. */
static void put_display(cn_out *o, cn_out_place at, size_t n,
                        const char *system, const char *code)
{
    char display[CARNET_RECORD_TEXT_SIZE];
    cn_words_word english;
    cn_words_word word;
    int32_t table = cn_words_table_named(cn_span_str(system));
    if (carnet_record_copy_display(display, o->e, at.field, at.i, at.member,
                                   n) != CARNET_OK) {
        display[0] = '\0';
    }
    if (table >= 0 &&
        cn_words_find(&word, (cn_words_table)table, cn_span_str(code),
                      o->language) &&
        cn_words_find(&english, (cn_words_table)table, cn_span_str(code),
                      CN_WORDS_ENGLISH) &&
        (display[0] == '\0' || strcmp(display, english.text) == 0)) {
        cn_out_str(o, "display", word.text);
        if (display[0] == '\0') {
            put_mark(o, "display", "word");
        }
    } else if (display[0] != '\0') {
        cn_out_str(o, "display", display);
    }
}

/* 2.1 KiB of locals. */
static void put_coding(cn_out *o, cn_out_place at, size_t n)
{
    char system[CARNET_RECORD_TEXT_SIZE];
    char code[CARNET_RECORD_TEXT_SIZE];
    if (carnet_record_copy_system(system, o->e, at.field, at.i, at.member, n) !=
            CARNET_OK ||
        carnet_record_copy_code(code, o->e, at.field, at.i, at.member, n) !=
            CARNET_OK) {
        return;
    }
    cn_out_open(o, NULL);
    cn_json_key(&o->w, "system");
    cn_json_string(&o->w, cn_interop_system_uri(cn_span_str(system)));
    cn_out_str(o, "code", code);
    put_display(o, at, n, system, code);
    cn_out_close(o);
}

bool cn_out_put_code(cn_out *o, const char *key, cn_out_place at)
{
    char words[CARNET_RECORD_TEXT_SIZE];
    size_t num = carnet_record_num_codings(o->e, at.field, at.i, at.member);
    bool worded = carnet_record_copy_words(words, o->e, at.field, at.i,
                                           at.member) == CARNET_OK;
    if (num == 0 && !worded) {
        return false;
    }
    cn_out_open(o, key);
    if (num > 0) {
        cn_out_open_array(o, "coding");
        for (size_t n = 0; n < num; n++) {
            put_coding(o, at, n);
        }
        cn_out_close_array(o);
    }
    if (worded) {
        cn_out_str(o, "text", words);
    }
    cn_out_close(o);
    return true;
}

bool cn_out_code(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_put_code(o, key, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_say(o, field);
    return true;
}

bool cn_out_codes(cn_out *o, const char *key, int32_t field)
{
    size_t num = carnet_record_num_values(o->e, field);
    if (num == 0) {
        return false;
    }
    cn_out_open_array(o, key);
    for (size_t i = 0; i < num; i++) {
        (void)cn_out_put_code(o, NULL,
                              (cn_out_place){field, i, CARNET_RECORD_SELF});
    }
    cn_out_close_array(o);
    cn_out_say(o, field);
    return true;
}

/* ---- numbers ---- */

static void put_digits(cn_out *o, const char *key, int64_t mantissa,
                       int32_t scale)
{
    char digits[64];
    cn_model_decimal d = {mantissa, scale};
    cn_model_decimal_text(digits, &d);
    cn_json_key(&o->w, key);
    cn_json_digits(&o->w, cn_span_str(digits));
}

bool cn_out_put_decimal(cn_out *o, const char *key, cn_out_place at)
{
    int64_t mantissa = 0;
    int32_t scale = 0;
    if (carnet_record_get_decimal(&mantissa, &scale, o->e, at.field, at.i,
                                  at.member) != CARNET_OK) {
        return false;
    }
    put_digits(o, key, mantissa, scale);
    return true;
}

bool cn_out_put_int(cn_out *o, const char *key, cn_out_place at)
{
    int64_t v = 0;
    if (carnet_record_get_int(&v, o->e, at.field, at.i, at.member) !=
        CARNET_OK) {
        return false;
    }
    cn_json_key(&o->w, key);
    cn_json_i64(&o->w, v);
    return true;
}

static void put_unit(cn_out *o, const char *unit)
{
    cn_words_word word;
    bool found =
        cn_words_find(&word, CN_WORDS_UNITS, cn_span_str(unit), o->language);
    cn_out_str(o, "unit", found ? word.text : unit);
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", unit);
}

bool cn_out_put_compared(cn_out *o, const char *key, cn_out_place at,
                         const char *comparator)
{
    char unit[CARNET_RECORD_TEXT_SIZE];
    int64_t mantissa = 0;
    int32_t scale = 0;
    if (carnet_record_copy_quantity(&mantissa, &scale, unit, o->e, at.field,
                                    at.i, at.member) != CARNET_OK) {
        return false;
    }
    cn_out_open(o, key);
    put_digits(o, "value", mantissa, scale);
    if (comparator != NULL) {
        cn_out_str(o, "comparator", comparator);
    }
    if (unit[0] != '\0') {
        put_unit(o, unit);
    }
    cn_out_close(o);
    return true;
}

bool cn_out_put_quantity(cn_out *o, const char *key, cn_out_place at)
{
    return cn_out_put_compared(o, key, at, NULL);
}

bool cn_out_quantity(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_put_quantity(o, key, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_say(o, field);
    return true;
}

/* ---- words of enumerations ---- */

static const char *mapped(cn_out *o, cn_interop_map map, int32_t field)
{
    bool exact = false;
    const char *word =
        carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    const char *code = word == NULL ? NULL : cn_interop_code(map, word, &exact);
    if (exact) {
        cn_out_say(o, field);
    }
    return code;
}

bool cn_out_word(cn_out *o, const char *key, cn_interop_map map, int32_t field)
{
    const char *code = mapped(o, map, field);
    if (code == NULL) {
        return false;
    }
    cn_out_str(o, key, code);
    return true;
}

/* Codes of FHIR's own systems have fixed displays and are left to them. */
bool cn_out_word_concept(cn_out *o, const char *key, cn_interop_map map,
                         int32_t field)
{
    const char *code = mapped(o, map, field);
    if (code == NULL) {
        return false;
    }
    const char *uri = cn_interop_map_uri(map);
    const char *word =
        carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    cn_words_word display = {0};
    char text[64];
    cn_buf name;
    if (strcmp(uri, CN_INTEROP_SNOMED) == 0 && word != NULL) {
        cn_buf_init_fixed(&name, text, sizeof text);
        display = word_for(o, cn_interop_map_enum(map), word, &name);
    }
    cn_out_concept(o, key, uri, code, display.text);
    return true;
}
