/* SPDX-License-Identifier: Apache-2.0 */
/* libcbor's opinion: by its tree for what is good, by one step for the rest. */
#include "libcbor_says.h"

#include <cbor.h>
#include <stdlib.h>

bool libcbor_same(cn_span s)
{
    struct cbor_load_result result;
    unsigned char *out = NULL;
    size_t cap = 0;
    cbor_item_t *item = cbor_load(s.data, s.len, &result);
    if (item == NULL) {
        return false;
    }
    size_t len = cbor_serialize_alloc(item, &out, &cap);
    bool same = result.read == s.len && cn_span_equal(cn_span_of(out, len), s);
    free(out);
    cbor_decref(&item);
    return same;
}

/* ---- one step ---- */

/* What libcbor may say of the bytes at an offset, as bits of a set. */
enum {
    REFUSED = 1,
    WANTS_MORE = 2,
    NUMBER = 4,
    LONG_NUMBER = 8, /* one that needs fewer bytes */
    FLOAT = 16,
    TAGGED = 32,
    SIMPLE = 64, /* undefined */
    OPEN = 128,  /* an indefinite length, or the end of one */
    READ = 256   /* anything else */
};

static void note_number(void *said, uint64_t v, uint64_t least)
{
    *(int *)said = v < least ? LONG_NUMBER : NUMBER;
}

/* In the head or behind it: step tells. */
static void on_8(void *said, uint8_t v)
{
    note_number(said, v, 0);
}

static void on_16(void *said, uint16_t v)
{
    note_number(said, v, UINT64_C(1) << 8);
}

static void on_32(void *said, uint32_t v)
{
    note_number(said, v, UINT64_C(1) << 16);
}

static void on_64(void *said, uint64_t v)
{
    note_number(said, v, UINT64_C(1) << 32);
}

static void on_tag(void *said, uint64_t v)
{
    (void)v;
    *(int *)said = TAGGED;
}

static void on_float(void *said, float v)
{
    (void)v;
    *(int *)said = FLOAT;
}

static void on_double(void *said, double v)
{
    (void)v;
    *(int *)said = FLOAT;
}

static void on_open(void *said)
{
    *(int *)said = OPEN;
}

static void on_undefined(void *said)
{
    *(int *)said = SIMPLE;
}

static int step(cn_span s)
{
    struct cbor_callbacks callbacks = cbor_empty_callbacks;
    int said = READ;
    callbacks.uint8 = callbacks.negint8 = on_8;
    callbacks.uint16 = callbacks.negint16 = on_16;
    callbacks.uint32 = callbacks.negint32 = on_32;
    callbacks.uint64 = callbacks.negint64 = on_64;
    callbacks.tag = on_tag;
    callbacks.float2 = callbacks.float4 = on_float;
    callbacks.float8 = on_double;
    callbacks.byte_string_start = callbacks.string_start = on_open;
    callbacks.indef_array_start = callbacks.indef_map_start = on_open;
    callbacks.indef_break = on_open;
    callbacks.undefined = on_undefined;
    struct cbor_decoder_result done =
        cbor_stream_decode(s.data, s.len, &callbacks, &said);
    if (done.status != CBOR_DECODER_FINISHED) {
        return done.status == CBOR_DECODER_NEDATA ? WANTS_MORE : REFUSED;
    }
    return said == NUMBER && done.read == 2 && s.data[1] < 24 ? LONG_NUMBER
                                                              : said;
}

/* What it says where the scan is right. */
static int due(carnet_status status)
{
    switch (status) {
    case CARNET_CBOR_TRUNCATED:
        return WANTS_MORE;
    case CARNET_CBOR_RESERVED:
        return REFUSED;
    case CARNET_CBOR_SHORTEST: /* of a number, or of a length: a string may end
                                  too early behind it */
        return LONG_NUMBER | READ | WANTS_MORE;
    case CARNET_CBOR_INDEFINITE:
        return OPEN;
    case CARNET_CBOR_FLOAT:
        return FLOAT | WANTS_MORE;
    case CARNET_CBOR_TAG: /* of no size, too, or unfinished */
        return TAGGED | REFUSED | WANTS_MORE;
    case CARNET_CBOR_SIMPLE: /* it knows of undefined alone */
        return SIMPLE | REFUSED;
    case CARNET_CBOR_KEY_ORDER:
    case CARNET_CBOR_KEY_TWICE:
        return NUMBER | READ;
    default: /* CARNET_CBOR_UTF8, _DEPTH, _COUNT and _STRING: by the head */
        return READ;
    }
}

bool libcbor_bears_out(cn_span s, carnet_status status, size_t offset)
{
    if (offset > s.len) {
        return false;
    }
    if (status == CARNET_CBOR_TRAILING) {
        return offset < s.len && libcbor_same(cn_span_of(s.data, offset));
    }
    return (step(cn_span_after(s, offset)) & due(status)) != 0;
}
