/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two presentations of one credential: whether they are, and what both show
 * (merge_part.c).
 */
#ifndef CN_API_MERGE_I_H
#define CN_API_MERGE_I_H

#include "present_i.h"

/*
 * Order of credentials in a merged passport: by day of issue, then by what only
 * presentations of one credential have in common: signature, root and dates. 0
 * for these. Nobody's key is asked: what was changed has another root.
 */
int cn_api_order(const cn_api_credential *a, const cn_api_credential *b);

/*
 * Adds to a presentation what another of the same credential shows. Of a part
 * that is sealed in both, and opened in none, one sealing stays: the one with
 * more locks, then the longer, then the one whose bytes are greater, whatever
 * the order of the two. CARNET_OK, CARNET_CALLER_MEMORY, CARNET_PRIVACY_PROOF.
 */
carnet_status cn_api_join(cn_arena *arena, cn_api_credential *into,
                          const cn_api_credential *from);

#endif
