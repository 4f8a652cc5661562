/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes, words, dates and texts of other people's bundles at the edges of what
 * a record holds, and what is asked of one resource by another: each is taken
 * as it stands, told in words, or reported. In the resources ' stands for ".
 */
#include "interop_in.h"

#define CHECK(cases) check_imports(cases, sizeof(cases) / sizeof *(cases))
#define CONDITION(more)                                                        \
    "{'resourceType':'Condition','code':{'text':'C'}," more "}"
#define CODED(code) "{'resourceType':'Condition','code':" code "}"
#define ICD(code)                                                              \
    "{'system':'http://hl7.org/fhir/sid/icd-10','code':'" code "'}"
#define ABSENT "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

static void codes_are_taken_once_up_to_four_and_others_told(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {CODED("{'coding':[" ICD("E11.9") "," ICD("E11.9") "]}"),
         "'code':{'system':'icd-10','code':'E11.9'", "\"relevant\": 0"},
        {CODED("{'coding':[" ICD("E11.1") "," ICD("E11.2") "," ICD(
             "E11.3") "," ICD("E11.4") "," ICD("E11.5") "]}"),
         "E11.4", "a code has at most four codings"},
        {CODED("{'coding':[{'display':'only words'}]}"),
         "'code':{'text':'only words'}", NULL},
        {CODED("{'coding':[{'code':'X1'}]}"), "'code':{'text':'X1'}", NULL},
        {CODED("{'coding':[{'system':'urn:x'}],'text':''}"), "!condition",
         NULL},
        {CODED("{'coding':[]}"), "!condition", NULL},
        {CODED("{}"), "!condition", NULL},
        {CODED("{'code':'E11','system':'http://hl7.org/fhir/sid/icd-10'}"),
         "'code':'E11'", NULL},
        {CODED("{'coding':[{'system':'http://loinc.org','code':'no',"
               "'display':'D'}]}"),
         "'text':'D (loinc no)'", NULL},
        {CODED("{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
               "data-absent-reason','code':'unknown'}]}"),
         "!condition", NULL},
        {CONDITION("'bodySite':[{'coding':[{'system':'http://terminology.hl7."
                   "org/CodeSystem/data-absent-reason','code':'unknown'}]}]"),
         "!body_site", "says that it is not known"},
        {CONDITION("'severity':{'coding':[{'system':'urn:x','code':"
                   "'24484000'}]}"),
         "!'severity'", "severity"},
        {CONDITION("'severity':{'coding':[{'code':'24484000'}]}"),
         "'severity':'severe'", NULL},
        {CONDITION("'severity':{'code':'24484000'}"), "'severity':'severe'",
         NULL},
    };
    CHECK(cases);
}

