/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the trust room: which trusted keys a key id can mean, and the policy
 * that turns facts into an outcome (docs/spec/verdict.md). Decides, but reads
 * no credential and no clock.
 */
#ifndef CN_TRUST_H
#define CN_TRUST_H

#include "../cose/cose.h"
#include "carnet/status_list.h"
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

/* ---- status lists, docs/spec/status.md ---- */

/* Statuses, packed: entry i has its bits from bit i * bits on, the least
   significant bit of a byte first. */
typedef struct {
    cn_buf bytes;
    uint8_t bits; /* 1, 2, 4, 8 */
} cn_trust_statuses;

size_t cn_trust_statuses_num(const cn_trust_statuses *s);
/* -1 past the end. */
int32_t cn_trust_statuses_get(const cn_trust_statuses *s, int64_t index);
/* An index that is there, a value that fits. */
void cn_trust_statuses_set(cn_trust_statuses *s, size_t index, uint32_t value);
/* The map of bits and lst (Token Status List section 4.3). bytes of out: empty
   before, and freed by the caller also on failure. */
void cn_trust_statuses_write(cn_buf *out, const cn_trust_statuses *s);
carnet_status cn_trust_statuses_read(cn_trust_statuses *out, cn_span map);
/* What a byte string zipped to holds, CN_LIMIT_STATUSES entries at most. */
carnet_status cn_trust_statuses_unzip(cn_trust_statuses *out, uint64_t bits,
                                      cn_span zipped);

struct carnet_status_list {
    cn_buf signed_bytes; /* without envelope */
    cn_trust_statuses statuses;
    int64_t issued_s;
    int64_t expires_s; /* INT64_MIN: it names no end */
    uint32_t ttl_s;
    uint8_t issuer[CN_CRYPTO_HASH_SIZE]; /* digest of the key it is about */
};

/* Answers STATUS and STATUS_LIST for a credential with an index, signed by key.
   True where it was entered in error. */
bool cn_trust_judge_status(cn_trust_facts *f, uint32_t index,
                           const carnet_public_key *key,
                           const carnet_status_list *const *lists,
                           size_t num_lists, int64_t now_s);

#endif
