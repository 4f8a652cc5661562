/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying by trust lists: those keys of the lists whose ids the passport
 * names are asked as bare keys are, and what the lists say of the one that
 * signed follows. A key that any list of the newest epoch calls compromised is
 * never asked, so that nothing which it signed is ever read.
 */
#include "verdict_i.h"

/* Keys to ask, and where each stands among the bare ones; -1: in a list. */
typedef struct {
    const carnet_public_key **keys;
    int32_t *places;
    size_t num;
} asked;

static void add(asked *a, const carnet_trust *t, const carnet_public_key *key,
                int32_t place)
{
    if (!cn_trust_is_compromised(t, key)) {
        a->keys[a->num] = key;
        a->places[a->num++] = place;
    }
}

/* The keys of one list that a key id can mean. */
static carnet_status add_listed(asked *a, cn_arena *arena,
                                const carnet_trust *t, const cn_trust_list *l,
                                const uint8_t *kid)
{
    size_t first;
    size_t num = cn_trust_list_find(l, &first, kid);
    carnet_status status = CARNET_OK;
    for (; num > 0 && status == CARNET_OK; num--) {
        const uint8_t *bytes = l->keys[l->index[first++].key].bytes;
        const carnet_public_key *key = cn_trust_take_key(arena, bytes, &status);
        if (key != NULL) {
            add(a, t, key, -1);
        }
    }
    return status;
}

/* All keys to ask for a passport. What is malformed names none: that it is so
   will be said by who reads it again. */
static carnet_status collect(asked *a, cn_arena *arena, const carnet_trust *t,
                             cn_span input)
{
    cn_problem unused = {.status = CARNET_OK};
    cn_api_passport p = {.arena = arena};
    carnet_status status = cn_api_open(&p, arena, input, &unused);
    if (status != CARNET_OK && !cn_api_is_malformed(status)) {
        return status;
    }
    size_t num = status == CARNET_OK ? p.num : 0;
    size_t most = t->num_keys + num * t->num_lists * CN_LIMIT_CANDIDATES;
    a->keys = cn_arena_take(arena, most * sizeof *a->keys);
    a->places = cn_arena_take(arena, most * sizeof *a->places);
    if (a->keys == NULL || a->places == NULL) {
        return cn_arena_status(arena);
    }
    for (size_t i = 0; i < t->num_keys; i++) {
        add(a, t, t->keys[i], (int32_t)i);
    }
    status = CARNET_OK;
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        for (size_t k = 0; k < t->num_lists && status == CARNET_OK; k++) {
            status = add_listed(a, arena, t, &t->lists[k]->list,
                                p.credentials[i].claims.kid);
        }
    }
    return status;
}

/* ---- what the lists say ---- */

static bool is_allowed(uint64_t kinds, int32_t kind)
{
    return kinds == CN_TRUST_ALL_KINDS ||
           (kind >= 0 && kind < (int32_t)CN_LIMIT_KINDS &&
            (kinds >> kind & 1) != 0);
}

static void judge_scope(cn_trust_facts *f, const cn_api_credential *c,
                        uint64_t kinds)
{
    cn_trust_yes(f, CARNET_VERIFY_SCOPE);
    for (size_t i = 0; i < c->num_entries; i++) {
        if (!is_allowed(kinds, carnet_record_entry_kind(&c->entries[i]))) {
            cn_trust_no(f, CARNET_VERIFY_SCOPE, CARNET_KEY_SCOPE);
        }
    }
}

static carnet_status name_issuer(carnet_verdict *v, cn_api_judgement *j,
                                 const cn_trust_list *l, const cn_trust_key *k)
{
    const cn_trust_issuer *from = &l->issuers[k->issuer];
    cn_api_issuer *issuer = cn_arena_take(&v->arena, sizeof *issuer);
    if (issuer == NULL) {
        return cn_arena_status(&v->arena);
    }
    memcpy(issuer->name, from->name.data, from->name.len);
    memcpy(issuer->country, from->country, sizeof issuer->country);
    issuer->kind = from->kind;
    j->issuer = issuer;
    return CARNET_OK;
}

/* Of what a list can object to. What else there is against a credential is
   nobody's list's. */
static size_t num_objections(const cn_trust_facts *f)
{
    return (size_t)(f->fact[CARNET_VERIFY_KEY].answer == CARNET_VERIFY_NO) +
           (f->fact[CARNET_VERIFY_SCOPE].answer == CARNET_VERIFY_NO) +
           (f->fact[CARNET_VERIFY_TRUST_LIST].answer == CARNET_VERIFY_NO);
}

/* Of all lists that name the key, what the one says that objects least, the
   first of these: a key is good if one list calls it so. */
static carnet_status judge_signed(carnet_verdict *v, size_t i,
                                  const carnet_trust *t)
{
    cn_api_judgement *j = &v->judged[i];
    const cn_api_credential *c = &v->passport.credentials[i];
    const cn_trust_facts before = j->facts;
    const cn_trust_key *best = NULL;
    const cn_trust_list *from = NULL;
    for (size_t n = 0; n < t->num_lists; n++) {
        const cn_trust_list *l = &t->lists[n]->list;
        const cn_trust_key *k = cn_trust_list_get(l, &j->signer);
        if (k == NULL) {
            continue;
        }
        cn_trust_facts f = before;
        cn_trust_judge_key(&f, l, k, (int32_t)c->claims.day, v->now_s);
        judge_scope(&f, c, k->kinds);
        if (best == NULL || num_objections(&f) < num_objections(&j->facts)) {
            best = k;
            from = l;
            j->facts = f;
        }
    }
    if (best == NULL) {
        return CARNET_OK;
    }
    if (j->key >= 0) {
        j->facts = before; /* for a bare key its giver vouches */
    } else {
        j->scoped = true;
        j->kinds = best->kinds;
    }
    return name_issuer(v, j, from, best);
}

