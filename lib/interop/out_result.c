/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results and what else is an Observation: pregnancy, scales of mental health,
 * function, fitness to travel. Numbers keep their digits and their unit.
 */
#include "out_i.h"

static void put_category(cn_out *o, const char *code)
{
    cn_out_open_array(o, "category");
    cn_out_concept(o, NULL, cn_interop_map_uri(CN_INTEROP_OBSERVATION_CATEGORY),
                   code, NULL);
    cn_out_close_array(o);
}

/* ---- values, of an entry and of its components alike ---- */

/* Members of the field that hold one sort of value each. */
typedef struct {
    int32_t quantity, code, text, comparator, flag;
} value_fields;

static cn_out_place place_of(int32_t field, bool is_group, size_t i)
{
    cn_out_place group = {CARNET_RESULT_COMPONENTS, i, field};
    return is_group ? group : CN_OUT_FIELD(field);
}

/* FHIR has one value[x]; further ones are left to extensions. What was put is
   given back: a field, or -1. */
static int32_t put_value(cn_out *o, const value_fields *f, bool group, size_t i)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    cn_out_place at = place_of(f->comparator, group, i);
    const char *word = carnet_record_get_word(o->e, at.field, at.i, at.member);
    const char *sign = cn_interop_code(CN_INTEROP_COMPARATOR, word, NULL);
    if (cn_out_put_compared(o, "valueQuantity", place_of(f->quantity, group, i),
                            sign)) {
        return f->quantity;
    }
    if (cn_out_put_code(o, "valueCodeableConcept",
                        place_of(f->code, group, i))) {
        return f->code;
    }
    if (cn_out_copy(o, text, place_of(f->text, group, i))) {
        cn_out_str(o, "valueString", text);
        return f->text;
    }
    return -1;
}

static bool put_flag(cn_out *o, cn_out_place at)
{
    const char *word = carnet_record_get_word(o->e, at.field, at.i, at.member);
    const char *code = cn_interop_code(CN_INTEROP_INTERPRETATION, word, NULL);
    if (code == NULL) {
        return false;
    }
    cn_out_open_array(o, "interpretation");
    cn_out_concept(o, NULL, cn_interop_map_uri(CN_INTEROP_INTERPRETATION), code,
                   NULL);
    cn_out_close_array(o);
    return true;
}

/* Components go out whole where each has one value; else they stay in an
   extension too. */
static void put_components(cn_out *o)
{
    static const value_fields fields = {
        CARNET_COMPONENT_QUANTITY, CARNET_COMPONENT_CODE_VALUE,
        CARNET_COMPONENT_TEXT_VALUE, CARNET_COMPONENT_COMPARATOR,
        CARNET_COMPONENT_FLAG};
    int32_t f = CARNET_RESULT_COMPONENTS;
    size_t num = carnet_record_num_values(o->e, f);
    size_t whole = 0;
    if (num == 0) {
        return;
    }
    cn_out_open_array(o, "component");
    for (size_t i = 0; i < num; i++) {
        cn_out_open(o, NULL);
        (void)cn_out_put_code(o, "code",
                              (cn_out_place){f, i, CARNET_COMPONENT_TEST});
        (void)put_value(o, &fields, true, i);
        (void)put_flag(o, place_of(fields.flag, true, i));
        cn_out_close(o);
        int32_t values = carnet_record_has(o->e, f, i, fields.quantity) +
                         carnet_record_has(o->e, f, i, fields.code) +
                         carnet_record_has(o->e, f, i, fields.text);
        bool sign = carnet_record_has(o->e, f, i, fields.comparator) == 1 &&
                    carnet_record_has(o->e, f, i, fields.quantity) != 1;
        whole += values == 1 && !sign ? 1 : 0;
    }
    cn_out_close_array(o);
    if (whole == num) {
        cn_out_say(o, f);
    }
}

/* ---- results ---- */

/* One end of the usual range. */
static void put_bound(cn_out *o, const char *key, int32_t field,
                      const char *unit)
{
    if (!cn_out_has(o, field)) {
        return;
    }
    cn_out_open(o, key);
    (void)cn_out_put_decimal(o, "value", CN_OUT_FIELD(field));
    cn_out_str(o, "unit", unit);
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", unit);
    cn_out_close(o);
    cn_out_say(o, field);
}

