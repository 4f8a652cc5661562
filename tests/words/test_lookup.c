/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking words up: every row of every table in every language, by hand-picked
 * words that a slip would change, and what has no word.
 */
#include "../support/support.h"

#include "../../lib/words/words_i.h"
#include "../support/failing_mem.h"

static void expect(const char *system, const char *code, const char *language,
                   const char *word, int32_t state)
{
    char out[CARNET_WORDS_SIZE];
    int32_t got = -1;
    assert_status(carnet_words_lookup(out, &got, system, strlen(system), code,
                                      strlen(code), language, strlen(language)),
                  CARNET_OK);
    assert_string_equal(out, word);
    assert_int_equal(got, state);
}

static void finds_words_in_each_language(void **state)
{
    (void)state;
    int32_t un = CARNET_WORDS_UNREVIEWED;
    expect("atc", "A10BA02", "en", "metformin", un);
    expect("atc", "A10BA02", "fr", "metformine", un);
    expect("atc", "A10BA02", "de", "Metformin", un);
    expect("icd-10", "I10", "es", "hipertensi\xc3\xb3n arterial", un);
    expect("icd-11", "BA00", "es", "hipertensi\xc3\xb3n arterial", un);
    expect("units", "ug", "it", "microgrammo", un);
    expect("countries", "SN", "ar",
           "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x86\xd8\xba\xd8\xa7\xd9\x84", un);
    expect("languages", "fr", "pt", "franc\xc3\xaas", un);
    expect("cvx", "37", "en", "yellow fever", un);
    expect("loinc", "718-7", "fr", "h\xc3\xa9moglobine", un);
    expect("carnet", "fall_risk", "en", "may fall", un);
}

static void falls_back_by_rfc_4647(void **state)
{
    (void)state;
    expect("atc", "A10BA02", "fr-CA", "metformine", CARNET_WORDS_UNREVIEWED);
    expect("atc", "A10BA02", "FR-latn-x-a", "metformine",
           CARNET_WORDS_UNREVIEWED);
    expect("atc", "A10BA02", "en-GB", "metformin", CARNET_WORDS_UNREVIEWED);
    expect("atc", "A10BA02", "ti", "metformin", CARNET_WORDS_ENGLISH);
    expect("atc", "A10BA02", "fra", "metformin", CARNET_WORDS_ENGLISH);
    expect("atc", "A10BA02", "", "metformin", CARNET_WORDS_UNREVIEWED);
    assert_string_equal(carnet_words_match("pt-BR", 5), "pt");
    assert_string_equal(carnet_words_match("x-fr", 4), "en");
    assert_string_equal(carnet_words_match("-", 1), "en");
    assert_string_equal(carnet_words_match(NULL, 0), "en");
    assert_string_equal(carnet_words_match(NULL, 7), "en");
}

static void knows_its_languages(void **state)
{
    (void)state;
    static const char *const tags[] = {"en", "fr", "es", "ar",
                                       "pt", "it", "de", "el"};
    assert_int_equal(carnet_words_num_languages(), 8);
    for (size_t i = 0; i < 8; i++) {
        assert_string_equal(carnet_words_get_language(i), tags[i]);
        uint8_t number = cn_words_language(cn_span_str(tags[i]));
        assert_int_equal(number, i);
        assert_int_equal(cn_words_is_rtl(number), strcmp(tags[i], "ar") == 0);
        assert_int_equal(cn_words_is_other_script(number),
                         strcmp(tags[i], "ar") == 0 ||
                             strcmp(tags[i], "el") == 0);
    }
    assert_null(carnet_words_get_language(8));
    assert_false(cn_words_is_rtl(200));
    assert_false(cn_words_is_other_script(200));
    assert_int_equal(carnet_words_size(), CARNET_WORDS_SIZE);
}

