/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handles from members of a request: each is made by the public function for
 * it, anew in every request, and kept by the door. What such a function refuses
 * is noted at the member that it read.
 */
#include "door_i.h"

/* ---- keys ---- */

/* How a kind of key is read: of PEM, or of bytes where the table takes them. */
typedef carnet_status key_reader(void **out, bool is_pem, cn_span s);

#define KEY_READER(name, type, of_pem, of_bytes)                               \
    static carnet_status name(void **out, bool is_pem, cn_span s)              \
    {                                                                          \
        type *key = NULL;                                                      \
        carnet_status status = is_pem ? of_pem(&key, s.data, s.len)            \
                                      : of_bytes(&key, s.data, s.len);         \
        *out = key;                                                            \
        return status;                                                         \
    }

KEY_READER(read_secret, carnet_secret_key, carnet_key_decode,
           carnet_key_from_seed)
KEY_READER(read_public, carnet_public_key, carnet_key_public_decode,
           carnet_key_public_from_bytes)
KEY_READER(read_seal_public, carnet_seal_public, carnet_seal_public_decode,
           carnet_seal_public_from_bytes)
KEY_READER(read_seal_key, carnet_seal_key, carnet_seal_key_decode,
           carnet_seal_key_decode)

/* NULL where the member is not there, or its key was refused. */
static void *take_key(cn_door *d, uint32_t node, cn_door_kind kind,
                      key_reader *read)
{
    void *key = NULL;
    cn_span s = node == 0 ? cn_span_of(NULL, 0) : cn_door_input_at(d, node);
    if (node != 0 && cn_door_good(d)) {
        bool is_pem = cn_json_get(d->doc, node)->type == CN_JSON_STRING;
        cn_door_try(d, read(&key, is_pem, s), node, NULL);
    }
    return cn_door_keep(d, kind, key) ? key : NULL;
}

const carnet_secret_key *cn_door_secret(cn_door *d, const char *member)
{
    return take_key(d, cn_door_find(d, member), CN_DOOR_SECRET, read_secret);
}

const carnet_public_key *cn_door_public_at(cn_door *d, uint32_t node)
{
    return take_key(d, node, CN_DOOR_PUBLIC, read_public);
}

const carnet_public_key *cn_door_public(cn_door *d, const char *member)
{
    return cn_door_public_at(d, cn_door_find(d, member));
}

/* The first of a list of keys; more than can be asked are not even read. */
static size_t list_keys(cn_door *d, const char *member, uint32_t *first)
{
    size_t num = cn_door_list(d, member, first);
    if (num > CN_LIMIT_KEYS) {
        cn_door_fail(d, CARNET_CALLER_RANGE, cn_door_find(d, member), NULL);
    }
    return num;
}

const carnet_public_key *const *cn_door_publics(cn_door *d, const char *member,
                                                size_t *num)
{
    uint32_t node = 0;
    *num = list_keys(d, member, &node);
    const carnet_public_key **keys =
        cn_arena_take(&d->arena, *num * sizeof *keys);
    if (keys == NULL) {
        cn_door_fail(d, CARNET_CALLER_MEMORY, 0, NULL);
        return NULL;
    }
    for (size_t i = 0; i < *num && cn_door_good(d); i++) {
        keys[i] = cn_door_public_at(d, node);
        node = cn_door_next(d, node);
    }
    return keys;
}

const carnet_seal_public *cn_door_seal_public(cn_door *d, const char *member)
{
    return take_key(d, cn_door_find(d, member), CN_DOOR_SEAL_PUBLIC,
                    read_seal_public);
}

const carnet_seal_key *cn_door_seal_key(cn_door *d, const char *member)
{
    return take_key(d, cn_door_find(d, member), CN_DOOR_SEAL_KEY,
                    read_seal_key);
}

/* ---- records and plans ---- */

