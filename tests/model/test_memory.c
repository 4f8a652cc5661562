/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every allocation of reading, making and writing a record fails in turn: each
 * failure is told, nothing leaks, and what is given back was wiped.
 */
#include "../support/support.h"

#include "../support/failing_mem.h"
#include "model_record.h"

static carnet_status write_all(const cn_model_encoded *list, size_t num)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; status == CARNET_OK && i < num; i++) {
        carnet_entry e;
        carnet_buf *json = NULL;
        assert_status(test_step(cn_buf_span(&list[i].bytes), &e), CARNET_OK);
        e.part = list[i].part;
        status = carnet_record_entry_json(&json, &e);
        assert_true((status == CARNET_OK) == (json != NULL));
        carnet_buf_free(json);
    }
    return status;
}

static carnet_status there_and_back(cn_span json)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    cn_model_encoded *list = NULL;
    size_t num = 0;
    cn_problem where = {0};
    carnet_status status = carnet_record_from_json(
        &record, &problem, (const char *)json.data, json.len);
    assert_true((status == CARNET_OK) == (record != NULL));
    if (status == CARNET_OK) {
        status = cn_model_encode(&list, &num, record, NULL, TEST_DAY, &where);
        assert_status(where.status, status);
    }
    if (status == CARNET_OK) {
        status = write_all(list, num);
    }
    cn_model_encoded_free(list, num);
    carnet_record_free(record);
    carnet_problem_free(problem);
    return status;
}

/* Runs until no allocation fails any more; how many did. */
static size_t fail_each(carnet_status (*run)(cn_span), cn_span input)
{
    size_t live = test_mem_live();
    for (size_t nth = 1;; nth++) {
        test_mem_fail_at(nth);
        carnet_status status = run(input);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(test_mem_live(), live);
        if (!failed) {
            return nth - 1;
        }
    }
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        test_random x = {seed};
        cn_buf json;
        cn_buf_init(&json);
        test_random_record(&x, 3, &json);
        num += fail_each(there_and_back, cn_buf_span(&json));
        cn_buf_free(&json);
    }
    num +=
        fail_each(there_and_back,
                  CN_SPAN_LIT("{\"entries\":[{\"kind\":\"function\",\"issued\":"
                              "\"2026-03-17\",\"mobility\":\"walks\",\"cbor\":"
                              "\"GQEOgxsAAAEAAAAAIABhYQ\"}]}"));
    num += fail_each(there_and_back,
                     CN_SPAN_LIT("{\"entries\":[{\"kind\":\"person_details\","
                                 "\"passport_id\":\"AAECAwQFBgc\"}]}"));
    test_count_other("failing allocations", num);
    assert_int_equal(test_mem_unwiped(), 0);
}

static carnet_status skeleton(cn_span kind)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_skeleton(
        &json, carnet_record_find_kind((const char *)kind.data, kind.len));
    assert_true((status == CARNET_OK) == (json != NULL));
    carnet_buf_free(json);
    return status;
}

static void a_skeleton_is_whole_or_none(void **state)
{
    (void)state;
    test_count_other("failing allocations of skeletons",
                     fail_each(skeleton, CN_SPAN_LIT("prescription")) +
                         fail_each(skeleton, CN_SPAN_LIT("evidence")));
    assert_int_equal(test_mem_unwiped(), 0);
}

/* A refusal is told even where its sentence finds no memory. */
static carnet_status refuse(cn_span json)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_record_from_json(
        &record, &problem, (const char *)json.data, json.len);
    assert_null(record);
    carnet_problem_free(problem);
    return status;
}

static void a_refusal_needs_no_memory_to_be_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{\"entries\":[{\"kind\":\"prescription\",\"medcine\":1}]}",
        "{\"entries\":[{\"kind\":\"pill\"}]}",
        "{\"entries\":[{\"kind\":\"visit\",\"visit_kind\":\"chat\"}]}"};
    size_t live = test_mem_live();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cn_span json = cn_span_of(wrong[i], strlen(wrong[i]));
        carnet_status expected = refuse(json);
        assert_true(CARNET_STATUS_IS_RECORD(expected));
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            test_mem_fail_at(nth);
            carnet_status status = refuse(json);
            failed = test_mem_has_failed();
            test_mem_fail_at(0);
            assert_true(status == expected || status == CARNET_CALLER_MEMORY);
            assert_int_equal(test_mem_live(), live);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
        cmocka_unit_test(a_skeleton_is_whole_or_none),
        cmocka_unit_test(a_refusal_needs_no_memory_to_be_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
