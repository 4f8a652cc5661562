/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making trust lists, for the organisation that signs one: a draft with issuers
 * and their keys, filled and withdrawn, which follows the list before it
 * (docs/spec/trust.md). What verifiers would refuse is not signed. On threads
 * see carnet/types.h.
 */
#ifndef CARNET_TRUST_DRAFT_H
#define CARNET_TRUST_DRAFT_H

#include "carnet/trust.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_TRUST_WORD_SIZE 256 /* bytes of a word of a name, and a zero */
CARNET_API size_t carnet_trust_word_size(void);

/* 1 where a name that desks will see tells an illness, a speciality or a site
   for one kind of patient, by a word which word_out (CARNET_TRUST_WORD_SIZE
   bytes of the caller) receives; else 0. A warning, no proof. name: UTF-8 of
   name_len bytes. */
CARNET_API int32_t carnet_trust_name_tells(char *word_out, const char *name,
                                           size_t name_len);

/* A list that is not yet signed. A builder: one thread at a time. */
typedef struct carnet_trust_draft carnet_trust_draft;

/*
 * Makes a draft of a new list, with a random id and no issuer.
 * out: receives it, yours to free; set to NULL on failure.
 * valid_days: 1 to 3,650; the next list is due so many days after the day of
 * signing. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE,
 * CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_new(carnet_trust_draft **out, int32_t valid_days);

/* A draft of what a list says. out, statuses: as carnet_trust_draft_new. */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_from_list(
    carnet_trust_draft **out, const carnet_trust_list *list);

/*
 * Reads a draft from JSON, docs/spec/trust.md section 4.
 * out: receives it, yours to free; set to NULL on failure. problem: receives
 * where and why, yours to free; may be NULL. json: UTF-8, at most 8,388,608
 * bytes. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_JSON_*,
 * CARNET_TRUST_FORM.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_decode(carnet_trust_draft **out, carnet_problem **problem,
                          const char *json, size_t json_len);

/* Writes a draft as JSON. out: receives UTF-8, yours to free. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_encode(carnet_buf **out, const carnet_trust_draft *draft);

/*
 * Adds a key to an issuer, and the issuer where there is none of that name and
 * country. What the key may do is set by the calls below, until the next one is
 * added.
 * name: UTF-8 of name_len bytes, 1 to 128, on one line. country: two capital
 * letters (ISO 3166-1) of country_len bytes, or none. kind: CARNET_TRUST_STATE
 * and so on; that of an issuer which is there stays as it is. key: copied.
 * from_days: the first day on which it signs, 0 to 2,932,896 days since
 * 1970-01-01.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_KEY_TWICE, CARNET_KEY_TEST.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_add_key(
    carnet_trust_draft *draft, const char *name, size_t name_len,
    const char *country, size_t country_len, int32_t kind,
    const carnet_public_key *key, int32_t from_days);

/* Of the key that was added last: the last day on which it signs. until_days: 0
   to 2,932,896 days since 1970-01-01, and not before its first day. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_ABSENT (none was
   added). */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_set_until(carnet_trust_draft *draft, int32_t until_days);
/* And the key to which others seal for this issuer. sealing: copied. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_ABSENT, CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_set_sealing(
    carnet_trust_draft *draft, const carnet_seal_public *sealing);
/* And what it may sign: credentials, status lists (each 0 for no); both at
   first, and not neither. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE,
   CARNET_CALLER_ABSENT. */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_set_use(
    carnet_trust_draft *draft, int32_t credentials, int32_t status);
/* And one more kind of entry that it may sign, by name as in a record; without
   any, all. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT,
   CARNET_RECORD_KIND (no such kind). */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_allow_kind(
    carnet_trust_draft *draft, const char *kind, size_t kind_len);

/*
 * Withdraws a key.
 * key_id: CARNET_KEY_ID_SIZE bytes. on_days: the day of withdrawal, 0 to
 * 2,932,896 days since 1970-01-01; what a retired key signed up to it stays
 * good. how: CARNET_TRUST_IS_RETIRED or CARNET_TRUST_IS_COMPROMISED, which is
 * never taken back to retired.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_ABSENT (no
 * such key), CARNET_KEY_CROWDED (several), CARNET_TRUST_BACK.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_withdraw(carnet_trust_draft *draft, const uint8_t *key_id,
                            int32_t on_days, int32_t how);

/* Names the key of the next epoch's lists. key: copied; NULL for the one that
   the list before names, if it is of the same epoch: once named it stays for
   all of an epoch. CARNET_OK, CARNET_CALLER_NULL (draft), CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_set_next_key(
    carnet_trust_draft *draft, const carnet_public_key *key);

/*
 * Signs a draft as the list that follows previous.
 * out: receives a file's bytes, yours to free. problem: receives where and why,
 * yours to free; may be NULL. previous: the last list that was given out; NULL
 * only for the first of all, of epoch 0 and sequence 0. key: the list key, that
 * of previous, or the one which it names as next: then the next epoch begins.
 * issued_days: day of signing, 0 to 2,932,896 days since 1970-01-01.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM, CARNET_TRUST_LAST (the sequence is at its end: begin
 * the next epoch), CARNET_TRUST_OTHER, CARNET_TRUST_PIN (a key that previous
 * does not name), in the epoch of previous CARNET_TRUST_NEXT (another next key)
 * and CARNET_TRUST_BACK, CARNET_TRUST_EMPTY, CARNET_TRUST_SELF,
 * CARNET_TRUST_FORM, CARNET_KEY_TWICE (a key stands twice, or the next key is
 * the one that signs), CARNET_KEY_CROWDED, CARNET_KEY_TEST,
 * CARNET_KEY_LOW_ORDER, CARNET_KEY_EXCHANGE.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_sign(
    carnet_buf **out, carnet_problem **problem, const carnet_trust_draft *draft,
    const carnet_trust_list *previous, const carnet_secret_key *key,
    int32_t issued_days);

/* Frees. draft: may be NULL. */
CARNET_API void carnet_trust_draft_free(carnet_trust_draft *draft);

#ifdef __cplusplus
}
#endif
#endif
