/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport as several codes: the form of each is the wire room's, the check
 * that ties them is a hash of the whole. Trusts nothing: that codes fit
 * together says that they were cut from one text, not who wrote it.
 */
#include "../crypto/crypto.h"
#include "../qr/qr.h"
#include "../wire/wire.h"
#include "api.h"

_Static_assert(CARNET_SET_MAX_CODES == CN_LIMIT_SET_CODES, "two limits");

struct carnet_set {
    cn_wire_joiner joiner;
};

/* The first 4 bytes of H("carnet set 1", whole), format.md section 2.1. */
static void check_of(uint8_t out[CN_WIRE_CHECK_SIZE], cn_span whole)
{
    static const uint8_t label[16] = "carnet set 1";
    uint8_t hash[CN_CRYPTO_HASH_SIZE];
    cn_crypto_blake2b(hash, cn_span_of(label, sizeof label), whole);
    memcpy(out, hash, CN_WIRE_CHECK_SIZE);
}

int32_t carnet_set_count_for(size_t text_len, int32_t level)
{
    enum {
        PREFIX = 4
    };
    size_t body = text_len < PREFIX ? 0 : text_len - PREFIX;
    size_t total = body / 3 * 2 + body % 3 / 2;
    for (size_t count = 1; count <= CN_LIMIT_SET_CODES && body % 3 != 1;
         count++) {
        int32_t version =
            carnet_qr_version_for(cn_wire_set_chars(total, count), level);
        if (cn_wire_set_fits(total, count) && version > 0 &&
            version <= CARNET_SET_MAX_VERSION) {
            return (int32_t)count;
        }
    }
    return 0;
}

/* ---- one code ---- */

static carnet_status split(cn_buf *out, cn_span passport, size_t count,
                           size_t index)
{
    cn_wire_set set = {.kind = 0, .count = (uint8_t)count};
    if (!cn_wire_fits_text(passport.len)) {
        return CARNET_TEXT_TOO_LONG;
    }
    if (!cn_wire_set_fits(passport.len, count)) {
        return CARNET_CALLER_RANGE;
    }
    set.total = (uint16_t)passport.len;
    check_of(set.check, passport);
    cn_wire_set_write(out, &set, index, passport);
    return out->status;
}

carnet_status carnet_set_split(carnet_buf **out, const uint8_t *passport,
                               size_t passport_len, int32_t count,
                               int32_t index)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(passport, passport_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (count < 1 || count > CARNET_SET_MAX_CODES || index < 0 ||
        index > count) {
        return CARNET_CALLER_RANGE;
    }
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_buf text;
    cn_buf_init(&text);
    cn_span bytes;
    cn_wire_form form;
    size_t offset;
    carnet_status status = cn_wire_read(
        &bytes, &form, &arena, cn_span_of(passport, passport_len), &offset);
    if (status == CARNET_OK) {
        status = split(&text, bytes, (size_t)count, (size_t)index);
    }
    if (status == CARNET_OK) {
        status = cn_buf_give(&text, out);
    }
    cn_buf_free(&text);
    cn_arena_free(&arena);
    return status;
}

int32_t carnet_set_is_part(const uint8_t *text, size_t text_len)
{
    return cn_span_check(text, text_len) == CARNET_OK &&
           cn_wire_is_part(cn_span_of(text, text_len));
}

/* ---- many ---- */

carnet_status carnet_set_new(carnet_set **out)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = cn_mem_alloc(sizeof **out);
    return *out != NULL ? CARNET_OK : CARNET_CALLER_MEMORY;
}

carnet_status carnet_set_add(carnet_set *set, int32_t *index_out,
                             const uint8_t *text, size_t text_len)
{
    int32_t index = -1;
    carnet_status status = CARNET_CALLER_NULL;
    if (set != NULL && cn_span_check(text, text_len) == CARNET_OK) {
        status =
            cn_wire_join_add(&set->joiner, &index, cn_span_of(text, text_len));
    }
    if (index_out != NULL) {
        *index_out = index;
    }
    return status;
}

int32_t carnet_set_count(const carnet_set *set)
{
    return set != NULL ? set->joiner.set.count : 0;
}

int32_t carnet_set_has(const carnet_set *set, int32_t index)
{
    return set != NULL && index >= 0 && index <= CARNET_SET_MAX_CODES
               ? (int32_t)(set->joiner.have >> index & 1)
               : 0;
}

carnet_status carnet_set_join(carnet_buf **out, carnet_set *set)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (set == NULL) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = cn_wire_join_end(&set->joiner);
    if (status != CARNET_OK) {
        return status;
    }
    cn_span whole = cn_span_of(set->joiner.whole, set->joiner.set.total);
    uint8_t check[CN_WIRE_CHECK_SIZE];
    check_of(check, whole);
    if (memcmp(check, set->joiner.set.check, sizeof check) != 0) {
        return CARNET_TEXT_SET_DIGEST;
    }
    cn_buf text;
    cn_buf_init(&text);
    cn_wire_write(&text, CN_WIRE_TEXT, whole);
    return cn_buf_give(&text, out);
}

void carnet_set_free(carnet_set *set)
{
    cn_mem_free(set, sizeof *set);
}
