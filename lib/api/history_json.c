/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A history as JSON (docs/spec/history.md section 6): credentials from the
 * earliest on, what each entry does to what was there before, and what became
 * of it. Of a refused credential there is what its envelope claims.
 */
#include "history_i.h"

static const char *const state_words[] = {"current", "beside", "replaced"};
const char *const cn_api_how_words[] = {
    "none",         "found",    "several",    "nowhere",     "withheld",
    "more_private", "circular", "other_kind", "other_person"};
static const char *const change_words[] = {"added",    "changed",   "stopped",
                                           "resolved", "corrected", "restated"};

static void put_tag(cn_json_writer *w, const carnet_history *h, size_t item)
{
    char text[24];
    cn_model_leaf_text(text, h->entries.items[item].leaf);
    cn_json_str(w, text);
}

/* What a reference names: a tag, or a place as "clinic/3". */
static void put_named(cn_json_writer *w, const carnet_entry *e, size_t place)
{
    char text[24] = "";
    int32_t part = 0;
    uint32_t target = 0;
    if (carnet_record_get_reference(&part, &target, e, CARNET_FIELD_REPLACES,
                                    place, CARNET_RECORD_SELF) == CARNET_OK) {
        if (part == CARNET_RECORD_ELSEWHERE) {
            cn_model_leaf_text(text, target);
        } else {
            cn_model_place_text(text, (uint32_t)part, target);
        }
    }
    cn_json_str(w, text);
}

static void put_replaces(cn_json_writer *w, const carnet_history *h,
                         size_t item)
{
    const uint32_t f = CARNET_FIELD_REPLACES;
    const carnet_entry *e = h->entries.items[item].entry;
    cn_json_key(w, "replaces");
    cn_json_open_array(w);
    for (size_t i = 0; i < carnet_record_num_values(e, (int32_t)f); i++) {
        cn_json_open_object(w);
        cn_json_key(w, "names");
        put_named(w, e, i);
        cn_json_key(w, "leads");
        cn_json_str(w,
                    cn_api_how_words[cn_view_refer_how(h->refer, item, f, i)]);
        cn_json_key(w, "to");
        cn_json_open_array(w);
        for (size_t n = 0; n < cn_view_refer_num(h->refer, item, f, i); n++) {
            put_tag(w, h, cn_view_refer_get(h->refer, item, f, i, n));
        }
        cn_json_close_array(w);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

static void put_replaced_by(cn_json_writer *w, const carnet_history *h,
                            size_t item)
{
    cn_json_key(w, "replaced_by");
    cn_json_open_array(w);
    for (size_t n = 0; n < cn_view_refer_num_successors(h->refer, item); n++) {
        size_t place;
        put_tag(w, h, cn_view_refer_successor(h->refer, item, n, &place));
    }
    cn_json_close_array(w);
}

void cn_api_put_place(cn_json_writer *w, const carnet_entry *e)
{
    char place[24];
    const char *kind = carnet_record_kind_name((int32_t)e->kind);
    cn_model_place_text(place, e->part, e->position);
    cn_json_key(w, "id");
    cn_json_str(w, place);
    cn_json_key(w, "kind");
    if (kind != NULL) {
        cn_json_str(w, kind);
    } else {
        cn_json_i64(w, e->kind);
    }
}

static carnet_status put_entry(cn_json_writer *w, const carnet_history *h,
                               size_t item)
{
    int32_t change = 0;
    const cn_view_item *x = &h->entries.items[item];
    carnet_status status =
        carnet_history_get_change(&change, h, x->credential, x->index);
    cn_json_open_object(w);
    cn_json_key(w, "tag");
    put_tag(w, h, item);
    cn_api_put_place(w, x->entry);
    cn_json_key(w, "change");
    cn_json_str(w, change_words[change]);
    cn_json_key(w, "state");
    cn_json_str(w, state_words[cn_view_refer_state(h->refer, item)]);
    put_replaces(w, h, item);
    put_replaced_by(w, h, item);
    cn_json_close_object(w);
    return status;
}

static void put_claims(cn_json_writer *w, const carnet_history *h, size_t i)
{
    const carnet_verdict *v = h->verdict;
    cn_json_key(w, "credential");
    cn_json_i64(w, (int64_t)i + 1);
    cn_json_key(w, "outcome");
    cn_json_str(w, cn_api_outcome_words[v->judged[i].outcome]);
    cn_api_put_hex(w, "key_id", v->passport.credentials[i].claims.kid,
                   CARNET_KEY_ID_SIZE);
    if (cn_api_readable(v, i) != NULL) {
        cn_api_put_hex(w, "identity", v->judged[i].identity,
                       CN_CRYPTO_HASH_SIZE);
    }
    if (carnet_verify_issuer_name(v, i)[0] != '\0') {
        cn_json_key(w, "issuer");
        cn_json_str(w, carnet_verify_issuer_name(v, i));
    }
    if (carnet_verify_same_as(v, i) >= 0) {
        cn_json_key(w, "same_as");
        cn_json_i64(w, carnet_verify_same_as(v, i) + 1);
    }
    cn_api_put_day(w, "issued", carnet_verify_issued_days(v, i));
}

/* Why a person must look, as the view has it. */
static void put_marks(cn_json_writer *w, const cn_api_judgement *j)
{
    cn_json_key(w, "marks");
    cn_json_open_array(w);
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        const cn_trust_fact *f = &j->facts.fact[fact];
        if (cn_api_is_mark(f, fact)) {
            cn_json_open_object(w);
            cn_json_key(w, "fact");
            cn_json_str(w, cn_api_fact_words[fact]);
            cn_api_put_status(w, f->status);
            cn_json_close_object(w);
        }
    }
    cn_json_close_array(w);
}

static carnet_status put_credential(cn_json_writer *w, const carnet_history *h,
                                    size_t i)
{
    carnet_status status = CARNET_OK;
    cn_json_open_object(w);
    put_claims(w, h, i);
    if (cn_api_readable(h->verdict, i) != NULL) {
        put_marks(w, &h->verdict->judged[i]);
        cn_json_key(w, "entries");
        cn_json_open_array(w);
        for (size_t n = h->entries.first[i];
             n < h->entries.first[i + 1] && status == CARNET_OK; n++) {
            status = put_entry(w, h, n);
        }
        cn_json_close_array(w);
    }
    cn_json_close_object(w);
    return status;
}

carnet_status carnet_history_json(carnet_buf **out,
                                  const carnet_history *history)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (history == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_json_writer w;
    carnet_status status = CARNET_OK;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key(&w, "outcome");
    cn_json_str(&w, cn_api_outcome_words[history->verdict->outcome]);
    cn_json_key(&w, "credentials");
    cn_json_open_array(&w);
    for (size_t n = 0; n < history->num_credentials && status == CARNET_OK;
         n++) {
        status = put_credential(&w, history, history->order[n]);
    }
    cn_json_close_array(&w);
    cn_json_close_object(&w);
    return cn_api_give_json(out, &b, status);
}
