/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One head. libcbor's streaming decoder reads an argument of several bytes, as
 * that of an unsigned integer, which has the same form; what it would accept
 * and we do not is refused before it sees it, and it sees no length at all.
 */
#include "cbor_i.h"

#include <cbor.h>

static void on_8(void *context, uint8_t v)
{
    *(uint64_t *)context = v;
}

static void on_16(void *context, uint16_t v)
{
    *(uint64_t *)context = v;
}

static void on_32(void *context, uint32_t v)
{
    *(uint64_t *)context = v;
}

static void on_64(void *context, uint64_t v)
{
    *(uint64_t *)context = v;
}

/* All that read_argument lets through; the others are never called. */
static const struct cbor_callbacks callbacks = {
    .uint8 = on_8,
    .uint16 = on_16,
    .uint32 = on_32,
    .uint64 = on_64,
};

/* What no argument could save, told by the first byte alone. */
static carnet_status refuse(uint8_t major, uint64_t info)
{
    if (major == MAJOR_TAG) {
        return CARNET_CBOR_TAG;
    }
    if (info > INFO_8) {
        return info < INFO_INDEFINITE || major <= MAJOR_NINT
                   ? CARNET_CBOR_RESERVED
                   : CARNET_CBOR_INDEFINITE;
    }
    if (major != MAJOR_SIMPLE || (info >= SIMPLE_FALSE && info <= SIMPLE_NIL)) {
        return CARNET_OK;
    }
    return info > INFO_1 ? CARNET_CBOR_FLOAT : CARNET_CBOR_SIMPLE;
}

/* The heads of more than one byte, simple values, and all that is refused. */
CN_CBOR_SELDOM static carnet_status
read_seldom(cn_cbor_head *h, const uint8_t *at, const uint8_t *end)
{
    carnet_status status = refuse(h->major, h->value);
    if (status != CARNET_OK || h->value < INFO_1) {
        return status;
    }
    uint8_t copy[9];
    size_t len = (size_t)1 << (h->value - INFO_1);
    if ((size_t)(end - h->data) < len) {
        return CARNET_CBOR_TRUNCATED;
    }
    h->data += len;
    memcpy(copy, at, 1 + len);
    copy[0] &= 31;
    /* A whole head of an unsigned integer, which can't fail. */
    struct cbor_decoder_result done =
        cbor_stream_decode(copy, 1 + len, &callbacks, &h->value);
    (void)done;
    /* The smallest that needs so many bytes: 24, 2^8, 2^16, 2^32. */
    uint64_t least = len == 1 ? INFO_1 : UINT64_C(1) << (len * 4);
    return h->value < least ? CARNET_CBOR_SHORTEST : CARNET_OK;
}

/* A count beyond what is left may wrap when doubled, and is refused. */
CN_WRAPS
carnet_status cn_cbor_head_at(cn_cbor_head *out, const uint8_t *at,
                              const uint8_t *end)
{
    if (at == end) {
        return CARNET_CBOR_TRUNCATED;
    }
    unsigned major = *at >> 5;
    unsigned info = *at & 31;
    out->major = (uint8_t)major;
    out->value = info;
    out->data = at + 1;
    if (info >= INFO_1 || major >= MAJOR_TAG) {
        carnet_status status = read_seldom(out, at, end);
        if (status != CARNET_OK) {
            return status;
        }
    }
    size_t left = (size_t)(end - out->data);
    out->after = out->data;
    out->inside = 0;
    if (cn_cbor_is_nest(out)) {
        left >>= major == MAJOR_MAP;
        out->inside = out->value << (major == MAJOR_MAP);
        return out->value > left ? CARNET_CBOR_COUNT : CARNET_OK;
    }
    if (cn_cbor_is_string(out)) {
        if (out->value > left) {
            return CARNET_CBOR_TRUNCATED;
        }
        out->after += out->value;
    }
    return CARNET_OK;
}
