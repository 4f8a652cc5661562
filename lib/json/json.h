/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the JSON room: a small strict reader (RFC 8259, UTF-8 only, no key
 * twice, bounded) that keeps a number's digits, and a writer. The reader gives
 * a flat array of nodes over the input's own bytes; it never recurses.
 */
#ifndef CN_JSON_H
#define CN_JSON_H

#include "../base/base.h"

typedef enum {
    CN_JSON_NULL,
    CN_JSON_FALSE,
    CN_JSON_TRUE,
    CN_JSON_NUMBER, /* text: the digits as they stand in the input */
    CN_JSON_STRING, /* text: unescaped bytes, well-formed UTF-8 */
    CN_JSON_ARRAY,  /* children: elements */
    CN_JSON_OBJECT  /* children: key node (STRING), value node, key, ... */
} cn_json_type;

typedef struct {
    cn_json_type type;
    cn_span text;    /* NUMBER, STRING */
    size_t offset;   /* where it begins in the input */
    uint32_t num;    /* ARRAY: elements; OBJECT: members */
    uint32_t next;   /* index of the node after this one and all below it */
    uint32_t parent; /* index of the array or object; 0 for the root */
} cn_json_node;

typedef struct cn_json_doc cn_json_doc;

/*
 * Reads a whole text. On failure *out is NULL and where, if given, has
 * status, byte offset and line. Statuses: CARNET_JSON_*, CARNET_CALLER_MEMORY.
 * A byte order mark is refused (RFC 8259 section 8.1), and UTF-16 named.
 */
carnet_status cn_json_read(cn_json_doc **out, cn_problem *where, cn_span text);
/* The same, with limits of its own in place of those of limits.h; depth at most
   CN_JSON_DEPTH_MAX. */
typedef struct {
    size_t bytes;
    uint32_t depth;
    uint32_t nodes; /* values and keys; over it: CARNET_JSON_TOO_LONG */
} cn_json_limits;
#define CN_JSON_DEPTH_MAX 65u
carnet_status cn_json_read_within(cn_json_doc **out, cn_problem *where,
                                  cn_span text, const cn_json_limits *limits);
void cn_json_free(cn_json_doc *doc);

/* Node i; node 0 is the root. NULL past the end. The first child of node i is
   node i + 1; its next sibling is node next. */
const cn_json_node *cn_json_get(const cn_json_doc *doc, uint32_t i);
/* Index of the value of a key in object i, 0 if absent. */
uint32_t cn_json_find(const cn_json_doc *doc, uint32_t i, const char *key);
uint32_t cn_json_find_span(const cn_json_doc *doc, uint32_t i, cn_span key);
/* Node i as it stands in the text that was read. */
cn_span cn_json_source(const cn_json_doc *doc, uint32_t i);
/* Line (from 1) of a byte offset in the text that was read. */
size_t cn_json_line(const cn_json_doc *doc, size_t offset);
/* JSON path of node i, such as $.entries[2]["odd key"].code; cut at cap. */
void cn_json_path(const cn_json_doc *doc, uint32_t i, char *out, size_t cap);
/* A number without fraction or exponent within +-(2^53 - 1). */
bool cn_json_int(const cn_json_node *n, int64_t *out);
bool cn_json_is(const cn_json_node *n, const char *string);

/* ---- writer: into a cn_buf, whose error is sticky ---- */

typedef struct {
    cn_buf *out;
    uint32_t depth;
    uint64_t has_member; /* bit per depth: a comma is due */
    bool after_key;
    bool pretty; /* two spaces a level, one member a line */
} cn_json_writer;

void cn_json_begin(cn_json_writer *w, cn_buf *out, bool pretty);
void cn_json_open_object(cn_json_writer *w);
void cn_json_close_object(cn_json_writer *w);
void cn_json_open_array(cn_json_writer *w);
void cn_json_close_array(cn_json_writer *w);
void cn_json_key(cn_json_writer *w, const char *key);
void cn_json_key_span(cn_json_writer *w, cn_span key);
void cn_json_string(cn_json_writer *w, cn_span utf8);
void cn_json_str(cn_json_writer *w, const char *zero_terminated);
/* Bytes as a string of two lower-case hex digits each. */
void cn_json_hex(cn_json_writer *w, cn_span bytes);
void cn_json_i64(cn_json_writer *w, int64_t v);
void cn_json_digits(cn_json_writer *w, cn_span digits); /* a number, as is */
/* A whole value that is JSON already, such as the source of a node; the white
   space in it is left out. */
void cn_json_value(cn_json_writer *w, cn_span json);
void cn_json_bool(cn_json_writer *w, bool v);

#endif
