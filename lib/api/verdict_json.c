/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verdict as JSON (docs/spec/verdict.md): the same facts and words as the
 * getters, so that a program in any language need not ask one by one.
 */
#include "draft_i.h"
#include "history_i.h"

const char *const cn_api_outcome_words[] = {"undecided", "accepted", "review",
                                            "refused"};
const char *const cn_api_answer_words[] = {"not_checked", "yes", "no"};
const char *const cn_api_there_words[] = {"withheld", "whole", "partial",
                                          "sealed"};
const char *const cn_api_fact_words[CARNET_VERIFY_NUM_FACTS] = {
    "structure", "signature", "key",         "scope",      "issued",
    "expiry",    "status",    "same_holder", "trust_list", "status_list"};

void cn_api_put_status(cn_json_writer *w, carnet_status status)
{
    cn_json_key(w, "status");
    cn_json_str(w, carnet_status_name(status));
    cn_json_key(w, "text");
    cn_json_str(w, carnet_status_text(status));
}

void cn_api_put_hex(cn_json_writer *w, const char *key, const uint8_t *bytes,
                    size_t len)
{
    cn_json_key(w, key);
    cn_json_hex(w, cn_span_of(bytes, len));
}

void cn_api_put_day(cn_json_writer *w, const char *key, int32_t days)
{
    char text[16];
    cn_json_key(w, key);
    cn_days_print(text, days);
    cn_json_str(w, text);
}

static void put_reason(cn_json_writer *w, const cn_problem *p)
{
    cn_json_key(w, "reason");
    cn_json_open_object(w);
    cn_api_put_status(w, p->status);
    cn_json_key(w, "offset");
    cn_json_i64(w, (int64_t)p->offset);
    cn_json_key(w, "path");
    cn_json_str(w, p->path);
    cn_json_key(w, "detail");
    cn_json_str(w, p->detail);
    cn_json_close_object(w);
}

/* The day that a fact goes by, and how long ago it was. */
static void put_age(cn_json_writer *w, const carnet_verdict *v, size_t i,
                    int32_t fact)
{
    int32_t day = carnet_verify_fact_days(v, i, fact);
    if (day != CARNET_VERIFY_NO_DAY) {
        cn_api_put_day(w, "date", day);
        cn_json_key(w, "age_days");
        cn_json_i64(w, carnet_verify_fact_age_days(v, i, fact));
    }
}

static void put_facts(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    cn_json_key(w, "facts");
    cn_json_open_object(w);
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        const cn_trust_fact *f = &v->judged[i].facts.fact[fact];
        cn_json_key(w, cn_api_fact_words[fact]);
        cn_json_open_object(w);
        cn_json_key(w, "answer");
        cn_json_str(w, cn_api_answer_words[f->answer]);
        if (f->status != CARNET_OK) {
            cn_api_put_status(w, f->status);
        }
        put_age(w, v, i, fact);
        cn_json_close_object(w);
    }
    cn_json_close_object(w);
}

/* Entries that partial parts lack. */
static void put_withheld(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    cn_json_key(w, "withheld");
    cn_json_open_object(w);
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        size_t num = carnet_verify_num_withheld(v, i, part);
        if (num > 0) {
            cn_json_key(w, cn_model_part_name((uint32_t)part));
            cn_json_i64(w, (int64_t)num);
        }
    }
    cn_json_close_object(w);
}

static void put_parts(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    bool partial = false;
    cn_json_key(w, "parts");
    cn_json_open_object(w);
    for (uint32_t part = 0; part < CN_API_PARTS; part++) {
        cn_json_key(w, cn_model_part_name(part));
        int32_t there = carnet_verify_part(v, i, (int32_t)part);
        cn_json_str(w, cn_api_there_words[there]);
        partial = partial || there == CARNET_VERIFY_PARTIAL;
    }
    cn_json_close_object(w);
    if (partial) {
        put_withheld(w, v, i);
    }
}

void cn_api_put_claims(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    const cn_api_credential *c = &v->passport.credentials[i];
    cn_api_put_hex(w, "key_id", c->claims.kid, CARNET_KEY_ID_SIZE);
    if (cn_api_readable(v, i) != NULL) {
        cn_api_put_hex(w, "identity", v->judged[i].identity,
                       CN_CRYPTO_HASH_SIZE);
    }
    if (carnet_verify_same_as(v, i) >= 0) {
        cn_json_key(w, "same_as");
        cn_json_i64(w, carnet_verify_same_as(v, i));
    }
    cn_api_put_day(w, "issued", (int32_t)c->claims.day);
    if (c->claims.has_valid) {
        cn_api_put_day(w, "valid_until",
                       (int32_t)(c->claims.day + c->claims.valid));
    }
    if (c->claims.has_index) {
        cn_json_key(w, "status_index");
        cn_json_i64(w, c->claims.index);
    }
}

