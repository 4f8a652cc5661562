/* SPDX-License-Identifier: Apache-2.0 */
/* Setters: what each refuses, and that a refusal changes nothing. */
#include "../support/support.h"

#include "model_record.h"

#define SELF CARNET_RECORD_SELF

/* A record with a prescription, entry 0, and a need, entry 1. */
static carnet_record *make(void)
{
    carnet_record *r = NULL;
    assert_status(carnet_record_new(&r), CARNET_OK);
    assert_status(carnet_record_add(NULL, r, CARNET_KIND_PRESCRIPTION),
                  CARNET_OK);
    assert_status(carnet_record_add(NULL, r, CARNET_KIND_NEED), CARNET_OK);
    return r;
}

static carnet_status set_int(carnet_record *r, size_t entry, int32_t field,
                             size_t i, int32_t member, int64_t v)
{
    return carnet_record_set_int(r, entry, field, i, member, v);
}

static carnet_status set_text(carnet_record *r, int32_t field, const char *s)
{
    return carnet_record_set_text(r, 0, field, 0, SELF, s, strlen(s));
}

static carnet_status add_code(carnet_record *r, const char *system,
                              const char *code, const char *display)
{
    return carnet_record_add_coding(r, 0, CARNET_PRESCRIPTION_MEDICINE, 0, SELF,
                                    system, system == NULL ? 0 : strlen(system),
                                    code, strlen(code), display,
                                    display == NULL ? 0 : strlen(display));
}

static void refuses_places_that_are_not_there(void **state)
{
    (void)state;
    carnet_record *r = make();
    const int32_t times = CARNET_PRESCRIPTION_TIMES_A_DAY;
    const int32_t phases = CARNET_PRESCRIPTION_PHASES;
    const int32_t in_phase = CARNET_PHASE_TIMES_A_DAY;
    static const uint8_t later[] = {0x19, 0x02, 0x2c, 0x82, 0x01, 0x01};
    size_t kept = 0;
    assert_status(carnet_record_add_cbor(&kept, r, later, sizeof later,
                                         CARNET_RECORD_ANY_DAY),
                  CARNET_OK);
    assert_status(set_int(NULL, 0, times, 0, SELF, 1), CARNET_CALLER_NULL);
    assert_status(set_int(r, 3, times, 0, SELF, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, kept, 0, 0, SELF, 1), CARNET_CALLER_TYPE);
    assert_status(carnet_record_set_absent(r, kept, 0, CARNET_ABSENT_NONE),
                  CARNET_CALLER_TYPE);
    assert_status(carnet_record_set_date(r, 0, times, 0, SELF, 2026, 3, 17, 0),
                  CARNET_CALLER_TYPE);
    assert_status(carnet_record_set_instant(r, 0, times, 0, SELF, 0, 0),
                  CARNET_CALLER_TYPE);
    assert_status(set_int(r, 0, -1, 0, SELF, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, 63, 0, SELF, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, times, 1, SELF, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, times, 0, 0, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, phases, 0, SELF, 1), CARNET_CALLER_TYPE);
    assert_status(set_int(r, 0, phases, 0, 63, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, phases, 0, -2, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, phases, 1, in_phase, 1), CARNET_CALLER_ABSENT);
    assert_status(set_int(r, 0, phases, 0, CARNET_PHASE_DOSE, 1),
                  CARNET_CALLER_TYPE);
    assert_status(set_int(r, 0, CARNET_PRESCRIPTION_DOSE, 0, SELF, 1),
                  CARNET_CALLER_TYPE);
    assert_status(set_int(r, 0, phases, 0, in_phase, 1), CARNET_OK);
    assert_status(set_int(r, 0, phases, 1, in_phase, 1), CARNET_OK);
    assert_status(set_int(r, 0, phases, 0, in_phase, 2), CARNET_OK);
    carnet_record_free(r);
}

