/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a text a reader sees, over every code point, against the figures that
 * Unicode 15.0 gives of itself.
 */
#include "../../lib/base/base.h"
#include "../support/support.h"

/* Unicode 15.0 appendix D: graphic and format characters, controls and private
   use; the rest is reserved, or one of 66 noncharacters. */
enum {
    CHARACTERS = 149186,
    CONTROLS = 65,
    PRIVATE = 137468,
    SURROGATES = 2048
};

static void as_many_are_assigned_as_unicode_says(void **state)
{
    (void)state;
    size_t num = 0;
    for (int32_t cp = 0; cp <= 0x10ffff; cp++) {
        num += cn_utf8_is_assigned(cp) ? 1 : 0;
    }
    assert_int_equal(num, CHARACTERS + CONTROLS + PRIVATE + SURROGATES);
    assert_false(cn_utf8_is_assigned(-1));
}

static void a_gap_ends_where_it_says(void **state)
{
    (void)state;
    static const int32_t there[] = {0x377,   0x37a,   0xfff9,  0xfffd,  0x10000,
                                    0x20000, 0x323af, 0xe0001, 0x10fffd};
    static const int32_t gaps[] = {0x378,   0x379,   0xfdd0,   0xfdef,  0xffff,
                                   0x1ffff, 0x323b0, 0x40000,  0xdffff, 0xe0000,
                                   0xe0fff, 0xfffff, 0x10fffe, 0x10ffff};
    for (size_t i = 0; i < sizeof there / sizeof there[0]; i++) {
        if (!cn_utf8_is_assigned(there[i])) {
            fail_msg("U+%04x is one", (unsigned)there[i]);
        }
    }
    for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        if (cn_utf8_is_assigned(gaps[i])) {
            fail_msg("U+%04x is none", (unsigned)gaps[i]);
        }
    }
}

#define SPAN(text) cn_span_of(text, sizeof(text) - 1)

static void a_text_is_seen_where_anything_of_it_is(void **state)
{
    (void)state;
    assert_true(cn_text_is_seen(SPAN("A")));
    assert_true(cn_text_is_seen(SPAN("\xe3\x80\x80"
                                     "A"))); /* U+3000 */
    assert_false(cn_text_is_seen(SPAN("\xe3\x80\x80")));
    assert_false(cn_text_is_seen(SPAN(" \xe3\x85\xa4 "))); /* U+3164 */
    assert_false(cn_text_is_seen(SPAN("\xe2\x80\x8c\x07")));
    assert_false(cn_text_is_seen(cn_span_of(NULL, 0)));
}

static void a_text_is_assigned_where_all_of_it_is(void **state)
{
    (void)state;
    assert_true(cn_text_is_assigned(cn_span_of(NULL, 0)));
    assert_true(cn_text_is_assigned(SPAN("A\xf0\xb2\x8e\xaf")));  /* U+323AF */
    assert_false(cn_text_is_assigned(SPAN("A\xf0\xb2\x8e\xb0"))); /* one more */
    assert_false(cn_text_is_assigned(SPAN("\xcd\xb8"
                                          "A")));     /* U+0378 */
    assert_false(cn_text_is_assigned(SPAN("A\xff"))); /* malformed */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_are_assigned_as_unicode_says),
        cmocka_unit_test(a_gap_ends_where_it_says),
        cmocka_unit_test(a_text_is_seen_where_anything_of_it_is),
        cmocka_unit_test(a_text_is_assigned_where_all_of_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
