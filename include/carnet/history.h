/* SPDX-License-Identifier: Apache-2.0 */
/*
 * History: what the entries of a passport say of each other. An entry may
 * replace, stop, resolve or correct earlier ones, another issuer's too, by its
 * field "replaces"; here each reference is resolved, and told which entries
 * are current. Nothing that is replaced goes away: it stays to be read.
 */
#ifndef CARNET_HISTORY_H
#define CARNET_HISTORY_H

#include "carnet/issue.h"
#include "carnet/verify.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All references of one verdict, resolved. Never changes once made. */
typedef struct carnet_history carnet_history;

/* What an entry is. */
#define CARNET_HISTORY_CURRENT 0 /* nothing here replaces it */
/* Only what is not accepted replaces it: read both */
#define CARNET_HISTORY_BESIDE 1
/* An accepted entry, or what such a one replaces, replaces it */
#define CARNET_HISTORY_REPLACED 2

/* What a reference leads to. */
#define CARNET_HISTORY_NONE 0     /* there is no such reference */
#define CARNET_HISTORY_FOUND 1    /* to one entry */
#define CARNET_HISTORY_SEVERAL 2  /* several entries answer to it */
#define CARNET_HISTORY_NOWHERE 3  /* to nothing that this passport shows */
#define CARNET_HISTORY_WITHHELD 4 /* to an entry that is withheld here */
/* To one entry, which lies in a more private part: replaces nothing */
#define CARNET_HISTORY_MORE_PRIVATE 5
/* To one entry, which replaces this one in turn: replaces nothing */
#define CARNET_HISTORY_CIRCULAR 6
/* To one entry, of another kind than this one: replaces nothing */
#define CARNET_HISTORY_OTHER_KIND 7
/* To one entry, not known to be of the same person: replaces nothing */
#define CARNET_HISTORY_OTHER_PERSON 8

/* What an entry does to what was there before. */
#define CARNET_HISTORY_ADDED 0      /* it replaces nothing */
#define CARNET_HISTORY_CHANGED 1    /* says otherwise what another said */
#define CARNET_HISTORY_STOPPED 2    /* a medicine is no longer taken */
#define CARNET_HISTORY_RESOLVED 3   /* it is over, or done */
#define CARNET_HISTORY_CORRECTED 4  /* what was said was wrong */
#define CARNET_HISTORY_SAID_AGAIN 5 /* says the same once more */

/* Whether an entry is restated, and why not. */
#define CARNET_HISTORY_NO_ENTRY (-1) /* there is no such entry */
#define CARNET_HISTORY_RESTATED 0    /* it is */
#define CARNET_HISTORY_NOT_CURRENT 1 /* an accepted entry replaces it */
/* A person must look at its credential */
#define CARNET_HISTORY_NOT_ACCEPTED 2
/* Would stand in the private part, which is not asked for */
#define CARNET_HISTORY_IS_PRIVATE 3
/* It holds more than this version can read */
#define CARNET_HISTORY_UNREADABLE 4

/*
 * Resolves the references of all entries of a verdict that may be read.
 * out: receives the history, yours to free; set to NULL on failure. verdict:
 * lent until the history is freed.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. Any thread.
 * docs/spec/history.md.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_history_new(carnet_history **out, const carnet_verdict *verdict);

/* Frees a history. history: may be NULL. */
CARNET_API void carnet_history_free(carnet_history *history);

/*
 * In all that follows history may be NULL where no status says otherwise, and
 * an entry is named as carnet_verify_get_entry names it: by its credential and
 * its place i among the entries that this one gives, both from 0.
 */

/* Credential n (from 0) of the passport's history, the earliest day of issue
   first, the same in whatever order they stand: its place in the verdict;
   SIZE_MAX past the end. */
CARNET_API size_t carnet_history_credential(const carnet_history *history,
                                            size_t n);

/*
 * The tag of an entry, by which another credential refers to it: the first 4
 * bytes of its leaf, first byte most significant; as text "leaf:1f2e3d4c".
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such entry).
 * docs/spec/format.md section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_history_get_tag(uint32_t *tag_out, const carnet_history *history,
                       size_t credential, size_t i);

/* CARNET_HISTORY_CURRENT, _BESIDE or _REPLACED; -1 where there is no such
   entry. */
CARNET_API int32_t carnet_history_state(const carnet_history *history,
                                        size_t credential, size_t i);

/* What value place (from 0) of a field of references leads to, such as
   CARNET_FIELD_REPLACES: CARNET_HISTORY_FOUND and so on; _NONE where there is
   no such entry, field or value. */
