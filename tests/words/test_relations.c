/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ingredients of combinations and what allergens cover: known ones, and that
 * what is not known is none.
 */
#include "../support/support.h"

#include "../../lib/words/words_i.h"

static void names_ingredients(void **state)
{
    (void)state;
    cn_span atc;
    assert_true(cn_words_ingredient(&atc, cn_span_str("J01EE01"), 0));
    assert_true(cn_span_equal(atc, cn_span_str("J01EC01")));
    assert_true(cn_words_ingredient(&atc, cn_span_str("J01EE01"), 1));
    assert_true(cn_span_equal(atc, cn_span_str("J01EA01")));
    assert_false(cn_words_ingredient(&atc, cn_span_str("J01EE01"), 2));
    assert_int_equal(atc.len, 0);
    assert_false(cn_words_ingredient(&atc, cn_span_str("A10BA02"), 0));
    /* Another code of one substance. */
    assert_true(cn_words_ingredient(&atc, cn_span_str("L01BA01"), 0));
    assert_true(cn_span_equal(atc, cn_span_str("L04AX03")));
    assert_false(cn_words_ingredient(&atc, cn_span_str(""), 0));
}

static void a_walk_has_each_row_once_with_what_it_holds(void **state)
{
    (void)state;
    cn_words_row row = {.num = 0};
    size_t num = 0;
    for (; cn_words_next_row(&row); num++) {
        cn_span walked;
        cn_span found;
        size_t i = 0;
        for (; cn_words_row_ingredient(&walked, &row, i); i++) {
            assert_true(cn_words_ingredient(&found, row.atc, i));
            assert_true(cn_span_equal(walked, found));
        }
        assert_int_not_equal(i, 0);
        assert_false(cn_words_ingredient(&found, row.atc, i));
    }
    assert_int_equal(num, cn_words_ingredients_num);
    assert_false(cn_words_next_row(&row));
}

static bool covers(cn_words_table table, const char *code, const char *prefix)
{
    cn_span p;
    for (size_t i = 0; cn_words_covers(&p, table, cn_span_str(code), i); i++) {
        if (cn_span_equal(p, cn_span_str(prefix))) {
            return true;
        }
    }
    return false;
}

static void allergens_cover_their_medicines(void **state)
{
    (void)state;
    cn_span p;
    assert_true(covers(CN_WORDS_SNOMED, "764146007", "J01C"));
    assert_true(covers(CN_WORDS_ATC, "J01C", "J01C"));
    assert_true(covers(CN_WORDS_ATC, "M01A", "M01A"));
    assert_false(covers(CN_WORDS_ATC, "M01A", "J01C"));
    assert_false(
        cn_words_covers(&p, CN_WORDS_SNOMED, cn_span_str("91935009"), 0));
    assert_false(cn_words_covers(&p, CN_WORDS_SNOMED, cn_span_str(""), 0));
    char longest[128];
    memset(longest, '1', sizeof longest);
    assert_false(cn_words_covers(&p, CN_WORDS_SNOMED,
                                 cn_span_of(longest, sizeof longest), 0));
}

/* Every row by its number, so that one that can't be read is met. */
static void every_row_is_read(void **state)
{
    (void)state;
    cn_span atc;
    size_t num = 0;
    const char *p = (const char *)cn_words_ingredients;
    for (uint16_t i = 0; i < cn_words_ingredients_num; i++) {
        cn_span key = cn_span_str(p);
        for (size_t k = 0; cn_words_ingredient(&atc, key, k); k++) {
            cn_words_word w;
            assert_true(cn_words_find(&w, CN_WORDS_ATC, atc, 0));
            num++;
        }
        p += key.len + 1;
        p += strlen(p) + 1;
    }
    test_count("ingredients", num);
    assert_true(num > 100);
    test_count("allergens with a map", cn_words_covered_num);
    assert_true(cn_words_covered_num > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ingredients),
        cmocka_unit_test(a_walk_has_each_row_once_with_what_it_holds),
        cmocka_unit_test(allergens_cover_their_medicines),
        cmocka_unit_test(every_row_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
