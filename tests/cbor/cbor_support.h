/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the tests of the CBOR room: bytes in a block of just their size, so that
 * a sanitizer sees each read beyond them; and again.h.
 */
#ifndef CN_TEST_CBOR_SUPPORT_H
#define CN_TEST_CBOR_SUPPORT_H

#include "../support/support.h"
#include "again.h"

/* A copy in a block of its own; free with free((void *)s.data). */
cn_span exact(cn_span s);
cn_span exact_hex(const char *hex);
void exact_free(cn_span s);

/* assert_span for a call, which that would make twice. */
void assert_bytes(cn_span actual, const void *bytes, size_t len);

/* Reads s, which must be good, item by item and writes each again. */
cn_buf reencode(cn_span s);
/* Fails the test unless s, which the scan took, is written again as it is. */
void assert_reencodes(cn_span s);

/* Next of a fixed sequence of numbers that look random. */
uint32_t next_random(uint64_t *state);

#endif
