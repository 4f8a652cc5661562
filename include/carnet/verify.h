/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying: a text, file or bytes, trusted public keys and a time give a
 * verdict: facts, one word for each credential, and, only where the word is
 * accepted or review, the entries. A refused passport is a successful call.
 * No verdict claims completeness: a credential left out can't be detected.
 */
#ifndef CARNET_VERIFY_H
#define CARNET_VERIFY_H

#include "carnet/key.h"
#include "carnet/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What checking says, entries included. Never changes once made. */
typedef struct carnet_verdict carnet_verdict;

/* Outcomes. */
#define CARNET_VERIFY_UNDECIDED 0 /* nothing was decided */
#define CARNET_VERIFY_ACCEPTED 1  /* authentic and in order */
#define CARNET_VERIFY_REVIEW 2    /* authentic, but a person must look */
#define CARNET_VERIFY_REFUSED 3   /* malformed, changed or of nobody trusted */

/* Facts about a credential. */
#define CARNET_VERIFY_STRUCTURE 0   /* well formed, in its one legal form */
#define CARNET_VERIFY_SIGNATURE 1   /* signed by a trusted key */
#define CARNET_VERIFY_KEY 2         /* key in its window and use */
#define CARNET_VERIFY_SCOPE 3       /* issuer may sign these kinds */
#define CARNET_VERIFY_ISSUED 4      /* day of issue not in the future */
#define CARNET_VERIFY_EXPIRY 5      /* not past its last valid day */
#define CARNET_VERIFY_STATUS 6      /* not revoked or suspended */
#define CARNET_VERIFY_SAME_HOLDER 7 /* says whose it is, as do the others */
/* Trust list of the key not past its day */
#define CARNET_VERIFY_TRUST_LIST 8
#define CARNET_VERIFY_STATUS_LIST 9 /* status list not past its day */
#define CARNET_VERIFY_NUM_FACTS 10

/* Answers. "Not checked" is never "fine". */
#define CARNET_VERIFY_NOT_CHECKED 0
#define CARNET_VERIFY_YES 1
#define CARNET_VERIFY_NO 2

/* What there is of a part. */
#define CARNET_VERIFY_WITHHELD 0 /* only its digest */
#define CARNET_VERIFY_WHOLE 1    /* all of it */
#define CARNET_VERIFY_PARTIAL 2  /* some of its entries */
#define CARNET_VERIFY_SEALED 3   /* its digest, and what nobody opened here */

/* Bytes of arena that suffice for every text, whatever it holds. */
#define CARNET_VERIFY_ARENA_SIZE 131072

/* A day, or an age in days, that is not there. */
#define CARNET_VERIFY_NO_DAY INT32_MIN

/* The arena constant for callers that can't read headers. */
CARNET_API size_t carnet_verify_arena_size(void);

/*
 * Verifies a passport.
 * out: receives the verdict, yours to free; set to NULL on failure.
 * input: text ("HP1:...") or file bytes; told apart by content. input_len:
 * at most 8,388,608 bytes; empty is refused in the verdict. Copied where the
 * verdict needs it.
 * keys: num_keys trusted public keys, lent for the call only. num_keys: 0 to
 * 65,536; with 0 nothing is accepted.
 * now_s: seconds since 1970-01-01T00:00Z, from -62135596800 to 253402300799.
 * CARNET_OK (whatever the outcome), CARNET_CALLER_NULL, CARNET_CALLER_RANGE,
 * CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM (libsodium can't start).
 * Any thread. docs/spec/format.md section 8, docs/spec/verdict.md.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify(
    carnet_verdict **out, const uint8_t *input, size_t input_len,
    const carnet_public_key *const *keys, size_t num_keys, int64_t now_s);

/*
 * The same in the caller's memory, with no allocation.
 * out: receives the verdict, which lives in arena and is never freed; the
 * arena must outlive it and holds health data until the caller wipes it.
 * arena: arena_len bytes, aligned to 16; CARNET_VERIFY_ARENA_SIZE bytes
 * suffice for every text; a file may need more.
 * The rest, and the statuses, as carnet_verify; and CARNET_CALLER_ARENA where
 * the arena is too small or not aligned. input must outlive the verdict too.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_in_arena(
    carnet_verdict **out, void *arena, size_t arena_len, const uint8_t *input,
    size_t input_len, const carnet_public_key *const *keys, size_t num_keys,
    int64_t now_s);

/* Wipes and frees a verdict of carnet_verify. verdict: may be NULL. */
CARNET_API void carnet_verify_free(carnet_verdict *verdict);

