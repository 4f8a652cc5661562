/* SPDX-License-Identifier: Apache-2.0 */
/*
 * History (carnet/history.h): the entries of a verdict that may be read, each
 * with its tag, are handed to the view room, which resolves what they refer
 * to. Of a refused credential nothing is handed over.
 */
#include "history_i.h"
#include "merge_i.h"
#include "source_i.h"

#include <stdlib.h>

/* ---- items ---- */

/* An earlier presentation may give some of its entries: those that are left do
   not tell where in the tree they stand, but the proof does. */
void cn_api_find_salts(cn_api_salts *s, const cn_api_credential *c)
{
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        cn_privacy_view view;
        const cn_span nothing = {NULL, 0};
        const cn_span *unused = &nothing;
        if (cn_api_is_here(&c->proof[part])) {
            cn_api_view(&view, c, part, &unused, 0);
            cn_privacy_salts(s->salt[part], &view);
            cn_mem_wipe(&view, sizeof view);
        }
    }
}

uint32_t cn_api_tag(const cn_api_salts *s, const carnet_entry *e)
{
    uint8_t leaf[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_leaf(leaf, s->salt[e->part][e->position], e->bytes);
    return (uint32_t)leaf[0] << 24 | (uint32_t)leaf[1] << 16 |
           (uint32_t)leaf[2] << 8 | leaf[3];
}

static void add_credential(cn_api_entries *out, cn_api_salts *s,
                           const carnet_verdict *v, size_t i)
{
    const cn_api_credential *c = cn_api_readable(v, i);
    out->first[i] = out->num;
    if (c == NULL || c->num_entries == 0) {
        return;
    }
    const bool accepted = cn_api_gather_source(v, v->judged[i].first).accepted;
    cn_api_find_salts(s, c);
    for (size_t k = 0; k < c->num_entries; k++) {
        out->items[out->num++] =
            (cn_view_item){.entry = &c->entries[k],
                           .identity = v->judged[i].identity,
                           .person = v->judged[i].holder.group,
                           .credential = (uint32_t)i,
                           .index = (uint32_t)k,
                           .leaf = cn_api_tag(s, &c->entries[k]),
                           .accepted = accepted};
    }
}

bool cn_api_list_entries(cn_api_entries *out, cn_arena *arena,
                         const carnet_verdict *v)
{
    size_t num = 0;
    for (size_t i = 0; i < v->passport.num; i++) {
        num += carnet_verify_num_entries(v, i);
    }
    out->num = 0;
    out->items = cn_arena_take(arena, num * sizeof out->items[0]);
    out->first =
        cn_arena_take(arena, (v->passport.num + 1) * sizeof out->first[0]);
    cn_api_salts *s = cn_mem_alloc(sizeof *s);
    if (out->items == NULL || out->first == NULL || s == NULL) {
        cn_mem_free(s, s == NULL ? 0 : sizeof *s);
        return false;
    }
    for (size_t i = 0; i < v->passport.num; i++) {
        add_credential(out, s, v, i);
    }
    out->first[v->passport.num] = out->num;
    cn_mem_free(s, sizeof *s); /* wiped: with salts what is withheld later
                                  could be guessed */
    return true;
}

/* ---- making it ---- */

/* Of one credential the presentations stand as they came. */
static int by_order(const void *a, const void *b)
{
    const cn_api_credential *x = *(const cn_api_credential *const *)a;
    const cn_api_credential *y = *(const cn_api_credential *const *)b;
    int order = cn_api_order(x, y);
    return order != 0 ? order : x < y ? -1 : x > y;
}

static bool put_in_order(carnet_history *h)
{
    size_t num = h->num_credentials;
    const cn_api_credential *all = h->verdict->passport.credentials;
    h->order = cn_arena_take(&h->arena, num * sizeof h->order[0]);
    const cn_api_credential **sorted =
        cn_arena_take(&h->arena, num * sizeof sorted[0]);
    if (h->order == NULL || sorted == NULL) {
        return false;
    }
    for (size_t i = 0; i < num; i++) {
        sorted[i] = &all[i];
    }
    qsort(sorted, num, sizeof sorted[0], by_order);
    for (size_t i = 0; i < num; i++) {
        h->order[i] = (size_t)(sorted[i] - all);
    }
    return true;
}

carnet_status carnet_history_new(carnet_history **out,
                                 const carnet_verdict *verdict)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    carnet_history *h = cn_mem_alloc(sizeof *h);
    if (h == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&h->arena);
    h->verdict = verdict;
    h->num_credentials = verdict->passport.num;
    carnet_status status = CARNET_CALLER_MEMORY;
    if (put_in_order(h) &&
        cn_api_list_entries(&h->entries, &h->arena, verdict)) {
        status = cn_view_refer_new(&h->refer, h->entries.items, h->entries.num);
    }
    if (status == CARNET_OK) {
        *out = h;
    } else {
        carnet_history_free(h);
    }
    return status;
}

