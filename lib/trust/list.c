/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a trust list, docs/spec/trust.md: the signature before anything of
 * the payload, then each field in its one form. Refuses what is not in order,
 * so that one list has one encoding. No count is believed before the bytes
 * that are left could hold it.
 */
#include "trust_i.h"

/* A walk through a payload. */
typedef struct {
    cn_cbor_reader r;
    cn_trust_list *list;
    size_t key_room;
    size_t issuer; /* in hand */
} walk;

static void fail(walk *w)
{
    cn_cbor_fail(&w->r, CARNET_TRUST_FORM);
}

static int32_t get_day(walk *w)
{
    return (int32_t)cn_cbor_get_uint(&w->r, CN_LIMIT_DAY);
}

/* ---- a key ---- */

/* Kinds of entry, in rising order and one or more: a bit for each. */
static uint64_t get_kinds(walk *w)
{
    uint64_t kinds = 0;
    size_t num = cn_cbor_get_array(&w->r, 1, CN_LIMIT_KINDS);
    for (size_t i = 0; i < num; i++) {
        uint64_t kind = cn_cbor_get_uint(&w->r, CN_LIMIT_KINDS - 1);
        if (kinds >> kind != 0) {
            fail(w);
        }
        kinds |= UINT64_C(1) << kind;
    }
    return kinds;
}

static void get_withdrawn(walk *w, cn_trust_key *k)
{
    cn_cbor_get_array(&w->r, 2, 2);
    k->withdrawn_day = get_day(w);
    k->withdrawn =
        (uint8_t)(CARNET_TRUST_IS_RETIRED + (int)cn_cbor_get_uint(&w->r, 1));
}

static void get_option(walk *w, cn_trust_key *k)
{
    switch (cn_cbor_get_uint(&w->r, UINT64_MAX)) {
    case CN_TRUST_HAS_UNTIL:
        k->until = get_day(w);
        break;
    case CN_TRUST_HAS_SEALING:
        k->sealing =
            cn_cbor_get_bytes(&w->r, CARNET_SEAL_KEY_SIZE, CARNET_SEAL_KEY_SIZE)
                .data;
        break;
    case CN_TRUST_HAS_KINDS:
        k->kinds = get_kinds(w);
        break;
    case CN_TRUST_HAS_USE:
        k->use = (uint8_t)(cn_cbor_get_uint(&w->r, 1) + 1);
        break;
    case CN_TRUST_HAS_WITHDRAWN:
        get_withdrawn(w, k);
        break;
    default:
        fail(w);
    }
}

static void get_key(walk *w, cn_trust_key *k)
{
    k->kinds = CN_TRUST_ALL_KINDS;
    k->until = CN_TRUST_NO_END;
    k->use = CN_TRUST_USE_BOTH;
    cn_cbor_get_array(&w->r, 3, 3);
    k->bytes =
        cn_cbor_get_bytes(&w->r, CARNET_KEY_PUBLIC_SIZE, CARNET_KEY_PUBLIC_SIZE)
            .data;
    k->from = get_day(w);
    size_t num = cn_cbor_get_map(&w->r, CN_TRUST_HAS_WITHDRAWN);
    for (; num > 0 && w->r.status == CARNET_OK; num--) {
        get_option(w, k);
    }
    if (k->until < k->from) {
        fail(w);
    }
}

/* The keys of a list, one more at a time: twice the room where it is full, the
   smaller array being given up to the arena. */
static cn_trust_key *add_key(walk *w)
{
    cn_trust_list *l = w->list;
    if (l->num_keys == w->key_room) {
        size_t room = w->key_room * 2 + CN_LIMIT_ISSUER_KEYS;
        cn_trust_key *keys = cn_arena_take(l->arena, room * sizeof *keys);
        if (keys == NULL) {
            cn_cbor_fail(&w->r, cn_arena_status(l->arena));
            return NULL;
        }
        if (l->keys != NULL) {
            memcpy(keys, l->keys, l->num_keys * sizeof *keys);
        }
        l->keys = keys;
        w->key_room = room;
    }
    return &l->keys[l->num_keys++];
}

/* ---- an issuer ---- */

