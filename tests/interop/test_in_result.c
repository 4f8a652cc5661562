/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results with their ranges, people and whom to reach, allergies, empty
 * sections, and what a record has no more room for: each of other people's
 * bundles. In the resources ' stands for ".
 */
#include "interop_in.h"

#define CHECK(cases) check_imports(cases, sizeof(cases) / sizeof *(cases))
#define RESULT(more)                                                           \
    "{'resourceType':'Observation','status':'final','code':{'text':'T'}," more \
    "}"

static void usual_ranges_are_fields_only_in_the_unit_of_the_value(void **state)
{
    (void)state;
#define RANGE(value, range)                                                    \
    RESULT("'valueQuantity':{" value "},'referenceRange':[{" range "}]")
    static const import_case cases[] = {
        {RANGE("'value':5,'code':'mg'",
               "'low':{'value':4,'code':'mg'},'high':{'value':6,'code':'mg'}"),
         "'low':4,'high':6", "\"relevant\": 0"},
        {RANGE("'value':5,'unit':'mg','code':'g'",
               "'high':{'value':6,'unit':'mg'}"),
         "'high':6", NULL},
        {RANGE("'value':5,'code':'mg'", "'high':{'value':6,'unit':'mg'}"),
         "'high':6", NULL},
        {RANGE("'value':5,'code':'mg'", "'high':{'value':6,'unit':'g'}"),
         "'note':'usual - 6 g'", NULL},
        {RANGE("'value':5,'code':'mg'", "'high':{'value':6}"),
         "'note':'usual - 6'", NULL},
        {RANGE("'value':5,'code':'mg'", "'low':{'value':'4','code':'mg'}"),
         "'note':'usual 4 mg -'", NULL},
        {RANGE("'value':5,'code':'mg'", "'low':{'value':1e40,'code':'mg'}"),
         "'note':'usual 1e40 mg -'", NULL},
        {RANGE("'value':5,'code':'mg'", "'low':{'code':'mg'}"),
         "'note':'usual mg -'", NULL},
        {RANGE("'value':5,'code':'mg'", "'text':'4 to 6'"),
         "'note':'usual 4 to 6'", NULL},
        {RANGE("'value':5,'code':'mg'", "'text':''"), "!'note'", NULL},
        {RANGE("'value':5,'code':'mg'", "'appliesTo':[]"), "!'note'", NULL},
        {RANGE("'value':'5','code':'mg'", "'low':{'value':4,'code':'mg'}"),
         "'note':'usual 4 mg -'", NULL},
        {RESULT("'valueQuantity':{'value':5,'code':'mg'},'referenceRange':[{"
                "'low':{'value':4,'code':'mg'}},{'low':{'value':3,'code':"
                "'mg'}}]"),
         "'low':4", NULL},
        {RESULT("'valueString':'v','referenceRange':[{'low':{'value':4}}]"),
         "'note':'usual 4 -'", NULL},
    };
    CHECK(cases);
}

static void a_degree_that_no_flag_has_stands_in_the_note(void **state)
{
    (void)state;
#define FLAG(code) "'interpretation':[{'coding':[{'code':'" code "'}]}]"
#define FLAGGED(code) RESULT("'valueString':'v'," FLAG(code))
    static const import_case cases[] = {
        {FLAGGED("AA"), "'note':'critically abnormal'", "\"relevant\": 0"},
        {FLAGGED("AA"), "'flag':'abnormal'", NULL},
        {FLAGGED("HU"), "'note':'significantly high'", NULL},
        {FLAGGED("LU"), "'note':'significantly low'", NULL},
        {FLAGGED("HH"), "!'note'", NULL},
        {RESULT("'component':[{'code':{'text':'K'},'valueString':'x'," FLAG(
             "HU") "}]"),
         "'note':'K, significantly high'", "\"relevant\": 0"},
    };
    CHECK(cases);
}

