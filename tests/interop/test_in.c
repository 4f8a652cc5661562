/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a bundle's elements become, and what is no fact. In the resources here
 * ' stands for ", and ; between two of them.
 */
#include "interop_in.h"

static void references_of_every_form_lead_to_their_resource(void **state)
{
    (void)state;
    static const char *const forms[] = {"#m", "Medication/m1",
                                        "http://x.org/fhir/Medication/m1",
                                        "Medication/m1/_history/2"};
    for (size_t i = 0; i < 4; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "{'resourceType':'Medication','id':'m1','code':{'coding':[{"
                 "'system':'http://www.whocc.no/atc','code':'A10BA02'}]}};"
                 "{'resourceType':'MedicationStatement','contained':[{"
                 "'resourceType':'Medication','id':'m','code':{'coding':[{"
                 "'system':'http://www.whocc.no/atc','code':'A10BA02'}]}}],"
                 "'status':'active','subject':{'reference':'urn:uuid:1'},"
                 "'medicationReference':{'reference':'%s'}}",
                 forms[i]);
        imported in = import_resources(text);
        assert_says(&in, "A10BA02");
        import_free(&in);
    }
}

static void a_reference_to_nothing_is_reported_and_makes_no_entry(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationStatement','status':'active',"
        "'medicationReference':{'reference':'Medication/none'}}");
    assert_silent(&in, "'prescription'");
    assert_true(in.lost > 0);
    assert_reports(&in, "Bundle.entry[1].resource");
    import_free(&in);
}

static void circular_references_end(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','id':'o','status':'final','code':{"
        "'text':'x'},'valueString':'y','specimen':{'reference':'Specimen/s'},"
        "'hasMember':[{'reference':'Observation/o'}]};"
        "{'resourceType':'Specimen','id':'s','parent':[{'reference':"
        "'Specimen/s'}],'type':{'text':'blood'}};"
        "{'resourceType':'PractitionerRole','id':'r','organization':{"
        "'reference':'PractitionerRole/r'},'practitioner':{'reference':"
        "'PractitionerRole/r'}};"
        "{'resourceType':'Immunization','status':'completed','vaccineCode':{"
        "'text':'v'},'occurrenceDateTime':'2024','performer':[{'actor':{"
        "'reference':'PractitionerRole/r'}}]}");
    assert_status(in.status, CARNET_OK);
    assert_says(&in, "'specimen':{'text':'blood'}");
    import_free(&in);
}

static void a_resource_about_another_person_is_no_fact(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Patient','id':'child','name':[{'text':'C'}]};"
        "{'resourceType':'Composition','status':'final','subject':{"
        "'reference':'Patient/p'}};"
        "{'resourceType':'Condition','subject':{'reference':'Patient/child'},"
        "'code':{'text':'of the child'}};"
        "{'resourceType':'Condition','subject':{'reference':'Patient/p'},"
        "'code':{'text':'of the mother'}}");
    assert_says(&in, "of the mother");
    assert_silent(&in, "of the child");
    assert_reports(&in, "about another person");
    import_free(&in);
}

static void states_that_say_so_are_no_facts(void **state)
{
    (void)state;
    static const char *const none[] = {
        "{'resourceType':'MedicationRequest','status':'active','intent':"
        "'order','doNotPerform':true,'medicationCodeableConcept':{'text':'X'}}",
        "{'resourceType':'Procedure','status':'not-done','code':{'text':'X'}}",
        "{'resourceType':'Condition','verificationStatus':{'coding':[{'code':"
        "'entered-in-error'}]},'code':{'text':'X'}}",
        "{'resourceType':'Condition','code':{'text':'X'},'modifierExtension':["
        "{'url':'urn:x','valueBoolean':true}]}",
        "{'resourceType':'Observation','status':'final','code':{'text':'X'}}"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        imported in = import_resources(none[i]);
        assert_status(in.status, CARNET_OK);
        assert_silent(&in, "'X'");
        assert_reports(&in, "Bundle.entry[1].resource");
        import_free(&in);
    }
}

