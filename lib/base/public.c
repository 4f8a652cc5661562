/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a secret ends. Does nothing: what is said here is heard by
 * tests/analysis/test_secrets.c alone, which runs the library with its secrets
 * marked and refuses every branch and every address that depends on one.
 */
#include "base.h"

void cn_mem_public(const void *p, size_t size)
{
    (void)p;
    (void)size;
}
