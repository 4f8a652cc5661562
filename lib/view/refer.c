/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which entry another one means (docs/spec/history.md). The answer is the same
 * in whatever order credentials come: what is ordered, is by day of issue,
 * identity and place. A tag that several entries have leads to all of them.
 */
#include "refer_i.h"

#include <stdlib.h>

/* ---- order ---- */

static int order_u64(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_rank(cn_refer_item a, cn_refer_item b)
{
    int order = order_u64((uint32_t)a->entry->day, (uint32_t)b->entry->day);
    if (order == 0) {
        order = memcmp(a->identity, b->identity, CN_VIEW_IDENTITY_SIZE);
    }
    if (order == 0) {
        order = order_u64(a->entry->part, b->entry->part);
    }
    return order != 0 ? order
                      : order_u64(a->entry->position, b->entry->position);
}

static int by_rank(const void *a, const void *b)
{
    return compare_rank(*(const cn_refer_item *)a, *(const cn_refer_item *)b);
}

static int by_leaf(const void *a, const void *b)
{
    int order = order_u64((*(const cn_refer_item *)a)->leaf,
                          (*(const cn_refer_item *)b)->leaf);
    return order != 0 ? order : by_rank(a, b);
}

static void put_in_order(cn_view_refer *r)
{
    for (uint32_t i = 0; i < r->num; i++) {
        r->order[i] = r->order[r->num + i] = &r->items[i];
    }
    qsort(r->order, r->num, sizeof r->order[0], by_rank);
    qsort(r->order + r->num, r->num, sizeof r->order[0], by_leaf);
    for (uint32_t i = 0; i < r->num; i++) {
        r->rank[r->order[i] - r->items] = i;
    }
}

/* Place in order of the first item whose leaf is not below this. */
static uint32_t find_leaf(const cn_view_refer *r, uint64_t leaf)
{
    uint32_t low = r->num;
    uint32_t high = 2 * r->num;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->order[middle]->leaf < leaf) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* ---- references ---- */

static void aim_at_leaf(const cn_view_refer *r, cn_refer_one *x, uint32_t leaf)
{
    x->at = find_leaf(r, leaf);
    x->num = find_leaf(r, (uint64_t)leaf + 1) - x->at;
    x->how = x->num == 0   ? CARNET_HISTORY_NOWHERE
             : x->num == 1 ? CARNET_HISTORY_FOUND
                           : CARNET_HISTORY_SEVERAL;
}

/* Within the credential. That there is such a place was checked, so that one
   that is not here is withheld. */
static void aim_at_place(const cn_view_refer *r, cn_refer_one *x, int32_t part,
                         uint32_t position)
{
    carnet_entry place = *r->items[x->from].entry;
    cn_view_item wanted = r->items[x->from];
    cn_refer_item key = &wanted;
    place.part = (uint8_t)part;
    place.position = (uint16_t)position;
    wanted.entry = &place;
    const cn_refer_item *found =
        bsearch(&key, r->order, r->num, sizeof r->order[0], by_rank);
    x->how = CARNET_HISTORY_WITHHELD;
    if (found != NULL) {
        x->how = CARNET_HISTORY_FOUND;
        x->at = (uint32_t)(found - r->order);
        x->num = 1;
    }
}

/* What stands in the way of one that leads to one entry. Whoever may sign one
   kind alone has no say in what another kind states. */
static uint8_t weigh(const cn_refer_one *x, const cn_view_item *from,
                     const cn_view_item *to)
{
    if (from->person != to->person) {
        return CARNET_HISTORY_OTHER_PERSON;
    }
    if (to->entry->part > from->entry->part) {
        return CARNET_HISTORY_MORE_PRIVATE;
    }
    return x->field == CARNET_FIELD_REPLACES &&
                   from->entry->kind != to->entry->kind
               ? CARNET_HISTORY_OTHER_KIND
               : CARNET_HISTORY_FOUND;
}

static void aim(const cn_view_refer *r, cn_refer_one *x, int32_t part,
                uint32_t target)
{
    if (part == CARNET_RECORD_ELSEWHERE) {
        aim_at_leaf(r, x, target);
    } else {
        aim_at_place(r, x, part, target);
    }
    if (x->how == CARNET_HISTORY_FOUND) {
        x->how = weigh(x, &r->items[x->from], r->order[x->at]);
    }
}

/* Puts the references of one field at refs[num] and on; only counts them where
   refs is NULL. Gives the number then. */
static uint32_t add_field(const cn_view_refer *r, cn_refer_one *refs,
                          uint32_t num, uint32_t from, uint8_t field)
{
    cn_span value;
    cn_cbor_reader reader;
    if (!cn_model_value(r->items[from].entry, field, &value)) {
        return num;
    }
    cn_cbor_reader_init(&reader, value);
    size_t left = cn_cbor_get_array(&reader, 1, CN_LIMIT_LIST);
    for (size_t place = 0; place < left; place++) {
        int32_t part = 0;
        uint32_t target = 0;
        if (cn_model_take_reference(&reader, &part, &target) != CARNET_OK) {
            break;
        }
        if (refs != NULL) {
            refs[num] = (cn_refer_one){.from = from,
                                       .rank = r->rank[from],
                                       .field = field,
                                       .place = (uint8_t)place};
            aim(r, &refs[num], part, target);
        }
        num++;
    }
    return num;
}

static uint32_t add_all(const cn_view_refer *r, cn_refer_one *refs)
{
    uint32_t num = 0;
    for (uint32_t i = 0; i < r->num; i++) {
        const cn_model_shape *shape = cn_model_kind(r->items[i].entry->kind);
        r->first[i] = num;
        for (size_t f = 0; shape != NULL && f < shape->num_fields; f++) {
            if (shape->fields[f].type == CN_TYPE_REF) {
                num = add_field(r, refs, num, i, shape->fields[f].number);
            }
        }
    }
    r->first[r->num] = num;
    return num;
}

static int by_target(const void *a, const void *b)
{
    const cn_refer_one *x = *(const cn_refer_one *const *)a;
    const cn_refer_one *y = *(const cn_refer_one *const *)b;
    int order = order_u64(x->at, y->at);
    order = order != 0 ? order : order_u64(x->rank, y->rank);
    return order != 0 ? order : order_u64(x->place, y->place);
}

static void collect_into(cn_view_refer *r, uint32_t num)
{
    for (uint32_t i = 0; i < num; i++) {
        const cn_refer_one *x = &r->refs[i];
        if (x->field == CARNET_FIELD_REPLACES && x->num > 0) {
            r->into[r->num_into++] = x;
        }
    }
    qsort(r->into, r->num_into, sizeof r->into[0], by_target);
}

/* ---- making it ---- */

static bool take_items(cn_view_refer *r)
{
    size_t num = r->num;
    r->order = cn_arena_take(&r->arena, 2 * num * sizeof r->order[0]);
    r->rank = cn_arena_take(&r->arena, num * sizeof r->rank[0]);
    r->first = cn_arena_take(&r->arena, (num + 1) * sizeof r->first[0]);
    r->state = cn_arena_take(&r->arena, num * sizeof r->state[0]);
    return r->order != NULL && r->rank != NULL && r->first != NULL &&
           r->state != NULL;
}

static bool fill(cn_view_refer *r)
{
    if (!take_items(r)) {
        return false;
    }
    put_in_order(r);
    uint32_t num = add_all(r, NULL);
    r->refs = cn_arena_take(&r->arena, num * sizeof r->refs[0]);
    r->into = cn_arena_take(&r->arena, num * sizeof r->into[0]);
    if (r->refs == NULL || r->into == NULL) {
        return false;
    }
    (void)add_all(r, r->refs);
    collect_into(r, num);
    return cn_refer_judge(r);
}

carnet_status cn_view_refer_new(cn_view_refer **out, const cn_view_item *items,
                                size_t num)
{
    *out = NULL;
    if (num > CN_VIEW_MAX_ITEMS) {
        return CARNET_CALLER_RANGE;
    }
    cn_view_refer *r = cn_mem_alloc(sizeof *r);
    if (r == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&r->arena);
    r->items = items;
    r->num = (uint32_t)num;
    if (!fill(r)) {
        cn_view_refer_free(r);
        return CARNET_CALLER_MEMORY;
    }
    *out = r;
    return CARNET_OK;
}

void cn_view_refer_free(cn_view_refer *refer)
{
    if (refer != NULL) {
        cn_arena_free(&refer->arena);
        cn_mem_free(refer, sizeof *refer);
    }
}

/* ---- asking it ---- */

uint8_t cn_view_refer_state(const cn_view_refer *refer, size_t item)
{
    return refer->state[item];
}

size_t cn_view_refer_rank(const cn_view_refer *refer, size_t item)
{
    return refer->rank[item];
}

static const cn_refer_one none = {.num = 0, .how = CARNET_HISTORY_NONE};

/* The reference that a value is; none, where there is no such value. */
static const cn_refer_one *find(const cn_view_refer *r, size_t item,
                                uint32_t field, size_t place)
{
    for (uint32_t i = r->first[item]; i < r->first[item + 1]; i++) {
        if (r->refs[i].field == field && r->refs[i].place == place) {
            return &r->refs[i];
        }
    }
    return &none;
}

uint8_t cn_view_refer_how(const cn_view_refer *refer, size_t item,
                          uint32_t field, size_t place)
{
    return find(refer, item, field, place)->how;
}

bool cn_view_refer_any_nowhere(const cn_view_refer *refer)
{
    uint32_t num = refer->first[refer->num];
    uint32_t i = 0;
    while (i < num && refer->refs[i].how != CARNET_HISTORY_NOWHERE) {
        i++;
    }
    return i < num;
}

size_t cn_view_refer_num(const cn_view_refer *refer, size_t item,
                         uint32_t field, size_t place)
{
    return find(refer, item, field, place)->num;
}

size_t cn_view_refer_get(const cn_view_refer *refer, size_t item,
                         uint32_t field, size_t place, size_t n)
{
    const cn_refer_one *x = find(refer, item, field, place);
    return (size_t)(refer->order[x->at + n] - refer->items);
}

/* References that replace and lead to one place in order, in into. */
typedef struct {
    uint32_t first;
    uint32_t num;
} run;

static run find_into(const cn_view_refer *r, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = r->num_into;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->into[middle]->at < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t end = low;
    while (end < r->num_into && r->into[end]->at == at) {
        end++;
    }
    return (run){low, end - low};
}

static run find_placed(const cn_view_refer *r, size_t item)
{
    return find_into(r, r->rank[item]);
}

static run find_by_leaf(const cn_view_refer *r, size_t item)
{
    return find_into(r, find_leaf(r, r->items[item].leaf));
}

size_t cn_view_refer_num_successors(const cn_view_refer *refer, size_t item)
{
    return (size_t)find_placed(refer, item).num + find_by_leaf(refer, item).num;
}

/* Those by place, then those by leaf. */
size_t cn_view_refer_successor(const cn_view_refer *refer, size_t item,
                               size_t n, size_t *place_out)
{
    run placed = find_placed(refer, item);
    size_t at = n < placed.num
                    ? placed.first + n
                    : find_by_leaf(refer, item).first + (n - placed.num);
    *place_out = refer->into[at]->place;
    return refer->into[at]->from;
}
