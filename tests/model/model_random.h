/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries made from a seed: every kind, field and form of value, through the
 * room's own encoders. The same seed gives the same entry everywhere.
 */
#ifndef CN_TEST_MODEL_RANDOM_H
#define CN_TEST_MODEL_RANDOM_H

#include "../../lib/model/model_i.h"

#define TEST_DAY 20529 /* 2026-03-17, the day of issue in these tests */

typedef struct {
    uint64_t state;
} test_random;

/* A number below bound, which is not 0 (splitmix64). */
uint64_t test_below(test_random *x, uint64_t bound);
/* The same, for what is counted. */
size_t test_pick(test_random *x, size_t bound);
/* A number from low to high, both of which it may be. */
int64_t test_between(test_random *x, int64_t low, int64_t high);
/* True once in n times. */
bool test_one_in(test_random *x, uint64_t n);
/* An entry of a kind with required and random other fields; appended to out. */
void test_random_entry(test_random *x, uint32_t kind, cn_buf *out);
/* Steps to the one entry in bytes; CARNET_OK leaves part 2, position 0. */
carnet_status test_step(cn_span bytes, carnet_entry *out);

#endif
