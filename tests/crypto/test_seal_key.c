/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing keys through their public header: files, told from those of an
 * issuer's keys, public keys in a second form, wrong arguments and no memory.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "crypto/crypto_i.h"

/* ---- keys as files ---- */

static void keys_travel_as_pem_and_are_told_from_an_issuers(void **state)
{
    (void)state;
    carnet_seal_key *key = NULL;
    carnet_seal_key *again = NULL;
    carnet_seal_public *open = NULL;
    carnet_secret_key *issuer = NULL;
    carnet_buf *pem = NULL;
    carnet_buf *pub = NULL;
    uint8_t bytes[2][CARNET_SEAL_KEY_SIZE];
    assert_status(carnet_seal_key_new(&key), CARNET_OK);
    assert_status(carnet_seal_key_encode(&pem, key), CARNET_OK);
    assert_status(
        carnet_seal_public_encode(&pub, carnet_seal_key_get_public(key)),
        CARNET_OK);
    assert_status(carnet_seal_key_decode(&again, carnet_buf_data(pem),
                                         carnet_buf_len(pem)),
                  CARNET_OK);
    assert_memory_equal(key, again, sizeof *key);
    assert_status(carnet_seal_public_decode(&open, carnet_buf_data(pub),
                                            carnet_buf_len(pub)),
                  CARNET_OK);
    assert_status(carnet_seal_public_copy(bytes[0], open), CARNET_OK);
    assert_status(
        carnet_seal_public_copy(bytes[1], carnet_seal_key_get_public(key)),
        CARNET_OK);
    assert_memory_equal(bytes[0], bytes[1], sizeof bytes[0]);
    carnet_seal_key_free(again);
    carnet_seal_public_free(open);
    assert_status(carnet_seal_key_decode(&again, carnet_buf_data(pub),
                                         carnet_buf_len(pub)),
                  CARNET_KEY_PUBLIC);
    assert_status(carnet_seal_public_decode(&open, carnet_buf_data(pem),
                                            carnet_buf_len(pem)),
                  CARNET_KEY_SECRET);
    assert_status(
        carnet_key_decode(&issuer, carnet_buf_data(pem), carnet_buf_len(pem)),
        CARNET_KEY_ALGORITHM);
    cn_buf ed = test_data("keys/ed25519.pem");
    assert_status(carnet_seal_key_decode(&again, ed.data, ed.len),
                  CARNET_KEY_ALGORITHM);
    assert_status(carnet_seal_key_decode(&again, ed.data, 20), CARNET_KEY_FORM);
    cn_buf_free(&ed);
    ed = test_data("keys/x25519.pem"); /* as OpenSSL writes it */
    assert_status(carnet_seal_key_decode(&again, ed.data, ed.len), CARNET_OK);
    carnet_seal_key_free(again);
    cn_buf_free(&ed);
    carnet_buf_free(pem);
    carnet_buf_free(pub);
    carnet_seal_key_free(key);
    carnet_seal_key_free(NULL);
    carnet_seal_public_free(NULL);
    assert_null(carnet_seal_key_get_public(NULL));
    assert_int_equal(carnet_seal_key_size(), CARNET_SEAL_KEY_SIZE);
}

