/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuing: a record and a day give a plan, which says for every entry where it
 * goes, why, and what it costs; a plan and a secret key give a passport of one
 * credential. Also a passport's two forms, text and file.
 */
#ifndef CARNET_ISSUE_H
#define CARNET_ISSUE_H

#include "carnet/key.h"
#include "carnet/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What issuing will do. Never changes once made. */
typedef struct carnet_plan carnet_plan;

#define CARNET_ISSUE_UNLIMITED (-1) /* valid_days: no last valid day */
#define CARNET_ISSUE_SEED_SIZE 16   /* bytes of a root seed */
CARNET_API size_t carnet_issue_seed_size(void);

/*
 * Encodes and checks a record as it will be signed; signs nothing.
 * out: receives the plan, yours to free; set to NULL on failure.
 * problem: receives where and why, yours to free, or NULL; may be NULL.
 * record: lent for the call. issued_days: day of issue, days since
 * 1970-01-01, 0 to 2,932,896. valid_days: last valid day minus day of issue,
 * 0 to 65,535, or CARNET_ISSUE_UNLIMITED; that day is 9999-12-31 (2,932,896)
 * at most.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * and the record class. Any thread. docs/spec/format.md sections 5 to 7.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_plan(
    carnet_plan **out, carnet_problem **problem, const carnet_record *record,
    int32_t issued_days, int32_t valid_days);

/*
 * The plan of a card: a passport of its own for one audience, with its own
 * signature and seed, which cannot be linked to other cards of the same record
 * by anything but what both say and who issued them on which day.
 * audience: NUL-terminated name (docs/spec/audiences.md). It has the entries
 * that carnet_privacy_present would show that audience. What would lead to
 * another card is not in it: references to entries that it leaves out and to
 * other credentials, passport_id, and entries that are kept as CBOR.
 * The rest as carnet_issue_plan, and CARNET_PRIVACY_CHOICE (no such audience),
 * CARNET_PRIVACY_NOTHING (it would see no entry).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_plan_for(
    carnet_plan **out, carnet_problem **problem, const carnet_record *record,
    const char *audience, int32_t issued_days, int32_t valid_days);

/* Reading a plan. plan may be NULL: it has no entry. */

/* Entries, in the order in which they will stand: desk, clinic, private. */
CARNET_API size_t carnet_issue_num_entries(const carnet_plan *plan);

/* The entry itself, as it will read; NULL past the end. Lent by plan. */
CARNET_API const carnet_entry *carnet_issue_get_entry(const carnet_plan *plan,
                                                      size_t i);

/* Which entry of the record it is, from 0; SIZE_MAX past the end. */
CARNET_API size_t carnet_issue_record_index(const carnet_plan *plan, size_t i);

/* Part that entry i asks for by its kind, codes and words; -1 past the end. */
CARNET_API int32_t carnet_issue_default_part(const carnet_plan *plan, size_t i);

/* Rule that asks for that part, such as "HIV (ICD-10 B20-B24)"; "" where it is
   the kind's own. Lent by plan. docs/spec/parts.md. */
CARNET_API const char *carnet_issue_why(const carnet_plan *plan, size_t i);

/* Code or word that the rule met, such as "B24"; "" if none. Lent by plan. */
CARNET_API const char *carnet_issue_why_code(const carnet_plan *plan, size_t i);

/* URI of the n-th code system of entry i, from 0, that is not known: its codes
   were judged by their shape only, and a person must look. "" past the end;
   each is named once. Lent by plan. */
CARNET_API const char *carnet_issue_unknown_system(const carnet_plan *plan,
                                                   size_t i, size_t n);

/* What carnet_issue_clash gives. */
enum {
    CARNET_ISSUE_CLASH_WORDS = 0,  /* as the record has them */
    CARNET_ISSUE_CLASH_SYSTEM = 1, /* name of the system of both codes */
    CARNET_ISSUE_CLASH_CODE = 2,   /* that the entry has */
    CARNET_ISSUE_CLASH_OTHER = 3 /* that the words are the phrase book's for */
};

