/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes a passport inside: heads, dates and proofs, the inflated items, what
 * lies in a seal; then computes each root that fits and signs it, so that the
 * change is looked at behind the signature too. The library verifies as ever.
 */
#include "fuzz.h"

#include "../lib/api/passport_i.h"

/* An input taken apart. */
typedef struct {
    cn_arena arena;
    cn_wire_form form;
    cn_api_passport p;
} taken;

static bool take(taken *t, cn_span input)
{
    size_t offset;
    cn_span bytes;
    memset(t, 0, sizeof *t);
    cn_arena_init_grow(&t->arena);
    return cn_wire_read(&bytes, &t->form, &t->arena, input, &offset) ==
               CARNET_OK &&
           cn_api_open(&t->p, &t->arena, input, NULL) == CARNET_OK;
}

/* ---- writing it again ---- */

static void put_body(cn_buf *out, const cn_api_credential *c)
{
    if (c->packed) {
        cn_cbor_put_bytes(out, c->body);
    } else {
        cn_buf_put_span(out, c->body);
    }
}

/* All credentials, with other bytes for the front or the body of one. */
static void put_passport(cn_buf *out, const cn_api_passport *p, size_t which,
                         const cn_buf *front, const cn_buf *body)
{
    cn_cbor_put_array(out, p->num);
    for (size_t i = 0; i < p->num; i++) {
        const cn_api_credential *c = &p->credentials[i];
        cn_cbor_put_array(out, c->num_elements);
        cn_buf_put_span(out, i == which && front != NULL ? cn_buf_span(front)
                                                         : c->front);
        if (i == which && body != NULL) {
            cn_buf_put_span(out, cn_buf_span(body));
        } else {
            put_body(out, c);
        }
    }
}

/* ---- changes ---- */

static void change_front(cn_buf *out, const taken *t, size_t i, fuzz_chance *c)
{
    cn_buf front;
    cn_buf_init(&front);
    fuzz_change_cbor(&front, t->p.credentials[i].front, c);
    put_passport(out, &t->p, i, &front, NULL);
    cn_buf_free(&front);
}

/* Mostly not compressed, which takes longest of all. */
static void change_items(cn_buf *out, taken *t, size_t i, fuzz_chance *c)
{
    cn_buf items;
    cn_buf body;
    bool packed = fuzz_below(c, 32) == 0;
    cn_buf_init(&items);
    cn_buf_init(&body);
    (void)cn_api_unpack(&t->p, i, NULL); /* what it left is changed as well */
    fuzz_change_cbor(&items, t->p.credentials[i].items, c);
    if (packed) {
        cn_buf stream;
        cn_buf_init(&stream);
        (void)cn_wire_deflate(&stream, cn_buf_span(&items));
        cn_cbor_put_bytes(&body, cn_buf_span(&stream));
        cn_buf_free(&stream);
    } else {
        cn_buf_put_span(&body, cn_buf_span(&items));
    }
    put_passport(out, &t->p, i, NULL, &body);
    cn_buf_free(&items);
    cn_buf_free(&body);
}

/* Credentials twice, in another order, one less, or whatever comes. */
static void change_list(cn_buf *out, const taken *t, fuzz_chance *c)
{
    fuzz_change_cbor(out, t->p.bytes, c);
}

/* ---- inside a seal ---- */

static void seal_again(cn_buf *out, const cn_api_proof *proof, cn_span context,
                       const cn_buf *plain, fuzz_chance *c)
{
    cn_privacy_recipients to = {0};
    to.num_keys = 1 + (fuzz_below(c, 4) == 0);
    for (size_t i = 0; i < to.num_keys; i++) {
        to.keys[i] = fuzz_seal_key()->public_key;
    }
    (void)cn_privacy_seal(out, &to, proof->digest, context, cn_buf_span(plain));
}

/* Seed, body and zeros of a plaintext, one of which changes. */
static void change_plain(cn_buf *out, cn_span plain, fuzz_chance *c)
{
    cn_span body = cn_span_after(plain, CN_PRIVACY_SEED_SIZE);
    size_t used = 0;
    if (fuzz_below(c, 4) == 0 ||
        cn_cbor_scan_first(body, CN_MODEL_ITEMS_DEPTH, SIZE_MAX, &used, NULL) !=
            CARNET_OK) {
        fuzz_change_bytes(out, plain, c);
    } else {
        cn_buf_put(out, plain.data, CN_PRIVACY_SEED_SIZE);
        fuzz_change_cbor(out, cn_span_of(body.data, used), c);
    }
    if (fuzz_below(c, 8) != 0) {
        cn_privacy_pad(out);
    }
}