static void dosage_becomes_structure(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationRequest','status':'active','intent':"
        "'order','medicationCodeableConcept':{'text':'M'},"
        "'dosageInstruction':[{'timing':{'repeat':{'frequency':2,'period':1,"
        "'periodUnit':'d','when':['MORN'],'boundsPeriod':{'start':"
        "'2026-03-01','end':'2026-04-01'}}},'asNeededBoolean':true,"
        "'maxDosePerPeriod':{'numerator':{'value':4,'unit':'tablet'},"
        "'denominator':{'value':1,'code':'d'}},'doseAndRate':[{'doseQuantity':"
        "{'value':1.50,'unit':'tablet'}}]}]}");
    assert_says(&in, "'times_a_day':2");
    assert_says(&in, "'dose':{'value':1.50,'unit':'{tablet}'}");
    assert_says(&in, "'since':'2026-03-01','until':'2026-04-01'");
    assert_says(&in, "'max_a_day':{'value':4");
    assert_says(&in, "'at':['morning']");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void several_dosages_are_words_and_no_structure(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationStatement','status':'active',"
        "'medicationCodeableConcept':{'text':'M'},'dosage':[{'timing':{"
        "'repeat':{'when':['MORN']}},'doseAndRate':[{'doseQuantity':{'value':"
        "2,'unit':'tablet'}}]},{'text':'one at night'}]}");
    assert_says(&in, "'instructions':'2 tablet MORN; one at night'");
    assert_silent(&in, "'dose'");
    import_free(&in);
}

/* A statement with these dosages. */
static imported import_dosages(const char *dosages)
{
    char text[2048];
    snprintf(text, sizeof text,
             "{'resourceType':'MedicationStatement','status':'active',"
             "'medicationCodeableConcept':{'text':'M'},'dosage':[%s]}",
             dosages);
    return import_resources(text);
}

#define DOSE(n) "'doseAndRate':[{'doseQuantity':{'value':" n ",'code':'mg'}}]"

