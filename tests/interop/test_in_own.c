/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bundles that say they were written by carnet, and are damaged or invented:
 * what an extension of ours can't mean is reported, and no value is bent until
 * it fits. In the resources ' stands for ".
 */
#include "interop_in.h"

#define CHECK(cases) check_imports(cases, sizeof(cases) / sizeof *(cases))
#define EXT(name, value) "{'url':'urn:carnet:extension:" name "'," value "}"
#define OURS(type, kind, extensions, more)                                     \
    "{'resourceType':'" type                                                   \
    "','extension':[" EXT("kind", "'valueCode':'" kind "'") extensions         \
        "]" more "}"
#define PATIENT(kinds, more)                                                   \
    "^{'resourceType':'Patient','id':'p','extension':[" kinds "]" more "}"
#define ENTRY(kind, more)                                                      \
    "{'url':'urn:carnet:extension:entry','extension':[" EXT(                   \
        "kind", "'valueCode':'" kind "'") more "]}"

#define EVIDENCE(bytes)                                                        \
    OURS("DocumentReference", "evidence",                                      \
         "," EXT("evidence.evidence_kind", "'valueCode':'other'") "," EXT(     \
             "evidence.bytes", "'valueBase64Binary':'" bytes "'"),             \
         "")

static void bytes_are_base64_or_no_entry(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {EVIDENCE("AQID"), "'bytes':'AQID'", "\"relevant\": 0"},
        {EVIDENCE("+/9zeg=="), "'bytes':'-_9zeg'", "\"relevant\": 0"},
        /* Spare bits of another system's. */
        {EVIDENCE("+/9zeh=="), "'bytes':'-_9zeg'", "\"relevant\": 0"},
        {EVIDENCE("AQ*D"), "!'evidence'", "\"relevant\": 1"},
        {EVIDENCE("AQI"), "!'evidence'", "\"relevant\": 1"},
        {EVIDENCE("A==="), "!'evidence'", "\"relevant\": 1"},
        {EVIDENCE(""), "!'evidence'", "\"relevant\": 1"},
        {OURS("DocumentReference", "evidence",
              "," EXT("evidence.evidence_kind", "'valueCode':'other'"),
              ",'content':[{'attachment':{'data':'AQID'}}]"),
         "'bytes':'AQID'", "\"relevant\": 0"},
        {OURS("DocumentReference", "evidence",
              "," EXT("evidence.evidence_kind", "'valueCode':'other'"),
              ",'content':[{'attachment':{'data':'AQ*D'}}]"),
         "!'evidence'", "\"relevant\": 1"},
    };
    CHECK(cases);
}

#define MEDICINE(extension)                                                    \
    OURS("MedicationStatement", "prescription", "," extension,                 \
         ",'status':'active','medicationCodeableConcept':{'text':'M'}")

static void a_value_of_another_type_or_range_is_reported(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {MEDICINE(EXT("prescription.gap_days", "'valueInteger':3")),
         "'gap_days':3", "\"relevant\": 0"},
        {MEDICINE(EXT("prescription.gap_days", "'valueInteger':366")),
         "!gap_days", "extension[1]"},
        {MEDICINE(EXT("prescription.gap_days", "'valueInteger':'3'")),
         "!gap_days", "extension[1]"},
        {MEDICINE(EXT("prescription.gap_days", "'valueBoolean':true")),
         "!gap_days", "extension[1]"},
        {MEDICINE(EXT("prescription.gap_days", "'url2':3")), "!gap_days",
         "extension[1]"},
        {MEDICINE(EXT("prescription.cold_chain", "'valueBoolean':true")),
         "'cold_chain':true", "\"relevant\": 0"},
        {MEDICINE(EXT("prescription.cold_chain", "'valueInteger':1")),
         "!cold_chain", "extension[1]"},
        {MEDICINE(EXT("prescription.given_by", "'valueCode':'nobody'")),
         "!given_by", "extension[1]"},
        {MEDICINE(EXT("prescription.product", "'valueString':''")),
         "!'product'", "extension[1]"},
        {MEDICINE(EXT("prescription.programme",
                      "'valueCodeableConcept':{'coding':[]}")),
         "!programme", "extension[1]"},
        {MEDICINE(EXT("prescription.cost_month", "'valueInteger':1")),
         "!cost_month", "extension[1]"},
        {MEDICINE(EXT("prescription.phases", "'valueString':'x'")), "!phases",
         "extension[1]"},
        {MEDICINE(EXT("prescription.none", "'valueString':'x'")), "!none",
         "extension[1]"},
        {MEDICINE(EXT("allergy.since", "'valueDate':'2020'")), "!2020",
         "extension[1]"},
        {MEDICINE(EXT("nothing", "'valueDate':'2020'")), "!2020",
         "extension[1]"},
        {MEDICINE(EXT("common.note", "'valueString':'kept'")), "'note':'kept'",
         "\"relevant\": 0"},
        {MEDICINE(EXT("prescription.note", "'valueString':'kept'")), "!kept",
         "extension[1]"},
        {MEDICINE("'x'"), "'M'", "extension[1]"},
    };
    CHECK(cases);
    assert_refused(
        MEDICINE(EXT("prescription.next_due", "'valueDate':'2026-02-30'")),
        CARNET_RECORD_DATE, "$.entry[1].resource.extension[1].valueDate");
}

