/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a word of who chooses names: a credential, a part, an entry of one, a
 * kind; and which words are none. What is then shown is test_present.c.
 */
#include "../support/support.h"

#include "../../lib/api/present_i.h"

#define EVERY CN_API_EVERY

static bool read_word(cn_api_selector *s, const char *word,
                      size_t num_credentials)
{
    cn_api_passport p = {.num = num_credentials};
    return cn_api_read_word(s, word, &p);
}

static void a_word_names_a_credential_part_entry_or_kind(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        cn_api_selector names; /* credential, part, position, kind */
    } rows[] = {
        {"1", {0, EVERY, EVERY, EVERY}},
        {"9", {8, EVERY, EVERY, EVERY}},
        {"19", {18, EVERY, EVERY, EVERY}},
        {"20", {19, EVERY, EVERY, EVERY}},
        {"desk", {EVERY, CN_API_DESK, EVERY, EVERY}},
        {"02:desk", {1, CN_API_DESK, EVERY, EVERY}},
        {"20:clinic", {19, CN_API_CLINIC, EVERY, EVERY}},
        {"1:private/0", {0, CN_API_PRIVATE, 0, EVERY}},
        {"2:desk/199", {1, CN_API_DESK, 199, EVERY}},
        {"person", {EVERY, EVERY, EVERY, CARNET_KIND_PERSON}},
        {"3:allergy", {2, EVERY, EVERY, CARNET_KIND_ALLERGY}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_api_selector s;
        if (!read_word(&s, rows[i].word, 20)) {
            fail_msg("no word: %s", rows[i].word);
        }
        assert_int_equal(s.credential, rows[i].names.credential);
        assert_int_equal(s.part, rows[i].names.part);
        assert_int_equal(s.position, rows[i].names.position);
        assert_int_equal(s.kind, rows[i].names.kind);
    }
}

static void other_words_are_none(void **state)
{
    (void)state;
    static const char *const words[] = {"",
                                        "0",
                                        "21",
                                        "0:desk",
                                        "1:",
                                        "1xdesk",
                                        "1 desk",
                                        "1;desk",
                                        "1desk",
                                        "-1",
                                        ":desk",
                                        "/1",
                                        "1:2",
                                        "1:2:desk",
                                        "clinic/",
                                        "clinic/x",
                                        "clinic/1x",
                                        "clinic0",
                                        "clinic01",
                                        "clinics",
                                        "clinic ",
                                        "Clinic",
                                        "clini",
                                        "persons",
                                        "allergies",
                                        "1:desk/",
                                        "1:desk//1",
                                        "desk/0/",
                                        "1:desk/8388608",
                                        "99999999999999999999:desk"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cn_api_selector s;
        if (read_word(&s, words[i], 20)) {
            fail_msg("a word: %s", words[i]);
        }
    }
}

/* Of one there is no need to say whose. */
static void an_entry_of_several_credentials_needs_its_number(void **state)
{
    (void)state;
    cn_api_selector s;
    assert_true(read_word(&s, "clinic/3", 1));
    assert_int_equal(s.position, 3);
    assert_false(read_word(&s, "clinic/3", 2));
    assert_true(read_word(&s, "2:clinic/3", 2));
    assert_true(read_word(&s, "clinic", 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_names_a_credential_part_entry_or_kind),
        cmocka_unit_test(other_words_are_none),
        cmocka_unit_test(an_entry_of_several_credentials_needs_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
