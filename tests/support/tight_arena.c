/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lib/base/arena.c itself, whose blocks hold no more than what is taken, and
 * which gives nothing of what a shrunk taking left: so all that is taken from
 * an arena that grows is an allocation, which can fail. Beside failing_mem.c.
 */
#include "../../lib/base/base.h"

#define CN_ARENA_FIRST_BLOCK 1u
#define CN_ARENA_LARGEST_STEP 2u
#define cn_arena_init_grow roomy_init_grow
#define cn_arena_shrink_last roomy_shrink_last
void roomy_init_grow(cn_arena *a);
void roomy_shrink_last(cn_arena *a, void *last, size_t taken, size_t used);
#include "../../lib/base/arena.c"
#undef cn_arena_init_grow
#undef cn_arena_shrink_last

/* What is asked for has room to align in; on most systems it is left over, and
   holds no zeros, nor does what is taken raw: who reads behind the end, or what
   nobody wrote, finds nothing to go on with. */
static bool add_tight_block(cn_arena *a, size_t size)
{
    bool added = add_block(a, size);
    if (added) {
        memset(a->at, 0xa5, a->left);
        a->left = size - ALIGN;
    }
    return added;
}

void cn_arena_init_grow(cn_arena *a)
{
    roomy_init_grow(a);
    a->grow = add_tight_block;
}

void cn_arena_shrink_last(cn_arena *a, void *last, size_t taken, size_t used)
{
    roomy_shrink_last(a, last, taken, used);
    if (a->grow != NULL) {
        a->left = 0;
    }
}
