/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A public operation with its 1st, 2nd, ... last allocation failing, once and
 * from then on: a clean status, nothing given, nothing leaked, everything wiped
 * that is given back, what it changes as it was, and the same call then
 * succeeds. Beside failing_mem.c.
 */
#ifndef CN_TEST_EACH_ALLOCATION_H
#define CN_TEST_EACH_ALLOCATION_H

#include "../support/failing_mem.h"
#include "made.h"

typedef struct {
    const char *name;
    /* Once; frees what it is given, and checks what it is not. */
    carnet_status (*run)(void);
    /* What the operation changes is made by make and freed by end, around each
       failure; say gives all that can be seen of it. NULL: there is none. */
    void (*make)(void);
    carnet_buf *(*say)(void);
    void (*end)(void);
} test_call;

/* Fails each allocation of a call. Gives how many failed, each once alone and
   once with all that follow. */
size_t test_fail_call(const test_call *c);
/* The same of one whose run is OK where it is refused as is due, which the
   words of the problem may lack memory to tell. */
size_t test_fail_refused(const test_call *c);
/* "allocations that fail, name: N points" on stderr. */
void test_say_points(const char *name, size_t points);

/* An output that must be empty where the call failed: set to this before. */
#define TEST_NOT_GIVEN ((void *)(uintptr_t)1)
/* Checks and frees an output. */
#define TEST_GIVEN(status, pointer, free_it)                                   \
    do {                                                                       \
        assert_int_equal((status) == CARNET_OK, (pointer) != NULL);            \
        free_it(pointer);                                                      \
    } while (0)

/* A call that gives bytes into out. */
#define TEST_BYTES(name, call)                                                 \
    static carnet_status name(void)                                            \
    {                                                                          \
        carnet_buf *out = TEST_NOT_GIVEN;                                      \
        carnet_status status = call;                                           \
        TEST_GIVEN(status, out, carnet_buf_free);                              \
        return status;                                                         \
    }

#endif
