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

/*
 * Whether libcbor bears out that the scan stopped at offset with status, which
 * is none but CARNET_CBOR_TRUNCATED .. CARNET_CBOR_STRING: by one step of its
 * streaming decoder, which allocates nothing. What is no CBOR it refuses there
 * too, or wants more; where the scan is stricter, it reads there what the
 * status names. Of keys, depth, lengths, counts and UTF-8 it knows nothing, and
 * reads the head.
 */
bool libcbor_bears_out(cn_span s, carnet_status status, size_t offset);

#endif
