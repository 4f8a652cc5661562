/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What goes into a record of what is current (docs/spec/history.md section 4),
 * and why not; what several credentials say in the same words is one group.
 */
#include "restate_i.h"

/* ---- what goes in ---- */

/* The part that an entry goes to: no less private than it was; more private
   where kind, codes and words ask for it. */
static carnet_status part_of(uint8_t *out, const carnet_entry *e)
{
    cn_model_asked asked;
    cn_model_ask_part(&asked, e);
    carnet_status status = asked.unknown.status;
    *out = e->part > asked.part ? e->part : asked.part;
    cn_buf_free(&asked.unknown);
    return status;
}

int32_t carnet_history_restates(const carnet_history *history,
                                size_t credential, size_t i,
                                int32_t with_private)
{
    size_t n;
    if (!cn_api_find_item(&n, history, credential, i)) {
        return CARNET_HISTORY_NO_ENTRY;
    }
    const cn_view_item *item = &history->entries.items[n];
    if (cn_view_refer_state(history->refer, n) == CARNET_HISTORY_REPLACED) {
        return CARNET_HISTORY_NOT_CURRENT;
    }
    if (!item->accepted) {
        return CARNET_HISTORY_NOT_ACCEPTED;
    }
    if (item->entry->beyond || !cn_model_is_readable(item->entry)) {
        return CARNET_HISTORY_UNREADABLE;
    }
    uint8_t part = 0; /* known whatever fails */
    (void)!part_of(&part, item->entry);
    return part == CARNET_PART_PRIVATE && with_private == 0
               ? CARNET_HISTORY_IS_PRIVATE
               : CARNET_HISTORY_RESTATED;
}

/* ---- groups ---- */

static bool is_told(const carnet_entry *e)
{
    cn_span value;
    cn_cbor_reader r;
    if (!cn_model_value(e, CARNET_FIELD_KNOWN, &value)) {
        return false;
    }
    cn_cbor_reader_init(&r, value);
    return cn_cbor_get_uint(&r, UINT8_MAX) == CARNET_KNOWN_TOLD;
}

/* What an entry refers to is its own: entries that treat it are looked up in
   its credential, so it is not one with another that says the same. */
bool cn_api_stands_alone(const carnet_entry *e)
{
    cn_span value;
    return e->kind == CARNET_KIND_CONDITION &&
           cn_model_value(e, CARNET_CONDITION_TREATED_WITH, &value);
}

static cn_api_group *find_group(cn_api_restating *w, const cn_buf *said,
                                const carnet_entry *e)
{
    for (size_t i = 0; i < w->num && !cn_api_stands_alone(e); i++) {
        if (cn_span_equal(cn_buf_span(&w->groups[i].said), cn_buf_span(said)) &&
            !cn_api_stands_alone(
                w->h->entries.items[w->groups[i].item[0]].entry)) {
            return &w->groups[i];
        }
    }
    return NULL;
}

/* Takes said over. */
static carnet_status add_group(cn_api_restating *w, cn_buf *said)
{
    if (w->num == CARNET_RECORD_ENTRIES_MAX) {
        return CARNET_RECORD_COUNT;
    }
    cn_api_group *g = &w->groups[w->num];
    g->item = cn_arena_take(&w->arena, CN_LIMIT_LIST * sizeof g->item[0]);
    if (g->item == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    g->said = *said;
    cn_buf_init(said);
    g->told = true;
    w->num++;
    return CARNET_OK;
}

static carnet_status add_item(cn_api_restating *w, uint32_t item)
{
    cn_buf said;
    const carnet_entry *e = w->h->entries.items[item].entry;
    cn_buf_init(&said);
    uint8_t part = 0;
    carnet_status status = part_of(&part, e);
    if (status == CARNET_OK) {
        status = cn_api_put_said(&said, e, true);
    }
    cn_api_group *g = status == CARNET_OK ? find_group(w, &said, e) : NULL;
    /* A list holds no more references; the rest is said once more. */
    if (status == CARNET_OK && (g == NULL || g->num == CN_LIMIT_LIST)) {
        status = add_group(w, &said);
        g = status == CARNET_OK ? &w->groups[w->num - 1] : NULL;
    }
    if (g != NULL) {
        g->item[g->num++] = item;
        g->told = g->told && is_told(e);
        g->part = part > g->part ? part : g->part;
        w->group_of[item] = (uint32_t)(g - w->groups) + 1;
    }
    cn_buf_free(&said);
    return status;
}

static bool restates(const cn_api_restating *w, uint32_t item,
                     int32_t with_private)
{
    const cn_view_item *x = &w->h->entries.items[item];
    return carnet_history_restates(w->h, x->credential, x->index,
                                   with_private) == CARNET_HISTORY_RESTATED;
}

/* In order of rank, so that the record is the same in any order. */
static carnet_status gather(cn_api_restating *w, int32_t with_private)
{
    carnet_status status = CARNET_OK;
    size_t num = w->h->entries.num;
    uint32_t *ranked = cn_arena_take(&w->arena, num * sizeof *ranked);
    w->group_of = cn_arena_take(&w->arena, num * sizeof w->group_of[0]);
    w->groups = cn_arena_take(&w->arena,
                              CARNET_RECORD_ENTRIES_MAX * sizeof w->groups[0]);
    if (ranked == NULL || w->group_of == NULL || w->groups == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (uint32_t i = 0; i < num; i++) {
        ranked[cn_view_refer_rank(w->h->refer, i)] = i;
    }
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        if (restates(w, ranked[i], with_private)) {
            status = add_item(w, ranked[i]);
        }
    }
    return status;
}

carnet_status cn_api_restating_begin(cn_api_restating *out,
                                     const carnet_history *h,
                                     int32_t with_private)
{
    *out = (cn_api_restating){.h = h};
    cn_arena_init_grow(&out->arena);
    return gather(out, with_private);
}

void cn_api_restating_end(cn_api_restating *w)
{
    for (size_t i = 0; i < w->num; i++) {
        cn_buf_free(&w->groups[i].said);
    }
    cn_arena_free(&w->arena);
}

/* Whether a condition that is restated would name an entry of a more private
   part than its own. */
static bool goes_more_private(const cn_api_restating *w, size_t item,
                              size_t target)
{
    uint32_t from = w->group_of[item];
    uint32_t to = w->group_of[target];
    return from > 0 && to > 0 &&
           w->groups[to - 1].part > w->groups[from - 1].part;
}

const char *cn_api_treatment_lost(const cn_api_restating *w, size_t item,
                                  size_t place)
{
    const uint32_t f = CARNET_CONDITION_TREATED_WITH;
    switch (cn_view_refer_how(w->h->refer, item, f, place)) {
    case CARNET_HISTORY_NOWHERE:
    case CARNET_HISTORY_SEVERAL:
        return NULL;
    case CARNET_HISTORY_FOUND:
        return goes_more_private(
                   w, item, cn_view_refer_get(w->h->refer, item, f, place, 0))
                   ? "treatment_more_private"
                   : NULL;
    case CARNET_HISTORY_WITHHELD:
        return "treatment_withheld";
    case CARNET_HISTORY_MORE_PRIVATE:
        return "treatment_more_private";
    default: /* what is left can't be of this field otherwise */
        return "treatment_other_person";
    }
}
