/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the JSON door share. An operation takes its members, calls
 * public functions with them and puts what they give. The first failure sticks:
 * what is taken after it is empty, what is put is dropped, so that an operation
 * reads from top to bottom. Whatever it makes is kept by the door and freed
 * when the reply is done.
 */
#ifndef CN_API_DOOR_I_H
#define CN_API_DOOR_I_H

#include "../json/json.h"
#include "api.h"

/* What the door frees. */
typedef enum {
    CN_DOOR_BUF,
    CN_DOOR_PROBLEM,
    CN_DOOR_SECRET,
    CN_DOOR_PUBLIC,
    CN_DOOR_SEAL_KEY,
    CN_DOOR_SEAL_PUBLIC,
    CN_DOOR_SEALING,
    CN_DOOR_RECORD,
    CN_DOOR_PLAN,
    CN_DOOR_VERDICT,
    CN_DOOR_ENVELOPE,
    CN_DOOR_HISTORY,
    CN_DOOR_VIEW,
    CN_DOOR_OUTLINE,
    CN_DOOR_UNVERIFIED,
    CN_DOOR_TRUST,
    CN_DOOR_TRUST_LIST,
    CN_DOOR_TRUST_DRAFT,
    CN_DOOR_STATUS_LIST,
    CN_DOOR_STATUS_DRAFT,
    CN_DOOR_QR,
    CN_DOOR_SET
} cn_door_kind;

typedef struct cn_door_kept cn_door_kept;

typedef struct cn_door {
    const cn_json_doc *doc; /* the request */
    uint32_t object;        /* whose members are taken */
    cn_json_writer w;       /* into the result */
    cn_arena arena;         /* what members stand for; wiped when freed */
    cn_door_kept *kept;
    cn_problem where; /* the first failure, by its place in the request */
    const carnet_problem *inner; /* what a function says of it; kept */
    bool is_told;                /* the place in it is in where */
} cn_door;

/* ---- the table (door_table.c) ---- */

typedef void cn_door_run(cn_door *d);

/* Holds a request against the table, and gives its operation; NULL where it is
   refused, and why is noted. */
cn_door_run *cn_door_check(cn_door *d);

/* ---- failures (door.c) ---- */

bool cn_door_good(const cn_door *d);
/* Notes a failure at a node of the request, unless there is one, of the reply
   perhaps. */
void cn_door_fail(cn_door *d, carnet_status status, uint32_t node,
                  const char *detail);
/* The same with what a function gave; false where status is no CARNET_OK or
   there was a failure before. problem: kept; may be NULL. Its place is one in
   what the node stands for, and is given beside that of the node. */
bool cn_door_try(cn_door *d, carnet_status status, uint32_t node,
                 carnet_problem *problem);
/* The same where the function read the node as JSON, as it stands in the
   request: the place of the problem is then one in the request. */
bool cn_door_try_json(cn_door *d, carnet_status status, uint32_t node,
                      carnet_problem *problem);
/* Keeps a handle until the reply is done; false where there is no memory, and
   it is freed at once, or where there was a failure. It may be NULL. */
bool cn_door_keep(cn_door *d, cn_door_kind kind, void *handle);
void cn_door_free_kept(cn_door *d);

/* ---- members that are taken (door_take.c) ---- */

/* Node of a member of the object, 0 if it is not there. */
uint32_t cn_door_find(const cn_door *d, const char *member);
/* Elements of a list, and the first one; 0 and 0 if it is not there. */
size_t cn_door_list(const cn_door *d, const char *member, uint32_t *first);
uint32_t cn_door_next(const cn_door *d, uint32_t node);
/* Goes to the members of another object; gives back from which. */
uint32_t cn_door_enter(cn_door *d, uint32_t object);

