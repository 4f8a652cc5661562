/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding a key of a trust list by its id. The index is sorted once, in as many
 * passes as an id has bytes, so that no choice of keys makes reading slow; a
 * look halves what is left, and at most four keys have one id.
 */
#include "trust_i.h"

static uint32_t number_of(const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    return (uint32_t)kid[0] << 24 | (uint32_t)kid[1] << 16 |
           (uint32_t)kid[2] << 8 | kid[3];
}

/* One pass: from, in the order of one byte of their ids, to to. */
static void sort_by_byte(cn_trust_place *to, const cn_trust_place *from,
                         size_t num, unsigned shift)
{
    size_t at[257] = {0}; /* some 2 KiB */
    for (size_t i = 0; i < num; i++) {
        at[(from[i].kid >> shift & 255) + 1]++;
    }
    for (size_t i = 1; i < 257; i++) {
        at[i] += at[i - 1];
    }
    for (size_t i = 0; i < num; i++) {
        to[at[from[i].kid >> shift & 255]++] = from[i];
    }
}

carnet_status cn_trust_blame(const cn_trust_list *list, size_t i,
                             carnet_status status, cn_problem *where)
{
    char path[CN_PROBLEM_TEXT] = "issuers/";
    uint32_t issuer = list->keys[i].issuer;
    cn_problem_add_number(path, issuer);
    cn_problem_add(path, "/keys/");
    cn_problem_add_number(path, i - list->issuers[issuer].first_key);
    return cn_problem_note(where, status, 0, path, NULL);
}

static const uint8_t *bytes_at(const cn_trust_list *l, size_t place)
{
    return l->keys[l->index[place].key].bytes;
}

/* One key stands once in a list, and few have one id. */
static carnet_status check_run(const cn_trust_list *l, size_t first, size_t end,
                               cn_problem *where)
{
    if (end - first > CN_LIMIT_CANDIDATES) {
        return cn_trust_blame(l, l->index[first].key, CARNET_KEY_CROWDED,
                              where);
    }
    for (size_t i = first + 1; i < end; i++) {
        for (size_t k = first; k < i; k++) {
            if (memcmp(bytes_at(l, i), bytes_at(l, k),
                       CARNET_KEY_PUBLIC_SIZE) == 0) {
                return cn_trust_blame(l, l->index[i].key, CARNET_KEY_TWICE,
                                      where);
            }
        }
    }
    return CARNET_OK;
}

carnet_status cn_trust_check_index(const cn_trust_list *l, cn_problem *where)
{
    carnet_status status = CARNET_OK;
    size_t first = 0;
    for (size_t i = 1; i <= l->num_keys && status == CARNET_OK; i++) {
        if (i == l->num_keys || l->index[i].kid != l->index[first].kid) {
            status = check_run(l, first, i, where);
            first = i;
        }
    }
    return status;
}

carnet_status cn_trust_index(cn_trust_list *list, cn_problem *where)
{
    size_t size = list->num_keys * sizeof *list->index;
    list->index = cn_arena_take(list->arena, size);
    cn_trust_place *spare = cn_mem_alloc(size);
    if (list->index == NULL || spare == NULL) {
        cn_mem_free(spare, size);
        return CARNET_CALLER_MEMORY;
    }
    for (size_t i = 0; i < list->num_keys; i++) {
        uint8_t digest[CN_CRYPTO_HASH_SIZE];
        cn_crypto_sha256(
            digest, cn_span_of(list->keys[i].bytes, CARNET_KEY_PUBLIC_SIZE));
        list->index[i].kid = number_of(digest);
        list->index[i].key = (uint32_t)i;
    }
    for (unsigned shift = 0; shift < 32; shift += 16) {
        sort_by_byte(spare, list->index, list->num_keys, shift);
        sort_by_byte(list->index, spare, list->num_keys, shift + 8);
    }
    cn_mem_free(spare, size);
    return cn_trust_check_index(list, where);
}

size_t cn_trust_list_find(const cn_trust_list *list, size_t *first_out,
                          const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    uint32_t id = number_of(kid);
    size_t low = 0;
    size_t high = list->num_keys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->index[middle].kid < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t num = 0;
    while (low + num < list->num_keys && list->index[low + num].kid == id) {
        num++; /* the index has at most CN_LIMIT_CANDIDATES */
    }
    *first_out = low;
    return num;
}

const cn_trust_key *cn_trust_list_get(const cn_trust_list *list,
                                      const carnet_public_key *key)
{
    size_t first;
    size_t num = cn_trust_list_find(list, &first, key->digest);
    for (size_t i = first; i < first + num; i++) {
        if (memcmp(bytes_at(list, i), key->bytes, CARNET_KEY_PUBLIC_SIZE) ==
            0) {
            return &list->keys[list->index[i].key];
        }
    }
    return NULL;
}
