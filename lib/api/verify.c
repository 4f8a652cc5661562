/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying, in the order of docs/spec/format.md section 8: nothing of an
 * entry is decoded before a trusted key's signature over it holds. A fault of
 * form anywhere refuses the whole input; nothing is left to read then.
 */
#include "verdict_i.h"

carnet_status cn_api_check_question(const cn_api_question *q)
{
    carnet_status status = cn_trust_check_input(q->input, q->keys, q->num_keys);
    return status == CARNET_OK && !cn_time_has_date(q->now_s)
               ? CARNET_CALLER_RANGE
               : status;
}

static void judge_signature(cn_api_judgement *j, const cn_api_credential *c,
                            const cn_api_question *q)
{
    uint32_t candidates[CN_LIMIT_CANDIDATES];
    size_t num =
        cn_trust_candidates(candidates, q->keys, q->num_keys, c->claims.kid);
    carnet_status status = CARNET_KEY_UNKNOWN;
    for (size_t i = 0; i < num; i++) {
        const carnet_public_key *key = q->keys[candidates[i]];
        status = cn_cose_verify(j->identity, c->signature, &c->claims, key);
        if (status == CARNET_OK) {
            j->key = (int32_t)candidates[i];
            j->signer = *key;
            cn_trust_yes(&j->facts, CARNET_VERIFY_SIGNATURE);
            return;
        }
    }
    cn_trust_no(&j->facts, CARNET_VERIFY_SIGNATURE, status);
}

/* Nothing of a credential that nobody vouches for stays in reach. */
static void forget(cn_api_credential *c)
{
    c->num_entries = 0;
    c->entries = NULL;
    c->items = cn_span_of(NULL, 0);
}

static carnet_status judge(carnet_verdict *v, size_t i,
                           const cn_api_question *q)
{
    cn_api_judgement *j = &v->judged[i];
    j->key = -1;
    carnet_status status = cn_api_unfold(&v->passport, i, &v->problem);
    if (status != CARNET_OK) {
        return status;
    }
    cn_api_credential *c = &v->passport.credentials[i];
    cn_trust_yes(&j->facts, CARNET_VERIFY_STRUCTURE);
    judge_signature(j, c, q);
    cn_trust_judge_dates(&j->facts, &c->claims, q->now_s);
    if (j->facts.fact[CARNET_VERIFY_SIGNATURE].answer != CARNET_VERIFY_YES) {
        forget(c);
        return CARNET_OK;
    }
    return cn_api_check(&v->passport, i, &v->problem);
}

static void conclude(carnet_verdict *v)
{
    cn_api_find_repeats(v);
    cn_api_judge_holder(v);
    cn_api_give_once(v);
    for (size_t i = 0; i < v->passport.num; i++) {
        cn_api_judgement *j = &v->judged[i];
        j->outcome = cn_trust_outcome(&j->facts);
        v->outcome = cn_trust_combine(v->outcome, j->outcome);
    }
}

static void refuse(carnet_verdict *v, carnet_status status)
{
    cn_api_blame(&v->passport, status, &v->problem);
    v->passport.num = 0;
    v->outcome = CARNET_VERIFY_REFUSED;
}

static carnet_status examine(carnet_verdict *v, cn_arena *arena,
                             const cn_api_question *q)
{
    carnet_status status =
        cn_api_open(&v->passport, arena, q->input, &v->problem);
    if (status != CARNET_OK) {
        return status;
    }
    v->judged = cn_arena_take(arena, v->passport.num * sizeof v->judged[0]);
    if (v->judged == NULL) {
        return cn_arena_status(arena);
    }
    for (size_t i = 0; i < v->passport.num && status == CARNET_OK; i++) {
        status = judge(v, i, q);
    }
    if (status == CARNET_OK) {
        conclude(v);
    }
    return status;
}

carnet_status cn_api_answer(carnet_verdict **out, cn_arena *arena,
                            const cn_api_question *q)
{
    carnet_verdict *v = cn_arena_take(arena, sizeof *v);
    if (v == NULL) {
        return cn_arena_status(arena);
    }
    v->now_s = q->now_s;
    carnet_status status = examine(v, arena, q);
    v->arena = *arena;
    v->passport.arena = &v->arena;
    if (cn_api_is_malformed(status)) {
        refuse(v, status);
        status = CARNET_OK;
    }
    if (status == CARNET_OK) {
        *out = v;
    }
    return status;
}

carnet_status carnet_verify(carnet_verdict **out, const uint8_t *input,
                            size_t input_len,
                            const carnet_public_key *const *keys,
                            size_t num_keys, int64_t now_s)
{
    cn_api_question q = {{input, input_len}, keys, num_keys, now_s};
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_api_check_question(&q);
    if (status != CARNET_OK) {
        return status;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    /* The verdict outlives the input, which only its file form would lend. */
    q.input.data = cn_arena_copy(&arena, q.input);
    status = q.input.data == NULL ? cn_arena_status(&arena)
                                  : cn_api_answer(out, &arena, &q);
    if (status != CARNET_OK) {
        cn_arena_free(&arena);
    }
    return status;
}

carnet_status carnet_verify_in_arena(carnet_verdict **out, void *arena,
                                     size_t arena_len, const uint8_t *input,
                                     size_t input_len,
                                     const carnet_public_key *const *keys,
                                     size_t num_keys, int64_t now_s)
{
    const cn_api_question q = {{input, input_len}, keys, num_keys, now_s};
    if (out != NULL) {
        *out = NULL;
    }
    if (out == NULL || arena == NULL) {
        return CARNET_CALLER_NULL;
    }
    if ((uintptr_t)arena % 16 != 0) {
        return CARNET_CALLER_ARENA;
    }
    carnet_status status = cn_api_check_question(&q);
    if (status != CARNET_OK) {
        return status;
    }
    cn_arena fixed;
    cn_arena_init_fixed(&fixed, arena, arena_len);
    return cn_api_answer(out, &fixed, &q);
}

void carnet_verify_free(carnet_verdict *verdict)
{
    if (verdict != NULL && verdict->arena.grow != NULL) {
        cn_arena arena = verdict->arena; /* the verdict lies in it */
        cn_arena_free(&arena);
    }
}
