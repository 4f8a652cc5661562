/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the library says of treatment, behind a pipe. A line is a question: day
 * or instant, day of issue, language or "-", record in JSON, a tab behind each.
 * The answer is a line of JSON. Never meant for anything but tests.
 */
#include "treat_answer.h"

#define LINE_MAX_BYTES (4u << 20)

int main(void)
{
    static char line[LINE_MAX_BYTES];
    while (fgets(line, sizeof line, stdin) != NULL) {
        cn_buf out;
        cn_span rest = cn_span_str(line);
        test_treat_question q = test_treat_take(&rest);
        cn_buf_init(&out);
        test_treat_answer(&out, &q);
        printf("%.*s\n", (int)out.len, (const char *)out.data);
        fflush(stdout);
        cn_buf_free(&out);
    }
    return 0;
}