/* Says of a refused one that a compromised key made it, if one did. */
static carnet_status judge_refused(carnet_verdict *v, size_t i,
                                   const cn_trust_list *l)
{
    cn_api_judgement *j = &v->judged[i];
    const cn_api_credential *c = &v->passport.credentials[i];
    size_t first;
    size_t num = cn_trust_list_find(l, &first, c->claims.kid);
    carnet_status status = CARNET_OK;
    for (; num > 0 && status == CARNET_OK; num--) {
        const cn_trust_key *k = &l->keys[l->index[first++].key];
        uint8_t identity[CN_CRYPTO_HASH_SIZE];
        const carnet_public_key *key =
            k->withdrawn == CARNET_TRUST_IS_COMPROMISED
                ? cn_trust_take_key(&v->arena, k->bytes, &status)
                : NULL;
        if (key != NULL && cn_cose_verify(identity, c->signature, &c->claims,
                                          key) == CARNET_OK) {
            cn_trust_no(&j->facts, CARNET_VERIFY_SIGNATURE,
                        CARNET_KEY_COMPROMISED);
            cn_trust_date(&j->facts, CARNET_VERIFY_SIGNATURE, k->withdrawn_day);
        }
    }
    return status;
}

static carnet_status judge(carnet_verdict *v, size_t i, const carnet_trust *t,
                           const asked *a)
{
    cn_api_judgement *j = &v->judged[i];
    carnet_status status = CARNET_OK;
    if (cn_api_is_signed(j)) {
        j->key = a->places[j->key];
        return judge_signed(v, i, t);
    }
    for (size_t n = 0; n < t->num_all_lists && status == CARNET_OK; n++) {
        status = judge_refused(v, i, &t->lists[n]->list);
    }
    return status;
}

/* What status lists say of one that has an index. */
static void judge_status(carnet_verdict *v, size_t i, const carnet_trust *t)
{
    cn_api_judgement *j = &v->judged[i];
    const cn_cose_claims *c = &v->passport.credentials[i].claims;
    if (c->has_index && cn_api_is_signed(j)) {
        bool in_error =
            cn_trust_judge_status(&j->facts, c->index, &j->signer, t, v->now_s);
        j->hidden = in_error && !t->show_in_error;
    }
}

static carnet_status conclude(carnet_verdict *v, const carnet_trust *t,
                              const asked *a)
{
    carnet_status status = CARNET_OK;
    int32_t word = CARNET_VERIFY_UNDECIDED;
    for (size_t i = 0; i < v->passport.num && status == CARNET_OK; i++) {
        status = judge(v, i, t, a);
        judge_status(v, i, t);
        v->judged[i].outcome = cn_trust_outcome(&v->judged[i].facts);
        word = cn_trust_combine(word, v->judged[i].outcome);
    }
    if (v->passport.num > 0) {
        v->outcome = word;
    }
    return status;
}

/* The input lies in a growing arena, which the verdict takes over. */
static carnet_status answer(carnet_verdict **out, cn_arena *arena,
                            cn_api_question *q, const carnet_trust *t)
{
    asked a = {NULL, NULL, 0};
    carnet_status status = collect(&a, arena, t, q->input);
    if (status != CARNET_OK) {
        return status;
    }
    q->keys = a.keys;
    q->num_keys = a.num;
    status = cn_api_answer(out, arena, q);
    if (status == CARNET_OK) {
        status = conclude(*out, t, &a);
        *arena = (*out)->arena;
    }
    if (status != CARNET_OK) {
        *out = NULL;
    }
    return status;
}

carnet_status carnet_verify_trusting(carnet_verdict **out, const uint8_t *input,
                                     size_t input_len,
                                     const carnet_trust *trust, int64_t now_s)
{
    cn_api_question q = {{input, input_len}, NULL, 0, now_s};
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status =
        trust == NULL ? CARNET_CALLER_NULL : cn_api_check_question(&q);
    if (status != CARNET_OK) {
        return status;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    q.input.data = cn_arena_copy(&arena, q.input);
    status = q.input.data == NULL ? cn_arena_status(&arena)
                                  : answer(out, &arena, &q, trust);
    if (status != CARNET_OK) {
        cn_arena_free(&arena);
    }
    return status;
}

/* ---- reading it ---- */

static const cn_api_issuer *issuer_of(const carnet_verdict *v, size_t i)
{
    return cn_api_readable(v, i) == NULL ? NULL : v->judged[i].issuer;
}

const char *carnet_verify_issuer_name(const carnet_verdict *verdict,
                                      size_t credential)
{
    const cn_api_issuer *issuer = issuer_of(verdict, credential);
    return issuer == NULL ? "" : issuer->name;
}

const char *carnet_verify_issuer_country(const carnet_verdict *verdict,
                                         size_t credential)
{
    const cn_api_issuer *issuer = issuer_of(verdict, credential);
    return issuer == NULL ? "" : issuer->country;
}

int32_t carnet_verify_issuer_kind(const carnet_verdict *verdict,
                                  size_t credential)
{
    const cn_api_issuer *issuer = issuer_of(verdict, credential);
    return issuer == NULL ? -1 : issuer->kind;
}

int32_t carnet_verify_entry_in_scope(const carnet_verdict *verdict,
                                     size_t credential, size_t i)
{
    const cn_api_credential *c = cn_api_readable(verdict, credential);
    if (c == NULL || i >= c->num_entries) {
        return 0;
    }
    const cn_api_judgement *j = &verdict->judged[credential];
    return !j->scoped ||
           is_allowed(j->kinds, carnet_record_entry_kind(&c->entries[i]));
}
