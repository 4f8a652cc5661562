/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the crypto room: hash, sign, verify, random, and keys as PEM. The
 * only user of libsodium. Algorithms are those of docs/spec/format.md; every
 * comparison of secrets is constant-time, every secret is wiped.
 */
#ifndef CN_CRYPTO_H
#define CN_CRYPTO_H

#include "../base/base.h"
#include "carnet/key.h"

#define CN_CRYPTO_HASH_SIZE 32
#define CN_CRYPTO_SIGNATURE_SIZE 64

struct carnet_public_key {
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    uint8_t digest[CN_CRYPTO_HASH_SIZE]; /* SHA-256 of bytes; kid is its head */
};

struct carnet_secret_key {
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    carnet_public_key public_key;
};

/* Ready before anything else; any thread, any number of times. */
carnet_status cn_crypto_ready(void);
carnet_status cn_crypto_random(uint8_t *out, size_t len);
/* out = BLAKE2b-256 (RFC 7693, unkeyed) of a | b. */
void cn_crypto_blake2b(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span a, cn_span b);
void cn_crypto_sha256(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span s);
bool cn_crypto_equal(const uint8_t *a, const uint8_t *b, size_t len);
/* Ed25519 (RFC 8032), detached. */
carnet_status cn_crypto_sign(uint8_t out[CN_CRYPTO_SIGNATURE_SIZE],
                             cn_span message, const carnet_secret_key *key);
/* CARNET_OK, CARNET_KEY_SIGNATURE, CARNET_CALLER_RANDOM (not ready). */
carnet_status cn_crypto_verify(const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                               cn_span message, const carnet_public_key *key);

#endif
