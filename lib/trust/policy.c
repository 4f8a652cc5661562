/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The policy: facts to one word, by the table of docs/spec/verdict.md. Refuses
 * by default: what nothing speaks for stays undecided, and a fact that was not
 * checked lowers the word unless the table says that it need not be.
 */
#include "trust.h"

enum {
    ACCEPTED = CARNET_VERIFY_ACCEPTED,
    REVIEW = CARNET_VERIFY_REVIEW,
    REFUSED = CARNET_VERIFY_REFUSED
};

/* Outcome that each answer allows at best, by fact: not checked, yes, no. */
static const uint8_t table[CARNET_VERIFY_NUM_FACTS][3] = {
    [CARNET_VERIFY_STRUCTURE] = {REFUSED, ACCEPTED, REFUSED},
    [CARNET_VERIFY_SIGNATURE] = {REFUSED, ACCEPTED, REFUSED},
    /* With bare public keys the caller vouches for window and scope. */
    [CARNET_VERIFY_KEY] = {ACCEPTED, ACCEPTED, REVIEW},
    [CARNET_VERIFY_SCOPE] = {ACCEPTED, ACCEPTED, REVIEW},
    [CARNET_VERIFY_ISSUED] = {REVIEW, ACCEPTED, REVIEW},
    [CARNET_VERIFY_EXPIRY] = {REVIEW, ACCEPTED, REVIEW},
    /* Not checked: it has a status index, and no list is at hand. */
    [CARNET_VERIFY_STATUS] = {REVIEW, ACCEPTED, REVIEW},
    /* Not checked: it names nobody, and there is no other that it could be
       tied to; beside others that is a no. */
    [CARNET_VERIFY_SAME_HOLDER] = {ACCEPTED, ACCEPTED, REVIEW},
    /* Not checked: the key was given without a list. */
    [CARNET_VERIFY_TRUST_LIST] = {ACCEPTED, ACCEPTED, REVIEW},
    /* Not checked: there was none to look into, of which STATUS speaks. */
    [CARNET_VERIFY_STATUS_LIST] = {ACCEPTED, ACCEPTED, REVIEW},
};
_Static_assert(CARNET_VERIFY_NOT_CHECKED == 0 && CARNET_VERIFY_YES == 1 &&
                   CARNET_VERIFY_NO == 2,
               "columns of the table");

static void put(cn_trust_facts *f, int32_t fact, uint8_t answer,
                carnet_status status)
{
    f->fact[fact].answer = answer;
    f->fact[fact].status = (int16_t)status;
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

void cn_trust_date(cn_trust_facts *f, int32_t fact, int32_t day)
{
    f->fact[fact].dated = true;
    f->fact[fact].day = day;
}

void cn_trust_judge_dates(cn_trust_facts *f, const cn_cose_claims *c,
                          int64_t now_s)
{
    int64_t today = cn_day_of(now_s, CN_DAY_SECONDS);
    if (cn_trust_is_future(c->day, today)) {
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

int32_t cn_trust_outcome(const cn_trust_facts *f)
{
    /* The words grow worse with their numbers. */
    int32_t word = CARNET_VERIFY_ACCEPTED;
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        uint8_t answer = f->fact[fact].answer;
        int32_t best = table[fact][answer > CARNET_VERIFY_NO ? 0 : answer];
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
