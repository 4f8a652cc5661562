/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers: joiners stand where Persian and Hindi need them, and
 * nowhere else.
 */
#include "../../lib/trust/trust.h"
#include "../support/support.h"

#define ZWNJ "\xe2\x80\x8c"   /* U+200C */
#define ZWJ "\xe2\x80\x8d"    /* U+200D */
#define BEH "\xd8\xa8"        /* U+0628, joins on both sides */
#define ALEF "\xd8\xa7"       /* U+0627, joins to what is before it */
#define HAMZA "\xd8\xa1"      /* U+0621, joins to nothing */
#define FATHA "\xd9\x8e"      /* U+064E, a mark */
#define TATWEEL "\xd9\x80"    /* U+0640, no letter */
#define KA "\xe0\xa4\x95"     /* U+0915 */
#define VIRAMA "\xe0\xa5\x8d" /* U+094D */

static bool is_name(const char *text)
{
    return cn_trust_is_name(cn_span_of((const uint8_t *)text, strlen(text)));
}

static void a_joiner_stands_where_a_script_needs_it(void **state)
{
    (void)state;
    static const char *const good[] = {
        /* Persian: ministry of health of the provinces, written with U+200C */
        "\xd9\x88\xd8\xb2\xd8\xa7\xd8\xb1\xd8\xaa\xe2\x80\x8c\xd9\x87\xd8"
        "\xa7",
        BEH ZWNJ BEH, BEH ZWNJ ALEF, BEH FATHA ZWNJ BEH, BEH ZWNJ FATHA BEH,
        BEH FATHA FATHA ZWNJ FATHA FATHA ALEF, BEH ZWNJ BEH ZWNJ BEH,
        /* the first row of the table, a mark */
        BEH "\xd8\x90" ZWNJ BEH,
        /* Urdu and Kurdish letters outside those of Arabic */
        "\xdb\x8c" ZWNJ "\xda\xa9", "\xdd\x90" ZWNJ "\xdd\x90",
        "\xe0\xa2\xa0" ZWNJ "\xe0\xa2\xa0",
        /* Hindi and others: either joiner behind a virama, also at the end */
        KA VIRAMA ZWNJ KA, KA VIRAMA ZWJ KA, KA VIRAMA ZWJ,
        "\xe0\xa6\x95\xe0\xa7\x8d" ZWJ "\xe0\xa6\x95",
        "\xe0\xb6\xbd\xe0\xb7\x8a" ZWJ "\xe0\xb6\xbb",
        "\xf0\x91\x80\x95\xf0\x91\x81\x86" ZWNJ "\xf0\x91\x80\x95"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        if (!is_name(good[i])) {
            fail_msg("refused: row %zu", i);
        }
    }
}

static void a_joiner_stands_nowhere_else(void **state)
{
    (void)state;
    static const char *const bad[] = {
        ZWNJ, ZWJ, "A" ZWNJ "B", "A" ZWJ "B", "A" ZWNJ, ZWNJ "A",
        /* at an end, or beside what does not join */
        BEH ZWNJ, ZWNJ BEH, BEH ZWNJ FATHA, FATHA ZWNJ BEH, BEH ZWNJ " " BEH,
        BEH " " ZWNJ BEH, ALEF ZWNJ BEH, BEH ZWNJ HAMZA, HAMZA ZWNJ BEH,
        BEH ZWNJ TATWEEL, TATWEEL ZWNJ BEH, BEH ZWNJ "A", "A" ZWNJ BEH,
        /* twice, and the other joiner */
        BEH ZWNJ ZWNJ BEH, BEH ZWJ BEH, BEH ZWNJ ZWJ BEH, BEH ZWJ ZWNJ BEH,
        /* no virama right before */
        KA ZWNJ KA, KA ZWJ KA, KA VIRAMA KA ZWJ, KA VIRAMA FATHA ZWJ KA,
        KA VIRAMA ZWJ ZWJ, KA VIRAMA ZWNJ ZWJ, KA VIRAMA ZWJ ZWNJ KA,
        BEH ZWNJ VIRAMA ZWJ KA, BEH ZWNJ KA VIRAMA,
        /* a joiner where it may stand lets nothing else in */
        BEH ZWNJ BEH "\xe2\x80\x8b", KA VIRAMA ZWJ "\xe2\x80\xae",
        KA VIRAMA "\xcd\x8f" ZWJ, BEH "\xd8\x9c" ZWNJ BEH};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (is_name(bad[i])) {
            fail_msg("taken: row %zu", i);
        }
    }
}

/* Between what a joiner stands, of all characters: twice as many as there are
   letters could let two names look alike. */