#define MONEY(members)                                                         \
    MEDICINE("{'url':'urn:carnet:extension:prescription.cost_month',"          \
             "'extension':" members "}")
#define AMOUNT(value) "{'url':'amount','valueDecimal':" value "}"
#define CURRENCY "{'url':'currency','valueString':'USD'}"

static void a_group_has_all_its_members_or_is_reported(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {MONEY("[" AMOUNT("12.50") "," CURRENCY "]"),
         "'cost_month':{'amount':12.50,'currency':'USD'}", "\"relevant\": 0"},
        {MONEY("[" AMOUNT("12.5") "," CURRENCY ",{'url':'none',"
                                  "'valueString':'x'}]"),
         "'amount':12.5", "extension[1]"},
        {MONEY("[" AMOUNT("12.5") "," CURRENCY ",7]"), "'amount':12.5",
         "extension[1]"},
        {MONEY("[" AMOUNT("12.5") "," CURRENCY ",{'url':'amount'}]"),
         "'amount':12.5", "extension[1]"},
    };
    CHECK(cases);
}

static void a_reason_for_absence_is_the_only_extension(void **state)
{
    (void)state;
#define ABSENT(code)                                                           \
    "{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"     \
    "'valueCode':'" code "'}"
#define TAKEN(inside)                                                          \
    MEDICINE("{'url':'urn:carnet:extension:prescription.last_taken',"          \
             "'extension':" inside "}")
    static const import_case cases[] = {
        {TAKEN("[" ABSENT("asked-declined") "]"),
         "'last_taken':{'absent':'refused'}", "\"relevant\": 0"},
        {TAKEN("[" ABSENT("not-applicable") "]"),
         "'last_taken':{'absent':'none'}", "\"relevant\": 0"},
        {TAKEN("[" ABSENT("masked") "]"), "!last_taken", "extension[1]"},
        {TAKEN("[" ABSENT("not-asked") "," ABSENT("not-asked") "]"),
         "!last_taken", "extension[1]"},
        {TAKEN("['x']"), "!last_taken", "extension[1]"},
        {TAKEN("'x'"), "!last_taken", "extension[1]"},
        {TAKEN("[{'url':'x','valueCode':'not-asked'}]"), "!last_taken",
         "extension[1]"},
        /* a field that can't be absent */
        {MEDICINE("{'url':'urn:carnet:extension:prescription.next_due',"
                  "'extension':[" ABSENT("not-asked") "]}"),
         "!next_due", "extension[1]"},
    };
    CHECK(cases);
}

#define TREATED(value)                                                         \
    OURS("Condition", "condition", "," EXT("condition.treated_with", value),   \
         ",'code':{'text':'C'}")

