/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the privacy room: the commitment tree (docs/spec/format.md section
 * 4) that lets anyone show a credential in part with no key. Parts are whole
 * (a seed) or withheld (a digest). No recursion, no allocation.
 */
#ifndef CN_PRIVACY_H
#define CN_PRIVACY_H

#include "../crypto/crypto.h"

#define CN_PRIVACY_SEED_SIZE 16
#define CN_PRIVACY_DIGEST_SIZE 20
#define CN_PRIVACY_ROOT_SIZE 32

/* children(seed) of format.md section 4; seed may be left or right. */
void cn_privacy_split(uint8_t left[CN_PRIVACY_SEED_SIZE],
                      uint8_t right[CN_PRIVACY_SEED_SIZE],
                      const uint8_t seed[CN_PRIVACY_SEED_SIZE]);
/* Span i of those that lie step bytes apart, each alone or the first thing of
   something larger. */
static inline const cn_span *cn_privacy_entry(const cn_span *entries,
                                              size_t step, size_t i)
{
    return (const cn_span *)(const void *)((const uint8_t *)entries + i * step);
}

/*
 * Digest of a whole part of num entries (0 to CN_LIMIT_PART_ENTRIES) from its
 * seed and the entries' own bytes.
 */
void cn_privacy_part(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                     const cn_span *entries, size_t step, size_t num);
void cn_privacy_leaf(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t salt[CN_PRIVACY_SEED_SIZE], cn_span entry);
/* Salt of entry i of num under a part's seed. */
void cn_privacy_salt(uint8_t out[CN_PRIVACY_SEED_SIZE],
                     const uint8_t seed[CN_PRIVACY_SEED_SIZE], size_t num,
                     size_t i);
void cn_privacy_rest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t clinic[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t private_part[CN_PRIVACY_DIGEST_SIZE]);
void cn_privacy_root(uint8_t out[CN_PRIVACY_ROOT_SIZE],
                     const uint8_t desk[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t rest[CN_PRIVACY_DIGEST_SIZE]);

#endif
