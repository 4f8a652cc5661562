/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: trust lists, read and made. A draft travels as
 * its JSON from one request to the next.
 */
#include "door_i.h"

#define KINDS "state intergovernmental ngo clinic"
#define USES "both credentials status"
#define ENDS "retired compromised"

/* ---- lists ---- */

static void put_list(cn_door *d, const carnet_trust_list *list)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_trust_list_json(&json, list);
    cn_door_put_buf(d, "list", CN_DOOR_AS_JSON, status, json);
}

static void put_key_text(cn_door *d, const carnet_trust_list *list, size_t i)
{
    carnet_buf *text = NULL;
    cn_door_try(d, carnet_trust_list_key_text(&text, list, i), 0, NULL);
    if (cn_door_keep(d, CN_DOOR_BUF, text)) {
        cn_json_string(&d->w,
                       cn_span_of(carnet_buf_data(text), carnet_buf_len(text)));
    }
}

void cn_door_op_trust_list_read(cn_door *d)
{
    const carnet_trust_list *list = cn_door_anchored(d);
    put_list(d, list);
    cn_json_key(&d->w, "keys");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < carnet_trust_list_num_keys(list) && cn_door_good(d);
         i++) {
        put_key_text(d, list, i);
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_trust_list_next(cn_door *d)
{
    const carnet_trust_list *old = cn_door_anchored_in(d, "old");
    cn_span s = cn_door_input(d, "list");
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    uint8_t signer[CARNET_KEY_PUBLIC_SIZE] = {0};
    int32_t newer = 0;
    if (cn_door_good(d)) {
        carnet_status status = carnet_trust_list_read_next(
            &list, &newer, &problem, s.data, s.len, old);
        cn_door_try(d, status, cn_door_find(d, "list"), problem);
    }
    if (!cn_door_keep(d, CN_DOOR_TRUST_LIST, list)) {
        return;
    }
    cn_door_try(
        d, carnet_key_copy_public(signer, carnet_trust_list_get_signer(list)),
        0, NULL);
    cn_door_put_bool(d, "is_newer", newer != 0);
    cn_door_put_span(d, "signer", CN_DOOR_AS_INPUT,
                     cn_span_of(signer, sizeof signer));
    put_list(d, list);
}

static void put_encoded(cn_door *d, const char *key, cn_door_form form)
{
    const carnet_trust_list *list = cn_door_anchored(d);
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_trust_list_encode(&out, list, form == CN_DOOR_AS_TEXT);
    cn_door_try(d, status, cn_door_find(d, "list"), NULL);
    cn_door_put_buf(d, key, form, status, out);
}

void cn_door_op_trust_list_text(cn_door *d)
{
    put_encoded(d, "text", CN_DOOR_AS_TEXT);
}

void cn_door_op_trust_list_file(cn_door *d)
{
    put_encoded(d, "list", CN_DOOR_AS_INPUT);
}

void cn_door_op_trust_name_tells(cn_door *d)
{
    char word[CARNET_TRUST_WORD_SIZE] = "";
    cn_span s = cn_door_text(d, "name");
    if (carnet_trust_name_tells(word, (const char *)s.data, s.len) != 0) {
        cn_door_put_str(d, "word", word);
    }
}

void cn_door_op_issuer_name(cn_door *d)
{
    const carnet_trust *trust = cn_door_trust(d);
    const carnet_public_key *key = cn_door_public(d, "key");
    carnet_buf *name = NULL;
    carnet_status status = carnet_trust_issuer_name(&name, trust, key);
    cn_door_try(d, status, cn_door_find(d, "key"), NULL);
    cn_door_put_buf(d, "name", CN_DOOR_AS_TEXT, status, name);
}

/* ---- drafts ---- */

static carnet_trust_draft *take_draft(cn_door *d)
{
    uint32_t node = cn_door_find(d, "draft");
    cn_span s = cn_json_source(d->doc, node);
    carnet_trust_draft *draft = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_trust_draft_decode(
        &draft, &problem, (const char *)s.data, s.len);
    cn_door_try_json(d, status, node, problem);
    return cn_door_keep(d, CN_DOOR_TRUST_DRAFT, draft) ? draft : NULL;
}

static void put_draft(cn_door *d, const carnet_trust_draft *draft)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_trust_draft_encode(&json, draft);
    cn_door_put_buf(d, "draft", CN_DOOR_AS_JSON, status, json);
}

