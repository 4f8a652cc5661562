/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries as a doctor reads them: whole texts of entries from JSON, what must
 * strike the eye, what this version can't read, and that no record whatever
 * gives a terminal anything to obey.
 */
#include "../support/support.h"

#include "../../lib/view/view.h"
#include "../model/model_record.h"
#include "../support/failing_mem.h"
#include "later.h"

/* The text of an entry must be just this. */
static void expect_entry(const carnet_entry *e, const char *expected)
{
    carnet_buf *text = NULL;
    assert_status(carnet_view_text(&text, NULL, e, NULL, 0), CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(text), expected);
    carnet_buf_free(text);
}

/* The same of the first entry of a record with these. */
static void expect(const char *entries, const char *expected)
{
    test_made made;
    test_make_entries(&made, entries, TEST_DAY);
    expect_entry(&made.entries[0], expected);
    test_made_free(&made);
}

static void reads_like_a_prescription(void **state)
{
    (void)state;
    expect("{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"
           "\"strength\":{\"value\":500,\"unit\":\"mg\"},"
           "\"form\":{\"code\":\"385055001\"},"
           "\"dose\":{\"value\":2},\"times_a_day\":2,"
           "\"long_term\":true,\"since\":\"2019-05~\","
           "\"handed_over\":{\"value\":90},\"handed_on\":\"2026-03-01\","
           "\"gap_days\":2,\"must_not_stop\":true,"
           "\"instructions\":\"with food\"}",
           "PRESCRIPTION  metformin 500 mg tablet - taking [atc "
           "A10BA02]  (clinic/0)\n"
           " !! must not stop       stopping suddenly is dangerous\n"
           "    dose                2 tablets, 2 x a day\n"
           "    taken               since about 2019-05, long term\n"
           "    handed over         90 tablets, on 2026-03-01\n"
           "    can be missed       days at most: 2\n"
           "    instructions        with food\n");
}

static void shows_codes_behind_their_words(void **state)
{
    (void)state;
    expect("{\"kind\":\"condition\",\"code\":{\"coding\":["
           "{\"system\":\"icd-10\",\"code\":\"E11.9\"}],"
           "\"text\":\"sugar\"}}",
           "CONDITION  \"sugar\" type 2 diabetes - active [icd-10 "
           "E11.9]  (clinic/0)\n");
    expect("{\"kind\":\"condition\",\"code\":{\"system\":\"icd-10\","
           "\"code\":\"Z99.9\"}}",
           "CONDITION  [icd-10 Z99.9] - active  (clinic/0)\n");
}

/* What the wire leaves out because it is usual, and what is not usual. */
static void shows_states_whether_written_or_not(void **state)
{
    (void)state;
    expect("{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}}",
           "CONDITION  high blood pressure - active [icd-10 I10]  "
           "(clinic/0)\n");
    expect("{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},"
           "\"status\":\"resolved\",\"certainty\":\"provisional\"}",
           "CONDITION  high blood pressure - RESOLVED - PROVISIONAL "
           "[icd-10 I10]  (clinic/0)\n");
}

static void marks_what_must_not_be_missed(void **state)
{
    (void)state;
    expect("{\"kind\":\"allergy\",\"agent\":{\"system\":\"atc\","
           "\"code\":\"J01C\"},\"criticality\":\"high\"}",
           "ALLERGY  penicillins - active [atc J01C]  (clinic/0)\n"
           " !! criticality         high\n");
    expect("{\"kind\":\"allergy\",\"agent\":{\"system\":\"atc\","
           "\"code\":\"J01C\"},\"criticality\":\"low\"}",
           "ALLERGY  penicillins - active [atc J01C]  (clinic/0)\n"
           "    criticality         low\n");
}

/* And says of nothing neither that it is active nor a code. */
static void says_why_nothing_is_there(void **state)
{
    (void)state;
    expect("{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}",
           "ALLERGY  none known  (clinic/0)\n");
    expect("{\"kind\":\"allergy\",\"agent\":{\"absent\":\"not_asked\"}}",
           "ALLERGY  not asked  (clinic/0)\n");
    expect("{\"kind\":\"allergy\",\"agent\":{\"absent\":\"refused\"}}",
           "ALLERGY  refused to say  (clinic/0)\n");
}