static void a_reference_leads_to_an_entry_or_a_leaf_or_nowhere(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {TREATED("'valueString':'leaf:0000beef'"),
         "'treated_with':['leaf:"
         "0000beef']",
         "\"relevant\": 0"},
        {TREATED("'valueString':'leaf:0000beeg'"), "!treated_with",
         "a reference to nothing"},
        {TREATED("'valueString':'leaf:beef'"), "!treated_with",
         "a reference to nothing"},
        {TREATED("'valueString':'leaf:0000beef0'"), "!treated_with",
         "a reference to nothing"},
        {TREATED("'valueString':'clinic/7'"), "!treated_with",
         "a reference to nothing"},
        {TREATED("'valueReference':{'reference':'Condition/none'}"),
         "!treated_with", "a reference to nothing"},
        {TREATED("'valueReference':{'reference':'Patient/p'}") ";" OURS(
             "Flag", "alert", "", ",'status':'active','code':{'text':'A'}"),
         "'treated_with':[", NULL},
        {TREATED("'id':'x'"), "!treated_with", "extension[1]"},
    };
    CHECK(cases);
}

static void the_patient_is_all_the_entries_that_it_was_made_from(void **state)
{
    (void)state;
#define FIRST ENTRY("person", "")
#define NAMED ",'name':[{'use':'official','text':'N'}],'birthDate':'1990'"
#define IS_SAME                                                                \
    EXT("person.name", "'valueString':'N'")                                    \
    "," EXT("person.birth_date", "'valueDate':'1990'")
    static const import_case cases[] = {
        {PATIENT(ENTRY("person", "") "," ENTRY("person_details", ""),
                 ",'name':[{'use':'official','text':'N'},{'use':'usual',"
                 "'text':'L'},{'text':'A'},{'use':'old'}],'birthDate':'1990'"),
         "'latin_name':'L','aliases':['A']", NULL},
        {PATIENT(ENTRY("person",
                       "," EXT("person.name", "'valueString':'N'") "," EXT(
                           "person.birth_date", "'valueDate':'1991'")),
                 ""),
         "'name':'N','birth_date':'1991'", "\"relevant\": 0"},
        {PATIENT(FIRST "," ENTRY("person", "," IS_SAME), NAMED),
         "'name':'N','birth_date':'1990'", "\"relevant\": 0"},
        {PATIENT(FIRST "," ENTRY("person",
                                 "," IS_SAME
                                 "," EXT("common.note", "'valueString':'x'")),
                 NAMED),
         "'name':'N','birth_date':'1990'", "extension[1].extension[3]"},
        /* no kind that tells who a person is, and no kind */
        {PATIENT(ENTRY("person", "") "," ENTRY("alert", "") "," ENTRY("x", ""),
                 ",'name':[{'use':'official','text':'N'}],'birthDate':'1990'"),
         "!alert", "extension[1]"},
        {PATIENT(ENTRY("person", ""), "") ";{'resourceType':'Condition',"
                                          "'code':{'text':'C'}}",
         "!'person'", NULL},
    };
    CHECK(cases);
}

/* Whoever issued it would sign the medical entries of both as the first one's.
 */
static void refuses_two_persons(void **state)
{
    (void)state;
#define OTHER(name, born)                                                      \
    ENTRY("person",                                                            \
          "," EXT("person.name", "'valueString':'" name "'") "," EXT(          \
              "person.birth_date", "'valueDate':'" born "'"))
    static const char *const bundles[] = {
        PATIENT(FIRST "," OTHER("Second", "1991"),
                ",'name':[{'use':'official','text':'N'},{'use':'official',"
                "'text':'Second','extension':[" EXT(
                    "further", "'valueBoolean':true") "]}],"
                                                      "'birthDate':'1990'"),
        PATIENT(FIRST "," OTHER("N", "1991"), NAMED),
        PATIENT(FIRST "," OTHER("n", "1990"), NAMED),
        PATIENT(FIRST "," OTHER("", "1990"), NAMED),
        PATIENT(FIRST "," ENTRY("person",
                                "," EXT("person.name", "'valueString':'N'")),
                NAMED),
        PATIENT(FIRST "," ENTRY("person", ""), NAMED),
        PATIENT(FIRST "," OTHER("Second", "1991"),
                ",'name':[{'use':'official','text':'N'}]"),
    };
    for (size_t i = 0; i < sizeof bundles / sizeof *bundles; i++) {
        assert_refused(bundles[i], CARNET_JSON_BUNDLE,
                       "$.entry[0].resource.extension[1]");
    }
    assert_refused(
        PATIENT(FIRST "," ENTRY("person", "," IS_SAME) "," OTHER("M", "1990"),
                NAMED),
        CARNET_JSON_BUNDLE, "$.entry[0].resource.extension[2]");
}