static void stages_of_a_dose_become_phases(void **state)
{
    (void)state;
    imported in = import_dosages(
        "{'sequence':1,'text':'first','timing':{'repeat':{'frequency':2,"
        "'period':1,'periodUnit':'d','boundsDuration':{'value':2,'code':'wk'}}}"
        "," DOSE("40") "},{'sequence':2,'timing':{'repeat':{'period':2,"
                       "'periodUnit':'d'}}," DOSE("20.50") "}");
    assert_says(&in, "'phases':[{'dose':{'value':40,'unit':'mg'},'times_a_day':"
                     "2,'days':14},{'dose':{'value':20.50,'unit':'mg'},"
                     "'every':{'value':2,'unit':'d'}}]");
    assert_says(&in, "'instructions':'first'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void periods_that_follow_are_stages_with_an_end(void **state)
{
    (void)state;
    imported in = import_dosages(
        "{'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d',"
        "'boundsPeriod':{'start':'2026-03-01','end':'2026-03-05'}}}," DOSE(
            "40") "},{'timing':{'repeat':{'frequency':1,'period':1,"
                  "'periodUnit':'d','boundsPeriod':{'start':'2026-03-06','end':"
                  "'2026-03-15'}}}," DOSE("20") "}");
    assert_says(&in, "'since':'2026-03-01','until':'2026-03-15'");
    assert_says(&in, "'times_a_day':1,'days':5},");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void one_dose_at_several_times_is_structure(void **state)
{
    (void)state;
    imported in = import_dosages("{'timing':{'repeat':{'when':['MORN']}}," DOSE(
        "2") "},{'timing':{'repeat':{'frequency':1,'period':1,"
             "'periodUnit':'d','when':['HS']}}," DOSE("2") "}");
    assert_says(&in, "'dose':{'value':2,'unit':'mg'}");
    assert_says(&in, "'at':['morning','night']");
    assert_silent(&in, "'times_a_day'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

/* Half a schedule would be read as the whole. */
static void dosages_that_no_structure_fits_are_words(void **state)
{
    (void)state;
    static const char *const second[] = {
        "'timing':{'repeat':{'when':['HS']}}," DOSE("3"),
        "'timing':{'repeat':{'when':['WAKE']}}," DOSE("2"),
        "'timing':{'repeat':{'when':['HS']}},'asNeededBoolean':true," DOSE("2"),
        "'sequence':2,'timing':{'repeat':{'period':1,'periodUnit':'d'}}," DOSE(
            "2"),
        "'text':'one at night'"};
    for (size_t i = 0; i < sizeof second / sizeof *second; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{'timing':{'repeat':{'when':['MORN']}}," DOSE("2") "},{%s}",
                 second[i]);
        imported in = import_dosages(text);
        assert_says(&in, "'instructions':'2 mg MORN; ");
        assert_silent(&in, "'dose'");
        assert_silent(&in, "'phases'");
        import_free(&in);
    }
}

static void stages_with_a_gap_or_without_a_length_are_words(void **state)
{
    (void)state;
    static const char *const first[] = {
        "'timing':{'repeat':{'period':1,'periodUnit':'d'}}",
        "'timing':{'repeat':{'period':1,'periodUnit':'d','boundsPeriod':{"
        "'start':'2026-03-01','end':'2026-03-04'}}}",
        "'timing':{'repeat':{'period':1,'periodUnit':'d','boundsDuration':{"
        "'value':2,'code':'mo'}}}"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "{'sequence':1,%s," DOSE(
                     "2") "},{'sequence':2,'timing':{'repeat':{'period':1,"
                          "'periodUnit':'d','boundsPeriod':{'start':"
                          "'2026-03-06'}}}," DOSE("4") "}",
                 first[i]);
        imported in = import_dosages(text);
        assert_says(&in, "'instructions':'2 mg 1 times in 1 d; ");
        assert_says(&in, "4 mg 1 times in 1 d; from 2026-03-06");
        assert_silent(&in, "'phases'");
        assert_silent(&in, "'since':'2026-03-06'");
        assert_int_equal(in.lost, 0);
        import_free(&in);
    }
}

static void a_schedule_without_field_is_said_in_words(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationStatement','status':'active',"
        "'medicationCodeableConcept':{'text':'M'},'dosage':[{'timing':{"
        "'repeat':{'frequency':3,'period':1,'periodUnit':'wk'}}}]}");
    assert_says(&in, "'instructions':'3 times in 1 wk'");
    assert_silent(&in, "'times_a_day'");
    import_free(&in);
}

static void a_prescription_never_carries_its_reason(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','id':'c','code':{'text':'C'}};"
        "{'resourceType':'MedicationStatement','status':'active',"
        "'medicationCodeableConcept':{'text':'M'},'reasonReference':[{"
        "'reference':'Condition/c'}],'reasonCode':[{'text':'SECRET'}]}");
    assert_says(&in, "'treated_with':['clinic/1']");
    assert_says(&in, "'code':{'text':'SECRET'},'status':'active',"
                     "'treated_with':['clinic/1']");
    assert_silent(&in, "'medicine':{'text':'M'},'status':'taking','");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_reason_joins_the_condition_that_it_names(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'Asthma'}};"
        "{'resourceType':'MedicationStatement','status':'active',"
        "'medicationCodeableConcept':{'text':'M'},'reasonCode':[{'text':"
        "'Asthma'}]};"
        "{'resourceType':'MedicationStatement','status':'stopped','meta':{"
        "'security':[{'code':'R'}]},'medicationCodeableConcept':{'text':'N'},"
        "'reasonCode':[{'text':'Reason'}]}");
    assert_says(&in, "'code':'J45.9','display':'asthma'},'status':'active',"
                     "'treated_with':['clinic/1']}");
    assert_says(&in, "'note':'reason of a medicine, stopped'");
    assert_says(&in, "'treated_with':['private/0']");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_panel_without_value_is_told_at_its_results(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','id':'m','status':'final','code':{"
        "'text':'T'},'valueString':'v'};"
        "{'resourceType':'Observation','status':'final','code':{'text':"
        "'Panel'},'effectiveDateTime':'2026-03-01','hasMember':[{'reference':"
        "'Observation/m'},{'reference':'Observation/none'}]}");
    assert_says(&in, "'note':'part of Panel, 2026-03-01'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_remark_longer_than_a_note_goes_on_in_another_result(void **state)
{
    (void)state;
    char word[2400];
    char text[4096];
    for (size_t i = 0; i + 1 < sizeof word; i++) {
        word[i] = i % 8 == 7 ? ' ' : 'a';
    }
    word[sizeof word - 1] = '\0';
    memcpy(word + sizeof word - 5, "END", 3);
    snprintf(text, sizeof text,
             "{'resourceType':'Observation','status':'final','code':{'text':"
             "'T'},'valueString':'v','note':[{'text':'%s'}]}",
             word);
    imported in = import_resources(text);
    assert_says(&in, "'text_value':'aaaaaaa ");
    assert_says(&in, "END");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_result_says_who_ordered_it(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','status':'final','code':{'text':'T'},"
        "'valueString':'v','contained':[{'resourceType':'ServiceRequest',"
        "'status':'completed','intent':'order','requester':{'display':'Dr A'},"
        "'locationReference':[{'identifier':{'value':'809'}}]}]}");
    assert_says(&in, "'note':'ordered by Dr A; at 809'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void narrative_beyond_the_entries_stands_at_the_only_one(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "{'resourceType':'Composition','status':'final','author':[{"
                 "'reference':'Device/d'}],'section':[{'text':{'status':"
                 "'additional','div':'<div>one <b>a, b</b></div>'},"
                 "'entry':[{'reference':'Condition/c'}%s]}]};"
                 "{'resourceType':'Device','id':'d','type':{'text':'system'}};"
                 "{'resourceType':'Condition','id':'c','code':{'text':'C'}}",
                 i == 0 ? "" : ",{'reference':'Condition/c'}");
        imported in = import_resources(text);
        assert_true(says(&in, "'note':'narrative: one a, b'") == (i == 0));
        assert_int_equal(in.lost, i);
        assert_reports(&in, "wrote the document");
        import_free(&in);
    }
}

static void what_says_nothing_by_itself_is_not_lost(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Immunization','status':'completed','vaccineCode':{"
        "'text':'v'},'occurrenceDateTime':'2024','location':{'reference':"
        "'urn:uuid:9'}};"
        "{'resourceType':'Immunization','status':'completed','notGiven':false,"
        "'vaccineCode':{'text':'w'},'occurrenceDateTime':'2024','location':{"
        "'reference':'http://x.org/places/1'}};"
        "{'resourceType':'Immunization','status':'completed','notGiven':true,"
        "'vaccineCode':{'text':'not this'},'occurrenceDateTime':'2024'};"
        "{'resourceType':'AllergyIntolerance','code':{'text':'A'},"
        "'_onsetDateTime':{'extension':[{'url':'http://hl7.org/fhir/"
        "StructureDefinition/data-absent-reason','valueCode':'unknown'}]}};"
        "{'resourceType':'Medication','id':'m','code':{'text':'M'}};"
        "{'resourceType':'MedicationRequest','status':'cancelled','intent':"
        "'order','doNotPerform':true,'medicationReference':{'reference':"
        "'Medication/m'}}");
    assert_says(&in, "'centre':'http://x.org/places/1'");
    assert_silent(&in, "not this");
    assert_silent(&in, "'prescription'");
    assert_reports(&in, "names no one by itself");
    assert_reports(&in, "no longer in force");
    assert_int_equal(in.lost, 1); /* the one not given */
    import_free(&in);
}

static void numbers_keep_their_digits_and_units_their_words(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','status':'final','code':{'text':'T'},"
        "'effectiveDateTime':'2026-03-10T08:09:10.5+02:00','valueQuantity':{"
        "'value':7.80,'comparator':'<','unit':'odd unit'},'referenceRange':[{"
        "'low':{'value':4,'unit':'odd unit'}}]}");
    assert_says(&in, "'quantity':{'value':7.80,'unit':'{odd_unit}'}");
    assert_says(&in, "'comparator':'less'");
    assert_says(&in, "'date':'2026-03-10T08:09:00+02:00'");
    assert_says(&in, "'low':4");
    import_free(&in);
}

static void a_code_that_its_system_refuses_is_kept_in_words(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','status':'final','code':{'coding':[{"
        "'system':'http://loinc.org','code':'45323-6','display':'IGRA'}]},"
        "'valueString':'negative'}");
    assert_says(&in, "'test':{'text':'IGRA (45323-6)'}");
    assert_reports(&in, "kept in words");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

/* The number and LOINC's own name agree: the digit is wrong, not the test. */
static void a_test_with_a_wrong_check_digit_is_taken_by_its_name(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Observation','status':'final','code':{'coding':[{"
        "'system':'http://loinc.org','code':'45323-6','display':"
        "'Mycobacterium tuberculosis stimulated gamma interferon'}]},"
        "'valueString':'negative'}");
    assert_says(&in, "'code':'45323-3'");
    assert_says(&in, "'text':'45323-6'");
    assert_reports(&in, "the test is taken by its name");
    assert_int_equal(in.lost, 0);
    import_free(&in);
    in = import_resources(
        "{'resourceType':'Observation','status':'final','code':{'coding':[{"
        "'system':'http://loinc.org','code':'45324-6','display':"
        "'Mycobacterium tuberculosis stimulated gamma interferon'}]},"
        "'valueString':'negative'}");
    assert_says(&in, "gamma interferon (45324-6)'}");
    import_free(&in);
}