static void dates_end_at_the_minute_and_stay_in_their_order(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {CONDITION("'onsetDateTime':'2026-03-10T08:09:10.123456-00:00'"),
         "'since':'2026-03-10T08:09:00Z'", "\"relevant\": 0"},
        {CONDITION("'onsetDateTime':'2026-03-10T23:59:60Z'"),
         "'since':'2026-03-10T23:59:00Z'", NULL},
        {CONDITION("'onsetDateTime':'2026-03-10T10:00:00Z','onsetPeriod':{"
                   "'start':'2026-03-10T10:00:00Z'}"),
         "'since':'2026-03-10T10:00:00Z'", "\"relevant\": 0"},
        {CONDITION("'onsetDateTime':'2026-03','onsetPeriod':{'start':"
                   "'2026-03'}"),
         "'since':'2026-03'", "\"relevant\": 0"},
        {CONDITION("'onsetDateTime':'2026-03','onsetPeriod':{'start':"
                   "'2026-04'}"),
         "'since':'2026-03'", "\"relevant\": 1"},
        {CONDITION("'onsetDateTime':'2026','onsetPeriod':{'start':'2025'}"),
         "'since':'2026'", "\"relevant\": 1"},
        {CONDITION("'abatementDateTime':'2026-03-10','abatementPeriod':{"
                   "'end':'2026-03-10'}"),
         "'until':'2026-03-10'", "\"relevant\": 0"},
        {CONDITION("'abatementDateTime':'2026-03-10','abatementPeriod':{"
                   "'end':'2026-03-11'}"),
         "'until':'2026-03-10'", "\"relevant\": 1"},
        {CONDITION("'onsetDateTime':'2026-03-10T10:00:00Z',"
                   "'abatementDateTime':'2026-03-10T09:00:00Z'"),
         "!until", "ends before it begins"},
        {CONDITION("'onsetDateTime':'2026-03-10T10:00:00Z',"
                   "'abatementDateTime':'2026-03-10'"),
         "'until':'2026-03-10'", NULL},
        {CONDITION("'onsetDateTime':'2026','abatementDateTime':'2026-02'"),
         "'until':'2026-02'", NULL},
        {CONDITION("'onsetDateTime':'2026','recordedDate':'2026'"), "!observed",
         "\"relevant\": 0"},
        {CONDITION("'onsetDateTime':'2026','recordedDate':'2026-02'"),
         "'observed':'2026-02'", NULL},
        {CONDITION("'onsetDateTime':'1996','_onsetDateTime':{'extension':[{"
                   "'url':'urn:carnet:extension:estimated','valueBoolean':"
                   "false}]}"),
         "'since':'1996'", NULL},
        {CONDITION("'onsetDateTime':['1996']"), "'since':'1996'", NULL},
    };
    CHECK(cases);
    static const char *const none[] = {"2026-03-10T10:00:6:Z",
                                       "2026-03-10T10:00:61Z",
                                       "2026-03-10T10:00:70Z",
                                       "2026-03-10T10:00:/0Z",
                                       "2026-03-10T10:00:0/Z",
                                       "2026-03-10T10:00:00",
                                       "2026-03-10T10:00:00.5",
                                       "2026-03-10T10:00:00.Z",
                                       "2026-03-10T10:00:00x",
                                       "2026-03-10T10:00:60Z",
                                       ("2026-03-10T10:00:00+02:00xxxxxxxxxxxxx"
                                        "xxxxxxxxxxxxxxxxxxx"),
                                       "2026-03-10T10:00Z",
                                       "1996~",
                                       ""};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        char text[256];
        snprintf(text, sizeof text, CONDITION("'onsetDateTime':'%s'"), none[i]);
        assert_refused(text, CARNET_RECORD_DATE,
                       "$.entry[1].resource.onsetDateTime");
    }
}

/* A condition with so many times that word as its note. */
static imported import_note(const char *word, size_t times)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Condition','code':{'text':'C'},'note':"
                       "[{'text':'");
    for (size_t i = 0; i < times; i++) {
        cn_buf_put_str(&b, word);
    }
    cn_buf_put_str(&b, "'}]}");
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    cn_buf_free(&b);
    return in;
}

static void a_text_is_cut_at_a_character_and_that_is_told(void **state)
{
    (void)state;
    imported in = import_note("x", 1024);
    assert_int_equal(in.lost, 0);
    import_free(&in);
    in = import_note("x", 1025);
    assert_reports(&in, "longer than the field");
    import_free(&in);
    in = import_note("\xc3\xa9", 600); /* its end lies within a character */
    assert_says(&in, "\xc3\xa9','code'");
    assert_reports(&in, "longer than the field");
    import_free(&in);
    in = import_note("      ", 20000); /* nothing is left */
    assert_silent(&in, "'note'");
    import_free(&in);
    in = import_note("y   ", 20000); /* more than is looked at */
    assert_says(&in, "'note':'y y y ");
    assert_reports(&in, "longer than the field");
    import_free(&in);
    in = import_note("a\\tb\\u0085c", 1);
    assert_says(&in, "'note':'a b c'");
    import_free(&in);
}

static void quantities_have_a_unit_of_their_own_or_in_braces(void **state)
{
    (void)state;
#define MEASURED(value)                                                        \
    "{'resourceType':'Observation','status':'final','code':{'text':'T'},"      \
    "'valueQuantity':{" value "}}"
    static const import_case cases[] = {
        {MEASURED("'value':1"), "'quantity':{'value':1,'unit':'1'}", NULL},
        {MEASURED("'value':1,'code':'1','unit':'drops'"), "'unit':'{drops}'",
         NULL},
        {MEASURED("'value':1,'system':'urn:x','code':'mg','unit':''"),
         "'unit':'mg'", NULL},
        {MEASURED("'value':1,'system':'http://unitsofmeasure.org','code':"
                  "'mg','unit':'x'"),
         "'unit':'mg'", NULL},
        {MEASURED("'value':1,'unit':'{a}b c'"), "'unit':'{_a_b_c}'", NULL},
        {MEASURED("'value':1,'unit':'a unit that is much too long to be one "
                  "of UCUM at all'"),
         "'unit':'{a_unit_that_is_much_too_long_to_be_one_o}'", NULL},
        {MEASURED("'value':'1','unit':'mg'"), "'text_value':'1 mg'", NULL},
        {MEASURED("'value':1e40,'unit':'mg'"), "'text_value':'1e40 mg'", NULL},
        {MEASURED("'value':1,'unit':'mg','comparator':'ad'"),
         "'text_value':'ad1 mg'", NULL},
        {MEASURED("'unit':'mg'"), "'text_value':'mg'", NULL},
        {MEASURED("'extension':[]"), "!result", NULL},
    };
    CHECK(cases);
}

