/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom to believe: public keys of issuers, and trust lists, which an
 * organisation signs: issuers with their keys, what each may sign and when
 * (docs/spec/trust.md). By default nobody is believed. A list is never taken
 * back to an older one; which one is stored where is the caller's.
 */
#ifndef CARNET_TRUST_H
#define CARNET_TRUST_H

#include "carnet/key.h"
#include "carnet/seal.h"
#include "carnet/status_list.h"
#include "carnet/verify.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A trust list whose signature holds. Never changes once made. */
typedef struct carnet_trust_list carnet_trust_list;

/* What an issuer is: always an organisation, never a site or a speciality. */
#define CARNET_TRUST_STATE 0
#define CARNET_TRUST_INTERGOVERNMENTAL 1
#define CARNET_TRUST_NGO 2
#define CARNET_TRUST_CLINIC 3

/* What became of a key. */
#define CARNET_TRUST_GOOD 0
#define CARNET_TRUST_IS_RETIRED 1 /* given up: what it signed before stays */
#define CARNET_TRUST_IS_COMPROMISED                                            \
    2 /* stolen: nothing that it signed counts */

#define CARNET_TRUST_ID_SIZE 16 /* bytes of the id of a list */
CARNET_API size_t carnet_trust_id_size(void);

/*
 * Reads a trust list that must be signed by one key.
 * out: receives the list, yours to free; set to NULL on failure.
 * problem: receives where and why, yours to free; may be NULL.
 * input: text ("HT1:...") or file bytes, told apart by content; copied.
 * input_len: at most 8,388,608 bytes. key: the list key that is pinned.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM
 * (libsodium can't start), CARNET_TEXT_*, CARNET_CBOR_*, CARNET_TRUST_FORM,
 * CARNET_TRUST_PIN (another key signed), CARNET_KEY_SIGNATURE (changed),
 * CARNET_TRUST_EMPTY, CARNET_TRUST_SELF (it names its own key as an issuer's),
 * CARNET_KEY_TWICE, CARNET_KEY_CROWDED, CARNET_KEY_TEST. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_read(
    carnet_trust_list **out, carnet_problem **problem, const uint8_t *input,
    size_t input_len, const carnet_public_key *key);

/*
 * Reads a list that is to take the place of another: signed by the same key,
 * or, where it begins the next epoch, by the key which the old one names.
 * out: receives the list, yours to free; set to NULL on failure.
 * newer_out: 1 where it may take that place, 0 where it is the same list.
 * old: the list at hand. The rest as in carnet_trust_list_read.
 * As there, and CARNET_TRUST_OTHER, CARNET_TRUST_OLDER, CARNET_TRUST_FORKED
 * (as old, and not the same), CARNET_TRUST_EPOCH, CARNET_TRUST_BACK (a
 * withdrawn key is there as if it were good, or not at all; path says which
 * one of old). docs/spec/trust.md section 3.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_read_next(
    carnet_trust_list **out, int32_t *newer_out, carnet_problem **problem,
    const uint8_t *input, size_t input_len, const carnet_trust_list *old);

/* Frees. list: may be NULL. */
CARNET_API void carnet_trust_list_free(carnet_trust_list *list);

/* The key that signed a list, lent until it is freed. list: may be NULL
   (gives NULL). */
CARNET_API const carnet_public_key *
carnet_trust_list_get_signer(const carnet_trust_list *list);

/* The numbers of a list, and the days on which it was made and on which the
   next one is due, since 1970-01-01; 0 for NULL. */
CARNET_API int64_t carnet_trust_list_epoch(const carnet_trust_list *list);
CARNET_API int64_t carnet_trust_list_sequence(const carnet_trust_list *list);
CARNET_API int32_t carnet_trust_list_issued_days(const carnet_trust_list *list);
CARNET_API int32_t
carnet_trust_list_next_update_days(const carnet_trust_list *list);
CARNET_API size_t carnet_trust_list_num_issuers(const carnet_trust_list *list);
CARNET_API size_t carnet_trust_list_num_keys(const carnet_trust_list *list);

/*
 * The id of a list.
 * out: CARNET_TRUST_ID_SIZE bytes of the caller.
 * CARNET_OK, CARNET_CALLER_NULL.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_list_copy_id(uint8_t *out, const carnet_trust_list *list);

/*
 * A list as a JSON object: a draft's members, and of the list its signer,
 * numbers and day. docs/spec/trust.md section 4.
 * out: receives UTF-8, yours to free.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_list_json(carnet_buf **out, const carnet_trust_list *list);

/*
 * Key i (from 0) of a list as a line of English for who makes lists: issuer,
 * key id, days, what it may sign, what became of it. In the order of the list,
 * which is that of names.
 * out: receives UTF-8, yours to free; safe for a terminal.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_key_text(
    carnet_buf **out, const carnet_trust_list *list, size_t i);

/*
 * Key i (from 0) of a list as a JSON object: its members as in
 * carnet_trust_list_json, and those of its issuer in one of that name.
 * out: receives UTF-8, yours to free.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_key_json(
    carnet_buf **out, const carnet_trust_list *list, size_t i);

/*
 * The same list as a text for a code, or as a file.
 * out: receives the bytes, yours to free. as_text: 0 for a file.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_TEXT_TOO_LONG.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_encode(
    carnet_buf **out, const carnet_trust_list *list, int32_t as_text);

/* ---- whom to believe ---- */

/* Keys and lists. A builder; may be shared once nothing is added. */
typedef struct carnet_trust carnet_trust;

