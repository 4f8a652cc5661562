/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying by status lists: a credential that its issuer took back is for
 * review and is still read; one that was entered in error is read only after
 * one more step; nobody else's list counts.
 */
#include "made.h"

#include "carnet/issue.h"
#include "carnet/trust.h"

/* A passport of issuer 1 with an index, and lists that say a status of it. */
typedef struct {
    carnet_buf *passport;
    carnet_status_draft *draft;
    int32_t index;
} issued;

static issued issue(void)
{
    issued a = {NULL, NULL, -1};
    carnet_plan *plan = NULL;
    carnet_record *record =
        test_record("{\"entries\":[{\"kind\":\"person\",\"name\":\"Ada Test\","
                    "\"birth_date\":\"1990-01-01\"}]}");
    assert_status(carnet_status_draft_new(&a.draft, test_public(1), 4, 1024),
                  CARNET_OK);
    assert_status(carnet_status_draft_take(&a.index, a.draft), CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_status(
        carnet_issue_sign_indexed(&a.passport, plan, test_secret(1), a.index),
        CARNET_OK);
    carnet_issue_free(plan);
    carnet_record_free(record);
    return a;
}

static void end(issued *a)
{
    carnet_buf_free(a->passport);
    carnet_status_draft_free(a->draft);
}

/* The list that issuer 1 makes now, saying value of the passport. */
static carnet_status_list *list_of(issued *a, int32_t value)
{
    carnet_buf *file = NULL;
    carnet_status_list *list = NULL;
    assert_status(carnet_status_draft_set(a->draft, a->index, value),
                  CARNET_OK);
    assert_status(carnet_status_draft_sign(&file, a->draft, test_secret(1),
                                           TEST_NOW, 30, 0),
                  CARNET_OK);
    assert_status(carnet_status_list_read(&list, carnet_buf_data(file),
                                          carnet_buf_len(file), test_trusted(),
                                          TEST_NUM_KEYS),
                  CARNET_OK);
    carnet_buf_free(file);
    return list;
}

/* Issuers 1 to TEST_NUM_KEYS, and this list if it is one. */
static carnet_trust *trust_of(const carnet_status_list *list)
{
    carnet_trust *t = NULL;
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (size_t i = 0; i < TEST_NUM_KEYS; i++) {
        assert_status(carnet_trust_add_key(t, test_trusted()[i]), CARNET_OK);
    }
    if (list != NULL) {
        assert_status(carnet_trust_add_status_list(t, list), CARNET_OK);
    }
    return t;
}

static carnet_verdict *verify_bytes(cn_span input,
                                    const carnet_status_list *list,
                                    bool in_error, int64_t now_s)
{
    carnet_verdict *v = NULL;
    carnet_trust *t = trust_of(list);
    if (in_error) {
        carnet_trust_show_in_error(t);
    }
    assert_status(carnet_verify_trusting(&v, input.data, input.len, t, now_s),
                  CARNET_OK);
    carnet_trust_free(t);
    return v;
}

static carnet_verdict *verify(const issued *a, const carnet_status_list *list,
                              bool in_error, int64_t now_s)
{
    return verify_bytes(test_span_of(a->passport), list, in_error, now_s);
}

static void each_status_gives_its_verdict(void **state)
{
    (void)state;
    static const struct {
        int32_t value;
        int32_t outcome;
        int32_t answer;
        carnet_status status;
        size_t num_entries;
    } rows[] = {
        {CARNET_STATUS_LIST_GOOD, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_YES,
         CARNET_OK, 1},
        {CARNET_STATUS_LIST_REVOKED, CARNET_VERIFY_REVIEW, CARNET_VERIFY_NO,
         CARNET_TRUST_REVOKED, 1},
        {CARNET_STATUS_LIST_SUSPENDED, CARNET_VERIFY_REVIEW, CARNET_VERIFY_NO,
         CARNET_TRUST_SUSPENDED, 1},
        {CARNET_STATUS_LIST_IN_ERROR, CARNET_VERIFY_REVIEW, CARNET_VERIFY_NO,
         CARNET_TRUST_IN_ERROR, 0},
        {9, CARNET_VERIFY_REVIEW, CARNET_VERIFY_NOT_CHECKED,
         CARNET_TRUST_STATUS, 1},
    };
    issued a = issue();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        carnet_status_list *list = list_of(&a, rows[i].value);
        carnet_verdict *v = verify(&a, list, false, TEST_NOW + 86400 * 5);
        assert_int_equal(carnet_verify_outcome(v), rows[i].outcome);
        assert_int_equal(carnet_verify_credential_outcome(v, 0),
                         rows[i].outcome);
        assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_STATUS),
                         rows[i].answer);
        assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_STATUS),
                      rows[i].status);
        assert_int_equal(carnet_verify_num_entries(v, 0), rows[i].num_entries);
        assert_int_equal(
            carnet_verify_fact_age_days(v, 0, CARNET_VERIFY_STATUS_LIST), 5);
        carnet_verify_free(v);
        carnet_status_list_free(list);
    }
    end(&a);
}

static void entered_in_error_is_shown_after_one_more_step(void **state)
{
    (void)state;
    issued a = issue();
    carnet_status_list *list = list_of(&a, CARNET_STATUS_LIST_IN_ERROR);
    carnet_buf *out = NULL;
    carnet_verdict *v = verify(&a, list, false, TEST_NOW);
    assert_null(carnet_verify_get_entry(v, 0, 0));
    assert_status(carnet_verify_export_cose(&out, v, 0), CARNET_CALLER_ABSENT);
    assert_status(carnet_verify_export_diag(&out, v), CARNET_CALLER_ABSENT);
    assert_status(
        carnet_interop_fhir_export(&out, v, NULL, 0, NULL, 0, TEST_NOW),
        CARNET_CALLER_ABSENT);
    out = test_json_of(v);
    assert_null(strstr((const char *)carnet_buf_data(out), "Ada"));
    carnet_buf_free(out);
    carnet_verify_free(v);

    v = verify(&a, list, true, TEST_NOW);
    assert_non_null(carnet_verify_get_entry(v, 0, 0));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REVIEW);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_STATUS),
                  CARNET_TRUST_IN_ERROR);
    carnet_verify_free(v);
    carnet_status_list_free(list);
    end(&a);
}

