/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The policy: facts to one word, by the table of docs/spec/verdict.md. Refuses
 * by default: what nothing speaks for stays undecided, and a fact that was not
 * checked lowers the word unless the table says that it need not be.
 */
#include "trust.h"

enum {
    SECONDS_A_DAY = 86400
};

/* Outcome that each answer allows at best, by fact. */
typedef struct {
    uint8_t no;
    uint8_t not_checked;
} row;

static const row table[CARNET_VERIFY_NUM_FACTS] = {
    [CARNET_VERIFY_STRUCTURE] = {CARNET_VERIFY_REFUSED, CARNET_VERIFY_REFUSED},
    [CARNET_VERIFY_SIGNATURE] = {CARNET_VERIFY_REFUSED, CARNET_VERIFY_REFUSED},
    /* With bare public keys the caller vouches for window and scope. */
    [CARNET_VERIFY_KEY] = {CARNET_VERIFY_REVIEW, CARNET_VERIFY_ACCEPTED},
    [CARNET_VERIFY_SCOPE] = {CARNET_VERIFY_REVIEW, CARNET_VERIFY_ACCEPTED},
    [CARNET_VERIFY_ISSUED] = {CARNET_VERIFY_REVIEW, CARNET_VERIFY_REVIEW},
    [CARNET_VERIFY_EXPIRY] = {CARNET_VERIFY_REVIEW, CARNET_VERIFY_REVIEW},
    /* Not checked: it has a status index, and no list is at hand. */
    [CARNET_VERIFY_STATUS] = {CARNET_VERIFY_REVIEW, CARNET_VERIFY_REVIEW},
    /* Not checked: it names nobody, and there is no other that it could be
       tied to; beside others that is a no. */
    [CARNET_VERIFY_SAME_HOLDER] = {CARNET_VERIFY_REVIEW,
                                   CARNET_VERIFY_ACCEPTED},
};

static void put(cn_trust_facts *f, int32_t fact, uint8_t answer,
                carnet_status status)
{
    f->fact[fact].answer = answer;
    f->fact[fact].status = status;
}

void cn_trust_yes(cn_trust_facts *f, int32_t fact)
{
    put(f, fact, CARNET_VERIFY_YES, CARNET_OK);
}

void cn_trust_no(cn_trust_facts *f, int32_t fact, carnet_status status)
{
    put(f, fact, CARNET_VERIFY_NO, status);
}

void cn_trust_unchecked(cn_trust_facts *f, int32_t fact, carnet_status why)
{
    put(f, fact, CARNET_VERIFY_NOT_CHECKED, why);
}

/* Days since 1970-01-01 of a time, rounded down also before that day. */
static int64_t day_of(int64_t now_s)
{
    int64_t day = now_s / SECONDS_A_DAY;
    return now_s % SECONDS_A_DAY < 0 ? day - 1 : day;
}

void cn_trust_judge_dates(cn_trust_facts *f, const cn_cose_claims *c,
                          int64_t now_s)
{
    int64_t today = day_of(now_s);
    /* One day of grace: the issuer may live east of the verifier. */
    if ((int64_t)c->day > today + 1) {
        cn_trust_no(f, CARNET_VERIFY_ISSUED, CARNET_KEY_FUTURE);
    } else {
        cn_trust_yes(f, CARNET_VERIFY_ISSUED);
    }
    if (c->has_valid && today > (int64_t)c->day + (int64_t)c->valid) {
        cn_trust_no(f, CARNET_VERIFY_EXPIRY, CARNET_KEY_EXPIRED);
    } else {
        cn_trust_yes(f, CARNET_VERIFY_EXPIRY);
    }
    if (!c->has_index) {
        cn_trust_yes(f, CARNET_VERIFY_STATUS);
    }
}

static int32_t allowed(const cn_trust_facts *f, int32_t fact)
{
    switch (f->fact[fact].answer) {
    case CARNET_VERIFY_YES:
        return CARNET_VERIFY_ACCEPTED;
    case CARNET_VERIFY_NO:
        return table[fact].no;
    default:
        return table[fact].not_checked;
    }
}

int32_t cn_trust_outcome(const cn_trust_facts *f)
{
    /* The words grow worse with their numbers. */
    int32_t word = CARNET_VERIFY_ACCEPTED;
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        int32_t best = allowed(f, fact);
        word = best > word ? best : word;
    }
    return word;
}

int32_t cn_trust_combine(int32_t so_far, int32_t next)
{
    if (so_far == CARNET_VERIFY_UNDECIDED || so_far == next) {
        return next;
    }
    return CARNET_VERIFY_REVIEW;
}
