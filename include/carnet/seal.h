/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing: a part of a presentation that only a clinic's key or the holder's
 * phrase opens, and opening it. Nobody else sees more than that something is
 * sealed, which may be nothing at all. docs/spec/format.md section 4.
 */
#ifndef CARNET_SEAL_H
#define CARNET_SEAL_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A clinic's secret key, X25519, with its public half. Wiped when freed. It is
   no issuer's key. */
typedef struct carnet_seal_key carnet_seal_key;

/* Its public half, to which anyone can seal. */
typedef struct carnet_seal_public carnet_seal_public;

/* To whom the parts of a presentation are sealed: made by one thread, and then
   used as often as wanted. Wiped when freed. */
typedef struct carnet_sealing carnet_sealing;

#define CARNET_SEAL_KEY_SIZE 32     /* bytes of a key, secret or public */
#define CARNET_SEAL_RECIPIENTS 8    /* of one part, the phrase included */
#define CARNET_SEAL_PHRASE_CHARS 19 /* of a phrase as it is written */

/* The same constants for callers that can't read headers. */
CARNET_API size_t carnet_seal_key_size(void);
CARNET_API size_t carnet_seal_recipients(void);
CARNET_API size_t carnet_seal_phrase_chars(void);

/* ---- keys ---- */

/*
 * Makes a new secret key.
 * out: receives the key, yours to free; set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM.
 * RFC 7748 section 6.1.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_key_new(carnet_seal_key **out);

/*
 * Reads a secret key from PEM ("PRIVATE KEY").
 * out: receives the key, yours to free; set to NULL on failure.
 * pem: the file's bytes; white space around is allowed. pem_len: at most
 * 4,096 bytes.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_KEY_FORM,
 * CARNET_KEY_ALGORITHM (an issuer's key, for one), CARNET_KEY_PUBLIC.
 * RFC 8410 section 7.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_key_decode(
    carnet_seal_key **out, const uint8_t *pem, size_t pem_len);

/*
 * Writes a secret key as PEM ("PRIVATE KEY").
 * out: receives the text, yours to free (freeing wipes it). key: the key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. RFC 8410 section 7.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_key_encode(carnet_buf **out, const carnet_seal_key *key);

/* The public half, lent until key is freed. key: may be NULL (gives NULL). */
CARNET_API const carnet_seal_public *
carnet_seal_key_get_public(const carnet_seal_key *key);

/* Wipes and frees. key: may be NULL. */
CARNET_API void carnet_seal_key_free(carnet_seal_key *key);

/*
 * Takes a public key from its bytes.
 * out: receives the key, yours to free; set to NULL on failure.
 * bytes: CARNET_SEAL_KEY_SIZE bytes, copied. bytes_len: their number.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (other length),
 * CARNET_CALLER_MEMORY, CARNET_KEY_EXCHANGE, CARNET_KEY_FORM (not below
 * 2^255 - 19). RFC 7748 section 6.1.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_public_from_bytes(
    carnet_seal_public **out, const uint8_t *bytes, size_t bytes_len);

/*
 * Reads a public key from PEM ("PUBLIC KEY").
 * out, pem, pem_len: as in carnet_seal_key_decode.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_KEY_FORM,
 * CARNET_KEY_ALGORITHM, CARNET_KEY_SECRET, CARNET_KEY_EXCHANGE.
 * RFC 8410 section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_public_decode(
    carnet_seal_public **out, const uint8_t *pem, size_t pem_len);

/*
 * Writes a public key as PEM ("PUBLIC KEY").
 * out: receives the text, yours to free. key: the key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. RFC 8410 section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_public_encode(carnet_buf **out, const carnet_seal_public *key);

/*
 * Copies the bytes of a public key.
 * out: CARNET_SEAL_KEY_SIZE bytes of the caller. key: the key.
 * CARNET_OK, CARNET_CALLER_NULL.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_public_copy(uint8_t *out, const carnet_seal_public *key);

/* Frees. key: may be NULL. */
CARNET_API void carnet_seal_public_free(carnet_seal_public *key);

/* ---- phrases ---- */

