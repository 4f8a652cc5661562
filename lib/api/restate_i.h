/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two entries say the same, as restating and the log ask it: by their
 * JSON, in which each value has one form whatever day it counts from. And what
 * is restated, as whoever tells of what is left out asks it.
 */
#ifndef CN_API_RESTATE_I_H
#define CN_API_RESTATE_I_H

#include "history_i.h"

/* Whether two entries are of one kind and say the same in all fields but how it
   is known and since when, and which entries they refer to. CARNET_OK,
   CARNET_CALLER_MEMORY. */
carnet_status cn_api_says_same(bool *out, const carnet_entry *a,
                               const carnet_entry *b);

/* The same as it is compared (restate_said.c): "kind":..., and fields; observed
   among them where it is asked for. */
carnet_status cn_api_put_said(cn_buf *out, const carnet_entry *e,
                              bool with_observed);

/* What is restated as one entry: items that say the same. */
typedef struct {
    cn_buf said;    /* kind and fields, which are those of all its items */
    uint32_t *item; /* of them, the last being the latest */
    uint32_t num;
    uint8_t part;
    bool told; /* all of them were only told */
} cn_api_group;

/* What is restated: items that say the same are one group
   (restate_group.c). */
typedef struct {
    const carnet_history *h;
    cn_arena arena;
    cn_api_group *groups;
    size_t num;
    uint32_t *group_of; /* of each item, from 1; 0: not restated */
} cn_api_restating;

/* To be ended whatever comes back. CARNET_OK, CARNET_CALLER_MEMORY,
   CARNET_RECORD_COUNT (more than a record holds: the rest is in no group). */
carnet_status cn_api_restating_begin(cn_api_restating *out,
                                     const carnet_history *h,
                                     int32_t with_private);
void cn_api_restating_end(cn_api_restating *w);

/* Whether it is one with no other that says the same: what it refers to is its
   own. */
bool cn_api_stands_alone(const carnet_entry *e);

/* Why a reference of a restated condition to what treats it is left out, as a
   word of docs/spec/history.md section 6; NULL where it is said. */
const char *cn_api_treatment_lost(const cn_api_restating *w, size_t item,
                                  size_t place);

#endif