void cn_door_op_trust_draft_new(cn_door *d)
{
    int32_t valid_days = cn_door_int(d, "valid_days", 0);
    carnet_trust_draft *draft = NULL;
    cn_door_try(d, carnet_trust_draft_new(&draft, valid_days),
                cn_door_find(d, "valid_days"), NULL);
    put_draft(d, cn_door_keep(d, CN_DOOR_TRUST_DRAFT, draft) ? draft : NULL);
}

void cn_door_op_trust_draft_of(cn_door *d)
{
    const carnet_trust_list *list = cn_door_anchored(d);
    carnet_trust_draft *draft = NULL;
    cn_door_try(d, carnet_trust_draft_from_list(&draft, list), 0, NULL);
    put_draft(d, cn_door_keep(d, CN_DOOR_TRUST_DRAFT, draft) ? draft : NULL);
}

static void allow_kinds(cn_door *d, carnet_trust_draft *draft)
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, "kinds", &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        cn_span s = cn_json_get(d->doc, node)->text;
        cn_door_try(
            d,
            carnet_trust_draft_allow_kind(draft, (const char *)s.data, s.len),
            node, NULL);
        node = cn_door_next(d, node);
    }
}

/* What the key that was added last may do. */
static void limit_key(cn_door *d, carnet_trust_draft *draft)
{
    uint32_t until = cn_door_find(d, "until");
    uint32_t sealing = cn_door_find(d, "sealing");
    int32_t use = cn_door_word(d, "use", USES);
    if (until != 0) {
        int32_t days = cn_door_day(d, "until");
        cn_door_try(d, carnet_trust_draft_set_until(draft, days), until, NULL);
    }
    if (sealing != 0) {
        const carnet_seal_public *key = cn_door_seal_public(d, "sealing");
        cn_door_try(d, carnet_trust_draft_set_sealing(draft, key), sealing,
                    NULL);
    }
    cn_door_try(d, carnet_trust_draft_set_use(draft, use != 2, use != 1), 0,
                NULL);
    allow_kinds(d, draft);
}

void cn_door_op_trust_draft_add_key(cn_door *d)
{
    carnet_trust_draft *draft = take_draft(d);
    cn_span name = cn_door_text(d, "name");
    cn_span country = cn_door_text(d, "country");
    int32_t kind = cn_door_word(d, "kind", KINDS);
    const carnet_public_key *key = cn_door_public(d, "key");
    int32_t from = cn_door_day(d, "from");
    if (cn_door_good(d)) {
        carnet_status status = carnet_trust_draft_add_key(
            draft, (const char *)name.data, name.len,
            (const char *)country.data, country.len, kind, key, from);
        cn_door_try(d, status,
                    CARNET_STATUS_IS_KEY(status) ? cn_door_find(d, "key") : 0,
                    NULL);
        limit_key(d, draft);
    }
    put_draft(d, draft);
}

void cn_door_op_trust_draft_withdraw(cn_door *d)
{
    carnet_trust_draft *draft = take_draft(d);
    const uint8_t *id = cn_door_hex(d, "key_id", CARNET_KEY_ID_SIZE);
    int32_t on = cn_door_day(d, "on");
    int32_t how = CARNET_TRUST_IS_RETIRED + cn_door_word(d, "as", ENDS);
    cn_door_try(d, carnet_trust_draft_withdraw(draft, id, on, how),
                cn_door_find(d, "key_id"), NULL);
    put_draft(d, draft);
}

void cn_door_op_trust_draft_next_key(cn_door *d)
{
    carnet_trust_draft *draft = take_draft(d);
    const carnet_public_key *key = cn_door_public(d, "key");
    cn_door_try(d, carnet_trust_draft_set_next_key(draft, key),
                cn_door_find(d, "key"), NULL);
    put_draft(d, draft);
}

void cn_door_op_trust_draft_sign(cn_door *d)
{
    const carnet_trust_draft *draft = take_draft(d);
    const carnet_trust_list *previous = cn_door_anchored_in(d, "previous");
    const carnet_secret_key *key = cn_door_secret(d, "key");
    int32_t issued = cn_door_day(d, "issued");
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    if (cn_door_good(d)) {
        carnet_status status = carnet_trust_draft_sign(&out, &problem, draft,
                                                       previous, key, issued);
        cn_door_try(
            d, status,
            cn_door_find(d, status == CARNET_TRUST_PIN ? "key" : "draft"),
            problem);
        cn_door_put_buf(d, "list", CN_DOOR_AS_INPUT, status, out);
    }
}