#define VACCINATION(more)                                                      \
    "{'resourceType':'Immunization','status':'completed','vaccineCode':{"      \
    "'text':'V'},'occurrenceDateTime':'2024'," more "}"

static void numbers_of_doses_are_small_or_reported(void **state)
{
    (void)state;
#define DOSE(number) VACCINATION("'protocolApplied':[{" number "}]")
    static const import_case cases[] = {
        {DOSE("'doseNumberString':'2'"), "'dose':2", NULL},
        {DOSE("'doseNumberString':'two'"), "!'dose'", "can't hold"},
        {DOSE("'doseNumberString':'99999999999'"), "!'dose'", "can't hold"},
        {DOSE("'doseNumberPositiveInt':100"), "!'dose'", "can't hold"},
        {DOSE("'doseNumberPositiveInt':1,'doseNumberString':'2'"), "'dose':1",
         "\"relevant\": 1"},
        {VACCINATION("'isSubpotent':true,'doseQuantity':{'value':0.5,'unit':"
                     "'mL'}"),
         "'note':'subpotent: true; 0.5 mL'", NULL},
        {VACCINATION("'statusReason':{'text':'','coding':[]}"), "!why_not",
         NULL},
        {VACCINATION("'extension':[{'url':'http://x/without','id':'a'},{'url':"
                     "'plain','valueBoolean':true}]"),
         "'note':'plain: true'", NULL},
    };
    CHECK(cases);
}

static void a_reference_is_followed_once_and_four_times_at_most(void **state)
{
    (void)state;
#define REFERS(list)                                                           \
    "{'resourceType':'Observation','status':'final','code':{'text':'T'},"      \
    "'valueString':'v','specimen':[" list "]};{'resourceType':'Specimen',"     \
    "'id':'a','type':{'text':'blood'}};{'resourceType':'Specimen','id':'b'};"  \
    "{'resourceType':'Specimen','id':'c'};{'resourceType':'Specimen','id':"    \
    "'d'};{'resourceType':'Specimen','id':'e','type':{'text':'late'}}"
#define TO(id) "{'reference':'Specimen/" id "'}"
    static const import_case cases[] = {
        {REFERS(TO("a") "," TO("a")), "'specimen':{'text':'blood'}",
         "!specimen"},
        {REFERS(TO("b") "," TO("c") "," TO("d") "," TO("a") "," TO("e")),
         "'specimen':{'text':'blood'}", NULL},
        {REFERS(TO("b") "," TO("c") "," TO("d") "," TO("b") "," TO("e")),
         "'specimen':{'text':'late'}", NULL},
    };
    CHECK(cases);
}

static void names_come_from_whom_a_reference_leads_to(void **state)
{
    (void)state;
#define GIVEN_BY(actor, more)                                                  \
    VACCINATION("'performer':[{'actor':" actor "}]") more
    static const import_case cases[] = {
        {GIVEN_BY("{'reference':'Practitioner/a'}",
                  ";{'resourceType':'Practitioner','id':'a','name':[{'family':"
                  "'Doe'}]}"),
         "'centre':'Doe'", NULL},
        {GIVEN_BY("{'reference':'PractitionerRole/r'}",
                  ";{'resourceType':'PractitionerRole','id':'r',"
                  "'practitioner':{'reference':'Practitioner/a'}};{"
                  "'resourceType':'Practitioner','id':'a','name':[{'text':"
                  "'Dr Doe'}]}"),
         "'centre':'Dr Doe'", NULL},
        {GIVEN_BY("{'reference':'PractitionerRole/r'}",
                  ";{'resourceType':'PractitionerRole','id':'r',"
                  "'organization':{'reference':'Organization/none'}}"),
         "!centre", "names no one by itself"},
        {GIVEN_BY("{'reference':'https://x.org/a'}", ""),
         "'centre':'https://x.org/a'", NULL},
        {GIVEN_BY("{'reference':'https://x.org/Location/l'}",
                  ";{'resourceType':'Location','id':'l'}"),
         "!centre", NULL},
        {GIVEN_BY("{'identifier':{'value':'77'}}", ""), "'centre':'77'", NULL},
        {VACCINATION("'location':{'display':'here'},'performer':[{'actor':{"
                     "'display':'her'}}]"),
         "'note':'by her'", NULL},
        {"{'resourceType':'Consent','status':'active','scope':{'coding':[{"
         "'code':'treatment'}]},'patient':{'reference':'Patient/p'},"
         "'sourceReference':{'reference':'DocumentReference/d'}}",
         "document: DocumentReference/d", NULL},
        {"{'resourceType':'Consent','status':'active','scope':{'coding':[{"
         "'code':'treatment'}]},'patient':{'reference':'Patient/p'},"
         "'sourceReference':{}}",
         "!document", NULL},
    };
    CHECK(cases);
}

