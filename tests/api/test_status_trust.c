/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which key may sign a status list, by keys and trust lists, and that a list by
 * a compromised key is never believed, neither when it is read nor when trust
 * learns of it later.
 */
#include "made.h"

#include "carnet/trust.h"

#define LIST_KEY 200
#define NO_DAY 0

/* What the trust list says of key 2, the other one of the issuer of key 1. */
typedef struct {
    int32_t from_days;
    int32_t until_days; /* NO_DAY: no end */
    int32_t credentials, status;
    int32_t withdrawn_days; /* NO_DAY: it is not */
    int32_t how;
    bool of_another; /* it is another issuer's */
} second_key;

static const second_key usual = {TEST_DAY - 9, NO_DAY, 1, 1, NO_DAY, 0, false};

static void add(carnet_trust_draft *d, const char *name, uint8_t n,
                int32_t from_days)
{
    assert_status(carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                             CARNET_TRUST_CLINIC,
                                             test_public(n), from_days),
                  CARNET_OK);
}

static carnet_trust_list *list_of(const second_key *k)
{
    carnet_trust_draft *d = NULL;
    carnet_trust_list *l = NULL;
    carnet_buf *file = NULL;
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    add(d, "Clinic", 1, TEST_DAY - 9);
    add(d, k->of_another ? "Other" : "Clinic", 2, k->from_days);
    assert_status(carnet_trust_draft_set_use(d, k->credentials, k->status),
                  CARNET_OK);
    if (k->until_days != NO_DAY) {
        assert_status(carnet_trust_draft_set_until(d, k->until_days),
                      CARNET_OK);
    }
    if (k->withdrawn_days != NO_DAY) {
        assert_status(carnet_trust_draft_withdraw(d, test_public(2)->digest,
                                                  k->withdrawn_days, k->how),
                      CARNET_OK);
    }
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL,
                                          test_secret(LIST_KEY), TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&l, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file),
                                         test_public(LIST_KEY)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
    return l;
}

/* A status list about what key of signed, made by key by on TEST_DAY, in which
   index 0 to 7 are revoked. */
static carnet_buf *status_by(uint8_t of, uint8_t by)
{
    carnet_status_draft *d = NULL;
    carnet_buf *file = NULL;
    int32_t index;
    assert_status(carnet_status_draft_new(&d, test_public(of), 2, 8),
                  CARNET_OK);
    for (size_t i = 0; i < 8; i++) {
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
        assert_status(
            carnet_status_draft_set(d, index, CARNET_STATUS_LIST_REVOKED),
            CARNET_OK);
    }
    assert_status(
        carnet_status_draft_sign(&file, d, test_secret(by), TEST_NOW, 30, 0),
        CARNET_OK);
    carnet_status_draft_free(d);
    return file;
}

/* Reads one by key by about key of, with a trust list and bare key bare. */
static carnet_status read_by(uint8_t of, uint8_t by, const second_key *k,
                             uint8_t bare)
{
    carnet_trust *t = NULL;
    carnet_status_list *list = NULL;
    carnet_trust_list *l = k == NULL ? NULL : list_of(k);
    carnet_buf *file = status_by(of, by);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    if (l != NULL) {
        assert_status(carnet_trust_add_list(t, l), CARNET_OK);
    }
    if (bare != 0) {
        assert_status(carnet_trust_add_key(t, test_public(bare)), CARNET_OK);
    }
    carnet_status status = carnet_trust_read_status_list(
        &list, t, carnet_buf_data(file), carnet_buf_len(file));
    assert_true((status == CARNET_OK) == (list != NULL));
    carnet_status_list_free(list);
    carnet_trust_free(t);
    carnet_trust_list_free(l);
    carnet_buf_free(file);
    return status;
}

