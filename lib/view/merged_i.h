/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the files of the merged view: what each kind of entry means for a day
 * (rules.c), states (state.c), what is the same and about the same (normal.c),
 * and what contradicts (clash.c). docs/spec/view.md has the rules in words.
 */
#ifndef CN_VIEW_MERGED_I_H
#define CN_VIEW_MERGED_I_H

#include "view.h"

/* ---- rules of a kind (rules.c) ---- */

/* Letters of cn_view_rule.status and .more, one for each word of the
   enumeration: what the entry is where that word stands. */
#define CN_VIEW_IS_ACTIVE 'a'
#define CN_VIEW_IS_PAST 'p'
#define CN_VIEW_IS_UNCERTAIN 'u'
#define CN_VIEW_IS_LATER 'l'
#define CN_VIEW_GOES_ON 'g' /* active, whatever else is told of it */

#define CN_VIEW_MAX_CLASHES 4
/* Of a prescription: words, which are compared only where they are "1-0-2". */
#define CN_VIEW_INSTRUCTIONS (UINT64_C(1) << CARNET_PRESCRIPTION_INSTRUCTIONS)

/* 0 where a kind has no such field: no field of any kind but common ones. */
typedef struct {
    uint8_t subject;    /* CODE or LABEL: entries that share it are compared */
    uint8_t begin;      /* DATE: from when on it is so, or when it happened */
    uint8_t from;       /* DATE: a second one, which counts where it is there */
    uint8_t end;        /* DATE or END: last day on which it is so */
    uint8_t due;        /* DATE: day after which it is overdue */
    uint8_t status;     /* ENUM */
    uint8_t more;       /* ENUM: a second one, of which any word may end it */
    bool event;         /* it happens on one day, and is past from then on */
    bool stays;         /* past its end nobody knows, where it does not say */
    bool status_clash;  /* active beside over contradicts */
    bool dated_clash;   /* .clash counts among those of one begin only */
    bool strength;      /* amounts may be told as what holds a substance */
    const char *states; /* of status */
    const char *more_states; /* of more */
    /* Fields that agree where two are active at a time: each mask for itself,
       where both say anything of it. */
    uint64_t clash[CN_VIEW_MAX_CLASHES];
} cn_view_rule;

const cn_view_rule *cn_view_rule_of(uint32_t kind);
/* Place of a kind in the order in which a doctor asks; later versions' kinds
   come last. */
uint32_t cn_view_rank_of(uint32_t kind);

/* ---- dates (state.c) ---- */

/* The first and the last minute that a date can mean; false where the entry
   has no such field, or a reason in its place. */
bool cn_view_date_of(const carnet_entry *e, uint32_t field, cn_view_span *out);
/* Allergies: "none known" (CARNET_ABSENT_NONE) and the like in place of an
   agent. */
int32_t cn_view_no_agent(const carnet_entry *e);

/* ---- normal forms (normal.c) ---- */

/* All that an entry states: not when it was seen, by whom, a note, and what it
   replaces. */
#define CN_VIEW_STATED (~UINT64_C(0x1f))

/* Appends what an entry says in fields of a mask, so that equal bytes mean the
   same whatever the day of issue and however it was written. */
void cn_view_put_normal(cn_buf *b, const carnet_entry *e, uint64_t fields);
/* The same, amounts of a prescription as its strength makes them substance:
   only to be compared with others of this form. */
void cn_view_put_as_substance(cn_buf *b, const carnet_entry *e,
                              uint64_t fields);
/* Appends what it is about. */
void cn_view_put_subject(cn_buf *b, const carnet_entry *e);
/* Appends a DATE, exact or not; nothing where there is none. */
void cn_view_put_begin(cn_buf *b, const carnet_entry *e);

/* ---- contradictions (clash.c) ---- */

/* Marks rows that contradict each other; those that have a number keep it.
   CARNET_OK or CARNET_CALLER_MEMORY. */
carnet_status cn_view_find_clashes(cn_view_merged *m);

#endif
