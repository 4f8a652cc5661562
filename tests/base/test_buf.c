/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Buffers: they grow or say why not, the first failure sticks, everything is
 * wiped, and the public form has its zero.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

static void grows_and_keeps_its_bytes(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < 5000; i++) {
        cn_buf_put_u8(&b, (uint8_t)(i * 7));
    }
    assert_status(b.status, CARNET_OK);
    assert_int_equal(b.len, 5000);
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal(b.data[i], (uint8_t)(i * 7));
    }
    cn_buf_free(&b);
    assert_null(b.data);
    assert_int_equal(b.len, 0);
}

static void appends_every_form(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put(&b, "ab", 2);
    cn_buf_put(&b, NULL, 0);
    cn_buf_put_u8(&b, 'c');
    cn_buf_put_span(&b, CN_SPAN_LIT("de"));
    cn_buf_put_span(&b, cn_span_of(NULL, 0));
    cn_buf_put_str(&b, "fg");
    memcpy(cn_buf_extend(&b, 2), "hi", 2);
    assert_span(cn_buf_span(&b), "abcdefghi", 9);
    assert_non_null(cn_buf_extend(&b, 0));
    assert_int_equal(b.len, 9);
    cn_buf_free(&b);
}

static void cut_shortens_and_wipes(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "secret");
    cn_buf_cut(&b, 9);
    assert_int_equal(b.len, 6);
    cn_buf_cut(&b, 2);
    assert_span(cn_buf_span(&b), "se", 2);
    assert_memory_equal(b.data + 2, "\0\0\0\0", 4);
    cn_buf_free(&b);
}

static void fixed_is_full_and_stays_so(void **state)
{
    (void)state;
    uint8_t bytes[5] = {9, 9, 9, 9, 9};
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, 4);
    cn_buf_put_str(&b, "abc");
    cn_buf_put_str(&b, "de");
    assert_status(b.status, CARNET_CALLER_ARENA);
    assert_span(cn_buf_span(&b), "abc", 3);
    cn_buf_put_u8(&b, 'd'); /* would fit, but the failure sticks */
    assert_null(cn_buf_extend(&b, 0));
    assert_span(cn_buf_span(&b), "abc", 3);
    cn_buf_free(&b);
    assert_memory_equal(bytes, "\0\0\0\x09\x09", 5);
}

static void fixed_takes_exactly_its_size(void **state)
{
    (void)state;
    uint8_t bytes[3];
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, 3);
    cn_buf_put_str(&b, "abc");
    assert_status(b.status, CARNET_OK);
    assert_span(cn_buf_span(&b), "abc", 3);
    cn_buf_init_fixed(&b, NULL, 0);
    assert_status(b.status, CARNET_OK);
    cn_buf_put_u8(&b, 1);
    assert_status(b.status, CARNET_CALLER_ARENA);
}

static void refuses_sizes_that_overflow(void **state)
{
    (void)state;
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2,
                            SIZE_MAX / 2 - 3};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_buf_put_str(&b, "ab");
        assert_null(cn_buf_extend(&b, sizes[i]));
        assert_status(b.status, CARNET_CALLER_MEMORY);
        assert_int_equal(b.len, 2);
        cn_buf_free(&b);
    }
}

static void give_makes_a_public_buffer_with_a_zero_behind(void **state)
{
    (void)state;
    for (size_t len = 0; len < 200; len++) {
        cn_buf b;
        carnet_buf *out = NULL;
        cn_buf_init(&b);
        for (size_t i = 0; i < len; i++) {
            cn_buf_put_u8(&b, 'x');
        }
        assert_status(cn_buf_give(&b, &out), CARNET_OK);
        assert_null(b.data);
        assert_int_equal(carnet_buf_len(out), len);
        assert_int_equal(strlen((const char *)carnet_buf_data(out)), len);
        carnet_buf_free(out);
    }
}

static void give_copies_what_is_the_callers(void **state)
{
    (void)state;
    uint8_t bytes[3];
    cn_buf b;
    carnet_buf *out = NULL;
    cn_buf_init_fixed(&b, bytes, 3);
    cn_buf_put_str(&b, "abc");
    assert_status(cn_buf_give(&b, &out), CARNET_OK);
    assert_ptr_not_equal(carnet_buf_data(out), bytes);
    assert_string_equal((const char *)carnet_buf_data(out), "abc");
    carnet_buf_free(out);
}

static void give_tells_an_earlier_failure(void **state)
{
    (void)state;
    uint8_t bytes[1];
    cn_buf b;
    carnet_buf *out = (carnet_buf *)bytes;
    cn_buf_init_fixed(&b, bytes, 1);
    cn_buf_put_str(&b, "ab");
    assert_status(cn_buf_give(&b, &out), CARNET_CALLER_ARENA);
    assert_null(out);
    cn_buf_init(&b);
    b.status = CARNET_JSON_NUMBER;
    assert_status(cn_buf_give(&b, &out), CARNET_JSON_NUMBER);
    assert_null(out);
}

static void a_null_public_buffer_is_empty(void **state)
{
    (void)state;
    assert_null(carnet_buf_data(NULL));
    assert_int_equal(carnet_buf_len(NULL), 0);
    carnet_buf_free(NULL);
}

static carnet_status fill_and_give(bool fixed)
{
    uint8_t bytes[300];
    cn_buf b;
    carnet_buf *out = NULL;
    if (fixed) {
        cn_buf_init_fixed(&b, bytes, sizeof bytes);
    } else {
        cn_buf_init(&b);
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        cn_buf_put_u8(&b, 'y');
    }
    carnet_status status = cn_buf_give(&b, &out);
    assert_true((status == CARNET_OK) == (out != NULL));
    carnet_buf_free(out);
    return status;
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    for (int fixed = 0; fixed < 2; fixed++) {
        size_t nth = 1;
        for (;; nth++) {
            test_mem_fail_at(nth);
            carnet_status status = fill_and_give(fixed == 1);
            if (!test_mem_has_failed()) {
                assert_status(status, CARNET_OK);
                break;
            }
            assert_status(status, CARNET_CALLER_MEMORY);
            assert_int_equal(test_mem_live(), 0);
        }
        test_mem_fail_at(0);
        assert_true(nth > 2);
    }
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_keeps_its_bytes),
        cmocka_unit_test(appends_every_form),
        cmocka_unit_test(cut_shortens_and_wipes),
        cmocka_unit_test(fixed_is_full_and_stays_so),
        cmocka_unit_test(fixed_takes_exactly_its_size),
        cmocka_unit_test(refuses_sizes_that_overflow),
        cmocka_unit_test(give_makes_a_public_buffer_with_a_zero_behind),
        cmocka_unit_test(give_copies_what_is_the_callers),
        cmocka_unit_test(give_tells_an_earlier_failure),
        cmocka_unit_test(a_null_public_buffer_is_empty),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
