/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making a trust list: issuers and keys are put in their order as they come,
 * keys are withdrawn, and the whole is signed as the list that follows another.
 * Refuses to sign what no verifier would take in its place.
 */
#include "draft_i.h"

#include "../wire/wire.h"

carnet_status cn_api_draft_new(carnet_trust_draft **out)
{
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&(*out)->arena);
    (*out)->list.arena = &(*out)->arena;
    (*out)->last = SIZE_MAX;
    return CARNET_OK;
}

void carnet_trust_draft_free(carnet_trust_draft *draft)
{
    if (draft != NULL) {
        cn_arena_free(&draft->arena);
        cn_mem_free(draft, sizeof *draft);
    }
}

carnet_status carnet_trust_draft_new(carnet_trust_draft **out,
                                     int32_t valid_days)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (valid_days < 1 || valid_days > (int32_t)CN_LIMIT_LIST_DAYS) {
        return CARNET_CALLER_RANGE;
    }
    carnet_trust_draft *d = NULL;
    carnet_status status = cn_api_draft_new(&d);
    if (status == CARNET_OK) {
        d->valid_days = valid_days;
        status = cn_crypto_random(d->list.id, CN_TRUST_ID_SIZE);
    }
    if (status != CARNET_OK) {
        carnet_trust_draft_free(d);
        return status;
    }
    *out = d;
    return CARNET_OK;
}

/* ---- arrays that grow ---- */

/* The array with room for one more: itself, or a copy twice as large. */
static void *with_room(cn_arena *arena, void *array, size_t num, size_t *room,
                       size_t size)
{
    if (num < *room) {
        return array;
    }
    size_t more = *room * 2 + 16;
    void *larger = cn_arena_take(arena, more * size);
    if (larger != NULL) {
        if (num > 0) {
            memcpy(larger, array, num * size);
        }
        *room = more;
    }
    return larger;
}

/* Where an issuer stands or belongs; *found_out says which. */
static size_t place_of(const cn_trust_list *l, const cn_trust_issuer *issuer,
                       bool *found_out)
{
    size_t low = 0;
    size_t high = l->num_issuers;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cn_trust_order(&l->issuers[middle], issuer) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *found_out =
        low < l->num_issuers && cn_trust_order(&l->issuers[low], issuer) == 0;
    return low;
}