/* False where there is no seal, or not one of our key's. */
static bool change_sealed(cn_buf *out, taken *t, size_t i, size_t part,
                          fuzz_chance *c)
{
    static const cn_privacy_opener nobody;
    cn_privacy_opener with = nobody;
    cn_api_credential *one = &t->p.credentials[i];
    cn_span sealed = one->proof[part].sealed;
    cn_buf context, plain, next, again;
    with.key = fuzz_seal_key();
    if (sealed.len == 0 || cn_api_unfold(&t->p, i, NULL) != CARNET_OK) {
        return false;
    }
    cn_buf_init(&context);
    cn_buf_init(&plain);
    cn_buf_init(&next);
    cn_buf_init(&again);
    cn_privacy_seal_context(&context, (uint32_t)part, one->claims.root);
    bool opened = cn_privacy_unseal(&plain, sealed, &with,
                                    cn_buf_span(&context)) == CARNET_OK;
    if (opened) {
        change_plain(&next, cn_buf_span(&plain), c);
        seal_again(&again, &one->proof[part], cn_buf_span(&context), &next, c);
        size_t at = (size_t)(sealed.data - t->p.bytes.data);
        cn_buf_put(out, t->p.bytes.data, at);
        cn_buf_put_span(out, cn_buf_span(&again));
        cn_buf_put(out, sealed.data + sealed.len,
                   t->p.bytes.len - at - sealed.len);
    }
    cn_buf_free(&context);
    cn_buf_free(&plain);
    cn_buf_free(&next);
    cn_buf_free(&again);
    return opened;
}

static void change(cn_buf *out, taken *t, fuzz_chance *c)
{
    size_t i = fuzz_below(c, t->p.num);
    size_t part = 1 + fuzz_below(c, CN_API_PARTS - 1);
    if (fuzz_below(c, 3) == 0 && change_sealed(out, t, i, part, c)) {
        return;
    }
    switch (fuzz_below(c, 20)) {
    case 0:
        change_list(out, t, c);
        break;
    case 1:
    case 2:
        change_front(out, t, i, c);
        break;
    default:
        change_items(out, t, i, c);
        break;
    }
}

/* ---- signing ---- */

/* Signs what fits, in place: head is a string of 68 bytes or more, of which
   the key id and the signature come first. */
static void sign_one(cn_buf *file, taken *t, size_t i, fuzz_chance *c)
{
    enum {
        HEAD = 2 /* bytes before a string of so many */
    };
    cn_api_credential *one = &t->p.credentials[i];
    const carnet_secret_key *key =
        fuzz_secret(fuzz_below(c, 8) == 0 ? FUZZ_OTHER : FUZZ_ISSUER);
    if (cn_api_unfold(&t->p, i, NULL) != CARNET_OK) {
        return;
    }
    uint8_t *kid = file->data + (one->front.data - t->p.input.data) + HEAD;
    memcpy(one->claims.kid, key->public_key.digest, CARNET_KEY_ID_SIZE);
    memcpy(kid, one->claims.kid, CARNET_KEY_ID_SIZE);
    (void)cn_cose_sign(kid + CARNET_KEY_ID_SIZE, &one->claims, key);
}

static void sign(cn_buf *file, fuzz_chance *c)
{
    taken t;
    if (take(&t, cn_buf_span(file))) {
        for (size_t i = 0; i < t.p.num; i++) {
            sign_one(file, &t, i, c);
        }
    }
    cn_arena_free(&t.arena);
}

/* As the text that says the same. */
static void put_form(cn_buf *out, const cn_buf *file, cn_wire_form form)
{
    const size_t magic = 8;
    cn_span passport = cn_span_after(cn_buf_span(file), magic);
    if (form == CN_WIRE_TEXT && cn_wire_fits_text(passport.len)) {
        cn_wire_write(out, CN_WIRE_TEXT, passport);
    } else {
        cn_buf_put_span(out, cn_buf_span(file));
    }
}

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    taken t;
    cn_buf passport;
    cn_buf file;
    bool good = take(&t, input);
    cn_buf_init(&passport);
    cn_buf_init(&file);
    if (good) {
        change(&passport, &t, c);
        cn_wire_write(&file, CN_WIRE_FILE, cn_buf_span(&passport));
        sign(&file, c);
        put_form(out, &file, t.form);
    }
    cn_buf_free(&passport);
    cn_buf_free(&file);
    cn_arena_free(&t.arena);
    return good;
}
