/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dosages as FHIR has them, and as some write them: structure where the record
 * has a field, words with every number where it has none, and a place in the
 * report for the rest. In the resources ' stands for ".
 */
#include "interop_in.h"

#define STATEMENT(more)                                                        \
    "{'resourceType':'MedicationStatement','status':'active',"                 \
    "'medicationCodeableConcept':{'text':'M'}," more "}"
#define DOSAGE(what) STATEMENT("'dosage':[{" what "}]")
#define DOSAGES(first, second) STATEMENT("'dosage':[{" first "},{" second "}]")
#define DOSE "'doseAndRate':[{'doseQuantity':{'value':2,'code':'mg'}}]"
#define CHECK(cases) check_imports(cases, sizeof(cases) / sizeof *(cases))

#define MOST(numerator, denominator)                                           \
    DOSAGE("'maxDosePerPeriod':{'numerator':{" numerator                       \
           "},'denominator':{" denominator "}}")

static void
the_most_of_a_day_is_a_field_and_any_other_most_is_words(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {MOST("'value':4,'code':'mg'", "'value':24,'code':'h'"),
         "'max_a_day':{'value':4,'unit':'mg'}", "\"relevant\": 0"},
        {MOST("'value':4,'unit':'tab'", "'value':12,'code':'h'"),
         "'instructions':'at most 4 tab in 12 h'", "\"relevant\": 0"},
        {MOST("'value':4,'unit':'tab'", "'value':2,'code':'d'"),
         "'instructions':'at most 4 tab in 2 d'", NULL},
        {MOST("'value':4,'unit':'tab'", "'value':24,'code':'d'"),
         "'instructions':'at most 4 tab in 24 d'", NULL},
        {MOST("'value':4,'unit':'tab'", "'value':1,'code':'h'"),
         "'instructions':'at most 4 tab in 1 h'", NULL},
        {MOST("'value':4,'unit':'tab'", "'value':1.5,'code':'d'"),
         "'instructions':'at most 4 tab in 1.5 d'", NULL},
        {DOSAGE("'maxDosePerPeriod':{'numerator':{'value':4}}"), "!max_a_day",
         "dosage[0]"},
        {DOSAGE("'maxDosePerPeriod':{'denominator':{'value':1,'code':'d'}}"),
         "!max_a_day", "dosage[0]"},
        /* a second one finds the field full */
        {STATEMENT("'dosage':[{'maxDosePerPeriod':[{'numerator':{'value':4,"
                   "'code':'mg'},'denominator':{'value':1,'code':'d'}},{"
                   "'numerator':{'value':5,'code':'mg'},'denominator':{"
                   "'value':1,'code':'d'}}]}]"),
         "'instructions':'at most 5 mg in 1 d'", NULL},
    };
    CHECK(cases);
}

static void what_a_medicine_is_needed_for_stands_in_words(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {DOSAGE("'asNeededCodeableConcept':{'text':'pain'}"),
         "'as_needed':true,'instructions':'as needed: pain'", NULL},
        {DOSAGE("'asNeededBoolean':false"), "!as_needed", "\"relevant\": 0"},
    };
    CHECK(cases);
    assert_refused(DOSAGE("'asNeededBoolean':'yes'"), CARNET_RECORD_TYPE,
                   "$.entry[1].resource.dosage[0].asNeededBoolean");
}

#define REQUEST(more)                                                          \
    "{'resourceType':'MedicationRequest','status':'active','intent':"          \
    "'order','medicationCodeableConcept':{'text':'M'}," more "}"

static void substitution_is_allowed_or_not_and_nothing_between(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {REQUEST("'substitution':{'allowedBoolean':true}"),
         "'substitution':'allowed'", "\"relevant\": 0"},
        {REQUEST("'substitution':{'allowedBoolean':false}"),
         "'substitution':'not_allowed'", "\"relevant\": 0"},
        {REQUEST("'extension':[{'url':"
                 "'urn:carnet:extension:prescription.substitution','valueCode':"
                 "'same_substance'}],'substitution':{'allowedBoolean':false}"),
         "'substitution':'same_substance'", "\"relevant\": 0"},
    };
    CHECK(cases);
    assert_refused(REQUEST("'substitution':{'allowedBoolean':'true'}"),
                   CARNET_RECORD_TYPE,
                   "$.entry[1].resource.substitution.allowedBoolean");
}

