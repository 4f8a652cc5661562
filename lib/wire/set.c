/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport or a list cut into several codes, docs/spec/format.md section 2.1:
 * one code written, codes joined in any order. Refuses numbers and lengths that
 * no writer makes, and joins no code of one kind to a set of another. The check
 * that all codes of a set carry is compared, never computed: this room knows no
 * hash.
 */
#include "wire_i.h"

/* Places in the bytes of a code. */
enum {
    AT_INDEX,
    AT_COUNT,
    AT_TOTAL,
    AT_CHECK = 4,
    HEAD = AT_CHECK + CN_WIRE_CHECK_SIZE
};

/* What a code begins with, by kind of set; as long as CN_WIRE_PREFIX. */
static const char prefixes[CN_WIRE_NUM_KINDS][CN_WIRE_PREFIX_LEN + 1] = {
    "HP1.", "HT1.", "HR1."};

_Static_assert(CN_LIMIT_SET_CODES < 32, "a code has no bit");
_Static_assert(CN_LIMIT_TEXT_BYTES <= UINT16_MAX, "a total has no place");
_Static_assert((CN_LIMIT_TEXT_CHARS - CN_WIRE_PREFIX_LEN) / 3 * 2 + 1 <=
                   CN_LIMIT_TEXT_BYTES,
               "a code has no room");

/* ---- sizes ---- */

static size_t chunk_size(size_t total, size_t count)
{
    return (total + count - 1) / count;
}

/* Bytes of chunk index; parity is as long as the first. */
static size_t chunk_len(size_t total, size_t count, size_t index)
{
    size_t size = chunk_size(total, count);
    size_t from = index == count ? 0 : index * size;
    return total - from < size ? total - from : size;
}

bool cn_wire_set_fits(size_t total, size_t count)
{
    return count >= 1 && count <= CN_LIMIT_SET_CODES &&
           cn_wire_fits_text(total) &&
           (count - 1) * chunk_size(total, count) < total;
}

size_t cn_wire_set_chars(size_t total, size_t count)
{
    return cn_wire_text_chars(HEAD + chunk_size(total, count));
}

/* ---- writing ---- */

static void add_xor(uint8_t *to, cn_span from)
{
    for (size_t i = 0; i < from.len; i++) {
        to[i] ^= from.data[i];
    }
}

/* Adds chunk number i of a whole to to, which is zero or a sum of others. */
static void add_chunk(uint8_t *to, const cn_wire_set *set, const uint8_t *whole,
                      size_t i)
{
    size_t at = i * chunk_size(set->total, set->count);
    add_xor(to, cn_span_of(whole + at, chunk_len(set->total, set->count, i)));
}

/* Adds all chunks but one; but = count: all. */
static void add_others(uint8_t *to, const cn_wire_set *set,
                       const uint8_t *whole, size_t but)
{
    for (size_t i = 0; i < set->count; i++) {
        if (i != but) {
            add_chunk(to, set, whole, i);
        }
    }
}

static void put_bytes(cn_buf *out, const cn_wire_set *set, size_t index,
                      cn_span whole)
{
    cn_buf_put_u8(out, (uint8_t)index);
    cn_buf_put_u8(out, set->count);
    cn_buf_put_u8(out, (uint8_t)(set->total >> 8));
    cn_buf_put_u8(out, (uint8_t)set->total);
    cn_buf_put(out, set->check, sizeof set->check);
    size_t len = chunk_len(set->total, set->count, index);
    uint8_t *chunk = cn_buf_extend(out, len);
    if (chunk == NULL) {
        return;
    }
    memset(chunk, 0, len);
    if (index == set->count) {
        add_others(chunk, set, whole.data, index);
    } else {
        add_chunk(chunk, set, whole.data, index);
    }
}

void cn_wire_set_write(cn_buf *out, const cn_wire_set *set, size_t index,
                       cn_span whole)
{
    if (cn_wire_set_chars(set->total, set->count) > CN_LIMIT_TEXT_CHARS) {
        if (out->status == CARNET_OK) {
            out->status = CARNET_TEXT_TOO_LONG;
        }
        return;
    }
    cn_buf bytes;
    cn_buf_init(&bytes);
    put_bytes(&bytes, set, index, whole);
    if (bytes.status == CARNET_OK) {
        cn_buf_put_str(out, prefixes[set->kind]);
        cn_wire_base45_encode(out, cn_buf_span(&bytes));
    } else if (out->status == CARNET_OK) {
        out->status = bytes.status;
    }
    cn_buf_free(&bytes);
}

/* ---- reading one ---- */

size_t cn_wire_part_kind(cn_span text)
{
    size_t kind = 0;
    while (kind < CN_WIRE_NUM_KINDS &&
           !cn_span_starts(text, cn_span_str(prefixes[kind]))) {
        kind++;
    }
    return kind;
}

