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
#define CN_CBOR_SELDOM CN_APART

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
    uint64_t inside;      /* items in an array or map, a pair counts as two */
    const uint8_t *data;  /* content of a string */
    const uint8_t *after; /* behind the head, behind the whole string */
} cn_cbor_head;

/*
 * The head at at, which may be end, and the whole string that it begins. What
 * an array or map holds could stand in the bytes left. On failure *out is not
 * to be read.
 */
carnet_status cn_cbor_head_at(cn_cbor_head *out, const uint8_t *at,
                              const uint8_t *end);

/* Reads the head at r->at without moving there: false where that fails, or
   where a text is not UTF-8. */
bool cn_cbor_look(cn_cbor_reader *r, cn_cbor_head *h);

/* Whether a whole number of one byte, the most frequent item, is next. */
static inline bool cn_cbor_is_small_next(const cn_cbor_reader *r)
{
    return r->status == CARNET_OK && r->at != r->end &&
           *r->at < (MAJOR_BYTES << 5) && (*r->at & 31) < INFO_1;
}

static inline bool cn_cbor_is_string(const cn_cbor_head *h)
{
    return h->major == MAJOR_BYTES || h->major == MAJOR_TEXT;
}

static inline bool cn_cbor_is_nest(const cn_cbor_head *h)
{
    return h->major == MAJOR_ARRAY || h->major == MAJOR_MAP;
}

#endif
