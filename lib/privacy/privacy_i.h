/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the privacy room's files share: places in the tree of a part, and what
 * is known of each node. Nodes are numbered in pre-order, the order in which a
 * proof speaks of them: a subtree of n entries has 2n - 1.
 */
#ifndef CN_PRIVACY_I_H
#define CN_PRIVACY_I_H

#include "privacy.h"

/* A subtree: its entries, and the number of its topmost node. */
typedef struct {
    uint16_t first;
    uint16_t num;
    uint16_t at;
} cn_privacy_place;

/* Halves of a subtree of 2 entries or more. */
cn_privacy_place cn_privacy_left(cn_privacy_place p);
cn_privacy_place cn_privacy_right(cn_privacy_place p);

typedef struct {
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    bool known; /* the seed */
    bool found; /* the digest */
} cn_privacy_node;

/*
 * Digest of the tree over a part's entries, 1 to CN_LIMIT_PART_ENTRIES. nodes:
 * NULL, or 2 * num - 1, zeroed, which get all that is found; nodes below one
 * that is withheld stay as they are. CARNET_OK or CARNET_PRIVACY_PARTIAL.
 */
carnet_status cn_privacy_tree(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                              const cn_privacy_view *part,
                              cn_privacy_node *nodes);
/* Digest of a part of num entries over its tree root, or its seed. */
void cn_privacy_top(uint8_t out[CN_PRIVACY_DIGEST_SIZE], size_t num,
                    cn_span top);

#endif
