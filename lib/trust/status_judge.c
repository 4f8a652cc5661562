/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What status lists say of a credential, as facts (docs/spec/status.md section
 * 4). What none speaks of is unknown, and never good; the list that was made
 * last counts, also where an older one says otherwise.
 */
#include "status_i.h"

/* What was made last about a key's credentials. */
typedef struct {
    const carnet_status_list *list; /* NULL: there is none */
    int32_t value;                  /* -1 past the end */
    bool forked; /* another list was made at the same second */
} latest;

/* How much a value says against a credential. */
static int32_t weight_of(int32_t value)
{
    switch (value) {
    case CARNET_STATUS_LIST_GOOD:
        return 0;
    case CARNET_STATUS_LIST_SUSPENDED:
        return 2;
    case CARNET_STATUS_LIST_REVOKED:
        return 3;
    case CARNET_STATUS_LIST_IN_ERROR:
        return 4;
    default:
        return 1;
    }
}

static bool is_same(const carnet_status_list *a, const carnet_status_list *b)
{
    return cn_span_equal(cn_buf_span(&a->signed_bytes),
                         cn_buf_span(&b->signed_bytes));
}

/* One more list about that key. Of two that were made at the same second the
   order in which they came tells nothing: what is worse counts. */
static void take(latest *last, const carnet_status_list *l, uint32_t index)
{
    int32_t value = cn_trust_statuses_get(&l->statuses, index);
    if (last->list == NULL || l->issued_s > last->list->issued_s) {
        *last = (latest){l, value, false};
    } else if (l->issued_s == last->list->issued_s && !is_same(l, last->list)) {
        last->forked = true;
        if (weight_of(value) > weight_of(last->value)) {
            last->value = value;
        }
    }
}

/* Of the lists about what a key signed, but those by a compromised key. */
static latest find_latest(const carnet_trust *t, const carnet_public_key *key,
                          uint32_t index)
{
    latest last = {.list = NULL};
    for (size_t i = 0; i < t->num_status; i++) {
        const carnet_status_list *l = t->status[i];
        if (memcmp(l->issuer, key->digest, sizeof l->issuer) == 0 &&
            !cn_trust_is_compromised(t, &l->signer)) {
            take(&last, l, index);
        }
    }
    return last;
}

/* The list itself; why nothing that it calls good counts, or CARNET_OK. */
static carnet_status judge_list(cn_trust_facts *f, const latest *last,
                                int64_t now_s)
{
    int32_t fact = CARNET_VERIFY_STATUS_LIST;
    int64_t issued_s = last->list->issued_s;
    carnet_status why = last->forked ? CARNET_TRUST_FORKED
                        : now_s >= cn_status_end_s(last->list)
                            ? CARNET_TRUST_STATUS_OLD
                            : CARNET_OK;
    if (cn_trust_is_future_s(issued_s, now_s)) {
        cn_trust_no(f, fact, CARNET_KEY_FUTURE);
    } else if (why != CARNET_OK) {
        cn_trust_no(f, fact, why);
    } else {
        cn_trust_yes(f, fact);
    }
    cn_trust_date(f, fact, (int32_t)cn_day_of(issued_s, CN_DAY_SECONDS));
    return why;
}

static void judge_value(cn_trust_facts *f, int32_t value, carnet_status why_not)
{
    static const int16_t bad[] = {
        [CARNET_STATUS_LIST_REVOKED] = CARNET_TRUST_REVOKED,
        [CARNET_STATUS_LIST_SUSPENDED] = CARNET_TRUST_SUSPENDED,
        [CARNET_STATUS_LIST_IN_ERROR] = CARNET_TRUST_IN_ERROR,
    };
    int32_t fact = CARNET_VERIFY_STATUS;
    if (value < 0 || value > CARNET_STATUS_LIST_IN_ERROR) {
        cn_trust_unchecked(f, fact, CARNET_TRUST_STATUS);
    } else if (value != CARNET_STATUS_LIST_GOOD) {
        cn_trust_no(f, fact, bad[value]);
    } else if (why_not == CARNET_OK) {
        cn_trust_yes(f, fact);
    } else {
        /* It was good then; whether it still is nobody here knows. */
        cn_trust_unchecked(f, fact, why_not);
    }
}

bool cn_trust_judge_status(cn_trust_facts *f, uint32_t index,
                           const carnet_public_key *key, const carnet_trust *t,
                           int64_t now_s)
{
    latest last = find_latest(t, key, index);
    if (last.list == NULL) {
        cn_trust_unchecked(f, CARNET_VERIFY_STATUS, CARNET_TRUST_NO_STATUS);
        return false;
    }
    judge_value(f, last.value, judge_list(f, &last, now_s));
    cn_trust_date(f, CARNET_VERIFY_STATUS,
                  (int32_t)cn_day_of(last.list->issued_s, CN_DAY_SECONDS));
    return last.value == CARNET_STATUS_LIST_IN_ERROR;
}
