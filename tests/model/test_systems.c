/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code systems and lists: what is listed is found where it stands, and numbers
 * stand for codes and codes for numbers as the specification says.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

/* ---- lists ---- */

static void finds_every_listed_code_where_it_stands(void **state)
{
    (void)state;
    size_t num = 0;
    for (int32_t list = 1; list <= CN_LIST_LAST_CODES; list++) {
        cn_words_word word;
        const cn_model_listed *l;
        for (uint64_t i = 0; (l = cn_model_list_get(list, i)) != NULL; i++) {
            cn_span code = cn_span_str(l->code);
            assert_int_equal(cn_model_list_find(list, l->system, code), i);
            if (cn_model_code_check(l->system, code) != CARNET_OK) {
                print_message("list %d: %s\n", (int)list, l->code);
            }
            assert_status(cn_model_code_check(l->system, code), CARNET_OK);
            assert_true(l->unit < 0 ||
                        cn_model_unit_get((uint64_t)l->unit) != NULL);
            cn_model_listed_word(&word, l);
            assert_true(word.len > 0);
            num++;
        }
        assert_true(num > 0);
    }
    test_count("listed codes", num);
}

static void finds_every_word_and_unit_where_it_stands(void **state)
{
    (void)state;
    size_t num = 0;
    for (int32_t list = CN_LIST_FIRST_WORDS; list < CN_NUM_LISTS; list++) {
        const char *word;
        for (uint64_t i = 0; (word = cn_model_word_get(list, i)) != NULL; i++) {
            assert_int_equal(cn_model_word_find(list, cn_span_str(word)), i);
            assert_status(cn_model_word_check(list, cn_span_str(word)),
                          CARNET_OK);
            assert_status(cn_model_text_check(cn_span_str(word), 128),
                          CARNET_OK);
            num++;
        }
    }
    const char *unit;
    for (uint64_t i = 0; (unit = cn_model_unit_get(i)) != NULL; i++) {
        assert_int_equal(cn_model_unit_find(cn_span_str(unit)), i);
        if (cn_model_unit_check(cn_span_str(unit)) != CARNET_OK) {
            print_message("unit %s\n", unit);
        }
        assert_status(cn_model_unit_check(cn_span_str(unit)), CARNET_OK);
        num++;
    }
    test_count("listed words and units", num);
}

static void gives_nothing_for_what_is_not_listed(void **state)
{
    (void)state;
    assert_null(cn_model_list_get(CN_LIST_NONE, 0));
    assert_null(cn_model_list_get(-1, 0));
    assert_null(cn_model_list_get(CN_NUM_LISTS, 0));
    assert_null(cn_model_list_get(1000, 0));
    assert_null(cn_model_list_get(CN_LIST_MEDICINES, UINT64_MAX));
    assert_null(cn_model_word_get(CN_LIST_NONE, 0));
    assert_null(cn_model_word_get(CN_LIST_COUNTRIES, 100000));
    assert_null(cn_model_unit_get(UINT64_MAX));
    assert_null(cn_model_system_get(8));
    assert_int_equal(cn_model_list_find(CN_LIST_MEDICINES, CN_SYSTEM_ATC,
                                        cn_span_str("Z99ZZ99")),
                     -1);
    assert_int_equal(cn_model_list_find(CN_LIST_MEDICINES, CN_SYSTEM_ICD10,
                                        cn_span_str("A10BA02")),
                     -1);
    assert_int_equal(cn_model_word_find(CN_LIST_COUNTRIES, cn_span_str("")),
                     -1);
    assert_int_equal(cn_model_unit_find(cn_span_str("mg ")), -1);
}

static void knows_systems_by_name_and_uri(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 8; i++) {
        const cn_model_system *s = cn_model_system_get(i);
        assert_int_equal(cn_model_system_named(cn_span_str(s->name)), i);
        assert_int_equal(cn_model_system_named(cn_span_str(s->uri)), i);
    }
    assert_int_equal(cn_model_system_named(cn_span_str("http://loinc.or")), -1);
    assert_int_equal(CN_SYSTEM_CARNET, 7);
}

/* ---- packing ---- */

