/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lib/base/arena.c itself, whose blocks hold no more than what is taken: so all
 * that is taken from an arena is an allocation, which can fail.
 */
#define CN_ARENA_FIRST_BLOCK 1u
#define CN_ARENA_LARGEST_STEP 2u
#include "../../lib/base/arena.c"
