/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing a trust list, docs/spec/trust.md, and signing it. What is written is
 * read again before it leaves, so that nobody signs a list that no verifier
 * takes; each key is a good point, which a reader leaves to the first use.
 */
#include "trust_i.h"

static void put_kinds(cn_buf *out, uint64_t kinds)
{
    size_t num = 0;
    for (uint64_t left = kinds; left != 0; left &= left - 1) {
        num++;
    }
    cn_cbor_put_array(out, num);
    for (unsigned kind = 0; kind < CN_LIMIT_KINDS; kind++) {
        if ((kinds >> kind & 1) != 0) {
            cn_cbor_put_uint(out, kind);
        }
    }
}

static void put_options(cn_buf *out, const cn_trust_key *k)
{
    bool ends = k->until != CN_TRUST_NO_END;
    bool scoped = k->kinds != CN_TRUST_ALL_KINDS;
    cn_cbor_put_map(out, (size_t)ends + (k->sealing != NULL) + scoped +
                             (k->use != CN_TRUST_USE_BOTH) +
                             (k->withdrawn != CARNET_TRUST_GOOD));
    if (ends) {
        cn_cbor_put_uint(out, CN_TRUST_HAS_UNTIL);
        cn_cbor_put_uint(out, (uint64_t)k->until);
    }
    if (k->sealing != NULL) {
        cn_cbor_put_uint(out, CN_TRUST_HAS_SEALING);
        cn_cbor_put_bytes(out, cn_span_of(k->sealing, CARNET_SEAL_KEY_SIZE));
    }
    if (scoped) {
        cn_cbor_put_uint(out, CN_TRUST_HAS_KINDS);
        put_kinds(out, k->kinds);
    }
    if (k->use != CN_TRUST_USE_BOTH) {
        cn_cbor_put_uint(out, CN_TRUST_HAS_USE);
        cn_cbor_put_uint(out, k->use - 1u);
    }
    if (k->withdrawn != CARNET_TRUST_GOOD) {
        cn_cbor_put_uint(out, CN_TRUST_HAS_WITHDRAWN);
        cn_cbor_put_array(out, 2);
        cn_cbor_put_uint(out, (uint64_t)k->withdrawn_day);
        cn_cbor_put_uint(out, k->withdrawn - 1u);
    }
}

static void put_issuer(cn_buf *out, const cn_trust_list *l,
                       const cn_trust_issuer *issuer)
{
    cn_cbor_put_array(out, 4);
    cn_cbor_put_text(out, issuer->name);
    if (issuer->country[0] == '\0') {
        cn_cbor_put_nil(out);
    } else {
        cn_cbor_put_text(out, cn_span_str(issuer->country));
    }
    cn_cbor_put_uint(out, issuer->kind);
    cn_cbor_put_array(out, issuer->num_keys);
    for (size_t i = 0; i < issuer->num_keys; i++) {
        const cn_trust_key *k = &l->keys[issuer->first_key + i];
        cn_cbor_put_array(out, 3);
        cn_cbor_put_bytes(out, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
        cn_cbor_put_uint(out, (uint64_t)k->from);
        put_options(out, k);
    }
}

static void put_payload(cn_buf *out, const cn_trust_list *l)
{
    cn_cbor_put_map(out, 2);
    cn_cbor_put_int(out, CN_COSE_CLAIM_IAT);
    cn_cbor_put_uint(out, (uint64_t)l->issued * CN_DAY_SECONDS);
    cn_cbor_put_int(out, CN_TRUST_CLAIM_LIST);
    cn_cbor_put_array(out, 6);
    cn_cbor_put_bytes(out, cn_span_of(l->id, CN_TRUST_ID_SIZE));
    cn_cbor_put_uint(out, l->epoch);
    cn_cbor_put_uint(out, l->sequence);
    cn_cbor_put_uint(out, (uint64_t)l->next_update);
    if (l->next_key == NULL) {
        cn_cbor_put_nil(out);
    } else {
        cn_cbor_put_bytes(out, cn_span_of(l->next_key, CARNET_KEY_PUBLIC_SIZE));
    }
    cn_cbor_put_array(out, l->num_issuers);
    for (size_t i = 0; i < l->num_issuers; i++) {
        put_issuer(out, l, &l->issuers[i]);
    }
}

/* That a key is a point which no forger has a key for. */
static carnet_status check_point(const uint8_t *bytes)
{
    carnet_public_key *key = NULL;
    carnet_status status =
        carnet_key_public_from_bytes(&key, bytes, CARNET_KEY_PUBLIC_SIZE);
    carnet_key_public_free(key);
    return status;
}

static carnet_status check_points(const cn_trust_list *l, cn_problem *where)
{
    carnet_status status =
        l->next_key == NULL ? CARNET_OK : check_point(l->next_key);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, 0, "next_key", NULL);
    }
    for (size_t i = 0; i < l->num_keys && status == CARNET_OK; i++) {
        carnet_seal_public *sealing = NULL;
        status = check_point(l->keys[i].bytes);
        if (status == CARNET_OK && l->keys[i].sealing != NULL) {
            status = carnet_seal_public_from_bytes(&sealing, l->keys[i].sealing,
                                                   CARNET_SEAL_KEY_SIZE);
            carnet_seal_public_free(sealing);
        }
        if (status != CARNET_OK) {
            status = cn_trust_blame(l, i, status, where);
        }
    }
    return status;
}

/* What is signed, as a verifier will see it. */
static carnet_status check_signed(cn_span bytes, const carnet_public_key *key,
                                  cn_problem *where)
{
    cn_arena arena;
    cn_trust_list again = {.arena = NULL};
    cn_arena_init_grow(&arena);
    carnet_status status =
        cn_trust_list_read(&again, &arena, bytes, key, where);
    if (status == CARNET_OK) {
        status = check_points(&again, where);
    }
    cn_arena_free(&arena);
    return status;
}

carnet_status cn_trust_list_sign(cn_buf *out, const cn_trust_list *list,
                                 const carnet_secret_key *key,
                                 cn_problem *where)
{
    cn_buf payload;
    cn_buf_init(&payload);
    size_t begin = out->len;
    put_payload(&payload, list);
    carnet_status status = payload.status;
    if (status == CARNET_OK) {
        status = cn_cose_list_sign(out, CN_SPAN_LIT(CN_TRUST_TYP),
                                   cn_buf_span(&payload), key);
    }
    if (status == CARNET_OK) {
        cn_span made = cn_span_after(cn_buf_span(out), begin);
        status = check_signed(made, &key->public_key, where);
    }
    if (status != CARNET_OK) {
        cn_buf_cut(out, begin);
    }
    cn_buf_free(&payload);
    return status;
}
