/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Argon2id takes its memory from the system, past our door. In place of
 * libsodium's stands here what libsodium's does where there is none; its own
 * answers are looked at by whatever opens a phrase's lock.
 */
#include "../support/support.h"

#include "crypto/crypto_i.h"

#include <errno.h>

int crypto_pwhash_argon2id(unsigned char *out, unsigned long long out_len,
                           const char *secret, unsigned long long secret_len,
                           const unsigned char *salt, unsigned long long passes,
                           size_t bytes, int algorithm);
int crypto_pwhash_argon2id(unsigned char *out, unsigned long long out_len,
                           const char *secret, unsigned long long secret_len,
                           const unsigned char *salt, unsigned long long passes,
                           size_t bytes, int algorithm)
{
    (void)secret;
    (void)secret_len;
    (void)salt;
    (void)passes;
    (void)algorithm;
    (void)out;
    (void)out_len;
    errno = bytes > 0 ? ENOMEM : EINVAL;
    return -1;
}

static void argon2id_says_that_memory_is_short(void **state)
{
    (void)state;
    static const uint8_t salt[CN_CRYPTO_SALT_SIZE];
    uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE];
    assert_status(cn_crypto_argon2id(out, CN_SPAN_LIT("phrase"), salt, 1,
                                     CN_LIMIT_ARGON2_KIB_MIN),
                  CARNET_CALLER_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(argon2id_says_that_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
