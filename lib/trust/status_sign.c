/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signing what the draft of a status list says now, docs/spec/status.md section
 * 1: statuses, and nothing of which indices were given out.
 */
#include "status_i.h"

static void put_payload(cn_buf *out, const carnet_status_draft *draft,
                        int64_t issued_s, int32_t valid_days, int64_t ttl_s)
{
    cn_buf uri;
    cn_buf_init(&uri);
    cn_status_put_uri(&uri, draft->issuer);
    cn_cbor_put_map(out, 4u + (ttl_s > 0));
    cn_cbor_put_uint(out, CN_STATUS_CLAIM_SUB);
    cn_cbor_put_text(out, cn_buf_span(&uri));
    cn_cbor_put_uint(out, CN_COSE_CLAIM_EXP);
    cn_cbor_put_int(out, issued_s + CN_DAY_SECONDS * valid_days);
    cn_cbor_put_uint(out, CN_COSE_CLAIM_IAT);
    cn_cbor_put_int(out, issued_s);
    cn_cbor_put_uint(out, CN_STATUS_CLAIM_LIST);
    cn_trust_statuses_write(out, &draft->statuses);
    if (ttl_s > 0) {
        cn_cbor_put_uint(out, CN_STATUS_CLAIM_TTL);
        cn_cbor_put_int(out, ttl_s);
    }
    if (out->status == CARNET_OK) {
        out->status = uri.status;
    }
    cn_buf_free(&uri);
}

carnet_status carnet_status_draft_sign(carnet_buf **out,
                                       const carnet_status_draft *draft,
                                       const carnet_secret_key *key,
                                       int64_t issued_s, int32_t valid_days,
                                       int64_t ttl_s)
{
    cn_buf payload;
    cn_buf list;
    cn_buf file;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (draft == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (issued_s < 0 || issued_s > CN_TIME_MAX_S || valid_days < 1 ||
        valid_days > (int32_t)CN_LIMIT_LIST_DAYS || ttl_s < 0 ||
        ttl_s > UINT32_MAX) {
        return CARNET_CALLER_RANGE;
    }
    cn_buf_init(&payload);
    cn_buf_init(&list);
    cn_buf_init(&file);
    put_payload(&payload, draft, issued_s, valid_days, ttl_s);
    carnet_status status = cn_status_follows(draft, issued_s);
    if (status == CARNET_OK) {
        status = payload.status;
    }
    if (status == CARNET_OK) {
        status = cn_cose_list_sign(&list, CN_SPAN_LIT(CN_STATUS_TYP),
                                   cn_buf_span(&payload), key);
    }
    if (status == CARNET_OK) {
        cn_wire_write_list(&file, CN_WIRE_FILE, CN_WIRE_STATUS_LIST,
                           cn_buf_span(&list));
        status = cn_buf_give(&file, out);
    }
    cn_buf_free(&payload);
    cn_buf_free(&list);
    return status;
}