/* Says how much of a bundle no record has: who signs it must see that. */
static carnet_record *import(cn_door *d, uint32_t node)
{
    cn_span s = cn_json_source(d->doc, node);
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    size_t lost = 0;
    carnet_status status = carnet_interop_fhir_import(
        &record, NULL, &lost, &problem, (const char *)s.data, s.len);
    cn_door_try_json(d, status, node, problem);
    if (cn_door_good(d)) {
        cn_door_put_int(d, "not_taken", (int64_t)lost);
    }
    return record;
}

static carnet_record *read_record(cn_door *d, uint32_t node)
{
    cn_span s = cn_json_source(d->doc, node);
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_record_from_json(&record, &problem, (const char *)s.data, s.len);
    cn_door_try_json(d, status, node, problem);
    return record;
}

const carnet_history *cn_door_history(cn_door *d)
{
    const carnet_verdict *verdict = cn_door_verdict(d);
    carnet_history *history = NULL;
    cn_door_try(d, carnet_history_new(&history, verdict), 0, NULL);
    return cn_door_keep(d, CN_DOOR_HISTORY, history) ? history : NULL;
}

/* Says what is left out, whatever is done with the record, as import does. */
static carnet_record *restate(cn_door *d, uint32_t node)
{
    uint32_t from = cn_door_enter(d, node);
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_buf *left = NULL;
    const carnet_history *history = cn_door_history(d);
    bool with_private = cn_door_bool(d, "with_private");
    carnet_status status =
        carnet_history_restate(&record, &problem, history, with_private);
    cn_door_try(d, status, node, problem);
    if (cn_door_good(d)) {
        status = carnet_history_left_out_json(&left, history, with_private);
        cn_door_put_buf(d, "left_out", CN_DOOR_AS_JSON, status, left);
    }
    (void)cn_door_enter(d, from);
    return record;
}

/* The record of a request, for the caller to change. */
static carnet_record *take_record(cn_door *d)
{
    uint32_t node = cn_door_find(d, "record");
    uint32_t again = cn_door_find(d, "restate");
    carnet_record *record = node != 0    ? read_record(d, node)
                            : again != 0 ? restate(d, again)
                                         : import(d, cn_door_find(d, "bundle"));
    return cn_door_keep(d, CN_DOOR_RECORD, record) ? record : NULL;
}

const carnet_record *cn_door_record(cn_door *d)
{
    return take_record(d);
}

static void allow_less_private(cn_door *d, carnet_record *record)
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, "less_private", &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        int64_t entry = -1;
        (void)cn_json_int(cn_json_get(d->doc, node), &entry);
        /* SIZE_MAX is no entry, as a number beyond 32 bits is none. */
        size_t index =
            entry < 0 || entry > INT32_MAX ? SIZE_MAX : (size_t)entry;
        cn_door_try(d, carnet_record_allow_less_private(record, index), node,
                    NULL);
        node = cn_door_next(d, node);
    }
}

static carnet_status make_plan(cn_door *d, carnet_plan **plan,
                               carnet_problem **problem,
                               const carnet_record *record)
{
    const char *audience = cn_door_str(d, "audience");
    int32_t issued = cn_door_day(d, "issued");
    int32_t valid = cn_door_int(d, "valid_days", CARNET_ISSUE_UNLIMITED);
    if (!cn_door_good(d)) {
        return CARNET_CALLER_NULL;
    }
    /* Only what is absent has no last day; C's own word for that is no number
       of days. */
    if (valid < 0 && cn_door_find(d, "valid_days") != 0) {
        return CARNET_CALLER_RANGE;
    }
    return audience == NULL
               ? carnet_issue_plan(plan, problem, record, issued, valid)
               : carnet_issue_plan_for(plan, problem, record, audience, issued,
                                       valid);
}

/* The member that a plan was refused for. Of a bundle, or what is said again, a
   problem tells no place: it speaks of the record that was made of it. */
static uint32_t blame(const cn_door *d, carnet_status status)
{
    uint32_t bundle = cn_door_find(d, "bundle");
    return status == CARNET_CALLER_RANGE     ? 0
           : status == CARNET_PRIVACY_CHOICE ? cn_door_find(d, "audience")
           : bundle != 0                     ? bundle
                                             : cn_door_find(d, "restate");
}

