/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Status lists: what an issuer says of its credentials after it has given them
 * out, as an IETF Token Status List signed by it (docs/spec/status.md). A
 * credential that carries an index is looked up in the list of its issuer; what
 * no list speaks of is unknown, never good. Neither a revoked nor an old
 * credential is kept from a reader; one that was entered in error is.
 */
#ifndef CARNET_STATUS_LIST_H
#define CARNET_STATUS_LIST_H

#include "carnet/key.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What an entry says: Token Status List section 7, and 3 for carnet. */
#define CARNET_STATUS_LIST_GOOD 0
#define CARNET_STATUS_LIST_REVOKED 1
#define CARNET_STATUS_LIST_SUSPENDED 2
#define CARNET_STATUS_LIST_IN_ERROR 3 /* perhaps another patient's */

#define CARNET_STATUS_LIST_MAX_ENTRIES 1048576 /* entries of a list */
#define CARNET_STATUS_LIST_ISSUER_SIZE 32      /* bytes of SHA-256 of a key */
CARNET_API size_t carnet_status_list_issuer_size(void);

/* ---- a list that is signed ---- */

/* A status list whose signature holds. Never changes once made. */
typedef struct carnet_status_list carnet_status_list;

/*
 * Reads a status list that one of some keys must have signed, about the
 * credentials which that same key signed.
 * out: receives the list, yours to free; set to NULL on failure.
 * input: text ("HR1:...") or file bytes, told apart by content; copied.
 * input_len: at most 8,388,608 bytes. keys: num_keys public keys of issuers,
 * lent for the call only; num_keys: 0 to 65,536.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM (libsodium can't start), CARNET_TEXT_*, CARNET_CBOR_*
 * (_SHAPE: another kind of list), CARNET_KEY_UNKNOWN, CARNET_KEY_SIGNATURE,
 * CARNET_KEY_ISSUER (about another issuer's credentials), and of what is
 * compressed CARNET_INFLATE_DATA, _LIMIT, _TRAILING. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_list_read(
    carnet_status_list **out, const uint8_t *input, size_t input_len,
    const carnet_public_key *const *keys, size_t num_keys);

/*
 * The same, of a list about what one key signed, signed by another key of the
 * same issuer, as the caller knows. issuer: the key that the list must be
 * about. signer: the one that must have signed it.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_KEY_ISSUER, and as
 * carnet_status_list_read.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_list_read_by(
    carnet_status_list **out, const uint8_t *input, size_t input_len,
    const carnet_public_key *issuer, const carnet_public_key *signer);

/*
 * Reads a list that was believed when it was kept, whoever may sign by now:
 * only to compare it with one that is to take its place, never to go by what it
 * says. out: receives the list, yours to free; set to NULL on failure. input:
 * text or file of input_len bytes, copied. signer: the key that signed it, as
 * the caller noted when it was believed; it may be about what another key
 * signed. CARNET_OK, CARNET_CALLER_NULL, and as carnet_status_list_read.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_list_read_kept(carnet_status_list **out, const uint8_t *input,
                             size_t input_len, const carnet_public_key *signer);

/* Frees. list: may be NULL. */
CARNET_API void carnet_status_list_free(carnet_status_list *list);

/* What a list says of an index (from 0): CARNET_STATUS_LIST_GOOD and so on, or
   a number to 255 that carnet knows no meaning of; -1 past the end, which is
   unknown, and for NULL. */
CARNET_API int32_t carnet_status_list_get(const carnet_status_list *list,
                                          int64_t index);

/* Entries of a list, and bits of each: 1, 2, 4 or 8; 0 for NULL. */
CARNET_API size_t
carnet_status_list_num_entries(const carnet_status_list *list);
CARNET_API int32_t carnet_status_list_bits(const carnet_status_list *list);

/* When it was made, and from when on it is old, seconds since 1970-01-01: 30
   days later where it names no end. INT64_MIN for NULL. */
CARNET_API int64_t carnet_status_list_issued_s(const carnet_status_list *list);
CARNET_API int64_t carnet_status_list_expires_s(const carnet_status_list *list);

/* How long it may be used before a newer one should be looked for, seconds; 0
   where it does not say, and for NULL. */
CARNET_API int64_t carnet_status_list_ttl_s(const carnet_status_list *list);

/*
 * SHA-256 of the key whose credentials a list is about.
 * out: CARNET_STATUS_LIST_ISSUER_SIZE bytes of the caller.
 * CARNET_OK, CARNET_CALLER_NULL.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_list_copy_issuer(uint8_t *out, const carnet_status_list *list);

/* The key that signed a list, lent until it is freed. list: may be NULL (gives
   NULL). */
CARNET_API const carnet_public_key *
carnet_status_list_get_signer(const carnet_status_list *list);

