/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every test may use: cmocka with its own includes, files, hex, the
 * vector folder. Vector files are read with our own JSON reader.
 */
#ifndef CN_TEST_SUPPORT_H
#define CN_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/base.h"
#include "../../lib/json/json.h"

/* Whole file; fails the test if it can't be read. Free with cn_buf_free. */
cn_buf test_file(const char *path);
/* A file of tests/data. */
cn_buf test_data(const char *name);
/* A file of the vector folder; SKIPS the test (and says so) only if the folder
   itself is absent. A missing file in a present folder fails. */
cn_buf test_vector(const char *name);
/* Vector file read as JSON; *text must outlive the document. */
cn_json_doc *test_vector_json(const char *name, cn_buf *text);
/* A block for an arena, aligned to 16 as malloc's are not on each 32-bit
   machine; of just that size, so that writing on would be seen. The caller's,
   by free. */
void *test_aligned(size_t size);
/* What a buffer holds, lent. */
cn_span test_span_of(const carnet_buf *b);
/* What stands before an end, which is stepped over; fails without one. */
cn_span test_take(cn_span *text, char end);
/* Bytes of a hex string; fails the test if it is none. */
cn_buf test_hex(cn_span hex);
cn_buf test_hex_str(const char *hex);
/* String or hex value of a member of object i, failing if it is absent. */
cn_span test_member(const cn_json_doc *doc, uint32_t i, const char *key);
/* Each says a number on stderr, and fails at 0, so that a run of none is seen:
   "name: N cases" that have the answer they should, "name: N vectors" of which
   others published it, and "name: N" of what is no answer, or counted already.
 */
void test_count(const char *name, size_t num);
void test_count_published(const char *name, size_t num);
void test_count_other(const char *name, size_t num);

/* What case i of json/parsing.json has a reader read: bytes, or bytes repeated.
   Free with cn_buf_free. */
cn_buf test_json_input(const cn_json_doc *doc, uint32_t i);
/* Calls check for each of its 167 cases, and counts them under a name. */
void test_json_parsing(const char *counted,
                       void (*check)(const cn_json_doc *doc, uint32_t i));

/* A row of a file of free texts. */
typedef struct {
    const char *about; /* its language, or what is tried */
    bool tells;        /* what must stay private */
    const char *word;  /* that does, or "-" */
    const char *text;
} test_text;

/* Calls check for every row of a file of tests/data; fails where fewer than 30
   tell, or fewer than 30 do not. */
void test_texts(const char *name, void (*check)(const test_text *t));

#define assert_status(call, expected)                                          \
    assert_string_equal(carnet_status_name(call), carnet_status_name(expected))
#define assert_span(actual, bytes, length)                                     \
    do {                                                                       \
        assert_int_equal((actual).len, (length));                              \
        assert_memory_equal((actual).data, (bytes), (length));                 \
    } while (0)

#endif
