/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 300 valid objects of every kind, made from fixed seeds by the library itself,
 * each through the same door as anybody's; and what that door says of them once
 * they are changed. All people, places and keys in them are made up.
 */
#ifndef CN_TEST_PROOF_H
#define CN_TEST_PROOF_H

#include "../api/made.h"
#include "../api/said.h"
#include "../model/model_random.h"

#include "carnet/carnet.h"

/* ---- objects ---- */

typedef enum {
    PROOF_PASSPORT, /* of one credential */
    PROOF_SEVERAL,  /* of several, by several issuers */
    PROOF_SHOWN,    /* a presentation: parts or entries withheld */
    PROOF_SEALED,
    PROOF_TRUST,
    PROOF_STATUS,
    PROOF_CODE, /* one of a set, of a passport or of a list */
    PROOF_NUM_KINDS
} proof_kind;

enum {
    PROOF_OBJECTS = 300,
    PROOF_CODES_MAX = 8
};

typedef struct {
    proof_kind kind;
    size_t number;   /* of all objects */
    cn_buf bytes;    /* what is changed: a file or a text */
    bool by_lists;   /* judged by what lists say, not by bare keys */
    bool is_ours;    /* a part of it is sealed to proof_opener */
    bool has_phrase; /* or to proof_phrase */
    uint8_t signer;  /* of a trust list: the key to pin */
    cn_buf beside[PROOF_CODES_MAX]; /* of a code: the others of its set */
    size_t num_beside;
    bool is_idle; /* a parity code beside all others */
} proof_object;

/* Object number n of PROOF_OBJECTS; the same in every run. */
void proof_make(proof_object *o, size_t n);
void proof_free(proof_object *o);
/* Where a kind's objects begin; that of PROOF_NUM_KINDS is PROOF_OBJECTS. */
size_t proof_first(proof_kind kind);
const char *proof_name(proof_kind kind);

/* Takes a file and frees it; every other object is a text, and some of these
   end a line. */
typedef carnet_status (*proof_as_text)(carnet_buf **out, const uint8_t *file,
                                       size_t file_len);
void proof_keep(proof_object *o, carnet_buf *file, proof_as_text as_text,
                const char *line_end);

/* Those of one kind: number n of it, from x, whose seed is its own. */
void proof_make_passport(proof_object *o, test_random *x, size_t n);
void proof_make_list(proof_object *o, test_random *x, size_t n);
void proof_make_code(proof_object *o, test_random *x, size_t n);

/* ---- the world in which they are valid ---- */

/* What libsodium takes for randomness from here on. */
void proof_seed(uint64_t seed);

enum {
    PROOF_ISSUER = 1,      /* keys of tests/api/made.h; signs all kinds */
    PROOF_STATUS_ISSUER,   /* has a status list */
    PROOF_RETIRED,         /* given up before TEST_DAY */
    PROOF_STATUS_SIGNER,   /* of the same issuer, for status lists alone */
    PROOF_LIST_KEY = 100,  /* signs trust lists */
    PROOF_NEXT_LIST_KEY,   /* and those of the next epoch */
    PROOF_STATUS_SIZE = 64 /* entries of the status list */
};

/* Makes it; once. */
void proof_begin(void);
void proof_end(void);
const carnet_trust *proof_trust(void);
const carnet_seal_key *proof_opener(void);
const carnet_seal_public *proof_stranger(void);
const char *proof_phrase(void);
/* An index of the status list, of which it says value. */
int32_t proof_index_of(int32_t value);

/* ---- judging ---- */

/* Why a changed object may say what it said: each is looked into (reasons.c),
   and there are no others. */
typedef enum {
    PROOF_LINE_END, /* the text has one, or lacks it */
    PROOF_DEFLATE,  /* the compressed bytes inflate to the same */
    PROOF_UNOPENED, /* locks or ciphertext, which no signature is about */
    PROOF_IDLE,     /* parity of a set that lacks no code */
    PROOF_REASONS,
    PROOF_NO_REASON = PROOF_REASONS
} proof_reason;

const char *proof_reason_name(proof_reason r);
/* Why bytes, which say what o says, may: PROOF_NO_REASON where nothing on the
   list explains it. */
proof_reason proof_reason_of(const proof_object *o, cn_span bytes);

typedef enum {
    PROOF_REFUSED,
    PROOF_SAME, /* taken, and says just what the object says */
    PROOF_OTHER /* taken, and says anything else: never */
} proof_answer;

/* What an object says as it is; it must be taken. */
typedef struct {
    carnet_verdict *verdict; /* of a passport */
    cn_buf said;   /* all that it says; of a code, what its set joins to */
    cn_buf opened; /* and with what is sealed to us open */
} proof_original;

void proof_look(proof_original *w, const proof_object *o);
void proof_forget(proof_original *w);
/* The door's answer to changed bytes in place of the object's. */
proof_answer proof_judge(const proof_object *o, const proof_original *w,
                         cn_span bytes);
/* What comes of opening a changed passport whose seal is all that changed. */
proof_answer proof_judge_open(const proof_object *o, const proof_original *w,
                              cn_span bytes);

#endif
