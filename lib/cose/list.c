/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed lists: an ordinary COSE_Sign1 (RFC 9052 section 4.2), untagged, whose
 * protected header says which key signed and what it is (RFC 9596), and whose
 * unprotected header is empty. Nothing of a payload is looked at here.
 */
#include "cose_i.h"

/* { alg: -8, kid: 4 bytes, typ: ... } */
static void put_header(cn_buf *out, const uint8_t kid[CARNET_KEY_ID_SIZE],
                       cn_span typ)
{
    cn_buf_put_span(out, CN_SPAN_LIT(CN_COSE_HEADER_ALG CN_COSE_HEADER_KID));
    cn_buf_put(out, kid, CARNET_KEY_ID_SIZE);
    cn_buf_put_span(out, CN_SPAN_LIT(CN_COSE_HEADER_TYP_LABEL));
    cn_cbor_put_text(out, typ);
}

carnet_status cn_cose_list_read(cn_cose_list *out, cn_span bytes, cn_span typ,
                                size_t *offset_out)
{
    uint8_t due[CN_COSE_LIST_HEADER_MAX];
    cn_buf header;
    cn_cbor_reader r;
    *offset_out = 0;
    /* The payload is a string as long as all the rest. */
    carnet_status status = cn_cbor_scan(bytes, 2, SIZE_MAX, offset_out);
    if (status != CARNET_OK) {
        return status;
    }
    cn_cbor_reader_init(&r, bytes);
    cn_cbor_get_array(&r, 4, 4);
    out->header = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    cn_cbor_get_map(&r, 0);
    out->payload = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    out->signature = cn_cbor_get_bytes(&r, CN_CRYPTO_SIGNATURE_SIZE,
                                       CN_CRYPTO_SIGNATURE_SIZE)
                         .data;
    *offset_out = cn_cbor_offset(&r);
    if (r.status != CARNET_OK) {
        return r.status;
    }
    /* There is one header for each kid: what is not it is another thing. */
    cn_buf_init_fixed(&header, due, sizeof due);
    size_t kid_at = sizeof(CN_COSE_HEADER_ALG CN_COSE_HEADER_KID) - 1;
    if (out->header.len < kid_at + CARNET_KEY_ID_SIZE) {
        return CARNET_CBOR_SHAPE;
    }
    out->kid = out->header.data + kid_at;
    put_header(&header, out->kid, typ);
    return header.status == CARNET_OK &&
                   cn_span_equal(out->header, cn_buf_span(&header))
               ? CARNET_OK
               : CARNET_CBOR_SHAPE;
}

carnet_status cn_cose_list_verify(const cn_cose_list *list,
                                  const carnet_public_key *key)
{
    cn_buf tbs;
    cn_buf_init(&tbs);
    cn_cose_sig_structure(&tbs, list->header, cn_span_of(NULL, 0),
                          list->payload);
    carnet_status status = tbs.status;
    if (status == CARNET_OK) {
        status = cn_crypto_verify(list->signature, cn_buf_span(&tbs), key);
    }
    cn_buf_free(&tbs);
    return status;
}

carnet_status cn_cose_list_sign(cn_buf *out, cn_span typ, cn_span payload,
                                const carnet_secret_key *key)
{
    uint8_t bytes[CN_COSE_LIST_HEADER_MAX];
    uint8_t signature[CN_CRYPTO_SIGNATURE_SIZE];
    cn_buf header;
    cn_buf tbs;
    cn_buf_init_fixed(&header, bytes, sizeof bytes);
    cn_buf_init(&tbs);
    put_header(&header, key->public_key.digest, typ);
    cn_cose_sig_structure(&tbs, cn_buf_span(&header), cn_span_of(NULL, 0),
                          payload);
    carnet_status status =
        header.status != CARNET_OK ? header.status : tbs.status;
    if (status == CARNET_OK) {
        status = cn_crypto_sign(signature, cn_buf_span(&tbs), key);
    }
    if (status == CARNET_OK) {
        cn_cbor_put_array(out, 4);
        cn_cbor_put_bytes(out, cn_buf_span(&header));
        cn_cbor_put_map(out, 0);
        cn_cbor_put_bytes(out, payload);
        cn_cbor_put_bytes(out, cn_span_of(signature, sizeof signature));
        status = out->status;
    }
    cn_buf_free(&tbs);
    return status;
}
