/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words beside a code that belong to another one, and such that merely differ,
 * say less or say it of the heading.
 */
#include "../support/support.h"

#include "../../lib/words/words_i.h"

static void expect(cn_words_table table, const char *code, const char *text,
                   const char *other)
{
    char got[CN_WORDS_KEY_SIZE];
    bool clash =
        cn_words_clash(got, table, cn_span_str(code), cn_span_str(text));
    if (clash != (other[0] != '\0') || strcmp(got, other) != 0) {
        fail_msg("%s, \"%s\": %s, not %s", code, text, got, other);
    }
}

static void words_of_another_code_clash(void **state)
{
    (void)state;
    expect(CN_WORDS_ATC, "A10BA02", "warfarin", "B01AA03");
    expect(CN_WORDS_ATC, "A10BA02", "WARFARINE", "B01AA03");
    expect(CN_WORDS_ATC, "A10BA02",
           "\xce\xb2\xce\xb1\xcf\x81\xcf\x86\xce\xb1\xcf\x81\xce\xaf\xce\xbd"
           "\xce\xb7",
           "B01AA03");
    expect(CN_WORDS_ICD10, "I10", "Malaria", "B54");
    expect(CN_WORDS_ICD10, "E11.9", "asthme", "J45.9");
    expect(CN_WORDS_SNOMED, "372687004", "penicillin", "764146007");
}

/* One ingredient is not the combination, nor one disease the vaccine of
   three. */
static void a_part_is_not_the_whole(void **state)
{
    (void)state;
    expect(CN_WORDS_ATC, "J01CR02", "amoxicillin", "J01CA04");
    expect(CN_WORDS_CVX, "03", "measles", "05");
}

static void codes_of_icd_11_are_compared_by_their_words(void **state)
{
    (void)state;
    expect(CN_WORDS_ICD11, "BA00", "malaria", "1F4Z");
    expect(CN_WORDS_ICD11, "BA00", "high blood pressure", "");
    /* No code of ICD-11 here has these words, which could be named. */
    expect(CN_WORDS_ICD11, "BA00", "epilepsy", "");
    expect(CN_WORDS_ICD11, "1A07.Z", "typhoid fever", "");
}

static void words_that_differ_do_not_clash(void **state)
{
    (void)state;
    expect(CN_WORDS_ATC, "A10BA02", "metformin", "");
    expect(CN_WORDS_ATC, "A10BA02", "Metformin hydrochloride 500 mg", "");
    expect(CN_WORDS_ATC, "A10BA02", "", "");
    expect(CN_WORDS_ATC, "A10BA99", "warfarin", ""); /* what it is, who knows */
    expect(CN_WORDS_ATC, "", "warfarin", "");
}

static void words_that_say_less_do_not_clash(void **state)
{
    (void)state;
    expect(CN_WORDS_ATC, "A01AC01", "Triamcinolon", "");
    expect(CN_WORDS_ATC, "H02AB08", "triamcinolone (mouth)", "A01AC01");
    expect(CN_WORDS_LOINC, "13457-7", "LDL cholesterol", "");
}

/* Of the heading, or of what is under it; and of two codes, if of this one. */
static void words_near_the_code_do_not_clash(void **state)
{
    (void)state;
    expect(CN_WORDS_ATC, "J01AA07", "tetracycline", "");
    expect(CN_WORDS_ICD10, "A01.0", "Typhus", "");
    expect(CN_WORDS_ICD10, "A75.9", "typhus", "");
}

/* No word of ours clashes with its own code. */
static void each_word_is_its_codes(void **state)
{
    (void)state;
    char key[CN_WORDS_KEY_SIZE];
    char other[CN_WORDS_KEY_SIZE];
    cn_words_word word;
    size_t num = 0;
    for (int32_t t = CN_WORDS_ICD10; t <= CN_WORDS_CARNET; t++) {
        cn_words_table table = (cn_words_table)t;
        int32_t first = cn_words_first[t];
        for (int32_t row = first; row < cn_words_first[t + 1]; row += 97) {
            cn_words_key_of(key, table, row);
            assert_int_equal(cn_words_find_row(table, cn_span_str(key)), row);
            uint8_t language = (uint8_t)(row % cn_words_num_languages);
            assert_true(
                cn_words_find(&word, table, cn_span_str(key), language));
            cn_span text = cn_span_of(word.text, word.len);
            if (cn_words_clash(other, table, cn_span_str(key), text)) {
                fail_msg("%s: %s is %s", key, word.text, other);
            }
            num++;
        }
    }
    test_count("words", num);
    assert_true(num > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_another_code_clash),
        cmocka_unit_test(a_part_is_not_the_whole),
        cmocka_unit_test(codes_of_icd_11_are_compared_by_their_words),
        cmocka_unit_test(words_that_differ_do_not_clash),
        cmocka_unit_test(words_that_say_less_do_not_clash),
        cmocka_unit_test(words_near_the_code_do_not_clash),
        cmocka_unit_test(each_word_is_its_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