static void a_schedule_says_in_words_what_has_no_field(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {DOSAGE("'timing':{'repeat':{'period':2,'periodUnit':'wk',"
                "'periodMax':3}}"),
         "'instructions':'1 times in 2 wk'", "periodMax"},
        {DOSAGE("'timing':{'repeat':{'frequency':1,'frequencyMax':2,'period':"
                "1,'periodUnit':'d'}}"),
         "'instructions':'1 times in 1 d'", "frequencyMax"},
        {DOSAGE("'timing':{'repeat':{'frequency':2.5,'period':1,'periodUnit':"
                "'d'}}"),
         "'instructions':'2.5 times in 1 d'", NULL},
        {DOSAGE("'timing':{'repeat':{'frequency':2,'period':1}}"),
         "'instructions':'2 times in 1'", NULL},
        {DOSAGE("'timing':{'repeat':{'frequency':1,'period':3,'periodUnit':"
                "'fortnight'}}"),
         "'instructions':'1 times in 3 fortnight'", NULL},
        {DOSAGE("'timing':{'repeat':{'count':3}}"),
         "'instructions':'3 times in all'", "\"relevant\": 0"},
        {DOSAGE("'timing':{'repeat':{'when':['WAKE'],'count':3}}"),
         "'instructions':'WAKE, 3 times in all'", NULL},
        {DOSAGE("'timing':{'repeat':{'frequency':25,'period':1,'periodUnit':"
                "'d'}}"),
         "'instructions':'25 times in 1 d'", NULL},
        {DOSAGE("'timing':{'repeat':{'frequency':1,'period':2,'periodUnit':"
                "'d'}}"),
         "'every':{'value':2,'unit':'d'}", "\"relevant\": 0"},
        /* no number, or none that a field holds */
        {DOSAGE("'timing':{'repeat':{'period':'2','periodUnit':'wk'}}"),
         "'instructions':'1 times in 2 wk'", NULL},
        {DOSAGE("'timing':{'repeat':{'period':1e30,'periodUnit':'wk'}}"),
         "'instructions':'1 times in 1e30 wk'", NULL},
    };
    CHECK(cases);
}

#define STAGE(sequence, more)                                                  \
    "'sequence':" sequence ",'timing':{'repeat':{'frequency':1,'period':1,"    \
    "'periodUnit':'d'," more "}}," DOSE
#define WEEKS(n) "'boundsDuration':{'value':" n ",'unit':'weeks'}"
#define FROM(start, end) "'boundsPeriod':{'start':'" start "','end':'" end "'}"