static void a_range_of_another_type_is_words_and_none_is_joined(void **state)
{
    (void)state;
#define TYPE(code)                                                             \
    "'type':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"      \
    "referencerange-meaning','code':'" code "'}]}"
#define RANGES(first, second)                                                  \
    RESULT("'valueQuantity':{'value':5,'code':'mg'},'referenceRange':[{" first \
           "},{" second "}]")
#define LOW(n) "'low':{'value':" n ",'code':'mg'}"
#define HIGH(n) "'high':{'value':" n ",'code':'mg'}"
    static const import_case cases[] = {
        {RANGE("'value':5,'code':'mg'", TYPE("normal") "," LOW("4")), "'low':4",
         "\"relevant\": 0"},
        {RANGE("'value':5,'code':'mg'",
               TYPE("therapeutic") "," LOW("4") "," HIGH("6")),
         "'note':'therapeutic 4 mg - 6 mg'", "\"relevant\": 0"},
        {RANGE("'value':5,'code':'mg'", TYPE("therapeutic") "," LOW("4")),
         "!'low'", NULL},
        {RANGE("'value':5,'code':'mg'",
               "'type':{'text':'Follicular phase'}," HIGH("6")),
         "'note':'Follicular phase - 6 mg'", "\"relevant\": 0"},
        {RANGE("'value':5,'code':'mg'", "'type':{}," HIGH("6")),
         "'note':'range - 6 mg'", NULL},
        {RANGES(TYPE("normal") "," LOW("4"), TYPE("therapeutic") "," HIGH("9")),
         "'note':'therapeutic - 9 mg'", "\"relevant\": 0"},
        {RANGES(TYPE("normal") "," LOW("4"), TYPE("therapeutic") "," HIGH("9")),
         "!'high'", NULL},
        {RANGES(LOW("4"), HIGH("9")), "'note':'usual - 9 mg'",
         "\"relevant\": 0"},
        {RANGES(LOW("4"), HIGH("9")), "!'high'", NULL},
        {RESULT("'component':[{'code':{'text':'K'},'valueString':'x',"
                "'referenceRange':[{" TYPE("critical") "," HIGH("9") "}]}]"),
         "'note':'K, critical - 9 mg'", "\"relevant\": 0"},
    };
    CHECK(cases);
}

static void values_of_every_simple_type_are_words(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {RESULT("'valueBoolean':false"), "'text_value':'false'", NULL},
        {RESULT("'valueInteger':7"), "'text_value':'7'", NULL},
        {RESULT("'valueRange':{'low':{'value':1},'high':{'value':2}}"),
         "'text_value':'1 - 2'", NULL},
        {RESULT("'valueRange':{'high':{'value':2}}"), "'text_value':'- 2'",
         NULL},
        {RESULT("'valuePeriod':{'start':'2020','end':'2021'}"),
         "'text_value':'2020 - 2021'", NULL},
        {RESULT("'valueRatio':{'numerator':{'value':1},'denominator':{"
                "'value':2,'unit':'h'}}"),
         "'text_value':'1 / 2 h'", NULL},
        {RESULT("'valueRatio':{'unit':'h'}"), "'text_value':'h'", NULL},
        {RESULT("'valueRatio':[]"), "!result", NULL},
        {RESULT("'valueString':null"), "!result", NULL},
        {RESULT("'valueCodeableConcept':{}"), "!result", NULL},
    };
    CHECK(cases);
}

static void components_have_a_test_and_a_value_or_are_none(void **state)
{
    (void)state;
#define COMPONENT(more) RESULT("'component':[{" more "}]")
#define NAMED "'code':{'text':'K'}"
    static const import_case cases[] = {
        {COMPONENT(NAMED ",'valueString':'x','interpretation':[{'coding':[{"
                         "'code':'H'}]}]"),
         "'components':[{'test':{'text':'K'},'text_value':'x','flag':'high'}]",
         NULL},
        {COMPONENT(NAMED ",'valueString':'x','interpretation':[{'coding':[{"
                         "'code':'odd'}]}]"),
         "!'flag'", "interpretation"},
        {COMPONENT(NAMED ",'valueQuantity':{'value':1,'comparator':'>='}"),
         "'comparator':'greater_or_equal'", NULL},
        {COMPONENT("'valueString':'x'"), "!components", NULL},
        {COMPONENT(NAMED), "!components", NULL},
        {COMPONENT(NAMED ",'valueCodeableConcept':{}"), "!components", NULL},
        {COMPONENT(NAMED ",'valueSampledData':{}"), "!components", NULL},
        {COMPONENT(NAMED ",'valueString':'x','referenceRange':['y',{'low':{"
                         "'value':1}}]"),
         "'note':'K, usual 1 -'", NULL},
        {RESULT("'valueString':'v','component':[{'referenceRange':[{'text':"
                "'r'}]}]"),
         "'note':'usual r'", NULL},
    };
    CHECK(cases);
}