static bool is_letter(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

bool cn_trust_set_country(cn_trust_issuer *issuer, cn_span country)
{
    if (country.len == 2 && is_letter(country.data[0]) &&
        is_letter(country.data[1])) {
        memcpy(issuer->country, country.data, 2);
        return true;
    }
    return country.len == 0;
}

static void get_country(walk *w, cn_trust_issuer *issuer)
{
    if (cn_cbor_take_nil(&w->r)) {
        return;
    }
    cn_span s = cn_cbor_get_text(&w->r, 2);
    if (s.len == 0 || !cn_trust_set_country(issuer, s)) {
        fail(w);
    }
}

int cn_trust_order(const cn_trust_issuer *a, const cn_trust_issuer *b)
{
    int order = cn_span_compare(a->name, b->name);
    return order != 0 ? order : memcmp(a->country, b->country, 2);
}

static void get_issuer(walk *w, size_t i)
{
    cn_trust_list *l = w->list;
    cn_trust_issuer *issuer = &l->issuers[i];
    cn_cbor_get_array(&w->r, 4, 4);
    issuer->name = cn_cbor_get_text(&w->r, CN_LIMIT_ISSUER_NAME);
    get_country(w, issuer);
    issuer->kind = (uint8_t)cn_cbor_get_uint(&w->r, CARNET_TRUST_CLINIC);
    issuer->first_key = (uint32_t)l->num_keys;
    issuer->num_keys =
        (uint32_t)cn_cbor_get_array(&w->r, 1, CN_LIMIT_ISSUER_KEYS);
    if (w->r.status == CARNET_OK &&
        (!cn_trust_is_name(issuer->name) ||
         (i > 0 && cn_trust_order(&l->issuers[i - 1], issuer) >= 0))) {
        fail(w);
    }
    for (size_t n = 0; n < issuer->num_keys && w->r.status == CARNET_OK; n++) {
        cn_trust_key *k = add_key(w);
        if (k == NULL) {
            return;
        }
        k->issuer = (uint32_t)i;
        get_key(w, k);
        /* One that is there twice is named so by who looks at all keys. */
        if (w->r.status == CARNET_OK && n > 0 &&
            memcmp(k[-1].bytes, k->bytes, CARNET_KEY_PUBLIC_SIZE) > 0) {
            fail(w);
        }
    }
}

static void get_issuers(walk *w)
{
    cn_trust_list *l = w->list;
    l->num_issuers = cn_cbor_get_array(&w->r, 0, CN_LIMIT_ISSUERS);
    if (l->num_issuers == 0) {
        cn_cbor_fail(&w->r, CARNET_TRUST_EMPTY); /* unless it failed before */
        return;
    }
    l->issuers = cn_arena_take(l->arena, l->num_issuers * sizeof *l->issuers);
    if (l->issuers == NULL) {
        cn_cbor_fail(&w->r, cn_arena_status(l->arena));
    }
    for (size_t i = 0; i < l->num_issuers && w->r.status == CARNET_OK; i++) {
        w->issuer = i;
        get_issuer(w, i);
    }
}

/* ---- the whole ---- */

static void get_head(walk *w)
{
    const uint64_t day = CN_DAY_SECONDS;
    cn_trust_list *l = w->list;
    cn_cbor_get_map(&w->r, 2);
    if (cn_cbor_get_int(&w->r, INT64_MIN, INT64_MAX) != CN_COSE_CLAIM_IAT) {
        fail(w);
    }
    uint64_t issued_s = cn_cbor_get_uint(&w->r, CN_LIMIT_DAY * day);
    l->issued = (int32_t)(issued_s / day);
    if (issued_s % day != 0 ||
        cn_cbor_get_int(&w->r, INT64_MIN, INT64_MAX) != CN_TRUST_CLAIM_LIST) {
        fail(w);
    }
    cn_cbor_get_array(&w->r, 6, 6);
    cn_span id = cn_cbor_get_bytes(&w->r, CN_TRUST_ID_SIZE, CN_TRUST_ID_SIZE);
    if (w->r.status == CARNET_OK) {
        memcpy(l->id, id.data, CN_TRUST_ID_SIZE);
    }
    l->epoch = (uint32_t)cn_cbor_get_uint(&w->r, UINT32_MAX);
    l->sequence = (uint32_t)cn_cbor_get_uint(&w->r, UINT32_MAX);
    l->next_update = get_day(w);
    if (w->r.status == CARNET_OK && l->next_update < l->issued) {
        fail(w);
    }
    if (!cn_cbor_take_nil(&w->r)) {
        l->next_key = cn_cbor_get_bytes(&w->r, CARNET_KEY_PUBLIC_SIZE,
                                        CARNET_KEY_PUBLIC_SIZE)
                          .data;
    }
}

static carnet_status note(cn_problem *where, const walk *w)
{
    char path[CN_PROBLEM_TEXT] = "";
    if (w->list->num_issuers > 0) {
        cn_problem_add(path, "issuers/");
        cn_problem_add_number(path, w->issuer);
    }
    return cn_problem_note(where, w->r.status, cn_cbor_offset(&w->r), path,
                           NULL);
}

static carnet_status read_payload(cn_trust_list *list, cn_span payload,
                                  cn_problem *where)
{
    size_t offset = 0;
    /* claims, list, issuers, issuer, keys, key, options, kinds */
    carnet_status status = cn_cbor_scan(payload, 8, CN_LIMIT_STRING, &offset);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, "", NULL);
    }
    walk w = {.list = list};
    cn_cbor_reader_init(&w.r, payload);
    get_head(&w);
    if (w.r.status == CARNET_OK) {
        get_issuers(&w);
    }
    /* Each count was as due, and the scan found nothing behind the item. */
    return w.r.status == CARNET_OK ? CARNET_OK : note(where, &w);
}

static carnet_status check_signature(const cn_cose_list *signed_list,
                                     const carnet_public_key *signer)
{
    if (memcmp(signed_list->kid, signer->digest, CARNET_KEY_ID_SIZE) != 0) {
        return CARNET_TRUST_PIN;
    }
    return cn_cose_list_verify(signed_list, signer);
}

carnet_status cn_trust_list_read(cn_trust_list *out, cn_arena *arena,
                                 cn_span bytes, const carnet_public_key *signer,
                                 cn_problem *where)
{
    cn_cose_list signed_list;
    size_t offset = 0;
    out->arena = arena;
    out->bytes = bytes;
    out->signer = *signer;
    carnet_status status = cn_cose_list_read(
        &signed_list, bytes, CN_SPAN_LIT(CN_TRUST_TYP), &offset);
    if (status == CARNET_CBOR_SHAPE) {
        status = CARNET_TRUST_FORM;
    }
    if (status == CARNET_OK) {
        status = check_signature(&signed_list, signer);
    }
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, "", NULL);
    }
    status = read_payload(out, signed_list.payload, where);
    if (status == CARNET_OK) {
        status = cn_trust_index(out, where);
    }
    return status == CARNET_OK ? cn_trust_check_keys(out, signer->bytes, where)
                               : status;
}
