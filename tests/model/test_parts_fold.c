/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How codes and URIs are read before rules are applied: which characters are
 * letters and digits of a code, which part it, and which words of a URI name a
 * system. What the codes then ask for is test_parts_code.c.
 */
#include "../support/support.h"

#include "model_ask.h"

static void assert_folded(cn_span code, const char *expected)
{
    char out[CN_MODEL_CODE_MAX + 1];
    cn_parts_fold(out, code);
    assert_string_equal(out, expected);
}

static int32_t set_of(const char *uri)
{
    cn_model_coding c;
    test_coding(&c, -1, uri, "x");
    return cn_parts_set_of(&c);
}

/* ---- codes ---- */

static void letters_digits_points_and_hyphens_are_kept(void **state)
{
    (void)state;
    assert_folded(cn_span_str("AZaz09.-"), "AZAZ09.-");
    assert_folded(cn_span_str("@[`{/:,_"), "        ");
    assert_folded(cn_span_str(""), "");
}

/* First and last of each row of ALIKE, and what stands beside it. */
static void
characters_of_other_scripts_are_read_as_what_they_look_like(void **state)
{
    (void)state;
    static const struct {
        const char *written, *read;
    } rows[] = {
        {"\xCE\x90\xCE\x91\xCE\xA7\xCE\xA8", " AX "}, /* Greek */
        {"\xCE\xB0\xCE\xB1\xCF\x87\xCF\x88", " AX "},
        {"\xD0\x84\xD0\x85\xD0\x88\xD0\x89", " SJ "}, /* Cyrillic */
        {"\xD0\x8F\xD0\x90\xD0\xA5\xD0\xA6", " AX "},
        {"\xD1\x94\xD1\x95\xD1\x98\xD1\x99", " SJ "},
        {"\xD0\x96\xD0\x90", " A"}, /* like none, within a row */
        {"\xD9\x9F\xD9\xA0\xD9\xA9\xD9\xAA", " 09 "}, /* Arabic, Persian */
        {"\xDB\xAF\xDB\xB0\xDB\xB9\xDB\xBA", " 09 "},
        {"\xE2\x80\x8F\xE2\x80\x90\xE2\x80\x95\xE2\x80\x96", " -- "},
        {"\xE2\x88\x91\xE2\x88\x92\xE2\x88\x93", " - "},
        {"\xEF\xBC\x8C\xEF\xBC\x8D\xEF\xBC\x8E\xEF\xBC\x8F", " -. "}, /* wide */
        {"\xEF\xBC\x90\xEF\xBC\x99\xEF\xBC\x9A", "09 "},
        {"\xEF\xBC\xA0\xEF\xBC\xA1\xEF\xBC\xBA\xEF\xBC\xBB", " AZ "},
        {"\xEF\xBD\x80\xEF\xBD\x81\xEF\xBD\x9A\xEF\xBD\x9B", " AZ "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_folded(cn_span_str(rows[i].written), rows[i].read);
    }
}

static void what_is_no_text_parts_a_code(void **state)
{
    (void)state;
    assert_folded(cn_span_str("\xFF"
                              "B\xFF\xFF"
                              "20"),
                  " B  20");
    assert_folded(cn_span_of("\0B20", 4), " B20");
}

static void a_piece_begins_and_ends_with_a_letter_or_digit(void **state)
{
    (void)state;
    static const struct {
        const char *from, *text, *bare;
    } rows[] = {
        {"B20", "B20", "B20"},
        {".-B20.-", "B20", "B20"},
        {"B.20", "B.20", "B20"},
        {" B 2.0 ", "B2.0", "B20"},
        {"75622-1", "75622-1", "756221"},
        {"-", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_parts_pieced p;
        cn_parts_piece(&p, rows[i].from, strlen(rows[i].from));
        assert_string_equal(p.text, rows[i].text);
        assert_string_equal(p.bare, rows[i].bare);
    }
    cn_parts_pieced p;
    cn_parts_piece(&p, "B20-B24", 3);
    assert_string_equal(p.text, "B20");
}

/* ---- systems ---- */

/* "-atc" stands where a word begins. */
static void
words_of_a_uri_are_parted_by_all_but_letters_and_digits(void **state)
{
    (void)state;
    char uri[] = "urn:x:y?ATC";
    for (const char *c = "@[`{/:-"; *c != '\0'; c++) {
        uri[7] = *c;
        assert_int_equal(set_of(uri), CN_SYSTEM_ATC);
    }
    for (const char *c = "AZaz09"; *c != '\0'; c++) {
        uri[7] = *c;
        assert_int_equal(set_of(uri), -1);
    }
}

static void signs_in_a_row_part_words_once(void **state)
{
    (void)state;
    assert_int_equal(set_of("urn:x:ICD - 10"), CN_SYSTEM_ICD10CM);
    assert_int_equal(set_of("urn:x:icd10"), CN_SYSTEM_ICD10CM);
    assert_int_equal(set_of("urn:x:icd1 0"), -1);
    assert_int_equal(set_of("urn:oid:2.16.840.1.113883.6.96."),
                     CN_SYSTEM_SNOMED);
}

static void a_uri_begins_with_a_word(void **state)
{
    (void)state;
    assert_int_equal(set_of("ATC"), CN_SYSTEM_ATC);
    assert_int_equal(set_of("loinc"), CN_SYSTEM_LOINC);
    assert_int_equal(set_of(""), -1);
}

/* Whatever was read before it. */
static void the_end_of_a_uri_ends_a_word(void **state)
{
    (void)state;
    static const char *const before[] = {"urn:oid:2.16.840.1.113883.6.96.7",
                                         "urn:oid:2.16.840.1.113883.6.967.7"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        (void)set_of(before[i]);
        assert_int_equal(set_of("urn:oid:2.16.840.1.113883.6.96"),
                         CN_SYSTEM_SNOMED);
    }
}

static void a_uri_may_be_as_long_as_any(void **state)
{
    (void)state;
    char uri[CN_MODEL_CODING_MAX + 1];
    memset(uri, 'x', sizeof uri);
    uri[CN_MODEL_CODING_MAX] = '\0';
    assert_int_equal(set_of(uri), -1);
    memcpy(uri + CN_MODEL_CODING_MAX - 6, "snomed", 6);
    assert_int_equal(set_of(uri), CN_SYSTEM_SNOMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_digits_points_and_hyphens_are_kept),
        cmocka_unit_test(
            characters_of_other_scripts_are_read_as_what_they_look_like),
        cmocka_unit_test(what_is_no_text_parts_a_code),
        cmocka_unit_test(a_piece_begins_and_ends_with_a_letter_or_digit),
        cmocka_unit_test(
            words_of_a_uri_are_parted_by_all_but_letters_and_digits),
        cmocka_unit_test(signs_in_a_row_part_words_once),
        cmocka_unit_test(a_uri_begins_with_a_word),
        cmocka_unit_test(the_end_of_a_uri_ends_a_word),
        cmocka_unit_test(a_uri_may_be_as_long_as_any),
    };
    return cmocka_run_group_tests_name("model_parts_fold", tests, NULL, NULL);
}
