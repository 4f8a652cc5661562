/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom to believe: public keys and lists, lent by the caller. Empty at first,
 * and then nobody is believed.
 */
#include "trust.h"

#define KEYS_MAX 65536u

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
    if (trust->num_keys == KEYS_MAX) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status =
        trust->num_keys == trust->key_room ? grow(trust) : CARNET_OK;
    if (status == CARNET_OK) {
        trust->keys[trust->num_keys++] = key;
    }
    return status;
}

carnet_status carnet_trust_add_list(carnet_trust *trust,
                                    const carnet_trust_list *list)
{
    if (trust == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (trust->num_lists == CN_LIMIT_TRUST_LISTS) {
        return CARNET_CALLER_RANGE;
    }
    trust->lists[trust->num_lists++] = list;
    return CARNET_OK;
}

void carnet_trust_free(carnet_trust *trust)
{
    if (trust != NULL) {
        cn_mem_free(trust->keys, trust->key_room * sizeof *trust->keys);
        cn_mem_free(trust, sizeof *trust);
    }
}
