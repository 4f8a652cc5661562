/* SPDX-License-Identifier: Apache-2.0 */
/* ECDSA on P-256 with SHA-256, by OpenSSL's default provider. */
#include "es256.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

static EVP_PKEY *key;
static EVP_MD_CTX *context;
static uint8_t signature[80]; /* DER: at most 72 */
static size_t signature_len;
static const uint8_t *message;
static size_t message_len;

int bench_es256_begin(const uint8_t *bytes, size_t len)
{
    message = bytes;
    message_len = len;
    signature_len = sizeof signature;
    key = EVP_EC_gen("P-256");
    context = EVP_MD_CTX_new();
    return key != NULL && context != NULL &&
           EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
           EVP_DigestSign(context, signature, &signature_len, bytes, len) == 1;
}

int bench_es256_check(void)
{
    return EVP_MD_CTX_reset(context) == 1 &&
           EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
           EVP_DigestVerify(context, signature, signature_len, message,
                            message_len) == 1;
}

void bench_es256_end(void)
{
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}
