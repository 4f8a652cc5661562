/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a presentation is to show: for each credential a set of entries of each
 * part, made from an audience and from words (choose.c).
 */
#ifndef CN_API_PRESENT_I_H
#define CN_API_PRESENT_I_H

#include "passport_i.h"

/* As carnet_privacy_present is asked. */
typedef struct {
    const char *audience; /* NULL: none */
    const char *const *show;
    size_t num_show;
    const char *const *withhold;
    size_t num_withhold;
} cn_api_wish;

/* Of one credential. */
typedef struct {
    cn_privacy_set want[CN_API_PARTS]; /* of the entries that are here */
    bool with_empty[CN_API_PARTS];     /* a part without entries is here too */
    bool names_private;                /* a word names the part or an entry */
    bool kept;
} cn_api_choice;

/* Number of an audience by its name. CARNET_OK, CARNET_PRIVACY_CHOICE. */
carnet_status cn_api_find_audience(size_t *out, const char *name,
                                   cn_problem *where);

/*
 * Makes a choice for each credential, in the passport's arena. CARNET_OK,
 * CARNET_PRIVACY_CHOICE, CARNET_PRIVACY_NOTHING, CARNET_CALLER_MEMORY.
 */
carnet_status cn_api_choose(cn_api_choice **out, cn_api_passport *p,
                            const cn_api_wish *wish, cn_problem *where);

#endif
