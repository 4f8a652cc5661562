/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bundles that are none, or too much: each has its status and path, bounded
 * time and memory, and leaves nothing behind.
 */
#include "interop_in.h"

static void an_element_of_another_type_is_refused_with_its_path(void **state)
{
    (void)state;
    assert_refused("{'resourceType':'Condition','code':'E11'}",
                   CARNET_RECORD_TYPE, "$.entry[1].resource.code");
    assert_refused("{'resourceType':'Condition','code':{'text':[1]}}",
                   CARNET_RECORD_TYPE, "$.entry[1].resource.code.text");
    assert_refused("{'resourceType':'Condition','code':{'text':'C'},"
                   "'note':['x']}",
                   CARNET_RECORD_TYPE, "$.entry[1].resource.note[0]");
    assert_refused("{'resourceType':'MedicationStatement','status':'active',"
                   "'medicationReference':{'reference':'Patient/p'}}",
                   CARNET_RECORD_TYPE,
                   "$.entry[1].resource.medicationReference.reference");
}

static void what_is_no_bundle_about_one_person_is_refused(void **state)
{
    (void)state;
    static const char *const none[] = {
        "[]",
        "{}",
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"Bundle\",\"entry\":[]}",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{}}]}",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{"
        "\"resourceType\":\"Patient\"}},{\"resource\":{\"resourceType\":"
        "\"Patient\"}}]}"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        imported in = import_text(cn_span_str(none[i]));
        assert_status(in.status, CARNET_JSON_BUNDLE);
        import_free(&in);
    }
    imported in = import_text(CN_SPAN_LIT("{\"a\":1,\"a\":1}"));
    assert_status(in.status, CARNET_JSON_TWICE);
    import_free(&in);
}

static void a_bundle_of_nothing_makes_no_record(void **state)
{
    (void)state;
    imported in = import_text(
        CN_SPAN_LIT("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{"
                    "\"resourceType\":\"Patient\"}}]}"));
    assert_status(in.status, CARNET_RECORD_EMPTY);
    import_free(&in);
}

static void too_many_entries_are_refused_in_bounded_time(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Flag'}");
    for (size_t i = 0; i < 10000; i++) {
        cn_buf_put_str(&b, ";{'resourceType':'Condition','id':'same','code':{"
                           "'text':'C'},'subject':{'reference':'Patient/p'}}");
    }
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_status(in.status, CARNET_RECORD_COUNT);
    import_free(&in);
    cn_buf_free(&b);
}

static void nested_text(size_t depth, carnet_status status)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < depth; i++) {
        cn_buf_put_u8(&b, '[');
    }
    imported in = import_text(cn_buf_span(&b));
    assert_status(in.status, status);
    import_free(&in);
    cn_buf_free(&b);
}

static void nesting_and_length_are_bounded(void **state)
{
    (void)state;
    nested_text(64, CARNET_JSON_SYNTAX);
    nested_text(65, CARNET_JSON_DEPTH);
    nested_text(1000000, CARNET_JSON_DEPTH);
    nested_text(CARNET_INTEROP_JSON_MAX + 1, CARNET_JSON_TOO_LONG);
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "[0");
    for (size_t i = 2; i < 200001; i++) {
        cn_buf_put_str(&b, ",0");
    }
    imported in = import_text(cn_buf_span(&b));
    assert_status(in.status, CARNET_JSON_TOO_LONG);
    import_free(&in);
    cn_buf_free(&b);
}

/* A statement whose medicine stands behind a number of others. */
static bool is_found(size_t before, const char *other, const char *own,
                     const char *reference, bool contained)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'MedicationStatement','status':"
                       "'active','medicationReference':{'reference':'");
    cn_buf_put_str(&b, reference);
    cn_buf_put_str(&b, contained ? "'},'contained':[" : "'}};");
    for (size_t i = 0; i < before; i++) {
        cn_buf_put_str(&b, other);
        cn_buf_put_u8(&b, contained ? ',' : ';');
    }
    cn_buf_put_str(&b, own);
    cn_buf_put_str(&b, contained ? "]}" : "");
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_status(in.status, CARNET_OK);
    bool found = says(&in, "sought");
    import_free(&in);
    cn_buf_free(&b);
    return found;
}