/*
 * Makes a phrase: 16 letters and digits in groups of four, 67 random bits and
 * a check character.
 * out: receives CARNET_SEAL_PHRASE_CHARS characters, yours to free (freeing
 * wipes them); set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM.
 * docs/spec/phrase.md.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_phrase_new(carnet_buf **out);

/*
 * Whether a phrase, as somebody typed it, may be one that carnet made: any
 * case, any separators, letters that look like digits.
 * phrase: phrase_len bytes of UTF-8.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_PRIVACY_PHRASE,
 * CARNET_PRIVACY_MISTYPED. docs/spec/phrase.md.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_phrase_check(const char *phrase, size_t phrase_len);

/* ---- sealing ---- */

/*
 * Begins with nobody.
 * out: receives the handle, yours to free; set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_new(carnet_sealing **out);

/*
 * Adds a clinic that can open a part.
 * sealing: the handle. key: copied. part: CARNET_PART_CLINIC or _PRIVATE.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (another part),
 * CARNET_PRIVACY_RECIPIENTS (too many, the same once more, or a decoy).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_add_key(
    carnet_sealing *sealing, const carnet_seal_public *key, int32_t part);

/*
 * Adds the holder's phrase, which opens a part. Each sealed part costs 64 MiB
 * of memory for as long as the phrase is made a key, here and where it opens.
 * sealing: the handle. phrase: phrase_len bytes, as in
 * carnet_seal_phrase_check; copied. part: as in carnet_seal_add_key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_PRIVACY_PHRASE,
 * CARNET_PRIVACY_MISTYPED, CARNET_PRIVACY_RECIPIENTS.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_add_phrase(carnet_sealing *sealing, const char *phrase,
                       size_t phrase_len, int32_t part);

/*
 * Makes a part a decoy: sealed to a key that is thrown away. It looks like any
 * other sealed part, so that none proves that there is something in it.
 * sealing, part: as in carnet_seal_add_key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE,
 * CARNET_PRIVACY_RECIPIENTS (there is one).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_seal_add_decoy(carnet_sealing *sealing, int32_t part);

/* Wipes and frees. sealing: may be NULL. */
CARNET_API void carnet_seal_free(carnet_sealing *sealing);

/*
 * Makes a presentation as carnet_privacy_present does, with parts sealed. Of
 * every credential a part to be sealed is sealed where it is whole, empty or
 * not, and the credential stays; a decoy needs nothing but its digest. Where a
 * word to withhold names the part, the credential, or an entry of the part, it
 * is withheld as a whole; by a kind that the part of one credential has, so is
 * that of all which the word names.
 * sealing: to whom; at least one recipient. All else, and the statuses, as in
 * carnet_privacy_present; and CARNET_CALLER_RANDOM, CARNET_PRIVACY_RECIPIENTS
 * (nobody), CARNET_PRIVACY_PIECES (a part to be sealed is partial, or nowhere
 * whole).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_present(
    carnet_buf **out, carnet_problem **problem, const uint8_t *passport,
    size_t passport_len, const char *audience, const char *const *show,
    size_t num_show, const char *const *withhold, size_t num_withhold,
    const carnet_sealing *sealing);

/*
 * Opens what is sealed: a passport in which every part that this key or phrase
 * opens is whole. It is verified like any other; what does not open stays
 * sealed. What opens is held against the digest beside it, so that it is what
 * was signed if the signature holds.
 * out: receives the bytes of a file, yours to free (freeing wipes them); set
 * to NULL on failure.
 * problem: receives where and why, yours to free, or NULL; may be NULL.
 * passport: text or file bytes. passport_len: at most 8,388,608 bytes.
 * key: the clinic's, or NULL. phrase: phrase_len bytes, as in
 * carnet_seal_phrase_check, or NULL and 0. At least one of both.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM (not ready), CARNET_PRIVACY_PHRASE,
 * CARNET_PRIVACY_MISTYPED, CARNET_PRIVACY_UNSEALED, CARNET_PRIVACY_UNOPENED,
 * CARNET_PRIVACY_CONTENT, CARNET_KEY_EXCHANGE (a lock with a point of low
 * order), CARNET_PRIVACY_TRIES (a phrase, and more than 64 parts with a lock
 * of one: each try takes 64 MiB and three passes over them), and what makes a
 * passport malformed, as in carnet_privacy_present. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_seal_open(
    carnet_buf **out, carnet_problem **problem, const uint8_t *passport,
    size_t passport_len, const carnet_seal_key *key, const char *phrase,
    size_t phrase_len);

#ifdef __cplusplus
}
#endif
#endif