/* The n-th contradiction in entry i, from 0: a code whose label or words, case
   and accents folded, are the phrase book's in any language for another code of
   its system, and not for it or its heading. A person must look which of both
   is meant: a listed code travels without its label. what:
   CARNET_ISSUE_CLASH_*. "" past the end; the plan of a card has none, see that
   of the whole record. Lent by plan. */
CARNET_API const char *carnet_issue_clash(const carnet_plan *plan, size_t i,
                                          size_t n, int32_t what);

/* Bytes of entry i before compression; 0 past the end. */
CARNET_API size_t carnet_issue_entry_bytes(const carnet_plan *plan, size_t i);

/* Bytes of a passport with the entries 0 to i only, compressed anew at each
   call; 0 past the end or without memory. */
CARNET_API size_t carnet_issue_bytes_upto(const carnet_plan *plan, size_t i);

/* Bytes of the passport that signing will give, without prefix or magic. */
CARNET_API size_t carnet_issue_num_bytes(const carnet_plan *plan);

/* Characters that it will have as text, prefix included. */
CARNET_API size_t carnet_issue_num_chars(const carnet_plan *plan);

/* Characters that a passport of num_bytes has as text, prefix included;
   SIZE_MAX where no memory holds so many. */
CARNET_API size_t carnet_issue_chars_for(size_t num_bytes);

/* Frees. plan: may be NULL. */
CARNET_API void carnet_issue_free(carnet_plan *plan);

/*
 * Signs a plan.
 * out: receives the passport in file form, yours to free.
 * plan: the plan. key: the issuer's key.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM.
 * Any thread. docs/spec/format.md sections 3 and 4.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_sign(
    carnet_buf **out, const carnet_plan *plan, const carnet_secret_key *key);

/*
 * The same with an index in the issuer's status list, by which the issuer can
 * take it back later; it costs its own bytes, and carnet_issue_num_bytes does
 * not count them.
 * index: 0 to 16,777,215, random and of this credential alone, as
 * carnet_status_draft_take gives it.
 * Statuses as carnet_issue_sign, and CARNET_CALLER_RANGE.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_issue_sign_indexed(carnet_buf **out, const carnet_plan *plan,
                          const carnet_secret_key *key, int32_t index);

/*
 * The same with a root seed of the caller, for reproducible tests: whoever
 * knows or guesses the seed can guess what is withheld.
 * seed: CARNET_ISSUE_SEED_SIZE bytes. seed_len: their number.
 * Statuses as carnet_issue_sign, and CARNET_CALLER_RANGE (other length).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_sign_seeded(
    carnet_buf **out, const carnet_plan *plan, const carnet_secret_key *key,
    const uint8_t *seed, size_t seed_len);

/*
 * A passport, in either form, as text ("HP1:...", no line end).
 * out: receives the text, yours to free. passport: text or file bytes.
 * passport_len: their number. Nothing is given that a reader of text would
 * not take: CARNET_TEXT_TOO_LONG where it has more than 4,296 characters,
 * CARNET_RECORD_COUNT and CARNET_INFLATE_LIMIT where it holds more than a text
 * may. No value of an entry is read.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_PRIVACY_PROOF,
 * _PARTIAL, _SEAL, and the text, inflate and CBOR classes.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_as_text(
    carnet_buf **out, const uint8_t *passport, size_t passport_len);

/* The same as file bytes. Nothing but the envelope is looked at. CARNET_OK,
   CARNET_CALLER_NULL, CARNET_CALLER_MEMORY and the text class. */
CARNET_MUST_USE CARNET_API carnet_status carnet_issue_as_file(
    carnet_buf **out, const uint8_t *passport, size_t passport_len);

#ifdef __cplusplus
}
#endif
#endif
