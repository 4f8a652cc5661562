/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrases as programs say them: each in each language, with the English behind
 * it and the value in its place; isolates in pairs; what is refused; memory.
 */
#include "../support/support.h"

#include "../../lib/view/view_i.h"
#include "../support/failing_mem.h"

#define LRI "\xe2\x81\xa6"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define RLM "\xe2\x80\x8f"
#define BAD "\xef\xbf\xbd"

static carnet_buf *say(const char *name, const char *value,
                       const char *language, size_t *num)
{
    carnet_buf *text = NULL;
    assert_status(carnet_view_phrase(&text, num, name, strlen(name), value,
                                     strlen(value), language, strlen(language)),
                  CARNET_OK);
    return text;
}

static void expect(const char *name, const char *value, const char *language,
                   const char *expected)
{
    carnet_buf *text = say(name, value, language, NULL);
    assert_string_equal((const char *)carnet_buf_data(text), expected);
    carnet_buf_free(text);
}

/* Names of the phrases, in their order: rows "PHRASE(NAME, ..." of the table,
   small as programs say them. */
static struct {
    char name[CN_NUM_PHRASES][64];
    size_t num;
} names;

static void read_names(void)
{
    cn_buf table = test_data("../../lib/words/phrases.def");
    cn_buf_put_u8(&table, '\0');
    const char *at = (const char *)table.data;
    while ((at = strstr(at, "\nPHRASE(")) != NULL) {
        at += strlen("\nPHRASE(");
        size_t len = strcspn(at, ",");
        assert_true(names.num < CN_NUM_PHRASES && len < 64);
        for (size_t i = 0; i < len; i++) {
            bool upper = at[i] >= 'A' && at[i] <= 'Z';
            names.name[names.num][i] = (char)(upper ? at[i] + 32 : at[i]);
        }
        names.num++;
    }
    assert_int_equal(names.num, CN_NUM_PHRASES);
    cn_buf_free(&table);
}

static void check_phrase(cn_words_phrase_name phrase, uint8_t language)
{
    cn_words_word w;
    size_t num = 9;
    cn_words_phrase(&w, phrase, language);
    carnet_buf *buf = say(names.name[phrase], "<7>",
                          carnet_words_get_language(language), &num);
    const char *text = (const char *)carnet_buf_data(buf);
    bool ours = language != CN_WORDS_ENGLISH;
    assert_int_equal(num, ours && !w.reviewed ? 1 : 0);
    assert_int_equal(strncmp(text, RLM, 3) == 0, cn_words_is_rtl(language));
    assert_null(strstr(text, "{}"));
    char *hole = strstr(w.text, "{}");
    const char *value = cn_words_is_rtl(language) ? FSI "<7>" PDI : "<7>";
    assert_int_equal(strstr(text, value) != NULL, hole != NULL);
    if (hole != NULL) {
        assert_non_null(strstr(text, hole + 2));
        *hole = '\0';
    }
    assert_non_null(strstr(text, w.text));
    carnet_buf_free(buf);
}

static void says_every_phrase_in_every_language(void **state)
{
    (void)state;
    size_t num = 0;
    read_names();
    for (size_t l = 0; l < carnet_words_num_languages(); l++) {
        for (int p = 0; p < CN_NUM_PHRASES; p++, num++) {
            check_phrase((cn_words_phrase_name)p, (uint8_t)l);
        }
    }
    test_count("phrases", num);
    assert_true(num > 500);
}

static void has_the_english_behind_it(void **state)
{
    (void)state;
    expect("for_clinics", "4", "en", "for clinics: 4");
    expect("for_clinics", "4", "fr",
           "pour les structures de soins : 4 (for clinics)");
    expect("for_clinics", "4", "ar",
           RLM "\xd9\x84\xd9\x84\xd8\xb9\xd9\x8a\xd8\xa7\xd8\xaf\xd8\xa7\xd8"
               "\xaa: " FSI "4" PDI " (" LRI "for clinics" PDI ")");
    expect("outcome_refused", "left out", "en", "REFUSED");
}

static void a_phrase_goes_into_a_phrase(void **state)
{
    (void)state;
    carnet_buf *inner = say("private", "1", "ar", NULL);
    const char *text = (const char *)carnet_buf_data(inner);
    char expected[512];
    snprintf(expected, sizeof expected, "Entries: " FSI "%s" PDI, text + 3);
    expect("entries", text, "en", expected);
    carnet_buf_free(inner);
    expect("entries", "for any desk: 1", "en", "Entries: for any desk: 1");
}