/*
 * Whether a list may take the place of another that is kept: never one that was
 * made earlier.
 * newer_out: 1 where it may take that place, 0 where it is the same list. next:
 * the list that came. old: the one at hand; NULL where there is none. now_s:
 * seconds since 1970-01-01.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_TRUST_OTHER (about another key),
 * CARNET_TRUST_OLDER, CARNET_TRUST_FORKED (made at the same second, and not the
 * same), CARNET_KEY_FUTURE (dated after tomorrow). docs/spec/status.md section
 * 5.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_list_replaces(int32_t *newer_out, const carnet_status_list *next,
                            const carnet_status_list *old, int64_t now_s);

/*
 * The same list as a text for a code, or as a file.
 * out: receives the bytes, yours to free. as_text: 0 for a file.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_TEXT_TOO_LONG.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_list_encode(
    carnet_buf **out, const carnet_status_list *list, int32_t as_text);

/* ---- making lists ---- */

/* What an issuer keeps: which indices it has given out, and what it says of
   each. A builder: one thread at a time. */
typedef struct carnet_status_draft carnet_status_draft;

/*
 * Makes a draft in which no index is given out.
 * out: receives it, yours to free; set to NULL on failure. issuer: the key that
 * signs the credentials; copied. bits: of an entry, 1, 2, 4 or 8; with 1 only
 * good and revoked can be said. num_entries: 8 to 1,048,576, so many that they
 * fill whole bytes.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_draft_new(
    carnet_status_draft **out, const carnet_public_key *issuer, int32_t bits,
    size_t num_entries);

/*
 * Reads a draft that carnet_status_draft_encode wrote.
 * out: receives it, yours to free; set to NULL on failure. bytes: of bytes_len,
 * copied. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CBOR_*,
 * CARNET_INFLATE_DATA, _LIMIT, _TRAILING.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_draft_decode(
    carnet_status_draft **out, const uint8_t *bytes, size_t bytes_len);

/* Writes a draft, for the issuer alone: docs/spec/status.md section 6. out:
   receives the bytes, yours to free. CARNET_OK, CARNET_CALLER_NULL,
   CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_draft_encode(carnet_buf **out, const carnet_status_draft *draft);

/*
 * Gives out an index: a random one of those that were not given out.
 * index_out: receives it. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT
 * (none is left), CARNET_CALLER_RANDOM.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_draft_take(int32_t *index_out, carnet_status_draft *draft);

/*
 * Says of an index what became of its credential.
 * value: CARNET_STATUS_LIST_GOOD and so on. CARNET_OK, CARNET_CALLER_NULL,
 * CARNET_CALLER_RANGE (more than the bits can say), CARNET_CALLER_ABSENT (this
 * index was never given out).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_status_draft_set(
    carnet_status_draft *draft, int64_t index, int32_t value);

/* What a draft says of an index; -1 where it was never given out, and for
   NULL. */
CARNET_API int32_t carnet_status_draft_get(const carnet_status_draft *draft,
                                           int64_t index);

/* Entries of a draft, how many were given out, and bits of each; 0 for NULL. */
CARNET_API size_t
carnet_status_draft_num_entries(const carnet_status_draft *draft);
CARNET_API size_t
carnet_status_draft_num_taken(const carnet_status_draft *draft);
CARNET_API int32_t carnet_status_draft_bits(const carnet_status_draft *draft);

/* 1 where a draft is about what this key signs, else 0. */
CARNET_API int32_t carnet_status_draft_is_of(const carnet_status_draft *draft,
                                             const carnet_public_key *issuer);

/*
 * Signs what a draft says now.
 * out: receives a file's bytes, yours to free; set to NULL on failure. key: the
 * issuer's, or another of the same issuer that may sign status lists.
 * issued_s: time of signing, seconds since 1970-01-01, 0 to 253,402,300,799.
 * valid_days: 1 to 3,650; after so many days the list is old. ttl_s: how long
 * it may be used before a newer one should be looked for, 0 to 4,294,967,295;
 * 0 does not say.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM; of the last list that the draft notes, unless its day
 * was still to come at issued_s, CARNET_TRUST_FORKED (it is of that second) and
 * CARNET_TRUST_OLDER (it is of a later one): readers would not take this one.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_draft_sign(carnet_buf **out, const carnet_status_draft *draft,
                         const carnet_secret_key *key, int64_t issued_s,
                         int32_t valid_days, int64_t ttl_s);

/*
 * Notes when a list of a draft was made, before that list is given out: an
 * older copy of the draft, brought back, is then known by what it does not
 * note. issued_s: as it was signed; an earlier one than noted changes nothing,
 * unless the one noted was of a later day than tomorrow, by a clock that was
 * wrong.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_status_draft_note_signed(carnet_status_draft *draft, int64_t issued_s);

/* When the last list that a draft notes was made; -1 where it notes none, and
   for NULL. */
CARNET_API int64_t
carnet_status_draft_signed_s(const carnet_status_draft *draft);

/* Wipes and frees. draft: may be NULL. */
CARNET_API void carnet_status_draft_free(carnet_status_draft *draft);

#ifdef __cplusplus
}
#endif
#endif