/* As the trust list names it. */
void cn_api_put_issuer(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    const cn_api_issuer *issuer = v->judged[i].issuer;
    if (cn_api_readable(v, i) == NULL || issuer == NULL) {
        return;
    }
    cn_json_key(w, "issuer");
    cn_json_open_object(w);
    cn_json_key(w, "name");
    cn_json_str(w, issuer->name);
    if (issuer->country[0] != '\0') {
        cn_json_key(w, "country");
        cn_json_str(w, issuer->country);
    }
    cn_json_key(w, "kind");
    cn_json_str(w, cn_api_issuer_kinds[issuer->kind]);
    cn_json_close_object(w);
}

/* Tags of its entries, by which another credential refers to them. */
static carnet_status put_tags(cn_json_writer *w, const carnet_verdict *v,
                              size_t i)
{
    const cn_api_credential *c = cn_api_readable(v, i);
    if (c == NULL) {
        return CARNET_OK;
    }
    cn_api_salts *s = cn_mem_alloc(sizeof *s);
    if (s == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_api_find_salts(s, c);
    cn_json_key(w, "tags");
    cn_json_open_array(w);
    for (size_t k = 0; k < c->num_entries; k++) {
        char text[24];
        cn_model_leaf_text(text, cn_api_tag(s, &c->entries[k]));
        cn_json_str(w, text);
    }
    cn_json_close_array(w);
    cn_mem_free(s, sizeof *s);
    return CARNET_OK;
}

/* Entries that the issuer may not sign. */
static void put_out_of_scope(cn_json_writer *w, const carnet_verdict *v,
                             size_t i)
{
    if (carnet_verify_fact(v, i, CARNET_VERIFY_SCOPE) != CARNET_VERIFY_NO) {
        return;
    }
    cn_json_key(w, "out_of_scope");
    cn_json_open_array(w);
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        if (carnet_verify_entry_in_scope(v, i, k) == 0) {
            cn_json_i64(w, (int64_t)k);
        }
    }
    cn_json_close_array(w);
}

static carnet_status put_entries(cn_json_writer *w, const carnet_verdict *v,
                                 size_t i)
{
    const cn_api_credential *c = cn_api_readable(v, i);
    carnet_status status = CARNET_OK;
    if (c == NULL) {
        return status;
    }
    cn_json_key(w, "entries");
    cn_json_open_array(w);
    for (size_t k = 0; k < c->num_entries && status == CARNET_OK; k++) {
        status = cn_model_form_write(w, &c->entries[k]);
    }
    cn_json_close_array(w);
    return status;
}

static carnet_status put_credential(cn_json_writer *w, const carnet_verdict *v,
                                    size_t i, bool with_entries)
{
    carnet_status status = CARNET_OK;
    cn_json_open_object(w);
    cn_json_key(w, "outcome");
    cn_json_str(w, cn_api_outcome_words[v->judged[i].outcome]);
    cn_api_put_claims(w, v, i);
    cn_api_put_issuer(w, v, i);
    put_facts(w, v, i);
    put_parts(w, v, i);
    if (with_entries) {
        status = put_entries(w, v, i);
        if (status == CARNET_OK) {
            status = put_tags(w, v, i);
        }
        put_out_of_scope(w, v, i);
    }
    cn_json_close_object(w);
    return status;
}

/* One medicine reads like all there are, to a program too. */
static void put_not_all(cn_json_writer *w, const carnet_verdict *v)
{
    if (v->outcome != CARNET_VERIFY_REFUSED && carnet_verify_is_open(v) == 0) {
        cn_api_put_phrase(w, "not_all", CN_PHRASE_MAY_BE_MORE);
    }
}

carnet_status cn_api_give_json(carnet_buf **out, cn_buf *b,
                               carnet_status status)
{
    cn_buf_put_u8(b, '\n');
    if (status != CARNET_OK) {
        cn_buf_free(b);
        return status;
    }
    return cn_buf_give(b, out);
}

carnet_status carnet_verify_json(carnet_buf **out,
                                 const carnet_verdict *verdict,
                                 int32_t with_entries)
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
    cn_json_writer w;
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key(&w, "outcome");
    cn_json_str(&w, cn_api_outcome_words[verdict->outcome]);
    if (verdict->problem.status != CARNET_OK) {
        put_reason(&w, &verdict->problem);
    }
    if (with_entries != 0) {
        put_not_all(&w, verdict);
    }
    cn_json_key(&w, "credentials");
    cn_json_open_array(&w);
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < verdict->passport.num && status == CARNET_OK; i++) {
        status = put_credential(&w, verdict, i, with_entries != 0);
    }
    cn_json_close_array(&w);
    cn_json_key(&w, "check_yourself");
    cn_json_str(&w, "Is the person in front of you the holder?");
    cn_json_close_object(&w);
    return cn_api_give_json(out, &b, status);
}