/*
 * Reading a verdict. Credentials and entries count from 0. verdict may be NULL
 * wherever no status says otherwise: it is undecided and has no credential.
 */

/* CARNET_VERIFY_ACCEPTED and so on for the whole input. */
CARNET_API int32_t carnet_verify_outcome(const carnet_verdict *verdict);

/* Why the whole input is refused as malformed: a status of the text, CBOR,
   privacy or record class; CARNET_OK where it is not. */
CARNET_API carnet_status carnet_verify_reason(const carnet_verdict *verdict);

/* Where in the input the reason stands, in bytes or characters; 0 if unknown.
   Past the envelope it counts in the bytes that the text stands for, and where
   the detail speaks of inflated items, in these. */
CARNET_API size_t carnet_verify_offset(const carnet_verdict *verdict);

/* Which entry and field the reason is about, such as "clinic/3.code", or
   "credential 2: clinic/3.code" where there are several; "" if none. Lent by
   verdict. */
CARNET_API const char *carnet_verify_path(const carnet_verdict *verdict);

/* More about the reason, one English line; "" if none. Lent by verdict. Of an
   entry it tells which field is at fault, never what it holds. */
CARNET_API const char *carnet_verify_detail(const carnet_verdict *verdict);

/* Credentials in the input; 0 where it is malformed. */
CARNET_API size_t carnet_verify_num_credentials(const carnet_verdict *verdict);

/* Outcome of one credential (from 0); UNDECIDED past the end. */
CARNET_API int32_t carnet_verify_credential_outcome(
    const carnet_verdict *verdict, size_t credential);

/*
 * One fact about one credential.
 * verdict, credential: which. fact: CARNET_VERIFY_STRUCTURE to
 * CARNET_VERIFY_STATUS_LIST. Returns CARNET_VERIFY_YES, _NO or _NOT_CHECKED
 * (also past the end).
 */
CARNET_API int32_t carnet_verify_fact(const carnet_verdict *verdict,
                                      size_t credential, int32_t fact);

/* The status behind a fact that is NO, such as CARNET_KEY_UNKNOWN, or why one
   is NOT_CHECKED (CARNET_TRUST_NAMELESS: it names nobody, and a person must
   ask); else CARNET_OK. Arguments as in carnet_verify_fact. */
CARNET_API carnet_status carnet_verify_fact_status(
    const carnet_verdict *verdict, size_t credential, int32_t fact);

/* The day that a fact goes by, days since 1970-01-01: of ISSUED the day of
   issue, of EXPIRY the last valid day, of KEY and SIGNATURE, where
   it is the reason, the end of the key's window or the day of withdrawal, of a
   list the day on which it was made. CARNET_VERIFY_NO_DAY where there is none.
   Arguments as in carnet_verify_fact. */
CARNET_API int32_t carnet_verify_fact_days(const carnet_verdict *verdict,
                                           size_t credential, int32_t fact);

/* How many days ago that day was, on the day of verification in UTC; negative
   for one to come; CARNET_VERIFY_NO_DAY where there is none. */
CARNET_API int32_t carnet_verify_fact_age_days(const carnet_verdict *verdict,
                                               size_t credential, int32_t fact);

/* Day of issue, days since 1970-01-01; CARNET_VERIFY_NO_DAY past the end. */
CARNET_API int32_t carnet_verify_issued_days(const carnet_verdict *verdict,
                                             size_t credential);

/* Last valid day, days since 1970-01-01; CARNET_VERIFY_NO_DAY if unlimited. */
CARNET_API int32_t carnet_verify_valid_until_days(const carnet_verdict *verdict,
                                                  size_t credential);

/* Index in the issuer's status list; -1 if none. */
CARNET_API int32_t carnet_verify_status_index(const carnet_verdict *verdict,
                                              size_t credential);

/* CARNET_VERIFY_WHOLE, _PARTIAL, _SEALED or _WITHHELD for CARNET_PART_*;
   WITHHELD past the end. Never lowers an outcome. What is sealed is not checked
   but for its form: not even that there is anything. */
CARNET_API int32_t carnet_verify_part(const carnet_verdict *verdict,
                                      size_t credential, int32_t part);