/* Empty, false, 0, or what is named, where the member is not there. */
cn_span cn_door_text(const cn_door *d, const char *member);
bool cn_door_bool(const cn_door *d, const char *member);
int32_t cn_door_int(cn_door *d, const char *member, int32_t otherwise);
int64_t cn_door_int64(cn_door *d, const char *member, int64_t otherwise);
size_t cn_door_size(cn_door *d, const char *member);
int32_t cn_door_day(cn_door *d, const char *member);
int64_t cn_door_time(cn_door *d, const char *member);
/* How far east of UTC the clock of a time stands, in minutes. */
int32_t cn_door_offset(cn_door *d, const char *member);
/* Which of the words of the table's row, from 0. */
int32_t cn_door_word_of(cn_door *d, uint32_t node, const char *words);
int32_t cn_door_word(cn_door *d, const char *member, const char *words);
cn_span cn_door_bytes(cn_door *d, const char *member);
/* len bytes from hex digits; NULL on failure. */
const uint8_t *cn_door_hex(cn_door *d, const char *member, size_t len);
/* Text as it is, or bytes. */
cn_span cn_door_input_at(cn_door *d, uint32_t node);
cn_span cn_door_input(cn_door *d, const char *member);
/* NUL-terminated; NULL where it is not there. */
const char *cn_door_str_at(cn_door *d, uint32_t node);
const char *cn_door_str(cn_door *d, const char *member);
/* An array of such, and how many. Where empty, an empty one is NULL. */
const char *const *cn_door_strs(cn_door *d, const char *member, size_t *num,
                                bool empty_is_null);

/* ---- handles from members (door_make.c); NULL on failure ---- */

const carnet_secret_key *cn_door_secret(cn_door *d, const char *member);
const carnet_public_key *cn_door_public_at(cn_door *d, uint32_t node);
const carnet_public_key *cn_door_public(cn_door *d, const char *member);
/* An array of public keys, and how many. */
const carnet_public_key *const *cn_door_publics(cn_door *d, const char *member,
                                                size_t *num);
const carnet_seal_public *cn_door_seal_public(cn_door *d, const char *member);
const carnet_seal_key *cn_door_seal_key(cn_door *d, const char *member);
const carnet_record *cn_door_record(cn_door *d);
const carnet_plan *cn_door_plan(cn_door *d);
/* A list and its signer: of the object; of a member, NULL if not there. */
const carnet_trust_list *cn_door_anchored(cn_door *d);
const carnet_trust_list *cn_door_anchored_in(cn_door *d, const char *member);
const carnet_trust *cn_door_trust(cn_door *d);
const carnet_verdict *cn_door_verdict(cn_door *d);
/* Of the shape restating; d->object is such a one. */
const carnet_history *cn_door_history(cn_door *d);

/* ---- what is put (door_put.c) ---- */

void cn_door_put_text(cn_door *d, const char *key, cn_span text);
void cn_door_put_str(cn_door *d, const char *key, const char *text);
void cn_door_put_int(cn_door *d, const char *key, int64_t v);
void cn_door_put_bool(cn_door *d, const char *key, bool v);
void cn_door_put_day(cn_door *d, const char *key, int32_t days);
void cn_door_put_hex(cn_door *d, const char *key, const uint8_t *bytes,
                     size_t len);
/* The nth of words. */
void cn_door_put_word(cn_door *d, const char *key, const char *words,
                      int32_t nth);
/* What a call gave, as one of the four forms; buf is kept. */
typedef enum {
    CN_DOOR_AS_TEXT,
    CN_DOOR_AS_BYTES, /* base64url */
    CN_DOOR_AS_INPUT, /* {"bytes": base64url} */
    CN_DOOR_AS_JSON
} cn_door_form;
void cn_door_put_buf(cn_door *d, const char *key, cn_door_form form,
                     carnet_status status, carnet_buf *buf);
/* The same of bytes that somebody else owns. */
void cn_door_put_span(cn_door *d, const char *key, cn_door_form form,
                      cn_span bytes);
/* An entry in JSON, as a value of an array or behind a key. */
void cn_door_put_entry(cn_door *d, const carnet_entry *entry);
/* Members of the shape words. */
void cn_door_put_words(cn_door *d, carnet_status status, carnet_buf *text,
                       size_t unreviewed);
/* An object of the shape said (door_verify.c). */
void cn_door_put_said(cn_door *d, size_t credential, size_t i,
                      const carnet_entry *entry);

/* ---- operations: one function for each of the table ---- */

#define OPERATION(name, about) cn_door_run cn_door_op_##name;
#include "door.def"

#endif
