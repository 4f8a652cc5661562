/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Examples of the pages of docs/spec/, which the library must make just so.
 */
#ifndef CN_TEST_PAGE_H
#define CN_TEST_PAGE_H

#include "../support/support.h"

/* The bytes of the last block of a page, which is in hex. */
cn_buf page_example(const char *name);

#endif