static void an_index_and_no_list_is_for_review(void **state)
{
    (void)state;
    issued a = issue();
    carnet_verdict *v = verify(&a, NULL, false, TEST_NOW);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REVIEW);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_STATUS),
                  CARNET_TRUST_NO_STATUS);
    assert_int_equal(carnet_verify_status_index(v, 0), a.index);
    carnet_verify_free(v);
    end(&a);
}

/* Without an index no list is asked, and what is refused stays so. */
static void other_credentials_are_as_verify_finds_them(void **state)
{
    (void)state;
    issued a = issue();
    carnet_status_list *list = list_of(&a, CARNET_STATUS_LIST_IN_ERROR);
    for (uint8_t n = 1; n <= TEST_NUM_KEYS + 1; n++) {
        test_credential *c = test_sample(n);
        cn_buf file = test_file_of(c);
        carnet_verdict *plain = test_verify(cn_buf_span(&file));
        carnet_verdict *v =
            verify_bytes(cn_buf_span(&file), list, false, TEST_NOW);
        carnet_buf *due = test_json_of(plain);
        carnet_buf *got = test_json_of(v);
        assert_string_equal((const char *)carnet_buf_data(got),
                            (const char *)carnet_buf_data(due));
        carnet_buf_free(due);
        carnet_buf_free(got);
        carnet_verify_free(plain);
        carnet_verify_free(v);
        cn_buf_free(&file);
        test_end(c);
    }
    carnet_status_list_free(list);
    end(&a);
}

/* 16,777,215 takes five bytes of CBOR, a small one one; and without an end a
   nil, and the head of an array. */
static void an_index_costs_its_own_bytes(void **state)
{
    (void)state;
    static const struct {
        int32_t index;
        size_t bytes;
    } rows[] = {{0, 1},     {23, 1},    {24, 2},      {256, 3},
                {65535, 3}, {65536, 5}, {16777215, 5}};
    carnet_record *record =
        test_record("{\"entries\":[{\"kind\":\"person\",\"name\":\"Ada Test\","
                    "\"birth_date\":\"1990-01-01\"}]}");
    for (size_t limited = 0; limited < 2; limited++) {
        carnet_plan *plan = NULL;
        carnet_buf *without = NULL;
        assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                        limited ? 100 : CARNET_ISSUE_UNLIMITED),
                      CARNET_OK);
        assert_status(carnet_issue_sign(&without, plan, test_secret(1)),
                      CARNET_OK);
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            carnet_buf *with = NULL;
            assert_status(carnet_issue_sign_indexed(&with, plan, test_secret(1),
                                                    rows[i].index),
                          CARNET_OK);
            assert_int_equal(carnet_buf_len(with) - carnet_buf_len(without),
                             rows[i].bytes + (limited ? 0 : 2));
            carnet_buf_free(with);
        }
        carnet_buf_free(without);
        carnet_issue_free(plan);
    }
    carnet_record_free(record);
}

static void a_wrong_argument_is_a_status(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_trust *t = NULL;
    issued a = issue();
    carnet_status_list *list = list_of(&a, 0);
    assert_status(carnet_trust_add_status_list(NULL, list), CARNET_CALLER_NULL);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_add_status_list(t, NULL), CARNET_CALLER_NULL);
    for (size_t i = 0; i < CN_LIMIT_STATUS_LISTS; i++) {
        assert_status(carnet_trust_add_status_list(t, list), CARNET_OK);
    }
    assert_status(carnet_trust_add_status_list(t, list), CARNET_CALLER_RANGE);
    carnet_trust_free(t);
    carnet_trust_show_in_error(NULL);
    assert_status(carnet_issue_sign_indexed(&out, NULL, test_secret(1), 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_sign_indexed(NULL, NULL, test_secret(1), 0),
                  CARNET_CALLER_NULL);
    carnet_status_list_free(list);
    end(&a);
}

static void an_index_has_a_range(void **state)
{
    (void)state;
    carnet_plan *plan = NULL;
    carnet_buf *out = NULL;
    carnet_record *record =
        test_record("{\"entries\":[{\"kind\":\"person\",\"name\":\"Ada Test\","
                    "\"birth_date\":\"1990-01-01\"}]}");
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY, 1),
                  CARNET_OK);
    assert_status(carnet_issue_sign_indexed(&out, plan, test_secret(1), -1),
                  CARNET_CALLER_RANGE);
    assert_status(
        carnet_issue_sign_indexed(&out, plan, test_secret(1), 16777216),
        CARNET_CALLER_RANGE);
    assert_status(carnet_issue_sign_indexed(&out, plan, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_null(out);
    carnet_issue_free(plan);
    carnet_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_gives_its_verdict),
        cmocka_unit_test(entered_in_error_is_shown_after_one_more_step),
        cmocka_unit_test(an_index_and_no_list_is_for_review),
        cmocka_unit_test(other_credentials_are_as_verify_finds_them),
        cmocka_unit_test(an_index_costs_its_own_bytes),
        cmocka_unit_test(a_wrong_argument_is_a_status),
        cmocka_unit_test(an_index_has_a_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
