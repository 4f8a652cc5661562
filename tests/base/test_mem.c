/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The memory door: zeroed, checked, wiped on the way back.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

static void gives_zeroed_memory(void **state)
{
    (void)state;
    uint8_t *p = cn_mem_alloc(1000);
    assert_non_null(p);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(p[i], 0);
    }
    cn_mem_free(p, 1000);
}

static void no_bytes_are_still_a_block(void **state)
{
    (void)state;
    void *p = cn_mem_alloc(0);
    assert_non_null(p);
    cn_mem_free(p, 0);
    p = cn_mem_array(0, 8);
    assert_non_null(p);
    cn_mem_free(p, 0);
    p = cn_mem_array(8, 0);
    assert_non_null(p);
    cn_mem_free(p, 0);
}

static void refuses_a_product_that_overflows(void **state)
{
    (void)state;
    size_t before = test_mem_taken();
    assert_null(cn_mem_array(SIZE_MAX / 2, 4));
    assert_null(cn_mem_array(4, SIZE_MAX / 2));
    assert_null(cn_mem_array(SIZE_MAX, SIZE_MAX));
    assert_int_equal(test_mem_taken(), before);
}

static void gives_null_where_there_is_none(void **state)
{
    (void)state;
    test_mem_fail_at(1);
    assert_null(cn_mem_alloc(16));
    assert_true(test_mem_has_failed());
    test_mem_fail_at(1);
    assert_null(cn_mem_array(4, 4));
    assert_null(cn_mem_alloc(SIZE_MAX));
}

static void wipes_what_it_frees(void **state)
{
    (void)state;
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    uint8_t *p = cn_mem_alloc(64);
    assert_non_null(p);
    memset(p, 0xa5, 64);
    cn_mem_free(p, 64);
    assert_int_equal(test_mem_unwiped(), unwiped);
    assert_int_equal(test_mem_live(), live);
}

/* Shows that the test above can fail. */
static void a_block_freed_in_part_is_noticed(void **state)
{
    (void)state;
    size_t unwiped = test_mem_unwiped();
    uint8_t *p = cn_mem_alloc(64);
    assert_non_null(p);
    memset(p, 0xa5, 64);
    cn_mem_free(p, 63);
    assert_int_equal(test_mem_unwiped(), unwiped + 1);
}

static void freeing_null_does_nothing(void **state)
{
    (void)state;
    cn_mem_free(NULL, 0);
    cn_mem_free(NULL, 16);
    cn_mem_wipe(NULL, 0);
}

/* A compiler that knew that secret dies here would drop a plain memset. */
static void wipe_a_local_that_dies(void)
{
    const volatile uint8_t *where;
    uint8_t secret[32];
    for (size_t i = 0; i < sizeof secret; i++) {
        secret[i] = (uint8_t)(i + 1);
    }
    where = secret;
    cn_mem_wipe(secret, sizeof secret);
    uint8_t sum = 0;
    for (size_t i = 0; i < sizeof secret; i++) {
        sum = (uint8_t)(sum | where[i]);
    }
    assert_int_equal(sum, 0);
}

static void wipes_all_and_only_what_it_is_given(void **state)
{
    (void)state;
    uint8_t bytes[10];
    memset(bytes, 7, sizeof bytes);
    cn_mem_wipe(bytes + 1, 8);
    assert_int_equal(bytes[0], 7);
    assert_int_equal(bytes[9], 7);
    for (size_t i = 1; i < 9; i++) {
        assert_int_equal(bytes[i], 0);
    }
    wipe_a_local_that_dies();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_memory),
        cmocka_unit_test(no_bytes_are_still_a_block),
        cmocka_unit_test(refuses_a_product_that_overflows),
        cmocka_unit_test(gives_null_where_there_is_none),
        cmocka_unit_test(wipes_what_it_frees),
        cmocka_unit_test(a_block_freed_in_part_is_noticed),
        cmocka_unit_test(freeing_null_does_nothing),
        cmocka_unit_test(wipes_all_and_only_what_it_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
