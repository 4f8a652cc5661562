/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which fields share a line, and what must strike the eye. Fields that stand
 * in no line here get one of their own: a new field of the schema is shown
 * without a word in this file.
 */
#include "view_i.h"

#define P(field, gap, before, after)                                           \
    {                                                                          \
        CARNET_##field, CN_VIEW_PLAIN, gap, before, after                      \
    }
#define S(field)                                                               \
    {                                                                          \
        CARNET_##field, CN_VIEW_STATE, " - ", "", ""                           \
    }

static const cn_view_line lines[] = {
    {CARNET_KIND_PERSON, 1, NULL, {P(PERSON_NAME, "", "", "")}},
    {CARNET_KIND_VISIT,
     3,
     NULL,
     {P(VISIT_VISIT_KIND, "", "", ""), P(VISIT_STAGE, ", at ", "", ""),
      P(VISIT_ON, ", ", "", "")}},
    {CARNET_KIND_VISIT,
     3,
     "place",
     {P(VISIT_PLACE, "", "", ""), P(VISIT_COUNTRY, ", ", "", ""),
      P(VISIT_ROLE, ", seen by a ", "", "")}},
    {CARNET_KIND_CONDITION,
     3,
     NULL,
     {P(CONDITION_CODE, "", "", ""), S(CONDITION_STATUS),
      S(CONDITION_CERTAINTY)}},
    {CARNET_KIND_CONDITION,
     2,
     "when",
     {P(CONDITION_SINCE, "", "since ", ""),
      P(CONDITION_UNTIL, " ", "until ", "")}},
    {CARNET_KIND_PRESCRIPTION,
     4,
     NULL,
     {P(PRESCRIPTION_MEDICINE, "", "", ""),
      P(PRESCRIPTION_STRENGTH, " ", "", ""), P(PRESCRIPTION_FORM, " ", "", ""),
      S(PRESCRIPTION_STATUS)}},
    {CARNET_KIND_PRESCRIPTION,
     8,
     "dose",
     {P(PRESCRIPTION_DOSE, "", "", ""), P(PRESCRIPTION_ROUTE, ", ", "", ""),
      P(PRESCRIPTION_TIMES_A_DAY, ", ", "", " x a day"),
      P(PRESCRIPTION_EVERY, ", ", "every ", ""),
      P(PRESCRIPTION_WEEKDAYS, ", ", "on ", ""),
      P(PRESCRIPTION_AT, ", ", "", ""),
      P(PRESCRIPTION_AS_NEEDED, ", ", "as needed", ""),
      P(PRESCRIPTION_MAX_A_DAY, ", ", "at most ", " a day")}},
    {CARNET_KIND_PRESCRIPTION,
     3,
     "taken",
     {P(PRESCRIPTION_SINCE, "", "since ", ""),
      P(PRESCRIPTION_UNTIL, " ", "until ", ""),
      P(PRESCRIPTION_LONG_TERM, ", ", "long term", "")}},
    {CARNET_KIND_PRESCRIPTION,
     3,
     "handed over",
     {P(PRESCRIPTION_HANDED_OVER, "", "", ""),
      P(PRESCRIPTION_PACKS, ", ", "", " packs"),
      P(PRESCRIPTION_HANDED_ON, ", ", "on ", "")}},
    {CARNET_KIND_PRESCRIPTION,
     1,
     "can be missed",
     {P(PRESCRIPTION_GAP_DAYS, "", "", " days at most")}},
    {CARNET_KIND_VACCINATION,
     2,
     NULL,
     {P(VACCINATION_VACCINE, "", "", ""), S(VACCINATION_STATE)}},
    {CARNET_KIND_VACCINATION,
     3,
     "date",
     {P(VACCINATION_DATE, "", "", ""), P(VACCINATION_COUNTRY, ", ", "", ""),
      P(VACCINATION_CENTRE, ", ", "", "")}},
    {CARNET_KIND_VACCINATION,
     2,
     "dose",
     {P(VACCINATION_DOSE, "", "", ""), P(VACCINATION_OF, " ", "of ", "")}},
    {CARNET_KIND_VACCINATION,
     3,
     "product",
     {P(VACCINATION_PRODUCT, "", "", ""), P(VACCINATION_MAKER, ", ", "", ""),
      P(VACCINATION_LOT, ", ", "lot ", "")}},
    {CARNET_KIND_VACCINATION,
     2,
     "valid",
     {P(VACCINATION_VALID_FROM, "", "from ", ""),
      P(VACCINATION_VALID_UNTIL, " ", "until ", "")}},
    {CARNET_KIND_ALLERGY,
     3,
     NULL,
     {P(ALLERGY_AGENT, "", "", ""), S(ALLERGY_STATUS), S(ALLERGY_CERTAINTY)}},
    {CARNET_KIND_ALLERGY,
     2,
     "reaction",
     {P(ALLERGY_REACTION, "", "", ""), P(ALLERGY_SEVERITY, ", ", "", "")}},
    {CARNET_KIND_RESULT,
     7,
     NULL,
     {P(RESULT_TEST, "", "", ""), P(RESULT_COMPARATOR, ": ", "", " "),
      P(RESULT_QUANTITY, ": ", "", ""), P(RESULT_CODE_VALUE, ": ", "", ""),
      P(RESULT_TEXT_VALUE, ": ", "", ""), S(RESULT_FLAG), S(RESULT_STATE)}},
    {CARNET_KIND_RESULT,
     2,
     "usual range",
     {P(RESULT_LOW, "", "from ", ""), P(RESULT_HIGH, " ", "to ", "")}},
    {CARNET_KIND_RESULT,
     2,
     "specimen",
     {P(RESULT_SPECIMEN, "", "", ""),
      P(RESULT_SPECIMEN_TIME, ", ", "taken ", "")}},
    {CARNET_KIND_PROCEDURE, 1, NULL, {P(PROCEDURE_WHAT, "", "", "")}},
    {CARNET_KIND_DEVICE, 1, NULL, {P(DEVICE_DEVICE_KIND, "", "", "")}},
    {CARNET_KIND_PREGNANCY, 1, NULL, {P(PREGNANCY_STATUS, "", "", "")}},
    {CARNET_KIND_MENTAL_HEALTH,
     3,
     NULL,
     {P(MENTAL_HEALTH_CODE, "", "", ""), P(MENTAL_HEALTH_SCALE, ", ", "", ""),
      P(MENTAL_HEALTH_SCORE, ": ", "", "")}},
    {CARNET_KIND_PROTECTION,
     1,
     NULL,
     {P(PROTECTION_FOLLOW_UP_BY, "", "follow up by ", "")}},
    {CARNET_KIND_REFERRAL,
     2,
     NULL,
     {P(REFERRAL_WHAT, "", "", ""), S(REFERRAL_STATE)}},
    {CARNET_KIND_PLAN, 2, NULL, {P(PLAN_WHAT, "", "", ""), S(PLAN_STATE)}},
    {CARNET_KIND_NEED, 1, NULL, {P(NEED_WHAT, "", "", "")}},
    {CARNET_KIND_TRAVEL_CLEARANCE,
     1,
     NULL,
     {P(TRAVEL_CLEARANCE_CONCLUSION, "", "", "")}},
    {CARNET_KIND_TRAVEL_CLEARANCE,
     2,
     "examined",
     {P(TRAVEL_CLEARANCE_EXAMINED, "", "", ""),
      P(TRAVEL_CLEARANCE_VALID_UNTIL, ", ", "valid until ", "")}},
    {CARNET_KIND_COVERAGE,
     2,
     NULL,
     {P(COVERAGE_SCHEME, "", "", ""), S(COVERAGE_STATE)}},
    {CARNET_KIND_COVERAGE,
     2,
     "valid",
     {P(COVERAGE_FROM, "", "from ", ""), P(COVERAGE_UNTIL, " ", "until ", "")}},
    {CARNET_KIND_ALERT, 1, NULL, {P(ALERT_WHAT, "", "", "")}},
    {CARNET_KIND_WISH, 1, NULL, {P(WISH_WISH_KIND, "", "", "")}},
    {CARNET_KIND_EVIDENCE, 1, NULL, {P(EVIDENCE_EVIDENCE_KIND, "", "", "")}},
};