#define REQUEST                                                                \
    "{'resourceType':'MedicationRequest','id':'r','status':'active',"          \
    "'intent':'order','medicationCodeableConcept':{'coding':[{'system':"       \
    "'http://www.whocc.no/atc','code':'A10BA02'}]},'dispenseRequest':{"        \
    "'quantity':{'value':90,'code':'{tablet}'}}}"
#define DISPENSE(code)                                                         \
    "{'resourceType':'MedicationDispense','status':'completed',"               \
    "'authorizingPrescription':[{'reference':'MedicationRequest/r'}],"         \
    "'medicationCodeableConcept':{'coding':[{'system':"                        \
    "'http://www.whocc.no/atc','code':'" code "'}]},'quantity':{'value':30,"   \
    "'code':'{tablet}'},'whenHandedOver':'2026-03-01','daysSupply':{'value':"  \
    "15,'code':'d'}}"

static void what_was_dispensed_joins_its_request(void **state)
{
    (void)state;
    imported in = import_resources(DISPENSE("A10BA02") ";" REQUEST);
    assert_says(&in, "'handed_over':{'value':30,'unit':'{tablet}'}");
    assert_says(&in, "'handed_on':'2026-03-01'");
    assert_says(&in, "supply for 15 d");
    assert_silent(&in, "'value':90");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void another_medicine_dispensed_is_an_entry_of_its_own(void **state)
{
    (void)state;
    imported in = import_resources(DISPENSE("C08CA01") ";" REQUEST);
    assert_says(&in, "'value':90");
    assert_says(&in, "'value':30");
    import_free(&in);
}

static void what_has_no_room_left_goes_to_words(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'AllergyIntolerance','code':{'text':'Fish'},"
        "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
        "allergyintolerance-abatement','valueDateTime':'2010'}]}");
    assert_says(&in, "'note':'allergyintolerance-abatement: 2010'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void national_codes_keep_their_system(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'coding':[{'system':"
        "'http://fhir.de/CodeSystem/bfarm/icd-10-gm','code':'E11.90',"
        "'display':'Diabetes'}]}}");
    assert_says(&in, "'system':'http://fhir.de/CodeSystem/bfarm/icd-10-gm'");
    assert_says(&in, "'code':'E11.90'");
    import_free(&in);
}

