/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a verdict holds: the passport taken apart, and beside each credential
 * its facts and its word. All of it lives in one arena.
 */
#ifndef CN_API_VERDICT_I_H
#define CN_API_VERDICT_I_H

#include "../trust/trust.h"
#include "passport_i.h"

/* Names of outcomes, answers and facts, by their numbers (verdict_json.c). */
extern const char *const cn_api_outcome_words[];
extern const char *const cn_api_answer_words[];
extern const char *const cn_api_fact_words[CARNET_VERIFY_NUM_FACTS];
extern const char *const cn_api_there_words[]; /* withheld, whole ... */
/* Ends its line and gives it away, or frees it where status says that it was
   not made. */
carnet_status cn_api_give_json(carnet_buf **out, cn_buf *b,
                               carnet_status status);

/* Whom a credential speaks of; each the CBOR of a value, empty if not told. */
typedef struct cn_api_holder {
    struct cn_api_holder *group; /* after whom those tied are named */
    bool tells; /* of that one: somebody in the group says whose it is */
    bool dated; /* birth is a date, and not a reason why there is none */
    cn_span id;
    cn_span name;
    cn_span birth;
    cn_model_date birth_date;
} cn_api_holder;

/* What a trust list says of an issuer. */
typedef struct {
    char name[CN_LIMIT_ISSUER_NAME + 1];
    char country[3];
    uint8_t kind;
} cn_api_issuer;

/* What is asked for often stands first: short offsets are short code. */
typedef struct {
    cn_api_holder holder;
    size_t first; /* presentation of this credential; itself if none before */
    int32_t key;  /* place of the signer's key, -1: none */
    int32_t outcome;
    cn_trust_facts facts;
    uint8_t identity[CN_CRYPTO_HASH_SIZE];
    cn_privacy_set given[CN_API_PARTS]; /* of a first one: entries given */
    carnet_public_key signer;           /* copy of that key; zeroes if none */
    const cn_api_issuer *issuer;        /* that a list names; NULL: none */
    bool scoped;                        /* it may sign some kinds only: */
    uint64_t kinds;                     /* a bit for each */
    bool hidden; /* entered in error, and nobody asked to see it */
} cn_api_judgement;

struct carnet_verdict {
    cn_arena arena; /* owns all else where it grows */
    cn_api_passport passport;
    cn_api_judgement *judged; /* one for each credential */
    int32_t outcome;
    cn_problem problem; /* of a malformed input */
    int64_t now_s;      /* of verification */
};

/* What verify is asked. */
typedef struct {
    cn_span input;
    const carnet_public_key *const *keys;
    size_t num_keys;
    int64_t now_s;
} cn_api_question;

/* Its input and keys, and a time with a date. CARNET_OK, CARNET_CALLER_NULL,
   _RANGE, _RANDOM. */
carnet_status cn_api_check_question(const cn_api_question *q);
/* All of verify but where the memory comes from (verify.c). */
carnet_status cn_api_answer(carnet_verdict **out, cn_arena *arena,
                            const cn_api_question *q);

/* The credential, or NULL: past the end, or all is malformed. */
const cn_api_credential *cn_api_credential_of(const carnet_verdict *v,
                                              size_t i);
/* The same, but NULL too where it is refused: the only way to content. */
const cn_api_credential *cn_api_readable(const carnet_verdict *v, size_t i);

/* Whether a trusted key made the signature of a credential. */
static inline bool cn_api_is_signed(const cn_api_judgement *j)
{
    return j->facts.fact[CARNET_VERIFY_SIGNATURE].answer == CARNET_VERIFY_YES;
}
/* Finds presentations of one credential. */
void cn_api_find_repeats(carnet_verdict *v);
/* Takes away entries that an earlier presentation gives. */
void cn_api_give_once(carnet_verdict *v);
/* Whom a credential speaks of, into a holder of zeros; two of them compared:
   CARNET_VERIFY_YES, _NO or, where one says too little, _NOT_CHECKED. */
void cn_api_read_holder(cn_api_holder *h, const cn_api_credential *c);
uint8_t cn_api_compare_holders(const cn_api_holder *a, const cn_api_holder *b);
/* Answers SAME_HOLDER for all whose signature holds (holder.c). */
void cn_api_judge_holder(carnet_verdict *v);

/* ---- members of JSON objects that are open (verdict_json.c) ---- */

void cn_api_put_status(cn_json_writer *w, carnet_status status);
/* Whether an answer to a fact makes a person look (source.c). */
bool cn_api_is_mark(const cn_trust_fact *f, int32_t fact);
void cn_api_put_hex(cn_json_writer *w, const char *key, const uint8_t *bytes,
                    size_t len);
void cn_api_put_day(cn_json_writer *w, const char *key, int32_t days);
/* Key id, identity, dates of credential i. */
void cn_api_put_claims(cn_json_writer *w, const carnet_verdict *v, size_t i);
/* A phrase of the book, in English (view_json.c). */
void cn_api_put_phrase(cn_json_writer *w, const char *key,
                       cn_words_phrase_name name);
/* Its issuer, where a trust list names one. */
void cn_api_put_issuer(cn_json_writer *w, const carnet_verdict *v, size_t i);

#endif
