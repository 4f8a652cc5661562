/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the tests of the JSON room: reading from a block of just the text's
 * size, so that a sanitizer sees each read beyond it, and writing again what
 * was read.
 */
#ifndef CN_TEST_JSON_SUPPORT_H
#define CN_TEST_JSON_SUPPORT_H

#include "../support/failing_mem.h"
#include "../support/support.h"
#include "again.h"

typedef struct {
    cn_span text; /* a copy in a block of its own */
    cn_json_doc *doc;
    cn_problem where;
    carnet_status status;
} read_text;

read_text read_span(cn_span text);
read_text read_str(const char *text);
void read_free(read_text *r);

/* Reads text and fails the test unless it is refused so and there. */
void assert_refused(cn_span text, carnet_status status, size_t offset);

/* json_again, which must succeed. */
cn_buf rewrite(const cn_json_doc *doc, bool pretty);
/* Fails the test unless doc, written and read again, says the same. */
void assert_rewrites(const cn_json_doc *doc);

#endif
