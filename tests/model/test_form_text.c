/* SPDX-License-Identifier: Apache-2.0 */
/* Text forms: what is printed is read back, and nothing else is read. */
#include "../support/support.h"

#include "model_record.h"

static void decimals_are_read_as_printed(void **state)
{
    (void)state;
    test_random x = {7};
    size_t num = 0;
    for (int32_t scale = -9; scale <= 9; scale++) {
        for (size_t i = 0; i < 200; i++) {
            uint64_t bound = UINT64_C(1) << test_below(&x, 54);
            cn_model_decimal d = {(int64_t)test_below(&x, bound), scale};
            cn_model_decimal back = {0, 0};
            char text[64];
            d.mantissa = test_below(&x, 2) == 0 ? -d.mantissa : d.mantissa;
            if (scale < 0 && d.mantissa % 10 == 0) {
                continue;
            }
            cn_model_decimal_text(text, &d);
            assert_true(cn_form_decimal(cn_span_str(text), &back));
            assert_int_equal(back.mantissa, d.mantissa);
            assert_int_equal(back.scale, d.scale);
            num++;
        }
    }
    test_count("decimals printed and read", num);
}

static void a_decimal_has_one_form(void **state)
{
    (void)state;
    cn_model_decimal d = {5000, -2};
    assert_true(cn_model_settle_decimal(&d));
    assert_int_equal(d.mantissa, 5);
    assert_int_equal(d.scale, -5);
    d = (cn_model_decimal){0, -3};
    assert_true(cn_model_settle_decimal(&d));
    assert_int_equal(d.scale, 0);
    d = (cn_model_decimal){50, 1};
    assert_true(cn_model_settle_decimal(&d));
    assert_int_equal(d.mantissa, 50);
    d = (cn_model_decimal){100, -8};
    assert_false(cn_model_settle_decimal(&d));
    d = (cn_model_decimal){1, INT32_MIN};
    assert_false(cn_model_settle_decimal(&d));
}

static void leaves_and_places_are_read_as_printed(void **state)
{
    (void)state;
    char text[24];
    uint32_t leaf = 0;
    cn_model_leaf_text(text, 0x00ff10a9);
    assert_string_equal(text, "leaf:00ff10a9");
    assert_true(cn_form_leaf(cn_span_str(text), &leaf));
    assert_int_equal(leaf, 0x00ff10a9);
    cn_model_place_text(text, CARNET_PART_PRIVATE, UINT32_MAX);
    assert_string_equal(text, "private/4294967295");
    static const char *const wrong[] = {"leaf:",         "leaf:0",
                                        "leaf:00ff10A9", "leaf:00ff10a9a",
                                        "Leaf:00ff10a9", "leaf:00ff10ag"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(cn_form_leaf(cn_span_str(wrong[i]), &leaf));
    }
    assert_false(cn_form_leaf(cn_span_of("leaf:00ff10a\0", 13), &leaf));
}

static void words_are_read_as_printed(void **state)
{
    (void)state;
    for (uint32_t part = 0; part < 3; part++) {
        assert_int_equal(
            cn_form_part_named(cn_span_str(cn_model_part_name(part))), part);
    }
    for (int32_t reason = 1; reason < 4; reason++) {
        assert_int_equal(
            cn_form_absence_named(cn_span_str(cn_form_absence_name(reason))),
            reason);
    }
    assert_string_equal(cn_model_part_name(3), "");
    assert_int_equal(cn_form_part_named(cn_span_str("")), -1);
    assert_string_equal(cn_form_absence_name(0), "");
    assert_string_equal(cn_form_absence_name(4), "");
    assert_int_equal(cn_form_absence_named(cn_span_str("")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_as_printed),
        cmocka_unit_test(a_decimal_has_one_form),
        cmocka_unit_test(leaves_and_places_are_read_as_printed),
        cmocka_unit_test(words_are_read_as_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
