/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuer keys: Ed25519 (RFC 8032), kept as PEM (RFC 8410: PKCS #8 for the
 * secret, SubjectPublicKeyInfo for the public one). Refuses every point of low
 * order or in a form that is not canonical. Never shows a secret byte. On
 * threads see carnet/types.h.
 */
#ifndef CARNET_KEY_H
#define CARNET_KEY_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A secret key with its public half. Wiped when freed. */
typedef struct carnet_secret_key carnet_secret_key;

/* A public key. */
typedef struct carnet_public_key carnet_public_key;

#define CARNET_KEY_SEED_SIZE 32   /* bytes of an Ed25519 seed */
#define CARNET_KEY_PUBLIC_SIZE 32 /* bytes of an Ed25519 public key */
#define CARNET_KEY_ID_SIZE 4      /* first bytes of SHA-256(public key) */

/* The same constants for callers that can't read headers. */
CARNET_API size_t carnet_key_seed_size(void);
CARNET_API size_t carnet_key_public_size(void);
CARNET_API size_t carnet_key_id_size(void);

/*
 * Makes a new secret key.
 * out: receives the key, yours to free; set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM.
 * RFC 8032 section 5.1.5.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_new(carnet_secret_key **out);

/*
 * Makes a secret key of a seed that the caller keeps.
 * out: receives the key, yours to free; set to NULL on failure.
 * seed: CARNET_KEY_SEED_SIZE bytes, copied. seed_len: their number.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (other length),
 * CARNET_CALLER_MEMORY. RFC 8032 section 5.1.5.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_key_from_seed(
    carnet_secret_key **out, const uint8_t *seed, size_t seed_len);

/*
 * Reads a secret key from PEM ("PRIVATE KEY").
 * out: receives the key, yours to free; set to NULL on failure.
 * pem: the file's bytes; white space around is allowed. pem_len: at most
 * 4,096 bytes.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_KEY_FORM,
 * CARNET_KEY_ALGORITHM, CARNET_KEY_PUBLIC. RFC 8410 section 7.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_decode(carnet_secret_key **out, const uint8_t *pem, size_t pem_len);

/*
 * Writes a secret key as PEM ("PRIVATE KEY").
 * out: receives the text, yours to free (freeing wipes it).
 * key: the key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. RFC 8410 section 7.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_encode(carnet_buf **out, const carnet_secret_key *key);

/* The public half, lent until key is freed. key: may be NULL (gives NULL). */
CARNET_API const carnet_public_key *
carnet_key_get_public(const carnet_secret_key *key);

/* Wipes and frees. key: may be NULL. */
CARNET_API void carnet_key_free(carnet_secret_key *key);

/*
 * Takes a public key from its bytes.
 * out: receives the key, yours to free; set to NULL on failure.
 * bytes: CARNET_KEY_PUBLIC_SIZE bytes, copied. bytes_len: their number.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (other length),
 * CARNET_CALLER_MEMORY, CARNET_KEY_LOW_ORDER. RFC 8032 section 5.1.3.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_key_public_from_bytes(
    carnet_public_key **out, const uint8_t *bytes, size_t bytes_len);

/*
 * Reads a public key from PEM ("PUBLIC KEY").
 * out, pem, pem_len: as in carnet_key_decode.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_KEY_FORM,
 * CARNET_KEY_ALGORITHM, CARNET_KEY_SECRET, CARNET_KEY_LOW_ORDER.
 * RFC 8410 section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_key_public_decode(
    carnet_public_key **out, const uint8_t *pem, size_t pem_len);

/*
 * Writes a public key as PEM ("PUBLIC KEY").
 * out: receives the text, yours to free. key: the key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. RFC 8410 section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_public_encode(carnet_buf **out, const carnet_public_key *key);

/*
 * Copies the bytes of a public key.
 * out: CARNET_KEY_PUBLIC_SIZE bytes of the caller. key: the key.
 * CARNET_OK, CARNET_CALLER_NULL.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_copy_public(uint8_t *out, const carnet_public_key *key);

/*
 * Copies the key id, the first 4 bytes of SHA-256 of the public key.
 * out: CARNET_KEY_ID_SIZE bytes of the caller. key: the key.
 * CARNET_OK, CARNET_CALLER_NULL. docs/spec/format.md section 3.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_key_copy_id(uint8_t *out, const carnet_public_key *key);

/* Frees. key: may be NULL. */
CARNET_API void carnet_key_public_free(carnet_public_key *key);

#ifdef __cplusplus
}
#endif
#endif
