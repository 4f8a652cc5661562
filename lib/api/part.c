/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One part of a credential: its entries among those of all parts, as the
 * privacy room takes it, and put in the place of the same part of another
 * presentation. Checks nothing: both are of one root.
 */
#include "present_i.h"

const carnet_entry *cn_api_entries_of(const cn_api_credential *c, size_t part)
{
    const carnet_entry *e = c->entries;
    while (e < c->entries + c->num_entries && e->part < part) {
        e++;
    }
    return e;
}

void cn_api_view_of(cn_privacy_view *out, const cn_api_credential *c,
                    size_t part)
{
    const cn_span *first = &cn_api_entries_of(c, part)->bytes;
    cn_api_view(out, c, part, &first, sizeof c->entries[0]);
}

carnet_status cn_api_graft(cn_arena *arena, cn_api_credential *c,
                           const cn_api_credential *from, size_t part)
{
    const cn_api_credential *source[CN_API_PARTS] = {c, c, c};
    source[part] = from;
    carnet_entry *all = cn_arena_take(
        arena, (c->num_entries + from->num_entries + 1) * sizeof c->entries[0]);
    size_t num = 0;
    if (all == NULL) {
        return cn_arena_status(arena);
    }
    for (size_t n = 0; n < CN_API_PARTS; n++) {
        const cn_api_credential *s = source[n];
        const carnet_entry *e = cn_api_entries_of(s, n);
        while (e < s->entries + s->num_entries && e->part == n) {
            all[num++] = *e++;
        }
    }
    c->entries = all;
    c->num_entries = num;
    c->num_in_part[part] = from->num_in_part[part];
    c->shown[part] = from->shown[part];
    c->proof[part] = from->proof[part];
    return CARNET_OK;
}