static void what_a_later_one_says_of_an_earlier_one_is_held_to_it(void **state)
{
    (void)state;
#define DISPENSED(more)                                                        \
    "{'resourceType':'MedicationDispense','status':'completed'," more "}"
#define REQUESTED(more)                                                        \
    ";{'resourceType':'MedicationRequest','id':'r','status':'active',"         \
    "'intent':'order'," more "}"
#define FOR "'authorizingPrescription':[{'reference':'MedicationRequest/r'}]"
#define ATC "{'coding':[{'system':'http://www.whocc.no/atc','code':'A10BA02'}]}"
#define SUPPLY ",'quantity':{'value':30,'code':'mg'}"
    static const import_case cases[] = {
        /* by reference, on both sides */
        {DISPENSED(FOR ",'medicationReference':{'reference':'Medication/"
                       "m'}" SUPPLY)
             REQUESTED("'medicationReference':{'reference':'Medication/"
                       "m'}") ";{'resourceType':'Medication','id':'m','"
                              "code':" ATC "}",
         "'handed_over':{'value':30", NULL},
        /* of what says no medicine */
        {DISPENSED(FOR SUPPLY) REQUESTED("'medicationCodeableConcept':" ATC),
         "!handed_over", NULL},
        {DISPENSED(FOR ",'medicationCodeableConcept':" ATC SUPPLY)
             REQUESTED("'medicationCodeableConcept':{'text':'M'}"),
         "'handed_over'", NULL},
        /* of a request that is no fact, of none, of another resource */
        {DISPENSED(FOR ",'medicationCodeableConcept':" ATC SUPPLY)
             REQUESTED("'doNotPerform':true,'medicationCodeableConcept':" ATC),
         "'handed_over'", NULL},
        {DISPENSED("'authorizingPrescription':[{'reference':'Patient/p'}],"
                   "'medicationCodeableConcept':" ATC SUPPLY),
         "'handed_over'", NULL},
        {DISPENSED("'authorizingPrescription':['x'],"
                   "'medicationCodeableConcept':" ATC SUPPLY),
         "'handed_over'", NULL},
        /* a second supply is an entry of its own */
        {DISPENSED(FOR ",'medicationCodeableConcept':" ATC SUPPLY)
             REQUESTED("'medicationCodeableConcept':" ATC) ";" DISPENSED(
                 FOR ",'medicationCodeableConcept':" ATC
                     ",'quantity':{'value':31,'code':'mg'}"),
         "'handed_over':{'value':31", NULL},
        /* not in this state */
        {"{'resourceType':'MedicationDispense','status':'declined'," FOR
         ",'medicationCodeableConcept':" ATC SUPPLY
         "}" REQUESTED("'medicationCodeableConcept':" ATC),
         "!handed_over", "in this state"},
    };
    CHECK(cases);
}