const cn_view_line *cn_view_line_of(uint32_t kind, size_t n)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].kind == kind && n-- == 0) {
            return &lines[i];
        }
    }
    return NULL;
}

/* Values that a reader in a hurry must not miss. */
static const struct {
    uint8_t kind;
    uint8_t field;
    uint8_t value; /* of an enumeration; 1 of a BOOL */
} marks[] = {
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_MUST_NOT_STOP, 1},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_CRITICALITY, CARNET_CRITICALITY_HIGH},
    {CARNET_KIND_ALERT, CARNET_ALERT_PRIORITY, CARNET_PRIORITY_HIGH},
    {CARNET_KIND_MENTAL_HEALTH, CARNET_MENTAL_HEALTH_RISK, CARNET_RISK_HIGH},
};

static bool has_value(const carnet_entry *e, const cn_model_field *f,
                      uint64_t want)
{
    cn_span value;
    if (!cn_model_value(e, f->number, &value)) {
        return false;
    }
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    if (f->type == CN_TYPE_BOOL) {
        return cn_cbor_get_bool(&r) == (want != 0);
    }
    return cn_cbor_get_uint(&r, 255) == want && r.status == CARNET_OK;
}

bool cn_view_is_mark(const carnet_entry *e, const cn_model_field *f)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (marks[i].kind == e->kind && marks[i].field == f->number &&
            has_value(e, f, marks[i].value)) {
            return true;
        }
    }
    return false;
}