static void a_pregnancy_takes_its_due_date_from_a_member(void **state)
{
    (void)state;
#define LOINC(code)                                                            \
    "'code':{'coding':[{'system':'http://loinc.org','code':'" code "'}]}"
#define PREGNANT(value, member)                                                \
    "{'resourceType':'Observation','status':'final'," LOINC(                   \
        "82810-3") "," value ",'hasMember':[{'reference':'Observation/d'}]};{" \
                   "'resourceType':'Observation','id':'d','status':'final'"    \
                   "," member "}"
#define YES                                                                    \
    "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct',"    \
    "'code':'77386006'}]}"
    static const import_case cases[] = {
        {PREGNANT(YES, LOINC("11778-8") ",'valueDateTime':'2026-09-01'"),
         "'status':'pregnant','due':'2026-09-01'", NULL},
        {PREGNANT(YES, LOINC("1234-5") ",'valueDateTime':'2026-09-01'"),
         "!'due'", NULL},
        {PREGNANT(YES, LOINC("11778-8") ",'valueString':'soon'"), "!'due'",
         NULL},
        {PREGNANT(YES, "'valueDateTime':'2026-09-01'"), "!'due'", NULL},
        {PREGNANT("'valueString':'yes'", "'x':1"), "!'pregnancy'", NULL},
        {PREGNANT("'valueCodeableConcept':{'text':'maybe'}", "'x':1"),
         "!'pregnancy'", NULL},
        {PREGNANT("'valueCodeableConcept':{'coding':[{'system':"
                  "'http://loinc.org','code':'LA15173-0'}]}",
                  "'x':1"),
         "'status':'pregnant'", NULL},
    };
    CHECK(cases);
}

#define PERSON(more) "^{'resourceType':'Patient','id':'p'," more "}"

static void the_fittest_name_is_shown_and_others_kept_beside(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {PERSON("'name':[{'use':'old','text':'Old'},{'use':'nickname','text':"
                "'Nick'}]"),
         "'name':'Nick'", NULL},
        {PERSON("'name':[{'use':'maiden','text':'M'}]"), "'name':'M'", NULL},
        {PERSON("'name':['x',{'text':'N'}]"), "'name':'N'", NULL},
        {PERSON("'name':{'text':'One'}"), "'name':'One'", NULL},
        {PERSON("'name':[{'given':['A',7,'B'],'family':'C'}]"),
         "'name':'A B C'", NULL},
        {PERSON("'name':[{'family':'C'}]"), "'name':'C'", NULL},
        {PERSON("'name':[{'text':'N'},{'text':''}],'birthDate':'1990'"),
         "'name':'N'", NULL},
        {PERSON("'name':[{'text':'\xd8\xa3','given':['Am'],'family':"
                "'Ina'}]"),
         "'latin_name':'Am Ina'", NULL},
        {PERSON("'name':[{'text':'\xe1\xb8\x80'},{'text':'\xe1\x88\x80'}]"),
         "'aliases':['\xe1\x88\x80']", NULL},
        {PERSON("'name':[{'text':'N'}],'identifier':[{'value':''},{'value':"
                "'7','system':''}]"),
         "'identifiers':[{'value':'7'}]", NULL},
    };
    CHECK(cases);
    assert_refused(PERSON("'birthDate':'1990'"), CARNET_RECORD_EMPTY, "$");
}

static void whom_to_reach_has_a_name_or_what_stands_for_one(void **state)
{
    (void)state;
#define REACH(more) PERSON("'name':[{'text':'N'}],'contact':[{" more "}]")
#define PHONE "{'system':'phone','value':'1'}"
    static const import_case cases[] = {
        {REACH("'name':{'text':'A'},'telecom':[" PHONE ",{'system':'sms',"
               "'value':'2'},{'system':'email','value':'c@d'},{'system':"
               "'phone'},{'system':'fax','value':'3'}]"),
         "'contacts':[{'name':'A','phone':'1','reach':'2'}]", "telecom"},
        {REACH("'name':{'text':'A'},'telecom':[{'system':'sms','value':'2'},{"
               "'system':'email','value':'c@d'},{'system':'email','value':"
               "'e@f'}]"),
         "'phone':'2','reach':'c@d'", NULL},
        {REACH("'organization':{'display':'Org'}"), "'name':'Org'", NULL},
        {REACH("'name':{'text':''},'organization':{'display':'Org'}"),
         "'name':'Org'", NULL},
        {REACH("'relationship':[{'text':'aunt'}]"), "'name':'aunt'", NULL},
        {REACH("'relationship':['x',{'coding':[{'system':"
               "'http://terminology.hl7.org/CodeSystem/v3-RoleCode','code':"
               "'MTH'}]}],'name':{'text':'A'}"),
         "'relation':'parent'", NULL},
        {REACH("'telecom':[" PHONE "]"), "'name':'1','phone':'1'", NULL},
        {REACH("'gender':'male'"), "!contacts", NULL},
        {REACH("'name':{'text':'A'},'telecom':[{'system':'phone','value':"
               "'123456789012345678901234567890123456'}]"),
         "'name':'A'", "longer than the field"},
    };
    CHECK(cases);
}