static void wrong_arguments_of_keys_are_statuses(void **state)
{
    (void)state;
    const uint8_t bytes[CARNET_SEAL_KEY_SIZE] = {9};
    carnet_seal_key *key = NULL;
    carnet_seal_public *open = NULL;
    carnet_buf *pem = NULL;
    assert_status(carnet_seal_key_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_key_decode(NULL, bytes, 1), CARNET_CALLER_NULL);
    assert_status(carnet_seal_key_decode(&key, NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_seal_key_encode(NULL, key), CARNET_CALLER_NULL);
    assert_status(carnet_seal_key_encode(&pem, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_from_bytes(NULL, bytes, sizeof bytes),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_from_bytes(&open, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_from_bytes(&open, bytes, 31),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_seal_public_decode(NULL, bytes, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_decode(&open, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_encode(NULL, open), CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_encode(&pem, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_copy(NULL, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_seal_public_from_bytes(&open, bytes, sizeof bytes),
                  CARNET_OK);
    assert_status(carnet_seal_public_copy(NULL, open), CARNET_CALLER_NULL);
    uint8_t out[CARNET_SEAL_KEY_SIZE];
    assert_status(carnet_seal_public_copy(out, NULL), CARNET_CALLER_NULL);
    carnet_seal_public_free(open);
}

/* ---- second forms ---- */

/* What RFC 7748 takes all the same: the masked bit, and u from 2^255 - 19 on.
   Of these u are 0 to 18, of which some are of low order. */
static void refuses_public_keys_in_a_second_form(void **state)
{
    (void)state;
    carnet_seal_key key;
    carnet_seal_public *made = NULL;
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
    assert_status(cn_crypto_seal_key_new(&key), CARNET_OK);
    memcpy(bytes, key.public_key.bytes, sizeof bytes);
    bytes[31] |= 0x80;
    assert_status(carnet_seal_public_from_bytes(&made, bytes, sizeof bytes),
                  CARNET_KEY_FORM);
    memset(bytes, 0xff, sizeof bytes);
    bytes[31] = 0x7f;
    for (unsigned low_byte = 0xe0; low_byte <= 0xff; low_byte++) {
        bytes[0] = (uint8_t)low_byte;
        carnet_status status =
            carnet_seal_public_from_bytes(&made, bytes, sizeof bytes);
        assert_status(status, low_byte < 0xec    ? CARNET_OK
                              : low_byte <= 0xee ? CARNET_KEY_EXCHANGE
                                                 : CARNET_KEY_FORM);
        carnet_seal_public_free(made);
    }
    bytes[0] = 0xff;
    for (size_t i = 1; i < sizeof bytes; i++) { /* below it by any byte */
        bytes[i] ^= 1;
        assert_status(carnet_seal_public_from_bytes(&made, bytes, sizeof bytes),
                      CARNET_OK);
        carnet_seal_public_free(made);
        bytes[i] ^= 1;
    }
}

/* ---- memory ---- */

static carnet_status all_calls(cn_span pem)
{
    carnet_seal_key *fresh = NULL;
    carnet_seal_key *read = NULL;
    carnet_seal_public *open = NULL;
    carnet_buf *secret_text = NULL;
    carnet_buf *public_text = NULL;
    carnet_status status = carnet_seal_key_new(&fresh);
    assert_int_equal(fresh != NULL, status == CARNET_OK);
    if (status == CARNET_OK) {
        status = carnet_seal_key_decode(&read, pem.data, pem.len);
        assert_int_equal(read != NULL, status == CARNET_OK);
    }
    if (status == CARNET_OK) {
        status = carnet_seal_key_encode(&secret_text, read);
    }
    if (status == CARNET_OK) {
        status = carnet_seal_public_encode(&public_text,
                                           carnet_seal_key_get_public(fresh));
    }
    if (status == CARNET_OK) {
        status = carnet_seal_public_decode(&open, carnet_buf_data(public_text),
                                           carnet_buf_len(public_text));
    }
    assert_int_equal(open != NULL, status == CARNET_OK);
    carnet_seal_key_free(fresh);
    carnet_seal_key_free(read);
    carnet_seal_public_free(open);
    carnet_buf_free(secret_text);
    carnet_buf_free(public_text);
    return status;
}

/* Nor is a key that could not be read. */
static void each_failing_allocation_is_told_and_nothing_is_kept(void **state)
{
    (void)state;
    cn_buf pem = test_data("keys/x25519.pem");
    cn_buf other = test_data("keys/ed25519.pem");
    carnet_seal_key *key = NULL;
    size_t live = test_mem_live();
    size_t taken = test_mem_taken();
    assert_status(all_calls(cn_buf_span(&pem)), CARNET_OK);
    size_t num = test_mem_taken() - taken;
    assert_true(num >= 5);
    for (size_t nth = 1; nth <= num; nth++) {
        test_mem_fail_at(nth);
        assert_status(all_calls(cn_buf_span(&pem)), CARNET_CALLER_MEMORY);
        assert_true(test_mem_has_failed());
        assert_int_equal(test_mem_live(), live);
    }
    test_mem_fail_at(0);
    assert_status(carnet_seal_key_decode(&key, other.data, other.len),
                  CARNET_KEY_ALGORITHM);
    assert_null(key);
    assert_int_equal(test_mem_live(), live);
    cn_buf_free(&pem);
    cn_buf_free(&other);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_travel_as_pem_and_are_told_from_an_issuers),
        cmocka_unit_test(wrong_arguments_of_keys_are_statuses),
        cmocka_unit_test(refuses_public_keys_in_a_second_form),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
