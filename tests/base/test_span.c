/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Spans: equality, prefix, order, and what a NULL may be.
 */
#include "../support/support.h"

static const cn_span none = {NULL, 0};

static void equal_means_same_bytes(void **state)
{
    (void)state;
    assert_true(cn_span_equal(cn_span_str("abc"), CN_SPAN_LIT("abc")));
    assert_false(cn_span_equal(cn_span_str("abc"), cn_span_str("abd")));
    assert_false(cn_span_equal(cn_span_str("abc"), cn_span_str("ab")));
    assert_true(cn_span_equal(none, cn_span_str("")));
    assert_true(cn_span_equal(none, none));
    assert_false(cn_span_equal(none, cn_span_str("a")));
}

static void starts_means_prefix(void **state)
{
    (void)state;
    assert_true(cn_span_starts(cn_span_str("HP1:x"), cn_span_str("HP1:")));
    assert_true(cn_span_starts(cn_span_str("HP1:"), cn_span_str("HP1:")));
    assert_false(cn_span_starts(cn_span_str("HP1"), cn_span_str("HP1:")));
    assert_false(cn_span_starts(cn_span_str("HC1:x"), cn_span_str("HP1:")));
    assert_true(cn_span_starts(none, none));
    assert_true(cn_span_starts(cn_span_str("a"), none));
    assert_false(cn_span_starts(none, cn_span_str("a")));
}

static void order_is_bytewise_and_shorter_first(void **state)
{
    (void)state;
    assert_true(cn_span_compare(cn_span_str("a"), cn_span_str("b")) < 0);
    assert_true(cn_span_compare(cn_span_str("b"), cn_span_str("a")) > 0);
    assert_true(cn_span_compare(cn_span_str("ab"), cn_span_str("b")) < 0);
    assert_true(cn_span_compare(cn_span_str("a"), cn_span_str("ab")) < 0);
    assert_true(cn_span_compare(cn_span_str("ab"), cn_span_str("a")) > 0);
    assert_true(cn_span_compare(cn_span_str("\x7f"), cn_span_str("\x80")) < 0);
    assert_int_equal(cn_span_compare(cn_span_str("ab"), cn_span_str("ab")), 0);
    assert_int_equal(cn_span_compare(none, cn_span_str("")), 0);
    assert_true(cn_span_compare(none, cn_span_str("a")) < 0);
}

static void what_is_behind_never_leaves_the_span(void **state)
{
    (void)state;
    cn_span s = cn_span_str("abc");
    for (size_t n = 0; n <= 5; n++) {
        cn_span rest = cn_span_after(s, n);
        size_t at = n < 3 ? n : 3;
        assert_ptr_equal(rest.data, s.data + at);
        assert_int_equal(rest.len, 3 - at);
    }
    assert_int_equal(cn_span_after(s, SIZE_MAX).len, 0);
    assert_null(cn_span_after(none, 0).data);
    assert_null(cn_span_after(none, 1).data);
    assert_int_equal(cn_span_after(none, 1).len, 0);
}

static void null_with_a_length_is_refused(void **state)
{
    (void)state;
    assert_status(cn_span_check(NULL, 0), CARNET_OK);
    assert_status(cn_span_check("a", 0), CARNET_OK);
    assert_status(cn_span_check("a", 1), CARNET_OK);
    assert_status(cn_span_check(NULL, 1), CARNET_CALLER_NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_means_same_bytes),
        cmocka_unit_test(starts_means_prefix),
        cmocka_unit_test(order_is_bytewise_and_shorter_first),
        cmocka_unit_test(what_is_behind_never_leaves_the_span),
        cmocka_unit_test(null_with_a_length_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
