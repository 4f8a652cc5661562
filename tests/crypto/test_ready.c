/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A libsodium that can't be made ready: this program has a sodium_init of its
 * own, which the linker takes in place of the library's.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "crypto/crypto.h"

static int answer;
static int calls;

int sodium_init(void);
int sodium_init(void)
{
    calls++;
    return answer;
}

static int not_ready(void **state)
{
    (void)state;
    answer = -1;
    calls = 0;
    return 0;
}

static void ready_passes_first_and_later_calls(void **state)
{
    (void)state;
    answer = 0; /* the first */
    assert_status(cn_crypto_ready(), CARNET_OK);
    answer = 1; /* any later one */
    assert_status(cn_crypto_ready(), CARNET_OK);
    assert_int_equal(calls, 2);
}

static void gives_no_randomness_unless_ready(void **state)
{
    (void)state;
    uint8_t out[16] = {0};
    const uint8_t zeroes[16] = {0};
    assert_status(cn_crypto_random(out, sizeof out), CARNET_CALLER_RANDOM);
    assert_memory_equal(out, zeroes, sizeof out);
}

static void makes_no_key_unless_ready(void **state)
{
    (void)state;
    carnet_secret_key *key = (carnet_secret_key *)&answer;
    assert_status(carnet_key_new(&key), CARNET_CALLER_RANDOM);
    assert_null(key);
}

static void makes_and_keeps_no_sealing_key_unless_ready(void **state)
{
    (void)state;
    carnet_seal_key *key = (carnet_seal_key *)&answer;
    size_t live = test_mem_live();
    assert_status(carnet_seal_key_new(&key), CARNET_CALLER_RANDOM);
    assert_null(key);
    assert_int_equal(test_mem_live(), live);
}

static void signs_and_verifies_nothing_unless_ready(void **state)
{
    (void)state;
    const uint8_t seed[CARNET_KEY_SEED_SIZE] = {1};
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE] = {0};
    carnet_secret_key *key = NULL;
    cn_span message = CN_SPAN_LIT("message");
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    assert_status(cn_crypto_sign(sig, message, key), CARNET_CALLER_RANDOM);
    answer = 0;
    assert_status(cn_crypto_sign(sig, message, key), CARNET_OK);
    answer = -1;
    assert_status(cn_crypto_verify(sig, message, &key->public_key),
                  CARNET_CALLER_RANDOM);
    answer = 0;
    assert_status(cn_crypto_verify(sig, message, &key->public_key), CARNET_OK);
    carnet_key_free(key);
}

static void makes_no_key_of_a_phrase_unless_ready(void **state)
{
    (void)state;
    const uint8_t salt[CN_CRYPTO_SALT_SIZE] = {1};
    const uint8_t zeroes[CN_CRYPTO_AEAD_KEY_SIZE] = {0};
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE] = {0};
    cn_span phrase = CN_SPAN_LIT("phrase");
    assert_status(
        cn_crypto_argon2id(key, phrase, salt, 1, CN_LIMIT_ARGON2_KIB_MIN),
        CARNET_CALLER_RANDOM);
    assert_memory_equal(key, zeroes, sizeof key);
    answer = 0;
    assert_status(
        cn_crypto_argon2id(key, phrase, salt, 1, CN_LIMIT_ARGON2_KIB_MIN),
        CARNET_OK);
    assert_memory_not_equal(key, zeroes, sizeof key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(ready_passes_first_and_later_calls, not_ready),
        cmocka_unit_test_setup(gives_no_randomness_unless_ready, not_ready),
        cmocka_unit_test_setup(makes_no_key_unless_ready, not_ready),
        cmocka_unit_test_setup(makes_and_keeps_no_sealing_key_unless_ready,
                               not_ready),
        cmocka_unit_test_setup(signs_and_verifies_nothing_unless_ready,
                               not_ready),
        cmocka_unit_test_setup(makes_no_key_of_a_phrase_unless_ready,
                               not_ready),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