/* The usual range in the unit of the value; where there is none, nobody knows
   in which, and it leaves as carnet has it. */
static void put_range(cn_out *o)
{
    char unit[CARNET_RECORD_TEXT_SIZE] = "";
    int64_t mantissa = 0;
    int32_t scale = 0;
    (void)!carnet_record_copy_quantity(&mantissa, &scale, unit, o->e,
                                       CARNET_RESULT_QUANTITY, 0,
                                       CARNET_RECORD_SELF);
    if (unit[0] != '\0' && (cn_out_has(o, CARNET_RESULT_LOW) ||
                            cn_out_has(o, CARNET_RESULT_HIGH))) {
        cn_out_open_array(o, "referenceRange");
        cn_out_open(o, NULL);
        put_bound(o, "low", CARNET_RESULT_LOW, unit);
        put_bound(o, "high", CARNET_RESULT_HIGH, unit);
        cn_out_close(o);
        cn_out_close_array(o);
    }
}

static bool has_specimen(const cn_out *o)
{
    return cn_out_has(o, CARNET_RESULT_SPECIMEN) ||
           cn_out_has(o, CARNET_RESULT_SPECIMEN_TIME);
}

static void put_specimen(cn_out *o)
{
    if (!has_specimen(o)) {
        return;
    }
    cn_out_open_array(o, "contained");
    cn_out_open(o, NULL);
    cn_out_str(o, "resourceType", "Specimen");
    cn_out_str(o, "id", "specimen");
    if (!cn_out_code(o, "type", CARNET_RESULT_SPECIMEN)) {
        cn_out_reason(o, "type", "unknown"); /* IPS wants one */
    }
    cn_out_subject(o, "subject");
    if (cn_out_has(o, CARNET_RESULT_SPECIMEN_TIME)) {
        cn_out_open(o, "collection");
        (void)cn_out_date(o, "collectedDateTime", CARNET_RESULT_SPECIMEN_TIME);
        cn_out_close(o);
    }
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_open(o, "specimen");
    cn_out_str(o, "reference", "#specimen");
    cn_out_close(o);
}

/* IPS demands one: the issuer vouches where no laboratory is named. */
static void put_performer(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_open_array(o, "performer");
    if (!cn_out_named(o, NULL, CARNET_RESULT_LABORATORY)) {
        cn_out_issuer_id(id, o, o->item->credential);
        cn_out_reference(o, NULL, id);
    }
    cn_out_close_array(o);
}

