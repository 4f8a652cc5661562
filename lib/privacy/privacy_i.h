/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the privacy room's files share: the walk over the tree of a part, by
 * which a verifier computes its digest and who presents learns what is known of
 * each node.
 */
#ifndef CN_PRIVACY_I_H
#define CN_PRIVACY_I_H

#include "privacy.h"

/* Levels of splits above the leaves of a part: 2^8 is the limit's 256. */
#define CN_PRIVACY_LEVELS 8u
_Static_assert(CN_LIMIT_PART_ENTRIES <= 1u << CN_PRIVACY_LEVELS,
               "a part is deeper");

/* Largest power of two below num; num is 2 or more. */
size_t cn_privacy_left_size(size_t num);

/* A subtree that is open: one of its halves is in hand. */
typedef struct {
    size_t left;  /* entries of the left half, */
    size_t right; /* of the right one; 0 once that is in hand */
    bool known;   /* the seeds */
    uint8_t right_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t left_digest[CN_PRIVACY_DIGEST_SIZE]; /* once right is in hand */
} cn_privacy_open;

/* A walk over the tree of a part, of 1 to CN_LIMIT_PART_ENTRIES entries. The
   subtree in hand is that of num entries from first on. */
typedef struct {
    const uint8_t *seed; /* NULL: the proof must say, or is joined */
    size_t first;
    size_t num;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE]; /* where it is done */
    bool done;
    const cn_privacy_view *part;
    const cn_span *entry;  /* the next one that is here */
    cn_privacy_open *next; /* behind the last that is open */
    cn_cbor_reader proof;
    uint8_t left_seed[CN_PRIVACY_SEED_SIZE];
    cn_privacy_open open[CN_PRIVACY_LEVELS]; /* from the top down */
} cn_privacy_walk;

void cn_privacy_walk_begin(cn_privacy_walk *w, const cn_privacy_view *part);
/*
 * One step: to what the proof says of the subtree in hand, to its left half,
 * its digest, the right half beside it, or up. False once the whole tree is
 * done. Whoever steps wipes w, and asks whether the proof fits.
 */
bool cn_privacy_walk_step(cn_privacy_walk *w);

/* Digest of a part of num entries over its tree root, or its seed. */
void cn_privacy_top(uint8_t out[CN_PRIVACY_DIGEST_SIZE], size_t num,
                    cn_span top);

#endif
