/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A libsodium that can't be made ready: this program has a sodium_init of its
 * own, which the linker takes in place of the library's. What needs no
 * cryptography works all the same.
 */
#include "made.h"

static int answer;

int sodium_init(void);
int sodium_init(void)
{
    return answer;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_libsodium_nothing_is_verified_or_signed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
