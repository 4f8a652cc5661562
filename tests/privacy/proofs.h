/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One part of up to 256 entries, proofs that show a choice of them, and what is
 * known from one that was read.
 */
#ifndef CN_TEST_PROOFS_H
#define CN_TEST_PROOFS_H

#include "../support/support.h"

#include "part.h"

enum {
    MOST = CN_LIMIT_PART_ENTRIES,
    ENTRY = 12
};

extern const uint8_t seed[CN_PRIVACY_SEED_SIZE]; /* of the whole part */
extern uint8_t bytes[MOST][ENTRY];               /* of its entries */

/* The same numbers in each run. */
uint32_t next_random(void);
/* Fills bytes: the set-up of a test program. */
int fill(void **state);

/* The entries whose bit is set, of the first 16. */
cn_privacy_set set_of(unsigned mask);
/* Entries of a set, as the one who reads them has them. */
size_t list_shown(cn_span *out, const cn_privacy_set *set, size_t num);
/* Digest of the whole part, of num entries. */
void digest_whole(uint8_t out[CN_PRIVACY_DIGEST_SIZE], size_t num);
/* What is known of it. */
cn_privacy_known *know_whole(size_t num);
cn_buf proof_of(const cn_privacy_known *k, const cn_privacy_set *show);
/* A proof as it travels, read by who has the entries shown, into entries. */
void read_view(cn_privacy_view *view, cn_span *entries, cn_span proof,
               const cn_privacy_set *shown, size_t num);
/* The digest that a proof gives is the part's, whatever its form. */
void assert_proves(cn_span proof, const cn_privacy_set *shown, size_t num,
                   const uint8_t expected[CN_PRIVACY_DIGEST_SIZE]);
cn_privacy_known *know_again(cn_span proof, const cn_privacy_set *shown,
                             size_t num);

#endif
