/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostic notation: RFC 8949 section 8, safe to print.
 */
#include "cbor_support.h"

static void check(const char *hex, bool pretty, const char *expected)
{
    cn_span s = exact_hex(hex);
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_cbor_diag(&b, s, pretty), CARNET_OK);
    assert_span(cn_buf_span(&b), expected, strlen(expected));
    cn_buf_free(&b);
    exact_free(s);
}

static void writes_each_type(void **state)
{
    (void)state;
    check("00", false, "0");
    check("1bffffffffffffffff", false, "18446744073709551615");
    check("20", false, "-1");
    check("3bffffffffffffffff", false, "-18446744073709551616");
    check("3bfffffffffffffffe", false, "-18446744073709551615");
    check("40", false, "h''");
    check("43019aff", false, "h'019aff'");
    check("6161", false, "\"a\"");
    check("f4", false, "false");
    check("f5", false, "true");
    check("f6", false, "null");
    check("80", false, "[]");
    check("a0", false, "{}");
    check("83010203", false, "[1, 2, 3]");
    check("a201020304", false, "{1: 2, 3: 4}");
    check("8201820203", false, "[1, [2, 3]]");
    check("a26161016162820203", false, "{\"a\": 1, \"b\": [2, 3]}");
    check("a2810180a08101", false, "{[1]: [], {}: [1]}");
}

static void pretty_is_one_element_a_line(void **state)
{
    (void)state;
    check("00", true, "0");
    check("80", true, "[]");
    check("820180", true, "[\n  1,\n  []\n]");
    check("a201810203a0", true, "{\n  1: [\n    2\n  ],\n  3: {}\n}");
}

static void text_has_no_control_left(void **state)
{
    (void)state;
    check("65610a1b2262", false, "\"a\\n\\u001b\\\"b\"");
    check("63e280ae", false, "\"\\u202e\"");
    check("62c29b", false, "\"\\u009b\"");
}

static void check_refused(const char *hex, carnet_status status)
{
    for (int pretty = 0; pretty < 2; pretty++) {
        cn_span s = exact_hex(hex);
        cn_buf b;
        cn_buf_init(&b);
        assert_status(cn_cbor_diag(&b, s, pretty == 1), status);
        cn_buf_free(&b);
        exact_free(s);
    }
}

static void tells_what_is_wrong(void **state)
{
    (void)state;
    check_refused("", CARNET_CBOR_TRUNCATED);
    check_refused("82018101ff", CARNET_CBOR_TRAILING);
    check_refused("8201", CARNET_CBOR_COUNT);
    check_refused("8301a0", CARNET_CBOR_COUNT);
    check_refused("8281818001ff", CARNET_CBOR_TRAILING);
    check_refused("81f7", CARNET_CBOR_SIMPLE);
    check_refused("81818181818181818181818181818181"
                  "8100",
                  CARNET_CBOR_DEPTH);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    char bytes[4];
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, sizeof bytes);
    cn_span s = exact_hex("83010203");
    assert_status(cn_cbor_diag(&b, s, false), CARNET_CALLER_ARENA);
    exact_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_each_type),
        cmocka_unit_test(pretty_is_one_element_a_line),
        cmocka_unit_test(text_has_no_control_left),
        cmocka_unit_test(tells_what_is_wrong),
        cmocka_unit_test(a_full_buffer_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
