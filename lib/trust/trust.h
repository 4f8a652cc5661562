/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the trust room: which trusted keys a key id can mean, and the policy
 * that turns facts into an outcome (docs/spec/verdict.md). Decides, but reads
 * no credential and no clock.
 */
#ifndef CN_TRUST_H
#define CN_TRUST_H

#include "../cose/cose.h"
#include "carnet/verify.h"

typedef struct {
    uint8_t answer; /* CARNET_VERIFY_YES, _NO, _NOT_CHECKED */
    bool dated;     /* it goes by a day: */
    int16_t status; /* behind a NO, or a NOT_CHECKED with a reason */
    int32_t day;    /* since 1970-01-01 */
} cn_trust_fact;

typedef struct {
    cn_trust_fact fact[CARNET_VERIFY_NUM_FACTS];
} cn_trust_facts;

void cn_trust_yes(cn_trust_facts *f, int32_t fact);
void cn_trust_no(cn_trust_facts *f, int32_t fact, carnet_status status);
void cn_trust_unchecked(cn_trust_facts *f, int32_t fact, carnet_status why);
/* The day that an answer goes by. ISSUED and EXPIRY have theirs in the claims,
   and need none here. */
void cn_trust_date(cn_trust_facts *f, int32_t fact, int32_t day);

/* Days since 1970-01-01 of a time, rounded down also before that day. */
static inline int64_t cn_trust_day_of(int64_t now_s)
{
    const int64_t day = 86400;
    int64_t days = now_s / day;
    return now_s % day < 0 ? days - 1 : days;
}

/*
 * Different keys whose id is kid, at most CN_LIMIT_CANDIDATES, in the order
 * given: their places go to out. Returns their number.
 */
size_t cn_trust_candidates(uint32_t out[CN_LIMIT_CANDIDATES],
                           const carnet_public_key *const *keys,
                           size_t num_keys,
                           const uint8_t kid[CARNET_KEY_ID_SIZE]);

/* Answers ISSUED, EXPIRY and, where no list is needed, STATUS. */
void cn_trust_judge_dates(cn_trust_facts *f, const cn_cose_claims *c,
                          int64_t now_s);

/* The word for one credential. */
int32_t cn_trust_outcome(const cn_trust_facts *f);
/* The word for all: so far (UNDECIDED at first) and one more. */
int32_t cn_trust_combine(int32_t so_far, int32_t next);

#endif
