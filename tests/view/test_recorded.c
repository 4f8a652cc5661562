/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the library says of treatment on any machine is what it said when the
 * twin agreed (tests/data/treatments.tsv, written and compared with the twin by
 * test_treatment.py, which runs where there is Python).
 */
#include "treat_answer.h"

static void expect(cn_span rest, cn_span answer)
{
    cn_buf out;
    cn_span line = rest;
    test_treat_question q = test_treat_take(&rest);
    cn_buf_init(&out);
    test_treat_answer(&out, &q);
    if (!cn_span_equal(cn_buf_span(&out), answer)) {
        fail_msg("%.*s\nsays   %.*s\nand not %.*s", (int)line.len,
                 (const char *)line.data, (int)out.len, (const char *)out.data,
                 (int)answer.len, (const char *)answer.data);
    }
    cn_buf_free(&out);
}

static void says_what_is_recorded(void **state)
{
    (void)state;
    size_t num = 0;
    cn_buf file = test_data("treatments.tsv");
    cn_span text = cn_buf_span(&file);
    (void)test_take(&text, '\n'); /* what the file is */
    for (; text.len != 0; num++) {
        cn_span row = test_take(&text, '\n');
        cn_span answer = row;
        for (size_t i = 0; i < 4; i++) {
            (void)test_take(&answer, '\t');
        }
        expect(row, answer);
    }
    cn_buf_free(&file);
    test_count("recorded treatments", num);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
