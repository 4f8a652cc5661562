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
    size_t cap;
};

void cn_buf_init(cn_buf *b)
{
    memset(b, 0, sizeof *b);
}

void cn_buf_init_fixed(cn_buf *b, void *data, size_t cap)
{
    memset(b, 0, sizeof *b);
    b->data = data;
    b->cap = cap;
    b->fixed = true;
}

static void fail(cn_buf *b, carnet_status status)
{
    if (b->status == CARNET_OK) {
        b->status = status;
    }
}

/* Moves the bytes to a block of cap bytes; the old block is wiped. */
static void move_to(cn_buf *b, size_t cap)
{
    uint8_t *data = cn_mem_alloc(cap);
    if (data == NULL) {
        fail(b, CARNET_CALLER_MEMORY);
        return;
    }
    if (b->len != 0) {
        memcpy(data, b->data, b->len);
    }
    cn_mem_free(b->data, b->cap);
    b->data = data;
    b->cap = cap;
}

/* Room for len more bytes, and for the zero in a growing buffer. */
static bool reserve(cn_buf *b, size_t len)
{
    if (b->status != CARNET_OK) {
        return false;
    }
    if (b->fixed) {
        if (len > b->cap - b->len) {
            fail(b, CARNET_CALLER_ARENA);
        }
        return b->status == CARNET_OK;
    }
    if (b->cap > b->len && len < b->cap - b->len) {
        return true;
    }
    if (len >= SIZE_MAX / 2 - b->len) {
        fail(b, CARNET_CALLER_MEMORY);
        return false;
    }
    size_t need = b->len + len + 1;
    size_t cap = b->cap < FIRST_CAPACITY ? FIRST_CAPACITY : b->cap * 2;
    move_to(b, cap < need ? need : cap);
    return b->status == CARNET_OK;
}

uint8_t *cn_buf_extend(cn_buf *b, size_t len)
{
    if (!reserve(b, len)) {
        return NULL;
    }
    uint8_t *at = b->data + b->len;
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
    if (b->fixed) {
        cn_buf_cut(b, 0);
    } else {
        cn_mem_free(b->data, b->cap);
    }
    cn_buf_init(b);
}

/* The public form of bytes in a block of cap > len bytes, which it takes. */
static carnet_buf *wrap(uint8_t *data, size_t len, size_t cap)
{
    carnet_buf *buf = cn_mem_alloc(sizeof *buf);
    if (buf != NULL) {
        data[len] = 0;
        buf->data = data;
        buf->len = len;
        buf->cap = cap;
    }
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
    *out = NULL;
    if (b->fixed) {
        own(b);
    }
    if (reserve(b, 0)) {
        *out = wrap(b->data, b->len, b->cap);
        if (*out == NULL) {
            fail(b, CARNET_CALLER_MEMORY);
        }
    }
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
        cn_mem_free(buf->data, buf->cap);
        cn_mem_free(buf, sizeof *buf);
    }
}
