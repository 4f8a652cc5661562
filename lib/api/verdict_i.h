/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a verdict holds: the passport taken apart, and beside each credential
 * its facts and its word. All of it lives in one arena.
 */
#ifndef CN_API_VERDICT_I_H
#define CN_API_VERDICT_I_H

#include "../trust/trust.h"
#include "passport_i.h"

/* Whom a credential speaks of; each the CBOR of a value, empty if not told. */
typedef struct {
    cn_span id;
    cn_span name;
    cn_span birth;
    size_t group; /* credential after which the group of those tied is named */
    bool tells;   /* of that one: somebody in the group says whose it is */
} cn_api_holder;

typedef struct {
    cn_trust_facts facts;
    int32_t outcome;
    int32_t key;              /* place of the signer's key, -1: none */
    carnet_public_key signer; /* copy of that key; zeroes if none */
    uint8_t identity[CN_CRYPTO_HASH_SIZE];
    size_t first; /* presentation of this credential; itself if none before */
    cn_privacy_set given[CN_API_PARTS]; /* of a first one: entries given */
    cn_api_holder holder;
} cn_api_judgement;

struct carnet_verdict {
    cn_arena arena; /* owns all else where it grows */
    cn_api_passport passport;
    cn_api_judgement *judged; /* one for each credential */
    int32_t outcome;
    cn_problem problem; /* of a malformed input */
};

/* The credential, or NULL: past the end, or all is malformed. */
const cn_api_credential *cn_api_credential_of(const carnet_verdict *v,
                                              size_t i);
/* The same, but NULL too where it is refused: the only way to content. */
const cn_api_credential *cn_api_readable(const carnet_verdict *v, size_t i);

/* Whether a trusted key made the signature of credential i (repeat.c). */
bool cn_api_is_signed(const carnet_verdict *v, size_t i);
/* Finds presentations of one credential. */
void cn_api_find_repeats(carnet_verdict *v);
/* Takes away entries that an earlier presentation gives. */
void cn_api_give_once(carnet_verdict *v);
/* Answers SAME_HOLDER for all whose signature holds (holder.c). */
void cn_api_judge_holder(carnet_verdict *v);

#endif
