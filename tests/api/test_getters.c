/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every getter with NULL, past every end and with numbers that no header
 * names: a neutral answer, never a crash.
 */
#include "made.h"

static const size_t far[] = {1, 2, 255, 256, 257, UINT32_MAX, SIZE_MAX};
#define NUM_FAR (sizeof far / sizeof far[0])

static const int32_t odd[] = {-1, INT32_MIN, INT32_MAX, 3, 100, 256, 65536};
#define NUM_ODD (sizeof odd / sizeof odd[0])

/* What a credential that is not there answers. */
static void assert_no_credential(const carnet_verdict *v, size_t i)
{
    uint8_t bytes[CARNET_VERIFY_IDENTITY_SIZE];
    carnet_buf *out = (void *)&bytes;
    carnet_status absent =
        v == NULL ? CARNET_CALLER_NULL : CARNET_CALLER_ABSENT;
    assert_int_equal(carnet_verify_credential_outcome(v, i),
                     CARNET_VERIFY_UNDECIDED);
    for (int32_t fact = -1; fact <= CARNET_VERIFY_NUM_FACTS; fact++) {
        assert_int_equal(carnet_verify_fact(v, i, fact),
                         CARNET_VERIFY_NOT_CHECKED);
        assert_status(carnet_verify_fact_status(v, i, fact), CARNET_OK);
        assert_int_equal(carnet_verify_fact_days(v, i, fact),
                         CARNET_VERIFY_NO_DAY);
        assert_int_equal(carnet_verify_fact_age_days(v, i, fact),
                         CARNET_VERIFY_NO_DAY);
    }
    assert_int_equal(carnet_verify_issued_days(v, i), CARNET_VERIFY_NO_DAY);
    assert_int_equal(carnet_verify_valid_until_days(v, i),
                     CARNET_VERIFY_NO_DAY);
    assert_int_equal(carnet_verify_status_index(v, i), -1);
    assert_int_equal(carnet_verify_key_index(v, i), -1);
    assert_int_equal(carnet_verify_same_as(v, i), -1);
    for (int32_t part = -1; part <= CN_API_PARTS; part++) {
        assert_int_equal(carnet_verify_part(v, i, part),
                         CARNET_VERIFY_WITHHELD);
    }
    assert_status(carnet_verify_copy_key_id(bytes, v, i), absent);
    assert_status(carnet_verify_copy_identity(bytes, v, i), absent);
    assert_int_equal(carnet_verify_num_entries(v, i), 0);
    assert_null(carnet_verify_get_entry(v, i, 0));
    assert_null(carnet_verify_get_entry(v, i, SIZE_MAX));
    assert_status(carnet_verify_export_cose(&out, v, i), absent);
    assert_null(out);
}

static carnet_verdict *sample_verdict(void)
{
    test_credential *c = test_sample(1);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
    return v;
}

static void no_verdict_answers_nothing(void **state)
{
    (void)state;
    carnet_buf *out = (void *)&state;
    assert_int_equal(carnet_verify_outcome(NULL), CARNET_VERIFY_UNDECIDED);
    assert_status(carnet_verify_reason(NULL), CARNET_OK);
    assert_int_equal(carnet_verify_offset(NULL), 0);
    assert_string_equal(carnet_verify_path(NULL), "");
    assert_string_equal(carnet_verify_detail(NULL), "");
    assert_int_equal(carnet_verify_num_credentials(NULL), 0);
    assert_no_credential(NULL, 0);
    assert_no_credential(NULL, SIZE_MAX);
    assert_status(carnet_verify_json(&out, NULL, 1), CARNET_CALLER_NULL);
    assert_null(out);
    out = (void *)&state;
    assert_status(carnet_verify_export_diag(&out, NULL), CARNET_CALLER_NULL);
    assert_null(out);
    carnet_verify_free(NULL);
}

static void nothing_is_past_the_end_of_a_verdict(void **state)
{
    (void)state;
    carnet_verdict *v = sample_verdict();
    for (size_t i = 0; i < NUM_FAR; i++) {
        assert_no_credential(v, far[i]);
    }
    assert_null(carnet_verify_get_entry(v, 0, 8));
    assert_null(carnet_verify_get_entry(v, 0, SIZE_MAX));
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_NUM_FACTS),
                     CARNET_VERIFY_NOT_CHECKED);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_NUM_FACTS),
                  CARNET_OK);
    assert_int_equal(carnet_verify_fact_days(v, 0, CARNET_VERIFY_NUM_FACTS),
                     CARNET_VERIFY_NO_DAY);
    for (size_t i = 0; i < NUM_ODD; i++) {
        assert_int_equal(carnet_verify_part(v, 0, odd[i]),
                         CARNET_VERIFY_WITHHELD);
        if (odd[i] != 3) { /* a fact */
            assert_int_equal(carnet_verify_fact(v, 0, odd[i]),
                             CARNET_VERIFY_NOT_CHECKED);
            assert_status(carnet_verify_fact_status(v, 0, odd[i]), CARNET_OK);
        }
    }
    carnet_verify_free(v);
}

