/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory of zlib, from our door: it is wiped when it is given back, for which
 * the size of each block stands before it.
 */
#include "zlib_i.h"

#include <stddef.h>

enum {
    MEM_HEAD = 16 /* before each block: its size */
};
_Static_assert(MEM_HEAD % _Alignof(max_align_t) == 0, "blocks stay aligned");

static voidpf mem_take(voidpf opaque, uInt num, uInt size)
{
    (void)opaque;
    if (size != 0 && num > (SIZE_MAX - MEM_HEAD) / size) {
        return Z_NULL;
    }
    size_t whole = MEM_HEAD + (size_t)num * size;
    uint8_t *p = cn_mem_alloc(whole);
    if (p == NULL) {
        return Z_NULL;
    }
    memcpy(p, &whole, sizeof whole);
    return p + MEM_HEAD;
}

static void mem_give(voidpf opaque, voidpf given)
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

void cn_wire_zlib_init(z_stream *z)
{
    memset(z, 0, sizeof *z);
    z->zalloc = mem_take;
    z->zfree = mem_give;
}
