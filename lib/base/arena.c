/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bump allocation: in the caller's block, which never grows, or in blocks from
 * the memory door. Nothing is freed alone, but the last one taken may shrink.
 */
#include "base.h"

enum {
    ALIGN = 16
};

#ifndef CN_ARENA_FIRST_BLOCK /* tests have smaller ones */
#define CN_ARENA_FIRST_BLOCK 4096u
#define CN_ARENA_LARGEST_STEP (1u << 20)
#endif

struct cn_arena_block {
    struct cn_arena_block *next;
    size_t size; /* of the whole block, this head included */
};

/* Room of the head in a block, so that what follows is aligned. */
enum {
    HEAD = (sizeof(struct cn_arena_block) + ALIGN - 1) / ALIGN * ALIGN
};

void cn_arena_init_fixed(cn_arena *a, void *data, size_t len)
{
    memset(a, 0, sizeof *a);
    size_t skip = (ALIGN - (uintptr_t)data % ALIGN) % ALIGN;
    if (data != NULL && len > skip) {
        a->at = (uint8_t *)data + skip;
        a->left = (len - skip) / ALIGN * ALIGN;
    }
}

/* size in whole steps of ALIGN, never 0; 0 where that overflows. */
static size_t round_up(size_t size)
{
    if (size > SIZE_MAX - (HEAD + 2 * ALIGN)) {
        return 0;
    }
    return (size / ALIGN + (size % ALIGN != 0 || size == 0)) * ALIGN;
}

/* Blocks double, so that their number stays small whatever is taken. */
static size_t next_size(const cn_arena *a, size_t size)
{
    size_t step = CN_ARENA_FIRST_BLOCK;
    if (a->blocks != NULL) {
        step = a->blocks->size;
        step =
            step < CN_ARENA_LARGEST_STEP / 2 ? step * 2 : CN_ARENA_LARGEST_STEP;
    }
    return size + HEAD > step ? size + HEAD : step;
}

static bool add_block(cn_arena *a, size_t size)
{
    size_t whole = next_size(a, size);
    uint8_t *p = cn_mem_alloc(whole);
    if (p == NULL) {
        return false;
    }
    struct cn_arena_block *block = (void *)p;
    block->next = a->blocks;
    block->size = whole;
    a->blocks = block;
    /* malloc aligns to 16 on 64-bit systems only. */
    size_t skip = (ALIGN - (uintptr_t)(p + HEAD) % ALIGN) % ALIGN;
    a->at = p + HEAD + skip;
    a->left = (whole - HEAD - skip) / ALIGN * ALIGN;
    return true;
}

void cn_arena_init_grow(cn_arena *a)
{
    memset(a, 0, sizeof *a);
    a->grow = add_block;
}

void *cn_arena_take_raw(cn_arena *a, size_t size)
{
    size_t whole = round_up(size);
    if (whole == 0) {
        return NULL;
    }
    if (whole > a->left && (a->grow == NULL || !a->grow(a, whole + ALIGN))) {
        return NULL;
    }
    void *p = a->at;
    a->at += whole;
    a->left -= whole;
    return p;
}

void *cn_arena_take(cn_arena *a, size_t size)
{
    void *p = cn_arena_take_raw(a, size);
    if (p != NULL) {
        memset(p, 0, size);
    }
    return p;
}

uint8_t *cn_arena_copy(cn_arena *a, cn_span s)
{
    uint8_t *copy = cn_arena_take_raw(a, s.len + 1);
    if (copy != NULL && s.len > 0) {
        memcpy(copy, s.data, s.len);
    }
    return copy;
}

void cn_arena_shrink_last(cn_arena *a, void *last, size_t taken, size_t used)
{
    size_t whole = round_up(taken);
    size_t kept = round_up(used);
    bool is_last = last != NULL && a->at != NULL &&
                   (uintptr_t)a->at - (uintptr_t)last == whole;
    if (is_last && kept < whole) {
        a->at -= whole - kept;
        a->left += whole - kept;
    }
}

size_t cn_arena_room(const cn_arena *a)
{
    return a->grow != NULL ? SIZE_MAX : a->left;
}

void cn_arena_free(cn_arena *a)
{
    while (a->blocks != NULL) {
        struct cn_arena_block *block = a->blocks;
        a->blocks = block->next;
        cn_mem_free(block, block->size);
    }
    a->at = NULL;
    a->left = 0;
}

carnet_status cn_arena_status(const cn_arena *a)
{
    return a->grow != NULL ? CARNET_CALLER_MEMORY : CARNET_CALLER_ARENA;
}
