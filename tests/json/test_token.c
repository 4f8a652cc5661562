/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strings and numbers: every escape, every half of a surrogate pair, digits
 * kept as they stand.
 */
#include "json_support.h"

static void check_string(const char *text, const char *expected, size_t len)
{
    read_text r = read_str(text);
    assert_status(r.status, CARNET_OK);
    const cn_json_node *n = cn_json_get(r.doc, 0);
    assert_int_equal(n->type, CN_JSON_STRING);
    assert_span(n->text, expected, len);
    assert_rewrites(r.doc);
    read_free(&r);
}

static void takes_every_escape(void **state)
{
    (void)state;
    check_string("\"\"", "", 0);
    check_string("\"plain\"", "plain", 5);
    check_string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
    check_string("\"\\u0000\"", "\0", 1);
    check_string("\"\\u0041\\u00E4\\u20ac\"", "A\xc3\xa4\xe2\x82\xac", 6);
    check_string("\"\\ud83D\\uDe00!\"", "\xf0\x9f\x98\x80!", 5);
    check_string("\"\\ud800\\udc00\\udbff\\udfff\"",
                 "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8);
    check_string("\"\\ud7ff\\ue000\\uffff\"",
                 "\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf", 9);
    check_string("\"\xc3\xa4\x7f\xe2\x80\xa8\"", "\xc3\xa4\x7f\xe2\x80\xa8", 6);
    check_string("\"\\\\u0041\"", "\\u0041", 6);
}

static void refuses_escapes_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
    } rows[] = {
        {"\"\\x\"", 1},
        {"\"a\\'\"", 2},
        {"\"\\U0041\"", 1},
        {"\"\\u\"", 1},
        {"\"\\u004\"", 1},
        {"\"\\u004g\"", 1},
        {"\"\\u00 4\"", 1},
        {"\"\\u+041\"", 1},
        {"\"\\", 1},
        {"\"\\u", 1},
        {"\"\\u00", 1},
        {"\"\\0\"", 1},
        {"\"a", 2},
        {"\"\\\"", 3},
        {"\"", 1},
        {"\"\n\"", 1},
        {"\"a\tb\"", 2},
        {"\"\x1f\"", 1},
        {"\"\\\xc3\xa4\"", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_refused(cn_span_of(rows[i].text, strlen(rows[i].text)),
                       CARNET_JSON_SYNTAX, rows[i].offset);
    }
    assert_refused(CN_SPAN_LIT("\"a\0b\""), CARNET_JSON_SYNTAX, 2);
    assert_refused(CN_SPAN_LIT("\"\\\0\""), CARNET_JSON_SYNTAX, 1);
}

static void refuses_half_a_surrogate_pair(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\"\\ud800\"",        "\"\\udbff\"",        "\"\\udc00\"",
        "\"\\udfff\"",        "\"\\ud800x\"",       "\"\\ud800\\n\"",
        "\"\\ud800\\u0041\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\"",
        "\"\\ud800\\udbff\"", "\"\\ud800\\ue000\"", "\"\\ud800\\u\"",
        "\"\\ud800\\udc0\"",  "\"\\ud800\\",        "\"\\ud800",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_refused(cn_span_of(texts[i], strlen(texts[i])), CARNET_JSON_UTF8,
                       1);
    }
}

static void refuses_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\"\xff\"",
        "\"\xc3\"",
        "\"\xc0\xaf\"",
        "\"\xed\xa0\x80\"",
        "\"\xf4\x90\x80\x80\"",
        "\"\xe2\x82\"",
        "\"\x80\"",
        "\"\xf0\x9f\x98",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_refused(cn_span_of(texts[i], strlen(texts[i])), CARNET_JSON_UTF8,
                       1);
    }
}

static void keeps_the_digits_of_a_number(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0",          "-0",  "10",    "-1",
        "0.10",       "1e5", "1E+05", "1e-5",
        "-0.0",       "0e0", "1.5E3", "123456789012345678901234567890.50",
        "1e999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_text r = read_str(texts[i]);
        assert_status(r.status, CARNET_OK);
        assert_span(cn_json_get(r.doc, 0)->text, texts[i], strlen(texts[i]));
        assert_rewrites(r.doc);
        read_free(&r);
    }
}

static void refuses_numbers_that_are_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "01",   "-01", "00",  "-",   "--1",  "+1",        ".5",    "1.",
        "1.e1", "1e",  "1e+", "1E-", "0x10", "1a",        "1.2.3", "1e5.5",
        "-.5",  "1-2", "-a",  "1_0", "1e1e", "-Infinity", "0b1"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char text[64];
        /* "1_0" is a whole number and something behind it. */
        bool behind = strcmp(texts[i], "1_0") == 0;
        snprintf(text, sizeof text, "[%s]", texts[i]);
        assert_refused(cn_span_of(text, strlen(text)),
                       behind ? CARNET_JSON_SYNTAX : CARNET_JSON_NUMBER,
                       behind ? 2 : 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_every_escape),
        cmocka_unit_test(refuses_escapes_that_are_none),
        cmocka_unit_test(refuses_half_a_surrogate_pair),
        cmocka_unit_test(refuses_bytes_that_are_no_utf8),
        cmocka_unit_test(keeps_the_digits_of_a_number),
        cmocka_unit_test(refuses_numbers_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
