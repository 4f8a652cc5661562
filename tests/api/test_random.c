/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A libsodium that can't be made ready, and a system that gives no randomness:
 * this program has a sodium_init and a getentropy of its own, which the linker
 * takes in place of the others. What needs neither works all the same.
 */
#include "made.h"

static int answer;

int sodium_init(void);
int sodium_init(void)
{
    return answer;
}

/* So many more calls of getentropy succeed; below zero: all do. */
static int gives = -1;

int getentropy(void *out, size_t len);
int getentropy(void *out, size_t len)
{
    static uint8_t next;
    if (gives == 0) {
        return -1;
    }
    gives -= gives > 0;
    for (size_t i = 0; i < len; i++) {
        ((uint8_t *)out)[i] = next += 37;
    }
    return 0;
}

static void without_libsodium_nothing_is_verified_or_signed(void **state)
{
    (void)state;
    static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];
    static const char json[] = "{\"entries\":[{\"kind\":\"allergy\",\"agent\":"
                               "{\"absent\":\"none\"}}]}";
    test_credential *c = test_sample(1);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_envelope *envelope = NULL;
    carnet_verdict *v = (void *)&text;
    carnet_buf *out = (void *)&text;
    const carnet_public_key *const *keys = test_trusted();
    answer = -1;
    assert_status(
        carnet_verify(&v, text.data, text.len, keys, TEST_NUM_KEYS, TEST_NOW),
        CARNET_CALLER_RANDOM);
    assert_null(v);
    v = (void *)&text;
    assert_status(carnet_verify_in_arena(&v, arena, sizeof arena, text.data,
                                         text.len, keys, TEST_NUM_KEYS,
                                         TEST_NOW),
                  CARNET_CALLER_RANDOM);
    assert_null(v);
    assert_status(carnet_record_from_json(&record, NULL, json, sizeof json - 1),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY, 0),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&out, plan, test_secret(1)),
                  CARNET_CALLER_RANDOM);
    assert_null(out);
    out = (void *)&text;
    assert_status(carnet_issue_sign_seeded(&out, plan, test_secret(1),
                                           c->root_seed,
                                           CARNET_ISSUE_SEED_SIZE),
                  CARNET_CALLER_RANDOM);
    assert_null(out);
    assert_status(carnet_peek(&envelope, NULL, text.data, text.len), CARNET_OK);
    carnet_peek_free(envelope);
    answer = 0;
    assert_status(carnet_issue_sign(&out, plan, test_secret(1)), CARNET_OK);
    carnet_buf_free(out);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* ---- no randomness ---- */

static carnet_plan *plan;
static carnet_buf *passport;
static carnet_sealing *sealing; /* for three keys */
static carnet_status_draft *draft;

static carnet_status new_key(void)
{
    carnet_secret_key *out = (void *)&plan;
    carnet_status status = carnet_key_new(&out);
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_key_free(out);
    return status;
}

static carnet_status new_seal_key(void)
{
    carnet_seal_key *out = (void *)&plan;
    carnet_status status = carnet_seal_key_new(&out);
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_seal_key_free(out);
    return status;
}

static carnet_status new_phrase(void)
{
    carnet_buf *out = (void *)&plan;
    carnet_status status = carnet_seal_phrase_new(&out);
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_buf_free(out);
    return status;
}

static carnet_status new_draft(void)
{
    carnet_trust_draft *out = (void *)&plan;
    carnet_status status = carnet_trust_draft_new(&out, 30);
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_trust_draft_free(out);
    return status;
}

static carnet_status sign(void)
{
    carnet_buf *out = (void *)&plan;
    carnet_status status = carnet_issue_sign(&out, plan, test_secret(1));
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_buf_free(out);
    return status;
}

static carnet_status seal(void)
{
    carnet_buf *out = (void *)&plan;
    carnet_status status = carnet_seal_present(
        &out, NULL, carnet_buf_data(passport), carnet_buf_len(passport), NULL,
        NULL, 0, NULL, 0, sealing);
    assert_int_equal(status == CARNET_OK, out != NULL);
    carnet_buf_free(out);
    return status;
}

static carnet_status take(void)
{
    int32_t index = -1;
    size_t taken = carnet_status_draft_num_taken(draft);
    carnet_status status = carnet_status_draft_take(&index, draft);
    assert_int_equal(status == CARNET_OK, index >= 0);
    assert_int_equal(carnet_status_draft_num_taken(draft),
                     taken + (status == CARNET_OK));
    return status;
}

static void make_inputs(void)
{
    static const char json[] =
        "{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":"
        "\"B24\"}}]}";
    carnet_record *record = NULL;
    carnet_seal_key *key = NULL;
    assert_status(carnet_record_from_json(&record, NULL, json, sizeof json - 1),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY, 0),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&passport, plan, test_secret(1)),
                  CARNET_OK);
    assert_status(carnet_seal_new(&sealing), CARNET_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_status(carnet_seal_key_new(&key), CARNET_OK);
        assert_status(carnet_seal_add_key(sealing,
                                          carnet_seal_key_get_public(key),
                                          CARNET_PART_PRIVATE),
                      CARNET_OK);
        carnet_seal_key_free(key);
    }
    carnet_record_free(record);
    assert_status(carnet_status_draft_new(&draft, test_public(1), 1, 4096),
                  CARNET_OK);
}

/* Whichever of its questions for randomness is refused: a status, nothing
   given, and the same call then succeeds. */
static void without_randomness_nothing_is_made(void **state)
{
    (void)state;
    static const struct {
        carnet_status (*run)(void);
        int least; /* of its questions */
    } calls[] = {{new_key, 1},   {new_seal_key, 1}, {new_phrase, 15},
                 {new_draft, 1}, {sign, 1},         {seal, 8},
                 {take, 1}};
    make_inputs();
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        int n = 0;
        do {
            gives = n++;
        } while (calls[i].run() == CARNET_CALLER_RANDOM);
        assert_true(gives == 0 && n > calls[i].least);
        gives = -1;
        assert_status(calls[i].run(), CARNET_OK);
    }
    carnet_status_draft_free(draft);
    carnet_seal_free(sealing);
    carnet_buf_free(passport);
    carnet_issue_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_libsodium_nothing_is_verified_or_signed),
        cmocka_unit_test(without_randomness_nothing_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