static void only_a_completed_dispense_hands_something_over(void **state)
{
    (void)state;
#define DISPENSE(status, more)                                                 \
    "{'resourceType':'MedicationDispense','status':'" status                   \
    "','medicationCodeableConcept':" ATC more "}"
#define HANDED                                                                 \
    ",'quantity':{'value':30,'unit':'tablet'},'whenHandedOver':'2026-03-01',"  \
    "'daysSupply':{'value':15,'code':'d'}"
    static const import_case cases[] = {
        {DISPENSE("completed", HANDED), "'note':'dispensed'",
         "\"relevant\": 0"},
        {DISPENSE("completed", HANDED), "'handed_on':'2026-03-01'", NULL},
        {DISPENSE("in-progress", HANDED),
         "'note':'dispense in-progress: 30 tablet, 2026-03-01, 15 d'",
         "\"relevant\": 0"},
        {DISPENSE("in-progress", HANDED), "!handed_o", NULL},
        {DISPENSE("in-progress", HANDED), "!instructions", NULL},
        {DISPENSE("unknown", ""), "'note':'dispense unknown'", NULL},
        {"{'resourceType':'MedicationDispense','medicationCodeableConcept':" ATC
         ",'quantity':{'value':30}}",
         "!handed_o", "resource.quantity"},
        /* beside its request, whose own supply stays; a completed one after
           it still joins */
        {DISPENSE("in-progress", HANDED "," FOR)
             REQUESTED("'medicationCodeableConcept':" ATC
                       ",'dispenseRequest':{'quantity':{'value':90,'code':"
                       "'mg'}}"),
         "'handed_over':{'value':90,'unit':'mg'},'status':'taking'}", NULL},
        {DISPENSE("in-progress", HANDED "," FOR)
             REQUESTED("'medicationCodeableConcept':" ATC) ";" DISPENSE(
                 "completed", HANDED "," FOR),
         "'note':'dispense in-progress: 30 tablet, 2026-03-01, 15 d'", NULL},
        {DISPENSE("in-progress", HANDED "," FOR)
             REQUESTED("'medicationCodeableConcept':" ATC) ";" DISPENSE(
                 "completed", HANDED "," FOR),
         "'handed_over':{'value':30", "\"relevant\": 0"},
        {DISPENSE("completed", HANDED "," FOR)
             REQUESTED("'medicationCodeableConcept':" ATC) ";" DISPENSE(
                 "in-progress", HANDED "," FOR),
         "'note':'dispense in-progress", "\"relevant\": 0"},
        {DISPENSE("in-progress", ",'dosageInstruction':[{'text':'x'}]," FOR)
             REQUESTED("'medicationCodeableConcept':" ATC),
         "!as dispensed", "dosageInstruction"},
    };
    CHECK(cases);
}

static void a_state_that_no_field_says_stands_in_the_note(void **state)
{
    (void)state;
#define OF_MEDICINE(type, status)                                              \
    "{'resourceType':'" type "','status':'" status "','intent':'order',"       \
    "'medicationCodeableConcept':" ATC "}"
    static const import_case cases[] = {
        {OF_MEDICINE("MedicationStatement", "intended"),
         "'note':'status: intended'", "\"relevant\": 1"},
        {OF_MEDICINE("MedicationStatement", "not-taken"),
         "'note':'status: not-taken'", NULL},
        {OF_MEDICINE("MedicationStatement", "unknown"),
         "'note':'status: unknown'", "entry[1].resource.status"},
        {OF_MEDICINE("MedicationStatement", "on-hold"), "!'note'", NULL},
        {OF_MEDICINE("MedicationRequest", "unknown"),
         "'note':'status: unknown'", "entry[1].resource.status"},
        {OF_MEDICINE("MedicationRequest", "cancelled"), "'status':'stopped'",
         NULL},
        {OF_MEDICINE("MedicationRequest", "cancelled"),
         "'note':'status: cancelled'", "\"relevant\": 0"},
        {OF_MEDICINE("MedicationRequest", "active"), "!'note'", NULL},
    };
    CHECK(cases);
}