/* Whether two places have a coding of the same code; 2 KiB of locals. */
static bool is_same_code(const cn_out *o, cn_out_place a, cn_out_place b)
{
    char one[CARNET_RECORD_TEXT_SIZE];
    char other[CARNET_RECORD_TEXT_SIZE];
    size_t num_a = carnet_record_num_codings(o->e, a.field, a.i, a.member);
    size_t num_b = carnet_record_num_codings(o->e, b.field, b.i, b.member);
    for (size_t n = 0; n < num_a; n++) {
        for (size_t m = 0; m < num_b; m++) {
            if (carnet_record_copy_code(one, o->e, a.field, a.i, a.member, n) ==
                    CARNET_OK &&
                carnet_record_copy_code(other, o->e, b.field, b.i, b.member,
                                        m) == CARNET_OK &&
                strcmp(one, other) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* A component of the test's own code leaves no place for a value (obs-7). */
static bool repeats_test(const cn_out *o)
{
    size_t num = carnet_record_num_values(o->e, CARNET_RESULT_COMPONENTS);
    for (size_t i = 0; i < num; i++) {
        if (is_same_code(o, CN_OUT_FIELD(CARNET_RESULT_TEST),
                         place_of(CARNET_COMPONENT_TEST, true, i))) {
            return true;
        }
    }
    return false;
}

static void put_result_value(cn_out *o)
{
    static const value_fields fields = {
        CARNET_RESULT_QUANTITY, CARNET_RESULT_CODE_VALUE,
        CARNET_RESULT_TEXT_VALUE, CARNET_RESULT_COMPARATOR, CARNET_RESULT_FLAG};
    int32_t put = repeats_test(o) ? -1 : put_value(o, &fields, false, 0);
    if (put >= 0) {
        cn_out_say(o, put);
    } else if (!cn_out_has(o, CARNET_RESULT_COMPONENTS)) {
        cn_out_reason(o, "dataAbsentReason", "unsupported"); /* ips-2 */
    }
    if (put == fields.quantity) {
        cn_out_say(o, fields.comparator);
    }
    if (put_flag(o, CN_OUT_FIELD(fields.flag))) {
        cn_out_say(o, fields.flag);
    }
}

void cn_out_result(cn_out *o)
{
    cn_out_begin_item(o, "Observation");
    put_specimen(o);
    (void)cn_out_word(o, "status", CN_INTEROP_OBSERVATION_STATUS,
                      CARNET_RESULT_STATE);
    cn_out_open_array(o, "category");
    (void)cn_out_word_concept(o, NULL, CN_INTEROP_OBSERVATION_CATEGORY,
                              CARNET_RESULT_CATEGORY);
    cn_out_close_array(o);
    cn_out_must_code(o, "code", CARNET_RESULT_TEST);
    cn_out_subject(o, "subject");
    cn_out_must_date(o, "effectiveDateTime", CARNET_RESULT_DATE);
    put_performer(o);
    put_result_value(o);
    put_range(o);
    put_components(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* ---- pregnancy ---- */

/* Begins an Observation of a LOINC code that the kind stands for. */
static void put_loinc(cn_out *o, const char *code, const char *display)
{
    cn_out_concept(o, "code", CN_INTEROP_LOINC, code, display);
}

/* Observed on, or not known: IPS demands that it is told. */
static void put_effective(cn_out *o)
{
    cn_out_must_date(o, "effectiveDateTime", CARNET_FIELD_OBSERVED);
}

/* Begins what stands beside the state: an Observation of its own in IPS. */
static void begin_beside(cn_out *o, cn_out_role role, const char *code,
                         const char *display)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_item_id(id, o, o->item, role);
    cn_out_begin(o, "Observation", id);
    cn_out_str(o, "status", "final");
    put_loinc(o, code, display);
    cn_out_subject(o, "subject");
    cn_out_open_array(o, "extension");
    cn_out_item_id(id, o, o->item, CN_OUT_MAIN);
    cn_out_of(o, id);
    cn_out_close_array(o);
    put_effective(o);
}

static void put_count(cn_out *o, int32_t field, cn_out_role role,
                      const char *code, const char *display)
{
    if (cn_out_has(o, field)) {
        begin_beside(o, role, code, display);
        cn_out_open(o, "valueQuantity"); /* as IPS has counts */
        (void)cn_out_put_int(o, "value", CN_OUT_FIELD(field));
        cn_out_str(o, "system", CN_INTEROP_UCUM);
        cn_out_str(o, "code", "1");
        cn_out_close(o);
        cn_out_say(o, field);
        cn_out_end(o);
    }
}

static void put_beside(cn_out *o)
{
    put_count(o, CARNET_PREGNANCY_GRAVIDA, CN_OUT_GRAVIDA, "11996-6",
              "[#] Pregnancies");
    put_count(o, CARNET_PREGNANCY_PARITY, CN_OUT_PARITY, "11977-6",
              "[#] Parity");
    if (cn_out_has(o, CARNET_PREGNANCY_DUE)) {
        begin_beside(o, CN_OUT_SECOND, "11778-8", "Delivery date Estimated");
        (void)cn_out_date(o, "valueDateTime", CARNET_PREGNANCY_DUE);
        cn_out_end(o);
    }
}

static void put_member(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    if (cn_out_has(o, CARNET_PREGNANCY_DUE)) {
        cn_out_item_id(id, o, o->item, CN_OUT_SECOND);
        cn_out_open_array(o, "hasMember");
        cn_out_reference(o, NULL, id);
        cn_out_close_array(o);
    }
}

void cn_out_pregnancy(cn_out *o)
{
    put_beside(o);
    cn_out_begin_item(o, "Observation");
    cn_out_str(o, "status", "final");
    put_category(o, "social-history");
    put_loinc(o, "82810-3", "Pregnancy status");
    cn_out_subject(o, "subject");
    put_effective(o);
    if (!cn_out_word_concept(o, "valueCodeableConcept",
                             CN_INTEROP_PREGNANCY_STATUS,
                             CARNET_PREGNANCY_STATUS)) {
        cn_out_reason(o, "dataAbsentReason", "unsupported");
    }
    put_member(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* ---- mental health, function, fitness to travel ---- */

static void put_score(cn_out *o)
{
    if (!cn_out_has(o, CARNET_MENTAL_HEALTH_SCORE)) {
        if (!cn_out_code(o, "valueCodeableConcept",
                         CARNET_MENTAL_HEALTH_CODE)) {
            cn_out_reason(o, "dataAbsentReason", "unknown"); /* ips-2 */
        }
        return;
    }
    cn_out_open(o, "valueQuantity");
    (void)cn_out_put_decimal(o, "value",
                             CN_OUT_FIELD(CARNET_MENTAL_HEALTH_SCORE));
    cn_out_str(o, "unit", "{score}");
    cn_out_str(o, "system", CN_INTEROP_UCUM);
    cn_out_str(o, "code", "{score}");
    cn_out_close(o);
    cn_out_say(o, CARNET_MENTAL_HEALTH_SCORE);
}

void cn_out_mental_health(cn_out *o)
{
    cn_out_begin_item(o, "Observation");
    cn_out_str(o, "status", "final");
    put_category(o, "survey");
    if (!cn_out_code(o, "code", CARNET_MENTAL_HEALTH_SCALE)) {
        cn_out_kind_concept(o, "code");
    }
    cn_out_subject(o, "subject");
    cn_out_must_date(o, "effectiveDateTime", CARNET_MENTAL_HEALTH_DATE);
    put_score(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* A component for each that is told: the field's name and its word. */
static void put_ability(cn_out *o, int32_t field)
{
    const cn_model_field *f =
        cn_model_field_of(cn_model_kind(o->e->kind), (uint32_t)field);
    const char *word =
        carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    if (word == NULL || f == NULL) {
        return;
    }
    cn_out_open(o, NULL);
    cn_out_concept(o, "code", CN_INTEROP_WORDS "function", f->name, f->about);
    cn_out_own_concept(o, "valueCodeableConcept", f->a, word);
    cn_out_close(o);
    cn_out_say(o, field);
}

/* An Observation with none says why (ips-2). */
static void put_abilities(cn_out *o)
{
    const int32_t first = CARNET_FUNCTION_MOBILITY;
    const int32_t last = CARNET_FUNCTION_COMMUNICATION;
    bool any = false;
    for (int32_t f = first; f <= last; f++) {
        any = any || cn_out_has(o, f);
    }
    if (!any) {
        cn_out_reason(o, "dataAbsentReason", "unsupported");
        return;
    }
    cn_out_open_array(o, "component");
    for (int32_t f = first; f <= last; f++) {
        put_ability(o, f);
    }
    cn_out_close_array(o);
}

void cn_out_function(cn_out *o)
{
    cn_out_begin_item(o, "Observation");
    cn_out_str(o, "status", "final");
    put_category(o, "exam");
    cn_out_kind_concept(o, "code");
    cn_out_subject(o, "subject");
    put_effective(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    put_abilities(o);
    cn_out_finish(o);
}

void cn_out_clearance(cn_out *o)
{
    int32_t f = CARNET_TRAVEL_CLEARANCE_CONCLUSION;
    cn_out_begin_item(o, "Observation");
    cn_out_str(o, "status", "final");
    put_category(o, "exam");
    cn_out_kind_concept(o, "code");
    cn_out_subject(o, "subject");
    cn_out_must_date(o, "effectiveDateTime", CARNET_TRAVEL_CLEARANCE_EXAMINED);
    const char *word = carnet_record_get_word(o->e, f, 0, CARNET_RECORD_SELF);
    if (word == NULL) {
        cn_out_reason(o, "dataAbsentReason", "unsupported");
    }
    cn_out_own_concept(o, "valueCodeableConcept", CN_ENUM_CLEARANCE, word);
    cn_out_say(o, f);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}
