/* SPDX-License-Identifier: Apache-2.0 */
/* Each allocation of a call fails. */
#include "each_allocation.h"

static void assert_same(carnet_buf *a, carnet_buf *b)
{
    assert_int_equal(carnet_buf_len(a), carnet_buf_len(b));
    assert_memory_equal(carnet_buf_data(a), carnet_buf_data(b),
                        carnet_buf_len(a));
    carnet_buf_free(a);
    carnet_buf_free(b);
}

/* The call itself with the nth allocation failing; whether one did. */
static bool run(const test_call *c, size_t nth, bool from_then_on,
                bool is_refused)
{
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    carnet_buf *before = c->say == NULL ? NULL : c->say();
    size_t held = before == NULL ? 0 : test_mem_live() - live;
    if (from_then_on) {
        test_mem_fail_from(nth);
    } else {
        test_mem_fail_at(nth);
    }
    carnet_status status = c->run();
    bool failed = test_mem_has_failed();
    test_mem_fail_at(0);
    if (!is_refused || status != CARNET_OK) {
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
    }
    if (c->make == NULL) { /* else it may hold more than before */
        assert_int_equal(test_mem_live(), live + held);
    }
    assert_int_equal(test_mem_unwiped(), unwiped);
    if (before != NULL) {
        assert_same(before, c->say());
    }
    if (failed) {
        assert_status(c->run(), CARNET_OK);
    }
    return failed;
}

static bool fail_nth(const test_call *c, size_t nth, bool from_then_on,
                     bool is_refused)
{
    size_t live = test_mem_live();
    if (c->make != NULL) {
        c->make();
    }
    bool failed = run(c, nth, from_then_on, is_refused);
    if (c->end != NULL) {
        c->end();
    }
    assert_int_equal(test_mem_live(), live);
    return failed;
}

static size_t fail_each(const test_call *c, bool is_refused)
{
    size_t points = 0;
    for (unsigned stays = 0; stays < 2; stays++) {
        size_t nth = 1;
        while (fail_nth(c, nth, stays == 1, is_refused)) {
            nth++;
        }
        if (nth == 1) {
            fail_msg("%s allocates nothing", c->name);
        }
        points += nth - 1;
    }
    return points;
}

size_t test_fail_call(const test_call *c)
{
    return fail_each(c, false);
}

size_t test_fail_refused(const test_call *c)
{
    return fail_each(c, true);
}

void test_say_points(const char *name, size_t points)
{
    fprintf(stderr, "allocations that fail, %s: %zu points\n", name, points);
}
