/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is signed for a credential: the protected header and the CWT claims
 * (RFC 8392), built from what travels (docs/spec/format.md section 3). Map
 * keys stand in the bytewise order of their encodings, RFC 8949 section 4.2.1.
 */
#include "cose_i.h"

/* What never varies stands here as it is encoded, RFC 8949 section 3. Status:
   Token Status List. */
#define HEADER_TYP CN_COSE_HEADER_TYP_LABEL "\x78\x18"
#define TYP "application/carnet.1+cwt"
#define STATUS_INDEX                                                           \
    "\xa1\x6b"                                                                 \
    "status_list"                                                              \
    "\xa2\x63"                                                                 \
    "idx"
#define STATUS_URI                                                             \
    "\x63"                                                                     \
    "uri\x78\x47"

/* Claims of a credential alone: status is IANA's, root is carnet's own. */
#define CLAIM_STATUS 65535
#define CLAIM_ROOT (-65537)

void cn_cose_protected(cn_buf *out, const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    cn_buf_put_span(out, CN_SPAN_LIT(CN_COSE_HEADER_ALG CN_COSE_HEADER_KID));
    cn_buf_put(out, kid, CARNET_KEY_ID_SIZE);
    cn_buf_put_span(out, CN_SPAN_LIT(HEADER_TYP TYP));
}

/* { "status_list": { "idx": index, "uri": "carnet:" and the issuer's key digest
   in lower-case hex } } */
static void put_status(cn_buf *out, uint32_t index,
                       const carnet_public_key *key)
{
    cn_buf_put_span(out, CN_SPAN_LIT(STATUS_INDEX));
    cn_cbor_put_uint(out, index);
    cn_buf_put_span(out, CN_SPAN_LIT(STATUS_URI CN_COSE_SCHEME));
    cn_buf_put_hex(out, cn_span_of(key->digest, CN_CRYPTO_HASH_SIZE));
}

/* A claim whose value is a time: the first second of a day. */
static void put_time(cn_buf *out, int64_t claim, uint64_t day)
{
    cn_cbor_put_int(out, claim);
    cn_cbor_put_uint(out, day * CN_DAY_SECONDS);
}

void cn_cose_payload(cn_buf *out, const cn_cose_claims *c,
                     const carnet_public_key *key)
{
    cn_cbor_put_map(out, 2u + c->has_valid + c->has_index);
    if (c->has_valid) {
        /* 64 bits: no 32-bit day and length can overflow. */
        put_time(out, CN_COSE_CLAIM_EXP, UINT64_C(1) + c->day + c->valid);
    }
    put_time(out, CN_COSE_CLAIM_IAT, c->day);
    if (c->has_index) {
        cn_cbor_put_int(out, CLAIM_STATUS);
        put_status(out, c->index, key);
    }
    cn_cbor_put_int(out, CLAIM_ROOT);
    cn_cbor_put_bytes(out, cn_span_of(c->root, CN_COSE_ROOT_SIZE));
}
