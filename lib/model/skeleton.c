/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A JSON record with one entry of a kind and something in every field, for
 * people to change. Examples come from the code lists and from the table here;
 * a field without one gets what its type allows. Every skeleton can be issued.
 */
#include "carnet/record_build.h"
#include "form_i.h"
#include "model_i.h"

/* What stands in a field: text, digits or a code, by its type. owner: kind or
   group, NULL for any. */
typedef struct {
    const char *owner;
    const char *field;
    const char *example;
} example;

static const example examples[] = {
    {NULL, "observed", "2026-03-10"},
    {NULL, "note", "Words that fit nowhere else"},
    {"person", "name", "Amina Diallo"},
    {"person", "birth_date", "1988-04-02"},
    {NULL, "latin_name", "Amina Diallo"},
    {NULL, "aliases", "Mina Diallo"},
    {NULL, "place", "Clinic of Agadez"},
    {NULL, "conclusion", "Fit to go on; see the cardiologist"},
    {"condition", "since", "2019-05"},
    {"prescription", "since", "2024-11-02"},
    {NULL, "body_site", "368209003"},
    {NULL, "strength", "500"},
    {"flight_dose", "dose", "500"},
    {NULL, "times_a_day", "2"},
    {NULL, "handed_over", "90"},
    {NULL, "max_a_day", "4"},
    {NULL, "instructions", "One tablet in the morning and one at night"},
    {"prescription", "product", "Doliprane 500"},
    {NULL, "days", "14"},
    {NULL, "packs", "3"},
    {NULL, "gap_days", "2"},
    {NULL, "programme", "A15.0"},
    {NULL, "prescriber", "Dr. S. Moussa"},
    {NULL, "prescriber_reach", "+227 20 00 00 00"},
    {NULL, "lot", "AB1234"},
    {NULL, "of", "2"},
    {NULL, "centre", "Health centre of Tahoua"},
    {NULL, "maker", "Serum Institute"},
    {NULL, "why_not", "Fever on that day"},
    {"result", "text_value", "No growth after 48 hours"},
    {"component", "text_value", "Clear"},
    {"result", "quantity", "6.8"},
    {"component", "quantity", "6.8"},
    {NULL, "low", "4.0"},
    {NULL, "high", "6.0"},
    {NULL, "specimen", "119297000"},
    {NULL, "specimen_time", "2026-01-15T08:30:00+01:00"},
    {NULL, "laboratory", "Laboratory of Agadez"},
    {"procedure", "what", "80146002"},
    {"procedure", "outcome", "Healed well"},
    {NULL, "device_kind", "14106009"},
    {NULL, "implanted_on", "2022-09"},
    {NULL, "serial", "PM-20931"},
    {NULL, "due", "2026-08-20"},
    {NULL, "gravida", "2"},
    {NULL, "score", "12"},
    {NULL, "plan", "Weekly talk, again in four weeks"},
    {NULL, "contact", "Child protection desk, +227 20 00 00 01"},
    {NULL, "to", "Dialysis unit, Regional Hospital"},
    {NULL, "from", "Clinic of Agadez"},
    {"coverage", "from", "2026-01-01"},
    {NULL, "reply", "Seen on 20 January; continue"},
    {NULL, "where", "Regional Hospital, room 4"},
    {NULL, "held_at", "Regional Hospital"},
    {NULL, "oxygen", "2"},
    {NULL, "equipment", "Oxygen concentrator"},
    {NULL, "at", "2026-03-17T10:30:00+01:00"},
    {NULL, "contact_transit", "Escort nurse, +227 20 00 00 02"},
    {NULL, "contact_arrival", "Reception desk, +220 400 00 00"},
    {NULL, "scheme", "Returnee health fund"},
    {NULL, "member", "RH-204417"},
    {NULL, "payer", "Returnee health fund"},
    {NULL, "benefit", "Basic care"},
    {NULL, "avoid_atc", "M01A"},
    {"wish", "text", "No blood transfusion"},
    {"identifier", "value", "GM-1988-0420"},
    {"identifier", "system", "National register"},
    {"contact", "name", "Ibrahim Diallo"},
    {"contact", "phone", "+220 700 00 00"},
    {"contact", "reach", "By message in the evening"},
    {NULL, "amount", "12.50"},
    {NULL, "currency", "EUR"},
};

/* Example of a field, its owner's own before any other; NULL if there is
   none. */
static const char *find_example(const cn_model_shape *owner,
                                const cn_model_field *f)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const example *e = &examples[i];
        if (strcmp(e->field, f->name) != 0) {
            continue;
        }
        if (e->owner == NULL) {
            found = e->example;
        } else if (strcmp(e->owner, owner->name) == 0) {
            return e->example;
        }
    }
    return found;
}

static void put_digits(cn_json_writer *w, const char *digits)
{
    cn_json_digits(w, cn_span_of(digits, strlen(digits)));
}

/* ---- values ---- */

/* The example, a word of the list, or as much of the field's description as
   fits. */
static void put_text(cn_json_writer *w, const cn_model_field *f,
                     const char *text)
{
    const char *word =
        f->type == CN_TYPE_LABEL ? cn_model_word_get(f->b, 0) : NULL;
    if (text == NULL) {
        text = word != NULL ? word : f->about;
    }
    size_t len = strlen(text);
    cn_json_string(w,
                   cn_span_of(text, len < (size_t)f->a ? len : (size_t)f->a));
}

static void put_int(cn_json_writer *w, const cn_model_field *f,
                    const char *digits)
{
    if (digits != NULL) {
        put_digits(w, digits);
    } else {
        cn_json_i64(w, f->a > 1 ? f->a : 1);
    }
}

