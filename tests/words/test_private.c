/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that must stay private, in sentences as clinicians write them
 * (tests/data/sentences.tsv) and at the edges of the rules (stands.tsv): texts
 * that tell, with the word that does, and such that hold its letters and tell
 * nothing.
 */
#include "../support/support.h"

#include "../../lib/words/words_i.h"

static void words_stand_alone(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    assert_true(cn_words_find_private(word, cn_span_str("HIV")));
    assert_string_equal(word, "hiv");
    assert_true(cn_words_find_private(word, cn_span_str("(hiv)+")));
    assert_true(cn_words_find_private(word, cn_span_str("on ART since May")));
    assert_string_equal(word, "ART");
    assert_false(
        cn_words_find_private(word, cn_span_str("heart, art, Art, ARTS1")));
    assert_string_equal(word, "");
    assert_false(
        cn_words_find_private(word, cn_span_str("shiver, xhiv, hivx")));
    assert_false(cn_words_find_private(word, cn_span_str("")));
}

/* As words are, but for case: wide letters, accents, marks, what nobody sees.
 */
static void abbreviations_keep_case_and_accents(void **state)
{
    (void)state;
    static const char *const found[] = {
        "\xef\xbc\xa1\xef\xbc\xb2\xef\xbc\xb4", /* wide ART */
        "A\xc2\xadRT", "A\xe2\x80\x8bRT", "c\xef\xbc\xa1RT",
        ("\xef\xbd\x83"
         "ART")};
    static const char *const innocent[] = {
        "\xef\xbd\x81\xef\xbd\x92\xef\xbd\x94", /* wide art */
        "\xef\xbc\xa1\xef\xbd\x92\xef\xbd\x94", "\xc3\xa1RT", "\xef\xbc\xa1RTS",
        "\xef\xbc\xa1R"};
    char word[CN_WORDS_PRIVATE_SIZE];
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        if (!cn_words_find_private(word, cn_span_str(found[i]))) {
            fail_msg("not found: %s", found[i]);
        }
    }
    for (size_t i = 0; i < sizeof innocent / sizeof *innocent; i++) {
        if (cn_words_find_private(word, cn_span_str(innocent[i]))) {
            fail_msg("found %s in %s", word, innocent[i]);
        }
    }
    /* A NUL is not seen either. */
    assert_true(cn_words_find_private(word, cn_span_of("A\0RT", 4)));
}

/* More words than one walk through the list looks at. */
static void finds_the_last_of_many_words(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < 500; i++) {
        cn_buf_put_str(&b,
                       i % 3 == 0 ? "\xd9\x88\xd8\xa7\xd9\x84\xd8\xa7 " : "a ");
    }
    assert_false(cn_words_find_private(word, cn_buf_span(&b)));
    cn_buf_put_str(&b, "HIV");
    assert_true(cn_words_find_private(word, cn_buf_span(&b)));
    assert_string_equal(word, "hiv");
    /* And one in an earlier walk, whatever the later ones find. */
    memcpy(b.data + b.len - 3, "a a", 3);
    memcpy(b.data, "HIV a a ", 8); /* the first word was as long */
    assert_true(cn_words_find_private(word, cn_buf_span(&b)));
    assert_string_equal(word, "hiv");
    cn_buf_free(&b);
}

/* Whichever of the places is the first of the next walk. */
static void a_phrase_is_innocent_over_two_walks(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < 130; i++) {
        size_t len = cn_buf_span(&b).len;
        cn_buf_put_str(&b, "respiratory depression");
        assert_false(cn_words_find_private(word, cn_buf_span(&b)));
        cn_buf_put_str(&b, ", depression");
        assert_true(cn_words_find_private(word, cn_buf_span(&b)));
        b.len = len;
        cn_buf_put_str(&b, "a ");
    }
    cn_buf_free(&b);
}