/* Instants keep the issuer's offset; groups of a list have a line each. */
static void shows_instants_and_groups(void **state)
{
    (void)state;
    expect("{\"kind\":\"result\",\"test\":{\"code\":\"85354-9\"},"
           "\"date\":\"2026-03-16\","
           "\"specimen_time\":\"2026-03-16T08:30:00+01:00\",\"components\":["
           "{\"test\":{\"code\":\"8480-6\"},\"quantity\":{\"value\":138}},"
           "{\"test\":{\"code\":\"8462-4\"},\"quantity\":{\"value\":84}}]}",
           "RESULT  blood pressure - final [loinc 85354-9]  (clinic/0)\n"
           "    specimen            taken 2026-03-16 08:30 UTC+01:00\n"
           "    date                2026-03-16\n"
           "    components          systolic blood pressure [loinc "
           "8480-6], 138 mmHg\n"
           "                        diastolic blood pressure [loinc "
           "8462-4], 84 mmHg\n");
    expect("{\"kind\":\"result\",\"test\":{\"code\":\"4548-4\"},"
           "\"quantity\":{\"value\":7.60},\"comparator\":\"greater_or_equal\","
           "\"date\":\"1996~\"}",
           "RESULT  haemoglobin A1c: >= 7.60 % - final [loinc 4548-4]  "
           "(clinic/0)\n"
           "    date                about 1996\n");
}

static void names_entries_that_another_is_about(void **state)
{
    (void)state;
    expect("{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},"
           "\"treated_with\":[\"pills\",\"leaf:1f2e3d4c\"]},"
           "{\"kind\":\"prescription\",\"id\":\"pills\","
           "\"medicine\":{\"code\":\"C08CA01\"}}",
           "CONDITION  high blood pressure - active [icd-10 I10]  "
           "(clinic/0)\n"
           "    treated with        clinic/1, an entry of another page, "
           "leaf:1f2e3d4c\n");
}

/* Digits are kept where they were measured; "5.0" of a medicine is read as
   50. */
static void each_value_is_read_by_its_type(void **state)
{
    (void)state;
    expect("{\"kind\":\"mental_health\",\"scale\":{\"code\":\"44261-6\"},"
           "\"score\":5.0,\"date\":\"2026-03-16\"}",
           "MENTAL HEALTH  PHQ-9: 5.0 [loinc 44261-6]  (private/0)\n"
           "    date                2026-03-16\n");
    expect("{\"kind\":\"result\",\"test\":{\"code\":\"4548-4\"},"
           "\"quantity\":{\"value\":7.60},\"low\":3.50,\"high\":6.0,"
           "\"comparator\":\"less_or_equal\",\"date\":\"2026\"}",
           "RESULT  haemoglobin A1c: <= 7.60 % - final [loinc 4548-4]  "
           "(clinic/0)\n"
           "    usual range         from 3.50 to 6.0\n"
           "    date                2026\n");
    expect("{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"},"
           "\"strength\":{\"value\":5.0,\"unit\":\"mg\"},\"cost_month\":"
           "{\"amount\":12.50,\"currency\":\"EUR\"}}",
           "PRESCRIPTION  amoxicillin 5 mg - taking [atc J01CA04]  (clinic/0)\n"
           "    cost month          12.5, EUR\n");
    expect("{\"kind\":\"person_details\",\"latin_name\":\"fr\",\"languages\":"
           "[\"fr\",\"xx\"],\"identifiers\":[{\"value\":\"1\",\"system\":\"s\","
           "\"country\":\"FR\"},{\"value\":\"2\"}],\"birth_country\":\"SN\"}",
           "PERSON DETAILS  (clinic/0)\n"
           "    latin name          fr\n"
           "    languages           French [fr], xx\n"
           "    identifiers         1, system s, country France [FR]\n"
           "                        2\n"
           "    birth country       Senegal [SN]\n");
    expect("{\"kind\":\"evidence\",\"evidence_kind\":\"other\",\"bytes\":"
           "\"AAEC\"}",
           "EVIDENCE  other  (private/0)\n"
           "    bytes               3 bytes\n");
    expect("{\"kind\":\"device\",\"device_kind\":{\"code\":\"14106009\"},"
           "\"implanted_on\":{\"absent\":\"not_asked\"},"
           "\"own_wheelchair\":false}",
           "DEVICE  [snomed 14106009]  (clinic/0)\n"
           "    implanted on        not asked\n"
           "    own wheelchair      no\n");
}

static void comparators_are_signs(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"less", "<"},
                                          {"less_or_equal", "<="},
                                          {"greater_or_equal", ">="},
                                          {"greater", ">"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entry[256];
        char due[128];
        snprintf(entry, sizeof entry,
                 "{\"kind\":\"result\",\"test\":{\"code\":\"4548-4\"},"
                 "\"quantity\":{\"value\":7},\"comparator\":\"%s\","
                 "\"date\":\"2026\"}",
                 rows[i][0]);
        snprintf(due, sizeof due,
                 "RESULT  haemoglobin A1c: %s 7 %% - final [loinc 4548-4]  "
                 "(clinic/0)\n    date                2026\n",
                 rows[i][1]);
        expect(entry, due);
    }
}

#define LRI "\xe2\x81\xa6"
#define PDI "\xe2\x81\xa9"

