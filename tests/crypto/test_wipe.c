/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Secrets are wiped: each call that handles a seed runs on a stack of its
 * own, which is then searched for pieces of the seed, raw and as Base64; and
 * opening by HPKE, for all the keys that it makes on its way, and Argon2id, for
 * the key that it gives.
 */
#include "../support/stack.h"

#include "crypto/crypto_i.h"

/* RFC 8032 section 7.1, TEST 1; tests/data/keys/ed25519.pem. */
static const uint8_t seed[CARNET_KEY_SEED_SIZE] = {
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
    0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
    0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
static const char base64[] = "IJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

static carnet_secret_key *key;
static cn_buf pem;
static carnet_status result;

/* Whether call leaves a piece of the seed on its stack. */
static bool leaves_seed(void (*call)(void))
{
    const cn_span secrets[] = {cn_span_of(seed, sizeof seed),
                               CN_SPAN_LIT(base64)};
    result = CARNET_CALLER_TYPE;
    return test_stack_leaves(call, secrets, 2);
}

/* Through a pointer that no compiler sees through. */
static void *(*volatile copy_bytes)(void *, const void *, size_t) = memcpy;

static void call_leak(void)
{
    uint8_t copy[sizeof seed];
    copy_bytes(copy, seed, sizeof copy);
    result = CARNET_OK;
}

static void call_from_seed(void)
{
    result = carnet_key_from_seed(&key, seed, sizeof seed);
}

static void call_decode(void)
{
    result = carnet_key_decode(&key, pem.data, pem.len);
}

/* The seed of a key that was made, which nobody knew before. */
static uint8_t made[CARNET_KEY_SEED_SIZE];

static void call_new(void)
{
    result = carnet_key_new(&key);
    memcpy(made, key->seed, sizeof made);
}

/* A file that is refused after its Base64 was read. */
static void call_decode_refused(void)
{
    pem.data[31] ^= 1; /* in the DER head, before the seed */
    carnet_status status = carnet_key_decode(&key, pem.data, pem.len);
    pem.data[31] ^= 1;
    result = status == CARNET_KEY_FORM ? CARNET_OK : CARNET_CALLER_TYPE;
}

static void call_encode(void)
{
    carnet_buf *text = NULL;
    result = carnet_key_encode(&text, key);
    carnet_buf_free(text);
}

static void call_sign(void)
{
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    result = cn_crypto_sign(sig, CN_SPAN_LIT("message"), key);
}

static int set_up(void **state)
{
    (void)state;
    pem = test_data("keys/ed25519.pem");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cn_buf_free(&pem);
    return 0;
}

static void the_search_finds_what_is_left(void **state)
{
    (void)state;
    assert_true(leaves_seed(call_leak));
    assert_int_equal(result, CARNET_OK);
}

static void no_call_leaves_a_seed_on_the_stack(void **state)
{
    (void)state;
    assert_false(leaves_seed(call_from_seed));
    assert_int_equal(result, CARNET_OK);
    carnet_key_free(key);
    assert_false(leaves_seed(call_decode_refused));
    assert_int_equal(result, CARNET_OK);
    assert_null(key);
    assert_false(leaves_seed(call_decode));
    assert_int_equal(result, CARNET_OK);
    assert_false(leaves_seed(call_encode));
    assert_int_equal(result, CARNET_OK);
    assert_false(leaves_seed(call_sign));
    assert_int_equal(result, CARNET_OK);
    carnet_key_free(key);
}

static void making_a_key_leaves_none_on_the_stack(void **state)
{
    (void)state;
    const cn_span secret = cn_span_of(made, sizeof made);
    result = CARNET_CALLER_TYPE;
    assert_false(test_stack_leaves(call_new, &secret, 1));
    assert_status(result, CARNET_OK);
    carnet_key_free(key);
}

/* ---- HPKE ---- */

static carnet_seal_key clinic;
static uint8_t enc[CARNET_SEAL_KEY_SIZE];
static uint8_t sealed[64 + CN_CRYPTO_TAG_SIZE];
static const uint8_t plain[64] = "what nobody but this clinic is to read, ever";

static void call_hpke_open(void)
{
    uint8_t opened[sizeof plain];
    result = cn_crypto_hpke_open(opened, enc, &clinic, CN_SPAN_LIT("info"),
                                 cn_span_of(sealed, sizeof sealed));
    cn_mem_wipe(opened, sizeof opened);
}

/* Bytes that were changed: the keys are made all the same. */
static void call_hpke_open_changed(void)
{
    sealed[0] ^= 1;
    call_hpke_open();
    sealed[0] ^= 1;
    result = result == CARNET_PRIVACY_UNOPENED ? CARNET_OK : CARNET_CALLER_TYPE;
}

static void opening_leaves_no_key_on_the_stack(void **state)
{
    (void)state;
    uint8_t dh[CARNET_SEAL_KEY_SIZE];
    cn_crypto_hpke_context context;
    assert_status(cn_crypto_seal_key_new(&clinic), CARNET_OK);
    assert_status(cn_crypto_hpke_seal(enc, sealed, &clinic.public_key,
                                      CN_SPAN_LIT("info"),
                                      cn_span_of(plain, sizeof plain)),
                  CARNET_OK);
    assert_status(cn_crypto_x25519(dh, clinic.secret, enc), CARNET_OK);
    assert_status(
        cn_crypto_hpke_receiver(&context, enc, &clinic, CN_SPAN_LIT("info")),
        CARNET_OK);
    const cn_span secrets[] = {cn_span_of(clinic.secret, sizeof clinic.secret),
                               cn_span_of(dh, sizeof dh),
                               cn_span_of(context.key, sizeof context.key),
                               cn_span_of(context.nonce, sizeof context.nonce)};
    void (*const calls[])(void) = {call_hpke_open, call_hpke_open_changed};
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < sizeof secrets / sizeof secrets[0]; k++) {
            result = CARNET_CALLER_TYPE;
            if (test_stack_leaves(calls[i], &secrets[k], 1)) {
                fail_msg("call %zu leaves secret %zu", i, k);
            }
            assert_status(result, CARNET_OK);
        }
    }
}

/* ---- Argon2id ---- */

static uint8_t phrase_key[CN_CRYPTO_AEAD_KEY_SIZE];

static void call_argon2id(void)
{
    static const uint8_t salt[CN_CRYPTO_SALT_SIZE];
    result = cn_crypto_argon2id(phrase_key, CN_SPAN_LIT("a phrase"), salt, 1,
                                CN_LIMIT_ARGON2_KIB_MIN);
}

static void argon2id_leaves_no_key_on_the_stack(void **state)
{
    (void)state;
    static uint8_t expected[sizeof phrase_key];
    call_argon2id();
    assert_status(result, CARNET_OK);
    memcpy(expected, phrase_key, sizeof expected);
    const cn_span secret = cn_span_of(expected, sizeof expected);
    assert_false(test_stack_leaves(call_argon2id, &secret, 1));
    assert_status(result, CARNET_OK);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds_what_is_left),
        cmocka_unit_test(no_call_leaves_a_seed_on_the_stack),
        cmocka_unit_test(making_a_key_leaves_none_on_the_stack),
        cmocka_unit_test(opening_leaves_no_key_on_the_stack),
        cmocka_unit_test(argon2id_leaves_no_key_on_the_stack),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
