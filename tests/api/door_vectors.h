/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shared vectors of the JSON door, in tests/vectors/door: asks what stands
 * there, step by step, and fails where the reply is not the one beside it.
 * README.md there says what a file holds.
 */
#ifndef CN_TEST_DOOR_VECTORS_H
#define CN_TEST_DOOR_VECTORS_H

#include "../support/support.h"
#include "carnet/json.h"

enum {
    TEST_DOOR_STEPS = 16 /* of a case, at most */
};

/* A node of a document. */
typedef struct {
    const cn_json_doc *doc;
    uint32_t i;
} test_door_place;

/* The replies of a case so far, which later steps may quote. */
typedef struct {
    carnet_buf *reply[TEST_DOOR_STEPS];
    cn_json_doc *doc[TEST_DOOR_STEPS];
    size_t num;
    const char *name; /* for messages */
} test_door_run;

/* A step whose request got the reply that is due. */
typedef struct {
    const test_door_run *run;
    test_door_place step;
    cn_span request; /* as it was sent */
} test_door_step;

/* Whether a reply, as text, is the one that is due. */
bool test_door_is_due(const test_door_step *s, cn_span reply);

/* Asks the steps of all cases of a file, and calls asked, unless it is NULL,
   after each. How many there were. */
size_t test_door_file(const char *name, void (*asked)(const test_door_step *s));

/* Calls run_it for each file. */
void test_door_files(void (*run_it)(const char *name));

#endif
