/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prescriptions as MedicationStatement, the medicine contained where there is
 * more to say of it than its code. "Prescribed until" is the end of the period
 * and never says how long a supply lasts: what was handed over stays beside it.
 */
#include "out_i.h"

/* ---- the medicine ---- */

static cn_out_place member_of(int32_t field, size_t i, int32_t member)
{
    return (cn_out_place){field, i, member};
}

/* Per one unit of the form: 500 mg in 1. */
static void put_strength(cn_out *o, cn_out_place at)
{
    if (carnet_record_has(o->e, at.field, at.i, at.member) != 1) {
        return;
    }
    cn_out_open(o, "strength");
    (void)cn_out_put_quantity(o, "numerator", at);
    cn_out_open(o, "denominator");
    cn_json_key(&o->w, "value");
    cn_json_i64(&o->w, 1);
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", "1");
    cn_out_close(o);
    cn_out_close(o);
}

static void put_ingredients(cn_out *o)
{
    size_t num =
        carnet_record_num_values(o->e, CARNET_PRESCRIPTION_INGREDIENTS);
    for (size_t i = 0; i < num; i++) {
        cn_out_open(o, NULL);
        (void)cn_out_put_code(o, "itemCodeableConcept",
                              member_of(CARNET_PRESCRIPTION_INGREDIENTS, i,
                                        CARNET_INGREDIENT_MEDICINE));
        put_strength(o, member_of(CARNET_PRESCRIPTION_INGREDIENTS, i,
                                  CARNET_INGREDIENT_STRENGTH));
        cn_out_close(o);
    }
    if (num > 1) { /* one alone would be read as the medicine itself */
        cn_out_say(o, CARNET_PRESCRIPTION_INGREDIENTS);
    }
}

/* One strength of all: the medicine itself is the ingredient. */
static void put_content(cn_out *o)
{
    bool strength = cn_out_has(o, CARNET_PRESCRIPTION_STRENGTH);
    bool several = cn_out_has(o, CARNET_PRESCRIPTION_INGREDIENTS);
    if (!strength && !several) {
        return;
    }
    cn_out_open_array(o, "ingredient");
    if (several) {
        put_ingredients(o);
    } else {
        cn_out_open(o, NULL);
        cn_out_must_code(o, "itemCodeableConcept",
                         CARNET_PRESCRIPTION_MEDICINE);
        put_strength(o, CN_OUT_FIELD(CARNET_PRESCRIPTION_STRENGTH));
        cn_out_say(o, CARNET_PRESCRIPTION_STRENGTH);
        cn_out_close(o);
    }
    cn_out_close_array(o);
}

static void put_contained(cn_out *o)
{
    cn_out_open_array(o, "contained");
    cn_out_open(o, NULL);
    cn_out_str(o, "resourceType", "Medication");
    cn_out_str(o, "id", "medicine");
    cn_out_must_code(o, "code", CARNET_PRESCRIPTION_MEDICINE);
    (void)cn_out_code(o, "form", CARNET_PRESCRIPTION_FORM);
    put_content(o);
    cn_out_close(o);
    cn_out_close_array(o);
}

static void put_medicine(cn_out *o)
{
    if (!cn_out_has(o, CARNET_PRESCRIPTION_FORM) &&
        !cn_out_has(o, CARNET_PRESCRIPTION_STRENGTH) &&
        !cn_out_has(o, CARNET_PRESCRIPTION_INGREDIENTS)) {
        cn_out_must_code(o, "medicationCodeableConcept",
                         CARNET_PRESCRIPTION_MEDICINE);
        return;
    }
    put_contained(o);
    cn_out_open(o, "medicationReference");
    cn_out_str(o, "reference", "#medicine");
    cn_out_close(o);
}

/* ---- dosage ---- */

/* The unit of an interval of FHIR; its number into d. NULL where it has no
   such unit. */
static const char *period_of(const cn_out *o, cn_out_place at,
                             cn_model_decimal *d)
{
    char unit[CARNET_RECORD_TEXT_SIZE];
    if (carnet_record_copy_quantity(&d->mantissa, &d->scale, unit, o->e,
                                    at.field, at.i, at.member) != CARNET_OK ||
        d->mantissa <= 0) {
        return NULL;
    }
    return cn_interop_code(CN_INTEROP_PERIOD_UNIT, unit, NULL);
}

