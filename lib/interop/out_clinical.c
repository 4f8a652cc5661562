/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions, vaccinations, allergies, procedures and devices. Each function
 * writes the elements that FHIR R4 has; what it leaves unsaid goes into
 * extensions.
 */
#include "out_i.h"

static bool is_word(const cn_out *o, int32_t field, const char *word)
{
    const char *is = carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    return is != NULL && strcmp(is, word) == 0;
}

/* ---- conditions ---- */

/* An end says that it is over, which an active one is not (con-4). */
static bool may_end(const cn_out *o)
{
    return !is_word(o, CARNET_CONDITION_STATUS, "active") &&
           !is_word(o, CARNET_CONDITION_STATUS, "recurrence");
}

static void put_verification(cn_out *o)
{
    if (is_word(o, CARNET_CONDITION_STATUS, "refuted")) {
        cn_out_concept(o, "verificationStatus",
                       cn_interop_map_uri(CN_INTEROP_CONDITION_CERTAINTY),
                       "refuted", NULL);
        return; /* a certainty beside it is left to an extension */
    }
    (void)cn_out_word_concept(o, "verificationStatus",
                              CN_INTEROP_CONDITION_CERTAINTY,
                              CARNET_CONDITION_CERTAINTY);
}

void cn_out_condition(cn_out *o)
{
    cn_out_begin_item(o, "Condition");
    (void)cn_out_word_concept(o, "clinicalStatus", CN_INTEROP_CONDITION_STATUS,
                              CARNET_CONDITION_STATUS);
    put_verification(o);
    cn_out_open_array(o, "category");
    cn_out_concept(o, NULL,
                   "http://terminology.hl7.org/CodeSystem/condition-category",
                   "problem-list-item", NULL);
    cn_out_close_array(o);
    (void)cn_out_word_concept(o, "severity", CN_INTEROP_CONDITION_SEVERITY,
                              CARNET_CONDITION_SEVERITY);
    cn_out_must_code(o, "code", CARNET_CONDITION_CODE);
    (void)cn_out_codes(o, "bodySite", CARNET_CONDITION_BODY_SITE);
    cn_out_subject(o, "subject");
    (void)cn_out_date(o, "onsetDateTime", CARNET_CONDITION_SINCE);
    if (may_end(o)) {
        (void)cn_out_date(o, "abatementDateTime", CARNET_CONDITION_UNTIL);
    }
    (void)cn_out_date(o, "recordedDate", CARNET_FIELD_OBSERVED);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* ---- vaccinations ---- */

static void put_why_not(cn_out *o)
{
    bool refused = is_word(o, CARNET_VACCINATION_STATE, "refused");
    if (!refused && !cn_out_has(o, CARNET_VACCINATION_WHY_NOT)) {
        return;
    }
    cn_out_open(o, "statusReason");
    if (refused) {
        cn_out_open_array(o, "coding");
        cn_out_open(o, NULL);
        cn_out_coding(o, cn_interop_map_uri(CN_INTEROP_IMMUNIZATION_REASON),
                      "PATOBJ", NULL);
        cn_out_close(o);
        cn_out_close_array(o);
        cn_out_say(o, CARNET_VACCINATION_STATE);
    }
    (void)cn_out_text(o, "text", CARNET_VACCINATION_WHY_NOT);
    cn_out_close(o);
}

static bool put_number(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_put_int(o, key, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_say(o, field);
    return true;
}

/* The number of the dose must be there (protocolApplied.doseNumber 1..1). */
static void put_protocol(cn_out *o)
{
    if (!cn_out_has(o, CARNET_VACCINATION_DOSE) &&
        !cn_out_has(o, CARNET_VACCINATION_OF) &&
        !cn_out_has(o, CARNET_VACCINATION_TARGETS)) {
        return;
    }
    cn_out_open_array(o, "protocolApplied");
    cn_out_open(o, NULL);
    (void)cn_out_codes(o, "targetDisease", CARNET_VACCINATION_TARGETS);
    if (!put_number(o, "doseNumberPositiveInt", CARNET_VACCINATION_DOSE)) {
        cn_out_absent(o, "doseNumberString", "unknown");
    }
    (void)put_number(o, "seriesDosesPositiveInt", CARNET_VACCINATION_OF);
    cn_out_close(o);
    cn_out_close_array(o);
}

void cn_out_vaccination(cn_out *o)
{
    cn_out_begin_item(o, "Immunization");
    (void)cn_out_word(o, "status", CN_INTEROP_IMMUNIZATION_STATUS,
                      CARNET_VACCINATION_STATE);
    put_why_not(o);
    cn_out_must_code(o, "vaccineCode", CARNET_VACCINATION_VACCINE);
    cn_out_subject(o, "patient");
    cn_out_must_date(o, "occurrenceDateTime", CARNET_VACCINATION_DATE);
    (void)cn_out_date(o, "recorded", CARNET_FIELD_OBSERVED);
    (void)cn_out_named(o, "location", CARNET_VACCINATION_CENTRE);
    (void)cn_out_named(o, "manufacturer", CARNET_VACCINATION_MAKER);
    (void)cn_out_text(o, "lotNumber", CARNET_VACCINATION_LOT);
    put_protocol(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* ---- allergies ---- */

/* "None known" is a code in FHIR; that nobody asked, or that the person did not
   say, is absence. */
static bool put_no_agent(cn_out *o)
{
    int32_t reason = carnet_record_absence(o->e, CARNET_ALLERGY_AGENT);
    cn_interop_map map = CN_INTEROP_NO_ALLERGY;
    if (reason == CARNET_ABSENT_NO) {
        return false;
    }
    cn_out_say(o, CARNET_ALLERGY_AGENT);
    if (reason == CARNET_ABSENT_NONE) {
        cn_out_concept(o, "code", cn_interop_map_uri(map),
                       cn_interop_code(map, "none", NULL), "No known allergy");
        return true;
    }
    cn_out_open(o, "code");
    cn_out_absence(o, reason == CARNET_ABSENT_REFUSED ? "asked-declined"
                                                      : "not-asked");
    cn_out_close(o);
    return true;
}

/* A severity stands beside a manifestation only (1..*). */
static void put_reaction(cn_out *o)
{
    if (!cn_out_has(o, CARNET_ALLERGY_REACTION)) {
        return;
    }
    cn_out_open_array(o, "reaction");
    cn_out_open(o, NULL);
    (void)cn_out_codes(o, "manifestation", CARNET_ALLERGY_REACTION);
    (void)cn_out_word(o, "severity", CN_INTEROP_REACTION_SEVERITY,
                      CARNET_ALLERGY_SEVERITY);
    cn_out_close(o);
    cn_out_close_array(o);
}

static void put_allergy_certainty(cn_out *o)
{
    if (is_word(o, CARNET_ALLERGY_STATUS, "refuted")) {
        cn_out_concept(o, "verificationStatus",
                       cn_interop_map_uri(CN_INTEROP_ALLERGY_CERTAINTY),
                       "refuted", NULL);
        return;
    }
    (void)cn_out_word_concept(o, "verificationStatus",
                              CN_INTEROP_ALLERGY_CERTAINTY,
                              CARNET_ALLERGY_CERTAINTY);
}

void cn_out_allergy(cn_out *o)
{
    cn_out_begin_item(o, "AllergyIntolerance");
    (void)cn_out_word_concept(o, "clinicalStatus", CN_INTEROP_ALLERGY_STATUS,
                              CARNET_ALLERGY_STATUS);
    put_allergy_certainty(o);
    (void)cn_out_word(o, "type", CN_INTEROP_ALLERGY_KIND,
                      CARNET_ALLERGY_ALLERGY_KIND);
    (void)cn_out_word(o, "criticality", CN_INTEROP_CRITICALITY,
                      CARNET_ALLERGY_CRITICALITY);
    if (!put_no_agent(o)) {
        cn_out_must_code(o, "code", CARNET_ALLERGY_AGENT);
    }
    cn_out_subject(o, "patient");
    (void)cn_out_date(o, "onsetDateTime", CARNET_ALLERGY_SINCE);
    (void)cn_out_date(o, "recordedDate", CARNET_FIELD_OBSERVED);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    put_reaction(o);
    cn_out_finish(o);
}

/* ---- procedures and devices ---- */

static void put_listed(cn_out *o, const char *key, int32_t field)
{
    if (cn_out_has(o, field)) {
        cn_out_open_array(o, key);
        (void)cn_out_code(o, NULL, field);
        cn_out_close_array(o);
    }
}

void cn_out_procedure(cn_out *o)
{
    cn_out_begin_item(o, "Procedure");
    cn_out_str(o, "status", "completed");
    cn_out_must_code(o, "code", CARNET_PROCEDURE_WHAT);
    cn_out_subject(o, "subject");
    cn_out_must_date(o, "performedDateTime", CARNET_PROCEDURE_DATE);
    put_listed(o, "reasonCode", CARNET_PROCEDURE_REASON);
    (void)cn_out_codes(o, "bodySite", CARNET_PROCEDURE_BODY_SITE);
    if (cn_out_has(o, CARNET_PROCEDURE_OUTCOME)) {
        cn_out_open(o, "outcome");
        (void)cn_out_text(o, "text", CARNET_PROCEDURE_OUTCOME);
        cn_out_close(o);
    }
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* What it is and since when are two resources. */
void cn_out_device(cn_out *o)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_item_id(id, o, o->item, CN_OUT_SECOND);
    cn_out_begin(o, "Device", id);
    (void)cn_out_text(o, "serialNumber", CARNET_DEVICE_SERIAL);
    cn_out_must_code(o, "type", CARNET_DEVICE_DEVICE_KIND);
    cn_out_subject(o, "patient");
    cn_out_end(o);
    cn_out_begin_item(o, "DeviceUseStatement");
    cn_out_str(o, "status", "active");
    cn_out_subject(o, "subject");
    cn_out_must_date(o, "timingDateTime", CARNET_DEVICE_IMPLANTED_ON);
    (void)cn_out_date(o, "recordedOn", CARNET_FIELD_OBSERVED);
    cn_out_reference(o, "device", id);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}
