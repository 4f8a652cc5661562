/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that must stay private, in sentences as clinicians write them
 * (tests/data/sentences.tsv): those that tell, with the word that does, and
 * those that hold its letters and tell nothing.
 */
#include "../support/support.h"

#include "../../lib/words/words_i.h"

static cn_span span(const char *text)
{
    return cn_span_of(text, strlen(text));
}

static void words_stand_alone(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    assert_true(cn_words_find_private(word, span("HIV")));
    assert_string_equal(word, "hiv");
    assert_true(cn_words_find_private(word, span("(hiv)+")));
    assert_true(cn_words_find_private(word, span("on ART since May")));
    assert_string_equal(word, "ART");
    assert_false(cn_words_find_private(word, span("heart, art, Art, ARTS1")));
    assert_string_equal(word, "");
    assert_false(cn_words_find_private(word, span("shiver, xhiv, hivx")));
    assert_false(cn_words_find_private(word, span("")));
}

static void bears_any_bytes(void **state)
{
    (void)state;
    char word[CN_WORDS_PRIVATE_SIZE];
    assert_false(cn_words_find_private(word, span("a\xff HIV")));
    assert_false(cn_words_find_private(word, span("\xd8")));
    assert_true(cn_words_find_private(word, span("HIV \xff")));
    for (int byte = 1; byte < 256; byte++) {
        char text[3] = {(char)byte, (char)(255 - byte), 0};
        (void)cn_words_find_private(word, span(text));
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
        if (!cn_words_find_private(word, span(text))) {
            fail_msg("not found: %s", text);
        }
    }
    test_count("private words", cn_words_num_private);
    assert_true(cn_words_num_private > 1000);
}

/* Columns: language, tells or innocent, the word or -, sentence. */
static void check_sentence(char *line, size_t num[2])
{
    char word[CN_WORDS_PRIVATE_SIZE];
    char *cell[4] = {line, NULL, NULL, NULL};
    for (size_t i = 1; i < 4; i++) {
        cell[i] = strchr(cell[i - 1], '\t');
        assert_non_null(cell[i]);
        *cell[i]++ = '\0';
    }
    bool tells = strcmp(cell[1], "tells") == 0;
    assert_true(tells || strcmp(cell[1], "innocent") == 0);
    num[tells ? 1 : 0]++;
    bool found = cn_words_find_private(word, span(cell[3]));
    if (found != tells) {
        fail_msg("%s: \"%s\" (%s)", cell[0], cell[3], found ? word : "-");
    }
    /* What is named need not be the first that is met. */
    if (tells && !cn_words_find_private(word, span(cell[2]))) {
        fail_msg("%s: %s tells nothing", cell[0], cell[2]);
    }
}

static void sixty_sentences_are_told_apart(void **state)
{
    (void)state;
    size_t num[2] = {0, 0};
    cn_buf file = test_data("sentences.tsv");
    cn_buf_put_u8(&file, 0);
    assert_status(file.status, CARNET_OK);
    char *line = (char *)file.data;
    while (*line != '\0') {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        if (line[0] != '#') {
            check_sentence(line, num);
        }
        line = end + 1;
    }
    test_count("sentences", num[0] + num[1]);
    assert_true(num[0] >= 30 && num[1] >= 30);
    cn_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_alone),
        cmocka_unit_test(bears_any_bytes),
        cmocka_unit_test(finds_each_of_its_words),
        cmocka_unit_test(sixty_sentences_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