static void allergies_say_the_worst_and_what_is_none(void **state)
{
    (void)state;
#define ALLERGY(more) "{'resourceType':'AllergyIntolerance'," more "}"
#define AGENT "'code':{'text':'A'}"
    static const import_case cases[] = {
        {ALLERGY(AGENT ",'reaction':[{'severity':'severe'},{'severity':"
                       "'mild'}]"),
         "'severity':'severe'", NULL},
        {ALLERGY(AGENT ",'reaction':[{'severity':'mild'},{'severity':"
                       "'severe'}]"),
         "'severity':'severe'", NULL},
        {ALLERGY(AGENT ",'reaction':[{'severity':'odd'}]"), "!'severity'",
         "severity"},
        {ALLERGY("'code':{'coding':[{'system':'http://snomed.info/sct','code':"
                 "'1631000175102'}]}"),
         "'agent':{'absent':'not_asked'}", NULL},
        {ALLERGY("'code':{'coding':[{'system':'http://hl7.org/fhir/uv/ips/"
                 "CodeSystem/absent-unknown-uv-ips','code':"
                 "'no-known-allergies'}]}"),
         "'agent':{'absent':'none'}", NULL},
        {ALLERGY(AGENT ",'reaction':[{'manifestation':[{'text':'Reaction'}]}]"),
         "!'reaction'", "\"relevant\": 0"},
        {ALLERGY(AGENT ",'reaction':[{'manifestation':[{'text':'hives'}]}]"),
         "'reaction':[{", NULL},
        {ALLERGY("'_onsetDateTime':{'extension':[{'url':'x'}]}," AGENT), "'A'",
         NULL},
    };
    CHECK(cases);
    assert_refused(ALLERGY("'code':'A'"), CARNET_RECORD_TYPE,
                   "$.entry[1].resource.code");
}

static void sections_that_are_empty_are_so_for_a_reason(void **state)
{
    (void)state;
#define SECTIONS(list)                                                         \
    "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"       \
    "'section':[" list "]}"
#define SECTION(loinc, reason, more)                                           \
    "{'code':{'coding':[{'system':'http://loinc.org','code':'" loinc           \
    "'}]},'emptyReason':{'coding':[{'code':'" reason "'}]}" more "}"
    static const import_case cases[] = {
        {SECTIONS(SECTION("48765-2", "notasked", "")),
         "'agent':{'absent':'not_asked'}", NULL},
        {SECTIONS(SECTION("11450-4", "nilknown", "")), "no-known-problems",
         NULL},
        {SECTIONS(SECTION("10160-0", "nilknown", "")), "no-known-medications",
         NULL},
        {SECTIONS(SECTION("10160-0", "notasked", "")), "no-medication-info",
         NULL},
        {SECTIONS(SECTION("10160-0", "closed", "")), "!medication",
         "emptyReason"},
        {SECTIONS(SECTION("10160-0", "nilknown", ",'entry':[]")), "!medication",
         "emptyReason"},
        {SECTIONS("'x'," SECTION("1-8", "nilknown", ",'title':'T'")),
         "'note':'T: nothing known'", NULL},
    };
    CHECK(cases);
}

static void an_empty_section_is_as_private_as_its_document(void **state)
{
    (void)state;
#define DOCUMENT(more, list)                                                   \
    "{'resourceType':'Composition','subject':{'reference':'Patient/p'}" more   \
    ",'section':[" list "]}"
#define RESTRICTED(list) DOCUMENT(",'confidentiality':'R'", list)
    static const import_case cases[] = {
        {DOCUMENT("", SECTION("48765-2", "nilknown", "")),
         "'part':'clinic','agent':{'absent':'none'}", NULL},
        {RESTRICTED(SECTION("48765-2", "nilknown", "")),
         "'part':'private','agent':{'absent':'none'}", "\"relevant\": 0"},
        {RESTRICTED(SECTION("11450-4", "nilknown", "")),
         "'id':'private/0','part':'private'", NULL},
        {RESTRICTED(SECTION("10160-0", "notasked", "")),
         "'id':'private/0','part':'private'", NULL},
        {RESTRICTED(SECTION("1-8", "nilknown", ",'title':'T'")),
         "'id':'private/0','part':'private','note':'T: nothing known'", NULL},
    };
    CHECK(cases);
}