static void reasons_for_absence_are_kept(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Immunization','status':'not-done','vaccineCode':{"
        "'text':'V'},'statusReason':{'coding':[{'code':'PATOBJ'}]},"
        "'_occurrenceDateTime':{'extension':[{'url':"
        "'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
        "'valueCode':'asked-declined'}]}};"
        "{'resourceType':'AllergyIntolerance','code':{'coding':[{'system':"
        "'http://snomed.info/sct','code':'716186003'}]}}");
    assert_says(&in, "'date':{'absent':'refused'}");
    assert_says(&in, "'state':'refused'");
    assert_says(&in, "'agent':{'absent':'none'}");
    import_free(&in);
}

static void empty_sections_that_say_why_become_entries(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"
        "'section':[{'code':{'coding':[{'system':'http://loinc.org','code':"
        "'48765-2'}]},'emptyReason':{'coding':[{'code':'nilknown'}]}},"
        "{'code':{'coding':[{'system':'http://loinc.org','code':'11450-4'}]},"
        "'emptyReason':{'coding':[{'code':'notasked'}]}}]}");
    assert_says(&in, "'agent':{'absent':'none'}");
    assert_says(&in, "no-problem-info");
    import_free(&in);
}

static void security_labels_move_an_entry_to_private(void **state)
{
    (void)state;
    static const char *const labels[] = {"R",   "V",   "HIV", "PSY",
                                         "ETH", "SDV", "SEX", "STD"};
    for (size_t i = 0; i < 8; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "{'resourceType':'Condition','meta':{'security':[{'code':"
                 "'%s'}]},'code':{'text':'C'}}",
                 labels[i]);
        imported in = import_resources(text);
        assert_says(&in, "'id':'private/0','part':'private','code'");
        import_free(&in);
    }
    imported in = import_resources(
        "{'resourceType':'Condition','meta':{'security':[{'code':'N'}]},"
        "'code':{'text':'C'}}");
    assert_says(&in, "'part':'clinic','code'");
    import_free(&in);
}