static void few_characters_let_a_joiner_in(void **state)
{
    (void)state;
    size_t before = 0;
    size_t behind = 0;
    size_t viramas = 0;
    for (int32_t cp = 0x20; cp <= 0x10ffff; cp++) {
        uint8_t text[16] = BEH ZWNJ;
        if (cp >= 0xd800 && cp <= 0xdfff) {
            continue;
        }
        behind +=
            cn_trust_is_name(cn_span_of(text, 5 + cn_utf8_put(text + 5, cp)));
        size_t len = cn_utf8_put(text, cp);
        memcpy(text + len, ZWNJ BEH, 5);
        before += cn_trust_is_name(cn_span_of(text, len + 5));
        memcpy(text + len, ZWJ, 3);
        viramas += cn_trust_is_name(cn_span_of(text, len + 3));
    }
    assert_int_equal(viramas, 65);
    /* D, and D or R, of the Arabic script in Unicode 15.0. */
    assert_int_equal(before, viramas + 173);
    assert_int_equal(behind, 262);
}

/* What looks like a space or like nothing, and what has another form that looks
   the same. Each is compared with another's word in tests/twin/lists.py. */
static void what_nobody_sees_stands_in_no_name(void **state)
{
    (void)state;
    static const char *const good[] = {
        "A B", "q\xcc\x81", "\xc3\xa9", "\xea\xb0\x80", "\xe2\xa0\x81",
        "\xc9\x9b\xcc\x81" /* a letter of Ewe, and a mark: no one for both */};
    static const char *const bad[] = {" A",
                                      "A ",
                                      "A  B",
                                      "A\xc2\xa0"
                                      "B", /* U+00A0 */
                                      "A\xe2\x80\x83"
                                      "B", /* U+2003 */
                                      "\xe3\x80\x80",
                                      "\xe2\xa0\x80", /* U+3000, U+2800 */
                                      "A\xee\x80\x80",
                                      "A\xf3\xb0\x80\x80", /* private use */
                                      "A\xef\xbf\xb9",
                                      "A\xef\xbf\xbf",
                                      "A\xf0\x93\x90\xb0",
                                      "e\xcc\x81",
                                      "e\xcc\x82\xcc\x81",
                                      "\xe2\x84\xab", /* U+212B */
                                      "\xe1\x84\x80\xe1\x85\xa1",
                                      "\xea\xb0\x80\xe1\x86\xa8"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        if (!is_name(good[i])) {
            fail_msg("refused: row %zu", i);
        }
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (is_name(bad[i])) {
            fail_msg("taken: row %zu", i);
        }
    }
}

/* Neighbours alone are compared: a mark behind another is not, though NFC has
   U+1EB9 U+0301 for U+00E9 U+0323, nor are marks put in NFC's order. */
static void a_mark_behind_another_is_not_compared(void **state)
{
    (void)state;
    assert_true(is_name("\xc3\xa9\xcc\xa3"));
    assert_false(is_name("e\xcc\xa3\xcc\x81"));
    assert_true(is_name("\xe1\xba\xb9\xcc\x81"));
    assert_true(is_name("q\xcc\x81\xcc\xa3")); /* NFC: U+0323 U+0301 */
    assert_true(is_name("q\xcc\xa3\xcc\x81"));
}

static bool is_new_name(const char *text)
{
    return cn_trust_is_new_name(
        cn_span_of((const uint8_t *)text, strlen(text)));
}

/* A reader takes them: the writer's Unicode may be newer. */
static void what_is_not_assigned_is_in_no_new_name(void **state)
{
    (void)state;
    static const char *const bad[] = {"A\xcd\xb8",
                                      "\xf0\x90\xb5\x80"
                                      "B", /* U+0378, U+10D40 */
                                      "A\xe2\xb9\x9e"
                                      "B",
                                      "\xf0\xb2\x8e\xb0"}; /* U+2E5E, U+323B0 */
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (is_new_name(bad[i]) || !is_name(bad[i])) {
            fail_msg("row %zu", i);
        }
    }
    assert_true(is_new_name("A\xf0\xb2\x8e\xaf"));
    assert_false(is_new_name(" A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_joiner_stands_where_a_script_needs_it),
        cmocka_unit_test(a_joiner_stands_nowhere_else),
        cmocka_unit_test(few_characters_let_a_joiner_in),
        cmocka_unit_test(what_nobody_sees_stands_in_no_name),
        cmocka_unit_test(a_mark_behind_another_is_not_compared),
        cmocka_unit_test(what_is_not_assigned_is_in_no_new_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
