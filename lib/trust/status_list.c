/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A signed status list, docs/spec/status.md: taken apart, and read only once
 * its signature holds. Refuses another typ, another claim, and a list about
 * what another key signed.
 */
#include "status_i.h"

/* ---- whom it is about ---- */

void cn_status_put_uri(cn_buf *out, const uint8_t digest[CN_CRYPTO_HASH_SIZE])
{
    cn_buf_put_str(out, CN_COSE_SCHEME);
    cn_buf_put_hex(out, cn_span_of(digest, CN_CRYPTO_HASH_SIZE));
}

bool cn_status_read_uri(uint8_t digest[CN_CRYPTO_HASH_SIZE], cn_span uri)
{
    const cn_span scheme = CN_SPAN_LIT(CN_COSE_SCHEME);
    return cn_span_starts(uri, scheme) &&
           cn_text_get_hex(digest, CN_CRYPTO_HASH_SIZE,
                           cn_span_after(uri, scheme.len));
}

/* ---- claims ---- */

/* The next claim. That there is none is no fault of form: the payload is well
   formed, and says too little. */
static int64_t next_claim(cn_cbor_reader *r)
{
    if (cn_cbor_at_end(r)) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    }
    return cn_cbor_get_int(r, 0, INT32_MAX);
}

/* The claims of a payload, in their one order; sub comes first. */
static void read_claims(carnet_status_list *list, cn_cbor_reader *r,
                        cn_span *map_out)
{
    int64_t key = next_claim(r);
    list->expires_s = INT64_MIN;
    if (key == CN_COSE_CLAIM_EXP) {
        list->expires_s = (int64_t)cn_cbor_get_uint(r, CN_STATUS_TIME_MAX);
        key = next_claim(r);
    }
    if (key != CN_COSE_CLAIM_IAT) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    }
    list->issued_s = (int64_t)cn_cbor_get_uint(r, CN_STATUS_TIME_MAX);
    if (next_claim(r) != CN_STATUS_CLAIM_LIST) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    }
    *map_out = cn_cbor_skip(r);
    if (!cn_cbor_at_end(r)) {
        if (next_claim(r) != CN_STATUS_CLAIM_TTL) {
            cn_cbor_fail(r, CARNET_CBOR_SHAPE);
        }
        list->ttl_s = (uint32_t)cn_cbor_get_uint(r, UINT32_MAX);
    }
}

/* How many claims a payload has that says what this one does. */
static size_t num_claims(const carnet_status_list *list)
{
    return 3u + (list->expires_s != INT64_MIN) + (list->ttl_s != 0);
}

static carnet_status read_payload(carnet_status_list *list, cn_span payload)
{
    cn_cbor_reader r;
    cn_span map = cn_span_of(NULL, 0);
    size_t offset;
    carnet_status status = cn_cbor_scan(payload, 3, SIZE_MAX, &offset);
    if (status != CARNET_OK) {
        return status;
    }
    cn_cbor_reader_init(&r, payload);
    size_t num = cn_cbor_get_map(&r, 5);
    if (next_claim(&r) != CN_STATUS_CLAIM_SUB) {
        cn_cbor_fail(&r, CARNET_CBOR_SHAPE);
    }
    cn_span sub = cn_cbor_get_text(&r, CN_LIMIT_STRING);
    if (r.status == CARNET_OK && !cn_status_read_uri(list->issuer, sub)) {
        return CARNET_KEY_ISSUER;
    }
    read_claims(list, &r, &map);
    if (r.status == CARNET_OK && num != num_claims(list)) {
        return CARNET_CBOR_SHAPE; /* a ttl of nothing */
    }
    return r.status == CARNET_OK ? cn_trust_statuses_read(&list->statuses, map)
                                 : r.status;
}

/* ---- whose ---- */

/* The envelope and the COSE_Sign1 in it, which stays in arena. */
static carnet_status open_list(cn_cose_list *out, cn_span *bytes_out,
                               cn_arena *arena, cn_span input)
{
    size_t offset;
    carnet_status status = cn_wire_read_list(bytes_out, arena, input,
                                             CN_WIRE_STATUS_LIST, &offset);
    return status == CARNET_OK
               ? cn_cose_list_read(out, *bytes_out, CN_SPAN_LIT(CN_STATUS_TYP),
                                   &offset)
               : status;
}

