/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A draft of a trust list from JSON, docs/spec/trust.md section 4. Refuses any
 * member that it does not know, a key twice, and what no list could hold; the
 * order of issuers and keys is free.
 */
#include "draft_i.h"

typedef struct {
    const cn_json_doc *doc;
    carnet_trust_draft *draft;
    cn_problem *where;
    carnet_status status; /* the first failure; later steps do nothing */
} form;

/* Refuses node i. */
static void fail(form *f, uint32_t i, carnet_status status)
{
    if (f->status == CARNET_OK) {
        const cn_json_node *n = cn_json_get(f->doc, i);
        char path[CN_PROBLEM_TEXT];
        cn_json_path(f->doc, i, path, sizeof path);
        f->status = cn_problem_note(f->where, status, n == NULL ? 0 : n->offset,
                                    path, NULL);
        f->where->line = cn_json_line(f->doc, f->where->offset);
    }
}

/* An object of these members, commas between, and of no other. */
static void expect(form *f, uint32_t i, cn_span members)
{
    const cn_json_node *n = cn_json_get(f->doc, i);
    if (n->type != CN_JSON_OBJECT) {
        fail(f, i, CARNET_TRUST_FORM);
        return;
    }
    uint32_t at = i + 1;
    for (uint32_t m = 0; m < n->num && f->status == CARNET_OK; m++) {
        cn_span key = cn_json_get(f->doc, at)->text;
        size_t begin = 0;
        bool known = false;
        for (size_t end = 0; end <= members.len; end++) {
            if (end == members.len || members.data[end] == ',') {
                known =
                    known || cn_span_equal(key, cn_span_of(members.data + begin,
                                                           end - begin));
                begin = end + 1;
            }
        }
        if (!known) {
            fail(f, at + 1, CARNET_TRUST_FORM);
        }
        at = cn_json_get(f->doc, at + 1)->next;
    }
}

/* A string member; *at_out is 0 where there is none, which must says is a
   fault. */
static cn_span get_text(form *f, uint32_t object, const char *key, bool must,
                        uint32_t *at_out)
{
    uint32_t at = cn_json_find(f->doc, object, key);
    *at_out = at;
    if (at == 0) {
        if (must) {
            fail(f, object, CARNET_TRUST_FORM);
        }
        return cn_span_of(NULL, 0);
    }
    const cn_json_node *n = cn_json_get(f->doc, at);
    if (n->type != CN_JSON_STRING) {
        fail(f, at, CARNET_TRUST_FORM);
        return cn_span_of(NULL, 0);
    }
    return n->text;
}

/* So many bytes in hex, in the draft's memory; NULL where there are none. */
static const uint8_t *get_hex(form *f, uint32_t object, const char *key,
                              size_t len, bool must)
{
    uint32_t at;
    cn_span hex = get_text(f, object, key, must, &at);
    if (f->status != CARNET_OK || at == 0) {
        return NULL;
    }
    uint8_t *bytes = cn_arena_take(&f->draft->arena, len);
    if (bytes == NULL) {
        f->status = CARNET_CALLER_MEMORY;
        return NULL;
    }
    if (!cn_text_get_hex(bytes, len, hex)) {
        fail(f, at, CARNET_TRUST_FORM);
    }
    return bytes;
}

static bool get_day(form *f, uint32_t object, const char *key, bool must,
                    int32_t *out)
{
    uint32_t at;
    cn_span text = get_text(f, object, key, must, &at);
    if (f->status != CARNET_OK || at == 0) {
        return false;
    }
    if (!cn_days_parse(text, out) || *out < 0) {
        fail(f, at, CARNET_TRUST_FORM);
    }
    return true;
}

/* The number of a word; -1 where there is none. */
static int32_t get_word(form *f, uint32_t object, const char *key,
                        const char *const *words, size_t num, bool must)
{
    uint32_t at;
    cn_span word = get_text(f, object, key, must, &at);
    int32_t number = at == 0 ? -1 : cn_api_word(word, words, num);
    if (at != 0 && number < 0) {
        fail(f, at, CARNET_TRUST_FORM);
    }
    return number;
}

static void get_kinds(form *f, uint32_t object, cn_trust_key *k)
{
    uint32_t list = cn_json_find(f->doc, object, "may_sign");
    if (list == 0) {
        return;
    }
    const cn_json_node *n = cn_json_get(f->doc, list);
    k->kinds = 0;
    if (n->type != CN_JSON_ARRAY || n->num == 0) {
        fail(f, list, CARNET_TRUST_FORM);
    }
    uint32_t at = list + 1;
    for (uint32_t i = 0; i < n->num && f->status == CARNET_OK; i++) {
        const cn_json_node *v = cn_json_get(f->doc, at);
        int64_t kind = -1;
        if (v->type == CN_JSON_STRING) {
            kind = cn_api_kind_of(v->text);
        } else if (!cn_json_int(v, &kind)) {
            kind = -1;
        }
        if (kind < 0 || kind >= (int64_t)CN_LIMIT_KINDS) {
            fail(f, at, CARNET_RECORD_KIND);
        } else {
            k->kinds |= UINT64_C(1) << kind;
        }
        at = v->next;
    }
}

