/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of the CBOR room and fuzzing hold it against; no cmocka.
 */
#ifndef CN_TEST_CBOR_AGAIN_H
#define CN_TEST_CBOR_AGAIN_H

#include "../../lib/cbor/cbor.h"

/* Reads s item by item and writes each again; its status is of the reader too.
   Free with cn_buf_free. */
cn_buf cbor_again(cn_span s);

/* Whether s is one item of our profile, by another, recursive decoder. */
bool oracle_accepts(cn_span s, size_t max_depth);

#endif