carnet_status cn_status_read_kid(uint8_t kid[CARNET_KEY_ID_SIZE], cn_span input)
{
    cn_arena arena;
    cn_cose_list parts;
    cn_span bytes;
    cn_arena_init_grow(&arena);
    carnet_status status = open_list(&parts, &bytes, &arena, input);
    if (status == CARNET_OK) {
        memcpy(kid, parts.kid, CARNET_KEY_ID_SIZE);
    }
    cn_arena_free(&arena);
    return status;
}

static carnet_status find_signer(carnet_public_key *out,
                                 const cn_cose_list *list,
                                 const carnet_public_key *const *keys,
                                 size_t num_keys)
{
    uint32_t candidates[CN_LIMIT_CANDIDATES];
    size_t num = cn_trust_candidates(candidates, keys, num_keys, list->kid);
    carnet_status status = CARNET_KEY_UNKNOWN;
    for (size_t i = 0; i < num; i++) {
        status = cn_cose_list_verify(list, keys[candidates[i]]);
        if (status != CARNET_KEY_SIGNATURE) {
            *out = *keys[candidates[i]];
            return status;
        }
    }
    return status;
}

static carnet_status read_signed(carnet_status_list *list, cn_span input,
                                 const carnet_public_key *const *keys,
                                 size_t num_keys)
{
    cn_arena arena;
    cn_cose_list parts;
    cn_span bytes;
    cn_arena_init_grow(&arena);
    carnet_status status = open_list(&parts, &bytes, &arena, input);
    if (status == CARNET_OK) {
        status = find_signer(&list->signer, &parts, keys, num_keys);
    }
    if (status == CARNET_OK) {
        status = read_payload(list, parts.payload);
    }
    if (status == CARNET_OK) {
        cn_buf_put_span(&list->signed_bytes, bytes);
        status = list->signed_bytes.status;
    }
    cn_arena_free(&arena);
    return status;
}

carnet_status cn_status_read(carnet_status_list **out, cn_span input,
                             const carnet_public_key *const *keys,
                             size_t num_keys)
{
    carnet_status_list *list = cn_mem_alloc(sizeof *list);
    if (list == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_buf_init(&list->signed_bytes);
    cn_buf_init(&list->statuses.bytes);
    carnet_status status = read_signed(list, input, keys, num_keys);
    if (status == CARNET_OK) {
        *out = list;
    } else {
        carnet_status_list_free(list);
    }
    return status;
}

/* issuer: whom it must be about; NULL: the one that signed. */
static carnet_status read_about(carnet_status_list **out, cn_span input,
                                const carnet_public_key *const *keys,
                                size_t num_keys,
                                const carnet_public_key *issuer)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_trust_check_input(input, keys, num_keys);
    if (status == CARNET_OK) {
        status = cn_status_read(out, input, keys, num_keys);
    }
    if (status != CARNET_OK) {
        return status;
    }
    const carnet_public_key *due = issuer == NULL ? &(*out)->signer : issuer;
    if (memcmp((*out)->issuer, due->digest, sizeof due->digest) != 0) {
        carnet_status_list_free(*out);
        *out = NULL;
        return CARNET_KEY_ISSUER;
    }
    return CARNET_OK;
}

carnet_status carnet_status_list_read(carnet_status_list **out,
                                      const uint8_t *input, size_t input_len,
                                      const carnet_public_key *const *keys,
                                      size_t num_keys)
{
    return read_about(out, cn_span_of(input, input_len), keys, num_keys, NULL);
}

carnet_status carnet_status_list_read_by(carnet_status_list **out,
                                         const uint8_t *input, size_t input_len,
                                         const carnet_public_key *issuer,
                                         const carnet_public_key *signer)
{
    if (out != NULL) {
        *out = NULL;
    }
    if (issuer == NULL) {
        return CARNET_CALLER_NULL;
    }
    return read_about(out, cn_span_of(input, input_len), &signer, 1, issuer);
}

carnet_status carnet_status_list_read_kept(carnet_status_list **out,
                                           const uint8_t *input,
                                           size_t input_len,
                                           const carnet_public_key *signer)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status =
        cn_trust_check_input(cn_span_of(input, input_len), &signer, 1);
    return status == CARNET_OK
               ? cn_status_read(out, cn_span_of(input, input_len), &signer, 1)
               : status;
}

void carnet_status_list_free(carnet_status_list *list)
{
    if (list != NULL) {
        cn_buf_free(&list->signed_bytes);
        cn_buf_free(&list->statuses.bytes);
        cn_mem_free(list, sizeof *list);
    }
}
