/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One credential in several presentations (docs/spec/verdict.md): told by its
 * identity, since its bytes may differ. Each of its entries, which have a part
 * and a position in every presentation, is given once, so
 * that what one issuer said never looks as if two had said it. Never counts a
 * credential whose signature does not hold.
 */
#include "verdict_i.h"

static bool is_same(const cn_api_judgement *a, const cn_api_judgement *b)
{
    return cn_api_is_signed(a) && cn_api_is_signed(b) &&
           memcmp(a->identity, b->identity, CN_CRYPTO_HASH_SIZE) == 0;
}

void cn_api_find_repeats(carnet_verdict *v)
{
    for (size_t i = 0; i < v->passport.num; i++) {
        size_t first = 0;
        while (first < i && !is_same(&v->judged[first], &v->judged[i])) {
            first++;
        }
        v->judged[i].first = first;
    }
}

void cn_api_give_once(carnet_verdict *v)
{
    for (size_t i = 0; i < v->passport.num; i++) {
        cn_api_credential *c = &v->passport.credentials[i];
        cn_privacy_set *given = v->judged[v->judged[i].first].given;
        size_t kept = 0;
        for (size_t k = 0; k < c->num_entries; k++) {
            const carnet_entry *e = &c->entries[k];
            if (!cn_privacy_has(&given[e->part], e->position)) {
                cn_privacy_add(&given[e->part], e->position);
                c->entries[kept++] = *e;
            }
        }
        c->num_entries = kept;
    }
}
