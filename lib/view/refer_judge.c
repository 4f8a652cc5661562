/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which entries are current (docs/spec/history.md): those that no accepted one
 * leads to. A reference that is part of a cycle puts nothing behind anything,
 * so that no entry can vanish. Cycles are the strongly connected components of
 * Tarjan, Depth-first search and linear graph algorithms (1972), with a stack
 * of our own: no recursion on what comes from outside.
 */
#include "refer_i.h"

/* ---- cycles ---- */

typedef struct {
    const cn_view_refer *r;
    uint32_t *number; /* of each item, from 1 as they are reached; 0: not yet */
    uint32_t *low;    /* least number that it leads back to */
    uint32_t *next;   /* reference of each item to follow next */
    uint32_t *path;   /* items from the first to the one in hand */
    uint32_t *open;   /* items whose component is not known yet */
    uint32_t *component; /* of each item, from 1; 0: not known yet */
    uint32_t num_path;
    uint32_t num_open;
    uint32_t num_reached;
    uint32_t num_components;
} search;

static void reach(search *s, uint32_t item)
{
    s->number[item] = s->low[item] = ++s->num_reached;
    s->next[item] = s->r->first[item];
    s->path[s->num_path++] = item;
    s->open[s->num_open++] = item;
}

static void note_low(search *s, uint32_t item, uint32_t low)
{
    if (low < s->low[item]) {
        s->low[item] = low;
    }
}

/* Goes one reference further from the item in hand; false where it has no
   more. */
static bool follow(search *s, uint32_t item)
{
    if (s->next[item] == s->r->first[item + 1]) {
        return false;
    }
    const cn_refer_one *x = &s->r->refs[s->next[item]++];
    if (!cn_refer_counts(x)) {
        return true;
    }
    uint32_t target = cn_refer_target(s->r, x);
    if (s->number[target] == 0) {
        reach(s, target);
    } else if (s->component[target] == 0) {
        note_low(s, item, s->number[target]);
    }
    return true;
}

static void leave(search *s, uint32_t item)
{
    s->num_path--;
    if (s->num_path > 0) {
        note_low(s, s->path[s->num_path - 1], s->low[item]);
    }
    if (s->low[item] != s->number[item]) {
        return;
    }
    uint32_t member;
    s->num_components++;
    do {
        member = s->open[--s->num_open];
        s->component[member] = s->num_components;
    } while (member != item);
}

static void search_from(search *s, uint32_t item)
{
    if (s->number[item] != 0) {
        return;
    }
    reach(s, item);
    while (s->num_path > 0) {
        uint32_t in_hand = s->path[s->num_path - 1];
        if (!follow(s, in_hand)) {
            leave(s, in_hand);
        }
    }
}

/* One that leads to its own item is a cycle too. */
static void mark_cycles(cn_view_refer *r, const uint32_t *component)
{
    for (uint32_t i = 0; i < r->first[r->num]; i++) {
        cn_refer_one *x = &r->refs[i];
        if (cn_refer_counts(x) &&
            component[x->from] == component[cn_refer_target(r, x)]) {
            x->how = CARNET_HISTORY_CIRCULAR;
        }
    }
}

/* ---- states ---- */

/* Puts all behind that the items in hand lead to, by one reference or more. */
static void put_behind(cn_view_refer *r, uint32_t *hand, uint32_t num,
                       uint8_t state)
{
    while (num > 0) {
        uint32_t from = hand[--num];
        for (uint32_t i = r->first[from]; i < r->first[from + 1]; i++) {
            if (!cn_refer_counts(&r->refs[i])) {
                continue;
            }
            uint32_t target = cn_refer_target(r, &r->refs[i]);
            if (r->state[target] < state) {
                r->state[target] = state;
                hand[num++] = target;
            }
        }
    }
}

/* hand has room for all items twice: each is there at first or is put there
   once, when its state rises. */
static void judge(cn_view_refer *r, uint32_t *hand, bool accepted,
                  uint8_t state)
{
    uint32_t num = 0;
    for (uint32_t i = 0; i < r->num; i++) {
        if (r->items[i].accepted == accepted) {
            hand[num++] = i;
        }
    }
    put_behind(r, hand, num, state);
}

bool cn_refer_judge(cn_view_refer *r)
{
    cn_arena arena;
    cn_arena_init_grow(&arena);
    search s = {.r = r};
    uint32_t *room = cn_arena_take(&arena, 6 * sizeof *room * r->num);
    if (room != NULL) {
        s.number = room;
        s.low = room + r->num;
        s.next = room + 2 * (size_t)r->num;
        s.path = room + 3 * (size_t)r->num;
        s.open = room + 4 * (size_t)r->num;
        s.component = room + 5 * (size_t)r->num;
        for (uint32_t i = 0; i < r->num; i++) {
            search_from(&s, i);
        }
        mark_cycles(r, s.component);
        judge(r, room, true, CARNET_HISTORY_REPLACED);
        judge(r, room, false, CARNET_HISTORY_BESIDE);
    }
    cn_arena_free(&arena);
    return room != NULL;
}
