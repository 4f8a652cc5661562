/* SPDX-License-Identifier: Apache-2.0 */
/* Text forms: what is printed is read back, and nothing else is read. */
#include "../support/support.h"

#include "model_record.h"

static cn_span span(const char *s)
{
    return cn_span_of(s, strlen(s));
}

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
            assert_true(cn_form_decimal(span(text), &back));
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

/* RFC 4648 section 10, without padding; and the two characters that are other
   than in base64. */
static void base64url_is_that_of_the_rfc(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg"},
                                           {"fo", "Zm8"},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg"},
                                           {"fooba", "Zm9vYmE"},
                                           {"foobar", "Zm9vYmFy"},
                                           {"\xfb\xff", "-_8"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cn_buf text;
        cn_buf bytes;
        cn_buf_init(&text);
        cn_buf_init(&bytes);
        cn_form_put_base64(&text, span(pairs[i][0]));
        assert_int_equal(text.len, strlen(pairs[i][1]));
        assert_true(cn_form_get_base64(span(pairs[i][1]), &bytes));
        assert_int_equal(bytes.len, strlen(pairs[i][0]));
        if (text.len > 0) {
            assert_memory_equal(text.data, pairs[i][1], text.len);
            assert_memory_equal(bytes.data, pairs[i][0], bytes.len);
        }
        cn_buf_free(&text);
        cn_buf_free(&bytes);
    }
}

static void refuses_base64_that_is_not_canonical(void **state)
{
    (void)state;
    static const char *const wrong[] = {"Z",     "Zg==", "Zh",   "Zm9",
                                        "Zm 8",  "Zm+v", "Zm/v", "Zm9vY",
                                        "Zm8\n", "Zm8="};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cn_buf bytes;
        cn_buf_init(&bytes);
        assert_false(cn_form_get_base64(span(wrong[i]), &bytes));
        cn_buf_free(&bytes);
    }
    cn_buf bytes;
    cn_buf_init(&bytes);
    assert_false(cn_form_get_base64(cn_span_of("Zm8\0", 4), &bytes));
    cn_buf_free(&bytes);
}

static void leaves_and_places_are_read_as_printed(void **state)
{
    (void)state;
    char text[24];
    uint32_t leaf = 0;
    cn_model_leaf_text(text, 0x00ff10a9);
    assert_string_equal(text, "leaf:00ff10a9");
    assert_true(cn_form_leaf(span(text), &leaf));
    assert_int_equal(leaf, 0x00ff10a9);
    cn_model_place_text(text, CARNET_PART_PRIVATE, UINT32_MAX);
    assert_string_equal(text, "private/4294967295");
    static const char *const wrong[] = {"leaf:",         "leaf:0",
                                        "leaf:00ff10A9", "leaf:00ff10a9a",
                                        "Leaf:00ff10a9", "leaf:00ff10ag"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(cn_form_leaf(span(wrong[i]), &leaf));
    }
    assert_false(cn_form_leaf(cn_span_of("leaf:00ff10a\0", 13), &leaf));
}

static void words_are_read_as_printed(void **state)
{
    (void)state;
    for (uint32_t part = 0; part < 3; part++) {
        assert_int_equal(cn_form_part_named(span(cn_model_part_name(part))),
                         part);
    }
    for (int32_t reason = 1; reason < 4; reason++) {
        assert_int_equal(
            cn_form_absence_named(span(cn_form_absence_name(reason))), reason);
    }
    assert_string_equal(cn_model_part_name(3), "");
    assert_int_equal(cn_form_part_named(span("")), -1);
    assert_string_equal(cn_form_absence_name(0), "");
    assert_string_equal(cn_form_absence_name(4), "");
    assert_int_equal(cn_form_absence_named(span("")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_as_printed),
        cmocka_unit_test(a_decimal_has_one_form),
        cmocka_unit_test(base64url_is_that_of_the_rfc),
        cmocka_unit_test(refuses_base64_that_is_not_canonical),
        cmocka_unit_test(leaves_and_places_are_read_as_printed),
        cmocka_unit_test(words_are_read_as_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
