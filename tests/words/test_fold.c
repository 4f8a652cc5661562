/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Case and accents folded, and capitals, in Latin, Greek and Arabic letters.
 */
#include "../support/support.h"

#include "../../lib/words/words.h"

static void folds_case_and_accents(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Hypertension Art\xc3\xa9rielle", "hypertension arterielle"},
        {"e\xcc\x81t\xc3\xa9", "\xc3\x89TE"}, /* combining acute */
        {"Stra\xc3\x9f"
         "e",
         "STRASSE"},
        {"c\xc5\x93ur", "coeur"},
        {"l\xe2\x80\x99"
         "eau",
         "l'eau"},
        /* Greek: accents, and the sigma at an end */
        {"\xce\x94\xce\x99\xce\x91\xce\x92\xce\x97\xce\xa4\xce\x97\xce\xa3",
         "\xce\xb4\xce\xb9\xce\xb1\xce\xb2\xce\xae\xcf\x84\xce\xb7\xcf\x82"},
        /* Arabic: hamza on alef, teh marbuta, a vowel mark */
        {"\xd8\xa3\xd8\xb2\xd9\x85\xd8\xa9",
         "\xd8\xa7\xd8\xb2\xd9\x8e\xd9\x85\xd9\x87"},
        /* Persian yeh and keheh; digits of both sorts */
        {"\xdb\x8c\xda\xa9 \xd9\xa3\xdb\xb4", "\xd9\x8a\xd9\x83 34"},
        /* capitals that take apart: dotted I, O with stroke and acute */
        {"\xc4\xb0\xc7\xbe", "io"},
        /* dashes, a narrow space, a soft hyphen, a joiner */
        {"a\xe2\x80\x95z\xe2\x80\xafx\xc2\xady\xe2\x80\x8dz", "a-z xyz"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_true(
            cn_words_equal(cn_span_str(same[i][0]), cn_span_str(same[i][1])));
    }
}

static void tells_what_differs(void **state)
{
    (void)state;
    assert_false(cn_words_equal(cn_span_str("asthma"), cn_span_str("asthme")));
    assert_false(cn_words_equal(cn_span_str("asthma"), cn_span_str("asthma ")));
    assert_false(cn_words_equal(cn_span_str("asthma"), cn_span_str("")));
    assert_false(cn_words_equal(cn_span_str("\xc3\x9f"), cn_span_str("s")));
    /* malformed UTF-8 equals nothing, not even itself */
    assert_false(cn_words_equal(cn_span_str("a\xff"), cn_span_str("a\xff")));
    assert_false(cn_words_equal(cn_span_str("a\xff"), cn_span_str("a")));
}

static void knows_a_word_in_any_language(void **state)
{
    (void)state;
    assert_true(cn_words_is_word_of(cn_span_str("HYPERTENSION ARTERIELLE"),
                                    CN_WORDS_ICD10, cn_span_str("I10")));
    assert_true(cn_words_is_word_of(cn_span_str("High blood pressure"),
                                    CN_WORDS_ICD10, cn_span_str("I10")));
    assert_false(cn_words_is_word_of(cn_span_str("high blood pressures"),
                                     CN_WORDS_ICD10, cn_span_str("I10")));
    assert_false(cn_words_is_word_of(cn_span_str("asthma"), CN_WORDS_ICD10,
                                     cn_span_str("I10")));
    assert_false(cn_words_is_word_of(cn_span_str("x"), CN_WORDS_ICD10,
                                     cn_span_str("Z00.0x")));
}

static void puts_capitals(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"arr\xc3\xaat\xc3\xa9", "ARR\xc3\x8aT\xc3\x89"},
        {"stra\xc3\x9f"
         "e",
         "STRASSE"},
        {"\xce\xb4\xce\xb9\xce\xb1\xce\xb2\xce\xae\xcf\x84\xce\xb7\xcf\x82",
         "\xce\x94\xce\x99\xce\x91\xce\x92\xce\x97\xce\xa4\xce\x97\xce\xa3"},
        {"\xd9\x86\xd8\xb9\xd9\x85 a1", "\xd9\x86\xd8\xb9\xd9\x85 A1"},
        {"a\xff"
         "b",
         "A"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_words_put_capitals(&b, cn_span_str(pairs[i][0]));
        assert_true(cn_span_equal(cn_buf_span(&b), cn_span_str(pairs[i][1])));
        cn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_case_and_accents),
        cmocka_unit_test(tells_what_differs),
        cmocka_unit_test(knows_a_word_in_any_language),
        cmocka_unit_test(puts_capitals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
