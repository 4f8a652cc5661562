/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A thread on a stack of ours, painted before and searched after: outside the
 * sanitizer's sight, since its frames are over by then.
 */
#define _POSIX_C_SOURCE 200809L

#include "stack.h"

#include <pthread.h>
#include <unistd.h>

#define STACK_BYTES ((size_t)1024 * 1024)
#define PIECE 12u /* bytes: no accident finds so many */

/* Byte by byte, so that nothing of the secret gets into a register whole, and
   outside the sanitizer's sight, since the stack is not ours any more. */
#if defined(__clang__) || defined(__GNUC__)
__attribute__((no_sanitize("address"), noinline))
#endif
static bool
found(const volatile uint8_t *in, size_t len, const uint8_t *piece)
{
    for (size_t i = 0; i + PIECE <= len; i++) {
        size_t same = 0;
        while (same < PIECE && in[i + same] == piece[same]) {
            same++;
        }
        if (same == PIECE) {
            return true;
        }
    }
    return false;
}

static bool any_found(const uint8_t *stack, const cn_span *secrets, size_t num)
{
    for (size_t k = 0; k < num; k++) {
        for (size_t i = 0; i + PIECE <= secrets[k].len; i += 4) {
            if (found(stack, STACK_BYTES, secrets[k].data + i)) {
                return true;
            }
        }
    }
    return false;
}

/* The end of a thread overwrites the top of its stack: begin further down. */
static void *call_far_down(void *arg)
{
    volatile uint8_t unused[STACK_BYTES / 8];
    void (*const *call)(void) = arg;
    for (size_t i = 0; i < sizeof unused; i++) {
        unused[i] = 0;
    }
    (*call)();
    return unused[sizeof unused / 2] == 0 ? NULL : arg;
}

bool test_stack_leaves(void (*call)(void), const cn_span *secrets, size_t num)
{
    pthread_attr_t attr;
    pthread_t thread;
    uint8_t *stack = aligned_alloc(4096, STACK_BYTES);
    assert_non_null(stack);
    memset(stack, 0xa5, STACK_BYTES);
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstack(&attr, stack, STACK_BYTES), 0);
    assert_int_equal(pthread_create(&thread, &attr, call_far_down, &call), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pthread_attr_destroy(&attr), 0);
    bool left = any_found(stack, secrets, num);
    free(stack);
    return left;
}

void test_stack_begin(char **argv)
{
    const char *old = getenv("ASAN_OPTIONS");
    char options[1024];
    if (getenv("LD_BIND_NOW") != NULL) {
        return;
    }
    int len =
        snprintf(options, sizeof options, "%s:detect_stack_use_after_return=0",
                 old != NULL ? old : "");
    if (len > 0 && (size_t)len < sizeof options &&
        setenv("ASAN_OPTIONS", options, 1) == 0 &&
        setenv("LD_BIND_NOW", "1", 1) == 0) {
        execv("/proc/self/exe", argv);
    }
}
