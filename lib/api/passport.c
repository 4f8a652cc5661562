/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes a passport apart as far as the heads of its credentials: envelope,
 * strict scan, kid, signature, dates, proofs (docs/spec/format.md sections 2
 * and 3). Every count is held against the bytes that are there and against
 * limits.h. Never looks into a body.
 */
#include "passport_i.h"

bool cn_api_is_malformed(carnet_status status)
{
    return status != CARNET_OK && !CARNET_STATUS_IS_CALLER(status);
}

size_t cn_api_num_chars(size_t num_bytes)
{
    if (num_bytes > SIZE_MAX / 4) { /* 3 characters for 2 bytes */
        return SIZE_MAX;
    }
    return sizeof "HP1:" - 1 + cn_wire_base45_len(num_bytes);
}

carnet_status cn_api_blame(const cn_api_passport *p, carnet_status status,
                           cn_problem *where)
{
    size_t offset = 0;
    /* Faults of the envelope itself are named by the wire room. */
    bool was_text = p->form == CN_WIRE_TEXT && p->bytes.len > 0;
    carnet_status how =
        was_text ? cn_wire_suspect(p->input, &offset) : CARNET_OK;
    if (how == CARNET_OK) {
        return cn_problem_note(where, status, 0, NULL, NULL);
    }
    memset(where, 0, sizeof *where);
    return cn_problem_note(where, how, offset, NULL,
                           carnet_status_text(status));
}

/* ---- heads ---- */

uint32_t cn_api_most_valid(uint32_t day)
{
    uint32_t left = CN_LIMIT_DAY - day;
    return left < CN_LIMIT_VALID_DAYS ? left : CN_LIMIT_VALID_DAYS;
}

static void read_when(cn_cbor_reader *r, cn_cose_claims *claims)
{
    if (cn_cbor_peek(r) != CN_CBOR_ARRAY) {
        claims->day = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_DAY);
        return;
    }
    size_t num = cn_cbor_get_array(r, 2, 3);
    claims->day = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_DAY);
    /* nil only where an index follows: [day, nil] says no more than day. */
    if (num == 2 || !cn_cbor_take_nil(r)) {
        claims->has_valid = true;
        claims->valid =
            (uint32_t)cn_cbor_get_uint(r, cn_api_most_valid(claims->day));
    }
    if (num == 3) {
        claims->has_index = true;
        claims->index = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_INDEX);
    }
}

static void read_proof(cn_cbor_reader *r, cn_api_proof *p)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        p->partial = cn_privacy_read(r);
        return;
    }
    cn_span s = cn_privacy_read_one(r);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        cn_api_set_seed(p, s.data);
    } else if (s.len == CN_PRIVACY_DIGEST_SIZE) {
        memcpy(p->digest, s.data, s.len);
    }
}

static void read_rest(cn_cbor_reader *r, cn_api_credential *c)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        cn_cbor_get_array(r, 2, 2);
        read_proof(r, &c->proof[CN_API_CLINIC]);
        read_proof(r, &c->proof[CN_API_PRIVATE]);
        /* Two digests are one digest of both, and nothing else. */
        if (!cn_api_is_here(&c->proof[CN_API_CLINIC]) &&
            !cn_api_is_here(&c->proof[CN_API_PRIVATE])) {
            cn_cbor_fail(r, CARNET_PRIVACY_PROOF);
        }
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
    read_proof(r, &c->proof[CN_API_DESK]);
    read_rest(r, c);
    /* All whole stands under one root seed, in the head. */
    if (c->proof[CN_API_DESK].whole && c->proof[CN_API_CLINIC].whole &&
        c->proof[CN_API_PRIVATE].whole) {
        cn_cbor_fail(r, CARNET_PRIVACY_PROOF);
    }
}

static void read_body(cn_cbor_reader *r, cn_api_credential *c)
{
    c->packed = cn_cbor_peek(r) == CN_CBOR_BYTES;
    if (c->packed) {
        c->body = cn_cbor_get_bytes(r, 1, SIZE_MAX);
    } else if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        c->body = cn_cbor_skip(r);
    } else {
        cn_cbor_fail(r, CARNET_CBOR_TYPE);
    }
}

static void read_credential(cn_cbor_reader *r, cn_api_credential *c)
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
    read_body(r, c);
}

/* ---- passport ---- */

/* How many credentials: 0 after a failure, which is noted. */
static carnet_status read_count(size_t *num_out, const cn_api_passport *p,
                                cn_cbor_reader *r, cn_problem *where)
{
    bool text = p->form == CN_WIRE_TEXT;
    size_t most = text ? CN_LIMIT_CREDENTIALS_TEXT : CN_LIMIT_CREDENTIALS_FILE;
    *num_out = cn_cbor_get_array(r, 1, SIZE_MAX);
    if (r->status != CARNET_OK) {
        return cn_problem_note(where, r->status, 0, NULL,
                               "a passport is an array of credentials");
    }
    if (*num_out > most) {
        return cn_problem_note(where, CARNET_RECORD_COUNT, 0, NULL,
                               text ? "a text has at most 8 credentials"
                                    : "a file has at most 256 credentials");
    }
    return CARNET_OK;
}

static carnet_status read_credentials(cn_api_passport *p, cn_problem *where)
{
    cn_cbor_reader r;
    size_t num = 0;
    cn_cbor_reader_init(&r, p->bytes);
    carnet_status status = read_count(&num, p, &r, where);
    if (status != CARNET_OK) {
        return status;
    }
    p->credentials = cn_arena_take(p->arena, num * sizeof p->credentials[0]);
    if (p->credentials == NULL) {
        return cn_arena_status(p->arena);
    }
    while (r.status == CARNET_OK && p->num < num) {
        read_credential(&r, &p->credentials[p->num++]);
    }
    if (r.status != CARNET_OK) {
        cn_problem_note(where, r.status, cn_cbor_offset(&r), NULL,
                        "before the body of a credential");
    }
    return r.status;
}

carnet_status cn_api_open(cn_api_passport *p, cn_arena *arena, cn_span input,
                          cn_problem *where)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    p->input = input;
    size_t offset = 0;
    carnet_status status =
        cn_wire_read(&p->bytes, &p->form, arena, input, &offset);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, NULL, NULL);
    }
    bool text = p->form == CN_WIRE_TEXT;
    p->items_left = text ? CN_LIMIT_ITEMS_TEXT : CN_LIMIT_ITEMS_FILE;
    p->entries_left = text ? CN_LIMIT_TEXT_ENTRIES : SIZE_MAX;
    status = cn_cbor_scan(p->bytes, CN_LIMIT_DEPTH + 1, SIZE_MAX, &offset);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, NULL,
                               "in the bytes of the passport");
    }
    return read_credentials(p, where);
}
