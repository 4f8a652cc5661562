/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is asked for, planned, paid for, warned of and wished: ServiceRequest,
 * CarePlan, Coverage, Flag, Consent; visits as Encounter and foreign
 * credentials as DocumentReference.
 */
#include "out_i.h"

static const char *word_of(const cn_out *o, int32_t field)
{
    return carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
}

static void put_list_of(cn_out *o, const char *key, int32_t field,
                        bool (*put)(cn_out *, const char *, int32_t))
{
    if (cn_out_has(o, field)) {
        cn_out_open_array(o, key);
        (void)put(o, NULL, field);
        cn_out_close_array(o);
    }
}

/* ---- requests ---- */

static void begin_request(cn_out *o, const char *intent)
{
    cn_out_begin_item(o, "ServiceRequest");
    cn_out_str(o, "intent", intent);
    cn_out_subject(o, "subject");
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    (void)cn_out_date(o, "authoredOn", CARNET_FIELD_OBSERVED);
}

void cn_out_referral(cn_out *o)
{
    begin_request(o, "order");
    (void)cn_out_word(o, "status", CN_INTEROP_REFERRAL_STATUS,
                      CARNET_REFERRAL_STATE);
    (void)cn_out_word(o, "priority", CN_INTEROP_PRIORITY,
                      CARNET_REFERRAL_URGENCY);
    cn_out_must_code(o, "code", CARNET_REFERRAL_WHAT);
    (void)cn_out_date(o, "occurrenceDateTime", CARNET_REFERRAL_DUE);
    (void)cn_out_named(o, "requester", CARNET_REFERRAL_FROM);
    put_list_of(o, "performer", CARNET_REFERRAL_TO, cn_out_named);
    put_list_of(o, "reasonCode", CARNET_REFERRAL_REASON, cn_out_code);
    cn_out_finish(o);
}

void cn_out_need(cn_out *o)
{
    begin_request(o, "proposal");
    cn_out_str(o, "status", "active");
    cn_out_must_code(o, "code", CARNET_NEED_WHAT);
    (void)cn_out_date(o, "occurrenceDateTime", CARNET_NEED_BY);
    cn_out_finish(o);
}

/* Who must follow up, and by when; never why. */
void cn_out_protection(cn_out *o)
{
    int32_t f = CARNET_PROTECTION_FOLLOW_UP_BY;
    begin_request(o, "proposal");
    cn_out_str(o, "status", "active");
    cn_out_kind_concept(o, "code");
    (void)cn_out_date(o, "occurrenceDateTime", CARNET_PROTECTION_BY);
    cn_out_own_concept(o, "performerType", CN_ENUM_FOLLOW_UP, word_of(o, f));
    cn_out_say(o, f);
    put_list_of(o, "performer", CARNET_PROTECTION_CONTACT, cn_out_named);
    cn_out_finish(o);
}

/* ---- plans ---- */

static void put_activity(cn_out *o)
{
    cn_out_open_array(o, "activity");
    cn_out_open(o, NULL);
    cn_out_open(o, "detail");
    cn_out_must_code(o, "code", CARNET_PLAN_WHAT);
    (void)cn_out_word(o, "status", CN_INTEROP_ACTIVITY_STATUS,
                      CARNET_PLAN_STATE);
    (void)cn_out_period(o, "scheduledPeriod", CARNET_PLAN_WHEN, -1);
    (void)cn_out_named(o, "location", CARNET_PLAN_WHERE);
    cn_out_close(o);
    cn_out_close(o);
    cn_out_close_array(o);
}

