/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening what is sealed (docs/spec/format.md section 4): a part that opens is
 * put where its seal was, so that it is verified like any other. Refuses
 * content that has another digest than the one beside it. Asks nobody whose the
 * signature is.
 */
#include "present_i.h"

/* ---- from a plaintext to entries ---- */

/* Takes a plaintext apart: seed, body, zeros up to the step that it needs. */
static carnet_status read_plain(cn_api_credential *c, size_t part,
                                cn_span plain)
{
    cn_span rest = cn_span_after(plain, CN_PRIVACY_SEED_SIZE);
    /* Entries, for who opened them to read; the seed before them stays one. */
    cn_mem_public(rest.data, rest.len);
    size_t used = 0;
    if (cn_cbor_scan_first(rest, CN_MODEL_ITEMS_DEPTH, SIZE_MAX, &used, NULL) !=
        CARNET_OK) {
        return CARNET_PRIVACY_CONTENT;
    }
    size_t len = CN_PRIVACY_SEED_SIZE + used;
    uint8_t other = 0;
    for (size_t i = len; i < plain.len; i++) {
        other |= plain.data[i];
    }
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_span_of(rest.data, used));
    cn_api_set_seed(&c->proof[part], plain.data);
    cn_api_read_body(&r, c);
    return other == 0 && r.status == CARNET_OK &&
                   (len > plain.len / 2 || plain.len == CN_PRIVACY_SEAL_STEP)
               ? CARNET_OK
               : CARNET_PRIVACY_CONTENT;
}

/* Reads the content of a part as the only credential of a passport, with the
   limits that p still has, and holds it against the part's digest. */
static carnet_status read_part(cn_api_passport *p, cn_api_credential *c,
                               const cn_api_credential *sealed, size_t part,
                               cn_span plain)
{
    cn_api_passport one = *p;
    cn_privacy_view view;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    c->claims = sealed->claims;
    one.credentials = c;
    one.num = 1;
    one.bytes = plain;
    carnet_status status = read_plain(c, part, plain);
    if (status == CARNET_OK) {
        status = cn_api_unpack(&one, 0, NULL);
        p->items_left = one.items_left;
        p->entries_left = one.entries_left;
    }
    if (status != CARNET_OK) {
        return cn_api_is_malformed(status) ? CARNET_PRIVACY_CONTENT : status;
    }
    cn_api_view_of(&view, c, part);
    status = cn_privacy_digest(digest, &view);
    return status == CARNET_OK &&
                   cn_crypto_equal(digest, sealed->proof[part].digest,
                                   sizeof digest)
               ? CARNET_OK
               : CARNET_PRIVACY_CONTENT;
}

/* ---- parts and credentials ---- */

static carnet_status decrypt(cn_buf *plain, const cn_api_credential *c,
                             size_t part, const cn_privacy_opener *with)
{
    cn_buf context;
    cn_buf_init(&context);
    cn_privacy_seal_context(&context, (uint32_t)part, c->claims.root);
    carnet_status status = context.status;
    if (status == CARNET_OK) {
        status = cn_privacy_unseal(plain, c->proof[part].sealed, with,
                                   cn_buf_span(&context));
    }
    cn_buf_free(&context);
    return status;
}

/* The plaintext goes into the arena, where entries point to it. */
static carnet_status open_part(cn_api_passport *p, cn_api_credential *c,
                               size_t part, const cn_privacy_opener *with)
{
    cn_buf plain;
    cn_buf_init(&plain);
    carnet_status status = decrypt(&plain, c, part, with);
    if (status == CARNET_OK) {
        uint8_t *copy = cn_arena_take(p->arena, plain.len);
        cn_api_credential *one = cn_arena_take(p->arena, sizeof *one);
        status = cn_arena_status(p->arena);
        if (copy != NULL && one != NULL) {
            memcpy(copy, plain.data, plain.len);
            status = read_part(p, one, c, part, cn_span_of(copy, plain.len));
            if (status == CARNET_OK) {
                status = cn_api_graft(p->arena, c, one, part);
            }
        }
    }
    cn_buf_free(&plain);
    return status;
}

