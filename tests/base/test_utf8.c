/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UTF-8: every code point there and back, every two- and three-byte sequence
 * against the table of RFC 3629, and which characters steer a terminal.
 */
#include "../support/support.h"

static bool is_scalar(int32_t cp)
{
    return cp >= 0 && cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
}

static void every_code_point_goes_there_and_back(void **state)
{
    (void)state;
    for (int32_t cp = 0; cp <= 0x10ffff; cp++) {
        uint8_t bytes[4];
        size_t len = cn_utf8_put(bytes, cp);
        if (!is_scalar(cp)) {
            assert_int_equal(len, 0);
            continue;
        }
        size_t pos = 0;
        if (cn_utf8_next(cn_span_of(bytes, len), &pos) != cp || pos != len ||
            cn_utf8_valid_prefix(cn_span_of(bytes, len)) != len) {
            fail_msg("U+%04x", (unsigned)cp);
        }
        /* Cut anywhere it is malformed, and the place does not move. */
        for (size_t cut = 1; cut < len; cut++) {
            pos = 0;
            assert_int_equal(cn_utf8_next(cn_span_of(bytes, cut), &pos), -1);
            assert_int_equal(pos, 0);
        }
    }
}

static void what_is_no_code_point_is_not_written(void **state)
{
    (void)state;
    uint8_t bytes[4] = {0};
    assert_int_equal(cn_utf8_put(bytes, -1), 0);
    assert_int_equal(cn_utf8_put(bytes, 0xd800), 0);
    assert_int_equal(cn_utf8_put(bytes, 0xdfff), 0);
    assert_int_equal(cn_utf8_put(bytes, 0x110000), 0);
    assert_int_equal(cn_utf8_put(bytes, INT32_MAX), 0);
}

/* The table of RFC 3629 section 4, row by row: an oracle of its own. */
static bool in_table(const uint8_t *p, size_t len)
{
    static const uint8_t rows[8][5] = {
        {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
        {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
        {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    if (len == 1) {
        return p[0] < 0x80;
    }
    for (size_t r = 0; r < 8; r++) {
        if (rows[r][4] == len && p[0] >= rows[r][0] && p[0] <= rows[r][1] &&
            p[1] >= rows[r][2] && p[1] <= rows[r][3]) {
            for (size_t i = 2; i < len; i++) {
                if (p[i] < 0x80 || p[i] > 0xbf) {
                    return false;
                }
            }
            return true;
        }
    }
    return false;
}

/* Length of the sequence that begins p by the table, 0 if there is none. */
static size_t by_table(const uint8_t *p, size_t len)
{
    for (size_t n = 1; n <= len; n++) {
        if (in_table(p, n)) {
            return n;
        }
    }
    return 0;
}

static void check_against_table(const uint8_t *p, size_t len)
{
    size_t pos = 0;
    int32_t cp = cn_utf8_next(cn_span_of(p, len), &pos);
    size_t expected = by_table(p, len);
    if (pos != expected || (expected > 0 ? cp < 0 : cp != -1)) {
        fail_msg("%02x %02x %02x %02x", p[0], p[1], p[2], p[3]);
    }
}

static void every_sequence_is_as_the_table_of_rfc_3629_says(void **state)
{
    (void)state;
    static const uint8_t edges[] = {0x00, 0x7f, 0x80, 0x8f, 0x90,
                                    0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    for (unsigned a = 0; a < 256; a++) {
        for (unsigned b = 0; b < 256; b++) {
            for (size_t c = 0; c < sizeof edges; c++) {
                for (size_t d = 0; d < sizeof edges; d++) {
                    uint8_t p[4] = {(uint8_t)a, (uint8_t)b, edges[c], edges[d]};
                    check_against_table(p, 4);
                }
            }
        }
    }
}

static void valid_prefix_ends_at_the_first_bad_byte(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x80, 0xff};
    uint8_t text[40];
    for (size_t at = 0; at < 2 * sizeof text; at++) {
        size_t bad = at / 2;
        memset(text, 'a', sizeof text);
        text[bad] = bytes[at % 2];
        assert_int_equal(cn_utf8_valid_prefix(cn_span_of(text, sizeof text)),
                         bad);
        assert_int_equal(cn_utf8_valid_prefix(cn_span_of(text, bad)), bad);
    }
    assert_int_equal(cn_utf8_valid_prefix(cn_span_of(NULL, 0)), 0);
    assert_int_equal(cn_utf8_valid_prefix(CN_SPAN_LIT("12345678\xc3")), 8);
    assert_int_equal(cn_utf8_valid_prefix(CN_SPAN_LIT("1234567\xc3\xa4"
                                                      "12345678\xed\xa0\x80")),
                     17);
}

/* Whatever stands there: it goes on as it began. */
static void what_is_behind_the_span_is_not_read(void **state)
{
    (void)state;
    static const uint8_t text[] = "0123456789abcdef";
    for (size_t len = 0; len < sizeof text; len++) {
        assert_int_equal(cn_utf8_valid_prefix(cn_span_of(text, len)), len);
    }
    size_t pos = 1;
    assert_int_equal(
        cn_utf8_next(cn_span_of((const uint8_t *)"a\xc3\xa4", 2), &pos), -1);
    assert_int_equal(pos, 1);
}

static void next_at_the_end_is_malformed(void **state)
{
    (void)state;
    size_t pos = 1;
    assert_int_equal(cn_utf8_next(CN_SPAN_LIT("a"), &pos), -1);
    assert_int_equal(pos, 1);
    pos = 0;
    assert_int_equal(cn_utf8_next(cn_span_of(NULL, 0), &pos), -1);
}

static void controls_are_these_and_no_others(void **state)
{
    (void)state;
    static const int32_t ranges[][2] = {
        {0, 0x1f},        {0x7f, 0x9f},     {0x61c, 0x61c},
        {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069},
    };
    size_t r = 0;
    for (int32_t cp = 0; cp <= 0x10ffff; cp++) {
        while (r < 6 && cp > ranges[r][1]) {
            r++;
        }
        bool expected = r < 6 && cp >= ranges[r][0];
        if (cn_utf8_is_control(cp) != expected) {
            fail_msg("U+%04x", (unsigned)cp);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_goes_there_and_back),
        cmocka_unit_test(what_is_no_code_point_is_not_written),
        cmocka_unit_test(every_sequence_is_as_the_table_of_rfc_3629_says),
        cmocka_unit_test(valid_prefix_ends_at_the_first_bad_byte),
        cmocka_unit_test(what_is_behind_the_span_is_not_read),
        cmocka_unit_test(next_at_the_end_is_malformed),
        cmocka_unit_test(controls_are_these_and_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
