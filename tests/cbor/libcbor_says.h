/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libcbor's own decoders as a second opinion on what the scan says; for fuzzing
 * and no cmocka. Asked for the whole only of what the scan has taken: of other
 * bytes nine make it ask for gibibytes.
 */
#ifndef CN_TEST_LIBCBOR_SAYS_H
#define CN_TEST_LIBCBOR_SAYS_H

#include "../../lib/base/base.h"

/* Whether libcbor reads s, which the scan took, as one item that fills it, and
   writes it again as it stands. */
bool libcbor_same(cn_span s);
/* Whether libcbor too finds the item at offset unfinished, or, at the end,
   nothing at all. */
bool libcbor_wants_more(cn_span s, size_t offset);

#endif
