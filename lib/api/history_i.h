/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The entries of a verdict as the view room takes them: each that may be read,
 * with the tag of its leaf.
 */
#ifndef CN_API_HISTORY_I_H
#define CN_API_HISTORY_I_H

#include "../view/view.h"
#include "verdict_i.h"

typedef struct {
    cn_view_item *items; /* those of one credential follow each other */
    size_t num;
    size_t *first; /* of each credential; one more behind the last */
} cn_api_entries;

/* All lies in arena, and lends the verdict. False where memory fails. */
bool cn_api_list_entries(cn_api_entries *out, cn_arena *arena,
                         const carnet_verdict *v);

#endif