static void what_is_done_asked_for_or_planned_says_its_state(void **state)
{
    (void)state;
#define USE(status, device)                                                    \
    "{'resourceType':'DeviceUseStatement','status':'" status                   \
    "','device':{'reference':'Device/d'}};{'resourceType':'Device','id':"      \
    "'d','status':'" device "','type':{'text':'D'}}"
#define DONE(status)                                                           \
    "{'resourceType':'Procedure','status':'" status "','code':{'text':'P'}}"
#define ASKED(status, intent)                                                  \
    "{'resourceType':'ServiceRequest','status':'" status "','intent':'" intent \
    "','code':{'text':'S'}}"
#define PLANNED(status, intent)                                                \
    "{'resourceType':'CarePlan','status':'" status "','intent':'" intent       \
    "','category':[{'text':'C'}]}"
#define BOOKED(status)                                                         \
    "{'resourceType':'Appointment','status':'" status                          \
    "','serviceType':[{'text':'A'}]}"
    static const import_case cases[] = {
        {USE("active", "active"), "!'note'", "\"relevant\": 0"},
        {USE("completed", "active"), "'note':'status: completed'",
         "\"relevant\": 0"},
        {USE("intended", "active"), "'note':'status: intended'", NULL},
        {USE("on-hold", "active"), "'note':'status: on-hold'", NULL},
        {USE("active", "inactive"), "'note':'device: inactive'",
         "\"relevant\": 0"},
        {DONE("completed"), "!'note'", "\"relevant\": 0"},
        {DONE("in-progress"), "'note':'status: in-progress'",
         "\"relevant\": 0"},
        {DONE("unknown"), "'note':'status: unknown'",
         "entry[1].resource.status"},
        {ASKED("active", "order"), "!'note'", "\"relevant\": 0"},
        {ASKED("active", "proposal"), "'note':'intent: proposal'",
         "\"relevant\": 0"},
        {ASKED("active", "plan"), "'note':'intent: plan'", NULL},
        {ASKED("on-hold", "order"), "'state':'open'", NULL},
        {ASKED("on-hold", "order"), "'note':'status: on-hold'",
         "\"relevant\": 0"},
        {PLANNED("active", "plan"), "!'note'", "\"relevant\": 0"},
        {PLANNED("active", "proposal"), "'note':'intent: proposal'",
         "\"relevant\": 0"},
        {PLANNED("draft", "option"), "'note':'status: draft; intent: option'",
         "\"relevant\": 0"},
        {BOOKED("noshow"), "'note':'status: noshow'", "\"relevant\": 0"},
        {BOOKED("booked"), "!'note'", "\"relevant\": 0"},
    };
    CHECK(cases);
}

static void a_wish_is_told_by_its_category_before_its_scope(void **state)
{
    (void)state;
#define CONSENT(scope, more)                                                   \
    "{'resourceType':'Consent','status':'active','scope':{'coding':[{"         \
    "'code':'" scope "'}]},'patient':{'reference':'Patient/p'}" more "}"
#define CATEGORY(code)                                                         \
    ",'category':[{'coding':[{'system':'http://terminology.hl7.org/"           \
    "CodeSystem/consentcategorycodes','code':'" code "'}]}]"
    static const import_case cases[] = {
        {CONSENT("treatment", CATEGORY("dnr")),
         "'wish_kind':'refusal','text':'dnr'", "\"relevant\": 0"},
        {CONSENT("adr", CATEGORY("dnr")), "'wish_kind':'refusal','text':'dnr'}",
         "\"relevant\": 0"},
        {CONSENT("treatment", CATEGORY("polst")),
         "'wish_kind':'advance_directive','text':'polst'}", NULL},
        {CONSENT("patient-privacy", CATEGORY("acd")),
         "'wish_kind':'advance_directive','text':'acd; scope: patient-privacy'",
         "\"relevant\": 0"},
        {CONSENT("treatment", ",'provision':{'type':'deny'}"),
         "'wish_kind':'refusal','text':'deny'", "\"relevant\": 0"},
        {CONSENT("treatment", ",'provision':{'type':'permit'}"),
         "'wish_kind':'consent','text':'permit'", NULL},
        {CONSENT("research", ",'provision':{'type':'deny'}"),
         "'wish_kind':'consent','text':'deny'", NULL},
        {CONSENT("treatment", CATEGORY("research")),
         "'wish_kind':'consent','text':'research'", NULL},
        {CONSENT("odd", ""), "!wish", "lacks what an entry must have"},
    };
    CHECK(cases);
}

static void reasons_lead_to_a_condition_that_is_one(void **state)
{
    (void)state;
#define FOR_REASON(more)                                                       \
    "{'resourceType':'MedicationStatement','status':'active',"                 \
    "'medicationCodeableConcept':{'text':'M'}," more "}"
    static const import_case cases[] = {
        {FOR_REASON("'reasonReference':[{'reference':'Condition/none'}]"),
         "!treated_with", "never carries its reason"},
        {FOR_REASON("'reasonReference':[{'reference':'Patient/p'}]"),
         "!treated_with", "never carries its reason"},
        {FOR_REASON(
             "'reasonReference':[{'reference':'Condition/c'}]") ";{"
                                                                "'resourceType'"
                                                                ":'Condition','"
                                                                "id':'c'}",
         "!treated_with", "never carries its reason"},
        {FOR_REASON("'reasonReference':['x']"), "!treated_with", NULL},
        {FOR_REASON("'reasonCode':[{},'x']"), "!treated_with",
         "never carries its reason"},
        {FOR_REASON("'reasonCode':[{'text':'R'}]") ";" FOR_REASON(
             "'reasonCode':[{'text':'S'}]") ";" FOR_REASON("'reasonCode':[{'"
                                                           "text':'S'}]"),
         "'code':{'text':'S'},'status':'active','treated_with':['clinic/1',"
         "'clinic/2']",
         NULL},
        {FOR_REASON("'reasonCode':[{'text':'1'},{'text':'2'},{'text':'3'},{"
                    "'text':'4'},{'text':'5'}]"),
         "!{'text':'5'}", "never carries its reason"},
        {"{'resourceType':'Composition','confidentiality':'R','subject':{"
         "'reference':'Patient/p'}};" FOR_REASON("'reasonCode':[{'text':'R'}]"),
         "'part':'private','code':{'text':'R'}", NULL},
    };
    CHECK(cases);
}