static void nothing_is_in_a_malformed_verdict(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_verdict *v = test_verify(CN_SPAN_LIT("HP1:00"));
    assert_no_credential(v, 0);
    assert_no_credential(v, SIZE_MAX);
    assert_status(carnet_verify_export_diag(&out, v), CARNET_CALLER_ABSENT);
    assert_null(out);
    carnet_verify_free(v);
}

static void outputs_that_are_null_are_refused(void **state)
{
    (void)state;
    carnet_verdict *v = sample_verdict();
    assert_status(carnet_verify_copy_key_id(NULL, v, 0), CARNET_CALLER_NULL);
    assert_status(carnet_verify_copy_identity(NULL, v, 0), CARNET_CALLER_NULL);
    assert_status(carnet_verify_json(NULL, v, 0), CARNET_CALLER_NULL);
    assert_status(carnet_verify_export_cose(NULL, v, 0), CARNET_CALLER_NULL);
    assert_status(carnet_verify_export_diag(NULL, v), CARNET_CALLER_NULL);
    carnet_verify_free(v);
}

static void constants_are_their_functions(void **state)
{
    (void)state;
    assert_int_equal(carnet_verify_arena_size(), CARNET_VERIFY_ARENA_SIZE);
    assert_int_equal(carnet_verify_identity_size(),
                     CARNET_VERIFY_IDENTITY_SIZE);
    assert_int_equal(carnet_issue_seed_size(), CARNET_ISSUE_SEED_SIZE);
}

/* ---- peek ---- */

static void assert_no_envelope(const carnet_envelope *e, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    assert_int_equal(carnet_peek_issued_days(e, i), INT32_MIN);
    assert_int_equal(carnet_peek_valid_until_days(e, i), INT32_MIN);
    assert_int_equal(carnet_peek_status_index(e, i), -1);
    assert_int_equal(carnet_peek_num_body_bytes(e, i), 0);
    for (int32_t part = -1; part <= CN_API_PARTS; part++) {
        assert_int_equal(carnet_peek_part(e, i, part), 0);
    }
    assert_status(carnet_peek_copy_key_id(id, e, i),
                  e == NULL ? CARNET_CALLER_NULL : CARNET_CALLER_ABSENT);
}

