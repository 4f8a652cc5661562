/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every allocation of what builds something step by step fails: a record by its
 * setters, lists of trust and of status, whom a verifier believes, who can open
 * a part. What test_trust_draft.c and test_trusting.c have is not here again.
 */
#include "each_allocation.h"

#define LIST_KEY 200
#define NUM_KEYS 20

static struct {
    carnet_trust_list *list; /* of key 1 */
    carnet_buf *status_file; /* by key 1, about itself */
    carnet_status_list *status_list;
} in;

/* ---- records ---- */

/* What several lists and texts need, so that a record grows again and again. */
static carnet_status set_condition(carnet_record *r, size_t e)
{
    static char text[900];
    memset(text, 'x', sizeof text);
    carnet_status status = carnet_record_set_text(
        r, e, CARNET_FIELD_NOTE, 0, CARNET_RECORD_SELF, text, sizeof text);
    if (status == CARNET_OK) {
        status = carnet_record_add_coding(r, e, CARNET_CONDITION_CODE, 0,
                                          CARNET_RECORD_SELF, NULL, 0, "E11.9",
                                          5, NULL, 0);
    }
    if (status == CARNET_OK) {
        status = carnet_record_set_words(r, e, CARNET_CONDITION_CODE, 0,
                                         CARNET_RECORD_SELF, "sugar", 5);
    }
    if (status == CARNET_OK) {
        status = carnet_record_set_date(r, e, CARNET_CONDITION_SINCE, 0,
                                        CARNET_RECORD_SELF, 2020, 5, 0, 0);
    }
    return status == CARNET_OK
               ? carnet_record_set_enum(r, e, CARNET_CONDITION_SEVERITY, 0,
                                        CARNET_RECORD_SELF, 1)
               : status;
}

static carnet_status set_prescription(carnet_record *r, size_t e)
{
    carnet_status status = carnet_record_add_coding(
        r, e, CARNET_PRESCRIPTION_MEDICINE, 0, CARNET_RECORD_SELF, NULL, 0,
        "A10BA02", 7, NULL, 0);
    if (status == CARNET_OK) {
        status =
            carnet_record_set_quantity(r, e, CARNET_PRESCRIPTION_DOSE, 0,
                                       CARNET_RECORD_SELF, 500, 0, "mg", 2);
    }
    if (status == CARNET_OK) {
        status = carnet_record_set_int(r, e, CARNET_PRESCRIPTION_TIMES_A_DAY, 0,
                                       CARNET_RECORD_SELF, 2);
    }
    return status == CARNET_OK
               ? carnet_record_set_bool(r, e, CARNET_PRESCRIPTION_LONG_TERM, 0,
                                        CARNET_RECORD_SELF, 1)
               : status;
}

static carnet_status set_evidence(carnet_record *r, size_t e)
{
    static const uint8_t bytes[200] = {1};
    carnet_status status = carnet_record_set_enum(
        r, e, CARNET_EVIDENCE_EVIDENCE_KIND, 0, CARNET_RECORD_SELF, 1);
    return status == CARNET_OK
               ? carnet_record_set_bytes(r, e, CARNET_EVIDENCE_BYTES, 0,
                                         CARNET_RECORD_SELF, bytes,
                                         sizeof bytes)
               : status;
}

static carnet_status add_one(carnet_record *r, size_t n)
{
    static const struct {
        int32_t kind;
        carnet_status (*set)(carnet_record *r, size_t e);
    } kinds[] = {{CARNET_KIND_CONDITION, set_condition},
                 {CARNET_KIND_PRESCRIPTION, set_prescription},
                 {CARNET_KIND_EVIDENCE, set_evidence}};
    char id[16];
    size_t e = 0;
    int len = snprintf(id, sizeof id, "entry-%zu", n);
    carnet_status status = carnet_record_add(&e, r, kinds[n % 3].kind);
    if (status == CARNET_OK) {
        status = kinds[n % 3].set(r, e);
    }
    return status == CARNET_OK ? carnet_record_set_id(r, e, id, (size_t)len)
                               : status;
}

static carnet_status build_record(void)
{
    carnet_record *r = TEST_NOT_GIVEN;
    carnet_status status = carnet_record_new(&r);
    assert_int_equal(status == CARNET_OK, r != NULL);
    for (size_t n = 0; n < 30 && status == CARNET_OK; n++) {
        status = add_one(r, n);
    }
    carnet_record_free(r);
    return status;
}

/* ---- lists ---- */

