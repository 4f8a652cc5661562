/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a call leaves on its stack: it runs on one of its own, which is searched
 * for pieces of secrets then. A test that uses it names stack.c among its
 * sources and begins main with test_stack_begin.
 */
#ifndef CN_TEST_STACK_H
#define CN_TEST_STACK_H

#include <stdbool.h>

#include "support.h"

/*
 * Begins the program again in surroundings where the search sees what our code
 * does: no fake stack of AddressSanitizer, which would hide all; no lazy
 * binding, which saves the vector registers, and what memcpy left in them, on
 * the stack.
 */
void test_stack_begin(char **argv);

/* Whether call leaves 12 bytes in a row of one of the secrets. */
bool test_stack_leaves(void (*call)(void), const cn_span *secrets, size_t num);

#endif
