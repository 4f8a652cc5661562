/* SPDX-License-Identifier: Apache-2.0 */
/*
 * To whom parts are sealed, and a part on its way into its seal: seed and body
 * of the part alone, padded (docs/spec/format.md section 4). Of a decoy nothing
 * goes in but zeros.
 */
#include "present_i.h"

_Static_assert(CARNET_SEAL_RECIPIENTS == CN_LIMIT_LOCKS, "recipients");
_Static_assert(CARNET_SEAL_PHRASE_CHARS ==
                   CN_PRIVACY_PHRASE_CHARS + CN_PRIVACY_PHRASE_CHARS / 4 - 1,
               "phrase");

size_t carnet_seal_recipients(void)
{
    return CARNET_SEAL_RECIPIENTS;
}

size_t carnet_seal_phrase_chars(void)
{
    return CARNET_SEAL_PHRASE_CHARS;
}

/* ---- phrases ---- */

carnet_status carnet_seal_phrase_new(carnet_buf **out)
{
    cn_buf phrase;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    cn_buf_init(&phrase);
    carnet_status status = cn_privacy_phrase_new(&phrase);
    if (status != CARNET_OK) {
        cn_buf_free(&phrase);
        return status;
    }
    return cn_buf_give(&phrase, out);
}

carnet_status carnet_seal_phrase_check(const char *phrase, size_t phrase_len)
{
    uint8_t secret[CN_PRIVACY_PHRASE_SECRET];
    if (cn_span_check(phrase, phrase_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status =
        cn_privacy_phrase_read(secret, cn_span_of(phrase, phrase_len));
    cn_mem_wipe(secret, sizeof secret);
    return status;
}

/* ---- recipients ---- */

carnet_status carnet_seal_new(carnet_sealing **out)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = cn_mem_alloc(sizeof **out);
    return *out == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

/* Whether a part can have one more recipient. */
static carnet_status may_add(const carnet_sealing *sealing, const void *given,
                             int32_t part)
{
    if (sealing == NULL || given == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (part != CARNET_PART_CLINIC && part != CARNET_PART_PRIVATE) {
        return CARNET_CALLER_RANGE;
    }
    const cn_privacy_recipients *to = &sealing->to[part];
    return to->decoy || to->num_keys + to->has_phrase >= CN_LIMIT_LOCKS
               ? CARNET_PRIVACY_RECIPIENTS
               : CARNET_OK;
}

carnet_status carnet_seal_add_key(carnet_sealing *sealing,
                                  const carnet_seal_public *key, int32_t part)
{
    carnet_status status = may_add(sealing, key, part);
    if (status != CARNET_OK) {
        return status;
    }
    cn_privacy_recipients *to = &sealing->to[part];
    for (size_t i = 0; i < to->num_keys; i++) {
        if (memcmp(to->keys[i].bytes, key->bytes, CARNET_SEAL_KEY_SIZE) == 0) {
            return CARNET_PRIVACY_RECIPIENTS;
        }
    }
    to->keys[to->num_keys++] = *key;
    return CARNET_OK;
}

carnet_status carnet_seal_add_phrase(carnet_sealing *sealing,
                                     const char *phrase, size_t phrase_len,
                                     int32_t part)
{
    carnet_status status = may_add(sealing, phrase, part);
    if (status != CARNET_OK) {
        return status;
    }
    cn_privacy_recipients *to = &sealing->to[part];
    if (to->has_phrase) {
        return CARNET_PRIVACY_RECIPIENTS;
    }
    status = cn_privacy_phrase_read(to->phrase, cn_span_of(phrase, phrase_len));
    to->has_phrase = status == CARNET_OK;
    return status;
}

carnet_status carnet_seal_add_decoy(carnet_sealing *sealing, int32_t part)
{
    carnet_status status = may_add(sealing, sealing, part);
    if (status != CARNET_OK) {
        return status;
    }
    cn_privacy_recipients *to = &sealing->to[part];
    if (to->num_keys > 0 || to->has_phrase) {
        return CARNET_PRIVACY_RECIPIENTS;
    }
    to->decoy = true;
    return CARNET_OK;
}

void carnet_seal_free(carnet_sealing *sealing)
{
    if (sealing != NULL) {
        cn_mem_free(sealing, sizeof *sealing);
    }
}

static bool has_recipients(const carnet_sealing *sealing)
{
    bool has = false;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        const cn_privacy_recipients *to = &sealing->to[part];
        has = has || to->decoy || to->has_phrase || to->num_keys > 0;
    }
    return has;
}

carnet_status carnet_seal_present(carnet_buf **out, carnet_problem **problem,
                                  const uint8_t *passport, size_t passport_len,
                                  const char *audience, const char *const *show,
                                  size_t num_show, const char *const *withhold,
                                  size_t num_withhold,
                                  const carnet_sealing *sealing)
{
    const cn_api_wish wish = {audience, show,         num_show,
                              withhold, num_withhold, sealing};
    cn_problem_clear(problem);
    if (out != NULL) {
        *out = NULL;
    }
    if (sealing == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!has_recipients(sealing)) {
        return CARNET_PRIVACY_RECIPIENTS;
    }
    return cn_api_present(out, problem, cn_span_of(passport, passport_len),
                          &wish);
}

/* ---- one part ---- */

/* The digest of a part, whatever there is of it. */
static carnet_status digest_of(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                               const cn_api_credential *c, size_t part)
{
    cn_privacy_view view;
    if (!cn_api_is_here(&c->proof[part])) {
        memcpy(out, c->proof[part].digest, CN_PRIVACY_DIGEST_SIZE);
        return CARNET_OK;
    }
    cn_api_view_of(&view, c, part);
    return cn_privacy_digest(out, &view);
}

/* Seed and body of a part, as it is sealed, not yet padded. */
static carnet_status put_plain(cn_buf *out, const cn_api_credential *c,
                               size_t part)
{
    cn_buf items;
    cn_buf_init(&items);
    cn_buf_put(out, c->proof[part].seed, CN_PRIVACY_SEED_SIZE);
    cn_cbor_put_array(&items, 1);
    cn_api_put_part(&items, c, &c->shown[part], part);
    carnet_status status = items.status;
    if (status == CARNET_OK) {
        status = cn_api_put_body(out, cn_buf_span(&items));
    }
    cn_buf_free(&items);
    return status;
}

static carnet_status make_plain(cn_buf *out, const cn_api_credential *c,
                                const cn_privacy_recipients *to, size_t part)
{
    carnet_status status = CARNET_OK;
    if (cn_api_is_here(&c->proof[part])) {
        status = put_plain(out, c, part);
    }
    if (status == CARNET_OK) {
        cn_privacy_pad(out);
        status = out->status;
    }
    if (status == CARNET_OK && to->decoy) {
        memset(out->data, 0, out->len); /* as long as it would be */
    }
    return status;
}

carnet_status cn_api_put_sealed(cn_buf *out, const cn_api_credential *c,
                                const cn_api_choice *choice, size_t part)
{
    const cn_privacy_recipients *to = choice->seal[part];
    if (to == NULL) { /* as it came */
        cn_buf_put_span(out, c->proof[part].sealed);
        return out->status;
    }
    cn_buf plain;
    cn_buf context;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_buf_init(&plain);
    cn_buf_init(&context);
    cn_privacy_seal_context(&context, (uint32_t)part, c->claims.root);
    carnet_status status = context.status;
    if (status == CARNET_OK) {
        status = digest_of(digest, c, part);
    }
    if (status == CARNET_OK) {
        status = make_plain(&plain, c, to, part);
    }
    if (status == CARNET_OK) {
        status = cn_privacy_seal(out, to, digest, cn_buf_span(&context),
                                 cn_buf_span(&plain));
    }
    cn_buf_free(&context);
    cn_buf_free(&plain);
    return status;
}
