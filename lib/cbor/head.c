/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One head of more than one byte. libcbor's streaming decoder reads the
 * argument; what it would accept and we do not is refused before it sees it,
 * and it never sees a length that its size_t could cut.
 */
#include "cbor_i.h"

#include <cbor.h>

static void on_8(void *context, uint8_t v)
{
    ((cn_cbor_head *)context)->value = v;
}

static void on_16(void *context, uint16_t v)
{
    ((cn_cbor_head *)context)->value = v;
}

static void on_32(void *context, uint32_t v)
{
    ((cn_cbor_head *)context)->value = v;
}

static void on_64(void *context, uint64_t v)
{
    ((cn_cbor_head *)context)->value = v;
}

static void on_count(void *context, size_t num)
{
    ((cn_cbor_head *)context)->value = num;
}

static void on_string(void *context, cbor_data data, size_t len)
{
    cn_cbor_head *h = context;
    h->value = len;
    h->data = data;
}

/* All that cn_cbor_head_long lets through; the others are never called. */
static const struct cbor_callbacks callbacks = {
    .uint8 = on_8,
    .uint16 = on_16,
    .uint32 = on_32,
    .uint64 = on_64,
    .negint8 = on_8,
    .negint16 = on_16,
    .negint32 = on_32,
    .negint64 = on_64,
    .byte_string = on_string,
    .string = on_string,
    .array_start = on_count,
    .map_start = on_count,
};

/* What no argument could save, told by the first byte alone. */
static carnet_status refuse(uint8_t major, uint8_t info)
{
    if (major == MAJOR_TAG) {
        return CARNET_CBOR_TAG;
    }
    if (info > INFO_8 && info < INFO_INDEFINITE) {
        return CARNET_CBOR_RESERVED;
    }
    if (info == INFO_INDEFINITE) {
        return major <= MAJOR_NINT ? CARNET_CBOR_RESERVED
                                   : CARNET_CBOR_INDEFINITE;
    }
    if (major == MAJOR_SIMPLE) {
        return info > INFO_1 ? CARNET_CBOR_FLOAT : CARNET_CBOR_SIMPLE;
    }
    return CARNET_OK;
}

/* A length or count in eight bytes: either not the shortest, or more than any
   memory; a 32-bit size_t could not even tell. */
static carnet_status refuse_long_length(uint8_t major, const uint8_t *argument)
{
    static const uint8_t zeroes[4] = {0};
    if (memcmp(argument, zeroes, sizeof zeroes) == 0) {
        return CARNET_CBOR_SHORTEST;
    }
    return major <= MAJOR_TEXT ? CARNET_CBOR_TRUNCATED : CARNET_CBOR_COUNT;
}

static carnet_status read_argument(cn_cbor_head *out, const uint8_t *at,
                                   const uint8_t *end, uint8_t info)
{
    /* Smallest argument that needs 1, 2, 4, 8 bytes. */
    static const uint64_t least[4] = {24, UINT64_C(1) << 8, UINT64_C(1) << 16,
                                      UINT64_C(1) << 32};
    struct cbor_decoder_result result =
        cbor_stream_decode(at, (size_t)(end - at), &callbacks, out);
    if (result.status != CBOR_DECODER_FINISHED) {
        return CARNET_CBOR_TRUNCATED;
    }
    out->after = at + result.read;
    return out->value < least[info - INFO_1] ? CARNET_CBOR_SHORTEST : CARNET_OK;
}

carnet_status cn_cbor_head_long(cn_cbor_head *out, const uint8_t *at,
                                const uint8_t *end)
{
    uint8_t major = *at >> 5;
    uint8_t info = *at & 31;
    out->major = major;
    out->value = info;
    out->data = NULL;
    out->after = at + 1;
    if (major == MAJOR_SIMPLE && info >= SIMPLE_FALSE && info <= SIMPLE_NIL) {
        return CARNET_OK;
    }
    carnet_status status = refuse(major, info);
    if (status != CARNET_OK) {
        return status;
    }
    if ((size_t)(end - at) < 1 + ((size_t)1 << (info - INFO_1))) {
        return CARNET_CBOR_TRUNCATED;
    }
    if (info == INFO_8 && major >= MAJOR_BYTES) {
        return refuse_long_length(major, at + 1);
    }
    return read_argument(out, at, end, info);
}
