/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom to believe: public keys and lists, lent by the caller. Empty at first,
 * and then nobody is believed. What the lists say of a key, all together.
 */
#include "trust.h"

carnet_status carnet_trust_new(carnet_trust **out)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = cn_mem_alloc(sizeof **out);
    return *out == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

/* Twice the room for keys. */
static carnet_status grow(carnet_trust *t)
{
    size_t room = t->key_room * 2 + 8;
    const carnet_public_key **keys = cn_mem_array(room, sizeof *keys);
    if (keys == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    if (t->num_keys > 0) {
        memcpy(keys, t->keys, t->num_keys * sizeof *keys);
    }
    cn_mem_free(t->keys, t->key_room * sizeof *keys);
    t->keys = keys;
    t->key_room = room;
    return CARNET_OK;
}

carnet_status carnet_trust_add_key(carnet_trust *trust,
                                   const carnet_public_key *key)
{
    if (trust == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (trust->num_keys == CN_LIMIT_KEYS) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status =
        trust->num_keys == trust->key_room ? grow(trust) : CARNET_OK;
    if (status == CARNET_OK) {
        trust->keys[trust->num_keys++] = key;
    }
    return status;
}

/* The list of the same id that counts; num_lists: there is none. */
static size_t find_line(const carnet_trust *t, const cn_trust_list *l)
{
    size_t i = 0;
    while (i < t->num_lists &&
           memcmp(t->lists[i]->list.id, l->id, CN_TRUST_ID_SIZE) != 0) {
        i++;
    }
    return i;
}

static int order(const cn_trust_list *a, const cn_trust_list *b)
{
    return a->epoch != b->epoch         ? (a->epoch < b->epoch ? -1 : 1)
           : a->sequence != b->sequence ? (a->sequence < b->sequence ? -1 : 1)
                                        : 0;
}

/* Of lists of epochs before that of the newest nothing counts, also not whom
   they call compromised: a thief of the key that signed them may have said so,
   and the new epoch was begun to undo it. */
static void drop_past_epochs(carnet_trust *t, const cn_trust_list *newest)
{
    size_t num = t->num_lists;
    for (size_t i = t->num_lists; i < t->num_all_lists; i++) {
        const cn_trust_list *l = &t->lists[i]->list;
        if (memcmp(l->id, newest->id, CN_TRUST_ID_SIZE) != 0 ||
            l->epoch == newest->epoch) {
            t->lists[num++] = t->lists[i];
        }
    }
    t->num_all_lists = num;
}

/* One that nothing stands before, behind all that count. */
static void add_line(carnet_trust *t, const carnet_trust_list *list)
{
    t->lists[t->num_all_lists++] = t->lists[t->num_lists];
    t->lists[t->num_lists++] = list;
}

carnet_status carnet_trust_add_list(carnet_trust *trust,
                                    const carnet_trust_list *list)
{
    if (trust == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (trust->num_all_lists == CN_LIMIT_TRUST_LISTS) {
        return CARNET_CALLER_RANGE;
    }
    size_t at = find_line(trust, &list->list);
    if (at == trust->num_lists) {
        add_line(trust, list);
        return CARNET_OK;
    }
    const carnet_trust_list *there = trust->lists[at];
    int newer = order(&list->list, &there->list);
    if (newer == 0) {
        return cn_span_equal(list->list.bytes, there->list.bytes)
                   ? CARNET_OK
                   : CARNET_TRUST_FORKED;
    }
    trust->lists[at] = newer > 0 ? list : there;
    trust->lists[trust->num_all_lists++] = newer > 0 ? there : list;
    drop_past_epochs(trust, &trust->lists[at]->list);
    return CARNET_OK;
}

carnet_status carnet_trust_add_status_list(carnet_trust *trust,
                                           const carnet_status_list *list)
{
    if (trust == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (trust->num_status == CN_LIMIT_STATUS_LISTS) {
        return CARNET_CALLER_RANGE;
    }
    trust->status[trust->num_status++] = list;
    return CARNET_OK;
}

void carnet_trust_show_in_error(carnet_trust *trust)
{
    if (trust != NULL) {
        trust->show_in_error = true;
    }
}

void carnet_trust_free(carnet_trust *trust)
{
    if (trust != NULL) {
        cn_mem_free(trust->keys, trust->key_room * sizeof *trust->keys);
        cn_mem_free(trust, sizeof *trust);
    }
}

/* ---- listed keys ---- */

bool cn_trust_is_compromised(const carnet_trust *t,
                             const carnet_public_key *key)
{
    for (size_t i = 0; i < t->num_all_lists; i++) {
        const cn_trust_key *k = cn_trust_list_get(&t->lists[i]->list, key);
        if (k != NULL && k->withdrawn == CARNET_TRUST_IS_COMPROMISED) {
            return true;
        }
    }
    return false;
}

const carnet_public_key *
cn_trust_take_key(cn_arena *arena, const uint8_t *bytes, carnet_status *status)
{
    carnet_public_key *made = NULL;
    carnet_public_key *key = NULL;
    carnet_status got =
        carnet_key_public_from_bytes(&made, bytes, CARNET_KEY_PUBLIC_SIZE);
    if (got == CARNET_OK) {
        key = cn_arena_take(arena, sizeof *key);
        got = key == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
    }
    if (key != NULL) {
        *key = *made;
    }
    carnet_key_public_free(made);
    *status = got == CARNET_CALLER_MEMORY ? got : *status;
    return key;
}

carnet_status carnet_trust_issuer_name(carnet_buf **out,
                                       const carnet_trust *trust,
                                       const carnet_public_key *key)
{
    cn_buf name;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (trust == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    for (size_t n = 0; n < trust->num_lists; n++) {
        const cn_trust_list *l = &trust->lists[n]->list;
        const cn_trust_key *k = cn_trust_list_get(l, key);
        if (k != NULL) {
            cn_buf_init(&name);
            cn_buf_put_span(&name, l->issuers[k->issuer].name);
            return cn_buf_give(&name, out);
        }
    }
    return CARNET_CALLER_ABSENT;
}
