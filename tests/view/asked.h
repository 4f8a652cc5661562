/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries as a case of treatment that a day is asked about, for the tests of
 * this room.
 */
#ifndef CN_TEST_ASKED_H
#define CN_TEST_ASKED_H

#include "../support/support.h"

#include "../../lib/view/treat_i.h"
#include "../model/model_record.h"

enum {
    ASKED_MOST = 1200 /* more than twice CN_TREAT_CHECKED_MAX */
};

/* A case about the entries of a record, in its order. */
typedef struct {
    test_made made;
    const carnet_entry *entries[ASKED_MOST];
    cn_treat_case c;
    cn_arena sorted;
} asked;

/* entries: objects in JSON, commas between. */
void ask(asked *a, const char *at, const char *entries);
void forget(asked *a);

/* Lines of the first medicine of a case; in them, or not with "!" before it. */
void expect_said(const char *at, const char *entries, const char *due);

#endif