/* Each is encoded, which a reference to a more private part stops. */
static void a_reason_lies_in_the_part_of_its_medicine(void **state)
{
    (void)state;
#define OF_HIV(reason)                                                         \
    "{'resourceType':'MedicationRequest','status':'active','intent':'order',"  \
    "'medicationCodeableConcept':{'coding':[{'system':"                        \
    "'http://www.whocc.no/atc','code':'J05AR03'}]}," reason "}"
#define PROPHYLAXIS "'reasonCode':[{'text':'prophylaxis'}]"
#define PROPHYLACTIC                                                           \
    ";{'resourceType':'Condition','id':'c','code':{'text':'prophylaxis'}}"
    static const import_case cases[] = {
        {OF_HIV(PROPHYLAXIS),
         "'part':'private','code':{'text':'prophylaxis'},'status':'active',"
         "'treated_with':['private/0']",
         "\"relevant\": 0"},
        /* beside one that a clinic may see, which stays where it is */
        {FOR_REASON(PROPHYLAXIS) ";" OF_HIV(PROPHYLAXIS),
         "'part':'clinic','code':{'text':'prophylaxis'},'status':'active',"
         "'treated_with':['clinic/0']",
         "\"relevant\": 0"},
        {FOR_REASON(PROPHYLAXIS) ";" OF_HIV(PROPHYLAXIS),
         "'part':'private','code':{'text':'prophylaxis'},'status':'active',"
         "'treated_with':['private/0']",
         NULL},
        {OF_HIV(PROPHYLAXIS) PROPHYLACTIC,
         "'part':'clinic','code':{'text':'prophylaxis'}", "\"relevant\": 0"},
        {OF_HIV(PROPHYLAXIS) PROPHYLACTIC,
         "'part':'private','code':{'text':'prophylaxis'}", NULL},
        /* a more private one names a medicine that is less so */
        {OF_HIV(PROPHYLAXIS) ";" FOR_REASON(PROPHYLAXIS),
         "'treated_with':['private/0','clinic/0']", "\"relevant\": 0"},
        /* a condition of the bundle is not hidden for its medicine */
        {OF_HIV("'reasonReference':[{'reference':'Condition/c'}]") PROPHYLACTIC,
         "'part':'clinic','code':{'text':'prophylaxis'}",
         "never carries its reason"},
        {OF_HIV("'reasonReference':[{'reference':'Condition/c'}]") PROPHYLACTIC,
         "!treated_with", NULL},
    };
    CHECK(cases);
}

/* Reasons of so many medicines, four of each. */
static void no_more_reasons_become_conditions_than_that(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < 17; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "%s{'resourceType':'MedicationStatement','status':'active',"
                 "'medicationCodeableConcept':{'text':'M'},'reasonCode':[{"
                 "'text':'a%zu'},{'text':'b%zu'},{'text':'c%zu'},{'text':"
                 "'d%zu'}]}",
                 i == 0 ? "" : ";", i, i, i, i);
        cn_buf_put_str(&b, text);
    }
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_says(&in, "'d15'");
    assert_silent(&in, "'a16'");
    assert_reports(&in, "entry[17].resource.reasonCode");
    import_free(&in);
    cn_buf_free(&b);
}

/* One condition, and so many medicines that treat it. */
static imported import_treated(size_t medicines)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Condition','id':'c','code':{'text':"
                       "'C'}}");
    for (size_t i = 0; i < medicines; i++) {
        cn_buf_put_str(&b, ";{'resourceType':'MedicationStatement','status':"
                           "'active','medicationCodeableConcept':{'text':'M'},"
                           "'reasonReference':[{'reference':'Condition/c'}]}");
    }
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    cn_buf_free(&b);
    return in;
}