static void put_every(cn_out *o, cn_out_place at)
{
    char digits[64];
    cn_model_decimal d = {0, 0};
    const char *unit = period_of(o, at, &d);
    cn_model_decimal_text(digits, &d);
    cn_json_key(&o->w, "period");
    cn_json_digits(&o->w, cn_span_str(digits));
    cn_out_str(o, "periodUnit", unit);
}

/* How often, as FHIR has it: so many times in an interval. */
typedef enum {
    NO_RATE,  /* not told, in no unit of FHIR, or in two ways that differ */
    DAILY,    /* so many times a day */
    INTERVAL, /* once in it */
    TIMES_IN_INTERVAL
} rate;

static bool is_told(const cn_out *o, cn_out_place at)
{
    return carnet_record_has(o->e, at.field, at.i, at.member) == 1;
}

/* Times a day beside an interval (docs/spec/treatment.md section 3): of a day
   or longer they are the doses on one day of it, so "once, every 7 days" is
   once in 7 days, and the times alone would make a weekly dose a daily one; a
   shorter one says the same, or neither is said. */
static rate both(const char *unit, cn_model_decimal d, int64_t times)
{
    int64_t day = strcmp(unit, "s") == 0     ? 86400
                  : strcmp(unit, "min") == 0 ? 1440
                  : strcmp(unit, "h") == 0   ? 24
                                             : 0;
    for (; d.scale < 0 && d.mantissa < INT64_MAX / 10; d.scale++) {
        d.mantissa *= 10;
    }
    for (; d.scale > 0; d.scale--) {
        day *= 10; /* 9 times at most */
    }
    if (d.mantissa >= day) {
        return TIMES_IN_INTERVAL;
    }
    return day % d.mantissa == 0 && day / d.mantissa == times ? DAILY : NO_RATE;
}

static rate rate_of(const cn_out *o, cn_out_place times, cn_out_place every)
{
    cn_model_decimal d = {0, 0};
    int64_t num = 0;
    if (!is_told(o, every)) {
        return is_told(o, times) ? DAILY : NO_RATE;
    }
    const char *unit = period_of(o, every, &d);
    if (unit == NULL) {
        return NO_RATE;
    }
    return carnet_record_get_int(&num, o->e, times.field, times.i,
                                 times.member) == CARNET_OK
               ? both(unit, d, num)
               : INTERVAL;
}

/* And which it is. */
static rate put_rate(cn_out *o, cn_out_place times, cn_out_place every)
{
    rate r = rate_of(o, times, every);
    if (r == DAILY || r == TIMES_IN_INTERVAL) {
        (void)cn_out_put_int(o, "frequency", times);
    }
    if (r == DAILY) {
        cn_json_key(&o->w, "period");
        cn_json_i64(&o->w, 1);
        cn_out_str(o, "periodUnit", "d");
    } else if (r != NO_RATE) {
        put_every(o, every);
    }
    return r;
}

/* Words of a list; all of them must have a code, else none is said. */
static void put_words(cn_out *o, const char *key, cn_interop_map map,
                      int32_t field)
{
    size_t num = carnet_record_num_values(o->e, field);
    size_t known = 0;
    for (size_t i = 0; i < num; i++) {
        const char *word =
            carnet_record_get_word(o->e, field, i, CARNET_RECORD_SELF);
        known += cn_interop_code(map, word, NULL) != NULL ? 1 : 0;
    }
    if (known == 0) {
        return;
    }
    cn_out_open_array(o, key);
    for (size_t i = 0; i < num; i++) {
        const char *code = cn_interop_code(
            map, carnet_record_get_word(o->e, field, i, CARNET_RECORD_SELF),
            NULL);
        if (code != NULL) {
            cn_json_str(&o->w, code);
        }
    }
    cn_out_close_array(o);
    if (known == num) {
        cn_out_say(o, field);
    }
}

