/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One credential in several presentations (docs/spec/verdict.md): told by its
 * identity, since its bytes may differ. Each of its entries is given once, so
 * that what one issuer said never looks as if two had said it. Never counts a
 * credential whose signature does not hold.
 */
#include "verdict_i.h"

bool cn_api_is_signed(const carnet_verdict *v, size_t i)
{
    return v->judged[i].facts.fact[CARNET_VERIFY_SIGNATURE].answer ==
           CARNET_VERIFY_YES;
}

static bool is_same(const carnet_verdict *v, size_t i, size_t k)
{
    return cn_api_is_signed(v, i) && cn_api_is_signed(v, k) &&
           memcmp(v->judged[i].identity, v->judged[k].identity,
                  CN_CRYPTO_HASH_SIZE) == 0;
}

void cn_api_find_repeats(carnet_verdict *v)
{
    for (size_t i = 0; i < v->passport.num; i++) {
        size_t first = 0;
        while (first < i && !is_same(v, first, i)) {
            first++;
        }
        v->judged[i].first = first;
    }
}

void cn_api_give_once(carnet_verdict *v)
{
    for (size_t i = 0; i < v->passport.num; i++) {
        cn_api_credential *c = &v->passport.credentials[i];
        uint8_t *given = &v->judged[v->judged[i].first].given;
        size_t kept = 0;
        for (size_t k = 0; k < c->num_entries; k++) {
            if ((*given >> c->entries[k].part & 1) == 0) {
                c->entries[kept++] = c->entries[k];
            }
        }
        c->num_entries = kept;
        for (size_t part = 0; part < CN_API_PARTS; part++) {
            *given |= (uint8_t)(c->proof[part].whole << part);
        }
    }
}
