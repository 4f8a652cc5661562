/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A credential, all its presentations together: whether it is accepted, what
 * marks it, and what is there of each part. View and history ask the same.
 */
#ifndef CN_API_SOURCE_I_H
#define CN_API_SOURCE_I_H

#include "verdict_i.h"

typedef struct {
    size_t credential; /* its first presentation in the verdict */
    uint32_t person;   /* of a view; 0 in others */
    bool accepted;     /* all its presentations are */
    bool by_name;      /* only name and birth date tie it to others of a view */
    uint8_t there[CN_API_PARTS];   /* CARNET_VERIFY_WHOLE and so on */
    size_t withheld[CN_API_PARTS]; /* entries that a partial part lacks */
    carnet_status marks[CARNET_VERIFY_NUM_FACTS]; /* why a person must look;
                                                     CARNET_OK: no reason */
} cn_api_source;

/* Of the credential whose first presentation that is. */
cn_api_source cn_api_gather_source(const carnet_verdict *v, size_t first);
/* A credential that gives nothing: its page and why, and nothing else. */
cn_api_source cn_api_unshown_source(const carnet_verdict *v, size_t i);

#endif