/* What a text is that is no code of a set. */
static carnet_status name_other(cn_span text)
{
    size_t offset;
    if (cn_span_starts(text, CN_SPAN_LIT(CN_WIRE_PREFIX))) {
        return CARNET_TEXT_PREFIX;
    }
    carnet_status status = cn_wire_name_start(text, &offset);
    /* What begins as a code did not come here: there is white space before. */
    return status == CARNET_TEXT_SET ? CARNET_TEXT_SPACE : status;
}

typedef struct {
    cn_wire_set set;
    size_t index;
    cn_span chunk;
} part;

/* The numbers of a code against each other and against what is there. */
static carnet_status take_bytes(part *out, cn_span bytes)
{
    if (bytes.len <= HEAD) {
        return CARNET_TEXT_SET_SIZE;
    }
    const uint8_t *b = bytes.data;
    out->index = b[AT_INDEX];
    out->set.count = b[AT_COUNT];
    out->set.total = (uint16_t)(b[AT_TOTAL] << 8 | b[AT_TOTAL + 1]);
    memcpy(out->set.check, b + AT_CHECK, CN_WIRE_CHECK_SIZE);
    out->chunk = cn_span_of(b + HEAD, bytes.len - HEAD);
    if (out->set.count == 0 || out->set.count > CN_LIMIT_SET_CODES ||
        out->index > out->set.count) {
        return CARNET_TEXT_SET_INDEX;
    }
    return cn_wire_set_fits(out->set.total, out->set.count) &&
                   out->chunk.len ==
                       chunk_len(out->set.total, out->set.count, out->index)
               ? CARNET_OK
               : CARNET_TEXT_SET_SIZE;
}

static carnet_status read_part(part *out, uint8_t room[CN_LIMIT_TEXT_BYTES],
                               size_t kind, cn_span text)
{
    size_t offset;
    size_t len;
    carnet_status status = cn_wire_trim(&text, &offset);
    if (status == CARNET_OK) {
        status = cn_wire_decode_body(room, &len, text, &offset);
    }
    if (status != CARNET_OK) {
        return status;
    }
    out->set.kind = (uint8_t)kind;
    return take_bytes(out, cn_span_of(room, len));
}

/* ---- joining ---- */

/* Whether a code belongs to those that came before. */
static carnet_status compare(const cn_wire_set *set, const cn_wire_set *other)
{
    if (set->kind != other->kind ||
        memcmp(set->check, other->check, sizeof set->check) != 0) {
        return CARNET_TEXT_SET_OTHER;
    }
    return set->count == other->count && set->total == other->total
               ? CARNET_OK
               : CARNET_TEXT_SET_COUNT;
}

/* Where the chunk of a code has its place. */
static uint8_t *place_of(cn_wire_joiner *j, size_t index)
{
    return index == j->set.count
               ? j->parity
               : j->whole + index * chunk_size(j->set.total, j->set.count);
}

carnet_status cn_wire_join_add(cn_wire_joiner *j, int32_t *index_out,
                               cn_span text)
{
    part p;
    size_t kind = cn_wire_part_kind(text);
    if (kind == CN_WIRE_NUM_KINDS) {
        return name_other(text);
    }
    carnet_status status = read_part(&p, j->room, kind, text);
    if (status == CARNET_OK && j->have != 0) {
        status = compare(&j->set, &p.set);
    }
    if (status != CARNET_OK) {
        return status;
    }
    j->set = p.set;
    *index_out = (int32_t)p.index;
    uint8_t *place = place_of(j, p.index);
    if ((j->have >> p.index & 1) != 0) {
        return memcmp(place, p.chunk.data, p.chunk.len) == 0
                   ? CARNET_OK
                   : CARNET_TEXT_SET_DIGEST;
    }
    memcpy(place, p.chunk.data, p.chunk.len);
    j->have |= (uint32_t)1 << p.index;
    return CARNET_OK;
}

carnet_status cn_wire_join_end(cn_wire_joiner *j)
{
    size_t num_missing = 0;
    size_t missing = j->set.count; /* none */
    for (size_t i = 0; i < j->set.count; i++) {
        if ((j->have >> i & 1) == 0) {
            missing = i;
            num_missing++;
        }
    }
    bool has_parity = (j->have >> j->set.count & 1) != 0;
    if (j->have == 0 || num_missing > (has_parity ? 1 : 0)) {
        return CARNET_TEXT_SET_MISSING;
    }
    if (num_missing == 1) {
        /* Parity is the sum of all: with the others added, what is missing. */
        uint8_t *place = place_of(j, missing);
        size_t len = chunk_len(j->set.total, j->set.count, missing);
        memcpy(j->room, j->parity, chunk_size(j->set.total, j->set.count));
        add_others(j->room, &j->set, j->whole, missing);
        memcpy(place, j->room, len);
    }
    return CARNET_OK;
}
