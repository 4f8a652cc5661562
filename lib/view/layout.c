/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which fields share a line, and what must strike the eye. Fields that stand
 * in no line here get one of their own: a new field of the schema is shown
 * without a word in this file.
 */
#include "view_i.h"

#define P(field, gap)                                                          \
    {                                                                          \
        CARNET_##field, CN_VIEW_PLAIN, CN_VIEW_NO_PHRASE, gap                  \
    }
#define Q(field, gap, phrase)                                                  \
    {                                                                          \
        CARNET_##field, CN_VIEW_PLAIN, CN_PHRASE_##phrase, gap                 \
    }
#define F(field, gap, phrase)                                                  \
    {                                                                          \
        CARNET_##field, CN_VIEW_FLAG, CN_PHRASE_##phrase, gap                  \
    }
#define S(field)                                                               \
    {                                                                          \
        CARNET_##field, CN_VIEW_STATE, CN_VIEW_NO_PHRASE, " - "                \
    }

static const cn_view_line lines[] = {
    {CARNET_KIND_PERSON, 1, CN_VIEW_NO_PHRASE, {P(PERSON_NAME, "")}},
    {CARNET_KIND_VISIT,
     3,
     CN_VIEW_NO_PHRASE,
     {P(VISIT_VISIT_KIND, ""), P(VISIT_STAGE, ", "), P(VISIT_ON, ", ")}},
    {CARNET_KIND_VISIT,
     3,
     CN_PHRASE_LABEL_PLACE,
     {P(VISIT_PLACE, ""), P(VISIT_COUNTRY, ", "),
      Q(VISIT_ROLE, ", ", SEEN_BY)}},
    {CARNET_KIND_CONDITION,
     3,
     CN_VIEW_NO_PHRASE,
     {P(CONDITION_CODE, ""), S(CONDITION_STATUS), S(CONDITION_CERTAINTY)}},
    {CARNET_KIND_CONDITION,
     2,
     CN_PHRASE_LABEL_WHEN,
     {Q(CONDITION_SINCE, "", SINCE), Q(CONDITION_UNTIL, " ", UNTIL)}},
    {CARNET_KIND_PRESCRIPTION,
     4,
     CN_VIEW_NO_PHRASE,
     {P(PRESCRIPTION_MEDICINE, ""), P(PRESCRIPTION_STRENGTH, " "),
      P(PRESCRIPTION_FORM, " "), S(PRESCRIPTION_STATUS)}},
    {CARNET_KIND_PRESCRIPTION,
     8,
     CN_PHRASE_LABEL_DOSE,
     {P(PRESCRIPTION_DOSE, ""), P(PRESCRIPTION_ROUTE, ", "),
      Q(PRESCRIPTION_TIMES_A_DAY, ", ", TIMES_A_DAY),
      Q(PRESCRIPTION_EVERY, ", ", EVERY), Q(PRESCRIPTION_WEEKDAYS, ", ", ON),
      P(PRESCRIPTION_AT, ", "), F(PRESCRIPTION_AS_NEEDED, ", ", AS_NEEDED),
      Q(PRESCRIPTION_MAX_A_DAY, ", ", MAX_A_DAY)}},
    {CARNET_KIND_PRESCRIPTION,
     3,
     CN_PHRASE_LABEL_TAKEN,
     {Q(PRESCRIPTION_SINCE, "", SINCE), Q(PRESCRIPTION_UNTIL, " ", UNTIL),
      F(PRESCRIPTION_LONG_TERM, ", ", LONG_TERM)}},
    {CARNET_KIND_PRESCRIPTION,
     3,
     CN_PHRASE_LABEL_HANDED_OVER,
     {P(PRESCRIPTION_HANDED_OVER, ""), Q(PRESCRIPTION_PACKS, ", ", PACKS),
      Q(PRESCRIPTION_HANDED_ON, ", ", ON)}},
    {CARNET_KIND_PRESCRIPTION,
     1,
     CN_PHRASE_LABEL_CAN_BE_MISSED,
     {Q(PRESCRIPTION_GAP_DAYS, "", GAP_DAYS)}},
    {CARNET_KIND_VACCINATION,
     2,
     CN_VIEW_NO_PHRASE,
     {P(VACCINATION_VACCINE, ""), S(VACCINATION_STATE)}},
    {CARNET_KIND_VACCINATION,
     3,
     CN_PHRASE_LABEL_DATE,
     {P(VACCINATION_DATE, ""), P(VACCINATION_COUNTRY, ", "),
      P(VACCINATION_CENTRE, ", ")}},
    {CARNET_KIND_VACCINATION,
     2,
     CN_PHRASE_LABEL_DOSE,
     {P(VACCINATION_DOSE, ""), Q(VACCINATION_OF, " ", DOSE_OF)}},
    {CARNET_KIND_VACCINATION,
     3,
     CN_PHRASE_LABEL_PRODUCT,
     {P(VACCINATION_PRODUCT, ""), P(VACCINATION_MAKER, ", "),
      Q(VACCINATION_LOT, ", ", LOT)}},
    {CARNET_KIND_VACCINATION,
     2,
     CN_PHRASE_LABEL_VALID,
     {Q(VACCINATION_VALID_FROM, "", FROM),
      Q(VACCINATION_VALID_UNTIL, " ", UNTIL)}},
    {CARNET_KIND_ALLERGY,
     3,
     CN_VIEW_NO_PHRASE,
     {P(ALLERGY_AGENT, ""), S(ALLERGY_STATUS), S(ALLERGY_CERTAINTY)}},
    {CARNET_KIND_ALLERGY,
     2,
     CN_PHRASE_LABEL_REACTION,
     {P(ALLERGY_REACTION, ""), P(ALLERGY_SEVERITY, ", ")}},
    {CARNET_KIND_RESULT,
     7,
     CN_VIEW_NO_PHRASE,
     {P(RESULT_TEST, ""), P(RESULT_COMPARATOR, ": "), P(RESULT_QUANTITY, ": "),
      P(RESULT_CODE_VALUE, ": "), P(RESULT_TEXT_VALUE, ": "), S(RESULT_FLAG),
      S(RESULT_STATE)}},
    {CARNET_KIND_RESULT,
     2,
     CN_PHRASE_LABEL_USUAL_RANGE,
     {Q(RESULT_LOW, "", FROM), Q(RESULT_HIGH, " ", TO)}},
    {CARNET_KIND_RESULT,
     2,
     CN_PHRASE_LABEL_SPECIMEN,
     {P(RESULT_SPECIMEN, ""), Q(RESULT_SPECIMEN_TIME, ", ", TAKEN_AT)}},
    {CARNET_KIND_PROCEDURE, 1, CN_VIEW_NO_PHRASE, {P(PROCEDURE_WHAT, "")}},
    {CARNET_KIND_DEVICE, 1, CN_VIEW_NO_PHRASE, {P(DEVICE_DEVICE_KIND, "")}},
    {CARNET_KIND_PREGNANCY, 1, CN_VIEW_NO_PHRASE, {P(PREGNANCY_STATUS, "")}},
    {CARNET_KIND_MENTAL_HEALTH,
     3,
     CN_VIEW_NO_PHRASE,
     {P(MENTAL_HEALTH_CODE, ""), P(MENTAL_HEALTH_SCALE, ", "),
      P(MENTAL_HEALTH_SCORE, ": ")}},
    {CARNET_KIND_PROTECTION,
     1,
     CN_VIEW_NO_PHRASE,
     {Q(PROTECTION_FOLLOW_UP_BY, "", FOLLOW_UP_BY)}},
    {CARNET_KIND_REFERRAL,
     2,
     CN_VIEW_NO_PHRASE,
     {P(REFERRAL_WHAT, ""), S(REFERRAL_STATE)}},
    {CARNET_KIND_PLAN, 2, CN_VIEW_NO_PHRASE, {P(PLAN_WHAT, ""), S(PLAN_STATE)}},
    {CARNET_KIND_NEED, 1, CN_VIEW_NO_PHRASE, {P(NEED_WHAT, "")}},
    {CARNET_KIND_TRAVEL_CLEARANCE,
     1,
     CN_VIEW_NO_PHRASE,
     {S(TRAVEL_CLEARANCE_CONCLUSION)}},
    {CARNET_KIND_TRAVEL_CLEARANCE,
     2,
     CN_PHRASE_LABEL_EXAMINED,
     {P(TRAVEL_CLEARANCE_EXAMINED, ""),
      Q(TRAVEL_CLEARANCE_VALID_UNTIL, ", ", VALID_UNTIL)}},
    {CARNET_KIND_COVERAGE,
     2,
     CN_VIEW_NO_PHRASE,
     {P(COVERAGE_SCHEME, ""), S(COVERAGE_STATE)}},
    {CARNET_KIND_COVERAGE,
     2,
     CN_PHRASE_LABEL_VALID,
     {Q(COVERAGE_FROM, "", FROM), Q(COVERAGE_UNTIL, " ", UNTIL)}},
    {CARNET_KIND_ALERT, 1, CN_VIEW_NO_PHRASE, {P(ALERT_WHAT, "")}},
    {CARNET_KIND_WISH, 1, CN_VIEW_NO_PHRASE, {P(WISH_WISH_KIND, "")}},
    {CARNET_KIND_EVIDENCE,
     1,
     CN_VIEW_NO_PHRASE,
     {P(EVIDENCE_EVIDENCE_KIND, "")}},
};

const cn_view_line *cn_view_line_of(uint32_t kind, size_t n)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].kind == kind) {
            if (n == 0) {
                return &lines[i];
            }
            n--;
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
