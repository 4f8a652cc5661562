/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From proofs and entries' bytes to the root that is signed
 * (docs/spec/format.md sections 3 and 4), for those who read and for those who
 * sign. Wipes the seeds that it derives on its way.
 */
#include "passport_i.h"

_Static_assert(CN_COSE_ROOT_SIZE == CN_PRIVACY_ROOT_SIZE, "two sizes");

void cn_api_set_seed(cn_api_proof *p, const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    p->whole = true;
    memcpy(p->seed, seed, CN_PRIVACY_SEED_SIZE);
}

void cn_api_set_rest_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_api_proof *clinic = &c->proof[CN_API_CLINIC];
    cn_api_proof *private_part = &c->proof[CN_API_PRIVATE];
    clinic->whole = private_part->whole = true;
    cn_privacy_split(clinic->seed, private_part->seed, seed);
}

void cn_api_set_root_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    uint8_t rest[CN_PRIVACY_SEED_SIZE];
    c->proof[CN_API_DESK].whole = true;
    cn_privacy_split(c->proof[CN_API_DESK].seed, rest, seed);
    cn_api_set_rest_seed(c, rest);
    cn_mem_wipe(rest, sizeof rest);
}

size_t cn_api_num_withheld(const cn_api_credential *c, size_t part)
{
    return c->proof[part].partial.len == 0
               ? 0
               : c->num_in_part[part] -
                     cn_privacy_count(&c->shown[part], 0, c->num_in_part[part]);
}

void cn_api_view(cn_privacy_view *out, const cn_api_credential *c, size_t part,
                 const cn_span **entries, size_t step)
{
    const cn_api_proof *proof = &c->proof[part];
    out->seed = proof->whole ? proof->seed : NULL;
    out->proof = proof->partial;
    out->shown = c->shown[part];
    out->entries = *entries;
    out->step = step;
    out->num = c->num_in_part[part];
    *entries = cn_privacy_entry(*entries, step,
                                out->num - cn_api_num_withheld(c, part));
}

carnet_status cn_api_root(cn_api_credential *c, const cn_span *entries,
                          size_t step)
{
    carnet_status status = CARNET_OK;
    uint8_t digest[CN_API_PARTS][CN_PRIVACY_DIGEST_SIZE];
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        const cn_api_proof *proof = &c->proof[part];
        if (!cn_api_is_here(proof)) {
            memcpy(digest[part], proof->digest, CN_PRIVACY_DIGEST_SIZE);
            continue;
        }
        cn_privacy_view view;
        cn_api_view(&view, c, part, &entries, step);
        carnet_status found = cn_privacy_digest(digest[part], &view);
        status = status == CARNET_OK ? found : status;
    }
    if (!c->rest_withheld) {
        cn_privacy_rest(c->rest, digest[CN_API_CLINIC], digest[CN_API_PRIVATE]);
    }
    cn_privacy_root(c->claims.root, digest[CN_API_DESK], c->rest);
    return status;
}