/* Believes nobody. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_new(carnet_trust **out);

/* Adds a public key, for whose window and scope the caller vouches. key: lent
   until trust is freed. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE
   (more than 65,536), CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_add_key(carnet_trust *trust, const carnet_public_key *key);

/* Adds a list. list: lent until trust is freed. CARNET_OK, CARNET_CALLER_NULL,
   CARNET_CALLER_RANGE (more than 64). */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_add_list(carnet_trust *trust, const carnet_trust_list *list);

/*
 * Reads a status list that a key of trust must have signed: the one that signed
 * the credentials it is about, or another key of the same issuer which a trust
 * list lets sign status lists. It is not added.
 * out: receives it, yours to free; set to NULL on failure. trust: with its keys
 * and lists; lent for the call. The rest, and the statuses, as
 * carnet_status_list_read; and CARNET_KEY_COMPROMISED, and of a key that only
 * lists name CARNET_KEY_WINDOW, CARNET_KEY_RETIRED (it was not in use on the
 * day on which the list was made). docs/spec/status.md section 3.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_read_status_list(
    carnet_status_list **out, const carnet_trust *trust, const uint8_t *input,
    size_t input_len);

/* Adds a status list, which carnet_verify_trusting asks about credentials that
   have an index: of several about one key the one made last, and none that a
   compromised key signed. list: lent until trust is freed. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_RANGE (more than 1,024). */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_add_status_list(
    carnet_trust *trust, const carnet_status_list *list);

/*
 * The name of the issuer of a key, as the first trust list that names it says.
 * out: receives UTF-8, one line, yours to free; set to NULL on failure. trust:
 * with its lists. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no list
 * names that key), CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_issuer_name(
    carnet_buf **out, const carnet_trust *trust, const carnet_public_key *key);

/* The one more step after which verdicts give the content of credentials that
   were entered in error, perhaps about another person. trust: may be NULL. */
CARNET_API void carnet_trust_show_in_error(carnet_trust *trust);

/* Frees; not what was lent to it. trust: may be NULL. */
CARNET_API void carnet_trust_free(carnet_trust *trust);

/*
 * Verifies a passport as carnet_verify does, by keys and lists. A key is good
 * that was added or that one list calls good, and that none calls compromised.
 * trust: lent for the call only. The rest, and the statuses, as there.
 * carnet_verify_key_index counts the keys in the order in which they were
 * added; it is -1 for a key that only lists name.
 * docs/spec/verdict.md.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_trusting(
    carnet_verdict **out, const uint8_t *input, size_t input_len,
    const carnet_trust *trust, int64_t now_s);

/* Of the issuer of a credential, as the trust list says: its name, "" where
   none says or it is refused, and its country, "" where it has none. Lent by
   verdict. */
CARNET_API const char *carnet_verify_issuer_name(const carnet_verdict *verdict,
                                                 size_t credential);
CARNET_API const char *
carnet_verify_issuer_country(const carnet_verdict *verdict, size_t credential);
/* CARNET_TRUST_STATE and so on; -1 where no list says. */
CARNET_API int32_t carnet_verify_issuer_kind(const carnet_verdict *verdict,
                                             size_t credential);

/* 1 where the issuer may sign entries of the kind of entry i (from 0), or
   nobody says otherwise; 0 where it may not, and past the end. */
CARNET_API int32_t carnet_verify_entry_in_scope(const carnet_verdict *verdict,
                                                size_t credential, size_t i);

/* ---- making lists ---- */

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
 * and so on; that of an issuer which is there stays as it is. from_days: the
 * first day on which it signs, since 1970-01-01.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_KEY_TWICE, CARNET_KEY_TEST.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_add_key(
    carnet_trust_draft *draft, const char *name, size_t name_len,
    const char *country, size_t country_len, int32_t kind,
    const carnet_public_key *key, int32_t from_days);

/* Of the key that was added last: the last day on which it signs. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_ABSENT (none was
   added). */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_set_until(carnet_trust_draft *draft, int32_t until_days);
/* And the key to which others seal for this issuer. CARNET_OK,
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
 * key_id: CARNET_KEY_ID_SIZE bytes. on_days: the day of withdrawal; what a
 * retired key signed up to it stays good. how: CARNET_TRUST_IS_RETIRED or
 * CARNET_TRUST_IS_COMPROMISED, which is never taken back to retired.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_ABSENT (no
 * such key), CARNET_KEY_CROWDED (several), CARNET_TRUST_BACK.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_draft_withdraw(carnet_trust_draft *draft, const uint8_t *key_id,
                            int32_t on_days, int32_t how);

/* Names the key of the next epoch's lists; NULL for the one that the list
   before names, if it is of the same epoch. CARNET_OK,
   CARNET_CALLER_NULL (draft), CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_draft_set_next_key(
    carnet_trust_draft *draft, const carnet_public_key *key);

/*
 * Signs a draft as the list that follows previous.
 * out: receives a file's bytes, yours to free. problem: receives where and why,
 * yours to free; may be NULL. previous: the last list that was given out; NULL
 * only for the first of all, of epoch 0 and sequence 0. key: the list key, that
 * of previous, or the one which it names as next: then the next epoch begins.
 * issued_days: day of signing, since 1970-01-01.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_CALLER_RANDOM, CARNET_TRUST_LAST (the sequence is at its end: begin
 * the next epoch), CARNET_TRUST_OTHER, CARNET_TRUST_PIN (a key that previous
 * does not name), CARNET_TRUST_BACK, CARNET_TRUST_EMPTY, CARNET_TRUST_SELF,
 * CARNET_TRUST_FORM, CARNET_KEY_TWICE, CARNET_KEY_CROWDED, CARNET_KEY_TEST,
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
