/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plan and a key become a passport of one credential (docs/spec/format.md
 * sections 3 and 4), and a passport takes its other form. Nothing is signed
 * that this library would not accept.
 */
#include "plan_i.h"

_Static_assert(CARNET_ISSUE_SEED_SIZE == CN_PRIVACY_SEED_SIZE, "two sizes");

size_t carnet_issue_seed_size(void)
{
    return CARNET_ISSUE_SEED_SIZE;
}

/* ---- signing ---- */

/* Root of a plan under a root seed, into the claims of c. */
static carnet_status plan_root(cn_api_credential *c, const carnet_plan *p,
                               const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_span *spans = cn_mem_array(p->num, sizeof *spans);
    if (spans == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (size_t i = 0; i < p->num; i++) {
        spans[i] = cn_buf_span(&p->encoded[i].bytes);
        c->num_in_part[p->encoded[i].part]++;
    }
    cn_api_set_root_seed(c, seed);
    carnet_status status = cn_api_root(c, spans, sizeof *spans);
    cn_mem_free(spans, p->num * sizeof *spans);
    return status;
}

/* Head of the credential: kid, signature, seed. */
static carnet_status make_head(uint8_t head[CN_API_WHOLE_HEAD_SIZE],
                               const carnet_plan *p,
                               const carnet_secret_key *key,
                               const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_api_credential c = {0};
    memcpy(c.claims.kid, key->public_key.digest, CARNET_KEY_ID_SIZE);
    c.claims.day = (uint32_t)p->issued_days;
    c.claims.has_valid = p->valid_days != CARNET_ISSUE_UNLIMITED;
    c.claims.valid = c.claims.has_valid ? (uint32_t)p->valid_days : 0;
    c.claims.has_index = p->has_index;
    c.claims.index = p->index;
    carnet_status status = plan_root(&c, p, seed);
    if (status == CARNET_OK) {
        status = cn_cose_sign(head + CARNET_KEY_ID_SIZE, &c.claims, key);
    }
    memcpy(head, c.claims.kid, CARNET_KEY_ID_SIZE);
    memcpy(head + CN_API_HEAD_SIZE, seed, CN_PRIVACY_SEED_SIZE);
    cn_mem_wipe(&c, sizeof c);
    return status;
}

static carnet_status sign(carnet_buf **out, const carnet_plan *p,
                          const carnet_secret_key *key,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    uint8_t head[CN_API_WHOLE_HEAD_SIZE];
    cn_buf passport;
    cn_buf file;
    cn_buf_init(&passport);
    cn_buf_init(&file);
    carnet_status status = make_head(head, p, key, seed);
    if (status == CARNET_OK) {
        cn_api_put_passport(&passport, p, cn_span_of(head, sizeof head),
                            cn_buf_span(&p->body));
        cn_wire_write(&file, CN_WIRE_FILE, cn_buf_span(&passport));
        status = passport.status != CARNET_OK ? passport.status : file.status;
    }
    cn_buf_free(&passport);
    cn_mem_wipe(head, sizeof head);
    if (status != CARNET_OK) {
        cn_buf_free(&file);
        return status;
    }
    return cn_buf_give(&file, out);
}

carnet_status carnet_issue_sign(carnet_buf **out, const carnet_plan *plan,
                                const carnet_secret_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (plan == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    carnet_status status = cn_crypto_random(seed, sizeof seed);
    if (status == CARNET_OK) {
        status = sign(out, plan, key, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_issue_sign_indexed(carnet_buf **out,
                                        const carnet_plan *plan,
                                        const carnet_secret_key *key,
                                        int32_t index)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (plan == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (index < 0 || index > (int32_t)CN_LIMIT_INDEX) {
        return CARNET_CALLER_RANGE;
    }
    /* Lent what the plan owns. */
    carnet_plan indexed = *plan;
    indexed.has_index = true;
    indexed.index = (uint32_t)index;
    return carnet_issue_sign(out, &indexed, key);
}

carnet_status carnet_issue_sign_seeded(carnet_buf **out,
                                       const carnet_plan *plan,
                                       const carnet_secret_key *key,
                                       const uint8_t *seed, size_t seed_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (plan == NULL || key == NULL || seed == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (seed_len != CARNET_ISSUE_SEED_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = cn_crypto_ready();
    return status != CARNET_OK ? status : sign(out, plan, key, seed);
}

/* ---- forms ---- */

/* A text may hold less than a file: what no reader of it would take, such as
   a ninth credential, is refused before it is printed. */
static carnet_status check_text(cn_arena *arena, cn_span text)
{
    cn_api_passport p;
    carnet_status status = cn_api_open(&p, arena, text, NULL);
    for (size_t i = 0; i < p.num && status == CARNET_OK; i++) {
        status = cn_api_unpack(&p, i, NULL);
    }
    return status;
}

static carnet_status as_form(carnet_buf **out, const uint8_t *passport,
                             size_t passport_len, cn_wire_form form)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(passport, passport_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_buf b;
    cn_buf_init(&b);
    cn_span bytes;
    cn_wire_form from;
    size_t offset = 0;
    carnet_status status = cn_wire_read(
        &bytes, &from, &arena, cn_span_of(passport, passport_len), &offset);
    if (status == CARNET_OK) {
        cn_wire_write(&b, form, bytes);
        status = b.status;
    }
    if (status == CARNET_OK && form == CN_WIRE_TEXT) {
        status = check_text(&arena, cn_buf_span(&b));
    }
    if (status == CARNET_OK) {
        status = cn_buf_give(&b, out);
    }
    cn_buf_free(&b);
    cn_arena_free(&arena);
    return status;
}

carnet_status carnet_issue_as_text(carnet_buf **out, const uint8_t *passport,
                                   size_t passport_len)
{
    return as_form(out, passport, passport_len, CN_WIRE_TEXT);
}

carnet_status carnet_issue_as_file(carnet_buf **out, const uint8_t *passport,
                                   size_t passport_len)
{
    return as_form(out, passport, passport_len, CN_WIRE_FILE);
}