const carnet_plan *cn_door_plan(cn_door *d)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_record *record = take_record(d);
    uint32_t node = cn_door_find(d, "record");
    allow_less_private(d, record);
    carnet_status status = make_plan(d, &plan, &problem, record);
    if (node != 0 && CARNET_STATUS_IS_RECORD(status)) {
        cn_door_try_json(d, status, node, problem);
    } else {
        cn_door_try(d, status, blame(d, status), problem);
    }
    return cn_door_keep(d, CN_DOOR_PLAN, plan) ? plan : NULL;
}

/* ---- whom to believe ---- */

const carnet_trust_list *cn_door_anchored(cn_door *d)
{
    cn_span s = cn_door_input(d, "list");
    const carnet_public_key *signer = cn_door_public(d, "signer");
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    if (cn_door_good(d)) {
        carnet_status status =
            carnet_trust_list_read(&list, &problem, s.data, s.len, signer);
        cn_door_try(d, status, cn_door_find(d, "list"), problem);
    }
    return cn_door_keep(d, CN_DOOR_TRUST_LIST, list) ? list : NULL;
}

const carnet_trust_list *cn_door_anchored_in(cn_door *d, const char *member)
{
    uint32_t node = cn_door_find(d, member);
    if (node == 0) {
        return NULL;
    }
    uint32_t from = cn_door_enter(d, node);
    const carnet_trust_list *list = cn_door_anchored(d);
    (void)cn_door_enter(d, from);
    return list;
}

static void add_keys(cn_door *d, carnet_trust *trust)
{
    uint32_t node = 0;
    size_t num = list_keys(d, "keys", &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        const carnet_public_key *key = cn_door_public_at(d, node);
        cn_door_try(d, carnet_trust_add_key(trust, key), node, NULL);
        node = cn_door_next(d, node);
    }
}

static void add_lists(cn_door *d, carnet_trust *trust)
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, "lists", &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        uint32_t from = cn_door_enter(d, node);
        const carnet_trust_list *list = cn_door_anchored(d);
        cn_door_try(d, carnet_trust_add_list(trust, list), node, NULL);
        (void)cn_door_enter(d, from);
        node = cn_door_next(d, node);
    }
}

static void add_status_lists(cn_door *d, carnet_trust *trust)
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, "status_lists", &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        cn_span s = cn_door_input_at(d, node);
        carnet_status_list *list = NULL;
        cn_door_try(d,
                    carnet_trust_read_status_list(&list, trust, s.data, s.len),
                    node, NULL);
        if (cn_door_keep(d, CN_DOOR_STATUS_LIST, list)) {
            cn_door_try(d, carnet_trust_add_status_list(trust, list), node,
                        NULL);
        }
        node = cn_door_next(d, node);
    }
}

const carnet_trust *cn_door_trust(cn_door *d)
{
    carnet_trust *trust = NULL;
    cn_door_try(d, carnet_trust_new(&trust), 0, NULL);
    if (!cn_door_keep(d, CN_DOOR_TRUST, trust)) {
        return NULL;
    }
    uint32_t from = cn_door_enter(d, cn_door_find(d, "trust"));
    add_keys(d, trust);
    add_lists(d, trust);
    add_status_lists(d, trust);
    if (cn_door_bool(d, "show_in_error")) {
        carnet_trust_show_in_error(trust);
    }
    (void)cn_door_enter(d, from);
    return trust;
}

const carnet_verdict *cn_door_verdict(cn_door *d)
{
    carnet_verdict *verdict = NULL;
    const carnet_trust *trust = cn_door_trust(d);
    cn_span s = cn_door_input(d, "passport");
    int64_t now_s = cn_door_time(d, "now");
    if (cn_door_good(d)) {
        cn_door_try(
            d, carnet_verify_trusting(&verdict, s.data, s.len, trust, now_s), 0,
            NULL);
    }
    return cn_door_keep(d, CN_DOOR_VERDICT, verdict) ? verdict : NULL;
}
