/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What scan, reader and diagnostic notation share: one head, strictly read
 * (RFC 8949 sections 3 and 4.2.1), with the whole content where it is a string.
 */
#ifndef CN_CBOR_I_H
#define CN_CBOR_I_H

#include "cbor.h"

/* For the seldom way of a function, whose frame the frequent way, some twelve
   instructions, must not pay for. */
#if defined(__GNUC__)
#define CN_CBOR_SELDOM __attribute__((noinline))
#else
#define CN_CBOR_SELDOM
#endif

/* Major types (RFC 8949 section 3.1). */
enum {
    MAJOR_UINT = 0,
    MAJOR_NINT = 1,
    MAJOR_BYTES = 2,
    MAJOR_TEXT = 3,
    MAJOR_ARRAY = 4,
    MAJOR_MAP = 5,
    MAJOR_TAG = 6,
    MAJOR_SIMPLE = 7
};

/* Additional information: below INFO_1 it is the argument itself. */
enum {
    INFO_1 = 24,
    INFO_8 = 27,
    INFO_INDEFINITE = 31
};

/* Simple values (RFC 8949 section 3.3). */
enum {
    SIMPLE_FALSE = 20,
    SIMPLE_TRUE = 21,
    SIMPLE_NIL = 22
};

typedef struct {
    uint8_t major;
    uint64_t value;       /* argument; the length of a string */
    const uint8_t *data;  /* content of a string */
    const uint8_t *after; /* behind the head, behind the whole string */
} cn_cbor_head;

/* The heads of more than one byte, and all that is refused. *out is always
   written. */
carnet_status cn_cbor_head_long(cn_cbor_head *out, const uint8_t *at,
                                const uint8_t *end);

/* The head at at, which may be end. Most heads are one byte: those are done
   here. On failure *out is not to be read. */
static inline carnet_status
cn_cbor_head_at(cn_cbor_head *out, const uint8_t *at, const uint8_t *end)
{
    if (at == end) {
        return CARNET_CBOR_TRUNCATED;
    }
    uint8_t info = *at & 31;
    out->major = *at >> 5;
    if (info >= INFO_1 || out->major >= MAJOR_TAG) {
        cn_cbor_head other; /* lets a compiler keep *out in registers */
        carnet_status status = cn_cbor_head_long(&other, at, end);
        *out = other;
        return status;
    }
    out->value = info;
    out->data = at + 1;
    out->after = at + 1;
    if (out->major == MAJOR_BYTES || out->major == MAJOR_TEXT) {
        if (info > (size_t)(end - out->data)) {
            return CARNET_CBOR_TRUNCATED;
        }
        out->after += info;
    }
    return CARNET_OK;
}

/* Whether byte is a whole number of one byte, the most frequent item. */
static inline bool cn_cbor_is_small(uint8_t byte)
{
    return byte < (MAJOR_BYTES << 5) && (byte & 31) < INFO_1;
}

/* Whether num elements (a map's: pairs) can stand in left bytes. */
static inline bool cn_cbor_fits(const cn_cbor_head *h, size_t left)
{
    return h->value <= (h->major == MAJOR_MAP ? left / 2 : left);
}

static inline bool cn_cbor_is_utf8(const cn_cbor_head *h)
{
    cn_span s = cn_span_of(h->data, (size_t)h->value);
    return cn_utf8_valid_prefix(s) == s.len;
}

#endif
