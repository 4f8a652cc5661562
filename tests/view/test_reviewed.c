/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that somebody has reviewed (tests/data/reviews.tsv), in tables built
 * for this test: they read as before, are said to be reviewed, their neighbours
 * are not, and no English stands behind them.
 */
#include "../support/support.h"

#include "../../lib/view/view_i.h"
#include "../model/model_record.h"

static void expect(const char *system, const char *code, const char *language,
                   const char *word, int32_t state)
{
    char out[CARNET_WORDS_SIZE];
    int32_t found = -1;
    assert_status(carnet_words_lookup(out, &found, system, strlen(system), code,
                                      strlen(code), language, strlen(language)),
                  CARNET_OK);
    if (word != NULL) {
        assert_string_equal(out, word);
    }
    if (found != state) {
        fail_msg("%s %s: %s: %d", system, code, language, (int)found);
    }
}

static void a_reviewed_word_reads_the_same(void **state)
{
    (void)state;
    expect("icd-10", "E11.9", "fr", "diab\xc3\xa8te de type 2",
           CARNET_WORDS_REVIEWED);
    expect("icd-10", "E11.9", "ar",
           "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x83\xd8\xb1\xd9\x8a "
           "\xd9\x85\xd9\x86 \xd8\xa7\xd9\x84\xd9\x86\xd9\x88\xd8\xb9 2",
           CARNET_WORDS_REVIEWED);
    /* A code that has another's words has its reviews. */
    expect("icd-11", "5A11", "fr", "diab\xc3\xa8te de type 2",
           CARNET_WORDS_REVIEWED);
}

/* The cells before and behind it in its row, and those of the rows beside. */
static void its_neighbours_are_not_reviewed(void **state)
{
    (void)state;
    static const char *const others[] = {"en", "es", "pt", "it", "de", "el"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        expect("icd-10", "E11.9", others[i], NULL, CARNET_WORDS_UNREVIEWED);
    }
    expect("icd-10", "E11.5", "fr",
           "diab\xc3\xa8te de type 2 avec atteinte "
           "vasculaire",
           CARNET_WORDS_UNREVIEWED);
    expect("icd-10", "E11.5", "ar", NULL, CARNET_WORDS_UNREVIEWED);
    expect("icd-10", "E14.9", "fr", NULL, CARNET_WORDS_UNREVIEWED);
    expect("icd-10", "E14.9", "ar", NULL, CARNET_WORDS_UNREVIEWED);
}

/* The text of a condition with a code, and how many of its words nobody has
   reviewed. */
static size_t render(cn_buf *out, const char *code, const char *status)
{
    char json[256];
    test_made made;
    carnet_buf *text = NULL;
    size_t unreviewed = 0;
    int len = snprintf(json, sizeof json,
                       "{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code"
                       "\":\"%s\"},\"status\":\"%s\"}]}",
                       code, status);
    assert_in_range(len, 1, sizeof json - 1);
    test_make(&made, json);
    assert_status(
        carnet_view_text(&text, &unreviewed, &made.entries[0], "fr", 2),
        CARNET_OK);
    cn_buf_init(out);
    cn_buf_put(out, carnet_buf_data(text), carnet_buf_len(text));
    cn_buf_put_u8(out, 0);
    carnet_buf_free(text);
    test_made_free(&made);
    return unreviewed;
}

static void no_english_stands_behind_a_reviewed_word(void **state)
{
    (void)state;
    cn_buf with;
    cn_buf without;
    size_t more = render(&with, "E11.5", "resolved");
    size_t fewer = render(&without, "E11.9", "active");
    const char *text = (const char *)without.data;
    assert_non_null(strstr((const char *)with.data, "(type 2 diabetes with"));
    assert_non_null(
        strstr((const char *)with.data, "R\xc3\x89SOLU (RESOLVED)"));
    assert_non_null(strstr(text, "diab\xc3\xa8te de type 2 - actif ["));
    assert_null(strstr(text, "diabetes"));
    assert_null(strstr(text, "active"));
    assert_int_equal(more, fewer + 2);
    cn_buf_free(&with);
    cn_buf_free(&without);
}

/* A box has its name in Latin letters, whatever the reader's script. */
static void latin_letters_stand_behind_a_reviewed_medicine(void **state)
{
    (void)state;
    static const struct {
        cn_words_table table;
        const char *key;
        const char *language;
        const char *english;
        bool stands; /* behind it */
    } rows[] = {
        {CN_WORDS_ATC, "A10BA02", "ar", "metformin", true},
        {CN_WORDS_ATC, "A10BA02", "fr", "(metformin", false},
        {CN_WORDS_CVX, "10", "ar", "polio, inactivated", true},
        {CN_WORDS_SNOMED, "764146007", "el", "penicillin", true},
        {CN_WORDS_SNOMED, "764146007", "fr", "(penicillin", false},
        {CN_WORDS_SNOMED, "91935009", "el", "peanut", false},
        {CN_WORDS_ICD10, "E11.9", "ar", "diabetes", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_buf b;
        cn_view_pen pen;
        cn_buf_init(&b);
        cn_view_pen_init(&pen, &b, cn_span_str(rows[i].language));
        assert_true(
            cn_view_put_word(&pen, rows[i].table, cn_span_str(rows[i].key)));
        cn_buf_put_u8(&b, 0);
        assert_int_equal(pen.num_unreviewed, 0);
        assert_int_equal(strstr((const char *)b.data, rows[i].english) != NULL,
                         rows[i].stands);
        cn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reviewed_word_reads_the_same),
        cmocka_unit_test(its_neighbours_are_not_reviewed),
        cmocka_unit_test(no_english_stands_behind_a_reviewed_word),
        cmocka_unit_test(latin_letters_stand_behind_a_reviewed_medicine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