static void
stages_are_structure_only_in_their_order_and_with_a_length(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {DOSAGES(STAGE("1", WEEKS("1")), STAGE("2", WEEKS("2"))),
         "'days':7},{'dose':{'value':2,'unit':'mg'},'times_a_day':1,'days':14}",
         "\"relevant\": 0"},
        {DOSAGES(STAGE("1", WEEKS("1")), STAGE("1", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("2", WEEKS("1")), STAGE("1", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", WEEKS("1")), STAGE("'two'", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", WEEKS("1")),
                 "'timing':{'repeat':{'period':1,'periodUnit':'d'}}," DOSE),
         "!phases", NULL},
        /* without a sequence periods alone tell it */
        {DOSAGES("'timing':{'repeat':{'period':1,'periodUnit':'d'," WEEKS(
                     "1") "}}," DOSE,
                 "'timing':{'repeat':{'period':1,'periodUnit':'d'," WEEKS(
                     "2") "}}," DOSE),
         "!phases", NULL},
        {DOSAGES(STAGE("1", WEEKS("0")), STAGE("2", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", WEEKS("9999")), STAGE("2", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", WEEKS("1000")), STAGE("2", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", WEEKS("'1'")), STAGE("2", WEEKS("2"))), "!phases",
         NULL},
        {DOSAGES(STAGE("1", "'boundsDuration':{'unit':'d'}"),
                 STAGE("2", WEEKS("2"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", "'boundsDuration':{'value':3,'code':'d'}"),
                 STAGE("2", WEEKS("2"))),
         "'days':3},", "\"relevant\": 0"},
        /* periods: no end, an end too early, a gap, a month and not a day */
        {DOSAGES(STAGE("1", "'boundsPeriod':{'start':'2026-03-01'}"),
                 STAGE("2", FROM("2026-03-05", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", "'boundsPeriod':{'end':'2026-03-04'}"),
                 STAGE("2", FROM("2026-03-05", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03-04", "2026-03-01")),
                 STAGE("2", FROM("2026-03-05", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03-01", "2026-03-04")),
                 STAGE("2", FROM("2026-03-03", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03-01", "2026-03-04")),
                 STAGE("2", FROM("2026-03-06", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03", "2026-03-04")),
                 STAGE("2", FROM("2026-03-05", "2026-03-09"))),
         "!phases", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03-01", "2026-03-04T10:00:00Z")),
                 STAGE("2", FROM("2026-03-04", "2026-03-09"))),
         "'since':'2026-03-01','until':'2026-03-09'", NULL},
        {DOSAGES(STAGE("1", FROM("2026-03-01", "2026-03-04")),
                 STAGE("2", "'boundsPeriod':{'end':'2026-03-09'}")),
         "!phases", NULL},
    };
    CHECK(cases);
}

#define TAKEN(repeat, dose) "'timing':{'repeat':{" repeat "}}," dose
#define DAILY "'period':1,'periodUnit':'d'"

static void a_dosage_that_is_not_plain_makes_words_of_all(void **state)
{
    (void)state;
    static const char *const first[] = {
        TAKEN(DAILY ",'dayOfWeek':['mon']", DOSE),
        TAKEN(DAILY, "'doseAndRate':[{'doseRange':{'low':{'value':1}}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'value':2}},{"
                     "'doseQuantity':{'value':3}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'value':2,'comparator':"
                     "'<'}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'value':0}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'value':'2'}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'value':1e30}}]"),
        TAKEN(DAILY, "'doseAndRate':[{'doseQuantity':{'unit':'mg'}}]"),
        TAKEN(DAILY ",'frequency':0", DOSE),
        TAKEN(DAILY ",'frequency':25", DOSE),
        TAKEN(DAILY, DOSE ",'asNeededBoolean':false"),
        TAKEN("'frequency':2", DOSE),
        TAKEN("'period':'2','periodUnit':'d'", DOSE),
        ("'timing':{'code':{'text':'BID'}}," DOSE),
        "'text':'one'"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 STATEMENT("'dosage':[{%s},{" STAGE("2", WEEKS("1")) "}]"),
                 first[i]);
        const import_case cases[] = {{text, "!'phases'", NULL},
                                     {text, "!'dose'", NULL},
                                     {text, "2 mg 1 times in 1 d", NULL}};
        CHECK(cases);
    }
    static const import_case none[] = {
        {STATEMENT("'dosage':['x',{" STAGE("2", WEEKS("1")) "}]"), "!'phases'",
         "dosage[0]"}};
    CHECK(none);
}

static void
times_of_the_day_are_structure_only_where_each_is_alike(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {DOSAGES("'timing':{'repeat':{'when':'MORN'}}," DOSE,
                 "'timing':{'repeat':{'when':['HS']}}," DOSE),
         "!'at'", NULL},
        {DOSAGES("'timing':{'repeat':{'when':['MORN'],'period':2,'periodUnit':"
                 "'d'}}," DOSE,
                 "'timing':{'repeat':{'when':['HS'],'period':2,'periodUnit':"
                 "'d'}}," DOSE),
         "!'at'", NULL},
        {DOSAGES("'timing':{'repeat':{'when':['MORN'],'period':2}}," DOSE,
                 "'timing':{'repeat':{'when':['HS']}}," DOSE),
         "!'at'", NULL},
        {DOSAGES("'timing':{'repeat':{'when':['MORN','NOON']}}," DOSE,
                 "'timing':{'repeat':{'when':['HS']}}," DOSE),
         "!'at'", NULL},
        {DOSAGES("'timing':{'repeat':{'when':['MORN']," FROM(
                     "2026-03-01", "2026-03-09") "}}," DOSE,
                 "'timing':{'repeat':{'when':['HS']," FROM(
                     "2026-03-01", "2026-03-09") "}}," DOSE),
         "'since':'2026-03-01','until':'2026-03-09','status':'taking','at':["
         "'morning','night']",
         "\"relevant\": 0"},
    };
    CHECK(cases);
}

#define STRENGTH(numerator, denominator)                                       \
    STATEMENT("'medicationReference':{'reference':'#m'},'contained':[{"        \
              "'resourceType':'Medication','id':'m','ingredient':[{"           \
              "'itemCodeableConcept':{'text':'I'},'strength':{'numerator':"    \
              "{" numerator "}" denominator "}}]}]")

static void a_strength_is_of_one_piece_or_of_a_measure(void **state)
{
    (void)state;
    static const import_case cases[] = {
        {STRENGTH("'value':5,'code':'mg'", ""),
         "'strength':{'value':5,'unit':'mg'}", NULL},
        {STRENGTH("'value':5,'code':'mg'",
                  ",'denominator':{'value':1.0,'code':'{tablet}'}"),
         "'strength':{'value':5,'unit':'mg'}", NULL},
        {STRENGTH("'value':5,'code':'mg'",
                  ",'denominator':{'value':2,'code':'{tablet}'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':5,'code':'mg'",
                  ",'denominator':{'value':12,'code':'1'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':5,'code':'mg'", ",'denominator':{'code':'mL'}"),
         "'strength':{'value':5,'unit':'mg/mL'}", NULL},
        {STRENGTH("'value':250,'code':'mg'",
                  ",'denominator':{'value':5,'code':'mL'}"),
         "'strength':{'value':250,'unit':'mg/(5.mL)'}", NULL},
        {STRENGTH("'value':'5','code':'mg'",
                  ",'denominator':{'value':5,'code':'mL'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':1e30,'code':'mg'",
                  ",'denominator':{'value':5,'code':'mL'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':5,'code':'odd unit'",
                  ",'denominator':{'value':5,'code':'mL'}"),
         "!'strength'", "strength"},
        {STATEMENT("'medicationReference':{'reference':'#m'},'contained':[{"
                   "'resourceType':'Medication','id':'m','ingredient':[{"
                   "'itemCodeableConcept':{'text':'I'},'strength':{"
                   "'denominator':{'value':5,'code':'mL'}}}]}]"),
         "!'strength'", "strength"},
    };
    CHECK(cases);
}

static void a_strength_takes_its_units_from_ucum_or_from_words(void **state)
{
    (void)state;
#define SNOMED(code) "'system':'http://snomed.info/sct','code':'" code "'"
    static const import_case cases[] = {
        {STRENGTH("'value':40,'unit':'mg'",
                  ",'denominator':{'value':1,'code':'mL'}"),
         "'strength':{'value':40,'unit':'mg/mL'}", NULL},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'unit':'mL'}"),
         "'strength':{'value':40,'unit':'mg/mL'}", NULL},
        {STRENGTH(
             "'value':40,'unit':'mg'," SNOMED("258684004"),
             ",'denominator':{'value':5,'unit':'mL'," SNOMED("258773002") "}"),
         "'strength':{'value':40,'unit':'mg/(5.mL)'}", NULL},
        {STRENGTH("'value':40,'unit':'mg'",
                  ",'denominator':{'value':1,'unit':'mL','code':'1'}"),
         "'strength':{'value':40,'unit':'mg/mL'}", NULL},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'code':'kg.d'}"),
         "'strength':{'value':40,'unit':'mg/(kg.d)'}", NULL},
        /* pieces */
        {STRENGTH("'value':40,'unit':'mg'",
                  ",'denominator':{'value':1,'unit':'disparo'}"),
         "'strength':{'value':40,'unit':'mg'}", NULL},
        {STRENGTH("'value':40,'unit':'mg'",
                  ",'denominator':{'value':1,'unit':'tablet','code':'1'}"),
         "'strength':{'value':40,'unit':'mg'}", NULL},
        {STRENGTH("'value':40,'unit':'mg'",
                  ",'denominator':{'value':2,'unit':'tablet'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'unit':'Tablet'," SNOMED(
                      "732936001") "}"),
         "'strength':{'value':40,'unit':'mg'}", NULL},
        /* neither */
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'unit':'milliliter'," SNOMED(
                      "258773002") "}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40," SNOMED("258684004"),
                  ",'denominator':{'value':1,'code':'mL'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1," SNOMED("258773002") "}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'unit':'Milliliter'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'unit':'\xd0\xbc\xd0\xbb'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40", ",'denominator':{'value':1,'code':'mL'}"),
         "!'strength'", "strength"},
        {STRENGTH("'value':40,'code':'mg','comparator':'<'", ""), "!'strength'",
         "strength"},
        {STRENGTH("'value':40,'code':'mg'",
                  ",'denominator':{'value':1,'code':'mL','comparator':'<'}"),
         "!'strength'", "strength"},
        /* of a dose too a code of another system is no factor */
        {DOSAGE("'doseAndRate':[{'doseQuantity':{'value':2," SNOMED(
             "732936001") "}}]"),
         "'dose':{'value':2,'unit':'{732936001}'}", NULL},
    };
    CHECK(cases);
}

static void ingredients_of_one_and_of_several_are_told_apart(void **state)
{
    (void)state;
    static const import_case cases[] = {
        /* the only one is the medicine where nothing else names it */
        {"{'resourceType':'MedicationStatement','status':'active',"
         "'medicationReference':{'reference':'#m'},'contained':[{"
         "'resourceType':'Medication','id':'m','ingredient':[{'code':{'text':"
         "'I'}}]}]}",
         "'medicine':{'text':'I'}", NULL},
        /* as an object, and another than the medicine */
        {STATEMENT("'medicationReference':{'reference':'#m'},'contained':[{"
                   "'resourceType':'Medication','id':'m','ingredient':{"
                   "'itemCodeableConcept':{'text':'I'}}}]"),
         "'ingredients':[{'medicine':{'text':'I'}}]", NULL},
        {STATEMENT("'medicationReference':{'reference':'#m'},'contained':[{"
                   "'resourceType':'Medication','id':'m','ingredient':[{"
                   "'itemCodeableConcept':{'text':'I'}},{"
                   "'itemCodeableConcept':{'text':'J'},'strength':{"
                   "'numerator':{'value':1,'code':'mg'}}},{'isActive':true},{"
                   "'itemCodeableConcept':{}}]}]"),
         "'ingredients':[{'medicine':{'text':'I'}},{'medicine':{'text':'J'},"
         "'strength':{'value':1,'unit':'mg'}}]",
         "ingredient[3]"},
    };
    CHECK(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            the_most_of_a_day_is_a_field_and_any_other_most_is_words),
        cmocka_unit_test(what_a_medicine_is_needed_for_stands_in_words),
        cmocka_unit_test(substitution_is_allowed_or_not_and_nothing_between),
        cmocka_unit_test(a_schedule_says_in_words_what_has_no_field),
        cmocka_unit_test(
            stages_are_structure_only_in_their_order_and_with_a_length),
        cmocka_unit_test(a_dosage_that_is_not_plain_makes_words_of_all),
        cmocka_unit_test(
            times_of_the_day_are_structure_only_where_each_is_alike),
        cmocka_unit_test(a_strength_is_of_one_piece_or_of_a_measure),
        cmocka_unit_test(a_strength_takes_its_units_from_ucum_or_from_words),
        cmocka_unit_test(ingredients_of_one_and_of_several_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
