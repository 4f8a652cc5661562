/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying by status lists: the verdict that carnet_verify gives, and of each
 * credential that has an index what the lists say, before anybody reads it.
 * Stands apart, so that who verifies by keys alone links nothing of lists.
 */
#include "verdict_i.h"

#define LISTS_MAX 65536u

typedef struct {
    const carnet_status_list *const *lists;
    size_t num;
    bool in_error; /* content of what was entered in error, too */
} known;

static carnet_status check(const known *k, int32_t in_error)
{
    if (cn_span_check(k->lists, k->num) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (k->num > LISTS_MAX || in_error < 0 || in_error > 1) {
        return CARNET_CALLER_RANGE;
    }
    for (size_t i = 0; i < k->num; i++) {
        if (k->lists[i] == NULL) {
            return CARNET_CALLER_NULL;
        }
    }
    return CARNET_OK;
}

static void judge(carnet_verdict *v, size_t i, const known *k)
{
    cn_api_judgement *j = &v->judged[i];
    const cn_cose_claims *c = &v->passport.credentials[i].claims;
    if (!c->has_index || j->outcome == CARNET_VERIFY_REFUSED) {
        return;
    }
    j->hidden = cn_trust_judge_status(&j->facts, c->index, &j->signer, k->lists,
                                      k->num, v->now_s) &&
                !k->in_error;
    j->outcome = cn_trust_outcome(&j->facts);
}

static void judge_all(carnet_verdict *v, const known *k)
{
    int32_t word = v->outcome;
    for (size_t i = 0; i < v->passport.num; i++) {
        judge(v, i, k);
        word = cn_trust_combine(i == 0 ? CARNET_VERIFY_UNDECIDED : word,
                                v->judged[i].outcome);
    }
    v->outcome = word;
}

carnet_status
carnet_verify_by_status(carnet_verdict **out, const uint8_t *input,
                        size_t input_len, const carnet_public_key *const *keys,
                        size_t num_keys, const carnet_status_list *const *lists,
                        size_t num_lists, int32_t in_error, int64_t now_s)
{
    const known k = {lists, num_lists, in_error == 1};
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = check(&k, in_error);
    if (status == CARNET_OK) {
        status = carnet_verify(out, input, input_len, keys, num_keys, now_s);
    }
    if (status == CARNET_OK) {
        judge_all(*out, &k);
    }
    return status;
}
