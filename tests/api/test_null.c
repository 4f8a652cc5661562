/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a caller forgot: each pointer that must be there left out of a call in
 * turn, and numbers that mean nothing. The answer is a status, nothing is
 * written, and what an output held before is gone.
 */
#include "made.h"

#include "../../lib/api/verdict_i.h"

/* The status, and that the output, which held something, holds nothing. */
#define REFUSED(out, call, due)                                                \
    do {                                                                       \
        (out) = (void *)&(out);                                                \
        assert_status(call, due);                                              \
        assert_null(out);                                                      \
    } while (0)

static carnet_trust_draft *new_draft(int32_t valid_days)
{
    carnet_trust_draft *d = NULL;
    assert_status(carnet_trust_draft_new(&d, valid_days), CARNET_OK);
    return d;
}

static carnet_status add(carnet_trust_draft *d, const char *name,
                         const char *country, const carnet_public_key *key)
{
    return carnet_trust_draft_add_key(d, name, 1, country, 2,
                                      CARNET_TRUST_STATE, key, TEST_DAY);
}

static carnet_trust_list *read_list(const carnet_buf *file)
{
    carnet_trust_list *l = NULL;
    assert_status(carnet_trust_list_read(&l, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file), test_public(9)),
                  CARNET_OK);
    return l;
}

static carnet_buf *sign_list(const carnet_trust_draft *d, int32_t day)
{
    carnet_buf *file = NULL;
    assert_status(
        carnet_trust_draft_sign(&file, NULL, d, NULL, test_secret(9), day),
        CARNET_OK);
    return file;
}

