/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the trust room: numbers of the trust list as they travel
 * (docs/spec/trust.md), and the index that finds a key by its id.
 */
#ifndef CN_TRUST_I_H
#define CN_TRUST_I_H

#include "trust.h"

/* The claim of the list, carnet's own. */
#define CN_TRUST_CLAIM_LIST (-65539)

/* Keys of what a listed key may have beside its bytes and its first day. */
enum {
    CN_TRUST_HAS_UNTIL = 1,
    CN_TRUST_HAS_SEALING,
    CN_TRUST_HAS_KINDS,
    CN_TRUST_HAS_USE,
    CN_TRUST_HAS_WITHDRAWN
};

/* Sorts the keys of a list by their ids into its index. CARNET_OK,
   CARNET_KEY_TWICE, _CROWDED, CARNET_CALLER_MEMORY. */
carnet_status cn_trust_index(cn_trust_list *list, cn_problem *where);
/* That no key is there twice, nor more than are tried with one id. */
carnet_status cn_trust_check_index(const cn_trust_list *l, cn_problem *where);
/* Checks that cost nothing of each key: not the list's own, not published in
   test vectors. */
carnet_status cn_trust_check_keys(const cn_trust_list *list,
                                  const uint8_t *signer, cn_problem *where);
/* Whether a character, or it behind the one before, has another form in NFC. */
bool cn_trust_has_other_form(int32_t before, int32_t cp);
/* Notes a fault of key i of a list, as "issuers/3/keys/0". */
carnet_status cn_trust_blame(const cn_trust_list *list, size_t i,
                             carnet_status status, cn_problem *where);

#endif
