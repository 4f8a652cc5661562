/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verified credential for other tools: an ordinary COSE_Sign1, and
 * diagnostic notation. Content comes through a verdict only.
 */
#include "verdict_i.h"

carnet_status carnet_verify_export_cose(carnet_buf **out,
                                        const carnet_verdict *verdict,
                                        size_t credential)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_api_credential *c = cn_api_readable(verdict, credential);
    if (c == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_cose_sign1(&b, &c->claims, &verdict->judged[credential].signer,
                  c->signature, c->items);
    return cn_buf_give(&b, out);
}

/* The credential with its items inflated, in diagnostic notation. */
static carnet_status put_diag(cn_buf *out, const cn_api_credential *c)
{
    cn_buf plain;
    cn_buf_init(&plain);
    cn_cbor_put_array(&plain, c->num_elements);
    cn_buf_put_span(&plain, c->front);
    cn_buf_put_span(&plain, c->items);
    carnet_status status = plain.status;
    if (status == CARNET_OK) {
        status = cn_cbor_diag(out, cn_buf_span(&plain), true);
    }
    cn_buf_free(&plain);
    return status;
}

carnet_status carnet_verify_export_diag(carnet_buf **out,
                                        const carnet_verdict *verdict)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_buf_init(&b);
    carnet_status status = CARNET_CALLER_ABSENT;
    for (size_t i = 0; i < verdict->passport.num; i++) {
        const cn_api_credential *c = cn_api_readable(verdict, i);
        if (c != NULL) {
            status = put_diag(&b, c);
            cn_buf_put_u8(&b, '\n');
        }
        if (status != CARNET_OK && status != CARNET_CALLER_ABSENT) {
            break;
        }
    }
    if (status != CARNET_OK) {
        cn_buf_free(&b);
        return status;
    }
    return cn_buf_give(&b, out);
}