static void refuses_values_that_no_field_holds(void **state)
{
    (void)state;
    carnet_record *r = make();
    assert_status(set_int(r, 0, CARNET_PRESCRIPTION_TIMES_A_DAY, 0, SELF, 25),
                  CARNET_RECORD_RANGE);
    assert_status(
        set_int(r, 0, CARNET_PRESCRIPTION_TIMES_A_DAY, 0, SELF, INT64_MIN),
        CARNET_RECORD_RANGE);
    assert_status(
        carnet_record_set_bool(r, 0, CARNET_PRESCRIPTION_LONG_TERM, 0, SELF, 2),
        CARNET_RECORD_RANGE);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_PRESCRIPTION_STATUS, 0, SELF, -1),
        CARNET_RECORD_ENUM);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_PRESCRIPTION_STATUS, 0, SELF, 99),
        CARNET_RECORD_ENUM);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_PRESCRIPTION_AT, 0, SELF, 1),
        CARNET_OK);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_PRESCRIPTION_AT, 1, SELF, 1),
        CARNET_RECORD_TWICE);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_PRESCRIPTION_AT, 0, SELF, 1),
        CARNET_OK);
    carnet_record_free(r);
}

static void refuses_decimals_and_units_that_do_not_fit(void **state)
{
    (void)state;
    static const struct {
        int64_t mantissa;
        int32_t scale;
        const char *unit;
        carnet_status expected;
    } cases[] = {
        {5, 0, "mg", CARNET_OK},
        {5, 0, NULL, CARNET_OK},
        {-5, 0, "mg", CARNET_RECORD_RANGE},
        {5, 10, "mg", CARNET_RECORD_DECIMAL},
        {5, -10, "mg", CARNET_RECORD_DECIMAL},
        {5, INT32_MIN, "mg", CARNET_RECORD_DECIMAL},
        {10, -9, "mg", CARNET_RECORD_DECIMAL},
        {10, -8, "mg", CARNET_OK},
        {INT64_C(1) << 53, 0, "mg", CARNET_RECORD_DECIMAL},
        {INT64_MIN, 0, "mg", CARNET_RECORD_DECIMAL},
        {5, 0, "", CARNET_RECORD_UNIT},
        {5, 0, "m g", CARNET_RECORD_UNIT},
    };
    carnet_record *r = make();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *unit = cases[i].unit;
        assert_status(
            carnet_record_set_quantity(r, 0, CARNET_PRESCRIPTION_STRENGTH, 0,
                                       SELF, cases[i].mantissa, cases[i].scale,
                                       unit, unit == NULL ? 0 : strlen(unit)),
            cases[i].expected);
    }
    assert_status(carnet_record_set_quantity(r, 0, CARNET_PRESCRIPTION_STRENGTH,
                                             0, SELF, 1, 0, NULL, 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_set_decimal(r, 0,
                                            CARNET_PRESCRIPTION_COST_MONTH, 0,
                                            CARNET_MONEY_AMOUNT, 5, 10),
                  CARNET_RECORD_DECIMAL);
    carnet_record_free(r);
}

static void refuses_dates_that_can_not_be(void **state)
{
    (void)state;
    static const struct {
        int32_t year, month, day, estimated;
        carnet_status expected;
    } cases[] = {
        {2024, 2, 29, 0, CARNET_OK},
        {2023, 2, 29, 0, CARNET_RECORD_DATE},
        {2023, 2, 0, 1, CARNET_OK},
        {2023, 0, 0, 0, CARNET_OK},
        {2023, 0, 5, 0, CARNET_RECORD_DATE},
        {2023, 13, 0, 0, CARNET_RECORD_DATE},
        {0, 0, 0, 0, CARNET_RECORD_DATE},
        {10000, 0, 0, 0, CARNET_RECORD_DATE},
        {2023, 1, 1, 2, CARNET_RECORD_DATE},
        {2023, -1, 0, 0, CARNET_RECORD_DATE},
        {2023, 1, -1, 0, CARNET_RECORD_DATE},
    };
    carnet_record *r = make();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_status(carnet_record_set_date(r, 0, CARNET_PRESCRIPTION_SINCE, 0,
                                             SELF, cases[i].year,
                                             cases[i].month, cases[i].day,
                                             cases[i].estimated),
                      cases[i].expected);
    }
    const int64_t first = INT64_C(-719162) * 1440;
    const int64_t last = (INT64_C(2932896) + 1) * 1440 - 1;
    static const struct {
        bool late;
        int64_t add;
        int32_t offset;
        carnet_status expected;
    } instants[] = {
        {false, 0, 0, CARNET_OK},
        {true, 0, 0, CARNET_OK},
        {false, -1, 1, CARNET_RECORD_DATE},
        {false, 0, -1, CARNET_RECORD_DATE},
        {true, 0, 1, CARNET_RECORD_DATE},
        {true, 1, -1, CARNET_RECORD_DATE},
        {true, -2000, 840, CARNET_OK},
        {true, -2000, 841, CARNET_RECORD_DATE},
        {true, -2000, -841, CARNET_RECORD_DATE},
    };
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        assert_status(carnet_record_set_instant(
                          r, 0, CARNET_PRESCRIPTION_SINCE, 0, SELF,
                          (instants[i].late ? last : first) + instants[i].add,
                          instants[i].offset),
                      instants[i].expected);
    }
    assert_status(carnet_record_set_instant(r, 0, CARNET_PRESCRIPTION_SINCE, 0,
                                            SELF, INT64_MAX, 0),
                  CARNET_RECORD_DATE);
    assert_status(carnet_record_set_instant(r, 0, CARNET_PRESCRIPTION_SINCE, 0,
                                            SELF, INT64_MIN, 0),
                  CARNET_RECORD_DATE);
    carnet_record_free(r);
}

