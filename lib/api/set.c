/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport or a list as several codes: the form of each is the wire room's,
 * the check that ties them is a hash of the whole. Trusts nothing: that codes
 * fit together says that they were cut from one text, not who wrote it.
 */
#include "../crypto/crypto.h"
#include "../qr/qr.h"
#include "../trust/trust.h"
#include "../wire/wire.h"
#include "api.h"

_Static_assert(CARNET_SET_MAX_CODES == CN_LIMIT_SET_CODES, "two limits");
_Static_assert(CARNET_SET_PASSPORT == CN_WIRE_PASSPORTS + 1 &&
                   CARNET_SET_TRUST_LIST == CN_WIRE_TRUST_LISTS + 1 &&
                   CARNET_SET_STATUS_LIST == CN_WIRE_STATUS_LISTS + 1,
               "two orders of kinds");

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
    size_t body =
        text_len < CN_WIRE_PREFIX_LEN ? 0 : text_len - CN_WIRE_PREFIX_LEN;
    size_t total = body / 3 * 2 + body % 3 / 2;
    for (size_t count = 1; count <= CN_LIMIT_SET_CODES && body % 3 != 1;
         count++) {
        /* Of what fits alone are there characters to count. */
        int32_t version =
            cn_wire_set_fits(total, count)
                ? carnet_qr_version_for(cn_wire_set_chars(total, count), level)
                : 0;
        if (version > 0 && version <= CARNET_SET_MAX_VERSION) {
            return (int32_t)count;
        }
    }
    return 0;
}

/* ---- one code ---- */

/* The letter of a kind of list. */
static cn_wire_list letter_of(size_t kind)
{
    return kind == CN_WIRE_TRUST_LISTS ? CN_WIRE_TRUST_LIST
                                       : CN_WIRE_STATUS_LIST;
}

/* The bytes of a passport or a list, without envelope. What begins as neither
   is named as a passport would be. */
static carnet_status read_whole(cn_span *bytes_out, size_t *kind_out,
                                cn_arena *arena, cn_span input)
{
    cn_wire_form form;
    size_t offset;
    *kind_out = cn_wire_whole_kind(input);
    if (*kind_out == CN_WIRE_TRUST_LISTS || *kind_out == CN_WIRE_STATUS_LISTS) {
        return cn_wire_read_list(bytes_out, arena, input, letter_of(*kind_out),
                                 &offset);
    }
    return cn_wire_read(bytes_out, &form, arena, input, &offset);
}

static carnet_status split(cn_buf *out, size_t kind, cn_span whole,
                           size_t count, size_t index)
{
    cn_wire_set set = {.kind = (uint8_t)kind, .count = (uint8_t)count};
    if (!cn_wire_fits_text(whole.len)) {
        return CARNET_TEXT_TOO_LONG;
    }
    if (!cn_wire_set_fits(whole.len, count)) {
        return CARNET_CALLER_RANGE;
    }
    set.total = (uint16_t)whole.len;
    check_of(set.check, whole);
    cn_wire_set_write(out, &set, index, whole);
    return out->status;
}

carnet_status carnet_set_split(carnet_buf **out, const uint8_t *whole,
                               size_t whole_len, int32_t count, int32_t index)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(whole, whole_len) != CARNET_OK) {
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
    size_t kind;
    carnet_status status =
        read_whole(&bytes, &kind, &arena, cn_span_of(whole, whole_len));
    if (status == CARNET_OK) {
        status = split(&text, kind, bytes, (size_t)count, (size_t)index);
    }
    if (status == CARNET_OK) {
        status = cn_buf_give(&text, out);
    }
    cn_buf_free(&text);
    cn_arena_free(&arena);
    return status;
}

/* ---- a list in one ---- */

static carnet_status list_text(cn_buf *out, cn_arena *arena, cn_span input)
{
    cn_cose_list parts;
    cn_span bytes;
    size_t offset;
    size_t kind = cn_wire_whole_kind(input);
    cn_span typ = kind == CN_WIRE_STATUS_LISTS ? CN_SPAN_LIT(CN_STATUS_TYP)
                                               : CN_SPAN_LIT(CN_TRUST_TYP);
    carnet_status status =
        cn_wire_read_list(&bytes, arena, input, letter_of(kind), &offset);
    if (status == CARNET_OK) {
        status = cn_cose_list_read(&parts, bytes, typ, &offset);
    }
    if (status == CARNET_OK) {
        cn_wire_write_list(out, CN_WIRE_TEXT, letter_of(kind), bytes);
        status = out->status;
    }
    return status;
}

carnet_status carnet_set_list_text(carnet_buf **out, const uint8_t *list,
                                   size_t list_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(list, list_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_arena arena;
    cn_buf text;
    cn_arena_init_grow(&arena);
    cn_buf_init(&text);
    carnet_status status = list_text(&text, &arena, cn_span_of(list, list_len));
    if (status == CARNET_OK) {
        status = cn_buf_give(&text, out);
    }
    cn_buf_free(&text);
    cn_arena_free(&arena);
    return status;
}

/* ---- what is what ---- */

static int32_t public_kind(size_t kind)
{
    return kind == CN_WIRE_NUM_KINDS ? CARNET_SET_NONE : (int32_t)kind + 1;
}

int32_t carnet_set_whole_kind(const uint8_t *input, size_t input_len)
{
    return cn_span_check(input, input_len) != CARNET_OK
               ? CARNET_SET_NONE
               : public_kind(cn_wire_whole_kind(cn_span_of(input, input_len)));
}

int32_t carnet_set_part_kind(const uint8_t *text, size_t text_len)
{
    return cn_span_check(text, text_len) != CARNET_OK
               ? CARNET_SET_NONE
               : public_kind(cn_wire_part_kind(cn_span_of(text, text_len)));
}

int32_t carnet_set_is_part(const uint8_t *text, size_t text_len)
{
    return carnet_set_part_kind(text, text_len) == CARNET_SET_PASSPORT;
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

int32_t carnet_set_kind(const carnet_set *set)
{
    return set == NULL || set->joiner.have == 0
               ? CARNET_SET_NONE
               : public_kind(set->joiner.set.kind);
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
    size_t kind = set->joiner.set.kind;
    if (kind == CN_WIRE_PASSPORTS) {
        cn_wire_write(&text, CN_WIRE_TEXT, whole);
    } else {
        cn_wire_write_list(&text, CN_WIRE_TEXT, letter_of(kind), whole);
    }
    return cn_buf_give(&text, out);
}

void carnet_set_free(carnet_set *set)
{
    cn_mem_free(set, sizeof *set);
}
