/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an allergen covers, or an alert says to avoid, as ATC prefixes: between
 * check_avoid.c, which finds them, and check.c, which holds medicines against
 * them.
 */
#ifndef CN_VIEW_CHECK_I_H
#define CN_VIEW_CHECK_I_H

#include "treat_i.h"

enum {
    CN_CHECK_PREFIXES_MAX = 96,
    CN_CHECK_PARTS_MAX = 16
};

typedef struct {
    size_t num;
    bool more; /* than fit */
    char prefixes[CN_CHECK_PREFIXES_MAX][CN_TREAT_ATC_SIZE];
    bool into_muscle;
    /* Ingredients of a combined allergen of which no row of the table says what
       else is like them, beside others of which one does. */
    size_t num_parts;
    char parts[CN_CHECK_PARTS_MAX][CN_TREAT_ATC_SIZE];
} cn_check_avoided;

/* Of an allergy. False where a code, or an ingredient, has no row that says
   what else there is beside it: it is compared by the code alone. */
bool cn_check_cover(cn_check_avoided *out, const carnet_entry *e);
/* Of an alert. False where something to avoid is told otherwise than by ATC, or
   there are too many. */
bool cn_check_avoid(cn_check_avoided *out, const carnet_entry *e);

#endif
