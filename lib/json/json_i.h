/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the JSON room share: the document, and the two tokens that
 * have a grammar of their own.
 */
#ifndef CN_JSON_I_H
#define CN_JSON_I_H

#include "json.h"

struct cn_json_doc {
    cn_span input; /* the caller's, who keeps it as long as the document */
    cn_json_node *nodes;
    uint32_t num;
    uint32_t cap;
    cn_arena strings; /* of those that have escapes; others lie in input */
};

/* Length of the number that begins s (RFC 8259 section 6); 0 if none does. */
size_t cn_json_number_len(cn_span s);

/*
 * Reads the string whose opening quote is at *pos, which moves behind the
 * closing one, or to the byte that is refused; *reason_out then says why.
 * Statuses: CARNET_JSON_SYNTAX, CARNET_JSON_UTF8, CARNET_CALLER_MEMORY.
 */
carnet_status cn_json_read_string(cn_json_doc *doc, size_t *pos, cn_span *out,
                                  const char **reason_out);

/* Where the string ends whose opening quote is at pos, behind its closing one;
   json is such as the reader took. */
size_t cn_json_string_end(cn_span json, size_t pos);

/* Index of the first key of object i that stands there a second time, 0 if
   there is none. Statuses: CARNET_OK, CARNET_CALLER_MEMORY. */
carnet_status cn_json_find_twice(const cn_json_doc *doc, uint32_t i,
                                 uint32_t *key_out);

#endif
