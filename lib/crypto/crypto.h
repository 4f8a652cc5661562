/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the crypto room: hash, sign, verify, random, keys as PEM, and what
 * parts are sealed with: AEAD, HPKE to a clinic's key, a key from a phrase. The
 * only user of libsodium. Algorithms are those of docs/spec/format.md; every
 * comparison of secrets is constant-time, every secret is wiped.
 */
#ifndef CN_CRYPTO_H
#define CN_CRYPTO_H

#include "../base/base.h"
#include "carnet/key.h"
#include "carnet/seal.h"

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

/* X25519 (RFC 7748): what sealing to a clinic needs. */
struct carnet_seal_public {
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
};

struct carnet_seal_key {
    uint8_t secret[CARNET_SEAL_KEY_SIZE];
    carnet_seal_public public_key;
};

/* Ready before anything else; any thread, any number of times. */
carnet_status cn_crypto_ready(void);
/* CARNET_OK, CARNET_CALLER_RANDOM, of which out tells nothing. */
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

/* ---- sealing ---- */

#define CN_CRYPTO_AEAD_KEY_SIZE 32
#define CN_CRYPTO_NONCE_SIZE 12
#define CN_CRYPTO_TAG_SIZE 16
#define CN_CRYPTO_SALT_SIZE 16

/*
 * ChaCha20-Poly1305 (RFC 8439) under a key that seals once: out gets as many
 * bytes as plain has and CN_CRYPTO_TAG_SIZE more, and may be where plain is.
 */
void cn_crypto_aead_seal(uint8_t *out,
                         const uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE],
                         const uint8_t nonce[CN_CRYPTO_NONCE_SIZE], cn_span aad,
                         cn_span plain);
/* The way back, CN_CRYPTO_TAG_SIZE bytes less. CARNET_OK or
   CARNET_PRIVACY_UNOPENED, of which out tells nothing. */
carnet_status cn_crypto_aead_open(uint8_t *out,
                                  const uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE],
                                  const uint8_t nonce[CN_CRYPTO_NONCE_SIZE],
                                  cn_span aad, cn_span sealed);

/*
 * HPKE (RFC 9180) in base mode, one message: DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, ChaCha20-Poly1305, aad empty. enc gets the point of a key that
 * is made and thrown away here. CARNET_OK, CARNET_KEY_EXCHANGE,
 * CARNET_CALLER_RANDOM.
 */
carnet_status cn_crypto_hpke_seal(uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                  uint8_t *out, const carnet_seal_public *to,
                                  cn_span info, cn_span plain);
/* CARNET_OK, CARNET_KEY_EXCHANGE, CARNET_PRIVACY_UNOPENED. */
carnet_status cn_crypto_hpke_open(uint8_t *out,
                                  const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                  const carnet_seal_key *key, cn_span info,
                                  cn_span sealed);

/*
 * Argon2id, version 1.3, one lane (RFC 9106). More than CN_LIMIT_ARGON2_KIB of
 * memory, CN_LIMIT_ARGON2_PASSES or CN_LIMIT_STRING bytes of secret are refused
 * before any work. CARNET_OK, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM (not ready).
 */
carnet_status cn_crypto_argon2id(uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE],
                                 cn_span secret,
                                 const uint8_t salt[CN_CRYPTO_SALT_SIZE],
                                 uint32_t passes, uint32_t kib);

/* A random number below bound, 1 or more; each as likely. CARNET_OK,
   CARNET_CALLER_RANDOM. */
carnet_status cn_crypto_below(uint32_t *out, uint32_t bound);

/* A new key. CARNET_OK, CARNET_CALLER_RANDOM. */
carnet_status cn_crypto_seal_key_new(carnet_seal_key *out);

#endif
