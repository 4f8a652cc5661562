/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The memory door: the only place of the library that takes memory from the C
 * library or gives it back. What is given back is wiped first, since nobody
 * up here knows which bytes were somebody's illness.
 */
#include "base.h"

#include <stdlib.h>

void *cn_mem_alloc(size_t size)
{
    /* calloc(0) may give NULL, which would look like a failure. */
    return calloc(1, size != 0 ? size : 1);
}

void *cn_mem_array(size_t num, size_t size)
{
    if (size != 0 && num > SIZE_MAX / size) {
        return NULL;
    }
    return cn_mem_alloc(num * size);
}

void cn_mem_free(void *p, size_t size)
{
    if (p != NULL) {
        cn_mem_wipe(p, size);
        free(p);
    }
}

void cn_mem_wipe(void *p, size_t size)
{
    if (size == 0) {
        return;
    }
#if defined(__GNUC__)
    memset(p, 0, size);
    /* The compiler must believe that somebody reads the zeroes. */
    __asm__ __volatile__("" : : "r"(p) : "memory");
#else
    volatile uint8_t *byte = p;
    for (; size > 0; size--) {
        *byte++ = 0;
    }
#endif
}