/* IPS asks for three sections; of others the person's details tell it. */
static void an_empty_section_is_told_in_a_note(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"
        "'section':[{'title':'Immunizations','code':{'coding':[{'system':"
        "'http://loinc.org','code':'11369-6'}]},'emptyReason':{'coding':"
        "[{'code':'nilknown'}]}},{'title':'Social History','emptyReason':"
        "{'coding':[{'code':'notasked'}]}},{'emptyReason':{'coding':[{'code':"
        "'nilknown'}]}}]}");
    assert_says(&in, "'kind':'person_details'");
    assert_says(&in, "'note':'Immunizations: nothing known; Social History: "
                     "not asked'");
    assert_true(reports(&in, "section[2].emptyReason"));
    assert_false(reports(&in, "section[0].emptyReason"));
    import_free(&in);
}

static void what_is_withheld_or_not_known_is_no_fact(void **state)
{
    (void)state;
    static const char *const reasons[] = {"withheld", "unavailable"};
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{'resourceType':'Composition','subject':{'reference':"
                 "'Patient/p'},'section':[{'code':{'coding':[{'system':"
                 "'http://loinc.org','code':'48765-2'}]},'emptyReason':"
                 "{'coding':[{'code':'%s'}]}}]}",
                 reasons[i]);
        imported in = import_resources(text);
        assert_false(says(&in, "agent"));
        assert_true(reports(&in, "section[0].emptyReason"));
        assert_int_equal(in.lost, 0);
        import_free(&in);
    }
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'C'},'_onsetDateTime':"
        "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
        "data-absent-reason','valueCode':'unknown'}]}}");
    assert_false(says(&in, "since"));
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_label_of_its_own_stands_above_that_of_the_document(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Composition','confidentiality':'R','subject':"
        "{'reference':'Patient/p'}};"
        "{'resourceType':'Condition','meta':{'security':[{'system':"
        "'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':"
        "'N'}]},'code':{'text':'C'}};"
        "{'resourceType':'Condition','code':{'text':'D'}}");
    assert_says(&in, "'part':'clinic','code':{'text':'C'}");
    assert_says(&in, "'part':'private','code':{'text':'D'}");
    import_free(&in);
}

static void an_estimated_date_stays_estimated(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'C'},'onsetDateTime':"
        "'1996','_onsetDateTime':{'extension':[{'url':"
        "'urn:carnet:extension:estimated','valueBoolean':true}]}}");
    assert_says(&in, "'since':'1996~'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void extensions_of_carnet_come_back_into_their_fields(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationStatement','status':'on-hold',"
        "'medicationCodeableConcept':{'text':'M'},'extension':[{'url':"
        "'urn:carnet:extension:prescription.status','valueCode':"
        "'interrupted'},{'url':'urn:carnet:extension:prescription.gap_days',"
        "'valueInteger':3},{'url':'urn:carnet:extension:part','valueCode':"
        "'private'}]}");
    assert_says(&in, "'status':'interrupted'");
    assert_says(&in, "'gap_days':3");
    assert_says(&in, "'part':'private','medicine'");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void all_languages_are_kept(void **state)
{
    (void)state;
    static const char text[] =
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{"
        "\"resourceType\":\"Patient\",\"name\":[{\"text\":\"A\"}],"
        "\"communication\":[{\"language\":{\"coding\":[{\"code\":\"ti\"}]}},"
        "{\"language\":{\"coding\":[{\"code\":\"am\"}]}}]}}]}";
    imported in = import_text(CN_SPAN_LIT(text));
    assert_says(&in, "'languages':['ti','am']");
    assert_int_equal(in.lost, 0);
    import_free(&in);
}

static void a_state_without_word_is_reported(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'MedicationStatement','status':'unknown',"
        "'medicationCodeableConcept':{'text':'M'}}");
    assert_reports(&in, "Bundle.entry[1].resource.status");
    assert_int_equal(in.lost, 1);
    import_free(&in);
}

static void an_end_before_the_beginning_is_reported(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'C'},'onsetDateTime':"
        "'2020-05','abatementDateTime':'2019'}");
    assert_says(&in, "'since':'2020-05'");
    assert_silent(&in, "'until'");
    assert_reports(&in, "ends before it begins");
    import_free(&in);
}

