/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Sig_structure (RFC 9052 section 4.4), signing and verifying it, and the
 * COSE_Sign1 for export. Signing and verifying build all on the stack and
 * allocate nothing. Decodes nothing.
 */
#include "cose_i.h"

/* What never varies of a Sig_structure, as it is encoded: an array of four,
   and its first, RFC 9052 section 4.4. A verifier so links no writer of either.
 */
#define SIG_STRUCTURE                                                          \
    "\x84\x6a"                                                                 \
    "Signature1"
/* CBOR tag of COSE_Sign1, RFC 9052 section 2, in one byte: 6 << 5 | 18. */
#define TAG_SIGN1 0xd2
/* carnet's own unprotected parameter: the entries. */
#define HEADER_ENTRIES (-65538)

void cn_cose_sig_structure(cn_buf *out, cn_span protected_header,
                           cn_span external_aad, cn_span payload)
{
    cn_buf_put_span(out, CN_SPAN_LIT(SIG_STRUCTURE));
    cn_cbor_put_bytes(out, protected_header);
    cn_cbor_put_bytes(out, external_aad);
    cn_cbor_put_bytes(out, payload);
}

/* The two maps of a credential, encoded. */
typedef struct {
    uint8_t header_bytes[CN_COSE_PROTECTED_MAX];
    uint8_t payload_bytes[CN_COSE_PAYLOAD_MAX];
    cn_buf header;
    cn_buf payload;
} maps;

static void build_maps(maps *m, const cn_cose_claims *c,
                       const carnet_public_key *key)
{
    cn_buf_init_fixed(&m->header, m->header_bytes, sizeof m->header_bytes);
    cn_buf_init_fixed(&m->payload, m->payload_bytes, sizeof m->payload_bytes);
    cn_cose_protected(&m->header, c->kid);
    cn_cose_payload(&m->payload, c, key);
}

void cn_cose_tbs(cn_buf *out, const cn_cose_claims *c,
                 const carnet_public_key *key)
{
    maps m;
    build_maps(&m, c, key);
    cn_cose_sig_structure(out, cn_buf_span(&m.header), cn_span_of(NULL, 0),
                          cn_buf_span(&m.payload));
}

carnet_status cn_cose_sign(uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                           const cn_cose_claims *c,
                           const carnet_secret_key *key)
{
    uint8_t bytes[CN_COSE_TBS_MAX];
    cn_buf tbs;
    cn_buf_init_fixed(&tbs, bytes, sizeof bytes);
    cn_cose_tbs(&tbs, c, &key->public_key);
    return tbs.status == CARNET_OK ? cn_crypto_sign(sig, cn_buf_span(&tbs), key)
                                   : tbs.status;
}

carnet_status cn_cose_verify(uint8_t identity[CN_CRYPTO_HASH_SIZE],
                             const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                             const cn_cose_claims *c,
                             const carnet_public_key *key)
{
    uint8_t bytes[CN_COSE_TBS_MAX];
    cn_buf tbs;
    cn_buf_init_fixed(&tbs, bytes, sizeof bytes);
    cn_cose_tbs(&tbs, c, key);
    carnet_status status = tbs.status;
    if (status == CARNET_OK) {
        status = cn_crypto_verify(sig, cn_buf_span(&tbs), key);
    }
    if (status == CARNET_OK) {
        cn_crypto_sha256(identity, cn_buf_span(&tbs));
    }
    return status;
}

void cn_cose_sign1(cn_buf *out, const cn_cose_claims *c,
                   const carnet_public_key *key,
                   const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE], cn_span entries)
{
    maps m;
    build_maps(&m, c, key);
    cn_buf_put_u8(out, TAG_SIGN1);
    cn_cbor_put_array(out, 4);
    cn_cbor_put_bytes(out, cn_buf_span(&m.header));
    cn_cbor_put_map(out, 1);
    cn_cbor_put_int(out, HEADER_ENTRIES);
    cn_buf_put_span(out, entries);
    cn_cbor_put_bytes(out, cn_buf_span(&m.payload));
    cn_cbor_put_bytes(out, cn_span_of(sig, CN_CRYPTO_SIGNATURE_SIZE));
}