static const char *usual_unit(const cn_model_field *f)
{
    int32_t list = f->a == CN_UNIT_OF_FORM ? CN_LIST_FORMS : CN_LIST_TESTS;
    int32_t unit = f->a;
    if (unit == CN_UNIT_OF_FORM || unit == CN_UNIT_OF_TEST) {
        unit = cn_model_list_get(list, 0)->unit;
    }
    return unit < 0 ? "mg" : cn_model_unit_get((uint64_t)unit);
}

static void put_quantity(cn_json_writer *w, const cn_model_field *f,
                         const char *digits)
{
    cn_json_open_object(w);
    cn_json_key(w, "value");
    put_digits(w, digits != NULL ? digits : "1");
    cn_json_key(w, "unit");
    cn_json_str(w, usual_unit(f));
    cn_json_close_object(w);
}

/* A field of codes that has no list has an example. */
static void put_code(cn_json_writer *w, const cn_model_field *f,
                     const char *code)
{
    const cn_model_listed *listed =
        code == NULL ? cn_model_list_get(f->b, 0) : NULL;
    int32_t system = listed != NULL ? listed->system : f->a;
    if (listed != NULL) {
        code = listed->code;
    }
    cn_json_open_object(w);
    cn_json_key(w, "system");
    cn_json_str(w, cn_model_system_get((uint32_t)system)->name);
    cn_json_key(w, "code");
    cn_json_str(w, code);
    if (listed != NULL) { /* for people; our list has it, so it costs nothing */
        cn_words_word word;
        cn_model_listed_word(&word, listed);
        cn_json_key(w, "display");
        cn_json_str(w, word.text);
    }
    cn_json_close_object(w);
}

static carnet_status put_bytes(cn_json_writer *w, const cn_model_field *f)
{
    uint8_t bytes[64];
    size_t len = f->a > 8 ? (size_t)f->a : 8;
    len = len < sizeof bytes ? len : sizeof bytes;
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (uint8_t)(i * 37 + 11);
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_text_put_base64(&b, cn_span_of(bytes, len));
    carnet_status status = b.status;
    cn_json_string(w, cn_buf_span(&b));
    cn_buf_free(&b);
    return status;
}

/* A value that is no group. */
static carnet_status put_plain(cn_json_writer *w, const cn_model_shape *owner,
                               const cn_model_field *f)
{
    const char *text = find_example(owner, f);
    switch (f->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        put_text(w, f, text);
        break;
    case CN_TYPE_INT:
        put_int(w, f, text);
        break;
    case CN_TYPE_BOOL:
        cn_json_bool(w, true);
        break;
    case CN_TYPE_ENUM:
        cn_json_str(
            w, cn_model_enum_word(f->a, f->b > 0 ? (uint64_t)f->b - 1 : 0));
        break;
    case CN_TYPE_DECIMAL:
        put_digits(w, text != NULL ? text : "1.5");
        break;
    case CN_TYPE_QUANTITY:
        put_quantity(w, f, text);
        break;
    case CN_TYPE_DATE:
        cn_json_str(w, text != NULL ? text : "2026-01-15");
        break;
    case CN_TYPE_END:
        cn_json_str(w, "2026-12-31");
        break;
    case CN_TYPE_CODE:
        put_code(w, f, text);
        break;
    case CN_TYPE_REF:
        cn_json_str(w, CN_FORM_LEAF "1f2e3d4c");
        break;
    default:
        return put_bytes(w, f);
    }
    return CARNET_OK;
}

static carnet_status put_group(cn_json_writer *w, const cn_model_field *f)
{
    const cn_model_shape *group = cn_model_group((uint32_t)f->a);
    carnet_status status = CARNET_OK;
    cn_json_open_object(w);
    for (size_t i = 0; status == CARNET_OK && i < group->num_fields; i++) {
        cn_json_key(w, group->fields[i].name);
        status = put_plain(w, group, &group->fields[i]);
    }
    cn_json_close_object(w);
    return status;
}

/* ---- the record ---- */

static carnet_status put_field(cn_json_writer *w, const cn_model_shape *kind,
                               const cn_model_field *f)
{
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    cn_json_key(w, f->name);
    if (list) {
        cn_json_open_array(w);
    }
    carnet_status status =
        f->type == CN_TYPE_GROUP ? put_group(w, f) : put_plain(w, kind, f);
    if (list) {
        cn_json_close_array(w);
    }
    return status;
}

static carnet_status put_entry(cn_json_writer *w, const cn_model_shape *kind)
{
    carnet_status status = CARNET_OK;
    cn_json_open_object(w);
    cn_json_key(w, "kind");
    cn_json_str(w, kind->name);
    cn_json_key(w, "id");
    cn_json_str(w, "e1");
    for (size_t i = 0; status == CARNET_OK && i < kind->num_fields; i++) {
        status = put_field(w, kind, &kind->fields[i]);
    }
    cn_json_close_object(w);
    return status;
}

carnet_status carnet_record_skeleton(carnet_buf **out, int32_t kind)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    const cn_model_shape *shape =
        kind < 0 ? NULL : cn_model_kind((uint32_t)kind);
    if (shape == NULL) {
        return CARNET_RECORD_KIND;
    }
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key(&w, "entries");
    cn_json_open_array(&w);
    carnet_status status = put_entry(&w, shape);
    cn_json_close_array(&w);
    cn_json_close_object(&w);
    cn_buf_put_u8(&b, '\n');
    if (status != CARNET_OK) {
        cn_buf_free(&b);
        return status;
    }
    return cn_buf_give(&b, out);
}
