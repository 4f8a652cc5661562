/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries as a case of treatment: made from JSON, sorted, and asked about.
 */
#include "asked.h"

void ask(asked *a, const char *at, const char *entries)
{
    memset(a, 0, sizeof *a);
    test_make_entries(&a->made, entries, TEST_DAY);
    for (size_t i = 0; i < a->made.num; i++) {
        a->entries[a->made.list[i].source] = &a->made.entries[i];
    }
    a->c.entries = a->entries;
    a->c.num = a->made.num;
    assert_true(cn_form_date(cn_span_str(at), &a->c.at));
    cn_arena_init_grow(&a->sorted);
    assert_status(cn_view_index_case(&a->c, &a->sorted), CARNET_OK);
}

void forget(asked *a)
{
    cn_arena_free(&a->sorted);
    test_made_free(&a->made);
}

void expect_said(const char *at, const char *entries, const char *due)
{
    asked a;
    cn_treat_medicine m;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, at, entries);
    assert_true(cn_view_medicine_of(&m, &a.c, 0));
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_medicine_lines(&pen, &m, true);
    cn_buf_put_u8(&text, 0);
    bool absent = due[0] == '!';
    if ((strstr((const char *)text.data, due + absent) != NULL) == absent) {
        fail_msg("%s\n%s\nshould say %s:\n%s", at, entries, due,
                 (const char *)text.data);
    }
    cn_buf_free(&text);
    forget(&a);
}
