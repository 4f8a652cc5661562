/* SPDX-License-Identifier: Apache-2.0 */
/* Texts at the limits of the format. */
#ifndef CN_TEST_API_WORST_H
#define CN_TEST_API_WORST_H

#include "made.h"

/*
 * num credentials with 512 entries and close to 65,536 bytes of items in all,
 * in a text that is nearly full. Even parts, noise until the text is.
 */
cn_buf test_worst_text(size_t num, size_t noise);

#endif
