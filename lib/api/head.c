/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One credential as it travels, docs/spec/format.md section 3: kid, signature,
 * dates, proofs, and where its body is. Never looks into that.
 */
#include "passport_i.h"

uint32_t cn_api_most_valid(uint32_t day)
{
    uint32_t left = CN_LIMIT_DAY - day;
    return left < CN_LIMIT_VALID_DAYS ? left : CN_LIMIT_VALID_DAYS;
}

/* day, [day, valid] or [day, valid / nil, index] */
static void read_when(cn_cbor_reader *r, cn_cose_claims *claims)
{
    bool array = cn_cbor_peek(r) == CN_CBOR_ARRAY;
    size_t num = array ? cn_cbor_get_array(r, 2, 3) : 1;
    claims->day = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_DAY);
    claims->has_index = num == 3;
    bool nil = claims->has_index && cn_cbor_take_nil(r);
    claims->has_valid = num > 1 && !nil;
    if (claims->has_valid) {
        claims->valid =
            (uint32_t)cn_cbor_get_uint(r, cn_api_most_valid(claims->day));
    }
    if (claims->has_index) {
        claims->index = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_INDEX);
    }
}

/* Empty where r has failed. */
static void take_digest(cn_api_proof *p, cn_span digest)
{
    if (digest.len == CN_PRIVACY_DIGEST_SIZE) {
        memcpy(p->digest, digest.data, CN_PRIVACY_DIGEST_SIZE);
    }
}

/* A sealed part has a second array inside, a partial one has none. */
static bool is_sealed(cn_cbor_reader r)
{
    cn_cbor_get_array(&r, 2, SIZE_MAX);
    cn_cbor_skip(&r);
    return cn_cbor_peek(&r) == CN_CBOR_ARRAY;
}

static void read_proof(cn_cbor_reader *r, cn_api_proof *p, bool may_be_sealed)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        if (may_be_sealed && is_sealed(*r)) {
            cn_privacy_sealed s;
            p->sealed = cn_privacy_read_sealed(r, &s);
            take_digest(p, s.digest);
        } else {
            p->partial = cn_privacy_read(r);
        }
        return;
    }
    cn_span s = cn_privacy_read_one(r);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        cn_api_set_seed(p, s.data);
    } else {
        take_digest(p, s);
    }
}

static void read_rest(cn_cbor_reader *r, cn_api_credential *c)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        cn_cbor_get_array(r, 2, 2);
        read_proof(r, &c->proof[CN_API_CLINIC], true);
        read_proof(r, &c->proof[CN_API_PRIVATE], true);
        return;
    }
    cn_span s = cn_privacy_read_one(r);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        cn_api_set_rest_seed(c, s.data);
    } else if (s.len == CN_PRIVACY_DIGEST_SIZE) {
        c->rest_withheld = true;
        memcpy(c->rest, s.data, s.len);
    }
}

static void read_parts(cn_cbor_reader *r, cn_api_credential *c)
{
    cn_cbor_get_array(r, 2, 2);
    read_proof(r, &c->proof[CN_API_DESK], false);
    read_rest(r, c);
    /* Two digests in rest are one digest of both, and nothing else. */
    if (!c->rest_withheld && cn_api_is_bare(&c->proof[CN_API_CLINIC]) &&
        cn_api_is_bare(&c->proof[CN_API_PRIVATE])) {
        cn_cbor_fail(r, CARNET_PRIVACY_PROOF);
    }
}

void cn_api_read_body(cn_cbor_reader *r, cn_api_credential *c)
{
    cn_cbor_type type = cn_cbor_peek(r);
    c->packed = type == CN_CBOR_BYTES;
    if (!c->packed && type != CN_CBOR_ARRAY) {
        cn_cbor_fail(r, CARNET_CBOR_TYPE);
    }
    c->body = c->packed ? cn_cbor_get_bytes(r, 1, SIZE_MAX) : cn_cbor_skip(r);
}

void cn_api_read_credential(cn_cbor_reader *r, cn_api_credential *c)
{
    c->num_elements = cn_cbor_get_array(r, 3, 4);
    bool all_whole = c->num_elements == 3;
    size_t head_size = all_whole ? CN_API_WHOLE_HEAD_SIZE : CN_API_HEAD_SIZE;
    const uint8_t *start = r->at;
    cn_span head = cn_cbor_get_bytes(r, head_size, head_size);
    read_when(r, &c->claims);
    if (r->status != CARNET_OK) {
        return;
    }
    memcpy(c->claims.kid, head.data, CARNET_KEY_ID_SIZE);
    memcpy(c->signature, head.data + CARNET_KEY_ID_SIZE,
           CN_CRYPTO_SIGNATURE_SIZE);
    if (all_whole) {
        cn_api_set_root_seed(c, head.data + CN_API_HEAD_SIZE);
    } else {
        read_parts(r, c);
    }
    c->front = cn_span_of(start, (size_t)(r->at - start));
    cn_api_read_body(r, c);
}