static void a_condition_is_treated_by_as_many_as_its_list_holds(void **state)
{
    (void)state;
    imported in = import_treated(CN_LIMIT_LIST);
    assert_int_equal(in.lost, 0);
    import_free(&in);
    in = import_treated(CN_LIMIT_LIST + 1);
    assert_int_equal(in.lost, 1);
    assert_reports(&in, "entry[66].resource.reasonReference");
    import_free(&in);
}

static void narrative_says_what_its_characters_mean(void **state)
{
    (void)state;
#define NARRATED(text, reference)                                              \
    "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"       \
    "'section':[{'text':{'status':'additional','div':'" text "'},'entry':[{"   \
    "'reference':'" reference "'}]}]};{'resourceType':'Condition','id':'c',"   \
    "'code':{'text':'C'}};{'resourceType':'Condition','id':'d'}"
    static const import_case cases[] = {
        {NARRATED("<p title=&lt;>a &lt; b &gt; c &amp; d &quot;e&apos;</p>",
                  "Condition/c"),
         "'note':'narrative: a < b > c & d ", "!section"},
        {NARRATED("<p>x &copy; > y</p>", "Condition/c"),
         "'note':'narrative: x &copy; > y'", NULL},
        {NARRATED("<p>x</p>", "Condition/none"), "!narrative", NULL},
        {NARRATED("<p>x</p>", "Condition/d"), "!narrative", NULL},
        {"{'resourceType':'Composition','subject':{'reference':'Patient/p'},"
         "'section':['x',{'text':'y'},{'text':{'status':'additional','div':"
         "'z'},'entry':['q']}]};" CONDITION("'id':'c'"),
         "!narrative", NULL},
    };
    CHECK(cases);
}

static void panels_tell_their_name_to_results_that_are_there(void **state)
{
    (void)state;
#define PANEL(more)                                                            \
    "{'resourceType':'Observation','status':'final'," more                     \
    "};{'resourceType':'Observation','id':'m','status':'final','code':{"       \
    "'text':'T'},'valueString':'v'}"
#define MEMBERS                                                                \
    "'hasMember':['x',{'reference':'Condition/c'},{'reference':"               \
    "'Observation/m'}]"
    static const import_case cases[] = {
        {PANEL("'code':{'text':'P'}," MEMBERS), "'note':'part of P'", NULL},
        {PANEL("'effectiveDateTime':'2026'," MEMBERS), "!part of", NULL},
        {PANEL("'code':{'text':'P'},'effectiveDateTime':'2026'"), "!part of",
         NULL},
        {"{'resourceType':'DiagnosticReport','status':'final','code':{'text':"
         "'R'},'result':[{'reference':'Observation/m'}]};{'resourceType':"
         "'Observation','id':'m','status':'final','code':{'text':'T'},"
         "'valueString':'v'};{'resourceType':'Condition','id':'c','code':{"
         "'text':'C'}}",
         "'note':'part of R'", NULL},
    };
    CHECK(cases);
    assert_refused(PANEL("'code':'P'"), CARNET_RECORD_TYPE,
                   "$.entry[1].resource.code");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_taken_once_up_to_four_and_others_told),
        cmocka_unit_test(dates_end_at_the_minute_and_stay_in_their_order),
        cmocka_unit_test(a_text_is_cut_at_a_character_and_that_is_told),
        cmocka_unit_test(quantities_have_a_unit_of_their_own_or_in_braces),
        cmocka_unit_test(numbers_of_doses_are_small_or_reported),
        cmocka_unit_test(a_reference_is_followed_once_and_four_times_at_most),
        cmocka_unit_test(names_come_from_whom_a_reference_leads_to),
        cmocka_unit_test(what_a_later_one_says_of_an_earlier_one_is_held_to_it),
        cmocka_unit_test(only_a_completed_dispense_hands_something_over),
        cmocka_unit_test(a_state_that_no_field_says_stands_in_the_note),
        cmocka_unit_test(what_is_done_asked_for_or_planned_says_its_state),
        cmocka_unit_test(a_wish_is_told_by_its_category_before_its_scope),
        cmocka_unit_test(reasons_lead_to_a_condition_that_is_one),
        cmocka_unit_test(a_reason_lies_in_the_part_of_its_medicine),
        cmocka_unit_test(no_more_reasons_become_conditions_than_that),
        cmocka_unit_test(a_condition_is_treated_by_as_many_as_its_list_holds),
        cmocka_unit_test(narrative_says_what_its_characters_mean),
        cmocka_unit_test(panels_tell_their_name_to_results_that_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
