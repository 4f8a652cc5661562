/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory for zlib from our door, which wants to know the size of what it gets
 * back: it stands before each block. Part of zlib's wall.
 */
#include "wire_i.h"

enum {
    MEM_HEAD = 16 /* before each of zlib's blocks: its size; keeps alignment */
};

void *cn_wire_zlib_take(void *opaque, unsigned num, unsigned size)
{
    (void)opaque;
    if (size != 0 && num > (SIZE_MAX - MEM_HEAD) / size) {
        return NULL;
    }
    size_t whole = MEM_HEAD + (size_t)num * size;
    uint8_t *p = cn_mem_alloc(whole);
    if (p == NULL) {
        return NULL;
    }
    memcpy(p, &whole, sizeof whole);
    return p + MEM_HEAD;
}

void cn_wire_zlib_give(void *opaque, void *given)
{
    (void)opaque;
    if (given == NULL) {
        return;
    }
    uint8_t *p = (uint8_t *)given - MEM_HEAD;
    size_t whole;
    memcpy(&whole, p, sizeof whole);
    cn_mem_free(p, whole);
}