static void the_key_itself_may_sign(void **state)
{
    (void)state;
    assert_status(read_by(1, 1, &usual, 0), CARNET_OK);
    assert_status(read_by(1, 1, NULL, 1), CARNET_OK);
    assert_status(read_by(1, 1, NULL, 0), CARNET_KEY_UNKNOWN);
    assert_status(read_by(1, 1, NULL, 3), CARNET_KEY_UNKNOWN);
}

static void another_key_of_the_issuer_may_where_it_is_for_that(void **state)
{
    (void)state;
    second_key k = usual;
    assert_status(read_by(1, 2, &k, 0), CARNET_OK);
    k.credentials = 0;
    assert_status(read_by(1, 2, &k, 0), CARNET_OK);
    k = usual;
    k.status = 0;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_ISSUER);
    k = usual;
    k.of_another = true;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_ISSUER);
    /* About a key that the list does not know. */
    assert_status(read_by(9, 2, &usual, 0), CARNET_KEY_ISSUER);
    /* Bare keys say nothing of who is the same issuer. */
    assert_status(read_by(1, 2, NULL, 2), CARNET_KEY_ISSUER);
}

/* Two organisations' lists, in either order; second says what it says of key
   2. */
static carnet_status read_by_two(const second_key *first,
                                 const second_key *second, bool swapped)
{
    carnet_trust *t = NULL;
    carnet_status_list *list = NULL;
    carnet_trust_list *lists[2] = {list_of(swapped ? second : first),
                                   list_of(swapped ? first : second)};
    carnet_buf *file = status_by(1, 2);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_status(carnet_trust_add_list(t, lists[i]), CARNET_OK);
    }
    carnet_status status = carnet_trust_read_status_list(
        &list, t, carnet_buf_data(file), carnet_buf_len(file));
    carnet_status_list_free(list);
    carnet_trust_free(t);
    carnet_trust_list_free(lists[0]);
    carnet_trust_list_free(lists[1]);
    carnet_buf_free(file);
    return status;
}

/* Else whoever runs a list could write a clinic's public key into it beside one
   of its own, and call good what the clinic's office took back. */
static void
every_list_that_names_the_key_must_name_the_signer_beside(void **state)
{
    (void)state;
    second_key another = usual;
    another.of_another = true;
    second_key no_right = usual;
    no_right.status = 0;
    for (int swapped = 0; swapped < 2; swapped++) {
        assert_status(read_by_two(&usual, &usual, swapped), CARNET_OK);
        assert_status(read_by_two(&usual, &another, swapped),
                      CARNET_KEY_ISSUER);
        assert_status(read_by_two(&usual, &no_right, swapped),
                      CARNET_KEY_ISSUER);
    }
}

static void a_listed_key_signs_while_it_is_in_use(void **state)
{
    (void)state;
    second_key k = usual;
    k.from_days = TEST_DAY + 1;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_WINDOW);
    k.from_days = TEST_DAY;
    assert_status(read_by(1, 2, &k, 0), CARNET_OK);
    k = usual;
    k.until_days = TEST_DAY - 1;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_WINDOW);
    k.until_days = TEST_DAY;
    assert_status(read_by(1, 2, &k, 0), CARNET_OK);
    k = usual;
    k.how = CARNET_TRUST_IS_RETIRED;
    k.withdrawn_days = TEST_DAY - 1;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_RETIRED);
    k.withdrawn_days = TEST_DAY;
    assert_status(read_by(1, 2, &k, 0), CARNET_OK);
}

static void a_compromised_key_is_never_believed(void **state)
{
    (void)state;
    second_key k = usual;
    k.how = CARNET_TRUST_IS_COMPROMISED;
    k.withdrawn_days = TEST_DAY;
    assert_status(read_by(1, 2, &k, 0), CARNET_KEY_COMPROMISED);
    assert_status(read_by(2, 2, &k, 0), CARNET_KEY_COMPROMISED);
    assert_status(read_by(2, 2, &k, 2), CARNET_KEY_COMPROMISED);
}