static int set_up(void **state)
{
    (void)state;
    carnet_trust_draft *d = NULL;
    carnet_status_draft *s = NULL;
    carnet_buf *file = NULL;
    for (uint8_t n = 1; n < NUM_KEYS; n++) {
        (void)test_public(n); /* is made when it is asked for first */
    }
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    assert_status(carnet_trust_draft_add_key(d, "Aid", 3, "GR", 2,
                                             CARNET_TRUST_NGO, test_public(1),
                                             TEST_DAY - 9),
                  CARNET_OK);
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL,
                                          test_secret(LIST_KEY), TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&in.list, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file),
                                         test_public(LIST_KEY)),
                  CARNET_OK);
    assert_status(carnet_status_draft_new(&s, test_public(1), 2, 64),
                  CARNET_OK);
    assert_status(carnet_status_draft_sign(&in.status_file, s, test_secret(1),
                                           TEST_NOW, 30, 0),
                  CARNET_OK);
    assert_status(carnet_status_list_read_by(&in.status_list,
                                             carnet_buf_data(in.status_file),
                                             carnet_buf_len(in.status_file),
                                             test_public(1), test_public(1)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
    carnet_status_draft_free(s);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    carnet_trust_list_free(in.list);
    carnet_buf_free(in.status_file);
    carnet_status_list_free(in.status_list);
    return 0;
}

TEST_BYTES(list_json, carnet_trust_list_json(&out, in.list))
TEST_BYTES(list_key_text, carnet_trust_list_key_text(&out, in.list, 0))
TEST_BYTES(list_text, carnet_trust_list_encode(&out, in.list, 1))
TEST_BYTES(statuses_text, carnet_status_list_encode(&out, in.status_list, 1))

static carnet_status read_statuses(void)
{
    carnet_status_list *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_status_list_read_by(
        &out, carnet_buf_data(in.status_file), carnet_buf_len(in.status_file),
        test_public(1), test_public(1));
    TEST_GIVEN(status, out, carnet_status_list_free);
    return status;
}

/* Keys, lists, and what the lists vouch for. */
static carnet_status believe(void)
{
    carnet_trust *t = TEST_NOT_GIVEN;
    carnet_status_list *read = TEST_NOT_GIVEN;
    carnet_status status = carnet_trust_new(&t);
    assert_int_equal(status == CARNET_OK, t != NULL);
    for (uint8_t n = 1; n < NUM_KEYS && status == CARNET_OK; n++) {
        status = carnet_trust_add_key(t, test_public(n));
    }
    if (status == CARNET_OK) {
        status = carnet_trust_add_list(t, in.list);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_add_status_list(t, in.status_list);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_read_status_list(&read, t,
                                               carnet_buf_data(in.status_file),
                                               carnet_buf_len(in.status_file));
        TEST_GIVEN(status, read, carnet_status_list_free);
    }
    carnet_trust_free(t);
    return status;
}

/* ---- who can open ---- */

static carnet_status seal_to(void)
{
    carnet_sealing *s = TEST_NOT_GIVEN;
    carnet_seal_key *key = TEST_NOT_GIVEN;
    carnet_status status = carnet_seal_new(&s);
    assert_int_equal(status == CARNET_OK, s != NULL);
    if (status == CARNET_OK) {
        status = carnet_seal_key_new(&key);
        assert_int_equal(status == CARNET_OK, key != NULL);
        if (status == CARNET_OK) {
            status = carnet_seal_add_key(s, carnet_seal_key_get_public(key),
                                         CARNET_PART_PRIVATE);
        }
        carnet_seal_key_free(key);
    }
    if (status == CARNET_OK) {
        status = carnet_seal_add_decoy(s, CARNET_PART_CLINIC);
    }
    carnet_seal_free(s);
    return status;
}

static void no_allocation_that_fails_is_missed(void **state)
{
    (void)state;
    static const test_call calls[] = {
        {"record by setters", build_record, NULL, NULL, NULL},
        {"trust_list_json", list_json, NULL, NULL, NULL},
        {"trust_list_key_text", list_key_text, NULL, NULL, NULL},
        {"trust_list_encode", list_text, NULL, NULL, NULL},
        {"status_list_read_by", read_statuses, NULL, NULL, NULL},
        {"status_list_encode", statuses_text, NULL, NULL, NULL},
        {"trust", believe, NULL, NULL, NULL},
        {"sealing", seal_to, NULL, NULL, NULL},
    };
    size_t points = 0;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        points += test_fail_call(&calls[i]);
    }
    test_say_points("building", points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_allocation_that_fails_is_missed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
