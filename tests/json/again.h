/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing again what was read, for the tests of the JSON room and for fuzzing,
 * which has no cmocka.
 */
#ifndef CN_TEST_JSON_AGAIN_H
#define CN_TEST_JSON_AGAIN_H

#include "../../lib/json/json.h"

/* Writes a document again, node by node. Free with cn_buf_free. */
cn_buf json_again(const cn_json_doc *doc, bool pretty);
/* Whether two documents say the same, node by node. */
bool json_is_same(const cn_json_doc *a, const cn_json_doc *b);

#endif
