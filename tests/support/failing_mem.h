/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The memory door as tests want it: the n-th allocation fails, everything is
 * counted, and what is given back must have been wiped. A test that names
 * failing_mem.c among its sources has it in place of lib/base/mem.c.
 */
#ifndef CN_TEST_FAILING_MEM_H
#define CN_TEST_FAILING_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* The nth allocation from now (1: the next) fails, once; 0: none does. */
void test_mem_fail_at(size_t nth);
/* The same, and all after it: memory that is gone stays gone. */
void test_mem_fail_from(size_t nth);
/* Whether it has failed since. */
bool test_mem_has_failed(void);
/* Blocks that are allocated now. */
size_t test_mem_live(void);
/* Allocations since the program began. */
size_t test_mem_taken(void);
/* Blocks given back since the program began that were not all zeroes. */
size_t test_mem_unwiped(void);

/* Counts from now on how often memory of at_least bytes is wiped that holds
   these: a call's own, on its stack. What the foreign libraries leave there
   hides such from who searches it afterwards (stack.h). */
void test_mem_watch(const void *bytes, size_t len, size_t at_least);
size_t test_mem_wiped(void);

#endif