static carnet_status put_issuer(carnet_trust_draft *d, size_t at,
                                const cn_trust_issuer *issuer)
{
    cn_trust_list *l = &d->list;
    if (l->num_issuers == CN_LIMIT_ISSUERS) {
        return CARNET_CALLER_RANGE;
    }
    const uint8_t *name = cn_arena_copy(&d->arena, issuer->name);
    cn_trust_issuer *issuers = with_room(&d->arena, l->issuers, l->num_issuers,
                                         &d->issuer_room, sizeof *issuers);
    if (name == NULL || issuers == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    l->issuers = issuers;
    memmove(issuers + at + 1, issuers + at,
            (l->num_issuers - at) * sizeof *issuers);
    issuers[at] = *issuer;
    issuers[at].name.data = name;
    issuers[at].num_keys = 0;
    issuers[at].first_key =
        (uint32_t)(at < l->num_issuers ? issuers[at + 1].first_key
                                       : l->num_keys);
    l->num_issuers++;
    for (size_t i = issuers[at].first_key; i < l->num_keys; i++) {
        l->keys[i].issuer++;
    }
    return CARNET_OK;
}

/* Where a key belongs among those of its issuer. */
static size_t key_place(const cn_trust_list *l, const cn_trust_issuer *issuer,
                        const uint8_t *bytes)
{
    size_t at = issuer->first_key;
    while (at < issuer->first_key + issuer->num_keys &&
           memcmp(l->keys[at].bytes, bytes, CARNET_KEY_PUBLIC_SIZE) < 0) {
        at++;
    }
    return at;
}

static carnet_status put_key(carnet_trust_draft *d, size_t issuer,
                             const cn_trust_key *k)
{
    cn_trust_list *l = &d->list;
    if (l->issuers[issuer].num_keys == CN_LIMIT_ISSUER_KEYS) {
        return CARNET_CALLER_RANGE;
    }
    const uint8_t *bytes =
        cn_arena_copy(&d->arena, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
    const uint8_t *sealing = k->sealing;
    if (sealing != NULL) {
        sealing =
            cn_arena_copy(&d->arena, cn_span_of(sealing, CARNET_SEAL_KEY_SIZE));
    }
    cn_trust_key *keys =
        with_room(&d->arena, l->keys, l->num_keys, &d->key_room, sizeof *keys);
    if (bytes == NULL || keys == NULL ||
        (sealing == NULL && k->sealing != NULL)) {
        return CARNET_CALLER_MEMORY;
    }
    l->keys = keys;
    size_t at = key_place(l, &l->issuers[issuer], bytes);
    memmove(keys + at + 1, keys + at, (l->num_keys - at) * sizeof *keys);
    keys[at] = *k;
    keys[at].bytes = bytes;
    keys[at].sealing = sealing;
    keys[at].issuer = (uint32_t)issuer;
    l->num_keys++;
    l->issuers[issuer].num_keys++;
    for (size_t i = issuer + 1; i < l->num_issuers; i++) {
        l->issuers[i].first_key++;
    }
    d->last = at;
    return CARNET_OK;
}

carnet_status cn_api_draft_put(carnet_trust_draft *d,
                               const cn_trust_issuer *issuer,
                               const cn_trust_key *k)
{
    bool found = false;
    size_t at = place_of(&d->list, issuer, &found);
    carnet_status status = found ? CARNET_OK : put_issuer(d, at, issuer);
    return status == CARNET_OK ? put_key(d, at, k) : status;
}

carnet_status carnet_trust_draft_from_list(carnet_trust_draft **out,
                                           const carnet_trust_list *list)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (list == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_trust_list *l = &list->list;
    carnet_trust_draft *d = NULL;
    carnet_status status = cn_api_draft_new(&d);
    if (status == CARNET_OK) {
        memcpy(d->list.id, l->id, CN_TRUST_ID_SIZE);
        const int32_t most = (int32_t)CN_LIMIT_LIST_DAYS;
        int32_t days = l->next_update - l->issued;
        d->valid_days = days < 1 ? 1 : days > most ? most : days;
    }
    for (size_t i = 0; i < l->num_keys && status == CARNET_OK; i++) {
        status =
            cn_api_draft_put(d, &l->issuers[l->keys[i].issuer], &l->keys[i]);
    }
    if (status != CARNET_OK) {
        carnet_trust_draft_free(d);
        return status;
    }
    *out = d;
    return CARNET_OK;
}

/* ---- one more key ---- */

static bool is_day(int32_t days)
{
    return days >= 0 && days <= (int32_t)CN_LIMIT_DAY;
}

static bool has_key(const cn_trust_list *l, const uint8_t *bytes)
{
    bool has = false;
    for (size_t i = 0; i < l->num_keys; i++) {
        has =
            has || memcmp(l->keys[i].bytes, bytes, CARNET_KEY_PUBLIC_SIZE) == 0;
    }
    return has;
}

carnet_status carnet_trust_draft_add_key(carnet_trust_draft *draft,
                                         const char *name, size_t name_len,
                                         const char *country,
                                         size_t country_len, int32_t kind,
                                         const carnet_public_key *key,
                                         int32_t from_days)
{
    cn_trust_issuer issuer = {.name = cn_span_of(name, name_len)};
    cn_trust_key k = {.kinds = CN_TRUST_ALL_KINDS,
                      .from = from_days,
                      .until = CN_TRUST_NO_END,
                      .use = CN_TRUST_USE_BOTH};
    if (draft == NULL || key == NULL ||
        cn_span_check(name, name_len) != CARNET_OK ||
        cn_span_check(country, country_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (kind < CARNET_TRUST_STATE || kind > CARNET_TRUST_CLINIC ||
        !is_day(from_days) || !cn_trust_is_new_name(issuer.name) ||
        !cn_trust_set_country(&issuer, cn_span_of(country, country_len))) {
        return CARNET_CALLER_RANGE;
    }
    if (has_key(&draft->list, key->bytes)) {
        return CARNET_KEY_TWICE;
    }
    if (cn_trust_is_published(key->bytes)) {
        return CARNET_KEY_TEST;
    }
    issuer.kind = (uint8_t)kind;
    k.bytes = key->bytes;
    return cn_api_draft_put(draft, &issuer, &k);
}

/* The key that was added last. */
static carnet_status last_of(carnet_trust_draft *d, cn_trust_key **out)
{
    if (d == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (d->last == SIZE_MAX) {
        return CARNET_CALLER_ABSENT;
    }
    *out = &d->list.keys[d->last];
    return CARNET_OK;
}

carnet_status carnet_trust_draft_set_until(carnet_trust_draft *draft,
                                           int32_t until_days)
{
    cn_trust_key *k = NULL;
    carnet_status status = last_of(draft, &k);
    if (status == CARNET_OK && (!is_day(until_days) || until_days < k->from)) {
        status = CARNET_CALLER_RANGE;
    }
    if (status == CARNET_OK) {
        k->until = until_days;
    }
    return status;
}

carnet_status carnet_trust_draft_set_sealing(carnet_trust_draft *draft,
                                             const carnet_seal_public *sealing)
{
    cn_trust_key *k = NULL;
    carnet_status status =
        sealing == NULL ? CARNET_CALLER_NULL : last_of(draft, &k);
    if (status == CARNET_OK) {
        k->sealing = cn_arena_copy(
            &draft->arena, cn_span_of(sealing->bytes, CARNET_SEAL_KEY_SIZE));
        status = k->sealing == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
    }
    return status;
}

carnet_status carnet_trust_draft_set_use(carnet_trust_draft *draft,
                                         int32_t credentials, int32_t status)
{
    cn_trust_key *k = NULL;
    carnet_status found = last_of(draft, &k);
    if (found == CARNET_OK && credentials == 0 && status == 0) {
        found = CARNET_CALLER_RANGE;
    }
    if (found == CARNET_OK) {
        k->use = (uint8_t)((credentials != 0 ? CN_TRUST_USE_CREDENTIALS : 0) |
                           (status != 0 ? CN_TRUST_USE_STATUS : 0));
    }
    return found;
}

carnet_status carnet_trust_draft_allow_kind(carnet_trust_draft *draft,
                                            const char *kind, size_t kind_len)
{
    cn_trust_key *k = NULL;
    if (cn_span_check(kind, kind_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = last_of(draft, &k);
    int32_t number = cn_api_kind_of(cn_span_of(kind, kind_len));
    if (status == CARNET_OK && number < 0) {
        status = CARNET_RECORD_KIND;
    }
    if (status == CARNET_OK) {
        uint64_t before = k->kinds == CN_TRUST_ALL_KINDS ? 0 : k->kinds;
        k->kinds = before | UINT64_C(1) << number;
    }
    return status;
}

/* ---- withdrawing, and the next key ---- */

carnet_status carnet_trust_draft_withdraw(carnet_trust_draft *draft,
                                          const uint8_t *key_id,
                                          int32_t on_days, int32_t how)
{
    if (draft == NULL || key_id == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!is_day(on_days) || how < CARNET_TRUST_IS_RETIRED ||
        how > CARNET_TRUST_IS_COMPROMISED) {
        return CARNET_CALLER_RANGE;
    }
    cn_trust_key *found = NULL;
    for (size_t i = 0; i < draft->list.num_keys; i++) {
        cn_trust_key *k = &draft->list.keys[i];
        uint8_t digest[CN_CRYPTO_HASH_SIZE];
        cn_crypto_sha256(digest, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
        if (memcmp(digest, key_id, CARNET_KEY_ID_SIZE) == 0) {
            if (found != NULL) {
                return CARNET_KEY_CROWDED;
            }
            found = k;
        }
    }
    if (found == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    if (how < found->withdrawn || (found->withdrawn != CARNET_TRUST_GOOD &&
                                   on_days > found->withdrawn_day)) {
        return CARNET_TRUST_BACK;
    }
    found->withdrawn = (uint8_t)how;
    found->withdrawn_day = on_days;
    return CARNET_OK;
}

carnet_status carnet_trust_draft_set_next_key(carnet_trust_draft *draft,
                                              const carnet_public_key *key)
{
    if (draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    draft->list.next_key = NULL;
    if (key == NULL) {
        return CARNET_OK;
    }
    draft->list.next_key = cn_arena_copy(
        &draft->arena, cn_span_of(key->bytes, CARNET_KEY_PUBLIC_SIZE));
    return draft->list.next_key == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

/* ---- signing ---- */

/* The numbers of the list that follows another, by the key that signs it. */
static carnet_status number(cn_trust_list *l, const cn_trust_list *previous,
                            const carnet_secret_key *key)
{
    l->epoch = 0;
    l->sequence = 0;
    if (previous == NULL) {
        return CARNET_OK;
    }
    const uint8_t *bytes = key->public_key.bytes;
    if (memcmp(bytes, previous->signer.bytes, CARNET_KEY_PUBLIC_SIZE) == 0) {
        if (previous->sequence == UINT32_MAX) {
            return CARNET_TRUST_LAST;
        }
        l->epoch = previous->epoch;
        l->sequence = previous->sequence + 1;
        return CARNET_OK;
    }
    if (previous->next_key == NULL ||
        memcmp(bytes, previous->next_key, CARNET_KEY_PUBLIC_SIZE) != 0) {
        return CARNET_TRUST_PIN;
    }
    if (previous->epoch == UINT32_MAX) {
        return CARNET_TRUST_LAST;
    }
    l->epoch = previous->epoch + 1;
    return CARNET_OK;
}

/* Whoever stole a key that is its own successor would begin the next epoch. */
static carnet_status check_next(const cn_trust_list *l,
                                const carnet_secret_key *key, cn_problem *where)
{
    bool is_own =
        l->next_key != NULL &&
        memcmp(l->next_key, key->public_key.bytes, CARNET_KEY_PUBLIC_SIZE) == 0;
    return is_own
               ? cn_problem_note(where, CARNET_KEY_TWICE, 0, "next_key", NULL)
               : CARNET_OK;
}

/* That verifiers who have the previous list will take this one. */
static carnet_status check_follows(cn_span bytes, const carnet_secret_key *key,
                                   const cn_trust_list *previous,
                                   cn_problem *where)
{
    bool newer = false;
    cn_trust_list made = {.arena = NULL};
    cn_arena arena;
    cn_arena_init_grow(&arena);
    carnet_status status =
        cn_trust_list_read(&made, &arena, bytes, &key->public_key, where);
    if (status == CARNET_OK) {
        status = cn_trust_list_replaces(&newer, &made, previous, where);
    }
    cn_arena_free(&arena);
    return status;
}

static carnet_status sign(cn_buf *out, const carnet_trust_draft *d,
                          const cn_trust_list *previous,
                          const carnet_secret_key *key, int32_t issued_days,
                          cn_problem *where)
{
    cn_trust_list l = d->list;
    cn_buf bytes;
    cn_buf_init(&bytes);
    l.issued = issued_days;
    l.next_update = issued_days + d->valid_days;
    if (l.next_update > (int32_t)CN_LIMIT_DAY) {
        l.next_update = (int32_t)CN_LIMIT_DAY;
    }
    carnet_status status = number(&l, previous, key);
    if (l.next_key == NULL && previous != NULL && l.epoch == previous->epoch) {
        l.next_key = previous->next_key; /* never lost by leaving it out */
    }
    if (status == CARNET_OK) {
        status = check_next(&l, key, where);
    }
    if (status == CARNET_OK) {
        status = cn_trust_list_sign(&bytes, &l, key, where);
    }
    if (status == CARNET_OK && previous != NULL) {
        status = check_follows(cn_buf_span(&bytes), key, previous, where);
    }
    if (status == CARNET_OK) {
        cn_wire_write_list(out, CN_WIRE_FILE, CN_WIRE_TRUST_LIST,
                           cn_buf_span(&bytes));
        status = out->status;
    }
    cn_buf_free(&bytes);
    return status;
}

carnet_status carnet_trust_draft_sign(carnet_buf **out,
                                      carnet_problem **problem,
                                      const carnet_trust_draft *draft,
                                      const carnet_trust_list *previous,
                                      const carnet_secret_key *key,
                                      int32_t issued_days)
{
    cn_problem where = {.status = CARNET_OK};
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (draft == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!is_day(issued_days)) {
        return CARNET_CALLER_RANGE;
    }
    cn_buf b;
    cn_buf_init(&b);
    carnet_status status = cn_crypto_ready();
    if (status == CARNET_OK) {
        status = sign(&b, draft, previous == NULL ? NULL : &previous->list, key,
                      issued_days, &where);
    }
    if (status == CARNET_OK) {
        return cn_buf_give(&b, out);
    }
    cn_buf_free(&b);
    cn_problem_note(&where, status, 0, "", NULL);
    cn_problem_give(&where, problem);
    return status;
}