/* Open isolates, overrides, controls and what is malformed. */
static void no_value_turns_what_stands_beside_it(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {LRI "a", BAD "a"},
        {"a" PDI, "a" BAD},
        {PDI "a" LRI, BAD "a" BAD},
        {LRI "a" PDI, LRI "a" PDI},
        {"\xe2\x80\xae" LRI "a" PDI, BAD LRI "a" PDI},
        {"a\n\x1b[2J", "a" BAD BAD "[2J"},
        {"a\xff\xe2\x81", "a" BAD BAD BAD},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char expected[128];
        snprintf(expected, sizeof expected, "Entries: %s", rows[i][1]);
        expect("entries", rows[i][0], "en", expected);
    }
}

/* ---- statuses ---- */

static void expect_status(carnet_status status, const char *detail,
                          const char *language, const char *expected)
{
    carnet_buf *text = NULL;
    size_t num = 9;
    assert_status(carnet_view_status(&text, &num, status, detail,
                                     strlen(detail), language,
                                     strlen(language)),
                  CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(text), expected);
    assert_int_equal(num, strcmp(language, "en") == 0 ? 0 : 1);
    carnet_buf_free(text);
}

static void a_status_says_where_and_why(void **state)
{
    (void)state;
    expect_status(CARNET_OK, "", "en", "Done");
    expect_status(CARNET_OK, "", "de", "Fertig (Done)");
    expect_status(CARNET_OK, "at last", "en", "at last");
    expect_status(CARNET_OK, "at last", "de", "Fertig (at last)");
    expect_status(CARNET_OK, "at\n" RLM "last", "de",
                  "Fertig (at" BAD BAD "last)");
    expect_status(CARNET_OK, "", "ar",
                  FSI "\xd8\xaa\xd9\x85 (" LRI "Done" PDI ")" PDI);
}

static void every_status_is_said_in_every_language(void **state)
{
    (void)state;
    carnet_buf *text = (void *)state;
    for (carnet_status s = 0; s < 256; s++) {
        bool is_one =
            strcmp(carnet_status_name(s), carnet_status_name(9999)) != 0;
        for (size_t l = 0; l < carnet_words_num_languages(); l++) {
            const char *language = carnet_words_get_language(l);
            assert_status(carnet_view_status(&text, NULL, s, "", 0, language,
                                             strlen(language)),
                          is_one ? CARNET_OK : CARNET_CALLER_ABSENT);
            assert_int_equal(text != NULL, is_one);
            carnet_buf_free(text);
        }
    }
    assert_status(carnet_view_status(NULL, NULL, 0, "", 0, "en", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_status(&text, NULL, 0, NULL, 1, "en", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_status(&text, NULL, 0, "", 0, NULL, 2),
                  CARNET_CALLER_NULL);
}

static void refuses_what_is_no_phrase(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",         "nope",   "ENTRIES",
                                        "entries ", "entrie", "zzz"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t num = 9;
        carnet_buf *text = (carnet_buf *)&num;
        assert_status(carnet_view_phrase(&text, &num, wrong[i],
                                         strlen(wrong[i]), NULL, 0, "fr", 2),
                      CARNET_CALLER_ABSENT);
        assert_null(text);
        assert_int_equal(num, 0);
    }
}

static void refuses_what_is_null(void **state)
{
    (void)state;
    carnet_buf *text = NULL;
    assert_status(carnet_view_phrase(NULL, NULL, "yes", 3, NULL, 0, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_phrase(&text, NULL, NULL, 0, NULL, 0, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_phrase(&text, NULL, "yes", 3, NULL, 1, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_phrase(&text, NULL, "yes", 3, NULL, 0, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_null(text);
}

static void tells_every_failing_allocation(void **state)
{
    (void)state;
    size_t nth = 1;
    for (bool failed = true; failed; nth++) {
        carnet_buf *text = NULL;
        size_t live = test_mem_live();
        test_mem_fail_at(nth);
        carnet_status status =
            carnet_view_phrase(&text, NULL, "entries", 7, "12", 2, "ar", 2);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_true(failed == (text == NULL));
        carnet_buf_free(text);
        assert_int_equal(test_mem_live(), live);
    }
    assert_true(nth > 2);
    test_count_other("failing allocations", nth - 2);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_every_phrase_in_every_language),
        cmocka_unit_test(has_the_english_behind_it),
        cmocka_unit_test(a_phrase_goes_into_a_phrase),
        cmocka_unit_test(no_value_turns_what_stands_beside_it),
        cmocka_unit_test(a_status_says_where_and_why),
        cmocka_unit_test(every_status_is_said_in_every_language),
        cmocka_unit_test(refuses_what_is_no_phrase),
        cmocka_unit_test(refuses_what_is_null),
        cmocka_unit_test(tells_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
