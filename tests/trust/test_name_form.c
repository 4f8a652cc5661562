/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which two characters NFC writes as one: Hangul by the rule of Unicode section
 * 3.12, asked of every place at which the rule ends, and the ends of the table
 * of others. That the tables are Unicode's is asked in tests/twin/lists.py.
 */
#include "../support/support.h"

#include "trust/trust_i.h"

static void hangul_is_composed_by_rule(void **state)
{
    (void)state;
    static const struct {
        int32_t before, cp;
        bool composes;
    } rows[] = {
        /* a lead and a vowel */
        {0x10ff, 0x1161, false},
        {0x1100, 0x1160, false},
        {0x1100, 0x1161, true},
        {0x1100, 0x1175, true},
        {0x1100, 0x1176, false},
        {0x1112, 0x1161, true},
        {0x1112, 0x1175, true},
        {0x1113, 0x1161, false},
        /* a syllable without a tail, and one */
        {0xabe4, 0x11a8, false},
        {0xac00, 0x11a7, false},
        {0xac00, 0x11a8, true},
        {0xac00, 0x11c2, true},
        {0xac00, 0x11c3, false},
        {0xac01, 0x11a8, false},
        {0xac1b, 0x11a8, false},
        {0xac1c, 0x11a8, true},
        {0xd788, 0x11c2, true},
        {0xd789, 0x11c2, false},
        {0xd7a4, 0x11a8, false},
        /* what only one of both parts says */
        {0x1100, 0x11a8, false},
        {0x1161, 0x1161, false},
        {0x1161, 0x11a8, false},
        {0xac00, 0x1161, false},
        {'A', 0x1161, false},
        {'A', 0x11a8, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (cn_trust_has_other_form(rows[i].before, rows[i].cp) !=
            rows[i].composes) {
            fail_msg("U+%04X U+%04X", (unsigned)rows[i].before,
                     (unsigned)rows[i].cp);
        }
    }
}

/* Rows of both tables: a pair, or a character behind anything, as 0 and 0. */
static const int32_t rows[][4] = {
#define ALIAS(first, last) {0, 0, first, last},
#define PAIR(before, cp) {before, before, cp, cp},
#include "trust/forms.def"
#undef ALIAS
#undef PAIR
};

enum {
    NUM_ROWS = sizeof rows / sizeof rows[0]
};

/* One row after the other. */
static bool is_listed(int32_t before, int32_t cp)
{
    bool is = false;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        is = is || ((rows[i][0] == 0 || rows[i][0] == before) &&
                    cp >= rows[i][2] && cp <= rows[i][3]);
    }
    return is;
}

static void each_row_of_the_tables_and_no_neighbour_of_one(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        for (int32_t before = rows[i][0] - 1; before <= rows[i][1] + 1;
             before++) {
            for (int32_t cp = rows[i][2] - 1; cp <= rows[i][3] + 1; cp++) {
                assert_int_equal(cn_trust_has_other_form(before, cp),
                                 is_listed(before, cp));
                num++;
            }
        }
    }
    assert_true(num >= 9 * NUM_ROWS);
    assert_true(cn_trust_has_other_form('A', 0x300));
    assert_false(cn_trust_has_other_form('A', 0x2ff));
    /* Behind the last of the table. */
    assert_false(cn_trust_has_other_form(0xffff, 0xffff));
}

static void a_character_behind_all_tables_may_stand_in_a_name(void **state)
{
    (void)state;
    assert_true(
        cn_trust_is_name(CN_SPAN_LIT("\xf0\xb1\x8d\x90"))); /* U+31350 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hangul_is_composed_by_rule),
        cmocka_unit_test(each_row_of_the_tables_and_no_neighbour_of_one),
        cmocka_unit_test(a_character_behind_all_tables_may_stand_in_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