static void labels_and_subjects_are_read_where_they_are_objects(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {"{'resourceType':'Condition','code':{'text':'C'},'meta':{'security':["
         "'R',{'system':'http://terminology.hl7.org/CodeSystem/"
         "v3-Confidentiality','code':'HIV'}]}}",
         "'part':'clinic'", NULL},
        {"{'resourceType':'Composition','subject':'x'};{'resourceType':"
         "'Composition','subject':{'reference':'Patient/none'}};"
         "{'resourceType':'Condition','subject':'x','code':{'text':'C'}}",
         "'C'", NULL},
        {"{'resourceType':'Condition','implicitRules':'x','code':{'text':"
         "'C'}}",
         "!'C'", "a modifier"},
        {"{'resourceType':'MedicationRequest','status':'active','intent':"
         "'order','doNotPerform':true,'medicationReference':{'reference':"
         "'Patient/p'}}",
         "!prescription", "in this state"},
        {"{'resourceType':'MedicationRequest','status':'stopped','intent':"
         "'order','doNotPerform':true,'medicationReference':{'reference':"
         "'Patient/p'}}",
         "!prescription", "no longer in force"},
        {"{'resourceType':'MedicationRequest','status':'active','intent':"
         "'proposal','medicationCodeableConcept':{'text':'M'}}",
         "'note':'intent: proposal'", NULL},
        {"{'resourceType':'Observation','status':'entered-in-error','code':{"
         "'text':'T'},'valueString':'v'}",
         "!'T'", "entered in error"},
        {"{'resourceType':'Observation','status':'final','code':{'text':'T'},"
         "'valueString':'v','contained':['x',{'resourceType':'Patient'}]}",
         "'T'", NULL},
        {"{'resourceType':'Coverage','status':'active','beneficiary':{},"
         "'type':{'text':'S'},'payor':[{'display':'S'},{'display':'P'}]}",
         "'scheme':'S','payer':'P'", NULL},
        {"{'resourceType':'Flag','status':'active','code':{'text':'A'},"
         "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
         "flag-priority'},{'url':'http://hl7.org/fhir/StructureDefinition/"
         "flag-priority','valueCodeableConcept':{'coding':[{'code':'PH'}]}}]}",
         "'priority':'high'", NULL},
    };
    CHECK(cases);
}

static void a_long_remark_takes_along_the_remarks_behind_it(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Observation','status':'final','code':"
                       "{'text':'T'},'valueString':'v','note':[{'text':'one'},"
                       "{'text':'");
    for (size_t i = 0; i < 150; i++) {
        cn_buf_put_str(&b, "xxxxxxx ");
    }
    cn_buf_put_str(&b, "'},{'text':'LAST'}]}");
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_says(&in, "'note':'one; xxxxxxx xxx");
    assert_says(&in, "xxxxxxx LAST'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
    cn_buf_free(&b);
}

static void a_remark_ends_where_four_results_are_full(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Observation','status':'final','code':"
                       "{'text':'T'},'valueString':'v','note':[{'text':'");
    for (size_t i = 0; i < 8000; i++) {
        cn_buf_put_str(&b, "x");
    }
    cn_buf_put_str(&b, "'}]}");
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_reports(&in, "longer than the field");
    assert_int_equal(in.lost, 1);
    import_free(&in);
    cn_buf_free(&b);
}

/* As many conditions as a record holds, and one more resource. */
static imported import_behind_all(const char *last)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i + 1 < CARNET_RECORD_ENTRIES_MAX; i++) {
        cn_buf_put_str(&b, "{'resourceType':'Condition','code':{'coding':[{"
                           "'system':'http://hl7.org/fhir/sid/icd-10','code':"
                           "'I10'}]}};");
    }
    cn_buf_put_str(&b, last);
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    cn_buf_free(&b);
    return in;
}

