/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statuses as they are packed, and the map in which they travel: { "bits",
 * "lst" } of Token Status List section 4.3. Refuses other keys, other widths
 * and more entries than the limit; past the end there is none.
 */
#include "trust.h"

#include "../wire/wire.h"

bool cn_trust_is_width(uint64_t bits)
{
    return bits == 1 || bits == 2 || bits == 4 || bits == 8;
}

size_t cn_trust_statuses_num(const cn_trust_statuses *s)
{
    return s->bits == 0 ? 0 : s->bytes.len * (8u / s->bits);
}

/* Where entry i begins: a byte, and a bit in it. */
static size_t byte_of(const cn_trust_statuses *s, size_t i)
{
    return i / (8u / s->bits);
}

static unsigned bit_of(const cn_trust_statuses *s, size_t i)
{
    return (unsigned)(i % (8u / s->bits)) * s->bits;
}

int32_t cn_trust_statuses_get(const cn_trust_statuses *s, int64_t index)
{
    if (index < 0 || (uint64_t)index >= cn_trust_statuses_num(s)) {
        return -1;
    }
    size_t i = (size_t)index;
    unsigned mask = (1u << s->bits) - 1;
    return (int32_t)((unsigned)s->bytes.data[byte_of(s, i)] >> bit_of(s, i) &
                     mask);
}

void cn_trust_statuses_set(cn_trust_statuses *s, size_t index, uint32_t value)
{
    uint8_t *byte = s->bytes.data + byte_of(s, index);
    unsigned mask = ((1u << s->bits) - 1) << bit_of(s, index);
    *byte = (uint8_t)((*byte & ~mask) | (value << bit_of(s, index) & mask));
}

void cn_trust_statuses_write(cn_buf *out, const cn_trust_statuses *s)
{
    cn_buf zipped;
    cn_buf_init(&zipped);
    carnet_status status = cn_wire_zip(&zipped, cn_buf_span(&s->bytes));
    if (status == CARNET_OK) {
        cn_cbor_put_map(out, 2);
        cn_cbor_put_text(out, CN_SPAN_LIT("lst"));
        cn_cbor_put_bytes(out, cn_buf_span(&zipped));
        cn_cbor_put_text(out, CN_SPAN_LIT("bits"));
        cn_cbor_put_uint(out, s->bits);
    } else if (out->status == CARNET_OK) {
        out->status = status;
    }
    cn_buf_free(&zipped);
}

carnet_status cn_trust_statuses_unzip(cn_trust_statuses *out, uint64_t bits,
                                      cn_span zipped)
{
    if (!cn_trust_is_width(bits)) {
        return CARNET_CBOR_RANGE;
    }
    out->bits = (uint8_t)bits;
    return cn_wire_unzip(&out->bytes, CN_LIMIT_STATUSES / 8 * (size_t)bits,
                         zipped);
}

static bool is_key(cn_cbor_reader *r, cn_span due)
{
    return cn_span_equal(cn_cbor_get_text(r, CN_LIMIT_STRING), due);
}

carnet_status cn_trust_statuses_read(cn_trust_statuses *out, cn_span map)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, map);
    /* In the order of RFC 8949 section 4.2.1 the shorter name is first. */
    if (cn_cbor_get_map(&r, 2) != 2 || !is_key(&r, CN_SPAN_LIT("lst"))) {
        cn_cbor_fail(&r, CARNET_CBOR_SHAPE);
    }
    cn_span zipped = cn_cbor_get_bytes(&r, 0, CN_LIMIT_FILE_BYTES);
    if (!is_key(&r, CN_SPAN_LIT("bits"))) {
        cn_cbor_fail(&r, CARNET_CBOR_SHAPE);
    }
    uint64_t bits = cn_cbor_get_uint(&r, 8);
    if (r.status != CARNET_OK) {
        return r.status;
    }
    return cn_trust_statuses_unzip(out, bits, zipped);
}