static void numbers_of_other_systems_come_back_with_their_system(void **state)
{
    (void)state;
#define NUMBERED(identifiers)                                                  \
    PATIENT(ENTRY("person",                                                    \
                  "," EXT("person.name", "'valueString':'N'") "," EXT(         \
                      "person.birth_date",                                     \
                      "'valueDate':'1991'")) "," ENTRY("person_details", ""),  \
            ",'identifier':[" identifiers "]")
    static const import_case cases[] = {
        {NUMBERED("{'system':'urn:x','value':'7'}"),
         "'identifiers':[{'value':'7','system':'urn:x'}]", NULL},
        {NUMBERED("{'assigner':{'display':'UN'},'value':'7'}"),
         "'identifiers':[{'value':'7','system':'UN'}]", NULL},
        {NUMBERED("{'value':'7','extension':[" EXT("identifier.country",
                                                   "'valueCode':'ET'") "]}"),
         "'identifiers':[{'value':'7','country':'ET'}]", NULL},
        {NUMBERED("{'system':'urn:x'}"), "!identifiers", NULL},
        {NUMBERED("{'system':'urn:carnet:passport-id','value':"
                  "'0102030405060708'}"),
         "'passport_id':'AQIDBAUGBwg'", NULL},
        {NUMBERED(
             "{'system':'urn:carnet:passport-id','value':'010203040506070x'}"),
         "!passport_id", NULL},
        {NUMBERED("{'system':'urn:carnet:passport-id','value':"
                  "'0102030405060708090a0b0c0d0e0f1011'}"),
         "!passport_id", NULL},
    };
    CHECK(cases);
}

#define CONTACT(of, more)                                                      \
    "{'resourceType':'RelatedPerson','id':'c','extension':[" of "]" more "}"
#define IS_CONTACTS EXT("kind", "'valueCode':'contacts'")
#define OF(value) EXT("of", value)

static void contacts_come_back_to_the_entry_that_they_are_of(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {CONTACT(IS_CONTACTS
                 "," EXT("contact.may_know", "'valueCode':'emergency_only'"),
                 ",'name':[{'text':'A'}],'telecom':[{'system':'phone','value':"
                 "'1'},{'system':'email','value':'a@b'},{'system':'fax'}]"),
         "'contacts':[{'name':'A','phone':'1','reach':'a@b','may_know':"
         "'emergency_only'}]",
         NULL},
        {CONTACT(IS_CONTACTS
                 "," EXT("contact.may_know", "'valueCode':'something'"),
                 ",'name':[{'text':'A'}]"),
         "'contacts':[{'name':'A'}]", NULL},
        {CONTACT(IS_CONTACTS, ""), "!contacts", "lacks what"},
        {CONTACT(IS_CONTACTS, ",'name':[{'text':'A'}]") ";" CONTACT(
             OF("'valueReference':{'reference':'RelatedPerson/c'}"),
             ",'name':[{'text':'B'}]"),
         "'contacts':[{'name':'A'},{'name':'B'}]", NULL},
        {CONTACT(IS_CONTACTS, ",'name':[{'text':'A'}]") ";" CONTACT(
             OF("'valueReference':{'reference':'RelatedPerson/none'}"),
             ",'name':[{'text':'B'}]"),
         "!'B'", "entry[2].resource"},
        {CONTACT(IS_CONTACTS, ",'name':[{'text':'A'}]") ";" CONTACT(
             OF("'valueString':'RelatedPerson/c'"), ",'name':[{'text':'B'}]"),
         "!'B'", "entry[2].resource"},
        {CONTACT(IS_CONTACTS, ",'name':[{'text':'A'}]") ";" CONTACT(
             OF("'id':'x'"), ",'name':[{'text':'B'}]"),
         "!'B'", "entry[2].resource"},
    };
    CHECK(cases);
}