static void gives_nothing_for_what_has_no_word(void **state)
{
    (void)state;
    char out[CARNET_WORDS_SIZE] = "x";
    int32_t got = -1;
    const struct {
        const char *system;
        const char *code;
    } none[] = {{"atc", "Z99ZZ99"},    {"icd-10-cm", "E11.9"},
                {"", "I10"},           {"icd-10", ""},
                {"enums", "sex.male"}, {"http://loinc.org", "718-7"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_status(carnet_words_lookup(out, &got, none[i].system,
                                          strlen(none[i].system), none[i].code,
                                          strlen(none[i].code), "fr", 2),
                      CARNET_CALLER_ABSENT);
        assert_string_equal(out, "");
        assert_int_equal(got, CARNET_WORDS_NONE);
    }
    assert_status(carnet_words_lookup(NULL, NULL, "atc", 3, "N02", 3, "fr", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_lookup(out, NULL, NULL, 3, "N02", 3, "fr", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_lookup(out, NULL, "atc", 3, NULL, 3, "fr", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_lookup(out, NULL, "atc", 3, "N02", 3, NULL, 2),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_words_lookup(out, NULL, "atc", 3, "A10BA02", 7, NULL, 0),
        CARNET_OK);
    assert_string_equal(out, "metformin");
}

static void says_statuses_in_a_language(void **state)
{
    (void)state;
    char out[CARNET_WORDS_SIZE];
    char english[CARNET_WORDS_SIZE];
    int32_t got = -1;
    size_t num = 0;
    for (carnet_status s = 0; s < 200; s++) {
        bool known = strcmp(carnet_status_name(s), "UNKNOWN") != 0;
        for (size_t i = 0; i < carnet_words_num_languages(); i++) {
            const char *tag = carnet_words_get_language(i);
            carnet_status status =
                carnet_words_status(out, &got, s, tag, strlen(tag));
            assert_status(status, known ? CARNET_OK : CARNET_CALLER_ABSENT);
            num += known ? 1 : 0;
        }
        carnet_status in_english =
            carnet_words_status(english, NULL, s, NULL, 0);
        if (known) {
            assert_status(in_english, CARNET_OK);
            assert_string_equal(english, carnet_status_text(s));
        }
    }
    test_count("sentences of statuses", num);
    assert_status(carnet_words_status(NULL, NULL, 0, "fr", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_status(out, NULL, 0, NULL, 2),
                  CARNET_CALLER_NULL);
}

/* Well-formed UTF-8 without controls. */
static void check_word(cn_words_table table, cn_span key, uint8_t language)
{
    cn_words_word w;
    assert_true(cn_words_find(&w, table, key, language));
    assert_int_equal(w.language, language);
    assert_in_range(w.len, 1, CARNET_WORDS_SIZE - 1);
    assert_int_equal(strlen(w.text), w.len);
    cn_span text = cn_span_of(w.text, w.len);
    for (size_t pos = 0; pos < text.len;) {
        int32_t cp = cn_utf8_next(text, &pos);
        assert_true(cp >= 0 && !cn_utf8_is_control(cp));
    }
}

/* Every key of a table leads to a word in every language, and the keys beside
   it to none. */
static size_t check_table(cn_words_table table)
{
    char key[CN_WORDS_KEY_SIZE];
    cn_words_word w;
    size_t num = 0;
    uint16_t rows =
        (uint16_t)(cn_words_first[table + 1] - cn_words_first[table]);
    const uint8_t *p =
        cn_words_keys + cn_words_key_blocks[cn_words_first_block[table]];
    for (uint16_t r = 0; r < rows; r++) {
        size_t len = 0;
        p = cn_words_next(key, &len, p);
        for (uint8_t l = 0; l < cn_words_num_languages; l++, num++) {
            check_word(table, cn_span_of(key, len), l);
        }
        key[len] = '~';
        assert_false(cn_words_find(&w, table, cn_span_of(key, len + 1), 0));
        assert_false(cn_words_find(&w, table, cn_span_str("~"), 0));
        assert_false(cn_words_find(&w, table, cn_span_str(" "), 0));
        key[len] = '\0';
    }
    return num;
}

static void every_row_has_a_word_in_every_language(void **state)
{
    (void)state;
    size_t num = 0;
    for (int t = 0; t < CN_WORDS_NUM_TABLES; t++) {
        assert_true(cn_words_first[t] < cn_words_first[t + 1]);
        num += check_table((cn_words_table)t);
    }
    test_count("words", num);
    assert_true(num > 25000);
}

static void phrases_are_found_by_number(void **state)
{
    (void)state;
    cn_words_word w;
    cn_words_phrase(&w, CN_PHRASE_YES, cn_words_language(cn_span_str("de")));
    assert_string_equal(w.text, "ja");
    cn_words_phrase(&w, CN_PHRASE_UNTIL, CN_WORDS_ENGLISH);
    assert_string_equal(w.text, "until {}");
    cn_words_phrase(&w, CN_PHRASE_YES, 200);
    assert_string_equal(w.text, "yes");
}

static void takes_no_allocation(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    test_mem_fail_at(1);
    expect("icd-10", "I10", "fr", "hypertension art\xc3\xa9rielle",
           CARNET_WORDS_UNREVIEWED);
    assert_true(cn_words_find_private(word, cn_span_str("she has HIV")));
    assert_false(test_mem_has_failed());
    test_mem_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words_in_each_language),
        cmocka_unit_test(falls_back_by_rfc_4647),
        cmocka_unit_test(knows_its_languages),
        cmocka_unit_test(gives_nothing_for_what_has_no_word),
        cmocka_unit_test(says_statuses_in_a_language),
        cmocka_unit_test(every_row_has_a_word_in_every_language),
        cmocka_unit_test(phrases_are_found_by_number),
        cmocka_unit_test(takes_no_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
