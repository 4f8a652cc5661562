/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The list of reasons for which a changed object may say what it said, each
 * found by looking at the bytes; that parity is idle, by joining the set
 * without it (judge.c).
 */
#include "proof.h"

static const char *const names[PROOF_REASONS] = {
    "differ by one line end behind the text",
    "inflate to the same items",
    "differ in locks or ciphertext, which are not signed",
    "differ in parity of a set that lacks no code",
};

const char *proof_reason_name(proof_reason r)
{
    return names[r];
}

static cn_span without_line_end(cn_span text)
{
    size_t len = text.len;
    if (len > 0 && text.data[len - 1] == '\n') {
        len--;
        len -= len > 0 && text.data[len - 1] == '\r';
    }
    return cn_span_of(text.data, len);
}

/* ---- passports ---- */

/* A part's sealing as it stands in the front of its credential: all but its
   digest is left out. */
static void put_front(cn_buf *out, const cn_api_credential *c)
{
    const uint8_t *at = c->front.data;
    const uint8_t *end = at + c->front.len;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        cn_span sealed = c->proof[part].sealed;
        if (sealed.len > 0) {
            cn_buf_put(out, at, (size_t)(sealed.data - at));
            cn_buf_put(out, c->proof[part].digest, CN_PRIVACY_DIGEST_SIZE);
            at = sealed.data + sealed.len;
        }
    }
    cn_buf_put(out, at, (size_t)(end - at));
}

/* How its DEFLATE ends, which a reader is strict about: its length and its last
   byte, with the bits that are spare. */
static void put_end(cn_buf *out, const cn_api_credential *c)
{
    cn_buf_put_u8(out, c->packed);
    if (c->packed) {
        cn_cbor_put_uint(out, c->body.len);
        cn_buf_put_u8(out, c->body.data[c->body.len - 1]);
    }
}

/* All of a passport, its bodies inflated; with sealed parts as they stand, or
   without what no signature is about. */
static cn_buf inflated(cn_span bytes, bool with_seals)
{
    cn_buf out;
    cn_arena arena;
    cn_api_passport p;
    memset(&p, 0, sizeof p);
    cn_buf_init(&out);
    cn_arena_init_grow(&arena);
    assert_status(cn_api_open(&p, &arena, bytes, NULL), CARNET_OK);
    for (size_t i = 0; i < p.num; i++) {
        cn_api_credential *c = &p.credentials[i];
        assert_status(cn_api_unpack(&p, i, NULL), CARNET_OK);
        if (with_seals) {
            cn_buf_put_span(&out, c->front);
        } else {
            put_front(&out, c);
        }
        put_end(&out, c);
        cn_buf_put_span(&out, c->items);
    }
    cn_arena_free(&arena);
    return out;
}

static bool is_the_same(cn_span a, cn_span b, bool with_seals)
{
    cn_buf one = inflated(a, with_seals);
    cn_buf two = inflated(b, with_seals);
    bool same = cn_span_equal(cn_buf_span(&one), cn_buf_span(&two));
    cn_buf_free(&one);
    cn_buf_free(&two);
    return same;
}

proof_reason proof_reason_of(const proof_object *o, cn_span bytes)
{
    cn_span before = cn_buf_span(&o->bytes);
    if (before.data[0] == 'H' &&
        cn_span_equal(without_line_end(bytes), without_line_end(before))) {
        return PROOF_LINE_END;
    }
    if (o->kind == PROOF_CODE) {
        return o->is_idle ? PROOF_IDLE : PROOF_NO_REASON;
    }
    if (o->kind == PROOF_TRUST || o->kind == PROOF_STATUS) {
        return PROOF_NO_REASON;
    }
    if (is_the_same(bytes, before, true)) {
        return PROOF_DEFLATE;
    }
    return is_the_same(bytes, before, false) ? PROOF_UNOPENED : PROOF_NO_REASON;
}
