/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plan, as the two halves of issuing share it: plan.c makes it, issue.c signs
 * it.
 */
#ifndef CN_API_PLAN_I_H
#define CN_API_PLAN_I_H

#include "passport_i.h"

struct carnet_plan {
    int32_t issued_days;
    int32_t valid_days;
    bool has_index;
    uint32_t index;            /* in the issuer's status list */
    cn_model_encoded *encoded; /* desk, clinic, private */
    size_t num;
    carnet_entry *entries; /* views of the encoded ones */
    cn_buf body;           /* encoded body: items, or bstr of DEFLATE */
    size_t num_bytes;
};

/* Appends the passport of a plan, of one credential with this head and body. */
void cn_api_put_passport(cn_buf *out, const carnet_plan *p, cn_span head,
                         cn_span body);

#endif
