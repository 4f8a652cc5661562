/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which status list takes the place of another: the later one about the same
 * key, never one of the future, never back.
 */
#include "status_made.h"

#define A_DAY INT64_C(86400)

/* A list about what issuer of signed, by itself. */
static carnet_status_list *made(uint8_t of, int64_t iat, int64_t exp)
{
    carnet_status_list *list = NULL;
    test_payload p = test_usual();
    p.of = of;
    p.iat = iat;
    p.exp = exp;
    cn_buf file = test_sign(&p, of);
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_OK);
    cn_buf_free(&file);
    return list;
}

/* Frees both. */
static void assert_replaces(carnet_status_list *next, carnet_status_list *old,
                            int64_t now_s, carnet_status expected,
                            int32_t newer_due)
{
    int32_t newer = 7;
    assert_status(carnet_status_list_replaces(&newer, next, old, now_s),
                  expected);
    assert_int_equal(newer, newer_due);
    carnet_status_list_free(next);
    carnet_status_list_free(old);
}

static void the_later_list_takes_the_place(void **state)
{
    (void)state;
    int64_t end = TEST_NOW + A_DAY;
    assert_replaces(made(1, TEST_NOW + 1, end), made(1, TEST_NOW, end),
                    TEST_NOW, CARNET_OK, 1);
    assert_replaces(made(1, TEST_NOW, end), NULL, TEST_NOW, CARNET_OK, 1);
    /* The same list is no change. */
    assert_replaces(made(1, TEST_NOW, end), made(1, TEST_NOW, end), TEST_NOW,
                    CARNET_OK, 0);
}

static void none_goes_back(void **state)
{
    (void)state;
    int64_t end = TEST_NOW + A_DAY;
    assert_replaces(made(1, TEST_NOW - 1, end), made(1, TEST_NOW, end),
                    TEST_NOW, CARNET_TRUST_OLDER, 0);
    assert_replaces(made(1, TEST_NOW, end + 1), made(1, TEST_NOW, end),
                    TEST_NOW, CARNET_TRUST_FORKED, 0);
}

static void a_list_about_another_key_is_another_list(void **state)
{
    (void)state;
    int64_t end = TEST_NOW + A_DAY;
    assert_replaces(made(2, TEST_NOW + 1, end), made(1, TEST_NOW, end),
                    TEST_NOW, CARNET_TRUST_OTHER, 0);
}

/* One day ahead is a time zone; two are a wrong clock. */
static void a_list_of_the_future_is_not_kept(void **state)
{
    (void)state;
    int64_t today = A_DAY * TEST_DAY;
    int64_t end = TEST_NOW + 9 * A_DAY;
    assert_replaces(made(1, today + 2 * A_DAY - 1, end), NULL, today, CARNET_OK,
                    1);
    assert_replaces(made(1, today + 2 * A_DAY, end), NULL, today,
                    CARNET_KEY_FUTURE, 0);
    assert_replaces(made(1, today + 2 * A_DAY, end), made(1, today, end), today,
                    CARNET_KEY_FUTURE, 0);
}

static void a_list_names_its_signer(void **state)
{
    (void)state;
    carnet_status_list *list = made(2, TEST_NOW, TEST_NOW + A_DAY);
    const carnet_public_key *key = carnet_status_list_get_signer(list);
    assert_non_null(key);
    assert_memory_equal(key->digest, test_public(2)->digest,
                        sizeof key->digest);
    assert_null(carnet_status_list_get_signer(NULL));
    carnet_status_list_free(list);
}

static void a_wrong_argument_is_a_status(void **state)
{
    (void)state;
    int32_t newer = 7;
    carnet_status_list *list = made(1, TEST_NOW, TEST_NOW + A_DAY);
    assert_status(carnet_status_list_replaces(NULL, list, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_replaces(&newer, NULL, list, 0),
                  CARNET_CALLER_NULL);
    assert_int_equal(newer, 0);
    carnet_status_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_later_list_takes_the_place),
        cmocka_unit_test(none_goes_back),
        cmocka_unit_test(a_list_about_another_key_is_another_list),
        cmocka_unit_test(a_list_of_the_future_is_not_kept),
        cmocka_unit_test(a_list_names_its_signer),
        cmocka_unit_test(a_wrong_argument_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