static void a_reference_looks_through_so_many_resources(void **state)
{
    (void)state;
    static const char other[] = "{'resourceType':'Medication','id':'o'}";
    static const char name[] = "{'resourceType':'Endpoint','id':'m'}";
    static const char own[] = "{'resourceType':'Medication','id':'m','code':{"
                              "'text':'sought'}}";
    const size_t most = CN_LIMIT_FHIR_CONTAINED;
    assert_true(is_found(most - 1, other, own, "#m", true));
    assert_false(is_found(most, other, own, "#m", true));
    const size_t alike = CN_LIMIT_FHIR_NAMESAKES;
    assert_true(is_found(alike - 1, name, own, "Medication/m", false));
    assert_false(is_found(alike, name, own, "Medication/m", false));
}

/* An alert whose kind stands behind so many other extensions comes back? */
static bool is_ours_behind(size_t others)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{'resourceType':'Basic','extension':[");
    for (size_t i = 0; i < others; i++) {
        cn_buf_put_str(&b, "{'url':'urn:carnet:extension:alert.avoid',"
                           "'valueCode':'live_vaccine'},");
    }
    cn_buf_put_str(&b, "{'url':'urn:carnet:extension:kind','valueCode':"
                       "'alert'},{'url':'urn:carnet:extension:alert.what',"
                       "'valueCodeableConcept':{'text':'bleeds'}}]}");
    cn_buf_put_u8(&b, 0);
    imported in = import_resources((const char *)b.data);
    assert_status(in.status, CARNET_OK);
    bool found = says(&in, "bleeds");
    import_free(&in);
    cn_buf_free(&b);
    return found;
}

static void our_kind_is_looked_for_among_so_many_extensions(void **state)
{
    (void)state;
    const size_t most = CN_LIMIT_FHIR_EXTENSIONS;
    assert_true(is_ours_behind(most - 1));
    assert_false(is_ours_behind(most));
}

static void a_text_is_no_longer_than_fhir_has_it(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_buf_put_str(&b, "{'resourceType':'Condition','code':{'text':'");
        for (size_t i = 0; i < CN_LIMIT_FHIR_STRING + more; i++) {
            cn_buf_put_u8(&b, 'x');
        }
        cn_buf_put_str(&b, "'}}");
        cn_buf_put_u8(&b, 0);
        imported in = import_resources((const char *)b.data);
        assert_status(in.status,
                      more == 0 ? CARNET_OK : CARNET_RECORD_TOO_LONG);
        import_free(&in);
        cn_buf_free(&b);
    }
}

static void a_missing_out_is_told(void **state)
{
    (void)state;
    assert_status(carnet_interop_fhir_import(NULL, NULL, NULL, NULL, "{}", 2),
                  CARNET_CALLER_NULL);
    carnet_record *record = NULL;
    assert_status(
        carnet_interop_fhir_import(&record, NULL, NULL, NULL, NULL, 1),
        CARNET_CALLER_NULL);
    assert_int_equal(carnet_interop_json_max(), CARNET_INTEROP_JSON_MAX);
}

/* A date where a dateTime is due too: the elements are read alike. */
static bool is_widened(const char *name, cn_span text)
{
    return strstr(name, "date.json") != NULL &&
           memchr(text.data, 'T', text.len) != NULL;
}

/* Narrowed: an offset of 14 hours at most, seconds are 60 only as a leap
   second's place, and letters are capitals, as FHIR has them. */
static bool is_narrowed(cn_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == 't' || text.data[i] == 'z') {
            return true;
        }
    }
    return text.len > 6 && text.data[text.len - 6] != 'Z' &&
           text.data[text.len - 5] == '2' && text.data[text.len - 4] == '3';
}