static const struct {
    uint32_t system;
    const char *code;
    uint32_t packed;
} packed_codes[] = {
    /* by hand from the rules of format.md section 6.4 */
    {CN_SYSTEM_ICD10, "A00", 0},
    {CN_SYSTEM_ICD10, "A00.0", 1},
    {CN_SYSTEM_ICD10, "A00.9", 10},
    {CN_SYSTEM_ICD10, "A01", 11},
    {CN_SYSTEM_ICD10, "E11.9", 11 * 411 + 10},
    {CN_SYSTEM_ICD10, "Z99.9", 28599},
    {CN_SYSTEM_ICD10, "A00.00", 28600},
    {CN_SYSTEM_ICD10, "S72.01", 28600 + 187201},
    {CN_SYSTEM_ICD10, "Z99.99", 288599},
    {CN_SYSTEM_ATC, "A", 0},
    {CN_SYSTEM_ATC, "A10", 11 * 27 * 27 * 101},
    {CN_SYSTEM_ATC, "A10B", (11 * 27 + 2) * 27 * 101},
    {CN_SYSTEM_ATC, "A10BA", ((11 * 27 + 2) * 27 + 1) * 101},
    {CN_SYSTEM_ATC, "A10BA02", ((11 * 27 + 2) * 27 + 1) * 101 + 3},
    {CN_SYSTEM_ATC, "V09XX99",
     (((13 * 101 + 10) * 27 + 24) * 27 + 24) * 101 + 100},
    {CN_SYSTEM_LOINC, "4548-4", 4548},
    {CN_SYSTEM_LOINC, "718-7", 718},
    {CN_SYSTEM_LOINC, "45323-3", 45323},
    {CN_SYSTEM_SNOMED, "260385009", 260385},
    {CN_SYSTEM_SNOMED, "26643006", 26643},
    {CN_SYSTEM_SNOMED, "100005", 100},
    {CN_SYSTEM_CVX, "03", 3},
    {CN_SYSTEM_CVX, "88", 88},
    {CN_SYSTEM_CVX, "208", 208},
};

static void packs_by_the_rules_of_the_specification(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed_codes / sizeof *packed_codes; i++) {
        uint32_t n = 0;
        char code[32];
        cn_span s = cn_span_str(packed_codes[i].code);
        assert_true(cn_model_pack(packed_codes[i].system, s, &n));
        assert_int_equal(n, packed_codes[i].packed);
        assert_int_equal(cn_model_unpack(packed_codes[i].system, n, code),
                         s.len);
        assert_string_equal(code, packed_codes[i].code);
    }
}

/* Every number that has a code packs back to itself, and the code is good. */
static void packs_what_it_unpacks(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint32_t system = 0; system < 8; system++) {
        for (uint32_t i = 0; i < 400000; i++) {
            uint32_t n = i < 300000 ? i : i * UINT32_C(2654435761);
            uint32_t back = 0;
            char code[32];
            size_t len = cn_model_unpack(system, n, code);
            if (len == 0) {
                continue;
            }
            assert_int_equal(strlen(code), len);
            assert_status(cn_model_code_check(system, cn_span_of(code, len)),
                          CARNET_OK);
            assert_true(cn_model_pack(system, cn_span_of(code, len), &back));
            assert_int_equal(back, n);
            num++;
        }
    }
    test_count("packed codes", num);
}

static void leaves_codes_that_no_rule_covers(void **state)
{
    (void)state;
    static const struct {
        uint32_t system;
        const char *code;
    } kept[] = {{CN_SYSTEM_ICD10, "S72.001A"},
                {CN_SYSTEM_ICD10, "C4A"},
                {CN_SYSTEM_ICD10CM, "E11.9"},
                {CN_SYSTEM_ICD11, "5A11"},
                {CN_SYSTEM_SNOMED, "999000011000001104"},
                {CN_SYSTEM_SNOMED, "4294967296005"},
                {CN_SYSTEM_CARNET, "dialysis"}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        uint32_t n = 0;
        assert_status(
            cn_model_code_check(kept[i].system, cn_span_str(kept[i].code)),
            CARNET_OK);
        assert_false(
            cn_model_pack(kept[i].system, cn_span_str(kept[i].code), &n));
    }
    char code[32];
    assert_int_equal(cn_model_unpack(CN_SYSTEM_ICD10, 288600, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_ATC, 2, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_ATC, 101 * 27, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_LOINC, 0, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_LOINC, 10000000, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_SNOMED, 99, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_CVX, 10000, code), 0);
    assert_int_equal(cn_model_unpack(CN_SYSTEM_CARNET, 1, code), 0);
    assert_int_equal(cn_model_unpack(99, 1, code), 0);
    static const uint32_t unpacked[] = {CN_SYSTEM_ICD11, CN_SYSTEM_CARNET};
    for (uint32_t digit = 0; digit < 10; digit++) {
        for (size_t i = 0; i < sizeof unpacked / sizeof *unpacked; i++) {
            assert_int_equal(cn_model_unpack(unpacked[i], digit, code), 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_listed_code_where_it_stands),
        cmocka_unit_test(finds_every_word_and_unit_where_it_stands),
        cmocka_unit_test(gives_nothing_for_what_is_not_listed),
        cmocka_unit_test(knows_systems_by_name_and_uri),
        cmocka_unit_test(packs_by_the_rules_of_the_specification),
        cmocka_unit_test(packs_what_it_unpacks),
        cmocka_unit_test(leaves_codes_that_no_rule_covers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