static void a_draft_of_a_trust_list(void **state)
{
    (void)state;
    const carnet_public_key *key = test_public(1);
    carnet_trust_draft *d = new_draft(90);
    assert_status(add(NULL, "A", "GR", key), CARNET_CALLER_NULL);
    assert_status(add(d, NULL, "GR", key), CARNET_CALLER_NULL);
    assert_status(add(d, "A", NULL, key), CARNET_CALLER_NULL);
    assert_status(add(d, "A", "GR", NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_set_sealing(d, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_allow_kind(d, "person", 6),
                  CARNET_CALLER_ABSENT);
    assert_status(add(d, "A", "GR", key), CARNET_OK);
    assert_status(carnet_trust_draft_set_until(NULL, TEST_DAY),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_set_use(NULL, 1, 1), CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_allow_kind(NULL, "person", 6),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_allow_kind(d, NULL, 6),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_withdraw(NULL, key->digest, 1,
                                              CARNET_TRUST_IS_RETIRED),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_trust_draft_withdraw(d, NULL, 1, CARNET_TRUST_IS_RETIRED),
        CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_withdraw(d, key->digest, -1,
                                              CARNET_TRUST_IS_RETIRED),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_trust_draft_withdraw(d, key->digest,
                                              (int32_t)CN_LIMIT_DAY + 1,
                                              CARNET_TRUST_IS_RETIRED),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_trust_draft_set_next_key(NULL, key),
                  CARNET_CALLER_NULL);
    carnet_trust_draft_free(d);
}

static void signing_and_reading_a_trust_list(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_problem *why = NULL;
    carnet_trust_list *none = NULL;
    carnet_trust_draft *no_draft = NULL;
    int32_t newer = 0;
    const carnet_secret_key *key = test_secret(9);
    carnet_trust_draft *d = new_draft(90);
    assert_status(add(d, "A", "GR", test_public(1)), CARNET_OK);
    assert_status(carnet_trust_draft_sign(NULL, &why, d, NULL, key, TEST_DAY),
                  CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_draft_sign(&out, NULL, NULL, NULL, key, 1),
            CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_draft_sign(&out, NULL, d, NULL, NULL, 1),
            CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_draft_sign(&out, NULL, d, NULL, key, -1),
            CARNET_CALLER_RANGE);
    carnet_buf *file = sign_list(d, TEST_DAY);
    const uint8_t *bytes = carnet_buf_data(file);
    size_t len = carnet_buf_len(file);
    carnet_trust_list *l = read_list(file);
    assert_status(
        carnet_trust_list_read(NULL, NULL, bytes, len, test_public(9)),
        CARNET_CALLER_NULL);
    REFUSED(none, carnet_trust_list_read(&none, NULL, NULL, 1, test_public(9)),
            CARNET_CALLER_NULL);
    REFUSED(none, carnet_trust_list_read(&none, NULL, bytes, len, NULL),
            CARNET_CALLER_NULL);
    REFUSED(none,
            carnet_trust_list_read_next(&none, &newer, NULL, bytes, len, NULL),
            CARNET_CALLER_NULL);
    REFUSED(none, carnet_trust_list_read_next(&none, NULL, NULL, bytes, len, l),
            CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_from_list(NULL, l), CARNET_CALLER_NULL);
    REFUSED(no_draft, carnet_trust_draft_from_list(&no_draft, NULL),
            CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_decode(NULL, &why, "{}", 2),
                  CARNET_CALLER_NULL);
    REFUSED(no_draft, carnet_trust_draft_decode(&no_draft, NULL, NULL, 2),
            CARNET_CALLER_NULL);
    carnet_trust_list_free(l);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
}

static void looking_at_a_trust_list(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    uint8_t id[CARNET_TRUST_ID_SIZE] = {0};
    carnet_trust_draft *d = new_draft(90);
    assert_status(add(d, "A", "GR", test_public(1)), CARNET_OK);
    carnet_buf *file = sign_list(d, TEST_DAY);
    carnet_trust_list *l = read_list(file);
    assert_status(carnet_trust_list_copy_id(NULL, l), CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_copy_id(id, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_copy_id(id, l), CARNET_OK);
    assert_memory_equal(id, l->list.id, sizeof id);
    assert_int_equal(carnet_trust_list_sequence(NULL), 0);
    assert_int_equal(carnet_trust_list_issued_days(NULL), 0);
    assert_int_equal(carnet_trust_list_next_update_days(NULL), 0);
    assert_int_equal(carnet_trust_list_num_issuers(NULL), 0);
    assert_int_equal(carnet_trust_list_num_keys(NULL), 0);
    assert_status(carnet_trust_list_encode(NULL, l, 0), CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_list_encode(&out, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_json(NULL, l), CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_list_json(&out, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_encode(NULL, d), CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_draft_encode(&out, NULL), CARNET_CALLER_NULL);
    carnet_trust_list_free(l);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
}

static void whom_to_believe(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_verdict *v = NULL;
    carnet_status_list *pages = NULL;
    carnet_trust *trust = NULL;
    const uint8_t byte = 0;
    assert_status(carnet_trust_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_new(&trust), CARNET_OK);
    assert_status(carnet_trust_add_key(NULL, test_public(1)),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_add_key(trust, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_add_list(trust, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_trust_add_status_list(trust, NULL),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_issuer_name(NULL, trust, test_public(1)),
                  CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_issuer_name(&out, NULL, test_public(1)),
            CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_issuer_name(&out, trust, NULL),
            CARNET_CALLER_NULL);
    REFUSED(out, carnet_trust_issuer_name(&out, trust, test_public(1)),
            CARNET_CALLER_ABSENT);
    assert_status(carnet_trust_read_status_list(NULL, trust, &byte, 1),
                  CARNET_CALLER_NULL);
    REFUSED(pages, carnet_trust_read_status_list(&pages, NULL, &byte, 1),
            CARNET_CALLER_NULL);
    REFUSED(pages, carnet_trust_read_status_list(&pages, trust, NULL, 1),
            CARNET_CALLER_NULL);
    REFUSED(pages,
            carnet_trust_read_status_list(&pages, trust, &byte,
                                          CN_LIMIT_FILE_BYTES + 1),
            CARNET_CALLER_RANGE);
    assert_status(carnet_verify_trusting(NULL, &byte, 1, trust, TEST_NOW),
                  CARNET_CALLER_NULL);
    REFUSED(v, carnet_verify_trusting(&v, &byte, 1, NULL, TEST_NOW),
            CARNET_CALLER_NULL);
    REFUSED(v, carnet_verify_trusting(&v, NULL, 1, trust, TEST_NOW),
            CARNET_CALLER_NULL);
    carnet_trust_show_in_error(NULL);
    carnet_trust_free(NULL);
    carnet_trust_free(trust);
}

static void a_name_that_is_no_text_tells_nothing(void **state)
{
    (void)state;
    char word[CARNET_TRUST_WORD_SIZE];
    assert_int_equal(carnet_trust_word_size(), sizeof word);
    assert_int_equal(carnet_trust_name_tells(word, "Oncology", 8), 1);
    assert_string_equal(word, "Oncology");
    assert_int_equal(carnet_trust_name_tells(NULL, "Oncology", 8), 0);
    assert_int_equal(carnet_trust_name_tells(word, NULL, 8), 0);
    assert_int_equal(carnet_trust_name_tells(word, "Oncology\xff", 9), 0);
}

static void a_presentation(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    static const char *const words[] = {"1.1", NULL};
    test_credential *c = test_sample(1);
    cn_buf file = test_passport(c, TEST_ALL, true);
    REFUSED(out,
            carnet_privacy_present(&out, NULL, file.data, file.len, NULL, NULL,
                                   1, NULL, 0),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_privacy_present(&out, NULL, file.data, file.len, NULL, words,
                                   2, NULL, 0),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_privacy_present(&out, NULL, file.data, file.len, NULL, NULL,
                                   0, NULL, 1),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_privacy_present(&out, NULL, file.data, file.len, NULL, NULL,
                                   0, words, 2),
            CARNET_CALLER_NULL);
    cn_buf_free(&file);
    test_end(c);
}

static void a_fhir_document(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    test_credential *c = test_sample(1);
    cn_buf file = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&file));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_status(
        carnet_interop_fhir_export(NULL, v, NULL, 0, "en", 2, TEST_NOW),
        CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_interop_fhir_export(&out, NULL, NULL, 0, "en", 2, TEST_NOW),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_interop_fhir_export(&out, v, NULL, 1, "en", 2, TEST_NOW),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_interop_fhir_export(&out, v, NULL, 0, NULL, 2, TEST_NOW),
            CARNET_CALLER_NULL);
    REFUSED(out,
            carnet_interop_fhir_export(&out, v, NULL, 0, "en", 2,
                                       CN_TIME_MIN_S - 1),
            CARNET_CALLER_RANGE);
    REFUSED(out,
            carnet_interop_fhir_export(&out, v, NULL, 0, "en", 2,
                                       CN_TIME_MAX_S + 1),
            CARNET_CALLER_RANGE);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&file);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_of_a_trust_list),
        cmocka_unit_test(signing_and_reading_a_trust_list),
        cmocka_unit_test(looking_at_a_trust_list),
        cmocka_unit_test(whom_to_believe),
        cmocka_unit_test(a_name_that_is_no_text_tells_nothing),
        cmocka_unit_test(a_presentation),
        cmocka_unit_test(a_fhir_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