static void check_date(const cn_json_doc *doc, uint32_t i)
{
    cn_span text = test_member(doc, i, "data");
    uint32_t valid = cn_json_find(doc, i, "valid");
    bool due =
        cn_json_get(doc, valid)->type == CN_JSON_TRUE && !is_narrowed(text);
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{"
                       "\"resourceType\":\"Patient\",\"name\":[{\"text\":"
                       "\"N\"}],\"birthDate\":");
    cn_text_put_quoted(&b, text);
    cn_buf_put_str(&b, "}}]}");
    imported in = import_text(cn_buf_span(&b));
    if ((in.status == CARNET_OK) != due) {
        fail_msg("%.*s: %s", (int)text.len, (const char *)text.data,
                 carnet_status_name(in.status));
    }
    if (!due) {
        assert_status(in.status, CARNET_RECORD_DATE);
    }
    import_free(&in);
    cn_buf_free(&b);
}

static void date_vectors_are_taken_and_refused_as_they_say(void **state)
{
    (void)state;
    static const char *const names[] = {"dates/date.json",
                                        "dates/date-time.json"};
    size_t num = 0;
    for (size_t f = 0; f < 2; f++) {
        cn_buf text;
        cn_json_doc *doc = test_vector_json(names[f], &text);
        uint32_t end = cn_json_get(doc, 0)->next;
        for (uint32_t i = 1; i < end; i = cn_json_get(doc, i)->next) {
            if (!is_widened(names[f], test_member(doc, i, "data"))) {
                check_date(doc, i);
                num++;
            }
        }
        cn_json_free(doc);
        cn_buf_free(&text);
    }
    test_count("dates", num);
}

static const char small[] =
    "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":"
    "\"Patient\",\"name\":[{\"text\":\"N\"}],\"identifier\":[{\"value\":"
    "\"1\"}]}},{\"resource\":{\"resourceType\":\"Observation\",\"status\":"
    "\"final\",\"code\":{\"text\":\"T\"},\"valueQuantity\":{\"value\":1,"
    "\"unit\":\"x\"},\"note\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"odd\":1}}"
    "]}";

/* Of what only some bundles have: reasons, rests of remarks, dosages, what
   carnet wrote, narrative, panels. */
static const char rich[] =
    "^{'resourceType':'Patient','id':'p','extension':[{'url':"
    "'urn:carnet:extension:entry','extension':[{'url':"
    "'urn:carnet:extension:kind','valueCode':'person'}]},{'url':"
    "'urn:carnet:extension:entry','extension':[{'url':"
    "'urn:carnet:extension:kind','valueCode':'person'},{'url':"
    "'urn:carnet:extension:person.name','valueString':'N'},{'url':"
    "'urn:carnet:extension:person.birth_date','valueDate':'1990'}]},{'url':"
    "'urn:carnet:extension:entry','extension':[{'url':"
    "'urn:carnet:extension:kind','valueCode':'person_details'}]}],'name':[{"
    "'use':'official','text':'N'},{'use':'usual','text':'L'}],'birthDate':"
    "'1990','identifier':[{'system':'urn:carnet:passport-id','value':"
    "'0102030405060708'}]};"
    "{'resourceType':'Composition','subject':{'reference':'Patient/p'},"
    "'section':[{'text':{'status':'additional','div':'<p>a &lt; b</p>'},"
    "'entry':[{'reference':'Condition/c'}]},{'title':'T','emptyReason':{"
    "'coding':[{'code':'nilknown'}]}},{'code':{'coding':[{'system':"
    "'http://loinc.org','code':'11450-4'}]},'emptyReason':{'coding':[{'code':"
    "'nilknown'}]}}]};"
    "{'resourceType':'Condition','id':'c','code':{'coding':[{'system':"
    "'http://loinc.org','code':'no','display':'D'}],'text':'C'},'note':[{"
    "'text':'n'}]};"
    "{'resourceType':'MedicationStatement','status':'stopped',"
    "'medicationCodeableConcept':{'text':'M'},'reasonReference':[{"
    "'reference':'Condition/c'}],'reasonCode':[{'text':'R'}],'dosage':[{"
    "'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'wk'}},"
    "'asNeededCodeableConcept':{'text':'x'},'maxDosePerPeriod':{'numerator':{"
    "'value':1,'unit':'a b'},'denominator':{'value':2,'code':'d'}}}]};"
    "{'resourceType':'Observation','id':'o','status':'final','code':{'text':"
    "'T'},'valueQuantity':{'value':1,'unit':'x y'},'referenceRange':[{'text':"
    "'r'}],'note':[{'text':'LONG'},{'text':'z'}]};"
    "{'resourceType':'Observation','status':'final','code':{'text':'P'},"
    "'effectiveDateTime':'2026','hasMember':[{'reference':'Observation/o'}]};"
    "{'resourceType':'DocumentReference','extension':[{'url':"
    "'urn:carnet:extension:kind','valueCode':'evidence'},{'url':"
    "'urn:carnet:extension:evidence.evidence_kind','valueCode':'other'},{"
    "'url':'urn:carnet:extension:evidence.bytes','valueBase64Binary':"
    "'AQID'}]};"
    "{'resourceType':'Coverage','status':'active','beneficiary':{},'type':{"
    "'text':'S'},'payor':[{'display':'P'}]}";

