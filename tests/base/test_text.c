/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers and quoted text: edges of 64 bits, and no character that steers a
 * terminal between the quotes.
 */
#include "../support/support.h"

static void check_i64(int64_t v, const char *expected)
{
    char out[24];
    size_t len = cn_text_put_i64(out, v);
    assert_string_equal(out, expected);
    assert_int_equal(len, strlen(expected));
}

static void writes_every_width_of_integer(void **state)
{
    (void)state;
    check_i64(0, "0");
    check_i64(-1, "-1");
    check_i64(10, "10");
    check_i64(INT64_MAX, "9223372036854775807");
    check_i64(INT64_MIN, "-9223372036854775808");
    char out[24];
    assert_int_equal(cn_text_put_u64(out, UINT64_MAX), 20);
    assert_string_equal(out, "18446744073709551615");
}

static void check_buf(cn_buf *b, const char *expected)
{
    assert_status(b->status, CARNET_OK);
    assert_span(cn_buf_span(b), expected, strlen(expected));
    cn_buf_free(b);
}

static void appends_numbers_and_bytes(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x00, 0x09, 0xaf, 0xff};
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_i64(&b, INT64_MIN);
    cn_buf_put_u8(&b, ' ');
    cn_buf_put_i64(&b, 7);
    cn_buf_put_u8(&b, ' ');
    cn_buf_put_u64(&b, UINT64_MAX);
    check_buf(&b, "-9223372036854775808 7 18446744073709551615");
    cn_buf_put_hex(&b, cn_span_of(bytes, sizeof bytes));
    cn_buf_put_hex(&b, cn_span_of(NULL, 0));
    check_buf(&b, "0009afff");
}

static void knows_lower_case_hex_digits_alone(void **state)
{
    (void)state;
    static const char digits[] = "0123456789abcdef";
    for (int c = 0; c < 256; c++) {
        const char *at = c == 0 ? NULL : strchr(digits, c);
        assert_int_equal(cn_text_hex_digit((uint8_t)c),
                         at == NULL ? -1 : at - digits);
    }
}

static bool get(const char *s, uint64_t *out)
{
    return cn_text_get_u64(cn_span_of(s, strlen(s)), out);
}

static void reads_what_fits_and_nothing_else(void **state)
{
    (void)state;
    uint64_t v = 0;
    assert_true(get("0", &v) && v == 0);
    assert_true(get("007", &v) && v == 7);
    assert_true(get("18446744073709551615", &v) && v == UINT64_MAX);
    assert_true(get("00000000000000000009", &v) && v == 9);
    v = 5;
    static const char *const none[] = {"",
                                       "-1",
                                       "+1",
                                       " 1",
                                       "1 ",
                                       "0x1",
                                       "1.0",
                                       "1e3",
                                       "18446744073709551616",
                                       "18446744073709551620",
                                       "99999999999999999999",
                                       "000000000000000000001",
                                       "/",
                                       ":"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_false(get(none[i], &v));
    }
    assert_int_equal(v, 5);
    assert_false(cn_text_get_u64(cn_span_of(NULL, 0), &v));
}

static void check_quoted(cn_span text, const char *expected)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_text_put_quoted(&b, text);
    assert_status(b.status, CARNET_OK);
    assert_span(cn_buf_span(&b), expected, strlen(expected));
    cn_buf_free(&b);
}

static void quotes_with_the_escapes_of_rfc_8259(void **state)
{
    (void)state;
    check_quoted(cn_span_of(NULL, 0), "\"\"");
    check_quoted(CN_SPAN_LIT("plain /"), "\"plain /\"");
    check_quoted(CN_SPAN_LIT("a\"b\\c"), "\"a\\\"b\\\\c\"");
    check_quoted(CN_SPAN_LIT("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
    check_quoted(CN_SPAN_LIT("\0\x1b\x7f"), "\"\\u0000\\u001b\\u007f\"");
    check_quoted(CN_SPAN_LIT("\xc2\x9b"), "\"\\u009b\"");
    check_quoted(CN_SPAN_LIT("\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6"),
                 "\"\\u2028\\u202e\\u2066\"");
    check_quoted(CN_SPAN_LIT("\xd8\x9c"), "\"\\u061c\"");
    check_quoted(CN_SPAN_LIT("\xc3\xa4\xf0\x9f\x98\x80"),
                 "\"\xc3\xa4\xf0\x9f\x98\x80\"");
}

static void a_byte_that_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    check_quoted(CN_SPAN_LIT("a\xff"
                             "b\xc3"),
                 "\"a\xef\xbf\xbd"
                 "b\xef\xbf\xbd\"");
    check_quoted(CN_SPAN_LIT("\xed\xa0\x80"),
                 "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void no_control_is_left_between_quotes(void **state)
{
    (void)state;
    for (int32_t cp = 0; cp <= 0xffff; cp++) {
        uint8_t bytes[4];
        cn_buf b;
        cn_buf_init(&b);
        cn_text_put_quoted(&b, cn_span_of(bytes, cn_utf8_put(bytes, cp)));
        for (size_t pos = 0; pos < b.len;) {
            int32_t seen = cn_utf8_next(cn_buf_span(&b), &pos);
            if (seen < 0 || cn_utf8_is_control(seen)) {
                fail_msg("U+%04x", (unsigned)cp);
            }
        }
        cn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_every_width_of_integer),
        cmocka_unit_test(appends_numbers_and_bytes),
        cmocka_unit_test(knows_lower_case_hex_digits_alone),
        cmocka_unit_test(reads_what_fits_and_nothing_else),
        cmocka_unit_test(quotes_with_the_escapes_of_rfc_8259),
        cmocka_unit_test(a_byte_that_is_no_utf8_is_replaced),
        cmocka_unit_test(no_control_is_left_between_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
