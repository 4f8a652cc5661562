/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A draft of a trust list: a list whose arrays grow, and which nobody signed.
 * Shared by those who change it, write it and read it.
 */
#ifndef CN_API_DRAFT_I_H
#define CN_API_DRAFT_I_H

#include "../model/model.h"
#include "../trust/trust.h"
#include "api.h"

struct carnet_trust_draft {
    cn_arena arena;     /* names, keys, and arrays that were outgrown */
    cn_trust_list list; /* issuers in order, keys issuer by issuer */
    size_t issuer_room;
    size_t key_room;
    int32_t valid_days;
    size_t last; /* the key that was added last; SIZE_MAX: none */
};

/* An empty draft of nothing yet. */
carnet_status cn_api_draft_new(carnet_trust_draft **out);
/* Adds a key like k to an issuer like issuer; both are copied, and what they
   point to. CARNET_OK, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY. */
carnet_status cn_api_draft_put(carnet_trust_draft *d,
                               const cn_trust_issuer *issuer,
                               const cn_trust_key *k);
/* The number of a word among words, of which there are num; -1 for none. */
int32_t cn_api_word(cn_span word, const char *const *words, size_t num);

/* The number of a kind of entry; -1 for none of that name. */
int32_t cn_api_kind_of(cn_span name);

/* Arguments of what says key i of a list, as JSON (trust_form.c) or on a line
   (trust_line.c); *out becomes NULL. CARNET_OK, CARNET_CALLER_NULL, _ABSENT.
 */
carnet_status cn_api_list_key(carnet_buf **out, const carnet_trust_list *list,
                              size_t i);

/* Words of the JSON form, by number (trust_form.c). */
#define CN_API_NUM_ISSUER_KINDS 4u
#define CN_API_NUM_USES 3u
#define CN_API_NUM_ENDS 2u
extern const char *const cn_api_issuer_kinds[CN_API_NUM_ISSUER_KINDS];
extern const char *const cn_api_uses[CN_API_NUM_USES]; /* from 1 */
extern const char *const cn_api_ends[CN_API_NUM_ENDS]; /* from RETIRED */

#endif