/* Each stage is put down member by member: memory may end before any. */
static const char staged[] =
    "^{'resourceType':'Patient','id':'p'};"
    "{'resourceType':'MedicationStatement','status':'active',"
    "'medicationCodeableConcept':{'text':'S'},'dosage':["
    "{'sequence':1,'doseAndRate':[{'doseQuantity':{'value':2,'unit':'a b'}}],"
    "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d',"
    "'boundsDuration':{'value':3,'code':'d'}}}},"
    "{'sequence':2,'doseAndRate':[{'doseQuantity':{'value':1,'unit':'a b'}}],"
    "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}}}]}";

static void fail_each_allocation_of(cn_span json, size_t least)
{
    size_t live = test_mem_live();
    size_t nth = 1;
    for (;; nth++) {
        carnet_record *record = NULL;
        carnet_buf *report = NULL;
        test_mem_fail_at(nth);
        carnet_status status = carnet_interop_fhir_import(
            &record, &report, NULL, NULL, (const char *)json.data, json.len);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        carnet_record_free(record);
        carnet_buf_free(report);
        assert_int_equal(test_mem_live(), live);
        if (!failed) {
            break;
        }
    }
    assert_true(nth > least);
    assert_int_equal(test_mem_unwiped(), 0);
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    fail_each_allocation_of(CN_SPAN_LIT(small), 20);
    cn_buf b = bundle_of(rich);
    cn_buf text;
    cn_buf_init(&text);
    const char *at = strstr((const char *)b.data, "LONG");
    size_t before = (size_t)(at - (const char *)b.data);
    cn_buf_put(&text, b.data, before);
    for (size_t i = 0; i < 300; i++) {
        cn_buf_put_str(&text, "remark ");
    }
    cn_buf_put_span(&text, cn_span_after(cn_buf_span(&b), before + 4));
    fail_each_allocation_of(cn_buf_span(&text), 100);
    cn_buf_free(&text);
    cn_buf_free(&b);
    b = bundle_of(staged);
    fail_each_allocation_of(cn_buf_span(&b), 25);
    cn_buf_free(&b);
}

static void what_a_changed_byte_leaves_is_refused_or_sound(void **state)
{
    (void)state;
    char text[sizeof small];
    for (size_t i = 0; i < (sizeof small - 1) * 8; i++) {
        memcpy(text, small, sizeof small);
        text[i / 8] = (char)(text[i / 8] ^ (1 << i % 8));
        imported in = import_text(cn_span_of(text, sizeof small - 1));
        import_free(&in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_element_of_another_type_is_refused_with_its_path),
        cmocka_unit_test(what_is_no_bundle_about_one_person_is_refused),
        cmocka_unit_test(a_bundle_of_nothing_makes_no_record),
        cmocka_unit_test(too_many_entries_are_refused_in_bounded_time),
        cmocka_unit_test(nesting_and_length_are_bounded),
        cmocka_unit_test(a_reference_looks_through_so_many_resources),
        cmocka_unit_test(our_kind_is_looked_for_among_so_many_extensions),
        cmocka_unit_test(a_text_is_no_longer_than_fhir_has_it),
        cmocka_unit_test(a_missing_out_is_told),
        cmocka_unit_test(date_vectors_are_taken_and_refused_as_they_say),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
        cmocka_unit_test(what_a_changed_byte_leaves_is_refused_or_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
