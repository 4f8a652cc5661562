/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of the wire room share: bytes that look random and are the
 * same in every run, those of a record, copies whose end a sanitizer guards.
 */
#ifndef CN_TEST_WIRE_SUPPORT_H
#define CN_TEST_WIRE_SUPPORT_H

#include "../../lib/wire/wire.h"
#include "../support/support.h"

/* The 45 characters in their order (RFC 9285 table 1). */
extern const char base45_alphabet[46];

/* Next of a sequence; *state begins with any seed. */
uint32_t next_random(uint64_t *state);
/* len bytes, each below limit (1 to 256). Free with cn_buf_free. */
cn_buf random_bytes(uint64_t *state, size_t len, uint32_t limit);
/* About 3 KB as a record might have them. Free with cn_buf_free. */
cn_buf sample_record(void);
/* A copy without a byte of room behind it. Free with free. */
uint8_t *exact_copy(cn_span s);

#endif
