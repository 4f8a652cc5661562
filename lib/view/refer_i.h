/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the two files on references share: each reference with what it leads
 * to, and the state of each item that comes of them.
 */
#ifndef CN_VIEW_REFER_I_H
#define CN_VIEW_REFER_I_H

#include "view_i.h"

typedef const cn_view_item *cn_refer_item;

typedef struct {
    uint32_t from; /* item that refers */
    uint32_t rank; /* of that item */
    uint32_t at;   /* first of its targets in order */
    uint32_t num;  /* of targets */
    uint8_t field;
    uint8_t place; /* which value of the field, from 0 */
    uint8_t how;   /* CARNET_HISTORY_* */
} cn_refer_one;

struct cn_view_refer {
    cn_arena arena;
    const cn_view_item *items; /* lent */
    uint32_t num;
    cn_refer_item *order;      /* 2 * num: by rank, then by leaf and rank */
    uint32_t *rank;            /* of each item */
    cn_refer_one *refs;        /* in the order of the items */
    uint32_t *first;           /* num + 1: first reference of each item */
    const cn_refer_one **into; /* those that replace, by what they lead to */
    uint32_t num_into;
    uint8_t *state; /* CARNET_HISTORY_CURRENT and so on, of each item */
};

/* Whether a reference may put another item behind its own. */
static inline bool cn_refer_counts(const cn_refer_one *x)
{
    return x->field == CARNET_FIELD_REPLACES && x->how == CARNET_HISTORY_FOUND;
}
/* Number of the one item that it leads to. */
static inline uint32_t cn_refer_target(const cn_view_refer *r,
                                       const cn_refer_one *x)
{
    return (uint32_t)(r->order[x->at] - r->items);
}

/* Marks the references that are part of a cycle, then says what state each item
   is in. False where memory fails. */
bool cn_refer_judge(cn_view_refer *r);

#endif
