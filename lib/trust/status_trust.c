/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which key may sign a status list, by keys and trust lists: the one that it is
 * about, or another of the same issuer that may sign status lists, on a day on
 * which it was in use; never a compromised one (docs/spec/status.md section 3).
 */
#include "status_i.h"

/* Candidates of all lists, and bare ones. */
enum {
    MOST = CN_LIMIT_CANDIDATES * (CN_LIMIT_TRUST_LISTS + 1)
};

typedef struct {
    const carnet_public_key *keys[MOST];
    size_t num;
} candidates;

/* Keys whose id is kid: a compromised one, too, so that it can be named. */
static carnet_status collect(candidates *c, cn_arena *arena,
                             const carnet_trust *t,
                             const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    uint32_t bare[CN_LIMIT_CANDIDATES];
    carnet_status status = CARNET_OK;
    size_t num = cn_trust_candidates(bare, t->keys, t->num_keys, kid);
    for (size_t i = 0; i < num; i++) {
        c->keys[c->num++] = t->keys[bare[i]];
    }
    for (size_t n = 0; n < t->num_lists; n++) {
        const cn_trust_list *l = &t->lists[n]->list;
        size_t first;
        num = cn_trust_list_find(l, &first, kid);
        for (size_t i = first; i < first + num && status == CARNET_OK; i++) {
            const uint8_t *bytes = l->keys[l->index[i].key].bytes;
            const carnet_public_key *key =
                cn_trust_take_key(arena, bytes, &status);
            if (key != NULL) {
                c->keys[c->num++] = key;
            }
        }
    }
    return status;
}

static bool has_digest(const cn_trust_key *k,
                       const uint8_t digest[CN_CRYPTO_HASH_SIZE])
{
    uint8_t its[CN_CRYPTO_HASH_SIZE];
    cn_crypto_sha256(its, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
    return memcmp(its, digest, sizeof its) == 0;
}

/* Whether a key of the same issuer has this digest. */
static bool is_of(const cn_trust_list *l, const cn_trust_key *k,
                  const uint8_t digest[CN_CRYPTO_HASH_SIZE])
{
    const cn_trust_issuer *from = &l->issuers[k->issuer];
    for (size_t i = 0; i < from->num_keys; i++) {
        if (has_digest(&l->keys[from->first_key + i], digest)) {
            return true;
        }
    }
    return false;
}

/* Whether a list names the key of this digest, which begins with its id. */
static bool names(const cn_trust_list *l,
                  const uint8_t digest[CN_CRYPTO_HASH_SIZE])
{
    size_t first;
    size_t num = cn_trust_list_find(l, &first, digest);
    for (size_t i = first; i < first + num; i++) {
        if (has_digest(&l->keys[l->index[i].key], digest)) {
            return true;
        }
    }
    return false;
}

static carnet_status check_day(const cn_trust_key *k, int64_t day)
{
    if (day < k->from || day > k->until) {
        return CARNET_KEY_WINDOW;
    }
    return k->withdrawn != CARNET_TRUST_GOOD && day > k->withdrawn_day
               ? CARNET_KEY_RETIRED
               : CARNET_OK;
}

static bool is_about_itself(const carnet_status_list *list)
{
    return memcmp(list->issuer, list->signer.digest, sizeof list->issuer) == 0;
}

/* What one trust list says of who signed. */
static carnet_status ask(const cn_trust_list *l, const carnet_status_list *list)
{
    const cn_trust_key *k = cn_trust_list_get(l, &list->signer);
    if (k == NULL) {
        return CARNET_KEY_ISSUER;
    }
    if (!is_about_itself(list) &&
        ((k->use & CN_TRUST_USE_STATUS) == 0 || !is_of(l, k, list->issuer))) {
        return CARNET_KEY_ISSUER;
    }
    return check_day(k, cn_day_of(list->issued_s, CN_DAY_SECONDS));
}

static bool is_bare(const carnet_trust *t, const carnet_public_key *key)
{
    for (size_t i = 0; i < t->num_keys; i++) {
        if (memcmp(t->keys[i]->digest, key->digest, sizeof key->digest) == 0) {
            return true;
        }
    }
    return false;
}

/* A key is good if one list says so and none calls it compromised; for a bare
   one its giver vouches, and then it speaks of what it signed itself. Whoever
   runs a list can write another's public key into it, beside one of its own:
   that lets nobody speak of pages whose issuer another list knows better. */
static carnet_status check(const carnet_trust *t,
                           const carnet_status_list *list)
{
    if (cn_trust_is_compromised(t, &list->signer)) {
        return CARNET_KEY_COMPROMISED;
    }
    bool itself = is_about_itself(list);
    carnet_status status =
        itself && is_bare(t, &list->signer) ? CARNET_OK : CARNET_KEY_ISSUER;
    for (size_t n = 0; n < t->num_lists; n++) {
        const cn_trust_list *l = &t->lists[n]->list;
        carnet_status said = ask(l, list);
        if (said == CARNET_KEY_ISSUER && !itself && names(l, list->issuer)) {
            return said;
        }
        if (said != CARNET_KEY_ISSUER && status != CARNET_OK) {
            status = said;
        }
    }
    return status;
}

static carnet_status read_trusting(carnet_status_list **out,
                                   const carnet_trust *t, cn_span input)
{
    uint8_t kid[CARNET_KEY_ID_SIZE];
    cn_arena arena;
    cn_arena_init_grow(&arena);
    candidates *c = cn_arena_take(&arena, sizeof *c);
    carnet_status status =
        c == NULL ? CARNET_CALLER_MEMORY : cn_status_read_kid(kid, input);
    if (status == CARNET_OK) {
        status = collect(c, &arena, t, kid);
    }
    if (status == CARNET_OK) {
        status = cn_status_read(out, input, c->keys, c->num);
    }
    cn_arena_free(&arena);
    return status;
}

carnet_status carnet_trust_read_status_list(carnet_status_list **out,
                                            const carnet_trust *trust,
                                            const uint8_t *input,
                                            size_t input_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    cn_span s = cn_span_of(input, input_len);
    carnet_status status =
        trust == NULL ? CARNET_CALLER_NULL : cn_trust_check_input(s, NULL, 0);
    if (status == CARNET_OK) {
        status = read_trusting(out, trust, s);
    }
    if (status == CARNET_OK) {
        status = check(trust, *out);
        if (status != CARNET_OK) {
            carnet_status_list_free(*out);
            *out = NULL;
        }
    }
    return status;
}