static void get_key(form *f, uint32_t object, const cn_trust_issuer *issuer)
{
    cn_trust_key k = {.kinds = CN_TRUST_ALL_KINDS,
                      .until = CN_TRUST_NO_END,
                      .use = CN_TRUST_USE_BOTH};
    expect(f, object,
           CN_SPAN_LIT("key,sealing,from,until,may_sign,use,withdrawn,as"));
    k.bytes = get_hex(f, object, "key", CARNET_KEY_PUBLIC_SIZE, true);
    k.sealing = get_hex(f, object, "sealing", CARNET_SEAL_KEY_SIZE, false);
    (void)get_day(f, object, "from", true, &k.from);
    (void)get_day(f, object, "until", false, &k.until);
    get_kinds(f, object, &k);
    int32_t use =
        get_word(f, object, "use", cn_api_uses, CN_API_NUM_USES, false);
    k.use = use < 0 ? k.use : (uint8_t)(use + 1);
    bool withdrawn = get_day(f, object, "withdrawn", false, &k.withdrawn_day);
    int32_t how =
        get_word(f, object, "as", cn_api_ends, CN_API_NUM_ENDS, withdrawn);
    k.withdrawn = (uint8_t)(how + 1);
    if (withdrawn != (how >= 0) || k.until < k.from) {
        fail(f, object, CARNET_TRUST_FORM);
    }
    if (f->status == CARNET_OK) {
        carnet_status status = cn_api_draft_put(f->draft, issuer, &k);
        if (status == CARNET_CALLER_RANGE) {
            fail(f, object, CARNET_TRUST_FORM);
        }
        f->status = f->status == CARNET_OK ? status : f->status;
    }
}

static void get_issuer(form *f, uint32_t object)
{
    uint32_t at;
    cn_trust_issuer issuer = {.kind = 0};
    expect(f, object, CN_SPAN_LIT("name,country,kind,keys"));
    issuer.name = get_text(f, object, "name", true, &at);
    if (f->status == CARNET_OK && !cn_trust_is_new_name(issuer.name)) {
        fail(f, at, CARNET_TRUST_FORM);
    }
    cn_span country = get_text(f, object, "country", false, &at);
    if (at != 0 &&
        (country.len == 0 || !cn_trust_set_country(&issuer, country))) {
        fail(f, at, CARNET_TRUST_FORM);
    }
    issuer.kind = (uint8_t)get_word(f, object, "kind", cn_api_issuer_kinds,
                                    CN_API_NUM_ISSUER_KINDS, true);
    uint32_t keys = cn_json_find(f->doc, object, "keys");
    const cn_json_node *n = cn_json_get(f->doc, keys);
    if (keys == 0 || n->type != CN_JSON_ARRAY || n->num == 0) {
        fail(f, keys == 0 ? object : keys, CARNET_TRUST_FORM);
        return;
    }
    uint32_t i = keys + 1;
    for (uint32_t k = 0; k < n->num && f->status == CARNET_OK; k++) {
        get_key(f, i, &issuer);
        i = cn_json_get(f->doc, i)->next;
    }
}

static void get_draft(form *f)
{
    int64_t days = 0;
    expect(f, 0, CN_SPAN_LIT("list,valid_days,next_key,issuers"));
    const uint8_t *id = get_hex(f, 0, "list", CN_TRUST_ID_SIZE, true);
    if (f->status == CARNET_OK) {
        memcpy(f->draft->list.id, id, CN_TRUST_ID_SIZE);
    }
    uint32_t valid = cn_json_find(f->doc, 0, "valid_days");
    if (valid == 0 || !cn_json_int(cn_json_get(f->doc, valid), &days) ||
        days < 1 || days > CN_LIMIT_LIST_DAYS) {
        fail(f, valid, CARNET_TRUST_FORM);
    }
    f->draft->valid_days = (int32_t)days;
    f->draft->list.next_key =
        get_hex(f, 0, "next_key", CARNET_KEY_PUBLIC_SIZE, false);
    uint32_t issuers = cn_json_find(f->doc, 0, "issuers");
    const cn_json_node *n = cn_json_get(f->doc, issuers);
    if (issuers == 0 || n->type != CN_JSON_ARRAY) {
        fail(f, issuers, CARNET_TRUST_FORM);
        return;
    }
    uint32_t at = issuers + 1;
    for (uint32_t i = 0; i < n->num && f->status == CARNET_OK; i++) {
        get_issuer(f, at);
        at = cn_json_get(f->doc, at)->next;
    }
    f->draft->last = SIZE_MAX; /* none was added by the caller */
}

static carnet_status decode(carnet_trust_draft **out, cn_problem *where,
                            cn_span json)
{
    cn_json_doc *doc = NULL;
    form f = {.where = where};
    f.status = cn_json_read(&doc, where, json);
    if (f.status == CARNET_OK) {
        f.status = cn_api_draft_new(&f.draft);
    }
    if (f.status == CARNET_OK) {
        f.doc = doc;
        get_draft(&f);
    }
    cn_json_free(doc);
    if (f.status != CARNET_OK) {
        carnet_trust_draft_free(f.draft);
        return f.status;
    }
    *out = f.draft;
    return CARNET_OK;
}

carnet_status carnet_trust_draft_decode(carnet_trust_draft **out,
                                        carnet_problem **problem,
                                        const char *json, size_t json_len)
{
    cn_problem where = {.status = CARNET_OK};
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(json, json_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = decode(out, &where, cn_span_of(json, json_len));
    if (status != CARNET_OK) {
        cn_problem_note(&where, status, 0, "", NULL);
        cn_problem_give(&where, problem);
    }
    return status;
}