CARNET_API int32_t carnet_history_reference(const carnet_history *history,
                                            size_t credential, size_t i,
                                            int32_t field, size_t place);

/* How many entries answer to it: 0 where it leads nowhere, more than 1 where
   it is CARNET_HISTORY_SEVERAL. */
CARNET_API size_t carnet_history_num_targets(const carnet_history *history,
                                             size_t credential, size_t i,
                                             int32_t field, size_t place);

/*
 * Entry n (from 0) that answers to a reference; those of the earliest day of
 * issue first.
 * credential_out, i_out: receive its name.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (there is none).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_history_get_target(
    size_t *credential_out, size_t *i_out, const carnet_history *history,
    size_t credential, size_t i, int32_t field, size_t place, size_t n);

/* How many references to an entry say that they replace it, those that replace
   nothing counted too. */
CARNET_API size_t carnet_history_num_successors(const carnet_history *history,
                                                size_t credential, size_t i);

/*
 * Entry n (from 0) that says it replaces this one.
 * credential_out, i_out: receive its name. place_out: receives which value of
 * its field CARNET_FIELD_REPLACES says so, for carnet_history_reference; may
 * be NULL.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (there is none).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_history_get_successor(
    size_t *credential_out, size_t *i_out, size_t *place_out,
    const carnet_history *history, size_t credential, size_t i, size_t n);

/*
 * What an entry does to what was there before it: CARNET_HISTORY_ADDED and so
 * on, by its status and by what it replaces, whether or not that is shown.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such entry),
 * CARNET_CALLER_MEMORY. docs/spec/history.md section 5.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_history_get_change(int32_t *change_out, const carnet_history *history,
                          size_t credential, size_t i);

/*
 * The whole history as a JSON object, docs/spec/history.md section 6: for each
 * entry its tag, what it does, its state and what it replaces, and nothing of
 * what it says.
 * out: receives UTF-8, yours to free; set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_history_json(carnet_buf **out, const carnet_history *history);

/* Whether carnet_history_restate says an entry again: CARNET_HISTORY_RESTATED,
   or why not. with_private: as there. */
CARNET_API int32_t carnet_history_restates(const carnet_history *history,
                                           size_t credential, size_t i,
                                           int32_t with_private);

/*
 * A record of what is current, to be signed as one credential that shows the
 * whole again: every entry for which carnet_history_restates says so, once
 * where several say the same, each with "replaces" for what it says again
 * (but for whose passport it is), known from a document (or told, where it was
 * only told), and observed on the day of issue where it named no day. An entry
 * stands in a part at least as private as it stood. What is withheld or sealed
 * is not in it; neither is a reference of "treated_with" to a withheld place or
 * a more private part.
 * out: receives the record, yours to free; set to NULL on failure. problem: as
 * carnet_record_from_json. with_private: not 0 to say entries of the private
 * part again too.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_RECORD_EMPTY
 * (there is nothing to say), CARNET_RECORD_COUNT (more than
 * CARNET_RECORD_ENTRIES_MAX). docs/spec/history.md section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_history_restate(carnet_record **out, carnet_problem **problem,
                       const carnet_history *history, int32_t with_private);

/*
 * What restating leaves out, and why, as a JSON array for whoever signs:
 * entries that are current and not restated, credentials of which nothing is,
 * parts that are not here. Nothing of what any of it says. out: receives UTF-8,
 * yours to free; set to NULL on failure. with_private: as
 * carnet_history_restate.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. docs/spec/history.md
 * section 6.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_history_left_out_json(
    carnet_buf **out, const carnet_history *history, int32_t with_private);

/*
 * Checks what a plan refers to in other credentials against a passport that it
 * is to be added to, whoever signed that: to say so before it is signed.
 * num_lost_out: receives how many references lead to nothing that the passport
 * shows, or would replace an entry of another kind, which no reader lets them;
 * may be NULL. problem: receives which entry of the record and field is at
 * fault or, where the status is CARNET_OK and some are lost, the first of
 * these; yours to free, or NULL; may be NULL. passport:
 * passport_len bytes of text or file, lent for the call.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_RECORD_LINK (to
 * an entry of a more private part), and what carnet_peek_unverified gives.
 * docs/spec/history.md section 2.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_history_check(
    size_t *num_lost_out, carnet_problem **problem, const carnet_plan *plan,
    const uint8_t *passport, size_t passport_len);

#ifdef __cplusplus
}
#endif
#endif