static void an_entry_too_many_is_refused_whatever_begins_it(void **state)
{
    (void)state;
#define OURS(type, kind, more)                                                 \
    "{'resourceType':'" type "','extension':[{'url':"                          \
    "'urn:carnet:extension:kind','valueCode':'" kind "'}" more "]}"
    static const char *const last[] = {
        "{'resourceType':'Condition','code':{'text':'C'}}",
        "{'resourceType':'Condition','onsetDateTime':'2020'}",
        "{'resourceType':'Condition','onsetString':'x'}",
        "{'resourceType':'Condition','clinicalStatus':{'coding':[{'code':"
        "'active'}]}}",
        "{'resourceType':'Observation','status':'final','note':[{'text':"
        "'x'}]}",
        "{'resourceType':'Observation','note':[{'text':'x'}]}",
        "{'resourceType':'Observation','code':{},'valueQuantity':{'value':1}}",
        "{'resourceType':'Immunization','_occurrenceDateTime':{'extension':[{"
        "'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
        "'valueCode':'not-asked'}]}}",
        "{'resourceType':'Immunization','protocolApplied':[{"
        "'doseNumberPositiveInt':1}]}",
        "{'resourceType':'Immunization','statusReason':{'coding':[{'code':"
        "'PATOBJ'}]}}",
        "{'resourceType':'AllergyIntolerance','code':{'coding':[{'system':"
        "'http://snomed.info/sct','code':'716186003'}]}}",
        "{'resourceType':'AllergyIntolerance','reaction':[{'severity':"
        "'mild'}]}",
        "{'resourceType':'MedicationStatement','status':'active','dosage':[{"
        "'asNeededBoolean':true}]}",
        "{'resourceType':'MedicationStatement','status':'active','dosage':[{"
        "'asNeededCodeableConcept':{'text':'x'}}]}",
        "{'resourceType':'MedicationStatement','status':'active','dosage':[{"
        "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}}}]}",
        "{'resourceType':'MedicationStatement','status':'active','dosage':[{"
        "'timing':{'repeat':{'period':2,'periodUnit':'d'}}}]}",
        "{'resourceType':'Medication','id':'m','ingredient':[{'strength':{"
        "'numerator':{'value':1,'code':'mg'},'denominator':{'value':1,'code':"
        "'mL'}}}]};{'resourceType':'MedicationStatement','status':'active',"
        "'medicationReference':{'reference':'Medication/m'}}",
        "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"
        "'section':[{'code':{'coding':[{'system':'http://loinc.org','code':"
        "'48765-2'}]},'emptyReason':{'coding':[{'code':'nilknown'}]}}]}",
        OURS("Condition", "condition", ""),
        OURS("Condition", "condition",
             ",{'url':'urn:carnet:extension:common.note','valueString':'x'}"),
        OURS("DocumentReference", "evidence",
             "") ";" OURS("DocumentReference", "evidence",
                          "],'content':[{'attachment':{'data':'AQID'}}],'x':["),
        OURS("Observation", "mental_health",
             "],'valueQuantity':{'value':3},'x':["),
    };
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        imported in = import_behind_all(last[i]);
        if (in.status != CARNET_RECORD_COUNT) {
            fail_msg("%s: %s", last[i], carnet_status_name(in.status));
        }
        import_free(&in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_ranges_are_fields_only_in_the_unit_of_the_value),
        cmocka_unit_test(a_degree_that_no_flag_has_stands_in_the_note),
        cmocka_unit_test(a_range_of_another_type_is_words_and_none_is_joined),
        cmocka_unit_test(values_of_every_simple_type_are_words),
        cmocka_unit_test(components_have_a_test_and_a_value_or_are_none),
        cmocka_unit_test(a_pregnancy_takes_its_due_date_from_a_member),
        cmocka_unit_test(the_fittest_name_is_shown_and_others_kept_beside),
        cmocka_unit_test(whom_to_reach_has_a_name_or_what_stands_for_one),
        cmocka_unit_test(allergies_say_the_worst_and_what_is_none),
        cmocka_unit_test(sections_that_are_empty_are_so_for_a_reason),
        cmocka_unit_test(an_empty_section_is_as_private_as_its_document),
        cmocka_unit_test(labels_and_subjects_are_read_where_they_are_objects),
        cmocka_unit_test(a_long_remark_takes_along_the_remarks_behind_it),
        cmocka_unit_test(a_remark_ends_where_four_results_are_full),
        cmocka_unit_test(an_entry_too_many_is_refused_whatever_begins_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