/* In a line from right to left. */
static void what_reads_from_left_to_right_is_kept_together(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"{\"kind\":\"mental_health\",\"score\":5.0,\"date\":\"2026-03-16\","
         "\"code\":{\"code\":\"F32\"}}",
         LRI "5.0" PDI},
        {"{\"kind\":\"person_details\",\"languages\":[\"fr\"]}",
         LRI " [fr]" PDI "\n"},
        {"{\"kind\":\"evidence\",\"evidence_kind\":\"other\",\"bytes\":"
         "\"AAEC\"}",
         LRI "3" PDI " \xd8\xa8\xd8\xa7\xd9\x8a\xd8\xaa (" LRI "3 bytes" PDI
             ")\n"},
        {"{\"kind\":\"device\",\"device_kind\":{\"code\":\"14106009\"},"
         "\"replaces\":[\"leaf:1f2e3d4c\"]}",
         LRI "leaf:1f2e3d4c" PDI " (" LRI "an entry of another page" PDI ")\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        test_made made;
        carnet_buf *text = NULL;
        test_make_entries(&made, rows[i][0], TEST_DAY);
        assert_status(carnet_view_text(&text, NULL, &made.entries[0], "ar", 2),
                      CARNET_OK);
        assert_non_null(
            strstr((const char *)carnet_buf_data(text), rows[i][1]));
        carnet_buf_free(text);
        test_made_free(&made);
    }
}

static void expect_hex(const char *hex, const char *expected)
{
    carnet_entry e;
    cn_buf b = test_hex_str(hex);
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    e.position = 0;
    expect_entry(&e, expected);
    cn_buf_free(&b);
}

/* A person with a field of a later version; the same where that field is
   critical, of which nothing is shown; an unknown kind. */
static void tells_what_it_can_not_read(void **state)
{
    (void)state;
    expect_hex("190100"
               "83"
               "18a0"
               "624162"
               "00",
               "PERSON  Ab  (private/0)\n"
               " !! more than this version of carnet can read\n");
    expect_hex("190100"
               "83"
               "38a0"
               "624162"
               "00",
               "PERSON  (private/0)\n"
               " !! more than this version of carnet can read\n");
    expect_hex(TEST_LATER_STAGE("6178"),
               "PRESCRIPTION  paracetamol tablet - taking [atc N02BE01]  "
               "(private/0)\n"
               "    phases              1 tablet, more than this version of "
               "carnet can read\n");
    expect_hex("191000"
               "82"
               "1880"
               "80",
               "ENTRY OF A LATER VERSION  (private/0)\n"
               " !! more than this version of carnet can read\n");
}

