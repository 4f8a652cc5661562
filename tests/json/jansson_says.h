/* SPDX-License-Identifier: Apache-2.0 */
/* jansson as a second opinion on what the reader says; for fuzzing, no cmocka.
 */
#ifndef CN_TEST_JANSSON_SAYS_H
#define CN_TEST_JANSSON_SAYS_H

#include "../../lib/json/json.h"

typedef enum {
    JANSSON_DIFFERS,
    JANSSON_AGREES,
    JANSSON_CANT_TELL /* what is written at each exception in the source */
} jansson_opinion;

/*
 * Whether jansson takes what was read, and finds the same in it; or, where doc
 * is NULL, refuses what the reader refused by status.
 */
jansson_opinion jansson_says(const cn_json_doc *doc, carnet_status status,
                             cn_span text);

#endif