static bool has_coded_time(const cn_out *o)
{
    int32_t f = CARNET_PRESCRIPTION_AT;
    size_t num = carnet_record_num_values(o->e, f);
    for (size_t i = 0; i < num; i++) {
        const char *word =
            carnet_record_get_word(o->e, f, i, CARNET_RECORD_SELF);
        if (cn_interop_code(CN_INTEROP_DAYTIME, word, NULL) != NULL) {
            return true;
        }
    }
    return false;
}

/* An element of FHIR is never empty. */
static bool has_timing(const cn_out *o)
{
    return rate_of(o, CN_OUT_FIELD(CARNET_PRESCRIPTION_TIMES_A_DAY),
                   CN_OUT_FIELD(CARNET_PRESCRIPTION_EVERY)) != NO_RATE ||
           cn_out_has(o, CARNET_PRESCRIPTION_WEEKDAYS) || has_coded_time(o);
}

/* What a rate of FHIR says in other words stays in an extension too. */
static void put_timing(cn_out *o)
{
    cn_out_place times = CN_OUT_FIELD(CARNET_PRESCRIPTION_TIMES_A_DAY);
    cn_out_place every = CN_OUT_FIELD(CARNET_PRESCRIPTION_EVERY);
    if (!has_timing(o)) {
        return;
    }
    cn_out_open(o, "timing");
    cn_out_open(o, "repeat");
    rate r = put_rate(o, times, every);
    if (r == DAILY) {
        cn_out_say(o, CARNET_PRESCRIPTION_TIMES_A_DAY);
    } else if (r == INTERVAL) {
        cn_out_say(o, CARNET_PRESCRIPTION_EVERY);
    }
    put_words(o, "dayOfWeek", CN_INTEROP_WEEKDAY, CARNET_PRESCRIPTION_WEEKDAYS);
    put_words(o, "when", CN_INTEROP_DAYTIME, CARNET_PRESCRIPTION_AT);
    cn_out_close(o);
    cn_out_close(o);
}

static void put_dose(cn_out *o, cn_out_place at)
{
    if (carnet_record_has(o->e, at.field, at.i, at.member) == 1) {
        cn_out_open_array(o, "doseAndRate");
        cn_out_open(o, NULL);
        (void)cn_out_put_quantity(o, "doseQuantity", at);
        cn_out_close(o);
        cn_out_close_array(o);
    }
}

static void put_most(cn_out *o)
{
    if (!cn_out_has(o, CARNET_PRESCRIPTION_MAX_A_DAY)) {
        return;
    }
    cn_out_open(o, "maxDosePerPeriod");
    (void)cn_out_quantity(o, "numerator", CARNET_PRESCRIPTION_MAX_A_DAY);
    cn_out_open(o, "denominator");
    cn_json_key(&o->w, "value");
    cn_json_i64(&o->w, 1);
    cn_out_str(o, "unit", "d");
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", "d");
    cn_out_close(o);
    cn_out_close(o);
}

/* What is said of the whole treatment. */
static void put_main_dosage(cn_out *o)
{
    int32_t needed = 0;
    cn_out_open(o, NULL);
    (void)cn_out_text(o, "text", CARNET_PRESCRIPTION_INSTRUCTIONS);
    put_timing(o);
    if (carnet_record_get_bool(&needed, o->e, CARNET_PRESCRIPTION_AS_NEEDED, 0,
                               CARNET_RECORD_SELF) == CARNET_OK) {
        cn_json_key(&o->w, "asNeededBoolean");
        cn_json_bool(&o->w, needed != 0);
        cn_out_say(o, CARNET_PRESCRIPTION_AS_NEEDED);
    }
    (void)cn_out_code(o, "route", CARNET_PRESCRIPTION_ROUTE);
    put_dose(o, CN_OUT_FIELD(CARNET_PRESCRIPTION_DOSE));
    cn_out_say(o, CARNET_PRESCRIPTION_DOSE);
    put_most(o);
    cn_out_close(o);
}

