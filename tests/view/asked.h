/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A case about the entries of a record, in its order, for a day.
 */
#ifndef CN_TEST_ASKED_H
#define CN_TEST_ASKED_H

#include "../support/support.h"

#include "../../lib/view/treat_i.h"
#include "../model/model_record.h"

enum {
    ASKED_MOST = 1200,
    ASKED_JSON_MOST = 8192
};

typedef struct {
    test_made made;
    const carnet_entry *entries[ASKED_MOST];
    cn_treat_case c;
    cn_arena sorted;
} asked;

static inline void ask(asked *a, const char *at, const char *entries)
{
    char json[ASKED_JSON_MOST];
    int len = snprintf(json, sizeof json, "{\"entries\":[%s]}", entries);
    assert_in_range(len, 1, sizeof json - 1);
    memset(a, 0, sizeof *a);
    test_make(&a->made, json);
    for (size_t i = 0; i < a->made.num; i++) {
        a->entries[a->made.list[i].source] = &a->made.entries[i];
    }
    a->c.entries = a->entries;
    a->c.num = a->made.num;
    assert_true(cn_form_date(cn_span_str(at), &a->c.at));
    cn_arena_init_grow(&a->sorted);
    assert_status(cn_view_index_case(&a->c, &a->sorted), CARNET_OK);
}

static inline void forget(asked *a)
{
    cn_arena_free(&a->sorted);
    test_made_free(&a->made);
}

#endif
