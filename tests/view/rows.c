/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes entries of forms, merges them, and writes the rows down.
 */
#include "rows.h"

static void add_told(rows *r, const told *list, size_t i)
{
    const told *t = &list[i];
    size_t at = r->num++;
    test_make_entries(&r->made[at], t->entry, t->day);
    r->made[at].entries->beyond = t->beyond;
    memset(r->identities[at], t->with > 0 ? t->with - 1 : (int)i,
           CN_VIEW_IDENTITY_SIZE);
    r->told[at] = i;
    r->persons[at] = t->person;
    r->items[at] = (cn_view_item){.entry = r->made[at].entries,
                                  .identity = r->identities[at],
                                  .credential = (uint32_t)at,
                                  .leaf = (uint32_t)i + 1,
                                  .accepted = !t->review};
}

void make_rows(rows *r, const told *list, size_t num, size_t from, bool back)
{
    const int64_t now = (int64_t)TEST_DAY * CN_DAY_MINUTES;
    memset(r, 0, sizeof *r);
    assert_in_range(num, 1, MOST_TOLD);
    for (size_t i = 0; i < num; i++) {
        add_told(r, list, (from + (back ? num - i : i)) % num);
    }
    const cn_view_question q = {
        r->items, r->persons, num, {{now, now + CN_DAY_MINUTES - 1}, 0}};
    assert_status(cn_view_merge(&r->m, &q), CARNET_OK);
}

void end_rows(rows *r)
{
    cn_view_merged_free(&r->m);
    for (size_t i = 0; i < r->num; i++) {
        test_made_free(&r->made[i]);
    }
}

static void put_rows(char *out, const rows *r)
{
    size_t len = 0;
    for (size_t i = 0; i < r->m.num_rows; i++) {
        const cn_view_row *row = &r->m.rows[i];
        len += (size_t)snprintf(out + len, MOST_ROWS_TEXT - len, "%s",
                                i > 0 ? " " : "");
        for (size_t k = 0; k < row->num; k++) {
            len += (size_t)snprintf(out + len, MOST_ROWS_TEXT - len, "%zu",
                                    r->told[row->items[k]]);
        }
        if (row->state.state == CARNET_VIEW_UNCERTAIN) {
            len += (size_t)snprintf(out + len, MOST_ROWS_TEXT - len, "?");
        }
        if (row->clash > 0 || row->clash_why != 0) {
            len +=
                (size_t)snprintf(out + len, MOST_ROWS_TEXT - len, "!%u%c",
                                 (unsigned)row->clash, "-svdn"[row->clash_why]);
        }
    }
    for (size_t i = 0; i < r->m.num_replaced; i++) {
        len += (size_t)snprintf(out + len, MOST_ROWS_TEXT - len, "%s%zu",
                                i > 0 ? "" : "/", r->told[r->m.replaced[i]]);
    }
    assert_in_range(len, 1, MOST_ROWS_TEXT - 1);
}

void expect_rows(const told *list, size_t num, const char *due)
{
    for (size_t n = 0; n < 2 * num; n++) {
        rows r;
        char said[MOST_ROWS_TEXT];
        make_rows(&r, list, num, n / 2, n % 2 == 1);
        put_rows(said, &r);
        if (strcmp(said, due) != 0) {
            fail_msg("order %zu of %s: %s, not %s", n, list[0].entry, said,
                     due);
        }
        end_rows(&r);
    }
}