static bool has_main_dosage(const cn_out *o)
{
    static const uint8_t fields[] = {
        CARNET_PRESCRIPTION_INSTRUCTIONS, CARNET_PRESCRIPTION_AS_NEEDED,
        CARNET_PRESCRIPTION_ROUTE, CARNET_PRESCRIPTION_DOSE,
        CARNET_PRESCRIPTION_MAX_A_DAY};
    for (size_t i = 0; i < sizeof fields; i++) {
        if (cn_out_has(o, fields[i])) {
            return true;
        }
    }
    return has_timing(o);
}

/* Stages follow each other by their sequence. They stay in an extension too:
   an interval in an odd unit has no other place. */
static void put_phase(cn_out *o, size_t i)
{
    int32_t f = CARNET_PRESCRIPTION_PHASES;
    cn_out_open(o, NULL);
    cn_json_key(&o->w, "sequence");
    cn_json_i64(&o->w, (int64_t)i + 1);
    cn_out_open(o, "timing");
    cn_out_open(o, "repeat");
    if (carnet_record_has(o->e, f, i, CARNET_PHASE_DAYS) == 1) {
        cn_out_open(o, "boundsDuration");
        (void)cn_out_put_int(o, "value", member_of(f, i, CARNET_PHASE_DAYS));
        cn_out_str(o, "unit", "d");
        cn_out_str(o, "system", CN_INTEROP_UCUM);
        cn_out_str(o, "code", "d");
        cn_out_close(o);
    }
    (void)put_rate(o, member_of(f, i, CARNET_PHASE_TIMES_A_DAY),
                   member_of(f, i, CARNET_PHASE_EVERY));
    cn_out_close(o);
    cn_out_close(o);
    put_dose(o, member_of(f, i, CARNET_PHASE_DOSE));
    cn_out_close(o);
}

/* An empty object is none of FHIR's: a stage with a dose alone has no timing,
   so one is only put as dosage where all stages say when. */
static bool phases_say_when(const cn_out *o, size_t num)
{
    int32_t f = CARNET_PRESCRIPTION_PHASES;
    for (size_t i = 0; i < num; i++) {
        if (carnet_record_has(o->e, f, i, CARNET_PHASE_DAYS) != 1 &&
            rate_of(o, member_of(f, i, CARNET_PHASE_TIMES_A_DAY),
                    member_of(f, i, CARNET_PHASE_EVERY)) == NO_RATE) {
            return false;
        }
    }
    return num > 0;
}

static void put_dosage(cn_out *o)
{
    size_t num = carnet_record_num_values(o->e, CARNET_PRESCRIPTION_PHASES);
    bool main = has_main_dosage(o);
    bool phases = phases_say_when(o, num);
    if (!main && !phases) {
        return;
    }
    cn_out_open_array(o, "dosage");
    if (main) {
        put_main_dosage(o);
    }
    for (size_t i = 0; phases && i < num; i++) {
        put_phase(o, i);
    }
    cn_out_close_array(o);
}

/* ---- the statement ---- */

static void put_reasons(cn_out *o)
{
    int32_t f = CARNET_PRESCRIPTION_WHY_STOPPED;
    size_t num = carnet_record_num_values(o->e, f);
    if (num == 0) {
        return;
    }
    cn_out_open_array(o, "statusReason");
    for (size_t i = 0; i < num; i++) {
        cn_out_own_concept(
            o, NULL, CN_ENUM_WHY_STOPPED,
            carnet_record_get_word(o->e, f, i, CARNET_RECORD_SELF));
    }
    cn_out_close_array(o);
    cn_out_say(o, f);
}

void cn_out_prescription(cn_out *o)
{
    cn_out_begin_item(o, "MedicationStatement");
    (void)cn_out_word(o, "status", CN_INTEROP_STATEMENT_STATUS,
                      CARNET_PRESCRIPTION_STATUS);
    put_reasons(o);
    put_medicine(o);
    cn_out_subject(o, "subject");
    if (!cn_out_period(o, "effectivePeriod", CARNET_PRESCRIPTION_SINCE,
                       CARNET_PRESCRIPTION_UNTIL)) {
        cn_out_absent(o, "effectiveDateTime", "unknown");
    }
    (void)cn_out_date(o, "dateAsserted", CARNET_FIELD_OBSERVED);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    put_dosage(o);
    cn_out_finish(o);
}
