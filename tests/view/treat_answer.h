/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the library says of treatment, to be compared: with the twin in
 * treat_twin.py, the examples of docs/spec/treatment.md, and what it said when
 * those agreed (tests/data/treatments.tsv).
 */
#ifndef CN_TEST_TREAT_ANSWER_H
#define CN_TEST_TREAT_ANSWER_H

#include "../support/support.h"

typedef struct {
    cn_span at;       /* day or instant that is asked about */
    cn_span issued;   /* day of issue */
    cn_span language; /* of the lines; "-" for none */
    cn_span record;   /* JSON */
} test_treat_question;

/* Appends a line of JSON without its end. Not for two threads at once. */
void test_treat_answer(cn_buf *out, const test_treat_question *asked);

/* A question, of which each part ends with a tab, before *rest. */
test_treat_question test_treat_take(cn_span *rest);

#endif