void cn_out_plan(cn_out *o)
{
    cn_out_begin_item(o, "CarePlan");
    (void)cn_out_word(o, "status", CN_INTEROP_PLAN_STATUS, CARNET_PLAN_STATE);
    cn_out_str(o, "intent", "plan");
    cn_out_subject(o, "subject");
    (void)cn_out_date(o, "created", CARNET_FIELD_OBSERVED);
    put_activity(o);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* Care on the way has no elements in FHIR: its text says it to people, its
   extensions to programs. */
void cn_out_travel_care(cn_out *o)
{
    cn_out_begin_item(o, "CarePlan");
    cn_out_str(o, "status", "active");
    cn_out_str(o, "intent", "plan");
    cn_out_open_array(o, "category");
    cn_out_kind_concept(o, NULL);
    cn_out_close_array(o);
    cn_out_subject(o, "subject");
    (void)cn_out_date(o, "created", CARNET_FIELD_OBSERVED);
    (void)cn_out_note(o, "note", CARNET_FIELD_NOTE);
    cn_out_finish(o);
}

/* ---- cover ---- */

static void put_class(cn_out *o)
{
    if (!cn_out_has(o, CARNET_COVERAGE_BENEFIT)) {
        return;
    }
    cn_out_open_array(o, "class");
    cn_out_open(o, NULL);
    cn_out_concept(o, "type",
                   "http://terminology.hl7.org/CodeSystem/coverage-class",
                   "class", NULL);
    (void)cn_out_text(o, "value", CARNET_COVERAGE_BENEFIT);
    cn_out_close(o);
    cn_out_close_array(o);
}

/* A payer of the scheme's name is told by an extension. */
static bool pays_itself(const cn_out *o)
{
    char payer[CARNET_RECORD_TEXT_SIZE];
    char scheme[CARNET_RECORD_TEXT_SIZE];
    return cn_out_copy(o, payer, CN_OUT_FIELD(CARNET_COVERAGE_PAYER)) &&
           cn_out_copy(o, scheme, CN_OUT_FIELD(CARNET_COVERAGE_SCHEME)) &&
           strcmp(payer, scheme) == 0;
}

/* FHIR demands one that pays: the scheme stands for whoever does, and where it
   can't be read, why nobody is named. */
static void put_payer(cn_out *o)
{
    if (cn_out_has(o, CARNET_COVERAGE_PAYER) && !pays_itself(o)) {
        put_list_of(o, "payor", CARNET_COVERAGE_PAYER, cn_out_named);
    } else if (cn_out_has(o, CARNET_COVERAGE_SCHEME)) {
        put_list_of(o, "payor", CARNET_COVERAGE_SCHEME, cn_out_named);
    } else {
        cn_out_open_array(o, "payor");
        cn_out_open(o, NULL);
        cn_out_absence(o, "unsupported");
        cn_out_close(o);
        cn_out_close_array(o);
    }
}

static void put_scheme(cn_out *o)
{
    if (!cn_out_has(o, CARNET_COVERAGE_SCHEME)) {
        cn_out_reason(o, "type", "unsupported");
        return;
    }
    cn_out_open(o, "type");
    (void)cn_out_text(o, "text", CARNET_COVERAGE_SCHEME);
    cn_out_close(o);
}

void cn_out_coverage(cn_out *o)
{
    cn_out_begin_item(o, "Coverage");
    (void)cn_out_word(o, "status", CN_INTEROP_COVERAGE_STATUS,
                      CARNET_COVERAGE_STATE);
    put_scheme(o);
    (void)cn_out_text(o, "subscriberId", CARNET_COVERAGE_MEMBER);
    cn_out_subject(o, "beneficiary");
    (void)cn_out_period(o, "period", CARNET_COVERAGE_FROM,
                        CARNET_COVERAGE_UNTIL);
    put_payer(o);
    put_class(o);
    cn_out_finish(o);
}

/* ---- alerts ---- */

static void put_priority(cn_out *o)
{
    const char *word = word_of(o, CARNET_ALERT_PRIORITY);
    if (word == NULL) {
        return;
    }
    cn_out_open_extension(o, CN_INTEROP_FLAG_URL);
    (void)cn_out_word_concept(o, "valueCodeableConcept",
                              CN_INTEROP_FLAG_PRIORITY, CARNET_ALERT_PRIORITY);
    cn_out_close(o);
}

void cn_out_alert(cn_out *o)
{
    cn_out_begin_item(o, "Flag");
    cn_out_str(o, "status", "active");
    cn_out_open_array(o, "category");
    cn_out_concept(o, NULL,
                   "http://terminology.hl7.org/CodeSystem/flag-category",
                   "clinical", NULL);
    cn_out_close_array(o);
    cn_out_must_code(o, "code", CARNET_ALERT_WHAT);
    cn_out_subject(o, "subject");
    cn_out_begin_rest(o);
    put_priority(o);
    cn_out_end_rest(o);
    cn_out_end(o);
}

/* ---- wishes ---- */

/* Consent wants a policy or a rule (ppc-1): the wish itself is it. */
static void put_rule(cn_out *o)
{
    const char *word = word_of(o, CARNET_WISH_WISH_KIND);
    if (!cn_out_has(o, CARNET_WISH_TEXT)) {
        if (word == NULL) {
            cn_out_kind_concept(o, "policyRule");
        }
        cn_out_own_concept(o, "policyRule", CN_ENUM_WISH_KIND, word);
        return;
    }
    cn_out_open(o, "policyRule");
    (void)cn_out_text(o, "text", CARNET_WISH_TEXT);
    cn_out_close(o);
}

static void put_category(cn_out *o)
{
    const char *word = word_of(o, CARNET_WISH_WISH_KIND);
    cn_interop_map map = CN_INTEROP_CONSENT_CATEGORY;
    cn_out_open_array(o, "category");
    if (word == NULL) { /* FHIR wants one: that it is a wish */
        cn_out_kind_concept(o, NULL);
        cn_out_close_array(o);
        return;
    }
    cn_out_open(o, NULL);
    cn_out_open_array(o, "coding");
    cn_out_own_coding(o, CN_ENUM_WISH_KIND, word);
    const char *code = cn_interop_code(map, word, NULL);
    if (code != NULL) {
        cn_out_open(o, NULL);
        cn_out_coding(o, cn_interop_map_uri(map), code, NULL);
        cn_out_close(o);
    }
    cn_out_close_array(o);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_say(o, CARNET_WISH_WISH_KIND);
}

void cn_out_wish(cn_out *o)
{
    cn_out_begin_item(o, "Consent");
    cn_out_str(o, "status", "active");
    if (!cn_out_word_concept(o, "scope", CN_INTEROP_CONSENT_SCOPE,
                             CARNET_WISH_WISH_KIND)) {
        cn_out_kind_concept(o, "scope");
    }
    put_category(o);
    cn_out_subject(o, "patient");
    (void)cn_out_date(o, "dateTime", CARNET_WISH_DATE);
    put_list_of(o, "organization", CARNET_WISH_HELD_AT, cn_out_named);
    put_rule(o);
    cn_out_finish(o);
}

/* ---- visits ---- */

static void put_place(cn_out *o)
{
    if (!cn_out_has(o, CARNET_VISIT_PLACE)) {
        return;
    }
    cn_out_open_array(o, "location");
    cn_out_open(o, NULL);
    (void)cn_out_named(o, "location", CARNET_VISIT_PLACE);
    cn_out_close(o);
    cn_out_close_array(o);
}

/* FHIR wants a class: where ours can't be read, that it is unknown. */
static void put_visit_class(cn_out *o, const char *kind)
{
    const char *code = cn_interop_code(CN_INTEROP_ENCOUNTER_CLASS, kind, NULL);
    cn_out_open(o, "class");
    if (code != NULL) {
        cn_out_coding(o, cn_interop_map_uri(CN_INTEROP_ENCOUNTER_CLASS), code,
                      NULL);
    } else {
        cn_out_coding(o, CN_INTEROP_NULL_FLAVOR, "UNK", NULL);
    }
    cn_out_close(o);
}

void cn_out_visit(cn_out *o)
{
    const char *kind = word_of(o, CARNET_VISIT_VISIT_KIND);
    cn_out_begin_item(o, "Encounter");
    cn_out_str(o, "status", "finished");
    put_visit_class(o, kind);
    if (kind != NULL) {
        cn_out_open_array(o, "type");
        cn_out_own_concept(o, NULL, CN_ENUM_VISIT_KIND, kind);
        cn_out_close_array(o);
        cn_out_say(o, CARNET_VISIT_VISIT_KIND);
    }
    cn_out_subject(o, "subject");
    (void)cn_out_period(o, "period", CARNET_VISIT_ON, -1);
    put_place(o);
    cn_out_finish(o);
}

/* ---- evidence ---- */

static void put_attachment(cn_out *o)
{
    uint8_t bytes[CARNET_RECORD_BYTES_SIZE];
    size_t len = 0;
    cn_buf b;
    cn_buf_init(&b);
    if (carnet_record_copy_bytes(bytes, &len, o->e, CARNET_EVIDENCE_BYTES, 0,
                                 CARNET_RECORD_SELF) == CARNET_OK) {
        cn_text_put_base64_padded(&b, cn_span_of(bytes, len));
        cn_out_say(o, CARNET_EVIDENCE_BYTES);
    }
    cn_out_open(o, "attachment");
    cn_out_str(o, "contentType", "application/octet-stream");
    if (b.len != 0) {
        cn_json_key(&o->w, "data");
        cn_json_string(&o->w, cn_buf_span(&b));
    }
    cn_out_close(o);
    o->status = o->status == CARNET_OK ? b.status : o->status;
    cn_buf_free(&b);
}

void cn_out_evidence(cn_out *o)
{
    int32_t f = CARNET_EVIDENCE_EVIDENCE_KIND;
    cn_out_begin_item(o, "DocumentReference");
    cn_out_str(o, "status", "current");
    if (word_of(o, f) == NULL) {
        cn_out_reason(o, "type", "unsupported");
    }
    cn_out_own_concept(o, "type", CN_ENUM_EVIDENCE_KIND, word_of(o, f));
    cn_out_say(o, f);
    cn_out_subject(o, "subject");
    (void)cn_out_text(o, "description", CARNET_FIELD_NOTE);
    cn_out_open_array(o, "content");
    cn_out_open(o, NULL);
    put_attachment(o);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_finish(o);
}