/* As forms and some keyboards write it; ART in small letters is art. */
static void abbreviations_are_read_in_wide_letters(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    assert_true(cn_words_find_private(
        word, cn_span_str("on \xef\xbc\xa1\xef\xbc\xb2\xef\xbc\xb4 since")));
    assert_string_equal(word, "ART");
    assert_false(cn_words_find_private(
        word, cn_span_str("on \xef\xbd\x81\xef\xbd\x92\xef\xbd\x94 since")));
    /* A soft hyphen can't be seen; an accent makes another word. */
    assert_true(
        cn_words_find_private(word, cn_span_str("on A\xc2\xadRT since")));
    assert_false(
        cn_words_find_private(word, cn_span_str("on AR\xcc\x81T since")));
    assert_false(cn_words_find_private(word, cn_span_str("on AR")));
}

static void bears_any_bytes(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    assert_false(cn_words_find_private(word, cn_span_str("a\xff HIV")));
    assert_false(cn_words_find_private(word, cn_span_str("\xd8")));
    assert_true(cn_words_find_private(word, cn_span_str("HIV \xff")));
    for (int byte = 1; byte < 256; byte++) {
        char text[3] = {(char)byte, (char)(255 - byte), 0};
        (void)cn_words_find_private(word, cn_span_str(text));
    }
}

/* Every word of the table is found where it stands. */
static void finds_each_of_its_words(void **state)
{
    (void)state;
    char of[CN_WORDS_PRIVATE_SIZE];
    const uint8_t *p = cn_words_private;
    for (uint16_t i = 0; i < cn_words_num_private; i++) {
        char word[CN_WORDS_PRIVATE_SIZE];
        char text[CN_WORDS_PRIVATE_SIZE + 8];
        size_t len = 0;
        p = cn_words_next(of, &len, p);
        assert_in_range(len, 1, sizeof of - 1);
        int num = snprintf(text, sizeof text, "- %s.", of + (of[0] == '='));
        assert_in_range(num, 1, sizeof text - 1);
        if (!cn_words_find_private(word, cn_span_str(text))) {
            fail_msg("not found: %s", text);
        }
    }
    test_count("private words", cn_words_num_private);
    assert_true(cn_words_num_private > 1000);
}

/* And none of the other table tells, alone in a text. */
static void each_innocent_phrase_tells_nothing(void **state)
{
    (void)state;
    char phrase[CN_WORDS_PRIVATE_SIZE];
    char word[CN_WORDS_PRIVATE_SIZE];
    const uint8_t *p = cn_words_innocent;
    for (uint16_t i = 0; i < cn_words_num_innocent; i++) {
        size_t len = 0;
        p = cn_words_next(phrase, &len, p);
        if (cn_words_find_private(word, cn_span_of(phrase, len))) {
            fail_msg("found %s in %s", word, phrase);
        }
    }
    test_count("innocent phrases", cn_words_num_innocent);
}

static void check_text(const test_text *t)
{
    char word[CN_WORDS_PRIVATE_SIZE];
    bool found = cn_words_find_private(word, cn_span_str(t->text));
    if (found != t->tells) {
        fail_msg("%s: \"%s\" (%s)", t->about, t->text, found ? word : "-");
    }
    /* What is named need not be the first that is met. */
    if (t->tells && !cn_words_find_private(word, cn_span_str(t->word))) {
        fail_msg("%s: %s tells nothing", t->about, t->word);
    }
}

static void words_are_found_where_they_stand_alone(void **state)
{
    (void)state;
    test_texts("stands.tsv", check_text);
}

static void sixty_sentences_are_told_apart(void **state)
{
    (void)state;
    test_texts("sentences.tsv", check_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_alone),
        cmocka_unit_test(abbreviations_keep_case_and_accents),
        cmocka_unit_test(finds_the_last_of_many_words),
        cmocka_unit_test(a_phrase_is_innocent_over_two_walks),
        cmocka_unit_test(abbreviations_are_read_in_wide_letters),
        cmocka_unit_test(bears_any_bytes),
        cmocka_unit_test(finds_each_of_its_words),
        cmocka_unit_test(each_innocent_phrase_tells_nothing),
        cmocka_unit_test(words_are_found_where_they_stand_alone),
        cmocka_unit_test(sixty_sentences_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
