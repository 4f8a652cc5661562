/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of the merged view as text, in every order of what is told.
 */
#ifndef CN_TEST_ROWS_H
#define CN_TEST_ROWS_H

#include "../support/support.h"

#include "../../lib/view/merged_i.h"
#include "../model/model_record.h"

#define NUM(list) (sizeof(list) / sizeof(list)[0])

enum {
    MOST_TOLD = 6,
    MOST_ROWS_TEXT = 128
};

/* An entry, in a credential of its own, whose identity is its place in the
   list, if it is not with another one. */
typedef struct {
    const char *entry;
    int32_t day; /* of issue */
    bool review;
    uint8_t person;
    bool beyond;  /* has more than this version can read */
    uint8_t with; /* 1 and the place of another of the same credential */
} told;

typedef struct {
    test_made made[MOST_TOLD];
    uint8_t identities[MOST_TOLD][CN_VIEW_IDENTITY_SIZE];
    cn_view_item items[MOST_TOLD];
    uint32_t persons[MOST_TOLD];
    size_t told[MOST_TOLD]; /* place in the list of each item */
    size_t num;
    cn_view_merged m;
} rows;

/* For TEST_DAY; from one of the list on, and around. */
void make_rows(rows *r, const told *list, size_t num, size_t from, bool back);
void end_rows(rows *r);

/* "01? 2/3": rows of tellings by their places in the list, "?" where a row is
   uncertain, "!", a number and a letter for why where it contradicts; then what
   is replaced. */
void expect_rows(const told *list, size_t num, const char *due);

#endif
