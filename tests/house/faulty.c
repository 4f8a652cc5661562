/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does one thing wrong on purpose, so that it is seen that a sanitizer in this
 * build would tell: built like every test, see test_sanitizers.py. And that
 * Memcheck would: built without, see tests/analysis/test_memcheck.py.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *volatile kept;
static volatile int number = INT_MAX;

int main(int argc, char **argv)
{
    const char *fault = argc > 1 ? argv[1] : "";
    char *p = malloc(8);
    if (p == NULL) {
        return 2;
    }
    kept = p;
    if (strcmp(fault, "unwritten") == 0 && *(char *)kept == 'y') {
        printf("y\n");
    }
    memset(p, 'x', 8);
    if (strcmp(fault, "leak") == 0) {
        /* Several: a register may still hold the last. */
        for (int i = 0; i < 16; i++) {
            kept = malloc(8);
        }
        kept = NULL;
        return 0;
    }
    if (strcmp(fault, "overrun") == 0) {
        memset(p, 'y', (size_t)(number - INT_MAX) + 9);
    }
    if (strcmp(fault, "overflow") == 0) {
        number = number + 1;
    }
    free(kept);
    if (strcmp(fault, "use_after_free") == 0) {
        printf("%c\n", ((volatile char *)p)[0]);
    }
    return 0;
}
