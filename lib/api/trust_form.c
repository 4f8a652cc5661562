/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists and drafts of them as JSON, docs/spec/trust.md section 4: the
 * writing. Both have the same members; a list says besides who signed it and
 * when.
 */
#include "draft_i.h"
#include "verdict_i.h"

const char *const cn_api_issuer_kinds[CN_API_NUM_ISSUER_KINDS] = {
    "state", "intergovernmental", "ngo", "clinic"};
const char *const cn_api_uses[CN_API_NUM_USES] = {"credentials", "status",
                                                  "both"};
const char *const cn_api_ends[CN_API_NUM_ENDS] = {"retired", "compromised"};

int32_t cn_api_word(cn_span word, const char *const *words, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        if (cn_span_equal(word, cn_span_str(words[i]))) {
            return (int32_t)i;
        }
    }
    return -1;
}

int32_t cn_api_kind_of(cn_span name)
{
    for (uint32_t kind = 0; cn_model_kind(kind) != NULL; kind++) {
        if (cn_span_equal(
                name, cn_span_str(carnet_record_kind_name((int32_t)kind)))) {
            return (int32_t)kind;
        }
    }
    return -1;
}

static void put_word(cn_json_writer *w, const char *key, const char *word)
{
    cn_json_key(w, key);
    cn_json_str(w, word);
}

/* A kind that this version does not know goes by its number. */
static void put_kinds(cn_json_writer *w, uint64_t kinds)
{
    cn_json_key(w, "may_sign");
    cn_json_open_array(w);
    for (uint32_t kind = 0; kind < CN_LIMIT_KINDS; kind++) {
        if ((kinds >> kind & 1) == 0) {
            continue;
        }
        if (cn_model_kind(kind) == NULL) {
            cn_json_i64(w, kind);
        } else {
            cn_json_str(w, carnet_record_kind_name((int32_t)kind));
        }
    }
    cn_json_close_array(w);
}

/* The members of a key, in an object that is open. */
static void put_key(cn_json_writer *w, const cn_trust_key *k, bool with_id)
{
    cn_api_put_hex(w, "key", k->bytes, CARNET_KEY_PUBLIC_SIZE);
    if (with_id) {
        uint8_t digest[CN_CRYPTO_HASH_SIZE];
        cn_crypto_sha256(digest, cn_span_of(k->bytes, CARNET_KEY_PUBLIC_SIZE));
        cn_api_put_hex(w, "key_id", digest, CARNET_KEY_ID_SIZE);
    }
    if (k->sealing != NULL) {
        cn_api_put_hex(w, "sealing", k->sealing, CARNET_SEAL_KEY_SIZE);
    }
    cn_api_put_day(w, "from", k->from);
    if (k->until != CN_TRUST_NO_END) {
        cn_api_put_day(w, "until", k->until);
    }
    if (k->kinds != CN_TRUST_ALL_KINDS) {
        put_kinds(w, k->kinds);
    }
    put_word(w, "use", cn_api_uses[k->use - 1]);
    if (k->withdrawn != CARNET_TRUST_GOOD) {
        cn_api_put_day(w, "withdrawn", k->withdrawn_day);
        put_word(w, "as", cn_api_ends[k->withdrawn - 1]);
    }
}

/* The same of an issuer, but for its keys. */
static void put_issuer(cn_json_writer *w, const cn_trust_issuer *issuer)
{
    cn_json_key(w, "name");
    cn_json_string(w, issuer->name);
    if (issuer->country[0] != '\0') {
        put_word(w, "country", issuer->country);
    }
    put_word(w, "kind", cn_api_issuer_kinds[issuer->kind]);
}

static void put_issuers(cn_json_writer *w, const cn_trust_list *l,
                        bool with_ids)
{
    cn_json_key(w, "issuers");
    cn_json_open_array(w);
    for (size_t i = 0; i < l->num_issuers; i++) {
        const cn_trust_issuer *issuer = &l->issuers[i];
        cn_json_open_object(w);
        put_issuer(w, issuer);
        cn_json_key(w, "keys");
        cn_json_open_array(w);
        for (size_t k = 0; k < issuer->num_keys; k++) {
            cn_json_open_object(w);
            put_key(w, &l->keys[issuer->first_key + k], with_ids);
            cn_json_close_object(w);
        }
        cn_json_close_array(w);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

static void put_next_key(cn_json_writer *w, const cn_trust_list *l)
{
    if (l->next_key != NULL) {
        cn_api_put_hex(w, "next_key", l->next_key, CARNET_KEY_PUBLIC_SIZE);
    }
}

carnet_status carnet_trust_draft_encode(carnet_buf **out,
                                        const carnet_trust_draft *draft)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_api_put_hex(&w, "list", draft->list.id, CN_TRUST_ID_SIZE);
    cn_json_key(&w, "valid_days");
    cn_json_i64(&w, draft->valid_days);
    put_next_key(&w, &draft->list);
    put_issuers(&w, &draft->list, false);
    cn_json_close_object(&w);
    cn_buf_put_u8(&b, '\n');
    return cn_buf_give(&b, out);
}

carnet_status carnet_trust_list_json(carnet_buf **out,
                                     const carnet_trust_list *list)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (list == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_trust_list *l = &list->list;
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_api_put_hex(&w, "list", l->id, CN_TRUST_ID_SIZE);
    cn_json_key(&w, "epoch");
    cn_json_i64(&w, l->epoch);
    cn_json_key(&w, "sequence");
    cn_json_i64(&w, l->sequence);
    cn_api_put_day(&w, "issued", l->issued);
    cn_api_put_day(&w, "next_update", l->next_update);
    cn_api_put_hex(&w, "signer", l->signer.bytes, CARNET_KEY_PUBLIC_SIZE);
    put_next_key(&w, l);
    put_issuers(&w, l, true);
    cn_json_close_object(&w);
    cn_buf_put_u8(&b, '\n');
    return cn_buf_give(&b, out);
}

carnet_status cn_api_list_key(carnet_buf **out, const carnet_trust_list *list,
                              size_t i)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (list == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (i >= list->list.num_keys) {
        return CARNET_CALLER_ABSENT;
    }
    return CARNET_OK;
}

carnet_status carnet_trust_list_key_json(carnet_buf **out,
                                         const carnet_trust_list *list,
                                         size_t i)
{
    carnet_status status = cn_api_list_key(out, list, i);
    if (status != CARNET_OK) {
        return status;
    }
    const cn_trust_key *key = &list->list.keys[i];
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key(&w, "issuer");
    cn_json_open_object(&w);
    put_issuer(&w, &list->list.issuers[key->issuer]);
    cn_json_close_object(&w);
    put_key(&w, key, true);
    cn_json_close_object(&w);
    cn_buf_put_u8(&b, '\n');
    return cn_buf_give(&b, out);
}
