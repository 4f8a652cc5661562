/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What two passports may hold together (docs/spec/format.md section 9), on both
 * sides: apart from other tests of merging, because Valgrind takes a minute for
 * it.
 */
#include "made.h"

/* Credentials of one person that differ in their seeds, with entries of more
   than 1,000 bytes. */
static cn_buf many(size_t num, size_t num_large, uint8_t mark)
{
    char json[1200];
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)i;
        c->root_seed[1] = mark;
        test_add_person(c, CN_API_DESK);
        for (size_t k = 0; k < num_large; k++) {
            (void)snprintf(json, sizeof json,
                           "{\"kind\":\"allergy\",\"agent\":{\"absent\":"
                           "\"none\"},\"note\":\"%0900u\"}",
                           (unsigned)k);
            test_add_json(c, CN_API_CLINIC, json);
        }
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, false);
        test_end(c);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

/* Merged: all of it, or nothing and why. */
static void assert_merged(const cn_buf *a, const cn_buf *b,
                          carnet_status status, const char *why)
{
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    assert_status(carnet_privacy_merge(&out, &problem, a->data, a->len, b->data,
                                       b->len, CARNET_PRIVACY_ASK),
                  status);
    if (status == CARNET_OK) {
        assert_non_null(out);
        assert_null(problem);
    } else {
        assert_null(out);
        assert_status(carnet_problem_status(problem), status);
        assert_string_equal(carnet_problem_path(problem), "");
        assert_non_null(strstr(carnet_problem_text(problem), why));
    }
    carnet_problem_free(problem);
    carnet_buf_free(out);
}

static void as_many_credentials_as_a_file_holds(void **state)
{
    (void)state;
    cn_buf a = many(128, 0, 1);
    cn_buf b = many(128, 0, 2);
    cn_buf c = many(129, 0, 2); /* 128 of them are in b */
    assert_merged(&a, &b, CARNET_OK, NULL);
    assert_merged(&b, &c, CARNET_OK, NULL);
    assert_merged(&a, &c, CARNET_RECORD_COUNT,
                  "together they have more than 256 credentials");
    cn_buf_free(&a);
    cn_buf_free(&b);
    cn_buf_free(&c);
}

static void more_bytes_than_a_file_holds_are_refused(void **state)
{
    (void)state;
    cn_buf a = many(10, 250, 1);
    cn_buf b = many(10, 250, 2);
    assert_true(a.len > 2200000);
    assert_merged(&a, &b, CARNET_INFLATE_LIMIT,
                  "together they are more than a file may hold");
    cn_buf_free(&a);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_credentials_as_a_file_holds),
        cmocka_unit_test(more_bytes_than_a_file_holds_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
