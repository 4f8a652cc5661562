/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: status lists, read and made. A draft travels as
 * its bytes from one request to the next; it is for the issuer alone.
 */
#include "door_i.h"

#define VALUES "good revoked suspended in_error"

/* Calls look for each index of a list. */
static void put_values(cn_door *d, const void *from,
                       int32_t (*look)(const void *from, int64_t index))
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, "indices", &node);
    cn_json_key(&d->w, "values");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < num; i++) {
        int64_t index = 0;
        (void)cn_json_int(cn_json_get(d->doc, node), &index);
        cn_json_i64(&d->w, look(from, index));
        node = cn_door_next(d, node);
    }
    cn_json_close_array(&d->w);
}

/* ---- lists ---- */

static int32_t look_in_list(const void *list, int64_t index)
{
    return carnet_status_list_get(list, index);
}

static void put_facts(cn_door *d, const carnet_status_list *list)
{
    uint8_t issuer[32] = {0};
    int64_t expires = carnet_status_list_expires_s(list);
    int64_t ttl = carnet_status_list_ttl_s(list);
    cn_door_try(d, carnet_status_list_copy_issuer(issuer, list), 0, NULL);
    cn_door_put_hex(d, "issuer", issuer, sizeof issuer);
    cn_door_put_int(d, "entries",
                    (int64_t)carnet_status_list_num_entries(list));
    cn_door_put_int(d, "bits", carnet_status_list_bits(list));
    cn_door_put_int(d, "issued_s", carnet_status_list_issued_s(list));
    if (expires != INT64_MIN) {
        cn_door_put_int(d, "expires_s", expires);
    }
    if (ttl != 0) {
        cn_door_put_int(d, "ttl_s", ttl);
    }
    put_values(d, list, look_in_list);
}

static const carnet_status_list *keep_list(cn_door *d, carnet_status status,
                                           carnet_status_list *list)
{
    cn_door_try(d, status, cn_door_find(d, "list"), NULL);
    return cn_door_keep(d, CN_DOOR_STATUS_LIST, list) ? list : NULL;
}

/* Of the members list and keys. */
static const carnet_status_list *take_list(cn_door *d)
{
    size_t num = 0;
    cn_span s = cn_door_input(d, "list");
    const carnet_public_key *const *keys = cn_door_publics(d, "keys", &num);
    carnet_status_list *list = NULL;
    if (!cn_door_good(d)) {
        return NULL;
    }
    carnet_status status =
        carnet_status_list_read(&list, s.data, s.len, keys, num);
    return keep_list(d, status, list);
}

void cn_door_op_status_list_read(cn_door *d)
{
    put_facts(d, take_list(d));
}

void cn_door_op_status_list_read_by(cn_door *d)
{
    cn_span s = cn_door_input(d, "list");
    const carnet_public_key *issuer = cn_door_public(d, "issuer");
    const carnet_public_key *signer = cn_door_public(d, "signer");
    carnet_status_list *list = NULL;
    carnet_status status =
        carnet_status_list_read_by(&list, s.data, s.len, issuer, signer);
    put_facts(d, keep_list(d, status, list));
}

void cn_door_op_status_list_trusting(cn_door *d)
{
    cn_span s = cn_door_input(d, "list");
    const carnet_trust *trust = cn_door_trust(d);
    carnet_status_list *list = NULL;
    carnet_status status =
        carnet_trust_read_status_list(&list, trust, s.data, s.len);
    put_facts(d, keep_list(d, status, list));
}

static const carnet_status_list *take_trusted(cn_door *d, const char *member,
                                              const carnet_trust *trust)
{
    uint32_t node = cn_door_find(d, member);
    carnet_status_list *list = NULL;
    if (node == 0 || !cn_door_good(d)) {
        return NULL;
    }
    cn_span s = cn_door_input(d, member);
    cn_door_try(d, carnet_trust_read_status_list(&list, trust, s.data, s.len),
                node, NULL);
    return cn_door_keep(d, CN_DOOR_STATUS_LIST, list) ? list : NULL;
}

void cn_door_op_status_list_next(cn_door *d)
{
    const carnet_trust *trust = cn_door_trust(d);
    const carnet_status_list *next = take_trusted(d, "list", trust);
    const carnet_status_list *old = take_trusted(d, "old", trust);
    int64_t now_s = cn_door_time(d, "now");
    uint8_t signer[CARNET_KEY_PUBLIC_SIZE] = {0};
    int32_t newer = 0;
    if (cn_door_good(d)) {
        cn_door_try(d, carnet_status_list_replaces(&newer, next, old, now_s),
                    cn_door_find(d, "list"), NULL);
        cn_door_try(
            d,
            carnet_key_copy_public(signer, carnet_status_list_get_signer(next)),
            0, NULL);
    }
    cn_door_put_bool(d, "is_newer", newer != 0);
    cn_door_put_span(d, "signer", CN_DOOR_AS_INPUT,
                     cn_span_of(signer, sizeof signer));
}