/* Entries that a partial part lacks; 0 where it is whole, withheld or past the
   end: how many a withheld part has is not told. */
CARNET_API size_t carnet_verify_num_withheld(const carnet_verdict *verdict,
                                             size_t credential, int32_t part);

/* 1 where the clinic and the private part of every credential are whole, else
   0, as of NULL or no credential: then say that there may be more. */
CARNET_API int32_t carnet_verify_is_open(const carnet_verdict *verdict);

/*
 * The key id that a credential names.
 * out: CARNET_KEY_ID_SIZE bytes of the caller.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such credential).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_copy_key_id(
    uint8_t *out, const carnet_verdict *verdict, size_t credential);

/* Which of the keys given to carnet_verify made the signature, from 0; -1 if
   none. */
CARNET_API int32_t carnet_verify_key_index(const carnet_verdict *verdict,
                                           size_t credential);

#define CARNET_VERIFY_IDENTITY_SIZE 32 /* SHA-256 of what is signed */
CARNET_API size_t carnet_verify_identity_size(void);

/*
 * The identity of a credential: SHA-256 of what is signed.
 * out: CARNET_VERIFY_IDENTITY_SIZE bytes of the caller.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such credential, or
 * refused). docs/spec/format.md section 3.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_copy_identity(
    uint8_t *out, const carnet_verdict *verdict, size_t credential);

/* The first credential (from 0) of which this is one more presentation: both
   have one identity. -1 where it is the first itself, refused or past the
   end. Each entry is given with the first presentation that shows it. */
CARNET_API int32_t carnet_verify_same_as(const carnet_verdict *verdict,
                                         size_t credential);

/* Readable entries of a credential; 0 where it is refused, or where earlier
   presentations of it give all of them. */
CARNET_API size_t carnet_verify_num_entries(const carnet_verdict *verdict,
                                            size_t credential);

/* Entry i (from 0), desk part first; NULL past the end or where the
   credential is refused. Lent by verdict. */
CARNET_API const carnet_entry *
carnet_verify_get_entry(const carnet_verdict *verdict, size_t credential,
                        size_t i);

/*
 * The whole verdict as a JSON object: outcome, reason, credentials with facts
 * and dates; entries too where with_entries is not 0, never those of a refused
 * credential. docs/spec/verdict.md.
 * out: receives UTF-8, yours to free.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_json(
    carnet_buf **out, const carnet_verdict *verdict, int32_t with_entries);

/*
 * The whole verdict as lines for people, in their language: the word, what it
 * comes from, what nobody checked, and what only a person can. Nothing of any
 * entry.
 * out: receives UTF-8 as carnet_view_text gives it, yours to free.
 * num_unreviewed_out: receives how many words in it nobody has reviewed; may
 * be NULL. names: num_names NUL-terminated names, what to call the keys in the
 * order in which they were given to verify; any may be NULL, and so may names
 * where num_names is 0; made safe here. language: BCP 47 tag of language_len
 * bytes, as in carnet_words_match; none is English.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_verify_text(carnet_buf **out, size_t *num_unreviewed_out,
                   const carnet_verdict *verdict, const char *const *names,
                   size_t num_names, const char *language, size_t language_len);

/*
 * The same for a program that shows no more than an audience may see: of a part
 * of which it left something out itself nothing is said, since it is there for
 * whoever scans that code.
 * shown: the verdict on the presentation that the program made. whole: the
 * verdict on what it made it of. The rest, and the statuses, as
 * carnet_verify_text.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_shown_text(
    carnet_buf **out, size_t *num_unreviewed_out, const carnet_verdict *shown,
    const carnet_verdict *whole, const char *const *names, size_t num_names,
    const char *language, size_t language_len);

/*
 * One credential as an ordinary COSE_Sign1 (RFC 9052 section 4.2), tagged 18,
 * its entries under label -65538 of the unprotected header.
 * out: receives the bytes, yours to free.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_ABSENT
 * (no such credential, or refused). docs/spec/format.md section 10.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_verify_export_cose(
    carnet_buf **out, const carnet_verdict *verdict, size_t credential);

/*
 * All that is not refused in diagnostic notation (RFC 8949 section 8): kid,
 * dates, parts and items, inflated.
 * out: receives UTF-8, yours to free.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_CALLER_ABSENT
 * (all is refused).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_verify_export_diag(carnet_buf **out, const carnet_verdict *verdict);

#ifdef __cplusplus
}
#endif
#endif