static void narrative_is_never_read(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'C'},'text':{'status':"
        "'additional','div':'<div>HIDDEN</div>'}}");
    assert_silent(&in, "HIDDEN");
    assert_int_equal(in.lost, 1);
    import_free(&in);
}

static void unknown_elements_and_types_are_reported_by_their_path(void **state)
{
    (void)state;
    imported in = import_resources(
        "{'resourceType':'Condition','code':{'text':'C'},'stage':[{'summary':{"
        "'text':'II'}}]};{'resourceType':'FamilyMemberHistory','status':'x'}");
    assert_int_equal(in.lost, 2);
    assert_reports(&in, "Bundle.entry[1].resource.stage");
    assert_reports(&in, "Bundle.entry[2].resource\"");
    assert_false(reports(&in, "II"));
    import_free(&in);
}

static void names_in_two_scripts_are_both_kept(void **state)
{
    (void)state;
    static const char text[] =
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{"
        "\"resourceType\":\"Patient\",\"name\":[{\"use\":\"usual\",\"text\":"
        "\"Amina\"},{\"use\":\"official\",\"text\":\"\xd8\xa3\xd9\x85\"}]}}]}";
    imported in = import_text(CN_SPAN_LIT(text));
    assert_says(&in, "'name':'\xd8\xa3\xd9\x85'");
    assert_says(&in, "'latin_name':'Amina'");
    assert_says(&in, "'birth_date':{'absent':'not_asked'}");
    import_free(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_of_every_form_lead_to_their_resource),
        cmocka_unit_test(a_reference_to_nothing_is_reported_and_makes_no_entry),
        cmocka_unit_test(circular_references_end),
        cmocka_unit_test(a_resource_about_another_person_is_no_fact),
        cmocka_unit_test(states_that_say_so_are_no_facts),
        cmocka_unit_test(dosage_becomes_structure),
        cmocka_unit_test(several_dosages_are_words_and_no_structure),
        cmocka_unit_test(stages_of_a_dose_become_phases),
        cmocka_unit_test(periods_that_follow_are_stages_with_an_end),
        cmocka_unit_test(one_dose_at_several_times_is_structure),
        cmocka_unit_test(dosages_that_no_structure_fits_are_words),
        cmocka_unit_test(stages_with_a_gap_or_without_a_length_are_words),
        cmocka_unit_test(a_reason_joins_the_condition_that_it_names),
        cmocka_unit_test(a_panel_without_value_is_told_at_its_results),
        cmocka_unit_test(a_remark_longer_than_a_note_goes_on_in_another_result),
        cmocka_unit_test(a_result_says_who_ordered_it),
        cmocka_unit_test(narrative_beyond_the_entries_stands_at_the_only_one),
        cmocka_unit_test(what_says_nothing_by_itself_is_not_lost),
        cmocka_unit_test(a_schedule_without_field_is_said_in_words),
        cmocka_unit_test(a_prescription_never_carries_its_reason),
        cmocka_unit_test(numbers_keep_their_digits_and_units_their_words),
        cmocka_unit_test(what_was_dispensed_joins_its_request),
        cmocka_unit_test(another_medicine_dispensed_is_an_entry_of_its_own),
        cmocka_unit_test(what_has_no_room_left_goes_to_words),
        cmocka_unit_test(a_code_that_its_system_refuses_is_kept_in_words),
        cmocka_unit_test(a_test_with_a_wrong_check_digit_is_taken_by_its_name),
        cmocka_unit_test(national_codes_keep_their_system),
        cmocka_unit_test(reasons_for_absence_are_kept),
        cmocka_unit_test(empty_sections_that_say_why_become_entries),
        cmocka_unit_test(security_labels_move_an_entry_to_private),
        cmocka_unit_test(an_empty_section_is_told_in_a_note),
        cmocka_unit_test(what_is_withheld_or_not_known_is_no_fact),
        cmocka_unit_test(a_label_of_its_own_stands_above_that_of_the_document),
        cmocka_unit_test(an_estimated_date_stays_estimated),
        cmocka_unit_test(extensions_of_carnet_come_back_into_their_fields),
        cmocka_unit_test(all_languages_are_kept),
        cmocka_unit_test(a_state_without_word_is_reported),
        cmocka_unit_test(an_end_before_the_beginning_is_reported),
        cmocka_unit_test(narrative_is_never_read),
        cmocka_unit_test(unknown_elements_and_types_are_reported_by_their_path),
        cmocka_unit_test(names_in_two_scripts_are_both_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
