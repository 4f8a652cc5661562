/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking without trust, in three types of their own, so that none is taken
 * for a verdict: an envelope shows key ids, dates and sizes; an outline shows
 * kinds and parts of entries, never values; unverified content is a
 * handwritten note that nobody vouches for.
 */
#ifndef CARNET_PEEK_H
#define CARNET_PEEK_H

#include "carnet/key.h"
#include "carnet/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Envelope facts of an input. No health data. */
typedef struct carnet_envelope carnet_envelope;

/* Kinds and parts of the entries of an input. No values. */
typedef struct carnet_outline carnet_outline;

/* Content of an input that nobody vouches for. */
typedef struct carnet_unverified carnet_unverified;

/*
 * Takes an input apart without reading an entry.
 * out: receives the envelope, yours to free; set to NULL on failure.
 * problem: receives where and why, yours to free, or NULL; may be NULL.
 * input: text or file bytes. input_len: at most 8,388,608 bytes.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * and the text and CBOR classes, CARNET_PRIVACY_PROOF, _PARTIAL,
 * _SEAL, CARNET_RECORD_COUNT.
 * Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_peek(carnet_envelope **out,
                                                     carnet_problem **problem,
                                                     const uint8_t *input,
                                                     size_t input_len);

/*
 * Reading an envelope; an outline and unverified content below likewise.
 * Credentials and entries count from 0. The handle may be NULL wherever no
 * status says otherwise: it has no credential. Past the end a number is 0,
 * unless its comment says more.
 */

/* 1 where the input is a file, 0 where it is text. */
CARNET_API int32_t carnet_peek_is_file(const carnet_envelope *envelope);

/* Bytes of the passport, without prefix, Base45 or magic. */
CARNET_API size_t carnet_peek_num_bytes(const carnet_envelope *envelope);

/* Characters that it has as text, prefix included. */
CARNET_API size_t carnet_peek_num_chars(const carnet_envelope *envelope);

/* Credentials. */
CARNET_API size_t carnet_peek_num_credentials(const carnet_envelope *envelope);

/* Day of issue, days since 1970-01-01; INT32_MIN past the end. As claimed. */
CARNET_API int32_t carnet_peek_issued_days(const carnet_envelope *envelope,
                                           size_t credential);

/* Last valid day; INT32_MIN if unlimited or past the end. As claimed. */
CARNET_API int32_t carnet_peek_valid_until_days(const carnet_envelope *envelope,
                                                size_t credential);

/* Index in a status list; -1 if none. */
CARNET_API int32_t carnet_peek_status_index(const carnet_envelope *envelope,
                                            size_t credential);

/* Bytes that the credential's body has as it travels. */
CARNET_API size_t carnet_peek_num_body_bytes(const carnet_envelope *envelope,
                                             size_t credential);

/* What there is of a part, as claimed. */
#define CARNET_PEEK_WITHHELD 0 /* only its digest */
#define CARNET_PEEK_WHOLE 1    /* all of it, under one seed */
#define CARNET_PEEK_PARTIAL 2  /* entries one by one, perhaps not all */
#define CARNET_PEEK_SEALED 3   /* its digest, and what a key may open */

/* CARNET_PEEK_WHOLE and so on for CARNET_PART_*; WITHHELD past the end. */
CARNET_API int32_t carnet_peek_part(const carnet_envelope *envelope,
                                    size_t credential, int32_t part);

/*
 * The key id that a credential names. out: CARNET_KEY_ID_SIZE bytes.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such credential).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_peek_copy_key_id(
    uint8_t *out, const carnet_envelope *envelope, size_t credential);

/* Frees. envelope: may be NULL. */
CARNET_API void carnet_peek_free(carnet_envelope *envelope);

/*
 * Steps through entries without reading a value. Arguments and statuses as
 * carnet_peek, and CARNET_INFLATE_*.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_peek_outline(carnet_outline **out, carnet_problem **problem,
                    const uint8_t *input, size_t input_len);

/* Readable entries of all credentials in CARNET_PART_*. */
CARNET_API size_t carnet_peek_outline_num(const carnet_outline *outline,
                                          int32_t part);

/* Kind (CARNET_KIND_*) of readable entry i of a part; -1 past the end. */
CARNET_API int32_t carnet_peek_outline_kind(const carnet_outline *outline,
                                            int32_t part, size_t i);

/* Frees. outline: may be NULL. */
CARNET_API void carnet_peek_outline_free(carnet_outline *outline);

/*
 * Reads content whose signature is not checked: a handwritten note. Entries
 * that are not in their legal form are refused all the same. Arguments as
 * carnet_peek; statuses too, CARNET_INFLATE_* and the record class.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_peek_unverified(carnet_unverified **out, carnet_problem **problem,
                       const uint8_t *input, size_t input_len);

/* Credentials. */
CARNET_API size_t
carnet_peek_unverified_num_credentials(const carnet_unverified *content);

/* Readable entries of a credential. */
CARNET_API size_t carnet_peek_unverified_num_entries(
    const carnet_unverified *content, size_t credential);

/* Entry i, desk part first; NULL past the end. Lent by content. */
CARNET_API const carnet_entry *
carnet_peek_unverified_get_entry(const carnet_unverified *content,
                                 size_t credential, size_t i);

/* Wipes and frees. content: may be NULL. */
CARNET_API void carnet_peek_unverified_free(carnet_unverified *content);

#ifdef __cplusplus
}
#endif
#endif
