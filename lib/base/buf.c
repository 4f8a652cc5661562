/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Owned bytes that grow, and their public form. The first failure sticks:
 * later writes do nothing, so that a writer checks once, at its end. A growing
 * buffer always has room for one byte behind its data, the zero of carnet_buf.
 */
#include "base.h"

enum {
    FIRST_CAPACITY = 64
};

struct carnet_buf {
    uint8_t *data;
    size_t len;
    size_t size; /* of the block */
};

static void fail(cn_buf *b, carnet_status status)
{
    if (b->status == CARNET_OK) {
        b->status = status;
    }
}

/* Moves the bytes to a larger block; the old one is wiped. */
static bool grow(cn_buf *b, size_t len)
{
    size_t cap = b->cap < FIRST_CAPACITY ? FIRST_CAPACITY : b->cap * 2;
    bool possible = len < SIZE_MAX / 2 - b->len;
    if (possible && cap < b->len + len) {
        cap = b->len + len;
    }
    uint8_t *data = possible ? cn_mem_alloc(cap + 1) : NULL;
    if (data == NULL) {
        fail(b, CARNET_CALLER_MEMORY);
        return false;
    }
    if (b->data != NULL) {
        memcpy(data, b->data, b->len);
    }
    cn_mem_free(b->data, b->cap + 1);
    b->data = data;
    b->cap = cap;
    return true;
}

void cn_buf_init(cn_buf *b)
{
    memset(b, 0, sizeof *b);
    b->grow = grow;
}

void cn_buf_init_fixed(cn_buf *b, void *data, size_t cap)
{
    memset(b, 0, sizeof *b);
    b->data = data;
    b->cap = cap;
}

static bool reserve(cn_buf *b, size_t len)
{
    if (b->status != CARNET_OK || len <= b->cap - b->len) {
        return b->status == CARNET_OK;
    }
    if (b->grow != NULL) {
        return b->grow(b, len);
    }
    b->status = CARNET_CALLER_ARENA;
    return false;
}

uint8_t *cn_buf_extend(cn_buf *b, size_t len)
{
    if (!reserve(b, len)) {
        return NULL;
    }
    /* Nothing into a buffer that has no bytes yet: there is no place. */
    uint8_t *at = b->data == NULL ? NULL : b->data + b->len;
    b->len += len;
    return at;
}

void cn_buf_put(cn_buf *b, const void *data, size_t len)
{
    if (len == 0) {
        return;
    }
    uint8_t *at = cn_buf_extend(b, len);
    if (at != NULL) {
        memcpy(at, data, len);
    }
}

void cn_buf_put_u8(cn_buf *b, uint8_t byte)
{
    uint8_t *at = cn_buf_extend(b, 1);
    if (at != NULL) {
        *at = byte;
    }
}

void cn_buf_put_span(cn_buf *b, cn_span s)
{
    cn_buf_put(b, s.data, s.len);
}

void cn_buf_put_str(cn_buf *b, const char *zero_terminated)
{
    cn_buf_put(b, zero_terminated, strlen(zero_terminated));
}

void cn_buf_cut(cn_buf *b, size_t len)
{
    if (len < b->len) {
        cn_mem_wipe(b->data + len, b->len - len);
        b->len = len;
    }
}

cn_span cn_buf_span(const cn_buf *b)
{
    return cn_span_of(b->data, b->len);
}

void cn_buf_free(cn_buf *b)
{
    if (b->grow == NULL) {
        cn_buf_cut(b, 0);
    } else {
        cn_mem_free(b->data, b->cap + 1);
    }
    cn_buf_init(b);
}

/* The public form of a growing buffer's bytes, whose block it takes. */
static carnet_buf *wrap(cn_buf *b)
{
    carnet_buf *buf = NULL;
    if (b->status == CARNET_OK && (b->data != NULL || grow(b, 0))) {
        buf = cn_mem_alloc(sizeof *buf);
    }
    if (buf == NULL) {
        fail(b, CARNET_CALLER_MEMORY);
        return NULL;
    }
    b->data[b->len] = 0;
    buf->data = b->data;
    buf->len = b->len;
    buf->size = b->cap + 1;
    return buf;
}

/* A fixed buffer's bytes are the caller's and must be copied to be given. */
static void own(cn_buf *b)
{
    cn_buf copy;
    cn_buf_init(&copy);
    cn_buf_put_span(&copy, cn_buf_span(b));
    fail(&copy, b->status);
    cn_buf_free(b);
    *b = copy;
}

carnet_status cn_buf_give(cn_buf *b, carnet_buf **out)
{
    if (b->grow == NULL) {
        own(b);
    }
    *out = wrap(b);
    carnet_status status = b->status;
    if (status == CARNET_OK) {
        cn_buf_init(b);
    } else {
        cn_buf_free(b);
    }
    return status;
}

const uint8_t *carnet_buf_data(const carnet_buf *buf)
{
    return buf != NULL ? buf->data : NULL;
}

size_t carnet_buf_len(const carnet_buf *buf)
{
    return buf != NULL ? buf->len : 0;
}

void carnet_buf_free(carnet_buf *buf)
{
    if (buf != NULL) {
        cn_mem_free(buf->data, buf->size);
        cn_mem_free(buf, sizeof *buf);
    }
}
