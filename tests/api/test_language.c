/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verdict as lines in every language, from C: names of keys, what has none,
 * what is refused, and phrases by name.
 */
#include "made.h"

static void text_of(cn_buf *out, const carnet_verdict *v,
                    const char *const *names, size_t num, const char *language)
{
    carnet_buf *text = NULL;
    size_t unreviewed = 99;
    assert_status(carnet_verify_text(&text, &unreviewed, v, names, num,
                                     language, strlen(language)),
                  CARNET_OK);
    assert_int_equal(unreviewed == 0, strcmp(language, "en") == 0);
    cn_buf_init(out);
    cn_buf_put(out, carnet_buf_data(text), carnet_buf_len(text));
    cn_buf_put_u8(out, 0);
    carnet_buf_free(text);
}

static void expect_in(const carnet_verdict *v, const char *const *names,
                      size_t num, const char *language, const char *part)
{
    cn_buf text;
    text_of(&text, v, names, num, language);
    if (strstr((const char *)text.data, part) == NULL) {
        fail_msg("%s: no \"%s\" in\n%s", language, part,
                 (const char *)text.data);
    }
    cn_buf_free(&text);
}

static carnet_verdict *verdict_of(uint8_t issuer, unsigned shown)
{
    test_credential *c = test_sample(issuer);
    cn_buf passport = test_passport(c, shown, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(c);
    return v;
}

static void says_whose_key_signed(void **state)
{
    (void)state;
    const char *names[TEST_NUM_KEYS] = {"Poste de sant\xc3\xa9 1", NULL, "x"};
    carnet_verdict *v = verdict_of(1, TEST_ALL);
    expect_in(v, names, 3, "en", "Signed by Poste de sant\xc3\xa9 1 (key id ");
    expect_in(v, names, 3, "fr", "Sign\xc3\xa9 par Poste de sant\xc3\xa9 1");
    expect_in(v, NULL, 0, "en", "Signed by a key that you trust (key id ");
    carnet_verify_free(v);
    v = verdict_of(2, TEST_ALL);
    expect_in(v, names, 3, "en", "Signed by a key that you trust (key id ");
    carnet_verify_free(v);
    v = verdict_of(9, TEST_ALL);
    expect_in(v, names, 3, "en", "Claims to be signed by an issuer (key id ");
    expect_in(v, names, 3, "en", "(KEY_UNKNOWN)");
    expect_in(v, names, 3, "de", "ABGELEHNT (REFUSED)");
    carnet_verify_free(v);
}

/* A name is foreign text: no line of its own, nothing that steers. */
static void names_are_made_safe(void **state)
{
    (void)state;
    const char *names[1] = {"a\n  ! b\x1b[2J\xe2\x80\xae"
                            "c"};
    carnet_verdict *v = verdict_of(1, TEST_ALL);
    expect_in(v, names, 1, "en",
              "Signed by a\xef\xbf\xbd  ! b\xef\xbf\xbd[2J\xef\xbf\xbd"
              "c (");
    carnet_verify_free(v);
}

static void says_what_is_withheld_and_what_a_person_must_ask(void **state)
{
    (void)state;
    carnet_verdict *v = verdict_of(1, TEST_DESK);
    expect_in(v, NULL, 0, "en", "Not in this presentation: clinic part\n");
    expect_in(v, NULL, 0, "en", "Not in this presentation: private part\n");
    expect_in(v, NULL, 0, "en",
              "Check yourself: is the person in front of you the holder?\n");
    for (size_t i = 0; i < carnet_words_num_languages(); i++) {
        expect_in(v, NULL, 0, carnet_words_get_language(i), "ACCEPTED");
    }
    carnet_verify_free(v);
}

static void expect_shown(const carnet_verdict *shown,
                         const carnet_verdict *whole, const char *due)
{
    carnet_buf *text = NULL;
    size_t unreviewed = 99;
    assert_status(carnet_verify_shown_text(&text, &unreviewed, shown, whole,
                                           NULL, 0, "en", 2),
                  CARNET_OK);
    assert_int_equal(unreviewed, 0);
    const char *said = (const char *)carnet_buf_data(text);
    static const char *const parts[] = {
        "Not in this presentation: clinic part\n",
        "Not in this presentation: private part\n"};
    for (size_t i = 0; i < 2; i++) {
        if ((strstr(said, parts[i]) != NULL) !=
            (strstr(due, parts[i]) != NULL)) {
            fail_msg("%s in\n%s", parts[i], said);
        }
    }
    assert_non_null(strstr(said, "ACCEPTED"));
    carnet_buf_free(text);
}

/* A part that came is none that is missing: who shows less left it out. */
static void says_nothing_of_what_was_left_out_here(void **state)
{
    (void)state;
    const char *both = "Not in this presentation: clinic part\n"
                       "Not in this presentation: private part\n";
    const char *private = "Not in this presentation: private part\n";
    carnet_verdict *desk = verdict_of(1, TEST_DESK);
    carnet_verdict *more = verdict_of(1, TEST_DESK | TEST_CLINIC);
    carnet_verdict *all = verdict_of(1, TEST_ALL);
    carnet_verdict *other = verdict_of(0, TEST_ALL);
    expect_shown(desk, desk, both);
    expect_shown(desk, more, private);
    expect_shown(desk, all, "");
    expect_shown(more, all, "");
    /* Of a credential that is not there nothing can have been left out. */
    expect_shown(desk, other, both);
    carnet_verify_free(other);
    carnet_verify_free(all);
    carnet_verify_free(more);
    carnet_verify_free(desk);
}

static void phrases_have_names(void **state)
{
    (void)state;
    char out[CARNET_WORDS_SIZE];
    int32_t known = -1;
    assert_status(carnet_words_phrase(out, &known, "yes", 3, "de", 2),
                  CARNET_OK);
    assert_string_equal(out, "ja");
    assert_int_equal(known, CARNET_WORDS_UNREVIEWED);
    assert_status(carnet_words_phrase(out, &known, "nope", 4, "de", 2),
                  CARNET_CALLER_ABSENT);
    assert_string_equal(out, "");
    assert_status(carnet_words_phrase(NULL, NULL, "yes", 3, "de", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_phrase(out, NULL, NULL, 3, "de", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_words_phrase(out, NULL, "yes", 3, NULL, 2),
                  CARNET_CALLER_NULL);
}

static void refuses_what_is_null(void **state)
{
    (void)state;
    size_t num = 1;
    carnet_verdict *v = verdict_of(1, TEST_ALL);
    carnet_buf *text = NULL;
    assert_status(carnet_verify_text(NULL, &num, v, NULL, 0, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_int_equal(num, 0);
    assert_status(carnet_verify_text(&text, NULL, NULL, NULL, 0, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_verify_text(&text, NULL, v, NULL, 1, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_verify_text(&text, NULL, v, NULL, 0, NULL, 2),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_verify_shown_text(&text, NULL, v, NULL, NULL, 0, "", 0),
        CARNET_CALLER_NULL);
    assert_status(
        carnet_verify_shown_text(&text, NULL, NULL, v, NULL, 0, "", 0),
        CARNET_CALLER_NULL);
    assert_status(carnet_verify_shown_text(NULL, NULL, v, v, NULL, 0, "", 0),
                  CARNET_CALLER_NULL);
    assert_null(text);
    carnet_verify_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_whose_key_signed),
        cmocka_unit_test(names_are_made_safe),
        cmocka_unit_test(says_what_is_withheld_and_what_a_person_must_ask),
        cmocka_unit_test(says_nothing_of_what_was_left_out_here),
        cmocka_unit_test(phrases_have_names),
        cmocka_unit_test(refuses_what_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