void carnet_history_free(carnet_history *history)
{
    if (history != NULL) {
        cn_view_refer_free(history->refer);
        cn_arena_free(&history->arena);
        cn_mem_free(history, sizeof *history);
    }
}

/* ---- asking it ---- */

bool cn_api_find_item(size_t *item, const carnet_history *h, size_t credential,
                      size_t i)
{
    if (h == NULL || credential >= h->num_credentials) {
        return false;
    }
    const size_t first = h->entries.first[credential];
    *item = first + i;
    return i < h->entries.first[credential + 1] - first;
}

size_t carnet_history_credential(const carnet_history *history, size_t n)
{
    return history == NULL || n >= history->num_credentials ? SIZE_MAX
                                                            : history->order[n];
}

static carnet_status name(size_t *credential_out, size_t *i_out,
                          const carnet_history *h, size_t item)
{
    *credential_out = h->entries.items[item].credential;
    *i_out = h->entries.items[item].index;
    return CARNET_OK;
}

carnet_status carnet_history_get_tag(uint32_t *tag_out,
                                     const carnet_history *history,
                                     size_t credential, size_t i)
{
    size_t item;
    if (tag_out == NULL || history == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_api_find_item(&item, history, credential, i)) {
        return CARNET_CALLER_ABSENT;
    }
    *tag_out = history->entries.items[item].leaf;
    return CARNET_OK;
}

int32_t carnet_history_state(const carnet_history *history, size_t credential,
                             size_t i)
{
    size_t item;
    return cn_api_find_item(&item, history, credential, i)
               ? cn_view_refer_state(history->refer, item)
               : -1;
}

int32_t carnet_history_reference(const carnet_history *history,
                                 size_t credential, size_t i, int32_t field,
                                 size_t place)
{
    size_t item;
    return cn_api_find_item(&item, history, credential, i)
               ? cn_view_refer_how(history->refer, item, (uint32_t)field, place)
               : CARNET_HISTORY_NONE;
}

size_t carnet_history_num_targets(const carnet_history *history,
                                  size_t credential, size_t i, int32_t field,
                                  size_t place)
{
    size_t item;
    return cn_api_find_item(&item, history, credential, i)
               ? cn_view_refer_num(history->refer, item, (uint32_t)field, place)
               : 0;
}

carnet_status carnet_history_get_target(size_t *credential_out, size_t *i_out,
                                        const carnet_history *history,
                                        size_t credential, size_t i,
                                        int32_t field, size_t place, size_t n)
{
    size_t item;
    if (credential_out == NULL || i_out == NULL || history == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_api_find_item(&item, history, credential, i) ||
        n >= cn_view_refer_num(history->refer, item, (uint32_t)field, place)) {
        return CARNET_CALLER_ABSENT;
    }
    return name(
        credential_out, i_out, history,
        cn_view_refer_get(history->refer, item, (uint32_t)field, place, n));
}

size_t carnet_history_num_successors(const carnet_history *history,
                                     size_t credential, size_t i)
{
    size_t item;
    return cn_api_find_item(&item, history, credential, i)
               ? cn_view_refer_num_successors(history->refer, item)
               : 0;
}

carnet_status carnet_history_get_successor(size_t *credential_out,
                                           size_t *i_out, size_t *place_out,
                                           const carnet_history *history,
                                           size_t credential, size_t i,
                                           size_t n)
{
    size_t item;
    size_t place;
    if (credential_out == NULL || i_out == NULL || history == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_api_find_item(&item, history, credential, i) ||
        n >= cn_view_refer_num_successors(history->refer, item)) {
        return CARNET_CALLER_ABSENT;
    }
    item = cn_view_refer_successor(history->refer, item, n,
                                   place_out == NULL ? &place : place_out);
    return name(credential_out, i_out, history, item);
}