static void refuses_text_that_could_harm(void **state)
{
    (void)state;
    carnet_record *r = make();
    char longest[130];
    memset(longest, 'x', sizeof longest);
    longest[128] = '\0';
    const int32_t field = CARNET_PRESCRIPTION_PRESCRIBER;
    assert_status(set_text(r, field, longest), CARNET_OK);
    longest[128] = 'x';
    longest[129] = '\0';
    assert_status(set_text(r, field, longest), CARNET_RECORD_TOO_LONG);
    assert_status(set_text(r, field, ""), CARNET_RECORD_TEXT);
    assert_status(set_text(r, field, "a "), CARNET_RECORD_TEXT);
    assert_status(set_text(r, field, "a\nb"), CARNET_RECORD_TEXT);
    assert_status(set_text(r, field, "a\xff"), CARNET_RECORD_TEXT);
    assert_status(set_text(r, field, "a\xe2\x80\xaa"), CARNET_RECORD_TEXT);
    assert_status(carnet_record_set_text(r, 0, field, 0, SELF, NULL, 0),
                  CARNET_RECORD_TEXT);
    assert_status(carnet_record_set_text(r, 0, field, 0, SELF, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_set_text(r, 0, CARNET_PRESCRIPTION_COST_MONTH,
                                         0, CARNET_MONEY_CURRENCY, "eur", 3),
                  CARNET_RECORD_CODE);
    size_t details = 0;
    assert_status(carnet_record_add(&details, r, CARNET_KIND_DETAILS),
                  CARNET_OK);
    assert_status(carnet_record_set_bytes(r, details,
                                          CARNET_DETAILS_PASSPORT_ID, 0, SELF,
                                          (const uint8_t *)"1234567", 7),
                  CARNET_RECORD_RANGE);
    assert_status(
        carnet_record_set_bytes(r, details, CARNET_DETAILS_PASSPORT_ID, 0, SELF,
                                (const uint8_t *)"12345678901234567", 17),
        CARNET_RECORD_TOO_LONG);
    assert_status(carnet_record_set_bytes(
                      r, details, CARNET_DETAILS_PASSPORT_ID, 0, SELF, NULL, 8),
                  CARNET_CALLER_NULL);
    carnet_record_free(r);
}

static void refuses_codes_that_can_not_be(void **state)
{
    (void)state;
    carnet_record *r = make();
    char longest[131];
    memset(longest, 'x', sizeof longest);
    longest[129] = '\0';
    assert_status(add_code(r, NULL, "c10", NULL), CARNET_RECORD_CODE);
    assert_status(add_code(r, "no system", "C10", NULL), CARNET_RECORD_SYSTEM);
    assert_status(add_code(r, "", "C10", NULL), CARNET_RECORD_SYSTEM);
    assert_status(add_code(r, "urn:x", longest, NULL), CARNET_RECORD_TOO_LONG);
    assert_status(add_code(r, "urn:x", "", NULL), CARNET_RECORD_TEXT);
    assert_status(add_code(r, NULL, "C10", ""), CARNET_RECORD_TEXT);
    assert_status(add_code(r, NULL, "C10", "a\tb"), CARNET_RECORD_TEXT);
    assert_status(carnet_record_add_coding(r, 0, CARNET_PRESCRIPTION_MEDICINE,
                                           0, SELF, NULL, 0, NULL, 0, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_add_coding(r, 0, CARNET_PRESCRIPTION_MEDICINE,
                                           0, SELF, NULL, 3, "C10", 3, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_add_coding(r, 0, CARNET_PRESCRIPTION_MEDICINE,
                                           0, SELF, NULL, 0, "C10", 3, NULL, 3),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_set_words(r, 0, CARNET_PRESCRIPTION_MEDICINE, 0,
                                          SELF, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_set_words(r, 0, CARNET_PRESCRIPTION_MEDICINE, 0,
                                          SELF, "", 0),
                  CARNET_RECORD_TEXT);
    assert_status(add_code(r, NULL, "C10", NULL), CARNET_OK);
    assert_status(add_code(r, "atc", "C10", NULL), CARNET_RECORD_TWICE);
    assert_status(add_code(r, NULL, "C1", NULL), CARNET_RECORD_CODE);
    assert_status(add_code(r, NULL, "C09", NULL), CARNET_OK);
    assert_status(add_code(r, NULL, "C08", NULL), CARNET_OK);
    assert_status(add_code(r, NULL, "C07", NULL), CARNET_OK);
    assert_status(add_code(r, NULL, "C03", NULL), CARNET_RECORD_TOO_LONG);
    carnet_record_free(r);
}

static void refuses_references_to_nothing(void **state)
{
    (void)state;
    carnet_record *r = make();
    assert_status(
        carnet_record_set_reference(r, 0, CARNET_FIELD_REPLACES, 0, SELF, 2),
        CARNET_RECORD_REFERENCE);
    assert_status(
        carnet_record_set_reference(r, 0, CARNET_FIELD_REPLACES, 0, SELF, 0),
        CARNET_RECORD_REFERENCE);
    assert_status(
        carnet_record_set_reference(r, 0, CARNET_FIELD_REPLACES, 0, SELF, 1),
        CARNET_OK);
    assert_status(carnet_record_set_elsewhere(r, 0, CARNET_FIELD_REPLACES, 1,
                                              SELF, UINT32_MAX),
                  CARNET_OK);
    carnet_record_free(r);
}

static void a_list_takes_64_values(void **state)
{
    (void)state;
    carnet_record *r = make();
    for (size_t i = 0; i < 64; i++) {
        assert_status(carnet_record_set_elsewhere(r, 0, CARNET_FIELD_REPLACES,
                                                  i, SELF, (uint32_t)i),
                      CARNET_OK);
    }
    assert_status(
        carnet_record_set_elsewhere(r, 0, CARNET_FIELD_REPLACES, 64, SELF, 7),
        CARNET_RECORD_TOO_LONG);
    assert_status(
        carnet_record_set_elsewhere(r, 0, CARNET_FIELD_REPLACES, 63, SELF, 7),
        CARNET_OK);
    carnet_record_free(r);
}

static void refuses_reasons_that_a_field_can_not_have(void **state)
{
    (void)state;
    carnet_record *r = make();
    const int32_t since = CARNET_PRESCRIPTION_SINCE;
    assert_status(carnet_record_set_absent(r, 0, since, CARNET_ABSENT_NO),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_set_absent(r, 0, since, 4),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_set_absent(r, 0, CARNET_PRESCRIPTION_DOSE,
                                           CARNET_ABSENT_NONE),
                  CARNET_CALLER_TYPE);
    assert_status(carnet_record_set_absent(r, 2, since, CARNET_ABSENT_NONE),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_set_absent(r, 0, 63, CARNET_ABSENT_NONE),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_set_absent(NULL, 0, since, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_clear(NULL, 0, since), CARNET_CALLER_NULL);
    assert_status(carnet_record_clear(r, 0, -1), CARNET_CALLER_ABSENT);
    carnet_record_free(r);
}

/* Sets what a need must have and encodes it alone. */
static void assert_need(carnet_record *r, const char *expected)
{
    test_made m;
    assert_status(test_encode(&m, r, TEST_DAY, NULL), CARNET_OK);
    carnet_buf *json = NULL;
    assert_status(carnet_record_entry_json(&json, m.entries), CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(json), expected);
    carnet_buf_free(json);
    test_made_free(&m);
}

static void the_last_word_counts(void **state)
{
    (void)state;
    carnet_record *r = NULL;
    assert_status(carnet_record_new(&r), CARNET_OK);
    assert_status(carnet_record_add(NULL, r, CARNET_KIND_CONDITION), CARNET_OK);
    const int32_t since = CARNET_CONDITION_SINCE;
    const int32_t code = CARNET_CONDITION_CODE;
    assert_status(carnet_record_set_words(r, 0, code, 0, SELF, "a", 1),
                  CARNET_OK);
    assert_status(carnet_record_set_words(r, 0, code, 0, SELF, "b", 1),
                  CARNET_OK);
    assert_status(carnet_record_set_date(r, 0, since, 0, SELF, 2020, 0, 0, 0),
                  CARNET_OK);
    assert_status(carnet_record_set_date(r, 0, since, 0, SELF, 2019, 7, 40, 0),
                  CARNET_RECORD_DATE); /* changes nothing */
    assert_status(carnet_record_set_absent(r, 0, since, CARNET_ABSENT_NONE),
                  CARNET_OK);
    assert_status(carnet_record_set_date(r, 0, since, 0, SELF, 2021, 0, 0, 1),
                  CARNET_OK);
    assert_status(
        carnet_record_set_enum(r, 0, CARNET_CONDITION_SEVERITY, 0, SELF, 1),
        CARNET_OK);
    assert_status(carnet_record_clear(r, 0, CARNET_CONDITION_SEVERITY),
                  CARNET_OK);
    assert_need(r, "{\"kind\":\"condition\",\"id\":\"clinic/0\",\"part\":"
                   "\"clinic\",\"code\":{\"text\":\"b\"},\"since\":\"2021~\","
                   "\"status\":\"active\"}");
}

static void copies_what_it_is_given(void **state)
{
    (void)state;
    carnet_record *r = NULL;
    char text[] = "abc";
    char words[] = "xyz";
    char uri[] = "urn:a:b";
    char code[] = "c-1";
    assert_status(carnet_record_new(&r), CARNET_OK);
    assert_status(carnet_record_add(NULL, r, CARNET_KIND_NEED), CARNET_OK);
    assert_status(
        carnet_record_set_text(r, 0, CARNET_FIELD_NOTE, 0, SELF, text, 3),
        CARNET_OK);
    assert_status(carnet_record_add_coding(r, 0, CARNET_NEED_WHAT, 0, SELF, uri,
                                           7, code, 3, text, 3),
                  CARNET_OK);
    assert_status(
        carnet_record_set_words(r, 0, CARNET_NEED_WHAT, 0, SELF, words, 3),
        CARNET_OK);
    memset(text, '!', 3);
    memset(words, '!', 3);
    memset(uri, '!', 7);
    memset(code, '!', 3);
    assert_need(r, "{\"kind\":\"need\",\"id\":\"clinic/0\",\"part\":"
                   "\"clinic\",\"note\":\"abc\",\"what\":{\"system\":"
                   "\"urn:a:b\",\"code\":\"c-1\",\"display\":\"abc\",\"text\":"
                   "\"xyz\"}}");
}

static void refuses_entries_that_can_not_be(void **state)
{
    (void)state;
    carnet_record *r = NULL;
    static const uint8_t later[] = {0x19, 0x02, 0x2c, 0x82, 0x01, 0x01};
    assert_status(carnet_record_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_record_new(&r), CARNET_OK);
    assert_status(carnet_record_add(NULL, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_record_add(NULL, r, -1), CARNET_RECORD_KIND);
    assert_status(carnet_record_add(NULL, r, carnet_record_num_kinds()),
                  CARNET_RECORD_KIND);
    assert_status(carnet_record_add_cbor(NULL, NULL, later, 6, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_add_cbor(NULL, r, NULL, 6, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_add_cbor(NULL, r, later, 0, 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_add_cbor(NULL, r, later, 65537, 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_add_cbor(NULL, r, later, 6, -1),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_add_cbor(NULL, r, later, 6, 2932897),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_record_add_cbor(NULL, r, later, 5, 0),
                  CARNET_CBOR_COUNT);
    assert_int_equal(carnet_record_num_entries(r), 0);
    assert_int_equal(carnet_record_num_entries(NULL), 0);
    for (size_t i = 0; i < CARNET_RECORD_ENTRIES_MAX; i++) {
        assert_status(carnet_record_add(NULL, r, CARNET_KIND_NEED), CARNET_OK);
    }
    assert_status(carnet_record_add(NULL, r, CARNET_KIND_NEED),
                  CARNET_RECORD_COUNT);
    assert_status(carnet_record_add_cbor(NULL, r, later, 6, 0),
                  CARNET_RECORD_COUNT);
    carnet_record_free(r);
    carnet_record_free(NULL);
}

static void refuses_ids_and_parts_that_can_not_be(void **state)
{
    (void)state;
    carnet_record *r = make();
    size_t found = 9;
    char longest[66];
    memset(longest, 'x', sizeof longest);
    assert_status(carnet_record_set_id(r, 0, longest, 64), CARNET_OK);
    assert_status(carnet_record_set_id(r, 0, longest, 65),
                  CARNET_RECORD_TOO_LONG);
    assert_status(carnet_record_set_id(r, 0, "a", 1), CARNET_OK);
    assert_status(carnet_record_set_id(r, 0, "a", 1), CARNET_OK);
    assert_status(carnet_record_set_id(r, 1, "a", 1), CARNET_RECORD_TWICE);
    assert_status(carnet_record_set_id(r, 1, "", 0), CARNET_RECORD_TEXT);
    assert_status(carnet_record_set_id(r, 1, "leaf:x", 6), CARNET_RECORD_TEXT);
    assert_status(carnet_record_set_id(r, 2, "b", 1), CARNET_CALLER_ABSENT);
    assert_status(carnet_record_set_id(r, 0, NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_record_set_id(NULL, 0, "b", 1), CARNET_CALLER_NULL);
    assert_status(carnet_record_find_id(&found, r, "a", 1), CARNET_OK);
    assert_int_equal(found, 0);
    assert_status(carnet_record_find_id(&found, r, "b", 1),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_find_id(&found, r, "", 0),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_find_id(NULL, r, "a", 1), CARNET_CALLER_NULL);
    assert_status(carnet_record_set_part(r, 0, 3), CARNET_CALLER_RANGE);
    assert_status(carnet_record_set_part(r, 0, -1), CARNET_CALLER_RANGE);
    assert_status(carnet_record_set_part(r, 2, 0), CARNET_CALLER_ABSENT);
    assert_status(carnet_record_set_part(NULL, 0, 0), CARNET_CALLER_NULL);
    assert_status(carnet_record_allow_less_private(r, 2), CARNET_CALLER_ABSENT);
    assert_status(carnet_record_allow_less_private(NULL, 0),
                  CARNET_CALLER_NULL);
    carnet_record_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_places_that_are_not_there),
        cmocka_unit_test(refuses_values_that_no_field_holds),
        cmocka_unit_test(refuses_decimals_and_units_that_do_not_fit),
        cmocka_unit_test(refuses_dates_that_can_not_be),
        cmocka_unit_test(refuses_text_that_could_harm),
        cmocka_unit_test(refuses_codes_that_can_not_be),
        cmocka_unit_test(refuses_references_to_nothing),
        cmocka_unit_test(a_list_takes_64_values),
        cmocka_unit_test(refuses_reasons_that_a_field_can_not_have),
        cmocka_unit_test(the_last_word_counts),
        cmocka_unit_test(copies_what_it_is_given),
        cmocka_unit_test(refuses_entries_that_can_not_be),
        cmocka_unit_test(refuses_ids_and_parts_that_can_not_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
