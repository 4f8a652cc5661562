/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Salts of the entries of a part that are here: what a leaf is computed from
 * beside the entry's own bytes (docs/spec/format.md section 4), and with it how
 * another credential refers to the entry. Apart from the tree itself, since who
 * only verifies names no single leaf.
 */
#include "privacy_i.h"

void cn_privacy_salts(uint8_t out[][CN_PRIVACY_SEED_SIZE],
                      const cn_privacy_view *part)
{
    static const cn_span nothing = {NULL, 0};
    /* The way of the seeds is the same whatever the entries say. */
    cn_privacy_view seeds = *part;
    cn_privacy_walk w; /* some 600 bytes */
    if (part->num == 0) {
        return;
    }
    seeds.entries = &nothing;
    seeds.step = 0;
    cn_privacy_walk_begin(&w, &seeds);
    do {
        if (w.seed != NULL && w.num == 1) {
            memcpy(out[w.first], w.seed, CN_PRIVACY_SEED_SIZE);
        }
    } while (cn_privacy_walk_step(&w));
    cn_mem_wipe(&w, sizeof w);
}
