/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is signed for a credential: the protected header and the CWT claims
 * (RFC 8392), built from what travels (docs/spec/format.md section 3). Map
 * keys stand in the bytewise order of their encodings, RFC 8949 section 4.2.1.
 */
#include "cose_i.h"

/* Header parameters, IANA "COSE Header Parameters"; typ: RFC 9596. */
#define HEADER_ALG 1
#define HEADER_KID 4
#define HEADER_TYP 16
/* IANA "COSE Algorithms". */
#define ALG_EDDSA (-8)
#define TYP "application/carnet.1+cwt"

/* Claims, IANA "CBOR Web Token (CWT) Claims"; root is carnet's own. */
#define CLAIM_EXP 4
#define CLAIM_IAT 6
#define CLAIM_STATUS 65535
#define CLAIM_ROOT (-65537)

#define SECONDS_A_DAY UINT64_C(86400)

void cn_cose_protected(cn_buf *out, const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    cn_cbor_put_map(out, 3);
    cn_cbor_put_int(out, HEADER_ALG);
    cn_cbor_put_int(out, ALG_EDDSA);
    cn_cbor_put_int(out, HEADER_KID);
    cn_cbor_put_bytes(out, cn_span_of(kid, CARNET_KEY_ID_SIZE));
    cn_cbor_put_int(out, HEADER_TYP);
    cn_cbor_put_text(out, CN_SPAN_LIT(TYP));
}

/* "carnet:" and the issuer's key digest in lower-case hex. */
static void put_uri(cn_buf *out, const carnet_public_key *key)
{
    static const char digits[] = "0123456789abcdef";
    static const char scheme[] = "carnet:";
    uint8_t uri[sizeof scheme - 1 + 2 * CN_CRYPTO_HASH_SIZE];
    uint8_t *at = uri + sizeof scheme - 1;
    memcpy(uri, scheme, sizeof scheme - 1);
    for (size_t i = 0; i < CN_CRYPTO_HASH_SIZE; i++) {
        *at++ = (uint8_t)digits[key->digest[i] >> 4];
        *at++ = (uint8_t)digits[key->digest[i] & 15];
    }
    cn_cbor_put_text(out, cn_span_of(uri, sizeof uri));
}

/* { "status_list": { "idx": index, "uri": uri } }, Token Status List. */
static void put_status(cn_buf *out, uint32_t index,
                       const carnet_public_key *key)
{
    cn_cbor_put_map(out, 1);
    cn_cbor_put_text(out, CN_SPAN_LIT("status_list"));
    cn_cbor_put_map(out, 2);
    cn_cbor_put_text(out, CN_SPAN_LIT("idx"));
    cn_cbor_put_uint(out, index);
    cn_cbor_put_text(out, CN_SPAN_LIT("uri"));
    put_uri(out, key);
}

/* A claim whose value is a time: the first second of a day. */
static void put_time(cn_buf *out, int64_t claim, uint64_t day)
{
    cn_cbor_put_int(out, claim);
    cn_cbor_put_uint(out, SECONDS_A_DAY * day);
}

void cn_cose_payload(cn_buf *out, const cn_cose_claims *c,
                     const carnet_public_key *key)
{
    cn_cbor_put_map(out, 2u + c->has_valid + c->has_index);
    if (c->has_valid) {
        /* 64 bits: no 32-bit day and length can overflow. */
        put_time(out, CLAIM_EXP, UINT64_C(1) + c->day + c->valid);
    }
    put_time(out, CLAIM_IAT, c->day);
    if (c->has_index) {
        cn_cbor_put_int(out, CLAIM_STATUS);
        put_status(out, c->index, key);
    }
    cn_cbor_put_int(out, CLAIM_ROOT);
    cn_cbor_put_bytes(out, cn_span_of(c->root, CN_COSE_ROOT_SIZE));
}