static void counts_come_back_to_their_pregnancy(void **state)
{
    (void)state;
#define PREGNANCY                                                              \
    "{'resourceType':'Observation','id':'g','extension':[" EXT(                \
        "kind",                                                                \
        "'valueCode':'pregnancy'") "," EXT("pregnancy.status",                 \
                                           "'valueCode':'pregnant'") "]}"
#define COUNT(code, value)                                                     \
    ";{'resourceType':'Observation','extension':[" OF(                         \
        "'valueReference':{'reference':'Observation/g'}") "],'code':{"         \
                                                          "'coding':[{"        \
                                                          "'system':"          \
                                                          "'http://loinc.org'" \
                                                          ",'code':'" code     \
                                                          "'}]}," value "}"
    static const import_case cases[] = {
        {PREGNANCY COUNT("11996-6", "'valueQuantity':{'value':3}"),
         "'gravida':3", NULL},
        {PREGNANCY COUNT("11977-6", "'valueQuantity':{'value':2}"),
         "'parity':2", NULL},
        {PREGNANCY COUNT("11977-6", "'valueQuantity':{'value':31}"), "!parity",
         NULL},
        {PREGNANCY COUNT("11977-6", "'valueString':'2'"), "!parity", NULL},
        {PREGNANCY COUNT("1234-5", "'valueQuantity':{'value':2}"), "!parity",
         NULL},
    };
    CHECK(cases);
}

static void words_of_ours_come_back_by_their_own_system(void **state)
{
    (void)state;
#define CODING(system, code) "{'system':'" system "','code':'" code "'}"
#define WISH(category)                                                         \
    OURS("Consent", "wish", "",                                                \
         ",'status':'active','category':" category                             \
         ",'policyRule':{'text':'no'}")
    static const import_case cases[] = {
        {WISH("[{'coding':[" CODING("urn:x", "refusal") "," CODING(
             "urn:carnet:words:wish_kind", "refusal") "]}]"),
         "'wish_kind':'refusal'", NULL},
        {WISH("[{},{'coding':[" CODING("urn:carnet:words:wish_kind",
                                       "refusal") "]}]"),
         "'wish_kind':'refusal'", NULL},
        {WISH("[{'coding':[" CODING("urn:carnet:words:wish_kind", "x") "]}]"),
         "!wish_kind", NULL},
        {WISH("[{'coding':[" CODING("urn:carnet:words:wish_kinds",
                                    "refusal") "]}]"),
         "!wish_kind", NULL},
        {WISH("[{'coding':[" CODING("urn:carnet:words:wish_kine",
                                    "refusal") "]}]"),
         "!wish_kind", NULL},
    };
    CHECK(cases);
}

static void a_part_is_kept_only_where_it_is_more_private(void **state)
{
    (void)state;
#define PLACED(type, kind, part, more)                                         \
    OURS(type, kind, "," EXT("part", "'valueCode':'" part "'"), more)
    static const import_case cases[] = {
        {PLACED("Condition", "condition", "desk", ",'code':{'text':'C'}"),
         "'part':'clinic'", NULL},
        {PLACED("Condition", "condition", "private", ",'code':{'text':'C'}"),
         "'part':'private'", NULL},
        {PLACED("Immunization", "vaccination", "clinic",
                ",'status':'completed','vaccineCode':{'text':'V'},"
                "'occurrenceDateTime':'2020'"),
         "'part':'clinic'", NULL},
        {PLACED("Observation", "travel_clearance", "clinic",
                ",'effectiveDateTime':'2026-03-01','extension2':0"),
         "!travel_clearance", NULL},
    };
    CHECK(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_base64_or_no_entry),
        cmocka_unit_test(a_value_of_another_type_or_range_is_reported),
        cmocka_unit_test(a_group_has_all_its_members_or_is_reported),
        cmocka_unit_test(a_reason_for_absence_is_the_only_extension),
        cmocka_unit_test(a_reference_leads_to_an_entry_or_a_leaf_or_nowhere),
        cmocka_unit_test(the_patient_is_all_the_entries_that_it_was_made_from),
        cmocka_unit_test(refuses_two_persons),
        cmocka_unit_test(numbers_of_other_systems_come_back_with_their_system),
        cmocka_unit_test(contacts_come_back_to_the_entry_that_they_are_of),
        cmocka_unit_test(counts_come_back_to_their_pregnancy),
        cmocka_unit_test(words_of_ours_come_back_by_their_own_system),
        cmocka_unit_test(a_part_is_kept_only_where_it_is_more_private),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
