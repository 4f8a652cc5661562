/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The arena that tests of failing memory have: whatever is taken from one that
 * grows is an allocation of its own, also where the last taking shrank, and one
 * in the caller's bytes is as it ever was.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

static const size_t sizes[] = {0, 1, 15, 16, 17, 32, 64, 100, 4096, 70000};

enum {
    NUM_SIZES = sizeof sizes / sizeof sizes[0]
};

static void *take_one(cn_arena *a, size_t size)
{
    size_t taken = test_mem_taken();
    void *p = cn_arena_take_raw(a, size);
    assert_non_null(p);
    assert_int_equal(test_mem_taken(), taken + 1);
    memset(p, 0xdd, size); /* its block holds it: a sanitizer looks */
    return p;
}

static void each_taking_is_an_allocation(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    for (size_t i = 0; i < NUM_SIZES * NUM_SIZES; i++) {
        take_one(&a, sizes[i % NUM_SIZES]);
        take_one(&a, sizes[i / NUM_SIZES]);
    }
    cn_arena_free(&a);
}

static void what_a_shrunk_taking_left_is_not_given(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    for (size_t i = 0; i < NUM_SIZES; i++) {
        void *p = take_one(&a, sizes[i]);
        cn_arena_shrink_last(&a, p, sizes[i], sizes[i] / 2);
        take_one(&a, 1);
    }
    cn_arena_free(&a);
}

static void each_taking_may_fail(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    for (size_t i = 0; i < NUM_SIZES; i++) {
        test_mem_fail_at(1);
        assert_null(cn_arena_take(&a, sizes[i]));
        assert_true(test_mem_has_failed());
        assert_status(cn_arena_status(&a), CARNET_CALLER_MEMORY);
        take_one(&a, sizes[i]);
    }
    cn_arena_free(&a);
}

static void a_fixed_one_gives_all_of_its_bytes(void **state)
{
    (void)state;
    _Alignas(16) uint8_t bytes[64];
    cn_arena a;
    size_t taken = test_mem_taken();
    cn_arena_init_fixed(&a, bytes, sizeof bytes);
    void *p = cn_arena_take(&a, 64);
    assert_ptr_equal(p, bytes);
    cn_arena_shrink_last(&a, p, 64, 16);
    assert_ptr_equal(cn_arena_take(&a, 48), bytes + 16);
    assert_int_equal(test_mem_taken(), taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_taking_is_an_allocation),
        cmocka_unit_test(what_a_shrunk_taking_left_is_not_given),
        cmocka_unit_test(each_taking_may_fail),
        cmocka_unit_test(a_fixed_one_gives_all_of_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
