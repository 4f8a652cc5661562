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
/* Stolen: nothing that it signed counts */
#define CARNET_TRUST_IS_COMPROMISED 2

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
 * (as old, and not the same), CARNET_TRUST_EPOCH, and in the same epoch
 * CARNET_TRUST_NEXT (not the next key that old names) and CARNET_TRUST_BACK (a
 * withdrawn key is there as if it were good, or not at all; path says which
 * one of old). docs/spec/trust.md section 3.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_trust_list_read_next(
    carnet_trust_list **out, int32_t *newer_out, carnet_problem **problem,
    const uint8_t *input, size_t input_len, const carnet_trust_list *old);

/*
 * Whether a list that is read may take the place of another, by the same rule.
 * newer_out: 1 where it may take that place, 0 where it is the same list. next:
 * the list that came. old: the one at hand.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_TRUST_OTHER, CARNET_TRUST_OLDER,
 * CARNET_TRUST_FORKED, CARNET_TRUST_EPOCH, CARNET_TRUST_PIN (signed neither by
 * the key of old's epoch nor, for the next one, by the key that old names; told
 * of a list with a lower number only as CARNET_TRUST_OLDER), CARNET_TRUST_NEXT,
 * CARNET_TRUST_BACK. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_list_replaces(int32_t *newer_out, const carnet_trust_list *next,
                           const carnet_trust_list *old);

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
 * The key that a list names for the lists of the next epoch: without one,
 * whoever steals the key of this list can't be outlived.
 * out: CARNET_KEY_PUBLIC_SIZE bytes of the caller.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (it names none).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_trust_list_copy_next_key(uint8_t *out, const carnet_trust_list *list);

/*
 * The first key of old from i (from 0) on that old withdraws and list does not:
 * it leaves the key out, or has it as good, as retired where it was
 * compromised, or from a later day on. Only a new epoch may do that, and who
 * signs one should be told. Gives its place in old, SIZE_MAX where there is no
 * more, or for NULL. Any thread.
 */
CARNET_API size_t carnet_trust_list_find_restored(const carnet_trust_list *list,
                                                  const carnet_trust_list *old,
                                                  size_t i);

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

/* Adds a list. Of lists of one id only that of the highest epoch and sequence
   counts, in whatever order they come; but a key that any other of the same
   epoch calls compromised is so. list: lent until trust is freed. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_RANGE (more than 64), CARNET_TRUST_FORKED
   (it has the number of another of its id, and is not the same). */
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

#ifdef __cplusplus
}
#endif
#endif