static void put_encoded(cn_door *d, const char *key, cn_door_form form)
{
    const carnet_status_list *list = take_list(d);
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_status_list_encode(&out, list, form == CN_DOOR_AS_TEXT);
    cn_door_try(d, status, cn_door_find(d, "list"), NULL);
    cn_door_put_buf(d, key, form, status, out);
}

void cn_door_op_status_list_text(cn_door *d)
{
    put_encoded(d, "text", CN_DOOR_AS_TEXT);
}

void cn_door_op_status_list_file(cn_door *d)
{
    put_encoded(d, "list", CN_DOOR_AS_INPUT);
}

/* ---- drafts ---- */

static carnet_status_draft *keep_draft(cn_door *d, carnet_status_draft *draft)
{
    return cn_door_keep(d, CN_DOOR_STATUS_DRAFT, draft) ? draft : NULL;
}

static carnet_status_draft *take_draft(cn_door *d)
{
    cn_span s = cn_door_bytes(d, "draft");
    carnet_status_draft *draft = NULL;
    if (cn_door_good(d)) {
        cn_door_try(d, carnet_status_draft_decode(&draft, s.data, s.len),
                    cn_door_find(d, "draft"), NULL);
    }
    return keep_draft(d, draft);
}

static void put_draft(cn_door *d, const carnet_status_draft *draft)
{
    carnet_buf *out = NULL;
    carnet_status status = carnet_status_draft_encode(&out, draft);
    cn_door_put_buf(d, "draft", CN_DOOR_AS_BYTES, status, out);
}

void cn_door_op_status_draft_new(cn_door *d)
{
    const carnet_public_key *issuer = cn_door_public(d, "issuer");
    int32_t bits = cn_door_int(d, "bits", 0);
    size_t entries = cn_door_size(d, "entries");
    carnet_status_draft *draft = NULL;
    cn_door_try(d, carnet_status_draft_new(&draft, issuer, bits, entries), 0,
                NULL);
    put_draft(d, keep_draft(d, draft));
}

void cn_door_op_status_draft_take(cn_door *d)
{
    carnet_status_draft *draft = take_draft(d);
    int32_t index = 0;
    cn_door_try(d, carnet_status_draft_take(&index, draft),
                cn_door_find(d, "draft"), NULL);
    put_draft(d, draft);
    cn_door_put_int(d, "index", index);
}

void cn_door_op_status_draft_set(cn_door *d)
{
    carnet_status_draft *draft = take_draft(d);
    int64_t index = cn_door_int64(d, "index", 0);
    int32_t value = cn_door_word(d, "value", VALUES);
    carnet_status status = carnet_status_draft_set(draft, index, value);
    cn_door_try(
        d, status,
        cn_door_find(d, status == CARNET_CALLER_RANGE ? "value" : "index"),
        NULL);
    put_draft(d, draft);
}

static int32_t look_in_draft(const void *draft, int64_t index)
{
    return carnet_status_draft_get(draft, index);
}

void cn_door_op_status_draft_look(cn_door *d)
{
    const carnet_status_draft *draft = take_draft(d);
    const carnet_public_key *issuer = cn_door_public(d, "issuer");
    cn_door_put_int(d, "entries",
                    (int64_t)carnet_status_draft_num_entries(draft));
    cn_door_put_int(d, "taken", (int64_t)carnet_status_draft_num_taken(draft));
    cn_door_put_int(d, "bits", carnet_status_draft_bits(draft));
    put_values(d, draft, look_in_draft);
    if (issuer != NULL) {
        cn_door_put_bool(d, "is_of",
                         carnet_status_draft_is_of(draft, issuer) != 0);
    }
}

void cn_door_op_status_draft_sign(cn_door *d)
{
    const carnet_status_draft *draft = take_draft(d);
    const carnet_secret_key *key = cn_door_secret(d, "key");
    int64_t issued = cn_door_time(d, "issued");
    int32_t valid_days = cn_door_int(d, "valid_days", 0);
    int64_t ttl = cn_door_int64(d, "ttl_s", 0);
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_status_draft_sign(&out, draft, key, issued, valid_days, ttl);
    cn_door_put_buf(d, "list", CN_DOOR_AS_INPUT, status, out);
}
