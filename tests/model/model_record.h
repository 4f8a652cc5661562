/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records for tests: from JSON to encoded entries and back, and JSON records
 * made from a seed: every kind, field and form of value, in the very form that
 * the library writes.
 */
#ifndef CN_TEST_MODEL_RECORD_H
#define CN_TEST_MODEL_RECORD_H

#include "../../lib/model/record_i.h"
#include "model_random.h"

typedef struct {
    carnet_record *record;
    cn_model_encoded *list;
    carnet_entry *entries; /* of list, as a reader sees them */
    size_t num;
} test_made;

/* Reads a record that must be good. */
carnet_record *test_read(cn_span json);
/* Encodes a record, which out owns from then on, for a day of issue. */
carnet_status test_encode(test_made *out, carnet_record *record,
                          int32_t issue_day, cn_problem *where);
/* Both, where both must succeed, for TEST_DAY. */
void test_make(test_made *out, const char *json);
/* The same of entries with commas between them, for any day of issue. */
void test_make_entries(test_made *out, const char *entries, int32_t day);
void test_made_free(test_made *m);
/* The entries as a JSON record. */
cn_buf test_form(const test_made *m);
/* Do two JSON values say the same, in the same order? */
bool test_same_tree(const cn_json_doc *a, uint32_t i, const cn_json_doc *b,
                    uint32_t k);

/* A JSON record of num entries; entry i has the id "e<i>". Only what points at
   others has an explicit part. */
void test_random_record(test_random *x, size_t num, cn_buf *out);

#endif
