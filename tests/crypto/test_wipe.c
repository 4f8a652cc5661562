/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Secrets are wiped: each call that handles a seed runs on a stack of its
 * own, which is then searched for pieces of the seed, raw and as Base64.
 */
#include "../support/stack.h"

#include "crypto/crypto.h"

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

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds_what_is_left),
        cmocka_unit_test(no_call_leaves_a_seed_on_the_stack),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