/* How it went with all that is sealed. */
typedef struct {
    size_t sealed;
    size_t opened;
} count;

static carnet_status open_parts(cn_api_passport *p, size_t i,
                                const cn_privacy_opener *with, count *n,
                                cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    size_t before = n->opened;
    for (size_t part = CN_API_CLINIC; part < CN_API_PARTS; part++) {
        if (c->proof[part].sealed.len == 0) {
            continue;
        }
        carnet_status status = open_part(p, c, part, with);
        n->sealed++;
        n->opened += status == CARNET_OK;
        if (status != CARNET_OK && status != CARNET_PRIVACY_UNOPENED) {
            return status;
        }
    }
    /* References may point to what is here only now. */
    return n->opened > before ? cn_api_check(p, i, where) : CARNET_OK;
}

/* Whether a phrase would be tried on more parts than it may be. Nobody has
   looked at a signature yet, and locks are written faster than tried. */
static bool is_too_much(const cn_api_passport *p)
{
    size_t tries = 0;
    for (size_t i = 0; i < p->num; i++) {
        for (size_t part = CN_API_CLINIC; part < CN_API_PARTS; part++) {
            tries += cn_privacy_has_phrase_lock(
                p->credentials[i].proof[part].sealed);
        }
    }
    return tries > CN_LIMIT_PHRASE_TRIES;
}

static carnet_status open_passport(cn_api_passport *p,
                                   const cn_privacy_opener *with,
                                   cn_problem *where)
{
    count n = {0, 0};
    carnet_status status =
        with->has_phrase && is_too_much(p) ? CARNET_PRIVACY_TRIES : CARNET_OK;
    for (size_t i = 0; i < p->num && status == CARNET_OK; i++) {
        status = open_parts(p, i, with, &n, where);
    }
    if (status != CARNET_OK || n.opened > 0) {
        return status;
    }
    return n.sealed == 0 ? CARNET_PRIVACY_UNSEALED : CARNET_PRIVACY_UNOPENED;
}

static carnet_status make_opener(cn_privacy_opener *out,
                                 const carnet_seal_key *key, cn_span phrase)
{
    memset(out, 0, sizeof *out);
    out->key = key;
    out->has_phrase = phrase.data != NULL;
    return out->has_phrase ? cn_privacy_phrase_read(out->phrase, phrase)
                           : CARNET_OK;
}

static carnet_status check_call(cn_span passport, const carnet_seal_key *key,
                                cn_span phrase)
{
    if (cn_span_check(passport.data, passport.len) != CARNET_OK ||
        cn_span_check(phrase.data, phrase.len) != CARNET_OK ||
        (key == NULL && phrase.data == NULL)) {
        return CARNET_CALLER_NULL;
    }
    return passport.len > CN_LIMIT_FILE_BYTES ? CARNET_CALLER_RANGE
                                              : cn_crypto_ready();
}

carnet_status carnet_seal_open(carnet_buf **out, carnet_problem **problem,
                               const uint8_t *passport, size_t passport_len,
                               const carnet_seal_key *key, const char *phrase,
                               size_t phrase_len)
{
    cn_span input = cn_span_of(passport, passport_len);
    cn_span typed = cn_span_of(phrase, phrase_len);
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = check_call(input, key, typed);
    if (status != CARNET_OK) {
        return status;
    }
    cn_arena arena;
    cn_api_passport p;
    cn_privacy_opener with;
    cn_problem where = {0};
    cn_arena_init_grow(&arena);
    status = make_opener(&with, key, typed);
    if (status == CARNET_OK) {
        status = cn_api_open_all(&p, &arena, input, &where);
    }
    if (status == CARNET_OK) {
        status = open_passport(&p, &with, &where);
    }
    if (status == CARNET_OK) {
        status = cn_api_put_all(out, &p);
    }
    if (status != CARNET_OK) {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
    }
    cn_mem_wipe(&with, sizeof with);
    cn_arena_free(&arena);
    return status;
}