static void refuses_what_is_null(void **state)
{
    (void)state;
    carnet_entry e;
    carnet_buf *text = (carnet_buf *)&e;
    memset(&e, 0, sizeof e);
    assert_status(carnet_view_text(NULL, NULL, &e, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_text(&text, NULL, NULL, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_null(text);
}

/* Whether cp is an isolate or ends one; *open counts those that are open. */
static bool is_isolate(int32_t cp, size_t *open)
{
    if (cp == 0x2069) {
        assert_true(*open > 0);
        *open -= 1;
        return true;
    }
    *open += cp == 0x2066 || cp == 0x2068 ? 1 : 0;
    return cp == 0x2066 || cp == 0x2068;
}

/* UTF-8, line feeds at ends only, no control, each line begun as it should:
   the first at its margin, the others at four columns. */
static void check_lines(const carnet_buf *text)
{
    cn_span s = cn_span_of(carnet_buf_data(text), carnet_buf_len(text));
    assert_in_range(s.len, 1, SIZE_MAX);
    assert_int_equal(s.data[s.len - 1], '\n');
    bool start = true;
    size_t open = 0;
    for (size_t pos = 0; pos < s.len;) {
        if (start && pos > 0) {
            cn_span line = cn_span_after(s, pos);
            assert_true(cn_span_starts(line, CN_SPAN_LIT("    ")) ||
                        cn_span_starts(line, CN_SPAN_LIT(" !! ")));
        }
        int32_t cp = cn_utf8_next(s, &pos);
        assert_in_range(cp, 0, 0x10ffff);
        start = cp == '\n';
        assert_true(start || is_isolate(cp, &open) || !cn_utf8_is_control(cp));
        assert_true(!start || open == 0);
    }
}

static size_t check_record(uint64_t seed)
{
    cn_buf json;
    test_made made;
    cn_problem where = {0};
    test_random x = {seed};
    cn_buf_init(&json);
    test_random_record(&x, 8, &json);
    carnet_record *record = test_read(cn_buf_span(&json));
    assert_status(test_encode(&made, record, TEST_DAY, &where), CARNET_OK);
    for (size_t i = 0; i < made.num; i++) {
        carnet_buf *text = NULL;
        assert_status(carnet_view_text(&text, NULL, &made.entries[i], NULL, 0),
                      CARNET_OK);
        check_lines(text);
        carnet_buf_free(text);
    }
    size_t num = made.num;
    test_made_free(&made);
    cn_buf_free(&json);
    return num;
}

static void any_record_is_lines_that_no_terminal_obeys(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        num += check_record(seed);
    }
    test_count("random entries as text", num);
}

/* Whether an entry can be told in JSON, which no verifier would have let
   through: lines are for whatever stands there. */
static bool is_told(carnet_entry *e)
{
    carnet_buf *json = NULL;
    carnet_buf *text = NULL;
    carnet_status status = carnet_record_entry_json(&json, e);
    assert_true(status == CARNET_OK || CARNET_STATUS_IS_RECORD(status) ||
                CARNET_STATUS_IS_CBOR(status));
    assert_int_equal(json != NULL, status == CARNET_OK);
    assert_status(carnet_view_text(&text, NULL, e, NULL, 0), CARNET_OK);
    check_lines(text);
    carnet_buf_free(text);
    carnet_buf_free(json);
    return status == CARNET_OK;
}

/* Each byte of each entry of a record, changed in three ways. */
static void change_each(const test_made *made, size_t *told, size_t *not_told)
{
    static const uint8_t flips[] = {0x01, 0x20, 0x80};
    for (size_t i = 0; i < made->num; i++) {
        cn_span s = cn_buf_span(&made->list[i].bytes);
        cn_buf copy;
        cn_buf_init(&copy);
        cn_buf_put_span(&copy, s);
        for (size_t n = 0; n < 3 * s.len; n++) {
            carnet_entry e;
            copy.data[n / 3] = s.data[n / 3] ^ flips[n % 3];
            if (test_step(cn_buf_span(&copy), &e) == CARNET_OK) {
                e.part = made->list[i].part;
                *(is_told(&e) ? told : not_told) += 1;
            }
            copy.data[n / 3] = s.data[n / 3];
        }
        cn_buf_free(&copy);
    }
}

static void a_damaged_entry_is_lines_and_its_json_is_refused(void **state)
{
    (void)state;
    size_t told = 0;
    size_t not_told = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        cn_buf json;
        test_made made;
        cn_problem where = {0};
        test_random x = {seed};
        cn_buf_init(&json);
        test_random_record(&x, 3, &json);
        assert_status(
            test_encode(&made, test_read(cn_buf_span(&json)), TEST_DAY, &where),
            CARNET_OK);
        change_each(&made, &told, &not_told);
        test_made_free(&made);
        cn_buf_free(&json);
    }
    assert_true(told > 100 && not_told > 100);
}

/* One tablet: of which form nothing says. */
static void a_dose_without_a_unit_has_no_json(void **state)
{
    (void)state;
    carnet_entry e;
    carnet_buf *json = NULL;
    cn_buf b = test_hex_str("190105"
                            "83"
                            "190120"
                            "00"
                            "01");
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_status(carnet_record_entry_json(&json, &e), CARNET_RECORD_UNIT);
    assert_null(json);
    cn_buf_free(&b);
}

static void tells_every_failing_allocation(void **state)
{
    (void)state;
    test_made made;
    size_t nth = 1;
    test_make(&made, "{\"entries\":[{\"kind\":\"condition\",\"code\":"
                     "{\"code\":\"I10\"},\"note\":\"since the journey\"}]}");
    for (bool failed = true; failed; nth++) {
        carnet_buf *text = NULL;
        size_t live = test_mem_live();
        test_mem_fail_at(nth);
        carnet_status status =
            carnet_view_text(&text, NULL, &made.entries[0], NULL, 0);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_true(failed == (text == NULL));
        carnet_buf_free(text);
        assert_int_equal(test_mem_live(), live);
    }
    test_count_other("failing allocations", nth - 2);
    test_made_free(&made);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_like_a_prescription),
        cmocka_unit_test(shows_codes_behind_their_words),
        cmocka_unit_test(shows_states_whether_written_or_not),
        cmocka_unit_test(marks_what_must_not_be_missed),
        cmocka_unit_test(says_why_nothing_is_there),
        cmocka_unit_test(shows_instants_and_groups),
        cmocka_unit_test(names_entries_that_another_is_about),
        cmocka_unit_test(each_value_is_read_by_its_type),
        cmocka_unit_test(comparators_are_signs),
        cmocka_unit_test(what_reads_from_left_to_right_is_kept_together),
        cmocka_unit_test(tells_what_it_can_not_read),
        cmocka_unit_test(refuses_what_is_null),
        cmocka_unit_test(any_record_is_lines_that_no_terminal_obeys),
        cmocka_unit_test(a_damaged_entry_is_lines_and_its_json_is_refused),
        cmocka_unit_test(a_dose_without_a_unit_has_no_json),
        cmocka_unit_test(tells_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
