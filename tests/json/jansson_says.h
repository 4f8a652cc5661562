/* SPDX-License-Identifier: Apache-2.0 */
/* jansson as a second opinion on what the reader says; for fuzzing, no cmocka.
 */
#ifndef CN_TEST_JANSSON_SAYS_H
#define CN_TEST_JANSSON_SAYS_H

#include "../../lib/json/json.h"

/*
 * Whether jansson takes what was read, and finds the same in it; or, where doc
 * is NULL, refuses what the reader refused by status. The two may differ only
 * in what is written at each exception in the source.
 */
bool jansson_agrees(const cn_json_doc *doc, carnet_status status, cn_span text);

#endif