/* A list was read in good faith; then trust hears that its key was stolen. */
static void what_turns_out_compromised_counts_no_longer(void **state)
{
    (void)state;
    for (int32_t stolen = 0; stolen < 2; stolen++) {
        second_key k = usual;
        k.how = CARNET_TRUST_IS_COMPROMISED;
        k.withdrawn_days = stolen ? TEST_DAY : NO_DAY;
        carnet_trust *t = NULL;
        carnet_verdict *v = NULL;
        carnet_status_list *list = NULL;
        carnet_trust_list *l = list_of(&k);
        carnet_buf *file = status_by(1, 2);
        test_credential *c = test_begin(1);
        c->claims.has_index = true;
        c->claims.index = 5;
        test_add_person(c, CN_API_DESK);
        test_sign(c);
        cn_buf bytes = test_file_of(c);
        assert_status(carnet_status_list_read_by(
                          &list, carnet_buf_data(file), carnet_buf_len(file),
                          test_public(1), test_public(2)),
                      CARNET_OK);
        assert_status(carnet_trust_new(&t), CARNET_OK);
        assert_status(carnet_trust_add_list(t, l), CARNET_OK);
        assert_status(carnet_trust_add_status_list(t, list), CARNET_OK);
        assert_status(
            carnet_verify_trusting(&v, bytes.data, bytes.len, t, TEST_NOW),
            CARNET_OK);
        assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_STATUS),
                      stolen ? CARNET_TRUST_NO_STATUS : CARNET_TRUST_REVOKED);
        /* Revoked or unknown: content stays readable. */
        assert_int_equal(carnet_verify_num_entries(v, 0), 1);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REVIEW);
        carnet_verify_free(v);
        carnet_trust_free(t);
        carnet_trust_list_free(l);
        carnet_status_list_free(list);
        carnet_buf_free(file);
        cn_buf_free(&bytes);
        test_end(c);
    }
}

static void the_issuer_of_a_key_is_named_by_its_list(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_buf *name = NULL;
    second_key k = usual;
    k.of_another = true;
    carnet_trust_list *l = list_of(&k);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_issuer_name(&name, t, test_public(1)),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_trust_add_list(t, l), CARNET_OK);
    assert_status(carnet_trust_issuer_name(&name, t, test_public(1)),
                  CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(name), "Clinic");
    carnet_buf_free(name);
    assert_status(carnet_trust_issuer_name(&name, t, test_public(2)),
                  CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(name), "Other");
    carnet_buf_free(name);
    assert_status(carnet_trust_issuer_name(&name, t, test_public(LIST_KEY)),
                  CARNET_CALLER_ABSENT);
    assert_null(name);
    assert_status(carnet_trust_issuer_name(NULL, t, test_public(1)),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_issuer_name(&name, NULL, test_public(1)),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_issuer_name(&name, t, NULL), CARNET_CALLER_NULL);
    carnet_trust_free(t);
    carnet_trust_list_free(l);
}

static void a_wrong_argument_is_a_status(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_status_list *list = NULL;
    uint8_t byte = 0;
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_read_status_list(NULL, t, &byte, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_read_status_list(&list, NULL, &byte, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_read_status_list(&list, t, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_read_status_list(&list, t, &byte, 8388609),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_trust_read_status_list(&list, t, NULL, 0),
                  CARNET_TEXT_EMPTY);
    carnet_trust_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_issuer_of_a_key_is_named_by_its_list),
        cmocka_unit_test(the_key_itself_may_sign),
        cmocka_unit_test(another_key_of_the_issuer_may_where_it_is_for_that),
        cmocka_unit_test(
            every_list_that_names_the_key_must_name_the_signer_beside),
        cmocka_unit_test(a_listed_key_signs_while_it_is_in_use),
        cmocka_unit_test(a_compromised_key_is_never_believed),
        cmocka_unit_test(what_turns_out_compromised_counts_no_longer),
        cmocka_unit_test(a_wrong_argument_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
