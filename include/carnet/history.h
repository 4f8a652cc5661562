/* SPDX-License-Identifier: Apache-2.0 */
/*
 * History: what the entries of a passport say of each other. An entry may
 * replace, stop, resolve or correct earlier ones, another issuer's too, by its
 * field "replaces"; here each reference is resolved, and told which entries
 * are current. Nothing that is replaced goes away: it stays to be read.
 */
#ifndef CARNET_HISTORY_H
#define CARNET_HISTORY_H

#include "carnet/verify.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All references of one verdict, resolved. Never changes once made. */
typedef struct carnet_history carnet_history;

/* What an entry is. */
#define CARNET_HISTORY_CURRENT 0 /* nothing here replaces it */
#define CARNET_HISTORY_BESIDE                                                  \
    1 /* only what is not accepted replaces it:                                \
         read both */
#define CARNET_HISTORY_REPLACED                                                \
    2 /* an accepted entry, or what such a one                                 \
         replaces, replaces it */

/* What a reference leads to. */
#define CARNET_HISTORY_NONE 0     /* there is no such reference */
#define CARNET_HISTORY_FOUND 1    /* to one entry */
#define CARNET_HISTORY_SEVERAL 2  /* several entries answer to it */
#define CARNET_HISTORY_NOWHERE 3  /* to nothing that this passport shows */
#define CARNET_HISTORY_WITHHELD 4 /* to an entry that is withheld here */
#define CARNET_HISTORY_MORE_PRIVATE                                            \
    5 /* to one entry, which lies in a more                                    \
         private part: replaces nothing */
#define CARNET_HISTORY_CIRCULAR                                                \
    6 /* to one entry, which replaces this one                                 \
         in turn: replaces nothing */

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

#ifdef __cplusplus
}
#endif
#endif