static void nothing_is_past_the_end_of_a_look(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_envelope *e = NULL;
    carnet_outline *o = NULL;
    carnet_unverified *u = NULL;
    assert_status(carnet_peek(&e, NULL, text.data, text.len), CARNET_OK);
    assert_status(carnet_peek_outline(&o, NULL, text.data, text.len),
                  CARNET_OK);
    assert_status(carnet_peek_unverified(&u, NULL, text.data, text.len),
                  CARNET_OK);
    for (size_t i = 0; i < NUM_FAR; i++) {
        assert_no_envelope(e, far[i]);
        assert_int_equal(carnet_peek_unverified_num_entries(u, far[i]), 0);
        assert_null(carnet_peek_unverified_get_entry(u, far[i], 0));
        for (int32_t part = 0; part < CN_API_PARTS; part++) {
            assert_int_equal(
                carnet_peek_outline_kind(o, part, far[i] < 4 ? 4 : far[i]), -1);
        }
    }
    for (size_t i = 0; i < NUM_ODD; i++) {
        assert_int_equal(carnet_peek_part(e, 0, odd[i]), 0);
        assert_int_equal(carnet_peek_outline_num(o, odd[i]), 0);
        assert_int_equal(carnet_peek_outline_kind(o, odd[i], 0), -1);
    }
    assert_null(carnet_peek_unverified_get_entry(u, 0, 8));
    assert_null(carnet_peek_unverified_get_entry(u, 0, SIZE_MAX));
    assert_status(carnet_peek_copy_key_id(NULL, e, 0), CARNET_CALLER_NULL);
    carnet_peek_unverified_free(u);
    carnet_peek_outline_free(o);
    carnet_peek_free(e);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

static void no_look_answers_nothing(void **state)
{
    (void)state;
    assert_int_equal(carnet_peek_is_file(NULL), 0);
    assert_int_equal(carnet_peek_num_bytes(NULL), 0);
    assert_int_equal(carnet_peek_num_chars(NULL), 0);
    assert_int_equal(carnet_peek_num_credentials(NULL), 0);
    assert_no_envelope(NULL, 0);
    assert_no_envelope(NULL, SIZE_MAX);
    assert_int_equal(carnet_peek_outline_num(NULL, 0), 0);
    assert_int_equal(carnet_peek_outline_kind(NULL, 0, 0), -1);
    assert_int_equal(carnet_peek_unverified_num_credentials(NULL), 0);
    assert_int_equal(carnet_peek_unverified_num_entries(NULL, 0), 0);
    assert_null(carnet_peek_unverified_get_entry(NULL, 0, 0));
}

/* ---- issue ---- */

static void assert_no_entry(const carnet_plan *p, size_t i)
{
    assert_null(carnet_issue_get_entry(p, i));
    assert_int_equal(carnet_issue_record_index(p, i), SIZE_MAX);
    assert_int_equal(carnet_issue_default_part(p, i), -1);
    assert_string_equal(carnet_issue_why(p, i), "");
    assert_string_equal(carnet_issue_why_code(p, i), "");
    assert_string_equal(carnet_issue_unknown_system(p, i, 0), "");
    assert_string_equal(carnet_issue_clash(p, i, 0, 0), "");
    assert_int_equal(carnet_issue_entry_bytes(p, i), 0);
    assert_int_equal(carnet_issue_bytes_upto(p, i), 0);
}

static void nothing_is_past_the_end_of_a_plan(void **state)
{
    (void)state;
    static const char json[] = "{\"entries\":[{\"kind\":\"allergy\",\"agent\":"
                               "{\"absent\":\"none\"}}]}";
    carnet_record *record = NULL;
    carnet_plan *p = NULL;
    assert_status(carnet_record_from_json(&record, NULL, json, sizeof json - 1),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&p, NULL, record, 0, 0), CARNET_OK);
    assert_int_equal(carnet_issue_num_entries(p), 1);
    for (size_t i = 0; i < NUM_FAR; i++) {
        assert_no_entry(p, far[i]);
        assert_no_entry(NULL, far[i]);
    }
    assert_no_entry(NULL, 0);
    assert_int_equal(carnet_issue_num_entries(NULL), 0);
    assert_int_equal(carnet_issue_num_bytes(NULL), 0);
    assert_int_equal(carnet_issue_num_chars(NULL), 0);
    carnet_issue_free(p);
    carnet_issue_free(NULL);
    carnet_record_free(record);
}

static void characters_are_counted_without_wrapping_round(void **state)
{
    (void)state;
    assert_int_equal(carnet_issue_chars_for(0), 4);
    assert_int_equal(carnet_issue_chars_for(1), 6);
    assert_int_equal(carnet_issue_chars_for(2), 7);
    assert_int_equal(carnet_issue_chars_for(2861), 4296);
    assert_int_equal(carnet_issue_chars_for(8388608), 12582916);
    assert_int_equal(carnet_issue_chars_for(SIZE_MAX), SIZE_MAX);
    assert_int_equal(carnet_issue_chars_for(SIZE_MAX / 2), SIZE_MAX);
    /* The most bytes that give a number, found by halving what is left. */
    size_t fits = 0;
    for (size_t step = SIZE_MAX / 2 + 1; step > 0; step /= 2) {
        fits += carnet_issue_chars_for(fits + step) != SIZE_MAX ? step : 0;
    }
    /* No more fits into a memory, of which one pointer can find all. */
    assert_int_equal(carnet_issue_chars_for(fits), PTRDIFF_MAX);
    assert_int_equal(carnet_issue_chars_for(fits - 2), PTRDIFF_MAX - 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_verdict_answers_nothing),
        cmocka_unit_test(nothing_is_past_the_end_of_a_verdict),
        cmocka_unit_test(nothing_is_in_a_malformed_verdict),
        cmocka_unit_test(outputs_that_are_null_are_refused),
        cmocka_unit_test(constants_are_their_functions),
        cmocka_unit_test(nothing_is_past_the_end_of_a_look),
        cmocka_unit_test(no_look_answers_nothing),
        cmocka_unit_test(nothing_is_past_the_end_of_a_plan),
        cmocka_unit_test(characters_are_counted_without_wrapping_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
